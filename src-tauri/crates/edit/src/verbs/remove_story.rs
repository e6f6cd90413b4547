//! `remove-story`: out of the pool and off every page.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, Refusal, StoryRef, VerbInfo};
use banxin_model::{Id, Package};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Removes a story, its words and its packages; its photos stay among the photos.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemoveStory {
    /// The story.
    pub story: StoryRef,
}

impl Verb for RemoveStory {
    const INFO: VerbInfo = VerbInfo {
        verb: "remove-story",
        zh: "删稿件（撤下版面；图片留在图库）",
        en: "Remove a story from the pool and every page; its photos stay",
        fields: &[Field::needed("story", "id or {headline}")],
        example: r#"{"verb":"remove-story","story":{"headline":"春风"}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_story(&self.story)?;
        let (zh, en) = draft.story_name(id);
        let shown: Vec<Id<Package>> = draft
            .edition
            .packages
            .iter()
            .filter(|(_, package)| package.story == id)
            .map(|(id, _)| *id)
            .collect();
        for package in shown {
            draft.unlocked(package)?;
            draft.edition.packages.remove(&package);
        }
        for photo in draft.photos_of(id) {
            if let Some(photo) = draft.edition.photos.get_mut(&photo) {
                Arc::make_mut(photo).story = None;
            }
        }
        draft.edition.paragraphs.retain(|_, paragraph| paragraph.story != id);
        draft.edition.stories.remove(&id);
        Ok(Label::new(format!("删稿件{zh}"), format!("Remove {en}")))
    }
}
