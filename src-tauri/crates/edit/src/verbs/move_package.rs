//! `move-package`: to another place, also on another page.

use super::Verb;
use crate::draft::{Draft, after};
use crate::{Field, Label, PackageRef, PageRef, Refusal, VerbInfo};
use banxin_model::Cells;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Moves a package; its size and form stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MovePackage {
    /// The package.
    pub package: PackageRef,
    /// Left edge in thousandths of a cell; as it is when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Cells>,
    /// First line, from 0; as it is when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// The page; its own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageRef>,
}

impl Verb for MovePackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "move-package",
        zh: "移动稿块",
        en: "Move a package",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::optional("x", "left edge in thousandths of a cell"),
            Field::optional("line", "first line, from 0"),
            Field::optional("page", "number or id of another page"),
        ],
        example: r#"{"verb":"move-package","package":{"headline":"春风"},"x":28000,"line":24}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        if let Some(page) = &self.page {
            let page = draft.find_page(page)?;
            if page != package.page {
                package.rank = after(
                    draft
                        .packages_on(page)
                        .last()
                        .and_then(|id| draft.edition.packages.get(id))
                        .map(|p| p.rank),
                );
                package.page = page;
            }
        }
        super::set(&mut package.area.x, &self.x);
        super::set(&mut package.area.line, &self.line);
        draft.lies(&package)?;
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("移动{zh}"), format!("Move {en}")))
    }
}
