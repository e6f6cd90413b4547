//! `set-guides`: the lines that a designer sets packages by.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PageRef, Refusal, VerbInfo};
use banxin_geom::Length;
use banxin_model::{Axis, Guide};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Most guides of a page.
const MOST: usize = 100;

/// Gives a page its guides; those it had and that are not named are gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetGuides {
    /// The page.
    pub page: PageRef,
    /// All of its guides.
    pub guides: Vec<Guide>,
}

impl Verb for SetGuides {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-guides",
        zh: "改版面的参考线",
        en: "Set the guides of a page",
        fields: &[
            Field::needed("page", "number or id"),
            Field::needed(
                "guides",
                "[{axis: across|down, at}] in EMU from the trimmed page's top or left edge; [] for none",
            ),
        ],
        example: r#"{"verb":"set-guides","page":1,"guides":[{"axis":"down","at":7200000},{"axis":"across","at":3600000}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_page(&self.page)?;
        let paper = draft.page(id)?.paper;
        let is_on = |guide: &Guide| {
            let most = if guide.axis == Axis::Across { paper.height } else { paper.width };
            (Length::ZERO..=most).contains(&guide.at)
        };
        if self.guides.len() > MOST || !self.guides.iter().all(is_on) {
            return Err(Refusal::new(
                "guides",
                format!("参考线要落在版面之内，最多 {MOST} 条。"),
                format!("Guides stand on the page, {MOST} of them at most."),
            ));
        }
        let mut guides = self.guides.clone();
        guides.sort_unstable();
        guides.dedup();
        if let Some(page) = draft.edition.pages.get_mut(&id) {
            Arc::make_mut(page).guides = guides;
        }
        let number = draft.page_number(id);
        Ok(Label::new(format!("改第 {number} 版的参考线"), format!("Set the guides of page {number}")))
    }
}
