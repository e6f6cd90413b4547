//! What can stand in a display list: glyphs, paths and pictures, with their ink.

use banxin_geom::{Length, Point, Rect};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The name under which painters find a font face, such as `song-400`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FaceName(pub Arc<str>);

impl fmt::Debug for FaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Ink on paper. Amounts are per mille of full coverage, 0 to 1000.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paint {
    /// Black ink alone, full and overprinting: all text unless it is told otherwise.
    Black,
    /// Black ink alone at a tint, overprinting nothing.
    Gray(u16),
    /// The four process inks: cyan, magenta, yellow, black.
    Cmyk([u16; 4]),
    /// A spot ink by name, at a tint.
    Spot {
        /// The ink's name as the plant knows it.
        ink: Arc<str>,
        /// Amount of that ink.
        tint: u16,
    },
}

impl Paint {
    /// An amount of one ink, per mille, by the name under which callers ask for its plate.
    pub fn of_ink(name: &str, amount: u16) -> Paint {
        let channel = ["c", "m", "y"].iter().position(|own| *own == name);
        match channel {
            Some(channel) => Paint::Cmyk(std::array::from_fn(|at| if at == channel { amount } else { 0 })),
            None if name == "k" && amount >= 1000 => Paint::Black,
            None if name == "k" => Paint::Gray(amount),
            None => Paint::Spot { ink: name.into(), tint: amount },
        }
    }
}

/// How the glyphs of a run stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// Upright, as in all horizontal lines and for Han in vertical ones.
    #[default]
    Upright,
    /// Turned a quarter clockwise, as Latin words are in vertical lines.
    Sideways,
}

/// One glyph at its exact place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Glyph {
    /// Glyph index in the run's face.
    pub id: u16,
    /// Origin of the glyph (left end of its baseline), from the left edge of the group.
    pub x: Length,
    /// Baseline, from the top edge of the group.
    pub y: Length,
    /// Advance as set, after trimming and filling; where the next glyph begins.
    pub advance: Length,
    /// Byte offset in the run's text of the first character this glyph stands for; glyphs of one
    /// cluster share it.
    pub text: u32,
}

/// Which words of a story a run was set from: what a caret needs to stand between its glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The part (paragraph) of the story, from 0, in the story's own order.
    pub part: u32,
    /// The line of that part, from 0.
    pub line: u32,
    /// Where the run's text begins in the part's, in bytes.
    pub at: u32,
    /// Whether the line runs downwards.
    pub is_down: bool,
    /// From where the first character's cell begins on the line's base (its middle, when it runs downwards) to
    /// the origin of the first glyph.
    pub lead: Point,
}

/// Glyphs of one face, size and ink that follow each other in the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GlyphRun {
    /// The face that the glyph indices belong to.
    pub face: FaceName,
    /// Em size.
    pub size: Length,
    /// Horizontal scale in per mille: 1000 as drawn, 900 for type set 90 % wide (扁).
    pub scale_x: u16,
    /// How the glyphs stand.
    pub orientation: Orientation,
    /// The ink.
    pub paint: Paint,
    /// The characters that the glyphs stand for, in reading order.
    pub text: Arc<str>,
    /// The glyphs, in reading order.
    pub glyphs: Vec<Glyph>,
    /// The words of a story that it shows; none where the page itself speaks, as in the folio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl GlyphRun {
    /// Whether there is anything to paint: glyphs, of some size.
    pub fn is_visible(&self) -> bool {
        !self.glyphs.is_empty() && self.size > Length::ZERO && self.scale_x > 0
    }
}

/// One step of an outline, in the group's coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PathStep {
    /// Begin a new contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Back to where the contour began.
    Close,
}

impl PathStep {
    /// The same step moved by `offset`.
    #[must_use]
    pub fn moved(self, offset: Point) -> Self {
        match self {
            PathStep::Move(to) => PathStep::Move(to + offset),
            PathStep::Line(to) => PathStep::Line(to + offset),
            PathStep::Curve(first, second, to) => {
                PathStep::Curve(first + offset, second + offset, to + offset)
            }
            PathStep::Close => PathStep::Close,
        }
    }
}

/// A line drawn along a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stroke {
    /// Ink of the line.
    pub paint: Paint,
    /// Thickness of the line.
    pub width: Length,
    /// Dash and gap lengths by turns; empty for a solid line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dash: Vec<Length>,
}

/// A filled or stroked path: rules, boxes, tints.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shape {
    /// The outline.
    pub path: Vec<PathStep>,
    /// Ink of the inside, by the non-zero rule.
    pub fill: Option<Paint>,
    /// Line along the outline.
    pub stroke: Option<Stroke>,
}

impl Shape {
    /// A filled upright box.
    pub fn filled(area: Rect, paint: Paint) -> Self {
        Shape { path: Self::outline(area), fill: Some(paint), stroke: None }
    }

    /// An upright box drawn as a line of `width` whose middle runs along the edges of `area`.
    pub fn framed(area: Rect, paint: Paint, width: Length) -> Self {
        Shape {
            path: Self::outline(area),
            fill: None,
            stroke: Some(Stroke { paint, width, dash: Vec::new() }),
        }
    }

    /// A straight line.
    pub fn line(from: Point, to: Point, paint: Paint, width: Length) -> Self {
        Shape {
            path: vec![PathStep::Move(from), PathStep::Line(to)],
            fill: None,
            stroke: Some(Stroke { paint, width, dash: Vec::new() }),
        }
    }

    fn outline(area: Rect) -> Vec<PathStep> {
        vec![
            PathStep::Move(Point::new(area.x, area.y)),
            PathStep::Line(Point::new(area.right(), area.y)),
            PathStep::Line(Point::new(area.right(), area.bottom())),
            PathStep::Line(Point::new(area.x, area.bottom())),
            PathStep::Close,
        ]
    }
}

/// A photo in its frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// SHA-256 of the photo's file, in lower-case hex: how painters find its bytes.
    pub hash: Arc<str>,
    /// What is seen: the picture is clipped to this box.
    pub frame: Rect,
    /// Where the whole upright picture would lie; it covers `frame`.
    pub image: Rect,
    /// EXIF orientation, 1 to 8, by which the stored pixels must be turned to stand upright.
    pub orientation: u8,
}

/// What the key of a picture ends with that is shown in grey.
const GREY: &str = ".grey";

impl Picture {
    /// The same picture in grey, as a page without the four inks shows it: its key says so to whoever decodes it.
    #[must_use]
    pub fn in_grey(&self) -> Picture {
        let leaf = if self.hash.contains('@') { "" } else { "@1.trim" };
        Picture { hash: format!("{}{leaf}{GREY}", self.hash).into(), ..self.clone() }
    }

    /// Whether a key means a photo that is kept under another one, be it shown in grey or not.
    pub fn is_key_of(key: &str, kept: &str) -> bool {
        let plain = key.strip_suffix(GREY).unwrap_or(key);
        plain == kept || plain.strip_suffix("@1.trim") == Some(kept)
    }
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// Type; shared, so that what stands where it stood is neither made nor copied again.
    Glyphs(Arc<GlyphRun>),
    /// Rules, boxes and tints.
    Shape(Shape),
    /// A photo.
    Picture(Picture),
}

impl From<GlyphRun> for Item {
    fn from(run: GlyphRun) -> Item {
        Item::Glyphs(Arc::new(run))
    }
}
