//! `split-paragraph`: one paragraph becomes two.

use super::{Verb, insert_paragraph};
use crate::draft::Draft;
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Splits a paragraph in two of the same role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SplitParagraph {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// Where the second one begins, in bytes of UTF-8 from the start.
    pub at: usize,
}

impl Verb for SplitParagraph {
    const INFO: VerbInfo = VerbInfo {
        verb: "split-paragraph",
        zh: "把一段分成两段",
        en: "Split a paragraph in two",
        fields: &[
            Field::needed("paragraph", "id or {story, role, index}"),
            Field::needed("at", "where the second one begins, in bytes of UTF-8"),
        ],
        example: r#"{"verb":"split-paragraph","paragraph":{"story":{"headline":"春风"},"role":"body","index":0},"at":15}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) else { return Err(Refusal::stale()) };
        let paragraph = Arc::make_mut(paragraph);
        let Some(rest) = paragraph.split_off(self.at) else {
            return Err(Refusal::inside_character());
        };
        let story = paragraph.story;
        insert_paragraph(draft, story, Some(id), rest)?;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("{zh}分段"), format!("Split a paragraph of {en}")))
    }
}
