//! A story's text poured into the columns of a package: level, without lone lines, over lines of any measure.

use crate::composer::Composer;
use crate::flow::{self, Leg, Poured, Spot, Unit};
use crate::package::{Flow, Input, Paragraph, Rooms, paragraphs, row_unit, units};
use crate::shape::{Row, Shape};
use banxin_geom::Length;
use banxin_text::{HeadlineOptions, Line, set_headline};
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
const STRAINED: i32 = 3;
/// Most paragraphs set longer or shorter to keep one package's columns clean.
const MOST_STRAINED: usize = 2;
/// Shortest paragraph in lines of which a line more or less is asked.
const LEAST_STRAINED: usize = 3;

/// Most trials of that for one place that looks bad.
const MOST_TRIALS: usize = 6;

/// Whether a crosshead may give its blank line, so that text fits or columns end better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Air {
    Kept,
    MayGive,
}

/// Pours a package's text into its rooms.
pub(crate) fn pour(composer: &mut Composer, input: &Input<'_>, rooms: &Rooms, air: Air) -> Text {
    let paragraphs = paragraphs(composer, input, &rooms.columns, rooms.shape.is_plain());
    let measure = rooms.columns.iter().map(|column| column.measure).min().unwrap_or(input.grid.cell);
    let ways = Ways { legs: &rooms.legs, shape: &rooms.shape, measure, is_plain: rooms.shape.is_plain() };
    let mut text = ways.level(composer, paragraphs);
    for _ in 0..MOST_STRAINED {
        if text.poured.cost == 0 || !text.is_all_placed() {
            break;
        }
        match ways.strain(composer, &text) {
            Some(better) => text = better,
            None => break,
        }
    }
    // It gives only where the text fits by it, or its columns are the better for it.
    let may_give = air == Air::MayGive && !input.link.goes_on;
    if may_give && ways.is_plain && (text.poured.cost > 0 || !text.is_all_placed()) {
        let poured = flow::level(&text.units, &rooms.legs);
        let is_better = poured.cost < text.poured.cost || !text.is_all_placed();
        if poured.spots.len() == text.units.len() && is_better {
            text.poured = poured;
        }
    }
    text
}

/// Where text is poured.
struct Ways<'a> {
    legs: &'a [Leg],
    shape: &'a Shape,
    /// The least measure of a column.
    measure: Length,
    /// Whether every line offers that measure.
    is_plain: bool,
}

impl Ways<'_> {
    fn level(&self, composer: &mut Composer, paragraphs: Vec<Paragraph>) -> Text {
        if !self.is_plain {
            return level_rows(composer, &paragraphs, self.legs, self.shape);
        }
        let (units, of_unit) = units(&paragraphs);
        let poured = flow::level_once(&units, self.legs);
        Text { paragraphs, units, of_unit, poured }
    }

    /// The same text with one paragraph a line longer or shorter, where that makes the columns better.
    fn strain(&self, composer: &mut Composer, text: &Text) -> Option<Text> {
        let mut best: Option<Text> = None;
        let open = self.legs.iter().filter(|leg| leg.bottom > leg.top).count() as i32;
        'trials: for number in text.near_bad() {
            for extra in [-1, 1] {
                let mut paragraphs = text.paragraphs.clone();
                let paragraph = &mut paragraphs[number];
                let lines = composer.lines_and(&paragraph.set, self.measure, paragraph.indent, extra);
                if self.is_plain && lines.len() == paragraph.lines.len() {
                    continue;
                }
                paragraph.lines = lines;
                paragraph.strain = extra;
                let mut tried = self.level(composer, paragraphs);
                tried.poured.cost += STRAINED;
                let limit = best.as_ref().map_or(text.poured.cost, |best| best.poured.cost);
                // A line saved in every column would only leave room that nobody asked for.
                if tried.poured.spare >= open && text.poured.spare < open {
                    continue;
                }
                if tried.is_all_placed() && tried.poured.cost < limit {
                    let is_clean = tried.poured.cost <= STRAINED;
                    best = Some(tried);
                    if is_clean {
                        break 'trials;
                    }
                }
            }
        }
        if let Some(best) = &mut best {
            best.poured.cost -= STRAINED;
        }
        best
    }
}

impl Text {
    /// Paragraphs that may take a line more or less to mend what looks bad, the nearest before it first.
    fn near_bad(&self) -> Vec<usize> {
        let mut found = Vec::new();
        // Columns that end uneven without a bad break do so for a crosshead that had to keep with its text.
        let heads = (0..self.units.len()).filter(|unit| self.units[*unit].keeps_next);
        for bad in self.poured.bad.iter().copied().chain(heads) {
            let mut before = 0;
            for (number, _) in self.of_unit.iter().take(bad + 1).rev() {
                let paragraph = &self.paragraphs[*number];
                let can = paragraph.kind == Flow::Body && paragraph.strain == 0 && paragraph.cap.is_none();
                if can && paragraph.lines.len() >= LEAST_STRAINED && !found.contains(number) {
                    found.push(*number);
                    before += 1;
                }
                if before >= MOST_TRIALS / 2 || found.len() >= MOST_TRIALS {
                    break;
                }
            }
        }
        found
    }
}

/// Pours over lines of different measure, level at the least depth that holds all, left columns taking the extra line.
fn level_rows(composer: &mut Composer, paragraphs: &[Paragraph], legs: &[Leg], shape: &Shape) -> Text {
    let deepest = legs.iter().map(|leg| leg.bottom).max().unwrap_or(0);
    let shallowest = legs.iter().map(|leg| leg.top).min().unwrap_or(0);
    let offered = shape.rows(legs).len();
    let mut at = |depth: i32, shorter: usize| {
        let legs = flow::cut(legs, depth, shorter);
        pour_rows(composer, paragraphs, &legs, shape)
    };
    let mut text = at(deepest, 0);
    if text.is_all_placed() {
        let (mut low, mut high) = (shallowest, deepest);
        while low < high {
            let middle = low + (high - low) / 2;
            let tried = at(middle, 0);
            if tried.is_all_placed() {
                high = middle;
                text = tried;
            } else {
                low = middle + 1;
            }
        }
        for shorter in (1..legs.len()).rev() {
            let tighter = at(low, shorter);
            if tighter.is_all_placed() {
                text = tighter;
                break;
            }
        }
        text.poured.cost += flow::unevenness(&text.poured.ends, legs) * flow::UNEVEN;
    }
    let placed = text.units.iter().take(text.poured.spots.len());
    text.poured.spare = offered as i32 - placed.map(|unit| unit.lines + unit.air).sum::<i32>();
    text
}

/// Pours every paragraph over the lines that come next, each line as long as its place allows.
fn pour_rows(composer: &mut Composer, paragraphs: &[Paragraph], legs: &[Leg], shape: &Shape) -> Text {
    let rows = shape.rows(legs);
    let mut pass = Pass {
        rows: &rows,
        next: 0,
        is_full: false,
        spots: Vec::new(),
        ends: Vec::new(),
        bad: Vec::new(),
        lone: 0,
    };
    pass.ends = legs.iter().map(|leg| leg.top).collect();
    let mut set = paragraphs.to_vec();
    let mut units = Vec::new();
    let mut of_unit = Vec::new();
    for (number, paragraph) in set.iter_mut().enumerate() {
        if paragraph.kind == Flow::Body {
            if let (false, Some(ahead)) =
                (pass.is_full, rows.get(pass.next..).filter(|rows| !rows.is_empty()))
            {
                paragraph.lines = lines_over(composer, paragraph, ahead);
            }
            let count = paragraph.lines.len();
            for line in 0..count {
                let ends = |at: usize| count > 1 && line == at;
                let (is_first, is_last) = (ends(0), ends(count - 1));
                pass.judge(units.len(), is_first, is_last);
                units.push(Unit { lines: 1, air: 0, top: 0, keeps_next: false, is_first, is_last });
                of_unit.push((number, line));
                pass.place(1);
            }
            continue;
        }
        if let Some(row) = &paragraph.row {
            let unit = row_unit(row, number);
            let follows = if unit.keeps_next { 2 } else { 0 };
            let (_, air) = pass.find(units.len(), (unit.air, unit.top, follows), |_| unit.lines);
            units.push(Unit { air, ..unit });
            of_unit.push((number, 0));
            pass.place(unit.lines);
            continue;
        }
        let is_crosshead = paragraph.kind == Flow::Crosshead;
        let follows = if is_crosshead { after(paragraphs, number) } else { 0 };
        let (count, air) = pass.find(units.len(), (i32::from(is_crosshead), 0, follows), |measure| {
            paragraph.lines =
                Arc::new(set_headline(&paragraph.set.prepared, measure, &HeadlineOptions::default()));
            paragraph.lines.len() as i32
        });
        if count == 0 {
            continue;
        }
        units.push(Unit {
            lines: count,
            air,
            top: 0,
            keeps_next: is_crosshead,
            is_first: false,
            is_last: false,
        });
        of_unit.push((number, 0));
        pass.place(count);
    }
    let Pass { spots, ends, bad, lone, .. } = pass;
    let cost = lone * flow::LONE;
    let poured = Poured { spots, ends, spare: 0, cost, bad };
    Text { paragraphs: set, units, of_unit, poured }
}

/// The lines of a paragraph over the rows ahead; asked for as few of them as it can need, so that a paragraph that
/// meets only lines of one measure is set once for all.
fn lines_over(composer: &mut Composer, paragraph: &Paragraph, ahead: &[Row]) -> Arc<Vec<Line>> {
    let mut wanted = paragraph.set.prepared.natural_width() + paragraph.indent;
    let mut measures = Vec::new();
    for row in ahead {
        measures.push(row.measure);
        if wanted < Length::ZERO {
            break;
        }
        // A line holds seven eighths of its measure at the least, or the paragraph is asked again.
        wanted -= row.measure.scaled(7, 8);
    }
    loop {
        let lines = composer.lines_over(&paragraph.set, &measures, paragraph.indent, paragraph.strain);
        if lines.len() <= measures.len() || measures.len() == ahead.len() {
            return lines;
        }
        let longer = (measures.len() * 2).min(ahead.len());
        measures.extend(ahead[measures.len()..longer].iter().map(|row| row.measure));
    }
}

/// Lines that must follow a crosshead in its stretch: two of the text, or all there is.
fn after(paragraphs: &[Paragraph], number: usize) -> i32 {
    let lines: usize = paragraphs.iter().skip(number + 1).take(2).map(|next| next.lines.len()).sum();
    lines.min(2) as i32
}

/// A walk over the rows.
struct Pass<'a> {
    rows: &'a [Row],
    next: usize,
    is_full: bool,
    spots: Vec<Spot>,
    ends: Vec<i32>,
    /// Units next to what looks bad.
    bad: Vec<usize>,
    /// Lone lines at the tops and feet of stretches.
    lone: i32,
}

impl Pass<'_> {
    /// Puts a unit of `count` lines where the walk stands, if there is room.
    fn place(&mut self, count: i32) {
        let Some(row) = self.rows.get(self.next).filter(|_| !self.is_full) else {
            self.is_full = true;
            return;
        };
        self.spots.push(Spot { column: row.column, line: row.line });
        self.ends[row.column] = row.line + count;
        self.next += count as usize;
    }

    /// Notes a paragraph's first line alone at a stretch's foot, and its last alone at a stretch's top.
    fn judge(&mut self, unit: usize, is_first: bool, is_last: bool) {
        let Some(row) = self.rows.get(self.next).filter(|_| !self.is_full) else { return };
        let differs = |other: Option<&Row>| other.is_some_and(|other| other.stretch != row.stretch);
        let before = self.next.checked_sub(1).and_then(|before| self.rows.get(before));
        let is_top = differs(before) && is_last;
        let is_foot = differs(self.rows.get(self.next + 1)) && is_first;
        let is_long = || {
            let first = self.rows.partition_point(|other| other.stretch < row.stretch);
            let after = self.rows.partition_point(|other| other.stretch <= row.stretch);
            (after - first) as i32 >= flow::SHORT_LEG
        };
        if (is_top || is_foot) && is_long() {
            self.lone += 1;
            self.bad.push(unit);
        }
    }

    /// Walks on to where a block stands with its air before it and the lines that must follow it in one stretch;
    /// gives its lines, by `set` over the measure found, and the air.
    fn find(
        &mut self,
        unit: usize,
        (air, top, follows): (i32, i32, i32),
        mut set: impl FnMut(Length) -> i32,
    ) -> (i32, i32) {
        let mut least = 0;
        while let (false, Some(row)) = (self.is_full, self.rows.get(self.next)) {
            let count = set(row.measure);
            least = count;
            let is_top = self.next == 0 || self.rows[self.next - 1].stretch != row.stretch;
            let air = if is_top { top } else { air };
            let left = self.rows[self.next..].iter().take_while(|next| next.stretch == row.stretch).count();
            if air + count + follows <= left as i32 {
                self.next += air as usize;
                return (count, air);
            }
            self.next += left;
            self.bad.push(unit);
        }
        self.is_full = true;
        (if least > 0 { least } else { set(self.rows.last().map_or(Length::ZERO, |row| row.measure)) }, 0)
    }
}
