//! Photos and heads within the text: where they stand, and what the lines beside them lose.

use crate::columns;
use crate::composer::Composer;
use crate::head::{self, HeadBlock, HeadText};
use crate::package::{Input, number_of, words};
use crate::photo;
use crate::rooms::{Rooms, byline, is_byline_across};
use crate::shape::Ground;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Cells, Inset, Photo, PhotoSlot};

/// How far an edge may lie from a column's to be taken for it, in hundredths of a cell.
const NEAR: i64 = 60;

/// The part of the columns that something within the text may stand in.
struct Berth {
    left: Length,
    width: Length,
    /// Lines that all the columns met have.
    from: i32,
    until: i32,
}

impl Berth {
    /// Where something `width` wide stands from `x` on: it keeps to the edges of columns that it comes near.
    fn find(input: &Input<'_>, rooms: &Rooms, x: Length, width: Length) -> Option<Berth> {
        let cell = input.grid.cell;
        let (side, _, _) = columns::inset(input.package.frame);
        let inner = (side.length(cell), (input.package.area.width - side).length(cell));
        let width = width.clamp(cell, (inner.1 - inner.0).max(cell));
        let near = |x: Length, edge: Length| (x - edge).abs() < cell.scaled(NEAR, 100);
        let x = x.clamp(inner.0, (inner.1 - width).max(inner.0));
        let left = rooms.columns.iter().map(|column| column.x).find(|edge| near(x, *edge)).unwrap_or(x);
        let ends = rooms.columns.iter().map(|column| column.x + column.measure);
        let right = ends.into_iter().find(|edge| near(x + width, *edge)).unwrap_or(x + width);
        let width = (right - left).max(cell);
        let touched = |column: &columns::Column| column.x < left + width && left < column.x + column.measure;
        let met = rooms.columns.iter().zip(&rooms.legs);
        let met = met.filter(|(column, leg)| touched(column) && leg.bottom > leg.top).map(|(_, leg)| leg);
        let from = met.clone().map(|leg| leg.top).max()?;
        let until = met.map(|leg| leg.bottom).min().unwrap_or(from);
        Some(Berth { left, width, from, until })
    }

    /// The line at which `lines` of them begin, the lines that they take, and how far they stand below the first one:
    /// one line more is taken than they have, half of it above them and half below.
    fn settle(&self, wanted: i32, lines: i32, leading: Length) -> (i32, (i32, i32), Length) {
        if wanted <= self.from {
            (self.from, (self.from, self.from + lines + 1), Length::ZERO)
        } else if wanted + lines + 1 >= self.until {
            let at = (self.until - lines).max(self.from);
            (at, ((at - 1).max(self.from), self.until), Length::ZERO)
        } else {
            (wanted, (wanted, wanted + lines + 1), leading / 2)
        }
    }

    /// The ground of the lines taken, down to the foot of the last one's cells.
    fn whole(&self, taken: (i32, i32), (cell, leading): (Length, Length)) -> Rect {
        let rows = (taken.1 - taken.0).max(1);
        let height = leading * i64::from(rows) - (leading - cell);
        Rect::new(self.left, leading * i64::from(taken.0), self.width, height)
    }
}

/// How far text stays off at the sides.
fn gap(rooms: &Rooms, cell: Length) -> Length {
    let gutters = rooms.columns.windows(2).map(|pair| pair[1].x - pair[0].x - pair[0].measure);
    gutters.min().map_or(cell, |gutter| gutter.min(cell))
}

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
    let column = rooms.columns.first().map_or(cell, |column| column.measure);
    let wanted = if slot.inset.width.0 > 0 { slot.inset.width.length(cell) } else { column };
    let Some(berth) = Berth::find(input, rooms, slot.inset.x.length(cell), wanted) else { return };
    let (left, width) = (berth.left, berth.width);
    let most = (berth.until - berth.from).max(1);
    let block = photo::set(composer, photo, slot, words(input, photo), width, grid, most);
    let (at, taken, lift) = berth.settle(i32::from(slot.inset.line), block.lines, leading);
    let y = leading * i64::from(at) + lift;
    let rect = Rect::new(left, y, width, leading * i64::from(block.lines));
    let gap = gap(rooms, cell);
    if slot.outline.len() < 3 {
        let rect = berth.whole(taken, (cell, leading));
        rooms.shape.take(&Ground::Box { rect, gap }, taken, cell, leading);
    } else {
        let height = leading * i64::from(block.picture_lines - 1) + cell;
        let corners = outline(slot, Rect::new(left, y, width, height));
        rooms.shape.take(&Ground::Outline { corners, gap }, taken, cell, leading);
        if block.lines > block.picture_lines {
            let top = y + leading * i64::from(block.picture_lines);
            let words = Rect::new(left, top, width, y + rect.height - top);
            rooms.shape.take(&Ground::Box { rect: words, gap }, taken, cell, leading);
        }
    }
    rooms.photos.push((number_of(input, slot), block, rect));
}

/// The corners of a photo's outline where its picture has a frame.
pub(crate) fn outline(slot: &PhotoSlot, frame: Rect) -> Vec<Point> {
    let part = |length: Length, share: u16| length.scaled(i64::from(share.min(1000)), 1000);
    let corner = |x: u16, y: u16| Point::new(frame.x + part(frame.width, x), frame.y + part(frame.height, y));
    slot.outline.iter().map(|point| corner(point.x, point.y)).collect()
}

/// A head or a byline and where it stands.
type Placed = Option<(HeadBlock, Rect)>;

/// Sets the head into the text (嵌题), whose lines go on beside it and below it; a byline that does not stand in the
/// columns stands under it.
pub(crate) fn head(composer: &mut Composer, input: &Input<'_>, rooms: &mut Rooms) -> (Placed, Placed) {
    let text = HeadText::of(input);
    let (package, grid) = (input.package, input.grid);
    let (cell, leading, spec) = (grid.cell, grid.leading, &package.head);
    let Inset { x, line, width } = spec.inset;
    let (own_x, own_width) = middle(rooms, usize::from(spec.columns), width, cell);
    let x = if x.0 > 0 { x.length(cell) } else { own_x };
    let Some(berth) = Berth::find(input, rooms, x, own_width).filter(|_| !text.is_empty()) else {
        return (None, None);
    };
    let block = head::over(composer, text, spec, &package.head_face, berth.width, grid);
    let is_across = is_byline_across(composer, input, &rooms.columns);
    let byline = is_across.then(|| byline(composer, input, berth.width, leading / 2));
    let lines = block.lines + byline.as_ref().map_or(0, |byline| byline.lines);
    let (at, taken, lift) = berth.settle(i32::from(line), lines, leading);
    let ground = Ground::Box { rect: berth.whole(taken, (cell, leading)), gap: gap(rooms, cell) };
    rooms.shape.take(&ground, taken, cell, leading);
    let band = |from: i32, lines: i32| {
        let top = leading * i64::from(at + from) + lift;
        Rect::new(berth.left, top, berth.width, leading * i64::from(lines))
    };
    let (own, below) = (band(0, block.lines), band(block.lines, lines - block.lines));
    (Some((block, own)), byline.map(|byline| (byline, below)))
}

/// Left edge and width of a head in the middle of the columns: of a width said, or over so many columns, by itself
/// all but the outer ones. A lone column keeps text on one side of it.
fn middle(rooms: &Rooms, wanted: usize, width: Cells, cell: Length) -> (Length, Length) {
    let (Some(first), Some(last)) = (rooms.columns.first(), rooms.columns.last()) else {
        return (Length::ZERO, cell);
    };
    let (count, end) = (rooms.columns.len(), last.x + last.measure);
    if width.0 > 0 {
        let width = width.length(cell);
        return (first.x + cell * (end - first.x - width).max(Length::ZERO).whole(cell * 2), width);
    }
    if count == 1 {
        return (first.x, cell * first.measure.whole(cell * 2));
    }
    let own = if wanted == 0 { count.saturating_sub(2) } else { wanted }.clamp(1, count);
    let from = (count - own) / 2;
    let (left, right) = (rooms.columns[from], rooms.columns[from + own - 1]);
    (left.x, right.x + right.measure - left.x)
}
