//! A package painted: what has found its place, as items from the package's corner, and what is to be said of it.

use crate::backdrop::backdrop;
use crate::columns::Column;
use crate::composer::{Composer, Piece, hash};
use crate::copy::{Flow, Paragraph};
use crate::flow::Spot;
use crate::ink::{self, Run};
use crate::package::{Input, LaidPackage};
use crate::pour::Text;
use crate::report::{Overset, Region, RegionKind, Report, Underset};
use crate::rooms::Rooms;
use crate::shape::Shape;
use crate::slip::slip;
use crate::thread::Start;
use crate::upright::{self, Down};
use banxin_geom::{Length, Point, Rect};
use banxin_model::Grid;
use banxin_scene::{Item, Paint, digest_of};
use std::sync::Arc;

/// A package with its text in place, painted.
pub(crate) fn finish(
    composer: &mut Composer,
    input: &Input<'_>,
    rooms: Rooms,
    text: &Text,
    jumps: Vec<Item>,
) -> LaidPackage {
    let Text { paragraphs, units, of_unit, poured } = text;
    let (package, grid) = (input.package, input.grid);
    let size = grid.place(package.area).size();
    let own = Rect::at(Point::ORIGIN, size);
    let mut items = backdrop(package, own, grid);
    let mut regions = Vec::new();
    let mut faults = Vec::new();
    let mut headline_size = Length::ZERO;
    for (kind, part) in [(RegionKind::Head, rooms.head), (RegionKind::Byline, rooms.byline)] {
        if let Some((block, rect)) = part {
            if kind == RegionKind::Head {
                headline_size = block.size;
            }
            regions.push(Region { kind, rect });
            faults.extend(block.faults);
            items.extend(block.items.into_iter().map(|item| moved(item, rect.origin())));
        }
    }
    if let Some((block, rect)) = rooms.tables {
        faults.extend(block.faults);
        items.extend(block.items.into_iter().map(|item| moved(item, rect.origin())));
    }
    // Text that follows an outline runs over the corners of its picture.
    let mut photo_ppi = Vec::new();
    let (mut photo_regions, mut captions) = (Vec::new(), Vec::new());
    for (_, block, rect) in rooms.photos {
        let split = grid.leading * i64::from(block.picture_lines);
        let picture = Rect::new(rect.x, rect.y, rect.width, split);
        photo_regions.push(Region { kind: RegionKind::Photo, rect: picture });
        if block.lines > block.picture_lines {
            let rest = Rect::new(rect.x, rect.y + split, rect.width, rect.height - split);
            photo_regions.push(Region { kind: RegionKind::Caption, rect: rest });
        }
        photo_ppi.push(block.ppi);
        faults.extend(block.faults);
        for item in block.items {
            let is_picture = matches!(item, Item::Picture(_));
            let moved = moved(item, rect.origin());
            if is_picture { items.push(moved) } else { captions.push(moved) }
        }
    }
    let mut canvas = Canvas { items, ..Canvas::default() };
    paint_text(composer, &mut canvas, text, (&rooms.shape, &rooms.columns, rooms.down), grid);
    for set in paragraphs.iter().filter_map(|paragraph| paragraph.row.as_ref()).flat_map(|row| row.sets()) {
        faults.extend(set.prepared.faults().iter().cloned());
    }
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.row.is_none()) {
        faults.extend(paragraph.set.prepared.faults().iter().cloned());
    }
    for (column, leg) in rooms.columns.iter().zip(&rooms.legs) {
        let height =
            (grid.leading * i64::from(leg.bottom - leg.top) - (grid.leading - grid.cell)).max(Length::ZERO);
        let rect = match rooms.down {
            Some(down) => upright::region(*column, down),
            None => Rect::new(column.x, grid.leading * i64::from(leg.top), column.measure, height),
        };
        regions.push(Region { kind: RegionKind::Column, rect });
    }
    regions.extend(photo_regions);
    canvas.items.extend(captions);
    canvas.items.extend(jumps);
    let (items, parts) = canvas.close();
    let left_over = &units[poured.spots.len()..];
    let rest = of_unit.get(poured.spots.len()).map(|from| start_of(paragraphs, *from));
    // What goes on elsewhere is not over.
    let overset = if input.link.goes_on {
        Overset::default()
    } else {
        Overset {
            lines: left_over.iter().map(|unit| unit.lines).sum(),
            characters: of_unit[poured.spots.len()..].iter().map(|from| characters(paragraphs, *from)).sum(),
        }
    };
    let open = rooms.legs.iter().filter(|leg| leg.bottom > leg.top).count() as i32;
    let is_short = rest.is_none() && poured.spare >= open.max(1);
    let report = Report {
        box_mm: [0.0; 4],
        columns: rooms.columns.len() as u8,
        lines: package.area.lines,
        measure_cells: rooms
            .columns
            .first()
            .map_or(0.0, |c| c.measure.to_emu() as f64 / grid.cell.to_emu() as f64),
        overset,
        underset: Underset { lines: if is_short && !units.is_empty() { poured.spare } else { 0 } },
        // Tiers end beside each other, not above: no line of the grid says where.
        column_ends: if rooms.down.is_some() { Vec::new() } else { poured.ends.clone() },
        regions,
        headline_size,
        photo_ppi,
        thread: None,
    };
    // Descenders and the last line's foot may stand a little outside the cells.
    let bounds = Rect::new(-grid.cell, -grid.cell, size.width + grid.cell * 2, size.height + grid.cell * 2);
    let from = &of_unit[poured.spots.len()..];
    let slip = match (rooms.down, rooms.columns.last()) {
        _ if input.link.goes_on => None,
        (Some(down), Some(tier)) => {
            upright::slip(paragraphs, left_over, from, *tier, (down, package.area.lines), grid)
        }
        _ => slip(paragraphs, left_over, from, &rooms.columns, package.area.lines, grid),
    };
    LaidPackage { items, parts, bounds, report, faults, ends: poured.ends.clone(), rest, slip }
}

/// Items with the digests of the parts that they came in.
#[derive(Default)]
struct Canvas {
    items: Vec<Item>,
    parts: Vec<u64>,
    /// Items whose digests are among the parts.
    told: usize,
}

impl Canvas {
    /// Takes in what was painted before, digest and all.
    fn add(&mut self, piece: &Piece) {
        self.tell();
        self.items.extend_from_slice(&piece.items);
        self.parts.push(piece.digest);
        self.told = self.items.len();
    }

    /// Takes the digest of what came without.
    fn tell(&mut self) {
        if let Some(own @ [_, ..]) = self.items.get(self.told..) {
            self.parts.push(digest_of(own));
            self.told = self.items.len();
        }
    }

    fn close(mut self) -> (Vec<Item>, Vec<u64>) {
        self.tell();
        (self.items, self.parts)
    }
}

/// Appends the text that has found its place.
fn paint_text(
    composer: &mut Composer,
    canvas: &mut Canvas,
    text: &Text,
    (shape, columns, down): (&Shape, &[Column], Option<Down>),
    grid: &Grid,
) {
    let Text { paragraphs, units, of_unit, poured } = text;
    let spots = &poured.spots;
    let room_of = |spot: &Spot| shape.room(spot.column, spot.line).unwrap_or(columns[spot.column]);
    let mut before: Option<(usize, i32)> = None;
    let mut from = 0;
    while from < spots.len() {
        let (spot, (number, _)) = (spots[from], of_unit[from]);
        let (paragraph, room) = (&paragraphs[number], room_of(&spot));
        let follows = before == Some((spot.column, spot.line));
        let mut end = spot.line + units[from].lines;
        let mut until = from + 1;
        if let Some(row) = &paragraph.row {
            let mut top = grid.leading * i64::from(spot.line - if follows { 0 } else { units[from].top });
            for head in row.heads.iter().filter(|_| !follows) {
                head.paint(&mut canvas.items, room.x, top, grid);
                top += grid.leading * i64::from(head.lines);
            }
            row.paint(&mut canvas.items, room.x, top, grid);
        } else {
            // Lines of a paragraph that follow each other in a column are painted together, and only once.
            let goes_on = |k: usize, line: i32| {
                let next = spots.get(k).filter(|_| of_unit[k].0 == number);
                next.is_some_and(|next| {
                    (next.column, next.line) == (spot.column, line) && room_of(next) == room
                })
            };
            while goes_on(until, end) {
                end += units[until].lines;
                until += 1;
            }
            let own = &of_unit[from..until];
            let key = paragraph.key(own.first().map_or(0, |own| own.1), own.len());
            let key = hash(&(key, room, spot.line, grid.cell, grid.leading, down));
            let piece = composer.piece(key, paragraph, || {
                let mut painted = Vec::new();
                for (unit, spot) in own.iter().zip(&spots[from..until]) {
                    match down {
                        Some(down) => {
                            upright::paint_unit(
                                &mut painted,
                                paragraph,
                                unit.1,
                                room,
                                (down, spot.line),
                                grid,
                            );
                        }
                        None => paint_unit(&mut painted, paragraphs, *unit, room, spot.line, grid),
                    }
                }
                painted
            });
            canvas.add(&piece);
        }
        before = Some((spot.column, end));
        from = until;
    }
}

/// Where in the story a unit begins.
fn start_of(paragraphs: &[Paragraph], (number, line): (usize, usize)) -> Start {
    let paragraph = &paragraphs[number];
    let within = match paragraph.kind {
        // What stands beside a first character follows it.
        Flow::Body if line > 0 => {
            let after = paragraph.cap.as_ref().map_or(0, |cap| cap.bytes);
            paragraph.lines.get(line).map_or(0, |line| after + line.range.start)
        }
        _ => 0,
    };
    Start { byte: paragraph.start.byte + within, ..paragraph.start }
}

/// Characters of a unit that found no room.
fn characters(paragraphs: &[Paragraph], (number, line): (usize, usize)) -> i32 {
    let paragraph = &paragraphs[number];
    if let Some(row) = &paragraph.row {
        return row.sets().map(|set| set.prepared.characters() as i32).sum();
    }
    let range = match paragraph.kind {
        Flow::Body => paragraph.lines[line].range.start..paragraph.lines[paragraph.until(line) - 1].range.end,
        _ => 0..paragraph.set.prepared.text().len(),
    };
    let text = paragraph.set.prepared.text().get(range).unwrap_or_default();
    let dropped = i32::from(line == 0 && paragraph.cap.is_some());
    text.chars().filter(|c| !c.is_whitespace()).count() as i32 + dropped
}

pub(crate) fn paint_unit(
    items: &mut Vec<Item>,
    paragraphs: &[Paragraph],
    (number, first): (usize, usize),
    column: Column,
    at: i32,
    grid: &Grid,
) {
    let paragraph = &paragraphs[number];
    let (cell, leading) = (grid.cell, grid.leading);
    let top = leading * i64::from(at);
    let prepared = &paragraph.set.prepared;
    let baseline = |line: usize, size: Length| ink::baseline(top + leading * line as i64, cell, size);
    match paragraph.kind {
        Flow::Body => {
            if let Some(cap) = paragraph.cap.as_ref().filter(|_| first == 0) {
                cap.paint(items, column.x, top);
            }
            for (k, line) in paragraph.lines[first..paragraph.until(first)].iter().enumerate() {
                let x = column.x + line.indent + paragraph.shift(line, column.measure);
                let start = Point::new(x, baseline(k, paragraph.size));
                ink::copy(items, prepared, line, start, Run::Across, &Paint::Black, paragraph.origin);
            }
        }
        Flow::Crosshead => {
            // The blank line above is shared out a little, so that the crosshead belongs to what follows it.
            for (k, line) in paragraph.lines.iter().enumerate() {
                let x = column.x + (column.measure - line.width) / 2;
                let y = baseline(k, paragraph.size);
                let start = Point::new(x, y);
                ink::copy(items, prepared, line, start, Run::Across, &Paint::Black, paragraph.origin);
            }
        }
        Flow::Byline | Flow::Credit | Flow::Row => {
            for (k, line) in paragraph.lines.iter().enumerate() {
                let spare = column.measure - line.width;
                let x = column.x + if paragraph.kind == Flow::Byline { spare / 2 } else { spare };
                let start = Point::new(x, baseline(k, paragraph.size));
                ink::copy(items, prepared, line, start, Run::Across, &Paint::Black, paragraph.origin);
            }
        }
    }
}

/// An item moved by an offset within its group.
pub(crate) fn moved(item: Item, by: Point) -> Item {
    match item {
        Item::Glyphs(mut run) => {
            for glyph in &mut Arc::make_mut(&mut run).glyphs {
                glyph.x += by.x;
                glyph.y += by.y;
            }
            Item::Glyphs(run)
        }
        Item::Shape(mut shape) => {
            for step in &mut shape.path {
                *step = step.moved(by);
            }
            Item::Shape(shape)
        }
        Item::Picture(mut picture) => {
            picture.frame = picture.frame.moved(by);
            picture.image = picture.image.moved(by);
            Item::Picture(picture)
        }
    }
}
