//! What a font file says of itself, and whether it may print.

use crate::fonts::{FaceInfo, FaceKey, FontRefusal};
use harfrust::Font;
use serde::{Deserialize, Serialize};
use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider, Tag};

/// OS/2 `fsType` bit 1: restricted licence, may not be embedded.
const RESTRICTED: u16 = 0x0002;
/// OS/2 `fsType` bit 9: only bitmaps may be embedded, which cannot print.
const BITMAP_EMBEDDING_ONLY: u16 = 0x0200;

/// Reads the names and measures of face `index` of a font file.
pub(crate) fn read(key: &FaceKey, font: &Font, bytes: &[u8], index: u32) -> Result<FaceInfo, FontRefusal> {
    let tables = FontRef::from_index(bytes, index).map_err(|_| FontRefusal::Unreadable)?;
    if let Some(refusal) = refusal(&tables) {
        return Err(refusal);
    }
    if !font.charmap().has_unicode() {
        return Err(FontRefusal::NoCharacters);
    }
    let os2 = tables.os2().ok();
    let metrics = font.metrics();
    let line = metrics.hhea_line.or(metrics.typo_line).unwrap_or_default();
    let em = i32::from(metrics.units_per_em);
    let ink = font.charmap().map_unicode('国').and_then(|g| font.glyph_metrics().extents(g));
    let (han_top, han_bottom) = match ink {
        Some(box_) => (box_.y_bearing.round() as i32, (box_.height - box_.y_bearing).round() as i32),
        None => (em * 88 / 100, em * 12 / 100),
    };
    Ok(FaceInfo {
        key: key.clone(),
        family: family_name(&tables),
        family_en: english_name(&tables),
        postscript: first_name(&tables, StringId::POSTSCRIPT_NAME),
        weight: os2.map_or(400, |t| t.us_weight_class()),
        units_per_em: metrics.units_per_em,
        ascent: line.ascender.to_f64().round() as i32,
        descent: -line.descender.to_f64().round() as i32,
        cap_height: metrics.cap_height.map_or(em * 7 / 10, |h| h.to_f64().round() as i32),
        han_top,
        han_bottom,
        glyphs: metrics.num_glyphs,
    })
}

/// Why a face cannot be used, as far as its tables say.
fn refusal(tables: &FontRef<'_>) -> Option<FontRefusal> {
    let fs_type = tables.os2().map_or(0, |t| t.fs_type());
    if fs_type & (RESTRICTED | BITMAP_EMBEDDING_ONLY) != 0 {
        return Some(FontRefusal::EmbeddingForbidden);
    }
    // The outlines of CFF2 exist in variable form only, which no PDF standard for the press takes.
    if tables.cff2().is_ok() {
        return Some(FontRefusal::NotForPdf);
    }
    if tables.head().is_err() || tables.maxp().is_err() || tables.hhea().is_err() {
        return Some(FontRefusal::Unreadable);
    }
    if tables.glyf().is_err() && tables.cff().is_err() {
        // A file that is cut off names its outlines and does not hold them.
        let names = |tag: &[u8; 4]| {
            tables.table_directory().table_records().iter().any(|record| record.tag() == Tag::new(tag))
        };
        let is_damaged = names(b"glyf") || names(b"CFF ");
        return Some(if is_damaged { FontRefusal::Unreadable } else { FontRefusal::BitmapOnly });
    }
    tables.cmap().is_err().then_some(FontRefusal::NoCharacters)
}

/// A face of a font file as a list of fonts shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundFace {
    /// Its place in the file.
    pub index: u32,
    /// Family name, in Chinese where the font has it; empty when it cannot be read.
    pub family: String,
    /// Family name in English; empty when it cannot be read.
    pub family_en: String,
    /// Weight from 100 to 900.
    pub weight: u16,
    /// Whether it slopes.
    pub is_italic: bool,
    /// Whether it has axes of variation; it is set as its maker drew it first.
    pub is_variable: bool,
    /// Whether it has Chinese characters.
    pub is_chinese: bool,
    /// Why it cannot be used.
    pub refusal: Option<FontRefusal>,
}

/// Every face of a font file or collection; one unreadable face when the bytes are no font at all.
pub fn faces_in(bytes: &[u8]) -> Vec<FoundFace> {
    let count = match FileRef::new(bytes) {
        Ok(FileRef::Font(_)) => 1,
        // More faces than any collection has are damage.
        Ok(FileRef::Collection(collection)) => collection.len().min(64),
        Err(_) => 0,
    };
    let all: Vec<FoundFace> = (0..count).filter_map(|index| found(bytes, index)).collect();
    if all.is_empty() { vec![unreadable()] } else { all }
}

fn unreadable() -> FoundFace {
    FoundFace {
        index: 0,
        family: String::new(),
        family_en: String::new(),
        weight: 400,
        is_italic: false,
        is_variable: false,
        is_chinese: false,
        refusal: Some(FontRefusal::Unreadable),
    }
}

fn found(bytes: &[u8], index: u32) -> Option<FoundFace> {
    let tables = FontRef::from_index(bytes, index).ok()?;
    let os2 = tables.os2().ok();
    let style = tables.head().map_or(0, |head| head.mac_style().bits());
    let italic = style & 2 != 0 || os2.as_ref().is_some_and(|t| t.fs_selection().bits() & 0x201 != 0);
    Some(FoundFace {
        index,
        family: family_name(&tables),
        family_en: english_name(&tables),
        weight: os2.as_ref().map_or(400, |t| t.us_weight_class()),
        is_italic: italic,
        is_variable: tables.table_data(Tag::new(b"fvar")).is_some(),
        is_chinese: ['国', '的'].iter().all(|ch| tables.charmap().map(*ch).is_some_and(|g| g.to_u32() != 0)),
        refusal: refusal(&tables),
    })
}

/// The family name in Chinese where the font has one, else in English.
fn family_name(tables: &FontRef<'_>) -> String {
    let names = tables.localized_strings(StringId::TYPOGRAPHIC_FAMILY_NAME);
    let chinese = |simplified: bool| {
        let all = names.clone().chain(tables.localized_strings(StringId::FAMILY_NAME));
        let is_it =
            |l: &str| l.starts_with("zh") && (!simplified || matches!(l, "zh-Hans" | "zh-CN" | "zh-SG"));
        all.into_iter().find(|n| n.language().is_some_and(is_it)).map(|n| n.chars().collect::<String>())
    };
    let own = chinese(true).or_else(|| chinese(false)).filter(|name| !name.trim().is_empty());
    own.unwrap_or_else(|| english_name(tables))
}

fn english_name(tables: &FontRef<'_>) -> String {
    let typographic = first_name(tables, StringId::TYPOGRAPHIC_FAMILY_NAME);
    if typographic.is_empty() { first_name(tables, StringId::FAMILY_NAME) } else { typographic }
}

fn first_name(tables: &FontRef<'_>, id: StringId) -> String {
    tables.localized_strings(id).english_or_first().map_or_else(String::new, |n| n.chars().collect())
}
