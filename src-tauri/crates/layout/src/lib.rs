//! An edition in, display lists and faults out: nothing here fails, touches a file or reads a clock.
//!
//! A package is laid out from its own corner in whole lines of the page's grid, so that moving it changes nothing
//! inside; what has been laid out before is remembered by [`Composer`].

mod backdrop;
mod bands;
mod border;
mod carets;
mod columns;
mod composer;
mod copy;
mod dress;
mod finish;
mod flow;
mod free;
mod furniture;
mod head;
mod ink;
mod inset;
mod measure;
mod motif;
mod opening;
mod package;
mod page;
mod photo;
mod plates;
mod pour;
mod report;
mod rooms;
mod shape;
mod sheet;
mod slip;
mod stroke;
mod style;
mod table;
mod thread;
mod turned;
mod upright;
mod way;

pub use backdrop::frame_sample;
pub use carets::{Stop, TextLine, text_lines};
pub use composer::Composer;
pub use flow::End;
pub use measure::{
    Beginning, Galley, Gauge, HeadDepth, Outcome, PhotoDepth, frame_inset, measure_package, measure_part,
    text_columns, usual_sizes,
};
pub use page::{fitting_lines, lay_out_page};
pub use report::{
    Fault, Overset, PageLayout, Region, RegionKind, Report, Sentence, Severity, Thread, Underset,
};
pub use style::named_family;
