//! A page list as bytes for the screen: a JSON head and one array of integers for the glyphs.
//!
//! Layout, all little endian: `BXL1`, head length in bytes as u32, the head padded with spaces to a
//! multiple of four, then i32 values, three a glyph: glyph index, x, y in EMU from the corner of the
//! glyph's group. A run names the first of its glyphs and their count. Groups whose digest the caller
//! already has come without items (`"items": null`).

use crate::{Group, Item, PageList, Shape};
use banxin_geom::{Length, Point, Rect, Size};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Head<'a> {
    number: u32,
    trim: Size,
    bleed: Length,
    #[serde(rename = "typeArea")]
    type_area: Rect,
    groups: Vec<HeadGroup<'a>>,
}

#[derive(Serialize)]
struct HeadGroup<'a> {
    id: &'a str,
    origin: Point,
    bounds: Rect,
    digest: u64,
    items: Option<Vec<HeadItem<'a>>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum HeadItem<'a> {
    Glyphs {
        face: &'a str,
        size: Length,
        #[serde(rename = "scaleX")]
        scale_x: u16,
        sideways: bool,
        paint: &'a crate::Paint,
        first: usize,
        count: usize,
    },
    Shape(&'a Shape),
    Picture(&'a crate::Picture),
}

/// The page as bytes for the screen, leaving out the items of groups whose digest is in `known`.
pub fn encode(list: &PageList, known: &BTreeSet<u64>) -> Vec<u8> {
    let mut glyphs: Vec<i32> = Vec::new();
    let groups = list.groups.iter().map(|group| head_group(group, known, &mut glyphs)).collect();
    let head =
        Head { number: list.number, trim: list.trim, bleed: list.bleed, type_area: list.type_area, groups };
    let mut text = serde_json::to_vec(&head).unwrap_or_default();
    while !text.len().is_multiple_of(4) {
        text.push(b' ');
    }
    let mut bytes = Vec::with_capacity(8 + text.len() + glyphs.len() * 4);
    bytes.extend_from_slice(b"BXL1");
    bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&text);
    for value in glyphs {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes
}

fn head_group<'a>(group: &'a Group, known: &BTreeSet<u64>, glyphs: &mut Vec<i32>) -> HeadGroup<'a> {
    let items = (!known.contains(&group.digest))
        .then(|| group.items.iter().map(|item| head_item(item, glyphs)).collect::<Vec<_>>());
    HeadGroup { id: &group.id, origin: group.origin, bounds: group.bounds, digest: group.digest, items }
}

fn head_item<'a>(item: &'a Item, glyphs: &mut Vec<i32>) -> HeadItem<'a> {
    match item {
        Item::Shape(shape) => HeadItem::Shape(shape),
        Item::Picture(picture) => HeadItem::Picture(picture),
        Item::Glyphs(run) => {
            let first = glyphs.len() / 3;
            for glyph in &run.glyphs {
                glyphs.extend([i32::from(glyph.id), narrow(glyph.x), narrow(glyph.y)]);
            }
            HeadItem::Glyphs {
                face: &run.face.0,
                size: run.size,
                scale_x: run.scale_x,
                sideways: run.orientation == crate::Orientation::Sideways,
                paint: &run.paint,
                first,
                count: run.glyphs.len(),
            }
        }
    }
}

/// An EMU fits an i32 up to 59 metres; what is further off is off every page.
fn narrow(length: Length) -> i32 {
    length.to_emu().clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}

#[cfg(test)]
mod tests {
    use super::encode;
    use crate::{FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint};
    use banxin_geom::{Length, Point, Rect, Size};
    use std::collections::BTreeSet;

    fn list() -> PageList {
        let run = GlyphRun {
            face: FaceName("song-400".into()),
            size: Length::pt(9.0),
            scale_x: 1000,
            orientation: Orientation::Upright,
            paint: Paint::Black,
            text: "字".into(),
            glyphs: vec![Glyph {
                id: 7,
                x: Length::emu(5),
                y: Length::emu(-6),
                advance: Length::pt(9.0),
                text: 0,
            }],
            source: None,
        };
        let bounds = Rect::new(Length::ZERO, Length::ZERO, Length::pt(9.0), Length::pt(9.0));
        let group = Group::new("package:1".to_owned(), Point::ORIGIN, bounds, vec![Item::from(run)]);
        PageList {
            number: 1,
            trim: Size::new(Length::mm(390.0), Length::mm(545.0)),
            bleed: Length::ZERO,
            type_area: bounds,
            inks: Vec::new(),
            groups: vec![group],
        }
    }

    #[test]
    fn glyphs_follow_a_head_that_ends_on_a_multiple_of_four() {
        let bytes = encode(&list(), &BTreeSet::new());
        assert_eq!(&bytes[..4], b"BXL1");
        let length = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
        assert_eq!(length % 4, 0);
        let head: serde_json::Value = serde_json::from_slice(&bytes[8..8 + length]).expect("head is JSON");
        assert_eq!(head["groups"][0]["items"][0]["count"], 1);
        let values: Vec<i32> =
            bytes[8 + length..].chunks(4).map(|b| i32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        assert_eq!(values, [7, 5, -6]);
    }

    #[test]
    fn a_known_group_comes_without_items_and_a_move_keeps_its_digest() {
        let mut page = list();
        let digest = page.groups[0].digest;
        let moved = Group::new(
            "package:1".to_owned(),
            Point::new(Length::mm(3.0), Length::ZERO),
            page.groups[0].bounds,
            page.groups[0].items.clone(),
        );
        assert_eq!(moved.digest, digest);
        page.groups[0] = moved;
        let bytes = encode(&page, &BTreeSet::from([digest]));
        let length = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
        assert_eq!(bytes.len(), 8 + length);
        let head: serde_json::Value = serde_json::from_slice(&bytes[8..8 + length]).expect("head is JSON");
        assert!(head["groups"][0]["items"].is_null());
    }
}
