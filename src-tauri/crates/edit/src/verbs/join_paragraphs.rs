//! `join-paragraphs`: two paragraphs become one.

use super::Verb;
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Joins the next paragraph of the story to the end of this one, which keeps its role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct JoinParagraphs {
    /// The first of the two.
    pub paragraph: ParagraphRef,
}

impl Verb for JoinParagraphs {
    const INFO: VerbInfo = VerbInfo {
        verb: "join-paragraphs",
        zh: "与下一段合并",
        en: "Join a paragraph with the next one",
        fields: &[Field::needed("paragraph", "the first of the two: id or {story, role, index}")],
        example: r#"{"verb":"join-paragraphs","paragraph":{"story":{"headline":"春风"},"role":"body","index":0}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(first) = draft.edition.paragraphs.get(&id).cloned() else { return Err(Refusal::stale()) };
        let story = first.story;
        let next = draft.paragraphs_of(story).into_iter().skip_while(|other| *other != id).nth(1);
        let Some(second) = next.and_then(|next| draft.edition.paragraphs.remove(&next)) else {
            return Err(Refusal::new(
                "no-next-paragraph",
                "这已是稿件的最后一段，后面没有可合并的段落。",
                "This is the story's last paragraph: there is none after it to join.",
            ));
        };
        let mut joined = first.as_ref().clone();
        joined.append(&second);
        one_paragraph(&joined.text)?;
        draft.edition.paragraphs.insert(id, Arc::new(joined));
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("{zh}并段"), format!("Join paragraphs of {en}")))
    }
}
