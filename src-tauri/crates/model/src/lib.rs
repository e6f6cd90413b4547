//! The records of an edition, their diffs and their invariants: plain data, no behaviour beyond arithmetic.
//!
//! A record is stored once and linked from one end only (package → page and story, paragraph → story,
//! photo → story); [`Index`] gives the other end. A change is always a [`Diff`]: before and after of each
//! record touched, so that undo is reading it backwards.

mod check;
mod diff;
mod edition;
mod free;
mod grid;
mod id;
mod index;
mod package;
mod page;
mod paper;
mod plates;
mod records;
mod role;
mod style;

pub use check::{Broken, check};
pub use diff::{Change, Diff, Stale};
pub use edition::{Edition, Kind, RecordRef, Row, Table, UnreadableRecord};
pub use free::{FreeForm, FreeFrame, FreeKind, LineSpec, LineStyle, RuleWay, TextAlign, TextStand};
pub use grid::{Area, Cells, ColumnSystem, Grid};
pub use id::Id;
pub use index::Index;
pub use package::{
    BylinePlace, Corner, Crop, Cut, Direction, Frame, HeadPlace, HeadSpec, Inset, OutlinePoint, Package,
    PhotoPlace, PhotoSlot, Remainder, Turn,
};
pub use page::{Axis, Guide, Page, Staff};
pub use paper::{PaperPreset, PaperSize};
pub use plates::Plates;
pub use records::{
    CellAlign, Date, EditionInfo, OutputProfile, Paragraph, Pass, Photo, PhotoColour, Story, StoryKind,
    TableColumn, TableRules, TableSpec, Typography,
};
pub use role::Role;
pub use style::{CharStyle, Ink, Opening, StyleSpan, TypeStyle};
