//! Choosing where lines break: all lines of a paragraph together for the least cost, or each as full as it goes.

use crate::class::Class;
use crate::cost::{GAPLESS, HYPHENS_RUNNING, LONELY, LONELY_SUBSTANCE, LineKind, judge};
use crate::measure::{Width, measure, measure_in};
use crate::prepared::{Atom, Joint, Prepared};
use crate::rules::Hanging;
use std::ops::Range;

/// The room of every line: one extent for each of the first lines, and the last of them for all that follow.
pub(crate) struct Rooms {
    pub rooms: Vec<i64>,
    /// Blank cells of the first line's indent, which take their share of space when the line is spaced out.
    pub blanks: i64,
}

impl Rooms {
    /// The same room for every line.
    pub(crate) fn alike(room: i64) -> Self {
        Rooms { rooms: vec![room], blanks: 0 }
    }

    pub(crate) fn at(&self, line: usize) -> i64 {
        self.rooms.get(line).or(self.rooms.last()).copied().unwrap_or(0)
    }

    /// The first line from which all rooms are alike.
    fn uniform_from(&self) -> usize {
        let Some(last) = self.rooms.last() else { return 0 };
        self.rooms.iter().rposition(|r| r != last).map_or(0, |at| at + 1)
    }
}

/// One chosen line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub atoms: Range<usize>,
    pub hangs: bool,
    pub emergency: bool,
}

/// Lines chosen one after the other, each as full as it goes: compress first, then push out (先挤进，后推出).
pub(crate) fn first_fit(p: &Prepared, rooms: &Rooms, justify: bool) -> Vec<Chosen> {
    let mut lines: Vec<Chosen> = Vec::new();
    let mut start = 0;
    while start < p.atoms.len() {
        let room = rooms.at(lines.len());
        let hung_before = lines.last().is_some_and(|l| l.hangs);
        let mut best: Option<Chosen> = None;
        candidates(p, start, room, justify, start + 1, &mut |end, width, em| {
            if best.is_none()
                && let Some(verdict) =
                    judge(width, room, LineKind { em, fills: false, justify, blanks: 0 }, !hung_before)
            {
                best = Some(Chosen { atoms: start..end, hangs: verdict.hangs, emergency: false });
            }
            best.is_none()
        });
        let line = best.unwrap_or_else(|| emergency(p, start, room, justify));
        start = line.atoms.end;
        lines.push(line);
    }
    lines
}

/// Calls `try_end` with each place where a line from `start` may end, from the fullest down, until it says stop.
///
/// `guess` is a place known not to be too far; the place up to which atoms fit is returned, to guess by next time.
fn candidates(
    p: &Prepared,
    start: usize,
    room: i64,
    justify: bool,
    guess: usize,
    try_end: &mut dyn FnMut(usize, &Width, i64) -> bool,
) -> usize {
    let count = p.atoms.len();
    let em = p.atoms[start].em;
    // A line is never narrower than its sums by more than all it can give, both edges, and a hung mark.
    let hang = |atom: &Atom| if p.rules.hanging == Hanging::None { 0 } else { atom.em };
    let slack = 2 * em + hang(&p.atoms[start]);
    let base = &p.sums[start];
    let least = |end: usize| {
        let sum = &p.sums[end];
        let give = if justify { sum.give - base.give } else { 0 };
        sum.natural - base.natural - give
    };
    let mut end = guess.clamp(start + 1, count);
    let swallowed = |end: usize| matches!(p.atoms[end].class, Class::Space | Class::SoftHyphen);
    while end < count
        && p.joints[end].cost != Joint::FORCED
        && (least(end + 1) <= room + slack || swallowed(end))
    {
        end += 1;
    }
    let reach = end;
    while end > start {
        let joint = if end == count { Joint::default() } else { p.joints[end] };
        // Its edges and the gap after it are all that a line can be narrower by than its sums.
        let last = &p.atoms[end - 1];
        let edges = (em + last.em) / 2 + last.gap + last.tracking.max(0) + hang(last);
        let hopeless = least(end) > room + edges && !swallowed(end - 1);
        if joint.allowed() && !hopeless && !try_end(end, &measure_in(p, &(start..end), room), em) {
            break;
        }
        end -= 1;
    }
    reach
}

/// A line where no permitted break is to be had: as much as fits, and one atom at the least.
fn emergency(p: &Prepared, start: usize, room: i64, justify: bool) -> Chosen {
    let fits = |end: usize| {
        let width = measure(p, &(start..end));
        judge(&width, room, LineKind { em: p.atoms[start].em, fills: false, justify, blanks: 0 }, true)
            .map(|v| v.hangs)
    };
    let mut last = (start + 1, fits(start + 1).unwrap_or(false));
    let mut softer = None;
    let mut end = start + 1;
    while end < p.atoms.len() {
        match fits(end) {
            Some(hangs) => {
                last = (end, hangs);
                // Rather a mark at the wrong edge than a divided figure or word.
                if !p.joints[end].tight {
                    softer = Some((end, hangs));
                }
            }
            None if end > start + 1 => break,
            None => {}
        }
        end += 1;
    }
    let (end, hangs) = softer.unwrap_or(last);
    Chosen { atoms: start..end, hangs, emergency: true }
}

/// A place that lines can reach, with the cheapest way there.
#[derive(Clone, Copy)]
struct Node {
    atom: u32,
    before: u32,
    cost: u64,
    hangs: bool,
    hyphen: bool,
    emergency: bool,
}

const NOWHERE: u32 = u32::MAX;
/// Places kept open for each line while lines still differ in extent.
const BEAM: usize = 48;

/// Of those, the places that cost more by this than the cheapest are let go: more than a line that is spaced out.
const MOST_BEHIND: u64 = 400_000;

/// Places kept open for each line when a paragraph is to run longer or shorter than it likes.
const WIDE_BEAM: usize = 256;
/// What each line gained or saved may cost at most.
const PER_EXTRA_LINE: u64 = 300_000;

/// The lines of the paragraph that together cost least, or nearly so with `extra` more or fewer of them.
pub(crate) fn total_fit(p: &Prepared, rooms: &Rooms, justify: bool, extra: i64) -> Vec<Chosen> {
    let mut search = Search::new(p, rooms, justify);
    search.cheapest(rooms);
    if extra == 0 {
        return search.lines(search.end);
    }
    let most = search.cost(search.end) + PER_EXTRA_LINE * extra.unsigned_abs();
    Search::new(p, rooms, justify).with_extra(rooms, extra, most)
}

struct Search<'a> {
    p: &'a Prepared,
    justify: bool,
    blanks: i64,
    nodes: Vec<Node>,
    end: u32,
    /// The node at each place, while the places of one line are gathered.
    at: Vec<u32>,
}

impl<'a> Search<'a> {
    fn new(p: &'a Prepared, rooms: &Rooms, justify: bool) -> Self {
        let origin =
            Node { atom: 0, before: NOWHERE, cost: 0, hangs: false, hyphen: false, emergency: false };
        let at = vec![NOWHERE; p.atoms.len() + 1];
        Search { p, justify, blanks: rooms.blanks, nodes: vec![origin], end: NOWHERE, at }
    }

    fn cost(&self, node: u32) -> u64 {
        self.nodes.get(node as usize).map_or(0, |node| node.cost)
    }

    /// Finds the lines that together cost least; `end` leads back along them.
    fn cheapest(&mut self, rooms: &Rooms) {
        let mut frontier: Vec<u32> = vec![0];
        let uniform = rooms.uniform_from();
        for line in 0..uniform {
            frontier = self.next_line(frontier, rooms.at(line), BEAM);
            let least = frontier.first().map_or(0, |node| self.cost(*node));
            frontier.retain(|node| self.cost(*node) <= least + MOST_BEHIND);
        }
        let mut at = std::mem::take(&mut self.at);
        for n in frontier {
            at[self.nodes[n as usize].atom as usize] = n;
        }
        let room = rooms.at(uniform);
        let mut guess = 0;
        for atom in 0..self.p.atoms.len() {
            if at[atom] == NOWHERE {
                continue;
            }
            guess = self.extend(at[atom], room, guess, &mut |nodes, node| {
                let slot = &mut at[node.atom as usize];
                if *slot == NOWHERE {
                    nodes.push(node);
                    *slot = nodes.len() as u32 - 1;
                } else if node.cost < nodes[*slot as usize].cost {
                    nodes[*slot as usize] = node;
                }
            });
        }
    }

    /// The places the next line can end at from any place of `frontier`, the cheapest `beam` of them.
    fn next_line(&mut self, mut frontier: Vec<u32>, room: i64, beam: usize) -> Vec<u32> {
        let mut next: Vec<u32> = Vec::new();
        let mut at = std::mem::take(&mut self.at);
        let mut guess = 0;
        frontier.sort_by_key(|n| self.nodes[*n as usize].atom);
        for from in frontier {
            guess = self.extend(from, room, guess, &mut |nodes, node| {
                let slot = &mut at[node.atom as usize];
                if *slot == NOWHERE {
                    nodes.push(node);
                    *slot = nodes.len() as u32 - 1;
                    next.push(*slot);
                } else if node.cost < nodes[*slot as usize].cost {
                    nodes[*slot as usize] = node;
                }
            });
        }
        for node in &next {
            at[self.nodes[*node as usize].atom as usize] = NOWHERE;
        }
        self.at = at;
        next.sort_by_key(|n| (self.nodes[*n as usize].cost, self.nodes[*n as usize].atom));
        next.truncate(beam);
        next
    }

    /// The best lines whose number comes as near to `extra` more than the best number as the text allows, for `most`
    /// at the most.
    fn with_extra(mut self, rooms: &Rooms, extra: i64, most: u64) -> Vec<Chosen> {
        let mut frontier: Vec<u32> = vec![0];
        let mut ends: Vec<(i64, u32)> = Vec::new();
        while !frontier.is_empty() {
            let line = ends.len();
            self.end = NOWHERE;
            frontier = self.next_line(frontier, rooms.at(line), WIDE_BEAM);
            frontier.retain(|node| self.cost(*node) <= most);
            ends.push((line as i64 + 1, self.end));
        }
        ends.retain(|(_, end)| *end != NOWHERE);
        let cost = |end: u32| self.nodes[end as usize].cost;
        let Some(&(lines, best)) = ends.iter().min_by_key(|(lines, end)| (cost(*end), *lines)) else {
            return Vec::new();
        };
        let ceiling = |n: i64| cost(best) + PER_EXTRA_LINE * (n - lines).unsigned_abs();
        let wanted = lines + extra;
        let towards = |n: i64| (n - lines) * extra.signum() >= 0 && (n - wanted) * extra.signum() <= 0;
        let found = ends.iter().filter(|(n, end)| towards(*n) && cost(*end) <= ceiling(*n));
        let end = found.min_by_key(|(n, _)| (wanted - n).abs()).map_or(best, |(_, end)| *end);
        self.lines(end)
    }

    /// Offers every place the next line can end at from node `from`.
    fn extend(
        &mut self,
        from: u32,
        room: i64,
        guess: usize,
        offer: &mut dyn FnMut(&mut Vec<Node>, Node),
    ) -> usize {
        let (p, justify, blanks) = (self.p, self.justify, self.blanks);
        let node = self.nodes[from as usize];
        let start = node.atom as usize;
        let count = p.atoms.len();
        let mut found = false;
        let (nodes, last) = (&mut self.nodes, &mut self.end);
        let mut reach_end = |nodes: &mut Vec<Node>, next: Node| {
            if *last == NOWHERE {
                nodes.push(next);
                *last = nodes.len() as u32 - 1;
            } else if next.cost < nodes[*last as usize].cost {
                nodes[*last as usize] = next;
            }
        };
        let reach = candidates(p, start, room, justify, guess, &mut |end, width, em| {
            let joint =
                if end == count { Joint { cost: Joint::FORCED, ..Joint::default() } } else { p.joints[end] };
            let closes = joint.cost == Joint::FORCED;
            let kind = LineKind { em, fills: !closes, justify, blanks: if start == 0 { blanks } else { 0 } };
            let Some(verdict) = judge(width, room, kind, !node.hangs) else { return true };
            let mut cost = node.cost + verdict.cost;
            if closes {
                cost += if width.substance < LONELY_SUBSTANCE && start > 0 && !opens(p, start) {
                    LONELY
                } else {
                    0
                };
            } else {
                cost += u64::from(joint.cost);
            }
            if joint.hyphen && node.hyphen {
                cost += HYPHENS_RUNNING;
            }
            let next = Node {
                atom: end as u32,
                before: from,
                cost,
                hangs: verdict.hangs,
                hyphen: joint.hyphen,
                emergency: false,
            };
            if end == count {
                reach_end(nodes, next);
            } else {
                offer(nodes, next);
            }
            // Shorter lines only get looser; past a quarter em a gap nothing is gained by looking on.
            let missing = room - width.natural;
            let give_up = found && missing > em && missing > (i64::from(width.gaps) + 2) * em / 4;
            found = true;
            !give_up
        });
        if !found {
            let line = emergency(p, start, room, justify);
            let end = line.atoms.end;
            let cost = node.cost + 4 * GAPLESS;
            let next = Node {
                atom: end as u32,
                before: from,
                cost,
                hangs: line.hangs,
                hyphen: false,
                emergency: true,
            };
            if end == count {
                reach_end(nodes, next);
            } else {
                offer(nodes, next);
            }
        }
        reach
    }

    /// The lines on the cheapest way to a node.
    fn lines(&self, end: u32) -> Vec<Chosen> {
        let mut lines = Vec::new();
        let mut at = end;
        while at != NOWHERE {
            let node = self.nodes[at as usize];
            if node.before == NOWHERE {
                break;
            }
            let start = self.nodes[node.before as usize].atom as usize;
            lines.push(Chosen {
                atoms: start..node.atom as usize,
                hangs: node.hangs,
                emergency: node.emergency,
            });
            at = node.before;
        }
        lines.reverse();
        lines
    }
}

/// Whether a paragraph, or the part of it after a forced break, begins at the atom.
fn opens(p: &Prepared, atom: usize) -> bool {
    p.joints[atom].cost == Joint::FORCED
}
