//! A page (版面) of the edition.

use crate::{Grid, PaperSize};
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
}
