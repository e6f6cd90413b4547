//! What a form costs, whatever stands beside it.

use super::{Entry, Maker};
use crate::Level;
use crate::sheet::Ruling;
use banxin_model::Frame;

impl Maker<'_, '_, '_> {
    /// What a span costs for a story of this level.
    fn span_cost(&self, span: usize) -> f32 {
        const LEAD: [f32; 8] = [30.0, 20.0, 9.0, 3.0, 0.5, 0.0, 0.0, 0.5];
        const SECOND: [f32; 8] = [12.0, 4.0, 0.8, 0.0, 0.0, 0.8, 2.0, 3.0];
        const USUAL: [f32; 8] = [2.5, 0.2, 0.0, 0.2, 0.8, 2.5, 5.0, 7.0];
        const PHOTO: [f32; 8] = [3.0, 0.5, 0.0, 0.0, 0.4, 2.0, 4.0, 6.0];
        const BRIEF: [f32; 8] = [0.3, 0.0, 0.2, 0.8, 2.0, 5.0, 7.0, 9.0];
        let table = match (self.about.level, self.about.is_photo_news) {
            (Level::Lead, _) => LEAD,
            (Level::Second, _) => SECOND,
            (Level::Usual, false) => USUAL,
            (Level::Usual, true) => PHOTO,
            (Level::Brief, _) => BRIEF,
        };
        table[self.sheet.eighths(span) - 1]
    }

    fn measure_cost(&self, ruling: &Ruling) -> f32 {
        let cells = ruling.cells;
        let own = f32::from(self.sheet.grid.columns.cells);
        let mut cost = if ruling.is_own
            || (cells - own).abs() < 0.5
            || ruling.frame == Frame::Box && (cells - own + 1.0).abs() < 0.5
        {
            0.0
        } else if cells < own {
            0.5
        } else if cells <= 20.0 {
            0.35
        } else if cells <= 24.0 {
            0.7
        } else if self.about.is_photo_news {
            0.3
        } else {
            1.6
        };
        if self.about.level == Level::Brief && cells > own + 1.0 {
            cost += 0.6;
        }
        cost
    }

    pub(super) fn cost(&self, entry: &Entry<'_>, lines: i32, boxed: bool) -> f32 {
        let ruling = entry.ruling;
        let mut cost = self.span_cost(usize::from(ruling.span))
            + self.measure_cost(ruling)
            + entry.head.cost
            + entry.extra
            + 0.12 * entry.spare as f32;
        if boxed {
            cost += if self.about.is_photo_news { 0.4 } else { 0.1 };
        }
        let photo_news = self.about.is_photo_news;
        let ground = self.sheet.width_in_cells(usize::from(ruling.span)) * lines as f32;
        if let Some((stack, _, count, _)) = &entry.stack {
            cost += stack.cost;
            let count = if *count == 0 { ruling.starts.len() } else { *count };
            let cell = self.sheet.grid.cell.to_emu().max(1) as f32;
            let width = ruling.band(count).to_emu() as f32 / cell;
            let pictures: i32 = stack.shots.iter().map(|shot| shot.2).sum();
            let share = width * pictures as f32 / ground.max(1.0);
            if photo_news {
                cost += (0.5 - share).max(0.0) * 8.0;
            } else {
                cost += (share - 0.42).max(0.0) * 14.0;
            }
        } else if !self.gauge.photos().is_empty() {
            cost += 4.0;
        }
        let open: Vec<i32> =
            entry.legs.iter().map(|(top, bottom)| bottom - top).filter(|lines| *lines > 0).collect();
        let mean = open.iter().sum::<i32>() as f32 / open.len().max(1) as f32;
        if mean < 5.0 && !photo_news {
            cost += (5.0 - mean) * 0.5;
        }
        cost += (mean - 38.0).max(0.0) * 0.07;
        let aspect = self.sheet.width_in_cells(usize::from(ruling.span)) * 0.72 / lines.max(1) as f32;
        cost += (aspect - 3.6).max(0.0) * 0.8 + (0.42 - aspect).max(0.0) * 9.0;
        cost
    }
}
