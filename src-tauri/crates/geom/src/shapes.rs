//! Points, sizes and boxes on a page; x grows to the right, y grows downwards.

use crate::Length;
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// A point, measured from the top left corner of whatever it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Length,
    /// Distance from the top edge.
    pub y: Length,
}

impl Point {
    /// The corner everything is measured from.
    pub const ORIGIN: Point = Point { x: Length::ZERO, y: Length::ZERO };

    /// A point at `x`, `y`.
    pub const fn new(x: Length, y: Length) -> Self {
        Point { x, y }
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Size {
    /// Extent from left to right.
    pub width: Length,
    /// Extent from top to bottom.
    pub height: Length,
}

impl Size {
    /// A size of `width` by `height`.
    pub const fn new(width: Length, height: Length) -> Self {
        Size { width, height }
    }
}

/// An upright box: its top left corner and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Extent from left to right, never negative in a valid box.
    pub width: Length,
    /// Extent from top to bottom, never negative in a valid box.
    pub height: Length,
}

impl Rect {
    /// A box with its top left corner at `x`, `y`.
    pub const fn new(x: Length, y: Length, width: Length, height: Length) -> Self {
        Rect { x, y, width, height }
    }

    /// A box of `size` at `origin`.
    pub const fn at(origin: Point, size: Size) -> Self {
        Rect::new(origin.x, origin.y, size.width, size.height)
    }

    /// The top left corner.
    pub const fn origin(self) -> Point {
        Point::new(self.x, self.y)
    }

    /// Width and height.
    pub const fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// The right edge.
    pub fn right(self) -> Length {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Length {
        self.y + self.height
    }

    /// Whether there is nothing inside.
    pub fn is_empty(self) -> bool {
        self.width <= Length::ZERO || self.height <= Length::ZERO
    }

    /// Whether the point lies inside; the right and bottom edges lie outside.
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x && point.x < self.right() && point.y >= self.y && point.y < self.bottom()
    }

    /// Whether the two boxes share any area.
    pub fn overlaps(self, other: Rect) -> bool {
        !self.is_empty()
            && !other.is_empty()
            && self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// The smallest box round both; an empty box adds nothing.
    pub fn union(self, other: Rect) -> Rect {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// The area both share, empty when they share none.
    pub fn intersection(self, other: Rect) -> Rect {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let width = (self.right().min(other.right()) - x).max(Length::ZERO);
        let height = (self.bottom().min(other.bottom()) - y).max(Length::ZERO);
        Rect::new(x, y, width, height)
    }

    /// The box with its edges moved inwards by `insets`.
    pub fn inset(self, insets: Insets) -> Rect {
        Rect::new(
            self.x + insets.left,
            self.y + insets.top,
            (self.width - insets.left - insets.right).max(Length::ZERO),
            (self.height - insets.top - insets.bottom).max(Length::ZERO),
        )
    }

    /// The same box moved by `offset`.
    pub fn moved(self, offset: Point) -> Rect {
        Rect::new(self.x + offset.x, self.y + offset.y, self.width, self.height)
    }
}

/// Distances from the four edges of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Insets {
    /// From the top edge.
    pub top: Length,
    /// From the right edge.
    pub right: Length,
    /// From the bottom edge.
    pub bottom: Length,
    /// From the left edge.
    pub left: Length,
}

impl Insets {
    /// The same distance on all four edges.
    pub const fn all(distance: Length) -> Self {
        Insets { top: distance, right: distance, bottom: distance, left: distance }
    }
}

#[cfg(test)]
mod tests {
    use super::{Insets, Point, Rect};
    use crate::Length;

    fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
        Rect::new(Length::emu(x), Length::emu(y), Length::emu(width), Length::emu(height))
    }

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        assert!(!rect(0, 0, 10, 10).overlaps(rect(10, 0, 10, 10)));
        assert!(rect(0, 0, 11, 10).overlaps(rect(10, 9, 10, 10)));
        assert!(rect(0, 0, 10, 10).intersection(rect(10, 0, 5, 5)).is_empty());
    }

    #[test]
    fn a_union_holds_both_and_an_inset_never_turns_over() {
        assert_eq!(rect(0, 0, 2, 2).union(rect(5, 6, 1, 1)), rect(0, 0, 6, 7));
        assert!(rect(0, 0, 3, 3).inset(Insets::all(Length::emu(9))).is_empty());
        assert!(rect(0, 0, 3, 3).contains(Point::new(Length::emu(2), Length::emu(0))));
    }
}
