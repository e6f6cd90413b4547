//! Heads against each other: sizes and places against rank, heads side by side, on top of each other, in a row.

use super::{BAN, Block, Judge, MOST, Seen, Term, overlap};
use crate::{GAP, Level};

/// How much greater than any other headline the lead's is.
const GREATEST: f32 = 1.2;
/// Share of the page's depth below which no second story begins.
const FOOT: f32 = 0.58;

impl Judge<'_> {
    pub(super) fn heads(&self, blocks: &[Block], seen: &[Seen; MOST], say: &mut impl FnMut(Term, f32, u32)) {
        for (i, first) in blocks.iter().enumerate() {
            let a = &self.items[usize::from(first.place.story)];
            let is_low = seen[i].head[1] > FOOT * self.sheet.depth as f32;
            if is_low && a.level == Level::Second && !a.is_photo_news {
                say(Term::Position, BAN, 1 << i);
            }
            for (j, second) in blocks.iter().enumerate() {
                if i == j {
                    continue;
                }
                let b = &self.items[usize::from(second.place.story)];
                let who = 1 << i | 1 << j;
                if a.level < b.level {
                    let mut weight = match (a.level, b.level) {
                        (Level::Lead, Level::Second) => 12.0,
                        (Level::Lead, _) => 10.0,
                        (Level::Second, Level::Usual) => 7.0,
                        (Level::Second, _) => 8.0,
                        _ => 4.0,
                    };
                    if b.is_photo_news {
                        weight *= 0.35;
                    }
                    if a.is_photo_news {
                        weight *= 0.3;
                    }
                    let behind = seen[j].strength - seen[i].strength + 0.02;
                    if behind > 0.0 {
                        say(Term::Position, weight * behind, who);
                    }
                    let needed = seen[j].size * if a.level == Level::Lead { 1.25 } else { 1.06 };
                    if !a.is_photo_news && seen[i].size < needed {
                        let is_lost = a.level == Level::Lead && seen[i].size < seen[j].size * GREATEST;
                        let ban = if is_lost { BAN } else { 0.0 };
                        say(Term::Hierarchy, ban + 3.0 + 4.0 * (needed / seen[i].size.max(1.0) - 1.0), who);
                    }
                    let ground = |block: &Block| u32::from(block.place.span) * u32::from(block.place.height);
                    if a.level == Level::Lead && !b.is_photo_news && ground(first) < ground(second) {
                        say(Term::Hierarchy, 1.0, who);
                    }
                }
                if i < j {
                    pair(&seen[i], &seen[j], who, say);
                }
            }
            let level = blocks
                .iter()
                .enumerate()
                .filter(|(j, _)| (seen[*j].head[1] - seen[i].head[1]).abs() < 1.0 && !seen[*j].is_vertical)
                .fold((0, 0), |(count, who), (j, _)| (count + 1, who | 1 << j));
            if level.0 >= 3 {
                say(Term::Row, 0.7 * (level.0 - 2) as f32, level.1);
            }
        }
    }
}

/// Two heads beside each other or one over the other.
fn pair(a: &Seen, b: &Seen, who: u32, say: &mut impl FnMut(Term, f32, u32)) {
    let across = overlap((a.head[0], a.head[2]), (b.head[0], b.head[2]));
    let down = overlap((a.head[1], a.head[3]), (b.head[1], b.head[3]));
    let ratio = a.size.max(b.size) / a.size.min(b.size).max(1.0);
    if across == 0.0 && down >= 1.5 {
        let gap = (a.head[0] - b.head[2]).max(b.head[0] - a.head[2]);
        if gap <= 3.6 {
            let mut cost = match ratio {
                r if r < 1.25 => 7.0,
                r if r < 1.5 => 4.0,
                r if r < 1.9 => 2.0,
                _ => 1.0,
            };
            if a.is_vertical != b.is_vertical {
                cost *= 0.35;
            }
            if a.is_boxed != b.is_boxed {
                cost *= 0.5;
            }
            say(Term::Clash, cost, who);
        }
    }
    if down == 0.0 && across > 2.0 {
        let gap = (a.head[1] - b.head[3]).max(b.head[1] - a.head[3]);
        if gap <= GAP as f32 + 1.0 {
            let narrow = (a.head[2] - a.head[0]).min(b.head[2] - b.head[0]).max(1.0);
            say(Term::Stacked, 4.5 * across / narrow, who);
        }
    }
}
