//! The page as the search sees it: its columns, its lines, and every way to divide a width into text columns.

use crate::GAP;
use banxin_geom::Length;
use banxin_layout::text_columns;
use banxin_model::{Area, Cells, Edition, Frame, Grid, Id, Package, Page, Story};

/// Columns of one package: how many, where they begin, how wide they are.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    /// Page columns it spans.
    pub span: u8,
    pub frame: Frame,
    /// Text columns.
    pub columns: u8,
    /// Where each begins, from the left edge of the package.
    pub starts: Vec<Length>,
    pub measure: Length,
    /// The measure in cells.
    pub cells: f32,
    /// Whether these are the page's own columns.
    pub is_own: bool,
}

impl Ruling {
    /// Width of `count` columns side by side.
    pub(crate) fn band(&self, count: usize) -> Length {
        let last = count.clamp(1, self.starts.len()) - 1;
        self.starts[last] + self.measure - self.starts[0]
    }

    /// Left edge of a column in cells.
    pub(crate) fn start_in_cells(&self, column: usize, cell: Length) -> f32 {
        self.starts.get(column).map_or(0.0, |x| x.to_emu() as f32 / cell.to_emu().max(1) as f32)
    }
}

/// A page to be filled.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub page: Id<Page>,
    pub grid: Grid,
    /// Page columns.
    pub columns: usize,
    /// First line below the nameplate and the gap under it.
    pub top: i32,
    /// Lines to be filled, each package with the gap below it: the last gap lies below the page.
    pub depth: usize,
    pub rulings: Vec<Ruling>,
}

/// Least measure of running text in cells.
const LEAST_MEASURE: i32 = 11;
/// Greatest measure of running text in cells; only the words of a photo go wider.
const GREATEST_MEASURE: f32 = 28.0;
/// Widest gutter that still looks like one, in cells.
const WIDEST_GUTTER: f32 = 2.6;

impl Sheet {
    pub(crate) fn new(edition: &Edition, page: Id<Page>) -> Option<Self> {
        let record = edition.pages.get(&page)?;
        let grid = record.grid;
        let name = i32::from(record.nameplate_lines);
        let top = if name > 0 { name + GAP } else { 0 };
        let depth = usize::try_from(i32::from(grid.lines) - top + GAP).ok()?;
        let columns = usize::from(grid.columns.columns);
        if columns == 0 || columns > crate::tables::MOST_COLUMNS || depth <= GAP as usize || depth > 200 {
            return None;
        }
        let mut sheet = Sheet { page, grid, columns, top, depth, rulings: Vec::new() };
        for span in 1..=columns as u8 {
            for frame in [Frame::None, Frame::Box] {
                for count in 1..=span + 1 {
                    sheet.rulings.extend(sheet.ruling(span, frame, count));
                }
            }
        }
        Some(sheet)
    }

    fn ruling(&self, span: u8, frame: Frame, count: u8) -> Option<Ruling> {
        let mut package = self.package(Id::new(0), 0, span, (0, 20));
        package.columns = count;
        package.frame = frame;
        let columns = text_columns(&package, &self.grid);
        let (first, second) = (*columns.first()?, columns.get(1));
        let cell = self.grid.cell.to_emu().max(1) as f32;
        let cells = first.1.to_emu() as f32 / cell;
        let gutter = second.map_or(0.0, |next| (next.0 - first.0 - first.1).to_emu() as f32 / cell);
        let own = i32::from(self.grid.columns.cells);
        let least = LEAST_MEASURE.min(own - 2).max(8) as f32;
        let is_news = cells <= GREATEST_MEASURE;
        if columns.len() != usize::from(count)
            || cells + 0.01 < least
            || gutter > WIDEST_GUTTER
            || !is_news && count > 1
        {
            return None;
        }
        Some(Ruling {
            span,
            frame,
            columns: count,
            starts: columns.iter().map(|(x, _)| *x).collect(),
            measure: first.1,
            cells,
            is_own: frame == Frame::None && count == span,
        })
    }

    /// A plain package over `span` columns from `column`, with its first line and its lines on this sheet.
    pub(crate) fn package(
        &self,
        story: Id<Story>,
        column: usize,
        span: u8,
        (line, lines): (i32, i32),
    ) -> Package {
        let area = Area {
            x: self.grid.columns.start(column as u8),
            line: self.top + line,
            width: self.grid.columns.measure(span),
            lines,
        };
        Package::plain(self.page, story, area, span)
    }

    /// Width of a span in cells.
    pub(crate) fn width_in_cells(&self, span: usize) -> f32 {
        self.grid.columns.measure(span.min(255) as u8).count() as f32
    }

    /// How many of eight equal columns a span is, so that tastes hold for every column system.
    pub(crate) fn eighths(&self, span: usize) -> usize {
        (span * 8 + self.columns / 2).checked_div(self.columns).unwrap_or(1).clamp(1, 8)
    }

    /// The columns an area touches and its lines with the gap below it, as the search counts them.
    pub(crate) fn cover(&self, area: Area) -> (usize, usize, usize, usize) {
        let touches = |column: usize| {
            let start: Cells = self.grid.columns.start(column as u8);
            let end = start + self.grid.columns.measure(1);
            area.x.0 + 2 < end.0 && start.0 + 2 < area.right().0
        };
        let first = (0..self.columns).find(|c| touches(*c)).unwrap_or(0);
        let last = (0..self.columns).rev().find(|c| touches(*c)).map_or(first, |c| c + 1);
        let clamp = |line: i32| (line - self.top).clamp(0, self.depth as i32) as usize;
        (first, last, clamp(area.line), clamp(area.end() + GAP))
    }
}
