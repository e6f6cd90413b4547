//! Art that is no pixels: pages of PDF files, such as ads, and SVG drawings.

mod drawing;
mod facts;
mod leaf;
mod page;

pub use drawing::{Drawing, DrawnLine, DrawnShape, DrawnStep, is_drawing, know_fonts};
pub use facts::{ArtFacts, facts};
pub use leaf::{Leaf, PageBox, file_of, leaf_of};
pub use page::{ArtPage, is_pdf, page_count};

pub(crate) use drawing::{drawing_info, drawing_pixels};
pub(crate) use page::{page_info, page_pixels};

use crate::picture::{Colour, PictureFormat, PictureInfo};

/// Pixels to the inch at which art without pixels gives its size.
pub const ART_PPI: f64 = 300.0;

/// The longest side, in pixels, to which art is ever imaged.
pub(crate) const LONGEST: u32 = 12_000;

/// What is known of art of a size in points.
fn info(format: PictureFormat, (width, height): (f64, f64), colour: Colour) -> PictureInfo {
    let scale = (ART_PPI / 72.0).min(f64::from(LONGEST) / width.max(height).max(1.0));
    let side = |length: f64| (length * scale).round().clamp(1.0, f64::from(LONGEST)) as u32;
    PictureInfo {
        format,
        width: side(width),
        height: side(height),
        colour,
        orientation: 1,
        caption: None,
        credit: None,
        has_alpha: false,
        icc: false,
    }
}

/// How many pixels art is imaged with: what is enough, or its own size, within reason.
fn imaged(own: (u32, u32), enough: Option<(u32, u32)>) -> (u32, u32) {
    let (width, height) = enough.unwrap_or((own.0.min(2400), own.1.min(2400)));
    let scale = (f64::from(width) / f64::from(own.0)).max(f64::from(height) / f64::from(own.1));
    let longest = f64::from(own.0.max(own.1));
    let scale = scale.min(f64::from(LONGEST) / longest);
    let side = |length: u32| (f64::from(length) * scale).round().max(1.0) as u32;
    (side(own.0), side(own.1))
}
