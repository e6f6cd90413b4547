//! What a finished file really holds, read from its bytes: boxes, fonts, glyphs, pictures, text.
//!
//! An export is compared with its lists before anyone gets it, so that a file which lost something
//! is a failure and never leaves silently.

use crate::options::PressFailure;
use crate::sheet::Sheet;
use banxin_scene::{FaceName, Item, PageList, Picture};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use std::collections::{BTreeMap, BTreeSet};

/// A PDF file as read back.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBack {
    /// The PDF version that the file claims.
    pub version: String,
    /// Names of the embedded fonts, with their subset tags.
    pub fonts: BTreeSet<String>,
    /// Names of the colour spaces that type, lines and pictures are in.
    pub spaces: BTreeSet<String>,
    /// The pages in order.
    pub pages: Vec<ReadPage>,
}

/// One page as read back. Boxes are left, bottom, right, top in points.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadPage {
    /// The sheet that is imaged.
    pub media: [f64; 4],
    /// The page with its bleed.
    pub bleed: [f64; 4],
    /// The page as trimmed.
    pub trim: [f64; 4],
    /// How many glyphs are shown.
    pub glyphs: usize,
    /// How many pictures are shown.
    pub pictures: usize,
    /// The characters of the glyphs in the order in which they are shown.
    pub text: String,
}

/// Reads a PDF file that an export made.
pub fn read_back(pdf: &[u8]) -> Result<ReadBack, PressFailure> {
    let document = Document::load_mem(pdf).map_err(unreadable)?;
    let mut back = ReadBack {
        version: document.version.clone(),
        fonts: BTreeSet::new(),
        spaces: BTreeSet::new(),
        pages: Vec::new(),
    };
    for page_id in document.get_pages().into_values() {
        let page = document.get_dictionary(page_id).map_err(unreadable)?;
        let resources = resolved(&document, page, b"Resources")?;
        let mut texts = BTreeMap::new();
        if let Ok(fonts) = resolved(&document, resources, b"Font") {
            for (name, _) in fonts.iter() {
                let font = resolved(&document, fonts, name)?;
                let base = font.get(b"BaseFont").and_then(Object::as_name).map_err(unreadable)?;
                back.fonts.insert(String::from_utf8_lossy(base).into_owned());
                let map = font.get(b"ToUnicode").and_then(Object::as_reference).map_err(unreadable)?;
                let map = document.get_object(map).and_then(Object::as_stream).map_err(unreadable)?;
                let map = map.decompressed_content().map_err(unreadable)?;
                texts.insert(name.clone(), characters(&String::from_utf8_lossy(&map)));
            }
        }
        back.spaces.extend(pictures_spaces(&document, resources));
        let content = document.get_page_content(page_id);
        let mut read = ReadPage {
            media: box_of(page, b"MediaBox")?,
            bleed: box_of(page, b"BleedBox")?,
            trim: box_of(page, b"TrimBox")?,
            glyphs: 0,
            pictures: 0,
            text: String::new(),
        };
        walk(&Content::decode(&content).map_err(unreadable)?, &texts, &mut read, &mut back.spaces);
        back.pages.push(read);
    }
    Ok(back)
}

fn unreadable(error: lopdf::Error) -> PressFailure {
    PressFailure::Assembly(format!("the file does not read back: {error}"))
}

fn resolved<'a>(
    document: &'a Document,
    owner: &'a Dictionary,
    key: &[u8],
) -> Result<&'a Dictionary, PressFailure> {
    let value = owner.get(key).map_err(unreadable)?;
    let (_, value) = document.dereference(value).map_err(unreadable)?;
    value.as_dict().map_err(unreadable)
}

fn box_of(page: &Dictionary, key: &[u8]) -> Result<[f64; 4], PressFailure> {
    let values = page.get(key).and_then(Object::as_array).map_err(unreadable)?;
    let numbers: Vec<f64> = values.iter().filter_map(|value| value.as_float().ok()).map(f64::from).collect();
    <[f64; 4]>::try_from(numbers)
        .map_err(|_| PressFailure::Assembly("a page box does not have four numbers".to_owned()))
}

type Characters = BTreeMap<u16, String>;

/// The characters of each code, from the entries of a ToUnicode map as `finish` writes them.
fn characters(map: &str) -> Characters {
    let units = |hex: &str| -> Vec<u16> {
        hex.as_bytes()
            .chunks(4)
            .filter_map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok())
            .collect()
    };
    map.split("beginbfchar")
        .skip(1)
        .filter_map(|block| block.split("endbfchar").next())
        .flat_map(str::lines)
        .filter_map(|line| {
            let (code, text) = line.trim().strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            Some((*units(code).first()?, String::from_utf16_lossy(&units(text))))
        })
        .collect()
}

/// The colour spaces of the pictures that a page shows: a name, or the first word of an array. Art brings its own.
fn pictures_spaces(document: &Document, resources: &Dictionary) -> BTreeSet<String> {
    let objects = resolved(document, resources, b"XObject").into_iter().flat_map(Dictionary::iter);
    let streams = objects.filter_map(|(_, object)| document.dereference(object).ok()?.1.as_stream().ok());
    let pictures = streams.filter(|stream| {
        stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
    });
    let spaces = pictures.filter_map(|stream| stream.dict.get(b"ColorSpace").ok());
    let named = spaces.filter_map(|space| match space {
        Object::Array(parts) => parts.first().and_then(|part| part.as_name().ok()),
        other => other.as_name().ok(),
    });
    named.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

/// The colour space that an operator paints in by itself (ISO 32000-1, 8.6.8).
fn space_of(operator: &str) -> Option<&'static str> {
    match operator {
        "g" | "G" => Some("DeviceGray"),
        "rg" | "RG" => Some("DeviceRGB"),
        "k" | "K" => Some("DeviceCMYK"),
        "scn" | "SCN" => Some("Separation"),
        _ => None,
    }
}

fn walk(
    content: &Content,
    texts: &BTreeMap<Vec<u8>, Characters>,
    read: &mut ReadPage,
    spaces: &mut BTreeSet<String>,
) {
    let mut font = None;
    for operation in &content.operations {
        if let Some(space) = space_of(&operation.operator)
            && !spaces.contains(space)
        {
            spaces.insert(space.to_owned());
        }
        match operation.operator.as_str() {
            "Tf" => {
                font = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .and_then(|name| texts.get(name));
            }
            "Do" => read.pictures += 1,
            "TJ" => {
                let Some(Ok(parts)) = operation.operands.first().map(Object::as_array) else { continue };
                for codes in parts.iter().filter_map(|part| part.as_str().ok()) {
                    for code in codes.as_chunks::<2>().0 {
                        read.glyphs += 1;
                        let text = font.and_then(|font| font.get(&u16::from_be_bytes(*code)));
                        read.text.push_str(text.map_or("\u{FFFD}", String::as_str));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Compares a file with the lists it was made from; `is_embedded` tells which faces could be had and
/// `is_shown` which pictures.
pub(crate) fn verify(
    pdf: &[u8],
    lists: &[PageList],
    sheets: &[Sheet],
    is_embedded: impl Fn(&FaceName) -> bool,
    is_shown: impl Fn(&Picture) -> bool,
) -> Result<(), PressFailure> {
    let back = read_back(pdf)?;
    if back.pages.len() != lists.len() {
        return Err(PressFailure::Mismatch { page: 0, what: "pages" });
    }
    if back.spaces.iter().any(|space| !matches!(space.as_str(), "DeviceCMYK" | "DeviceGray" | "Separation")) {
        return Err(PressFailure::Mismatch { page: 0, what: "colour" });
    }
    for ((read, list), wanted) in back.pages.iter().zip(lists).zip(sheets) {
        let mut glyphs = 0;
        let mut pictures = 0;
        for (_, item) in list.items() {
            match item {
                Item::Glyphs(run) if run.is_visible() && is_embedded(&run.face) => {
                    glyphs += run.glyphs.len();
                }
                Item::Picture(picture) => pictures += usize::from(is_shown(picture)),
                _ => {}
            }
        }
        let wrong = |what| PressFailure::Mismatch { page: list.number, what };
        if read.glyphs != glyphs {
            return Err(wrong("characters"));
        }
        if read.text.contains('\u{FFFD}') {
            return Err(wrong("the text behind the characters"));
        }
        if read.pictures != pictures {
            return Err(wrong("photos"));
        }
        let is_like = |found: [f64; 4], wanted: [f64; 4]| {
            found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() <= 0.01)
        };
        let are_boxes_true = is_like(read.trim, wanted.trim())
            && is_like(read.bleed, wanted.bleed())
            && is_like(read.media, wanted.media());
        if !are_boxes_true {
            return Err(wrong("the page's size"));
        }
    }
    Ok(())
}
