//! Scaling of pictures: each pixel wanted is a weighted mean of the stored pixels under it.

/// Where a row of wanted pixels falls on a row of stored ones.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// Stored coordinate of the left edge of the first wanted pixel.
    pub(crate) start: f32,
    /// Stored pixels for one wanted pixel.
    pub(crate) step: f32,
    /// How many pixels are wanted.
    pub(crate) count: usize,
}

struct Taps {
    first: usize,
    weights: Vec<f32>,
}

/// A tent as wide as the step, never narrower than two stored pixels: smooth when a picture grows,
/// free of moiré when it shrinks. Beyond the edge the outermost pixel repeats.
fn taps(span: Span, stored: usize) -> Vec<Taps> {
    let reach = span.step.max(1.0);
    let last = stored.saturating_sub(1) as f32;
    (0..span.count)
        .map(|index| {
            let centre = (span.start + (index as f32 + 0.5) * span.step - 0.5).clamp(0.0, last);
            let first = (centre - reach).ceil().clamp(0.0, last) as usize;
            let end = (centre + reach).floor().clamp(0.0, last) as usize;
            let mut weights: Vec<f32> =
                (first..=end).map(|at| (reach - (at as f32 - centre).abs()).max(0.0)).collect();
            let sum: f32 = weights.iter().sum();
            if sum > 0.0 {
                weights.iter_mut().for_each(|weight| *weight /= sum);
            } else {
                weights = vec![1.0];
            }
            Taps { first, weights }
        })
        .collect()
}

/// Resamples pixels of `C` bytes, `width` × `height` of them, onto the grid that `across` and `down`
/// describe.
pub(crate) fn resample<const C: usize>(
    pixels: &[u8],
    width: usize,
    height: usize,
    across: Span,
    down: Span,
) -> Vec<u8> {
    let columns = taps(across, width);
    let rows = taps(down, height);
    let row_length = across.count * C;
    let mut out = Vec::with_capacity(row_length * down.count);
    // Rows already narrowed, kept until no wanted row needs them any more.
    let mut narrowed: std::collections::VecDeque<(usize, Vec<f32>)> = std::collections::VecDeque::new();
    for row in &rows {
        while narrowed.front().is_some_and(|(at, _)| *at < row.first) {
            narrowed.pop_front();
        }
        let mut sums = vec![0.0f32; row_length];
        for (offset, weight) in row.weights.iter().enumerate() {
            let at = row.first + offset;
            if narrowed.back().is_none_or(|(last, _)| *last < at) {
                let stored = &pixels[at * width * C..(at + 1) * width * C];
                narrowed.push_back((at, narrow::<C>(stored, &columns)));
            }
            let Some((_, values)) = narrowed.iter().find(|(have, _)| *have == at) else { continue };
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value * weight;
            }
        }
        out.extend(sums.iter().map(|sum| (sum + 0.5) as u8));
    }
    out
}

fn narrow<const C: usize>(row: &[u8], columns: &[Taps]) -> Vec<f32> {
    let mut out = Vec::with_capacity(columns.len() * C);
    for column in columns {
        let mut sums = [0.0f32; C];
        let stored = row[column.first * C..].chunks_exact(C);
        for (pixel, weight) in stored.zip(&column.weights) {
            for (sum, value) in sums.iter_mut().zip(pixel) {
                *sum += f32::from(*value) * weight;
            }
        }
        out.extend_from_slice(&sums);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Span, resample};

    #[test]
    fn the_same_grid_gives_the_same_pixels() {
        let pixels: Vec<u8> = (0..5 * 4 * 3).map(|value| value * 4).collect();
        let across = Span { start: 0.0, step: 1.0, count: 5 };
        let down = Span { start: 0.0, step: 1.0, count: 4 };
        assert_eq!(resample::<3>(&pixels, 5, 4, across, down), pixels);
    }

    #[test]
    fn a_fine_checkerboard_shrinks_to_even_grey() {
        let pixels: Vec<u8> =
            (0..64 * 64).flat_map(|at| [if (at / 64 + at) % 2 == 0 { 0 } else { 254 }; 3]).collect();
        let span = Span { start: 0.0, step: 8.0, count: 8 };
        let grey = resample::<3>(&pixels, 64, 64, span, span);
        assert!(grey.iter().all(|value| value.abs_diff(127) <= 1), "{grey:?}");
    }
}
