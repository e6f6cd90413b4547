//! The paragraphs of a story that flow through columns, each with its lines, and what the columns see of them.

use crate::composer::{Composer, Set, hash};
use crate::dress::{Origin, Words};
use crate::flow::{End, Unit};
use crate::opening::{Beside, Dropped, drop_cap};
use crate::package::{Input, plain};
use crate::rooms::{Rooms, is_byline_across};
use crate::style;
use crate::table::{self, Row};
use crate::thread::Start;
use banxin_geom::Length;
use banxin_model::{BylinePlace, Grid, Role, StoryKind, TableSpec, TextAlign, Typography};
use banxin_text::{Axis, HeadlineOptions, Line, Rules, set_headline};
use std::hash::Hash;
use std::sync::Arc;

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
    /// The first character, where it stands down beside the first lines.
    pub cap: Option<Arc<Dropped>>,
    /// How its lines stand in their measure.
    pub align: TextAlign,
}

impl Paragraph {
    /// The line after those that the unit beginning with a line of running text holds.
    pub(crate) fn until(&self, line: usize) -> usize {
        let beside = self.cap.as_ref().filter(|_| line == 0).map_or(1, |cap| cap.lines);
        (line + beside).min(self.lines.len())
    }

    /// How far a line of running text stands in from the start of its measure, its indent left out.
    pub(crate) fn shift(&self, line: &Line, measure: Length) -> Length {
        let spare = (measure - line.indent - line.width).max(Length::ZERO);
        match self.align {
            TextAlign::Justified | TextAlign::Start => Length::ZERO,
            TextAlign::Centre => spare / 2,
            TextAlign::End => spare,
        }
    }

    /// What tells `count` units from its line `first` on from those of any other paragraph, as long as the lines it
    /// holds live.
    pub(crate) fn key(&self, first: usize, count: usize) -> impl Hash {
        let place = |lines: &Arc<Vec<Line>>| Arc::as_ptr(lines) as usize;
        let cap = self.cap.as_ref().map_or(0, |cap| Arc::as_ptr(cap) as usize);
        (
            place(&self.lines),
            cap,
            self.align,
            self.kind,
            self.size,
            self.origin.part,
            self.origin.at,
            first,
            count,
        )
    }
}

/// How a paragraph flows through the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
/// The paragraphs that flow through the columns, each with its lines.
///
/// A first character stands down only where `may_drop`.
pub(crate) fn paragraphs(
    composer: &mut Composer,
    input: &Input<'_>,
    rooms: &Rooms,
    may_drop: bool,
) -> Arc<Vec<Paragraph>> {
    let columns = &rooms.columns;
    let measure = columns.iter().map(|column| column.measure).min().unwrap_or(input.grid.cell);
    let byline_flows =
        input.package.byline == BylinePlace::Column && !is_byline_across(composer, input, columns);
    let story = (input.kind, input.parts.as_slice(), input.table);
    let from = input.link.from.unwrap_or_default();
    let is_across = input.package.direction.is_across();
    let byline_flows = byline_flows || !is_across && input.package.byline == BylinePlace::Head;
    let align = input.package.free.as_ref().map_or(TextAlign::Justified, |free| free.align);
    let how = How { byline_flows, from, may_drop, is_across, has_tables: rooms.tables.is_none(), align };
    let key = hash(&(story, input.grid, input.typography, measure, how));
    composer.flow(key, |composer| paragraphs_at(composer, story, input.grid, input.typography, measure, how))
}

/// What the columns see of a story at one measure, and what ends with each unit.
pub(crate) fn units_at(
    composer: &mut Composer,
    story: (StoryKind, &[(Role, Words<'_>)], &TableSpec),
    grid: &Grid,
    typography: &Typography,
    measure: Length,
    byline_flows: bool,
) -> (Vec<Unit>, Vec<End>) {
    let how = How {
        byline_flows,
        from: Start::default(),
        may_drop: true,
        is_across: true,
        has_tables: true,
        align: TextAlign::Justified,
    };
    let paragraphs = paragraphs_at(composer, story, grid, typography, measure, how);
    let (units, of_unit) = units(&paragraphs);
    let next = of_unit.iter().skip(1).map(Some).chain([None]);
    let ends = of_unit.iter().zip(next).map(|(own, next)| end(&paragraphs, *own, next.copied())).collect();
    (units, ends)
}

/// What ends with a unit, by the paragraph and line with which it and the next one begin.
fn end(paragraphs: &[Paragraph], (number, line): (usize, usize), next: Option<(usize, usize)>) -> End {
    let Some(paragraph) = paragraphs.get(number).filter(|own| own.kind == Flow::Body) else {
        return End::Nothing;
    };
    if next.is_none_or(|next| next.0 != number) {
        return End::Paragraph;
    }
    let last = paragraph.until(line).checked_sub(1).and_then(|line| paragraph.lines.get(line));
    let text =
        last.and_then(|line| paragraph.set.prepared.text().get(line.range.clone())).unwrap_or_default();
    let text = text.trim_end().trim_end_matches(['”', '’', '』', '」', '）', ')', '"']);
    if text.ends_with(['。', '！', '？', '…', '.', '!', '?']) { End::Sentence } else { End::Nothing }
}

/// How a story's paragraphs are set.
#[derive(Clone, Copy, Hash)]
struct How {
    /// Whether the byline stands in the columns.
    byline_flows: bool,
    /// Where in the story they begin.
    from: Start,
    /// Whether a first character may stand down.
    may_drop: bool,
    /// Whether lines run across.
    is_across: bool,
    /// Whether tables are among them.
    has_tables: bool,
    /// How lines of running text stand in their measure.
    align: TextAlign,
}

fn paragraphs_at(
    composer: &mut Composer,
    (story, parts, table): (StoryKind, &[(Role, Words<'_>)], &TableSpec),
    grid: &Grid,
    typography: &Typography,
    measure: Length,
    how: How,
) -> Vec<Paragraph> {
    let How { byline_flows, from, may_drop, is_across, has_tables, align } = how;
    let cell = grid.cell;
    let axis = if is_across { Axis::Horizontal } else { Axis::Vertical };
    let usual = style::rules(typography);
    let is_justified = align == TextAlign::Justified;
    let rules = Rules { axis, justify: usual.justify && is_justified, ..usual };
    let plain = Rules { axis, ..plain() };
    let is_narrow = measure < cell * 11;
    let indent = if !is_justified {
        Length::ZERO
    } else {
        cell * i64::from(if is_narrow { typography.indent.min(1) } else { typography.indent.min(4) })
    };
    // Where lines run down and a table has no room across them, its rows are set as lines.
    let rows =
        if is_across { table::rows(composer, parts, table, measure, grid) } else { Default::default() };
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
            Role::TableHead | Role::TableRow if has_tables => Flow::Row,
            _ => continue,
        };
        // A row of a table may have nothing in its cells yet.
        let is_row = role.is_table() && words.text.contains('\t');
        if words.text.trim().is_empty() && !is_row {
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
                cap: None,
                align,
            });
            continue;
        }
        let (usual, rules) = match kind {
            Flow::Body if *role == Role::EditorsNote => (style::note(cell), rules.clone()),
            Flow::Body => (style::body(cell), rules.clone()),
            Flow::Crosshead => (style::crosshead(cell), plain.clone()),
            Flow::Byline | Flow::Credit | Flow::Row => (style::byline(cell), plain.clone()),
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
            flow.push(Paragraph { origin, set, lines, kind, size, indent, start, row: None, cap, align });
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
            cap: None,
            align,
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
            for (line, unit) in body_units(paragraph, count, is_after_table) {
                units.push(unit);
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

/// The units of running text in `count` lines, each with its first line.
fn body_units(
    paragraph: &Paragraph,
    count: usize,
    is_after_table: bool,
) -> impl Iterator<Item = (usize, Unit)> {
    // The lines beside a character that stands down are not torn apart.
    let beside = paragraph.cap.as_ref().map_or(1, |cap| cap.lines);
    let is_long = count > beside;
    (0..count).filter(move |line| *line == 0 || *line >= beside).map(move |line| {
        let unit = Unit {
            lines: if line == 0 { beside as i32 } else { 1 },
            air: i32::from(is_after_table && line == 0),
            top: 0,
            keeps_next: false,
            is_first: is_long && line == 0 && beside == 1,
            is_last: is_long && line + 1 == count,
        };
        (line, unit)
    })
}

/// The units with one paragraph of running text in another number of lines.
pub(crate) fn with_lines(
    units: &[Unit],
    of_unit: &[(usize, usize)],
    number: usize,
    count: usize,
) -> Vec<Unit> {
    let from = of_unit.partition_point(|(own, _)| *own < number);
    let until = of_unit.partition_point(|(own, _)| *own <= number);
    let mut all = Vec::with_capacity(units.len() + 1);
    all.extend_from_slice(&units[..from]);
    for line in 0..count {
        let first = units.get(from).filter(|_| line == 0);
        let (is_first, is_last) = (count > 1 && line == 0, count > 1 && line + 1 == count);
        let air = first.map_or(0, |unit| unit.air);
        all.push(Unit { lines: 1, air, top: 0, keeps_next: false, is_first, is_last });
    }
    all.extend_from_slice(&units[until..]);
    all
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
