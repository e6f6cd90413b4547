//! A package (稿块): a story with its art as one rectangle on the grid, arranged inside by a pattern.

use crate::{Area, Cells, Id, Page, Photo, Story};
use banxin_geom::Length;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the head stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HeadPlace {
    /// Over the text.
    #[default]
    Over,
    /// At the left side of the text, in horizontal lines.
    Side,
    /// At the left side of the text, in vertical lines (竖题).
    Vertical,
    /// No head at all.
    None,
}

/// The head of a package: place, size and room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct HeadSpec {
    /// Where it stands.
    pub place: HeadPlace,
    /// Columns it covers, from the left; 0 for all of them (or one, at the side).
    pub columns: u8,
    /// Lines of the grid it takes (占行); 0 for as many as it needs.
    pub lines: u8,
    /// Size of the headline in EMU; 0 for the greatest usual size (字号) that fits.
    #[ts(type = "number")]
    pub size: Length,
    /// Lines the headline itself may break into; 0 for as few as possible.
    pub rows: u8,
    /// 撑满: whether the characters of the headline are spaced out so that each of its lines fills the measure.
    pub fill: bool,
    /// Least size in EMU that an automatic one may take; 0 for none.
    #[ts(type = "number")]
    pub least: Length,
    /// Greatest size in EMU that an automatic one may take; 0 for the usual one over the measure.
    #[ts(type = "number")]
    pub greatest: Length,
}

/// Where the byline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BylinePlace {
    /// At the top of the first column.
    #[default]
    Column,
    /// Centred under the head, across its measure.
    Head,
    /// Not shown.
    None,
}

/// What a 破栏 does with cells that do not divide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Remainder {
    /// They widen the gutters.
    #[default]
    Gutters,
    /// They widen the first column.
    FirstColumn,
}

/// What stands round a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// Nothing.
    #[default]
    None,
    /// A fine box, with the text inset by a cell and a line.
    Box,
    /// A bold rule over it.
    RuleAbove,
    /// A fine rule under it.
    RuleBelow,
}

/// Where a photo stands in its package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoPlace {
    /// Between the head and the text, across all columns or the left ones.
    #[default]
    Top,
    /// Above the head.
    AboveHead,
    /// At the top of the right columns.
    Right,
    /// At the top of the left columns.
    Left,
    /// At the foot of the right columns.
    BottomRight,
    /// At the foot of all columns.
    Bottom,
}

/// Which part of a photo is seen: the cut from each edge of the upright picture, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
pub struct Crop {
    /// Cut from the top.
    pub top: u16,
    /// Cut from the right.
    pub right: u16,
    /// Cut from the bottom.
    pub bottom: u16,
    /// Cut from the left.
    pub left: u16,
}

/// A photo's place in a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct PhotoSlot {
    /// The photo.
    #[ts(type = "string")]
    pub photo: Id<Photo>,
    /// Where it stands.
    #[serde(default)]
    pub place: PhotoPlace,
    /// Text columns it spans; 0 for all.
    #[serde(default)]
    pub columns: u8,
    /// Lines of the grid the picture itself takes, without its caption; 0 to follow its shape.
    #[serde(default)]
    pub lines: u16,
    /// Which part is seen, before it is cut further to fill its frame.
    #[serde(default)]
    pub crop: Crop,
}

/// A story placed on a page; every choice that moves a line is recorded here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Package {
    /// The page it stands on.
    #[ts(type = "string")]
    pub page: Id<Page>,
    /// The story it shows.
    #[ts(type = "string")]
    pub story: Id<Story>,
    /// Where it stands on the grid.
    pub area: Area,
    /// Text columns inside (破栏 when they are not the page's own); at least 1.
    pub columns: u8,
    /// Gutter between them; as on the page when it has their own measure.
    #[serde(default)]
    pub gutter: Option<Cells>,
    /// What becomes of cells that do not divide.
    #[serde(default)]
    pub remainder: Remainder,
    /// The head.
    #[serde(default)]
    pub head: HeadSpec,
    /// Face of the headline, such as `song-900` or `hei-900`; empty for the usual one.
    #[serde(default)]
    pub head_face: String,
    /// The byline.
    #[serde(default)]
    pub byline: BylinePlace,
    /// Photos, in order.
    #[serde(default)]
    pub photos: Vec<PhotoSlot>,
    /// What stands round it.
    #[serde(default)]
    pub frame: Frame,
    /// Tint behind it: black in per mille, 0 for none.
    #[serde(default)]
    pub tint: u16,
    /// Whether it is locked against moves and edits of its form.
    #[serde(default)]
    pub is_locked: bool,
    /// Order on the page where packages overlap and for extraction, smaller first.
    #[serde(default)]
    pub rank: i64,
}
