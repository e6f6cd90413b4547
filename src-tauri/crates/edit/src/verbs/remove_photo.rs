//! `remove-photo`: out of the edition and off every page.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PhotoRef, Refusal, VerbInfo};
use banxin_model::{Id, Package};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Removes a photo and its places on pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemovePhoto {
    /// The photo.
    pub photo: PhotoRef,
}

impl Verb for RemovePhoto {
    const INFO: VerbInfo = VerbInfo {
        verb: "remove-photo",
        zh: "删图片（撤下版面）",
        en: "Remove a photo from the edition and every page",
        fields: &[Field::needed("photo", "id or {name}")],
        example: r#"{"verb":"remove-photo","photo":{"name":"river.jpg"}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_photo(&self.photo)?;
        let shown: Vec<Id<Package>> = draft
            .edition
            .packages
            .iter()
            .filter(|(_, package)| package.photos.iter().any(|slot| slot.photo == id))
            .map(|(id, _)| *id)
            .collect();
        for shown in shown {
            let mut package = draft.unlocked(shown)?.clone();
            package.photos.retain(|slot| slot.photo != id);
            draft.put_package(shown, package);
        }
        let name = draft.edition.photos.remove(&id).map(|photo| photo.name.clone()).unwrap_or_default();
        Ok(Label::new(format!("删图片“{name}”"), format!("Remove the photo “{name}”")))
    }
}
