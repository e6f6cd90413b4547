//! `set-photo-slot`: where and how a package shows a photo.

use super::photo_slots::{place_of, sound_outline, sound_turn, whole};
use super::{RANK_STEP, Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, PhotoRef, Refusal, VerbInfo};
use banxin_model::{Crop, Inset, OutlinePoint, PhotoPlace, Turn};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Changes a photo's place, size or crop in its package; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetPhotoSlot {
    /// The package.
    pub package: PackageRef,
    /// Which of its photos, from 0; the first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// Another photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoRef>,
    /// Where it stands.
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
    /// Where it stands within the text; `place` becomes `inset` with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inset: Option<Inset>,
    /// The outline that the text follows, in thousandths of the picture; empty for the whole rectangle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Vec<OutlinePoint>>,
    /// Whether the outline is the picture's own contour, traced from what is transparent in its file by whoever holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contour: Option<bool>,
    /// How it is turned beyond what its file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
}

impl Verb for SetPhotoSlot {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-photo-slot",
        zh: "改图片的位置、大小、裁切",
        en: "Change where and how a package shows a photo",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::optional("index", "which of its photos, from 0"),
            Field::optional("photo", "another photo: id or {name}"),
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
            Field::optional(
                "contour",
                "true for the contour of a cut-out picture, traced from what is transparent in it, in place of outline",
            ),
            Field::optional("turn", "{quarters, is_mirrored}: mirrored first, then turned clockwise"),
        ],
        example: r#"{"verb":"set-photo-slot","package":{"headline":"春风"},"index":0,"inset":{"x":14000,"line":12,"width":13000},"lines":9}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        let index = place_of(&package, self.index)?;
        if self.contour == Some(true) && self.outline.is_none() {
            return Err(Refusal::new(
                "no-contour",
                "这张图片没有透明的部分，描不出轮廓；请换一张抠好的 PNG、WebP 或 TIFF，或自己选绕排的形状。",
                "Nothing in this picture is transparent, so that it has no contour: use a cut-out PNG, WebP or TIFF, or choose a shape yourself.",
            ));
        }
        let photo = self.photo.as_ref().map(|photo| draft.find_photo(photo)).transpose()?;
        if let Some(slot) = package.photos.get_mut(index) {
            set(&mut slot.photo, &photo);
            set(&mut slot.place, &self.place);
            set(&mut slot.columns, &self.columns);
            set(&mut slot.lines, &self.lines);
            set(&mut slot.crop, &self.crop);
            if self.inset.is_some() && self.place.is_none() {
                slot.place = PhotoPlace::Inset;
            }
            set(&mut slot.inset, &self.inset);
            set(&mut slot.outline, &self.outline);
            set(&mut slot.turn, &self.turn);
            sound_turn(slot.turn)?;
            whole(slot.crop)?;
            sound_outline(&slot.outline)?;
        }
        if self.contour == Some(true) && package.free.is_some() {
            // Text runs over the corners of a cut-out picture, which are paper white: the picture lies under it.
            let first = draft.packages_on(package.page).into_iter().find(|other| *other != id);
            let rank = first.and_then(|first| draft.edition.packages.get(&first)).map(|first| first.rank);
            package.rank = rank.map_or(package.rank, |rank| package.rank.min(rank.saturating_sub(RANK_STEP)));
        }
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("改{zh}的图片"), format!("Change a photo of {en}")))
    }
}
