//! `remove-photo-slot`: a photo out of a package.

use super::Verb;
use super::photo_slots::place_of;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Takes a photo out of a package; it stays among the photos.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemovePhotoSlot {
    /// The package.
    pub package: PackageRef,
    /// Which of its photos, from 0; the first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
}

impl Verb for RemovePhotoSlot {
    const INFO: VerbInfo = VerbInfo {
        verb: "remove-photo-slot",
        zh: "稿块撤下图片（图片留在图库）",
        en: "Take a photo out of a package; it stays among the photos",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::optional("index", "which of its photos, from 0"),
        ],
        example: r#"{"verb":"remove-photo-slot","package":{"headline":"春风"},"index":0}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        let index = place_of(&package, self.index)?;
        package.photos.remove(index);
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("{zh}撤下图片"), format!("Take a photo out of {en}")))
    }
}
