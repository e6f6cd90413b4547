//! Page presets: what a plant prints and how the house divides it.

use crate::{Cells, ColumnSystem, Grid};
use banxin_geom::{Length, Rect, Size};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The physical page: trimmed size, where the type area lies, how far ink may run over the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct PaperSize {
    /// Trimmed width, in EMU.
    #[ts(type = "number")]
    pub width: Length,
    /// Trimmed height, in EMU.
    #[ts(type = "number")]
    pub height: Length,
    /// From the left trimmed edge to the type area, in EMU.
    #[ts(type = "number")]
    pub left: Length,
    /// From the top trimmed edge to the type area, in EMU; the folio stands above the type area.
    #[ts(type = "number")]
    pub top: Length,
    /// Bleed over each trimmed edge, in EMU; zero where the press allows none.
    #[ts(type = "number")]
    pub bleed: Length,
}

impl PaperSize {
    /// The trimmed size.
    pub fn trim(&self) -> Size {
        Size::new(self.width, self.height)
    }

    /// The type area on the trimmed page.
    pub fn type_area(&self, grid: &Grid) -> Rect {
        Rect::new(self.left, self.top, grid.width(), grid.height())
    }
}

/// A named page preset as it is written in `assets/papers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaperPreset {
    /// Name on the command line, such as `broadsheet-cn`.
    pub id: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// Trimmed width and height in micrometres.
    pub trim_um: [i64; 2],
    /// Left and top edge of the type area in micrometres.
    pub type_area_um: [i64; 2],
    /// Bleed in micrometres.
    pub bleed_um: i64,
    /// Body size in hundredths of a point.
    pub body_size: i64,
    /// Leading in hundredths of a point.
    pub leading: i64,
    /// Cells across the type area.
    pub cells: u16,
    /// Lines down the type area.
    pub lines: u16,
    /// The column systems that fill the type area, the usual one first.
    pub columns: Vec<ColumnSystem>,
    /// The most ink in one place, in percent of one full ink; 0 for the usual 240.
    #[serde(default)]
    pub ink_limit: u16,
    /// Spot inks booked on the press, by name.
    #[serde(default)]
    pub spots: Vec<String>,
    /// How grave this paper takes a rule of preflight: `off`, `info`, `warning` or `error`, by the rule's name.
    #[serde(default)]
    pub checks: BTreeMap<String, String>,
}

impl PaperPreset {
    /// The physical page of this preset.
    pub fn size(&self) -> PaperSize {
        let um = |value: i64| Length::emu(value.saturating_mul(Length::PER_MM / 1000));
        PaperSize {
            width: um(self.trim_um[0]),
            height: um(self.trim_um[1]),
            left: um(self.type_area_um[0]),
            top: um(self.type_area_um[1]),
            bleed: um(self.bleed_um),
        }
    }

    /// The grid of this preset with its usual column system.
    pub fn grid(&self) -> Grid {
        let columns = self.columns.first().copied().unwrap_or(ColumnSystem {
            columns: 1,
            cells: u8::try_from(self.cells).unwrap_or(u8::MAX),
            gutter: Cells::whole(1),
        });
        let hundredths = |value: i64| Length::emu(value.saturating_mul(Length::PER_PT / 100));
        Grid {
            cell: hundredths(self.body_size),
            leading: hundredths(self.leading),
            cells: self.cells,
            lines: self.lines,
            columns,
        }
    }
}
