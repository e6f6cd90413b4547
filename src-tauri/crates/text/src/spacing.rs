//! How wide marks are beside each other and at line edges, and which space gives way first.

use crate::class::Class;
use crate::prepared::{Atom, TIERS};
use crate::rules::{PunctuationStyle, Rules};

/// Sets the cuts, edges and gaps of every atom from its neighbours and the punctuation style.
pub(crate) fn space_out(atoms: &mut [Atom], rules: &Rules) {
    for atom in atoms.iter_mut() {
        base_cuts(atom, rules.style);
    }
    for k in 1..atoms.len() {
        let (head, tail) = atoms.split_at_mut(k);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first_mut()) else { continue };
        trim_pair(a, b, rules.style);
        a.gap = gap_between(a, b, rules);
    }
}

/// Half an em, what a full-width mark can lose on its blank side.
fn half(atom: &Atom) -> i64 {
    atom.em / 2
}

fn base_cuts(atom: &mut Atom, style: PunctuationStyle) {
    use PunctuationStyle::{Banjiao, CssNormal, CssSpaceFirst, Hangmo, Kaiming, Plain, Quanjiao};
    if !atom.class.is_mark() || atom.cell < atom.em {
        return;
    }
    let half = half(atom);
    let ends_sentence = matches!(atom.class, Class::Stop | Class::Exclaim);
    let always = match style {
        Banjiao => true,
        Kaiming => !ends_sentence,
        Quanjiao | Hangmo | Plain | CssNormal | CssSpaceFirst => false,
    };
    let cut = if always { half } else { 0 };
    let (start_edge, end_edge) = match style {
        // GB/T 15834 §5.1.10: a mark at the line's end always takes half a cell.
        Quanjiao | Kaiming | Banjiao => (half, half),
        Hangmo => (0, half),
        CssSpaceFirst => (half, 0),
        Plain | CssNormal => (0, 0),
    };
    if atom.class.blank_right() {
        (atom.cut_right, atom.edge_right) = (cut, end_edge);
    } else {
        (atom.cut_left, atom.edge_left) = (cut, start_edge);
    }
}

/// Adjacent marks share one blank half (clreq §3.1.6.1): the pair takes one and a half ems.
fn trim_pair(a: &mut Atom, b: &mut Atom, style: PunctuationStyle) {
    use PunctuationStyle::{Hangmo, Plain};
    if matches!(style, Plain | Hangmo) {
        return;
    }
    let full = |x: &Atom| x.class.is_mark() && x.cell >= x.em;
    match (a.class, b.class) {
        (Class::Open, Class::Open) if full(b) => b.cut_left = half(b),
        (x, Class::Open) if x.blank_right() && full(a) && full(b) => b.cut_left = half(b),
        (x, y) if x.blank_right() && full(a) && (y.blank_right() || y == Class::Middle) => {
            a.cut_right = half(a)
        }
        (Class::Middle, Class::Open) if full(b) => b.cut_left = half(b),
        _ => {}
    }
}

/// The gap between Chinese and Latin or figures; none beside Chinese marks.
fn gap_between(a: &Atom, b: &Atom, rules: &Rules) -> i64 {
    let joins = (a.class == Class::Han && b.class.is_proportional())
        || (a.class.is_proportional() && b.class == Class::Han);
    if joins { a.em.min(b.em) * i64::from(rules.cjk_latin_gap_permille.min(500)) / 1000 } else { 0 }
}

/// What an atom and the gap after it can give up, by tier, in the order the tiers give way.
pub(crate) fn shrink(atom: &Atom, rules: &Rules) -> [i64; TIERS] {
    let mut give = [0; TIERS];
    let left = (half(atom) - atom.cut_left - atom.cut_right).max(0);
    match atom.class {
        Class::Space => give[0] = (atom.cell - atom.em / 4).max(0),
        Class::Middle => give[1] = (atom.cell / 2).min(atom.em / 4),
        Class::Open | Class::Close if atom.cell >= atom.em => give[2] = left,
        Class::Comma if atom.cell >= atom.em => give[3] = left,
        Class::Stop | Class::Exclaim if atom.cell >= atom.em && rules.style != PunctuationStyle::Kaiming => {
            give[5] = left
        }
        _ => {}
    }
    give[4] = (atom.gap - atom.em / 8).max(0);
    if rules.style == PunctuationStyle::Plain {
        (give[2], give[3], give[5]) = (0, 0, 0);
    }
    give
}

/// What a word space and a CJK–Latin gap can take before the other gaps do: up to half an em.
pub(crate) fn stretch(atom: &Atom) -> [i64; 2] {
    let space = if atom.class == Class::Space { (atom.em / 2 - atom.cell).max(0) } else { 0 };
    let gap = if atom.gap > 0 { (atom.em / 2 - atom.gap).max(0) } else { 0 };
    [space, gap]
}
