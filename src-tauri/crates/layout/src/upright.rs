//! A package whose text runs down (竖排): lines from right to left in tiers, the first tier at the top.
//!
//! The tiers are columns laid on their side. What a column calls its left edge is a tier's top, and its lines are
//! counted from the right; so the text is poured as ever, and only what is painted is turned.

use crate::columns::{self, Column};
use crate::composer::Composer;
use crate::copy::{Flow, Paragraph};
use crate::flow::{Leg, Unit};
use crate::head::{self, HeadBlock, HeadText};
use crate::ink::{self, Run};
use crate::package::{Input, number_of, words};
use crate::photo::{self, PhotoBlock};
use crate::rooms::Rooms;
use crate::shape::Shape;
use crate::slip::Slip;
use crate::thread::{self, JumpLines};
use crate::turned;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Grid, HeadPlace, Photo, PhotoPlace, PhotoSlot};
use banxin_scene::{Item, Paint, Shape as Drawn};

/// Where lines that run down stand: from the right edge of the first one leftwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Down {
    /// Right edge of the first line's squares.
    pub right: Length,
    /// Left edge of the text.
    pub left: Length,
}

impl Down {
    /// The middle of a line.
    pub(crate) fn middle(self, line: i32, grid: &Grid) -> Length {
        self.right - grid.leading * i64::from(line) - grid.cell / 2
    }
}

/// Least measure in cells of the tiers that a depth is divided into, and of one alone; shorter lines are no text.
pub(crate) const LEAST_TIER: i64 = 8;
/// The part of the width that a head at the right may take, in hundredths.
const MOST_HEAD: i64 = 40;

/// The rooms of a package of that many lines whose text runs down.
pub(crate) fn rooms(composer: &mut Composer, input: &Input<'_>, lines: i32) -> Rooms {
    let (package, grid) = (input.package, input.grid);
    let (cell, leading) = (grid.cell, grid.leading);
    let (side, above, below) = columns::inset(package.frame);
    let left = side.length(cell);
    let mut right = (package.area.width.length(cell) - left).max(left + cell);
    let (mut top, mut foot) = (above, (lines - below).max(above + 1));
    let mut photos = Vec::new();
    let of = |place: fn(PhotoPlace) -> bool| input.photos.iter().filter(move |(slot, _)| place(slot.place));
    for (slot, photo) in of(|place| place == PhotoPlace::AboveHead) {
        photos.push(band(composer, input, (slot, photo), (left, right), (&mut top, &mut foot)));
    }
    let head = set_head(composer, input, (left, &mut right), (&mut top, foot));
    for (slot, photo) in of(|place| !matches!(place, PhotoPlace::AboveHead | PhotoPlace::Inset)) {
        photos.push(band(composer, input, (slot, photo), (left, right), (&mut top, &mut foot)));
    }
    let tables = turned::tables(composer, input, (left, right), (top, &mut foot));
    let height = (leading * i64::from(foot - top) - (leading - cell)).max(cell);
    let columns = tiers(
        package.columns,
        package.gutter.map(|gutter| gutter.length(cell)),
        (leading * i64::from(top), height),
        cell,
    );
    let count = i32::try_from((right - left - cell).max(Length::ZERO).whole(leading)).unwrap_or(0) + 1;
    let has_room = columns.iter().all(|tier| tier.measure >= cell * LEAST_TIER);
    let until = if has_room { count } else { 0 };
    let mut shape = Shape::new(&columns);
    let down = Down { right, left };
    for cut in &input.package.cuts {
        shape.take(&turned::left_out(*cut, down, input, lines), (0, until), cell, leading);
    }
    for ground in &input.in_the_way {
        let ground = turned::ground(ground, down);
        shape.take(&ground, ground.lines((0, until), leading), cell, leading);
    }
    let leg = |tier: usize| {
        let top = shape.first_open(tier, (0, until));
        Leg { top, bottom: shape.last_open(tier, (0, until)).max(top) }
    };
    let legs = (0..columns.len()).map(leg).collect();
    let jumps = JumpLines::default();
    let mut rooms =
        Rooms { columns, legs, shape, jumps, head, byline: None, photos, tables, down: Some(down) };
    rooms.jumps = thread::reserve(input.link, &mut rooms);
    for (slot, photo) in of(|place| place == PhotoPlace::Inset) {
        turned::stand(composer, input, &mut rooms, down, slot, photo);
    }
    rooms.photos.sort_by_key(|(number, _, _): &(usize, PhotoBlock, Rect)| *number);
    rooms
}

/// The most of the depth that one photo takes, in hundredths.
const MOST_PHOTO: i32 = 60;

/// A photo across the text, at its top or at its foot, with a blank line between.
fn band(
    composer: &mut Composer,
    input: &Input<'_>,
    (slot, photo): (&PhotoSlot, &Photo),
    (left, right): (Length, Length),
    (top, foot): (&mut i32, &mut i32),
) -> (usize, PhotoBlock, Rect) {
    let (grid, width) = (input.grid, right - left);
    let most = ((*foot - *top) * MOST_PHOTO / 100).max(1);
    let block = photo::set(composer, photo, slot, words(input, photo), width, grid, most);
    let is_low = matches!(slot.place, PhotoPlace::Bottom | PhotoPlace::BottomRight);
    let at = if is_low { (*foot - block.lines).max(*top) } else { *top };
    if is_low {
        *foot = (at - 1).max(*top + 1);
    } else {
        *top = (at + block.lines + 1).min(*foot - 1).max(*top);
    }
    let (y, height) = (grid.leading * i64::from(at), grid.leading * i64::from(block.lines));
    (number_of(input, slot), block, Rect::new(left, y, width, height))
}

/// The head: over the text, or upright at its right, where reading begins.
fn set_head(
    composer: &mut Composer,
    input: &Input<'_>,
    (left, right): (Length, &mut Length),
    (top, foot): (&mut i32, i32),
) -> Option<(HeadBlock, Rect)> {
    let (package, grid) = (input.package, input.grid);
    let (cell, leading) = (grid.cell, grid.leading);
    let text = HeadText::of(input);
    if package.head.place == HeadPlace::None || text.is_empty() {
        return None;
    }
    let y = leading * i64::from(*top);
    let width = *right - left;
    if package.head.place == HeadPlace::Over {
        let block = head::over(composer, text, &package.head, &package.head_face, width, grid);
        *top = (*top + block.lines).min(foot - 1);
        let rect = Rect::new(left, y, width, leading * i64::from(block.lines));
        return Some((block, rect));
    }
    let height = (leading * i64::from(foot - *top) - (leading - cell)).max(cell);
    let spec = (&package.head, package.head_face.as_str());
    let mut set = |width: Length| head::vertical(composer, text, spec.0, spec.1, (width, height), cell);
    // Set once in the most room it may have, then in as many whole cells as it took.
    let taken = breadth(&set(width.scaled(MOST_HEAD, 100)));
    let taken = (cell * ((taken + cell - Length::emu(1)).whole(cell))).min(width.scaled(MOST_HEAD, 100));
    let block = set(taken);
    let rect = Rect::new(*right - taken, y, taken, height);
    *right = (*right - taken - cell).max(left + cell);
    Some((block, rect))
}

/// From the left of the leftmost row of an upright head to the right of the rightmost one.
fn breadth(block: &HeadBlock) -> Length {
    let middles = block.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => {
            let source = run.source?;
            let glyph = run.glyphs.first()?;
            Some((glyph.x - source.lead.x, run.size.scaled(66, 100)))
        }
        _ => None,
    });
    let edges: Vec<(Length, Length)> = middles.map(|(middle, half)| (middle - half, middle + half)).collect();
    let left = edges.iter().map(|edge| edge.0).min().unwrap_or(Length::ZERO);
    edges.iter().map(|edge| edge.1).max().unwrap_or(Length::ZERO) - left
}

/// So many tiers as have room in a height, each of as many whole cells; what does not divide parts them.
fn tiers(wanted: u8, gutter: Option<Length>, (top, height): (Length, Length), cell: Length) -> Vec<Column> {
    let gutter = gutter.unwrap_or(cell * 2).max(cell);
    let most = ((height + gutter).whole(cell * LEAST_TIER + gutter)).clamp(1, 32);
    let count = i64::from(wanted).clamp(1, most);
    let cells = (height - gutter * (count - 1)).scaled(1, count).whole(cell).max(1);
    let measure = cell * cells;
    let rest = (height - measure * count).max(Length::ZERO);
    let step = if count > 1 { measure + rest.scaled(1, count - 1) } else { measure };
    (0..count).map(|k| Column { x: top + step * k, measure }).collect()
}

/// Appends what stands at a line of a tier.
pub(crate) fn paint_unit(
    items: &mut Vec<Item>,
    paragraph: &Paragraph,
    first: usize,
    tier: Column,
    (down, at): (Down, i32),
    grid: &Grid,
) {
    if let Some(cap) = paragraph.cap.as_ref().filter(|_| first == 0 && paragraph.kind == Flow::Body) {
        cap.paint_down(items, down.right - grid.leading * i64::from(at), tier.x);
    }
    let last = if paragraph.kind == Flow::Body { paragraph.until(first) } else { paragraph.lines.len() };
    for (k, line) in paragraph.lines.get(first..last).unwrap_or_default().iter().enumerate() {
        let spare = tier.measure - line.width;
        let y = match paragraph.kind {
            Flow::Body => line.indent + paragraph.shift(line, tier.measure),
            Flow::Crosshead | Flow::Row => spare / 2,
            Flow::Byline | Flow::Credit => (spare - grid.cell).max(Length::ZERO),
        };
        let start = Point::new(down.middle(at + k as i32, grid), tier.x + y);
        let prepared = &paragraph.set.prepared;
        ink::copy(items, prepared, line, start, Run::Down, &Paint::Black, paragraph.origin);
    }
}

/// Where a tier's text lies, from the package's corner.
pub(crate) fn region(tier: Column, down: Down) -> Rect {
    Rect::new(down.left, tier.x, down.right - down.left, tier.measure)
}

/// Sets what found no room below the package, in further tiers of the last one's measure.
pub(crate) fn slip(
    paragraphs: &[Paragraph],
    units: &[Unit],
    of_unit: &[(usize, usize)],
    tier: Column,
    (down, depth): (Down, i32),
    grid: &Grid,
) -> Option<Slip> {
    if units.is_empty() {
        return None;
    }
    let (cell, leading) = (grid.cell, grid.leading);
    let across =
        i32::try_from((down.right - down.left - cell).max(Length::ZERO).whole(leading)).unwrap_or(0) + 1;
    let top = leading * i64::from(depth + 1);
    let mut type_items = Vec::new();
    let (mut row, mut line, mut widest) = (0, 0, 0);
    for (unit, (number, first)) in units.iter().zip(of_unit) {
        let air = if line == 0 { 0 } else { unit.air };
        if line > 0 && line + air + unit.lines > across {
            (row, line) = (row + 1, 0);
        } else {
            line += air;
        }
        let own = Column { x: top + (tier.measure + cell) * row, ..tier };
        paint_unit(&mut type_items, &paragraphs[*number], *first, own, (down, line), grid);
        line += unit.lines;
        widest = widest.max(line);
    }
    let pad = cell / 2;
    let width = leading * i64::from(widest - 1) + cell + pad * 2;
    let height = (tier.measure + cell) * row + tier.measure + pad * 2;
    let paper = Rect::new(down.right + pad - width, top - pad, width, height);
    let mut items = vec![Item::Shape(Drawn::filled(paper, Paint::Cmyk([0; 4])))];
    items.extend(type_items);
    Some(Slip { paper, items })
}

#[cfg(test)]
mod tests {
    use super::tiers;
    use banxin_geom::Length;

    #[test]
    fn tiers_are_whole_cells_and_reach_from_top_to_foot() {
        let (cell, top, height) = (Length::pt(9.0), Length::pt(25.0), Length::pt(403.0));
        for wanted in 1..9 {
            let all = tiers(wanted, None, (top, height), cell);
            assert!(all.iter().all(|tier| tier.measure == cell * tier.measure.whole(cell)));
            assert!(all.iter().all(|tier| tier.measure >= cell * 8), "{wanted}");
            assert_eq!(all[0].x, top);
            let foot = all[all.len() - 1].x + all[all.len() - 1].measure;
            assert!(foot <= top + height);
            if all.len() > 1 {
                assert!(top + height - foot < Length::pt(0.01));
            }
            assert!(all.windows(2).all(|pair| pair[1].x >= pair[0].x + pair[0].measure + cell));
        }
    }
}
