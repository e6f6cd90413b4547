//! Every form worth having of one story: enumerated, priced, and thinned to the best few of each width and height.

use crate::form::{Form, Pattern, Shot, head_down, head_over};
use crate::sheet::{Ruling, Sheet};
use crate::{GAP, Level, Wish};
use banxin_geom::Length;
use banxin_layout::{Galley, Gauge, usual_sizes};
use banxin_model::{Frame, HeadPlace, HeadSpec, PhotoPlace, Role, StoryKind};
use std::sync::Arc;

/// Forms kept of one width and height.
const KEPT: usize = 7;
/// How much dearer than the best of its width and height a form may be.
const SLACK: f32 = 3.5;
/// How much dearer than the best form of the story the best of a width and height may be.
const WORST: f32 = 12.0;
/// Least lines of a text column.
const SHORTEST: i32 = 3;
/// How far a photo may be cut or stretched in depth beyond its shape.
pub(crate) const TOLERANCE: f32 = 0.14;

/// The forms of one story by width and height.
#[derive(Debug, Default)]
pub(crate) struct Options {
    forms: Vec<Vec<Form>>,
    depth: usize,
    /// Least, greatest and most natural ground in columns × lines, with the gap.
    pub least: f32,
    pub most: f32,
    pub natural: f32,
    /// Cost of the best form.
    pub best: f32,
    /// Characters in one line of a column of the page.
    pub characters: i32,
    /// Lines of text in one column of the page.
    pub lines: i32,
}

impl Options {
    /// The forms over a span at a height with its gap, the best first.
    pub(crate) fn at(&self, span: usize, height: usize) -> &[Form] {
        if height > self.depth {
            return &[];
        }
        self.forms.get(span * (self.depth + 1) + height).map_or(&[], Vec::as_slice)
    }
}

/// What a story is, apart from its measures.
struct About {
    level: Level,
    is_photo_news: bool,
    characters: usize,
    crossheads: usize,
    headline_length: usize,
    /// Whether the headline has two halves of nearly the same length.
    is_paired: bool,
    may_drop_photos: bool,
    may_be_boxed: bool,
    tolerance: f32,
    /// Lines of text taken away (negative) or written (positive), in characters, to see what would fit.
    extra: i32,
}

/// A head that fits over a width.
#[derive(Clone, Copy)]
struct Head {
    size: Length,
    rows: u8,
    lines: i32,
    cost: f32,
}

/// Photos one under another, as one thing.
struct Stack {
    /// Lines from the top of the first picture to the last line of words.
    lines: i32,
    shots: Vec<(usize, i32, i32)>,
    cost: f32,
}

struct Maker<'a, 'g, 'e> {
    sheet: &'a Sheet,
    gauge: &'g mut Gauge<'e>,
    about: About,
    best: Vec<Vec<Option<Form>>>,
}

/// One candidate on its way in.
struct Entry<'r> {
    ruling: &'r Ruling,
    galley: &'r Arc<Galley>,
    pattern: Pattern,
    head: Head,
    spec: HeadSpec,
    /// Columns and lines of the head's spot, from the left and from the given line.
    head_columns: usize,
    head_line: i32,
    head_lines: i32,
    stack: Option<(&'r Stack, PhotoPlace, usize, i32)>,
    lines: i32,
    legs: Vec<(i32, i32)>,
    spare: i32,
    extra: f32,
}

/// Every form of a story worth having; `extra` characters are added to its text or, negative, taken away.
pub(crate) fn options(
    sheet: &Sheet,
    gauge: &mut Gauge<'_>,
    wish: &Wish,
    tolerance: f32,
    extra: i32,
) -> Options {
    let headline = gauge.part(Role::Headline);
    let halves = headline.trim().split_once([' ', '\u{3000}']);
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let about = About {
        level: wish.level,
        is_photo_news: gauge.kind() == StoryKind::Photo && !gauge.photos().is_empty(),
        characters: gauge.characters(),
        crossheads: gauge.crossheads(),
        headline_length: count(headline),
        is_paired: halves.is_some_and(|(a, b)| count(a).abs_diff(count(b)) <= 3),
        may_drop_photos: wish.photo_is_optional,
        may_be_boxed: wish.may_be_boxed,
        tolerance,
        extra,
    };
    let slots = (sheet.columns + 1) * (sheet.depth + 1);
    let best = (0..slots).map(|_| Vec::new()).collect();
    let mut maker = Maker { sheet, gauge, about, best };
    for ruling in &sheet.rulings {
        maker.ruling(ruling);
    }
    maker.thin()
}

impl Maker<'_, '_, '_> {
    fn ruling(&mut self, ruling: &Ruling) {
        let boxed = ruling.frame == Frame::Box;
        if boxed && !self.about.may_be_boxed {
            return;
        }
        let is_wide = ruling.cells > 24.0;
        if is_wide
            && !(self.about.is_photo_news && self.about.characters < 330)
            && self.about.characters > 260
        {
            return;
        }
        let across = self.gauge.byline().is_some_and(|width| width > ruling.measure);
        let byline = if across {
            // A byline that does not even go across the head in one line is not offered at this width.
            if self.gauge.byline().is_some_and(|width| width > ruling.band(ruling.starts.len())) {
                return;
            }
            1
        } else {
            0
        };
        let galley = self.gauge.galley(ruling.measure, across);
        let galley = match self.about.extra {
            0 => galley,
            extra => Arc::new(galley.changed_by((extra as f32 / ruling.cells.max(1.0)).round() as i32)),
        };
        let demand = galley.lines() + galley.air();
        let columns = ruling.starts.len();
        let stacks: Vec<Vec<Stack>> = (0..=columns).map(|count| self.stacks(ruling, count)).collect();
        let over = self.heads(ruling.band(columns), columns == 1);
        let text = Text { ruling, galley: &galley, demand, byline };
        self.plain(&text, &over, &stacks);
        for head_columns in 1..columns {
            let heads = self.heads(ruling.band(head_columns), false);
            self.inset(&text, head_columns, &heads, &stacks);
        }
        self.vertical(&text, &stacks);
    }

    /// Forms whose head goes over all columns.
    fn plain(&mut self, text: &Text<'_>, heads: &[Head], stacks: &[Vec<Stack>]) {
        let columns = text.ruling.starts.len() as i32;
        for head in heads {
            let top = head.lines + text.byline;
            let spec = head_over(0, head.lines, head.size, head.rows);
            let base = |pattern, stack, lines, legs, spare, extra| Entry {
                ruling: text.ruling,
                galley: text.galley,
                pattern,
                head: *head,
                spec,
                head_columns: columns as usize,
                head_line: 0,
                head_lines: head.lines,
                stack,
                lines,
                legs,
                spare,
                extra,
            };
            let (depth, spare) = share(text.demand, columns);
            if depth >= SHORTEST {
                let legs = vec![(top, top + depth); columns as usize];
                self.put(base(Pattern::Plain, None, top + depth, legs, spare, 0.0));
            }
            for count in 1..=columns {
                for stack in &stacks[count as usize] {
                    let cut = stack.lines + 1;
                    if count == columns {
                        if depth < SHORTEST && text.demand > 0 {
                            continue;
                        }
                        let all = top + cut + depth;
                        let under = vec![(top + cut, all); columns as usize];
                        let cost = if self.about.is_photo_news { 0.5 } else { 0.2 };
                        let place = Some((stack, PhotoPlace::Top, 0, top));
                        self.put(base(Pattern::PhotoUnder, place, all, under.clone(), spare, cost));
                        let mut over = base(
                            Pattern::PhotoOver,
                            Some((stack, PhotoPlace::AboveHead, 0, 0)),
                            all,
                            under,
                            spare,
                            0.0,
                        );
                        over.head_line = cut;
                        self.put(over);
                        let above = vec![(top, top + depth); columns as usize];
                        let place = Some((stack, PhotoPlace::Bottom, 0, top + depth + 1));
                        self.put(base(Pattern::PhotoLast, place, all, above, spare, 0.6));
                        continue;
                    }
                    let (depth, spare) = share(text.demand + count * cut, columns);
                    if depth - cut >= SHORTEST {
                        let whole = (top, top + depth);
                        let inset = |is_low: bool| -> Vec<(i32, i32)> {
                            let low = (top, top + depth - cut);
                            let high = (top + cut, top + depth);
                            (0..columns)
                                .map(|c| match (c >= columns - count, is_low) {
                                    (false, _) => whole,
                                    (true, true) => low,
                                    (true, false) => high,
                                })
                                .collect()
                        };
                        let all = top + depth;
                        let place = Some((stack, PhotoPlace::Right, count as usize, top));
                        self.put(base(Pattern::PhotoInset, place, all, inset(false), spare, 0.0));
                        let at = top + depth - stack.lines;
                        let place = Some((stack, PhotoPlace::BottomRight, count as usize, at));
                        self.put(base(Pattern::PhotoFoot, place, all, inset(true), spare, 0.25));
                    }
                }
                let entry = base(Pattern::PhotoBeside, None, 0, Vec::new(), 0, 0.1);
                self.beside(text, head, count, entry);
            }
        }
    }

    /// A photo under the head as deep as the text beside it, from an entry that has the head already.
    fn beside(&mut self, text: &Text<'_>, head: &Head, count: i32, entry: Entry<'_>) {
        let open = text.ruling.starts.len() as i32 - count;
        if open < 1 {
            return;
        }
        let (depth, spare) = share(text.demand, open);
        let Some(stack) = self.single(text.ruling, count as usize, depth) else { return };
        if depth < SHORTEST {
            return;
        }
        let top = head.lines + text.byline;
        let mut legs = vec![(top, top + depth); open as usize];
        legs.extend(vec![(top + depth, top + depth); count as usize]);
        let place = Some((&stack, PhotoPlace::Right, count as usize, top));
        self.put(Entry { stack: place, lines: top + depth, legs, spare, ..entry });
    }

    /// Forms whose head leaves columns free at its right, or stands in columns of its own.
    fn inset(&mut self, text: &Text<'_>, head_columns: usize, heads: &[Head], stacks: &[Vec<Stack>]) {
        let columns = text.ruling.starts.len();
        let (all, covered) = (columns as i32, head_columns as i32);
        let free = columns - head_columns;
        for head in heads {
            let base = |pattern, stack, lines, legs, spare, extra| Entry {
                ruling: text.ruling,
                galley: text.galley,
                pattern,
                head: *head,
                spec: head_over(head_columns as u8, head.lines, head.size, head.rows),
                head_columns,
                head_line: 0,
                head_lines: head.lines,
                stack,
                lines,
                legs,
                spare,
                extra,
            };
            let top = head.lines + text.byline;
            if head_columns >= 2 || columns == 2 {
                let narrow = if head_columns * 2 < columns { 0.8 } else { 0.0 };
                let without = std::iter::once((0usize, None));
                let with = (1..=free).flat_map(|count| stacks[count].iter().map(move |s| (count, Some(s))));
                for (count, stack) in without.chain(with) {
                    let cut = stack.map_or(0, |stack| stack.lines + 1);
                    let (depth, spare) = share(text.demand + covered * top + count as i32 * cut, all);
                    if depth - top < SHORTEST || depth - cut < SHORTEST {
                        continue;
                    }
                    let legs = (0..columns)
                        .map(|c| {
                            let from = match (c < head_columns, c + count >= columns) {
                                (true, _) => top,
                                (false, true) => cut,
                                (false, false) => 0,
                            };
                            (from, depth)
                        })
                        .collect();
                    let extra = if stack.is_some() { 0.2 } else { 0.35 + narrow };
                    let place = stack.map(|stack| (stack, PhotoPlace::Right, count, 0));
                    self.put(base(Pattern::HeadInset, place, depth, legs, spare, extra));
                }
            }
            // Head and text at the left, a photo as deep as both at the right.
            let (depth, spare) = share(text.demand, covered);
            let lines = top + depth;
            if depth >= SHORTEST
                && let Some(stack) = self.single(text.ruling, free, lines)
            {
                let mut legs = vec![(top, lines); head_columns];
                legs.extend(vec![(lines, lines); free]);
                let entry = base(Pattern::PhotoSide, None, lines, legs, spare, 0.1);
                self.put(Entry { stack: Some((&stack, PhotoPlace::Right, free, 0)), ..entry });
            }
            if head_columns <= 3 && head_columns * 2 <= columns {
                let open = free as i32;
                let without = std::iter::once((0usize, None));
                let with = (1..=free).flat_map(|count| stacks[count].iter().map(move |s| (count, Some(s))));
                for (count, stack) in without.chain(with) {
                    let cut = stack.map_or(0, |stack| stack.lines + 1);
                    let (depth, spare) = share(text.demand + count as i32 * cut + open * text.byline, open);
                    // The head's own lines, at most a few more, so that no hole opens under it.
                    if !(head.lines..=head.lines + 4).contains(&depth) || depth - cut - text.byline < SHORTEST
                    {
                        continue;
                    }
                    let legs = (0..columns)
                        .map(|c| match (c < head_columns, c + count >= columns) {
                            (true, _) => (depth, depth),
                            (false, true) => (cut + text.byline, depth),
                            (false, false) => (text.byline, depth),
                        })
                        .collect();
                    let extra = 0.2 + 0.12 * (depth - head.lines) as f32;
                    let place = stack.map(|stack| (stack, PhotoPlace::Right, count, text.byline));
                    let mut entry = base(Pattern::HeadSide, place, depth, legs, spare, extra);
                    entry.spec.place = HeadPlace::Side;
                    entry.spec.lines = 0;
                    entry.head_lines = depth;
                    self.put(entry);
                }
            }
        }
    }

    /// Forms with a vertical head in the first column.
    fn vertical(&mut self, text: &Text<'_>, stacks: &[Vec<Stack>]) {
        let columns = text.ruling.starts.len();
        let about = &self.about;
        if columns < 2 || about.is_photo_news || about.level == Level::Lead || about.headline_length > 15 {
            return;
        }
        let leading = self.sheet.grid.leading;
        let open = columns as i32 - 1;
        for (size, off) in self.sizes() {
            let (breadth, longest) = self.gauge.vertical(size);
            let band = text.ruling.band(1);
            if breadth > band || breadth.to_emu() * 10 < band.to_emu() * 4 {
                continue;
            }
            let needed = (longest.scaled(100, 93) + leading - Length::emu(1)).whole(leading) as i32;
            let without = std::iter::once((0usize, None));
            let with =
                (1..columns).flat_map(|count| stacks[count].iter().map(move |stack| (count, Some(stack))));
            for (count, stack) in without.chain(with) {
                let cut = stack.map_or(0, |stack: &Stack| stack.lines + 1);
                let (depth, spare) = share(text.demand + count as i32 * cut + open * text.byline, open);
                if depth < needed || depth > needed * 2 || depth - cut - text.byline < SHORTEST {
                    continue;
                }
                let legs = (0..columns)
                    .map(|c| match (c < 1, c + count >= columns) {
                        (true, _) => (depth, depth),
                        (false, true) => (cut + text.byline, depth),
                        (false, false) => (text.byline, depth),
                    })
                    .collect();
                let cost = 4.0 * off + 0.9 + 0.05 * (depth - needed) as f32;
                let entry = Entry {
                    ruling: text.ruling,
                    galley: text.galley,
                    pattern: Pattern::HeadVertical,
                    head: Head { size, rows: 1, lines: depth, cost },
                    spec: head_down(size),
                    head_columns: 1,
                    head_line: 0,
                    head_lines: depth,
                    stack: stack.map(|stack| (stack, PhotoPlace::Right, count, text.byline)),
                    lines: depth,
                    legs,
                    spare,
                    extra: 0.0,
                };
                self.put(entry);
            }
        }
    }

    /// Sizes the headline may take, with how far each is from the ideal one.
    fn sizes(&self) -> Vec<(Length, f32)> {
        let ideal = self.ideal_size();
        usual_sizes()
            .map(|size| (size, (size.to_pt() as f32 / ideal).ln().abs()))
            .filter(|(_, off)| *off <= 0.34)
            .collect()
    }

    fn ideal_size(&self) -> f32 {
        let points = match (self.about.level, self.about.is_photo_news) {
            (Level::Lead, _) => 56.0,
            (Level::Second, _) => 38.0,
            (Level::Usual, false) => 27.0,
            (Level::Usual, true) => 24.0,
            (Level::Brief, _) => 19.0,
        };
        // A smaller page has smaller heads.
        let width = self.sheet.grid.width().to_pt() as f32;
        points * (width / 999.0).sqrt().clamp(0.6, 1.2)
    }

    /// Heads that look well over a measure, the best of each number of lines.
    fn heads(&mut self, measure: Length, is_single: bool) -> Vec<Head> {
        let mut best: Vec<Head> = Vec::new();
        if self.about.headline_length == 0 {
            return vec![Head {
                size: Length::ZERO,
                rows: 0,
                lines: self.gauge.head(measure, Length::ZERO, 0).lines,
                cost: 1.0,
            }];
        }
        let level = self.about.level;
        let width = measure.to_emu().max(1) as f32;
        for (size, off) in self.sizes() {
            let whole = self.gauge.rows(size, 1).widest;
            for rows in 1..=3u8 {
                if rows == 3 && (level == Level::Lead || !is_single) {
                    continue;
                }
                let divided = self.gauge.rows(size, rows);
                let filled = divided.widest.to_emu() as f32 / width;
                if divided.rows != usize::from(rows) || !(0.38..=0.985).contains(&filled) {
                    continue;
                }
                let head = self.gauge.head(measure, size, rows);
                if head.rows != usize::from(rows) {
                    continue;
                }
                let mut cost = 4.0 * off
                    + match (rows, self.about.is_paired) {
                        (1, _) | (2, true) => 0.0,
                        (2, false) => 0.7,
                        _ => 1.5,
                    };
                if filled < 0.62 {
                    cost += (0.62 - filled) * 4.0;
                }
                if rows == 3 {
                    cost += 0.6;
                }
                if rows > 1 && whole.to_emu() as f32 <= width * 0.985 && !self.about.is_paired {
                    cost += 1.2;
                }
                for air in 0..4 {
                    let lines = head.lines + air;
                    let cost = cost + 0.22 * (air * air) as f32;
                    match best.iter_mut().find(|other| other.lines == lines) {
                        Some(other) if other.cost <= cost => {}
                        Some(other) => *other = Head { size, rows, lines, cost },
                        None => best.push(Head { size, rows, lines, cost }),
                    }
                }
            }
        }
        best
    }

    /// The ideal width of a photo in eighths of the page.
    fn ideal_width(&self, first: bool, shape: f32) -> f32 {
        let importance = match (self.about.is_photo_news, self.about.level, first) {
            (true, Level::Brief, _) => 1.8,
            (true, ..) | (_, Level::Lead, true) => 3.4,
            (_, Level::Second, true) | (_, Level::Lead, false) => 2.4,
            (_, Level::Usual, true) => 1.9,
            _ => 1.2,
        };
        importance * (shape / 1.5).min(1.2).sqrt()
    }

    /// The ways to stack the story's photos over `count` columns, each at several depths.
    fn stacks(&mut self, ruling: &Ruling, count: usize) -> Vec<Stack> {
        let all = self.gauge.photos().len().min(3);
        if count == 0 || all == 0 {
            return Vec::new();
        }
        let band = ruling.band(count);
        let mut found: Vec<Stack> = Vec::new();
        for used in 1..=all {
            // Photos that are left out are missed.
            let missing = 2.2 * (self.gauge.photos().len() - used) as f32;
            let Some((first, _)) = self.shot(0, band) else { continue };
            let widest = (first as f32 * self.about.tolerance).floor() as i32;
            for step in -widest..=widest {
                let share = step as f32 / first.max(1) as f32;
                let mut stack = Stack { lines: 0, shots: Vec::new(), cost: missing };
                for number in 0..used {
                    let Some((natural, words)) = self.shot(number, band) else { break };
                    let lines = natural + (natural as f32 * share).round() as i32;
                    if lines < 5 {
                        break;
                    }
                    stack.cost += self.shot_cost(number, band, natural, lines);
                    let from = if number == 0 { 0 } else { stack.lines + 1 };
                    stack.shots.push((number, from, lines));
                    stack.lines = from + lines + words;
                }
                if stack.shots.len() == used && stack.cost < WORST {
                    found.push(stack);
                }
            }
        }
        found
    }

    /// The first photo alone, exactly so deep; `None` when it would be cut too much.
    fn single(&mut self, ruling: &Ruling, count: usize, depth: i32) -> Option<Stack> {
        let band = ruling.band(count);
        let all = self.gauge.photos().len();
        let (natural, words) = if all > 0 { self.shot(0, band)? } else { return None };
        let lines = depth - words;
        let off = (lines as f32 / natural.max(1) as f32 - 1.0).abs();
        if off > self.about.tolerance || lines < 5 {
            return None;
        }
        let cost = self.shot_cost(0, band, natural, lines) + 2.2 * (all - 1) as f32;
        (cost < WORST).then(|| Stack { lines: depth, shots: vec![(0, 0, lines)], cost })
    }

    fn shot(&mut self, number: usize, band: Length) -> Option<(i32, i32)> {
        let depth = self.gauge.photo(number, band)?;
        Some((depth.natural, depth.words))
    }

    fn shot_cost(&self, number: usize, band: Length, natural: i32, lines: i32) -> f32 {
        let grid = &self.sheet.grid;
        let eighths = band.to_emu() as f32 / grid.width().to_emu().max(1) as f32 * 8.0;
        let height = grid.leading.to_emu() as f32 * natural.max(1) as f32;
        let ideal = self.ideal_width(number == 0, band.to_emu() as f32 / height);
        let cut = (lines as f32 / natural.max(1) as f32 - 1.0) / self.about.tolerance.max(0.01);
        let weight = if number == 0 { 1.0 } else { 0.6 };
        weight * 2.0 * (eighths.max(0.1) / ideal).log2().abs() + 2.2 * cut * cut
    }

    /// What a span costs for a story of this level.
    fn span_cost(&self, span: usize) -> f32 {
        const LEAD: [f32; 8] = [30.0, 20.0, 9.0, 3.0, 0.5, 0.0, 0.0, 0.5];
        const SECOND: [f32; 8] = [12.0, 4.0, 0.8, 0.0, 0.0, 0.8, 2.0, 3.0];
        const USUAL: [f32; 8] = [2.5, 0.2, 0.0, 0.2, 0.8, 2.5, 5.0, 7.0];
        const PHOTO: [f32; 8] = [3.0, 0.5, 0.0, 0.0, 0.4, 2.0, 4.0, 6.0];
        const BRIEF: [f32; 8] = [0.3, 0.0, 0.2, 0.8, 2.0, 5.0, 7.0, 9.0];
        let table = match (self.about.level, self.about.is_photo_news) {
            (Level::Lead, _) => LEAD,
            (Level::Second, _) => SECOND,
            (Level::Usual, false) => USUAL,
            (Level::Usual, true) => PHOTO,
            (Level::Brief, _) => BRIEF,
        };
        table[self.sheet.eighths(span) - 1]
    }

    fn measure_cost(&self, ruling: &Ruling) -> f32 {
        let cells = ruling.cells;
        let own = f32::from(self.sheet.grid.columns.cells);
        let mut cost = if ruling.is_own
            || (cells - own).abs() < 0.5
            || ruling.frame == Frame::Box && (cells - own + 1.0).abs() < 0.5
        {
            0.0
        } else if cells < own {
            0.5
        } else if cells <= 20.0 {
            0.35
        } else if cells <= 24.0 {
            0.7
        } else if self.about.is_photo_news {
            0.3
        } else {
            1.6
        };
        if self.about.level == Level::Brief && cells > own + 1.0 {
            cost += 0.6;
        }
        cost
    }

    fn put(&mut self, entry: Entry<'_>) {
        let ruling = entry.ruling;
        let boxed = ruling.frame == Frame::Box;
        let inset = i32::from(boxed);
        let lines = entry.lines + 2 * inset;
        let span = usize::from(ruling.span);
        let height = (lines + GAP) as usize;
        if lines < 4 || height > self.sheet.depth || entry.stack.is_none() && !self.may_go_bare() {
            return;
        }
        let cost = self.cost(&entry, lines, boxed);
        let class = entry.pattern as usize * 2 + usize::from(boxed);
        let slot = &mut self.best[span * (self.sheet.depth + 1) + height];
        if slot.is_empty() {
            slot.resize(Pattern::COUNT * 2, None);
        }
        if slot[class].as_ref().is_none_or(|best| cost < best.cost) {
            slot[class] = Some(form(self.sheet, self.gauge, &self.about, entry, lines, cost));
        }
    }

    /// Whether the story may stand without a photo.
    fn may_go_bare(&self) -> bool {
        self.about.may_drop_photos || self.gauge.photos().is_empty()
    }

    fn cost(&self, entry: &Entry<'_>, lines: i32, boxed: bool) -> f32 {
        let ruling = entry.ruling;
        let mut cost = self.span_cost(usize::from(ruling.span))
            + self.measure_cost(ruling)
            + entry.head.cost
            + entry.extra
            + 0.12 * entry.spare as f32;
        if boxed {
            cost += if self.about.is_photo_news { 0.4 } else { 0.1 };
        }
        let photo_news = self.about.is_photo_news;
        let ground = self.sheet.width_in_cells(usize::from(ruling.span)) * lines as f32;
        if let Some((stack, _, count, _)) = &entry.stack {
            cost += stack.cost;
            let count = if *count == 0 { ruling.starts.len() } else { *count };
            let cell = self.sheet.grid.cell.to_emu().max(1) as f32;
            let width = ruling.band(count).to_emu() as f32 / cell;
            let pictures: i32 = stack.shots.iter().map(|shot| shot.2).sum();
            let share = width * pictures as f32 / ground.max(1.0);
            if photo_news {
                cost += (0.5 - share).max(0.0) * 8.0;
            } else {
                cost += (share - 0.42).max(0.0) * 14.0;
            }
        } else if !self.gauge.photos().is_empty() {
            cost += 4.0;
        }
        let open: Vec<i32> =
            entry.legs.iter().map(|(top, bottom)| bottom - top).filter(|lines| *lines > 0).collect();
        let mean = open.iter().sum::<i32>() as f32 / open.len().max(1) as f32;
        if mean < 5.0 && !photo_news {
            cost += (5.0 - mean) * 0.5;
        }
        cost += (mean - 38.0).max(0.0) * 0.07;
        let aspect = self.sheet.width_in_cells(usize::from(ruling.span)) * 0.72 / lines.max(1) as f32;
        cost += (aspect - 3.6).max(0.0) * 0.8 + (0.42 - aspect).max(0.0) * 9.0;
        cost
    }

    fn thin(self) -> Options {
        let Maker { sheet, gauge, about, best } = self;
        let mut options = Options {
            depth: sheet.depth,
            least: f32::MAX,
            most: 0.0,
            natural: 0.0,
            best: f32::MAX,
            forms: Vec::with_capacity(best.len()),
            characters: i32::from(sheet.grid.columns.cells),
            lines: 0,
        };
        let least = best.iter().flatten().flatten().map(|form| form.cost).fold(f32::MAX, f32::min);
        for (place, slot) in best.into_iter().enumerate() {
            let mut forms: Vec<Form> = slot.into_iter().flatten().collect();
            forms.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            let first = forms.first().map_or(f32::MAX, |form| form.cost);
            if first > least + WORST {
                forms.clear();
            }
            forms.retain(|form| form.cost <= first + SLACK);
            forms.truncate(KEPT);
            if !forms.is_empty() {
                let (span, height) = (place / (sheet.depth + 1), place % (sheet.depth + 1));
                let ground = (span * height) as f32;
                options.least = options.least.min(ground);
                options.most = options.most.max(ground);
                if first < options.best {
                    options.best = first;
                    options.natural = ground;
                }
            }
            options.forms.push(forms);
        }
        let own = sheet.grid.columns.measure(1).length(sheet.grid.cell);
        let across = gauge.byline().is_some_and(|width| width > own);
        options.lines = gauge.galley(own, across).lines() + about.extra / options.characters.max(1);
        options
    }
}

/// Running text over one ruling.
struct Text<'r> {
    ruling: &'r Ruling,
    galley: &'r Arc<Galley>,
    /// Lines it takes.
    demand: i32,
    /// Lines of a byline across the head.
    byline: i32,
}

/// Lines a column when `demand` lines are shared by `columns`, and how many columns end a line early.
fn share(demand: i32, columns: i32) -> (i32, i32) {
    let columns = columns.max(1);
    let depth = (demand + columns - 1).div_euclid(columns);
    (depth, depth * columns - demand)
}

fn form(sheet: &Sheet, gauge: &Gauge<'_>, about: &About, entry: Entry<'_>, lines: i32, cost: f32) -> Form {
    let ruling = entry.ruling;
    let cell = sheet.grid.cell;
    let down = i32::from(ruling.frame == Frame::Box);
    let columns = ruling.starts.len();
    let right = |column: usize| ruling.start_in_cells(column, cell) + ruling.cells;
    let head_spot = [
        ruling.start_in_cells(0, cell),
        (entry.head_line + down) as f32,
        right(entry.head_columns.clamp(1, columns) - 1),
        (entry.head_line + entry.head_lines + down) as f32,
    ];
    let mut shots = Vec::new();
    if let Some((stack, place, count, line)) = entry.stack {
        let first = match place {
            PhotoPlace::Right | PhotoPlace::BottomRight => columns - count.min(columns),
            _ => 0,
        };
        let last = if count == 0 { columns } else { first + count };
        let words = stack.lines;
        // At the foot the first photo hangs lowest.
        let is_low = matches!(place, PhotoPlace::Bottom | PhotoPlace::BottomRight);
        for (index, (number, from, picture)) in stack.shots.iter().enumerate() {
            let until = stack.shots.get(index + 1).map_or(words, |next| next.1 - 1);
            let (from, until) = if is_low { (words - until, words - from) } else { (*from, until) };
            let Some((photo, _)) = gauge.photos().get(*number) else { continue };
            shots.push(Shot {
                photo: *photo,
                place,
                columns: count as u8,
                lines: *picture,
                spot: [
                    ruling.start_in_cells(first, cell),
                    (line + from + down) as f32,
                    right(last.clamp(1, columns) - 1),
                    (line + until + down) as f32,
                ],
            });
        }
    }
    let breaks = about.crossheads + usize::from(!shots.is_empty()) + down as usize;
    Form {
        cost,
        span: ruling.span,
        lines,
        columns: ruling.columns,
        frame: ruling.frame,
        pattern: entry.pattern,
        head: entry.spec,
        head_spot,
        shots,
        legs: entry.legs.iter().map(|(top, bottom)| (top + down, bottom + down)).collect(),
        galley: Arc::clone(entry.galley),
        grey: about.characters as f32 / (breaks + 1) as f32,
    }
}
