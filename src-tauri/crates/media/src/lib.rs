//! What a picture is: size, colour, orientation, caption. Reads heads and structure, never pixels.
//!
//! Files arrive from strangers, so nothing in them is believed before it is measured: every size is
//! checked before it is used, and every refusal says in one sentence what to do.

mod digest;
mod failure;
mod inspect;
mod iptc;
mod jpeg;
mod picture;
mod png;

pub use digest::sha256_hex;
pub use failure::MediaFailure;
pub use inspect::{MAX_PIXELS, inspect};
pub use jpeg::{JpegHead, read_jpeg_head};
pub use picture::{Colour, PictureFormat, PictureInfo};
