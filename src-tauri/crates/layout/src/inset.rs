//! Photos within the text: where they stand, and what the lines beside them lose.

use crate::columns;
use crate::composer::Composer;
use crate::package::{Input, number_of, words};
use crate::photo;
use crate::rooms::Rooms;
use crate::shape::Ground;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Photo, PhotoSlot};

/// How far an edge may lie from a column's to be taken for it, in hundredths of a cell.
const NEAR: i64 = 60;

/// Puts a photo into the text: the picture keeps to whole cells and to the edges of columns that it comes near.
pub(crate) fn stand(
    composer: &mut Composer,
    input: &Input<'_>,
    rooms: &mut Rooms,
    slot: &PhotoSlot,
    photo: &Photo,
) {
    let grid = input.grid;
    let (cell, leading) = (grid.cell, grid.leading);
    let (side, _, _) = columns::inset(input.package.frame);
    let inner = (side.length(cell), (input.package.area.width - side).length(cell));
    let column = rooms.columns.first().map_or(cell, |column| column.measure);
    let wanted = if slot.inset.width.0 > 0 { slot.inset.width.length(cell) } else { column };
    let width = wanted.clamp(cell, (inner.1 - inner.0).max(cell));
    let near = |x: Length, edge: Length| (x - edge).abs() < cell.scaled(NEAR, 100);
    let x = slot.inset.x.length(cell).clamp(inner.0, (inner.1 - width).max(inner.0));
    let left = rooms.columns.iter().map(|column| column.x).find(|edge| near(x, *edge)).unwrap_or(x);
    let ends = rooms.columns.iter().map(|column| column.x + column.measure);
    let right = ends.into_iter().find(|edge| near(x + width, *edge)).unwrap_or(x + width);
    let width = (right - left).max(cell);
    let touched = |column: &columns::Column| column.x < left + width && left < column.x + column.measure;
    let legs =
        rooms.columns.iter().zip(&rooms.legs).filter(|(column, leg)| touched(column) && leg.bottom > leg.top);
    let legs: Vec<_> = legs.map(|(_, leg)| *leg).collect();
    let Some(from) = legs.iter().map(|leg| leg.top).max() else { return };
    let until = legs.iter().map(|leg| leg.bottom).min().unwrap_or(from);
    let block = photo::set(composer, photo, slot, words(input, photo), width, grid, (until - from).max(1));
    let wanted = i32::from(slot.inset.line);
    // The lines taken are one more than the picture's own: half a line of air above it, half a line below.
    let (at, taken, lift) = if wanted <= from {
        (from, (from, from + block.lines + 1), Length::ZERO)
    } else if wanted + block.lines + 1 >= until {
        let at = (until - block.lines).max(from);
        (at, ((at - 1).max(from), until), Length::ZERO)
    } else {
        (wanted, (wanted, wanted + block.lines + 1), leading / 2)
    };
    let y = leading * i64::from(at) + lift;
    let rect = Rect::new(left, y, width, leading * i64::from(block.lines));
    let gutter = rooms.columns.windows(2).map(|pair| pair[1].x - pair[0].x - pair[0].measure).min();
    let gap = gutter.map_or(cell, |gutter| gutter.min(cell));
    if slot.outline.len() < 3 {
        let rows = (taken.1 - taken.0).max(1);
        let whole = Rect::new(
            left,
            leading * i64::from(taken.0),
            width,
            leading * i64::from(rows) - (leading - cell),
        );
        rooms.shape.take(&Ground::Box { rect: whole, gap }, taken, cell, leading);
    } else {
        let height = leading * i64::from(block.picture_lines - 1) + cell;
        let corner = |x: u16, y_part: u16| {
            Point::new(left + width.scaled(i64::from(x), 1000), y + height.scaled(i64::from(y_part), 1000))
        };
        let corners = slot.outline.iter().map(|point| corner(point.x.min(1000), point.y.min(1000))).collect();
        rooms.shape.take(&Ground::Outline { corners, gap }, taken, cell, leading);
        if block.lines > block.picture_lines {
            let top = y + leading * i64::from(block.picture_lines);
            let words = Rect::new(left, top, width, y + rect.height - top);
            rooms.shape.take(&Ground::Box { rect: words, gap }, taken, cell, leading);
        }
    }
    rooms.photos.push((number_of(input, slot), block, rect));
}
