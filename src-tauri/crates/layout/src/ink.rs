//! Placed lines as items of the display list.

use banxin_geom::{Length, Point};
use banxin_scene::{FaceName, Glyph, GlyphRun, Item, Orientation, Paint};
use banxin_text::{Line, Prepared, place};

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
    let text = prepared.text();
    let mut runs = placed.runs.into_iter().filter(|run| !run.glyphs.is_empty()).peekable();
    let mut from = line.range.start;
    while let Some(piece) = runs.next() {
        // A run stands for all the text up to the next one, so that nothing is lost on extraction.
        let until = runs
            .peek()
            .and_then(|next| next.glyphs.iter().map(|glyph| glyph.cluster as usize).min())
            .filter(|&next| next >= from && next <= line.range.end)
            .unwrap_or(line.range.end);
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
        items.push(Item::Glyphs(GlyphRun {
            face: FaceName(piece.face.as_str().into()),
            size: piece.size,
            scale_x: piece.scale_x_permille,
            orientation: match piece.orientation {
                banxin_text::Orientation::Upright => Orientation::Upright,
                banxin_text::Orientation::Sideways => Orientation::Sideways,
            },
            paint: paint.clone(),
            text: own.into(),
            glyphs,
        }));
        from = until;
    }
}

/// Where the baseline of type of `size` lies when its square is centred in a band at `top` of `height`.
pub(crate) fn baseline(top: Length, height: Length, size: Length) -> Length {
    top + (height - size) / 2 + size.scaled(BASELINE, 1000)
}
