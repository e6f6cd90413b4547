//! What stands round a page for the plate-maker, and across it for the proof-reader.

use crate::options::PressOptions;
use crate::sheet::{OVERLAP_MM, Sheet, Tile};
use banxin_geom::{Length, Point, Rect};
use banxin_scene::{
    FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, PathStep, Shape, Shelf, Stroke,
};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The face of slug lines and watermarks.
const FACE: &str = "hei-400";

/// The patches of the colour bar: solids, halves, overprints, grey balance.
const PATCHES: [[u16; 4]; 13] = [
    [1000, 0, 0, 0],
    [0, 1000, 0, 0],
    [0, 0, 1000, 0],
    [0, 0, 0, 1000],
    [500, 0, 0, 0],
    [0, 500, 0, 0],
    [0, 0, 500, 0],
    [0, 0, 0, 500],
    [1000, 1000, 0, 0],
    [1000, 0, 1000, 0],
    [0, 1000, 1000, 0],
    [250, 180, 180, 0],
    [500, 400, 400, 0],
];

/// The page with its watermark under everything and its marks round it, as the options ask.
pub(crate) fn dressed(list: &PageList, number: usize, shelf: &dyn Shelf, options: &PressOptions) -> PageList {
    let mut dressed = list.clone();
    let whole = Rect::new(Length::ZERO, Length::ZERO, list.trim.width, list.trim.height);
    if !options.watermark.is_empty() {
        let items = watermark(whole, shelf, &options.watermark);
        dressed.groups.insert(0, Group::new("watermark".to_owned(), Point::ORIGIN, whole, items));
    }
    if let Some(slug) = options.slugs.get(number) {
        let mut items = marks(list);
        items.extend(bar(list).into_iter().map(Item::Shape));
        let corner = Point::new(Length::mm(12.0), -list.bleed - Length::mm(7.0));
        items.extend(line(shelf, slug, corner, Length::pt(7.0), Paint::Black).map(Item::from));
        dressed.groups.push(Group::new("marks".to_owned(), Point::ORIGIN, whole, items));
    }
    dressed
}

/// The page as one sheet of several shows it: where the next sheet is laid on, and which one it is.
pub(crate) fn tiled(list: &PageList, sheet: &Sheet, shelf: &dyn Shelf) -> PageList {
    let Some(Tile { at, of, reach: [left, bottom, right, top] }) = sheet.tile else { return list.clone() };
    let mut tiled = list.clone();
    let overlap = Length::mm(OVERLAP_MM).to_pt();
    let at_point = |x: f64, y: f64| sheet.on_page((x, y));
    let mut items: Vec<Item> = Vec::new();
    let mut rule = |from: (f64, f64), to: (f64, f64), dash: Vec<Length>| {
        let line =
            Shape::line(at_point(from.0, from.1), at_point(to.0, to.1), Paint::Black, Length::pt(0.25));
        let stroke = line.stroke.map(|stroke| Stroke { dash, ..stroke });
        items.push(Item::Shape(Shape { stroke, ..line }));
    };
    // The corners of what is printed: the same points of the page on both sheets, to lay one on the other by.
    let arm = Length::mm(4.0).to_pt();
    for (x, sideways) in [(left, arm), (right, -arm)] {
        for (y, upwards) in [(bottom, arm), (top, -arm)] {
            rule((x, y), (x + sideways, y), Vec::new());
            rule((x, y), (x, y + upwards), Vec::new());
        }
    }
    let dashes = || vec![Length::pt(4.0), Length::pt(4.0)];
    if at.0 + 1 < of.0 {
        rule((right - overlap, bottom), (right - overlap, top), dashes());
    }
    if at.1 + 1 < of.1 {
        rule((left, bottom + overlap), (right, bottom + overlap), dashes());
    }
    let words = format!("{:02} · {} / {} × {} / {}", list.number, at.0 + 1, of.0, at.1 + 1, of.1);
    let start = at_point(left + arm * 1.5, bottom + Length::mm(1.5).to_pt());
    items.extend(line(shelf, &words, start, Length::pt(7.0), Paint::Black).map(Item::from));
    let whole = Rect::new(Length::ZERO, Length::ZERO, list.trim.width, list.trim.height);
    tiled.groups.push(Group::new("tile".to_owned(), Point::ORIGIN, whole, items));
    tiled
}

/// Large light words under the page, again and again down its middle.
fn watermark(page: Rect, shelf: &dyn Shelf, words: &str) -> Vec<Item> {
    let size = page.width.scaled(1, words.chars().count().max(4) as i64 + 2);
    let step = page.height / 3;
    let paint = Paint::Gray(120);
    (0..3)
        .filter_map(|row| {
            let run = line(shelf, words, Point::ORIGIN, size, paint.clone())?;
            let width: Length = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let by = Point::new((page.width - width) / 2, step * row + step / 2 + size / 2);
            let glyphs = run
                .glyphs
                .iter()
                .map(|glyph| Glyph { x: glyph.x + by.x, y: glyph.y + by.y, ..*glyph })
                .collect();
            Some(Item::from(GlyphRun { glyphs, ..run }))
        })
        .collect()
}

/// Words on one line from the left end of their baseline, letter by letter as the font has them; nothing
/// where the font is not there.
fn line(shelf: &dyn Shelf, words: &str, start: Point, size: Length, paint: Paint) -> Option<GlyphRun> {
    let face = FaceName(FACE.into());
    let file = shelf.face(&face)?;
    let font = FontRef::from_index((*file.bytes).as_ref(), file.index).ok()?;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let em = i64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1));
    let mut x = start.x;
    let mut glyphs = Vec::new();
    for (offset, letter) in words.char_indices() {
        let id = font.charmap().map(letter).unwrap_or_default();
        let advance = size.scaled(metrics.advance_width(id).unwrap_or(0.0).round() as i64, em);
        let text = u32::try_from(offset).unwrap_or(u32::MAX);
        glyphs.push(Glyph { id: id.to_u32() as u16, x, y: start.y, advance, text });
        x += advance;
    }
    let orientation = Orientation::Upright;
    Some(GlyphRun { face, size, scale_x: 1000, orientation, paint, text: words.into(), glyphs, source: None })
}

/// Crop marks at the corners and registration marks at the middle of each side, all outside the bleed.
fn marks(list: &PageList) -> Vec<Item> {
    let (width, height) = (list.trim.width, list.trim.height);
    let near = list.bleed + Length::mm(2.0);
    let far = near + Length::mm(6.0);
    let rule = |from, to| Item::Shape(Shape::line(from, to, Paint::Black, Length::pt(0.25)));
    let at = Point::new;
    let mut items = Vec::new();
    for x in [Length::ZERO, width] {
        items.push(rule(at(x, -near), at(x, -far)));
        items.push(rule(at(x, height + near), at(x, height + far)));
    }
    for y in [Length::ZERO, height] {
        items.push(rule(at(-near, y), at(-far, y)));
        items.push(rule(at(width + near, y), at(width + far, y)));
    }
    let middle = list.bleed + Length::mm(6.0);
    for centre in [
        at(width / 2, -middle),
        at(width / 2, height + middle),
        at(-middle, height / 2),
        at(width + middle, height / 2),
    ] {
        items.extend(register(centre, list).into_iter().map(Item::Shape));
    }
    items
}

/// A cross in a circle on every plate of the page.
fn register(centre: Point, list: &PageList) -> Vec<Shape> {
    // So thin a line in four inks lays down no ink to speak of. Black comes last, as it alone overprints.
    if list.inks.is_empty() {
        return cross(centre, &Paint::Cmyk([1000; 4])).to_vec();
    }
    list.inks.iter().rev().flat_map(|ink| cross(centre, &Paint::of_ink(ink, 1000))).collect()
}

/// A cross in a circle in one paint.
fn cross(centre: Point, paint: &Paint) -> [Shape; 3] {
    let width = Length::pt(0.25);
    let arm = Length::mm(3.0);
    let radius = Length::mm(2.0);
    // A circle of four cubics: 0.5523 of the radius from each end.
    let pull = radius.scaled(5523, 10_000);
    let at = |x: Length, y: Length| Point::new(centre.x + x, centre.y + y);
    let zero = Length::ZERO;
    let path = vec![
        PathStep::Move(at(radius, zero)),
        PathStep::Curve(at(radius, pull), at(pull, radius), at(zero, radius)),
        PathStep::Curve(at(-pull, radius), at(-radius, pull), at(-radius, zero)),
        PathStep::Curve(at(-radius, -pull), at(-pull, -radius), at(zero, -radius)),
        PathStep::Curve(at(pull, -radius), at(radius, -pull), at(radius, zero)),
        PathStep::Close,
    ];
    let circle =
        Shape { path, fill: None, stroke: Some(Stroke { paint: paint.clone(), width, dash: Vec::new() }) };
    [
        Shape::line(at(-arm, zero), at(arm, zero), paint.clone(), width),
        Shape::line(at(zero, -arm), at(zero, arm), paint.clone(), width),
        circle,
    ]
}

/// Patches of ink below the page, left of its middle.
fn bar(list: &PageList) -> Vec<Shape> {
    let side = Length::mm(5.0);
    let top = list.trim.height + list.bleed + Length::mm(3.0);
    let patch = |(number, paint): (usize, Paint)| {
        let x = Length::mm(12.0) + side * number as i64;
        Shape::filled(Rect::new(x, top, side, side), paint)
    };
    if list.inks.is_empty() {
        return PATCHES.iter().map(|inks| Paint::Cmyk(*inks)).enumerate().map(patch).collect();
    }
    // Solids and halves of the inks that the page has.
    let paints = list.inks.iter().flat_map(|ink| [1000, 500].map(|amount| Paint::of_ink(ink, amount)));
    paints.enumerate().map(patch).collect()
}
