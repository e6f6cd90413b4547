//! A photo's place in a package, as three verbs share it.

use super::set;
use crate::draft::Draft;
use crate::{PhotoRef, Refusal};
use banxin_model::{Crop, Package, PhotoPlace, PhotoSlot};
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
}

impl SlotSpec {
    pub(crate) fn slot(&self, draft: &Draft<'_>) -> Result<PhotoSlot, Refusal> {
        let photo = draft.find_photo(&self.photo)?;
        let mut slot =
            PhotoSlot { photo, place: PhotoPlace::default(), columns: 0, lines: 0, crop: Crop::default() };
        set(&mut slot.place, &self.place);
        set(&mut slot.columns, &self.columns);
        set(&mut slot.lines, &self.lines);
        set(&mut slot.crop, &self.crop);
        whole(slot.crop)?;
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
