//! Lengths, points and boxes as exact integers, equal on every machine and hashable.
//!
//! The unit is the EMU: 36,000 to the millimetre, 12,700 to the point, both exact (DESIGN §1).

mod length;
mod shapes;

pub use length::Length;
pub use shapes::{Insets, Point, Rect, Size};
