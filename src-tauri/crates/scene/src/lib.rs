//! The display list: a page in its one finished form, which every painter paints and none lays out.
//!
//! Positions are absolute within their group, so no painter does typography; colour is ink, so RGB
//! belongs to the screen painter alone. Items stand in reading order: what is extracted from a PDF
//! follows it.

mod digest;
mod item;
mod list;
mod shelf;
mod wire;

pub use item::{
    FaceName, Glyph, GlyphRun, Item, Orientation, Paint, PathStep, Picture, Shape, Source, Stroke,
};
pub use list::{Group, PageList, digest_of};
pub use shelf::{Bytes, FaceFile, Shelf};
pub use wire::encode;
