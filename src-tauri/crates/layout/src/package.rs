//! A package laid out from its own corner: head, photos, columns of text, frame.

use crate::backdrop::backdrop;
use crate::columns::{self, Column};
use crate::composer::{Composer, Set, hash};
use crate::dress::{Origin, Words};
use crate::flow::{Leg, Unit};
use crate::head::{self, HeadBlock, HeadText};
use crate::ink::{self, Run};
use crate::inset;
use crate::opening::{Beside, Dropped, drop_cap};
use crate::photo::{self, PhotoBlock};
use crate::pour::{Air, Text, pour};
use crate::report::{Overset, Region, RegionKind, Report, Underset};
use crate::shape::{Ground, Shape};
use crate::slip::{Slip, slip};
use crate::style;
use crate::table::{self, Row};
use crate::thread::{self, JumpLines, Link, Start};
use banxin_geom::{Length, Point, Rect};
use banxin_model::{
    BylinePlace, Corner, Cut, Grid, HeadPlace, Package, Photo, PhotoPlace, PhotoSlot, Role, StoryKind,
    TableSpec, Typography,
};
use banxin_scene::{Item, Paint};
use banxin_text::{HeadlineOptions, Line, Rules, TextFault, set_headline};
use std::sync::Arc;

/// Everything a package's look depends on, apart from where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Input<'a> {
    pub package: &'a Package,
    pub kind: StoryKind,
    pub parts: Vec<(Role, Words<'a>)>,
    pub photos: Vec<(&'a PhotoSlot, &'a Photo)>,
    pub grid: &'a Grid,
    pub typography: &'a Typography,
    pub table: &'a TableSpec,
    pub link: Link,
}

/// A package laid out: its items from its own corner, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LaidPackage {
    pub items: Vec<Item>,
    pub bounds: Rect,
    pub report: Report,
    pub faults: Vec<TextFault>,
    /// Where the text that found no room begins.
    pub rest: Option<Start>,
    /// The lines that found no room, in type on a slip of paper under the last column.
    pub slip: Option<Slip>,
}

/// A paragraph in the flow and its lines.
#[derive(Clone)]
pub(crate) struct Paragraph {
    pub origin: Origin,
    pub set: Set,
    pub lines: Arc<Vec<Line>>,
    pub kind: Flow,
    /// Its size, by which its baseline is found.
    pub size: Length,
    pub indent: Length,
    /// Where in the story it begins.
    pub start: Start,
    /// The row it is, when it is one of a table.
    pub row: Option<Arc<Row>>,
    /// Lines more, or fewer, than it likes best.
    pub strain: i8,
    /// The first character, where it stands down beside the first lines.
    pub cap: Option<Arc<Dropped>>,
}

impl Paragraph {
    /// The line after those that the unit beginning with a line of running text holds.
    fn until(&self, line: usize) -> usize {
        let beside = self.cap.as_ref().filter(|_| line == 0).map_or(1, |cap| cap.lines);
        (line + beside).min(self.lines.len())
    }
}

/// How a paragraph flows through the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Body,
    Crosshead,
    /// A byline at the top of the first column, centred.
    Byline,
    /// A credit at the end, to the right.
    Credit,
    /// A row of a table.
    Row,
}

/// The rooms of a package before text is poured in, in lines from its top.
pub(crate) struct Rooms {
    pub columns: Vec<Column>,
    pub legs: Vec<Leg>,
    /// What each line of each leg offers.
    pub shape: Shape,
    pub jumps: JumpLines,
    head: Option<(HeadBlock, Rect)>,
    byline: Option<(HeadBlock, Rect)>,
    /// Each with its place among the package's photos.
    pub photos: Vec<(usize, PhotoBlock, Rect)>,
}

/// Lines a package may be deep when the depth is looked for.
const DEEPEST: i32 = 400;

/// Lays a package out at the depth its area has.
pub(crate) fn lay(composer: &mut Composer, input: &Input<'_>) -> LaidPackage {
    let lines = input.package.area.lines;
    let rooms = rooms(composer, input, lines);
    let text = pour(composer, input, &rooms, Air::MayGive);
    let mut jumps = Vec::new();
    thread::paint(composer, input, &rooms, !text.is_all_placed(), &mut jumps);
    let mut laid = finish(input, rooms, &text);
    laid.items.extend(jumps);
    laid
}

/// How a package comes out at the depth it has, without painting it.
pub(crate) fn outcome(composer: &mut Composer, input: &Input<'_>) -> crate::measure::Outcome {
    let rooms = rooms(composer, input, input.package.area.lines);
    let text = pour(composer, input, &rooms, Air::MayGive);
    crate::measure::outcome_of(&text.units, &text.poured, &rooms.legs)
}

/// The least depth in lines at which the package holds all its text.
pub(crate) fn fitting_lines(composer: &mut Composer, input: &Input<'_>) -> i32 {
    let deep = rooms(composer, input, DEEPEST);
    let leading = input.grid.leading;
    // A head beside the text has the package's whole depth to itself; only what it fills counts here.
    let fixed = deep
        .head
        .iter()
        .map(|(block, rect)| rect.y + leading * i64::from(block.lines))
        .chain(deep.photos.iter().map(|(_, _, rect)| rect.bottom()));
    // Upright heads grow with the depth: one no larger than crossheads would not be a headline.
    let least_size =
        deep.head.as_ref().map_or(Length::ZERO, |(block, _)| block.size.min(input.grid.cell * 2));
    let bottom =
        fixed.filter(|bottom| *bottom < leading * i64::from(DEEPEST - 40)).max().unwrap_or(Length::ZERO);
    let least = ((bottom + leading - Length::emu(1)).whole(leading) as i32).max(1);
    let (_, above, below) = columns::inset(input.package.frame);
    let (mut low, mut high) = ((least + below).max(above + below + 1), DEEPEST);
    // More depth never holds less, so that the least depth can be found by halving.
    while low < high {
        let middle = (low + high) / 2;
        let rooms = rooms(composer, input, middle);
        let is_head_large = rooms.head.as_ref().is_none_or(|(block, _)| block.size >= least_size);
        if is_head_large && pour(composer, input, &rooms, Air::Kept).is_all_placed() {
            high = middle
        } else {
            low = middle + 1
        }
    }
    low
}

fn part<'a>(input: &Input<'a>, role: Role) -> Words<'a> {
    input.parts.iter().find(|(own, _)| *own == role).map(|(_, words)| *words).unwrap_or_default()
}

/// The rooms of a package of that many lines.
pub(crate) fn rooms(composer: &mut Composer, input: &Input<'_>, lines: i32) -> Rooms {
    let (package, grid) = (input.package, input.grid);
    let leading = grid.leading;
    let columns = columns::columns(package, grid);
    let (_, above, below) = columns::inset(package.frame);
    let (mut top, bottom) = (above, (lines - below).max(above));
    let mut shape = Shape::new(&columns);
    for cut in &package.cuts {
        shape.take(&left_out(*cut, input, lines), (top, bottom), grid.cell, leading);
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
    let mut rooms = Rooms { columns, legs, shape, jumps: JumpLines::default(), head, byline, photos };
    rooms.jumps = thread::reserve(input.link, &mut rooms);
    for (slot, photo) in input.photos.iter().filter(|(slot, _)| slot.place == PhotoPlace::Inset) {
        inset::stand(composer, input, &mut rooms, slot, photo);
    }
    rooms.photos.sort_by_key(|(number, _, _)| *number);
    rooms
}

/// A slot's place among the photos that the package shows.
pub(crate) fn number_of(input: &Input<'_>, slot: &PhotoSlot) -> usize {
    input.photos.iter().position(|(own, _)| std::ptr::eq(*own, slot)).unwrap_or(usize::MAX)
}

/// The ground of a cut corner, with the frame's own distance round it.
fn left_out(cut: Cut, input: &Input<'_>, lines: i32) -> Ground {
    let grid = input.grid;
    let (side, above, below) = columns::inset(input.package.frame);
    let size = (input.package.area.width.length(grid.cell), grid.leading * i64::from(lines));
    let width = (cut.width + side).length(grid.cell);
    let is_top = matches!(cut.corner, Corner::TopLeft | Corner::TopRight);
    let height = grid.leading * i64::from(i32::from(cut.lines) + if is_top { above } else { below });
    let is_left = matches!(cut.corner, Corner::TopLeft | Corner::BottomLeft);
    let x = if is_left { Length::ZERO } else { size.0 - width };
    // A line belongs to the corner when its cell does; the gap below the cell does not count.
    let y = if is_top { -grid.leading } else { size.1 - height };
    let height = if is_top { height + grid.leading - (grid.leading - grid.cell) } else { height };
    Ground::Box { rect: Rect::new(x, y, width, height), gap: Length::ZERO }
}

/// Caption and credit of a photo: the story's own for its first photo, else those of the file.
pub(crate) fn words<'a>(input: &Input<'a>, photo: &'a Photo) -> (Words<'a>, Words<'a>) {
    let is_first = input.photos.first().is_some_and(|(_, first)| std::ptr::eq(*first, photo));
    words_of(input.kind, &input.parts, photo, is_first)
}

/// The same for a photo of a story by itself; photo news has its caption in the columns.
pub(crate) fn words_of<'a>(
    kind: StoryKind,
    parts: &[(Role, Words<'a>)],
    photo: &'a Photo,
    is_first: bool,
) -> (Words<'a>, Words<'a>) {
    if kind == StoryKind::Photo {
        return Default::default();
    }
    let part = |role: Role| parts.iter().find(|(own, _)| *own == role).map(|(_, words)| *words);
    let own = |role: Role| part(role).filter(|_| is_first).unwrap_or_default();
    let pick = |own: Words<'a>, file: &'a str| if own.text.is_empty() { Words::plain(file) } else { own };
    (pick(own(Role::Caption), &photo.caption), pick(own(Role::Credit), &photo.credit))
}

fn set_head(
    composer: &mut Composer,
    input: &Input<'_>,
    legs: &mut [Leg],
    (top, bottom): (i32, i32),
    band: &dyn Fn(usize, usize) -> Rect,
) -> Option<(HeadBlock, Rect)> {
    let (package, grid) = (input.package, input.grid);
    let text = HeadText {
        logo: part(input, Role::Logo),
        kicker: part(input, Role::Kicker),
        headline: part(input, Role::Headline),
        deck: part(input, Role::Deck),
    };
    if package.head.place == HeadPlace::None || text.is_empty() {
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
fn is_byline_across(composer: &mut Composer, input: &Input<'_>, columns: &[Column]) -> bool {
    let words = part(input, Role::Byline);
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

pub(crate) fn plain() -> Rules {
    Rules { justify: false, cjk_latin_gap_permille: 125, ..Rules::default() }
}

fn set_byline(
    composer: &mut Composer,
    input: &Input<'_>,
    columns: &[Column],
    legs: &mut [Leg],
    has_head: bool,
    band: &dyn Fn(usize, usize) -> Rect,
) -> Option<(HeadBlock, Rect)> {
    if !is_byline_across(composer, input, columns) {
        return None;
    }
    let (cell, leading) = (input.grid.cell, input.grid.leading);
    let open = legs.iter().position(|leg| leg.bottom > leg.top)?;
    let level_with = legs[open].top;
    let count = legs[open..].iter().take_while(|leg| leg.top == level_with && leg.bottom > leg.top).count();
    let own = band(open, count);
    let words = part(input, Role::Byline);
    let font = words.font(style::byline(cell));
    let set = composer.dress(&words, &font, leading, &plain());
    let mut items = Vec::new();
    let mut lines = 0;
    for line in set_headline(&set.prepared, own.width, &HeadlineOptions::default()) {
        let lift = if has_head { leading.scaled(1, 4) } else { Length::ZERO };
        let baseline = ink::baseline(leading * lines, cell, font.size) - lift;
        ink::copy(
            &mut items,
            &set.prepared,
            &line,
            Point::new((own.width - line.width) / 2, baseline),
            Run::Across,
            &Paint::Black,
            words.origin(),
        );
        lines += 1;
    }
    for leg in &mut legs[open..open + count] {
        leg.top = (leg.top + lines as i32).min(leg.bottom);
    }
    let faults = set.prepared.faults().to_vec();
    let block = HeadBlock { items, lines: lines as i32, size: font.size, faults };
    Some((block, Rect::new(own.x, leading * i64::from(level_with), own.width, leading * lines)))
}

/// The paragraphs that flow through the columns, each with its lines.
///
/// A first character stands down only where `may_drop` and every line has the same measure.
pub(crate) fn paragraphs(
    composer: &mut Composer,
    input: &Input<'_>,
    columns: &[Column],
    may_drop: bool,
) -> Vec<Paragraph> {
    let measure = columns.iter().map(|column| column.measure).min().unwrap_or(input.grid.cell);
    let byline_flows =
        input.package.byline == BylinePlace::Column && !is_byline_across(composer, input, columns);
    let story = (input.kind, input.parts.as_slice(), input.table);
    let from = input.link.from.unwrap_or_default();
    paragraphs_at(composer, story, input.grid, input.typography, measure, (byline_flows, from, may_drop))
}

/// What the columns see of a story at one measure.
pub(crate) fn units_at(
    composer: &mut Composer,
    story: (StoryKind, &[(Role, Words<'_>)], &TableSpec),
    grid: &Grid,
    typography: &Typography,
    measure: Length,
    byline_flows: bool,
) -> Vec<Unit> {
    let how = (byline_flows, Start::default(), true);
    units(&paragraphs_at(composer, story, grid, typography, measure, how)).0
}

fn paragraphs_at(
    composer: &mut Composer,
    (story, parts, table): (StoryKind, &[(Role, Words<'_>)], &TableSpec),
    grid: &Grid,
    typography: &Typography,
    measure: Length,
    (byline_flows, from, may_drop): (bool, Start, bool),
) -> Vec<Paragraph> {
    let cell = grid.cell;
    let rules = style::rules(typography);
    let is_narrow = measure < cell * 11;
    let indent =
        cell * i64::from(if is_narrow { typography.indent.min(1) } else { typography.indent.min(4) });
    let rows = table::rows(composer, parts, table, measure, grid);
    let mut flow = Vec::new();
    for (part, (role, words)) in parts.iter().enumerate().skip(from.part) {
        let byte = if part == from.part { from.byte } else { 0 };
        let words = &words.from(byte);
        let kind = match role {
            Role::Byline if byline_flows => Flow::Byline,
            Role::Body | Role::EditorsNote | Role::Jump | Role::Summary => Flow::Body,
            Role::Caption if story == StoryKind::Photo => Flow::Body,
            Role::Credit if story == StoryKind::Photo => Flow::Credit,
            Role::Crosshead => Flow::Crosshead,
            Role::TableHead | Role::TableRow => Flow::Row,
            _ => continue,
        };
        if words.text.trim().is_empty() {
            continue;
        }
        if let (Flow::Row, Some(row)) = (kind, rows.get(&part)) {
            let Some(set) = row.sets().next().cloned() else { continue };
            let (start, row) = (Start { part, byte }, Some(Arc::clone(row)));
            let font_size = cell;
            flow.push(Paragraph {
                origin: words.origin(),
                set,
                lines: Arc::default(),
                kind,
                size: font_size,
                indent: Length::ZERO,
                start,
                row,
                strain: 0,
                cap: None,
            });
            continue;
        }
        let (usual, rules) = match kind {
            Flow::Body if *role == Role::EditorsNote => (style::note(cell), rules.clone()),
            Flow::Body => (style::body(cell), rules.clone()),
            Flow::Crosshead => (style::crosshead(cell), plain()),
            Flow::Byline | Flow::Credit | Flow::Row => (style::byline(cell), plain()),
        };
        let font = words.font(usual);
        let start = Start { part, byte };
        if kind == Flow::Body
            && may_drop
            && let Some(Beside { cap, set, lines }) =
                drop_cap(composer, words, &font, &rules, measure, (cell, grid.leading))
        {
            // The first character stands apart: the lines begin behind it.
            let origin = Origin { at: words.at + cap.bytes, ..words.origin() };
            let (size, indent, cap) = (font.size, Length::ZERO, Some(Arc::new(cap)));
            flow.push(Paragraph { origin, set, lines, kind, size, indent, start, row: None, strain: 0, cap });
            continue;
        }
        let set = composer.dress(words, &font, grid.leading, &rules);
        let own = words.indent.map_or(indent, |own| cell * i64::from(own));
        let indent = if kind == Flow::Body && byte == 0 { own } else { Length::ZERO };
        let lines = match kind {
            Flow::Body => composer.lines(&set, measure, indent),
            _ => Arc::new(set_headline(&set.prepared, measure, &HeadlineOptions::default())),
        };
        let origin = words.origin();
        flow.push(Paragraph {
            origin,
            set,
            lines,
            kind,
            size: font.size,
            indent,
            start,
            row: None,
            strain: 0,
            cap: None,
        });
    }
    flow
}

/// The paragraphs as the columns see them, and which paragraph and line each unit begins with.
pub(crate) fn units(paragraphs: &[Paragraph]) -> (Vec<Unit>, Vec<(usize, usize)>) {
    let mut units = Vec::new();
    let mut of_unit = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let count = paragraph.lines.len();
        // A table is parted from the text before and after it.
        let is_after_table = number > 0 && paragraphs[number - 1].kind == Flow::Row;
        if let Some(row) = &paragraph.row {
            units.push(row_unit(row, number));
            of_unit.push((number, 0));
            continue;
        }
        if paragraph.kind == Flow::Body {
            // The lines beside a character that stands down are not torn apart.
            let beside = paragraph.cap.as_ref().map_or(1, |cap| cap.lines);
            for line in (0..count).filter(|line| *line == 0 || *line >= beside) {
                let is_long = count > beside;
                units.push(Unit {
                    lines: if line == 0 { beside as i32 } else { 1 },
                    air: i32::from(is_after_table && line == 0),
                    top: 0,
                    keeps_next: false,
                    is_first: is_long && line == 0 && beside == 1,
                    is_last: is_long && line + 1 == count,
                });
                of_unit.push((number, line));
            }
        } else if count > 0 {
            let is_crosshead = paragraph.kind == Flow::Crosshead;
            units.push(Unit {
                lines: count as i32,
                air: i32::from(is_crosshead || is_after_table),
                top: 0,
                keeps_next: is_crosshead,
                is_first: paragraph.kind == Flow::Byline,
                is_last: paragraph.kind == Flow::Credit,
            });
            of_unit.push((number, 0));
        }
    }
    (units, of_unit)
}

/// A row as the columns see it; `number` of its paragraph tells whether anything stands before its table.
pub(crate) fn row_unit(row: &Row, number: usize) -> Unit {
    Unit {
        lines: row.lines,
        air: i32::from(row.begins() && number > 0),
        top: row.head_lines(),
        keeps_next: row.is_head,
        is_first: false,
        is_last: false,
    }
}

fn finish(input: &Input<'_>, rooms: Rooms, text: &Text) -> LaidPackage {
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
    let mut before: Option<(usize, i32)> = None;
    for ((spot, from), unit) in poured.spots.iter().zip(of_unit).zip(units) {
        let room = rooms.shape.room(spot.column, spot.line).unwrap_or(rooms.columns[spot.column]);
        let follows = before == Some((spot.column, spot.line));
        before = Some((spot.column, spot.line + unit.lines));
        if let Some(row) = &paragraphs[from.0].row {
            let mut top = grid.leading * i64::from(spot.line - if follows { 0 } else { unit.top });
            for head in row.heads.iter().filter(|_| !follows) {
                head.paint(&mut items, room.x, top, grid);
                top += grid.leading * i64::from(head.lines);
            }
            row.paint(&mut items, room.x, top, grid);
            continue;
        }
        paint_unit(&mut items, paragraphs, *from, room, spot.line, grid);
    }
    for set in paragraphs.iter().filter_map(|paragraph| paragraph.row.as_ref()).flat_map(|row| row.sets()) {
        faults.extend(set.prepared.faults().iter().cloned());
    }
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.row.is_none()) {
        faults.extend(paragraph.set.prepared.faults().iter().cloned());
    }
    for (column, leg) in rooms.columns.iter().zip(&rooms.legs) {
        let height =
            (grid.leading * i64::from(leg.bottom - leg.top) - (grid.leading - grid.cell)).max(Length::ZERO);
        let rect = Rect::new(column.x, grid.leading * i64::from(leg.top), column.measure, height);
        regions.push(Region { kind: RegionKind::Column, rect });
    }
    regions.extend(photo_regions);
    items.extend(captions);
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
        column_ends: poured.ends.clone(),
        regions,
        headline_size,
        photo_ppi,
        thread: None,
    };
    // Descenders and the last line's foot may stand a little outside the cells.
    let bounds = Rect::new(-grid.cell, -grid.cell, size.width + grid.cell * 2, size.height + grid.cell * 2);
    let from = &of_unit[poured.spots.len()..];
    let slip = if input.link.goes_on {
        None
    } else {
        slip(paragraphs, left_over, from, &rooms.columns, package.area.lines, grid)
    };
    LaidPackage { items, bounds, report, faults, rest, slip }
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
                let start = Point::new(column.x + line.indent, baseline(k, paragraph.size));
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
fn moved(item: Item, by: Point) -> Item {
    match item {
        Item::Glyphs(mut run) => {
            for glyph in &mut run.glyphs {
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
