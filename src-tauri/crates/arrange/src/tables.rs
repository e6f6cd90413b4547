//! What it costs at the least to fill so many columns × lines exactly with a set of stories, for every set.
//!
//! Rectangles are divided by guillotine cuts, vertical and horizontal ones in turn, so that no division is counted
//! twice. A set of stories is a bit pattern; a height counts the gap below.

use crate::options::Options;

/// Dearer than anything.
pub(crate) const NEVER: f32 = 1e9;

/// Whether a cost can be had at all.
pub(crate) fn is_possible(cost: f32) -> bool {
    cost < NEVER * 0.5
}

/// A first and last height, both included; nothing when the first is beyond the last.
type Window = (u16, u16);
const NOTHING: Window = (u16::MAX, 0);

#[derive(Debug)]
struct Table {
    costs: Vec<f32>,
    windows: Vec<Window>,
}

/// The tables of a page's stories.
#[derive(Debug)]
pub(crate) struct Tables {
    pub stories: usize,
    pub columns: usize,
    pub depth: usize,
    /// Cheapest fill whose last division is a vertical cut, or one story.
    upright: Table,
    /// Cheapest fill whose last division is a horizontal cut, or one story.
    level: Table,
    any: Table,
    /// Least and greatest ground of each set.
    pub least: Vec<f32>,
    pub most: Vec<f32>,
    /// More than which no fill of a set is kept.
    pub bound: Vec<f32>,
}

/// Which division a rectangle may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum First {
    Any,
    /// One story, or a vertical cut.
    Upright,
    /// One story, or a horizontal cut.
    Level,
}

/// What a cut through the whole width costs (通线).
pub(crate) fn cut_across(span: usize, columns: usize) -> f32 {
    if span == columns { 0.6 } else { 0.0 }
}

/// What a cut down a great part of the page costs (通线).
pub(crate) fn cut_down(height: usize, depth: usize) -> f32 {
    match height * 100 / depth.max(1) {
        95.. => 2.0,
        75..=94 => 0.8,
        _ => 0.0,
    }
}

impl Table {
    fn new(sets: usize, columns: usize, row: usize) -> Self {
        Table { costs: vec![NEVER; sets * columns * row], windows: vec![NOTHING; sets * columns] }
    }
}

impl Tables {
    /// The tables for `ground` columns × lines to be filled by all the stories together.
    pub(crate) fn new(options: &[&Options], columns: usize, depth: usize, ground: f32, slack: f32) -> Self {
        let stories = options.len();
        let sets = 1usize << stories;
        let sum = |of: &dyn Fn(&Options) -> f32| -> Vec<f32> {
            let mut sums = vec![0.0; sets];
            for set in 1..sets {
                let first = set.trailing_zeros() as usize;
                sums[set] = sums[set & (set - 1)] + of(options[first]);
            }
            sums
        };
        let mut bound = sum(&|options| options.best);
        for bound in &mut bound {
            *bound += slack;
        }
        let row = depth + 1;
        let mut tables = Tables {
            stories,
            columns,
            depth,
            upright: Table::new(sets, columns, row),
            level: Table::new(sets, columns, row),
            any: Table::new(sets, columns, row),
            least: sum(&|options| options.least),
            most: sum(&|options| options.most),
            bound,
        };
        let mut order: Vec<usize> = (1..sets).collect();
        order.sort_by_key(|set| set.count_ones());
        let mut scratch = (vec![NEVER; row], vec![NEVER; row]);
        for set in order {
            if set.count_ones() == 1 {
                tables.one(options[set.trailing_zeros() as usize], set);
            } else {
                tables.several(set, ground, &mut scratch);
            }
        }
        tables
    }

    /// Every story.
    pub(crate) fn full(&self) -> usize {
        (1 << self.stories) - 1
    }

    /// Cheapest fill of a rectangle; the window tells where it is possible.
    pub(crate) fn cost(&self, set: usize, span: usize, height: usize, first: First) -> f32 {
        if set == 0 || span == 0 || span > self.columns || height > self.depth {
            return NEVER;
        }
        self.row(self.table(first), set, span)[height]
    }

    /// The heights at which a set can fill a span.
    pub(crate) fn window(&self, set: usize, span: usize, first: First) -> (usize, usize) {
        let window = self.table(first).windows[self.place(set, span)];
        (usize::from(window.0), usize::from(window.1))
    }

    fn table(&self, first: First) -> &Table {
        match first {
            First::Any => &self.any,
            First::Upright => &self.upright,
            First::Level => &self.level,
        }
    }

    fn place(&self, set: usize, span: usize) -> usize {
        set * self.columns + span - 1
    }

    fn row<'t>(&self, table: &'t Table, set: usize, span: usize) -> &'t [f32] {
        let row = self.depth + 1;
        let at = self.place(set, span) * row;
        &table.costs[at..at + row]
    }

    fn one(&mut self, options: &Options, set: usize) {
        for span in 1..=self.columns {
            let costs: Vec<f32> = (0..=self.depth)
                .map(|height| options.at(span, height).first().map_or(NEVER, |form| form.cost))
                .collect();
            self.keep(set, span, &costs, &costs);
        }
    }

    fn keep(&mut self, set: usize, span: usize, upright: &[f32], level: &[f32]) {
        let place = self.place(set, span);
        let row = self.depth + 1;
        let range = place * row..(place + 1) * row;
        let window = |costs: &[f32]| -> Window {
            let first = costs.iter().position(|cost| is_possible(*cost));
            let last = costs.iter().rposition(|cost| is_possible(*cost));
            match (first, last) {
                (Some(first), Some(last)) => (first as u16, last as u16),
                _ => NOTHING,
            }
        };
        self.upright.costs[range.clone()].copy_from_slice(upright);
        self.level.costs[range.clone()].copy_from_slice(level);
        for ((any, a), b) in self.any.costs[range.clone()].iter_mut().zip(upright).zip(level) {
            *any = a.min(*b);
        }
        self.upright.windows[place] = window(upright);
        self.level.windows[place] = window(level);
        self.any.windows[place] = window(&self.any.costs[range]);
    }

    fn several(&mut self, set: usize, ground: f32, scratch: &mut (Vec<f32>, Vec<f32>)) {
        let all = self.full();
        let low = set & set.wrapping_neg();
        let rest = set ^ low;
        // What the others leave, and what the set itself can take.
        let least = (ground - (self.most[all] - self.most[set])).max(self.least[set]);
        let most = (ground - (self.least[all] - self.least[set])).min(self.most[set]);
        for span in 1..=self.columns {
            let from = ((least / span as f32).ceil().max(1.0)) as usize;
            let until = ((most / span as f32).floor().max(0.0) as usize).min(self.depth);
            if from > until {
                continue;
            }
            let (upright, level) = (&mut scratch.0, &mut scratch.1);
            upright.fill(NEVER);
            level.fill(NEVER);
            let mut other = rest;
            while other != 0 {
                // The part that holds the lowest story stands first: left, or above.
                let own = set ^ other;
                self.side_by_side(own, other, span, (from, until), upright);
                self.one_over_other(own, other, span, (from, until), level);
                other = (other - 1) & rest;
            }
            let bound = self.bound[set];
            let across = cut_across(span, self.columns);
            for height in from..=until {
                let down = cut_down(height, self.depth);
                let priced = |cost: f32, cut: f32| if cost + cut < bound { cost + cut } else { NEVER };
                upright[height] = priced(upright[height], down);
                level[height] = priced(level[height], across);
            }
            let (upright, level) = (std::mem::take(&mut scratch.0), std::mem::take(&mut scratch.1));
            self.keep(set, span, &upright, &level);
            *scratch = (upright, level);
        }
    }

    fn side_by_side(
        &self,
        own: usize,
        other: usize,
        span: usize,
        (from, until): (usize, usize),
        best: &mut [f32],
    ) {
        for left in 1..span {
            let (a, b) = (self.window(own, left, First::Level), self.window(other, span - left, First::Any));
            let (from, until) = (a.0.max(b.0).max(from), a.1.min(b.1).min(until));
            if from > until {
                continue;
            }
            let own_row = &self.row(&self.level, own, left)[from..=until];
            let other_row = &self.row(&self.any, other, span - left)[from..=until];
            for ((best, a), b) in best[from..=until].iter_mut().zip(own_row).zip(other_row) {
                *best = best.min(a + b);
            }
        }
    }

    fn one_over_other(
        &self,
        own: usize,
        other: usize,
        span: usize,
        (from, until): (usize, usize),
        best: &mut [f32],
    ) {
        let (a, b) = (self.window(own, span, First::Upright), self.window(other, span, First::Any));
        if a.0 > a.1 || b.0 > b.1 || a.0 + b.0 > until || a.1 + b.1 < from {
            return;
        }
        let own_row = self.row(&self.upright, own, span);
        let other_row = self.row(&self.any, other, span);
        for above in a.0..=a.1.min(until) {
            let cost = own_row[above];
            if !is_possible(cost) {
                continue;
            }
            let (low, high) = (b.0.max(from.saturating_sub(above)), b.1.min(until - above));
            if low > high {
                continue;
            }
            let row = &other_row[low..=high];
            for (best, below) in best[above + low..=above + high].iter_mut().zip(row) {
                *best = best.min(cost + below);
            }
        }
    }
}
