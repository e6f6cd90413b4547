//! Arranging put to the proof: random story sets, pages drawn for them, and every page read back.

mod check;
mod looks;
mod make;

pub use check::{Flaw, check_jump, check_page};
pub use looks::{Look, Ranks, look_at};
pub use make::{TrialSet, ends_word, make_set};

use crate::arrange::{Proof, Search, Threads, is_full};
use crate::{Faces, Failure, NewEdition, Resources};
use banxin_arrange::{Candidate, Plan, StoryForms, Weights};
use banxin_layout::{Composer, lay_out_page};
use banxin_model::{Date, Edition, Id, Index, Package};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

/// First divisions wanted among seven pages, and the stories from which on.
const ROOTS: usize = 3;
const MANY: usize = 6;

/// What became of one set.
#[derive(Clone, Debug)]
pub struct TrialOutcome {
    /// Its number.
    pub number: u64,
    /// Stories.
    pub stories: usize,
    /// Whether there were advertisements.
    pub has_ads: bool,
    /// The stories' natural ground as a share of the page's.
    pub filled: f32,
    /// Pages chosen.
    pub pages: usize,
    /// Milliseconds to make the set.
    pub made: f64,
    /// Milliseconds to measure copy that was never set before; only of one set in eight.
    pub measured: Option<f64>,
    /// Milliseconds to the forms of all stories, their copy measured before.
    pub prepared: f64,
    /// Milliseconds until the tables were there too.
    pub planned: f64,
    /// Milliseconds until the first page was there.
    pub first: Option<f64>,
    /// Milliseconds until seven pages unlike each other were there.
    pub seven: Option<f64>,
    /// Milliseconds until the search was at its end.
    pub whole: f64,
    /// Least distance between two of the pages chosen.
    pub distance: f32,
    /// Different first divisions among them.
    pub roots: usize,
    /// What the checker found on them.
    pub flaws: Vec<Flaw>,
    /// What an editor finds ugly on each of them.
    pub looks: Vec<BTreeSet<Look>>,
}

/// Draws `count` random story sets of 4 to 12 stories between `least` and `most` of a broadsheet page, arranges each
/// and checks every page chosen; `told` hears of each.
///
/// # Errors
/// When fonts or papers cannot be read.
pub fn run_trials(
    resources: &Resources,
    (from, count): (u64, u64),
    (least, most): (f32, f32),
    told: &mut dyn FnMut(&TrialOutcome),
) -> Result<(), Failure> {
    let faces = Faces::load(resources)?;
    let Some(date) = Date::new(2026, 2, 9) else { return Ok(()) };
    let empty = NewEdition {
        paper: "broadsheet-cn".to_owned(),
        date,
        pages: 1,
        name: "版心日报".to_owned(),
        nameplate_lines: 0,
    }
    .make(resources)?;
    let Some(page) = empty.pages.keys().next().copied() else { return Ok(()) };
    for number in from..from + count {
        const STORIES: [usize; 10] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 6];
        const ADS: [usize; 7] = [0, 0, 1, 2, 0, 3, 0];
        let stories = STORIES[(number % 10) as usize];
        let ads = ADS[(number % 7) as usize];
        let share = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f32 / 16_777_216.0;
        let wanted = least + (most - least) * share;
        let mut composer = Composer::new(faces.book());
        let start = Instant::now();
        let Some(set) = make_set(&empty, page, number, (stories, ads, wanted), &mut composer) else {
            continue;
        };
        let made = start.elapsed().as_secs_f64() * 1000.0;
        told(&run_one(&set, (number, made), &faces.book(), &mut composer));
    }
    Ok(())
}

fn forms(set: &TrialSet, index: &Index, composer: &mut Composer) -> Vec<StoryForms> {
    let one = |wish: &banxin_arrange::Wish| StoryForms::new(&set.edition, index, set.page, *wish, composer);
    set.wishes.iter().filter_map(one).collect()
}

fn run_one(
    set: &TrialSet,
    (number, made): (u64, f64),
    fonts: &Arc<banxin_text::FontBook>,
    composer: &mut Composer,
) -> TrialOutcome {
    let index = Index::of(&set.edition);
    let measured = (number % 8 == 1).then(|| {
        let start = Instant::now();
        forms(set, &index, &mut Composer::new(Arc::clone(fonts)));
        start.elapsed().as_secs_f64() * 1000.0
    });
    let start = Instant::now();
    let mut outcome = TrialOutcome {
        number,
        stories: set.wishes.len(),
        has_ads: !set.fixed.is_empty(),
        filled: set.filled,
        pages: 0,
        made,
        measured,
        prepared: 0.0,
        planned: 0.0,
        first: None,
        seven: None,
        whole: 0.0,
        distance: 1.0,
        roots: 0,
        flaws: Vec::new(),
        looks: Vec::new(),
    };
    let stories = forms(set, &index, composer);
    outcome.prepared = start.elapsed().as_secs_f64() * 1000.0;
    let threads = Threads(2);
    let plan = Plan::new(&set.edition, set.page, stories, set.fixed.clone(), &threads);
    outcome.planned = start.elapsed().as_secs_f64() * 1000.0;
    let Some(plan) = plan else { return outcome };
    let weights = Weights::default();
    let mut chosen: Vec<Candidate> = Vec::new();
    let wanted = Search { plan: &plan, weights: &weights, seed: number, count: 7, threads };
    let mut is_full =
        |package: &Package, _| is_full(&set.edition, &index, std::slice::from_ref(package), composer);
    let mut shown: Vec<Candidate> = Vec::new();
    wanted.run(true, Proof::new(&mut is_full), &mut |candidates| {
        let time = start.elapsed().as_secs_f64() * 1000.0;
        if !candidates.is_empty() && outcome.first.is_none() {
            outcome.first = Some(time);
        }
        chosen = candidates;
        let is_varied = set.wishes.len() < MANY || roots(&chosen) >= ROOTS;
        if outcome.seven.is_none() && chosen.len() >= 7 && nearest(&chosen) >= 0.45 && is_varied {
            outcome.seven = Some(time);
            shown.clone_from(&chosen);
        }
        true
    });
    outcome.whole = start.elapsed().as_secs_f64() * 1000.0;
    outcome.pages = chosen.len();
    outcome.distance = nearest(&chosen);
    outcome.roots = roots(&chosen);
    let ranks = set.wishes.iter().map(|wish| (wish.story, wish.level as u8)).collect();
    for (k, candidate) in chosen.iter().chain(&shown).enumerate() {
        let placed = placed(&set.edition, &candidate.packages);
        let layout = lay_out_page(&placed, &Index::of(&placed), set.page, composer);
        outcome.flaws.extend(check_page(&placed, set.page, &layout, set.wishes.len(), &set.fixed));
        if k < chosen.len() {
            outcome.looks.push(look_at(&placed, set.page, &layout, (&ranks, &set.fixed), &ends_word));
        }
    }
    outcome
}

fn roots(chosen: &[Candidate]) -> usize {
    chosen.iter().map(|one| one.root.as_str()).collect::<BTreeSet<_>>().len()
}

fn nearest(chosen: &[Candidate]) -> f32 {
    let pairs = chosen.iter().enumerate().flat_map(|(k, a)| chosen[..k].iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| a.sight.distance(&b.sight)).fold(1.0, f32::min)
}

/// An edition with packages put on it.
pub fn placed(edition: &Edition, packages: &[Package]) -> Edition {
    let mut placed = edition.clone();
    for (k, package) in (0u64..).zip(packages) {
        placed.packages.insert(Id::new(900_000 + k), Arc::new(package.clone()));
    }
    placed
}

#[cfg(test)]
mod jump_tests;
#[cfg(test)]
mod look_tests;
#[cfg(test)]
mod tests;
