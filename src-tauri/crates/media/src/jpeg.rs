//! The markers of a JPEG file: size, components, Adobe's word on colour, and the metadata segments.
//!
//! Decoders turn ink into light without saying so; the press needs to know what was really stored.

use crate::failure::MediaFailure;

/// What the markers of a JPEG file say before any pixel is decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JpegHead {
    /// Width of the stored pixels.
    pub width: u16,
    /// Height of the stored pixels.
    pub height: u16,
    /// Bits of one sample: 8 in every file a press can take.
    pub precision: u8,
    /// Number of colour components: 1 grey, 3 light, 4 ink.
    pub components: u8,
    /// Colour transform of the Adobe marker (0 none, 1 YCbCr, 2 YCCK), if there is one. Its
    /// presence also means that ink values are stored inverted.
    pub adobe_transform: Option<u8>,
    /// EXIF block, from its TIFF header on.
    pub exif: Option<Vec<u8>>,
    /// Embedded colour profile, put together from its parts.
    pub icc: Option<Vec<u8>>,
    /// Photoshop resources that hold the raw IPTC records.
    pub resources: Option<Vec<u8>>,
    /// Whether the end-of-image marker was found after the pixels.
    pub is_complete: bool,
}

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// Reads the markers of a JPEG file; `name` is only used to name the file in a failure.
pub fn read_jpeg_head(bytes: &[u8], name: &str) -> Result<JpegHead, MediaFailure> {
    let truncated = || MediaFailure::Truncated { name: name.to_owned() };
    let mut head = JpegHead::default();
    let mut profile_parts: Vec<(u8, &[u8])> = Vec::new();
    let mut at = 2;
    loop {
        let (marker, after) = next_marker(bytes, at).ok_or_else(truncated)?;
        at = after;
        if marker == END_OF_IMAGE {
            return Err(MediaFailure::Damaged { name: name.to_owned(), detail: "it holds no image" });
        }
        if marker == 0x01 || (0xD0..=0xD8).contains(&marker) {
            continue;
        }
        let length = be16(bytes, at).ok_or_else(truncated)? as usize;
        if length < 2 {
            return Err(MediaFailure::Damaged { name: name.to_owned(), detail: "a segment has no length" });
        }
        let body = bytes.get(at + 2..at + length).ok_or_else(truncated)?;
        at += length;
        match marker {
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => read_frame(&mut head, body),
            0xE1 if body.starts_with(b"Exif\0\0") => head.exif = Some(body[6..].to_vec()),
            0xE2 if body.starts_with(b"ICC_PROFILE\0") && body.len() > 14 => {
                profile_parts.push((body[12], &body[14..]));
            }
            0xED if body.starts_with(b"Photoshop 3.0\0") => {
                head.resources.get_or_insert_with(Vec::new).extend_from_slice(&body[14..]);
            }
            0xEE if body.starts_with(b"Adobe") && body.len() >= 12 => head.adobe_transform = Some(body[11]),
            START_OF_SCAN => break,
            _ => {}
        }
    }
    if head.components == 0 {
        return Err(MediaFailure::Damaged { name: name.to_owned(), detail: "it has no frame header" });
    }
    if !profile_parts.is_empty() {
        profile_parts.sort_by_key(|(part, _)| *part);
        head.icc = Some(profile_parts.into_iter().flat_map(|(_, part)| part.iter().copied()).collect());
    }
    head.is_complete = ends(bytes, at);
    Ok(head)
}

fn read_frame(head: &mut JpegHead, body: &[u8]) {
    if let [precision, h1, h0, w1, w0, components, ..] = *body {
        head.precision = precision;
        head.height = u16::from_be_bytes([h1, h0]);
        head.width = u16::from_be_bytes([w1, w0]);
        head.components = components;
    }
}

/// The next marker at or after `at` and where its segment begins; fill bytes are stepped over.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    while *bytes.get(at)? != 0xFF {
        at += 1;
    }
    while *bytes.get(at)? == 0xFF {
        at += 1;
    }
    Some((bytes[at], at + 1))
}

/// Whether an end-of-image marker follows the coded pixels; a stuffed zero or a restart is no marker.
/// It is looked for from the end, where it stands in every file that is whole.
fn ends(bytes: &[u8], from: usize) -> bool {
    bytes.get(from..).is_some_and(|rest| rest.windows(2).rev().any(|pair| pair == [0xFF, END_OF_IMAGE]))
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}
