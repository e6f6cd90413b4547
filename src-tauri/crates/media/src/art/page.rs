//! One page of a PDF file, taken apart from the rest so that it can be looked into, painted and placed.

use super::facts::facts;
use super::leaf::{Leaf, PageBox};
use super::{imaged, info};
use crate::failure::MediaFailure;
use crate::picture::{Colour, PictureFormat, PictureInfo};
use crate::pixels::Pixels;
use hayro::hayro_interpret::{InterpreterSettings, RenderContent};
use hayro::hayro_syntax::object::dict::keys::{
    ANNOTS, ART_BOX, BASE_STATE, BLEED_BOX, D, OCPROPERTIES, OFF, SUBTYPE, TRIM_BOX,
};
use hayro::hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_write::pdf_writer::{Finish, Ref};
use hayro_write::{ChunkSettings, ExtractionQuery, extract};
use lopdf::{Document, Object, ObjectId};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whether bytes are those of a PDF file; some makers put a few lines of their own before its head.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|word| word == b"%PDF-"))
}

/// One page by itself: its content as it came, with everything that the content uses.
#[derive(Clone, Debug)]
pub struct ArtPage {
    /// A document of this one page.
    pub document: Document,
    /// The page in that document.
    pub page: ObjectId,
    /// The chosen box in the page's own coordinates: left, bottom, right, top, in points.
    pub bounds: [f64; 4],
    /// Quarter turns clockwise that make the page stand as its maker means it, 0 to 3.
    pub turns: u8,
    /// Whether the file has layers that its maker switched off.
    pub has_hidden_layers: bool,
    /// Whether remarks or form fields lie on the page, which are no part of its content.
    pub has_remarks: bool,
}

impl ArtPage {
    /// Takes the page that `leaf` names out of a PDF file; `name` only names the file in a failure.
    ///
    /// # Errors
    /// When the file is encrypted, damaged beyond repair, or has no such page.
    pub fn open(bytes: &[u8], name: &str, leaf: Leaf) -> Result<ArtPage, MediaFailure> {
        let pdf = open(bytes, name)?;
        guarded(name, || apart(&pdf, name, leaf))?
    }

    /// Width and height as the page stands, in points.
    pub fn size(&self) -> (f64, f64) {
        let [left, bottom, right, top] = self.bounds;
        if self.turns % 2 == 1 { (top - bottom, right - left) } else { (right - left, top - bottom) }
    }
}

/// How many pages a PDF file has.
///
/// # Errors
/// When the file is encrypted or damaged beyond repair.
pub fn page_count(bytes: &[u8], name: &str) -> Result<u32, MediaFailure> {
    let pdf = open(bytes, name)?;
    guarded(name, || u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX))
}

/// What the chosen page is.
pub(crate) fn page_info(bytes: &[u8], name: &str, leaf: Leaf) -> Result<PictureInfo, MediaFailure> {
    let page = ArtPage::open(bytes, name, leaf)?;
    let colour = if facts(&page).uses_light() { Colour::Rgb } else { Colour::Cmyk };
    Ok(info(PictureFormat::Pdf, page.size(), colour))
}

/// The chosen page as light on white paper, as upright as its maker means it.
pub(crate) fn page_pixels(
    bytes: &[u8],
    name: &str,
    leaf: Leaf,
    enough: Option<(u32, u32)>,
) -> Result<Pixels, MediaFailure> {
    let mut page = ArtPage::open(bytes, name, leaf)?;
    let own = info(PictureFormat::Pdf, page.size(), Colour::Rgb);
    let (width, height) = imaged((own.width, own.height), enough);
    // Layers are known to the whole file only; else the page is painted apart, where its box is all there is.
    let painted = if page.has_hidden_layers {
        let pdf = open(bytes, name)?;
        guarded(name, || paint(&pdf, leaf.page as usize - 1, &page, (width, height)))?
    } else {
        let numbers = page.bounds.map(|value| Object::Real(value as f32)).to_vec();
        let bytes = guarded(name, || {
            let dictionary = page.document.get_dictionary_mut(page.page).ok()?;
            dictionary.set("MediaBox", numbers.clone());
            dictionary.set("CropBox", numbers);
            let mut bytes = Vec::new();
            page.document.save_to(&mut bytes).ok()?;
            Some(bytes)
        })?;
        let pdf = open(&bytes.ok_or_else(|| damaged(name))?, name)?;
        guarded(name, || paint(&pdf, 0, &page, (width, height)))?
    };
    let data = painted.ok_or_else(|| damaged(name))?;
    Ok(Pixels { width, height, colour: Colour::Rgb, icc: None, data })
}

fn damaged(name: &str) -> MediaFailure {
    MediaFailure::Damaged { name: name.to_owned(), detail: "its page does not read" }
}

/// Readers of strangers' files may break in ways of their own; a broken file must not end the desk.
fn guarded<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, MediaFailure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| damaged(name))
}

fn open(bytes: &[u8], name: &str) -> Result<Pdf, MediaFailure> {
    let encrypted = || MediaFailure::Encrypted { name: name.to_owned() };
    // A file that only forbids changes would open without a password; its maker forbade placing it.
    if names_encryption(bytes) {
        return Err(encrypted());
    }
    match guarded(name, || Pdf::new(bytes.to_vec()))? {
        Ok(pdf) => Ok(pdf),
        Err(LoadPdfError::Decryption(_)) => Err(encrypted()),
        Err(LoadPdfError::Invalid) => Err(damaged(name)),
    }
}

/// Whether a trailer names an encryption dictionary: the key stands in plain text wherever a trailer does.
fn names_encryption(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let follows = |rest: &[u8]| {
        let rest = rest.trim_ascii_start();
        rest.starts_with(b"<<") || rest.first().is_some_and(u8::is_ascii_digit)
    };
    bytes.windows(KEY.len()).enumerate().any(|(at, word)| word == KEY && follows(&bytes[at + KEY.len()..]))
}

fn apart(pdf: &Pdf, name: &str, leaf: Leaf) -> Result<ArtPage, MediaFailure> {
    let missing = || MediaFailure::NoSuchPage {
        name: name.to_owned(),
        page: leaf.page,
        pages: u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX),
    };
    let index = (leaf.page as usize).checked_sub(1).ok_or_else(missing)?;
    let page = pdf.pages().get(index).ok_or_else(missing)?;
    let bounds = bounds(page, leaf.bound).ok_or_else(|| damaged(name))?;
    let turns = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 1,
        Rotation::Flipped => 2,
        Rotation::FlippedHorizontal => 3,
    };
    let has_remarks = page.raw().get::<Array<'_>>(ANNOTS).is_some_and(|remarks| {
        let kinds = remarks.iter::<Dict<'_>>().filter_map(|remark| remark.get::<Name<'_>>(SUBTYPE));
        kinds.into_iter().any(|kind| kind.as_str() != "Link")
    });
    let bytes = written(pdf, index).ok_or_else(|| damaged(name))?;
    let document = Document::load_mem(&bytes).map_err(|_| damaged(name))?;
    let page = document.get_pages().into_values().next().ok_or_else(|| damaged(name))?;
    Ok(ArtPage { document, page, bounds, turns, has_hidden_layers: has_hidden_layers(pdf), has_remarks })
}

/// The chosen box within the sheet; one that lies outside it or has no extent gives way to the next larger.
fn bounds(page: &Page<'_>, bound: PageBox) -> Option<[f64; 4]> {
    let (media, crop) = (page.media_box(), page.crop_box());
    let own = |key: &'static [u8]| page.raw().get::<Rect>(key);
    let first = match bound {
        PageBox::Trim => own(TRIM_BOX),
        PageBox::Bleed => own(BLEED_BOX),
        PageBox::Art => own(ART_BOX),
        PageBox::Crop => None,
        PageBox::Media => Some(media),
    };
    [first, Some(crop), Some(media)].into_iter().flatten().map(|area| area.intersect(media)).find_map(
        |area| {
            let is_sound = area.width() >= 1.0
                && area.height() >= 1.0
                && [area.x0, area.y0, area.x1, area.y1].iter().all(|value| value.abs() < 1e6);
            is_sound.then_some([area.x0, area.y0, area.x1, area.y1])
        },
    )
}

/// A file of that one page.
fn written(pdf: &Pdf, index: usize) -> Option<Vec<u8>> {
    let mut next = Ref::new(1);
    let catalog = next.bump();
    let query = [ExtractionQuery::new_page(index)];
    let found = extract(pdf, Box::new(|| next.bump()), ChunkSettings::default(), &query).ok()?;
    let page = (*found.root_refs.first()?).ok()?;
    let mut file = hayro_write::pdf_writer::Pdf::new();
    file.catalog(catalog).pages(found.page_tree_parent_ref);
    file.pages(found.page_tree_parent_ref).kids([page]).count(1).finish();
    file.extend(&found.chunk);
    Some(file.finish())
}

fn has_hidden_layers(pdf: &Pdf) -> bool {
    let usual = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|catalog| catalog.get::<Dict<'_>>(OCPROPERTIES))
        .and_then(|layers| layers.get::<Dict<'_>>(D));
    usual.is_some_and(|usual| {
        let is_off = usual.get::<Name<'_>>(BASE_STATE).is_some_and(|state| state.as_str() == "OFF");
        is_off || usual.get::<Array<'_>>(OFF).is_some_and(|off| off.raw_iter().next().is_some())
    })
}

/// Red, green and blue of the page's box at that many pixels.
fn paint(pdf: &Pdf, index: usize, art: &ArtPage, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let page = pdf.pages().get(index)?;
    let (across, down) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let [left, bottom, right, top] = art.bounds;
    let area = upright.transform_rect_bbox(hayro::kurbo::Rect::new(left, bottom, right, top));
    if area.width() <= 0.0 || area.height() <= 0.0 {
        return None;
    }
    let transform =
        Affine::scale_non_uniform(f64::from(width) / area.width(), f64::from(height) / area.height())
            * Affine::translate((-area.x0, -area.y0))
            * upright;
    let mut context = RenderContext::new(across, down);
    // Remarks and form fields lie on the page and not in it; they are never placed.
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    render_into(page, &RenderCache::new(), &settings, &RenderSettings::default(), &mut context, transform);
    context.flush();
    let mut pixmap = Pixmap::new(across, down);
    let white = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), white);
    let (pixels, _) = pixmap.data_as_u8_slice().as_chunks::<4>();
    Some(pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect())
}
