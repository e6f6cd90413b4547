//! Light to ink by a table: the whole way from a picture's colours to the inks of the paper, worked out once on a
//! grid and interpolated between its nodes.

use fearless_simd::{Level, dispatch};
use std::array::from_fn;

/// Nodes along each side of the grid.
const NODES: usize = 65;

/// Pixels that are worked out together.
const STRETCH: usize = 64;

/// The inks of every colour of one kind of light.
pub(crate) struct Link {
    /// Inks of the nodes, 255 for a full one: red the slowest, blue the fastest.
    nodes: Vec<[f32; 4]>,
    /// For each value of a sample the node below it and how far it lies on the way to the next, in parts of 255.
    below: [(u32, i32); 256],
}

/// Nodes from one to the next along red, green and blue.
const ALONG: [u32; 3] = [(NODES * NODES) as u32, NODES as u32, 1];

impl Link {
    /// A table of what `convert` makes of light in sixteen bits, with at most `limit` ink together; the work is
    /// shared among the machine's cores. `None` when one of them ends before it is done.
    pub(crate) fn new(convert: impl Fn(&[[u16; 3]], &mut [[u16; 4]]) + Sync, limit: u32) -> Option<Link> {
        let layers: Vec<usize> = (0..NODES).collect();
        let workers = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
        let convert = &convert;
        let made: Option<Vec<Vec<[f32; 4]>>> = std::thread::scope(|scope| {
            let started: Vec<_> = layers
                .chunks(NODES.div_ceil(workers))
                .map(|layers| scope.spawn(move || part(layers, convert, limit)))
                .collect();
            started.into_iter().map(|part| part.join().ok()).collect()
        });
        let below = from_fn(|value| {
            let place = value * (NODES - 1);
            let node = (place / 255).min(NODES - 2);
            (node as u32, (place - node * 255) as i32)
        });
        Some(Link { nodes: made?.concat(), below })
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
                let mut sum = [0.5f32; 4];
                for (corner, share) in corners.iter().zip(shares) {
                    let node = self.nodes.get(*corner as usize).copied().unwrap_or_default();
                    for at in 0..4 {
                        sum[at] += node[at] * share;
                    }
                }
                *ink = sum.map(|ink| ink as i32 as u8);
            }
        }
    }

    /// The corners of the tetrahedron that a colour lies in, and the share of each: from the darkest corner of its
    /// cell along the channel that is furthest on its way, then the next, to the lightest. Grey stays on the line
    /// from one to the other.
    #[inline(always)]
    fn corners(&self, pixel: [u8; 3]) -> ([u32; 4], [f32; 4]) {
        let [(red, r), (green, g), (blue, b)] = pixel.map(|value| self.below[usize::from(value)]);
        let dark = red * ALONG[0] + green * ALONG[1] + blue * ALONG[2];
        let light = dark + ALONG[0] + ALONG[1] + ALONG[2];
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let middle = r + g + b - most - least;
        let first = if r == most {
            ALONG[0]
        } else if g == most {
            ALONG[1]
        } else {
            ALONG[2]
        };
        let last = if b == least {
            ALONG[2]
        } else if g == least {
            ALONG[1]
        } else {
            ALONG[0]
        };
        let shares = [255 - most, most - middle, middle - least, least];
        ([dark, dark + first, light - last, light], shares.map(|share| share as f32 / 255.0))
    }
}

/// The nodes of some steps of red.
fn part(
    layers: &[usize],
    convert: &(impl Fn(&[[u16; 3]], &mut [[u16; 4]]) + Sync),
    limit: u32,
) -> Vec<[f32; 4]> {
    let value = |node: usize| (node * 65_535 / (NODES - 1)) as u16;
    let mut nodes = Vec::with_capacity(layers.len() * NODES * NODES);
    for layer in layers {
        let light: Vec<[u16; 3]> =
            (0..NODES * NODES).map(|at| [value(*layer), value(at / NODES), value(at % NODES)]).collect();
        let mut inks = vec![[0u16; 4]; light.len()];
        convert(&light, &mut inks);
        nodes.extend(inks.into_iter().map(|inks| within(inks.map(|ink| f32::from(ink) / 257.0), limit)));
    }
    nodes
}

/// Inks with the coloured ones taken back evenly until all four are no more than `limit`; black keeps the drawing.
fn within([cyan, magenta, yellow, black]: [f32; 4], limit: u32) -> [f32; 4] {
    let coloured = cyan + magenta + yellow;
    let room = (limit as f32 - black).max(0.0);
    let share = if coloured > room { room / coloured } else { 1.0 };
    [cyan * share, magenta * share, yellow * share, black]
}
