//! `add-photo`: a picture for the edition; its bytes are kept by whoever sends the command.

use super::Verb;
use crate::draft::{Draft, after};
use crate::{Field, Label, Refusal, StoryRef, VerbInfo};
use banxin_model::{Id, Photo, PhotoColour, Story};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Adds a photo to the edition and, if wished, to a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddPhoto {
    /// File name it came with.
    pub name: String,
    /// SHA-256 of the file in lower-case hex; of a PDF, the page and its box may follow, as in `…@2.trim`.
    pub hash: String,
    /// Kind of file: `jpeg`, `png`, `tiff`, `webp`, `psd`, `pdf` or `svg`.
    pub format: String,
    /// Width in pixels, standing upright.
    pub width: u32,
    /// Height in pixels, standing upright.
    pub height: u32,
    /// Colours it is stored in.
    pub colour: PhotoColour,
    /// EXIF orientation, 1 to 8; 1 when left out.
    #[serde(default = "super::upright")]
    #[ts(as = "Option<u8>")]
    pub orientation: u8,
    /// Caption from the file.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub caption: String,
    /// Credit from the file.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub credit: String,
    /// The story it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryRef>,
}

/// A photo of a new story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct NewPhoto {
    /// File name it came with.
    pub name: String,
    /// SHA-256 of the file in lower-case hex; of a PDF, the page and its box may follow, as in `…@2.trim`.
    pub hash: String,
    /// Kind of file: `jpeg`, `png`, `tiff`, `webp`, `psd`, `pdf` or `svg`.
    pub format: String,
    /// Width in pixels, standing upright.
    pub width: u32,
    /// Height in pixels, standing upright.
    pub height: u32,
    /// Colours it is stored in.
    pub colour: PhotoColour,
    /// EXIF orientation, 1 to 8; 1 when left out.
    #[serde(default = "super::upright")]
    #[ts(as = "Option<u8>")]
    pub orientation: u8,
    /// Caption from the file.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub caption: String,
    /// Credit from the file.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub credit: String,
}

impl NewPhoto {
    pub(crate) fn add(&self, draft: &mut Draft<'_>, story: Option<Id<Story>>) -> Result<Id<Photo>, Refusal> {
        if !is_hash(&self.hash) {
            return Err(Refusal::new(
                "photo-hash",
                "图片的校验值不对，请重新导入图片。",
                "The photo's hash is not a SHA-256 in lower-case hex: import the photo again.",
            ));
        }
        if self.width == 0 || self.height == 0 || !(1..=8).contains(&self.orientation) {
            return Err(Refusal::new(
                "photo-size",
                "图片没有尺寸或方向不对，请重新导入图片。",
                "The photo has no size or no proper orientation: import the photo again.",
            ));
        }
        let rank = after(draft.edition.photos.values().map(|photo| photo.rank).max());
        let id = draft.fresh();
        let photo = Photo {
            story,
            rank,
            name: self.name.clone(),
            hash: self.hash.clone(),
            format: self.format.clone(),
            width: self.width,
            height: self.height,
            colour: self.colour,
            orientation: self.orientation,
            caption: self.caption.clone(),
            credit: self.credit.clone(),
        };
        draft.edition.photos.insert(id, Arc::new(photo));
        Ok(id)
    }
}

/// Whether a word is the SHA-256 of a file, perhaps with a page and its box behind it, as in `…@2.trim`.
pub(super) fn is_hash(word: &str) -> bool {
    let (hash, leaf) = word.split_once('@').unwrap_or((word, "1.trim"));
    let (page, bound) = leaf.split_once('.').unwrap_or_default();
    hash.len() == 64
        && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && page.parse::<u32>().is_ok_and(|page| page > 0)
        && matches!(bound, "trim" | "bleed" | "crop" | "media" | "art")
}

impl Verb for AddPhoto {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-photo",
        zh: "图库加一张图片",
        en: "Add a photo",
        fields: &[
            Field::needed("name", "file name"),
            Field::needed("hash", "SHA-256 of the file in lower-case hex; for a PDF, @page.box may follow"),
            Field::needed("format", "jpeg, png, tiff, webp, psd, pdf or svg"),
            Field::needed("width", "in pixels, upright"),
            Field::needed("height", "in pixels, upright"),
            Field::needed("colour", "rgb, gray or cmyk"),
            Field::optional("orientation", "EXIF orientation, 1 to 8"),
            Field::optional("caption", "caption from the file"),
            Field::optional("credit", "credit from the file"),
            Field::optional("story", "the story it belongs to: id or {headline}"),
        ],
        example: r#"{"verb":"add-photo","name":"river.jpg","hash":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","format":"jpeg","width":2400,"height":1600,"colour":"rgb","story":{"headline":"春风"}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let story = self.story.as_ref().map(|story| draft.find_story(story)).transpose()?;
        let photo = NewPhoto {
            name: self.name.clone(),
            hash: self.hash.clone(),
            format: self.format.clone(),
            width: self.width,
            height: self.height,
            colour: self.colour,
            orientation: self.orientation,
            caption: self.caption.clone(),
            credit: self.credit.clone(),
        };
        photo.add(draft, story)?;
        Ok(Label::new(format!("加图片“{}”", self.name), format!("Add the photo “{}”", self.name)))
    }
}
