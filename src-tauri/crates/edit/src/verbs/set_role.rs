//! `set-role`: what a paragraph is for.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use banxin_model::Role;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Makes a paragraph a headline, a crosshead, running text and so on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetRole {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// What it is for.
    pub role: Role,
}

impl Verb for SetRole {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-role",
        zh: "改段落的角色（标题、正文、小标题……）",
        en: "Say what a paragraph is for: headline, body, crosshead and so on",
        fields: &[
            Field::needed("paragraph", "id or {story, role, index}"),
            Field::needed(
                "role",
                "logo, kicker, headline, deck, summary, editors-note, byline, body, crosshead, caption, credit, jump, table-head or table-row",
            ),
        ],
        example: r#"{"verb":"set-role","paragraph":{"story":{"headline":"春风"},"role":"body","index":0},"role":"summary"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) else { return Err(Refusal::stale()) };
        let paragraph = Arc::make_mut(paragraph);
        paragraph.role = self.role;
        let story = paragraph.story;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("改{zh}的段落角色"), format!("Change a paragraph's role in {en}")))
    }
}
