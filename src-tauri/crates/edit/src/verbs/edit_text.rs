//! `edit-text`: a stretch of a story's words replaced by others; what typing, deleting and pasting come to.

use super::{Verb, insert_paragraph};
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use banxin_model::{Id, Paragraph, Role, Story};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// A place between two characters of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TextPlace {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// Bytes of UTF-8 before the place.
    pub at: usize,
}

/// Replaces the words between two places of one story. Each line end in the new words begins a paragraph: of the
/// same role where the role runs over several paragraphs, running text after a crosshead or a part of the head. As many
/// paragraphs as there were keep what each is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditText {
    /// Where the old words begin.
    pub from: TextPlace,
    /// Where they end; where they begin, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<TextPlace>,
    /// The new words; may be empty.
    pub text: String,
}

/// The role of a paragraph that begins after one of `role`.
fn following(role: Role) -> Role {
    match role {
        Role::Body | Role::EditorsNote | Role::Summary | Role::Caption => role,
        _ => Role::Body,
    }
}

impl Verb for EditText {
    const INFO: VerbInfo = VerbInfo {
        verb: "edit-text",
        zh: "改稿件里的一截文字",
        en: "Replace a stretch of a story's words",
        fields: &[
            Field::needed("from", "{paragraph: id or {story, role, index}, at: bytes of UTF-8}"),
            Field::optional("to", "where the old words end, in the same story; at from by default"),
            Field::needed("text", "the new words; a line end begins a paragraph"),
        ],
        example: r#"{"verb":"edit-text","from":{"paragraph":{"story":{"headline":"春风"},"role":"body","index":0},"at":0},"text":"清晨，"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let first = draft.find_paragraph(&self.from.paragraph)?;
        let (last, end) = match &self.to {
            Some(to) => (draft.find_paragraph(&to.paragraph)?, to.at),
            None => (first, self.from.at),
        };
        let begins = paragraph(draft, first)?;
        let ends = paragraph(draft, last)?;
        let story = begins.story;
        let order = draft.paragraphs_of(story);
        let place = |id| order.iter().position(|other| *other == id);
        let (Some(from), Some(to)) = (place(first), place(last)) else { return Err(not_in_order()) };
        if from > to || from == to && self.from.at > end {
            return Err(not_in_order());
        }
        // What stays before and behind keeps its styles; the new words take those of what they stand behind.
        let mut head = begins.as_ref().clone();
        head.split_off(self.from.at).ok_or_else(Refusal::inside_character)?;
        let mut tail = ends.as_ref().clone();
        let tail = tail.split_off(end).ok_or_else(Refusal::inside_character)?;
        let new = self.text.replace("\r\n", "\n").replace('\r', "\n");
        let pieces: Vec<&str> = new.split('\n').collect();
        let count = pieces.len();
        let is_as_many = count == to - from + 1;
        // A paragraph of which nothing is left gives way to the one that its words are joined to.
        let is_gone = from != to && head.text.is_empty() && new.is_empty();
        let mut made = Vec::with_capacity(count);
        for (number, piece) in pieces.into_iter().enumerate() {
            let (is_first, is_last) = (number == 0, number + 1 == count);
            let mut paragraph = match order.get(from + number) {
                _ if is_first => head.clone(),
                // As many paragraphs as before: each keeps what it is for.
                Some(id) if is_as_many => self::paragraph(draft, *id)?.as_ref().clone(),
                _ if is_last && from != to => ends.as_ref().clone(),
                _ => Paragraph::new(story, 0, following(begins.role), String::new()),
            };
            if is_first {
                let before = paragraph.text.clone();
                paragraph.rewrite(&format!("{before}{piece}"));
            } else {
                (paragraph.text, paragraph.spans) = (piece.to_owned(), Vec::new());
            }
            if is_first && is_gone {
                (paragraph.role, paragraph.style) = (ends.role, ends.style.clone());
            }
            if is_last {
                paragraph.append(&tail);
            }
            one_paragraph(&paragraph.text)?;
            made.push(paragraph);
        }
        for id in order.iter().skip(from + 1).take(to - from) {
            draft.edition.paragraphs.remove(id);
        }
        let mut after = first;
        for (number, paragraph) in made.into_iter().enumerate() {
            match order.get(from + number).filter(|_| number == 0 || is_as_many) {
                Some(id) => {
                    draft.edition.paragraphs.insert(*id, Arc::new(paragraph));
                    after = *id;
                }
                None => after = insert_paragraph(draft, story, Some(after), paragraph)?,
            }
        }
        Ok(label(draft, story))
    }
}

fn label(draft: &Draft<'_>, story: Id<Story>) -> Label {
    let (zh, en) = draft.story_name(story);
    Label::new(format!("改{zh}的文字"), format!("Edit the text of {en}"))
}

fn paragraph(draft: &Draft<'_>, id: Id<Paragraph>) -> Result<Arc<Paragraph>, Refusal> {
    draft.edition.paragraphs.get(&id).cloned().ok_or_else(Refusal::stale)
}

fn not_in_order() -> Refusal {
    Refusal::new(
        "places-not-in-order",
        "起止两处要在同一篇稿件里，起点在前。",
        "Both places must lie in one story, the first before the second.",
    )
}
