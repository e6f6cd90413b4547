//! `set-package`: how a package is arranged inside.

use super::{Verb, columns_fit, set, usual_columns};
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use banxin_geom::Length;
use banxin_model::{
    BylinePlace, Cells, Direction, Frame, Grid, HeadPlace, HeadSpec, Inset, Package, Remainder,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Changes the columns, head, byline, frame or tint of a package; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetPackage {
    /// The package.
    pub package: PackageRef,
    /// Text columns inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Which way lines run: `across` or `down`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Gutter between them in thousandths of a cell; 0 for the page's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gutter: Option<Cells>,
    /// What becomes of cells that do not divide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remainder: Option<Remainder>,
    /// The head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadChange>,
    /// Face of the headline; empty for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_face: Option<String>,
    /// Where the byline stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<BylinePlace>,
    /// What stands round it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// Tint behind it: black in per mille, 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<u16>,
}

/// Changes to a head; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct HeadChange {
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<HeadPlace>,
    /// Columns it covers; 0 for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Lines of the grid it takes; 0 for as many as it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<u8>,
    /// Size of the headline in EMU; 0 for the greatest that fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub size: Option<Length>,
    /// Lines the headline may break into; 0 for as few as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u8>,
    /// Whether each line of the headline fills the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<bool>,
    /// Least size in EMU that an automatic one may take; 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub least: Option<Length>,
    /// Greatest size in EMU that an automatic one may take; 0 for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub greatest: Option<Length>,
    /// Where a head within the text stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inset: Option<Inset>,
}

impl HeadChange {
    pub(crate) fn change(&self, head: &mut HeadSpec) {
        set(&mut head.place, &self.place);
        set(&mut head.columns, &self.columns);
        set(&mut head.lines, &self.lines);
        set(&mut head.size, &self.size);
        set(&mut head.rows, &self.rows);
        set(&mut head.fill, &self.fill);
        set(&mut head.least, &self.least);
        set(&mut head.greatest, &self.greatest);
        set(&mut head.inset, &self.inset);
    }
}

impl Verb for SetPackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-package",
        zh: "改稿块的分栏、横竖排、标题、署名、花边、底纹",
        en: "Change the columns, direction, head, byline, frame or tint of a package",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::optional("columns", "text columns inside"),
            Field::optional(
                "direction",
                "across (横排) or down (竖排); its columns are then tiers, one under the other",
            ),
            Field::optional("gutter", "between them, in thousandths of a cell; 0 for the page's own"),
            Field::optional("remainder", "gutters or first-column"),
            Field::optional("head", super::HEAD),
            Field::optional("head_face", "face of the headline, such as hei-900"),
            Field::optional("byline", "column, head or none"),
            Field::optional("frame", super::FRAMES),
            Field::optional("tint", "black behind it in per mille"),
        ],
        example: r#"{"verb":"set-package","package":{"headline":"春风"},"columns":2,"head":{"place":"side"},"frame":"box"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        let grid = draft.page(package.page)?.grid;
        if let Some(direction) = self.direction.filter(|direction| *direction != package.direction) {
            package.direction = direction;
            package.columns = usual_division(&grid, &package);
        }
        set(&mut package.columns, &self.columns);
        if let Some(gutter) = self.gutter {
            package.gutter = (gutter.0 > 0).then_some(gutter);
        }
        set(&mut package.remainder, &self.remainder);
        if let Some(head) = &self.head {
            head.change(&mut package.head);
        }
        set(&mut package.head_face, &self.head_face);
        set(&mut package.byline, &self.byline);
        set(&mut package.frame, &self.frame);
        set(&mut package.tint, &self.tint);
        if self.columns.is_some() {
            for slot in &mut package.photos {
                slot.columns = slot.columns.min(package.columns);
            }
            package.head.columns = package.head.columns.min(package.columns);
        }
        sound(&package)?;
        columns_fit(&grid, &package)?;
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("改{zh}的样式"), format!("Change the form of {en}")))
    }
}

/// Cells of a tier that reads well.
const TIER: i64 = 14;

/// Columns of the page that the package spans, or as many tiers as read well in its depth.
pub(crate) fn usual_division(grid: &Grid, package: &Package) -> u8 {
    if package.direction.is_across() {
        return usual_columns(grid, package.area.width);
    }
    let cells = (grid.leading * i64::from(package.area.lines)).whole(grid.cell);
    u8::try_from((cells / TIER).clamp(1, 32)).unwrap_or(1)
}

/// Refuses sizes and tints that no press has.
pub(crate) fn sound(package: &Package) -> Result<(), Refusal> {
    let head = &package.head;
    let printable = Length::ZERO..=Length::pt(1000.0);
    if [head.size, head.least, head.greatest].iter().any(|size| !printable.contains(size)) {
        return Err(Refusal::new(
            "head-size",
            "标题字号须在 0（自动）到 1000 点之间。",
            "A headline's size lies between 0, for automatic, and 1000 points.",
        ));
    }
    if package.tint > 1000 {
        return Err(Refusal::new(
            "tint",
            "底纹须在 0 到 1000（千分比）之间。",
            "A tint lies between 0 and 1000 per mille.",
        ));
    }
    if package.head_face.len() > 64 {
        return Err(Refusal::new(
            "head-face",
            "没有这样的标题字体，请从字体列表中选择。",
            "There is no such face for a headline: choose one from the list of faces.",
        ));
    }
    Ok(())
}
