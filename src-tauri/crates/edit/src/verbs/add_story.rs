//! `add-story`: copy for the pool.

use super::Verb;
use super::add_photo::NewPhoto;
use crate::draft::{Draft, after, one_paragraph};
use crate::{Field, Label, Refusal, VerbInfo};
use banxin_model::{Id, Paragraph, Role, Story, StoryKind, TableSpec};
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
            Field::needed("paragraphs", "[{role, text}, …] in order"),
            Field::optional("photos", "[photo, …] with the fields of add-photo, without story"),
        ],
        example: r#"{"verb":"add-story","section":"城事","paragraphs":[{"role":"headline","text":"春风到江畔"},{"role":"body","text":"江水初涨，渡口的人多了起来。"}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let story = self.add(draft)?;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("加稿件{zh}"), format!("Add {en}")))
    }
}

impl AddStory {
    /// Puts the story into the pool and gives its id.
    pub(crate) fn add(&self, draft: &mut Draft<'_>) -> Result<Id<Story>, Refusal> {
        if self.paragraphs.is_empty() && self.photos.is_empty() {
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
                table: TableSpec::default(),
            }),
        );
        let mut rank = None;
        for new in &self.paragraphs {
            one_paragraph(&new.text)?;
            let place = after(rank);
            rank = Some(place);
            let paragraph = Paragraph::new(story, place, new.role, new.text.clone());
            let id = draft.fresh();
            draft.edition.paragraphs.insert(id, Arc::new(paragraph));
        }
        for photo in &self.photos {
            photo.add(draft, Some(story))?;
        }
        Ok(story)
    }
}
