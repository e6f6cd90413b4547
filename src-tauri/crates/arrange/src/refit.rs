//! A page alive under the hand: other forms of one block, the legal stops of a divider, stories that fill a hole.

use crate::chance::Chance;
use crate::draw::{Found, Poured};
use crate::hands::Hands;
use crate::plan::{Plan, StoryForms};
use crate::score::Weights;
use crate::sheet::Sheet;
use crate::tables::{First, is_possible};
use crate::tree::{Plot, Tree};
use banxin_model::{Area, Edition, Id, Package, Page};

/// A way to set a story in a rectangle, exactly.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The package.
    pub package: Package,
    /// How far the form is from the best one of the story.
    pub cost: f32,
}

impl StoryForms {
    /// Every form of the story that fills an area of the page exactly, the best first; none where the area's edges
    /// do not run with columns.
    pub fn fits(&self, edition: &Edition, page: Id<Page>, area: Area) -> Vec<Fit> {
        let Some(sheet) = Sheet::new(edition, page) else { return Vec::new() };
        let Some(span) = sheet.grid.columns.span_of(area.width) else { return Vec::new() };
        let column = (0..sheet.columns)
            .find(|column| (sheet.grid.columns.start(*column as u8).0 - area.x.0).abs() <= 2);
        let (Some(column), Ok(line)) = (column, usize::try_from(area.line - sheet.top)) else {
            return Vec::new();
        };
        let Ok(height) = usize::try_from(area.lines + crate::GAP) else { return Vec::new() };
        let mut fits = Vec::new();
        for form in self.options.at(usize::from(span), height) {
            for is_turned in [false, true] {
                if is_turned && !form.can_turn() || !form.pour(is_turned).is_full() {
                    continue;
                }
                let package = form.package(&sheet, self.wish.story, column, line, is_turned);
                fits.push(Fit { package, cost: form.cost - self.options.best });
            }
        }
        fits.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        fits
    }

    /// Every height in lines, without the gap, at which the story fills a number of page columns exactly.
    pub fn depths(&self, span: u8, most: i32) -> Vec<i32> {
        let heights = 1..=(most + crate::GAP).max(0) as usize;
        heights
            .filter(|height| !self.options.at(usize::from(span), *height).is_empty())
            .map(|height| height as i32 - crate::GAP)
            .collect()
    }
}

/// Which way a divider runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divider {
    /// Across: it parts what is above from what is below.
    Across,
    /// Down: it parts left from right.
    Down,
}

/// A place where a divider may stop.
#[derive(Clone, Debug)]
pub struct StopFound {
    /// Lines (or columns) from where it is now.
    pub offset: i32,
    /// How much dearer the forms on both sides are than now.
    pub cost: f32,
    /// The packages of both sides.
    pub packages: Vec<Package>,
}

/// The two sides of a divider: the packages that move with it.
#[derive(Clone, Debug)]
pub struct Sides {
    /// Which way it runs.
    pub divider: Divider,
    /// Packages above, or at the left.
    pub first: Vec<Id<Package>>,
    /// Packages below, or at the right.
    pub second: Vec<Id<Package>>,
}

/// A package and where it stands on the sheet: first column, column after the last, first line, line after the gap.
type Spot = (Id<Package>, (usize, usize, usize, usize));

fn bounds(spots: &[Spot]) -> (usize, usize, usize, usize) {
    spots.iter().fold((usize::MAX, 0, usize::MAX, 0), |all, (_, own)| {
        (all.0.min(own.0), all.1.max(own.1), all.2.min(own.2), all.3.max(own.3))
    })
}

/// Divides packages at every cut that goes through all of them: the parts in order, and which way the cuts run.
fn divided(spots: &[Spot]) -> Option<(Divider, Vec<Vec<Spot>>)> {
    let whole = bounds(spots);
    for divider in [Divider::Across, Divider::Down] {
        let edges = |own: &(usize, usize, usize, usize)| match divider {
            Divider::Across => (own.2, own.3),
            Divider::Down => (own.0, own.1),
        };
        let (from, until) = edges(&whole);
        let cuts: Vec<usize> = (from + 1..until)
            .filter(|cut| {
                spots.iter().all(|(_, own)| edges(own).1 <= *cut || edges(own).0 >= *cut)
                    && spots.iter().any(|(_, own)| edges(own).1 <= *cut)
                    && spots.iter().any(|(_, own)| edges(own).0 == *cut)
            })
            .collect();
        if !cuts.is_empty() {
            let part =
                |own: &(usize, usize, usize, usize)| cuts.iter().filter(|cut| edges(own).0 >= **cut).count();
            let mut parts = vec![Vec::new(); cuts.len() + 1];
            for spot in spots {
                parts[part(&spot.1)].push(*spot);
            }
            return Some((divider, parts));
        }
    }
    None
}

/// The divider between two packages of a page, with everything that moves with it; `None` when no cut runs between
/// them.
pub fn sides(
    edition: &Edition,
    page: Id<Page>,
    packages: &[(Id<Package>, Area)],
    one: Id<Package>,
    other: Id<Package>,
) -> Option<Sides> {
    let sheet = Sheet::new(edition, page)?;
    let all: Vec<Spot> = packages.iter().map(|(id, area)| (*id, sheet.cover(*area))).collect();
    let mut spots: Vec<Spot> = all.iter().filter(|(id, _)| *id == one || *id == other).copied().collect();
    // The smallest rectangle around both that cuts through nothing.
    loop {
        let (left, right, top, foot) = bounds(&spots);
        let inside: Vec<Spot> = all
            .iter()
            .filter(|(_, own)| own.0 < right && left < own.1 && own.2 < foot && top < own.3)
            .copied()
            .collect();
        if inside.len() == spots.len() {
            break;
        }
        spots = inside;
    }
    let ids = |part: &[Spot]| part.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    loop {
        let (divider, parts) = divided(&spots)?;
        let holds = |id: Id<Package>| parts.iter().position(|part| part.iter().any(|spot| spot.0 == id));
        let (first, second) = (holds(one)?, holds(other)?);
        if first == second {
            spots.clone_from(&parts[first]);
            continue;
        }
        let (first, second) = (first.min(second), first.max(second));
        if second != first + 1 {
            return None;
        }
        return Some(Sides { divider, first: ids(&parts[first]), second: ids(&parts[second]) });
    }
}

/// How much dearer than the best the two sides of a divider may be.
const WIDE: f32 = 30.0;

/// The legal stops of a divider: every place at which both sides can be filled exactly, with the packages they
/// would have there. The areas are those of the two sides; they must be whole rectangles.
pub fn stops(
    edition: &Edition,
    page: Id<Page>,
    divider: Divider,
    first: (&[StoryForms], &[Area]),
    second: (&[StoryForms], &[Area]),
    hands: &dyn Hands,
) -> Vec<StopFound> {
    let Some(sheet) = Sheet::new(edition, page) else { return Vec::new() };
    let rectangle = |areas: &[Area]| {
        let spots: Vec<Spot> = areas.iter().map(|area| (Id::new(0), sheet.cover(*area))).collect();
        bounds(&spots)
    };
    let (a, b) = (rectangle(first.1), rectangle(second.1));
    if a.0 > a.1 || b.0 > b.1 || first.0.len() + second.0.len() > crate::MOST_STORIES {
        return Vec::new();
    }
    let whole = (a.0.min(b.0), a.1.max(b.1), a.2.min(b.2), a.3.max(b.3));
    let (columns, height) = (whole.1 - whole.0, whole.3 - whole.2);
    // Each story by itself, so that the sides are told apart by their numbers.
    let alone = |forms: &StoryForms| {
        let mut forms = forms.clone();
        forms.wish.group = None;
        forms
    };
    let forms: Vec<StoryForms> = first.0.iter().chain(second.0).map(alone).collect();
    // What stands beside the two sides is not judged: the page is as it is.
    let fixed = beside(&sheet, whole);
    let Some(plan) = Plan::within(edition, page, forms, fixed, (hands, &[WIDE], false)) else {
        return Vec::new();
    };
    let tables = &plan.tables;
    if tables.count() != first.0.len() + second.0.len() {
        return Vec::new();
    }
    let own = (1usize << first.0.len()) - 1;
    let others = tables.full() ^ own;
    let cost = |at: usize| match divider {
        Divider::Across => {
            tables.cost(own, columns, at, First::Any)
                + tables.cost(others, columns, height.saturating_sub(at), First::Any)
        }
        Divider::Down => {
            tables.cost(own, at, height, First::Any)
                + tables.cost(others, columns.saturating_sub(at), height, First::Any)
        }
    };
    let (length, now) = match divider {
        Divider::Across => (height, a.3 - a.2),
        Divider::Down => (columns, a.1 - a.0),
    };
    let standing = cost(now);
    let mut found = Vec::new();
    for at in 1..length {
        let price = cost(at);
        if !is_possible(price) {
            continue;
        }
        let mut tree = Tree::default();
        let mut chance = Chance::new(at as u64);
        let sizes = match divider {
            Divider::Across => [(columns, at), (columns, height - at)],
            Divider::Down => [(at, height), (columns - at, height)],
        };
        let corners = match divider {
            Divider::Across => [(whole.0, whole.2), (whole.0, whole.2 + at)],
            Divider::Down => [(whole.0, whole.2), (whole.0 + at, whole.2)],
        };
        let mut is_grown = true;
        for ((set, size), (column, line)) in [own, others].into_iter().zip(sizes).zip(corners) {
            // As cool as can be: the cheapest division of each side.
            match tree.grow(tables, set, size, First::Any, 0.02, &mut chance) {
                Some(root) => tree.plots.push(Plot { column: column as u8, line: line as u8, root }),
                None => is_grown = false,
            }
        }
        if !is_grown {
            continue;
        }
        let turns = vec![0; tree.nodes.len()];
        let start = Found { tree, turns, blocks: Vec::new(), score: f32::MAX };
        let weights = Weights::default();
        if let Some(settled) = plan.settle(&weights, start, f32::MAX, &mut Poured::default()) {
            found.push(StopFound {
                offset: at as i32 - now as i32,
                cost: if is_possible(standing) { price - standing } else { price },
                packages: crate::choice::packages(&plan, &weights, &settled),
            });
        }
    }
    found
}

/// Everything of a sheet but one rectangle, as fixed areas.
fn beside(sheet: &Sheet, (left, right, top, foot): (usize, usize, usize, usize)) -> Vec<Area> {
    let columns = sheet.grid.columns;
    let all = columns.measure(sheet.columns as u8);
    let mut areas = Vec::new();
    let mut add = |x, width, from: usize, until: usize| {
        let lines = until as i32 - from as i32 - crate::GAP;
        if lines > -crate::GAP {
            areas.push(Area { x, line: sheet.top + from as i32, width, lines });
        }
    };
    add(columns.start(0), all, 0, top);
    add(columns.start(0), all, foot, sheet.depth);
    if left > 0 {
        add(columns.start(0), columns.measure(left as u8), top, foot);
    }
    if right < sheet.columns {
        add(columns.start(right as u8), columns.measure((sheet.columns - right) as u8), top, foot);
    }
    areas
}
