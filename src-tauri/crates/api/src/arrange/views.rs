//! Proposals as callers see them.

use super::{Job, command};
use banxin_arrange::{Candidate, Jump, Term};
use banxin_edit::Command;
use banxin_layout::Sentence;
use banxin_model::{Id, Story};
use serde::Serialize;
use ts_rs::TS;

/// A term that a page is judged by.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct TermView {
    /// Its name, as weights are given by.
    pub name: String,
    /// What it is called.
    pub label: Sentence,
    /// Its weight now.
    pub weight: f32,
    /// Its weight where a paper has none of its own.
    pub usual: f32,
}

/// Something that is wrong with a page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CauseView {
    /// The term's name.
    pub term: String,
    /// What it is called.
    pub label: Sentence,
    /// What it adds to the score, its weight counted.
    pub cost: f32,
    /// Ids of the stories whose packages cause it; none when it concerns the page as a whole.
    pub stories: Vec<String>,
}

/// A story that goes on on a later page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct JumpView {
    /// Id of the story.
    pub story: String,
    /// Number of the page on which it goes on.
    pub page: u32,
    /// Lines of text that stand here.
    pub lines: i32,
    /// Lines that go on, at the same measure.
    pub rest: i32,
}

/// A page as it is proposed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CandidateView {
    /// The weighted sum of what is wrong with it: the less, the better.
    pub score: f32,
    /// How the page is divided first: `floors 2/4`, `sides 5+3`, `pinwheel` and so on.
    pub root: String,
    /// What is wrong with it, the dearest first.
    pub causes: Vec<CauseView>,
    /// How unlike each of the proposals before it it is, from 0 to 1.
    pub distances: Vec<f32>,
    /// The story that goes on on a later page, if there is one.
    pub jumps: Vec<JumpView>,
    /// The command that takes it: one step, which `preview` shows and `apply` does.
    pub command: Command,
}

/// What would let stories fill a page that they do not fill.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RemedyView {
    /// What to do, in characters and lines.
    pub sentence: Sentence,
    /// Id of the story it concerns.
    pub story: String,
    /// Characters to write (positive) or cut (negative); 0 where it is not about text.
    pub characters: i32,
    /// Lines of a column that these are.
    pub lines: i32,
    /// The page it would give; the story named is over or under until it is done.
    pub command: Option<Command>,
}

/// Proposals for a page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Arranged {
    /// The number of the arrangement, as `cancel` takes it.
    #[ts(type = "number")]
    pub job: u64,
    /// Id of the page.
    pub page: String,
    /// Ids of the stories.
    pub stories: Vec<String>,
    /// The proposals, the best first.
    pub candidates: Vec<CandidateView>,
    /// What would help when there is none.
    pub remedies: Vec<RemedyView>,
    /// The stories' natural ground as a share of the page's: 1 is a page that fills itself.
    pub filled: f32,
    /// Whether the search is at its end.
    pub is_done: bool,
    /// Milliseconds since it began.
    pub milliseconds: f64,
    /// Every term with its weight.
    pub terms: Vec<TermView>,
}

pub(crate) fn arranged(job: &Job, number: u64, shown: &[Candidate], is_done: bool) -> Arranged {
    let candidates = shown
        .iter()
        .enumerate()
        .map(|(k, candidate)| CandidateView {
            score: candidate.score,
            root: candidate.root.clone(),
            causes: causes(candidate),
            distances: shown[..k].iter().map(|other| other.sight.distance(&candidate.sight)).collect(),
            jumps: jumps(job, candidate),
            command: command(job, &candidate.packages),
        })
        .collect();
    Arranged {
        job: number,
        page: job.page.to_string(),
        stories: job.wishes.iter().map(|wish| wish.story.to_string()).collect(),
        candidates,
        remedies: Vec::new(),
        filled: job.plan.natural() / job.plan.ground().max(1.0),
        is_done,
        milliseconds: job.start.elapsed().as_secs_f64() * 1000.0,
        terms: Term::ALL
            .iter()
            .map(|term| TermView {
                name: term.name().to_owned(),
                label: Sentence::new(term.zh(), term.en()),
                weight: job.weights.of(*term),
                usual: f32::from(term.usual()) / 100.0,
            })
            .collect(),
    }
}

fn jumps(job: &Job, candidate: &Candidate) -> Vec<JumpView> {
    let view = |(story, jump): &(Id<Story>, Jump)| {
        let package = candidate.packages.iter().find(|own| own.story == *story)?;
        let page = job.edition.pages.get(&job.jumps.rest_of(package)?.page)?.number;
        Some(JumpView { story: story.to_string(), page, lines: jump.lines, rest: jump.rest })
    };
    candidate.jumps.iter().filter_map(view).collect()
}

fn causes(candidate: &Candidate) -> Vec<CauseView> {
    let mut causes: Vec<CauseView> = candidate
        .causes
        .iter()
        .map(|cause| CauseView {
            term: cause.term.name().to_owned(),
            label: Sentence::new(cause.term.zh(), cause.term.en()),
            cost: cause.value * cause.weight,
            stories: cause.stories.iter().map(ToString::to_string).collect(),
        })
        .collect();
    causes.sort_by(|a, b| b.cost.total_cmp(&a.cost));
    causes
}
