//! A story that begins on the page that is arranged and goes on on a later one (转版): the room there is for the rest,
//! and the package that the rest fills.

use super::{Job, SHORTEST};
use crate::desk::Open;
use banxin_arrange::{Depth, GAP, Plan, StoryForms, free_places, rests};
use banxin_layout::{Composer, fitting_lines, measure_part};
use banxin_model::{
    Area, BylinePlace, Cells, Edition, Grid, HeadPlace, HeadSpec, Id, Index, Package, Page, Role, Story,
};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Stories of a page that are offered to go on elsewhere: the longest of them.
const MOST: usize = 3;
/// Share of its page up to which stories are left whole as long as they fill it.
const ENOUGH: f32 = 1.0;

/// A later page and what stands on it already.
#[derive(Clone, Debug)]
struct Room {
    page: Id<Page>,
    grid: Grid,
    taken: Vec<Area>,
}

/// Where the stories of a page may go on, and what has been found out about it.
#[derive(Debug, Default)]
pub(crate) struct Jumps {
    /// Whether stories may go on elsewhere at all.
    pub are_allowed: bool,
    rooms: Vec<Room>,
    /// What goes on of a package that begins a story; none where there is no room for it.
    known: Mutex<FxHashMap<Package, Option<Package>>>,
}

impl Jumps {
    /// The later pages of an edition with the ground that is not free on them; what goes on of the stories themselves
    /// gives way.
    pub(crate) fn after((edition, index): (&Edition, &Index), page: Id<Page>, stories: &[Id<Story>]) -> Self {
        let number = edition.pages.get(&page).map_or(u32::MAX, |own| own.number);
        let later = edition.pages_in_order().into_iter().filter(|(_, own)| own.number > number);
        let rooms = later.map(|(id, own)| {
            let packages = index.on_page(id).iter().filter_map(|id| edition.packages.get(id));
            let stays =
                |package: &&Arc<Package>| !(edition.is_rest(package) && stories.contains(&package.story));
            let mut taken: Vec<Area> = packages.filter(stays).flat_map(|package| package.taken()).collect();
            let nameplate = i32::from(own.nameplate_lines) - GAP;
            if nameplate > 0 {
                let (line, width) = (0, Cells::whole(i32::from(own.grid.cells)));
                taken.push(Area { x: Cells(0), line, width, lines: nameplate });
            }
            Room { page: id, grid: own.grid, taken }
        });
        Jumps { are_allowed: true, rooms: rooms.collect(), known: Mutex::default() }
    }

    /// Whether there is a later page at all.
    pub(crate) fn has_rooms(&self) -> bool {
        !self.rooms.is_empty()
    }

    /// The package that was found for the rest of a story, by the one that begins it.
    pub(crate) fn rest_of(&self, package: &Package) -> Option<Package> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&package.unplaced()).cloned().flatten()
    }

    /// The package in which the rest of a story stands on a later page, filled to the line; none where neither the
    /// beginning nor the rest comes out so.
    pub(crate) fn find(
        &self,
        edition: &Edition,
        package: &Package,
        composer: &mut Composer,
    ) -> Option<Package> {
        let key = package.unplaced();
        {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = known.get(&key) {
                return found.clone();
            }
        }
        let found = self.rooms.iter().find_map(|room| room.rest(edition, package, composer));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, found.clone());
        found
    }
}

/// Far from the ids that records have: only scratch editions ever see them.
const FIRST: Id<Package> = Id::new((1 << 62) - 2);
const REST: Id<Package> = Id::new((1 << 62) - 1);

impl Room {
    /// The best place for what a package leaves over, if there is one.
    fn rest(&self, edition: &Edition, package: &Package, composer: &mut Composer) -> Option<Package> {
        let mut scratch = edition.clone();
        let is_other = |own: &Arc<Package>| own.story != package.story || own.is_fixed();
        scratch.packages.retain(|_, own| is_other(own));
        scratch.packages.insert(FIRST, Arc::new(package.clone()));
        let columns = self.grid.columns;
        let mut fitted: Vec<(Depth, Package)> = Vec::new();
        for span in 1..=columns.columns {
            let area = Area { x: Cells(0), line: 0, width: columns.measure(span), lines: 1 };
            let mut rest = Package {
                head: HeadSpec { place: HeadPlace::None, ..HeadSpec::default() },
                byline: BylinePlace::None,
                continues: Some(FIRST),
                ..Package::plain(self.page, package.story, area, span)
            };
            scratch.packages.insert(REST, Arc::new(rest.clone()));
            let index = Index::of(&scratch);
            rest.area.lines = fitting_lines(&scratch, &index, &rest, composer);
            scratch.packages.insert(REST, Arc::new(rest.clone()));
            let mut is_full = |id| {
                measure_part(&scratch, &index, id, composer).is_some_and(|outcome| {
                    outcome.is_full() && (outcome.shortest >= SHORTEST || outcome.open <= 1)
                })
            };
            // The beginning is the same whatever the shape of the rest.
            if fitted.is_empty() && !is_full(FIRST) {
                return None;
            }
            if is_full(REST) {
                fitted.push((Depth { span, lines: rest.area.lines }, rest));
            }
        }
        let depths: Vec<Depth> = fitted.iter().map(|(depth, _)| *depth).collect();
        let area = free_places(&self.grid, &self.taken, &depths).into_iter().next()?;
        let (_, rest) = fitted.into_iter().find(|(_, own)| own.area.width == area.width)?;
        Some(Package { area, ..rest })
    }
}

impl Job {
    /// The same with stories that may go on elsewhere, when that is allowed and they are more than the page or do not
    /// fill it; whether it is.
    pub(crate) fn let_jump(&mut self, open: &mut Open, is_needed: bool) -> bool {
        let excess = self.plan.natural() - self.plan.ground();
        let is_over = self.plan.natural() > self.plan.ground() * ENOUGH;
        if !self.jumps.are_allowed || !self.jumps.has_rooms() || self.has_begun || !(is_over || is_needed) {
            return false;
        }
        let Open { edition, index, composer, .. } = open;
        let Some(forms) = begun(&self.forms, (edition, index), self.page, excess, composer) else {
            return false;
        };
        let plan = Plan::new(edition, self.page, forms, self.fixed.clone(), &super::Threads::usual());
        if let Some(plan) = plan {
            (self.plan, self.has_begun) = (plan, true);
        }
        self.has_begun
    }
}

/// The same stories, the longest of them with forms that go on elsewhere, so that ground which is over by `excess`
/// column-lines goes; `None` when none of them can.
pub(crate) fn begun(
    whole: &[StoryForms],
    (edition, index): (&Edition, &Index),
    page: Id<Page>,
    excess: f32,
    composer: &mut Composer,
) -> Option<Vec<StoryForms>> {
    let mut longest: Vec<usize> = (0..whole.len()).collect();
    longest.sort_by_key(|k| (-whole[*k].lines(), *k));
    let mut forms = whole.to_vec();
    let mut count = 0;
    for k in longest {
        // A jump line of the copy's own would stand beside the one that is set.
        let is_plain = index.texts(edition, whole[k].wish().story, Role::Jump).is_empty();
        if count == MOST || !is_plain {
            continue;
        }
        if let Some(begun) = whole[k].begun(edition, index, page, &rests(excess), composer) {
            forms[k] = begun;
            count += 1;
        }
    }
    (count > 0).then_some(forms)
}
