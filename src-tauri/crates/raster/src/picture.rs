//! Photos: decoded, turned upright, scaled to the pixels that the page has for them.

use crate::paint::OnPlate;
use crate::resample::{Span, resample};
use banxin_scene::Picture;
use image::metadata::Orientation;
use image::{DynamicImage, ImageReader, Limits};
use std::io::Cursor;
use tiny_skia::{IntSize, Pixmap};

/// The most memory that one photo may take while it is decoded: 200 million pixels of RGB.
const MAX_BYTES: u64 = 600_000_000;

/// An upright photo as red, green and blue, parts that are transparent shown as paper.
pub(crate) struct Upright {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    is_grey: bool,
}

/// Decodes a photo and turns it as its EXIF orientation says; `None` when it cannot be read.
pub(crate) fn decode(bytes: &[u8], orientation: u8) -> Option<Upright> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut picture = reader.decode().ok()?;
    picture.apply_orientation(Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms));
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let is_grey = !picture.color().has_color();
    let pixels =
        if picture.color().has_alpha() { on_paper(&picture) } else { picture.into_rgb8().into_raw() };
    (width > 0 && height > 0).then_some(Upright { width, height, pixels, is_grey })
}

fn on_paper(picture: &DynamicImage) -> Vec<u8> {
    let over = |value: u8, alpha: u32| ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
    picture
        .to_rgba8()
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [red, green, blue].map(|value| over(value, u32::from(alpha)))
        })
        .collect()
}

/// A box of device pixels: left, top, width, height.
pub(crate) type DeviceBox = (i32, i32, u32, u32);

/// The device pixels of `area` under a picture that lies at `left`, `top` with `width` by `height`,
/// all in device pixels; on a plate, the tone of its ink.
pub(crate) fn scaled(
    photo: &Upright,
    area: DeviceBox,
    (left, top, width, height): (f32, f32, f32, f32),
    plate: OnPlate,
) -> Option<Pixmap> {
    let (x, y, columns, rows) = area;
    let step_x = photo.width as f32 / width;
    let step_y = photo.height as f32 / height;
    let across = Span { start: (x as f32 - left) * step_x, step: step_x, count: columns as usize };
    let down = Span { start: (y as f32 - top) * step_y, step: step_y, count: rows as usize };
    let mut rgb = resample(&photo.pixels, photo.width, photo.height, across, down);
    if let Some((plate, inks)) = plate {
        rgb = plate.tones(&inks(&rgb, photo.is_grey));
    }
    let rgba = rgb.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    Pixmap::from_vec(rgba, IntSize::from_wh(columns, rows)?)
}

/// What tells one decoded photo from another: the same file turned otherwise is another.
pub(crate) fn key(picture: &Picture) -> (String, u8) {
    (picture.hash.to_string(), picture.orientation)
}
