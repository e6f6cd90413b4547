//! Setting a headline: broken by sense, its lines nearly equal in length.

use crate::fit::{Chosen, Rooms};
use crate::lines::{Fill, Line, finish};
use crate::measure::measure as measure_line;
use crate::prepared::{Joint, Prepared};
use crate::words::{BEFORE_PARTICLE, INSIDE, sense};
use banxin_geom::Length;

/// How a headline is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HeadlineOptions {
    /// How many lines are wanted; 0 takes as few as hold the text.
    pub lines: usize,
    /// 撑满: space the characters out so that each line fills its measure.
    pub fill: bool,
}

/// Lines tried beyond those wanted before a head is cut wherever it fits.
const MOST_LINES: usize = 24;

/// A line that holds the end of one clause and the beginning of another, one of them divided.
const MIXED: u64 = 500_000;

/// The lines of a headline in `measure`, broken by sense and balanced.
///
/// More lines than were wanted come back when the text does not fit into them; a caller that cannot take them sets
/// the head smaller. Fewer come back when the text has fewer places to break.
pub fn set_headline(prepared: &Prepared, measure: Length, options: &HeadlineOptions) -> Vec<Line> {
    if prepared.is_empty() {
        return Vec::new();
    }
    let room = measure.to_emu();
    let rooms = Rooms::alike(room);
    let forced = (1..prepared.atoms.len()).filter(|k| prepared.joints[*k].cost == Joint::FORCED).count();
    let least = options.lines.max(forced + 1);
    let whole = 0..prepared.atoms.len();
    let chosen = if least == 1 && measure_line(prepared, &whole).natural <= room {
        // Words are not asked about where nothing is divided: the dictionary takes its time to load.
        vec![Chosen { atoms: whole, hangs: false, emergency: false }]
    } else {
        divide(prepared, room, least).unwrap_or_else(|| crate::fit::first_fit(prepared, &rooms, false))
    };
    let fill = if options.fill { Fill::Every } else { Fill::None };
    chosen.iter().enumerate().map(|(k, c)| finish(prepared, c, k, &rooms, Length::ZERO, fill)).collect()
}

/// Whether no row but the first begins with a particle, or inside a word, a number or a title.
pub fn reads_well(prepared: &Prepared, rows: &[Line]) -> bool {
    if rows.len() < 2 {
        return true;
    }
    let costs = sense(prepared);
    let is_forced = |k: usize| prepared.joints[k].cost == Joint::FORCED;
    rows.iter().skip(1).all(|row| is_forced(row.atoms.start) || costs[row.atoms.start] < BEFORE_PARTICLE)
}

/// The division by sense into `least` lines, or as few more as it takes.
fn divide(p: &Prepared, room: i64, least: usize) -> Option<Vec<Chosen>> {
    let costs = sense(p);
    let enough = usize::try_from(p.natural_width().to_emu() / room.max(1)).unwrap_or(0);
    // Where not even its characters one by one have room, it is cut wherever it fits.
    let fewest = least.max(enough);
    let most = (fewest + MOST_LINES).min(p.atoms.len());
    let (lines, (chosen, dearest)) =
        (fewest..=most).find_map(|n| balanced(p, &costs, room, n).map(|b| (n, b)))?;
    if dearest < INSIDE {
        return Some(chosen);
    }
    // One line more is better than a divided word, if it saves it.
    let longer = balanced(p, &costs, room, lines + 1).filter(|(_, dearest)| *dearest < INSIDE);
    Some(longer.map_or(chosen, |(longer, _)| longer))
}

/// The best division into exactly `lines` lines, and the cost of its dearest break; `None` when it does not fit.
fn balanced(p: &Prepared, costs: &[u64], room: i64, lines: usize) -> Option<(Vec<Chosen>, u64)> {
    let count = p.atoms.len();
    if count == 0 {
        return None;
    }
    let ends: Vec<usize> = (1..count).filter(|k| costs[*k] != u64::MAX).chain([count]).collect();
    if lines > ends.len() {
        return None;
    }
    let ideal = p.natural_width().to_emu() / lines as i64;
    let em = p.atoms[0].em.max(1);
    // best[n]: cheapest way to end a line at ends[n]; rebuilt for each line.
    let mut best: Vec<Option<(u64, u64)>> = vec![None; ends.len()];
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(lines);
    for line in 0..lines {
        let mut next: Vec<Option<(u64, u64)>> = vec![None; ends.len()];
        let mut back = vec![usize::MAX; ends.len()];
        for (n, &end) in ends.iter().enumerate() {
            if (line + 1 == lines) != (end == count) {
                continue;
            }
            let starts = if line == 0 { vec![(usize::MAX, 0, (0, 0))] } else { reached(&best, &ends, n) };
            for (index, start, (cost, dearest)) in starts {
                if (start + 1..end).any(|k| p.joints[k].cost == Joint::FORCED) {
                    continue;
                }
                let width = measure_line(p, &(start..end)).natural;
                if width > room {
                    continue;
                }
                let off = (width - ideal) * 1000 / em;
                let sense = if end == count { 0 } else { costs[end] };
                let mixed = if mixes_clauses(p, costs, start, end) { MIXED } else { 0 };
                let total = cost + (off * off / 40) as u64 + sense + mixed;
                if next[n].is_none_or(|(c, _)| total < c) {
                    next[n] = Some((total, dearest.max(sense)));
                    back[n] = index;
                }
            }
        }
        best = next;
        from.push(back);
    }
    let (_, dearest) = (*best.last()?)?;
    let mut chosen = Vec::with_capacity(lines);
    let mut at = ends.len() - 1;
    for back in from.iter().rev() {
        let before = back[at];
        let start = ends.get(before).copied().unwrap_or(0);
        chosen.push(Chosen { atoms: start..ends[at], hangs: false, emergency: false });
        at = before;
    }
    chosen.reverse();
    Some((chosen, dearest))
}

/// Whether a space that parts clauses stands inside the line, and the line begins or ends in the middle of one.
fn mixes_clauses(p: &Prepared, costs: &[u64], start: usize, end: usize) -> bool {
    let parts = |k: usize| matches!(p.atoms[k].ch, ' ' | '\u{3000}');
    let begins = start == 0 || costs[start] == 0;
    let ends = end == p.atoms.len() || costs[end] == 0;
    !(begins && ends) && (start + 1..end.saturating_sub(1)).any(parts)
}

/// The places before the `n`-th end that the lines so far can reach: index, atom and cost.
fn reached(best: &[Option<(u64, u64)>], ends: &[usize], n: usize) -> Vec<(usize, usize, (u64, u64))> {
    best[..n].iter().enumerate().filter_map(|(k, b)| b.map(|b| (k, ends[k], b))).collect()
}
