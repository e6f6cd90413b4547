//! What it costs at the least to fill so many columns × lines exactly with a set of members, for every set.
//!
//! Rectangles are divided by guillotine cuts, vertical and horizontal ones in turn, so that no division is counted
//! twice. A set of members is a bit pattern; a height counts the gap below.

use crate::hands::Hands;
use crate::options::Options;
use std::sync::{Mutex, PoisonError};

/// Dearer than anything.
pub(crate) const NEVER: f32 = 1e9;

/// Whether a cost can be had at all.
pub(crate) fn is_possible(cost: f32) -> bool {
    cost < NEVER * 0.5
}

/// What stands as one thing in the division of a page.
#[derive(Debug)]
pub(crate) enum Member {
    /// A story, by its number.
    Story(u8),
    /// Stories that stand together in a rectangle of their own, divided by tables of their own.
    Group(Box<Tables>),
}

/// A member on its way into the tables.
pub(crate) enum Leaf<'o> {
    Story(u8, &'o Options),
    Group(Box<Tables>),
}

impl Leaf<'_> {
    /// What it costs over a span at a height.
    fn cost(&self, span: usize, height: usize) -> f32 {
        match self {
            Leaf::Story(_, options) => options.at(span, height).first().map_or(NEVER, |form| form.cost),
            Leaf::Group(tables) => tables.cost(tables.full(), span, height, First::Any),
        }
    }

    fn member(self) -> Member {
        match self {
            Leaf::Story(number, _) => Member::Story(number),
            Leaf::Group(tables) => Member::Group(tables),
        }
    }
}

/// Costs by height from a first to a last one, in the store of all costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub at: u32,
    pub from: u16,
    pub until: u16,
    /// The least of them, less the price of its ground.
    pub least: f32,
}

/// No height at all.
pub(crate) const NOTHING: Row = Row { at: 0, from: u16::MAX, until: 0, least: NEVER };

impl Row {
    pub(crate) fn is_empty(self) -> bool {
        self.from > self.until
    }
}

/// The rows of one kind, with a bit a set for every span that has one.
#[derive(Debug)]
struct Table {
    rows: Vec<Row>,
    spans: Vec<u32>,
}

const UPRIGHT: usize = 0;
const LEVEL: usize = 1;
const ANY: usize = 2;

/// The tables of a page's members.
#[derive(Debug)]
pub(crate) struct Tables {
    pub members: Vec<Member>,
    pub columns: usize,
    pub depth: usize,
    /// Cheapest fills whose last division is a vertical cut, or one member; the same for a horizontal one; any.
    kinds: [Table; 3],
    costs: Vec<f32>,
    /// Least and greatest ground of each set.
    pub least: Vec<f32>,
    pub most: Vec<f32>,
    /// More than which no fill of a set is kept, the price of its ground taken off.
    pub bound: Vec<f32>,
    /// The price of a column-line. What all members fill together is given, so that a price changes nothing between
    /// whole pages; but at the right one what is dear in a part shows: its ground is not counted for nothing.
    pub price: f32,
    /// The ground that all members together fill, where that is known.
    ground: Option<f32>,
}

/// Which division a rectangle may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum First {
    Any,
    /// One member, or a vertical cut.
    Upright,
    /// One member, or a horizontal cut.
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

/// Rows made by one job: which place of the tables each belongs to, and the costs they point into.
#[derive(Default)]
pub(crate) struct Made {
    pub rows: Vec<(usize, [Row; 3])>,
    pub costs: Vec<f32>,
}

impl Made {
    /// Takes in costs of heights from a first one on, without those at either end that cannot be had; `ground` says
    /// the price of the ground at a height.
    pub(crate) fn row(&mut self, costs: &[f32], from: usize, ground: impl Fn(usize) -> f32) -> Row {
        let is_good = |cost: &f32| is_possible(*cost);
        let (Some(first), Some(last)) = (costs.iter().position(is_good), costs.iter().rposition(is_good))
        else {
            return NOTHING;
        };
        let at = self.costs.len() as u32;
        self.costs.extend_from_slice(&costs[first..=last]);
        let priced = (first..=last).map(|at| costs[at] - ground(from + at));
        let least = priced.fold(NEVER, f32::min);
        Row { at, from: (from + first) as u16, until: (from + last) as u16, least }
    }
}

/// Room to work out the rows of one set: heights of every span, vertical and horizontal cuts.
struct Scratch {
    upright: Vec<f32>,
    level: Vec<f32>,
    any: Vec<f32>,
}

/// Most page columns.
pub(crate) const MOST_COLUMNS: usize = 16;

/// Sets worked out by one job at the least, so that sharing out is worth it.
const CHUNK: usize = 24;

impl Tables {
    /// The tables for `ground` columns × lines to be filled by all members together; without it, for any ground.
    pub(crate) fn new(
        leaves: Vec<Leaf<'_>>,
        (columns, depth): (usize, usize),
        ground: Option<f32>,
        slack: f32,
        hands: &dyn Hands,
    ) -> Self {
        let sets = 1usize << leaves.len();
        let every = || (1..=columns).flat_map(|span| (1..=depth).map(move |height| (span, height)));
        // All that a member can do: ground and cost.
        let ways: Vec<Vec<(f32, f32)>> = leaves
            .iter()
            .map(|leaf| {
                let all = every().map(|(span, height)| ((span * height) as f32, leaf.cost(span, height)));
                all.filter(|(_, cost)| is_possible(*cost)).collect()
            })
            .collect();
        let price = ground.map_or(0.0, |ground| price(&ways, ground));
        let mut about: Vec<(f32, f32, f32)> = Vec::new();
        for ways in &ways {
            let best = ways.iter().map(|(ground, cost)| cost - price * ground).fold(NEVER, f32::min);
            let (mut least, mut most) = (NEVER, 0.0f32);
            for (ground, _) in ways.iter().filter(|(ground, cost)| cost - price * ground <= best + slack) {
                least = least.min(*ground);
                most = most.max(*ground);
            }
            about.push((best, least, most));
        }
        let sum = |of: &dyn Fn(&(f32, f32, f32)) -> f32| -> Vec<f32> {
            let mut sums = vec![0.0; sets];
            for set in 1..sets {
                let first = set.trailing_zeros() as usize;
                sums[set] = (sums[set & (set - 1)] + of(&about[first])).min(NEVER);
            }
            sums
        };
        let mut bound = sum(&|about| about.0);
        for bound in &mut bound {
            *bound += slack;
        }
        let table = || Table { rows: vec![NOTHING; sets * columns], spans: vec![0; sets] };
        let mut tables = Tables {
            members: Vec::new(),
            columns,
            depth,
            kinds: [table(), table(), table()],
            costs: Vec::new(),
            least: sum(&|about| about.1),
            most: sum(&|about| about.2),
            bound,
            price,
            ground,
        };
        let mut made = Made::default();
        for (number, leaf) in leaves.iter().enumerate() {
            let set = 1usize << number;
            for span in 1..=columns {
                let costs: Vec<f32> = (0..=depth)
                    .map(|height| (height, leaf.cost(span, height)))
                    .map(|(height, cost)| {
                        let limit = tables.bound[set] + tables.worth(span, height);
                        if cost <= limit { cost } else { NEVER }
                    })
                    .collect();
                let row = made.row(&costs, 0, |height| tables.worth(span, height));
                made.rows.push((set * columns + span - 1, [row; 3]));
            }
        }
        tables.keep(made);
        tables.members = leaves.into_iter().map(Leaf::member).collect();
        for count in 2..=tables.members.len() {
            let layer: Vec<usize> = (1..sets).filter(|set| set.count_ones() as usize == count).collect();
            tables.layer(&layer, hands);
        }
        tables
    }

    /// Works out all sets of one size, from those of the sizes before.
    fn layer(&mut self, sets: &[usize], hands: &dyn Hands) {
        let chunks: Vec<&[usize]> = sets.chunks(CHUNK).collect();
        let made: Vec<Mutex<Made>> = chunks.iter().map(|_| Mutex::default()).collect();
        let tables = &*self;
        hands.all(chunks.len(), &|number| {
            let size = (tables.columns + 1) * (tables.depth + 1);
            let room = || vec![NEVER; size];
            let mut scratch = Scratch { upright: room(), level: room(), any: vec![NEVER; tables.depth + 1] };
            let mut own = Made::default();
            for set in chunks[number] {
                tables.several(*set, &mut scratch, &mut own);
            }
            *made[number].lock().unwrap_or_else(PoisonError::into_inner) = own;
        });
        for made in made {
            self.keep(made.into_inner().unwrap_or_else(PoisonError::into_inner));
        }
    }

    fn keep(&mut self, made: Made) {
        let start = self.costs.len() as u32;
        self.costs.extend(made.costs);
        for (place, rows) in made.rows {
            for (kind, row) in rows.into_iter().enumerate() {
                if !row.is_empty() {
                    self.kinds[kind].rows[place] = Row { at: row.at + start, ..row };
                    self.kinds[kind].spans[place / self.columns] |= 1 << (place % self.columns + 1);
                }
            }
        }
    }

    /// The price of a rectangle's ground.
    pub(crate) fn worth(&self, span: usize, height: usize) -> f32 {
        self.price * (span * height) as f32
    }

    /// How many members there are.
    pub(crate) fn count(&self) -> usize {
        self.members.len()
    }

    /// Every member.
    pub(crate) fn full(&self) -> usize {
        (1 << self.members.len()) - 1
    }

    /// Cheapest fill of a rectangle.
    pub(crate) fn cost(&self, set: usize, span: usize, height: usize, first: First) -> f32 {
        if set == 0 || span == 0 || span > self.columns || height > self.depth {
            return NEVER;
        }
        let row = self.row(kind(first), set, span);
        if height < usize::from(row.from) || height > usize::from(row.until) {
            return NEVER;
        }
        self.costs[row.at as usize + height - usize::from(row.from)]
    }

    /// The heights at which a set can fill a span, from the first to the last; none when the first is the greater.
    pub(crate) fn window(&self, set: usize, span: usize, first: First) -> (usize, usize) {
        let row = self.row(kind(first), set, span);
        (usize::from(row.from), usize::from(row.until))
    }

    /// The heights at which a set can fill a span.
    pub(crate) fn heights(&self, set: usize, span: usize, first: First) -> Row {
        self.row(kind(first), set, span)
    }

    /// The store that rows point into.
    pub(crate) fn all_costs(&self) -> &[f32] {
        &self.costs
    }

    fn row(&self, kind: usize, set: usize, span: usize) -> Row {
        self.kinds[kind].rows[set * self.columns + span - 1]
    }

    fn costs(&self, row: Row, from: usize, until: usize) -> &[f32] {
        let at = row.at as usize + from - usize::from(row.from);
        &self.costs[at..=at + until - from]
    }

    fn several(&self, set: usize, scratch: &mut Scratch, made: &mut Made) {
        let all = self.full();
        let (least, most) = match self.ground {
            // What the others leave, and what the set itself can take.
            Some(ground) => (
                (ground - (self.most[all] - self.most[set])).max(self.least[set]),
                (ground - (self.least[all] - self.least[set])).min(self.most[set]),
            ),
            None => (self.least[set], self.most[set]),
        };
        let heights = |span: usize| {
            let from = ((least / span as f32).ceil().max(1.0)) as usize;
            let until = ((most / span as f32).floor().max(0.0) as usize).min(self.depth);
            (from, until)
        };
        let stride = self.depth + 1;
        let windows: [(usize, usize); MOST_COLUMNS + 1] =
            std::array::from_fn(|span| if span == 0 { (1, 0) } else { heights(span) });
        let windows = || windows.into_iter().enumerate().take(self.columns + 1).skip(1);
        let mut spans = 0u32;
        for (span, (from, until)) in windows() {
            if from <= until {
                spans |= 1 << span;
                scratch.upright[span * stride + from..=span * stride + until].fill(NEVER);
                scratch.level[span * stride + from..=span * stride + until].fill(NEVER);
            }
        }
        if spans == 0 {
            return;
        }
        let low = set & set.wrapping_neg();
        let rest = set ^ low;
        let bound = self.bound[set];
        let mut other = rest;
        while other != 0 {
            // The part that holds the lowest member stands first: left, or above.
            let own = set ^ other;
            let any = self.kinds[ANY].spans[other];
            let (upright, level) = (self.kinds[UPRIGHT].spans[own], self.kinds[LEVEL].spans[own]);
            if any != 0 && (upright | level) != 0 {
                for (span, window) in windows() {
                    if spans >> span & 1 == 0 {
                        continue;
                    }
                    let range = span * stride..(span + 1) * stride;
                    // A bit for every width of the left part that both parts can have.
                    let lefts = level & any.reverse_bits() >> (31 - span) & ((1 << span) - 2);
                    if lefts != 0 {
                        let best = &mut scratch.upright[range.clone()];
                        self.side_by_side((own, other), lefts, (span, window, bound), best);
                    }
                    if (upright & any) >> span & 1 == 1 {
                        let best = &mut scratch.level[range];
                        self.one_over_other((own, other), (span, window, bound), best);
                    }
                }
            }
            other = (other - 1) & rest;
        }
        for (span, (from, until)) in windows() {
            if spans >> span & 1 == 0 {
                continue;
            }
            let across = cut_across(span, self.columns);
            let at = span * stride;
            let (upright, level) = (&mut scratch.upright[at..], &mut scratch.level[at..]);
            for height in from..=until {
                let down = cut_down(height, self.depth);
                let limit = bound + self.worth(span, height);
                let priced = |cost: f32, cut: f32| if cost + cut <= limit { cost + cut } else { NEVER };
                upright[height] = priced(upright[height], down);
                level[height] = priced(level[height], across);
                scratch.any[height] = upright[height].min(level[height]);
            }
            let worth = |height| self.worth(span, height);
            let rows = [
                made.row(&upright[from..=until], from, worth),
                made.row(&level[from..=until], from, worth),
                made.row(&scratch.any[from..=until], from, worth),
            ];
            if !rows[ANY].is_empty() {
                made.rows.push((set * self.columns + span - 1, rows));
            }
        }
    }

    fn side_by_side(
        &self,
        (own, other): (usize, usize),
        mut lefts: u32,
        (span, (from, until), bound): (usize, (usize, usize), f32),
        best: &mut [f32],
    ) {
        while lefts != 0 {
            let left = lefts.trailing_zeros() as usize;
            lefts &= lefts - 1;
            let (a, b) = (self.row(LEVEL, own, left), self.row(ANY, other, span - left));
            let from = usize::from(a.from.max(b.from)).max(from);
            let until = usize::from(a.until.min(b.until)).min(until);
            if from > until || a.least + b.least > bound {
                continue;
            }
            let (own, other) = (self.costs(a, from, until), self.costs(b, from, until));
            for ((best, a), b) in best[from..=until].iter_mut().zip(own).zip(other) {
                *best = best.min(a + b);
            }
        }
    }

    fn one_over_other(
        &self,
        (own, other): (usize, usize),
        (span, (from, until), bound): (usize, (usize, usize), f32),
        best: &mut [f32],
    ) {
        let (a, b) = (self.row(UPRIGHT, own, span), self.row(ANY, other, span));
        let (a_from, a_until) = (usize::from(a.from), usize::from(a.until));
        let (b_from, b_until) = (usize::from(b.from), usize::from(b.until));
        if a_from + b_from > until || a_until + b_until < from || a.least + b.least > bound {
            return;
        }
        for above in a_from.max(from.saturating_sub(b_until))..=a_until.min(until.saturating_sub(b_from)) {
            let cost = self.costs[a.at as usize + above - a_from];
            if cost - self.worth(span, above) + b.least > bound {
                continue;
            }
            let (low, high) = (b_from.max(from.saturating_sub(above)), b_until.min(until - above));
            if low > high {
                continue;
            }
            let row = self.costs(b, low, high);
            for (best, below) in best[above + low..=above + high].iter_mut().zip(row) {
                *best = best.min(cost + below);
            }
        }
    }
}

/// The price of a column-line at which the least that members cost together, each by itself, comes highest.
fn price(ways: &[Vec<(f32, f32)>], ground: f32) -> f32 {
    let least = |price: f32| -> f32 {
        let own = |ways: &Vec<(f32, f32)>| {
            ways.iter().map(|(ground, cost)| cost - price * ground).fold(NEVER, f32::min)
        };
        ways.iter().map(own).sum::<f32>() + price * ground
    };
    // The sum is concave: the place of its greatest value is closed in on by thirds.
    let (mut low, mut high) = (-1.0f32, 1.0f32);
    for _ in 0..24 {
        let (one, two) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if least(one) < least(two) {
            low = one;
        } else {
            high = two;
        }
    }
    (low + high) / 2.0
}

fn kind(first: First) -> usize {
    match first {
        First::Any => ANY,
        First::Upright => UPRIGHT,
        First::Level => LEVEL,
    }
}
