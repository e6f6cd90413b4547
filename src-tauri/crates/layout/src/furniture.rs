//! Page furniture made from the edition's data: the folio line (报眉) and the nameplate (报头).

use crate::composer::Composer;
use crate::ink::{self, Run};
use crate::style;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Date, EditionInfo, Page};
use banxin_scene::{Group, Item, Paint, Shape};
use banxin_text::{HeadlineOptions, Rules, set_headline};

/// The days of the week, Monday first.
const WEEKDAYS: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];

/// A date as a folio line says it.
pub(crate) fn day(date: Date) -> String {
    let weekday = WEEKDAYS.get(date.weekday()).copied().unwrap_or_default();
    format!("{}年{}月{}日　{weekday}", date.year(), date.month(), date.day())
}

/// Where a piece of furniture text stands along its line.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Middle,
    Right,
}

/// Lines of type set one by one at given places.
struct Setter<'a> {
    composer: &'a mut Composer,
    items: Vec<Item>,
}

impl Setter<'_> {
    /// Sets one line with its baseline at `y`; `x` is its left end, middle or right end. Returns its width.
    fn text(&mut self, words: &str, face: &str, size: Length, side: Side, x: Length, y: Length) -> Length {
        if words.trim().is_empty() {
            return Length::ZERO;
        }
        let rules = Rules { justify: false, cjk_latin_gap_permille: 125, ..Rules::default() };
        let set = self.composer.shape(words, &style::face(face, size), &rules);
        let width = set.prepared.natural_width();
        for line in set_headline(&set.prepared, width * 2, &HeadlineOptions::default()).iter().take(1) {
            let start = match side {
                Side::Left => x,
                Side::Middle => x - line.width / 2,
                Side::Right => x - line.width,
            };
            ink::line(&mut self.items, &set.prepared, line, Point::new(start, y), Run::Across, &Paint::Black);
        }
        width
    }

    fn rule(&mut self, from: Point, to: Point, width: f64) {
        self.items.push(Item::Shape(Shape::line(from, to, Paint::Black, Length::pt(width))));
    }
}

/// The folio line above the type area; its number stands at the outer edge of the page.
pub(crate) fn folio(composer: &mut Composer, info: &EditionInfo, page: &Page) -> Group {
    let area = page.paper.type_area(&page.grid);
    let height = Length::pt(30.0).min(page.paper.top);
    let origin = Point::new(area.x, area.y - height - Length::pt(7.0).min(page.paper.top - height));
    let (baseline, rule) = (height - Length::pt(8.0), height - Length::pt(1.0));
    let mut set = Setter { composer, items: Vec::new() };
    let is_right = page.number % 2 == 1;
    let number = format!("{:02}", page.number);
    let (big, mid, small) = (Length::pt(22.0), Length::pt(13.0), Length::pt(8.5));
    let gap = Length::pt(9.0);
    let lift = Length::pt(1.0);
    let (outer, inner) = if is_right { (Side::Right, Side::Left) } else { (Side::Left, Side::Right) };
    let edge = |side: Side| if matches!(side, Side::Right) { area.width } else { Length::ZERO };
    let inwards = |x: Length, by: Length| if is_right { x - by } else { x + by };
    let mut x = edge(outer);
    x = inwards(x, set.text(&number, "hei-900", big, outer, x, baseline) + gap);
    x = inwards(x, set.text(&page.name, "song-900", mid, outer, x, baseline - lift) + gap * 2);
    set.text(&staff_line(page, info), "hei-400", small, outer, x, baseline - lift);
    let width = set.text(&info.name, "song-900", mid, inner, edge(inner), baseline - lift);
    let beside = if is_right { width + gap } else { area.width - width - gap };
    set.text(&day(info.date), "hei-400", small, inner, beside, baseline - lift);
    let ends = (Point::new(Length::ZERO, rule), Point::new(area.width, rule));
    set.rule(ends.0, ends.1, 1.0);
    let bounds = Rect::new(Length::ZERO, -height, area.width, height * 2);
    Group::new("folio".to_owned(), origin, bounds, set.items)
}

fn staff_line(page: &Page, info: &EditionInfo) -> String {
    let staff = &page.staff;
    let parts = [
        ("责任编辑", staff.editor.as_str()),
        ("美编", staff.designer.as_str()),
        ("校对", staff.proofreader.as_str()),
        ("电话", info.telephone.as_str()),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(_, who)| !who.is_empty()).map(|(what, who)| format!("{what}：{who}")).collect();
    said.join("　")
}

/// The nameplate at the top of the front page: the paper's name, what the law wants said, today's contents.
pub(crate) fn nameplate(
    composer: &mut Composer,
    info: &EditionInfo,
    page: &Page,
    pages: usize,
    contents: &[(u32, String)],
) -> Group {
    let grid = &page.grid;
    let area = page.paper.type_area(grid);
    let lines = i64::from(page.nameplate_lines);
    let height = grid.leading * (lines - 1).max(1) + grid.cell;
    let mut set = Setter { composer, items: Vec::new() };
    // The ear (报眼) takes the right three of eight columns, the name the rest.
    let has_ear = !contents.is_empty() || !info.ear.is_empty();
    let ear = if has_ear { area.width.scaled(41, 111) } else { Length::ZERO };
    let left = area.width - if has_ear { ear + grid.cell } else { Length::ZERO };
    let small = Length::pt(8.5);
    let strip = grid.leading * 2;
    let name_height = height - strip - grid.leading;
    let size = name_size(&mut set, &info.name, left.scaled(92, 100), name_height.scaled(80, 100));
    let latin = Length::pt(9.0);
    let block = size + if info.latin_name.is_empty() { Length::ZERO } else { latin * 2 };
    let top = (name_height - block) / 2;
    set.text(&info.name, "brush-400", size, Side::Middle, left / 2, top + size.scaled(880, 1000));
    let spaced: Vec<String> = info.latin_name.to_uppercase().chars().map(|c| c.to_string()).collect();
    set.text(
        &spaced.join("\u{2005}"),
        "hei-400",
        latin,
        Side::Middle,
        left / 2,
        top + size + latin.scaled(3, 2),
    );
    facts(&mut set, info, pages, left, height - strip, strip, small);
    if has_ear {
        let frame = Rect::new(area.width - ear, Length::ZERO, ear, height);
        set.items.push(Item::Shape(Shape::framed(frame, Paint::Black, Length::pt(0.5))));
        contents_box(&mut set, info, frame, grid.leading, contents);
    }
    let bounds = Rect::new(-grid.cell, -grid.cell, area.width + grid.cell * 2, height + grid.cell * 2);
    Group::new("nameplate".to_owned(), area.origin(), bounds, set.items)
}

/// The greatest size at which the name fills its room.
fn name_size(set: &mut Setter<'_>, name: &str, width: Length, height: Length) -> Length {
    let probe = Length::pt(100.0);
    let rules = Rules { justify: false, ..Rules::default() };
    let natural = set.composer.shape(name, &style::face("brush-400", probe), &rules).prepared.natural_width();
    if natural <= Length::ZERO {
        return Length::pt(10.0);
    }
    probe.scaled(width.to_emu(), natural.to_emu()).min(height)
}

fn facts(
    set: &mut Setter<'_>,
    info: &EditionInfo,
    pages: usize,
    width: Length,
    top: Length,
    strip: Length,
    size: Length,
) {
    let ends = |y: Length| (Point::new(Length::ZERO, y), Point::new(width, y));
    let (from, to) = ends(top);
    set.rule(from, to, 1.5);
    let mut said = vec![day(info.date)];
    if info.issue > 0 {
        said.push(format!("第{}期", info.issue));
    }
    said.push(format!("今日{pages}版"));
    if !info.cn_number.is_empty() {
        said.push(format!("国内统一连续出版物号 {}", info.cn_number));
    }
    let second: Vec<&str> = [info.publisher.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let post =
        if info.post_code.is_empty() { String::new() } else { format!("邮发代号 {}", info.post_code) };
    let first = ink::baseline(top + Length::pt(2.5), strip / 2, size);
    spread(set, &said, width, first, size);
    let below = ink::baseline(top + strip / 2 + Length::pt(1.5), strip / 2, size);
    set.text(&second.join("　"), "hei-400", size, Side::Left, Length::ZERO, below);
    set.text(&post, "hei-400", size, Side::Right, width, below);
    let (from, to) = ends(top + strip + Length::pt(5.0));
    set.rule(from, to, 0.5);
}

/// Sets pieces along a line with equal gaps between them.
fn spread(set: &mut Setter<'_>, pieces: &[String], width: Length, y: Length, size: Length) {
    let rules = Rules { justify: false, cjk_latin_gap_permille: 125, ..Rules::default() };
    let font = style::face("hei-400", size);
    let widths: Vec<Length> = pieces
        .iter()
        .map(|piece| set.composer.shape(piece, &font, &rules).prepared.natural_width())
        .collect();
    let total: Length = widths.iter().copied().sum();
    let gaps = (pieces.len() as i64 - 1).max(1);
    let gap = ((width - total) / gaps).max(size / 2);
    let mut x = Length::ZERO;
    for (piece, own) in pieces.iter().zip(widths) {
        set.text(piece, "hei-400", size, Side::Left, x, y);
        x += own + gap;
    }
}

fn contents_box(
    set: &mut Setter<'_>,
    info: &EditionInfo,
    frame: Rect,
    leading: Length,
    contents: &[(u32, String)],
) {
    let pad = Length::pt(9.0);
    let (left, right) = (frame.x + pad, frame.right() - pad);
    let size = Length::pt(10.5);
    let mut y = frame.y + pad + Length::pt(13.0);
    if !contents.is_empty() {
        set.text("今日导读", "song-900", Length::pt(14.0), Side::Left, left, y);
    }
    set.text(&info.ear, "kai-400", Length::pt(9.5), Side::Right, right, y);
    y += leading;
    let room = frame.bottom() - pad - y;
    let step = room / (contents.len() as i64).max(1);
    for (number, headline) in contents {
        let rule = (Point::new(left, y - Length::pt(3.0)), Point::new(right, y - Length::pt(3.0)));
        set.rule(rule.0, rule.1, 0.25);
        let baseline = ink::baseline(y - Length::pt(3.0), step, size);
        set.text(headline, "song-700", size, Side::Left, left, baseline);
        set.text(&format!("{number:02}版"), "hei-400", Length::pt(8.5), Side::Right, right, baseline);
        y += step;
    }
}
