//! The ground plan: cuts through the page, blocks alike in rows and stacks, parts of the page without weight.

use super::{Block, Judge, MOST, Seen, Term, overlap};
use crate::tables::MOST_COLUMNS as WIDEST;

/// Nobody's ground.
const NOBODY: u8 = u8::MAX;

/// Lines of the page at which the same blocks stand side by side.
#[derive(Clone, Copy)]
struct Band {
    first: usize,
    /// The line after the last.
    end: usize,
    owners: [u8; WIDEST],
}

/// The page as bands between the edges of its blocks.
struct Bands {
    bands: [Band; 2 * MOST + 2],
    count: usize,
}

impl Bands {
    fn of(blocks: &[Block], depth: usize, columns: usize) -> Self {
        let mut edges = [0usize; 2 * MOST + 2];
        edges[1] = depth;
        let mut count = 2;
        for block in blocks {
            let place = block.place;
            for edge in [usize::from(place.line), usize::from(place.line) + usize::from(place.height)] {
                if edge < depth && !edges[..count].contains(&edge) {
                    edges[count] = edge;
                    count += 1;
                }
            }
        }
        edges[..count].sort_unstable();
        let mut bands = [Band { first: 0, end: 0, owners: [NOBODY; WIDEST] }; 2 * MOST + 2];
        for (band, edge) in bands.iter_mut().zip(edges[..count].windows(2)) {
            (band.first, band.end) = (edge[0], edge[1]);
            for (k, block) in blocks.iter().enumerate() {
                let place = block.place;
                let line = usize::from(place.line);
                if line <= band.first && band.first < line + usize::from(place.height) {
                    let (first, last) = (usize::from(place.column), usize::from(place.column + place.span));
                    band.owners[first.min(columns)..last.min(columns)].fill(k as u8);
                }
            }
        }
        Bands { bands, count: count - 1 }
    }

    fn all(&self) -> &[Band] {
        &self.bands[..self.count]
    }
}

fn parts(a: u8, b: u8) -> bool {
    a != b && a != NOBODY && b != NOBODY
}

impl Judge<'_> {
    /// What depends on nothing but where the blocks stand.
    pub(super) fn ground_plan(&self, blocks: &[Block], say: &mut impl FnMut(Term, f32, u32)) {
        let (columns, depth) = (self.sheet.columns.min(WIDEST), self.sheet.depth);
        let bands = Bands::of(blocks, depth, columns);
        self.cuts_down(bands.all(), say);
        self.cuts_across(bands.all(), say);
        self.stripes(blocks, say);
    }

    fn cuts_down(&self, bands: &[Band], say: &mut impl FnMut(Term, f32, u32)) {
        let (columns, depth) = (self.sheet.columns.min(WIDEST), self.sheet.depth);
        let mut worst = (0.0f32, 0u32);
        for column in 1..columns {
            let (mut run, mut along, mut longest) = (0, 0u32, (0, 0u32));
            for band in bands {
                let (a, b) = (band.owners[column - 1], band.owners[column]);
                if parts(a, b) {
                    run += band.end - band.first;
                    along |= 1 << a | 1 << b;
                } else {
                    (run, along) = (0, 0);
                }
                if run > longest.0 {
                    longest = (run, along);
                }
            }
            let cost = match longest.0 * 100 / depth.max(1) {
                97.. => 7.0,
                80..=96 => 4.0,
                65..=79 => 1.8,
                _ => 0.0,
            };
            if cost > 0.0 {
                say(Term::Down, cost * 0.5, longest.1);
            }
            if cost > worst.0 {
                worst = (cost, longest.1);
            }
        }
        say(Term::Down, worst.0 * 0.5, worst.1);
    }

    fn cuts_across(&self, bands: &[Band], say: &mut impl FnMut(Term, f32, u32)) {
        let (columns, depth) = (self.sheet.columns.min(WIDEST), self.sheet.depth);
        let mut through = 0;
        for pair in bands.windows(2) {
            let (above, below) = (&pair[0].owners, &pair[1].owners);
            let (mut run, mut along, mut longest) = (0, 0u32, (0, 0u32));
            for column in 0..columns {
                let (a, b) = (above[column], below[column]);
                if parts(a, b) {
                    run += 1;
                    along |= 1 << a | 1 << b;
                } else {
                    (run, along) = (0, 0);
                }
                if run > longest.0 {
                    longest = (run, along);
                }
                if column > 0 && a != b {
                    let (c, d) = (above[column - 1], below[column - 1]);
                    let is_all = [a, b, c, d].iter().all(|one| *one != NOBODY);
                    if is_all && a != c && b != d && c != d && a != d && b != c {
                        say(Term::Crossing, 1.6, 1 << a | 1 << b | 1 << c | 1 << d);
                    }
                }
            }
            if longest.0 == columns && columns > 1 {
                through += 1;
                let share = pair[1].first as f32 / depth as f32;
                let cost = match share {
                    s if s < 0.14 => 2.0,
                    s if s <= 0.5 => 1.0,
                    s if s < 0.72 => 1.8,
                    _ => 1.2,
                };
                say(Term::Across, cost + if through > 1 { 4.0 } else { 0.0 }, longest.1);
            } else if longest.0 + 1 >= columns && columns > 2 {
                say(Term::Across, 0.4, longest.1);
            }
        }
    }

    fn stripes(&self, blocks: &[Block], say: &mut impl FnMut(Term, f32, u32)) {
        let is_across = |block: &Block| usize::from(block.place.span) == self.sheet.columns;
        let across = (0..blocks.len()).filter(|k| is_across(&blocks[*k])).fold(0u32, |who, k| who | 1 << k);
        if across.count_ones() > 1 {
            say(Term::Stripes, 3.0 * (across.count_ones() - 1) as f32, across);
        }
        for (i, block) in blocks.iter().enumerate() {
            let a = block.place;
            let (mut stack, mut row) = (1 << i, 1 << i);
            for (j, other) in blocks.iter().enumerate().filter(|(j, _)| *j != i) {
                let b = other.place;
                if (a.column, a.span) == (b.column, b.span) {
                    stack |= 1u32 << j;
                }
                if (a.line, a.height) == (b.line, b.height) {
                    row |= 1u32 << j;
                }
            }
            let more = |who: u32| who.count_ones().saturating_sub(2) as f32;
            if more(stack) > 0.0 {
                say(Term::Stripes, 0.9 * (more(stack)), stack);
            }
            if more(row) > 0.0 {
                say(Term::Stripes, 0.8 * (more(row)), row);
            }
            let aspect = self.sheet.width_in_cells(usize::from(a.span)) * 0.72 / f32::from(a.height.max(1));
            let odd = (aspect - 3.2).max(0.0) * 0.5 + if aspect < 0.38 { 1.0 } else { 0.0 };
            if odd > 0.0 {
                say(Term::Stripes, odd, 1 << i);
            }
        }
    }

    /// Every sixth of the page wants some weight of heads and pictures, and none too much.
    pub(super) fn balance(
        &self,
        photos: &[([f32; 4], u8)],
        seen: &[Seen],
        say: &mut impl FnMut(Term, f32, u32),
    ) {
        let (width, depth) = (f32::from(self.sheet.grid.cells) / 2.0, self.sheet.depth as f32 / 3.0);
        for row in 0..3 {
            for side in 0..2 {
                let (x, y) = (side as f32 * width, row as f32 * depth);
                let within = |spot: &[f32; 4]| {
                    overlap((spot[0], spot[2]), (x, x + width)) * overlap((spot[1], spot[3]), (y, y + depth))
                };
                let mut weight = 0.0;
                let mut who = 0;
                for (k, seen) in seen.iter().enumerate() {
                    weight += within(&seen.head);
                    who |= u32::from(within(&seen.ground) > 0.0) << k;
                }
                weight += photos.iter().map(|(spot, _)| within(spot)).sum::<f32>();
                for area in self.fixed {
                    let left = area.x.count() as f32;
                    let top = (area.line - self.sheet.top) as f32;
                    let spot = [left, top, left + area.width.count() as f32, top + area.lines as f32];
                    weight += 0.5 * within(&spot);
                }
                let share = weight / (width * depth).max(1.0);
                say(Term::Balance, (0.12 - share).max(0.0) * 14.0 + (share - 0.75).max(0.0) * 6.0, who);
            }
        }
    }
}
