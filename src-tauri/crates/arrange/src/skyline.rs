//! Ground whose columns all begin at one line and end where they may, as above advertisements at the foot: tables of
//! its own beside those of whole rectangles. Ground that hangs the other way is turned upside down.
//!
//! A region is a run of columns from some line down to the ends of those columns; it is told by its height over the
//! foot of the deepest column of all. Cuts go down anywhere, and across as long as what is taken off is a rectangle; a
//! single story may fill a region with one step in its foot as an L. As in the other tables no division is counted
//! twice: the left part of a cut down is none itself, and neither is the part above a cut across one across.

use crate::chance::Chance;
use crate::ground::{Ground, Span};
use crate::hands::Hands;
use crate::notch::{Notch, Notched};
use crate::tables::{First, Made, Member, NEVER, NOTHING, Row, Tables, cut_across, cut_down, is_possible};
use crate::tree::{Plot, REACH, Tree, draw};
use std::sync::{Mutex, PoisonError};

/// The shape of the ground.
#[derive(Debug)]
struct Shape {
    /// First column and first line on the sheet, and lines of the deepest column.
    column: usize,
    line: usize,
    depth: usize,
    /// Lines that each column is short of the deepest.
    short: Vec<usize>,
    is_upside_down: bool,
}

impl Shape {
    /// The ground within a rectangle, when all its columns begin (or all end) together.
    fn of(ground: &Ground, (left, right, top, foot): Span) -> Option<Self> {
        let runs: Option<Vec<(usize, usize)>> = (left..right)
            .map(|column| {
                let from = (top..foot).find(|line| !ground.is_taken(column, *line))?;
                let until = (from..foot).find(|line| ground.is_taken(column, *line)).unwrap_or(foot);
                (until..foot).all(|line| ground.is_taken(column, line)).then_some((from, until))
            })
            .collect();
        let runs = runs?;
        let is_upside_down = if runs.iter().all(|run| run.0 == top) {
            false
        } else if runs.iter().all(|run| run.1 == foot) {
            true
        } else {
            return None;
        };
        let depth = foot - top;
        let short = runs.iter().map(|run| depth - (run.1 - run.0)).collect();
        Some(Shape { column: left, line: top, depth, short, is_upside_down })
    }

    fn columns(&self) -> usize {
        self.short.len()
    }

    /// How far columns are short when all of a run are so alike.
    fn even(&self, (first, end): (usize, usize)) -> Option<usize> {
        let short = self.short[first];
        self.short[first..end].iter().all(|own| *own == short).then_some(short)
    }

    /// The step in the foot of a run of columns, where there is one and no more.
    fn notch(&self, (first, end): Run) -> Option<Notch> {
        let own = &self.short[first..end];
        let (left, right) = (own[0], own[own.len() - 1]);
        let step = own.partition_point(|short| *short == left);
        if self.is_upside_down || left == right || own[step..].iter().any(|short| *short != right) {
            return None;
        }
        let is_left = left > right;
        let columns = if is_left { step } else { own.len() - step };
        Some(Notch { columns: columns as u8, lines: u8::try_from(left.abs_diff(right)).ok()?, is_left })
    }

    /// How far the deepest of a run of columns is short of the deepest of all.
    fn deepest(&self, (first, end): Run) -> usize {
        self.short[first..end].iter().copied().min().unwrap_or(0)
    }

    /// The least height of a region over a run of columns: to the end of its shortest one.
    fn least(&self, (first, end): (usize, usize)) -> usize {
        self.short[first..end].iter().copied().max().unwrap_or(0)
    }

    fn ground(&self, (first, end): (usize, usize), height: usize) -> f32 {
        self.short[first..end].iter().map(|short| height.saturating_sub(*short) as f32).sum()
    }
}

/// The tables of ground of such a shape.
#[derive(Debug)]
pub(crate) struct Skyline {
    shape: Shape,
    /// Rows by set and run of columns, whatever the division begins with, and without a cut down at first; runs whose
    /// columns end alike have none.
    rows: [Vec<Row>; 2],
    costs: Vec<f32>,
    /// By set and first column, a bit for the end of every run that the set can fill at some height without a cut
    /// down at first; the same for the foot of a cut across.
    ends: [Vec<u32>; 2],
    /// By set and end, a bit for the first column of every run that the set can fill at some height.
    firsts: Vec<u32>,
    /// The number of the notch of every run, 0 where it has none.
    notches: Vec<u8>,
}

/// Which rows: any division, or one that does not begin with a cut down.
const ANY: usize = 0;
const LEVEL: usize = 1;

/// The notches in the foot of the ground within a rectangle, of every run of its columns.
pub(crate) fn notches(ground: &Ground, within: Span) -> Vec<Notch> {
    let mut found: Vec<Notch> = Vec::new();
    let Some(shape) = Shape::of(ground, within) else { return found };
    for first in 0..shape.columns() {
        for end in first + 1..=shape.columns() {
            if let Some(notch) = shape.notch((first, end)).filter(|notch| !found.contains(notch)) {
                found.push(notch);
            }
        }
    }
    // Notches are numbered in a byte, from 1.
    found.truncate(200);
    found
}

/// A run of columns: the first, and the one after the last.
type Run = (usize, usize);

enum Cut {
    /// Members of the left part, and the column at which it ends.
    Down(usize, usize),
    /// Members of the upper part, and its lines.
    Across(usize, usize),
    /// None: one story in an L.
    Whole(u8),
}

/// What has been worked out of one set so far, by run.
struct Own {
    rows: [Vec<Row>; 2],
    costs: Vec<f32>,
}

/// The forms of L shape, with the notches that they are for.
pub(crate) struct Ells<'n> {
    pub notches: &'n [Notch],
    /// By story.
    pub forms: &'n [std::sync::Arc<Notched>],
}

/// Sets worked out by one job.
const CHUNK: usize = 16;

/// The story of a set that holds no more than one.
fn single(tables: &Tables, set: usize) -> Option<u8> {
    match tables.members.get(set.trailing_zeros() as usize) {
        Some(Member::Story(story)) if set.is_power_of_two() => Some(*story),
        _ => None,
    }
}

impl Skyline {
    /// The tables for the free ground within a rectangle; `None` when it is of another shape.
    pub(crate) fn new(
        ground: &Ground,
        within: Span,
        (tables, ells): (&Tables, &Ells<'_>),
        hands: &dyn Hands,
    ) -> Option<Self> {
        let shape = Shape::of(ground, within)?;
        let runs = shape.columns() * (shape.columns() + 1);
        let sets = tables.full() + 1;
        let stride = shape.columns() + 1;
        let bits = vec![0u32; sets * stride];
        let mut notches = vec![0u8; runs];
        for first in 0..shape.columns() {
            for end in first + 1..stride {
                let notch = shape.notch((first, end));
                let at = notch.and_then(|notch| ells.notches.iter().position(|other| *other == notch));
                notches[first * stride + end] = at.map_or(0, |at| at as u8 + 1);
            }
        }
        let rows = vec![NOTHING; sets * runs];
        let mut skyline = Skyline {
            shape,
            rows: [rows.clone(), rows],
            costs: Vec::new(),
            ends: [bits.clone(), bits.clone()],
            firsts: bits,
            notches,
        };
        for set in 1..sets {
            for first in 0..skyline.shape.columns() {
                for end in first + 1..stride {
                    let is_even = skyline.shape.even((first, end)).is_some();
                    let can = |first_cut| is_even && !tables.heights(set, end - first, first_cut).is_empty();
                    skyline.note(set, (first, end), [can(First::Any), can(First::Level)]);
                }
            }
        }
        let uneven: Vec<(Run, Vec<f32>)> = skyline
            .uneven()
            .map(|run| {
                (run, (0..=skyline.shape.depth).map(|height| skyline.shape.ground(run, height)).collect())
            })
            .collect();
        for count in 1..=tables.count() {
            let layer: Vec<usize> = (1..sets).filter(|set| set.count_ones() as usize == count).collect();
            let chunks: Vec<&[usize]> = layer.chunks(CHUNK).collect();
            let made: Vec<Mutex<Made>> = chunks.iter().map(|_| Mutex::default()).collect();
            let known = &skyline;
            hands.all(chunks.len(), &|number| {
                let mut own = Made::default();
                for set in chunks[number] {
                    known.several((tables, ells), (*set, &uneven), &mut own);
                }
                *made[number].lock().unwrap_or_else(PoisonError::into_inner) = own;
            });
            for made in made {
                let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
                let start = skyline.costs.len() as u32;
                skyline.costs.extend(made.costs);
                for (place, [any, level, _]) in made.rows {
                    for (kind, row) in [(ANY, any), (LEVEL, level)] {
                        if !row.is_empty() {
                            skyline.rows[kind][place] = Row { at: row.at + start, ..row };
                        }
                    }
                    let run = place % runs;
                    let can = [!any.is_empty(), !level.is_empty()];
                    skyline.note(place / runs, (run / stride, run % stride), can);
                }
            }
        }
        Some(skyline)
    }

    fn note(&mut self, set: usize, (first, end): Run, can: [bool; 2]) {
        let at = set * (self.shape.columns() + 1);
        for kind in [ANY, LEVEL] {
            self.ends[kind][at + first] |= u32::from(can[kind]) << end;
        }
        self.firsts[at + end] |= u32::from(can[ANY]) << first;
    }

    fn place(&self, set: usize, (first, end): Run) -> usize {
        let columns = self.shape.columns();
        set * columns * (columns + 1) + first * (columns + 1) + end
    }

    /// The runs whose columns end differently, narrow ones first.
    fn uneven(&self) -> impl Iterator<Item = Run> + '_ {
        let columns = self.shape.columns();
        (2..=columns)
            .flat_map(move |span| (0..=columns - span).map(move |first| (first, first + span)))
            .filter(|run| self.shape.even(*run).is_none())
    }

    /// Cheapest fill of the whole ground.
    pub(crate) fn root(&self, tables: &Tables) -> f32 {
        self.cost(tables, tables.full(), (0, self.shape.columns()), self.shape.depth)
    }

    /// Cheapest fill of a region.
    fn cost(&self, tables: &Tables, set: usize, run: Run, height: usize) -> f32 {
        if let Some(short) = self.shape.even(run) {
            let lines = height.saturating_sub(short);
            return match (set, lines) {
                (0, 0) => 0.0,
                (0, _) | (_, 0) => NEVER,
                _ => tables.cost(set, run.1 - run.0, lines, First::Any),
            };
        }
        if set == 0 {
            return NEVER;
        }
        let row = self.rows[ANY][self.place(set, run)];
        if height < usize::from(row.from) || height > usize::from(row.until) {
            return NEVER;
        }
        self.costs[row.at as usize + height - usize::from(row.from)]
    }

    /// Costs of a set over a run by height: the first and last height, the least cost less the price of its ground,
    /// and the costs themselves.
    fn line<'r>(
        &'r self,
        tables: &'r Tables,
        own: Option<&'r Own>,
        (kind, set): (usize, usize),
        run: Run,
    ) -> Option<(usize, usize, f32, &'r [f32])> {
        let first = if kind == ANY { First::Any } else { First::Level };
        let (row, costs, add) = match (self.shape.even(run), own) {
            (Some(short), _) => (tables.heights(set, run.1 - run.0, first), tables.all_costs(), short),
            (None, Some(own)) => {
                (own.rows[kind][run.0 * (self.shape.columns() + 1) + run.1], own.costs.as_slice(), 0)
            }
            (None, None) => (self.rows[kind][self.place(set, run)], self.costs.as_slice(), 0),
        };
        if row.is_empty() {
            return None;
        }
        let (from, until) = (usize::from(row.from), usize::from(row.until));
        let at = row.at as usize;
        Some((from + add, until + add, row.least, &costs[at..=at + until - from]))
    }

    /// What a story by itself costs in an L over a run at a height.
    fn ell(&self, (tables, ells): (&Tables, &Ells<'_>), set: usize, run: Run, height: usize) -> f32 {
        let forms = self.ell_forms((tables, ells), set, run, height);
        forms.and_then(|forms| forms.first()).map_or(NEVER, |form| form.cost)
    }

    fn ell_forms<'n>(
        &self,
        (tables, ells): (&Tables, &Ells<'n>),
        set: usize,
        run: Run,
        height: usize,
    ) -> Option<&'n [crate::form::Form]> {
        let notch = self.notches[run.0 * (self.shape.columns() + 1) + run.1];
        let story = single(tables, set).filter(|_| notch > 0)?;
        let lines = height.checked_sub(self.shape.deepest(run))?;
        Some(ells.forms.get(usize::from(story))?.at(notch, run.1 - run.0, lines))
    }

    fn several(
        &self,
        (tables, ells): (&Tables, &Ells<'_>),
        (set, uneven): (usize, &[(Run, Vec<f32>)]),
        made: &mut Made,
    ) {
        let shape = &self.shape;
        let (all, columns, depth) = (tables.full(), shape.columns(), shape.depth);
        let all_ground = shape.ground((0, columns), depth);
        let none = vec![NOTHING; columns * (columns + 1)];
        let mut own = Own { rows: [none.clone(), none], costs: Vec::new() };
        let (mut down, mut across) = (vec![NEVER; depth + 1], vec![NEVER; depth + 1]);
        // What is no cut of its own: an L, and what has nothing beside it.
        let mut whole = vec![NEVER; depth + 1];
        let is_single = single(tables, set).is_some();
        let bound = tables.bound[set];
        let rest = all ^ set;
        let least = tables.least[set].max(all_ground - tables.most[rest]) - 0.5;
        let most = tables.most[set].min(all_ground - tables.least[rest]) + 0.5;
        let stride = columns + 1;
        for (run, grounds) in uneven {
            let run = *run;
            // Ground grows with height.
            let from = grounds.partition_point(|ground| *ground < least).max(shape.least(run));
            let until = grounds.partition_point(|ground| *ground <= most);
            if from >= until {
                continue;
            }
            let until = until - 1;
            down[from..=until].fill(NEVER);
            across[from..=until].fill(NEVER);
            whole[from..=until].fill(NEVER);
            if is_single {
                for (height, cost) in (from..=until).zip(&mut whole[from..=until]) {
                    *cost = self.ell((tables, ells), set, run, height);
                }
            }
            // With nothing at one side: only where the columns of that side have ended.
            for column in run.0 + 1..run.1 {
                for (full, empty) in [((run.0, column), (column, run.1)), ((column, run.1), (run.0, column))]
                {
                    let Some(short) = shape.even(empty).filter(|short| (from..=until).contains(short)) else {
                        continue;
                    };
                    for (kind, best) in [(ANY, &mut down), (LEVEL, &mut whole)] {
                        if let Some((first, last, _, costs)) =
                            self.line(tables, Some(&own), (kind, set), full)
                            && (first..=last).contains(&short)
                        {
                            best[short] = best[short].min(costs[short - first]);
                        }
                    }
                }
            }
            let mut part = (set.wrapping_sub(1)) & set;
            while part != 0 {
                let other = set ^ part;
                let inner = (1u32 << run.1) - (1 << (run.0 + 1));
                let mut cuts =
                    self.ends[LEVEL][part * stride + run.0] & self.firsts[other * stride + run.1] & inner;
                while cuts != 0 {
                    let column = cuts.trailing_zeros() as usize;
                    cuts &= cuts - 1;
                    let (Some(a), Some(b)) = (
                        self.line(tables, None, (LEVEL, part), (run.0, column)),
                        self.line(tables, None, (ANY, other), (column, run.1)),
                    ) else {
                        continue;
                    };
                    let (first, last) = (a.0.max(b.0).max(from), a.1.min(b.1).min(until));
                    if first > last || a.2 + b.2 > bound {
                        continue;
                    }
                    let (one, two) = (&a.3[first - a.0..=last - a.0], &b.3[first - b.0..=last - b.0]);
                    for ((best, x), y) in down[first..=last].iter_mut().zip(one).zip(two) {
                        *best = best.min(x + y);
                    }
                }
                if self.ends[ANY][other * stride + run.0] >> run.1 & 1 == 1 {
                    self.peel(tables, (part, other), (run, (from, until), bound), &mut across);
                }
                part = (part - 1) & set;
            }
            let across_cost = cut_across(run.1 - run.0, tables.columns);
            let (mut any, mut level) = (Vec::new(), Vec::new());
            for height in from..=until {
                let down = down[height] + cut_down(height - shape.deepest(run), tables.depth);
                let without = whole[height].min(across[height] + across_cost);
                let limit = bound + tables.price * grounds[height];
                let priced = |cost: f32| if cost <= limit { cost } else { NEVER };
                any.push(priced(down.min(without)));
                level.push(priced(without));
            }
            let worth = |height: usize| tables.price * grounds[height];
            let rows = [made.row(&any, from, worth), made.row(&level, from, worth)];
            if rows[ANY].is_empty() {
                continue;
            }
            made.rows.push((self.place(set, run), [rows[ANY], rows[LEVEL], NOTHING]));
            for (kind, costs) in [(ANY, &any), (LEVEL, &level)] {
                let row = rows[kind];
                if !row.is_empty() {
                    let at = own.costs.len() as u32;
                    let (first, last) = (usize::from(row.from) - from, usize::from(row.until) - from);
                    own.costs.extend_from_slice(&costs[first..=last]);
                    own.rows[kind][run.0 * (columns + 1) + run.1] = Row { at, ..row };
                }
            }
        }
    }

    /// A rectangle of some members taken off the top.
    fn peel(
        &self,
        tables: &Tables,
        (part, other): (usize, usize),
        (run, (from, until), bound): (Run, (usize, usize), f32),
        best: &mut [f32],
    ) {
        let row = tables.heights(part, run.1 - run.0, First::Upright);
        if row.is_empty() {
            return;
        }
        let Some((low, high, least, costs)) = self.line(tables, None, (ANY, other), run) else { return };
        let (first, last) = (usize::from(row.from), usize::from(row.until));
        if row.least + least > bound || first + low > until || last + high < from {
            return;
        }
        for lines in first.max(from.saturating_sub(high))..=last.min(until.saturating_sub(low)) {
            let cost = tables.all_costs()[row.at as usize + lines - first];
            if cost - tables.worth(run.1 - run.0, lines) + least > bound {
                continue;
            }
            let (near, far) = (low.max(from.saturating_sub(lines)), high.min(until - lines));
            if near > far {
                continue;
            }
            let below = &costs[near - low..=far - low];
            for (best, below) in best[near + lines..=far + lines].iter_mut().zip(below) {
                *best = best.min(cost + below);
            }
        }
    }

    /// Draws a division of the whole ground into plots with their trees; whether it came off.
    pub(crate) fn grow(
        &self,
        (tables, ells): (&Tables, &Ells<'_>),
        tree: &mut Tree,
        heat: f32,
        chance: &mut Chance,
    ) -> bool {
        let all = (0, self.shape.columns());
        self.grow_region((tables, ells, tree), tables.full(), all, self.shape.depth, (heat, chance))
    }

    fn grow_region(
        &self,
        (tables, ells, tree): (&Tables, &Ells<'_>, &mut Tree),
        set: usize,
        run: Run,
        height: usize,
        (heat, chance): (f32, &mut Chance),
    ) -> bool {
        if let Some(short) = self.shape.even(run) {
            let lines = height.saturating_sub(short);
            return match (set, lines) {
                (0, lines) => lines == 0,
                (_, 0) => false,
                _ => self.plot((tables, tree), set, run, (height, lines), (heat, chance)),
            };
        }
        let least = self.cost(tables, set, run, height);
        if !is_possible(least) {
            return false;
        }
        let most = least + REACH * heat;
        let mut choices: Vec<(f32, Cut)> = Vec::new();
        if let Some(story) = single(tables, set) {
            let cost = self.ell((tables, ells), set, run, height);
            if is_possible(cost) && cost <= most {
                choices.push((cost, Cut::Whole(story)));
            }
        }
        let down = cut_down(height - self.shape.deepest(run), tables.depth);
        let across = cut_across(run.1 - run.0, tables.columns);
        let low = self.shape.least(run);
        let mut part = set;
        loop {
            let other = set ^ part;
            for column in run.0 + 1..run.1 {
                let left = self.cost(tables, part, (run.0, column), height);
                if left > most {
                    continue;
                }
                let cost = left + self.cost(tables, other, (column, run.1), height) + down;
                if cost <= most {
                    choices.push((cost, Cut::Down(part, column)));
                }
            }
            if part != 0 && other != 0 {
                for lines in 1..=height.saturating_sub(low) {
                    let upper = tables.cost(part, run.1 - run.0, lines, First::Any);
                    if upper > most {
                        continue;
                    }
                    let cost = upper + self.cost(tables, other, run, height - lines) + across;
                    if cost <= most {
                        choices.push((cost, Cut::Across(part, lines)));
                    }
                }
            }
            if part == 0 {
                break;
            }
            part = (part - 1) & set;
        }
        match draw(choices, heat, chance) {
            Some(Cut::Down(part, column)) => {
                self.grow_region(
                    (tables, ells, &mut *tree),
                    part,
                    (run.0, column),
                    height,
                    (heat, &mut *chance),
                ) && self.grow_region(
                    (tables, ells, tree),
                    set ^ part,
                    (column, run.1),
                    height,
                    (heat, chance),
                )
            }
            Some(Cut::Across(part, lines)) => {
                self.plot((tables, &mut *tree), part, run, (height, lines), (heat, &mut *chance))
                    && self.grow_region((tables, ells, tree), set ^ part, run, height - lines, (heat, chance))
            }
            Some(Cut::Whole(story)) => {
                let notch = self.notches[run.0 * (self.shape.columns() + 1) + run.1];
                let lines = height - self.shape.deepest(run);
                let root = tree.ell(story, set, (run.1 - run.0, lines), notch);
                let line = self.shape.line + self.shape.depth - height;
                tree.plots.push(Plot { column: (self.shape.column + run.0) as u8, line: line as u8, root });
                true
            }
            None => false,
        }
    }

    /// A rectangle of a run of columns and so many lines, at a height over the foot.
    fn plot(
        &self,
        (tables, tree): (&Tables, &mut Tree),
        set: usize,
        run: Run,
        (height, lines): (usize, usize),
        (heat, chance): (f32, &mut Chance),
    ) -> bool {
        let Some(root) = tree.grow(tables, set, (run.1 - run.0, lines), First::Any, heat, chance) else {
            return false;
        };
        let from = self.shape.depth - height;
        let from = if self.shape.is_upside_down { self.shape.depth - from - lines } else { from };
        let plot =
            Plot { column: (self.shape.column + run.0) as u8, line: (self.shape.line + from) as u8, root };
        tree.plots.push(plot);
        true
    }
}
