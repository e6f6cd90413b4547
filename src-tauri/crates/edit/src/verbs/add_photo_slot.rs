//! `add-photo-slot`: one more photo in a package.

use super::Verb;
use super::add_frame::no_pictures;
use super::photo_slots::SlotSpec;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, PhotoRef, Refusal, VerbInfo};
use banxin_model::{Crop, FreeKind, Inset, OutlinePoint, PhotoPlace};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Shows one more photo in a package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddPhotoSlot {
    /// The package.
    pub package: PackageRef,
    /// The photo.
    pub photo: PhotoRef,
    /// Where it stands; on top when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PhotoPlace>,
    /// Text columns it spans; 0 for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Lines the picture takes; 0 to follow its shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<u16>,
    /// Which part is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
    /// Where it stands within the text; `place` is `inset` with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inset: Option<Inset>,
    /// The outline that the text follows, in thousandths of the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Vec<OutlinePoint>>,
}

impl Verb for AddPhotoSlot {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-photo-slot",
        zh: "稿块加图片",
        en: "Show one more photo in a package",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::needed("photo", "id or {name}"),
            Field::optional("place", "top, above-head, right, left, bottom-right, bottom or inset"),
            Field::optional("columns", "text columns it spans; 0 for all"),
            Field::optional("lines", "lines of the picture; 0 to follow its shape"),
            Field::optional("crop", "{top, right, bottom, left} in thousandths"),
            Field::optional(
                "inset",
                "{x, line, width} within the text: cells in thousandths, lines from the package's top",
            ),
            Field::optional(
                "outline",
                "[{x, y}] in thousandths of the picture, for text that follows its shape",
            ),
        ],
        example: r#"{"verb":"add-photo-slot","package":{"headline":"春风"},"photo":{"name":"river.jpg"},"place":"right","columns":2}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        let spec = SlotSpec {
            photo: self.photo.clone(),
            place: self.place.or(self.inset.map(|_| PhotoPlace::Inset)),
            columns: self.columns,
            lines: self.lines,
            crop: self.crop,
            inset: self.inset,
            outline: self.outline.clone(),
            turn: None,
        };
        match package.free.as_ref().map(|free| free.kind) {
            // A picture frame shows one picture: another takes its place.
            Some(FreeKind::Picture) => package.photos.clear(),
            Some(FreeKind::Rule | FreeKind::Shape | FreeKind::Table) => return Err(no_pictures()),
            Some(FreeKind::Text) | None => {}
        }
        package.photos.push(spec.slot(draft)?);
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("{zh}加图片"), format!("Add a photo to {en}")))
    }
}
