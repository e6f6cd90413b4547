//! The lines that found no room, set on a slip of paper below their package: never printed, read by whoever cuts.

use crate::columns::Column;
use crate::copy::Paragraph;
use crate::finish::paint_unit;
use crate::flow::Unit;
use banxin_geom::Rect;
use banxin_model::Grid;
use banxin_scene::{Item, Paint, Shape};

/// What found no room, from the corner of its package.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slip {
    pub paper: Rect,
    pub items: Vec<Item>,
}

/// Sets what found no room below the package, in its last column.
pub(crate) fn slip(
    paragraphs: &[Paragraph],
    units: &[Unit],
    of_unit: &[(usize, usize)],
    columns: &[Column],
    depth: i32,
    grid: &Grid,
) -> Option<Slip> {
    let column = columns.last().filter(|_| !units.is_empty())?;
    let lines: i32 = units.iter().map(|unit| unit.lines + unit.air).sum();
    let pad = grid.cell / 2;
    let top = grid.leading * i64::from(depth + 1);
    let height = grid.leading * i64::from(lines - 1) + grid.cell;
    let paper = Rect::new(column.x - pad, top - pad, column.measure + pad * 2, height + pad * 2);
    let mut items = vec![Item::Shape(Shape::filled(paper, Paint::Cmyk([0; 4])))];
    let mut at = depth + 1;
    for (unit, from) in units.iter().zip(of_unit) {
        at += unit.air;
        paint_unit(&mut items, paragraphs, *from, *column, at, grid);
        at += unit.lines;
    }
    Some(Slip { paper, items })
}
