//! Photos: decoded, turned upright, scaled to the pixels that the page has for them.

use crate::ink::light_of_inks;
use crate::plate::PhotoInks;
use crate::resample::{Span, resample};
use banxin_media::{Colour, Pixels};

/// Decodes a photo and turns it as its EXIF orientation says; `None` when it cannot be read.
pub(crate) fn decode(bytes: &[u8], orientation: u8) -> Option<Pixels> {
    let pixels = banxin_media::decode(bytes, "", orientation, None).ok()?;
    let is_whole = pixels.data.len() == pixels.width as usize * pixels.height as usize * pixels.channels();
    (is_whole && !pixels.data.is_empty()).then_some(pixels)
}

/// A box of device pixels: left, top, width, height.
pub(crate) type DeviceBox = (i32, i32, u32, u32);

/// The device pixels of `area` under a picture that lies at `left`, `top` with `width` by `height`,
/// all in device pixels, in the colours the photo is stored in.
pub(crate) fn scaled(
    photo: &Pixels,
    (x, y, columns, rows): DeviceBox,
    (left, top, width, height): (f32, f32, f32, f32),
) -> Vec<u8> {
    let (stored_width, stored_height) = (photo.width as usize, photo.height as usize);
    let step_x = photo.width as f32 / width;
    let step_y = photo.height as f32 / height;
    let across = Span { start: (x as f32 - left) * step_x, step: step_x, count: columns as usize };
    let down = Span { start: (y as f32 - top) * step_y, step: step_y, count: rows as usize };
    match photo.colour {
        Colour::Gray => resample::<1>(&photo.data, stored_width, stored_height, across, down),
        Colour::Rgb => resample::<3>(&photo.data, stored_width, stored_height, across, down),
        Colour::Cmyk => resample::<4>(&photo.data, stored_width, stored_height, across, down),
    }
}

/// Samples as the screen shows them, opaque.
pub(crate) fn on_screen(colour: Colour, samples: &[u8]) -> Vec<u8> {
    match colour {
        Colour::Gray => samples.iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect(),
        Colour::Rgb => {
            let (pixels, _) = samples.as_chunks::<3>();
            pixels.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 255]).collect()
        }
        Colour::Cmyk => {
            let (pixels, _) = samples.as_chunks::<4>();
            let light = |inks: &[u8; 4]| {
                let [red, green, blue] = light_of_inks(*inks);
                [red, green, blue, 255]
            };
            pixels.iter().flat_map(light).collect()
        }
    }
}

/// The four inks of scaled samples of a photo.
pub(crate) fn inks(photo: &Pixels, samples: &[u8], inks: &PhotoInks) -> Vec<u8> {
    inks(photo.colour, photo.icc.as_deref(), samples)
}
