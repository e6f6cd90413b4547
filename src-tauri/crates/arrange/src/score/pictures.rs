//! Photos on the page: one that dominates, none that touch, none low at the foot.

use super::{BAN, Judge, Seen, Term, overlap};
use crate::GAP;

/// How much more ground the greatest photo has than the next, so that it dominates.
const DOMINANT: f32 = 1.6;

impl Judge<'_> {
    pub(super) fn pictures(
        &self,
        photos: &[([f32; 4], u8)],
        seen: &[Seen],
        say: &mut impl FnMut(Term, f32, u32),
    ) {
        let cell = 9.0 / 12.5;
        let (mut first, mut second) = ((0.0f32, 0usize), 0.0f32);
        let mut all = 0.0;
        for (i, (a, owner)) in photos.iter().enumerate() {
            let ground = (a[2] - a[0]) * cell * (a[3] - a[1]);
            all += ground;
            if ground > first.0 {
                second = first.0;
                first = (ground, i);
            } else {
                second = second.max(ground);
            }
            for (b, other) in &photos[i + 1..] {
                if owner == other {
                    continue;
                }
                let beside = overlap((a[1], a[3]), (b[1], b[3])) > 1.0;
                let over = overlap((a[0], a[2]), (b[0], b[2])) > 2.0;
                let across = (a[0] - b[2]).max(b[0] - a[2]);
                let down = (a[1] - b[3]).max(b[1] - a[3]);
                let gap = GAP as f32 + 1.1;
                if beside && (-0.1..=3.6).contains(&across) || over && (-0.1..=gap).contains(&down) {
                    say(Term::Touching, 5.5, 1 << owner | 1 << other);
                }
            }
            // A photo right over another story's head looks like that story's photo.
            for (j, head) in seen.iter().enumerate() {
                let below = head.head[1] - a[3];
                if j != usize::from(*owner)
                    && overlap((a[0], a[2]), (head.head[0], head.head[2])) > 4.0
                    && (-0.1..=GAP as f32 + 1.1).contains(&below)
                {
                    say(Term::Touching, 1.8, 1 << owner | 1 << j);
                }
            }
        }
        if let Some((place, owner)) = photos.get(first.1) {
            let page = f32::from(self.sheet.grid.cells) * cell * self.sheet.depth as f32;
            let ratio = first.0 / second.max(1.0);
            if ratio < DOMINANT {
                say(Term::Dominant, BAN + 8.0 * (DOMINANT - ratio), 1 << owner);
            }
            say(Term::Dominant, (0.075 - first.0 / page).max(0.0) * 40.0, 1 << owner);
            let middle = (place[1] + place[3]) / 2.0 / self.sheet.depth as f32;
            if middle > 0.62 {
                say(Term::Pictures, 2.5 * (middle - 0.62) / 0.3, 1 << owner);
            }
            let every = photos.iter().fold(0u32, |who, (_, owner)| who | 1 << owner);
            say(Term::Pictures, (all / page - 0.34).max(0.0) * 25.0, every);
        }
    }
}
