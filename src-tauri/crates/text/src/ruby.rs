//! Words set small above others (注音): shaped with their paragraph, so that what they annotate makes room for them.

use crate::class::Class;
use crate::fit::{Chosen, Rooms};
use crate::fonts::{FontBook, FontRequest};
use crate::lines::{Fill, finish};
use crate::place::{Cell, PlacedRuby, place};
use crate::prepared::{Atom, AtomGlyph, Prepared, Ruby, Span};
use crate::rules::{Axis, Hanging, Rules};
use crate::shape::shape;
use banxin_geom::Length;
use std::ops::Range;
use std::sync::Arc;

/// Size of ruby in thousandths of what it stands over: a little under the half of JLREQ §3.3.3, as the leading of
/// newspapers is close.
const SIZE: i64 = 460;
/// Least distance between the ruby of neighbours, in thousandths of its own size.
const APART: i64 = 180;
/// Where the square of a Han character ends above its baseline, in thousandths of its em.
const TOP: i64 = 880;

/// The words of a span's ruby: one for each of `count` characters, or one for all of them.
fn words(ruby: &str, count: usize) -> Vec<&str> {
    let parts: Vec<&str> = ruby.split_whitespace().collect();
    if parts.len() == count && count > 1 { parts } else { vec![ruby.trim()] }
}

/// Keeps spans together that one ruby stands over as a whole.
pub(crate) fn keep_groups(text: &str, spans: &mut [Span]) {
    for span in spans {
        let Some(ruby) = &span.ruby else { continue };
        let base = text.get(span.range.clone()).unwrap_or_default();
        let count = base.chars().filter(|c| !c.is_whitespace()).count();
        if words(ruby, count).len() != count {
            span.style.unbroken = true;
        }
    }
}

/// Shapes the ruby of every span that has any, and widens the cells under it where it is wider than they are.
pub(crate) fn set_ruby(
    atoms: &mut [Atom],
    glyphs: &mut [AtomGlyph],
    text: &str,
    spans: &[Span],
    rules: &Rules,
    fonts: &FontBook,
) -> Vec<Ruby> {
    let mut all = Vec::new();
    for (number, span) in spans.iter().enumerate() {
        let Some(ruby) = span.ruby.as_deref().filter(|ruby| !ruby.trim().is_empty()) else { continue };
        let own: Vec<usize> = (0..atoms.len())
            .filter(|k| usize::from(atoms[*k].span) == number && is_base(&atoms[*k]))
            .collect();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        let base = text.get(span.range.clone()).unwrap_or_default();
        let count = base.chars().filter(|c| !c.is_whitespace()).count();
        let words = words(ruby, count);
        let is_each = words.len() == own.len() && own.len() == count;
        let whole = ruby.trim();
        let pairs: Vec<(Range<usize>, &str)> = match is_each {
            true => own.iter().zip(words).map(|(k, word)| (*k..*k + 1, word)).collect(),
            false => vec![(*first..*last + 1, whole)],
        };
        for (range, word) in pairs {
            all.push(set_word(atoms, glyphs, range, word, span, rules, fonts));
        }
    }
    all
}

/// Whether ruby can stand over the atom.
fn is_base(atom: &Atom) -> bool {
    !matches!(atom.class, Class::Space | Class::Newline | Class::SoftHyphen | Class::Extend)
}

fn set_word(
    atoms: &mut [Atom],
    glyphs: &mut [AtomGlyph],
    range: Range<usize>,
    word: &str,
    span: &Span,
    rules: &Rules,
    fonts: &FontBook,
) -> Ruby {
    let size = span.font.size.scaled(SIZE, 1000);
    let font = FontRequest { tracking_permille: 0, ..FontRequest { size, ..span.font.clone() } };
    let rules = Rules { justify: false, hyphenate: false, hanging: Hanging::None, ..rules.clone() };
    let prepared = Box::new(shape(word, &[Span::new(0..word.len(), font, span.tag)], &rules, fonts));
    let wanted = prepared.natural_width().to_emu() + size.to_emu() * APART / 1000;
    let own: i64 = atoms[range.clone()].iter().map(|atom| atom.inside() + atom.gap).sum();
    let extra = (wanted - own).max(0);
    let count = range.len() as i64;
    for (n, k) in (0..).zip(range.clone()) {
        let share = extra * (n + 1) / count - extra * n / count;
        let atom = &mut atoms[k];
        atom.cell += share;
        atom.blank_left += share / 2;
        atom.blank_right += share - share / 2;
        for glyph in &mut glyphs[atom.glyphs.start as usize..atom.glyphs.end as usize] {
            glyph.inline += share / 2;
        }
    }
    let whole = Chosen { atoms: 0..prepared.atoms.len(), hangs: false, emergency: false };
    let room = Rooms::alike(prepared.natural_width().to_emu());
    let line = finish(&prepared, &whole, 0, &room, Length::ZERO, Fill::None);
    Ruby { atoms: range, prepared, line }
}

/// The ruby of a line, each word over the middle of what it belongs to.
pub(crate) fn over(prepared: &Prepared, cells: &[Cell]) -> Vec<PlacedRuby> {
    let mut all = Vec::new();
    for ruby in &prepared.ruby {
        let own = || cells.iter().filter(|cell| ruby.atoms.contains(&cell.atom));
        // Where even a group had to be divided, its ruby stands over the first part.
        if !own().any(|cell| cell.atom == ruby.atoms.start) {
            continue;
        }
        let ends = |cell: &Cell| {
            let atom = &prepared.atoms[cell.atom];
            cell.start + atom.cell - atom.cut_left - atom.cut_right
        };
        let from = own().map(|cell| cell.start).min().unwrap_or(0);
        let to = own().map(ends).max().unwrap_or(from);
        let base = &prepared.spans[usize::from(prepared.atoms[ruby.atoms.start].span)];
        let (size, small) = (base.font.size, base.font.size.scaled(SIZE, 1000));
        let start = Length::emu(i64::midpoint(from, to)) - ruby.line.width / 2;
        let rise = match prepared.rules.axis {
            Axis::Horizontal => -(size.scaled(TOP, 1000) + small.scaled(1000 - TOP, 1000)),
            Axis::Vertical => (size + small) / 2,
        };
        let mut runs = place(&ruby.prepared, &ruby.line).runs.clone();
        for glyph in runs.iter_mut().flat_map(|run| &mut run.glyphs) {
            glyph.inline += start;
            glyph.block += rise;
        }
        all.push(PlacedRuby { text: Arc::clone(&ruby.prepared.text), runs });
    }
    all
}
