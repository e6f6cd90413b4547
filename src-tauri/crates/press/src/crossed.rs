//! The crossed grey box that stands for a photo which has not come.

use banxin_geom::{Length, Point, Rect};
use banxin_scene::{Paint, Shape};

/// The shapes of a crossed box over `frame`.
pub(crate) fn crossed_box(frame: Rect) -> [Shape; 4] {
    let ink = Paint::Gray(500);
    let width = Length::pt(1.0);
    let corner = |x, y| Point::new(x, y);
    [
        Shape::filled(frame, Paint::Gray(200)),
        Shape::framed(frame, ink.clone(), width),
        Shape::line(frame.origin(), corner(frame.right(), frame.bottom()), ink.clone(), width),
        Shape::line(corner(frame.x, frame.bottom()), corner(frame.right(), frame.y), ink, width),
    ]
}
