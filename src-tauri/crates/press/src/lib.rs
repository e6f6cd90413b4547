//! The display list as a PDF that a plant takes without a call back: PDF/X-4 and PDF/X-1a:2003.
//!
//! printpdf writes the objects and the content, glyph by glyph where the list puts them; what the
//! standards ask beyond that (boxes, output intent, metadata, widths and text of every glyph) is set
//! in `finish`. All colour leaves as ink: text and rules as the list says, photos through the
//! profile of the paper.

mod content;
mod crossed;
mod export;
mod faces;
mod finish;
mod names;
mod options;
mod photo;
mod read_back;
mod separation;
mod text;
mod xmp;

pub use export::export;
pub use options::{Exported, PressFailure, PressNote, PressOptions, Progress, Standard};
pub use read_back::{ReadBack, ReadPage, read_back};
pub use separation::Separator;
