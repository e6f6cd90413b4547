//! TIFF files of ink: the usual decoder would turn them into light.

use crate::picture::Colour;
use crate::pixels::{MAX_BYTES, Pixels};
use std::io::Cursor;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

/// The inks of a CMYK TIFF of 8 or 16 bits, full ink as 255; further channels are left out.
pub(crate) fn decode(bytes: &[u8]) -> Option<Pixels> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MAX_BYTES as usize;
    limits.intermediate_buffer_size = MAX_BYTES as usize;
    let mut decoder = Decoder::new(Cursor::new(bytes)).ok()?.with_limits(limits);
    let (width, height) = decoder.dimensions().ok()?;
    let channels = match decoder.colortype().ok()? {
        ColorType::CMYK(8 | 16) => 4,
        ColorType::CMYKA(8 | 16) => 5,
        _ => return None,
    };
    let icc = decoder.get_tag_u8_vec(Tag::IccProfile).ok();
    let samples: Vec<u8> = match decoder.read_image().ok()? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(narrow).collect(),
        _ => return None,
    };
    let count = width as usize * height as usize;
    if samples.len() != count * channels {
        return None;
    }
    let data = match channels {
        4 => samples,
        _ => samples.chunks_exact(channels).flat_map(|pixel| pixel[..4].iter().copied()).collect(),
    };
    Some(Pixels { width, height, colour: Colour::Cmyk, icc, data })
}

/// Sixteen bits as eight.
pub(crate) fn narrow(sample: u16) -> u8 {
    ((u32::from(sample) * 255 + 32_767) / 65_535) as u8
}
