//! `set-text`: other words for a paragraph.

use super::Verb;
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Gives a paragraph other words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetText {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// Its words, without line ends.
    pub text: String,
}

impl Verb for SetText {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-text",
        zh: "改一段文字",
        en: "Give a paragraph other words",
        fields: &[
            Field::needed("paragraph", "id or {story, role, index}"),
            Field::needed("text", "its words, without line ends"),
        ],
        example: r#"{"verb":"set-text","paragraph":{"story":{"headline":"春风"},"role":"headline"},"text":"春风又到江畔"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        one_paragraph(&self.text)?;
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) else { return Err(Refusal::stale()) };
        let paragraph = Arc::make_mut(paragraph);
        paragraph.rewrite(&self.text);
        let story = paragraph.story;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("改{zh}的文字"), format!("Edit the text of {en}")))
    }
}
