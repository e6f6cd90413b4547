//! A story's text poured into the columns of a package: level, without lone lines, over lines of any measure.

use crate::composer::Composer;
use crate::copy::{Flow, Paragraph, paragraphs, units, with_lines};
use crate::flow::{self, Leg, Poured, Unit};
use crate::package::Input;
use crate::rooms::Rooms;
use crate::sheet::Sheet;
use banxin_geom::Length;
use std::sync::Arc;

/// Text in its columns, or as much of it as there is room for.
pub(crate) struct Text {
    pub paragraphs: Vec<Paragraph>,
    pub units: Vec<Unit>,
    /// Which paragraph and line each unit begins with.
    pub of_unit: Vec<(usize, usize)>,
    pub poured: Poured,
}

impl Text {
    /// Whether all of it found room.
    pub(crate) fn is_all_placed(&self) -> bool {
        self.poured.spots.len() == self.units.len()
    }
}

/// What a paragraph set a line longer or shorter than it likes costs, beside [`flow::Poured::cost`].
pub(crate) const STRAINED: i32 = 3;
/// Most paragraphs set longer or shorter to keep one package's columns clean.
pub(crate) const MOST_STRAINED: usize = 2;
/// Shortest paragraph in lines of which a line more or less is asked.
pub(crate) const LEAST_STRAINED: usize = 3;

/// What a blank line under all columns costs, where one line saved made them level.
const BLANK: i32 = 5;

/// Most trials of that for one place that looks bad.
const MOST_TRIALS: usize = 6;

/// Pours a package's text into its rooms.
pub(crate) fn pour(composer: &mut Composer, input: &Input<'_>, rooms: &Rooms) -> Text {
    let is_plain = rooms.shape.is_plain();
    if !is_plain {
        let text = pour_round(composer, input, rooms, true);
        let has_cap = text.paragraphs.iter().any(|paragraph| paragraph.cap.is_some());
        // Where a first character that stands down leaves no room for the rest, it opens as any other.
        return if has_cap && !text.is_all_placed() {
            pour_round(composer, input, rooms, false)
        } else {
            text
        };
    }
    let paragraphs = paragraphs(composer, input, rooms, true);
    let measure = least_measure(input, rooms);
    let mut text = level(&paragraphs, &rooms.legs, flow::level_once);
    let mut strained = vec![false; paragraphs.len()];
    for round in 0..2 * MOST_STRAINED {
        // Uneven columns are worth more trouble than a lone line; there a crosshead's blank line may go as well.
        let is_uneven = text.poured.cost >= flow::UNEVEN;
        if text.poured.cost == 0 || round >= MOST_STRAINED && !is_uneven || !text.is_all_placed() {
            break;
        }
        let way = if is_uneven && !input.link.goes_on { flow::level } else { flow::level_once };
        match strain(composer, &text, (&rooms.legs, way), measure, &mut strained) {
            Some(better) => text = better,
            None => break,
        }
    }
    // A crosshead gives its blank line only where the text fits by it, or its columns are the better for it.
    if !input.link.goes_on && (text.poured.cost > 0 || !text.is_all_placed()) {
        let poured = flow::level(&text.units, &rooms.legs);
        let is_better = poured.cost < text.poured.cost || !text.is_all_placed();
        if poured.spots.len() == text.units.len() && is_better {
            text.poured = poured;
        }
    }
    text
}

/// Whether a package's text has room in it, crossheads keeping their air: what [`pour`] makes of it holds all then.
pub(crate) fn holds(composer: &mut Composer, input: &Input<'_>, rooms: &Rooms) -> bool {
    let is_plain = rooms.shape.is_plain();
    // Tables that would be set as lines have no room yet.
    if rooms.down.is_some() && rooms.tables.is_none() && has_tables(input) {
        return false;
    }
    let mut does = |may_drop: bool| {
        let paragraphs = paragraphs(composer, input, rooms, may_drop);
        let has_cap = paragraphs.iter().any(|paragraph| paragraph.cap.is_some());
        let measure = least_measure(input, rooms);
        let does = match is_plain {
            true => flow::holds(&units(&paragraphs).0, &rooms.legs),
            false => Sheet::new(&paragraphs, &rooms.legs, &rooms.shape, measure).holds(composer),
        };
        (does, has_cap)
    };
    let (with_cap, has_cap) = does(true);
    with_cap || has_cap && !is_plain && does(false).0
}

/// Whether the package shows tables of its story.
fn has_tables(input: &Input<'_>) -> bool {
    input.link.from.is_none()
        && input.parts.iter().any(|(role, words)| role.is_table() && !words.text.trim().is_empty())
}

/// Pours text over lines of different measure.
fn pour_round(composer: &mut Composer, input: &Input<'_>, rooms: &Rooms, may_drop: bool) -> Text {
    let paragraphs = paragraphs(composer, input, rooms, may_drop);
    Sheet::new(&paragraphs, &rooms.legs, &rooms.shape, least_measure(input, rooms)).pour(composer)
}

/// The least measure of a column.
fn least_measure(input: &Input<'_>, rooms: &Rooms) -> Length {
    rooms.columns.iter().map(|column| column.measure).min().unwrap_or(input.grid.cell)
}

/// A way of pouring units into legs.
type Way = fn(&[Unit], &[Leg]) -> Poured;

fn level(paragraphs: &[Paragraph], legs: &[Leg], way: Way) -> Text {
    let (units, of_unit) = units(paragraphs);
    let poured = way(&units, legs);
    Text { paragraphs: paragraphs.to_vec(), units, of_unit, poured }
}

/// The same text with one paragraph a line longer or shorter, where that makes the columns better.
fn strain(
    composer: &mut Composer,
    text: &Text,
    (legs, way): (&[Leg], Way),
    measure: Length,
    strained: &mut [bool],
) -> Option<Text> {
    let open = legs.iter().filter(|leg| leg.bottom > leg.top).count() as i32;
    let can = |number: usize| {
        let paragraph = &text.paragraphs[number];
        let is_free = paragraph.kind == Flow::Body && !strained[number] && paragraph.cap.is_none();
        is_free && paragraph.lines.len() >= LEAST_STRAINED
    };
    let mut numbers = near(text.bad(), can);
    let is_uneven = text.poured.cost >= flow::UNEVEN;
    if is_uneven {
        // The last column is longer by a line when one of the last paragraphs is.
        let last: Vec<usize> = (0..text.paragraphs.len())
            .rev()
            .filter(|number| can(*number) && !numbers.contains(number))
            .collect();
        numbers.extend(last);
        numbers.truncate(2 * MOST_TRIALS);
    }
    let mut limit = text.poured.cost;
    let mut best = None;
    'trials: for number in numbers {
        for extra in [-1, 1] {
            let paragraph = &text.paragraphs[number];
            let lines = composer.lines_and(&paragraph.set, measure, paragraph.indent, extra);
            if lines.len() == paragraph.lines.len() {
                continue;
            }
            let units = with_lines(&text.units, &text.of_unit, number, lines.len());
            let tried = way(&units, legs);
            // A line saved in every column would only leave room that nobody asked for; but columns that end level
            // above a blank line are better than uneven ones.
            let is_blank = tried.spare >= open && text.poured.spare < open;
            if is_blank && !is_uneven {
                continue;
            }
            let cost = tried.cost + if is_blank { BLANK } else { 0 };
            if tried.spots.len() == units.len() && cost + STRAINED < limit {
                limit = cost + STRAINED;
                best = Some((number, lines));
                if cost == 0 {
                    break 'trials;
                }
            }
        }
    }
    let (number, lines) = best?;
    strained[number] = true;
    let mut paragraphs = text.paragraphs.clone();
    paragraphs[number].lines = Arc::clone(&lines);
    Some(level(&paragraphs, legs, way))
}

impl Text {
    /// Paragraphs next to what looks bad.
    fn bad(&self) -> impl Iterator<Item = usize> {
        // Columns that end uneven without a bad break do so for a crosshead that had to keep with its text.
        let heads = (0..self.units.len()).filter(|unit| self.units[*unit].keeps_next);
        self.poured.bad.iter().copied().chain(heads).filter_map(|unit| Some(self.of_unit.get(unit)?.0))
    }
}

/// Paragraphs that may take a line more or less to mend what looks bad, the nearest before it first.
pub(crate) fn near(bad: impl Iterator<Item = usize>, can: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    for bad in bad {
        let mut before = 0;
        for number in (0..=bad).rev() {
            if can(number) && !found.contains(&number) {
                found.push(number);
                before += 1;
            }
            if before >= MOST_TRIALS / 2 || found.len() >= MOST_TRIALS {
                break;
            }
        }
    }
    found
}
