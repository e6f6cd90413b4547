//! A shelf over the tree's own fonts, and pages made by hand.

#![allow(dead_code, reason = "each test file uses its own part")]

use banxin_geom::{Length, Point, Rect, Size};
use banxin_press::PressOptions;
use banxin_scene::{
    Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Picture, Shelf,
};
use skrifa::instance::{LocationRef, Size as FontSize};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The tree's root.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

/// Fonts of the tree and photos given by hand.
#[derive(Default)]
pub struct Drawer {
    pub photos: BTreeMap<String, Vec<u8>>,
}

impl Shelf for Drawer {
    fn face(&self, name: &FaceName) -> Option<FaceFile> {
        let bytes = std::fs::read(root().join(format!("assets/fonts/{}.ttf", name.0))).ok()?;
        Some(FaceFile { bytes: Arc::new(bytes), index: 0 })
    }
    fn photo(&self, hash: &str) -> Option<Bytes> {
        self.photos.get(hash).map(|bytes| Arc::new(bytes.clone()) as Bytes)
    }
}

/// The usual settings with the profile of the tree.
pub fn options() -> PressOptions {
    let profile = std::fs::read(root().join("assets/icc/IFRA26S_2004_newsprint.icc")).expect("in the tree");
    PressOptions::new("版心日报 2026-02-09", profile)
}

/// A length in millimetres.
pub fn mm(value: f64) -> Length {
    Length::mm(value)
}

/// A box in millimetres.
pub fn area(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(mm(x), mm(y), mm(width), mm(height))
}

/// How a test line is set.
pub struct Setting {
    pub face: &'static str,
    pub size: f64,
    pub scale_x: u16,
    pub orientation: Orientation,
    pub paint: Paint,
    /// What is added to each advance, in thousandths of an em.
    pub tracking: f64,
}

impl Default for Setting {
    fn default() -> Self {
        Setting {
            face: "song-400",
            size: 9.0,
            scale_x: 1000,
            orientation: Orientation::Upright,
            paint: Paint::Black,
            tracking: 0.0,
        }
    }
}

/// Type set with the font's advances from `x`, `y` in millimetres.
pub fn run(text: &str, (x, y): (f64, f64), setting: &Setting) -> GlyphRun {
    let name = FaceName(setting.face.into());
    let file = Drawer::default().face(&name).expect("fonts are fetched at set-up");
    let font = FontRef::new((*file.bytes).as_ref()).expect("is a font");
    let metrics = font.glyph_metrics(FontSize::unscaled(), LocationRef::default());
    let em = setting.size * f64::from(setting.scale_x) / 1000.0;
    let mut along = Length::ZERO;
    let mut glyphs = Vec::new();
    for (offset, letter) in text.char_indices() {
        let id = font.charmap().map(letter).unwrap_or_default();
        let units = f64::from(metrics.advance_width(id).unwrap_or(1000.0));
        let advance = Length::pt((units + setting.tracking) / 1000.0 * em);
        let (dx, dy) = match setting.orientation {
            Orientation::Upright => (along, Length::ZERO),
            Orientation::Sideways => (Length::ZERO, along),
        };
        glyphs.push(Glyph {
            id: id.to_u32() as u16,
            x: mm(x) + dx,
            y: mm(y) + dy,
            advance,
            text: offset as u32,
        });
        along += advance;
    }
    GlyphRun {
        face: name,
        size: Length::pt(setting.size),
        scale_x: setting.scale_x,
        orientation: setting.orientation,
        paint: setting.paint.clone(),
        text: text.into(),
        glyphs,
        source: None,
    }
}

/// A photo that fills `frame`.
pub fn photo(hash: &str, frame: Rect, image: Rect, orientation: u8) -> Item {
    Item::Picture(Picture { hash: hash.into(), frame, image, orientation })
}

/// A page of 200 × 140 mm with 3 mm bleed.
pub fn page(number: u32, items: Vec<Item>) -> PageList {
    let bounds = area(0.0, 0.0, 200.0, 140.0);
    PageList {
        number,
        trim: Size::new(mm(200.0), mm(140.0)),
        bleed: mm(3.0),
        type_area: bounds,
        inks: Vec::new(),
        groups: vec![Group::new("package:1".to_owned(), Point::ORIGIN, bounds, items)],
    }
}
