//! What stands behind and round a package: tint, box and rules, along its cut corners too.

use crate::border::border;
use banxin_geom::{Length, Point, Rect, Size};
use banxin_model::{Corner, Frame, Grid, Package};
use banxin_scene::{Item, Paint, PathStep, Shape, Stroke};

/// Tint, box and rules of a package.
pub(crate) fn backdrop(package: &Package, own: Rect, grid: &Grid) -> Vec<Item> {
    let mut items = Vec::new();
    if package.tint > 0 {
        let tint = Paint::Gray(package.tint.min(1000));
        items.push(Item::Shape(Shape { path: ground(package, own, grid), fill: Some(tint), stroke: None }));
    }
    let edges = edges(package, own, grid, package.frame == Frame::RuleAbove);
    items.extend(frame_items(package.frame, &corners(package, own, grid), edges, own, grid.cell));
    items
}

/// Rules, box or border of a ground whose corners are `corners`, clockwise; rules run from edge to edge.
fn frame_items(
    frame: Frame,
    corners: &[Point],
    (left, right): (Length, Length),
    own: Rect,
    cell: Length,
) -> Vec<Item> {
    let fine = Length::pt(0.5);
    let rule = |y: Length, width: Length| {
        vec![Item::Shape(Shape::line(Point::new(left, y), Point::new(right, y), Paint::Black, width))]
    };
    match frame {
        Frame::None => Vec::new(),
        Frame::Box => {
            let stroke = Some(Stroke { paint: Paint::Black, width: fine, dash: Vec::new() });
            vec![Item::Shape(Shape { path: closed(corners), fill: None, stroke })]
        }
        Frame::RuleAbove => rule(cell / 3, Length::pt(2.0)),
        Frame::RuleBelow => rule(own.bottom() - cell / 2, fine),
        bordered => border(bordered, corners, cell),
    }
}

/// A frame round a ground that begins at the origin, as it stands round a package: what a list of frames shows.
#[must_use]
pub fn frame_sample(frame: Frame, size: Size, cell: Length) -> Vec<Item> {
    let own = Rect::new(Length::ZERO, Length::ZERO, size.width, size.height);
    let right = own.right();
    let corners = [
        Point::ORIGIN,
        Point::new(right, Length::ZERO),
        Point::new(right, own.bottom()),
        Point::new(Length::ZERO, own.bottom()),
    ];
    frame_items(frame, &corners, (Length::ZERO, right), own, cell)
}

/// Width and height of a cut corner, as lines are drawn round it.
fn corner(package: &Package, corner: Corner, grid: &Grid) -> (Length, Length) {
    let found = package.cuts.iter().find(|cut| cut.corner == corner);
    found.map_or((Length::ZERO, Length::ZERO), |cut| {
        (cut.width.length(grid.cell), grid.leading * i64::from(cut.lines))
    })
}

/// From where to where the top or foot of a package goes between its cut corners.
fn edges(package: &Package, own: Rect, grid: &Grid, is_top: bool) -> (Length, Length) {
    let (left, right) =
        if is_top { (Corner::TopLeft, Corner::TopRight) } else { (Corner::BottomLeft, Corner::BottomRight) };
    (corner(package, left, grid).0, own.right() - corner(package, right, grid).0)
}

/// The outline of a package's ground, clockwise from its top left.
fn ground(package: &Package, own: Rect, grid: &Grid) -> Vec<PathStep> {
    closed(&corners(package, own, grid))
}

/// A line through points and back to the first.
fn closed(points: &[Point]) -> Vec<PathStep> {
    let step = |(k, at): (usize, &Point)| if k == 0 { PathStep::Move(*at) } else { PathStep::Line(*at) };
    points.iter().enumerate().map(step).chain([PathStep::Close]).collect()
}

/// The corners of a package's ground, clockwise from its top left.
fn corners(package: &Package, own: Rect, grid: &Grid) -> Vec<Point> {
    let (right, bottom) = (own.right(), own.bottom());
    let (top_left, top_right) =
        (corner(package, Corner::TopLeft, grid), corner(package, Corner::TopRight, grid));
    let (bottom_left, bottom_right) =
        (corner(package, Corner::BottomLeft, grid), corner(package, Corner::BottomRight, grid));
    let mut points = vec![
        (Length::ZERO, top_left.1),
        (top_left.0, top_left.1),
        (top_left.0, Length::ZERO),
        (right - top_right.0, Length::ZERO),
        (right - top_right.0, top_right.1),
        (right, top_right.1),
        (right, bottom - bottom_right.1),
        (right - bottom_right.0, bottom - bottom_right.1),
        (right - bottom_right.0, bottom),
        (bottom_left.0, bottom),
        (bottom_left.0, bottom - bottom_left.1),
        (Length::ZERO, bottom - bottom_left.1),
    ];
    points.dedup();
    // Without a cut at its top left the last corner is the first one again.
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points.into_iter().map(|(x, y)| Point::new(x, y)).collect()
}
