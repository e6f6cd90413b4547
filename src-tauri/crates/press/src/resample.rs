//! Scaling of photos down to what the press shows, for any number of channels.

/// A part of a picture in pixels; its edges may lie between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// The stored pixels that make up one wanted pixel, by their weight.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

/// Catmull and Rom's cubic: its small dips beside the peak keep edges crisp on soft newsprint.
fn cubic(distance: f32) -> f32 {
    let x = distance.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

/// The taps of `to` pixels over a stretch that begins at `start` and is `length` long, among `stored` ones.
fn taps(start: f32, length: f32, stored: usize, to: usize) -> Vec<Taps> {
    let step = length / to as f32;
    let reach = step.max(1.0);
    let last = stored as f32 - 1.0;
    (0..to)
        .map(|index| {
            let centre = (start + (index as f32 + 0.5) * step - 0.5).clamp(0.0, last);
            let first = (centre - 2.0 * reach).ceil().clamp(0.0, last) as usize;
            let end = (centre + 2.0 * reach).floor().clamp(0.0, last) as usize;
            let mut weights: Vec<f32> = (first..=end).map(|at| cubic((at as f32 - centre) / reach)).collect();
            let sum: f32 = weights.iter().sum();
            weights.iter_mut().for_each(|weight| *weight /= sum);
            Taps { first, weights }
        })
        .collect()
}

/// The pixels of `window` scaled to `to` (width, height). `pixels` holds rows of `size.0` pixels of `C`
/// channels, `size.1` of them; `None` when it does not, or nothing is wanted.
pub(crate) fn resample<const C: usize>(
    pixels: &[u8],
    size: (usize, usize),
    window: Window,
    to: (usize, usize),
) -> Option<Vec<u8>> {
    if pixels.len() != size.0 * size.1 * C || pixels.is_empty() || to.0 == 0 || to.1 == 0 {
        return None;
    }
    // Far larger pictures are halved first, which is quick and loses nothing that the press could show.
    if window.width >= to.0 as f32 * 2.0 && window.height >= to.1 as f32 * 2.0 {
        let half = halved::<C>(pixels, size);
        let window = Window {
            left: window.left / 2.0,
            top: window.top / 2.0,
            width: window.width / 2.0,
            height: window.height / 2.0,
        };
        return resample::<C>(&half, (size.0.div_ceil(2), size.1.div_ceil(2)), window, to);
    }
    let row = |y: usize| &pixels[y * size.0 * C..(y + 1) * size.0 * C];
    let columns = taps(window.left, window.width, size.0, to.0);
    let mut out = Vec::with_capacity(to.0 * to.1 * C);
    let mut sums = vec![0.0f32; size.0 * C];
    // Only the columns that are looked at are added up.
    let from = columns.iter().map(|taps| taps.first).min().unwrap_or(0) * C;
    let until = columns.iter().map(|taps| taps.first + taps.weights.len()).max().unwrap_or(0) * C;
    // Rows first: adding whole rows is what machines do fastest.
    for taps in taps(window.top, window.height, size.1, to.1) {
        sums[from..until].fill(0.0);
        for (offset, weight) in taps.weights.iter().enumerate() {
            for (sum, value) in sums[from..until].iter_mut().zip(&row(taps.first + offset)[from..until]) {
                *sum += f32::from(*value) * weight;
            }
        }
        let (across, _) = sums.as_chunks::<C>();
        for column in &columns {
            let mut pixel = [0.5f32; C];
            for (stored, weight) in across[column.first..].iter().zip(&column.weights) {
                for (sum, value) in pixel.iter_mut().zip(stored) {
                    *sum += value * weight;
                }
            }
            out.extend(pixel.map(|value| value as u8));
        }
    }
    Some(out)
}

/// Half as many pixels either way, each the mean of four; an odd last row or column counts twice.
fn halved<const C: usize>(pixels: &[u8], (width, height): (usize, usize)) -> Vec<u8> {
    let row = |y: usize| pixels[y * width * C..(y + 1) * width * C].as_chunks::<C>().0;
    let mut out = Vec::with_capacity(width.div_ceil(2) * height.div_ceil(2) * C);
    for y in (0..height).step_by(2) {
        let (above, below) = (row(y), row((y + 1).min(height - 1)));
        for (above, below) in above.chunks(2).zip(below.chunks(2)) {
            let (first, second) = (above[0], above.get(1).unwrap_or(&above[0]));
            let (third, fourth) = (below[0], below.get(1).unwrap_or(&below[0]));
            out.extend(std::array::from_fn::<u8, C, _>(|channel| {
                let sum = u16::from(first[channel])
                    + u16::from(second[channel])
                    + u16::from(third[channel])
                    + u16::from(fourth[channel]);
                ((sum + 2) / 4) as u8
            }));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Window, resample};

    #[test]
    fn a_window_at_its_own_size_is_cut_out_untouched() {
        let pixels: Vec<u8> = (0..6 * 5 * 3).collect();
        let window = Window { left: 2.0, top: 1.0, width: 3.0, height: 2.0 };
        let cut = resample::<3>(&pixels, (6, 5), window, (3, 2)).expect("is inside");
        assert_eq!(cut[..3], pixels[(6 + 2) * 3..(6 + 2) * 3 + 3]);
        assert_eq!(cut[9..12], pixels[(12 + 2) * 3..(12 + 2) * 3 + 3]);
        assert_eq!(cut.len(), 18);
    }

    #[test]
    fn even_tones_stay_even_and_channels_stay_apart() {
        let pixels: Vec<u8> = [10, 250, 0, 128].repeat(91 * 71);
        let window = Window { left: 0.0, top: 0.5, width: 91.0, height: 70.0 };
        for to in [(31, 70), (20, 13), (1, 1)] {
            let small = resample::<4>(&pixels, (91, 71), window, to).expect("is inside");
            assert_eq!(small, [10, 250, 0, 128].repeat(to.0 * to.1));
        }
        assert_eq!(resample::<4>(&pixels, (92, 71), window, (3, 3)), None);
    }

    #[test]
    fn a_fine_checkerboard_shrinks_to_even_grey() {
        let pixels: Vec<u8> = (0..64 * 64).map(|at| if (at / 64 + at) % 2 == 0 { 0 } else { 254 }).collect();
        let window = Window { left: 0.0, top: 0.0, width: 64.0, height: 64.0 };
        for to in [(16, 16), (40, 40)] {
            let grey = resample::<1>(&pixels, (64, 64), window, to).expect("is inside");
            let inner =
                |at: &usize| (2..to.0 - 2).contains(&(at % to.0)) && (2..to.1 - 2).contains(&(at / to.0));
            assert!((0..grey.len()).filter(inner).all(|at| grey[at].abs_diff(127) <= 30), "{to:?} {grey:?}");
        }
    }
}
