//! What would let stories fill a page that they do not fill: copy cut or written, a photo cut more, one story more
//! or less.

use crate::choice::{Candidate, Pool};
use crate::hands::Hands;
use crate::options::{BEGUN, Change};
use crate::plan::{Plan, StoryForms};
use crate::score::Weights;
use banxin_layout::Composer;
use banxin_model::{Area, Edition, Id, Index, Page, Story};

/// One thing that would help, and the page it would give.
#[derive(Clone, Debug)]
pub enum Remedy {
    /// Characters to write (positive) or to cut (negative).
    Copy {
        /// The story.
        story: Id<Story>,
        /// Characters.
        characters: i32,
        /// Lines of one column that these are.
        lines: i32,
        /// The page; the story is over or under on it until it is done.
        page: Option<Box<Candidate>>,
    },
    /// A photo cut by more than usual.
    Photo {
        /// The story.
        story: Id<Story>,
        /// Lines by which the picture would be deeper (or, negative, less deep) than its shape.
        lines: i32,
        /// The page.
        page: Box<Candidate>,
    },
    /// A story of the pool put in.
    Add {
        /// The story.
        story: Id<Story>,
        /// Lines of one column that it has.
        lines: i32,
        /// The page.
        page: Box<Candidate>,
    },
    /// A story that goes on on another page, on which there is no room for it yet.
    Jump {
        /// The story.
        story: Id<Story>,
        /// Lines of one column that would go on.
        lines: i32,
        /// The page; the story is over on it until the rest has found its room.
        page: Box<Candidate>,
    },
    /// A story left out.
    Leave {
        /// The story.
        story: Id<Story>,
        /// The page.
        page: Box<Candidate>,
    },
}

/// Pages drawn to see whether a remedy works.
const DRAWS: u32 = 24;
/// Most remedies of one kind.
const MOST: usize = 3;
/// The steps in which copy is cut or written to see what would fit, in lines of a column.
const STEPS: [i32; 8] = [2, 4, 7, 11, 16, 23, 32, 46];
/// How far a photo may be cut as a remedy.
const WIDER: f32 = 0.26;

/// What is needed to try remedies.
struct Trial<'a> {
    hands: &'a dyn Hands,
    edition: &'a Edition,
    index: &'a Index,
    page: Id<Page>,
    fixed: &'a [Area],
    weights: &'a Weights,
}

impl Trial<'_> {
    /// The best page with these stories, if there is one.
    fn page(&self, stories: Vec<StoryForms>) -> Option<Box<Candidate>> {
        let plan = Plan::new(self.edition, self.page, stories, self.fixed.to_vec(), self.hands)?;
        if !plan.is_possible() {
            return None;
        }
        let mut pool = Pool::new();
        pool.add(&plan, plan.draw(self.weights, 1, 0..DRAWS));
        pool.choose(&plan, self.weights, 1, &[], &[]).into_iter().next().map(Box::new)
    }
}

/// The cheapest remedies for stories that do not fill a page, the most promising first; `may_jump` says whether a
/// story may go on on another page.
pub fn remedies(
    edition: &Edition,
    index: &Index,
    plan: &Plan,
    (pool, may_jump): (&[StoryForms], bool),
    weights: &Weights,
    (composer, hands): (&mut Composer, &dyn Hands),
) -> Vec<Remedy> {
    let trial = Trial { hands, edition, index, page: plan.sheet.page, fixed: &plan.fixed, weights };
    let excess = plan.natural() - plan.ground();
    let mut found = copy(&trial, plan, excess, composer);
    if may_jump {
        found.extend(jumps(&trial, plan, excess, composer));
    }
    found.extend(photos(&trial, plan, composer));
    if excess < 0.0 {
        found.extend(added(&trial, plan, pool));
    } else {
        found.extend(left(&trial, plan));
    }
    found
}

/// Copy of one story cut or written, the shortest change first.
fn copy(trial: &Trial<'_>, plan: &Plan, excess: f32, composer: &mut Composer) -> Vec<Remedy> {
    let mut found: Vec<(i32, Remedy)> = Vec::new();
    let mut longest: Vec<usize> = (0..plan.stories.len()).collect();
    longest.sort_by_key(|k| -plan.stories[*k].lines());
    for k in longest.into_iter().take(4) {
        let own = &plan.stories[k];
        let characters = own.options.characters.max(1);
        let signs: [i32; 2] = if excess > 0.0 { [-1, 1] } else { [1, -1] };
        // From what is missing by ground alone, nearer and nearer.
        let rough = (excess.abs() * 0.8) as i32;
        let mut steps: Vec<i32> = STEPS.to_vec();
        steps.extend([rough, rough * 5 / 4, rough * 3 / 2].into_iter().filter(|step| *step > 46));
        let reach = found.iter().map(|(size, _)| *size).min().unwrap_or(i32::MAX);
        'own: for step in steps {
            for sign in signs {
                let lines = sign * step;
                if step >= reach || sign < 0 && step * 2 > own.lines() {
                    continue;
                }
                let extra = lines * characters;
                let Some(changed) = StoryForms::changed(
                    trial.edition,
                    trial.index,
                    trial.page,
                    own.wish,
                    Change { extra, ..Change::default() },
                    composer,
                ) else {
                    continue;
                };
                let mut stories = plan.stories.clone();
                stories[k] = changed;
                if let Some(page) = trial.page(stories) {
                    let story = own.wish.story;
                    let remedy = Remedy::Copy { story, characters: extra, lines, page: Some(page) };
                    found.push((step, remedy));
                    break 'own;
                }
            }
        }
    }
    found.sort_by_key(|(size, _)| *size);
    let mut found: Vec<Remedy> = found.into_iter().take(MOST).map(|(_, remedy)| remedy).collect();
    // Where no step of any story gives a page, it is at least said by how much the stories are off.
    let longest = plan.stories.iter().max_by_key(|own| own.lines()).filter(|_| found.is_empty());
    if let Some(own) = longest {
        let lines = -excess.round() as i32;
        let characters = lines * own.options.characters.max(1);
        // No more can be cut than the story has.
        if -lines < own.lines() {
            found.push(Remedy::Copy { story: own.wish.story, characters, lines, page: None });
        }
    }
    found
}

/// Lines of a column that a story may leave to another page, so that what is over by so much ground goes.
pub fn rests(excess: f32) -> Vec<i32> {
    if excess <= BEGUN[1] as f32 {
        return vec![5, 8, 12, 18, 26];
    }
    [0.6, 0.8, 1.0, 1.2, 1.5].iter().map(|share| (excess * share).round() as i32).collect()
}

/// One story that goes on elsewhere, the one that leaves least first.
fn jumps(trial: &Trial<'_>, plan: &Plan, excess: f32, composer: &mut Composer) -> Vec<Remedy> {
    let mut longest: Vec<usize> = (0..plan.stories.len()).collect();
    longest.sort_by_key(|k| -plan.stories[*k].lines());
    let mut found: Vec<(i32, Remedy)> = Vec::new();
    for k in longest.into_iter().take(MOST) {
        let own = &plan.stories[k];
        let Some(begun) = own.begun(trial.edition, trial.index, trial.page, &rests(excess), composer) else {
            continue;
        };
        let mut stories = plan.stories.clone();
        stories[k] = begun;
        let Some(page) = trial.page(stories) else { continue };
        let Some((story, jump)) = page.jumps.first().copied() else { continue };
        found.push((jump.rest, Remedy::Jump { story, lines: jump.rest, page }));
    }
    found.sort_by_key(|(lines, _)| *lines);
    found.into_iter().map(|(_, remedy)| remedy).collect()
}

fn photos(trial: &Trial<'_>, plan: &Plan, composer: &mut Composer) -> Vec<Remedy> {
    let mut found = Vec::new();
    for (k, own) in plan.stories.iter().enumerate() {
        if trial.index.photos(own.wish.story).is_empty() || found.len() >= MOST {
            continue;
        }
        let wider = Change { tolerance: WIDER, ..Change::default() };
        let changed = StoryForms::changed(trial.edition, trial.index, trial.page, own.wish, wider, composer);
        let Some(changed) = changed else { continue };
        let mut stories = plan.stories.clone();
        stories[k] = changed;
        if let Some(page) = trial.page(stories) {
            let lines = off_shape(trial.edition, own.wish.story, &page);
            found.push(Remedy::Photo { story: own.wish.story, lines, page });
        }
    }
    found
}

/// Lines by which the first picture of a story is deeper on a page than its shape asks.
fn off_shape(edition: &Edition, story: Id<Story>, page: &Candidate) -> i32 {
    let package = page.packages.iter().find(|package| package.story == story);
    let Some((package, slot)) = package.and_then(|package| Some((package, package.photos.first()?))) else {
        return 0;
    };
    let (Some(photo), Some(on)) = (edition.photos.get(&slot.photo), edition.pages.get(&package.page)) else {
        return 0;
    };
    let columns = banxin_layout::text_columns(package, &on.grid);
    let count = if slot.columns == 0 { columns.len() } else { usize::from(slot.columns) };
    let (Some(first), Some(last)) = (columns.first(), columns.get(count.clamp(1, columns.len()) - 1)) else {
        return 0;
    };
    let width = last.0 + last.1 - first.0;
    let height = width.scaled(i64::from(photo.height), i64::from(photo.width.max(1)));
    let natural = (height + on.grid.leading / 2).whole(on.grid.leading);
    i32::from(slot.lines) - i32::try_from(natural).unwrap_or(0)
}

fn added(trial: &Trial<'_>, plan: &Plan, pool: &[StoryForms]) -> Vec<Remedy> {
    let mut found = Vec::new();
    for extra in pool {
        if plan.stories.len() >= crate::MOST_STORIES || found.len() >= MOST {
            break;
        }
        let mut stories = plan.stories.clone();
        stories.push(extra.clone());
        if let Some(page) = trial.page(stories) {
            found.push(Remedy::Add { story: extra.wish.story, lines: extra.lines(), page });
        }
    }
    found
}

fn left(trial: &Trial<'_>, plan: &Plan) -> Vec<Remedy> {
    let mut found = Vec::new();
    // The last of the list is missed least.
    for k in (1..plan.stories.len()).rev() {
        if found.len() >= MOST {
            break;
        }
        let mut stories = plan.stories.clone();
        let out = stories.remove(k);
        if let Some(page) = trial.page(stories) {
            found.push(Remedy::Leave { story: out.wish.story, page });
        }
    }
    found
}
