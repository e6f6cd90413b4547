//! Fonts that cannot print are refused by what is wrong with them; collections are read face by face.

use banxin_text::{FaceKey, FontBook, FontBytes, FontRefusal, faces_in};
use std::path::Path;
use std::sync::Arc;

fn brush() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts/brush-400.ttf");
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}; run cargo xtask fonts", path.display()))
}

fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// Where the directory entry of a table stands.
fn entry(bytes: &[u8], tag: &[u8]) -> usize {
    let count = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    (0..count).map(|n| 12 + n * 16).find(|at| &bytes[*at..*at + 4] == tag).expect("the table is there")
}

/// The font with a table under a name that nobody looks for.
fn without(tag: &[u8]) -> Vec<u8> {
    let mut bytes = brush();
    let at = entry(&bytes, tag);
    bytes[at..at + 4].copy_from_slice(b"zzzz");
    bytes
}

/// The font with other permissions to embed it.
fn permitting(fs_type: u16) -> Vec<u8> {
    let mut bytes = brush();
    let entry = entry(&bytes, b"OS/2");
    let at = number(&bytes, entry + 8) + 8;
    bytes[at..at + 2].copy_from_slice(&fs_type.to_be_bytes());
    bytes
}

/// A collection of the font twice over.
fn collection() -> Vec<u8> {
    const HEADER: u32 = 20;
    let mut bytes = b"ttcf\0\x01\0\0\0\0\0\x02".to_vec();
    bytes.extend_from_slice(&HEADER.to_be_bytes());
    bytes.extend_from_slice(&HEADER.to_be_bytes());
    let mut font = brush();
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for at in (0..count).map(|n| 12 + n * 16 + 8) {
        let moved = number(&font, at) as u32 + HEADER;
        font[at..at + 4].copy_from_slice(&moved.to_be_bytes());
    }
    bytes.extend_from_slice(&font);
    bytes
}

fn insert(bytes: Vec<u8>, index: u32) -> Result<String, FontRefusal> {
    let bytes: FontBytes = Arc::new(bytes);
    FontBook::new().insert(FaceKey::new("own-400"), bytes, index).map(|info| info.family)
}

#[test]
fn what_cannot_print_is_refused_by_what_is_wrong_with_it() {
    let cases = [
        (permitting(0x0002), FontRefusal::EmbeddingForbidden),
        (permitting(0x0200), FontRefusal::EmbeddingForbidden),
        (without(b"glyf"), FontRefusal::BitmapOnly),
        (without(b"cmap"), FontRefusal::NoCharacters),
        (without(b"head"), FontRefusal::Unreadable),
        (brush()[..40].to_vec(), FontRefusal::Unreadable),
        (b"this is no font at all".to_vec(), FontRefusal::Unreadable),
        (Vec::new(), FontRefusal::Unreadable),
    ];
    for (bytes, want) in cases {
        let found = faces_in(&bytes);
        assert_eq!(found.iter().map(|face| face.refusal).collect::<Vec<_>>(), [Some(want)]);
        assert_eq!(insert(bytes, 0), Err(want), "{want}");
        assert!(!want.message_zh().is_empty() && want.code().starts_with("font-"));
    }
}

#[test]
fn permission_to_preview_and_print_is_enough() {
    for fs_type in [0x0000, 0x0004, 0x0008] {
        assert!(insert(permitting(fs_type), 0).is_ok(), "{fs_type:#06x}");
    }
}

#[test]
fn a_collection_gives_each_of_its_faces() {
    let found = faces_in(&collection());
    assert_eq!(
        found.iter().map(|face| (face.index, face.refusal)).collect::<Vec<_>>(),
        [(0, None), (1, None)]
    );
    assert!(found.iter().all(|face| face.is_chinese && !face.family.is_empty() && !face.is_variable));
    assert_eq!(insert(collection(), 1), Ok(found[1].family.clone()));
    assert_eq!(insert(collection(), 2), Err(FontRefusal::Unreadable));
}

#[test]
fn damage_anywhere_in_a_font_stops_nothing() {
    let whole = brush();
    for step in 0..64 {
        let mut bytes = whole[..whole.len().min(400_000)].to_vec();
        for at in (step * 7..bytes.len().min(2_000)).step_by(64) {
            bytes[at] ^= 0xa5;
        }
        let found = faces_in(&bytes);
        assert!(!found.is_empty());
        // Whether it is taken or refused, nothing breaks.
        let _taken = insert(bytes, 0);
    }
}
