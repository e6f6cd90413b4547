//! `set-story`: what a story is meant for.

use super::{Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, Refusal, StoryRef, VerbInfo};
use banxin_model::StoryKind;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Changes a story's section, kind or place in the pool; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetStory {
    /// The story.
    pub story: StoryRef,
    /// Section or page it is meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Text or photo news.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StoryKind>,
    /// Place in the pool, smaller first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<i32>")]
    pub rank: Option<i64>,
}

impl Verb for SetStory {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-story",
        zh: "改稿件的栏目、类别或次序",
        en: "Change a story's section, kind or place in the pool",
        fields: &[
            Field::needed("story", "id or {headline}"),
            Field::optional("section", "section or page it is meant for"),
            Field::optional("kind", "text or photo"),
            Field::optional("rank", "place in the pool, smaller first"),
        ],
        example: r#"{"verb":"set-story","story":{"headline":"春风"},"section":"要闻"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_copy(&self.story)?;
        if self.kind == Some(StoryKind::Frame) {
            return Err(super::add_story::frame_words());
        }
        let (zh, en) = draft.story_name(id);
        if let Some(story) = draft.edition.stories.get_mut(&id) {
            let story = Arc::make_mut(story);
            set(&mut story.section, &self.section);
            set(&mut story.kind, &self.kind);
            set(&mut story.rank, &self.rank);
        }
        Ok(Label::new(format!("改稿件{zh}"), format!("Change {en}")))
    }
}
