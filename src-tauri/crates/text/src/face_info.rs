//! What a font file says of itself, and whether it may print.

use crate::fonts::{FaceInfo, FaceKey, FontRefusal};
use harfrust::Font;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

/// OS/2 `fsType` bit 1: restricted licence, may not be embedded.
const RESTRICTED: u16 = 0x0002;
/// OS/2 `fsType` bit 9: only bitmaps may be embedded, which cannot print.
const BITMAP_EMBEDDING_ONLY: u16 = 0x0200;

/// Reads the names and measures of face `index` of a font file.
pub(crate) fn read(key: &FaceKey, font: &Font, bytes: &[u8], index: u32) -> Result<FaceInfo, FontRefusal> {
    let tables = FontRef::from_index(bytes, index).map_err(|_| FontRefusal::Unreadable)?;
    let os2 = tables.os2().ok();
    if os2.as_ref().is_some_and(|t| t.fs_type() & RESTRICTED != 0 || t.fs_type() & BITMAP_EMBEDDING_ONLY != 0)
    {
        return Err(FontRefusal::EmbeddingForbidden);
    }
    let has_outlines = tables.glyf().is_ok() || tables.cff().is_ok() || tables.cff2().is_ok();
    if !has_outlines {
        return Err(FontRefusal::BitmapOnly);
    }
    if !font.charmap().has_unicode() {
        return Err(FontRefusal::NoCharacters);
    }
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

/// The family name in Chinese where the font has one, else in English.
fn family_name(tables: &FontRef<'_>) -> String {
    let names = tables.localized_strings(StringId::TYPOGRAPHIC_FAMILY_NAME);
    let chinese = names.chain(tables.localized_strings(StringId::FAMILY_NAME));
    let chinese = chinese.into_iter().find(|n| n.language().is_some_and(|l| l.starts_with("zh")));
    chinese.map_or_else(|| first_name(tables, StringId::FAMILY_NAME), |n| n.chars().collect())
}

fn first_name(tables: &FontRef<'_>, id: StringId) -> String {
    tables.localized_strings(id).english_or_first().map_or_else(String::new, |n| n.chars().collect())
}
