//! The pages found so far, and the choice of a few that are good and unlike each other.

use crate::draw::Found;
use crate::form::Jump;
use crate::plan::Plan;
use crate::score::{BAN, Term, Weights};
use banxin_model::{HeadPlace, Id, Package, Story};
use std::collections::BTreeSet;

/// Lines between the samples by which pages are compared.
const STEP: usize = 5;
/// Most pages kept.
const KEPT: usize = 600;
/// First divisions that a choice of pages shows, where there are so many.
const ROOTS: usize = 3;
/// Stories from which on so many are wanted, and how unlike pages must be.
const MANY: usize = 6;
/// Pages among which it is sought which stand in the way of the fewest others.
const SPARED: usize = 160;
/// How much less unlike two pages are for every share of like blocks beyond a half.
const MIRRORED: f32 = 0.6;
/// Pages closer than this are the same page to an editor.
pub(crate) const DISTINCT: f32 = 0.45;

/// What a page looks like from afar: which story stands where, and where the edges run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    stories: Vec<i64>,
    columns: usize,
    /// Story, columns and lines of every block.
    blocks: Vec<(i64, u8, u8)>,
}

impl Sight {
    fn of(plan: &Plan, found: &Found) -> Self {
        let (columns, rows) = (plan.sheet.columns, plan.sheet.depth / STEP);
        let mut stories = vec![0; columns * rows];
        let mut blocks = Vec::new();
        for block in &found.blocks {
            let place = block.place;
            let id = plan.stories.get(usize::from(place.story)).map_or(0, |story| story.wish.story.value());
            blocks.push((id, place.span, place.height));
            for row in 0..rows {
                let line = row * STEP + STEP / 2;
                if line >= usize::from(place.line) && line < usize::from(place.line + place.height) {
                    for column in usize::from(place.column)..usize::from(place.column + place.span) {
                        if column < columns {
                            stories[row * columns + column] = id;
                        }
                    }
                }
            }
        }
        Sight { stories, columns, blocks }
    }

    /// How unlike two pages are, from 0 to 1: by the stories in their places and by their edges, there where stories
    /// may stand; pages that are the same blocks moved about, as in a mirror, are less unlike.
    pub fn distance(&self, other: &Sight) -> f32 {
        let count = self.stories.len();
        if count == 0 || count != other.stories.len() {
            return 1.0;
        }
        // What stays as it is, the rest of the page round a region above all, makes nothing alike.
        let is_open = |at: usize| self.stories[at] != 0 || other.stories[at] != 0;
        let open = (0..count).filter(|at| is_open(*at)).count() as f32;
        let moved = self.stories.iter().zip(&other.stories).filter(|(a, b)| a != b).count() as f32;
        let (mut both, mut either) = (0.0f32, 0.0f32);
        for at in (0..count).filter(|at| is_open(*at)) {
            for next in [at + 1, at + self.columns] {
                let is_row_end = next == at + 1 && next % self.columns == 0;
                if is_row_end || next >= count || !is_open(next) {
                    continue;
                }
                let (a, b) =
                    (self.stories[at] != self.stories[next], other.stories[at] != other.stories[next]);
                both += f32::from(u8::from(a && b));
                either += f32::from(u8::from(a || b));
            }
        }
        let same = self.blocks.iter().filter(|block| other.blocks.contains(block)).count() as f32;
        let kept = (same / self.blocks.len().max(1) as f32 - 0.5).max(0.0);
        (0.6 * moved / open.max(1.0) + 0.4 * (1.0 - both / either.max(1.0))) * (1.0 - MIRRORED * kept)
    }
}

/// A term and the stories that cause it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The term.
    pub term: Term,
    /// How much of it there is, before its weight.
    pub value: f32,
    /// Its weight.
    pub weight: f32,
    /// The stories whose blocks cause it; none when it concerns the page as a whole.
    pub stories: Vec<Id<Story>>,
}

/// A page as it is offered.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The packages, in reading order.
    pub packages: Vec<Package>,
    /// The weighted sum of what is wrong with it.
    pub score: f32,
    /// What is wrong with it, in the order of the terms.
    pub causes: Vec<Cause>,
    /// How the page is divided first.
    pub root: String,
    /// What it looks like from afar.
    pub sight: Sight,
    /// The story that goes on on another page, if there is one, and how it is divided.
    pub jumps: Vec<(Id<Story>, Jump)>,
}

/// The pages found so far, the best first.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    found: Vec<(Found, Sight)>,
}

impl Pool {
    /// A pool without pages.
    pub fn new() -> Self {
        Pool::default()
    }

    /// How many pages it holds.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes pages in; one that is there already is not taken twice.
    pub fn add(&mut self, plan: &Plan, found: Vec<Found>) {
        for one in found {
            let sight = Sight::of(plan, &one);
            let is_known = self.found.iter().any(|(other, seen)| {
                (other.score - one.score).abs() < 1e-4 && *seen == sight && other.blocks == one.blocks
            });
            if !is_known {
                self.found.push((one, sight));
            }
        }
        self.sort();
        self.found.truncate(KEPT);
    }

    /// Drops a page that did not come out full after all.
    pub fn forget(&mut self, candidate: &Candidate) {
        self.found.retain(|(found, sight)| {
            (found.score - candidate.score).abs() > 1e-4 || *sight != candidate.sight
        });
    }

    fn sort(&mut self) {
        self.found.sort_by(|(a, _), (b, _)| a.score.total_cmp(&b.score));
    }

    /// Judges every page anew after the weights have changed.
    pub fn judge_again(&mut self, plan: &Plan, weights: &Weights) {
        for (found, _) in &mut self.found {
            plan.judge_again(weights, found);
        }
        self.sort();
    }

    /// The pages most worth bettering: good ones that are not too much alike.
    pub fn seeds(&self, count: usize) -> Vec<Found> {
        let mut chosen: Vec<usize> = Vec::new();
        for (k, (_, sight)) in self.found.iter().enumerate() {
            if chosen.len() >= count {
                break;
            }
            if chosen.iter().all(|other| sight.distance(&self.found[*other].1) >= 0.3) {
                chosen.push(k);
            }
        }
        chosen.into_iter().map(|k| self.found[k].0.clone()).collect()
    }

    /// Up to `count` pages that are good and unlike each other, the best first. Pages that look like those in
    /// `liked` come up before others; those in `disliked` are passed over.
    pub fn choose(
        &self,
        plan: &Plan,
        weights: &Weights,
        count: usize,
        liked: &[Sight],
        disliked: &[Sight],
    ) -> Vec<Candidate> {
        let mut order: Vec<(f32, usize)> = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, (_, sight))| disliked.iter().all(|other| sight.distance(other) >= DISTINCT))
            .map(|(k, (found, sight))| {
                let near = liked.iter().map(|other| sight.distance(other)).fold(1.0f32, f32::min);
                (found.score - if liked.is_empty() { 0.0 } else { 12.0 * (1.0 - near) }, k)
            })
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        let is_many = plan.stories.len() >= MANY;
        // First with quotas, so that neither one division nor one place of the lead takes the whole choice; what no
        // editor lets pass comes last.
        let quota = count.div_ceil(3);
        let mut best: Vec<usize> = Vec::new();
        let fair = BAN - 2.0;
        for (distance, reach, has_quota) in [
            (0.55, 9.0, true),
            (DISTINCT, 14.0, true),
            (DISTINCT, fair, true),
            (DISTINCT, fair, false),
            (DISTINCT, f32::MAX, false),
        ] {
            let chosen = self.pick(plan, &order, count, (distance, reach), has_quota.then_some(quota));
            if chosen.len() > best.len() {
                best = chosen;
            }
            if best.len() >= count {
                break;
            }
        }
        if best.len() < count {
            let more = self.sparing(&order, count);
            if more.len() > best.len() {
                best = more;
            }
        }
        if is_many && count >= ROOTS && self.roots(&best) < ROOTS {
            let varied = self.varied(&order, count, DISTINCT);
            if varied.len() >= best.len() && self.roots(&varied) > self.roots(&best) {
                best = varied;
            }
        }
        best.into_iter().map(|k| candidate(plan, weights, &self.found[k].0, &self.found[k].1)).collect()
    }

    /// How many first divisions some pages show.
    fn roots(&self, chosen: &[usize]) -> usize {
        chosen.iter().map(|k| self.found[*k].0.root()).collect::<BTreeSet<_>>().len()
    }

    /// The best page of each of a few first divisions, then the best of all others.
    fn varied(&self, order: &[(f32, usize)], count: usize, distance: f32) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        let mut roots: Vec<String> = Vec::new();
        for is_new in [true, false] {
            for (_, k) in order {
                if chosen.len() >= count || is_new && roots.len() >= ROOTS {
                    break;
                }
                let (found, sight) = &self.found[*k];
                let root = found.root();
                let is_far = || chosen.iter().all(|other| sight.distance(&self.found[*other].1) >= distance);
                if !(is_new && roots.contains(&root)) && is_far() {
                    chosen.push(*k);
                    roots.push(root);
                }
            }
        }
        chosen.sort_by_key(|k| order.iter().position(|(_, other)| other == k));
        chosen
    }

    /// Pages unlike each other, first those that stand in the way of the fewest others; the best is among them.
    fn sparing(&self, order: &[(f32, usize)], count: usize) -> Vec<usize> {
        let own: Vec<usize> = order.iter().take(SPARED).map(|(_, k)| *k).collect();
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); own.len()];
        for a in 0..own.len() {
            for b in 0..a {
                if self.found[own[a]].1.distance(&self.found[own[b]].1) < DISTINCT {
                    near[a].push(b);
                    near[b].push(a);
                }
            }
        }
        let mut is_open = vec![true; own.len()];
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < count {
            let open = (0..own.len()).filter(|k| is_open[*k]);
            let next = open.min_by_key(|k| {
                let in_way = near[*k].iter().filter(|other| is_open[**other]).count();
                if chosen.is_empty() { (*k, 0) } else { (in_way, *k) }
            });
            let Some(next) = next else { break };
            chosen.push(next);
            is_open[next] = false;
            near[next].iter().for_each(|other| is_open[*other] = false);
        }
        chosen.sort_unstable();
        chosen.into_iter().map(|k| own[k]).collect()
    }

    fn pick(
        &self,
        plan: &Plan,
        order: &[(f32, usize)],
        count: usize,
        (distance, reach): (f32, f32),
        quota: Option<usize>,
    ) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        let mut looks: Vec<(String, u8)> = Vec::new();
        let Some((first, _)) = order.first() else { return chosen };
        for (score, k) in order {
            if chosen.len() >= count || *score > first + reach {
                break;
            }
            let (found, sight) = &self.found[*k];
            let look = (found.root(), lead_span(plan, found));
            let is_usual = |quota: usize| {
                looks.iter().filter(|other| other.0 == look.0).count() >= quota
                    || looks.iter().filter(|other| other.1 == look.1).count() > quota
            };
            if quota.is_some_and(is_usual) {
                continue;
            }
            if chosen.iter().all(|other| sight.distance(&self.found[*other].1) >= distance) {
                chosen.push(*k);
                looks.push(look);
            }
        }
        chosen
    }
}

/// Columns that the head of the lead goes over.
fn lead_span(plan: &Plan, found: &Found) -> u8 {
    let lead = found
        .blocks
        .iter()
        .min_by_key(|block| plan.items.get(usize::from(block.place.story)).map(|item| item.level));
    lead.map_or(0, |block| block.place.span)
}

/// A found page with its packages and the reasons for its score.
pub(crate) fn candidate(plan: &Plan, weights: &Weights, found: &Found, sight: &Sight) -> Candidate {
    let judge = plan.judge(weights);
    let story = |k: usize| {
        let block = found.blocks.get(k)?;
        plan.stories.get(usize::from(block.place.story)).map(|story| story.wish.story)
    };
    let causes = judge
        .terms(&found.blocks)
        .into_iter()
        .map(|(term, value, who)| Cause {
            term,
            value,
            weight: weights.of(term),
            stories: (0..32).filter(|k| who >> k & 1 == 1).filter_map(story).collect(),
        })
        .collect();
    let jump = |(k, block)| story(k).zip(judge.form(block).and_then(|form| form.jump));
    let jumps = found.blocks.iter().enumerate().filter_map(jump).collect();
    let packages = packages(plan, weights, found);
    Candidate { packages, score: found.score, causes, root: found.root(), sight: sight.clone(), jumps }
}

/// The packages of a found page, in reading order.
pub(crate) fn packages(plan: &Plan, weights: &Weights, found: &Found) -> Vec<Package> {
    let judge = plan.judge(weights);
    let mut blocks = found.blocks.clone();
    blocks.sort_by_key(|block| (block.place.line, block.place.column));
    let mut packages: Vec<Package> = Vec::new();
    for block in &blocks {
        let place = block.place;
        let (Some(form), Some(story)) =
            (judge.form(block), plan.stories.get(usize::from(place.story)).map(|story| story.wish.story))
        else {
            continue;
        };
        let mut package = form.package(
            &plan.sheet,
            story,
            usize::from(place.column),
            usize::from(place.line),
            block.is_turned,
        );
        if package.head.place == HeadPlace::Over && package.head.columns == package.columns {
            package.head.columns = 0;
        }
        package.rank = packages.len() as i64 * 1024;
        packages.push(package);
    }
    packages
}
