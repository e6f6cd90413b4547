//! What the press standards ask beyond printpdf: true boxes, the output intent, metadata in step,
//! page labels, spot colour spaces, and the widths and characters of every code.
//!
//! Clauses are those of ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a:2003) and ISO 32000-1.

use crate::faces::EmbeddedFace;
use crate::names;
use crate::options::{PressFailure, PressOptions, Standard};
use crate::separation::Separator;
use crate::sheet::Sheet;
use crate::xmp::{Moment, Packet, packet};
use banxin_scene::{FaceName, PageList};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who made the file.
const MAKER: &str = concat!("Banxin ", env!("CARGO_PKG_VERSION"));

/// What finishing needs to know.
pub(crate) struct Finish<'a> {
    pub(crate) lists: &'a [PageList],
    /// The sheet of each.
    pub(crate) sheets: &'a [Sheet],
    pub(crate) options: &'a PressOptions,
    pub(crate) separator: &'a Separator,
    pub(crate) faces: &'a BTreeMap<FaceName, EmbeddedFace>,
    pub(crate) spots: &'a [Arc<str>],
}

/// Makes the document conform and gives its bytes.
pub(crate) fn finish(document: &mut Document, facts: &Finish) -> Result<Vec<u8>, PressFailure> {
    document.version = match facts.options.standard {
        Standard::X4 => "1.6".to_owned(),
        Standard::X1a => "1.4".to_owned(),
    };
    pages(document, facts)?;
    fonts(document, facts.faces)?;
    let id = identity(document, facts.options);
    catalog(document, facts, id)?;
    information(document, facts);
    document.prune_objects();
    document.renumber_objects();
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| PressFailure::Assembly(error.to_string()))?;
    Ok(bytes)
}

fn assembly(error: lopdf::Error) -> PressFailure {
    PressFailure::Assembly(error.to_string())
}

fn name(value: &str) -> Object {
    Object::Name(value.as_bytes().to_vec())
}

/// Text as PDF strings hold it: plain where it is ASCII, else UTF-16 (ISO 32000-1, 7.9.2.2).
fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Boxes in user space and what each page may use (ISO 15930-7, 6.8; ISO 32000-1, 14.11.2).
fn pages(document: &mut Document, facts: &Finish) -> Result<(), PressFailure> {
    let spaces: Dictionary =
        facts.spots.iter().enumerate().map(|(number, ink)| (names::spot(number), separation(ink))).collect();
    let spaces = (!facts.spots.is_empty()).then(|| document.add_object(spaces));
    for ((_, page_id), sheet) in document.get_pages().into_iter().zip(facts.sheets) {
        let numbers = |values: [f64; 4]| -> Object {
            Object::Array(values.map(|value| Object::Real((value * 1e4).round() as f32 / 1e4)).to_vec())
        };
        let page = document.get_dictionary_mut(page_id).map_err(assembly)?;
        page.remove(b"CropBox");
        page.remove(b"Annots");
        page.set("MediaBox", numbers(sheet.media()));
        page.set("BleedBox", numbers(sheet.bleed()));
        page.set("TrimBox", numbers(sheet.trim()));
        let resources = page.get(b"Resources").and_then(Object::as_reference).map_err(assembly)?;
        if let Some(spaces) = spaces {
            document.get_dictionary_mut(resources).map_err(assembly)?.set("ColorSpace", spaces);
        }
    }
    Ok(())
}

/// A spot ink as its own plate; where it has none it shows as red, which is what papers print (套红).
fn separation(ink: &str) -> Object {
    let numbers = |values: &[i64]| Object::Array(values.iter().map(|value| (*value).into()).collect());
    let mut tint = Dictionary::new();
    tint.set("FunctionType", 2);
    tint.set("Domain", numbers(&[0, 1]));
    tint.set("C0", numbers(&[0, 0, 0, 0]));
    tint.set("C1", numbers(&[0, 1, 1, 0]));
    tint.set("N", 1);
    Object::Array(vec![name("Separation"), name(ink), name("DeviceCMYK"), tint.into()])
}

/// Widths, characters and glyphs of every code.
fn fonts(document: &mut Document, faces: &BTreeMap<FaceName, EmbeddedFace>) -> Result<(), PressFailure> {
    for face in faces.values() {
        let Some(font_id) = font_named(document, &face.base_name) else { continue };
        let to_unicode = document.add_object(Stream::new(Dictionary::new(), to_unicode(face)));
        let mapping = if face.is_identity() {
            name("Identity")
        } else {
            let glyphs = face.glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
            Object::Reference(document.add_object(Stream::new(Dictionary::new(), glyphs)))
        };
        let font = document.get_dictionary_mut(font_id).map_err(assembly)?;
        font.set("ToUnicode", to_unicode);
        let descendants =
            font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map_err(assembly)?;
        for descendant in descendants {
            let descendant = descendant.as_dict_mut().map_err(assembly)?;
            let widths = face.widths.iter().map(|width| Object::Real(*width)).collect();
            descendant.set("W", vec![Object::Integer(0), Object::Array(widths)]);
            if descendant.has(b"CIDToGIDMap") {
                descendant.set("CIDToGIDMap", mapping.clone());
            }
        }
    }
    Ok(())
}

fn font_named(document: &Document, base_name: &str) -> Option<ObjectId> {
    document.objects.iter().find_map(|(id, object)| {
        let font = object.as_dict().ok()?;
        let is_it = font.get(b"Subtype").and_then(Object::as_name).ok()? == b"Type0"
            && font.get(b"BaseFont").and_then(Object::as_name).ok()? == base_name.as_bytes();
        is_it.then_some(*id)
    })
}

/// The map from codes to characters (ISO 32000-1, 9.10.3).
fn to_unicode(face: &EmbeddedFace) -> Vec<u8> {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let lines: Vec<String> = face
        .texts
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(code, text)| {
            let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            format!("<{code:04X}> <{units}>\n")
        })
        .collect();
    // A block holds at most a hundred entries (Adobe Technical Note 5014).
    for block in lines.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n{}endbfchar\n", block.len(), block.concat()));
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map.into_bytes()
}

/// Sixteen bytes that follow from everything in the file, so that equal pages have equal names.
fn identity(document: &Document, options: &PressOptions) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update(&options.title);
    hasher.update(options.created.unwrap_or_default().to_le_bytes());
    hasher.update(&document.version);
    hasher.update(&options.profile);
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hasher.update(&stream.content);
        }
    }
    let digest = hasher.finalize();
    let mut id: [u8; 16] = std::array::from_fn(|at| digest[at]);
    // Version 4, variant 1: the same bytes serve as a UUID (RFC 9562, 5.4).
    id[6] = id[6] & 0x0F | 0x40;
    id[8] = id[8] & 0x3F | 0x80;
    id
}

fn moment(options: &PressOptions) -> Moment {
    // Without a date the file is dated as PDF itself: files made twice are equal to the byte.
    Moment::from_unix(options.created.unwrap_or(740_361_600))
}

fn catalog(document: &mut Document, facts: &Finish, id: [u8; 16]) -> Result<(), PressFailure> {
    let mut profile = Dictionary::new();
    profile.set("N", 4);
    let profile = document.add_object(Stream::new(profile, facts.options.profile.clone()));
    let mut intent = Dictionary::new();
    intent.set("Type", name("OutputIntent"));
    intent.set("S", name("GTS_PDFX"));
    intent.set("OutputConditionIdentifier", text(facts.separator.description()));
    intent.set("Info", text(facts.separator.description()));
    intent.set("DestOutputProfile", profile);

    let facts_of_packet = Packet {
        title: &facts.options.title,
        maker: MAKER,
        created: moment(facts.options),
        id,
        standard: facts.options.standard,
    };
    let mut metadata = Dictionary::new();
    metadata.set("Type", name("Metadata"));
    metadata.set("Subtype", name("XML"));
    // Readable without unpacking, as ISO 15930-7, 6.7 asks.
    let metadata = document
        .add_object(Stream::new(metadata, packet(&facts_of_packet).into_bytes()).with_compression(false));

    let root = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(assembly)?;
    let catalog = document.get_dictionary_mut(root).map_err(assembly)?;
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("Metadata", metadata);
    catalog.set("PageLabels", page_labels(facts));
    catalog.set("PageLayout", name("SinglePage"));
    catalog.set("Lang", text("zh-CN"));
    let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// What viewers call each page (ISO 32000-1, 12.4.2).
fn page_labels(facts: &Finish) -> Dictionary {
    let mut entries = Vec::new();
    for (index, list) in facts.lists.iter().enumerate() {
        let mut label = Dictionary::new();
        match facts.options.page_names.get(index) {
            Some(named) => label.set("P", text(named)),
            None => {
                label.set("S", name("D"));
                label.set("St", i64::from(list.number.max(1)));
            }
        }
        entries.push(Object::Integer(index as i64));
        entries.push(Object::Dictionary(label));
    }
    let mut labels = Dictionary::new();
    labels.set("Nums", entries);
    labels
}

/// The information dictionary, in step with the metadata packet.
fn information(document: &mut Document, facts: &Finish) {
    let date = text(&moment(facts.options).pdf());
    let mut info = Dictionary::new();
    info.set("Title", text(&facts.options.title));
    info.set("Creator", text(MAKER));
    info.set("Producer", text(MAKER));
    info.set("CreationDate", date.clone());
    info.set("ModDate", date);
    info.set("Trapped", name("False"));
    if facts.options.standard == Standard::X1a {
        info.set("GTS_PDFXVersion", text("PDF/X-1a:2003"));
    }
    let info = document.add_object(info);
    document.trailer.set("Info", info);
}
