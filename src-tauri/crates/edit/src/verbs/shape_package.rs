//! `shape-package`: corners that a package leaves to its neighbours.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use banxin_model::{Cut, Package};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Gives a package its shape: a rectangle less the corners named, so that packages interlock (穿插).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ShapePackage {
    /// The package.
    pub package: PackageRef,
    /// The corners cut out, one of a kind at most; none for a rectangle.
    pub cuts: Vec<Cut>,
}

impl Verb for ShapePackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "shape-package",
        zh: "改稿块外形（让出角，成 L 形）",
        en: "Cut corners out of a package, so that it is L-shaped",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::needed(
                "cuts",
                "[{corner: top-left|top-right|bottom-left|bottom-right, width, lines}], gutter and blank line \
                 included; [] for a rectangle",
            ),
        ],
        example: r#"{"verb":"shape-package","package":{"headline":"春风"},"cuts":[{"corner":"bottom-right","width":28000,"lines":20}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        if package.free.is_some() {
            return Err(Refusal::new(
                "frame-cuts",
                "自由框不让角，请改它的外形（set-frame 的 form）。",
                "A free frame has no corners cut: change its outline instead (form of set-frame).",
            ));
        }
        package.cuts.clone_from(&self.cuts);
        package.cuts.sort_by_key(|cut| cut.corner);
        sound(&package)?;
        super::set_package::sound(&package)?;
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("改{zh}的外形"), format!("Shape {en}")))
    }
}

/// Refuses cuts that leave no ground, or ground in several pieces.
pub(super) fn sound(package: &Package) -> Result<(), Refusal> {
    if is_sound(package) {
        return Ok(());
    }
    Err(Refusal::new(
        "cut",
        "每个角至多让出一次，须比稿块窄、比稿块矮，让出后仍须连成一块。",
        "Each corner is cut once at most, narrower and shallower than the package, and the rest holds together.",
    ))
}

/// Whether every cut leaves ground, and all of the ground in one piece.
pub(crate) fn is_sound(package: &Package) -> bool {
    let area = package.area;
    let fits = |cut: &Cut| {
        (1..area.width.0).contains(&cut.width.0) && (1..area.lines).contains(&i32::from(cut.lines))
    };
    let is_once = package.cuts.windows(2).all(|pair| pair[0].corner != pair[1].corner);
    let pieces = package.pieces();
    let touches = |pair: &[banxin_model::Area]| {
        pair[0].x < pair[1].right() && pair[1].x < pair[0].right() && pair[0].end() == pair[1].line
    };
    let is_whole = pieces.first().is_some_and(|first| first.line == area.line)
        && pieces.last().is_some_and(|last| last.end() == area.end());
    package.cuts.iter().all(fits) && is_once && is_whole && pieces.windows(2).all(touches)
}
