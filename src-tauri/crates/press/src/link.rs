//! Light to ink by a table: the whole way from a picture's colours to the inks of the paper, worked out once on a
//! grid and interpolated between its nodes.

use crate::blocks::NEAREST;
use fearless_simd::{Level, dispatch};
use std::array::from_fn;

/// Pixels that are worked out together.
const STRETCH: usize = 64;

/// What a node's inks have for a full one.
const FULL: f32 = 65_535.0;

/// The inks of every colour of one kind of light.
pub(crate) struct Link {
    /// Inks of the nodes: red the slowest, blue the fastest.
    nodes: Vec<[u16; 4]>,
    /// Nodes from one to the next along red, green and blue.
    along: [u32; 3],
    /// For each value of a sample the node below it and how far it lies on the way to the next.
    below: [(u32, f32); 256],
}

impl Link {
    /// A table of what `convert` makes of light, 255 for a full ink, with at most `limit` of them together. Its nodes
    /// lie `step` values of a sample apart, the last on 255; the work is shared among the machine's cores. `None`
    /// when one of them ends before it is done.
    pub(crate) fn new(convert: impl Fn([u8; 3]) -> [f32; 4] + Sync, step: usize, limit: u32) -> Option<Link> {
        let side = 255usize.div_ceil(step) + 1;
        let value = |node: usize| (node * step).min(255);
        let layers: Vec<usize> = (0..side).collect();
        let workers = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
        let part = |layers: &[usize]| -> Vec<[u16; 4]> {
            let of = |layer: usize, at: usize| [layer, at / side, at % side].map(|node| value(node) as u8);
            let nodes = layers.iter().flat_map(|layer| (0..side * side).map(move |at| of(*layer, at)));
            nodes.map(|light| stored(within(convert(light), limit))).collect()
        };
        let part = &part;
        let made: Option<Vec<Vec<[u16; 4]>>> = std::thread::scope(|scope| {
            let started: Vec<_> = layers
                .chunks(side.div_ceil(workers))
                .map(|layers| scope.spawn(move || part(layers)))
                .collect();
            started.into_iter().map(|part| part.join().ok()).collect()
        });
        let below = from_fn(|sample| {
            let node = (sample / step).min(side - 2);
            let (from, to) = (value(node), value(node + 1));
            (node as u32, (sample - from) as f32 / (to - from) as f32)
        });
        let along = [(side * side) as u32, side as u32, 1];
        Some(Link { nodes: made?.concat(), along, below })
    }

    /// The inks of pixels.
    pub(crate) fn inks(&self, pixels: &[[u8; 3]]) -> Vec<u8> {
        let mut inks = vec![[0u8; 4]; pixels.len()];
        dispatch!(Level::new(), _simd => self.fill(pixels, &mut inks));
        inks.into_flattened()
    }

    #[inline(always)]
    fn fill(&self, pixels: &[[u8; 3]], inks: &mut [[u8; 4]]) {
        let mut corners = [[0u32; 4]; STRETCH];
        let mut shares = [[0f32; 4]; STRETCH];
        for (pixels, inks) in pixels.chunks(STRETCH).zip(inks.chunks_mut(STRETCH)) {
            for (pixel, (corners, shares)) in pixels.iter().zip(corners.iter_mut().zip(&mut shares)) {
                (*corners, *shares) = self.corners(*pixel);
            }
            for (ink, (corners, shares)) in inks.iter_mut().zip(corners.iter().zip(&shares)) {
                let mut sum = [0f32; 4];
                for (corner, share) in corners.iter().zip(shares) {
                    let node = self.nodes.get(*corner as usize).copied().unwrap_or_default();
                    for at in 0..4 {
                        sum[at] += f32::from(node[at]) * share;
                    }
                }
                *ink = sum.map(|ink| (ink + NEAREST).to_bits() as u8);
            }
        }
    }

    /// The corners of the tetrahedron that a colour lies in, and the share of each: from the darkest corner of its
    /// cell along the channel that is furthest on its way, then the next, to the lightest. Grey stays on the line
    /// from one to the other.
    #[inline(always)]
    fn corners(&self, pixel: [u8; 3]) -> ([u32; 4], [f32; 4]) {
        let [(red, r), (green, g), (blue, b)] = pixel.map(|value| self.below[usize::from(value)]);
        let along = self.along;
        let dark = red * along[0] + green * along[1] + blue;
        let light = dark + along[0] + along[1] + 1;
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let middle = r + g + b - most - least;
        let first = if r == most {
            along[0]
        } else if g == most {
            along[1]
        } else {
            1
        };
        let last = if b == least {
            1
        } else if g == least {
            along[1]
        } else {
            along[0]
        };
        let shares = [1.0 - most, most - middle, middle - least, least];
        ([dark, dark + first, light - last, light], shares.map(|share| share * (255.0 / FULL)))
    }
}

/// Inks, 255 for a full one, as a node keeps them.
fn stored(inks: [f32; 4]) -> [u16; 4] {
    inks.map(|ink| (ink * (FULL / 255.0)).round() as u16)
}

/// Inks with the coloured ones taken back evenly until all four are no more than `limit`; black keeps the drawing.
fn within([cyan, magenta, yellow, black]: [f32; 4], limit: u32) -> [f32; 4] {
    let coloured = cyan + magenta + yellow;
    let room = (limit as f32 - black).max(0.0);
    let share = if coloured > room { room / coloured } else { 1.0 };
    [cyan * share, magenta * share, yellow * share, black]
}

#[cfg(test)]
mod tests {
    use super::Link;

    fn inverse(light: u8) -> f32 {
        255.0 - f32::from(light)
    }

    #[test]
    fn what_is_even_comes_out_as_it_is_however_far_apart_the_nodes() {
        // Ink that is light taken from white lies on one plane, which no interpolation may bend.
        let all: Vec<[u8; 3]> =
            (0..=255u8).flat_map(|step| [[step; 3], [step, 255 - step, 7], [0, step / 2, step]]).collect();
        for step in [2, 3, 4, 17] {
            let convert = |[red, green, blue]: [u8; 3]| [inverse(red), inverse(green), inverse(blue), 0.0];
            let link = Link::new(convert, step, 1020).expect("is made");
            for ([red, green, blue], inks) in all.iter().zip(link.inks(&all).as_chunks::<4>().0) {
                assert_eq!(*inks, [255 - red, 255 - green, 255 - blue, 0], "{step}");
            }
        }
    }

    #[test]
    fn no_node_has_more_ink_than_the_paper_bears() {
        let convert = |[red, green, blue]: [u8; 3]| [inverse(red), inverse(green), inverse(blue), 117.0];
        let link = Link::new(convert, 4, 612).expect("is made");
        let dark: Vec<[u8; 3]> = (0..=90u8).map(|step| [step, step / 2, 0]).collect();
        for inks in link.inks(&dark).as_chunks::<4>().0 {
            let total: u32 = inks.iter().map(|ink| u32::from(*ink)).sum();
            assert!(total <= 614 && inks[3] == 117, "{inks:?}");
        }
    }
}
