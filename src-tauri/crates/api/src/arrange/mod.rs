//! Pages arranged by the machine: the stories of a page in, proposals out as they are found, each with the command
//! that takes it.
//!
//! What is drawn is known by seed and number, so that the answer is the same on every machine, however many threads
//! share the work.

mod edition;
pub(crate) mod jump;
mod part;
mod request;
mod search;
mod views;

pub use edition::{EditionArranged, PageArranged};
pub use part::{Stop, StopsView};
pub use request::ArrangeRequest;
pub(crate) use search::{Proof, Search, Threads};
pub use views::{Arranged, CandidateView, CauseView, JumpView, RemedyView, TermView};

use crate::Failure;
use crate::desk::{Desk, Open};
use banxin_arrange::{Candidate, MOST_STORIES, Plan, Pool, StoryForms, Weights, Wish};
use banxin_edit::{ArrangePage, ArrangedPackage, Command, PageRef, Refusal, term_called};
use banxin_layout::{Composer, PageLayout, lay_out_page, measure_package};
use banxin_model::{Area, Edition, Id, Index, Package, Page, Story};
use jump::Jumps;
use request::{hash_of, levels};
use rustc_hash::FxHashMap;
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Ground in column-lines under which a page has no room for anything.
const LEAST_GROUND: f32 = 6.0;
/// Forms of stories kept from one arrangement to the next.
const KEPT: usize = 240;
/// Most proposals asked for at once.
pub const MOST_CANDIDATES: usize = 24;

/// The forms of stories that have been worked out, by what they depend on.
#[derive(Debug, Default)]
pub(crate) struct FormsKept(Mutex<FxHashMap<u64, StoryForms>>);

impl FormsKept {
    fn get(&self, key: u64) -> Option<StoryForms> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    fn keep(&self, key: u64, forms: &StoryForms) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, forms.clone());
    }
}

/// A page and its stories made ready for drawing.
pub(crate) struct Job {
    pub page: Id<Page>,
    pub plan: Plan,
    pub weights: Weights,
    pub seed: u64,
    pub count: usize,
    pub liked: Vec<usize>,
    pub disliked: Vec<usize>,
    /// The edition as it was when the job began.
    pub edition: Arc<Edition>,
    /// Whether packages of other stories stay.
    pub keeps_others: bool,
    pub wishes: Vec<Wish>,
    pub forms: Vec<StoryForms>,
    pub fixed: Vec<Area>,
    /// Where stories may go on.
    pub jumps: Jumps,
    /// Whether stories that go on elsewhere are among the plan's forms.
    pub has_begun: bool,
    pub start: Instant,
}

/// The last arrangement of a page, so that weights and tastes can change without drawing again.
pub(crate) struct Last {
    pub job: Job,
    pub pool: Pool,
    pub shown: Vec<Candidate>,
    pub number: u64,
}

impl Desk {
    /// Arranges a page as the window asks for it: events named `arranged` tell of the proposals as they are found,
    /// and `cancel` with the job's number ends the search with what there is.
    ///
    /// # Errors
    /// As [`Desk::arrange`].
    pub(crate) fn arrange_aloud(
        &self,
        request: &ArrangeRequest,
        packages: Option<&[Id<Package>]>,
    ) -> Result<Arranged, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut known = None;
        let mut told = |arranged: &Arranged| {
            if known.is_none() {
                known = Some(arranged.job);
                let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
                jobs.push((arranged.job, Arc::clone(&stop)));
            }
            self.tell(&json!({ "event": "arranged", "arranged": arranged }));
            !stop.load(Ordering::Relaxed)
        };
        let answer = match packages {
            Some(packages) => self.arrange_region(request, packages, &mut told),
            None => self.arrange(request, &mut told),
        };
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|(number, _)| Some(*number) != known);
        answer
    }

    /// Arranges a page and gives the proposals, the best first. `told` hears of every better choice on the way and
    /// says whether to go on.
    ///
    /// # Errors
    /// When there is no such page or story, or nothing to arrange.
    pub fn arrange(
        &self,
        request: &ArrangeRequest,
        told: &mut dyn FnMut(&Arranged) -> bool,
    ) -> Result<Arranged, Failure> {
        let job = self.arrange_job(request)?;
        let number = self.next_arrangement();
        let mut last = self.arrange_with(job, number, told);
        if last.shown.is_empty() && last.job.let_jump(&mut self.lock(), true) {
            last = self.arrange_with(last.job, number, told);
        }
        let answer = self.answer(&last, true);
        *self.last_arranged() = Some(last);
        Ok(answer)
    }

    /// The last proposals judged anew: with other weights, or with more or less like some of them.
    ///
    /// # Errors
    /// When nothing has been arranged yet.
    pub fn arrange_again(&self, request: &ArrangeRequest) -> Result<Arranged, Failure> {
        let mut last = self.last_arranged();
        let last = last.as_mut().ok_or_else(|| {
            Refusal::new(
                "not-arranged",
                "还没有排过版，请先生成方案。",
                "Nothing has been arranged yet: ask for proposals first.",
            )
        })?;
        last.job.weights = self.lock().weights(request);
        last.job.liked.clone_from(&request.liked);
        last.job.disliked.clone_from(&request.disliked);
        last.pool.judge_again(&last.job.plan, &last.job.weights);
        let sights = |wanted: &[usize]| -> Vec<_> {
            wanted.iter().filter_map(|k| last.shown.get(*k)).map(|one| one.sight.clone()).collect()
        };
        let (liked, disliked) = (sights(&last.job.liked), sights(&last.job.disliked));
        let index = Index::of(&last.job.edition);
        let mut is_full =
            |package: &Package, goes_on: bool| self.is_sound(&last.job, &index, package, goes_on);
        let (plan, weights) = (&last.job.plan, &last.job.weights);
        let tastes = (last.job.count, liked.as_slice(), disliked.as_slice());
        last.shown = Proof::new(&mut is_full).choose(plan, weights, &mut last.pool, tastes);
        Ok(self.answer(last, true))
    }

    fn next_arrangement(&self) -> u64 {
        let mut number = self.arrangements.lock().unwrap_or_else(PoisonError::into_inner);
        *number += 1;
        // Exports count from one; arrangements do not share their numbers.
        1_000_000 + *number
    }

    pub(crate) fn last_arranged(&self) -> std::sync::MutexGuard<'_, Option<Last>> {
        self.arranged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Page, stories, ranks and fixed areas of a request, with the forms of every story.
    pub(crate) fn arrange_job(&self, request: &ArrangeRequest) -> Result<Job, Failure> {
        let start = Instant::now();
        let mut open = self.lock();
        let open = &mut *open;
        let page = open.page_called(&request.page)?;
        for name in request.weights.keys() {
            term_called(name)?;
        }
        let stories = open.stories_wanted(page, request)?;
        let mut wishes = levels(open, &stories, request);
        request::group(open, &mut wishes, request)?;
        let fixed = |package: &&Arc<Package>| package.is_fixed() || open.edition.is_rest(package);
        let packages = || open.index.on_page(page).iter().filter_map(|id| open.edition.packages.get(id));
        let mut taken: Vec<Area> = packages().filter(fixed).flat_map(|package| package.taken()).collect();
        taken.extend(request.fixed.iter().copied());
        let job = self.job(open, page, wishes, taken, start)?;
        let mut job = Job {
            weights: open.weights(request),
            seed: request.seed,
            count: request.candidates.unwrap_or(7).clamp(1, MOST_CANDIDATES),
            liked: request.liked.clone(),
            disliked: request.disliked.clone(),
            ..job
        };
        if request.jumps.unwrap_or_else(|| open.edition.about().is_some_and(|info| info.may_jump)) {
            let stories: Vec<Id<Story>> = job.wishes.iter().map(|wish| wish.story).collect();
            job.jumps = Jumps::after((&open.edition, &open.index), page, &stories);
            job.let_jump(open, false);
        }
        Ok(job)
    }

    /// A job over any stories and fixed areas.
    pub(crate) fn job(
        &self,
        open: &mut Open,
        page: Id<Page>,
        wishes: Vec<Wish>,
        fixed: Vec<Area>,
        start: Instant,
    ) -> Result<Job, Failure> {
        if Plan::free_ground(&open.edition, page, &fixed).is_some_and(|ground| ground < LEAST_GROUND) {
            return Err(Refusal::new(
                "page-full",
                "这一版已被广告和锁定的稿块占满，请解锁或移开一块。",
                "Advertisements and locked packages leave no room on this page: unlock one, or move it.",
            )
            .into());
        }
        if wishes.is_empty() {
            return Err(Refusal::new(
                "no-stories",
                "没有可排的稿件，请先选稿或把稿件放上本版。",
                "There is no story to arrange: choose stories, or place some on the page first.",
            )
            .into());
        }
        if wishes.len() > MOST_STORIES {
            let count = wishes.len();
            return Err(Refusal::new(
                "too-many-stories",
                format!("一次最多排 {MOST_STORIES} 篇，现有 {count} 篇，请少选一些或先锁定几块。"),
                format!(
                    "At most {MOST_STORIES} stories are arranged at once, not {count}: choose fewer, or lock some."
                ),
            )
            .into());
        }
        let forms = wishes.iter().map(|wish| self.forms(open, page, *wish)).collect::<Option<Vec<_>>>();
        let forms = forms.unwrap_or_default();
        let plan = Plan::new(&open.edition, page, forms.clone(), fixed.clone(), &Threads::usual());
        let plan = plan.ok_or_else(|| {
            Failure::from(Refusal::new(
                "page-not-arrangeable",
                "这一版的栏格不能自动排版，请换一种分栏。",
                "This page's grid cannot be arranged: choose other columns.",
            ))
        })?;
        Ok(Job {
            page,
            plan,
            weights: Weights::default(),
            seed: 0,
            count: 7,
            liked: Vec::new(),
            disliked: Vec::new(),
            edition: Arc::new(open.edition.clone()),
            keeps_others: false,
            wishes,
            forms,
            fixed,
            jumps: Jumps::default(),
            has_begun: false,
            start,
        })
    }

    /// The forms of a story on a page, worked out once as long as nothing they depend on changes.
    pub(crate) fn forms(&self, open: &mut Open, page: Id<Page>, wish: Wish) -> Option<StoryForms> {
        let key = hash_of(open, page, wish);
        if let Some(found) = self.forms_kept.get(key) {
            return Some(found.grouped(wish.group));
        }
        let Open { edition, index, composer, .. } = open;
        let forms = StoryForms::new(edition, index, page, wish, composer)?;
        self.forms_kept.keep(key, &forms);
        Some(forms)
    }

    /// Draws, betters and chooses.
    pub(crate) fn arrange_with(
        &self,
        job: Job,
        number: u64,
        told: &mut dyn FnMut(&Arranged) -> bool,
    ) -> Last {
        let mut shown = Vec::new();
        let index = Index::of(&job.edition);
        let wanted = Search {
            plan: &job.plan,
            weights: &job.weights,
            seed: job.seed,
            count: job.count,
            threads: Threads::usual(),
        };
        let mut is_full = |package: &Package, goes_on: bool| self.is_sound(&job, &index, package, goes_on);
        let pool = wanted.run(true, Proof::new(&mut is_full), &mut |chosen| {
            shown = chosen;
            shown.is_empty() || told(&views::arranged(&job, number, &shown, false))
        });
        Last { job, pool, shown, number }
    }

    /// Whether a package comes out full; one whose story goes on elsewhere, together with the rest of it.
    fn is_sound(&self, job: &Job, index: &Index, package: &Package, goes_on: bool) -> bool {
        let mut open = self.lock();
        if goes_on {
            return job.jumps.find(&job.edition, package, &mut open.composer).is_some();
        }
        is_full(&job.edition, index, std::slice::from_ref(package), &mut open.composer)
    }

    fn answer(&self, last: &Last, is_done: bool) -> Arranged {
        let mut answer = views::arranged(&last.job, last.number, &last.shown, is_done);
        if is_done && last.shown.is_empty() {
            answer.remedies = self.remedies(&last.job);
        }
        answer
    }

    /// The page laid out as a proposal would have it; nothing is changed.
    pub fn proposal_layout(&self, number: usize) -> Option<PageLayout> {
        let last = self.last_arranged();
        let last = last.as_ref()?;
        let candidate = last.shown.get(number)?;
        let scratch = with_packages(&last.job, &candidate.packages);
        let mut open = self.lock();
        Some(lay_out_page(&scratch, &Index::of(&scratch), last.job.page, &mut open.composer))
    }
}

/// The edition with a proposal's packages on the page.
pub(crate) fn with_packages(job: &Job, packages: &[Package]) -> Edition {
    let mut scratch = (*job.edition).clone();
    let stories: Vec<Id<Story>> = packages.iter().map(|package| package.story).collect();
    scratch.packages.retain(|_, package| {
        package.page != job.page
            || package.is_fixed()
            || job.keeps_others && !stories.contains(&package.story)
    });
    for (k, package) in (0u64..).zip(packages) {
        // Far from the ids that records have: only this scratch edition ever sees them.
        let id = Id::new(2 * k + 2 + (1 << 62));
        scratch.packages.insert(id, Arc::new(package.clone()));
        if let Some(rest) = job.jumps.rest_of(package) {
            let rest = Package { continues: Some(id), ..rest };
            scratch.packages.insert(Id::new(2 * k + 3 + (1 << 62)), Arc::new(rest));
        }
    }
    scratch
}

/// The command that takes a proposal.
pub(crate) fn command(job: &Job, packages: &[Package]) -> Command {
    Command::from(ArrangePage {
        page: PageRef::Id(job.page.to_string()),
        packages: packages
            .iter()
            .map(|own| ArrangedPackage::of(own).going_on(job.jumps.rest_of(own).as_ref()))
            .collect(),
        keep_others: job.keeps_others.then_some(true),
        name: None,
    })
}

/// Least lines of a text column beside others.
pub(crate) const SHORTEST: i32 = 3;

/// Whether every package comes out full when it is laid out as it will stand.
pub(crate) fn is_full(
    edition: &Edition,
    index: &Index,
    packages: &[Package],
    composer: &mut Composer,
) -> bool {
    packages.iter().all(|package| {
        measure_package(edition, index, package, composer)
            .is_some_and(|outcome| outcome.is_full() && (outcome.shortest >= SHORTEST || outcome.open <= 1))
    })
}
