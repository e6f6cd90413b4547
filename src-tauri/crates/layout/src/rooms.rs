//! The rooms of a package before its text is poured in: columns, head, byline, photos, each in whole lines.

use crate::columns::{self, Column};
use crate::composer::{Composer, hash};
use crate::flow::Leg;
use crate::head::{self, HeadBlock, HeadText};
use crate::ink::{self, Run};
use crate::inset;
use crate::package::{Input, number_of, part, plain, words};
use crate::photo::{self, PhotoBlock};
use crate::shape::{Ground, Shape};
use crate::style;
use crate::thread::{self, JumpLines};
use crate::upright::{self, Down};
use banxin_geom::{Length, Point, Rect};
use banxin_model::{BylinePlace, Corner, Cut, HeadPlace, Photo, PhotoPlace, PhotoSlot, Role};
use banxin_scene::Paint;
use banxin_text::{HeadlineOptions, set_headline};

/// The rooms of a package before text is poured in, in lines from its top.
pub(crate) struct Rooms {
    pub columns: Vec<Column>,
    pub legs: Vec<Leg>,
    /// What each line of each leg offers.
    pub shape: Shape,
    pub jumps: JumpLines,
    pub head: Option<(HeadBlock, Rect)>,
    pub byline: Option<(HeadBlock, Rect)>,
    /// The story's tables where lines run down: across them, at the foot.
    pub tables: Option<(HeadBlock, Rect)>,
    /// Where lines stand that run down; none where they run across.
    pub down: Option<Down>,
    /// Each with its place among the package's photos.
    pub photos: Vec<(usize, PhotoBlock, Rect)>,
}

/// The rooms of a package of that many lines.
pub(crate) fn rooms(composer: &mut Composer, input: &Input<'_>, lines: i32) -> Rooms {
    if !input.package.direction.is_across() {
        return upright::rooms(composer, input, lines);
    }
    let (package, grid) = (input.package, input.grid);
    let leading = grid.leading;
    let columns = columns::columns(package, grid);
    let (_, above, below) = columns::inset(package.frame);
    let (mut top, bottom) = (above, (lines - below).max(above));
    let mut shape = Shape::new(&columns);
    for cut in &package.cuts {
        shape.take(&left_out(*cut, input, lines), (top, bottom), grid.cell, leading);
    }
    for ground in &input.in_the_way {
        shape.take(ground, ground.lines((top, bottom), leading), grid.cell, leading);
    }
    let leg = |column: usize| {
        let top = shape.first_open(column, (top, bottom));
        Leg { top, bottom: shape.last_open(column, (top, bottom)).max(top) }
    };
    let mut legs: Vec<Leg> = (0..columns.len()).map(leg).collect();
    let mut photos: Vec<(usize, PhotoBlock, Rect)> = Vec::new();
    let band = |first: usize, count: usize| -> Rect {
        let first = first.min(columns.len().saturating_sub(1));
        let last = (first + count.max(1)).min(columns.len()) - 1;
        let x = columns[first].x;
        Rect::new(x, Length::ZERO, columns[last].x + columns[last].measure - x, Length::ZERO)
    };
    let mut hang = |composer: &mut Composer, legs: &mut [Leg], slot: &PhotoSlot, photo: &Photo| {
        // Columns that a side head has taken are closed to photos.
        let open = legs.iter().position(|leg| leg.bottom > leg.top).unwrap_or(0);
        let free = columns.len() - open;
        let wanted = if slot.columns == 0 { free } else { usize::from(slot.columns).min(free) };
        let first = match slot.place {
            PhotoPlace::Right | PhotoPlace::BottomRight => columns.len() - wanted,
            _ => open,
        };
        let own = band(first, wanted);
        let taken = &mut legs[first..first + wanted];
        let from = taken.iter().map(|leg| leg.top).max().unwrap_or(0);
        let until = taken.iter().map(|leg| leg.bottom).min().unwrap_or(bottom);
        let words = words(input, photo);
        let block = photo::set(composer, photo, slot, words, own.width, grid, (until - from).max(1));
        let is_low = matches!(slot.place, PhotoPlace::Bottom | PhotoPlace::BottomRight);
        let at = if is_low { (until - block.lines).max(from) } else { from };
        for leg in taken {
            if is_low {
                leg.bottom = (at - 1).max(leg.top);
            } else {
                // A blank line parts the photo from the text under it.
                leg.top = at + block.lines + 1;
            }
        }
        let height = leading * i64::from(block.lines);
        let number = number_of(input, slot);
        photos.push((number, block, Rect::new(own.x, leading * i64::from(at), own.width, height)));
    };
    for (slot, photo) in input.photos.iter().filter(|(slot, _)| slot.place == PhotoPlace::AboveHead) {
        hang(composer, &mut legs, slot, photo);
        top = legs.iter().map(|leg| leg.top).max().unwrap_or(top);
    }
    let head = set_head(composer, input, &mut legs, (top, bottom), &band);
    let byline = set_byline(composer, input, &columns, &mut legs, head.is_some(), &band);
    let hangs = |place: PhotoPlace| !matches!(place, PhotoPlace::AboveHead | PhotoPlace::Inset);
    for (slot, photo) in input.photos.iter().filter(|(slot, _)| hangs(slot.place)) {
        hang(composer, &mut legs, slot, photo);
    }
    for leg in &mut legs {
        leg.bottom = leg.bottom.max(leg.top);
    }
    let jumps = JumpLines::default();
    let mut rooms = Rooms { columns, legs, shape, jumps, head, byline, photos, tables: None, down: None };
    rooms.jumps = thread::reserve(input.link, &mut rooms);
    if input.package.head.place == HeadPlace::Inset {
        (rooms.head, rooms.byline) = inset::head(composer, input, &mut rooms);
    }
    for (slot, photo) in input.photos.iter().filter(|(slot, _)| slot.place == PhotoPlace::Inset) {
        inset::stand(composer, input, &mut rooms, slot, photo);
    }
    rooms.photos.sort_by_key(|(number, _, _)| *number);
    rooms
}

/// A cut corner, with the frame's own distance round it.
pub(crate) fn corner_of(cut: Cut, input: &Input<'_>, lines: i32) -> Rect {
    let grid = input.grid;
    let (side, above, below) = columns::inset(input.package.frame);
    let size = (input.package.area.width.length(grid.cell), grid.leading * i64::from(lines));
    let width = (cut.width + side).length(grid.cell);
    let is_top = matches!(cut.corner, Corner::TopLeft | Corner::TopRight);
    let height = grid.leading * i64::from(i32::from(cut.lines) + if is_top { above } else { below });
    let is_left = matches!(cut.corner, Corner::TopLeft | Corner::BottomLeft);
    let x = if is_left { Length::ZERO } else { size.0 - width };
    let y = if is_top { Length::ZERO } else { size.1 - height };
    Rect::new(x, y, width, height)
}

/// The ground of a cut corner where lines run across.
fn left_out(cut: Cut, input: &Input<'_>, lines: i32) -> Ground {
    let grid = input.grid;
    let mut rect = corner_of(cut, input, lines);
    // A line belongs to the corner when its cell does; the gap below the cell does not count.
    if rect.y == Length::ZERO {
        rect.y -= grid.leading;
        rect.height += grid.cell;
    }
    Ground::Box { rect, gap: Length::ZERO }
}

fn set_head(
    composer: &mut Composer,
    input: &Input<'_>,
    legs: &mut [Leg],
    (top, bottom): (i32, i32),
    band: &dyn Fn(usize, usize) -> Rect,
) -> Option<(HeadBlock, Rect)> {
    let (package, grid) = (input.package, input.grid);
    let text = HeadText::of(input);
    let stands_apart = package.head.place == HeadPlace::None || package.head.place == HeadPlace::Inset;
    if stands_apart || text.is_empty() {
        return None;
    }
    let leading = grid.leading;
    // A head stands over the columns that reach the top; a cut corner belongs to a neighbour.
    let highest = legs.iter().filter(|leg| leg.bottom > leg.top).map(|leg| leg.top).min().unwrap_or(top);
    let top = top.max(highest);
    let first = legs.iter().position(|leg| leg.top == top && leg.bottom > leg.top).unwrap_or(0);
    let columns = legs[first..].iter().take_while(|leg| leg.top == top).count().max(1);
    let is_over = package.head.place == HeadPlace::Over || columns == 1;
    let wanted = usize::from(package.head.columns).min(columns);
    let count = match (is_over, wanted) {
        (true, 0) => columns,
        (false, 0) => 1,
        (false, all) if all == columns => all - 1,
        (_, some) => some,
    };
    let own = band(first, count);
    let taken = first..(first + count).min(legs.len());
    let spec = &package.head;
    let at = leading * i64::from(top);
    if is_over {
        let key = hash(&(text, spec, &package.head_face, own.width, grid));
        let block = composer.head(key, |c| head::over(c, text, spec, &package.head_face, own.width, grid));
        for leg in &mut legs[taken] {
            leg.top = leg.top.max(top + block.lines);
        }
        let height = leading * i64::from(block.lines);
        return Some((block, Rect::new(own.x, at, own.width, height)));
    }
    for leg in &mut legs[taken] {
        leg.bottom = leg.top;
    }
    // The depth of the package decides a side head's place, but not its size beyond a full page.
    let height = leading * i64::from((bottom - top).clamp(1, 111));
    let block = if package.head.place == HeadPlace::Vertical {
        head::vertical(composer, text, spec, &package.head_face, (own.width, height), grid.cell)
    } else {
        head::over(composer, text, spec, &package.head_face, own.width, grid)
    };
    Some((block, Rect::new(own.x, at, own.width, height)))
}

/// Whether the byline goes across the measure rather than into the first column.
pub(crate) fn is_byline_across(composer: &mut Composer, input: &Input<'_>, columns: &[Column]) -> bool {
    let words = part(input, Role::Byline);
    if !input.package.direction.is_across() {
        return false;
    }
    if words.text.is_empty() || input.package.byline == BylinePlace::None || input.link.from.is_some() {
        return false;
    }
    if input.package.byline == BylinePlace::Head {
        return true;
    }
    // A byline of two lines at the top of a narrow column looks like a mistake; across the head it does not.
    let font = words.font(style::byline(input.grid.cell));
    let width = composer.dress(&words, &font, input.grid.leading, &plain()).prepared.natural_width();
    columns.first().is_some_and(|column| width > column.measure)
}

fn set_byline(
    composer: &mut Composer,
    input: &Input<'_>,
    columns: &[Column],
    legs: &mut [Leg],
    has_head: bool,
    band: &dyn Fn(usize, usize) -> Rect,
) -> Option<(HeadBlock, Rect)> {
    let has_own_place = input.package.head.place == HeadPlace::Inset;
    if has_own_place || !is_byline_across(composer, input, columns) {
        return None;
    }
    let leading = input.grid.leading;
    let open = legs.iter().position(|leg| leg.bottom > leg.top)?;
    let level_with = legs[open].top;
    let count = legs[open..].iter().take_while(|leg| leg.top == level_with && leg.bottom > leg.top).count();
    let own = band(open, count);
    let block =
        byline(composer, input, own.width, if has_head { leading.scaled(1, 4) } else { Length::ZERO });
    for leg in &mut legs[open..open + count] {
        leg.top = (leg.top + block.lines).min(leg.bottom);
    }
    let height = leading * i64::from(block.lines);
    Some((block, Rect::new(own.x, leading * i64::from(level_with), own.width, height)))
}

/// The byline centred over a width, lifted a little towards what stands above it.
pub(crate) fn byline(composer: &mut Composer, input: &Input<'_>, width: Length, lift: Length) -> HeadBlock {
    let (cell, leading) = (input.grid.cell, input.grid.leading);
    let words = part(input, Role::Byline);
    let font = words.font(style::byline(cell));
    let set = composer.dress(&words, &font, leading, &plain());
    let mut items = Vec::new();
    let mut lines = 0;
    for line in set_headline(&set.prepared, width, &HeadlineOptions::default()) {
        let baseline = ink::baseline(leading * lines, cell, font.size) - lift;
        let start = Point::new((width - line.width) / 2, baseline);
        ink::copy(&mut items, &set.prepared, &line, start, Run::Across, &Paint::Black, words.origin());
        lines += 1;
    }
    let faults = set.prepared.faults().to_vec();
    HeadBlock { items, lines: lines as i32, size: font.size, faults }
}
