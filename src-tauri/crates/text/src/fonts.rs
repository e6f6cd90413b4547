//! Type faces held in memory by key, and the choice of a face for a request.

use crate::cells::CellBook;
use crate::fallback::fallback_order;
use banxin_geom::Length;
use harfrust::{Direction, Font, Language, Script, ShapePlan, Tag, font::Blob};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The bytes of a font file, shared; a memory map works as well as a vector.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The name by which a face is held, such as `song-400` or `hei-700`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FaceKey(Arc<str>);

impl FaceKey {
    /// The key written `name`.
    pub fn new(name: &str) -> Self {
        FaceKey(Arc::from(name))
    }

    /// The key of a family at a weight, written `song-400`.
    pub fn of(family: &FontFamily, weight: u16) -> Self {
        FaceKey(Arc::from(format!("{}-{weight}", family.stem())))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key as text that is shared rather than copied.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }

    /// The part before the weight, and the weight (400 when the key names none).
    fn split(&self) -> (&str, u16) {
        match self.0.rsplit_once('-') {
            Some((stem, weight)) => match weight.parse() {
                Ok(weight) => (stem, weight),
                Err(_) => (&self.0, 400),
            },
            None => (&self.0, 400),
        }
    }
}

impl fmt::Display for FaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A family of type: the four every newspaper has, or one of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FontFamily {
    /// 宋体, the body face.
    #[default]
    Song,
    /// 黑体, sans serif, for heads and labels.
    Hei,
    /// 楷体, for bylines, notes and features.
    Kai,
    /// 毛笔体, for nameplates and column logos.
    Brush,
    /// A family the user installed, by its name.
    Named(String),
}

impl FontFamily {
    /// The part of a face key that names this family.
    pub fn stem(&self) -> &str {
        match self {
            FontFamily::Song => "song",
            FontFamily::Hei => "hei",
            FontFamily::Kai => "kai",
            FontFamily::Brush => "brush",
            FontFamily::Named(name) => name,
        }
    }
}

/// What a run of text asks to be set in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FontRequest {
    /// The family.
    pub family: FontFamily,
    /// Weight from 100 to 900; the nearest there is gets used.
    pub weight: u16,
    /// Body size: the em, and the cell of a Chinese character.
    pub size: Length,
    /// Width of a character in thousandths of the em: under 1000 is 长 (narrow), above is 扁 (wide).
    pub scale_x_permille: u16,
    /// Space added after each character, in thousandths of an em.
    pub tracking_permille: i16,
}

impl FontRequest {
    /// An unscaled, untracked request.
    pub const fn new(family: FontFamily, weight: u16, size: Length) -> Self {
        FontRequest { family, weight, size, scale_x_permille: 1000, tracking_permille: 0 }
    }
}

/// What a face says of itself; lengths are in font units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FaceInfo {
    /// The key the face is held by.
    pub key: FaceKey,
    /// Family name, in Chinese where the font has it.
    pub family: String,
    /// Family name in English.
    pub family_en: String,
    /// PostScript name, for embedding.
    pub postscript: String,
    /// Weight from 100 to 900.
    pub weight: u16,
    /// Font units in one em.
    pub units_per_em: u16,
    /// Height above the baseline.
    pub ascent: i32,
    /// Depth below the baseline, as a positive number.
    pub descent: i32,
    /// Height of a Latin capital.
    pub cap_height: i32,
    /// Top of the ink of 国 above the baseline.
    pub han_top: i32,
    /// Bottom of the ink of 国 below the baseline, as a positive number.
    pub han_bottom: i32,
    /// Number of glyphs.
    pub glyphs: u32,
}

/// Why a font cannot be used; the text says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FontRefusal {
    /// The bytes hold no font that can be read.
    #[error("the font file cannot be read; install it again or choose another font")]
    Unreadable,
    /// The font holds pictures of characters only.
    #[error("the font holds bitmaps only and cannot print; choose an outline font")]
    BitmapOnly,
    /// The maker of the font forbids embedding it in a document.
    #[error("the maker of this font forbids embedding it in a PDF; choose another font")]
    EmbeddingForbidden,
    /// The outlines are of a kind that a PDF for the press cannot hold (CFF2).
    #[error(
        "the font's variable outlines cannot be embedded in a PDF for the press; install its static fonts"
    )]
    NotForPdf,
    /// The font maps no characters.
    #[error("the font maps no characters to glyphs; choose another font")]
    NoCharacters,
}

impl FontRefusal {
    /// A short, stable code for callers that branch on the reason.
    pub const fn code(self) -> &'static str {
        match self {
            FontRefusal::Unreadable => "font-unreadable",
            FontRefusal::BitmapOnly => "font-bitmap-only",
            FontRefusal::EmbeddingForbidden => "font-embedding-forbidden",
            FontRefusal::NotForPdf => "font-not-for-pdf",
            FontRefusal::NoCharacters => "font-no-characters",
        }
    }

    /// The same sentence in Chinese.
    pub const fn message_zh(self) -> &'static str {
        match self {
            FontRefusal::Unreadable => "字体文件无法读取，请重新安装或改用其他字体",
            FontRefusal::BitmapOnly => "该字体只有点阵字形，无法印刷，请改用轮廓字体",
            FontRefusal::EmbeddingForbidden => "该字体的厂商不允许嵌入PDF，请改用其他字体",
            FontRefusal::NotForPdf => "该可变字体的轮廓不能嵌入付印PDF，请安装它的静态字体",
            FontRefusal::NoCharacters => "该字体没有字符对照表，请改用其他字体",
        }
    }
}

/// One face: its bytes, its measures, and what shaping needs.
pub struct Face {
    info: FaceInfo,
    bytes: FontBytes,
    index: u32,
    font: Font,
    plans: [OnceLock<ShapePlan>; 9],
    cells: CellBook,
    coverage: OnceLock<Coverage>,
}

/// Which characters of the basic plane a face maps, a bit each.
struct Coverage(Vec<u64>);

impl Coverage {
    fn of(font: &Font) -> Self {
        let mut bits = vec![0u64; 1024];
        for (ch, glyph) in font.charmap().unicodes() {
            if let Some(word) = bits.get_mut(ch as usize / 64).filter(|_| glyph.to_u32() != 0) {
                *word |= 1 << (ch % 64);
            }
        }
        Coverage(bits)
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("key", &self.info.key).finish_non_exhaustive()
    }
}

/// Which of a face's shaping plans a run needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanKind {
    /// Chinese text in horizontal lines.
    Han,
    /// Chinese text in vertical lines, with `vert` forms.
    HanVertical,
    /// Latin, Greek, Cyrillic and digits.
    Latin,
}

/// The regional shapes of characters that a plan asks the font for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanLanguage {
    Simplified,
    Traditional,
    Japanese,
}

impl PlanLanguage {
    pub(crate) fn of(lang: &str) -> Self {
        let lang = lang.to_ascii_lowercase();
        let starts = |prefixes: &[&str]| prefixes.iter().any(|p| lang.starts_with(p));
        if starts(&["zh-hant", "zh-tw", "zh-hk", "zh-mo"]) {
            PlanLanguage::Traditional
        } else if starts(&["ja"]) {
            PlanLanguage::Japanese
        } else {
            PlanLanguage::Simplified
        }
    }
}

impl Face {
    /// What the face says of itself.
    pub fn info(&self) -> &FaceInfo {
        &self.info
    }

    /// The bytes of the font file, for embedding.
    pub fn bytes(&self) -> &FontBytes {
        &self.bytes
    }

    /// The face's place in its file (0 unless the file is a collection).
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Whether the face has a glyph of its own for the character.
    pub fn has(&self, ch: char) -> bool {
        let code = ch as usize;
        match self.coverage.get_or_init(|| Coverage::of(&self.font)).0.get(code / 64) {
            Some(word) => word >> (code % 64) & 1 == 1,
            None => self.font.charmap().map_unicode(ch).is_some_and(|g| g.to_u32() != 0),
        }
    }

    pub(crate) fn font(&self) -> &Font {
        &self.font
    }

    /// How far above the baseline the middle of an ideograph's square lies, in thousandths of an em.
    pub(crate) fn han_middle(&self) -> i64 {
        i64::from(self.info.han_top - self.info.han_bottom) * 500 / i64::from(self.info.units_per_em)
    }

    /// The advance of a glyph along a horizontal line, in font units.
    pub(crate) fn advance(&self, glyph: u32) -> i64 {
        self.font.glyph_metrics().h_advance(glyph.into()).round() as i64
    }

    /// The glyph of a character before any substitution.
    pub(crate) fn nominal(&self, ch: char) -> Option<u32> {
        self.font.charmap().map_unicode(ch).map(|g| g.to_u32())
    }

    /// Whether an advance in font units is the em that ideographs are set on.
    pub(crate) fn fills_cell(&self, advance: i32) -> bool {
        (advance - i32::from(self.info.units_per_em)).abs() <= 2
    }

    pub(crate) fn cells(&self) -> &CellBook {
        &self.cells
    }

    pub(crate) fn plan(&self, kind: PlanKind, language: PlanLanguage) -> &ShapePlan {
        let (row, direction, script) = match kind {
            PlanKind::Han => (0, Direction::LeftToRight, HAN),
            PlanKind::HanVertical => (1, Direction::TopToBottom, HAN),
            PlanKind::Latin => (2, Direction::LeftToRight, LATIN),
        };
        let (column, tag) = match language {
            PlanLanguage::Simplified => (0, "zh-hans"),
            PlanLanguage::Traditional => (1, "zh-hant"),
            PlanLanguage::Japanese => (2, "ja"),
        };
        self.plans[row * 3 + column].get_or_init(|| {
            let language = Language::new(tag);
            ShapePlan::new(&self.font, direction, Script::from_iso15924_tag(script), language.as_ref(), &[])
        })
    }
}

pub(crate) const HAN: Tag = Tag::new(b"Hani");
pub(crate) const LATIN: Tag = Tag::new(b"Latn");

/// The faces there are, by key.
#[derive(Clone, Default)]
pub struct FontBook {
    faces: FxHashMap<FaceKey, Arc<Face>>,
    keys: Vec<FaceKey>,
}

impl fmt::Debug for FontBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.keys).finish()
    }
}

impl FontBook {
    /// A book without faces.
    pub fn new() -> Self {
        FontBook::default()
    }

    /// Takes in face `index` of a font file under `key`, in place of any face of that key.
    ///
    /// # Errors
    /// Says why the font cannot be used: unreadable, bitmaps only, embedding forbidden, no characters.
    pub fn insert(&mut self, key: FaceKey, bytes: FontBytes, index: u32) -> Result<FaceInfo, FontRefusal> {
        let font = Font::new(Blob::from(bytes.clone()), index).ok_or(FontRefusal::Unreadable)?;
        let info = crate::face_info::read(&key, &font, (*bytes).as_ref(), index)?;
        let cells = CellBook::new(info.units_per_em);
        let face = Face {
            info: info.clone(),
            bytes,
            index,
            font,
            plans: Default::default(),
            cells,
            coverage: OnceLock::new(),
        };
        if self.faces.insert(key.clone(), Arc::new(face)).is_none() {
            self.keys.push(key);
            self.keys.sort();
        }
        Ok(info)
    }

    /// The face held under `key`.
    pub fn face(&self, key: &FaceKey) -> Option<&Face> {
        self.faces.get(key).map(AsRef::as_ref)
    }

    /// The keys of all faces, in order.
    pub fn keys(&self) -> &[FaceKey] {
        &self.keys
    }

    /// Whether any face of the family is here.
    pub fn has_family(&self, family: &FontFamily) -> bool {
        self.keys.iter().any(|k| k.split().0 == family.stem())
    }

    /// The face for a request: the nearest weight of its family, else of the family's substitute.
    ///
    /// With no faces at all the key names the face that was wanted.
    pub fn choose(&self, request: &FontRequest) -> FaceKey {
        let nearest = |stem: &str| {
            let of_family = self.keys.iter().filter(|k| k.split().0 == stem);
            // Of two weights as near, the heavier: a head must not come out thinner than asked.
            of_family.min_by_key(|k| (k.split().1.abs_diff(request.weight), u16::MAX - k.split().1))
        };
        let chosen = nearest(request.family.stem())
            .or_else(|| fallback_order(request.family.stem()).iter().find_map(|stem| nearest(stem)))
            .or_else(|| self.keys.first());
        chosen.cloned().unwrap_or_else(|| FaceKey::of(&request.family, request.weight))
    }

    /// The faces to look in for a character that `key` lacks, nearest in style and weight first.
    pub(crate) fn fallbacks(&self, key: &FaceKey) -> Vec<FaceKey> {
        let (stem, weight) = key.split();
        let rank = |k: &FaceKey| {
            let (other, other_weight) = k.split();
            let place = fallback_order(stem).iter().position(|s| *s == other).unwrap_or(usize::MAX);
            (place, other_weight.abs_diff(weight), k.clone())
        };
        let mut others: Vec<FaceKey> = self.keys.iter().filter(|k| *k != key).cloned().collect();
        others.sort_by_key(rank);
        others
    }
}
