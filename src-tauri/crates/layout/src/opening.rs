//! Drop caps (首字下沉): a paragraph's first character stands down several lines, and those lines make room for it.

use crate::composer::{Composer, Set};
use crate::dress::Words;
use crate::ink::{self, Run};
use banxin_geom::{Length, Point};
use banxin_scene::{Item, Paint};
use banxin_text::{FontRequest, HeadlineOptions, Line, Rules, set_headline};
use std::sync::Arc;

/// Most lines that a first character stands down.
const MOST_LINES: u8 = 5;
/// Fewest characters that are left of a line beside the first one.
const LEAST_BESIDE: i64 = 4;

/// A first character that stands down, and the lines that make room for it.
pub(crate) struct Dropped {
    set: Set,
    line: Line,
    size: Length,
    /// Bytes of the text that it is.
    pub bytes: usize,
    /// Lines it stands down.
    pub lines: usize,
    /// What those lines lose of their measure.
    pub taken: Length,
    /// The least measure that leaves text beside it.
    least: Length,
}

/// What follows the first character, set beside it and below it.
pub(crate) struct Beside {
    pub cap: Dropped,
    pub set: Set,
    pub lines: Arc<Vec<Line>>,
}

/// Sets a paragraph with its first character dropped; `None` where it opens as any other: when it does not ask for
/// it, begins with a mark or a number of several figures, or is too short or too narrow.
pub(crate) fn drop_cap(
    composer: &mut Composer,
    words: &Words<'_>,
    font: &FontRequest,
    rules: &Rules,
    measure: Length,
    (cell, leading): (Length, Length),
) -> Option<Beside> {
    let wanted = usize::from(words.opening.map_or(0, |opening| opening.drop_lines).min(MOST_LINES));
    let mut ahead = words.text.chars();
    let first = ahead.next().filter(|ch| wanted > 1 && ch.is_alphanumeric())?;
    // A number is not taken apart.
    if first.is_ascii_digit()
        && ahead.next().is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',' | '%'))
    {
        return None;
    }
    let (cap, rest) = words.split_at(first.len_utf8());
    let size = leading * (wanted as i64 - 1) + cell;
    let plain = Rules { justify: false, ..rules.clone() };
    let set = composer.dress(&cap, &FontRequest { size, ..cap.opening_font(font) }, size, &plain);
    let line = set_headline(&set.prepared, size * 4, &HeadlineOptions::default()).into_iter().next()?;
    // Whole cells, so that the lines beside it stay on the grid of cells.
    let taken = cell * ((line.width + cell - Length::emu(1)).whole(cell));
    let least = taken + cell * LEAST_BESIDE;
    if measure < least {
        return None;
    }
    let below = composer.dress(&rest, font, leading, rules);
    let lines = composer.lines_beside(&below, &[(measure, 1)], (taken, wanted));
    let cap = Dropped { set, line, size, bytes: first.len_utf8(), lines: wanted, taken, least };
    (lines.len() >= wanted).then_some(Beside { cap, set: below, lines })
}

impl Dropped {
    /// Whether it stands in lines that are alike from where it begins: in so many of one measure.
    pub(crate) fn fits(&self, lines: i32, measure: Length) -> bool {
        lines >= self.lines as i32 && measure >= self.least
    }

    /// Appends the character, its square's top at that of the first line.
    pub(crate) fn paint(&self, items: &mut Vec<Item>, x: Length, top: Length) {
        let start = Point::new(x, ink::baseline(top, self.size, self.size));
        ink::line(items, &self.set.prepared, &self.line, start, Run::Across, &Paint::Black);
    }

    /// The same where lines run down: its square's right edge at that of the first line, its top at the tier's.
    pub(crate) fn paint_down(&self, items: &mut Vec<Item>, right: Length, top: Length) {
        let start = Point::new(right - self.size / 2, top);
        ink::line(items, &self.set.prepared, &self.line, start, Run::Down, &Paint::Black);
    }
}
