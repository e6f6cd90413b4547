//! `attach-photo`: which story a photo belongs to.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PhotoRef, Refusal, StoryRef, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Gives a photo to a story, or to none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AttachPhoto {
    /// The photo.
    pub photo: PhotoRef,
    /// The story; none to let it stand by itself.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub story: Option<StoryRef>,
}

impl Verb for AttachPhoto {
    const INFO: VerbInfo = VerbInfo {
        verb: "attach-photo",
        zh: "把图片归到稿件，或取消归属",
        en: "Give a photo to a story, or to none",
        fields: &[
            Field::needed("photo", "id or {name}"),
            Field::optional("story", "id or {headline}; null for none"),
        ],
        example: r#"{"verb":"attach-photo","photo":{"name":"river.jpg"},"story":{"headline":"春风"}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_photo(&self.photo)?;
        let story = self.story.as_ref().map(|story| draft.find_story(story)).transpose()?;
        let Some(photo) = draft.edition.photos.get_mut(&id) else { return Err(Refusal::stale()) };
        let photo = Arc::make_mut(photo);
        photo.story = story;
        let name = photo.name.clone();
        Ok(match story.map(|story| draft.story_name(story)) {
            Some((zh, en)) => {
                Label::new(format!("图片“{name}”归到{zh}"), format!("Give the photo “{name}” to {en}"))
            }
            None => Label::new(format!("图片“{name}”不归稿件"), format!("Detach the photo “{name}”")),
        })
    }
}
