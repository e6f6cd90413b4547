//! Choosing the lines of a paragraph.

use crate::class::Class;
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
    /// Width as set: the measure, when the line is justified.
    pub width: Length,
    /// Space let in (or, negative, taken out) at each ordinary gap.
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
}

/// The width of the atoms of a line with its edges trimmed, and the space it can give or take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Width {
    pub natural: i64,
    pub shrink: [i64; TIERS],
    pub stretch: [i64; 2],
    pub gaps: u32,
}

/// The atoms of a line without the spaces its edges swallow.
pub(crate) fn visible(prepared: &Prepared, atoms: &Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (atoms.start, atoms.end);
    let swallowed = |k: usize| matches!(prepared.atoms[k].class, Class::Space | Class::Newline);
    while end > start && swallowed(end - 1) {
        end -= 1;
    }
    while start < end && swallowed(start) && atoms.start > 0 {
        start += 1;
    }
    start..end
}

/// Measures atoms `from..to` as a line of their own.
pub(crate) fn measure(prepared: &Prepared, atoms: &Range<usize>) -> Width {
    let shown = visible(prepared, atoms);
    if shown.is_empty() {
        return Width::default();
    }
    let (first, last) = (&prepared.atoms[shown.start], &prepared.atoms[shown.end - 1]);
    let (a, b) = (&prepared.sums[shown.start], &prepared.sums[shown.end]);
    let mut width = Width { natural: b.natural - a.natural, gaps: b.gaps - a.gaps, ..Width::default() };
    width.natural -= last.gap + last.tracking;
    width.natural -= first.edge_left - first.cut_left;
    width.natural -= last.edge_right - last.cut_right;
    width.gaps -= u32::from(!prepared.joints[shown.end].tight);
    for t in 0..TIERS {
        width.shrink[t] = b.shrink[t] - a.shrink[t];
    }
    let first_give = crate::spacing::shrink(first, &prepared.rules);
    let last_give = crate::spacing::shrink(last, &prepared.rules);
    for t in [2, 3, 5] {
        if first.edge_left > 0 {
            width.shrink[t] -= first_give[t];
        }
        if last.edge_right > 0 && (last.edge_left == 0 || shown.len() > 1 || first.edge_left == 0) {
            width.shrink[t] -= last_give[t];
        }
    }
    width.shrink[4] -= last_give[4];
    for t in 0..2 {
        width.stretch[t] = b.stretch[t] - a.stretch[t];
    }
    width.stretch[1] -= crate::spacing::stretch(last)[1];
    width
}

/// The lines of a paragraph: `slots` says what room the k-th line has, `first_indent` what the first leaves free.
///
/// Every byte of the text is in exactly one line. A unit wider than its measure is divided rather than lost.
pub fn set_lines(
    prepared: &Prepared,
    slots: &dyn Fn(usize) -> LineSlot,
    first_indent: Length,
    options: &SetOptions,
) -> Vec<Line> {
    let justify = options.justify.unwrap_or(prepared.rules.justify);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < prepared.atoms.len() {
        let slot = slots(lines.len());
        let indent = slot.indent_start + if start == 0 { first_indent } else { Length::ZERO };
        let room = (slot.measure - indent).to_emu();
        let (end, emergency) = greedy(prepared, start, room, justify);
        lines.push(finish(prepared, start..end, lines.len(), Length::emu(room), indent, justify, emergency));
        start = end;
    }
    lines
}

/// The last break before which the atoms from `start` fit into `room`.
fn greedy(prepared: &Prepared, start: usize, room: i64, justify: bool) -> (usize, bool) {
    let count = prepared.atoms.len();
    let mut best = None;
    let mut fits = start + 1;
    for end in start + 1..=count {
        let width = measure(prepared, &(start..end));
        let shrink: i64 = if justify { width.shrink.iter().sum() } else { 0 };
        if width.natural - shrink <= room {
            fits = end;
            if end == count || prepared.joints[end].allowed() {
                best = Some(end);
            }
        } else if prepared.sums[end].natural - prepared.sums[start].natural > room * 3 {
            break;
        }
        if end < count && prepared.joints[end].cost == Joint::FORCED {
            break;
        }
    }
    best.map_or((fits, true), |end| (end, false))
}

fn finish(
    p: &Prepared,
    atoms: Range<usize>,
    index: usize,
    measure_: Length,
    indent: Length,
    justify: bool,
    emergency: bool,
) -> Line {
    let width = measure(p, &atoms);
    let is_last = atoms.end == p.atoms.len();
    let forced = p.joints[atoms.end].cost == Joint::FORCED;
    let missing = measure_.to_emu() - width.natural;
    let fills = justify && (missing < 0 || !(is_last || forced));
    let byte = |k: usize| p.atoms.get(k).map_or(p.text.len(), |a| a.start as usize);
    let deepest =
        (0..TIERS).find(|t| width.shrink[..=*t].iter().sum::<i64>() >= -missing).map_or(TIERS, |t| t + 1);
    let spread = missing - width.stretch.iter().sum::<i64>();
    let gap = if missing > 0 && fills && width.gaps > 0 { spread.max(0) / i64::from(width.gaps) } else { 0 };
    Line {
        range: byte(atoms.start)..byte(atoms.end),
        index,
        measure: measure_,
        indent,
        natural: Length::emu(width.natural),
        width: if fills { measure_ } else { Length::emu(width.natural) },
        gap: Length::emu(gap),
        tier: if missing < 0 && fills { deepest as u8 } else { 0 },
        is_last,
        hangs: false,
        hyphen: p.joints[atoms.end].hyphen,
        emergency,
        atoms,
    }
}
