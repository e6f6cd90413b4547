//! Captions and credits as agencies write them: raw IPTC records, in UTF-8 or in GBK.

use encoding_rs::{GB18030, UTF_8};

const CAPTION: u8 = 120;
const BYLINE: u8 = 80;
const CREDIT: u8 = 110;

/// What IPTC says of a photo.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
}

/// The caption and credit in Photoshop resources (`8BIM` blocks) or in bare IPTC records.
pub(crate) fn read(bytes: &[u8]) -> Words {
    if bytes.starts_with(b"8BIM") {
        resource(bytes, 0x0404).map(records).unwrap_or_default()
    } else {
        records(bytes)
    }
}

/// The data of one Photoshop resource: `8BIM`, id, padded Pascal name, length, padded data.
pub(crate) fn resource(bytes: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut rest = bytes;
    while rest.starts_with(b"8BIM") {
        let id = u16::from_be_bytes([*rest.get(4)?, *rest.get(5)?]);
        let name = (usize::from(*rest.get(6)?) + 2) & !1;
        let length_at = 6 + name;
        let length = rest.get(length_at..length_at + 4)?;
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let data = rest.get(length_at + 4..)?;
        if id == wanted {
            return data.get(..length);
        }
        rest = data.get((length.checked_add(1)?) & !1..)?;
    }
    None
}

/// IIM records: `1C`, record, dataset, length, value. Stops at whatever does not fit.
fn records(bytes: &[u8]) -> Words {
    let mut words = Words::default();
    let mut byline = None;
    let mut says_utf8 = false;
    let mut rest = bytes;
    while let [0x1C, record, dataset, high, low, tail @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // A length with its top bit set announces an extended dataset, which no text uses.
        let Some(value) = tail.get(..length).filter(|_| *high < 0x80) else { break };
        match (record, dataset) {
            (1, 90) => says_utf8 = value == b"\x1b%G",
            (2, &CAPTION) => words.caption = words.caption.or_else(|| decode(value, says_utf8)),
            (2, &BYLINE) => byline = byline.or_else(|| decode(value, says_utf8)),
            (2, &CREDIT) => words.credit = words.credit.or_else(|| decode(value, says_utf8)),
            _ => {}
        }
        rest = &tail[length..];
    }
    words.credit = byline.or(words.credit);
    words
}

/// Text that is valid UTF-8 is taken as such; what is not can only be GB 18030 in a Chinese newsroom.
fn decode(value: &[u8], says_utf8: bool) -> Option<String> {
    let text = match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) if says_utf8 => UTF_8.decode(value).0.into_owned(),
        Err(_) => GB18030.decode(value).0.into_owned(),
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{GB18030, read};

    fn record(dataset: u8, value: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x1C, 2, dataset];
        bytes.extend_from_slice(&(value.len() as u16).to_be_bytes());
        bytes.extend_from_slice(value);
        bytes
    }

    #[test]
    fn a_caption_in_gbk_reads_as_chinese() {
        let (caption, _, _) = GB18030.encode("渡口清晨，第一班船靠岸。");
        let mut bytes = record(120, &caption);
        bytes.extend(record(80, &GB18030.encode("林舟").0));
        let words = read(&bytes);
        assert_eq!(words.caption.as_deref(), Some("渡口清晨，第一班船靠岸。"));
        assert_eq!(words.credit.as_deref(), Some("林舟"));
    }

    #[test]
    fn records_inside_photoshop_resources_are_found_behind_others() {
        let iptc = record(120, "山门".as_bytes());
        let mut bytes = b"8BIM\x04\x25\x00\x00\x00\x00\x00\x03abc\x00".to_vec();
        bytes.extend_from_slice(b"8BIM\x04\x04\x00\x00");
        bytes.extend_from_slice(&(iptc.len() as u32).to_be_bytes());
        bytes.extend_from_slice(&iptc);
        assert_eq!(read(&bytes).caption.as_deref(), Some("山门"));
    }

    #[test]
    fn a_record_that_claims_more_than_there_is_ends_the_reading() {
        let mut bytes = record(80, b"A. Reporter");
        bytes.extend_from_slice(&[0x1C, 2, 120, 0x7F, 0xFF, b'x']);
        let words = read(&bytes);
        assert_eq!((words.caption, words.credit.as_deref()), (None, Some("A. Reporter")));
    }
}
