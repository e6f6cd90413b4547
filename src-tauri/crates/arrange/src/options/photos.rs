//! Photos one under another over some columns, each at several depths.

use super::{Maker, WORST};
use crate::Level;
use crate::sheet::Ruling;
use banxin_geom::Length;

/// Photos one under another, as one thing.
pub(super) struct Stack {
    /// Lines from the top of the first picture to the last line of words.
    pub(super) lines: i32,
    pub(super) shots: Vec<(usize, i32, i32)>,
    pub(super) cost: f32,
}

impl Maker<'_, '_, '_> {
    /// The ideal width of a photo in eighths of the page.
    fn ideal_width(&self, first: bool, shape: f32) -> f32 {
        let importance = match (self.about.is_photo_news, self.about.level, first) {
            (true, Level::Brief, _) => 1.8,
            (true, ..) | (_, Level::Lead, true) => 3.4,
            (_, Level::Second, true) | (_, Level::Lead, false) => 2.4,
            (_, Level::Usual, true) => 1.9,
            _ => 1.2,
        };
        importance * (shape / 1.5).min(1.2).sqrt()
    }

    /// The ways to stack the story's photos over `count` columns, each at several depths.
    pub(super) fn stacks(&mut self, ruling: &Ruling, count: usize) -> Vec<Stack> {
        let all = self.gauge.photos().len().min(3);
        if count == 0 || all == 0 {
            return Vec::new();
        }
        let band = ruling.band(count);
        let mut found: Vec<Stack> = Vec::new();
        for used in 1..=all {
            // Photos that are left out are missed.
            let missing = 2.2 * (self.gauge.photos().len() - used) as f32;
            let Some((first, _)) = self.shot(0, band) else { continue };
            let widest = (first as f32 * self.about.tolerance).floor() as i32;
            for step in -widest..=widest {
                let share = step as f32 / first.max(1) as f32;
                let mut stack = Stack { lines: 0, shots: Vec::new(), cost: missing };
                for number in 0..used {
                    let Some((natural, words)) = self.shot(number, band) else { break };
                    let lines = natural + (natural as f32 * share).round() as i32;
                    if lines < 5 {
                        break;
                    }
                    stack.cost += self.shot_cost(number, band, natural, lines);
                    let from = if number == 0 { 0 } else { stack.lines + 1 };
                    stack.shots.push((number, from, lines));
                    stack.lines = from + lines + words;
                }
                if stack.shots.len() == used && stack.cost < WORST {
                    found.push(stack);
                }
            }
        }
        found
    }

    /// The first photo alone, exactly so deep; `None` when it would be cut too much.
    pub(super) fn single(&mut self, ruling: &Ruling, count: usize, depth: i32) -> Option<Stack> {
        let band = ruling.band(count);
        let all = self.gauge.photos().len();
        let (natural, words) = if all > 0 { self.shot(0, band)? } else { return None };
        let lines = depth - words;
        let off = (lines as f32 / natural.max(1) as f32 - 1.0).abs();
        if off > self.about.tolerance || lines < 5 {
            return None;
        }
        let cost = self.shot_cost(0, band, natural, lines) + 2.2 * (all - 1) as f32;
        (cost < WORST).then(|| Stack { lines: depth, shots: vec![(0, 0, lines)], cost })
    }

    fn shot(&mut self, number: usize, band: Length) -> Option<(i32, i32)> {
        let depth = self.gauge.photo(number, band)?;
        Some((depth.natural, depth.words))
    }

    fn shot_cost(&self, number: usize, band: Length, natural: i32, lines: i32) -> f32 {
        let grid = &self.sheet.grid;
        let eighths = band.to_emu() as f32 / grid.width().to_emu().max(1) as f32 * 8.0;
        let height = grid.leading.to_emu() as f32 * natural.max(1) as f32;
        let ideal = self.ideal_width(number == 0, band.to_emu() as f32 / height);
        let cut = (lines as f32 / natural.max(1) as f32 - 1.0) / self.about.tolerance.max(0.01);
        let weight = if number == 0 { 1.0 } else { 0.6 };
        weight * 2.0 * (eighths.max(0.1) / ideal).log2().abs() + 2.2 * cut * cut
    }
}
