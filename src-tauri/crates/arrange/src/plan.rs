//! A page and its stories made ready: forms, ground and tables; then pages drawn, bettered and poured.

use crate::chance::Chance;
use crate::ground::{Fills, Ground};
use crate::options::{Options, TOLERANCE, options};
use crate::score::{Block, Item, Judge, Weights};
use crate::sheet::Sheet;
use crate::tables::{Tables, is_possible};
use crate::tree::{Place, Plot, Tree};
use banxin_layout::{Composer, Gauge};
use banxin_model::{Area, Edition, Id, Index, Page, Story, StoryKind};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;
use ts_rs::TS;

/// Most stories that one page is arranged with.
pub const MOST_STORIES: usize = 13;

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
        Self::changed(edition, index, page, wish, (TOLERANCE, 0), composer)
    }

    /// The same with photos cut by up to a share of their depth, and with characters added or taken away.
    pub(crate) fn changed(
        edition: &Edition,
        index: &Index,
        page: Id<Page>,
        wish: Wish,
        (tolerance, extra): (f32, i32),
        composer: &mut Composer,
    ) -> Option<Self> {
        let sheet = Sheet::new(edition, page)?;
        let mut gauge = Gauge::new(edition, index, wish.story, page, composer)?;
        let is_photo_news = gauge.kind() == StoryKind::Photo;
        let options = Arc::new(options(&sheet, &mut gauge, &wish, tolerance, extra));
        Some(StoryForms { wish, is_photo_news, options })
    }

    /// The story.
    pub fn wish(&self) -> Wish {
        self.wish
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
    ground: Ground,
    tables: Tables,
    root: f32,
    known: FxHashMap<u64, f32>,
}

/// A page that was found: every package full, nothing over, nothing under.
#[derive(Clone, Debug)]
pub struct Found {
    pub(crate) tree: Tree,
    pub(crate) turns: Vec<u8>,
    pub(crate) blocks: Vec<Block>,
    /// The weighted sum of what is wrong with it: the less, the better.
    pub(crate) score: f32,
}

impl Found {
    /// The weighted sum of what is wrong with it: the less, the better.
    pub fn score(&self) -> f32 {
        self.score
    }

    /// How the page is divided first, such as `floors 2/4`, `sides 5+3` or `pinwheel`.
    pub fn root(&self) -> String {
        self.tree.root(&self.turns)
    }
}

/// The slacks that are tried one after another until the page can be filled.
const SLACKS: [f32; 4] = [4.0, 9.0, 22.0, 60.0];

impl Plan {
    /// Makes a page ready; `None` when the page cannot be arranged at all: no columns, no story or too many.
    pub fn new(
        edition: &Edition,
        page: Id<Page>,
        stories: Vec<StoryForms>,
        fixed: Vec<Area>,
    ) -> Option<Self> {
        let sheet = Sheet::new(edition, page)?;
        if stories.is_empty() || stories.len() > MOST_STORIES {
            return None;
        }
        let ground = Ground::new(&sheet, &fixed);
        let all: Vec<&Options> = stories.iter().map(|story| story.options.as_ref()).collect();
        let free = ground.free(ground.whole()) as f32;
        let best: f32 = all.iter().map(|options| options.best).sum();
        let mut made: Option<(Tables, f32, FxHashMap<u64, f32>)> = None;
        for slack in SLACKS {
            let tables = Tables::new(&all, sheet.columns, sheet.depth, free, slack);
            let mut fills = Fills::new(&tables, &ground);
            let root = fills.cost(tables.full(), ground.whole());
            let known = fills.into_known();
            let is_good = is_possible(root) && (slack >= 9.0 || root < best + slack - 1.5);
            made = Some((tables, root, known));
            if is_good {
                break;
            }
        }
        let (tables, root, known) = made?;
        let items = stories
            .iter()
            .map(|story| Item {
                level: story.wish.level,
                is_photo_news: story.is_photo_news,
                options: Arc::clone(&story.options),
            })
            .collect();
        Some(Plan { sheet, stories, items, fixed, ground, tables, root, known })
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

    fn may_pinwheel(&self) -> bool {
        self.ground.is_clear() && self.stories.len() >= 5
    }

    pub(crate) fn judge<'a>(&'a self, weights: &'a Weights) -> Judge<'a> {
        Judge { sheet: &self.sheet, items: &self.items, fixed: &self.fixed, weights }
    }

    /// The pages that the draws of these numbers come to: the same for a seed whatever the order and the threads.
    pub fn draw(&self, weights: &Weights, seed: u64, numbers: Range<u32>) -> Vec<Found> {
        let mut fills = Fills::knowing(&self.tables, &self.ground, self.known.clone());
        let mut poured = Poured::default();
        numbers.filter_map(|number| self.draw_one(weights, seed, number, &mut fills, &mut poured)).collect()
    }

    fn draw_one(
        &self,
        weights: &Weights,
        seed: u64,
        number: u32,
        fills: &mut Fills<'_>,
        poured: &mut Poured,
    ) -> Option<Found> {
        const HEATS: [f32; 4] = [0.6, 1.2, 2.0, 3.0];
        let mut chance = Chance::new(seed ^ u64::from(number).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let heat = HEATS[number as usize % HEATS.len()];
        let has_root = is_possible(self.root);
        let mut tree = Tree::default();
        let full = self.tables.full();
        let wants_pinwheel = self.may_pinwheel() && (!has_root || number % 3 == 2);
        if wants_pinwheel {
            let tries = if self.stories.len() <= 6 { 60 } else { 120 };
            let size = (self.sheet.columns, self.sheet.depth);
            let root = tree.pinwheel(&self.tables, full, size, (0.8, tries), &mut chance)?;
            tree.plots.push(Plot { column: 0, line: 0, root });
        } else if !fills.grow(&mut tree, full, self.ground.whole(), heat, &mut chance) {
            return None;
        }
        let mut best: Option<Found> = None;
        for _ in 0..2 {
            let turns = tree.nodes.iter().map(|_| chance.below(4) as u8).collect();
            let start = Found { tree: tree.clone(), turns, blocks: Vec::new(), score: f32::MAX };
            let limit = best.as_ref().map_or(f32::MAX, |best| best.score + 14.0);
            if let Some(found) = self.settle(weights, start, limit, poured)
                && best.as_ref().is_none_or(|best| found.score < best.score)
            {
                best = Some(found);
            }
        }
        best
    }

    /// Betters a page by dividing parts of it anew, so many times; what stays is never worse.
    pub fn better(&self, weights: &Weights, from: &Found, seed: u64, times: u32) -> Found {
        let mut chance = Chance::new(seed);
        let mut poured = Poured::default();
        let mut best = from.clone();
        for _ in 0..times {
            let heat = 0.8 + 1.2 * chance.share();
            let Some(tree) = best.tree.changed(&self.tables, heat, &mut chance) else { continue };
            let mut turns = best.turns.clone();
            turns.resize_with(tree.nodes.len(), || chance.below(4) as u8);
            let start = Found { tree, turns, blocks: Vec::new(), score: f32::MAX };
            if let Some(found) = self.settle(weights, start, best.score + 6.0, &mut poured)
                && found.score < best.score - 1e-4
            {
                best = found;
            }
        }
        best
    }

    /// Turns parts about and chooses forms until nothing gets better, then pours; forms that do not come out full
    /// are given up and others chosen. `None` when no forms are left.
    pub(crate) fn settle(
        &self,
        weights: &Weights,
        mut found: Found,
        limit: f32,
        poured: &mut Poured,
    ) -> Option<Found> {
        let judge = self.judge(weights);
        let turning = found.tree.turning();
        let mut dead: Vec<(u8, u8, u8, u8, bool)> = Vec::new();
        let mut chosen = [(0u8, false); 16];
        for _ in 0..8 {
            self.descend(&judge, &mut found, &turning, &mut chosen, &dead, limit)?;
            if found.score > limit {
                return None;
            }
            let before = dead.len();
            for block in &found.blocks {
                let key = key(block);
                let is_full = *poured.0.entry(key).or_insert_with(|| {
                    judge.form(block).is_some_and(|form| {
                        let outcome = form.pour(block.is_turned);
                        outcome.is_full() && (outcome.shortest >= 3 || outcome.open <= 1)
                    })
                });
                if !is_full {
                    dead.push(key);
                }
            }
            if dead.len() == before {
                return Some(found);
            }
        }
        None
    }

    fn descend(
        &self,
        judge: &Judge<'_>,
        found: &mut Found,
        turning: &[usize],
        chosen: &mut [(u8, bool); 16],
        dead: &[(u8, u8, u8, u8, bool)],
        limit: f32,
    ) -> Option<()> {
        let mut places: Vec<Place> = Vec::new();
        let mut blocks: Vec<Block> = Vec::new();
        let is_dead = |block: &Block| dead.contains(&key(block));
        let arrange =
            |found: &Found, chosen: &[(u8, bool); 16], places: &mut Vec<Place>, blocks: &mut Vec<Block>| {
                found.tree.places(&found.turns, places);
                blocks.clear();
                blocks.extend(places.iter().map(|place| {
                    let (form, is_turned) = chosen[usize::from(place.story) % 16];
                    Block { place: *place, form, is_turned }
                }));
            };
        // A form that was given up, or is none of this place's, makes room for the next.
        arrange(found, chosen, &mut places, &mut blocks);
        for block in &mut blocks {
            while is_dead(block) || judge.form(block).is_none() {
                if block.is_turned || block.form > 0 || judge.form(block).is_none() && block.form == 0 {
                    let can_turn = judge.form(block).is_some_and(|form| form.pattern.can_turn());
                    if !block.is_turned && can_turn {
                        block.is_turned = true;
                    } else {
                        block.is_turned = false;
                        block.form += 1;
                    }
                } else {
                    block.form += 1;
                }
                if block.form > 7 {
                    break;
                }
            }
            if block.form > 7 {
                // From the beginning: an earlier form may be free.
                let mut free = (0..8u8).flat_map(|form| [false, true].map(|turned| (form, turned)));
                let free = free.find(|(form, is_turned)| {
                    let other = Block { form: *form, is_turned: *is_turned, ..*block };
                    judge.form(&other).is_some_and(|form| !is_turned || form.pattern.can_turn())
                        && !is_dead(&other)
                });
                let (form, is_turned) = free?;
                block.form = form;
                block.is_turned = is_turned;
            }
            chosen[usize::from(block.place.story) % 16] = (block.form, block.is_turned);
        }
        let mut score = judge.total(&blocks);
        for pass in 0..4 {
            let before = score;
            for &node in turning {
                let ways: &[u8] = if found.tree.is_pinwheel(node) { &[1, 2, 3] } else { &[1] };
                for way in ways {
                    found.turns[node] ^= way;
                    arrange(found, chosen, &mut places, &mut blocks);
                    let tried = judge.total(&blocks);
                    if tried < score - 1e-4 {
                        score = tried;
                    } else {
                        found.turns[node] ^= way;
                    }
                }
            }
            if pass == 0 && score > limit {
                break;
            }
            arrange(found, chosen, &mut places, &mut blocks);
            for k in 0..blocks.len() {
                let place = blocks[k].place;
                let item = &self.items[usize::from(place.story)];
                let forms = item.options.at(usize::from(place.span), usize::from(place.height));
                for (form, of) in forms.iter().enumerate() {
                    for is_turned in [false, true] {
                        let other = Block { place, form: form as u8, is_turned };
                        if other == blocks[k] || is_turned && !of.pattern.can_turn() || is_dead(&other) {
                            continue;
                        }
                        let old = std::mem::replace(&mut blocks[k], other);
                        let tried = judge.total(&blocks);
                        if tried < score - 1e-4 {
                            score = tried;
                            chosen[usize::from(place.story) % 16] = (other.form, is_turned);
                        } else {
                            blocks[k] = old;
                        }
                    }
                }
            }
            if before - score < 1e-3 {
                break;
            }
        }
        arrange(found, chosen, &mut places, &mut blocks);
        found.score = score;
        found.blocks = blocks;
        Some(())
    }

    /// Judges a page anew after the weights have changed.
    pub fn judge_again(&self, weights: &Weights, found: &mut Found) {
        found.score = self.judge(weights).total(&found.blocks);
    }
}

/// What has been poured already: whether a form at a place comes out full.
#[derive(Default)]
pub(crate) struct Poured(FxHashMap<(u8, u8, u8, u8, bool), bool>);

fn key(block: &Block) -> (u8, u8, u8, u8, bool) {
    let place = block.place;
    (place.story, place.span, place.height, block.form, block.is_turned)
}
