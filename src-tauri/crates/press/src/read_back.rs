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

#[cfg(test)]
mod tests {
    use super::verify;
    use crate::ink_jpeg::encode_grey;
    use crate::options::{PressFailure, PressOptions};
    use crate::sheet::Sheet;
    use banxin_geom::{Length, Point, Rect, Size};
    use banxin_scene::{
        Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Picture,
        Shape, Shelf,
    };
    use lopdf::content::{Content, Operation};
    use lopdf::{Document, Object};
    use std::ops::ControlFlow;
    use std::sync::Arc;

    const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets");

    struct Own;

    impl Shelf for Own {
        fn face(&self, name: &FaceName) -> Option<FaceFile> {
            let bytes = std::fs::read(format!("{ROOT}/fonts/{}.ttf", name.0)).ok()?;
            Some(FaceFile { bytes: Arc::new(bytes), index: 0 })
        }
        fn photo(&self, _hash: &str) -> Option<Bytes> {
            Some(Arc::new(encode_grey(&[90; 64 * 64], (64, 64), 85)?))
        }
    }

    /// A page of two characters, a tint and a picture.
    fn page(number: u32) -> PageList {
        let square = |at: f64| Rect::new(Length::mm(at), Length::mm(at), Length::mm(20.0), Length::mm(20.0));
        let glyph = |id: u16, x: f64| Glyph {
            id,
            x: Length::mm(x),
            y: Length::mm(80.0),
            advance: Length::pt(9.0),
            text: u32::from(id - 40) * 3,
        };
        let run = GlyphRun {
            face: FaceName("kai-400".into()),
            size: Length::pt(9.0),
            scale_x: 1000,
            orientation: Orientation::Upright,
            paint: Paint::Black,
            text: "江上".into(),
            glyphs: vec![glyph(40, 10.0), glyph(41, 20.0)],
            source: None,
        };
        let items = vec![
            Item::Shape(Shape::filled(square(10.0), Paint::Cmyk([0, 300, 0, 0]))),
            Item::from(run),
            Item::Picture(Picture {
                hash: "00".into(),
                frame: square(40.0),
                image: square(40.0),
                orientation: 1,
            }),
        ];
        let trim = Size::new(Length::mm(100.0), Length::mm(100.0));
        let whole = Rect::new(Length::ZERO, Length::ZERO, trim.width, trim.height);
        let groups = vec![Group::new("page".to_owned(), Point::ORIGIN, whole, items)];
        PageList { number, trim, bleed: Length::mm(3.0), type_area: whole, inks: Vec::new(), groups }
    }

    /// What the self-check says of two pages whose file was changed after it was made.
    fn said(change: impl FnOnce(&mut Document)) -> Result<(), PressFailure> {
        let lists = [page(1), page(2)];
        let profile =
            std::fs::read(format!("{ROOT}/icc/IFRA26S_2004_newsprint.icc")).expect("is in the tree");
        let options = PressOptions::new("a", profile);
        let made =
            crate::export(&lists, &Own, &options, &mut |_| ControlFlow::Continue(())).expect("exports");
        let mut document = Document::load_mem(&made.bytes).expect("is a PDF");
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("saves");
        let sheets: Vec<Sheet> = lists.iter().map(|list| Sheet::of(list, &options)).collect();
        verify(&bytes, &lists, &sheets, |_| true, |_| true)
    }

    /// Changes what the second page paints.
    fn repainted(document: &mut Document, change: impl FnOnce(&mut Vec<Operation>)) {
        let id = document.get_pages()[&2];
        let mut content = Content::decode(&document.get_page_content(id)).expect("is content");
        change(&mut content.operations);
        document.change_page_content(id, content.encode().expect("encodes")).expect("takes it");
    }

    #[test]
    fn whatever_is_lost_or_changed_on_the_way_to_the_file_is_a_failure() {
        said(|_| ()).expect("nothing was changed");
        let what = |change: fn(&mut Document)| match said(change) {
            Err(PressFailure::Mismatch { page, what }) => (page, what),
            other => panic!("{other:?}"),
        };
        let lost_type = |document: &mut Document| {
            repainted(document, |own| {
                let last = own.iter().rposition(|own| own.operator == "TJ").expect("shows type");
                own.remove(last);
            });
        };
        assert_eq!(what(lost_type), (2, "characters"));
        let lost_picture =
            |document: &mut Document| repainted(document, |own| own.retain(|own| own.operator != "Do"));
        assert_eq!(what(lost_picture), (2, "photos"));
        let in_light = |document: &mut Document| {
            repainted(document, |own| {
                own.insert(0, Operation::new("rg", vec![1.into(), 0.into(), 0.into()]));
            });
        };
        assert_eq!(what(in_light), (0, "colour"));
        let picture_in_light = |document: &mut Document| {
            for object in document.objects.values_mut() {
                if let Object::Stream(stream) = object
                    && stream.dict.has(b"ColorSpace")
                {
                    stream.dict.set("ColorSpace", Object::Name(b"DeviceRGB".to_vec()));
                }
            }
        };
        assert_eq!(what(picture_in_light), (0, "colour"));
        let cut = |document: &mut Document| {
            let id = document.get_pages()[&2];
            let page = document.get_dictionary_mut(id).expect("is a page");
            page.set("TrimBox", vec![0.into(), 0.into(), 200.into(), 200.into()]);
        };
        assert_eq!(what(cut), (2, "the page's size"));
        assert_eq!(what(|document| document.delete_pages(&[2])), (0, "pages"));
        let mute = |document: &mut Document| {
            for object in document.objects.values_mut() {
                if let Object::Stream(stream) = object
                    && stream
                        .decompressed_content()
                        .is_ok_and(|own| own.windows(11).any(|own| own == b"beginbfchar"))
                {
                    stream.set_plain_content(b"no characters".to_vec());
                }
            }
        };
        assert_eq!(what(mute), (1, "the text behind the characters"));
    }
}
