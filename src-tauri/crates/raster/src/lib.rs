//! The display list as pixels: thumbnails, proofs and the picture that tests compare with the PDF.
//!
//! Paints what the list says and lays nothing out. Ink becomes light in one place, `ink`.

mod ink;
mod outlines;
mod paint;
mod picture;
mod plate;
mod png;
mod resample;

pub use ink::screen_colour;
pub use outlines::outlines;
pub use paint::{RasterFailure, RenderNote, RenderOptions, Rendering, render};
pub use plate::{PhotoInks, Plate, Separations, render_plate, render_total_ink, separate, spot_inks};
pub use png::to_png;
