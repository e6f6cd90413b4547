//! The contour of a cut-out picture: its transparency traced into a polygon that text can run round.

use crate::inspect::inspect;
use crate::pixels::MAX_BYTES;
use crate::{MediaFailure, PictureFormat};
use image::{DynamicImage, GrayImage, ImageReader, Limits, imageops};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most corners of a contour.
pub const MOST_CORNERS: usize = 64;

/// Longer side in pixels of the picture that is traced: finer than any line of type needs.
const TRACED: u32 = 400;
/// Opacity from which a pixel belongs to the picture.
const OPAQUE: u8 = 96;
/// Share of the longer side that the contour may be off, to begin with, in thousandths.
const OFF: f64 = 4.0;

/// Traces the transparency of a picture: the hull of what is seen, line by line, as at most [`MOST_CORNERS`] corners in
/// thousandths of the upright picture's width and height. `None` where nothing of it is transparent, or all of it is.
///
/// Several islands are taken together, and hollows that open to neither side are filled: text stands at the sides of a
/// picture, never inside it.
///
/// # Errors
/// When the file is no picture, of a kind that cannot be read, or damaged.
pub fn contour(bytes: &[u8], name: &str, orientation: u8) -> Result<Option<Vec<(u16, u16)>>, MediaFailure> {
    let info = inspect(bytes, name)?;
    let is_traced = matches!(info.format, PictureFormat::Png | PictureFormat::Webp | PictureFormat::Tiff);
    if !is_traced || !info.has_alpha {
        return Ok(None);
    }
    let damaged = || MediaFailure::Damaged { name: name.to_owned(), detail: "its pixels do not decode" };
    // Decoders of strangers' files may break in ways of their own; a broken file must not end the desk.
    let mask =
        catch_unwind(AssertUnwindSafe(|| opacity(bytes, orientation))).ok().flatten().ok_or_else(damaged)?;
    Ok(traced(&mask))
}

/// How opaque each pixel is, upright and small.
fn opacity(bytes: &[u8], orientation: u8) -> Option<GrayImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let picture = reader.decode().ok()?.into_rgba8();
    let (width, height) = picture.dimensions();
    let alpha = GrayImage::from_fn(width, height, |x, y| image::Luma([picture.get_pixel(x, y).0[3]]));
    let longer = width.max(height).max(1);
    let small = |side: u32| (u64::from(side) * u64::from(TRACED) / u64::from(longer)).max(1) as u32;
    let alpha = if longer > TRACED {
        imageops::resize(&alpha, small(width), small(height), imageops::FilterType::Triangle)
    } else {
        alpha
    };
    let mut upright = DynamicImage::ImageLuma8(alpha);
    upright.apply_orientation(image::metadata::Orientation::from_exif(orientation)?);
    Some(upright.into_luma8())
}

/// The polygon round what is opaque; `None` where that is everything or nothing.
fn traced(mask: &GrayImage) -> Option<Vec<(u16, u16)>> {
    let (width, height) = mask.dimensions();
    let is_seen = |x: u32, y: u32| mask.get_pixel(x, y).0[0] >= OPAQUE;
    let rows: Vec<Option<(u32, u32)>> = (0..height)
        .map(|y| {
            let left = (0..width).find(|x| is_seen(*x, y))?;
            let right = (0..width).rev().find(|x| is_seen(*x, y))?;
            Some((left, right + 1))
        })
        .collect();
    let first = rows.iter().position(Option::is_some)?;
    let is_whole = rows.iter().all(|row| *row == Some((0, width)));
    if is_whole {
        return None;
    }
    // Rows between islands go straight from one to the next.
    let seen: Vec<(usize, (u32, u32))> =
        rows.iter().enumerate().filter_map(|(y, row)| row.map(|row| (y, row))).collect();
    let mut ring: Vec<(f64, f64)> = Vec::with_capacity(seen.len() * 4);
    ring.push((f64::from(seen.first()?.1.0), first as f64));
    for (y, (_, right)) in &seen {
        ring.push((f64::from(*right), *y as f64));
        ring.push((f64::from(*right), *y as f64 + 1.0));
    }
    for (y, (left, _)) in seen.iter().rev() {
        ring.push((f64::from(*left), *y as f64 + 1.0));
        ring.push((f64::from(*left), *y as f64));
    }
    let mut off = f64::from(width.max(height)) * OFF / 1000.0;
    let mut corners = simplified(&ring, off);
    while corners.len() > MOST_CORNERS {
        off *= 1.25;
        corners = simplified(&ring, off);
    }
    let part =
        |value: f64, whole: u32| ((value / f64::from(whole) * 1000.0).round().clamp(0.0, 1000.0)) as u16;
    let mut points: Vec<(u16, u16)> =
        corners.into_iter().map(|(x, y)| (part(x, width), part(y, height))).collect();
    points.dedup();
    (points.len() >= 3).then_some(points)
}

/// A closed ring with fewer corners, none of the dropped ones further than `off` from it (Ramer 1972; Douglas and
/// Peucker 1973).
fn simplified(ring: &[(f64, f64)], off: f64) -> Vec<(f64, f64)> {
    // A ring is cut at its first corner and the one furthest from it.
    let far = |from: usize| {
        let gap = |at: &(f64, f64)| (at.0 - ring[from].0).powi(2) + (at.1 - ring[from].1).powi(2);
        (0..ring.len()).max_by(|a, b| gap(&ring[*a]).total_cmp(&gap(&ring[*b]))).unwrap_or(from)
    };
    let middle = far(0);
    let mut keep = vec![false; ring.len()];
    (keep[0], keep[middle]) = (true, true);
    let mut stretches = vec![(0, middle), (middle, ring.len())];
    while let Some((from, until)) = stretches.pop() {
        let (start, end) = (ring[from], ring[until % ring.len()]);
        let inner = (from + 1)..until;
        let Some(worst) =
            inner.max_by(|a, b| beside(ring[*a], start, end).total_cmp(&beside(ring[*b], start, end)))
        else {
            continue;
        };
        if beside(ring[worst], start, end) > off {
            keep[worst] = true;
            stretches.push((from, worst));
            stretches.push((worst, until));
        }
    }
    ring.iter().zip(keep).filter(|(_, keep)| *keep).map(|(at, _)| *at).collect()
}

/// How far a point lies from the stretch between two others.
fn beside(at: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let along = (to.0 - from.0, to.1 - from.1);
    let own = (at.0 - from.0, at.1 - from.1);
    let square = along.0 * along.0 + along.1 * along.1;
    let share =
        if square > 0.0 { ((own.0 * along.0 + own.1 * along.1) / square).clamp(0.0, 1.0) } else { 0.0 };
    let gap = (own.0 - along.0 * share, own.1 - along.1 * share);
    (gap.0 * gap.0 + gap.1 * gap.1).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{MOST_CORNERS, contour, traced};
    use image::{GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
    use std::io::Cursor;

    fn png(picture: &RgbaImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).expect("a picture in memory");
        bytes.into_inner()
    }

    /// A pear: a small circle over a large one, cut out of nothing.
    fn pear(width: u32, height: u32) -> RgbaImage {
        RgbaImage::from_fn(width, height, |x, y| {
            let at = |cx: f64, cy: f64, r: f64| {
                let (dx, dy) = (f64::from(x) / f64::from(width) - cx, f64::from(y) / f64::from(height) - cy);
                dx * dx + dy * dy < r * r
            };
            let is_in = at(0.5, 0.3, 0.18) || at(0.5, 0.65, 0.3);
            Rgba([200, 60, 20, if is_in { 255 } else { 0 }])
        })
    }

    #[test]
    fn a_cut_out_is_traced_in_few_corners_that_keep_to_its_edge() {
        let corners =
            contour(&png(&pear(900, 900)), "pear.png", 1).expect("a sound file").expect("a contour");
        assert!((8..=MOST_CORNERS).contains(&corners.len()), "{} corners", corners.len());
        for (x, y) in &corners {
            let off = |cx: f64, cy: f64, r: f64| {
                let gap = ((f64::from(*x) - cx).powi(2) + (f64::from(*y) - cy).powi(2)).sqrt();
                (gap - r).abs()
            };
            let least = off(500.0, 300.0, 180.0).min(off(500.0, 650.0, 300.0));
            assert!(least < 12.0, "{x}, {y} lies {least} off");
        }
        let sides = |corner: fn(&(u16, u16)) -> u16| {
            let all: Vec<u16> = corners.iter().map(corner).collect();
            (all.iter().min().copied().unwrap_or(0), all.iter().max().copied().unwrap_or(0))
        };
        let near = |(from, to): (u16, u16), (a, b): (u16, u16)| from.abs_diff(a) < 8 && to.abs_diff(b) < 8;
        assert!(near(sides(|corner| corner.0), (200, 800)), "{corners:?}");
        assert!(near(sides(|corner| corner.1), (120, 950)), "{corners:?}");
    }

    #[test]
    fn a_picture_stored_on_its_side_is_traced_upright() {
        let corners =
            contour(&png(&pear(600, 600)), "pear.png", 6).expect("a sound file").expect("a contour");
        // A quarter to the right: the small end points to the right.
        let rightmost = corners.iter().max_by_key(|corner| corner.0).expect("a corner");
        assert!(rightmost.0.abs_diff(880) < 8 && rightmost.1.abs_diff(500) < 60, "{rightmost:?}");
    }

    #[test]
    fn pictures_without_holes_and_empty_ones_have_no_contour() {
        let whole = RgbaImage::from_pixel(20, 20, Rgba([9, 9, 9, 255]));
        assert_eq!(contour(&png(&whole), "whole.png", 1).expect("a sound file"), None);
        assert_eq!(traced(&GrayImage::new(20, 20)), None);
        assert!(contour(b"no picture", "a.png", 1).is_err());
        let cut = &png(&pear(60, 60))[..200];
        assert!(contour(cut, "cut.png", 1).is_err());
    }

    #[test]
    fn islands_are_taken_together_and_noise_keeps_within_its_bound() {
        let two = GrayImage::from_fn(100, 100, |x, y| {
            Luma([if x < 30 && !(20..=80).contains(&y) { 255 } else { 0 }])
        });
        let corners = traced(&two).expect("a contour");
        assert!(corners.iter().all(|(x, _)| *x <= 300) && corners.len() <= 6, "{corners:?}");
        let noise = GrayImage::from_fn(200, 200, |x, y| {
            Luma([(x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) as u8])
        });
        assert!(traced(&noise).is_none_or(|corners| corners.len() <= MOST_CORNERS));
    }
}
