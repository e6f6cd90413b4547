//! `set-photo`: a photo's name, caption and credit.

use super::{Verb, set};
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, PhotoRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Changes what a photo is called and what is said of it; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetPhoto {
    /// The photo.
    pub photo: PhotoRef,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its caption, where its story has none; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Its credit, where its story has none; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

impl Verb for SetPhoto {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-photo",
        zh: "改图片的名字、图说、摄影",
        en: "Change the name, caption or credit of a photo",
        fields: &[
            Field::needed("photo", "id or {name}"),
            Field::optional("name", "its name"),
            Field::optional("caption", "its caption, where its story has none"),
            Field::optional("credit", "its credit, where its story has none"),
        ],
        example: r#"{"verb":"set-photo","photo":{"name":"river.jpg"},"caption":"江水初涨","credit":"林禾 摄"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_photo(&self.photo)?;
        for text in [&self.name, &self.caption, &self.credit].into_iter().flatten() {
            one_paragraph(text)?;
        }
        if self.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
            return Err(Refusal::new("photo-name", "图片要有名字。", "A photo has a name: write one."));
        }
        let Some(photo) = draft.edition.photos.get_mut(&id) else { return Err(Refusal::stale()) };
        let photo = Arc::make_mut(photo);
        set(&mut photo.name, &self.name);
        set(&mut photo.caption, &self.caption);
        set(&mut photo.credit, &self.credit);
        let name = photo.name.clone();
        Ok(Label::new(format!("改图片“{name}”"), format!("Change the photo “{name}”")))
    }
}
