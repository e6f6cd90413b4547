//! Page lists to one PDF file, step by step.

use crate::art;
use crate::content::{Palette, page_content};
use crate::faces::{self, EmbeddedFace};
use crate::finish::{Finish, finish};
use crate::keep::{Keep, Nowhere};
use crate::marks::{dressed, tiled};
use crate::names;
use crate::options::{Exported, PressFailure, PressNote, PressOptions, Progress};
use crate::photo::{self, Coding, InkPixels, Photos, Placed};
use crate::read_back::verify;
use crate::separation::Separator;
use crate::sheet::Sheet;
use banxin_scene::{FaceName, Item, PageList, Paint, Shelf};
use printpdf::{
    DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, ExternalStream, ExternalXObject, FontId, Mm,
    Op, OverprintMode, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, XObject, XObjectId,
};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Exports pages as one press-ready PDF. `progress` hears of every step and stops the export by
/// returning `Break`. Equal input gives equal bytes.
pub fn export(
    lists: &[PageList],
    shelf: &dyn Shelf,
    options: &PressOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Exported, PressFailure> {
    export_keeping(lists, shelf, options, &Nowhere, progress)
}

/// As [`export`], with pictures already in ink taken from where they were kept by an export before.
pub fn export_keeping(
    lists: &[PageList],
    shelf: &dyn Shelf,
    options: &PressOptions,
    kept: &dyn Keep,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Exported, PressFailure> {
    if lists.is_empty() {
        return Err(PressFailure::NoPages);
    }
    let dressed: Vec<PageList> =
        lists.iter().enumerate().map(|(number, list)| dressed(list, number, shelf, options)).collect();
    let (sheets, lists) = spread(dressed, shelf, options);
    let lists = lists.as_slice();
    let page_names: Vec<String> =
        sheets.iter().filter_map(|(number, _)| options.page_names.get(*number).cloned()).collect();
    let options = &PressOptions { page_names, ..options.clone() };
    let sheets: Vec<Sheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
    let separator = Separator::new(&options.profile, options.ink_limit)?;
    let mut notes = Vec::new();
    let spots = spot_inks(lists);
    let mut paper =
        Composing { lists, sheets: &sheets, spots: &spots, shelf, faces: None, pages: Vec::new() };
    // Fonts are cut and pages composed while their pictures are made, each as soon as it has all of them.
    let mut photos =
        photo::prepare(lists, shelf, &separator, options, kept, &mut notes, |done, of, placed| {
            paper.go_on(placed);
            done == 0 || progress(Progress::Photos { done, of, pages: paper.pages.len() }).is_continue()
        })
        .ok_or(PressFailure::Cancelled)?;
    let (faces, pages) = paper.composed(&photos.placed, &mut notes);

    let mut document = PdfDocument::new(&options.title);
    add_resources(&mut document, &faces, &mut photos)?;
    for (index, operations) in pages.into_iter().enumerate() {
        // The size given here is only printpdf's; the boxes are set true when the file is finished.
        document.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), operations));
        let step = Progress::Pages { done: index + 1, of: lists.len() };
        if progress(step).is_break() {
            return Err(PressFailure::Cancelled);
        }
    }
    if progress(Progress::Writing).is_break() {
        return Err(PressFailure::Cancelled);
    }
    let save =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut written = document.to_lopdf_document(&save, &mut Vec::new());
    drop(document);
    art::put_in(&mut written, photos.forms)?;
    let bytes = finish(
        &mut written,
        &Finish { lists, sheets: &sheets, options, separator: &separator, faces: &faces, spots: &spots },
    )?;
    let is_shown = |picture: &_| photos.placed.get(picture).is_some_and(Option::is_some);
    verify(&bytes, lists, &sheets, |face| faces.contains_key(face), is_shown)?;
    notes.sort();
    notes.dedup();
    Ok(Exported { bytes, notes })
}

/// Pages on their way to what a file holds of them.
struct Composing<'a> {
    lists: &'a [PageList],
    sheets: &'a [Sheet],
    spots: &'a [Arc<str>],
    shelf: &'a dyn Shelf,
    /// The faces and what could not be had of them, once they were cut.
    faces: Option<(BTreeMap<FaceName, EmbeddedFace>, Vec<PressNote>)>,
    /// What the first pages show.
    pages: Vec<Vec<Op>>,
}

impl Composing<'_> {
    /// Composes the next pages as far as all their pictures stand in the file.
    fn go_on(&mut self, placed: &Placed) {
        let (faces, _) = self.faces.get_or_insert_with(|| {
            let mut notes = Vec::new();
            (faces::embed(self.lists, self.shelf, &mut notes), notes)
        });
        let palette = Palette { faces, spots: self.spots, photos: placed };
        for (list, sheet) in self.lists.iter().zip(self.sheets).skip(self.pages.len()) {
            let waits =
                |(_, item): (_, &Item)| matches!(item, Item::Picture(own) if !placed.contains_key(own));
            if list.items().any(waits) {
                break;
            }
            self.pages.push(page_content(list, &palette, sheet));
        }
    }

    /// The faces and all pages; what is missing of the faces is noted.
    fn composed(
        mut self,
        placed: &Placed,
        notes: &mut Vec<PressNote>,
    ) -> (BTreeMap<FaceName, EmbeddedFace>, Vec<Vec<Op>>) {
        self.go_on(placed);
        let (faces, missing) = self.faces.unwrap_or_default();
        notes.extend(missing);
        (faces, self.pages)
    }
}

/// The sheets of all pages with the number of the page that each shows, and what is painted on each.
fn spread(
    dressed: Vec<PageList>,
    shelf: &dyn Shelf,
    options: &PressOptions,
) -> (Vec<(usize, Sheet)>, Vec<PageList>) {
    let (mut sheets, mut lists) = (Vec::new(), Vec::new());
    for (number, list) in dressed.into_iter().enumerate() {
        for sheet in Sheet::all(&list, options) {
            lists.push(tiled(&list, &sheet, shelf));
            sheets.push((number, sheet));
        }
    }
    (sheets, lists)
}

/// The spot inks of the pages in the order of their names.
fn spot_inks(lists: &[PageList]) -> Vec<Arc<str>> {
    let mut inks = Vec::new();
    let mut add = |paint: Option<&Paint>| {
        if let Some(Paint::Spot { ink, .. }) = paint {
            inks.push(ink.clone());
        }
    };
    for (_, item) in lists.iter().flat_map(PageList::items) {
        match item {
            Item::Glyphs(run) => add(Some(&run.paint)),
            Item::Shape(shape) => {
                add(shape.fill.as_ref());
                add(shape.stroke.as_ref().map(|stroke| &stroke.paint));
            }
            Item::Picture(_) => {}
        }
    }
    inks.sort();
    inks.dedup();
    inks
}

fn add_resources(
    document: &mut PdfDocument,
    faces: &BTreeMap<FaceName, EmbeddedFace>,
    photos: &mut Photos,
) -> Result<(), PressFailure> {
    for face in faces.values() {
        let mut parsed = ParsedFont::from_bytes(&face.program, 0, &mut Vec::new())
            .ok_or_else(|| PressFailure::Assembly(format!("font {} does not read back", face.base_name)))?;
        parsed.font_name = Some(face.base_name.clone());
        document.resources.fonts.map.insert(FontId(face.resource.clone()), PdfFont::new(parsed));
    }
    // Taken, not copied: the pixels of an edition are most of what an export holds.
    for (number, pixels) in std::mem::take(&mut photos.pixels) {
        let id = XObjectId(names::photo(number));
        document.resources.xobjects.map.insert(id, XObject::External(picture_object(pixels)));
    }
    for number in photos.forms.keys() {
        let id = XObjectId(names::photo(*number));
        document
            .resources
            .xobjects
            .map
            .insert(id, XObject::External(external(art::stand_in(*number), Vec::new())));
    }
    // Both kinds of overprint are set alike: printpdf writes the key of one for the other.
    for (name, is_on) in [(names::OVERPRINT, true), (names::KNOCKOUT, false)] {
        let state = ExtendedGraphicsState::default()
            .with_overprint_fill(is_on)
            .with_overprint_stroke(is_on)
            .with_overprint_mode(OverprintMode::KeepUnderlying);
        document.resources.extgstates.map.insert(ExtendedGraphicsStateId(name.to_owned()), state);
    }
    Ok(())
}

fn picture_object(pixels: InkPixels) -> ExternalXObject {
    let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
    let (space, is_jpeg, is_inverted) = match pixels.coding {
        Coding::CmykJpeg { is_inverted } => ("DeviceCMYK", true, is_inverted),
        Coding::Cmyk => ("DeviceCMYK", false, false),
        Coding::GreyJpeg => ("DeviceGray", true, false),
        Coding::Grey => ("DeviceGray", false, false),
    };
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(pixels.width))),
        ("Height".to_owned(), DictItem::Int(i64::from(pixels.height))),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("ColorSpace".to_owned(), name(space)),
    ]);
    dict.insert("Filter".to_owned(), name(if is_jpeg { "DCTDecode" } else { "FlateDecode" }));
    if is_inverted {
        let decode = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        dict.insert("Decode".to_owned(), DictItem::Array(decode));
    }
    external(dict, pixels.data)
}

fn external(dict: BTreeMap<String, DictItem>, content: Vec<u8>) -> ExternalXObject {
    let stream = ExternalStream { dict, content, compress: false };
    ExternalXObject { stream, width: None, height: None, dpi: None }
}
