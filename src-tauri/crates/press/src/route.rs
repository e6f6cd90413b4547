//! The way from light to ink where both profiles are of the common kind, in one go: curves and a matrix to the
//! light itself, black brought to the paper's black, and the profile's own table from there to ink.
//!
//! LittleCMS takes ten times as long for a colour that it was not prepared for. It stays the judge: a way that
//! does not lead where it leads is not taken.

use lcms2::{Flags, Intent, PixelFormat, Profile, Transform};
use std::array::from_fn;

/// How far from LittleCMS's inks a way may end, 255 for a full one.
const APART: f32 = 0.4;

/// Steps of each sample in the colours that are tried.
const TRIED: usize = 9;

/// From light to ink.
pub(crate) struct Route {
    /// What each value of red, green and blue adds to X, Y and Z, as shares of the white's.
    light: [[[f32; 3]; 256]; 3],
    /// What black has of X, Y and Z once it is the paper's black.
    black: [f32; 3],
    /// The roots of even shares of light.
    roots: Vec<f32>,
    table: InkTable,
}

impl Route {
    /// The way from `source` to the paper whose profile is in `icc`, if it is one that ends where `judge` does.
    pub(crate) fn new(
        source: &Profile,
        paper: &Profile,
        icc: &[u8],
        judge: impl Fn([u8; 3]) -> [f32; 4],
    ) -> Option<Route> {
        let intent = Intent::RelativeColorimetric;
        let xyz = Profile::new_xyz();
        let to_light: Transform<[f64; 3], [f64; 3], _, _> = Transform::new_flags(
            source,
            PixelFormat::RGB_DBL,
            &xyz,
            PixelFormat::XYZ_DBL,
            intent,
            Flags::NO_OPTIMIZE | Flags::NO_CACHE,
        )
        .ok()?;
        let (paper_black, own_black) =
            (paper.detect_destination_black_point(intent)?, source.detect_black_point(intent)?);
        let (paper_black, own_black) = (shares(&paper_black), shares(&own_black));
        // Black point compensation: white stays, black becomes the paper's, what lies between moves evenly.
        let scale: [f64; 3] = from_fn(|at| (1.0 - paper_black[at]) / (1.0 - own_black[at]));
        let black = from_fn(|at| (1.0 - scale[at]) as f32);
        let light = from_fn(|channel| {
            let samples: [[f64; 3]; 256] =
                from_fn(|value| from_fn(|at| if at == channel { value as f64 / 255.0 } else { 0.0 }));
            let mut seen = [[0.0; 3]; 256];
            to_light.transform_pixels(&samples, &mut seen);
            seen.map(|xyz| from_fn(|at| (xyz[at] / WHITE[at] * scale[at]) as f32))
        });
        let roots = (0..=ROOTS + 1).map(|at| root(at as f32 / ROOTS as f32)).collect();
        let route = Route { light, black, roots, table: InkTable::read(icc)? };
        let steps = || (0..TRIED).map(|step| (step * 255 / (TRIED - 1)) as u8);
        let is_like = |colour: [u8; 3]| {
            judge(colour).iter().zip(route.inks(colour)).all(|(own, other)| (own - other).abs() <= APART)
        };
        let mut all = steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| [r, g, b])));
        all.all(is_like).then_some(route)
    }

    /// The inks of a colour, 255 for a full one.
    pub(crate) fn inks(&self, colour: [u8; 3]) -> [f32; 4] {
        let [red, green, blue] = from_fn(|channel| self.light[channel][usize::from(colour[channel])]);
        let [x, y, z] = from_fn(|at| self.root(red[at] + green[at] + blue[at] + self.black[at]));
        self.table.inks([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)])
    }

    /// The root of a share of light, between two that are known: where they bend most, at the dark end, no more
    /// than a two-thousandth of a step of lightness off.
    fn root(&self, share: f32) -> f32 {
        let place = share.clamp(0.0, 1.0) * ROOTS as f32;
        let node = place as usize;
        let known = |at: usize| self.roots.get(at).copied().unwrap_or(1.0);
        known(node) + (known(node + 1) - known(node)) * (place - node as f32)
    }
}

/// Even shares of light whose roots are known.
const ROOTS: usize = 4096;

/// The white of the connection space (ICC.1, 7.2.16), as LittleCMS has it.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

fn shares(colour: &lcms2::CIEXYZ) -> [f64; 3] {
    [colour.X / WHITE[0], colour.Y / WHITE[1], colour.Z / WHITE[2]]
}

/// CIE 15, 8.2.1.1: the root that lightness goes by.
fn root(share: f32) -> f32 {
    if share > 216.0 / 24_389.0 { share.cbrt() } else { share * (841.0 / 108.0) + 16.0 / 116.0 }
}

/// A profile's table from lightness and colour to four inks (ICC.1, 10.10: `lut16Type`).
struct InkTable {
    before: [Vec<f32>; 3],
    /// Nodes along each side.
    side: usize,
    nodes: Vec<[f32; 4]>,
    after: [Vec<f32>; 4],
}

impl InkTable {
    /// The table for the relative colorimetric intent; `None` where the profile has none of this kind.
    fn read(icc: &[u8]) -> Option<InkTable> {
        if icc.get(20..24)? != b"Lab " {
            return None;
        }
        let tag = tag(icc, b"B2A1").or_else(|| tag(icc, b"B2A0"))?;
        let [3, 4, side] = *tag.get(8..11)? else { return None };
        if tag.get(..4)? != b"mft2" || side < 2 {
            return None;
        }
        let side = usize::from(side);
        let (ins, outs) = (usize::from(be16(tag, 48)?), usize::from(be16(tag, 50)?));
        if ins < 2 || outs < 2 {
            return None;
        }
        let values: Vec<f32> = tag.get(52..)?.as_chunks::<2>().0.iter().map(|own| value(*own)).collect();
        let (before, rest) = values.split_at_checked(3 * ins)?;
        let (nodes, after) = rest.split_at_checked(side * side * side * 4)?;
        if after.len() < 4 * outs {
            return None;
        }
        Some(InkTable {
            before: from_fn(|at| before[at * ins..][..ins].to_vec()),
            side,
            nodes: nodes.as_chunks::<4>().0.to_vec(),
            after: from_fn(|at| after[at * outs..][..outs].to_vec()),
        })
    }

    /// The inks of a lightness and its two colours.
    fn inks(&self, [lightness, a, b]: [f32; 3]) -> [f32; 4] {
        // As sixteen bits have them in profiles of version 2: 100 is FF00, no colour 8000.
        let stored =
            [lightness * 652.8 / 65_535.0, (a + 128.0) * 256.0 / 65_535.0, (b + 128.0) * 256.0 / 65_535.0];
        let places: [(usize, f32); 3] = from_fn(|at| {
            let place = on(&self.before[at], stored[at]).clamp(0.0, 1.0) * (self.side - 1) as f32;
            let node = (place as usize).min(self.side - 2);
            (node, place - node as f32)
        });
        let mut sum = [0f32; 4];
        for corner in 0..8usize {
            let (mut number, mut share) = (0, 1.0);
            for (at, (node, beyond)) in places.iter().enumerate() {
                let is_far = corner >> at & 1;
                number = number * self.side + node + is_far;
                share *= if is_far == 1 { *beyond } else { 1.0 - beyond };
            }
            let node = self.nodes.get(number).copied().unwrap_or_default();
            for at in 0..4 {
                sum[at] += node[at] * share;
            }
        }
        from_fn(|at| on(&self.after[at], sum[at]) * 255.0)
    }
}

/// A curve's value at a place from 0 to 1.
fn on(curve: &[f32], at: f32) -> f32 {
    let place = at.clamp(0.0, 1.0) * (curve.len() - 1) as f32;
    let node = (place as usize).min(curve.len() - 2);
    let (here, next) = (curve[node], curve[node + 1]);
    here + (next - here) * (place - node as f32)
}

/// The bytes of one tag of a profile (ICC.1, 7.3).
fn tag<'a>(icc: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let count = be32(icc, 128)?.min(1000);
    let entry = (0..count).map(|number| 132 + number * 12).find(|at| icc.get(*at..at + 4) == Some(name))?;
    let (start, size) = (be32(icc, entry + 4)?, be32(icc, entry + 8)?);
    icc.get(start..start.checked_add(size)?)
}

fn value(own: [u8; 2]) -> f32 {
    f32::from(u16::from_be_bytes(own)) / 65_535.0
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

#[cfg(test)]
mod tests {
    use super::{InkTable, Route};
    use lcms2::Profile;

    fn shipped() -> Vec<u8> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/icc/IFRA26S_2004_newsprint.icc");
        std::fs::read(path).expect("profile is in the tree")
    }

    #[test]
    fn a_way_that_does_not_end_where_the_judge_does_is_not_taken() {
        let icc = shipped();
        let paper = Profile::new_icc(&icc).expect("is one");
        let screen = Profile::new_srgb();
        assert!(Route::new(&screen, &paper, &icc, |_| [255.0; 4]).is_none());
        // White is paper and black is nearly all black, as the profile has it.
        let table = InkTable::read(&icc).expect("has a table");
        assert!(table.inks([100.0, 0.0, 0.0]).iter().all(|ink| *ink < 1.0));
        assert!(table.inks([0.0, 0.0, 0.0])[3] > 200.0);
    }

    #[test]
    fn a_profile_cut_short_has_no_table_and_harms_nobody() {
        let icc = shipped();
        assert!((0..icc.len()).step_by(97).all(|end| InkTable::read(&icc[..end]).is_none() || end > 53_692));
        let mut wild = icc.clone();
        wild[128..132].fill(0xFF);
        assert!(InkTable::read(&wild).is_some(), "entries are looked through as far as there are any");
        wild[132..276].fill(0xFF);
        assert!(InkTable::read(&wild).is_none());
    }
}
