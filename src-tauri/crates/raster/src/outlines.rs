//! Glyph outlines, for the painter here and, as compact bytes, for the window's canvas.
//!
//! The bytes, all little endian: units per em u16, glyph count u16; then for each glyph its index
//! u16, its number of commands u16, and the commands. A command is its kind u8 and coordinates as
//! i16 pairs in font units, y upwards: 0 move (1 pair), 1 line (1), 2 quadratic (control, end),
//! 3 cubic (control, control, end), 4 close (none). A glyph that the face lacks has no commands.

use banxin_scene::FaceFile;
use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};

/// The outlines of `glyphs` as bytes for the window's canvas; see the head of the file for their
/// form. Empty when the face cannot be read.
pub fn outlines(face: &FaceFile, glyphs: &[u16]) -> Vec<u8> {
    let bytes: &[u8] = (*face.bytes).as_ref();
    let Ok(font) = FontRef::from_index(bytes, face.index) else { return Vec::new() };
    let collection = font.outline_glyphs();
    let glyphs = &glyphs[..glyphs.len().min(usize::from(u16::MAX))];
    let mut out = Vec::with_capacity(glyphs.len() * 400);
    out.extend_from_slice(&units_per_em(&font).to_le_bytes());
    out.extend_from_slice(&(glyphs.len() as u16).to_le_bytes());
    for &glyph in glyphs {
        let mut pen = BytePen::default();
        draw(&collection, glyph, &mut pen);
        out.extend_from_slice(&glyph.to_le_bytes());
        out.extend_from_slice(&pen.count.to_le_bytes());
        out.extend_from_slice(&pen.bytes);
    }
    out
}

fn units_per_em(font: &FontRef) -> u16 {
    font.metrics(Size::unscaled(), LocationRef::default()).units_per_em
}

fn draw(collection: &OutlineGlyphCollection, glyph: u16, pen: &mut impl OutlinePen) {
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    if let Some(outline) = collection.get(GlyphId::from(glyph)) {
        // A broken outline leaves what it drew so far: a damaged glyph shows, and nothing stops.
        let _metrics = outline.draw(settings, pen);
    }
}

/// The outlines of one face as paths in font units, each built once.
pub(crate) struct FaceOutlines<'a> {
    collection: OutlineGlyphCollection<'a>,
    paths: FxHashMap<u16, Option<Path>>,
    /// Font units in one em.
    pub(crate) units_per_em: f32,
}

impl<'a> FaceOutlines<'a> {
    /// The outlines of a face, or `None` when its file is not a font.
    pub(crate) fn new(bytes: &'a [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let units_per_em = f32::from(units_per_em(&font).max(1));
        Some(FaceOutlines { collection: font.outline_glyphs(), paths: FxHashMap::default(), units_per_em })
    }

    /// The path of a glyph in font units, y upwards; `None` when there is nothing to paint.
    pub(crate) fn path(&mut self, glyph: u16) -> Option<&Path> {
        let collection = &self.collection;
        self.paths
            .entry(glyph)
            .or_insert_with(|| {
                let mut pen = PathPen(PathBuilder::new());
                draw(collection, glyph, &mut pen);
                pen.0.finish()
            })
            .as_ref()
    }
}

struct PathPen(PathBuilder);

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, ay, bx, by, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

#[derive(Default)]
struct BytePen {
    count: u16,
    bytes: Vec<u8>,
}

impl BytePen {
    fn command(&mut self, kind: u8, coordinates: &[f32]) {
        if self.count == u16::MAX {
            return;
        }
        self.count += 1;
        self.bytes.push(kind);
        for value in coordinates {
            self.bytes.extend_from_slice(&(value.round() as i16).to_le_bytes());
        }
    }
}

impl OutlinePen for BytePen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command(0, &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.command(1, &[x, y]);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.command(2, &[cx, cy, x, y]);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.command(3, &[ax, ay, bx, by, x, y]);
    }
    fn close(&mut self) {
        self.command(4, &[]);
    }
}
