//! Tables in the flow: fixtures, lists and notices, as rows of cells over whole cells of the grid.

use crate::composer::{Composer, Set};
use crate::dress::Words;
use crate::ink::{self, Run};
use crate::style;
use banxin_geom::{Length, Point};
use banxin_model::{CellAlign, Grid, Role, TableRules, TableSpec};
use banxin_scene::{Item, Paint, Shape};
use banxin_text::{Line, Rules};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Fewest cells a table's column may have.
const LEAST: i32 = 2;

/// A cell of a table, set.
struct Cell {
    set: Set,
    lines: Arc<Vec<Line>>,
    align: CellAlign,
}

/// A row of a table, set over a measure.
pub(crate) struct Row {
    cells: Vec<Cell>,
    /// Edges of its columns, from the left of the text column.
    edges: Vec<Length>,
    rules: TableRules,
    /// Lines it takes.
    pub lines: i32,
    pub is_head: bool,
    is_first: bool,
    is_last_head: bool,
    pub is_last: bool,
    /// The header rows to stand over it again where it begins a column.
    pub heads: Vec<Arc<Row>>,
}

impl Row {
    /// Lines of the header that stands over it again at the top of a column.
    pub(crate) fn head_lines(&self) -> i32 {
        self.heads.iter().map(|head| head.lines).sum()
    }

    /// Whether the table begins with it.
    pub(crate) fn begins(&self) -> bool {
        self.is_first
    }

    /// What was shaped for it, a cell each.
    pub(crate) fn sets(&self) -> impl Iterator<Item = &Set> {
        self.cells.iter().map(|cell| &cell.set)
    }

    /// Draws it with its first line at `top`, its left edge at `x`.
    pub(crate) fn paint(&self, items: &mut Vec<Item>, x: Length, top: Length, grid: &Grid) {
        let (cell, leading) = (grid.cell, grid.leading);
        let size = style::table(cell, self.is_head).size;
        for (place, own) in
            self.cells.iter().zip(self.edges.windows(2)).map(|(place, pair)| (place, (pair[0], pair[1])))
        {
            for (k, line) in place.lines.iter().enumerate() {
                let room = own.1 - own.0;
                let shift = match place.align {
                    CellAlign::Left => cell / 2,
                    CellAlign::Centre => (room - line.width) / 2,
                    CellAlign::Right => room - cell / 2 - line.width,
                };
                let baseline = ink::baseline(top + leading * k as i64, cell, size);
                let start = Point::new(x + own.0 + shift, baseline);
                ink::line(items, &place.set.prepared, line, start, Run::Across, &Paint::Black);
            }
        }
        self.rule(items, x, top, grid);
    }

    /// The rules over, under and beside it; they stand half way between two lines.
    fn rule(&self, items: &mut Vec<Item>, x: Length, top: Length, grid: &Grid) {
        if self.rules == TableRules::None {
            return;
        }
        let gap = grid.leading - grid.cell;
        let (above, below) = (top - gap / 2, top + grid.leading * i64::from(self.lines) - gap / 2);
        let width = self.edges.last().copied().unwrap_or(Length::ZERO);
        let mut across = |y: Length, weight: f64| {
            let (from, to) = (Point::new(x, y), Point::new(x + width, y));
            items.push(Item::Shape(Shape::line(from, to, Paint::Black, Length::pt(weight))));
        };
        let (fine, bold) = (0.25, 0.75);
        if self.is_first {
            across(above, bold);
        }
        if self.is_last_head || self.is_last {
            across(below, if self.is_last { bold } else { 0.5 });
        } else if self.rules != TableRules::Heads {
            across(below, fine);
        }
        if self.rules == TableRules::Grid {
            for edge in &self.edges {
                let (from, to) = (Point::new(x + *edge, above), Point::new(x + *edge, below));
                items.push(Item::Shape(Shape::line(from, to, Paint::Black, Length::pt(fine))));
            }
        }
    }
}

/// Every table row of a story, set over a measure, by its place among the story's parts.
pub(crate) fn rows(
    composer: &mut Composer,
    parts: &[(Role, Words<'_>)],
    spec: &TableSpec,
    measure: Length,
    grid: &Grid,
) -> BTreeMap<usize, Arc<Row>> {
    let mut rows = BTreeMap::new();
    let is_row = |part: usize| parts.get(part).is_some_and(|(role, _)| role.is_table());
    let mut part = 0;
    while part < parts.len() {
        if !is_row(part) {
            part += 1;
            continue;
        }
        let end = (part..parts.len()).find(|at| !is_row(*at)).unwrap_or(parts.len());
        table(composer, parts, part..end, spec, measure, grid, &mut rows);
        part = end;
    }
    rows
}

fn table(
    composer: &mut Composer,
    parts: &[(Role, Words<'_>)],
    own: Range<usize>,
    spec: &TableSpec,
    measure: Length,
    grid: &Grid,
    rows: &mut BTreeMap<usize, Arc<Row>>,
) {
    let cell = grid.cell;
    let rules = Rules { justify: false, cjk_latin_gap_permille: 125, ..Rules::default() };
    let mut sets: Vec<Vec<Set>> = Vec::new();
    for (role, words) in &parts[own.clone()] {
        let font = style::table(cell, *role == Role::TableHead);
        sets.push(
            words
                .text
                .split('\t')
                .map(|text| composer.shape(text.trim(), &font, &words.rules(&rules)))
                .collect(),
        );
    }
    let count = sets.iter().map(Vec::len).max().unwrap_or(0).max(spec.columns.len());
    let mut natural = vec![Length::ZERO; count];
    for set in sets.iter().flat_map(|row| row.iter().enumerate()) {
        natural[set.0] = natural[set.0].max(set.1.prepared.natural_width());
    }
    let widths = widths(&natural, spec, measure, cell);
    let mut edges = vec![Length::ZERO];
    for width in &widths {
        edges.push(edges.last().copied().unwrap_or(Length::ZERO) + cell * i64::from(*width));
    }
    let head_count = parts[own.clone()].iter().take_while(|(role, _)| *role == Role::TableHead).count();
    let (first, last) = (own.start, own.end - 1);
    let mut heads: Vec<Arc<Row>> = Vec::new();
    for (part, sets) in own.zip(sets) {
        let is_head = part < first + head_count;
        let mut cells = Vec::new();
        for (k, set) in sets.into_iter().enumerate() {
            let room = (edges[k + 1] - edges[k] - cell).max(cell);
            let lines = composer.lines(&set, room, Length::ZERO);
            let align = spec.columns.get(k).map_or(CellAlign::Left, |column| column.align);
            cells.push(Cell { set, lines, align });
        }
        let lines = cells.iter().map(|cell| cell.lines.len() as i32).max().unwrap_or(1).max(1);
        let row = Arc::new(Row {
            cells,
            edges: edges.clone(),
            rules: spec.rules,
            lines,
            is_head,
            is_first: part == first,
            is_last_head: part + 1 == first + head_count,
            is_last: part == last,
            heads: if is_head { Vec::new() } else { heads.clone() },
        });
        if is_head {
            heads.push(Arc::clone(&row));
        }
        rows.insert(part, row);
    }
}

/// Width of each column in cells: as said, or as its words want; together no wider than the measure, and as wide
/// where any column is left to its words.
fn widths(natural: &[Length], spec: &TableSpec, measure: Length, cell: Length) -> Vec<i32> {
    let said = |k: usize| spec.columns.get(k).map_or(0, |column| i32::from(column.cells));
    let mut widths: Vec<i32> = natural
        .iter()
        .enumerate()
        .map(|(k, width)| {
            // Half a cell of air at each side.
            let wanted = (*width + cell + cell - Length::emu(1)).whole(cell) as i32;
            if said(k) > 0 { said(k).max(LEAST) } else { wanted.max(LEAST) }
        })
        .collect();
    let room = measure.whole(cell) as i32;
    let free: Vec<usize> = (0..widths.len()).filter(|k| said(*k) == 0).collect();
    while widths.iter().sum::<i32>() > room {
        // The widest gives way, those left to their words first.
        let all: Vec<usize> = (0..widths.len()).collect();
        let can =
            |among: &[usize]| among.iter().copied().filter(|k| widths[*k] > LEAST).max_by_key(|k| widths[*k]);
        let Some(widest) = can(&free).or_else(|| can(&all)) else { break };
        widths[widest] -= 1;
    }
    let mut spare = room - widths.iter().sum::<i32>();
    while spare > 0 && !free.is_empty() {
        for k in free.iter().take(spare as usize) {
            widths[*k] += 1;
        }
        spare -= free.len() as i32;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::widths;
    use banxin_geom::Length;
    use banxin_model::{CellAlign, TableColumn, TableSpec};

    fn cells(natural: &[f64], said: &[u8], measure: f64) -> Vec<i32> {
        let natural: Vec<Length> = natural.iter().map(|cells| Length::pt(9.0 * cells)).collect();
        let columns =
            said.iter().map(|cells| TableColumn { cells: *cells, align: CellAlign::Left }).collect();
        let spec = TableSpec { columns, ..TableSpec::default() };
        widths(&natural, &spec, Length::pt(9.0 * measure), Length::pt(9.0))
    }

    #[test]
    fn columns_take_what_their_words_need_and_share_the_rest() {
        assert_eq!(cells(&[4.0, 6.0], &[], 12.0), [5, 7]);
        assert_eq!(cells(&[4.0, 6.0], &[], 17.0), [8, 9]);
        assert_eq!(cells(&[4.0, 30.0], &[], 20.0), [5, 15]);
        assert_eq!(cells(&[4.0, 6.0], &[6, 6], 20.0), [6, 6]);
        assert_eq!(cells(&[4.0, 6.0, 3.0], &[6], 20.0), [6, 9, 5]);
        assert_eq!(cells(&[9.0; 5], &[], 8.0), [2; 5]);
    }
}
