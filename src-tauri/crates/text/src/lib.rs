//! A paragraph and its measures in, placed glyphs out: Chinese newspaper composition.
//!
//! The crate touches no file, clock, thread or network, and setting type cannot fail: what is wrong with a text
//! comes back beside it as faults.

mod cells;
mod class;
mod compose;
mod css_joints;
mod face_info;
mod fallback;
mod fault;
mod fit;
mod fonts;
mod forms;
mod headline;
mod hyphens;
mod joints;
mod lines;
mod measure;
mod place;
mod prepared;
mod rules;
mod runs;
mod shape;
mod spacing;
mod units;
mod vertical;
mod words;

pub use compose::{ComposeAnswer, ComposeId, ComposeRequest, compose};
pub use fault::TextFault;
pub use fonts::{Face, FaceInfo, FaceKey, FontBook, FontBytes, FontFamily, FontRefusal, FontRequest};
pub use headline::{HeadlineOptions, set_headline};
pub use lines::{Line, LineSlot, SetOptions, set_lines};
pub use place::{Orientation, PlacedGlyph, PlacedLine, PlacedRun, place};
pub use prepared::{Prepared, Span, SpanStyle};
pub use rules::{Axis, Fit, Hanging, Level, PunctuationStyle, Rules};
pub use shape::shape;
pub use words::load_dictionary;
