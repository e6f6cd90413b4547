//! `resize-package`: wider, narrower, deeper, shallower.

use super::shape_package::is_sound;
use super::{Verb, columns_fit, most_columns, set, usual_columns};
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use banxin_model::Cells;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Changes the edges of a package. One set in the page's own columns takes on more or fewer of them with
/// its width; one re-divided (破栏) keeps its number of columns while they fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ResizePackage {
    /// The package.
    pub package: PackageRef,
    /// Left edge in thousandths of a cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Cells>,
    /// First line, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// Width in thousandths of a cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Cells>,
    /// Height in lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<i32>,
}

impl Verb for ResizePackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "resize-package",
        zh: "改稿块大小",
        en: "Resize a package",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::optional("x", "left edge in thousandths of a cell"),
            Field::optional("line", "first line, from 0"),
            Field::optional("width", "in thousandths of a cell"),
            Field::optional("lines", "height in lines"),
        ],
        example: r#"{"verb":"resize-package","package":{"headline":"春风"},"width":41000,"lines":30}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        let before = package.area;
        set(&mut package.area.x, &self.x);
        set(&mut package.area.line, &self.line);
        set(&mut package.area.width, &self.width);
        set(&mut package.area.lines, &self.lines);
        draft.lies(&package)?;
        // A corner that no longer leaves ground is not cut any more.
        if !is_sound(&package) {
            package.cuts.clear();
        }
        let grid = draft.page(package.page)?.grid;
        if package.area.width != before.width {
            if package.columns == usual_columns(&grid, before.width) {
                package.columns = usual_columns(&grid, package.area.width);
            }
            package.columns = package.columns.min(most_columns(&grid, &package));
            for slot in &mut package.photos {
                slot.columns = slot.columns.min(package.columns);
            }
            package.head.columns = package.head.columns.min(package.columns);
        }
        columns_fit(&grid, &package)?;
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("改{zh}的大小"), format!("Resize {en}")))
    }
}
