//! `remove-page`: a page with what stands on it.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Removes a page and its packages; their stories stay in the pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemovePage {
    /// The page.
    pub page: PageRef,
}

impl Verb for RemovePage {
    const INFO: VerbInfo = VerbInfo {
        verb: "remove-page",
        zh: "删版面（稿件留在稿库）",
        en: "Remove a page; its stories stay in the pool",
        fields: &[Field::needed("page", "number or id")],
        example: r#"{"verb":"remove-page","page":4}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_page(&self.page)?;
        if draft.edition.pages.len() == 1 {
            return Err(Refusal::new(
                "last-page",
                "一期至少要有一个版面，请先加新版面。",
                "An edition has at least one page: add another first.",
            ));
        }
        let number = draft.page_number(id);
        for package in draft.packages_on(id) {
            draft.unlocked(package)?;
            draft.drop_package(package);
        }
        draft.edition.pages.remove(&id);
        Ok(Label::new(format!("删第 {number} 版"), format!("Remove page {number}")))
    }
}
