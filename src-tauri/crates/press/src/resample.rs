//! Scaling of photos down to what the press shows, for any number of channels.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// A part of a picture in pixels; its edges may lie between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// The pixels of `window` scaled to `to` (width, height). `pixels` holds rows of `size.0` pixels of `channels`
/// samples, `size.1` of them; `None` when it does not, or nothing is wanted. The filter is Catmull and Rom's
/// cubic: its small dips beside the peak keep edges crisp on soft newsprint.
pub(crate) fn resample(
    pixels: &[u8],
    channels: usize,
    (width, height): (u32, u32),
    window: Window,
    to: (u32, u32),
) -> Option<Vec<u8>> {
    let kind = match channels {
        1 => PixelType::U8,
        3 => PixelType::U8x3,
        _ => PixelType::U8x4,
    };
    if to.0 == 0 || to.1 == 0 {
        return None;
    }
    let source = ImageRef::new(width, height, pixels, kind).ok()?;
    let mut scaled = Image::new(to.0, to.1, kind);
    // Sides that are no whole numbers may end a hair beyond the last pixel.
    let (left, top) = (window.left.clamp(0.0, f64::from(width)), window.top.clamp(0.0, f64::from(height)));
    let across = window.width.min(f64::from(width) - left);
    let down = window.height.min(f64::from(height) - top);
    let options = ResizeOptions::new()
        .crop(left, top, across, down)
        .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
        .use_alpha(false);
    Resizer::new().resize(&source, &mut scaled, &options).ok()?;
    Some(scaled.into_vec())
}

#[cfg(test)]
mod tests {
    use super::{Window, resample};

    #[test]
    fn a_window_at_its_own_size_is_cut_out_untouched() {
        let pixels: Vec<u8> = (0..6 * 5 * 3).collect();
        let window = Window { left: 2.0, top: 1.0, width: 3.0, height: 2.0 };
        let cut = resample(&pixels, 3, (6, 5), window, (3, 2)).expect("is inside");
        assert_eq!(cut[..3], pixels[(6 + 2) * 3..(6 + 2) * 3 + 3]);
        assert_eq!(cut[9..12], pixels[(12 + 2) * 3..(12 + 2) * 3 + 3]);
        assert_eq!(cut.len(), 18);
    }

    #[test]
    fn even_tones_stay_even_and_channels_stay_apart() {
        let pixels: Vec<u8> = [10, 250, 0, 128].repeat(91 * 71);
        let window = Window { left: 0.0, top: 0.5, width: 91.0, height: 70.0 };
        for to in [(31, 70), (20, 13), (1, 1)] {
            let small = resample(&pixels, 4, (91, 71), window, to).expect("is inside");
            assert_eq!(small, [10, 250, 0, 128].repeat((to.0 * to.1) as usize));
        }
        assert_eq!(resample(&pixels, 4, (92, 71), window, (3, 3)), None);
    }

    #[test]
    fn a_fine_checkerboard_shrinks_to_even_grey() {
        let pixels: Vec<u8> = (0..64 * 64).map(|at| if (at / 64 + at) % 2 == 0 { 0 } else { 254 }).collect();
        let window = Window { left: 0.0, top: 0.0, width: 64.0, height: 64.0 };
        for to in [(16, 16), (40, 40)] {
            let grey = resample(&pixels, 1, (64, 64), window, to).expect("is inside");
            let inner = |at: &usize| {
                let (x, y) = (*at as u32 % to.0, *at as u32 / to.0);
                (2..to.0 - 2).contains(&x) && (2..to.1 - 2).contains(&y)
            };
            assert!((0..grey.len()).filter(inner).all(|at| grey[at].abs_diff(127) <= 30), "{to:?} {grey:?}");
        }
    }
}
