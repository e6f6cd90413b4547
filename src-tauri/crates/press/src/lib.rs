//! The display list as a PDF that a plant takes without a call back: PDF/X-4 and PDF/X-1a:2003.
//!
//! printpdf writes the objects and the content, glyph by glyph where the list puts them; what the
//! standards ask beyond that (boxes, output intent, metadata, widths and text of every glyph) is set
//! in `finish`. All colour leaves as ink: text and rules as the list says, photos through the
//! profile of the paper.

mod art;
mod blocks;
mod content;
mod crossed;
mod cut;
mod export;
mod faces;
mod finish;
mod huffman;
mod ink_jpeg;
mod keep;
mod link;
mod marks;
mod names;
mod options;
mod photo;
mod preflight;
mod proof;
mod read_back;
mod resample;
mod route;
mod separation;
mod sheet;
mod text;
mod xmp;

pub use export::{export, export_keeping};
pub use keep::Keep;
pub use options::{Exported, Imaged, PressFailure, PressNote, PressOptions, Progress, Standard, Unfit};
pub use preflight::{Checked, Looked, RULES, Rule, preflight, rule};
pub use proof::SoftProof;
pub use read_back::{ReadBack, ReadPage, read_back};
pub use separation::Separator;
