//! The cell grid: across in cells (字) of one body em, down in lines (行) of the baseline grid.

use banxin_geom::{Length, Rect};
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};
use ts_rs::TS;

/// A width in thousandths of a cell, so that gutters of 1.5 or 1.8 cells are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Cells(pub i32);

impl Cells {
    /// A whole number of cells.
    pub const fn whole(cells: i32) -> Self {
        Cells(cells.saturating_mul(1000))
    }

    /// This width as a number of cells, with its fraction.
    pub fn count(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// This width as a length, for a cell of `cell`.
    pub fn length(self, cell: Length) -> Length {
        cell.scaled(i64::from(self.0), 1000)
    }
}

impl Add for Cells {
    type Output = Cells;
    fn add(self, other: Cells) -> Cells {
        Cells(self.0.saturating_add(other.0))
    }
}

impl Sub for Cells {
    type Output = Cells;
    fn sub(self, other: Cells) -> Cells {
        Cells(self.0.saturating_sub(other.0))
    }
}

/// How the type area is divided into columns: 8 × 13 cells with gutters of one cell make 111.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct ColumnSystem {
    /// Number of columns.
    pub columns: u8,
    /// Width of a column, a whole number of cells.
    pub cells: u8,
    /// Width of a gutter.
    pub gutter: Cells,
}

impl ColumnSystem {
    /// Width of `span` columns with the gutters between them.
    pub fn measure(self, span: u8) -> Cells {
        let span = i32::from(span.max(1));
        Cells(span * i32::from(self.cells) * 1000 + (span - 1) * self.gutter.0)
    }

    /// Where column `index` (from 0) begins, from the left edge of the type area.
    pub fn start(self, index: u8) -> Cells {
        Cells(i32::from(index) * (i32::from(self.cells) * 1000 + self.gutter.0))
    }

    /// How many columns a width spans, when its measure is that of whole columns.
    pub fn span_of(self, width: Cells) -> Option<u8> {
        (1..=self.columns).find(|&span| (self.measure(span).0 - width.0).abs() <= 2)
    }
}

/// The grid of a page: what a cell and a line measure, and how many make the type area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Grid {
    /// Body em: the side of a cell, in EMU.
    #[ts(type = "number")]
    pub cell: Length,
    /// Distance from baseline to baseline, in EMU.
    #[ts(type = "number")]
    pub leading: Length,
    /// Cells across the type area.
    pub cells: u16,
    /// Lines down the type area.
    pub lines: u16,
    /// How the type area is divided.
    pub columns: ColumnSystem,
}

impl Grid {
    /// Width of the type area.
    pub fn width(&self) -> Length {
        self.cell * i64::from(self.cells)
    }

    /// Height of the type area, from the top of the first line's cell to the foot of the last one's.
    pub fn height(&self) -> Length {
        self.leading * (i64::from(self.lines) - 1).max(0) + self.cell
    }

    /// Where a grid area lies, from the corner of the type area; it ends at the foot of its last line's cell.
    pub fn place(&self, area: Area) -> Rect {
        Rect::new(
            area.x.length(self.cell),
            self.leading * i64::from(area.line),
            area.width.length(self.cell),
            self.leading * (i64::from(area.lines) - 1).max(0) + self.cell,
        )
    }
}

/// A rectangle on the grid: the unit in which everything on a page is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
pub struct Area {
    /// Left edge, from the left of the type area.
    pub x: Cells,
    /// First line, from 0 at the top of the type area.
    pub line: i32,
    /// Width.
    pub width: Cells,
    /// Height in lines.
    pub lines: i32,
}

impl Area {
    /// The right edge.
    pub fn right(self) -> Cells {
        self.x + self.width
    }

    /// The line after the last one.
    pub fn end(self) -> i32 {
        self.line.saturating_add(self.lines)
    }

    /// Whether the two share any cell.
    pub fn overlaps(self, other: Area) -> bool {
        self.x < other.right() && other.x < self.right() && self.line < other.end() && other.line < self.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Cells, ColumnSystem, Grid};
    use banxin_geom::Length;

    const SYSTEMS: [(u8, u8, i32); 5] =
        [(8, 13, 1000), (7, 15, 1000), (6, 17, 1800), (5, 21, 1500), (4, 27, 1000)];

    #[test]
    fn every_broadsheet_column_system_fills_111_cells() {
        for (columns, cells, gutter) in SYSTEMS {
            let system = ColumnSystem { columns, cells, gutter: Cells(gutter) };
            assert_eq!(system.measure(columns), Cells::whole(111), "{columns} columns");
            assert_eq!(system.span_of(Cells::whole(111)), Some(columns));
        }
    }

    #[test]
    fn an_area_lies_on_the_baseline_grid() {
        let grid = Grid {
            cell: Length::pt(9.0),
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) },
        };
        let area = Area { x: grid.columns.start(2), line: 10, width: grid.columns.measure(2), lines: 20 };
        let rect = grid.place(area);
        assert_eq!(rect.x, Length::pt(9.0 * 28.0));
        assert_eq!(rect.width, Length::pt(9.0 * 27.0));
        assert_eq!(rect.y, Length::pt(125.0));
        assert_eq!(rect.height, Length::pt(12.5 * 19.0 + 9.0));
        assert!((grid.width().to_mm() - 352.4).abs() < 0.1);
    }
}
