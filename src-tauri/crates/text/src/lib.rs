//! A paragraph and its measures in, placed glyphs out: Chinese newspaper composition.
//!
//! The work goes in three steps. [`shape`] turns text and spans into a [`Prepared`] paragraph once, whatever the
//! measure: glyphs, cells of marks, where lines may break, and running sums. [`set_lines`] chooses the lines for any
//! sequence of measures, all of them together. [`place`] gives the glyphs of one line their places, which add up to
//! the measure to the last unit. [`set_headline`] breaks a head by sense instead.
//!
//! What it will never do: touch a file, clock, thread or network; know of columns, frames or pages; choose sizes or
//! styles; fail. What is wrong with a text comes back beside it as faults.

mod cells;
mod class;
mod compose;
mod cost;
mod css_joints;
mod face_info;
mod fallback;
mod fault;
mod fit;
mod floor;
mod fonts;
mod forms;
mod headline;
mod hyphens;
mod joints;
mod lines;
mod measure;
mod place;
mod prepared;
mod ruby;
mod rules;
mod runs;
mod shape;
mod spacing;
mod units;
mod vertical;
mod words;

pub use compose::{ComposeAnswer, ComposeId, ComposeRequest, compose};
pub use face_info::{FoundFace, faces_in};
pub use fault::TextFault;
pub use floor::{DenseTable, shape_alone};
pub use fonts::{Face, FaceInfo, FaceKey, FontBook, FontBytes, FontFamily, FontRefusal, FontRequest};
pub use headline::{HeadlineOptions, reads_well, set_headline};
pub use lines::{Line, LineSlot, SetOptions, set_lines};
pub use place::{
    Orientation, PlacedDot, PlacedGlyph, PlacedLine, PlacedRuby, PlacedRun, PlacedUnderline, place,
};
pub use prepared::{Prepared, Span, SpanStyle};
pub use rules::{Axis, Fit, Hanging, Level, PunctuationStyle, Rules};
pub use shape::shape;
pub use words::load_dictionary;
