//! Photoshop files: the flattened picture that they carry beside their layers.
//!
//! Adobe Photoshop File Formats Specification (2019): header, colour mode data, image resources,
//! layers, and last the composite, raw or packed by rows. Full ink is stored as zero.

use crate::failure::MediaFailure;
use crate::iptc;
use crate::picture::Colour;
use crate::pixels::{MAX_BYTES, Pixels};
use crate::tiff_ink::narrow;

/// The four bytes every Photoshop file begins with.
pub(crate) const SIGNATURE: &[u8] = b"8BPS";

/// Number of the resource that holds the colour profile.
const PROFILE: u16 = 0x040F;

/// What stands before the pixels.
pub(crate) struct Head<'a> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) colour: Colour,
    pub(crate) icc: Option<&'a [u8]>,
    /// The image resources, where captions and credits lie.
    pub(crate) resources: &'a [u8],
    channels: u16,
    depth: u16,
    is_large: bool,
    composite: &'a [u8],
}

/// Reads everything before the pixels; a file without a flattened picture is refused.
pub(crate) fn read<'a>(bytes: &'a [u8], name: &str) -> Result<Head<'a>, MediaFailure> {
    let truncated = || MediaFailure::Truncated { name: name.to_owned() };
    let unknown = |kind: &str| MediaFailure::UnknownKind { name: name.to_owned(), kind: kind.to_owned() };
    let mut rest = Reader(bytes);
    rest.take(4).ok_or_else(truncated)?;
    let version = rest.be16().ok_or_else(truncated)?;
    rest.take(6).ok_or_else(truncated)?;
    let channels = rest.be16().ok_or_else(truncated)?;
    let height = rest.be32().ok_or_else(truncated)?;
    let width = rest.be32().ok_or_else(truncated)?;
    let depth = rest.be16().ok_or_else(truncated)?;
    let mode = rest.be16().ok_or_else(truncated)?;
    let colour = match mode {
        1 => Colour::Gray,
        3 => Colour::Rgb,
        4 => Colour::Cmyk,
        _ => return Err(unknown("Photoshop (indexed, Lab or multichannel)")),
    };
    if !matches!(depth, 8 | 16) || !matches!(version, 1 | 2) {
        return Err(unknown("Photoshop (1 or 32 bits)"));
    }
    let is_large = version == 2;
    rest.block(false).ok_or_else(truncated)?;
    let resources = rest.block(false).ok_or_else(truncated)?;
    rest.block(is_large).ok_or_else(truncated)?;
    let head = Head {
        width,
        height,
        colour,
        icc: iptc::resource(resources, PROFILE),
        resources,
        channels,
        depth,
        is_large,
        composite: rest.0,
    };
    if head.composite.len() < 2 || usize::from(channels) < head.wanted() {
        return Err(truncated());
    }
    Ok(head)
}

/// The flattened picture.
pub(crate) fn decode(bytes: &[u8]) -> Option<Pixels> {
    let head = read(bytes, "").ok()?;
    let (width, height) = (head.width as usize, head.height as usize);
    let wanted = head.wanted();
    if (width as u64) * (height as u64) * 8 > MAX_BYTES * 2 {
        return None;
    }
    let sample = usize::from(head.depth / 8);
    let (kind, planes) = head.composite.split_at_checked(2)?;
    let planes = match kind {
        [0, 0] => planes.get(..width * height * sample * wanted)?.to_vec(),
        [0, 1] => head.unpacked(planes, width * sample, height)?,
        _ => return None,
    };
    let size = width * height;
    let mut data = vec![0; size * wanted];
    for (channel, plane) in planes.chunks_exact(size * sample).take(wanted).enumerate() {
        for at in 0..size {
            let value = match sample {
                1 => plane[at],
                _ => narrow(u16::from_be_bytes([plane[at * 2], plane[at * 2 + 1]])),
            };
            data[at * wanted + channel] = if head.colour == Colour::Cmyk { 255 - value } else { value };
        }
    }
    let icc = head.icc.map(<[u8]>::to_vec);
    Some(Pixels { width: head.width, height: head.height, colour: head.colour, icc, data })
}

impl Head<'_> {
    /// Channels that make up the picture; what follows them are masks.
    fn wanted(&self) -> usize {
        match self.colour {
            Colour::Gray => 1,
            Colour::Rgb => 3,
            Colour::Cmyk => 4,
        }
    }

    /// Rows packed by runs (PackBits), after a table of the length of every row of every channel.
    fn unpacked(&self, packed: &[u8], row: usize, height: usize) -> Option<Vec<u8>> {
        let rows = height.checked_mul(usize::from(self.channels))?;
        let entry = if self.is_large { 4 } else { 2 };
        let (table, mut packed) = packed.split_at_checked(rows.checked_mul(entry)?)?;
        let mut out = Vec::with_capacity(row * height * self.wanted());
        for length in table.chunks_exact(entry).take(height * self.wanted()) {
            let length = length.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
            let (line, next) = packed.split_at_checked(length)?;
            packed = next;
            let end = out.len() + row;
            unpack(line, &mut out, end);
            out.resize(end, 0);
        }
        Some(out)
    }
}

/// Unpacks one row, never past `end`.
fn unpack(mut line: &[u8], out: &mut Vec<u8>, end: usize) {
    while let [head, rest @ ..] = line {
        let room = end.saturating_sub(out.len());
        match *head as i8 {
            -128 => line = rest,
            count if count >= 0 => {
                let count = (count as usize + 1).min(rest.len());
                out.extend_from_slice(&rest[..count.min(room)]);
                line = &rest[count..];
            }
            count => {
                let Some((value, after)) = rest.split_first() else { return };
                out.extend(std::iter::repeat_n(*value, (1 - isize::from(count)) as usize).take(room));
                line = after;
            }
        }
    }
}

/// Big-endian numbers one after the other.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn be16(&mut self) -> Option<u16> {
        self.take(2).map(|bytes| u16::from_be_bytes([bytes[0], bytes[1]]))
    }

    fn be32(&mut self) -> Option<u32> {
        self.take(4).map(|bytes| u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A block after its length, which large documents write in eight bytes.
    fn block(&mut self, is_large: bool) -> Option<&'a [u8]> {
        let high = if is_large { self.be32()? } else { 0 };
        let low = self.be32()?;
        let length = u64::from(high) << 32 | u64::from(low);
        self.take(usize::try_from(length).ok()?)
    }
}
