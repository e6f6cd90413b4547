//! Free frames (自由框): a text, a picture, a rule, a shape or a table that stands on a page by itself, with no story of
//! the pool behind it.
//!
//! A free frame is a package whose story is its own ([`StoryKind::Frame`](crate::StoryKind)), so that whatever is done
//! to packages is done to it: it is moved, ordered, locked, grouped, copied, and its words are set and written as any
//! others. What it has beyond a package is told here.

use crate::{Area, Grid, Ink, OutlinePoint, PaperSize};
use banxin_geom::{Insets, Length, Point, Rect};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a free frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FreeKind {
    /// 文字框: words of its own, such as a page label or a teaser.
    #[default]
    Text,
    /// 图片框: one picture that fills it.
    Picture,
    /// 线: a rule.
    Rule,
    /// 图形: a box, an ellipse or a polygon, such as a tint behind several packages.
    Shape,
    /// 表格框: a table of its own, such as the weather.
    Table,
}

/// The outline of a free frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FreeForm {
    /// 矩形.
    #[default]
    Rectangle,
    /// 圆角矩形, its corners rounded by the frame's radius.
    Rounded,
    /// 椭圆.
    Ellipse,
    /// 多边形: through the frame's own corners.
    Polygon,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LineStyle {
    /// 实线.
    #[default]
    Solid,
    /// 虚线.
    Dashed,
    /// 点线: round dots as thick as the line.
    Dots,
    /// 双线: two lines of a third of the weight each, at its edges.
    Double,
}

/// A line: its weight, its style and its ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LineSpec {
    /// Thickness in EMU; 0 for no line.
    #[ts(type = "number")]
    pub weight: Length,
    /// How it is drawn.
    pub style: LineStyle,
    /// Its ink; none for black.
    pub ink: Option<Ink>,
}

/// Which way a rule runs through its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RuleWay {
    /// From the left edge to the right one, at half the height.
    #[default]
    Across,
    /// From the top edge to the foot, at half the width.
    Down,
    /// From the top left corner to the bottom right one.
    Falling,
    /// From the bottom left corner to the top right one.
    Rising,
}

/// How the lines of running text stand in a free frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TextAlign {
    /// Over the whole measure, as in the columns of a story.
    #[default]
    Justified,
    /// At the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// At its end.
    End,
}

/// Where the text of a free frame stands when it leaves room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TextStand {
    /// At the top.
    #[default]
    Top,
    /// Half way down.
    Middle,
    /// At the foot.
    Foot,
}

/// What a free frame has beyond a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FreeFrame {
    /// What it is for.
    pub kind: FreeKind,
    /// How far its edges stand inside its area on the grid, in EMU; negative where it reaches beyond.
    #[ts(type = "{ top: number; right: number; bottom: number; left: number }")]
    pub edges: Insets,
    /// Its outline.
    pub form: FreeForm,
    /// Corners of a polygon, 3 to 64, in thousandths of its width and height.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corners: Vec<OutlinePoint>,
    /// Radius of rounded corners in EMU.
    #[ts(type = "number")]
    pub radius: Length,
    /// Ink that fills it; none for the package's tint.
    pub fill: Option<Ink>,
    /// The line along its outline, or the rule itself.
    pub line: LineSpec,
    /// Which way a rule runs.
    pub way: RuleWay,
    /// How its lines of text stand.
    pub align: TextAlign,
    /// Where its text stands.
    pub stand: TextStand,
    /// Size of its running text in EMU; 0 for the page's.
    #[ts(type = "number")]
    pub body: Length,
    /// Distance of its baselines in EMU; 0 for the page's, or for seven fifths of a size of its own.
    #[ts(type = "number")]
    pub leading: Length,
    /// Distance that its words keep from its edges, in EMU.
    #[ts(type = "number")]
    pub padding: Length,
    /// Whether the text of packages gives way to it.
    pub wraps: bool,
}

/// Corners by which an ellipse is told to the text that runs round it.
const ELLIPSE: [(u16, u16); 24] = [
    (1000, 500),
    (983, 629),
    (933, 750),
    (854, 854),
    (750, 933),
    (629, 983),
    (500, 1000),
    (371, 983),
    (250, 933),
    (146, 854),
    (67, 750),
    (17, 629),
    (0, 500),
    (17, 371),
    (67, 250),
    (146, 146),
    (250, 67),
    (371, 17),
    (500, 0),
    (629, 17),
    (750, 67),
    (854, 146),
    (933, 250),
    (983, 371),
];

impl FreeFrame {
    /// Most corners of a polygon.
    pub const MOST_CORNERS: usize = 64;
    /// The thickest line there is.
    pub const THICKEST: Length = Length::emu(36 * Length::PER_PT);

    /// A frame of a kind, without any other choice made.
    pub fn plain(kind: FreeKind) -> FreeFrame {
        FreeFrame { kind, ..FreeFrame::default() }
    }

    /// Where it lies when its area is `area`, from the corner of the type area.
    pub fn rect(&self, grid: &Grid, area: Area) -> Rect {
        grid.place(area).inset(self.edges)
    }

    /// Whether it holds words that are set and written.
    pub fn has_text(&self) -> bool {
        matches!(self.kind, FreeKind::Text | FreeKind::Table)
    }

    /// Whether it needs its ground for itself: a rule or a shape lies with others on the same ground, unless their text
    /// gives way to it.
    pub fn takes_ground(&self) -> bool {
        self.wraps || !matches!(self.kind, FreeKind::Rule | FreeKind::Shape)
    }

    /// The outline of the frame in a rectangle, where that is not the rectangle itself.
    pub fn outline(&self, rect: Rect) -> Option<Vec<Point>> {
        let corner = |x: u16, y: u16| {
            let along = |length: Length, part: u16| length.scaled(i64::from(part.min(1000)), 1000);
            Point::new(rect.x + along(rect.width, x), rect.y + along(rect.height, y))
        };
        match self.form {
            FreeForm::Ellipse => Some(ELLIPSE.iter().map(|(x, y)| corner(*x, *y)).collect()),
            FreeForm::Polygon if self.corners.len() >= 3 => {
                Some(self.corners.iter().map(|point| corner(point.x, point.y)).collect())
            }
            _ => None,
        }
    }

    /// What is wrong with it by itself; `None` for a sound one.
    pub fn trouble(&self) -> Option<&'static str> {
        let is_ink = |ink: Option<Ink>| ink.is_none_or(Ink::prints);
        let is_size =
            |size: Length| size == Length::ZERO || (Length::pt(3.0)..=Length::pt(200.0)).contains(&size);
        let is_distance = |length: Length| length >= Length::ZERO && length.to_mm() <= 5_000.0;
        if !is_ink(self.fill) || !is_ink(self.line.ink) {
            return Some("has more ink than a press prints");
        }
        if !(Length::ZERO..=FreeFrame::THICKEST).contains(&self.line.weight) {
            return Some("has a line that is too thick");
        }
        if !is_size(self.body) || !is_size(self.leading) {
            return Some("has type of a size that cannot be set");
        }
        if self.leading > Length::ZERO && self.leading < self.body {
            return Some("has lines closer than their type is high");
        }
        if !self.is_near() || !is_distance(self.padding) || !is_distance(self.radius) {
            return Some("has a distance that no page has room for");
        }
        let corners = self.corners.len();
        let is_polygon = self.form == FreeForm::Polygon;
        if is_polygon && !(3..=FreeFrame::MOST_CORNERS).contains(&corners)
            || corners > FreeFrame::MOST_CORNERS
            || self.corners.iter().any(|corner| corner.x.max(corner.y) > 1000)
        {
            return Some("has corners that make no polygon");
        }
        None
    }

    /// Whether its edges are no further from its area than any page is large.
    fn is_near(&self) -> bool {
        let far = Length::mm(5_000.0);
        let Insets { top, right, bottom, left } = self.edges;
        [top, right, bottom, left].iter().all(|edge| (-far..=far).contains(edge))
    }

    /// Whether it has a size and lies on the trimmed page, its bleed included.
    pub fn lies_on(&self, paper: &PaperSize, grid: &Grid, area: Area) -> bool {
        if !self.is_near() {
            return false;
        }
        let rect = self.rect(grid, area).moved(Point::new(paper.left, paper.top));
        let bleed = paper.bleed;
        !rect.is_empty()
            && rect.x >= -bleed
            && rect.y >= -bleed
            && rect.right() <= paper.width + bleed
            && rect.bottom() <= paper.height + bleed
    }
}

#[cfg(test)]
mod tests {
    use super::{FreeForm, FreeFrame, FreeKind, LineSpec};
    use crate::{Area, Cells, ColumnSystem, Grid, Ink, OutlinePoint, PaperSize};
    use banxin_geom::{Insets, Length};

    fn page() -> (PaperSize, Grid) {
        let mm = Length::mm;
        let columns = ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) };
        let grid = Grid { cell: Length::pt(9.0), leading: Length::pt(12.5), cells: 111, lines: 111, columns };
        (
            PaperSize { width: mm(390.0), height: mm(540.0), left: mm(18.8), top: mm(27.0), bleed: mm(3.0) },
            grid,
        )
    }

    #[test]
    fn a_frame_may_leave_its_area_but_not_the_page() {
        let (paper, grid) = page();
        let area = Area { x: Cells(0), line: 0, width: Cells::whole(13), lines: 4 };
        let mut frame = FreeFrame::plain(FreeKind::Shape);
        assert_eq!(frame.rect(&grid, area), grid.place(area));
        assert!(frame.lies_on(&paper, &grid, area));
        frame.edges = Insets { left: -Length::mm(21.8), ..Insets::default() };
        assert!(frame.lies_on(&paper, &grid, area), "as far as the bleed");
        frame.edges.left = -Length::mm(22.0);
        assert!(!frame.lies_on(&paper, &grid, area), "beyond the bleed");
        frame.edges = Insets::all(Length::mm(30.0));
        assert!(!frame.lies_on(&paper, &grid, area), "nothing left of it");
    }

    #[test]
    fn what_cannot_be_printed_is_told() {
        let sound = FreeFrame::plain(FreeKind::Shape);
        assert_eq!(sound.trouble(), None);
        let point = |x, y| OutlinePoint { x, y };
        let polygon = FreeFrame { form: FreeForm::Polygon, ..sound.clone() };
        let three = vec![point(0, 1000), point(500, 0), point(1000, 1000)];
        assert_eq!(FreeFrame { corners: three, ..polygon.clone() }.trouble(), None);
        let line = LineSpec { weight: Length::pt(40.0), ..LineSpec::default() };
        for wrong in [
            polygon.clone(),
            FreeFrame { corners: vec![point(0, 0); 65], ..polygon.clone() },
            FreeFrame { corners: vec![point(0, 0), point(0, 1001), point(9, 9)], ..polygon },
            FreeFrame { fill: Some(Ink([100, 100, 100, 0])), ..sound.clone() },
            FreeFrame { line, ..sound.clone() },
            FreeFrame { padding: -Length::pt(1.0), ..sound.clone() },
            FreeFrame { body: Length::pt(2.0), ..sound.clone() },
            FreeFrame { body: Length::pt(20.0), leading: Length::pt(12.0), ..sound },
        ] {
            assert!(wrong.trouble().is_some(), "{wrong:?}");
        }
    }
}
