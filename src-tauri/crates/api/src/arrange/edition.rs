//! A whole edition arranged: stories go to pages by section and rank, then every page is filled.

use super::request::{ArrangeRequest, belongs};
use crate::Failure;
use crate::desk::{Desk, Open};
use banxin_edit::{Batch, Command};
use banxin_model::{Id, Package, Page, Story};
use serde::Serialize;
use ts_rs::TS;

/// What became of one page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageArranged {
    /// Its number.
    pub number: u32,
    /// Ids of its stories.
    pub stories: Vec<String>,
    /// The stories' natural ground as a share of the page's.
    pub filled: f32,
    /// The score of the page taken; none when no exact page was found.
    pub score: Option<f32>,
}

/// What became of an edition.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct EditionArranged {
    /// Its pages in order.
    pub pages: Vec<PageArranged>,
    /// Ids of the stories for which no page had room.
    pub left: Vec<String>,
    /// The command that arranges all of them: one step; none when no page could be filled.
    pub command: Option<Command>,
}

/// Ground in column-lines by which the stories of a page may exceed it before they are measured.
const SPARE: f32 = 30.0;
/// How many times a page is tried with one story less when its stories do not fill it exactly.
const TRIES: usize = 4;

impl Desk {
    /// Assigns the stories of the pool that stand nowhere to the edition's empty pages and arranges each of them.
    ///
    /// # Errors
    /// When a page cannot be arranged at all.
    pub fn arrange_edition(&self, request: &ArrangeRequest) -> Result<EditionArranged, Failure> {
        let (pages, mut left) = {
            let open = self.lock();
            assign(&open)
        };
        let mut answers = Vec::new();
        let mut commands = Vec::new();
        for Assigned { page, number, mut stories, .. } in pages {
            let mut answer = PageArranged { number, stories: Vec::new(), filled: 0.0, score: None };
            for _ in 0..TRIES {
                if stories.is_empty() {
                    break;
                }
                let wanted = ArrangeRequest {
                    page: page.to_string(),
                    stories: stories.iter().map(ToString::to_string).collect(),
                    candidates: Some(1),
                    // The later pages are arranged as well: there is no room on them yet that would stay free.
                    jumps: Some(false),
                    ..request.clone()
                };
                let job = self.arrange_job(&wanted)?;
                answer.filled = job.plan.natural() / job.plan.ground().max(1.0);
                let last = self.arrange_with(job, 0, &mut |_| true);
                if let Some(best) = last.shown.first() {
                    answer.score = Some(best.score);
                    commands.push(super::command(&last.job, &best.packages));
                    break;
                }
                if answer.filled < 0.9 {
                    break;
                }
                left.extend(stories.pop());
            }
            if answer.score.is_none() {
                left.append(&mut stories);
            }
            answer.stories = stories.iter().map(ToString::to_string).collect();
            answers.push(answer);
        }
        let command = (!commands.is_empty()).then(|| {
            let name = Some(format!("排定 {} 个版 / Arrange {} pages", commands.len(), commands.len()));
            Command::from(Batch { commands, name })
        });
        let left = left.iter().map(ToString::to_string).collect();
        Ok(EditionArranged { pages: answers, left, command })
    }
}

/// An empty page with the stories that go on it.
struct Assigned {
    page: Id<Page>,
    number: u32,
    stories: Vec<Id<Story>>,
    /// Ground in column-lines that is left.
    room: f32,
}

/// The empty pages with the stories that go on each, and those that are left.
fn assign(open: &Open) -> (Vec<Assigned>, Vec<Id<Story>>) {
    let is_free = |id: &Id<Package>| open.edition.packages.get(id).is_some_and(|own| own.free.is_some());
    let mut pages: Vec<Assigned> = open
        .edition
        .pages_in_order()
        .into_iter()
        .filter(|(id, _)| open.index.on_page(*id).iter().all(is_free))
        .map(|(id, page)| {
            let lines = page.grid.lines.saturating_sub(page.nameplate_lines);
            let ground = f32::from(page.grid.columns.columns) * f32::from(lines);
            Assigned { page: id, number: page.number, stories: Vec::new(), room: ground }
        })
        .collect();
    let mut pool: Vec<Id<Story>> =
        open.edition.stories.keys().filter(|id| open.index.of_story(**id).is_empty()).copied().collect();
    pool.sort_by_key(|id| (open.edition.stories.get(id).map(|story| story.rank), *id));
    let mut left = Vec::new();
    // First those that say where they belong, then the others wherever there is room.
    let has_section =
        |id: &Id<Story>| open.edition.stories.get(id).is_some_and(|story| !story.section.trim().is_empty());
    let (named, free): (Vec<_>, Vec<_>) = pool.into_iter().partition(has_section);
    for story in named.into_iter().chain(free) {
        let section = open.edition.stories.get(&story).map(|story| story.section.clone()).unwrap_or_default();
        let place = pages.iter_mut().find(|own| {
            let name = open.edition.pages.get(&own.page).map_or("", |page| page.name.as_str());
            let fits = open.rough_ground(story, own.page) <= own.room + SPARE;
            let is_own = section.trim().is_empty() || belongs(&section, name, own.number);
            is_own && fits && own.stories.len() < banxin_arrange::MOST_STORIES - 1
        });
        match place {
            Some(own) => {
                own.room -= open.rough_ground(story, own.page);
                own.stories.push(story);
            }
            None => left.push(story),
        }
    }
    (pages, left)
}
