//! The chunks of a PNG file, each checked against its own sum, so that damage is found at the door.

use crate::failure::MediaFailure;

/// What the chunks of a PNG file say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PngHead {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 0 grey, 2 light, 3 palette, 4 grey with alpha, 6 light with alpha.
    pub(crate) colour_type: u8,
    pub(crate) has_transparency: bool,
    pub(crate) has_profile: bool,
    pub(crate) exif: Option<Vec<u8>>,
}

/// The eight bytes every PNG file begins with.
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads all chunks up to the end marker.
pub(crate) fn read(bytes: &[u8], name: &str) -> Result<PngHead, MediaFailure> {
    let truncated = || MediaFailure::Truncated { name: name.to_owned() };
    let damaged = |detail| MediaFailure::Damaged { name: name.to_owned(), detail };
    let sums = sums();
    let mut head = PngHead::default();
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    loop {
        let length = rest.get(..4).ok_or_else(truncated)?;
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let kind_and_data = length.checked_add(8).and_then(|end| rest.get(4..end)).ok_or_else(truncated)?;
        let sum = rest.get(length + 8..length + 12).ok_or_else(truncated)?;
        if sum != sum_of(&sums, kind_and_data).to_be_bytes() {
            return Err(damaged("a checksum does not hold"));
        }
        let (kind, data) = kind_and_data.split_at(4);
        match kind {
            b"IHDR" => {
                let [w3, w2, w1, w0, h3, h2, h1, h0, _, colour_type, ..] = *data else {
                    return Err(damaged("its header is too short"));
                };
                head.width = u32::from_be_bytes([w3, w2, w1, w0]);
                head.height = u32::from_be_bytes([h3, h2, h1, h0]);
                head.colour_type = colour_type;
                head.has_transparency |= matches!(colour_type, 4 | 6);
            }
            b"tRNS" => head.has_transparency = true,
            b"iCCP" => head.has_profile = true,
            b"eXIf" => head.exif = Some(data.to_vec()),
            b"IEND" => break,
            _ => {}
        }
        rest = &rest[length + 12..];
    }
    Ok(head)
}

/// CRC-32 as PNG uses it (PNG 1.2, annex D), byte by byte through a table.
fn sum_of(table: &[u32; 256], bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| table[((sum ^ u32::from(*byte)) & 0xFF) as usize] ^ (sum >> 8))
}

fn sums() -> [u32; 256] {
    std::array::from_fn(|index| {
        (0..8).fold(index as u32, |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}
