//! Heads that fit over a width: sizes, rows and lines.

use super::Maker;
use crate::Level;
use banxin_geom::Length;
use banxin_layout::usual_sizes;

/// Share of the longest row that the others have at the least, so that a head looks divided and not cut off.
const LOP_SIDED: f32 = 0.5;

/// A head that fits over a width.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) size: Length,
    pub(super) rows: u8,
    pub(super) lines: i32,
    pub(super) cost: f32,
}

impl Maker<'_, '_, '_> {
    /// Sizes the headline may take, with how far each is from the ideal one.
    pub(super) fn sizes(&self) -> Vec<(Length, f32)> {
        let ideal = self.ideal_size();
        usual_sizes()
            .map(|size| (size, (size.to_pt() as f32 / ideal).ln().abs()))
            .filter(|(_, off)| *off <= 0.34)
            .collect()
    }

    fn ideal_size(&self) -> f32 {
        let points = match (self.about.level, self.about.is_photo_news) {
            (Level::Lead, _) => 56.0,
            (Level::Second, _) => 38.0,
            (Level::Usual, false) => 27.0,
            (Level::Usual, true) => 24.0,
            (Level::Brief, _) => 19.0,
        };
        // A smaller page has smaller heads.
        let width = self.sheet.grid.width().to_pt() as f32;
        points * (width / 999.0).sqrt().clamp(0.6, 1.2)
    }

    /// Heads that look well over a measure, the best of each number of lines.
    pub(super) fn heads(&mut self, measure: Length, is_single: bool) -> Vec<Head> {
        let mut best: Vec<Head> = Vec::new();
        if self.about.headline_length == 0 {
            return vec![Head {
                size: Length::ZERO,
                rows: 0,
                lines: self.gauge.head(measure, Length::ZERO, 0).lines,
                cost: 1.0,
            }];
        }
        let level = self.about.level;
        let width = measure.to_emu().max(1) as f32;
        for (size, off) in self.sizes() {
            let whole = self.gauge.rows(size, 1).widest;
            for rows in 1..=3u8 {
                if rows == 3 && (level == Level::Lead || !is_single) {
                    continue;
                }
                let divided = self.gauge.rows(size, rows);
                let filled = divided.widest.to_emu() as f32 / width;
                if divided.rows != usize::from(rows) || !(0.38..=0.985).contains(&filled) {
                    continue;
                }
                let head = self.gauge.head(measure, size, rows);
                if head.rows != usize::from(rows) {
                    continue;
                }
                let mut cost = 4.0 * off
                    + match (rows, self.about.is_paired) {
                        (1, _) | (2, true) => 0.0,
                        (2, false) => 0.7,
                        _ => 1.5,
                    };
                if filled < 0.62 {
                    cost += (0.62 - filled) * 4.0;
                }
                if rows == 3 {
                    cost += 0.6;
                }
                // A row that is hardly half as long as another looks like a word cut off.
                let others = (whole - divided.widest).to_emu() as f32 / f32::from(rows.max(2) - 1);
                if rows > 1 && others < LOP_SIDED * divided.widest.to_emu() as f32 {
                    cost += 5.0;
                }
                if rows > 1 && whole.to_emu() as f32 <= width * 0.985 && !self.about.is_paired {
                    cost += 1.2;
                }
                for air in 0..4 {
                    let lines = head.lines + air;
                    let cost = cost + 0.22 * (air * air) as f32;
                    match best.iter_mut().find(|other| other.lines == lines) {
                        Some(other) if other.cost <= cost => {}
                        Some(other) => *other = Head { size, rows, lines, cost },
                        None => best.push(Head { size, rows, lines, cost }),
                    }
                }
            }
        }
        best
    }
}
