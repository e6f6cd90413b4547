//! Where a caret can stand in the type of a package: the lines as they were set, each with the places between its
//! characters.

use banxin_geom::{Length, Point, Rect};
use banxin_scene::{GlyphRun, Group, Item};

/// Height of the square of a character over its baseline, in thousandths.
const ABOVE: i64 = crate::ink::BASELINE;

/// A line of a part of a story as it stands in its package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// The part (paragraph) of the story, from 0, in the story's own order.
    pub part: u32,
    /// The line of that part, from 0.
    pub line: u32,
    /// Whether it runs downwards.
    pub is_down: bool,
    /// Where it lies, from the package's corner: as long as its characters and as high as their squares.
    pub area: Rect,
    /// Where a caret can stand, in order: before each character, and after the last.
    pub stops: Vec<Stop>,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stop {
    /// Bytes of the part before it.
    pub at: u32,
    /// How far along the line's own direction it lies, from the package's corner.
    pub place: Length,
}

/// The lines of a package's group that show words of its story, in reading order.
pub fn text_lines(group: &Group) -> Vec<TextLine> {
    let mut lines: Vec<TextLine> = Vec::new();
    for item in &group.items {
        let Item::Glyphs(run) = item else { continue };
        let Some(source) = run.source else { continue };
        let is_same = |line: &TextLine| (line.part, line.line) == (source.part, source.line);
        if !lines.last().is_some_and(is_same) {
            let (part, line, is_down) = (source.part, source.line, source.is_down);
            lines.push(TextLine { part, line, is_down, area: Rect::default(), stops: Vec::new() });
        }
        if let Some(line) = lines.last_mut() {
            add(line, run);
        }
    }
    lines
}

/// Takes a run into its line: its stops, and the room that its squares need.
fn add(line: &mut TextLine, run: &GlyphRun) {
    let (Some(source), Some(first)) = (run.source, run.glyphs.first()) else { return };
    let base = Point::new(first.x - source.lead.x, first.y - source.lead.y);
    let mut place = if source.is_down { base.y } else { base.x };
    // Between two runs the end of the one is the beginning of the other.
    line.stops.pop();
    let begins = place;
    let mut last = None;
    for glyph in &run.glyphs {
        if last != Some(glyph.text) {
            line.stops.push(Stop { at: source.at + glyph.text, place });
            last = Some(glyph.text);
        }
        place += glyph.advance;
    }
    let ends = u32::try_from(run.text.len()).unwrap_or(u32::MAX);
    line.stops.push(Stop { at: source.at.saturating_add(ends), place });
    line.stops.sort();
    line.stops.dedup_by_key(|stop| stop.at);
    let square = if source.is_down {
        Rect::new(base.x - run.size / 2, begins, run.size, place - begins)
    } else {
        Rect::new(begins, base.y - run.size.scaled(ABOVE, 1000), place - begins, run.size)
    };
    line.area = if line.area.is_empty() { square } else { around(line.area, square) };
}

fn around(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
}
