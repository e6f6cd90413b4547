//! What stands behind and round a package: tint, box and rules, along its cut corners too.

use crate::border::border;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Corner, Frame, Grid, Package};
use banxin_scene::{Item, Paint, PathStep, Shape, Stroke};

/// Tint, box and rules of a package.
pub(crate) fn backdrop(package: &Package, own: Rect, grid: &Grid) -> Vec<Item> {
    let mut items = Vec::new();
    if package.tint > 0 {
        let tint = Paint::Gray(package.tint.min(1000));
        items.push(Item::Shape(Shape { path: ground(package, own, grid), fill: Some(tint), stroke: None }));
    }
    let fine = Length::pt(0.5);
    let (left, right) = edges(package, own, grid, package.frame == Frame::RuleAbove);
    let rule = |y: Length, width: Length| {
        Item::Shape(Shape::line(Point::new(left, y), Point::new(right, y), Paint::Black, width))
    };
    match package.frame {
        Frame::None => {}
        Frame::Box => {
            let stroke = Stroke { paint: Paint::Black, width: fine, dash: Vec::new() };
            items.push(Item::Shape(Shape {
                path: ground(package, own, grid),
                fill: None,
                stroke: Some(stroke),
            }));
        }
        Frame::RuleAbove => items.push(rule(grid.cell / 3, Length::pt(2.0))),
        Frame::RuleBelow => items.push(rule(own.bottom() - grid.cell / 2, fine)),
        bordered => items.extend(border(bordered, &corners(package, own, grid), grid.cell)),
    }
    items
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
    let step = |(k, at): (usize, Point)| if k == 0 { PathStep::Move(at) } else { PathStep::Line(at) };
    corners(package, own, grid).into_iter().enumerate().map(step).chain([PathStep::Close]).collect()
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
