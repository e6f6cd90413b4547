//! `place-photo`: a photo onto a page by itself, as photo news.

use super::Verb;
use super::add_story::{AddStory, NewParagraph};
use super::photo_slots::SlotSpec;
use super::place::Place;
use crate::draft::Draft;
use crate::{Field, Label, PageRef, PhotoRef, Refusal, StoryRef, VerbInfo};
use banxin_model::{Cells, Id, Photo, PhotoPlace, Role, Story, StoryKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Places a photo by itself: as the photo news that it is the picture of, or else as new photo news with the caption
/// and credit that its file brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PlacePhoto {
    /// The photo.
    pub photo: PhotoRef,
    /// The page.
    pub page: PageRef,
    /// Left edge in thousandths of a cell; the best free place when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Cells>,
    /// First line, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// Width in thousandths of a cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Cells>,
    /// Height in lines; what photo and caption need when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<i32>,
}

impl Verb for PlacePhoto {
    const INFO: VerbInfo = VerbInfo {
        verb: "place-photo",
        zh: "图片单独上版",
        en: "Place a photo by itself",
        fields: &[
            Field::needed("photo", "id or {name}"),
            Field::needed("page", "number or id"),
            Field::optional("x", "left edge in thousandths of a cell; the best free place by default"),
            Field::optional("line", "first line, from 0"),
            Field::optional("width", "in thousandths of a cell"),
            Field::optional("lines", "height in lines; what photo and caption need by default"),
        ],
        example: r#"{"verb":"place-photo","photo":{"name":"river.jpg"},"page":1,"x":0,"line":60,"width":41000}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let photo = draft.find_photo(&self.photo)?;
        let story = news_of(draft, photo)?;
        let slot = SlotSpec { place: Some(PhotoPlace::Top), ..SlotSpec::of(PhotoRef::Id(photo.to_string())) };
        let place = Place {
            x: self.x,
            line: self.line,
            width: self.width,
            lines: self.lines,
            columns: Some(1),
            photos: Some(vec![slot]),
            ..Place::of(StoryRef::Id(story.to_string()), self.page.clone())
        };
        place.change(draft)
    }
}

/// The photo news whose picture this is; a new one where there is none.
fn news_of(draft: &mut Draft<'_>, id: Id<Photo>) -> Result<Id<Story>, Refusal> {
    let Some(photo) = draft.edition.photos.get(&id).cloned() else { return Err(Refusal::stale()) };
    let is_news = |story: &Id<Story>| {
        draft.edition.stories.get(story).is_some_and(|story| story.kind == StoryKind::Photo)
    };
    if let Some(story) = photo.story.filter(is_news) {
        return Ok(story);
    }
    let words = [(Role::Caption, &photo.caption), (Role::Credit, &photo.credit)];
    let mut paragraphs: Vec<NewParagraph> = words
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(role, text)| NewParagraph::new(role, text.replace(['\n', '\r'], " ")))
        .collect();
    if paragraphs.is_empty() {
        // Somewhere to write the caption.
        paragraphs.push(NewParagraph::new(Role::Caption, String::new()));
    }
    let news =
        AddStory { kind: StoryKind::Photo, source: photo.name.clone(), paragraphs, ..AddStory::default() };
    let story = news.add(draft)?;
    if photo.story.is_none()
        && let Some(photo) = draft.edition.photos.get_mut(&id)
    {
        Arc::make_mut(photo).story = Some(story);
    }
    Ok(story)
}
