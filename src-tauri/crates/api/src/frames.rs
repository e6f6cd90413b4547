//! What the screen paints: pages as they stand or as a command would make them, glyphs, photos, thumbnails.

use crate::Failure;
use crate::copy::text_view;
use crate::desk::{Desk, Open};
use banxin_edit::Command;
use banxin_geom::{Length, Point, Rect, Size};
use banxin_layout::{PageLayout, lay_out_page};
use banxin_model::{Edition, Id, Index, Package, Page};
use banxin_raster::{RenderOptions, Rendering, outlines, render, to_png};
use banxin_scene::{FaceName, Group, Item, PageList, Picture, Shelf, encode};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Quality of the photos that the screen shows, of 100.
const SCREEN_QUALITY: u8 = 92;

impl Desk {
    /// A page as a frame for the screen; groups whose digest is in `known` come without items. The lines of the
    /// package `text`, where a caret is at work, come along.
    ///
    /// # Errors
    /// When there is no such page.
    pub fn page_frame(
        &self,
        page: Id<Page>,
        known: &BTreeSet<u64>,
        text: Option<Id<Package>>,
    ) -> Result<Vec<u8>, Failure> {
        let mut open = self.lock();
        if !open.edition.pages.contains_key(&page) {
            return Err(Failure::bad_request("there is no such page"));
        }
        let layout = open.lay_out(page);
        Ok(open.frame(layout, text, &Value::Null, known))
    }

    /// The page that a command would leave, as a frame; nothing is changed. A refusal comes inside the frame,
    /// with the page as it stands.
    ///
    /// # Errors
    /// When there is no such page.
    pub fn preview_frame(
        &self,
        command: &Command,
        page: Id<Page>,
        known: &BTreeSet<u64>,
        text: Option<Id<Package>>,
    ) -> Result<Vec<u8>, Failure> {
        let mut open = self.lock();
        let open = &mut *open;
        if !open.edition.pages.contains_key(&page) {
            return Err(Failure::bad_request("there is no such page"));
        }
        let transaction = match open.plan(command) {
            Ok(transaction) => transaction,
            Err(refusal) => {
                let layout = open.lay_out(page);
                return Ok(open.frame(layout, text, &json!(refusal), known));
            }
        };
        open.take_in_fonts(&transaction.diff);
        let mut scratch = open.edition.clone();
        if scratch.apply(&transaction.diff).is_err() || !scratch.pages.contains_key(&page) {
            let layout = open.lay_out(page);
            return Ok(open.frame(layout, text, &Value::Null, known));
        }
        let mut packages = transaction.diff.packages.iter();
        let focus = packages.find(|(_, change)| change.after.is_some()).map(|(id, _)| json!(id));
        let index = Index::of(&scratch);
        let layout = lay_out_page(&scratch, &index, page, &mut open.composer);
        let said = Said { refusal: &Value::Null, focus: &focus.unwrap_or_default() };
        Ok(frame(&scratch, &index, layout, text, said, known))
    }

    /// Outlines of glyphs, in the format of `banxin_raster::outlines`.
    ///
    /// # Errors
    /// When there is no such face.
    pub fn glyph_outlines(&self, face: &str, glyphs: &[u16]) -> Result<Vec<u8>, Failure> {
        let file = self.faces.file(&FaceName(face.into()));
        let file = file.ok_or_else(|| Failure::bad_request("there is no such face"))?;
        Ok(outlines(&file, glyphs))
    }

    /// A photo upright as JPEG for the screen, no side longer than `pixels`: it is encoded and read in a tenth of the
    /// time that PNG takes, and at this quality nothing is lost that a screen shows.
    ///
    /// # Errors
    /// When the edition has no such photo or it cannot be decoded.
    pub fn photo_pixels(&self, hash: &str, pixels: u32) -> Result<Vec<u8>, Failure> {
        let record =
            self.lock().edition.photos.values().find(|photo| Picture::is_key_of(hash, &photo.hash)).cloned();
        let record = record.ok_or_else(|| Failure::bad_request("there is no such photo"))?;
        let longest = record.width.max(record.height).max(1);
        // A pixel is a point here, so that the picture comes out at the size asked for.
        let scale = f64::from(pixels.clamp(16, 4096).min(longest)) / f64::from(longest);
        let side = |length: u32| Length::pt((f64::from(length) * scale).round().max(1.0));
        let area = Rect::new(Length::ZERO, Length::ZERO, side(record.width), side(record.height));
        let picture =
            Picture { hash: hash.into(), frame: area, image: area, orientation: record.orientation };
        let group = Group::new("photo".to_owned(), Point::ORIGIN, area, vec![Item::Picture(picture)]);
        let list = PageList {
            number: 1,
            trim: Size::new(area.width, area.height),
            bleed: Length::ZERO,
            type_area: area,
            inks: Vec::new(),
            groups: vec![group],
        };
        let options = RenderOptions { dpi: 72.0, ..RenderOptions::default() };
        to_jpeg(&render(&list, self.shelf.as_ref() as &dyn Shelf, &options)?)
    }

    /// A page as PNG, `width` pixels wide.
    ///
    /// # Errors
    /// When there is no such page.
    pub fn thumbnail(&self, page: Id<Page>, width: u32) -> Result<Vec<u8>, Failure> {
        let layout = self.lock().lay_out(page);
        let inches = layout.list.trim.width.to_pt() / 72.0;
        if inches <= 0.0 {
            return Err(Failure::bad_request("there is no such page"));
        }
        let dpi = f64::from(width.clamp(16, 4096)) / inches;
        self.png(&layout.list, &RenderOptions { dpi, ..RenderOptions::default() })
    }

    /// A proposal of the last arrangement, from 0, as PNG, `width` pixels wide.
    ///
    /// # Errors
    /// When there is no such proposal.
    pub fn proposal_thumbnail(&self, number: usize, width: u32) -> Result<Vec<u8>, Failure> {
        let layout = self
            .proposal_layout(number)
            .ok_or_else(|| Failure::bad_request("there is no proposal of that number"))?;
        let inches = layout.list.trim.width.to_pt() / 72.0;
        let dpi = f64::from(width.clamp(16, 4096)) / inches.max(0.1);
        self.png(&layout.list, &RenderOptions { dpi, ..RenderOptions::default() })
    }

    /// A proposal of the last arrangement as pixels.
    ///
    /// # Errors
    /// As [`Desk::proposal_thumbnail`].
    pub fn render_proposal(&self, number: usize, options: &RenderOptions) -> Result<Rendering, Failure> {
        let layout = self
            .proposal_layout(number)
            .ok_or_else(|| Failure::bad_request("there is no proposal of that number"))?;
        Ok(render(&layout.list, self.shelf.as_ref(), options)?)
    }

    /// A page as pixels.
    ///
    /// # Errors
    /// When there is no such page, or it would be too large.
    pub fn render(&self, number: u32, options: &RenderOptions) -> Result<Rendering, Failure> {
        let layout = {
            let mut open = self.lock();
            let page = open.edition.page_numbered(number).map(|(id, _)| id);
            let page = page.ok_or_else(|| no_page(number))?;
            open.lay_out(page)
        };
        Ok(render(&layout.list, self.shelf.as_ref(), options)?)
    }

    fn png(&self, list: &PageList, options: &RenderOptions) -> Result<Vec<u8>, Failure> {
        let shelf: &dyn Shelf = self.shelf.as_ref();
        Ok(to_png(&render(list, shelf, options)?)?)
    }
}

/// Pixels as a JPEG for the screen, its colours as fine as its shades.
fn to_jpeg(rendering: &Rendering) -> Result<Vec<u8>, Failure> {
    let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, SCREEN_QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder
        .encode(&rendering.rgba, side(rendering.width), side(rendering.height), ColorType::Rgba)
        .map_err(|error| Failure::bad_request(&error.to_string()))?;
    Ok(bytes)
}

/// The failure of a page number that the edition does not have.
pub(crate) fn no_page(number: u32) -> Failure {
    Failure::failed(
        "no-page",
        format!("本期没有第 {number} 版。"),
        format!("This edition has no page {number}."),
    )
}

/// What a frame says beside its page.
struct Said<'a> {
    refusal: &'a Value,
    focus: &'a Value,
}

impl Open {
    /// The frame of a page as the edition stands.
    fn frame(
        &self,
        layout: PageLayout,
        text: Option<Id<Package>>,
        refusal: &Value,
        known: &BTreeSet<u64>,
    ) -> Vec<u8> {
        frame(&self.edition, &self.index, layout, text, Said { refusal, focus: &Value::Null }, known)
    }
}

/// Length of a JSON head, the head padded to a multiple of four, then the display list.
fn frame(
    edition: &Edition,
    index: &Index,
    mut layout: PageLayout,
    text: Option<Id<Package>>,
    said: Said<'_>,
    known: &BTreeSet<u64>,
) -> Vec<u8> {
    let reports: serde_json::Map<String, Value> =
        layout.reports.iter().map(|(id, report)| (id.to_string(), json!(report))).collect();
    let view = text.and_then(|id| text_view(edition, index, &layout, id));
    let mut head =
        json!({ "reports": reports, "faults": layout.faults, "refusal": said.refusal, "focus": said.focus });
    if let Some(id) = text {
        head["text"] = json!(view);
        // Whoever writes sees the lines that are over, too.
        layout.list.groups.extend(layout.slips.remove(&id));
    }
    let mut words = head.to_string().into_bytes();
    while !words.len().is_multiple_of(4) {
        words.push(b' ');
    }
    let list = encode(&layout.list, known);
    let mut bytes = Vec::with_capacity(4 + words.len() + list.len());
    bytes.extend_from_slice(&(words.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&words);
    bytes.extend_from_slice(&list);
    bytes
}
