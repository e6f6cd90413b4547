//! One look at a file: is it a picture that can be placed, and what is it?

use crate::art::{Leaf, drawing_info, is_drawing, is_pdf, page_info};
use crate::failure::MediaFailure;
use crate::iptc;
use crate::jpeg::read_jpeg_head;
use crate::picture::{Colour, PictureFormat, PictureInfo};
use crate::{png, psd};
use image::metadata::Orientation;
use image::{ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;

/// The most pixels that a picture may claim; what claims more is a mistake or an attack.
pub const MAX_PIXELS: u64 = 200_000_000;

/// What the picture in `bytes` is; `name` is only used to name the file in a failure.
pub fn inspect(bytes: &[u8], name: &str) -> Result<PictureInfo, MediaFailure> {
    inspect_leaf(bytes, name, Leaf::default())
}

/// As [`inspect`], for the page and the box that `leaf` names where the file is a PDF.
pub fn inspect_leaf(bytes: &[u8], name: &str, leaf: Leaf) -> Result<PictureInfo, MediaFailure> {
    if bytes.is_empty() {
        return Err(MediaFailure::Empty { name: name.to_owned() });
    }
    let info = if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        inspect_jpeg(bytes, name)?
    } else if bytes.starts_with(png::SIGNATURE) {
        inspect_png(bytes, name)?
    } else if bytes.starts_with(psd::SIGNATURE) {
        inspect_psd(bytes, name)?
    } else if is_drawing(bytes) {
        drawing_info(bytes, name)?
    } else if is_pdf(bytes) {
        page_info(bytes, name, leaf)?
    } else {
        match image::guess_format(bytes) {
            Ok(ImageFormat::Tiff) => inspect_other(bytes, name, PictureFormat::Tiff)?,
            Ok(ImageFormat::WebP) => inspect_other(bytes, name, PictureFormat::Webp)?,
            Ok(kind) => return Err(unknown_kind(name, &format!("{kind:?}").to_uppercase())),
            Err(_) => return Err(stranger(bytes, name)),
        }
    };
    check_size(&info, name)?;
    Ok(info)
}

fn inspect_jpeg(bytes: &[u8], name: &str) -> Result<PictureInfo, MediaFailure> {
    let head = read_jpeg_head(bytes, name)?;
    if !head.is_complete {
        return Err(MediaFailure::Truncated { name: name.to_owned() });
    }
    let colour = match head.components {
        1 => Colour::Gray,
        3 => Colour::Rgb,
        4 => Colour::Cmyk,
        _ => {
            return Err(MediaFailure::Damaged {
                name: name.to_owned(),
                detail: "its colour components make no colour",
            });
        }
    };
    let words = head.resources.as_deref().map(iptc::read).unwrap_or_default();
    Ok(PictureInfo {
        format: PictureFormat::Jpeg,
        width: u32::from(head.width),
        height: u32::from(head.height),
        colour,
        orientation: orientation(head.exif.as_deref()),
        caption: words.caption,
        credit: words.credit,
        has_alpha: false,
        icc: head.icc.is_some(),
    })
}

fn inspect_png(bytes: &[u8], name: &str) -> Result<PictureInfo, MediaFailure> {
    let head = png::read(bytes, name)?;
    Ok(PictureInfo {
        format: PictureFormat::Png,
        width: head.width,
        height: head.height,
        colour: if matches!(head.colour_type, 0 | 4) { Colour::Gray } else { Colour::Rgb },
        orientation: orientation(head.exif.as_deref()),
        caption: None,
        credit: None,
        has_alpha: head.has_transparency,
        icc: head.has_profile,
    })
}

fn inspect_psd(bytes: &[u8], name: &str) -> Result<PictureInfo, MediaFailure> {
    let head = psd::read(bytes, name)?;
    let words = iptc::read(head.resources);
    Ok(PictureInfo {
        format: PictureFormat::Psd,
        width: head.width,
        height: head.height,
        colour: head.colour,
        orientation: 1,
        caption: words.caption,
        credit: words.credit,
        has_alpha: false,
        icc: head.icc.is_some(),
    })
}

/// TIFF and WebP are rare at the desk; the decoder's own reading of their heads is enough.
fn inspect_other(bytes: &[u8], name: &str, format: PictureFormat) -> Result<PictureInfo, MediaFailure> {
    let damaged = |_| MediaFailure::Damaged { name: name.to_owned(), detail: "its header does not hold" };
    let kind = if format == PictureFormat::Tiff { ImageFormat::Tiff } else { ImageFormat::WebP };
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), kind).into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    let stored = decoder.original_color_type();
    let colour = match stored {
        ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16 => Colour::Cmyk,
        ExtendedColorType::L1
        | ExtendedColorType::L2
        | ExtendedColorType::L4
        | ExtendedColorType::L8
        | ExtendedColorType::L16
        | ExtendedColorType::La8
        | ExtendedColorType::La16 => Colour::Gray,
        _ => Colour::Rgb,
    };
    let words =
        decoder.iptc_metadata().ok().flatten().map(|records| iptc::read(&records)).unwrap_or_default();
    Ok(PictureInfo {
        format,
        width,
        height,
        colour,
        orientation: decoder.orientation().map_or(1, Orientation::to_exif),
        caption: words.caption,
        credit: words.credit,
        has_alpha: decoder.color_type().has_alpha(),
        icc: decoder.icc_profile().is_ok_and(|profile| profile.is_some()),
    })
}

fn check_size(info: &PictureInfo, name: &str) -> Result<(), MediaFailure> {
    if info.width == 0 || info.height == 0 {
        return Err(MediaFailure::Damaged { name: name.to_owned(), detail: "it has no size" });
    }
    if u64::from(info.width) * u64::from(info.height) > MAX_PIXELS {
        return Err(MediaFailure::TooLarge { name: name.to_owned(), width: info.width, height: info.height });
    }
    Ok(())
}

fn orientation(exif: Option<&[u8]>) -> u8 {
    exif.and_then(Orientation::from_exif_chunk).map_or(1, Orientation::to_exif)
}

/// Kinds that the desk meets and cannot place get their own name in the sentence.
fn stranger(bytes: &[u8], name: &str) -> MediaFailure {
    let is_heif = bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| matches!(brand, b"heic" | b"heix" | b"mif1" | b"avif"));
    if is_heif { unknown_kind(name, "HEIC") } else { MediaFailure::NotAPicture { name: name.to_owned() } }
}

fn unknown_kind(name: &str, kind: &str) -> MediaFailure {
    MediaFailure::UnknownKind { name: name.to_owned(), kind: kind.to_owned() }
}
