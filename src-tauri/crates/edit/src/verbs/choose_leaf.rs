//! `choose-leaf`: which page of a PDF file is shown, and which of the page's boxes.

use super::Verb;
use super::add_photo::is_hash;
use crate::draft::Draft;
use crate::{Field, Label, PhotoRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Shows another page or box of the PDF file that an ad came as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ChooseLeaf {
    /// The ad.
    pub photo: PhotoRef,
    /// The page, from 1.
    pub page: u32,
    /// The box: `trim`, `bleed`, `crop`, `media` or `art`.
    #[serde(rename = "box")]
    pub bound: String,
    /// Width of that box as the page stands, in 300ths of an inch; measured from the file when left out.
    #[serde(default)]
    #[ts(as = "Option<u32>")]
    pub width: u32,
    /// Height of that box.
    #[serde(default)]
    #[ts(as = "Option<u32>")]
    pub height: u32,
}

impl Verb for ChooseLeaf {
    const INFO: VerbInfo = VerbInfo {
        verb: "choose-leaf",
        zh: "选 PDF 广告的页和框",
        en: "Choose the page and the box of an ad in PDF",
        fields: &[
            Field::needed("photo", "id or {name}"),
            Field::needed("page", "from 1"),
            Field::needed("box", "trim, bleed, crop, media or art"),
            Field::optional(
                "width",
                "of that box, in 300ths of an inch; measured from the file when left out",
            ),
            Field::optional("height", "of that box"),
        ],
        example: r#"{"verb":"choose-leaf","photo":{"name":"ad.pdf"},"page":2,"box":"bleed"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_photo(&self.photo)?;
        let Some(photo) = draft.edition.photos.get_mut(&id) else { return Err(Refusal::stale()) };
        let photo = Arc::make_mut(photo);
        let file = photo.hash.split_once('@').map_or(photo.hash.as_str(), |(file, _)| file);
        let hash = format!("{file}@{}.{}", self.page, self.bound);
        if photo.format != "pdf" || !is_hash(&hash) || self.width == 0 || self.height == 0 {
            return Err(Refusal::new(
                "leaf-unknown",
                "只有 PDF 广告可以选页和框：页从 1 起，框为 trim、bleed、crop、media 或 art。",
                "Only an ad in PDF has pages to choose: pages count from 1, boxes are trim, bleed, crop, media and art.",
            ));
        }
        photo.hash = hash;
        (photo.width, photo.height) = (self.width, self.height);
        let name = &photo.name;
        Ok(Label::new(
            format!("“{name}”改用第 {} 页", self.page),
            format!("Show page {} of “{name}”", self.page),
        ))
    }
}
