//! A page as groups of items, each group hashed without its place so that a move repaints nothing.

use crate::Item;
use crate::digest::digest;
use banxin_geom::{Length, Point, Rect, Size};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Items that move and repaint together: a package, the folio, the nameplate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What it shows, such as `package:1f` or `folio`: unique on its page.
    pub id: String,
    /// Where the group's own corner lies, from the top left corner of the trimmed page.
    pub origin: Point,
    /// Everything the group paints lies inside, in the group's coordinates.
    pub bounds: Rect,
    /// Digest of bounds and items, not of `origin`: equal digests look the same.
    pub digest: u64,
    /// What to paint, in order; later items cover earlier ones.
    pub items: Vec<Item>,
}

impl Group {
    /// A group with its digest taken.
    pub fn new(id: String, origin: Point, bounds: Rect, items: Vec<Item>) -> Self {
        let digest = digest(&(&bounds, &items));
        Group { id, origin, bounds, digest, items }
    }

    /// A group whose digest is that of the digests of its parts ([`digest_of`]), taken when they were made: what has
    /// not changed is not gone over again.
    pub fn of_parts(id: String, origin: Point, bounds: Rect, items: Vec<Item>, parts: &[u64]) -> Self {
        let digest = digest(&(&bounds, parts));
        Group { id, origin, bounds, digest, items }
    }
}

/// A page, ready to be painted: lengths from the top left corner of the trimmed page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageList {
    /// Page number (版次), from 1.
    pub number: u32,
    /// Trimmed size of the page.
    pub trim: Size,
    /// How far ink may run over each trimmed edge.
    pub bleed: Length,
    /// The type area (版心).
    pub type_area: Rect,
    /// The inks it is printed with, by the names under which callers ask for plates (`c`, `m`, `y`, `k`, or a
    /// spot ink's own); empty for the four process inks and whatever spot inks it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inks: Vec<Arc<str>>,
    /// The groups, in reading order.
    pub groups: Vec<Group>,
}

/// Digest of some items, as a part of a group's.
pub fn digest_of(items: &[Item]) -> u64 {
    digest(&items)
}

impl PageList {
    /// Every item of the page with the corner of its group, in reading order.
    pub fn items(&self) -> impl Iterator<Item = (Point, &Item)> {
        self.groups.iter().flat_map(|group| group.items.iter().map(move |item| (group.origin, item)))
    }
}
