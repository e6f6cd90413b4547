//! Which pixels of a picture are seen, how many of them the press can show, and those pixels.

use crate::resample::{Window, resample};
use banxin_geom::{Length, Point, Rect};
use banxin_media::Pixels;
use banxin_scene::Picture;

/// Which of the upright pixels are seen, how many of them are kept, and the box they fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cut {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) kept: (u32, u32),
    pub(crate) area: Rect,
    /// Width and height of the whole upright picture.
    whole: (u32, u32),
}

impl Cut {
    /// The cut of a picture of `whole` upright pixels at no more than `max_ppi`; `None` when nothing of it
    /// is seen.
    pub(crate) fn of(picture: &Picture, whole: (u32, u32), max_ppi: f64) -> Option<Cut> {
        let (width, height) = whole;
        let image = picture.image;
        let seen = image.intersection(picture.frame);
        if seen.is_empty() || width == 0 || height == 0 {
            return None;
        }
        let (left, right) = pixels_under(seen.x - image.x, seen.right() - image.x, image.width, width);
        let (top, bottom) = pixels_under(seen.y - image.y, seen.bottom() - image.y, image.height, height);
        let at = |pixel: u32, of: u32, length: Length| length.scaled(i64::from(pixel), i64::from(of));
        let origin =
            Point::new(image.x + at(left, width, image.width), image.y + at(top, height, image.height));
        let far =
            Point::new(image.x + at(right, width, image.width), image.y + at(bottom, height, image.height));
        let area = Rect::new(origin.x, origin.y, far.x - origin.x, far.y - origin.y);
        let most = |length: Length| (length.to_pt() / 72.0 * max_ppi).round().max(1.0) as u32;
        let (cut_width, cut_height) = (right - left, bottom - top);
        let kept = (cut_width.min(most(area.width)), cut_height.min(most(area.height)));
        Some(Cut { left, top, width: cut_width, height: cut_height, kept, area, whole })
    }

    /// The size at which the whole picture would have as many pixels as are kept of the cut.
    pub(crate) fn enough(&self) -> (u32, u32) {
        let side = |whole: u32, kept: u32, cut: u32| {
            (u64::from(whole) * u64::from(kept)).div_ceil(u64::from(cut.max(1))) as u32
        };
        (side(self.whole.0, self.kept.0, self.width), side(self.whole.1, self.kept.1, self.height))
    }

    /// The kept pixels out of a picture decoded whole or smaller.
    pub(crate) fn pixels(&self, picture: &Pixels) -> Option<Vec<u8>> {
        let across = f64::from(picture.width) / f64::from(self.whole.0);
        let down = f64::from(picture.height) / f64::from(self.whole.1);
        let window = Window {
            left: f64::from(self.left) * across,
            top: f64::from(self.top) * down,
            width: f64::from(self.width) * across,
            height: f64::from(self.height) * down,
        };
        let (size, channels) = ((picture.width, picture.height), picture.channels());
        let pixels = resample(&picture.data, channels, size, window, self.kept)?;
        let is_smaller = u64::from(self.kept.0) * 4 < u64::from(self.width) * 3;
        Some(if is_smaller { sharpened(&pixels, self.kept, channels) } else { pixels })
    }
}

/// The whole pixels under a stretch of a side.
fn pixels_under(from: Length, to: Length, side: Length, pixels: u32) -> (u32, u32) {
    let per_pixel = side.to_emu() as f64 / f64::from(pixels);
    let first = (from.to_emu() as f64 / per_pixel).floor().clamp(0.0, f64::from(pixels - 1)) as u32;
    let last = (to.to_emu() as f64 / per_pixel).ceil().clamp(f64::from(first + 1), f64::from(pixels)) as u32;
    (first, last)
}

/// What a photo loses in shrinking and on newsprint, given back mildly: each sample moves an eighth of
/// the way off the mean of its four neighbours. The outermost pixels stay.
fn sharpened(pixels: &[u8], (width, height): (u32, u32), channels: usize) -> Vec<u8> {
    let (row, height) = (width as usize * channels, height as usize);
    let mut out = pixels.to_vec();
    if height < 3 || row < channels * 3 {
        return out;
    }
    for y in 1..height - 1 {
        let above = &pixels[(y - 1) * row..y * row];
        let own = &pixels[y * row..(y + 1) * row];
        let below = &pixels[(y + 1) * row..(y + 2) * row];
        let inner = channels..row - channels;
        let target = &mut out[y * row..(y + 1) * row][inner.clone()];
        let sides = own[..row - channels * 2].iter().zip(&own[channels * 2..]);
        let stack = above[inner.clone()].iter().zip(&below[inner.clone()]);
        for (((target, own), (left, right)), (up, down)) in
            target.iter_mut().zip(&own[inner]).zip(sides).zip(stack)
        {
            let round = i32::from(*left) + i32::from(*right) + i32::from(*up) + i32::from(*down);
            let moved = i32::from(*own) + (i32::from(*own) * 4 - round) / 32;
            *target = moved.clamp(0, 255) as u8;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Cut, sharpened};
    use banxin_geom::{Length, Rect};
    use banxin_media::{Colour, Pixels};
    use banxin_scene::Picture;

    fn placed(frame_mm: f64, image_mm: f64) -> Picture {
        let square = |side: f64| Rect::new(Length::ZERO, Length::ZERO, Length::mm(side), Length::mm(side));
        Picture { hash: "00".into(), frame: square(frame_mm), image: square(image_mm), orientation: 1 }
    }

    #[test]
    fn what_is_seen_is_cut_out_and_no_finer_than_the_press_shows() {
        let cut = Cut::of(&placed(25.4, 50.8), (2000, 2000), 200.0).expect("is seen");
        assert_eq!((cut.width, cut.height, cut.kept), (1000, 1000, (200, 200)));
        assert_eq!(cut.enough(), (400, 400));
        assert_eq!(cut.area, placed(25.4, 50.8).frame);
    }

    #[test]
    fn even_tones_stay_even_at_any_scale_of_decoding() {
        let cut = Cut::of(&placed(25.4, 25.4), (900, 900), 200.0).expect("is seen");
        for side in [900u32, 450] {
            let data = [10u8, 250, 0, 128].repeat((side * side) as usize);
            let picture = Pixels { width: side, height: side, colour: Colour::Cmyk, icc: None, data };
            assert_eq!(cut.pixels(&picture), Some([10u8, 250, 0, 128].repeat(200 * 200)));
        }
    }

    #[test]
    fn sharpening_lifts_an_edge_and_leaves_even_tones() {
        let row = [0u8, 100, 100, 180, 180, 180];
        let sharp = sharpened(&row.repeat(3), (6, 3), 1);
        assert_eq!(sharp[6..12], [0, 103, 98, 182, 180, 180]);
        assert_eq!(sharp[..6], row);
    }
}
