//! The search for pages: rounds of draws shared out among threads, pages chosen from what was drawn, and every page
//! proved by laying it out before anyone sees it.

use banxin_arrange::{Candidate, Found, Hands, Plan, Pool, Sight, Weights};
use banxin_model::Package;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Draws of each round; the first rounds are small so that the first pages come at once.
const ROUNDS: [Range<u32>; 8] = [0..4, 4..24, 24..56, 56..108, 108..180, 180..300, 300..420, 420..600];
/// Pages that are bettered after the draws, and how often parts of each are divided anew.
const BETTERED: usize = 16;
const TIMES: u32 = 30;
/// Most threads that share the work of one search.
const MOST_THREADS: usize = 4;

/// So many threads that share out jobs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threads(pub usize);

impl Threads {
    /// As many as the machine has, up to a few.
    pub(crate) fn usual() -> Self {
        Threads(std::thread::available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS)))
    }

    /// What every job of so many gives, in their order.
    fn collect<T: Send>(self, count: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let made: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
        self.all(count, &|number| {
            let own = job(number);
            if let Some(place) = made.get(number) {
                *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(own);
            }
        });
        made.into_iter().filter_map(|own| own.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

impl Hands for Threads {
    fn all(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        let hands = self.0.clamp(1, MOST_THREADS).min(count);
        if hands <= 1 {
            return (0..count).for_each(job);
        }
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    break;
                }
                job(number);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..hands {
                scope.spawn(work);
            }
            work();
        });
    }
}

/// What is searched.
pub(crate) struct Search<'a> {
    pub plan: &'a Plan,
    pub weights: &'a Weights,
    pub seed: u64,
    pub count: usize,
    pub threads: Threads,
}

impl Search<'_> {
    /// Draws pages round by round and, if wished, betters the best of them; `told` hears of the choice after every
    /// round and says whether to go on. What is found depends on the seed alone.
    pub(crate) fn run(
        &self,
        is_bettered: bool,
        mut proof: Proof<'_>,
        told: &mut dyn FnMut(Vec<Candidate>) -> bool,
    ) -> Pool {
        let (plan, weights) = (self.plan, self.weights);
        let mut pool = Pool::new();
        let mut goes_on = plan.is_possible();
        for round in ROUNDS {
            if !goes_on {
                return pool;
            }
            pool.add(plan, self.draw(round));
            goes_on = told(proof.choose(plan, weights, &mut pool, (self.count, &[], &[])));
        }
        if goes_on && is_bettered {
            pool.add(plan, self.better(&pool.seeds(BETTERED)));
            told(proof.choose(plan, weights, &mut pool, (self.count, &[], &[])));
        }
        pool
    }

    /// Draws the pages of a round.
    fn draw(&self, round: Range<u32>) -> Vec<Found> {
        // A few draws a job, so that what one learns serves the next.
        let step = (round.len().div_ceil(self.threads.0 * 2)).clamp(1, 16) as u32;
        let jobs = round.len().div_ceil(step as usize);
        let found = self.threads.collect(jobs, |number| {
            let from = round.start + number as u32 * step;
            self.plan.draw(self.weights, self.seed, from..(from + step).min(round.end))
        });
        found.into_iter().flatten().collect()
    }

    /// Betters pages.
    fn better(&self, seeds: &[Found]) -> Vec<Found> {
        self.threads.collect(seeds.len(), |k| {
            self.plan.better(self.weights, &seeds[k], self.seed ^ (k as u64 + 77), TIMES)
        })
    }
}

/// Proves pages by laying them out; what is known of a package is not asked again.
pub(crate) struct Proof<'a> {
    is_full: &'a mut dyn FnMut(&Package, bool) -> bool,
    known: FxHashMap<(Package, bool), bool>,
}

impl<'a> Proof<'a> {
    /// A proof by a test whether a package comes out full where it stands; the test is told whether its story goes on
    /// on another page.
    pub(crate) fn new(is_full: &'a mut dyn FnMut(&Package, bool) -> bool) -> Self {
        Proof { is_full, known: FxHashMap::default() }
    }

    fn is_sound(&mut self, page: &Candidate) -> bool {
        page.packages.iter().all(|package| {
            let goes_on = page.jumps.iter().any(|(story, _)| *story == package.story);
            // Where it stands on the page makes no difference to how it comes out.
            let key = (package.unplaced(), goes_on);
            *self.known.entry(key).or_insert_with(|| (self.is_full)(package, goes_on))
        })
    }

    /// Chooses until every page chosen is full when it is laid out; those that are not are dropped from the pool.
    pub(crate) fn choose(
        &mut self,
        plan: &Plan,
        weights: &Weights,
        pool: &mut Pool,
        (count, liked, disliked): (usize, &[Sight], &[Sight]),
    ) -> Vec<Candidate> {
        loop {
            let chosen = pool.choose(plan, weights, count, liked, disliked);
            let bad: Vec<&Candidate> = chosen.iter().filter(|one| !self.is_sound(one)).collect();
            if bad.is_empty() {
                return chosen;
            }
            for one in bad {
                pool.forget(one);
            }
        }
    }
}
