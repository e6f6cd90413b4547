//! How wide a stretch of a paragraph is as a line of its own, and how much it can give or take.

use crate::class::Class;
use crate::prepared::{Atom, GAP_TIER, Prepared, TIERS};
use crate::rules::{Hanging, PunctuationStyle};
use crate::spacing::{is_css, stretch};
use std::ops::Range;

/// The width of a line with its edges trimmed, and the space it can give or take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Width {
    /// Before justification, hyphen included, hung marks left out.
    pub natural: i64,
    /// What the mark at the end can still lose when it must (CSS only; elsewhere it has lost it).
    pub end_give: i64,
    /// What hanging the last mark would free; 0 when it may not hang.
    pub hang: i64,
    /// Whether the last mark hangs whatever the room.
    pub hangs_anyway: bool,
    pub shrink: [i64; TIERS],
    pub stretch: [i64; 2],
    pub gaps: u32,
    /// Two for an ideograph, one for a letter or figure.
    pub substance: u32,
}

impl Width {
    pub(crate) fn total_shrink(&self) -> i64 {
        self.shrink.iter().sum()
    }
}

/// The atoms of a line without the spaces its edges swallow.
pub(crate) fn visible(prepared: &Prepared, atoms: &Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (atoms.start, atoms.end);
    let swallowed =
        |k: usize| matches!(prepared.atoms[k].class, Class::Space | Class::Newline | Class::SoftHyphen);
    while end > start && swallowed(end - 1) {
        end -= 1;
    }
    while start < end && swallowed(start) && atoms.start > 0 {
        start += 1;
    }
    start..end
}

/// What the first atom of a line loses on its left.
pub(crate) fn start_cut(prepared: &Prepared, k: usize) -> i64 {
    let atom = &prepared.atoms[k];
    let opens_paragraph = k == 0 || prepared.atoms[k - 1].class == Class::Newline;
    // CSS `space-first` keeps the blank of an opening mark at the start of the paragraph.
    if opens_paragraph && prepared.rules.style == PunctuationStyle::CssSpaceFirst {
        0
    } else {
        atom.edge_left
    }
}

/// Whether the first atom of the paragraph hangs before its line.
pub(crate) fn hangs_first(prepared: &Prepared, k: usize) -> bool {
    k == 0 && prepared.rules.hanging == Hanging::First && is_opening(&prepared.atoms[k])
}

/// Opening brackets and every quotation mark (CSS Text 3 §9: categories Ps, Pi, Pf, and the straight quotes).
fn is_opening(atom: &Atom) -> bool {
    matches!(atom.class, Class::Open | Class::LatinOpen) || is_quote(atom.ch)
}

/// Closing brackets and every quotation mark (categories Pe, Pi, Pf, and the straight quotes).
fn is_closing(atom: &Atom) -> bool {
    atom.class == Class::Close || matches!(atom.ch, ')' | ']' | '}') || is_quote(atom.ch)
}

fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '\'' | '«' | '»' | '‹' | '›' | '“' | '”' | '‘' | '’' | '„' | '‚' | '‟' | '‛')
}

fn may_hang(prepared: &Prepared, k: usize) -> bool {
    let atom = &prepared.atoms[k];
    let stop =
        matches!(atom.ch, '、' | '，' | '。' | '．' | ',' | '.' | '､' | '｡' | '﹐' | '﹑' | '﹒' | '،' | '۔');
    match prepared.rules.hanging {
        Hanging::None | Hanging::First => false,
        Hanging::Last => k + 1 == prepared.atoms.len() && is_closing(atom),
        Hanging::AllowEnd | Hanging::ForceEnd => stop,
    }
}

/// What a hung mark takes beyond the measure.
pub(crate) fn hung_width(atom: &Atom) -> i64 {
    atom.cell - atom.edge_right - atom.cut_left
}

/// Measures the atoms as a line of their own.
pub(crate) fn measure(prepared: &Prepared, atoms: &Range<usize>) -> Width {
    measure_in(prepared, atoms, i64::MIN)
}

/// Measures the atoms as a line of their own; what it can be compressed by only when it is longer than `room`, for
/// nobody asks for it else.
pub(crate) fn measure_in(prepared: &Prepared, atoms: &Range<usize>, room: i64) -> Width {
    let shown = visible(prepared, atoms);
    if shown.is_empty() {
        return Width::default();
    }
    let (start, end) = (shown.start, shown.end);
    let (first, last) = (&prepared.atoms[start], &prepared.atoms[end - 1]);
    let (a, b) = (&prepared.sums[start], &prepared.sums[end]);
    let mut width = Width {
        natural: b.natural - a.natural,
        gaps: b.gaps - a.gaps,
        substance: b.substance - a.substance,
        ..Width::default()
    };
    let edge_left = start_cut(prepared, start);
    width.natural -= last.gap + last.tracking + edge_left - first.cut_left + last.edge_right - last.cut_right;
    width.gaps -= u32::from(!prepared.joints[end].tight);
    for kind in 0..2 {
        width.stretch[kind] = b.stretch[kind] - a.stretch[kind];
    }
    width.stretch[1] -= stretch(last)[1];
    if is_css(prepared.rules.style)
        && last.class.blank_right()
        && last.edge_right == 0
        && last.cell >= last.em
    {
        width.end_give = last.em / 2;
    }
    if hangs_first(prepared, start) {
        width.natural -= first.cell - edge_left - first.cut_right;
    }
    if end - start > 1 && may_hang(prepared, end - 1) {
        width.hang = hung_width(last);
        width.hangs_anyway = matches!(prepared.rules.hanging, Hanging::ForceEnd | Hanging::Last);
        if width.hangs_anyway {
            width.natural -= width.hang;
        }
    }
    if atoms.end < prepared.atoms.len() && prepared.joints[atoms.end].hyphen {
        width.natural += last.em * prepared.hyphens[usize::from(last.face)].1 / 1000;
    }
    if width.natural > room {
        for tier in 0..TIERS {
            width.shrink[tier] = b.shrink[tier] - a.shrink[tier];
        }
        width.shrink[GAP_TIER] -= last.gap_give();
        // A mark already trimmed at a line's edge has nothing left to give.
        if edge_left > 0 {
            width.shrink[usize::from(first.tier)] -= first.give;
        }
        if last.edge_right > 0 {
            width.shrink[usize::from(last.tier)] -= last.give;
        }
    }
    width
}
