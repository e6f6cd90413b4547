//! The pixels of a picture as they were stored: grey, light or ink, eight bits, upright, on white paper.
//!
//! Decoders that turn ink into light are of no use to a press, so ink is read as ink here; every
//! painter and the press take their pixels from this one place.

use crate::art::{Leaf, drawing_pixels, is_drawing, is_pdf, page_pixels};
use crate::failure::MediaFailure;
use crate::inspect::inspect;
use crate::jpeg::read_jpeg_head;
use crate::picture::{Colour, PictureFormat};
use crate::{psd, tiff_ink};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most memory that decoding one picture may take: 200 million pixels of three bytes.
pub(crate) const MAX_BYTES: u64 = 600_000_000;

/// A picture decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels, standing upright.
    pub width: u32,
    /// Height in pixels, standing upright.
    pub height: u32,
    /// What the samples are.
    pub colour: Colour,
    /// The colour profile that the file carries for them.
    pub icc: Option<Vec<u8>>,
    /// Rows from the top: one byte a pixel for grey (255 is white), three for light, four for ink
    /// (cyan, magenta, yellow, black; 255 is full ink).
    pub data: Vec<u8>,
}

impl Pixels {
    /// Bytes of one pixel.
    pub fn channels(&self) -> usize {
        match self.colour {
            Colour::Gray => 1,
            Colour::Rgb => 3,
            Colour::Cmyk => 4,
        }
    }
}

/// Decodes a picture and turns it by its EXIF `orientation` (1 to 8); `name` only names it in a failure.
///
/// `enough` is the upright size in pixels that the caller can use: a JPEG of ink, or one at least
/// four times as large either way, comes back smaller than it is stored, never smaller than that.
///
/// # Errors
/// When the file is no picture, of a kind that cannot be read, or damaged.
pub fn decode(
    bytes: &[u8],
    name: &str,
    orientation: u8,
    enough: Option<(u32, u32)>,
) -> Result<Pixels, MediaFailure> {
    decode_leaf(bytes, name, Leaf::default(), orientation, enough)
}

/// As [`decode`], for the page and the box that `leaf` names where the file is a PDF, in grey where it says so. Art without pixels is
/// imaged at the size that is enough.
///
/// # Errors
/// As [`decode`].
pub fn decode_leaf(
    bytes: &[u8],
    name: &str,
    leaf: Leaf,
    orientation: u8,
    enough: Option<(u32, u32)>,
) -> Result<Pixels, MediaFailure> {
    let is_photo = bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(crate::png::SIGNATURE);
    if !is_photo && (is_drawing(bytes) || is_pdf(bytes)) {
        let upright =
            enough.map(|(width, height)| if orientation >= 5 { (height, width) } else { (width, height) });
        let imaged = match is_drawing(bytes) {
            true => drawing_pixels(bytes, name, upright)?,
            false => page_pixels(bytes, name, leaf, upright)?,
        };
        return Ok(turned(if leaf.is_grey { greyed(imaged) } else { imaged }, orientation));
    }
    let info = inspect(bytes, name)?;
    let damaged = || MediaFailure::Damaged { name: name.to_owned(), detail: "its pixels do not decode" };
    let stored =
        enough.map(|(width, height)| if orientation >= 5 { (height, width) } else { (width, height) });
    // Decoders of strangers' files may break in ways of their own; a broken file must not end the desk.
    let decoded = catch_unwind(AssertUnwindSafe(|| match (info.format, info.colour) {
        (PictureFormat::Jpeg, Colour::Cmyk) => ink_jpeg(bytes, stored),
        (PictureFormat::Jpeg, _) => {
            scaled_jpeg(bytes, (info.width, info.height), stored).or_else(|| light(bytes))
        }
        (PictureFormat::Tiff, Colour::Cmyk) => tiff_ink::decode(bytes),
        (PictureFormat::Psd, _) => psd::decode(bytes),
        _ => light(bytes),
    }))
    .ok()
    .flatten()
    .ok_or_else(damaged)?;
    Ok(turned(if leaf.is_grey { greyed(decoded) } else { decoded }, orientation))
}

/// The same picture in grey: its luminance where it is light, and where it is ink the tone that its inks have
/// for the eye.
fn greyed(pixels: Pixels) -> Pixels {
    let data = match pixels.colour {
        Colour::Gray => return pixels,
        Colour::Rgb => {
            let grey = |[red, green, blue]: &[u8; 3]| {
                ((u32::from(*red) * 54 + u32::from(*green) * 183 + u32::from(*blue) * 19 + 128) / 256) as u8
            };
            pixels.data.as_chunks::<3>().0.iter().map(grey).collect()
        }
        Colour::Cmyk => {
            let grey = |[cyan, magenta, yellow, black]: &[u8; 4]| {
                let coloured =
                    (u32::from(*cyan) * 77 + u32::from(*magenta) * 151 + u32::from(*yellow) * 28) / 256;
                ((255 - coloured) * (255 - u32::from(*black)) / 255) as u8
            };
            pixels.data.as_chunks::<4>().0.iter().map(grey).collect()
        }
    };
    Pixels { colour: Colour::Gray, icc: None, data, ..pixels }
}

/// Grey and light through the usual decoder; what is transparent becomes white paper.
fn light(bytes: &[u8]) -> Option<Pixels> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let icc = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).ok()?;
    let (width, height) = (picture.width(), picture.height());
    let is_grey = !picture.color().has_color();
    let data = match (is_grey, picture.color().has_alpha()) {
        (true, true) => {
            let pixels = picture.into_luma_alpha8().into_raw();
            pixels.as_chunks::<2>().0.iter().map(|[grey, alpha]| over(*grey, *alpha)).collect()
        }
        (true, false) => picture.into_luma8().into_raw(),
        (false, true) => {
            let pixels = picture.into_rgba8().into_raw();
            let flat =
                |[red, green, blue, alpha]: &[u8; 4]| [*red, *green, *blue].map(|light| over(light, *alpha));
            pixels.as_chunks::<4>().0.iter().flat_map(flat).collect()
        }
        (false, false) => picture.into_rgb8().into_raw(),
    };
    let colour = if is_grey { Colour::Gray } else { Colour::Rgb };
    Some(Pixels { width, height, colour, icc, data })
}

/// A sample over white paper.
fn over(value: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// A JPEG of grey or light decoded at a quarter or an eighth, where that is enough: its finer
/// frequencies are never worked out. `None` when it must be decoded whole.
fn scaled_jpeg(bytes: &[u8], (width, height): (u32, u32), enough: Option<(u32, u32)>) -> Option<Pixels> {
    let (least_width, least_height) = enough?;
    // At a half the plain decoder is the faster one all the same.
    if u64::from(least_width) * 4 > u64::from(width) || u64::from(least_height) * 4 > u64::from(height) {
        return None;
    }
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(MAX_BYTES as usize);
    let wanted = |side: u32| u16::try_from(side).unwrap_or(u16::MAX).max(1);
    let (width, height) = decoder.scale(wanted(least_width), wanted(least_height)).ok()?;
    if u32::from(width) < least_width || u32::from(height) < least_height {
        return None;
    }
    let data = decoder.decode().ok()?;
    let colour = match decoder.info()?.pixel_format {
        jpeg_decoder::PixelFormat::L8 => Colour::Gray,
        jpeg_decoder::PixelFormat::RGB24 => Colour::Rgb,
        _ => return None,
    };
    let icc = decoder.icc_profile();
    Some(Pixels { width: u32::from(width), height: u32::from(height), colour, icc, data })
}

/// A JPEG of ink, CMYK or YCCK, full ink as 255 whichever way round the file has it.
fn ink_jpeg(bytes: &[u8], enough: Option<(u32, u32)>) -> Option<Pixels> {
    let head = read_jpeg_head(bytes, "").ok()?;
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(MAX_BYTES as usize);
    let (mut width, mut height) = (head.width, head.height);
    if let Some((least_width, least_height)) = enough
        && least_width > 0
        && least_height > 0
    {
        // The decoder takes the least scale that is enough for one side; both must be.
        let shrink = (u32::from(width) / least_width).min(u32::from(height) / least_height).max(1);
        let wanted = |side: u16| u16::try_from(u32::from(side).div_ceil(shrink)).unwrap_or(side);
        (width, height) = decoder.scale(wanted(width), wanted(height)).ok()?;
    }
    let mut data = decoder.decode().ok()?;
    // The decoder takes every file for one that stores its inks inverted, as Adobe's do.
    if head.adobe_transform.is_none() {
        data.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    let is_whole = data.len() == usize::from(width) * usize::from(height) * 4;
    is_whole.then_some(Pixels {
        width: u32::from(width),
        height: u32::from(height),
        colour: Colour::Cmyk,
        icc: head.icc,
        data,
    })
}

/// The picture turned as an EXIF orientation says.
fn turned(pixels: Pixels, orientation: u8) -> Pixels {
    let Some(turn) = Orientation::from_exif(orientation).filter(|turn| *turn != Orientation::NoTransforms)
    else {
        return pixels;
    };
    let Pixels { width, height, colour, icc, data } = pixels;
    // Four inks travel through the turn as if they were light and transparency.
    let carrier = match colour {
        Colour::Gray => image::GrayImage::from_raw(width, height, data).map(DynamicImage::ImageLuma8),
        Colour::Rgb => image::RgbImage::from_raw(width, height, data).map(DynamicImage::ImageRgb8),
        Colour::Cmyk => image::RgbaImage::from_raw(width, height, data).map(DynamicImage::ImageRgba8),
    };
    let mut carrier = carrier.unwrap_or_default();
    carrier.apply_orientation(turn);
    Pixels { width: carrier.width(), height: carrier.height(), colour, icc, data: carrier.into_bytes() }
}
