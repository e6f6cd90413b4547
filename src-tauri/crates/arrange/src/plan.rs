//! A page and its stories made ready: forms, ground and tables.

use crate::ground::{Fills, Ground, Span};
use crate::hands::Hands;
use crate::notch::{Notch, Notched};
use crate::options::{BEGUN, Change, Options, options};
use crate::score::{Item, Judge, Weights};
use crate::sheet::Sheet;
use crate::skyline::{Ells, Skyline, notches};
use crate::tables::{First, Leaf, Tables, is_possible};
use banxin_layout::{Composer, Gauge};
use banxin_model::{Area, Edition, Id, Index, Page, Story, StoryKind};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Most stories that one page is arranged with.
pub const MOST_STORIES: usize = 24;
/// Most stories of one group.
pub const MOST_IN_GROUP: usize = 6;
/// Most members, stories or groups, that a page is divided among.
const MOST_MEMBERS: usize = 12;
/// Members to which more than so many are reduced by putting briefs together: every one more makes the work threefold.
const REDUCED: usize = 10;
/// Most members of a rectangle, and of ground of any other shape, as long as a page is found so.
const EASY: [usize; 2] = [11, 8];
/// Up to this slack a page is sought with briefs put together.
const EASY_SLACK: f32 = 12.0;
/// Most briefs that are put together without being asked.
const BRIEFS: usize = 4;
/// How much dearer than its best a group may be divided.
const GROUP_SLACK: f32 = 12.0;

/// How much a story counts on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The lead (头条).
    Lead,
    /// The second or third story (二条).
    Second,
    /// Any other.
    Usual,
    /// A brief (简讯).
    Brief,
}

/// A story that is to stand on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wish {
    /// The story.
    pub story: Id<Story>,
    /// How much it counts.
    pub level: Level,
    /// Whether it may stand without its photos.
    pub photo_is_optional: bool,
    /// Whether it may stand in a box.
    pub may_be_boxed: bool,
    /// Number of the group of related stories it stands together with; none when it stands by itself.
    pub group: Option<u8>,
}

/// The forms of a story on a page of some grid: what is worked out once as long as the story stays as it is.
#[derive(Clone, Debug)]
pub struct StoryForms {
    pub(crate) wish: Wish,
    pub(crate) is_photo_news: bool,
    pub(crate) options: Arc<Options>,
}

impl StoryForms {
    /// The forms of a story; `None` when story or page are not there or the page cannot be arranged.
    pub fn new(
        edition: &Edition,
        index: &Index,
        page: Id<Page>,
        wish: Wish,
        composer: &mut Composer,
    ) -> Option<Self> {
        Self::changed(edition, index, page, wish, Change::default(), composer)
    }

    /// The same and, besides, forms in which about so many lines of a column go on on another page; `None` when the
    /// story is none that is divided: a brief, photo news, or a short one.
    pub fn begun(
        &self,
        edition: &Edition,
        index: &Index,
        page: Id<Page>,
        rests: &[i32],
        composer: &mut Composer,
    ) -> Option<Self> {
        let [least, least_rest] = BEGUN;
        let (lines, wish) = (self.lines(), self.wish);
        if wish.level == Level::Brief || self.is_photo_news || lines < least + least_rest {
            return None;
        }
        let sheet = Sheet::new(edition, page)?;
        let mut gauge = Gauge::new(edition, index, wish.story, page, composer)?;
        let mut wanted: Vec<i32> =
            rests.iter().map(|rest| (*rest).clamp(least_rest, lines - least)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let begun = wanted.into_iter().map(|rest| {
            let share = Some((lines - rest) as f32 / lines as f32);
            options(&sheet, &mut gauge, &wish, Change { share, ..Change::default() })
        });
        let begun = begun.collect();
        Some(StoryForms { options: Arc::new(self.options.joined(begun)), ..self.clone() })
    }

    /// The same with a change.
    pub(crate) fn changed(
        edition: &Edition,
        index: &Index,
        page: Id<Page>,
        wish: Wish,
        change: Change,
        composer: &mut Composer,
    ) -> Option<Self> {
        let sheet = Sheet::new(edition, page)?;
        let mut gauge = Gauge::new(edition, index, wish.story, page, composer)?;
        let is_photo_news = gauge.kind() == StoryKind::Photo;
        let options = Arc::new(options(&sheet, &mut gauge, &wish, change));
        Some(StoryForms { wish, is_photo_news, options })
    }

    /// The story.
    pub fn wish(&self) -> Wish {
        self.wish
    }

    /// The same forms of a story that stands in a group, or in none.
    pub fn grouped(mut self, group: Option<u8>) -> Self {
        self.wish.group = group;
        self
    }

    /// Ground in column-lines that the story fills in its best form.
    pub fn natural(&self) -> f32 {
        self.options.natural
    }

    /// Lines of running text in one column of the page.
    pub fn lines(&self) -> i32 {
        self.options.lines
    }
}

/// A page made ready.
pub struct Plan {
    pub(crate) sheet: Sheet,
    pub(crate) stories: Vec<StoryForms>,
    pub(crate) items: Vec<Item>,
    pub(crate) fixed: Vec<Area>,
    pub(crate) ground: Ground,
    pub(crate) tables: Tables,
    pub(crate) shape: Shape,
    pub(crate) notches: Vec<Notch>,
    notched: Vec<Arc<Notched>>,
    /// What the whole page costs at the least.
    pub(crate) root: f32,
}

/// What the free ground looks like, with what is known of filling it.
pub(crate) enum Shape {
    /// One rectangle.
    Rectangle(Span),
    /// Columns that begin, or end, together.
    Skyline(Box<Skyline>),
    /// Anything else.
    Any(FxHashMap<u64, f32>),
}

impl Shape {
    fn of(ground: &Ground, (tables, ells): (&Tables, &Ells<'_>), hands: &dyn Hands) -> (Self, f32) {
        let full = tables.full();
        let bounds = ground.bounds(ground.whole());
        if let Some(span) = bounds.filter(|span| ground.is_clear(*span)) {
            let (width, height) = (span.1 - span.0, span.3 - span.2);
            return (Shape::Rectangle(span), tables.cost(full, width, height, First::Any));
        }
        if let Some(skyline) = bounds.and_then(|span| Skyline::new(ground, span, (tables, ells), hands)) {
            let root = skyline.root(tables);
            return (Shape::Skyline(Box::new(skyline)), root);
        }
        let mut fills = Fills::new(tables, ground);
        let root = fills.cost(full, ground.whole());
        (Shape::Any(fills.into_known()), root)
    }
}

/// The slacks that are tried one after another until the page can be filled.
const SLACKS: [f32; 5] = [4.0, 7.0, 12.0, 22.0, 50.0];

impl Plan {
    /// Makes a page ready; `None` when the page cannot be arranged at all: no columns, no story or too many.
    pub fn new(
        edition: &Edition,
        page: Id<Page>,
        stories: Vec<StoryForms>,
        fixed: Vec<Area>,
        hands: &dyn Hands,
    ) -> Option<Self> {
        Self::within(edition, page, stories, fixed, (hands, &SLACKS, true))
    }

    /// The same with slacks of one's own, and briefs put together or each by itself.
    pub(crate) fn within(
        edition: &Edition,
        page: Id<Page>,
        stories: Vec<StoryForms>,
        fixed: Vec<Area>,
        (hands, slacks, may_join): (&dyn Hands, &[f32], bool),
    ) -> Option<Self> {
        let sheet = Sheet::new(edition, page)?;
        if stories.is_empty() || stories.len() > MOST_STORIES {
            return None;
        }
        let ground = Ground::new(&sheet, &fixed);
        let free = ground.free(ground.whole()) as f32;
        let size = (sheet.columns, sheet.depth);
        let leaf = |own: &Vec<usize>| -> Leaf<'_> {
            let single = |k: usize| Leaf::Story(k as u8, stories[k].options.as_ref());
            match own.as_slice() {
                [k] => single(*k),
                several => {
                    let leaves = several.iter().map(|k| single(*k)).collect();
                    Leaf::Group(Box::new(Tables::new(leaves, size, None, GROUP_SLACK, hands)))
                }
            }
        };
        let bounds = ground.bounds(ground.whole()).filter(|span| !ground.is_clear(*span));
        let full = members(&stories, MOST_MEMBERS, REDUCED)?;
        let most = EASY[usize::from(bounds.is_some())];
        let joined = members(&stories, most, most).filter(|own| may_join && own.len() < full.len());
        let easy = slacks.iter().filter(|slack| **slack <= EASY_SLACK);
        let tries = joined.iter().flat_map(|own| easy.clone().map(move |slack| (own, *slack)));
        let tries = tries.chain(slacks.iter().map(|slack| (&full, *slack)));
        let notches = bounds.map_or(Vec::new(), |span| notches(&ground, span));
        let notched: Vec<Arc<Notched>> =
            stories.iter().map(|story| Arc::new(Notched::new(&sheet, &story.options, &notches))).collect();
        let ells = Ells { notches: &notches, forms: &notched };
        let mut made: Option<(Tables, Shape, f32)> = None;
        for (members, slack) in tries {
            let leaves = members.iter().map(leaf).collect();
            let tables = Tables::new(leaves, size, Some(free), slack, hands);
            let (shape, root) = Shape::of(&ground, (&tables, &ells), hands);
            let limit = tables.bound[tables.full()] + tables.price * free;
            let is_good = is_possible(root) && (slack > 8.0 || root < limit - 1.5);
            made = Some((tables, shape, root));
            if is_good {
                break;
            }
        }
        let (tables, shape, root) = made?;
        let items = stories
            .iter()
            .zip(&notched)
            .map(|(story, notched)| Item {
                level: story.wish.level,
                is_photo_news: story.is_photo_news,
                options: Arc::clone(&story.options),
                notched: Arc::clone(notched),
            })
            .collect();
        Some(Plan { sheet, stories, items, fixed, ground, tables, shape, notches, notched, root })
    }

    /// Ground in column-lines of a page that is free beside its nameplate and fixed areas; `None` when there is no
    /// such page.
    pub fn free_ground(edition: &Edition, page: Id<Page>, fixed: &[Area]) -> Option<f32> {
        let sheet = Sheet::new(edition, page)?;
        let ground = Ground::new(&sheet, fixed);
        Some(ground.free(ground.whole()) as f32)
    }

    /// Ground in column-lines that is to be filled.
    pub fn ground(&self) -> f32 {
        self.ground.free(self.ground.whole()) as f32
    }

    /// Ground in column-lines that the stories fill in their best forms.
    pub fn natural(&self) -> f32 {
        self.stories.iter().map(StoryForms::natural).sum()
    }

    /// Whether a division is known that fills the page; before the text has been poured.
    pub fn is_possible(&self) -> bool {
        is_possible(self.root) || self.may_pinwheel()
    }

    /// The forms of L shape that the ground asks for.
    pub(crate) fn ells(&self) -> Ells<'_> {
        Ells { notches: &self.notches, forms: &self.notched }
    }

    pub(crate) fn may_pinwheel(&self) -> bool {
        matches!(self.shape, Shape::Rectangle(_)) && self.tables.count() >= 5
    }

    pub(crate) fn judge<'a>(&'a self, weights: &'a Weights) -> Judge<'a> {
        Judge { sheet: &self.sheet, items: &self.items, fixed: &self.fixed, weights }
    }
}

/// The stories put together as members of the division: groups as they are wished, and where there are more members
/// than the most, so many briefs together that fewer remain; `None` when there are too many even so.
fn members(stories: &[StoryForms], most: usize, reduced: usize) -> Option<Vec<Vec<usize>>> {
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<(u8, usize)> = Vec::new();
    for (k, story) in stories.iter().enumerate() {
        let own = story.wish.group.and_then(|group| known.iter().find(|(other, _)| *other == group));
        match (story.wish.group, own) {
            (_, Some((_, at))) if members[*at].len() < MOST_IN_GROUP => members[*at].push(k),
            (group, _) => {
                known.extend(group.map(|group| (group, members.len())));
                members.push(vec![k]);
            }
        }
    }
    if members.len() <= most {
        return Some(members);
    }
    // Briefs first, then the shortest stories without a photo.
    let mut small: Vec<usize> = (0..members.len())
        .filter(|at| members[*at].len() == 1)
        .filter(|at| {
            let story = &stories[members[*at][0]];
            story.wish.level >= Level::Usual && !story.is_photo_news
        })
        .collect();
    small.sort_by_key(|at| {
        let story = &stories[members[*at][0]];
        (story.wish.level < Level::Brief, story.lines(), *at)
    });
    let excess = members.len() - reduced;
    let groups = excess.div_ceil(BRIEFS - 1);
    let wanted = excess + groups;
    if small.len() < wanted {
        return None;
    }
    let mut together = vec![Vec::new(); groups];
    for (number, at) in small.iter().take(wanted).enumerate() {
        together[number % groups].append(&mut members[*at]);
    }
    members.retain(|own| !own.is_empty());
    members.extend(together);
    Some(members)
}
