//! `add-story`: copy for the pool.

use super::Verb;
use super::add_photo::NewPhoto;
use super::set_style::sound_type;
use crate::draft::{Draft, after, one_paragraph};
use crate::{Field, Label, Refusal, VerbInfo};
use banxin_model::{Id, Opening, Paragraph, Role, Story, StoryKind, StyleSpan, TableSpec, TypeStyle};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Adds a story with its paragraphs and photos to the pool.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddStory {
    /// Text or photo news.
    #[serde(default)]
    #[ts(as = "Option<StoryKind>")]
    pub kind: StoryKind,
    /// Section or page it is meant for.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub section: String,
    /// The file it came from.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub source: String,
    /// How its tables are set.
    #[serde(default, skip_serializing_if = "TableSpec::is_plain")]
    #[ts(as = "Option<TableSpec>")]
    pub table: TableSpec,
    /// Its paragraphs in order.
    pub paragraphs: Vec<NewParagraph>,
    /// Its photos in order.
    #[serde(default)]
    #[ts(as = "Option<Vec<NewPhoto>>")]
    pub photos: Vec<NewPhoto>,
}

/// A paragraph of a new story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewParagraph {
    /// What it is for.
    pub role: Role,
    /// Its words, without line ends.
    pub text: String,
    /// What it is set in where that differs from its role.
    #[serde(default, skip_serializing_if = "TypeStyle::is_plain")]
    #[ts(type = "Partial<TypeStyle>", optional)]
    pub style: TypeStyle,
    /// How it opens.
    #[serde(default, skip_serializing_if = "Opening::is_plain")]
    #[ts(type = "Partial<Opening>", optional)]
    pub opening: Opening,
    /// Stretches that are set otherwise than the rest, in bytes of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(type = "Array<{ start: number, end: number, style: Partial<CharStyle> }>", optional)]
    pub spans: Vec<StyleSpan>,
}

impl NewParagraph {
    /// Words set as their role is.
    pub fn new(role: Role, text: String) -> NewParagraph {
        let (style, opening, spans) = (TypeStyle::default(), Opening::default(), Vec::new());
        NewParagraph { role, text, style, opening, spans }
    }

    /// Puts it into a story.
    ///
    /// # Errors
    /// A refusal for words that are no paragraph and styles that cannot be printed.
    fn add(&self, draft: &mut Draft<'_>, story: Id<Story>, rank: i64) -> Result<(), Refusal> {
        one_paragraph(&self.text)?;
        sound_type(Some(&self.style.face), Some(self.style.size), self.style.ink)?;
        sound_type(Some(&self.opening.lead), None, None)?;
        for span in &self.spans {
            sound_type(Some(&span.style.face), Some(span.style.size), span.style.ink)?;
        }
        let mut paragraph = Paragraph::new(story, rank, self.role, self.text.clone());
        (paragraph.style, paragraph.opening) = (self.style.clone(), self.opening.clone());
        paragraph.spans.clone_from(&self.spans);
        let id = draft.fresh();
        draft.edition.paragraphs.insert(id, Arc::new(paragraph));
        Ok(())
    }
}

impl Verb for AddStory {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-story",
        zh: "稿库加一篇稿件",
        en: "Add a story to the pool",
        fields: &[
            Field::optional("kind", "text (the default) or photo"),
            Field::optional("section", "section or page it is meant for"),
            Field::optional("source", "the file it came from"),
            Field::needed(
                "paragraphs",
                "[{role, text, style, opening, spans}, …] in order, styles as they are listed",
            ),
            Field::optional("table", "{columns: [{cells, align}], rules}, how its tables are set"),
            Field::optional("photos", "[photo, …] with the fields of add-photo, without story"),
        ],
        example: r#"{"verb":"add-story","section":"城事","paragraphs":[{"role":"headline","text":"春风到江畔"},{"role":"body","text":"江水初涨，渡口的人多了起来。"}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        if self.kind == StoryKind::Frame {
            return Err(frame_words());
        }
        let story = self.add(draft)?;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("加稿件{zh}"), format!("Add {en}")))
    }
}

/// The words of a free frame come with their frame only.
pub(crate) fn frame_words() -> Refusal {
    Refusal::new(
        "frame-story",
        "自由框的文字不进稿库，请用 add-frame。",
        "The words of a free frame are not in the pool: use add-frame.",
    )
}

impl AddStory {
    /// Puts the story into the pool and gives its id.
    pub(crate) fn add(&self, draft: &mut Draft<'_>) -> Result<Id<Story>, Refusal> {
        if self.paragraphs.is_empty() && self.photos.is_empty() && self.kind != StoryKind::Frame {
            return Err(Refusal::new(
                "empty-story",
                "稿件没有文字也没有图片，请至少给一段文字。",
                "The story has neither words nor photos: give it at least a paragraph.",
            ));
        }
        let rank = after(draft.edition.stories.values().map(|story| story.rank).max());
        let story = draft.fresh();
        draft.edition.stories.insert(
            story,
            Arc::new(Story {
                rank,
                kind: self.kind,
                section: self.section.clone(),
                source: self.source.clone(),
                table: self.table.clone(),
            }),
        );
        let mut rank = None;
        for new in &self.paragraphs {
            let place = after(rank);
            rank = Some(place);
            new.add(draft, story, place)?;
        }
        for photo in &self.photos {
            photo.add(draft, Some(story))?;
        }
        Ok(story)
    }
}
