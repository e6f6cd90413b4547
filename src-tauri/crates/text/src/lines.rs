//! The lines of a paragraph: what room they have, how they are chosen, and what came of it.

use crate::cost::indent_share;
use crate::fit::{Chosen, Rooms, first_fit, total_fit};
use crate::measure::measure;
use crate::place::Memo;
use crate::prepared::{Joint, Prepared, TIERS};
use crate::rules::Fit;
use banxin_geom::Length;
use std::ops::Range;

/// The room for one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LineSlot {
    /// The inline extent that the line fills.
    pub measure: Length,
    /// How far in from the start of the slot the line begins; taken out of the measure.
    pub indent_start: Length,
}

impl LineSlot {
    /// A slot of `measure` without an indent.
    pub const fn plain(measure: Length) -> Self {
        LineSlot { measure, indent_start: Length::ZERO }
    }
}

/// How lines are chosen, where that differs from the paragraph's own rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SetOptions {
    /// Overrides the rules' way of choosing lines.
    pub fit: Option<Fit>,
    /// Overrides whether lines fill their measure.
    pub justify: Option<bool>,
    /// Lines wanted beyond (or, negative, short of) the best number; kept to where the text allows it.
    pub extra_lines: i8,
}

/// One line, as chosen; `place` turns it into glyphs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Bytes of the paragraph's text that the line holds, swallowed spaces included.
    pub range: Range<usize>,
    /// Which line of the paragraph this is, from 0.
    pub index: usize,
    /// Extent the line may fill, after its indent.
    pub measure: Length,
    /// How far in from the slot's start the line begins.
    pub indent: Length,
    /// Width before justification, after trimming at the edges.
    pub natural: Length,
    /// Width as set: the measure, when the line is justified. Hung marks are left out.
    pub width: Length,
    /// Space let in at each ordinary gap.
    pub gap: Length,
    /// How deep compression went: 0 none, then the tiers in the order in which they give way.
    pub tier: u8,
    /// Whether the paragraph ends here.
    pub is_last: bool,
    /// Whether the last mark stands outside the measure.
    pub hangs: bool,
    /// Whether a hyphen is set at the end.
    pub hyphen: bool,
    /// Whether no permitted break was to be had, so that a unit had to be divided.
    pub emergency: bool,
    pub(crate) atoms: Range<usize>,
    /// What the mark at the end loses beyond its edge (CSS styles only).
    pub(crate) end_cut: i64,
    pub(crate) placed: Memo,
}

/// More lines than any paragraph's slots are asked for before the last slot is taken to repeat.
const MOST_SLOTS: usize = 4096;

/// The lines of a paragraph: `slots` says what room the k-th line has, `first_indent` what the first leaves free.
///
/// Every byte of the text is in exactly one line. A unit wider than its measure is divided rather than lost.
pub fn set_lines(
    prepared: &Prepared,
    slots: &dyn Fn(usize) -> LineSlot,
    first_indent: Length,
    options: &SetOptions,
) -> Vec<Line> {
    if prepared.is_empty() {
        return Vec::new();
    }
    let justify = options.justify.unwrap_or(prepared.rules.justify);
    let indent = |line: usize| slots(line).indent_start + if line == 0 { first_indent } else { Length::ZERO };
    let room = |line: usize| (slots(line).measure - indent(line)).to_emu();
    let em = prepared.atoms.first().map_or(0, |a| a.em);
    let blanks = if em > 0 { (first_indent.to_emu() / em).clamp(0, 4) } else { 0 };
    let rooms = Rooms { rooms: probe(prepared, &room), blanks };
    let fill = if justify { Fill::AllButLast } else { Fill::None };
    let chosen = match options.fit.unwrap_or(prepared.rules.fit) {
        Fit::Total => total_fit(prepared, &rooms, justify, i64::from(options.extra_lines)),
        Fit::First => first_fit(prepared, &rooms, justify),
    };
    let finished = chosen.iter().enumerate();
    finished.map(|(k, c)| finish(prepared, c, k, &rooms, indent(k), fill)).collect()
}

/// The rooms of as many lines as the text can possibly take.
fn probe(prepared: &Prepared, room: &dyn Fn(usize) -> i64) -> Vec<i64> {
    let wanted = prepared.natural_width().to_emu() * 2;
    let mut rooms = vec![room(0)];
    let mut sum = 0;
    while sum <= wanted && rooms.len() < MOST_SLOTS {
        let next = room(rooms.len());
        sum += next.max(1);
        rooms.push(next);
    }
    rooms
}

/// Which lines fill their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    None,
    AllButLast,
    Every,
}

/// Works out what a chosen line comes to.
pub(crate) fn finish(
    p: &Prepared,
    chosen: &Chosen,
    index: usize,
    rooms: &Rooms,
    indent: Length,
    fill: Fill,
) -> Line {
    let room = rooms.at(index);
    let width = measure(p, &chosen.atoms);
    let end = chosen.atoms.end;
    let is_last = end == p.atoms.len();
    let forced = p.joints[end].cost == Joint::FORCED;
    let mut natural = width.natural;
    if chosen.hangs && !width.hangs_anyway {
        natural -= width.hang;
    }
    let end_cut = (natural - room).clamp(0, width.end_give);
    // The mark gives its whole blank or none of it.
    let end_cut = if end_cut > 0 { width.end_give } else { 0 };
    natural -= end_cut;
    let missing = room - natural;
    let easy: i64 = width.stretch.iter().sum();
    let wanted = match fill {
        Fill::None => false,
        Fill::AllButLast => !is_last && !forced,
        Fill::Every => true,
    };
    let justify = fill != Fill::None;
    let takes = wanted && missing > 0 && (width.gaps > 0 || easy >= missing);
    let gives = missing < 0 && width.total_shrink() >= -missing;
    let fills = justify && (missing == 0 || takes || gives);
    let deepest =
        (0..TIERS).find(|t| width.shrink[..=*t].iter().sum::<i64>() >= -missing).map_or(TIERS, |t| t + 1);
    let rest = (missing - easy).max(0);
    let spaced = takes && width.gaps > 0;
    let em = p.atoms[chosen.atoms.start].em;
    let blanks = if index == 0 { rooms.blanks } else { 0 };
    let moved = if spaced { indent_share(rest, i64::from(width.gaps), em, blanks) } else { 0 };
    let gap = if spaced { (rest - moved) / i64::from(width.gaps) } else { 0 };
    let (room, indent) = (Length::emu(room - moved), indent + Length::emu(moved));
    let byte = |k: usize| p.atoms.get(k).map_or(p.text.len(), |a| a.start as usize);
    Line {
        range: byte(chosen.atoms.start)..byte(end),
        index,
        measure: room,
        indent,
        natural: Length::emu(natural),
        width: if fills { room } else { Length::emu(natural) },
        gap: Length::emu(gap),
        tier: if gives && justify { deepest as u8 } else { 0 },
        is_last,
        hangs: chosen.hangs,
        hyphen: p.joints[end].hyphen && !is_last,
        emergency: chosen.emergency,
        atoms: chosen.atoms.clone(),
        end_cut,
        placed: Memo::default(),
    }
}
