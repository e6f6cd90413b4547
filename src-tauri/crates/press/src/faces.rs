//! The faces of a file: which glyphs of each are shown, their codes, and the subset that is embedded.
//!
//! A code stands for one glyph *and* its characters: where one drawing serves two characters (as
//! with radicals and their ideographs) it has two codes, so that each gives back its own character.

use crate::options::PressNote;
use crate::text::characters;
use banxin_scene::{FaceFile, FaceName, GlyphRun, Item, PageList, Shelf};
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// A face as it goes into the file.
pub(crate) struct EmbeddedFace {
    /// Name of the font among the page's resources.
    pub(crate) resource: String,
    /// Name of the font with its subset tag, such as `ABCDEF+NotoSerifSC-Bold`.
    pub(crate) base_name: String,
    /// The subset font program.
    pub(crate) program: Vec<u8>,
    /// Advance of each code in thousandths of an em, as written in the file.
    pub(crate) widths: Vec<f32>,
    /// Characters of each code.
    pub(crate) texts: Vec<String>,
    /// Glyph in the subset of each code.
    pub(crate) glyphs: Vec<u16>,
    codes: BTreeMap<(u16, String), u16>,
}

impl EmbeddedFace {
    /// The code of a glyph that stands for `text`; the code of the empty glyph if it was never counted.
    pub(crate) fn code(&self, glyph: u16, text: &str) -> u16 {
        self.codes.get(&(glyph, text.to_owned())).copied().unwrap_or(0)
    }

    /// Whether each code is the number of its glyph.
    pub(crate) fn is_identity(&self) -> bool {
        self.glyphs.iter().enumerate().all(|(code, glyph)| code == usize::from(*glyph))
    }
}

type Usage = BTreeMap<u16, BTreeSet<String>>;

/// Subsets every face that the pages show; those that cannot be had are noted and left out.
pub(crate) fn embed(
    lists: &[PageList],
    shelf: &dyn Shelf,
    notes: &mut Vec<PressNote>,
) -> BTreeMap<FaceName, EmbeddedFace> {
    let mut usage: BTreeMap<&FaceName, Usage> = BTreeMap::new();
    for (_, item) in lists.iter().flat_map(PageList::items) {
        if let Item::Glyphs(run) = item {
            count(run, usage.entry(&run.face).or_default());
        }
    }
    let mut faces = BTreeMap::new();
    for (name, glyphs) in usage {
        let face = shelf.face(name).and_then(|file| subset(&file, name, faces.len(), &glyphs));
        match face {
            Some(face) => {
                faces.insert(name.clone(), face);
            }
            None => notes.push(PressNote::MissingFace(name.clone())),
        }
    }
    faces
}

fn count(run: &GlyphRun, usage: &mut Usage) {
    for (glyph, text) in run.glyphs.iter().zip(characters(run)) {
        let texts = usage.entry(glyph.id).or_default();
        if !texts.contains(text) {
            texts.insert(text.to_owned());
        }
    }
}

fn subset(file: &FaceFile, name: &FaceName, number: usize, usage: &Usage) -> Option<EmbeddedFace> {
    let bytes: &[u8] = (*file.bytes).as_ref();
    let font = FontRef::from_index(bytes, file.index).ok()?;
    let wanted: Vec<u16> = usage.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&wanted);
    let program = subsetter::subset(bytes, file.index, &remapper).ok()?;

    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let units_per_em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1);
    let width = |glyph: u16| {
        let advance = metrics.advance_width(GlyphId::from(glyph)).unwrap_or(0.0);
        (advance * 1_000_000.0 / f32::from(units_per_em)).round() / 1000.0
    };
    let mut face = EmbeddedFace {
        resource: format!("F{number}"),
        base_name: format!("{}+{}", tag(&program, number), base_name(&font, name)),
        program,
        widths: Vec::new(),
        texts: Vec::new(),
        glyphs: Vec::new(),
        codes: BTreeMap::new(),
    };
    // The first text of a glyph goes by the glyph's own number; further ones follow behind them all.
    let mut further = Vec::new();
    for (new, old) in remapper.remapped_gids().enumerate() {
        let mut texts = usage.get(&old).into_iter().flatten();
        let first = texts.next().cloned().unwrap_or_default();
        face.push(old, new as u16, first, width(old));
        further.extend(texts.map(|text| (old, new as u16, text.clone())));
    }
    for (old, new, text) in further {
        face.push(old, new, text, width(old));
    }
    Some(face)
}

impl EmbeddedFace {
    fn push(&mut self, old: u16, new: u16, text: String, width: f32) {
        let Ok(code) = u16::try_from(self.glyphs.len()) else { return };
        self.codes.insert((old, text.clone()), code);
        self.glyphs.push(new);
        self.texts.push(text);
        self.widths.push(width);
    }
}

/// Six capitals that tell this subset from every other (ISO 32000, 9.6.4).
fn tag(program: &[u8], number: usize) -> String {
    let mut hasher = Sha256::new();
    hasher.update(program);
    hasher.update(number.to_le_bytes());
    hasher.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The face's PostScript name, or the name it has at the desk, in letters that a PDF name may hold.
fn base_name(font: &FontRef, name: &FaceName) -> String {
    let own: String = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .english_or_first()
        .map(|string| string.chars().collect())
        .unwrap_or_default();
    let plain =
        |text: &str| -> String { text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect() };
    let own = plain(&own);
    if own.is_empty() { plain(&name.0) } else { own }
}
