//! What stands in the way of lines that run down: photos within them and cut corners, laid on their side as the tiers
//! are, so that text gives way to them as it does across; and tables, which stay across (横表) at the foot.

use crate::composer::Composer;
use crate::head::HeadBlock;
use crate::inset;
use crate::package::{Input, number_of, words};
use crate::photo;
use crate::rooms::{Rooms, corner_of};
use crate::shape::Ground;
use crate::table;
use crate::upright::{Down, LEAST_TIER};
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Cut, Photo, PhotoSlot};

impl Down {
    /// A point as the tiers have it: how far down, and how far left of the first line's right edge.
    fn point(self, point: Point) -> Point {
        Point::new(point.y, self.right - point.x)
    }

    /// A box as the tiers have it.
    fn rect(self, rect: Rect) -> Rect {
        let corner = self.point(Point::new(rect.right(), rect.y));
        Rect::new(corner.x, corner.y, rect.height, rect.width)
    }
}

/// The ground of a cut corner where lines run down.
pub(crate) fn left_out(cut: Cut, down: Down, input: &Input<'_>, lines: i32) -> Ground {
    let grid = input.grid;
    let corner = corner_of(cut, input, lines);
    // A line belongs to the corner when its cells do; the gap between it and its neighbour does not count.
    let air = (grid.leading - grid.cell).min(corner.width / 2);
    let rect = Rect::new(corner.x + air, corner.y, corner.width - air * 2, corner.height);
    Ground::Box { rect: down.rect(rect), gap: Length::ZERO }
}

/// Ground that stands in the way, as the tiers have it.
pub(crate) fn ground(ground: &Ground, down: Down) -> Ground {
    match ground {
        Ground::Box { rect, gap } => Ground::Box { rect: down.rect(*rect), gap: *gap },
        Ground::Outline { corners, gap } => {
            let corners = corners.iter().map(|corner| down.point(*corner)).collect();
            Ground::Outline { corners, gap: *gap }
        }
    }
}

/// Puts a photo among lines that run down: it stands in the middle of as many lines as it needs, a little air beside it.
pub(crate) fn stand(
    composer: &mut Composer,
    input: &Input<'_>,
    rooms: &mut Rooms,
    down: Down,
    slot: &PhotoSlot,
    photo: &Photo,
) {
    let grid = input.grid;
    let (cell, leading) = (grid.cell, grid.leading);
    let count = rooms.legs.iter().map(|leg| leg.bottom).max().unwrap_or(0);
    let (Some(top), Some(foot)) = (
        rooms.columns.iter().map(|tier| tier.x).min(),
        rooms.columns.iter().map(|tier| tier.x + tier.measure).max(),
    ) else {
        return;
    };
    let whole = (down.right - down.left).max(cell);
    let wanted = if slot.inset.width.0 > 0 { slot.inset.width.length(cell) } else { cell * 13 };
    let width = wanted.clamp(cell * 3, whole.max(cell * 3));
    let most = i32::try_from((foot - top).whole(leading)).unwrap_or(1).max(1);
    let block = photo::set(composer, photo, slot, words(input, photo), width, grid, most);
    let x = slot.inset.x.length(cell).clamp(down.left, (down.right - width).max(down.left));
    // As many lines as hold it with half a cell of air at each side of it.
    let least = width + cell - (leading - cell);
    let taken = i32::try_from((least + leading - Length::emu(1)).whole(leading)).unwrap_or(1).max(1);
    let from =
        ((down.right - x - width) + leading / 2 - (leading * i64::from(taken) - width) / 2).whole(leading);
    let from = i32::try_from(from).unwrap_or(0).clamp(0, (count - taken).max(0));
    let room = leading * i64::from(taken) - (leading - cell);
    let left = down.right - leading * i64::from(from) - room + (room - width) / 2;
    let height = leading * i64::from(block.lines - 1) + cell;
    let y = (leading * i64::from(slot.inset.line)).clamp(top, (foot - height).max(top));
    let y = if y < top + cell {
        top
    } else if y > foot - height - cell {
        (foot - height).max(top)
    } else {
        y
    };
    let taken = (from, from + taken);
    let frame = Rect::new(left, y, width, leading * i64::from(block.picture_lines - 1) + cell);
    if slot.outline.len() < 3 {
        let rect = down.rect(Rect::new(left, y, width, height));
        rooms.shape.take(&Ground::Box { rect, gap: cell }, taken, cell, leading);
    } else {
        let corners = inset::outline(slot, frame).into_iter().map(|point| down.point(point)).collect();
        rooms.shape.take(&Ground::Outline { corners, gap: cell }, taken, cell, leading);
        if block.lines > block.picture_lines {
            let below = Rect::new(left, frame.bottom(), width, y + height - frame.bottom());
            rooms.shape.take(&Ground::Box { rect: down.rect(below), gap: cell }, taken, cell, leading);
        }
    }
    let rect = Rect::new(left, y, width, leading * i64::from(block.lines));
    rooms.photos.push((number_of(input, slot), block, rect));
}

/// The story's tables across the text at its foot, one under the other; none where it has none, or no room for them.
pub(crate) fn tables(
    composer: &mut Composer,
    input: &Input<'_>,
    (left, right): (Length, Length),
    (top, foot): (i32, &mut i32),
) -> Option<(HeadBlock, Rect)> {
    let grid = input.grid;
    let rows = table::rows(composer, &input.parts, input.table, right - left, grid);
    // A part that goes on from another package has shown them there.
    if rows.is_empty() || input.link.from.is_some() {
        return None;
    }
    let mut block = HeadBlock::default();
    for row in rows.values() {
        block.lines += i32::from(row.begins() && block.lines > 0);
        row.paint(&mut block.items, Length::ZERO, grid.leading * i64::from(block.lines), grid);
        block.lines += row.lines;
        block.faults.extend(row.sets().flat_map(|set| set.prepared.faults().iter().cloned()));
    }
    let tier = (grid.cell * LEAST_TIER + grid.leading - Length::emu(1)).whole(grid.leading) as i32;
    let from = *foot - block.lines;
    // A blank line parts them from the text over them.
    if from - 1 - top < tier {
        return None;
    }
    *foot = from - 1;
    let (y, height) = (grid.leading * i64::from(from), grid.leading * i64::from(block.lines));
    Some((block, Rect::new(left, y, right - left, height)))
}
