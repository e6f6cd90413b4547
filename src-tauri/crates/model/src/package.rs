//! A package (稿块): a story with its art as one rectangle on the grid, arranged inside by a pattern.

use crate::{Area, Cells, FreeFrame, Id, Page, Photo, Story};
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
    /// Within the text, where its [`Inset`] says; the text runs round it (嵌题). Where lines run down it stands as
    /// [`HeadPlace::Vertical`] does.
    Inset,
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
    /// Where a head within the text stands; `x` 0 for the middle of the columns, `width` 0 for the columns that it covers,
    /// or all but the outer ones.
    pub inset: Inset,
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

/// What stands round a package: nothing, a rule, or a box with the text inset by a cell and a line. The boxes after
/// [`Frame::Box`] are the house's 花边, drawn as vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// Nothing.
    #[default]
    None,
    /// A fine box.
    Box,
    /// A bold rule over it.
    RuleAbove,
    /// A fine rule under it.
    RuleBelow,
    /// 双线: two fine lines.
    Double,
    /// 文武线: a thick line outside, a fine one inside.
    ThickThin,
    /// 三线: a bold line between two fine ones.
    Triple,
    /// 虚线: dashes.
    Dashed,
    /// 圆点: a row of dots.
    Dots,
    /// 水波: two waves across each other.
    Wave,
    /// 连弧: arcs side by side on a fine line, as lace has them.
    Scallop,
    /// 绳纹: a twisted cord.
    Rope,
    /// 回纹: square spirals on a fine line.
    Fret,
    /// 菱格: lozenges and dots between fine lines.
    Lozenge,
    /// 联珠: rings and beads by turns.
    Beads,
    /// 竹节: canes with their joints and leaves, crossed at the corners.
    Bamboo,
    /// 梅花: five-petalled flowers and dots.
    Plum,
    /// 五星: stars between fine lines.
    Stars,
    /// 卷浪: waves that curl over on a fine line.
    Surf,
    /// 角花: a fine double box whose corners are drawn in round a flower.
    Corners,
}

impl Frame {
    /// Every frame there is, in the order in which they are offered.
    pub const ALL: [Frame; 20] = [
        Frame::None,
        Frame::Box,
        Frame::RuleAbove,
        Frame::RuleBelow,
        Frame::Double,
        Frame::ThickThin,
        Frame::Triple,
        Frame::Dashed,
        Frame::Dots,
        Frame::Wave,
        Frame::Scallop,
        Frame::Rope,
        Frame::Fret,
        Frame::Lozenge,
        Frame::Beads,
        Frame::Bamboo,
        Frame::Plum,
        Frame::Stars,
        Frame::Surf,
        Frame::Corners,
    ];

    /// Whether it goes all the way round, so that the content stands a cell and a line further in.
    pub fn is_box(self) -> bool {
        !matches!(self, Frame::None | Frame::RuleAbove | Frame::RuleBelow)
    }
}

/// Which way the lines of a package's text run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// 横排: from left to right, line under line.
    #[default]
    Across,
    /// 竖排: from top to bottom, line beside line from the right; its columns are tiers, one under the other.
    Down,
}

impl Direction {
    /// Whether it is the usual one.
    pub fn is_across(&self) -> bool {
        *self == Direction::Across
    }
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
    /// Within the text, where its [`Inset`] says; the text runs round it.
    Inset,
}

/// Where a photo or a head within the text stands, from the package's corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Inset {
    /// Left edge, in whole cells.
    pub x: Cells,
    /// Line at which it begins, from 0 at the package's top.
    pub line: u16,
    /// Width in whole cells; 0 for one text column.
    pub width: Cells,
}

/// A corner of an outline round which text runs, in thousandths of the picture's width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct OutlinePoint {
    /// From the left edge, 0 to 1000.
    pub x: u16,
    /// From the top edge, 0 to 1000.
    pub y: u16,
}

/// A corner of a rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Corner {
    /// Top left.
    TopLeft,
    /// Top right.
    TopRight,
    /// Bottom left.
    BottomLeft,
    /// Bottom right.
    BottomRight,
}

/// A corner that a package leaves to its neighbours, so that it is L-shaped (穿插).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Cut {
    /// Which corner.
    pub corner: Corner,
    /// Width of what is left, the gutter beside the neighbour included.
    pub width: Cells,
    /// Its height in lines, the blank line between the two included.
    pub lines: u16,
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

/// How a photo is turned beyond what its file says: mirrored first, then turned by quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Turn {
    /// Quarter turns clockwise, 0 to 3.
    pub quarters: u8,
    /// Whether left and right change places.
    pub is_mirrored: bool,
}

impl Turn {
    /// Whether the photo stands as its file says.
    pub fn is_none(&self) -> bool {
        *self == Turn::default()
    }

    /// The EXIF orientations (EXIF 2.3, 4.6.4 A) in the order of their numbers, from 1.
    const OF_EXIF: [Turn; 8] = {
        const fn turn(is_mirrored: bool, quarters: u8) -> Turn {
            Turn { quarters, is_mirrored }
        }
        [
            turn(false, 0),
            turn(true, 0),
            turn(false, 2),
            turn(true, 2),
            turn(true, 3),
            turn(false, 1),
            turn(true, 1),
            turn(false, 3),
        ]
    };

    /// The turn that an EXIF orientation (1 to 8) asks for.
    pub fn of(orientation: u8) -> Turn {
        Self::OF_EXIF[usize::from(orientation.clamp(1, 8)) - 1]
    }

    /// The EXIF orientation (1 to 8) of a photo stored in `orientation` once it is turned so.
    pub fn after(self, orientation: u8) -> u8 {
        let stored = Turn::of(orientation);
        // To mirror what was turned is to turn the other way what was mirrored.
        let before = if self.is_mirrored { (4 - stored.quarters) % 4 } else { stored.quarters };
        let wanted = Turn {
            quarters: (before + self.quarters) % 4,
            is_mirrored: stored.is_mirrored != self.is_mirrored,
        };
        (1..=8).zip(Self::OF_EXIF).find(|(_, turn)| *turn == wanted).map_or(1, |(number, _)| number)
    }
}

/// A photo's place in a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
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
    /// Where it stands within the text, when its place is `inset`.
    #[serde(default)]
    pub inset: Inset,
    /// The outline that the text follows, at least three corners; none for the whole rectangle.
    #[serde(default)]
    pub outline: Vec<OutlinePoint>,
    /// How it is turned; its crop and its outline are those of the turned picture.
    #[serde(default, skip_serializing_if = "Turn::is_none")]
    #[ts(optional, as = "Option<Turn>")]
    pub turn: Turn,
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
    /// Which way its lines run.
    #[serde(default, skip_serializing_if = "Direction::is_across")]
    #[ts(as = "Option<Direction>", optional)]
    pub direction: Direction,
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
    /// Corners it leaves to its neighbours, one of a kind at most.
    #[serde(default)]
    pub cuts: Vec<Cut>,
    /// The package whose text goes on here; none where the story begins.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub continues: Option<Id<Package>>,
    /// A number that packages of a page share when they are chosen, moved and copied as one; none by itself.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub group: Option<Id<Package>>,
    /// What it has beyond a package when it is a free frame; none for a story of the pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub free: Option<Box<FreeFrame>>,
}

impl Package {
    /// A story in an area of a page, its text in so many columns, without any other choice made.
    pub fn plain(page: Id<Page>, story: Id<Story>, area: Area, columns: u8) -> Self {
        Package {
            page,
            story,
            area,
            columns,
            gutter: None,
            remainder: Remainder::default(),
            head: HeadSpec::default(),
            head_face: String::new(),
            byline: BylinePlace::default(),
            photos: Vec::new(),
            frame: Frame::default(),
            tint: 0,
            is_locked: false,
            rank: 0,
            cuts: Vec::new(),
            direction: Direction::default(),
            continues: None,
            group: None,
            free: None,
        }
    }

    /// The same without what changes nothing inside: its place on the page and its order.
    pub fn unplaced(&self) -> Self {
        Package { area: Area { x: Cells(0), line: 0, ..self.area }, rank: 0, ..self.clone() }
    }

    /// The rectangles that make up its ground, from the top: one, or several when corners are cut.
    pub fn pieces(&self) -> Vec<Area> {
        let area = self.area;
        let cut = |corner: Corner| {
            let found = self.cuts.iter().find(|cut| cut.corner == corner);
            found.map_or((0, 0), |cut| {
                (cut.width.0.clamp(0, area.width.0), i32::from(cut.lines).min(area.lines))
            })
        };
        let (top_left, top_right) = (cut(Corner::TopLeft), cut(Corner::TopRight));
        let (bottom_left, bottom_right) = (cut(Corner::BottomLeft), cut(Corner::BottomRight));
        let mut edges = vec![
            0,
            top_left.1,
            top_right.1,
            area.lines - bottom_left.1,
            area.lines - bottom_right.1,
            area.lines,
        ];
        edges.sort_unstable();
        edges.dedup();
        let mut pieces = Vec::new();
        for band in edges.windows(2) {
            let (from, until) = (band[0], band[1]);
            let taken = |top: (i32, i32), bottom: (i32, i32)| {
                let above = if from < top.1 { top.0 } else { 0 };
                let below = if until > area.lines - bottom.1 { bottom.0 } else { 0 };
                above.max(below)
            };
            let (left, right) = (taken(top_left, bottom_left), taken(top_right, bottom_right));
            let width = area.width.0 - left - right;
            if width > 0 {
                let x = Cells(area.x.0 + left);
                pieces.push(Area { x, line: area.line + from, width: Cells(width), lines: until - from });
            }
        }
        pieces
    }

    /// Whether it stays as it is when its page is arranged: it is locked, or a free frame.
    pub fn is_fixed(&self) -> bool {
        self.is_locked || self.free.is_some()
    }

    /// The rectangles of its ground that others must leave to it: none for a rule or a tint that lies with them.
    pub fn taken(&self) -> Vec<Area> {
        if self.free.as_ref().is_some_and(|free| !free.takes_ground()) {
            return Vec::new();
        }
        self.pieces()
    }

    /// Whether the ground of the two has any cell in common.
    pub fn overlaps(&self, other: &Package) -> bool {
        self.area.overlaps(other.area)
            && self.pieces().iter().any(|piece| other.pieces().iter().any(|own| piece.overlaps(*own)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Corner, Cut};
    use crate::{Area, Cells, Id, Package};

    fn package(x: i32, line: i32, width: i32, lines: i32) -> Package {
        let page = r#"{"page":"0000000000000001","story":"0000000000000002","columns":1,"area":{"x":0,"line":0,"width":1000,"lines":1}}"#;
        let mut package: Package = serde_json::from_str(page).expect("a package of an old file");
        package.page = Id::new(1);
        package.area = Area { x: Cells::whole(x), line, width: Cells::whole(width), lines };
        package
    }

    #[test]
    fn a_cut_corner_is_left_to_the_neighbour() {
        let mut long = package(0, 0, 41, 40);
        assert_eq!(long.pieces(), [long.area]);
        long.cuts = vec![Cut { corner: Corner::TopRight, width: Cells::whole(28), lines: 21 }];
        assert_eq!(
            long.pieces().iter().map(|piece| (piece.width.0, piece.lines)).collect::<Vec<_>>(),
            [(13_000, 21), (41_000, 19)]
        );
        assert!(!long.overlaps(&package(14, 0, 27, 20)));
        assert!(long.overlaps(&package(14, 0, 27, 22)));
        assert!(long.overlaps(&package(12, 0, 27, 20)));
    }
}
