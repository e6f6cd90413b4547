//! Pouring lines into the columns of a package so that they end level; it knows numbers of lines, not type.

/// What may not be torn apart, as the columns see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Unit {
    /// Lines it takes.
    pub lines: i32,
    /// Blank lines wanted before it, except at the top of a column.
    pub air: i32,
    /// Lines wanted before it at the top of a column: a table's header, set again.
    pub top: i32,
    /// Whether it must be followed by two lines in the same column (a crosshead).
    pub keeps_next: bool,
    /// Whether a paragraph of more than one line begins here.
    pub is_first: bool,
    /// Whether a paragraph of more than one line ends here.
    pub is_last: bool,
}

/// What ends with a unit of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
    /// Neither.
    Nothing,
}

/// The lines a column offers: from `top` up to, not including, `bottom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Leg {
    pub top: i32,
    pub bottom: i32,
}

/// Where a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub column: usize,
    /// First line of the unit itself, its air left out.
    pub line: i32,
}

/// Units poured into legs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Poured {
    /// Where each placed unit stands; shorter than the units when there was no room for all.
    pub spots: Vec<Spot>,
    /// Line after the last one used, a column each; the column's top when it is empty.
    pub ends: Vec<i32>,
    /// Lines offered, less lines used, when all the offered room counts.
    pub spare: i32,
    /// How much of it looks bad: lone lines at the tops and feet of columns, columns that end uneven.
    pub cost: i32,
    /// Units next to what looks bad: where columns break badly.
    pub bad: Vec<usize>,
}

/// What a paragraph's first line alone at a column's foot costs, or its last alone at a column's top.
pub(crate) const LONE: i32 = 4;
/// What every line costs by which the ends of columns differ beyond one.
pub(crate) const UNEVEN: i32 = 20;
/// What it costs to take a crosshead's blank line away.
const TIGHTER: i32 = 9;
/// Lines of a column under which lone lines give way (clreq: a short leg has no better choice).
pub(crate) const SHORT_LEG: i32 = 5;

/// Most combinations of air that are tried to keep crossheads off the foot of columns.
const MOST_TRIALS: usize = 96;

/// Pours `units` into `legs`, level at the least depth that holds them all, left columns taking the extra line.
pub(crate) fn level(units: &[Unit], legs: &[Leg]) -> Poured {
    let plain = level_once(units, legs);
    if plain.cost == 0 || plain.spots.len() < units.len() && !units.iter().any(|unit| unit.keeps_next) {
        return plain;
    }
    let heads: Vec<usize> = (0..units.len()).filter(|&k| units[k].keeps_next).collect();
    let mut best = plain;
    let mut trial = units.to_vec();
    for combination in 1..combinations(heads.len()) {
        let mut rest = combination;
        let mut price = 0;
        for &k in &heads {
            let is_tighter = rest % 2 == 1;
            rest /= 2;
            trial[k].air = if is_tighter { (units[k].air - 1).max(0) } else { units[k].air };
            price += if is_tighter { TIGHTER } else { 0 };
        }
        let mut poured = level_once(&trial, legs);
        poured.cost += price;
        let is_fuller = poured.spots.len() > best.spots.len();
        if is_fuller || poured.spots.len() == best.spots.len() && poured.cost < best.cost {
            best = poured;
        }
    }
    best
}

fn combinations(heads: usize) -> usize {
    2usize.checked_pow(heads as u32).unwrap_or(MOST_TRIALS).min(MOST_TRIALS)
}

/// The legs down to `depth`, the last `shorter` of them a line less.
fn cut(legs: &[Leg], depth: i32, shorter: usize) -> Vec<Leg> {
    cut_legs(legs, depth, shorter).collect()
}

fn cut_legs(legs: &[Leg], depth: i32, shorter: usize) -> impl Iterator<Item = Leg> {
    let count = legs.len();
    let limit = move |k: usize| if k + shorter >= count { depth - 1 } else { depth };
    let bottom = move |k: usize, leg: &Leg| leg.bottom.min(limit(k)).max(leg.top);
    legs.iter().enumerate().map(move |(k, leg)| Leg { top: leg.top, bottom: bottom(k, leg) })
}

/// Lines of the legs down to a depth.
fn room_in(legs: &[Leg], depth: i32, shorter: usize) -> i32 {
    cut_legs(legs, depth, shorter).map(|leg| leg.bottom - leg.top).sum()
}

/// Whether all units have room in the legs, with the air that every one asks for.
pub(crate) fn holds(units: &[Unit], legs: &[Leg]) -> bool {
    pour(units, legs).spots.len() == units.len()
}

/// As [`level`], with the air that every unit asks for.
pub(crate) fn level_once(units: &[Unit], legs: &[Leg]) -> Poured {
    let deepest = legs.iter().map(|leg| leg.bottom).max().unwrap_or(0);
    let wanted: i32 = units.iter().map(|unit| unit.lines).sum();
    let cut = |depth: i32, shorter: usize| cut(legs, depth, shorter);
    let is_enough = |depth: i32, shorter: usize| room_in(legs, depth, shorter) >= wanted;
    // The first depth whose room alone would do; keeps and air can only need more.
    let mut depth = (0..=deepest).find(|&depth| is_enough(depth, 0)).unwrap_or(deepest);
    let mut poured = pour(units, &cut(depth, 0));
    while poured.spots.len() < units.len() && depth < deepest {
        depth += 1;
        poured = pour(units, &cut(depth, 0));
    }
    if poured.spots.len() == units.len() {
        for shorter in (1..legs.len()).rev().filter(|shorter| is_enough(depth, *shorter)) {
            let tighter = pour(units, &cut(depth, shorter));
            if tighter.spots.len() == units.len() {
                poured = tighter;
                break;
            }
        }
    }
    poured.spare = room(legs) - used(&poured, legs);
    poured.cost += unevenness(&poured.ends, legs) * UNEVEN;
    poured
}

fn room(legs: &[Leg]) -> i32 {
    legs.iter().map(|leg| (leg.bottom - leg.top).max(0)).sum()
}

fn used(poured: &Poured, legs: &[Leg]) -> i32 {
    legs.iter().zip(&poured.ends).map(|(leg, end)| (end - leg.top).max(0)).sum()
}

/// By how many lines more than one the ends of columns that could go on differ.
pub(crate) fn unevenness(ends: &[i32], legs: &[Leg]) -> i32 {
    let ends = || legs.iter().zip(ends).filter(|(leg, _)| leg.bottom > leg.top);
    let deepest = ends().map(|(_, end)| *end).max().unwrap_or(0);
    ends().map(|(leg, end)| (leg.bottom.min(deepest) - end - 1).max(0)).sum()
}

fn pour(units: &[Unit], legs: &[Leg]) -> Poured {
    let mut spots = Vec::with_capacity(units.len());
    let mut ends: Vec<i32> = legs.iter().map(|leg| leg.top).collect();
    let mut cost = 0;
    let mut bad = Vec::new();
    let mut next = 0;
    for (column, leg) in legs.iter().enumerate() {
        let mut line = leg.top;
        while let Some(unit) = units.get(next) {
            let air = if line == leg.top { unit.top } else { unit.air };
            let need = air + unit.lines + if unit.keeps_next { after(units, next) } else { 0 };
            let is_lone =
                line == leg.top && unit.top + unit.lines > leg.bottom - leg.top && leg.bottom > leg.top;
            if line + need > leg.bottom && !(is_lone && column + 1 == legs.len()) {
                break;
            }
            if line == leg.top && unit.is_last && next > 0 && leg.bottom - leg.top >= SHORT_LEG {
                cost += LONE;
                bad.push(next);
            }
            spots.push(Spot { column, line: line + air });
            line += air + unit.lines;
            ends[column] = line;
            next += 1;
        }
        let foot = next.checked_sub(1).and_then(|k| units.get(k));
        let is_long = ends[column] - leg.top >= SHORT_LEG;
        if is_long && next < units.len() && foot.is_some_and(|unit| unit.is_first) {
            cost += LONE;
            bad.push(next);
        }
        if next < units.len() && ends[column] + 1 < leg.bottom {
            bad.push(next);
        }
    }
    Poured { spots, ends, spare: 0, cost, bad }
}

/// Lines that must follow a crosshead in its column: two of the text, or all there is.
fn after(units: &[Unit], k: usize) -> i32 {
    let mut lines = 0;
    for unit in units.iter().skip(k + 1) {
        lines += unit.lines;
        if lines >= 2 {
            return 2;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Leg, Unit, level};
    use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

    const BODY: Unit = Unit { lines: 1, air: 0, top: 0, keeps_next: false, is_first: false, is_last: false };
    const HEAD: Unit = Unit { lines: 1, air: 1, top: 0, keeps_next: true, is_first: false, is_last: false };

    fn legs(count: usize, bottom: i32) -> Vec<Leg> {
        vec![Leg { top: 0, bottom }; count]
    }

    #[test]
    fn the_left_columns_take_the_extra_line() {
        let poured = level(&[BODY; 11], &legs(4, 20));
        assert_eq!(poured.ends, [3, 3, 3, 2]);
        assert_eq!(level(&[BODY; 10], &legs(4, 20)).ends, [3, 3, 2, 2]);
        assert_eq!(level(&[BODY; 12], &legs(4, 20)).ends, [3, 3, 3, 3]);
    }

    #[test]
    fn a_crosshead_never_stands_at_the_foot_of_a_column() {
        for before in 1..30 {
            let mut units = vec![BODY; before];
            units.push(HEAD);
            units.extend([BODY; 14]);
            let poured = level(&units, &legs(3, 40));
            let head = poured.spots[before];
            assert!(poured.spots[before + 2].column == head.column, "with {before} lines before it");
        }
    }

    #[test]
    fn a_table_that_goes_on_in_the_next_column_has_its_header_again() {
        let row = Unit { top: 2, ..BODY };
        let mut units = vec![Unit { lines: 2, keeps_next: true, ..BODY }];
        units.extend([row; 16]);
        let poured = level(&units, &legs(2, 30));
        assert_eq!(poured.ends, [10, 10]);
        assert_eq!(poured.spots.iter().find(|spot| spot.column == 1).map(|spot| spot.line), Some(2));
    }

    #[test]
    fn what_finds_no_room_is_left_over() {
        let poured = level(&[BODY; 25], &legs(2, 10));
        assert_eq!(poured.spots.len(), 20);
        assert_eq!(poured.ends, [10, 10]);
        assert!(level(&[BODY; 3], &[]).spots.is_empty());
    }

    #[test]
    fn a_column_under_a_photo_ends_level_with_its_neighbours() {
        let poured = level(&[BODY; 20], &[Leg { top: 0, bottom: 40 }, Leg { top: 6, bottom: 40 }]);
        assert_eq!(poured.ends, [13, 13]);
    }

    fn unit() -> impl Strategy<Value = Unit> {
        prop_oneof![8 => Just(BODY), 1 => Just(HEAD)]
    }

    proptest! {
        #[test]
        fn placed_and_left_over_are_all_and_nothing_overlaps(
            units in prop::collection::vec(unit(), 0..60),
            columns in 1usize..8,
            bottom in 1i32..20,
        ) {
            let poured = level(&units, &legs(columns, bottom));
            prop_assert!(poured.spots.len() <= units.len());
            let mut taken = std::collections::BTreeSet::new();
            for (spot, unit) in poured.spots.iter().zip(&units) {
                for line in spot.line..spot.line + unit.lines {
                    prop_assert!(line < bottom);
                    prop_assert!(taken.insert((spot.column, line)));
                }
            }
            let order: Vec<_> = poured.spots.iter().map(|spot| (spot.column, spot.line)).collect();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(order, sorted);
        }
    }
}
