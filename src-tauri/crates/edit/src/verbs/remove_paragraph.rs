//! `remove-paragraph`: fewer words for a story.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Removes a paragraph from its story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemoveParagraph {
    /// The paragraph.
    pub paragraph: ParagraphRef,
}

impl Verb for RemoveParagraph {
    const INFO: VerbInfo = VerbInfo {
        verb: "remove-paragraph",
        zh: "删一段",
        en: "Remove a paragraph",
        fields: &[Field::needed("paragraph", "id or {story, role, index}")],
        example: r#"{"verb":"remove-paragraph","paragraph":{"story":{"headline":"春风"},"role":"crosshead","index":0}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(removed) = draft.edition.paragraphs.remove(&id) else { return Err(Refusal::stale()) };
        let (zh, en) = draft.story_name(removed.story);
        Ok(Label::new(format!("删{zh}一段"), format!("Remove a paragraph of {en}")))
    }
}
