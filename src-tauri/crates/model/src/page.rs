//! A page (版面) of the edition.

use crate::{Grid, PaperSize, Plates};
use banxin_geom::Length;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who made the page, as the folio line names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Staff {
    /// Responsible editor (责任编辑).
    pub editor: String,
    /// Designer (美编).
    pub designer: String,
    /// Proof-reader (校对).
    pub proofreader: String,
}

/// Which way a guide runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// From left to right; its place is counted from the top.
    Across,
    /// From top to bottom; its place is counted from the left.
    Down,
}

/// A line that a designer draws on a page to set packages by; it is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Guide {
    /// Which way it runs.
    pub axis: Axis,
    /// Where it stands, in EMU from the trimmed page's top or left edge.
    #[ts(type = "number")]
    pub at: Length,
}

/// A page: its number, its name, its paper and its grid.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Page {
    /// Page number (版次), from 1; no two pages share one.
    pub number: u32,
    /// Page name (版名), such as 要闻.
    pub name: String,
    /// The physical page.
    pub paper: PaperSize,
    /// The grid of its type area.
    pub grid: Grid,
    /// Lines at the top of the type area that the nameplate (报头) takes; 0 on pages without one.
    #[serde(default)]
    pub nameplate_lines: u16,
    /// Who made it.
    #[serde(default)]
    pub staff: Staff,
    /// Its guides.
    #[serde(default)]
    pub guides: Vec<Guide>,
    /// The inks it is printed with.
    #[serde(default)]
    #[ts(type = "string")]
    pub plates: Plates,
}
