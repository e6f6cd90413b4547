//! Photos: decoded, turned upright, scaled to the pixels that the page has for them.

use crate::ink::light_of_inks;
use crate::plate::PhotoInks;
use crate::resample::{Span, resample};
use banxin_media::{Colour, DrawnLine, DrawnStep, Leaf, Pixels, decode_leaf};
use tiny_skia::{LineCap, LineJoin, Path, PathBuilder, Stroke, StrokeDash, Transform};

/// Decodes a photo and turns it as its EXIF orientation says; `None` when it cannot be read.
/// Art without pixels is imaged at the size that the page has for it.
pub(crate) fn decode(
    bytes: &[u8],
    leaf: Leaf,
    orientation: u8,
    enough: Option<(u32, u32)>,
) -> Option<Pixels> {
    let pixels = decode_leaf(bytes, "", leaf, orientation, enough).ok()?;
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

/// How far apart red, green and blue of a neutral tone may lie once it was painted from ink.
const NEUTRAL: u8 = 8;

/// Gives the neutral tones of imaged art black ink alone: an ad's black type is black ink and no mixture.
pub(crate) fn blacken(light: &[u8], inks: &mut [u8], to_ink: &PhotoInks) {
    let (light, _) = light.as_chunks::<3>();
    let greys: Vec<u8> = light.iter().map(|light| light[1]).collect();
    let black = to_ink(Colour::Gray, None, &greys);
    let pixels = inks.as_chunks_mut::<4>().0.iter_mut().zip(black.as_chunks::<4>().0).zip(light);
    for ((ink, black), light) in pixels {
        let (low, high) = light.iter().fold((255, 0), |(low, high), own| (low.min(*own), high.max(*own)));
        if high - low <= NEUTRAL {
            *ink = *black;
        }
    }
}

/// What brings a drawing of a size onto the unit square, turned as an EXIF orientation (1 to 8) says.
pub(crate) fn upright((width, height): (f32, f32), orientation: u8) -> Transform {
    let unit = Transform::from_scale(1.0 / width, 1.0 / height);
    // Each orientation as where it takes the unit square, both counted from the top left.
    let turn = match orientation {
        2 => Transform::from_row(-1.0, 0.0, 0.0, 1.0, 1.0, 0.0),
        3 => Transform::from_row(-1.0, 0.0, 0.0, -1.0, 1.0, 1.0),
        4 => Transform::from_row(1.0, 0.0, 0.0, -1.0, 0.0, 1.0),
        5 => Transform::from_row(0.0, 1.0, 1.0, 0.0, 0.0, 0.0),
        6 => Transform::from_row(0.0, 1.0, -1.0, 0.0, 1.0, 0.0),
        7 => Transform::from_row(0.0, -1.0, -1.0, 0.0, 1.0, 1.0),
        8 => Transform::from_row(0.0, -1.0, 1.0, 0.0, 0.0, 1.0),
        _ => Transform::identity(),
    };
    unit.post_concat(turn)
}

/// An outline of a drawing; `None` for one that paints nothing.
pub(crate) fn outline(steps: &[DrawnStep]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in steps {
        match *step {
            DrawnStep::Move([x, y]) => builder.move_to(x, y),
            DrawnStep::Line([x, y]) => builder.line_to(x, y),
            DrawnStep::Curve([ax, ay], [bx, by], [x, y]) => builder.cubic_to(ax, ay, bx, by, x, y),
            DrawnStep::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A line of a drawing.
pub(crate) fn stroke(line: &DrawnLine) -> Stroke {
    Stroke {
        width: line.width,
        miter_limit: line.miter,
        line_cap: match line.cap {
            1 => LineCap::Round,
            2 => LineCap::Square,
            _ => LineCap::Butt,
        },
        line_join: match line.join {
            1 => LineJoin::Round,
            2 => LineJoin::Bevel,
            _ => LineJoin::Miter,
        },
        dash: StrokeDash::new(line.dash.clone(), line.phase),
    }
}
