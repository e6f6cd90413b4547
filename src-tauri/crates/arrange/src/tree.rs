//! Divisions of a page: drawn from the tables from the top down, so that every one fills the page exactly.

use crate::chance::Chance;
use crate::tables::{First, Member, NEVER, Tables, cut_across, cut_down, is_possible};

/// A part of a division.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// One story.
    Story(u8),
    /// Stories that belong together, with the part that divides them among themselves.
    Group(u16),
    /// Left and right.
    Sides(u16, u16),
    /// Above and below.
    Floors(u16, u16),
    /// Five regions round a middle: top left, top right, bottom right, bottom left, middle; with the widths of the
    /// first and fourth and the heights of the first and second.
    Pinwheel { parts: [u16; 5], across: (u8, u8), down: (u8, u8) },
}

/// A part with its measures in columns and lines.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub part: Part,
    pub span: u8,
    pub height: u8,
    /// The members in it; none within a group.
    pub set: u16,
    /// The number of the notch in its foot, 0 for a rectangle.
    pub notch: u8,
}

/// A rectangle of the page that a tree of its own fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plot {
    pub column: u8,
    pub line: u8,
    pub root: u16,
}

/// A whole page divided.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
    pub plots: Vec<Plot>,
}

/// Where a story stands, in columns and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub story: u8,
    pub column: u8,
    pub span: u8,
    pub line: u8,
    pub height: u8,
    /// The number of the notch in its foot, 0 for a rectangle.
    pub notch: u8,
}

enum Split {
    Sides(usize, usize),
    Floors(usize, usize),
}

/// How much worse than the best a drawn division may be, in units of the heat.
pub(crate) const REACH: f32 = 7.0;

/// Draws one of several by cost: the hotter, the more the dearer ones come up.
pub(crate) fn draw<T>(choices: Vec<(f32, T)>, heat: f32, chance: &mut Chance) -> Option<T> {
    let least = choices.iter().map(|(cost, _)| *cost).fold(NEVER, f32::min);
    if !is_possible(least) {
        return None;
    }
    let mut best: Option<(f32, T)> = None;
    for (cost, choice) in choices {
        if cost > least + REACH * heat {
            continue;
        }
        let draw = chance.gumbel() - cost / heat;
        if best.as_ref().is_none_or(|(other, _)| draw > *other) {
            best = Some((draw, choice));
        }
    }
    best.map(|(_, choice)| choice)
}

impl Tree {
    fn push(&mut self, part: Part, span: usize, height: usize, set: usize) -> u16 {
        self.nodes.push(Node { part, span: span as u8, height: height as u8, set: set as u16, notch: 0 });
        (self.nodes.len() - 1) as u16
    }

    /// Draws a division of a rectangle and gives its root; `None` when it cannot be filled.
    pub(crate) fn grow(
        &mut self,
        tables: &Tables,
        set: usize,
        (span, height): (usize, usize),
        first: First,
        heat: f32,
        chance: &mut Chance,
    ) -> Option<u16> {
        let least = tables.cost(set, span, height, first);
        if !is_possible(least) {
            return None;
        }
        if set.count_ones() == 1 {
            return self.member(tables, set, (span, height), heat, chance);
        }
        let most = least + REACH * heat;
        let mut choices: Vec<(f32, Split)> = Vec::new();
        let low = set & set.wrapping_neg();
        let rest = set ^ low;
        let (down, across) = (cut_down(height, tables.depth), cut_across(span, tables.columns));
        let mut other = rest;
        while other != 0 {
            let own = set ^ other;
            if first != First::Level {
                for left in 1..span {
                    let cost = tables.cost(own, left, height, First::Level)
                        + tables.cost(other, span - left, height, First::Any)
                        + down;
                    if cost <= most {
                        choices.push((cost, Split::Sides(own, left)));
                    }
                }
            }
            if first != First::Upright {
                let a = tables.window(own, span, First::Upright);
                let b = tables.window(other, span, First::Any);
                if a.0 <= a.1 && b.0 <= b.1 && b.0 <= height {
                    for above in a.0.max(height.saturating_sub(b.1))..=a.1.min(height - b.0) {
                        let cost = tables.cost(own, span, above, First::Upright)
                            + tables.cost(other, span, height - above, First::Any)
                            + across;
                        if cost <= most {
                            choices.push((cost, Split::Floors(own, above)));
                        }
                    }
                }
            }
            other = (other - 1) & rest;
        }
        match draw(choices, heat, chance)? {
            Split::Sides(own, left) => {
                let a = self.grow(tables, own, (left, height), First::Level, heat, chance)?;
                let b = self.grow(tables, set ^ own, (span - left, height), First::Any, heat, chance)?;
                Some(self.push(Part::Sides(a, b), span, height, set))
            }
            Split::Floors(own, above) => {
                let a = self.grow(tables, own, (span, above), First::Upright, heat, chance)?;
                let b = self.grow(tables, set ^ own, (span, height - above), First::Any, heat, chance)?;
                Some(self.push(Part::Floors(a, b), span, height, set))
            }
        }
    }

    /// A story in an L over so many columns and lines, at a notch.
    pub(crate) fn ell(&mut self, story: u8, set: usize, (span, height): (usize, usize), notch: u8) -> u16 {
        let at = self.push(Part::Story(story), span, height, set);
        self.nodes[usize::from(at)].notch = notch;
        at
    }

    /// One member: a story, or a group with a division of its own.
    fn member(
        &mut self,
        tables: &Tables,
        set: usize,
        (span, height): (usize, usize),
        heat: f32,
        chance: &mut Chance,
    ) -> Option<u16> {
        let part = match tables.members.get(set.trailing_zeros() as usize)? {
            Member::Story(story) => Part::Story(*story),
            Member::Group(own) => {
                let first = self.nodes.len();
                let root = self.grow(own, own.full(), (span, height), First::Any, heat, chance)?;
                for node in &mut self.nodes[first..] {
                    node.set = 0;
                }
                Part::Group(root)
            }
        };
        Some(self.push(part, span, height, set))
    }

    /// Looks for a division into five regions round a middle that no cut goes through.
    pub(crate) fn pinwheel(
        &mut self,
        tables: &Tables,
        set: usize,
        (span, height): (usize, usize),
        (heat, tries): (f32, usize),
        chance: &mut Chance,
    ) -> Option<u16> {
        if set.count_ones() < 5 || span < 3 {
            return None;
        }
        let members: Vec<usize> = (0..tables.count()).filter(|member| set >> member & 1 == 1).collect();
        let mut best: Option<(f32, [usize; 5], usize, usize, usize, usize)> = None;
        for _ in 0..tries {
            let mut groups = [0usize; 5];
            for member in &members {
                groups[chance.below(5)] |= 1 << member;
            }
            if groups.contains(&0) || groups[4].count_ones() > 2 {
                continue;
            }
            for first in 2..span {
                for fourth in 1..first {
                    let spans = [first, span - first, span - fourth, fourth, first - fourth];
                    let windows: [(usize, usize); 5] =
                        std::array::from_fn(|k| tables.window(groups[k], spans[k], First::Any));
                    if windows.iter().any(|window| window.0 > window.1) {
                        continue;
                    }
                    let cost = |k: usize, height: usize| tables.cost(groups[k], spans[k], height, First::Any);
                    let low = windows[0].0.max(height.saturating_sub(windows[3].1));
                    let high = windows[0].1.min(height.saturating_sub(windows[3].0));
                    for upper in low..=high {
                        let left = cost(0, upper) + cost(3, height - upper);
                        if !is_possible(left) || best.as_ref().is_some_and(|best| left >= best.0) {
                            continue;
                        }
                        let low =
                            (upper + windows[4].0).max(windows[1].0).max(height.saturating_sub(windows[2].1));
                        let high =
                            (upper + windows[4].1).min(windows[1].1).min(height.saturating_sub(windows[2].0));
                        for lower in low..=high {
                            let whole =
                                left + cost(1, lower) + cost(2, height - lower) + cost(4, lower - upper);
                            if is_possible(whole) && best.as_ref().is_none_or(|best| whole < best.0) {
                                best = Some((whole, groups, first, fourth, upper, lower));
                            }
                        }
                    }
                }
            }
        }
        let (_, groups, first, fourth, upper, lower) = best?;
        let sizes = [
            (first, upper),
            (span - first, lower),
            (span - fourth, height - lower),
            (fourth, height - upper),
            (first - fourth, lower - upper),
        ];
        let mut parts = [0u16; 5];
        for k in 0..5 {
            parts[k] = self.grow(tables, groups[k], sizes[k], First::Any, heat, chance)?;
        }
        let part =
            Part::Pinwheel { parts, across: (first as u8, fourth as u8), down: (upper as u8, lower as u8) };
        Some(self.push(part, span, height, set))
    }

    /// Where every story stands when the parts are turned about as `turns` says, a bit for left and right, one for
    /// above and below.
    pub(crate) fn places(&self, turns: &[u8], places: &mut Vec<Place>) {
        places.clear();
        for plot in &self.plots {
            self.place(plot.root, plot.column, plot.line, turns, places);
        }
    }

    fn place(&self, at: u16, column: u8, line: u8, turns: &[u8], places: &mut Vec<Place>) {
        let node = &self.nodes[usize::from(at)];
        let turn = turns.get(usize::from(at)).copied().unwrap_or(0);
        let measure = |part: u16| {
            let node = &self.nodes[usize::from(part)];
            (node.span, node.height)
        };
        match node.part {
            Part::Story(story) => {
                let (span, height, notch) = (node.span, node.height, node.notch);
                places.push(Place { story, column, span, line, height, notch });
            }
            Part::Group(root) => self.place(root, column, line, turns, places),
            Part::Sides(a, b) => {
                let (first, second) = if turn & 1 == 1 { (b, a) } else { (a, b) };
                self.place(first, column, line, turns, places);
                self.place(second, column + measure(first).0, line, turns, places);
            }
            Part::Floors(a, b) => {
                let (first, second) = if turn & 1 == 1 { (b, a) } else { (a, b) };
                self.place(first, column, line, turns, places);
                self.place(second, column, line + measure(first).1, turns, places);
            }
            Part::Pinwheel { parts, across: (first, fourth), down: (upper, lower) } => {
                let corners = [(0, 0), (first, 0), (fourth, lower), (0, upper), (fourth, upper)];
                for (part, (x, y)) in parts.iter().zip(corners) {
                    let (span, height) = measure(*part);
                    let x = if turn & 1 == 1 { node.span - x - span } else { x };
                    let y = if turn & 2 == 2 { node.height - y - height } else { y };
                    self.place(*part, column + x, line + y, turns, places);
                }
            }
        }
    }

    /// What the page is at first sight: how it is divided first, and where.
    pub(crate) fn root(&self, turns: &[u8]) -> String {
        let Some(plot) = self.plots.first().filter(|_| self.plots.len() == 1) else {
            let plots = self.plots.iter().map(|plot| {
                let node = &self.nodes[usize::from(plot.root)];
                format!("{}×{}", node.span, node.height / 14)
            });
            return format!("plots {}", plots.collect::<Vec<_>>().join(" "));
        };
        let node = &self.nodes[usize::from(plot.root)];
        let turned = turns.get(usize::from(plot.root)).copied().unwrap_or(0) & 1 == 1;
        match node.part {
            Part::Story(_) | Part::Group(_) => "one".to_owned(),
            Part::Pinwheel { .. } => "pinwheel".to_owned(),
            Part::Sides(a, b) => {
                let first = &self.nodes[usize::from(if turned { b } else { a })];
                format!("sides {}+{}", first.span, node.span - first.span)
            }
            Part::Floors(a, b) => {
                let first = &self.nodes[usize::from(if turned { b } else { a })];
                let third = u32::from(first.height) * 4 / u32::from(node.height.max(1));
                format!("floors {}/4", third + 1)
            }
        }
    }

    /// Divides one part anew, or lets two parts share out their stories anew; the rest stays as it is.
    pub(crate) fn changed(&self, tables: &Tables, heat: f32, chance: &mut Chance) -> Option<Tree> {
        const MOST: u32 = 7;
        let parts: Vec<usize> = self.reachable();
        let parts: Vec<usize> = parts
            .into_iter()
            .filter(|k| (1..=6).contains(&self.nodes[*k].set.count_ones()))
            .filter(|k| !matches!(self.nodes[*k].part, Part::Pinwheel { .. }) && self.nodes[*k].notch == 0)
            .collect();
        for _ in 0..8 {
            let a = *parts.get(chance.below(parts.len()))?;
            let first = &self.nodes[a];
            let can_divide = first.set.count_ones() >= 2 || matches!(first.part, Part::Group(_));
            let is_single = can_divide && chance.share() < 0.4;
            let mut tree = self.clone();
            if is_single {
                let size = (usize::from(first.span), usize::from(first.height));
                let set = usize::from(first.set);
                let Some(root) = tree.grow(tables, set, size, First::Any, heat, chance) else { continue };
                tree.nodes[a] = tree.nodes[usize::from(root)].clone();
                return Some(tree);
            }
            let b = *parts.get(chance.below(parts.len()))?;
            let second = &self.nodes[b];
            let union = usize::from(first.set | second.set);
            if a == b || first.set & second.set != 0 || union.count_ones() > MOST {
                continue;
            }
            let size = |node: &Node| (usize::from(node.span), usize::from(node.height));
            let (one, two) = (size(first), size(second));
            let mut choices = Vec::new();
            let mut own = (union - 1) & union;
            while own != 0 {
                let cost = tables.cost(own, one.0, one.1, First::Any)
                    + tables.cost(union ^ own, two.0, two.1, First::Any);
                if own != usize::from(first.set) && is_possible(cost) {
                    choices.push((cost, own));
                }
                own = (own - 1) & union;
            }
            let Some(own) = draw(choices, heat * 1.5, chance) else { continue };
            let Some(one) = tree.grow(tables, own, one, First::Any, heat, chance) else { continue };
            let Some(two) = tree.grow(tables, union ^ own, two, First::Any, heat, chance) else { continue };
            tree.nodes[a] = tree.nodes[usize::from(one)].clone();
            tree.nodes[b] = tree.nodes[usize::from(two)].clone();
            tree.recount();
            return Some(tree);
        }
        None
    }

    fn reachable(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open: Vec<u16> = self.plots.iter().map(|plot| plot.root).collect();
        while let Some(at) = open.pop() {
            found.push(usize::from(at));
            match self.nodes[usize::from(at)].part {
                Part::Story(_) => {}
                Part::Group(root) => open.push(root),
                Part::Sides(a, b) | Part::Floors(a, b) => open.extend([a, b]),
                Part::Pinwheel { parts, .. } => open.extend(parts),
            }
        }
        found
    }

    /// Counts the members of every part again after some have changed theirs.
    fn recount(&mut self) {
        fn count(nodes: &mut [Node], at: u16) -> u16 {
            let set = match nodes[usize::from(at)].part {
                Part::Story(_) | Part::Group(_) => nodes[usize::from(at)].set,
                Part::Sides(a, b) | Part::Floors(a, b) => count(nodes, a) | count(nodes, b),
                Part::Pinwheel { parts, .. } => parts.iter().fold(0, |set, part| set | count(nodes, *part)),
            };
            nodes[usize::from(at)].set = set;
            set
        }
        for plot in self.plots.clone() {
            count(&mut self.nodes, plot.root);
        }
    }

    /// Whether a part is five regions round a middle.
    pub(crate) fn is_pinwheel(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| matches!(node.part, Part::Pinwheel { .. }))
    }

    /// The parts that can be turned about.
    pub(crate) fn turning(&self) -> Vec<usize> {
        self.reachable()
            .into_iter()
            .filter(|k| !matches!(self.nodes[*k].part, Part::Story(_) | Part::Group(_)))
            .collect()
    }
}
