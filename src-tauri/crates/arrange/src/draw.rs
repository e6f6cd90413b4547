//! Pages drawn from the tables, bettered by turning parts about, and poured with the real lines.

use crate::chance::Chance;
use crate::ground::Fills;
use crate::plan::{Plan, Shape};
use crate::score::{Block, Judge, MOST, Weights};
use crate::tables::{First, is_possible};
use crate::tree::{Place, Plot, Tree};
use rustc_hash::FxHashMap;
use std::ops::Range;

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

impl Plan {
    /// The pages that the draws of these numbers come to: the same for a seed whatever the order and the threads.
    pub fn draw(&self, weights: &Weights, seed: u64, numbers: Range<u32>) -> Vec<Found> {
        let mut fills = match &self.shape {
            Shape::Any(known) => Some(Fills::knowing(&self.tables, &self.ground, known)),
            _ => None,
        };
        let mut poured = Poured::default();
        numbers
            .filter_map(|number| self.draw_one(weights, (seed, number), fills.as_mut(), &mut poured))
            .collect()
    }

    /// Draws a division of the whole ground.
    fn division(&self, number: u32, fills: Option<&mut Fills<'_>>, chance: &mut Chance) -> Option<Tree> {
        const HEATS: [f32; 4] = [0.6, 1.2, 2.0, 3.0];
        let heat = HEATS[number as usize % HEATS.len()];
        let has_root = is_possible(self.root);
        let mut tree = Tree::default();
        let full = self.tables.full();
        match &self.shape {
            Shape::Rectangle((left, right, top, foot)) => {
                let size = (right - left, foot - top);
                let root = if self.may_pinwheel() && (!has_root || number % 3 == 2) {
                    let tries = if self.stories.len() <= 6 { 60 } else { 120 };
                    tree.pinwheel(&self.tables, full, size, (0.8, tries), chance)?
                } else {
                    // By turns a cut down and a cut across come first, so that no one structure takes the page.
                    let wanted = [First::Any, First::Upright, First::Level][number as usize / 2 % 3];
                    let cost = self.tables.cost(full, size.0, size.1, wanted);
                    let first = if is_possible(cost) { wanted } else { First::Any };
                    tree.grow(&self.tables, full, size, first, heat, chance)?
                };
                tree.plots.push(Plot { column: *left as u8, line: *top as u8, root });
                Some(tree)
            }
            Shape::Skyline(skyline) => {
                let known = (&self.tables, &self.ells());
                skyline.grow(known, &mut tree, heat, chance).then_some(tree)
            }
            Shape::Any(_) => fills?.grow(&mut tree, full, self.ground.whole(), heat, chance).then_some(tree),
        }
    }

    fn draw_one(
        &self,
        weights: &Weights,
        (seed, number): (u64, u32),
        fills: Option<&mut Fills<'_>>,
        poured: &mut Poured,
    ) -> Option<Found> {
        let mut chance = Chance::new(seed ^ u64::from(number).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let tree = self.division(number, fills, &mut chance)?;
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
        let mut dead: Vec<Key> = Vec::new();
        let mut chosen = [(0u8, false); MOST];
        for _ in 0..8 {
            self.descend(&judge, &mut found, &turning, &mut chosen, &dead, limit)?;
            if found.score > limit {
                return None;
            }
            let before = dead.len();
            let mut has_jump = false;
            for block in &found.blocks {
                let key = key(block);
                let form = judge.form(block);
                let is_full = *poured
                    .0
                    .entry(key)
                    .or_insert_with(|| form.is_some_and(|form| form.is_full(block.is_turned)));
                // One story of a page goes on elsewhere at the most.
                let goes_on = form.is_some_and(|form| form.jump.is_some());
                if !is_full || goes_on && has_jump {
                    dead.push(key);
                }
                has_jump |= goes_on;
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
        chosen: &mut [(u8, bool); MOST],
        dead: &[Key],
        limit: f32,
    ) -> Option<()> {
        let mut places: Vec<Place> = Vec::new();
        let mut blocks: Vec<Block> = Vec::new();
        let is_dead = |block: &Block| dead.contains(&key(block));
        let arrange =
            |found: &Found, chosen: &[(u8, bool); MOST], places: &mut Vec<Place>, blocks: &mut Vec<Block>| {
                found.tree.places(&found.turns, places);
                blocks.clear();
                blocks.extend(places.iter().map(|place| {
                    let (form, is_turned) = chosen[usize::from(place.story) % MOST];
                    Block { place: *place, form, is_turned }
                }));
            };
        // A form that was given up, or is none of this place's, makes room for the next.
        arrange(found, chosen, &mut places, &mut blocks);
        for block in &mut blocks {
            while is_dead(block) || judge.form(block).is_none() {
                if block.is_turned || block.form > 0 || judge.form(block).is_none() && block.form == 0 {
                    let can_turn = judge.form(block).is_some_and(|form| form.can_turn());
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
                    judge.form(&other).is_some_and(|form| !is_turned || form.can_turn()) && !is_dead(&other)
                });
                let (form, is_turned) = free?;
                block.form = form;
                block.is_turned = is_turned;
            }
            chosen[usize::from(block.place.story) % MOST] = (block.form, block.is_turned);
        }
        let mut ground = judge.total_of_places(&blocks);
        let mut score = ground + judge.total_of_forms(&blocks);
        for pass in 0..4 {
            let before = score;
            for &node in turning {
                let ways: &[u8] = if found.tree.is_pinwheel(node) { &[1, 2, 3] } else { &[1] };
                for way in ways {
                    found.turns[node] ^= way;
                    arrange(found, chosen, &mut places, &mut blocks);
                    let plan = judge.total_of_places(&blocks);
                    let tried = plan + judge.total_of_forms(&blocks);
                    if tried < score - 1e-4 {
                        (score, ground) = (tried, plan);
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
                let forms = item.forms(place);
                for (form, of) in forms.iter().enumerate() {
                    for is_turned in [false, true] {
                        let other = Block { place, form: form as u8, is_turned };
                        if other == blocks[k] || is_turned && !of.can_turn() || is_dead(&other) {
                            continue;
                        }
                        let old = std::mem::replace(&mut blocks[k], other);
                        let tried = ground + judge.total_of_forms(&blocks);
                        if tried < score - 1e-4 {
                            score = tried;
                            chosen[usize::from(place.story) % MOST] = (other.form, is_turned);
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
pub(crate) struct Poured(FxHashMap<Key, bool>);

/// A form at a place: story, span, height, notch, form, whether it is turned about.
type Key = (u8, u8, u8, u8, u8, bool);

fn key(block: &Block) -> Key {
    let place = block.place;
    (place.story, place.span, place.height, place.notch, block.form, block.is_turned)
}
