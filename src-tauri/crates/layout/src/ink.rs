//! Placed lines as items of the display list.

use crate::dress::{self, Origin};
use crate::stroke::ellipse;
use banxin_geom::{Length, Point, Rect};
use banxin_scene::{FaceName, Glyph, GlyphRun, Item, Orientation, Paint, Shape, Source};
use banxin_text::{Line, PlacedDot, PlacedRun, PlacedUnderline, Prepared, place};
use std::ops::Range;
use std::sync::Arc;

/// Height of the baseline within the square of a Han character, in thousandths from its top.
pub(crate) const BASELINE: i64 = 880;

/// Which way a line runs from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// To the right, from the left end of its baseline.
    Across,
    /// Downwards, from the top of its middle line.
    Down,
}

/// Appends a line of a story, whose runs then say which words of the copy they show.
pub(crate) fn copy(
    items: &mut Vec<Item>,
    prepared: &Prepared,
    set: &Line,
    start: Point,
    run: Run,
    paint: &Paint,
    origin: Origin,
) {
    let first = items.len();
    line(items, prepared, set, start, run, paint);
    let Some(part) = origin.part else { return };
    let (mut at, end) = (origin.at + set.range.start, origin.at + set.range.end);
    let mut cell = start;
    for item in items.iter_mut().skip(first) {
        let Item::Glyphs(piece) = item else { continue };
        let Some(first) = piece.glyphs.first().map(|glyph| Point::new(glyph.x, glyph.y)) else { continue };
        // What is set beside the line, such as its ruby, comes after all of its own words.
        if at >= end {
            break;
        }
        Arc::make_mut(piece).source = Some(Source {
            part,
            line: u32::try_from(set.index).unwrap_or(u32::MAX),
            at: u32::try_from(at).unwrap_or(u32::MAX),
            is_down: run == Run::Down,
            lead: Point::new(first.x - cell.x, first.y - cell.y),
        });
        at += piece.text.len();
        let advance: Length = piece.glyphs.iter().map(|glyph| glyph.advance).sum();
        match run {
            Run::Across => cell.x += advance,
            Run::Down => cell.y += advance,
        }
    }
}

/// Appends a line whose start lies at `start`.
pub(crate) fn line(
    items: &mut Vec<Item>,
    prepared: &Prepared,
    line: &Line,
    start: Point,
    run: Run,
    paint: &Paint,
) {
    let placed = place(prepared, line);
    for underline in &placed.underlines {
        items.push(under(underline, start, run, paint));
    }
    items.extend(placed.dots.iter().map(|own| dot(own, start, run, paint)));
    pieces(items, prepared.text(), line.range.clone(), &placed.runs, start, run, paint);
    for small in &placed.ruby {
        let whole = 0..small.text.len();
        pieces(items, &small.text, whole, &small.runs, start, run, paint);
    }
}

/// Appends the glyphs of `range` of a text.
fn pieces(
    items: &mut Vec<Item>,
    text: &str,
    range: Range<usize>,
    runs: &[PlacedRun],
    start: Point,
    run: Run,
    paint: &Paint,
) {
    let mut runs = runs.iter().filter(|run| !run.glyphs.is_empty()).peekable();
    let mut from = range.start;
    while let Some(piece) = runs.next() {
        // A run stands for all the text up to the next one, so that nothing is lost on extraction.
        let until = runs
            .peek()
            .and_then(|next| next.glyphs.iter().map(|glyph| glyph.cluster as usize).min())
            .filter(|&next| next >= from && next <= range.end)
            .unwrap_or(range.end);
        let own = text.get(from..until).unwrap_or_default();
        let glyphs = piece
            .glyphs
            .iter()
            .map(|glyph| {
                let (x, y) = match run {
                    Run::Across => (start.x + glyph.inline, start.y + glyph.block),
                    Run::Down => (start.x + glyph.block, start.y + glyph.inline),
                };
                let text = (glyph.cluster as usize).saturating_sub(from).min(own.len());
                Glyph { id: glyph.glyph, x, y, advance: glyph.advance, text: text as u32 }
            })
            .collect();
        items.push(Item::from(GlyphRun {
            face: FaceName(piece.face.shared()),
            size: piece.size,
            scale_x: piece.scale_x_permille,
            orientation: match piece.orientation {
                banxin_text::Orientation::Upright => Orientation::Upright,
                banxin_text::Orientation::Sideways => Orientation::Sideways,
            },
            paint: dress::paint(piece.tag, paint),
            text: own.into(),
            glyphs,
            source: None,
        }));
        from = until;
    }
}

/// Distance of dots from the square of their character, their radius, and the thickness of underlines, in
/// thousandths of an em.
const DOT_BELOW: i64 = 110;
const DOT_RADIUS: i64 = 62;
const RULE_BELOW: i64 = 90;
const RULE_WIDTH: i64 = 50;

/// A point `inline` along a line and `below` the squares of its characters of `size`: at their right in a vertical
/// line, or at their left with `is_left`.
fn beside(start: Point, run: Run, inline: Length, size: Length, below: Length, is_left: bool) -> Point {
    match run {
        Run::Across => Point::new(start.x + inline, start.y + size.scaled(1000 - BASELINE, 1000) + below),
        Run::Down if is_left => Point::new(start.x - size / 2 - below, start.y + inline),
        Run::Down => Point::new(start.x + size / 2 + below, start.y + inline),
    }
}

/// 着重号: a round dot.
fn dot(own: &PlacedDot, start: Point, run: Run, paint: &Paint) -> Item {
    let middle = beside(start, run, own.inline, own.size, own.size.scaled(DOT_BELOW, 1000), false);
    let radius = own.size.scaled(DOT_RADIUS, 1000);
    let path = ellipse(Rect::new(middle.x - radius, middle.y - radius, radius * 2, radius * 2));
    Item::Shape(Shape { path, fill: Some(dress::paint(own.tag, paint)), stroke: None })
}

/// 专名号: a line that leaves a little at both its ends, so that it does not touch its neighbour's.
fn under(own: &PlacedUnderline, start: Point, run: Run, paint: &Paint) -> Item {
    let (below, short) = (own.size.scaled(RULE_BELOW, 1000), own.size.scaled(RULE_WIDTH, 1000));
    let from = beside(start, run, own.from + short, own.size, below, true);
    let to = beside(start, run, (own.to - short).max(own.from + short), own.size, below, true);
    Item::Shape(Shape::line(from, to, dress::paint(own.tag, paint), own.size.scaled(RULE_WIDTH, 1000)))
}

/// Where the baseline of type of `size` lies when its square is centred in a band at `top` of `height`.
pub(crate) fn baseline(top: Length, height: Length, size: Length) -> Length {
    top + (height - size) / 2 + size.scaled(BASELINE, 1000)
}
