//! What a layout says of itself: the finished page, a report on each package, and faults.

use banxin_geom::{Length, Rect};
use banxin_model::{Id, Package, Page};
use banxin_scene::{Group, PageList};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at before press.
    Warning,
    /// Must not go to press.
    Error,
}

impl Severity {
    /// Its name, as papers and editions grade rules by it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The same sentence in the two languages of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
pub struct Sentence {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Sentence {
    /// A sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Sentence { zh: zh.into(), en: en.into() }
    }
}

/// Copy or a page that is not right yet; shown as a badge, never a failure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Fault {
    /// Short, stable name of the kind of fault.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// Number of the page it stands on.
    pub page: u32,
    /// Id of the package it concerns; empty when it concerns the page.
    pub subject: String,
    /// What is wrong, in one sentence.
    pub message: Sentence,
    /// What to do.
    pub fix: Sentence,
}

/// What a region of a package shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RegionKind {
    /// Kicker, headline and deck.
    Head,
    /// A byline across the measure.
    Byline,
    /// A text column.
    Column,
    /// A photo.
    Photo,
    /// Caption and credit of a photo.
    Caption,
}

/// A part of a package and where it lies, from the package's corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Region {
    /// What it shows.
    pub kind: RegionKind,
    /// Where it lies.
    #[ts(type = "{ x: number; y: number; width: number; height: number }")]
    pub rect: Rect,
}

/// How a package came out: what an editor reads on the block.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct Report {
    /// Left, top, width and height in millimetres from the corner of the trimmed page.
    pub box_mm: [f64; 4],
    /// Text columns.
    pub columns: u8,
    /// Height in lines of the grid.
    pub lines: i32,
    /// Measure of a column in cells.
    pub measure_cells: f64,
    /// Text that found no room (超).
    pub overset: Overset,
    /// Room that found no text (欠).
    pub underset: Underset,
    /// The line, from 0 at the package's top, after the last one each column uses.
    pub column_ends: Vec<i32>,
    /// Where head, columns and photos lie.
    pub regions: Vec<Region>,
    /// Size of the headline in EMU; 0 without one.
    #[ts(type = "number")]
    pub headline_size: Length,
    /// Resolution of each photo as placed, in pixels per inch.
    pub photo_ppi: Vec<f64>,
    /// Its part in a story that goes on over several packages.
    pub thread: Option<Thread>,
}

/// A package's part in a story that goes on over several packages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ThreadView")]
pub struct Thread {
    /// Which part it is, from 1.
    pub part: u32,
    /// How many parts there are.
    pub parts: u32,
    /// Id of the part before it.
    pub before: Option<String>,
    /// Number of the page that part stands on.
    pub before_page: Option<u32>,
    /// Id of the part after it.
    pub after: Option<String>,
    /// Number of the page that part stands on.
    pub after_page: Option<u32>,
    /// Whether none of the story's text is left for it.
    pub is_empty: bool,
}

/// Text that found no room (超).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Overset {
    /// Lines of a column.
    pub lines: i32,
    /// Characters in them.
    pub characters: i32,
}

/// Room that found no text (欠).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Underset {
    /// Lines of a column; a rest smaller than one line in each column is no fault and counts as 0.
    pub lines: i32,
}

/// A page laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLayout {
    /// The page.
    pub page: Id<Page>,
    /// Its finished form.
    pub list: PageList,
    /// How each package came out.
    pub reports: BTreeMap<Id<Package>, Report>,
    /// What is not right yet, in reading order.
    pub faults: Vec<Fault>,
    /// The lines of each package that found no room, set below it; never printed.
    pub slips: BTreeMap<Id<Package>, Group>,
}
