//! A photo's place in a package, as three verbs share it.

use super::set;
use crate::draft::Draft;
use crate::{PhotoRef, Refusal};
use banxin_model::{Crop, Inset, OutlinePoint, Package, PhotoPlace, PhotoSlot, Turn};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A photo with its place in a package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SlotSpec {
    /// The photo.
    pub photo: PhotoRef,
    /// Where it stands; on top when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PhotoPlace>,
    /// Text columns it spans; 0 for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Lines the picture takes, without its caption; 0 to follow its shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<u16>,
    /// Which part is seen: the cut from each edge in thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
    /// Where it stands within the text, for the place `inset`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inset: Option<Inset>,
    /// The outline that the text follows, in thousandths of the picture; none for the whole rectangle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Vec<OutlinePoint>>,
    /// How it is turned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
}

impl SlotSpec {
    /// A photo in its usual place, with nothing else said.
    pub(crate) fn of(photo: PhotoRef) -> SlotSpec {
        SlotSpec {
            photo,
            place: None,
            columns: None,
            lines: None,
            crop: None,
            inset: None,
            outline: None,
            turn: None,
        }
    }

    pub(crate) fn slot(&self, draft: &Draft<'_>) -> Result<PhotoSlot, Refusal> {
        let photo = draft.find_photo(&self.photo)?;
        let mut slot = PhotoSlot {
            photo,
            place: PhotoPlace::default(),
            columns: 0,
            lines: 0,
            crop: Crop::default(),
            inset: Inset::default(),
            outline: Vec::new(),
            turn: Turn::default(),
        };
        set(&mut slot.place, &self.place);
        set(&mut slot.columns, &self.columns);
        set(&mut slot.lines, &self.lines);
        set(&mut slot.crop, &self.crop);
        set(&mut slot.inset, &self.inset);
        set(&mut slot.outline, &self.outline);
        set(&mut slot.turn, &self.turn);
        sound_turn(slot.turn)?;
        whole(slot.crop)?;
        sound_outline(&slot.outline)?;
        Ok(slot)
    }
}

/// Refuses a crop that leaves nothing to see.
pub(crate) fn whole(crop: Crop) -> Result<(), Refusal> {
    let (across, down) =
        (u32::from(crop.left) + u32::from(crop.right), u32::from(crop.top) + u32::from(crop.bottom));
    if across >= 1000 || down >= 1000 {
        return Err(Refusal::new(
            "crop",
            "这样裁切就什么也看不见了，请裁得少一些。",
            "Nothing of the photo would be left to see: crop less.",
        ));
    }
    Ok(())
}

/// Refuses an outline that encloses nothing or leaves its picture.
pub(crate) fn sound_outline(outline: &[OutlinePoint]) -> Result<(), Refusal> {
    /// More corners than any contour needs on a grid of lines.
    const MOST: usize = 400;
    let is_sound = outline.is_empty() || (3..=MOST).contains(&outline.len());
    if is_sound && outline.iter().all(|point| point.x <= 1000 && point.y <= 1000) {
        return Ok(());
    }
    Err(Refusal::new(
        "outline",
        "绕排轮廓须有 3 到 400 个角，坐标在 0 到 1000（千分比）之间；不要轮廓就留空。",
        "An outline has 3 to 400 corners, each from 0 to 1000 thousandths; leave it empty for the rectangle.",
    ))
}

/// Where a slot stands in its package's list.
pub(crate) fn place_of(package: &Package, index: Option<usize>) -> Result<usize, Refusal> {
    let index = index.unwrap_or(0);
    if index < package.photos.len() {
        return Ok(index);
    }
    let count = package.photos.len();
    Err(Refusal::new(
        "no-such-photo-slot",
        format!("这个稿块有 {count} 张图片（从 0 数起），没有第 {index} 张。"),
        format!("This package has {count} photos, counted from 0: there is no number {index}."),
    ))
}

/// A photo is turned by less than four quarters.
pub(crate) fn sound_turn(turn: Turn) -> Result<(), Refusal> {
    if turn.quarters < 4 {
        return Ok(());
    }
    Err(Refusal::new(
        "photo-turn",
        "图片只能转 0 到 3 个直角，请改旋转。",
        "A photo is turned by 0 to 3 quarters: change its turn.",
    ))
}
