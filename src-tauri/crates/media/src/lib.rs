//! What a picture is: size, colour, orientation, caption, and its pixels as they were stored.
//!
//! Files arrive from strangers, so nothing in them is believed before it is measured: every size is
//! checked before it is used, and every refusal says in one sentence what to do.

mod art;
mod contour;
mod digest;
mod failure;
mod inspect;
mod iptc;
mod jpeg;
mod picture;
mod pixels;
mod png;
mod psd;
mod tiff_ink;

pub use art::{
    ART_PPI, ArtFacts, ArtPage, Drawing, DrawnLine, DrawnShape, DrawnStep, Leaf, PageBox, facts, file_of,
    is_drawing, is_pdf, know_fonts, leaf_of, page_count,
};
pub use contour::{MOST_CORNERS, contour};
pub use digest::sha256_hex;
pub use failure::MediaFailure;
pub use inspect::{MAX_PIXELS, inspect, inspect_leaf};
pub use jpeg::{JpegHead, read_jpeg_head};
pub use picture::{Colour, PictureFormat, PictureInfo};
pub use pixels::{Pixels, decode, decode_leaf};
