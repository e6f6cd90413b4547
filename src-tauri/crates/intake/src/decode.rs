//! Bytes become text: UTF-8, UTF-16 and GB 18030 are told apart by what can be read without error.

use crate::draft::{Doubt, Encoding};
use crate::failure::IntakeFailure;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Larger than a year of front pages; guards memory, not pages.
const MAX_BYTES: usize = 64 << 20;

/// How files that are not text begin; archives are what docx, odt and epub are made of.
const OTHER_FORMATS: [(&[u8], &str); 12] = [
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/zip"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"%!PS", "PostScript"),
    (b"SQLite format 3\0", "SQLite"),
];

/// The words of `bytes`, how they were written, and what was odd about them; `name` is the file's name.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    name: &str,
) -> Result<(Cow<'a, str>, Encoding, Vec<Doubt>), IntakeFailure> {
    let named = || name.to_owned();
    if bytes.len() > MAX_BYTES {
        return Err(IntakeFailure::TooLarge { name: named() });
    }
    if let Some((_, kind)) = OTHER_FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(IntakeFailure::OtherFormat { name: named(), kind });
    }
    let mut doubts = Vec::new();
    let (text, encoding) = read_as_some_encoding(bytes, &mut doubts)
        .filter(|(text, _)| !is_binary(text))
        .ok_or_else(|| IntakeFailure::NotText { name: named() })?;
    if !text.chars().any(|c| !c.is_whitespace() && !c.is_control() && c != '\u{feff}' && c != '\u{200b}') {
        return Err(IntakeFailure::Empty { name: named() });
    }
    Ok((text, encoding, doubts))
}

fn read_as_some_encoding<'a>(bytes: &'a [u8], doubts: &mut Vec<Doubt>) -> Option<(Cow<'a, str>, Encoding)> {
    for (mark, encoding) in [(b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return Some((read_utf16(rest, encoding, doubts), encoding));
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        // UTF-16 of plain English is valid UTF-8 with a NUL in every other place.
        return match unmarked_utf16(bytes).filter(|_| bytes.contains(&0)) {
            Some(encoding) => Some((read_utf16(bytes, encoding, doubts), encoding)),
            None => Some((Cow::Borrowed(text), Encoding::Utf8)),
        };
    }
    let (text, has_errors) = GB18030.decode_without_bom_handling(bytes);
    if !has_errors && !text.contains('\0') {
        doubts.push(Doubt::of_text(
            "encoding-gb18030",
            "文件不是 UTF-8，已按 GB 18030 读入，请留意生僻字。".to_owned(),
            "The file is not UTF-8; it was read as GB 18030, so look at rare characters.".to_owned(),
        ));
        return Some((text, Encoding::Gb18030));
    }
    let encoding = unmarked_utf16(bytes)?;
    Some((read_utf16(bytes, encoding, doubts), encoding))
}

fn read_utf16(bytes: &[u8], encoding: Encoding, doubts: &mut Vec<Doubt>) -> Cow<'static, str> {
    let decoder = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
    let (text, has_errors) = decoder.decode_without_bom_handling(bytes);
    if has_errors {
        doubts.push(Doubt::of_text(
            "encoding-broken",
            "文件中有残缺的 UTF-16 编码，缺字处以“\u{fffd}”标出，请对照原稿补上。".to_owned(),
            "The file's UTF-16 is broken in places; they are marked \u{fffd}, so compare them with the original."
                .to_owned(),
        ));
    }
    Cow::Owned(text.into_owned())
}

/// The byte order of UTF-16 without a mark: line ends and spaces show on which side their zero byte lies.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut little, mut big) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        match pair {
            [0x09..=0x7e, 0] => little += 1,
            [0, 0x09..=0x7e] => big += 1,
            [0, 0] => return None,
            _ => {}
        }
    }
    let least = (bytes.len() / 400).max(1);
    match little.cmp(&big) {
        std::cmp::Ordering::Greater if little >= least => Some(Encoding::Utf16Le),
        std::cmp::Ordering::Less if big >= least => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Text carries a stray control character at most now and then; a program or an archive is full of them.
fn is_binary(text: &str) -> bool {
    let strange =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0c')).count();
    strange > 4 && strange * 50 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::draft::Encoding;
    use crate::failure::IntakeFailure;
    use encoding_rs::GB18030;

    const WORDS: &str = "谷雨有雨 周三转晴\r\n\r\n今天10时前后，本市将迎来第一场雨。\r\n";

    #[test]
    fn every_encoding_of_the_same_words_gives_the_same_words() {
        let little: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases = [
            (WORDS.as_bytes().to_vec(), Encoding::Utf8),
            ([b"\xef\xbb\xbf", WORDS.as_bytes()].concat(), Encoding::Utf8),
            ([b"\xff\xfe".as_slice(), &little].concat(), Encoding::Utf16Le),
            ([b"\xfe\xff".as_slice(), &big].concat(), Encoding::Utf16Be),
            (little, Encoding::Utf16Le),
            (GB18030.encode(WORDS).0.into_owned(), Encoding::Gb18030),
        ];
        for (bytes, expected) in cases {
            let (text, encoding, _) = decode(&bytes, "copy.txt").expect("readable");
            assert_eq!((text.as_ref(), encoding), (WORDS, expected));
        }
    }

    #[test]
    fn what_is_not_text_is_named() {
        let name = || "copy.txt".to_owned();
        let cases: [(&[u8], IntakeFailure); 6] = [
            (b"", IntakeFailure::Empty { name: name() }),
            (b" \r\n\t\xe3\x80\x80", IntakeFailure::Empty { name: name() }),
            (b"%PDF-1.7 \xff\xff", IntakeFailure::OtherFormat { name: name(), kind: "PDF" }),
            (b"PK\x03\x04\x14\0", IntakeFailure::OtherFormat { name: name(), kind: "Word/zip" }),
            (&[0, 1, 2, 3, 0xff, 0xfe, 0x80, 7, 8], IntakeFailure::NotText { name: name() }),
            (&[0; 64], IntakeFailure::NotText { name: name() }),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes, "copy.txt").err(), Some(expected), "{bytes:?}");
        }
    }

    #[test]
    fn a_lone_surrogate_is_marked_and_doubted() {
        let bytes = [0xff, 0xfe, 0x3d, 0xd8, 0x2d, 0x4e, 0x87, 0x65];
        let (text, _, doubts) = decode(&bytes, "copy.txt").expect("readable");
        assert_eq!(text, "\u{fffd}中文");
        assert_eq!(doubts.first().map(|doubt| doubt.code), Some("encoding-broken"));
    }
}
