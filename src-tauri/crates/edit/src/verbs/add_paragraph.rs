//! `add-paragraph`: more words for a story.

use super::{Verb, insert_paragraph};
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, ParagraphRef, Refusal, StoryRef, VerbInfo};
use banxin_model::{Paragraph, Role};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Adds a paragraph to a story, after another or at its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddParagraph {
    /// The story.
    pub story: StoryRef,
    /// The paragraph it follows; the story's last one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<ParagraphRef>,
    /// What it is for.
    pub role: Role,
    /// Its words, without line ends.
    pub text: String,
}

impl Verb for AddParagraph {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-paragraph",
        zh: "给稿件加一段",
        en: "Add a paragraph to a story",
        fields: &[
            Field::needed("story", "id or {headline}"),
            Field::optional("after", "the paragraph it follows; at the end by default"),
            Field::needed(
                "role",
                "logo, kicker, headline, deck, summary, editors-note, byline, body, crosshead, caption, credit, jump, table-head or table-row",
            ),
            Field::needed("text", "its words, without line ends"),
        ],
        example: r#"{"verb":"add-paragraph","story":{"headline":"春风"},"role":"crosshead","text":"渡口新貌"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        one_paragraph(&self.text)?;
        let story = draft.find_story(&self.story)?;
        let after = self.after.as_ref().map(|after| draft.find_paragraph(after)).transpose()?;
        insert_paragraph(draft, story, after, Paragraph::new(story, 0, self.role, self.text.clone()))?;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("给{zh}加一段"), format!("Add a paragraph to {en}")))
    }
}
