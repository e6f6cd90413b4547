//! The ground to be filled: a page less what stands fixed on it, divided by cuts until only whole rectangles remain.

use crate::chance::Chance;
use crate::sheet::Sheet;
use crate::tables::{First, NEVER, Tables, cut_across, cut_down, is_possible};
use crate::tree::{Plot, Tree, draw};
use banxin_model::Area;
use rustc_hash::FxHashMap;

/// Free runs of fewer lines are left blank: nothing fits into them.
const USELESS: usize = 6;

/// Which cells of columns × lines are free.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub columns: usize,
    pub depth: usize,
    taken: Vec<bool>,
    /// Free cells above and left of each corner.
    sums: Vec<u32>,
}

/// A rectangle: first column, column after the last, first line, line after the last.
pub(crate) type Span = (usize, usize, usize, usize);

impl Ground {
    /// A sheet less the areas that stand fixed on it.
    pub(crate) fn new(sheet: &Sheet, fixed: &[Area]) -> Self {
        let (columns, depth) = (sheet.columns, sheet.depth);
        let mut taken = vec![false; columns * depth];
        for area in fixed {
            let (first, last, from, until) = sheet.cover(*area);
            for line in from..until {
                for column in first..last {
                    taken[line * columns + column] = true;
                }
            }
        }
        for column in 0..columns {
            let mut from = 0;
            for line in 0..=depth {
                if line < depth && !taken[line * columns + column] {
                    continue;
                }
                if line - from < USELESS {
                    for line in from..line {
                        taken[line * columns + column] = true;
                    }
                }
                from = line + 1;
            }
        }
        let mut sums = vec![0u32; (columns + 1) * (depth + 1)];
        for line in 0..depth {
            for column in 0..columns {
                let free = u32::from(!taken[line * columns + column]);
                let at = |line: usize, column: usize| line * (columns + 1) + column;
                sums[at(line + 1, column + 1)] =
                    free + sums[at(line, column + 1)] + sums[at(line + 1, column)] - sums[at(line, column)];
            }
        }
        Ground { columns, depth, taken, sums }
    }

    /// Free cells of a rectangle.
    pub(crate) fn free(&self, (left, right, top, foot): Span) -> u32 {
        let at = |line: usize, column: usize| self.sums[line * (self.columns + 1) + column];
        at(foot, right) + at(top, left) - at(top, right) - at(foot, left)
    }

    /// The whole page.
    pub(crate) fn whole(&self) -> Span {
        (0, self.columns, 0, self.depth)
    }

    /// The least rectangle around what is free of another one; `None` when nothing is.
    pub(crate) fn bounds(&self, (mut left, mut right, mut top, mut foot): Span) -> Option<Span> {
        let free = self.free((left, right, top, foot));
        if free == 0 {
            return None;
        }
        while self.free((left + 1, right, top, foot)) == free {
            left += 1;
        }
        while self.free((left, right - 1, top, foot)) == free {
            right -= 1;
        }
        while self.free((left, right, top + 1, foot)) == free {
            top += 1;
        }
        while self.free((left, right, top, foot - 1)) == free {
            foot -= 1;
        }
        Some((left, right, top, foot))
    }

    /// Whether nothing stands on a rectangle.
    pub(crate) fn is_clear(&self, span: Span) -> bool {
        self.free(span) as usize == (span.1 - span.0) * (span.3 - span.2)
    }

    /// Whether a cell is taken; what lies outside is.
    pub(crate) fn is_taken(&self, column: usize, line: usize) -> bool {
        column >= self.columns || line >= self.depth || self.taken[line * self.columns + column]
    }
}

enum Cut {
    /// Stories of the left part, and the column at which it ends.
    Down(usize, usize),
    /// Stories of the upper part, and the line at which it ends.
    Across(usize, usize),
}

/// The least costs of filling parts of the ground, remembered.
#[derive(Clone, Debug)]
pub(crate) struct Fills<'t> {
    tables: &'t Tables,
    ground: &'t Ground,
    /// What was known before.
    before: Option<&'t FxHashMap<u64, f32>>,
    known: FxHashMap<u64, f32>,
}

impl<'t> Fills<'t> {
    pub(crate) fn new(tables: &'t Tables, ground: &'t Ground) -> Self {
        Fills { tables, ground, before: None, known: FxHashMap::default() }
    }

    /// With costs that are known already.
    pub(crate) fn knowing(tables: &'t Tables, ground: &'t Ground, before: &'t FxHashMap<u64, f32>) -> Self {
        Fills { tables, ground, before: Some(before), known: FxHashMap::default() }
    }

    /// What has become known.
    pub(crate) fn into_known(self) -> FxHashMap<u64, f32> {
        self.known
    }

    /// What it costs at the least to fill the free cells of a rectangle with a set of stories.
    pub(crate) fn cost(&mut self, set: usize, span: Span) -> f32 {
        let free = self.ground.free(span);
        if free == 0 || set == 0 {
            return if free == 0 && set == 0 { 0.0 } else { NEVER };
        }
        if !self.could(set, free) {
            return NEVER;
        }
        let Some(span) = self.ground.bounds(span) else { return NEVER };
        let (left, right, top, foot) = span;
        if free as usize == (right - left) * (foot - top) {
            return self.tables.cost(set, right - left, foot - top, First::Any);
        }
        let key = [left, right, top, foot].iter().fold(set as u64, |key, part| key << 8 | *part as u64);
        let before = || self.before.and_then(|before| before.get(&key));
        if let Some(known) = before().or_else(|| self.known.get(&key)) {
            return *known;
        }
        let mut least = NEVER;
        self.cuts(set, span, &mut |cost, _| least = least.min(cost));
        if least > self.tables.bound[set] + self.tables.price * free as f32 + 4.0 {
            least = NEVER;
        }
        self.known.insert(key, least);
        least
    }

    fn could(&self, set: usize, free: u32) -> bool {
        let free = free as f32;
        free >= self.tables.least[set] - 0.5 && free <= self.tables.most[set] + 0.5
    }

    fn is_free(&self, span: Span) -> bool {
        self.ground.is_clear(span)
    }

    fn cuts(&mut self, set: usize, span: Span, found: &mut dyn FnMut(f32, Cut)) {
        let (left, right, top, foot) = span;
        let whole = self.ground.free(span);
        let down = cut_down(foot - top, self.ground.depth);
        for column in left + 1..right {
            let near = (left, column, top, foot);
            let free = self.ground.free(near);
            self.shares(set, free, whole - free, &mut |fills, own| {
                let cost = fills.cost(own, near);
                if is_possible(cost) {
                    let cost = cost + fills.cost(set ^ own, (column, right, top, foot)) + down;
                    if is_possible(cost) {
                        found(cost, Cut::Down(own, column));
                    }
                }
            });
        }
        let across = cut_across(right - left, self.ground.columns);
        let is_open = |fills: &Self, line: usize| fills.is_free((left, right, line, line + 1));
        let lines: Vec<usize> = if is_open(self, top) {
            // A rectangle is taken off the top, at any line down to the first that is taken.
            let until = (top..foot).find(|line| !is_open(self, *line)).unwrap_or(foot);
            (top + USELESS..=until).collect()
        } else {
            let edge = |line: &usize| {
                (left..right).any(|c| self.ground.is_taken(c, line - 1) != self.ground.is_taken(c, *line))
            };
            let first = (top..foot).rev().find(|line| !is_open(self, *line)).map_or(top, |line| line + 1);
            (top + 1..foot).filter(|line| edge(line) || *line > first).collect()
        };
        for line in lines {
            let upper = (left, right, top, line);
            let free = self.ground.free(upper);
            self.shares(set, free, whole - free, &mut |fills, own| {
                let cost = fills.cost(own, upper);
                if is_possible(cost) {
                    let cost = cost + fills.cost(set ^ own, (left, right, line, foot)) + across;
                    if is_possible(cost) {
                        found(cost, Cut::Across(own, line));
                    }
                }
            });
        }
    }

    /// Every way to share a set out between two parts that could hold it.
    fn shares(&mut self, set: usize, first: u32, second: u32, found: &mut dyn FnMut(&mut Self, usize)) {
        let mut own = set;
        loop {
            let (fits, others_fit) = (
                if own == 0 { first == 0 } else { first > 0 && self.could(own, first) },
                if own == set { second == 0 } else { second > 0 && self.could(set ^ own, second) },
            );
            if fits && others_fit {
                found(self, own);
            }
            if own == 0 {
                break;
            }
            own = (own - 1) & set;
        }
    }

    /// Draws a division of the free cells of a rectangle into plots with their trees; whether it came off.
    pub(crate) fn grow(
        &mut self,
        tree: &mut Tree,
        set: usize,
        span: Span,
        heat: f32,
        chance: &mut Chance,
    ) -> bool {
        let Some(span) = self.ground.bounds(span) else { return set == 0 };
        let (left, right, top, foot) = span;
        if set == 0 {
            return false;
        }
        if self.is_free(span) {
            let size = (right - left, foot - top);
            let Some(root) = tree.grow(self.tables, set, size, First::Any, heat, chance) else {
                return false;
            };
            tree.plots.push(Plot { column: left as u8, line: top as u8, root });
            return true;
        }
        let mut choices = Vec::new();
        self.cuts(set, span, &mut |cost, cut| choices.push((cost, cut)));
        match draw(choices, heat, chance) {
            Some(Cut::Down(own, column)) => {
                self.grow(tree, own, (left, column, top, foot), heat, chance)
                    && self.grow(tree, set ^ own, (column, right, top, foot), heat, chance)
            }
            Some(Cut::Across(own, line)) => {
                self.grow(tree, own, (left, right, top, line), heat, chance)
                    && self.grow(tree, set ^ own, (left, right, line, foot), heat, chance)
            }
            None => false,
        }
    }
}
