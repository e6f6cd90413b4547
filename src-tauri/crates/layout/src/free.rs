//! Free frames laid out: their ground, their picture or their words, and the line round them.
//!
//! Words are set by the same engine as any others, on a grid of the frame's own: its cell is the frame's size of type,
//! its lines stand the frame's leading apart. With neither said the grid is the page's, so that a frame whose edges lie
//! on the grid keeps its baselines level with its neighbours'.

use crate::border::border;
use crate::composer::Composer;
use crate::finish::moved;
use crate::package::{self, Input, LaidPackage};
use crate::photo;
use crate::report::{Region, RegionKind, Report};
use crate::slip::Slip;
use crate::stroke::{self, Outline};
use banxin_geom::{Insets, Length, Point, Rect};
use banxin_model::{Area, Cells, Frame, FreeForm, FreeFrame, FreeKind, Grid, Package, TextAlign, TextStand};
use banxin_scene::{Item, Paint, Shape, digest_of};

/// Lays a free frame out from the corner of its area.
pub(crate) fn lay(composer: &mut Composer, input: &Input<'_>, free: &FreeFrame) -> LaidPackage {
    let grid = input.grid;
    let whole = Rect::at(Point::ORIGIN, grid.place(input.package.area).size());
    let own = whole.inset(free.edges);
    let mut items = ground(input.package, free, own);
    let mut laid = match free.kind {
        FreeKind::Text | FreeKind::Table => {
            words(composer, input, free, inside(input.package, free, own, grid))
        }
        FreeKind::Picture => picture(input, inside(input.package, free, own, grid)),
        FreeKind::Rule | FreeKind::Shape => nothing(),
    };
    items.append(&mut laid.items);
    items.extend(lines(input.package, free, own, grid));
    let air = grid.cell.max(free.line.weight);
    let bounds = whole.union(own).inset(Insets::all(-air));
    laid.report = Report { lines: input.package.area.lines, ..laid.report };
    LaidPackage { parts: vec![digest_of(&items)], items, bounds, ..laid }
}

/// The least depth in lines of the page at which a free frame holds all its words.
pub(crate) fn fitting_lines(composer: &mut Composer, input: &Input<'_>, free: &FreeFrame) -> i32 {
    if !free.has_text() {
        return input.package.area.lines.max(1);
    }
    let grid = input.grid;
    let tall = Rect::new(Length::ZERO, Length::ZERO, width(input.package, free, grid), Length::mm(5_000.0));
    let room = inside(input.package, free, tall, grid);
    let own = own_grid(free, grid);
    let package = set_in(input.package, room, &own);
    let lines = package::fitting_story(composer, &inner(input, &package, &own));
    let text = own.leading * i64::from(lines - 1) + own.cell;
    let height = text + (tall.height - room.height) + free.edges.top + free.edges.bottom;
    // An area of so many lines ends at the foot of its last line's cell.
    let lines = (height - grid.cell + grid.leading - Length::emu(1)).whole(grid.leading) + 1;
    i32::try_from(lines).unwrap_or(1).max(1)
}

/// Width of a frame as it is drawn.
fn width(package: &Package, free: &FreeFrame, grid: &Grid) -> Length {
    (package.area.width.length(grid.cell) - free.edges.left - free.edges.right).max(Length::ZERO)
}

/// The room that a frame leaves to what it holds.
fn inside(package: &Package, free: &FreeFrame, own: Rect, grid: &Grid) -> Rect {
    let border = if package.frame.is_box() { grid.cell } else { Length::ZERO };
    let line = if free.has_text() { free.line.weight } else { Length::ZERO };
    own.inset(Insets::all(border + line + free.padding))
}

/// The grid on which a frame's words stand.
fn own_grid(free: &FreeFrame, grid: &Grid) -> Grid {
    let cell = if free.body > Length::ZERO { free.body } else { grid.cell };
    let leading = match (free.leading > Length::ZERO, free.body > Length::ZERO) {
        (true, _) => free.leading,
        (false, true) => cell.scaled(7, 5),
        (false, false) => grid.leading,
    };
    Grid { cell, leading: leading.max(cell), ..*grid }
}

/// The frame's words as a package that fills `room` on the frame's own grid.
fn set_in(package: &Package, room: Rect, grid: &Grid) -> Package {
    let cells = room.width.scaled(1000, grid.cell.to_emu().max(1)).to_emu();
    let lines = (room.height - grid.cell).max(Length::ZERO).whole(grid.leading) + 1;
    let area = Area {
        x: Cells(0),
        line: 0,
        width: Cells(i32::try_from(cells).unwrap_or(i32::MAX)),
        lines: i32::try_from(lines).unwrap_or(1),
    };
    Package { area, frame: Frame::None, tint: 0, cuts: Vec::new(), ..package.clone() }
}

fn inner<'a>(input: &Input<'a>, package: &'a Package, grid: &'a Grid) -> Input<'a> {
    Input { package, grid, in_the_way: Vec::new(), ..input.clone() }
}

fn words(composer: &mut Composer, input: &Input<'_>, free: &FreeFrame, room: Rect) -> LaidPackage {
    let grid = own_grid(free, input.grid);
    let package = set_in(input.package, room, &grid);
    let mut laid = package::lay_story(composer, &inner(input, &package, &grid));
    let end = laid.ends.iter().copied().max().unwrap_or(0);
    let is_over = laid.report.overset.lines > 0;
    let is_across = package.direction.is_across();
    let depth = if is_across { room.height } else { room.width };
    let spare = if end > 0 && !is_over {
        (depth - grid.leading * i64::from(end - 1) - grid.cell).max(Length::ZERO)
    } else {
        Length::ZERO
    };
    let down = match free.stand {
        TextStand::Top => Length::ZERO,
        TextStand::Middle => spare / 2,
        TextStand::Foot => spare,
    };
    // Lines that run down follow each other leftwards, and what their length in whole lines leaves of the height is
    // shared out as the words stand in it.
    let rest = room.height - grid.leading * i64::from(package.area.lines - 1) - grid.cell;
    let along = match free.align {
        TextAlign::Justified | TextAlign::Start => Length::ZERO,
        TextAlign::Centre => rest / 2,
        TextAlign::End => rest,
    };
    let by = if is_across { (Length::ZERO, down) } else { (-down, along.max(Length::ZERO)) };
    let by = Point::new(room.x + by.0, room.y + by.1);
    laid.items = laid.items.into_iter().map(|item| moved(item, by)).collect();
    for region in &mut laid.report.regions {
        region.rect = region.rect.moved(by);
    }
    laid.slip = laid.slip.map(|slip| Slip {
        paper: slip.paper.moved(by),
        items: slip.items.into_iter().map(|item| moved(item, by)).collect(),
    });
    // Room that is left is no fault, and its columns do not end on lines of the page.
    laid.report.underset.lines = 0;
    laid.report.column_ends.clear();
    laid
}

fn picture(input: &Input<'_>, room: Rect) -> LaidPackage {
    let mut laid = nothing();
    laid.report.regions.push(Region { kind: RegionKind::Photo, rect: room });
    if let Some((slot, photo)) = input.photos.first().filter(|_| !room.is_empty()) {
        let (picture, ppi) = photo::fill(photo, slot, room);
        laid.items.push(picture);
        laid.report.photo_ppi.push(ppi);
    }
    laid
}

fn nothing() -> LaidPackage {
    LaidPackage {
        items: Vec::new(),
        parts: Vec::new(),
        bounds: Rect::default(),
        report: Report { columns: 1, ..Report::default() },
        faults: Vec::new(),
        ends: Vec::new(),
        rest: None,
        slip: None,
    }
}

/// What fills the frame.
fn ground(package: &Package, free: &FreeFrame, own: Rect) -> Vec<Item> {
    if free.kind == FreeKind::Rule {
        return Vec::new();
    }
    let tint = (package.tint > 0).then(|| Paint::Gray(package.tint.min(1000)));
    let paint = free.fill.map(stroke::ground_paint).or(tint);
    let fill =
        |paint| Item::Shape(Shape { path: outline(free, own).path(), fill: Some(paint), stroke: None });
    paint.map(fill).into_iter().collect()
}

/// The line and the border round the frame, or the rule that it is.
fn lines(package: &Package, free: &FreeFrame, own: Rect, grid: &Grid) -> Vec<Item> {
    if free.kind == FreeKind::Rule {
        return stroke::rule(&free.line, free.way, own);
    }
    let mut items = Vec::new();
    match package.frame {
        Frame::None => {}
        Frame::Box => {
            let fine = Length::pt(0.5);
            items.push(Item::Shape(Shape::framed(own.inset(Insets::all(fine / 2)), Paint::Black, fine)));
        }
        Frame::RuleAbove | Frame::RuleBelow => {
            let (y, weight) = match package.frame {
                Frame::RuleAbove => (own.y + Length::pt(1.0), Length::pt(2.0)),
                _ => (own.bottom() - Length::pt(0.25), Length::pt(0.5)),
            };
            let (from, to) = (Point::new(own.x, y), Point::new(own.right(), y));
            items.push(Item::Shape(Shape::line(from, to, Paint::Black, weight)));
        }
        bordered => {
            let corners = [
                own.origin(),
                Point::new(own.right(), own.y),
                Point::new(own.right(), own.bottom()),
                Point::new(own.x, own.bottom()),
            ];
            items.extend(border(bordered, &corners, grid.cell));
        }
    }
    items.extend(stroke::along(&free.line, &outline(free, own), free.fill));
    items
}

fn outline(free: &FreeFrame, own: Rect) -> Outline {
    match (free.form, free.outline(own)) {
        (FreeForm::Polygon, Some(corners)) => Outline::Polygon(corners),
        (FreeForm::Ellipse, _) => Outline::Ellipse(own),
        (FreeForm::Rounded, _) => Outline::Rounded(own, free.radius),
        _ => Outline::Rounded(own, Length::ZERO),
    }
}
