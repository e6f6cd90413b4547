//! The fonts, and what has been composed before: paragraphs shaped once, their lines by measure, packages by input.
//!
//! Every cache is bounded and forgets by halves: when the young half is full it becomes the old one, and what is
//! asked for again is carried over. A cached answer is the very one that composing anew would give.

use crate::copy::Paragraph;
use crate::dress::Words;
use crate::head::HeadBlock;
use crate::package::LaidPackage;
use banxin_geom::Length;
use banxin_scene::{Item, digest_of};
use banxin_text::{
    FontBook, FontRequest, HeadlineOptions, Line, LineSlot, Prepared, Rules, SetOptions, Span, set_headline,
    set_lines, shape,
};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Paragraphs kept shaped, in each half.
const PARAGRAPHS: usize = 4_000;
/// Sets of lines kept, in each half; those that were painted keep their glyphs, some ten kilobytes a set.
const LINES: usize = 6_000;
/// Sets of rows of headlines kept, in each half.
const HEADLINES: usize = 8_000;
/// Stories kept with their lines at one measure, in each half.
const FLOWS: usize = 400;
/// Paragraphs, or parts of them in a column, kept painted, in each half; some five kilobytes each.
const PIECES: usize = 3_000;
/// A measure that no headline fills.
const BOUNDLESS: Length = Length::emu(1 << 40);
/// Heads kept set, in each half.
const HEADS: usize = 1_000;
/// Least depths of packages kept, in each half.
const DEPTHS: usize = 4_000;
/// Packages kept laid out, in each half.
const PACKAGES: usize = 600;

/// A paragraph in one style.
#[derive(Clone)]
pub(crate) struct Set {
    pub prepared: Arc<Prepared>,
    key: u64,
}

/// A paragraph, or a part of it, painted at its place in a package.
pub(crate) struct Piece {
    pub items: Vec<Item>,
    pub digest: u64,
    /// What its key was made of, so that nothing else takes its place in memory.
    _of: Paragraph,
}

/// Sets type with the fonts it holds and remembers what it has set.
#[derive(Debug)]
pub struct Composer {
    fonts: Arc<FontBook>,
    prepared: Halves<Arc<Prepared>>,
    lines: Halves<Arc<Vec<Line>>>,
    headlines: Halves<Arc<Vec<Line>>>,
    flows: Halves<Arc<Vec<Paragraph>>>,
    pieces: Halves<Arc<Piece>>,
    heads: Halves<Arc<HeadBlock>>,
    packages: Halves<Arc<LaidPackage>>,
    depths: Halves<i32>,
}

impl Composer {
    /// A composer that has set nothing yet.
    pub fn new(fonts: Arc<FontBook>) -> Self {
        Composer {
            fonts,
            prepared: Halves::new(PARAGRAPHS),
            lines: Halves::new(LINES),
            headlines: Halves::new(HEADLINES),
            flows: Halves::new(FLOWS),
            pieces: Halves::new(PIECES),
            heads: Halves::new(HEADS),
            packages: Halves::new(PACKAGES),
            depths: Halves::new(DEPTHS),
        }
    }

    /// The fonts it sets with.
    pub fn fonts(&self) -> &FontBook {
        &self.fonts
    }

    /// Forgets everything set so far.
    pub fn forget(&mut self) {
        *self = Composer::new(Arc::clone(&self.fonts));
    }

    /// Forgets lines and packages and keeps paragraphs shaped, as when every measure has changed.
    pub fn forget_lines(&mut self) {
        self.lines = Halves::new(LINES);
        self.flows = Halves::new(FLOWS);
        self.pieces = Halves::new(PIECES);
        self.heads = Halves::new(HEADS);
        self.packages = Halves::new(PACKAGES);
        self.depths = Halves::new(DEPTHS);
    }

    /// The paragraph shaped in one font.
    pub(crate) fn shape(&mut self, text: &str, font: &FontRequest, rules: &Rules) -> Set {
        self.shape_spans(text, &[Span::new(0..text.len(), font.clone(), 0)], rules)
    }

    /// Words shaped in their styles on top of one font; no stretch of them is larger than `most`.
    pub(crate) fn dress(
        &mut self,
        words: &Words<'_>,
        font: &FontRequest,
        most: Length,
        rules: &Rules,
    ) -> Set {
        self.shape_spans(words.text, &words.to_spans(font, most), &words.rules(rules))
    }

    fn shape_spans(&mut self, text: &str, spans: &[Span], rules: &Rules) -> Set {
        let key = hash(&(text, spans, rules));
        let fonts = &self.fonts;
        let prepared = self.prepared.get_or(key, || Arc::new(shape(text, spans, rules, fonts)));
        Set { prepared, key }
    }

    /// The lines of a shaped paragraph in columns of one measure.
    pub(crate) fn lines(&mut self, set: &Set, measure: Length, indent: Length) -> Arc<Vec<Line>> {
        self.lines_and(set, measure, indent, 0)
    }

    /// The lines of a shaped paragraph in columns of one measure, as near as the text allows to `extra` more lines
    /// than are best (or fewer, where it is negative).
    pub(crate) fn lines_and(
        &mut self,
        set: &Set,
        measure: Length,
        indent: Length,
        extra: i8,
    ) -> Arc<Vec<Line>> {
        let key = hash(&(set.key, measure, indent, extra));
        let options = SetOptions { extra_lines: extra, ..SetOptions::default() };
        self.lines.get_or(key, || {
            Arc::new(set_lines(&set.prepared, &|_| LineSlot::plain(measure), indent, &options))
        })
    }

    /// How many rows a headline takes in a measure and how wide they are; only that, for nothing is painted from it.
    pub(crate) fn headline_rows(&mut self, set: &Set, measure: Length, rows: usize) -> Arc<Vec<Line>> {
        // Rows that were divided without a bound are the rows of every measure that holds them.
        let free = self.headline(set, BOUNDLESS, rows);
        if free.iter().all(|line| line.width <= measure) { free } else { self.headline(set, measure, rows) }
    }

    fn headline(&mut self, set: &Set, measure: Length, rows: usize) -> Arc<Vec<Line>> {
        let key = hash(&(set.key, measure, rows));
        let options = HeadlineOptions { lines: rows, ..HeadlineOptions::default() };
        self.headlines.get_or(key, || Arc::new(set_headline(&set.prepared, measure, &options)))
    }

    /// A head set from inputs with this hash, or by `set`.
    pub(crate) fn head(&mut self, key: u64, set: impl FnOnce(&mut Composer) -> HeadBlock) -> HeadBlock {
        if let Some(found) = self.heads.get(key) {
            return HeadBlock::clone(&found);
        }
        let block = set(self);
        self.heads.insert(key, Arc::new(block.clone()));
        block
    }

    /// The lines of a block that stands by itself, such as a crosshead, broken by sense within a measure.
    pub(crate) fn block(&mut self, set: &Set, measure: Length) -> Arc<Vec<Line>> {
        self.headline(set, measure, HeadlineOptions::default().lines)
    }

    /// A story's paragraphs set from inputs with this hash, or by `set`.
    pub(crate) fn flow(
        &mut self,
        key: u64,
        set: impl FnOnce(&mut Composer) -> Vec<Paragraph>,
    ) -> Arc<Vec<Paragraph>> {
        if let Some(found) = self.flows.get(key) {
            return found;
        }
        let flow = Arc::new(set(self));
        self.flows.insert(key, Arc::clone(&flow));
        flow
    }

    /// The lines of a shaped paragraph over runs of lines of a measure each, the last of which repeats.
    pub(crate) fn lines_over(
        &mut self,
        set: &Set,
        runs: &[(Length, i32)],
        indent: Length,
        extra: i8,
    ) -> Arc<Vec<Line>> {
        let Some((last, before)) = runs.split_last() else { return Arc::default() };
        if before.is_empty() {
            return self.lines_and(set, last.0, indent, extra);
        }
        let key = hash(&(set.key, runs, indent, extra));
        let options = SetOptions { extra_lines: extra, ..SetOptions::default() };
        self.lines.get_or(key, || {
            let measures = each_line(before);
            let slot = |k: usize| LineSlot::plain(measures.get(k).copied().unwrap_or(last.0));
            Arc::new(set_lines(&set.prepared, &slot, indent, &options))
        })
    }

    /// The lines of a shaped paragraph over runs of lines, the last run going on for ever; so many of the first lines
    /// begin further in.
    pub(crate) fn lines_beside(
        &mut self,
        set: &Set,
        runs: &[(Length, i32)],
        (further, count): (Length, usize),
    ) -> Arc<Vec<Line>> {
        let Some((last, before)) = runs.split_last() else { return Arc::default() };
        let key = hash(&(set.key, last.0, before, further, count));
        self.lines.get_or(key, || {
            let measures = each_line(before);
            let slot = |line: usize| LineSlot {
                measure: measures.get(line).copied().unwrap_or(last.0),
                indent_start: if line < count { further } else { Length::ZERO },
            };
            Arc::new(set_lines(&set.prepared, &slot, Length::ZERO, &SetOptions::default()))
        })
    }

    /// A paragraph, or a part of it, painted from inputs with this hash, or by `paint`.
    pub(crate) fn piece(
        &mut self,
        key: u64,
        of: &Paragraph,
        paint: impl FnOnce() -> Vec<Item>,
    ) -> Arc<Piece> {
        self.pieces.get_or(key, || {
            let items = paint();
            Arc::new(Piece { digest: digest_of(&items), items, _of: of.clone() })
        })
    }

    /// The least depth of a package of inputs with this hash, or the one found by `find`.
    pub(crate) fn depth(&mut self, key: u64, find: impl FnOnce(&mut Composer) -> i32) -> i32 {
        if let Some(found) = self.depths.get(key) {
            return found;
        }
        let depth = find(self);
        self.depths.insert(key, depth);
        depth
    }

    /// A package laid out from inputs with this hash, or by `lay`.
    pub(crate) fn package(
        &mut self,
        key: u64,
        lay: impl FnOnce(&mut Composer) -> LaidPackage,
    ) -> Arc<LaidPackage> {
        if let Some(found) = self.packages.get(key) {
            return found;
        }
        let laid = Arc::new(lay(self));
        self.packages.insert(key, Arc::clone(&laid));
        laid
    }
}

/// The measure of every line of some runs.
fn each_line(runs: &[(Length, i32)]) -> Vec<Length> {
    runs.iter().flat_map(|run| std::iter::repeat_n(run.0, run.1.max(0) as usize)).collect()
}

/// A 64-bit hash of anything, the same within one build.
pub(crate) fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A map that keeps at most twice `most` answers.
struct Halves<V> {
    most: usize,
    young: FxHashMap<u64, V>,
    old: FxHashMap<u64, V>,
}

impl<V> std::fmt::Debug for Halves<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} + {} of {}", self.young.len(), self.old.len(), 2 * self.most)
    }
}

impl<V: Clone> Halves<V> {
    fn new(most: usize) -> Self {
        Halves { most, young: FxHashMap::default(), old: FxHashMap::default() }
    }

    fn get(&mut self, key: u64) -> Option<V> {
        if let Some(found) = self.young.get(&key) {
            return Some(found.clone());
        }
        let found = self.old.remove(&key)?;
        self.insert(key, found.clone());
        Some(found)
    }

    fn insert(&mut self, key: u64, value: V) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    fn get_or(&mut self, key: u64, make: impl FnOnce() -> V) -> V {
        self.get(key).unwrap_or_else(|| {
            let made = make();
            self.insert(key, made.clone());
            made
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Halves;

    #[test]
    fn a_cache_stays_within_its_bound_and_keeps_what_is_used() {
        let mut halves = Halves::new(10);
        for key in 0..1_000u64 {
            halves.insert(key, key);
            assert_eq!(halves.get(0).is_some(), halves.get_or(0, || 0) == 0);
            assert!(halves.young.len() + halves.old.len() <= 20);
        }
        assert_eq!(halves.get(999), Some(999));
        assert_eq!(halves.get(1), None);
    }
}
