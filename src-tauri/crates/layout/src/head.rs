//! The head of a package: column logo, kicker, headline and deck, as a block of whole lines.

use crate::composer::{Composer, Set};
use crate::dress::{Origin, Words};
use crate::ink::{self, Run};
use crate::package::{Input, part};
use crate::style;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Grid, HeadSpec, Role};
use banxin_scene::{Item, Paint, Shape};
use banxin_text::{Axis, HeadlineOptions, Line, Prepared, Rules, TextFault, reads_well, set_headline};
use std::sync::Arc;

/// The words of a head.
#[derive(Clone, Copy, Debug, Default, Hash)]
pub(crate) struct HeadText<'a> {
    pub logo: Words<'a>,
    pub kicker: Words<'a>,
    pub headline: Words<'a>,
    pub deck: Words<'a>,
}

impl<'a> HeadText<'a> {
    /// The words of a package's head.
    pub(crate) fn of(input: &Input<'a>) -> Self {
        HeadText {
            logo: part(input, Role::Logo),
            kicker: part(input, Role::Kicker),
            headline: part(input, Role::Headline),
            deck: part(input, Role::Deck),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        [self.logo, self.kicker, self.headline, self.deck].iter().all(|part| part.text.trim().is_empty())
    }
}

/// A head set, from its own top left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeadBlock {
    pub items: Vec<Item>,
    /// Whole lines of the grid it takes.
    pub lines: i32,
    /// Size of the headline.
    pub size: Length,
    pub faults: Vec<TextFault>,
}

/// One row of the head before it is placed.
#[derive(Clone)]
struct Row {
    prepared: Arc<Prepared>,
    line: Line,
    size: Length,
    /// Height of the band it stands in.
    height: Length,
    is_logo: bool,
    origin: Origin,
}

/// Most rows a headline may break into.
const MOST_ROWS: usize = 4;

/// Sets a head over a measure, each row centred.
pub(crate) fn over(
    composer: &mut Composer,
    text: HeadText<'_>,
    spec: &HeadSpec,
    face: &str,
    measure: Length,
    grid: &Grid,
) -> HeadBlock {
    if text.is_empty() {
        return HeadBlock::default();
    }
    let (cell, leading) = (grid.cell, grid.leading);
    let Stack { rows, size, height, lines, faults, .. } =
        stack(composer, text, spec, face, measure, grid, false);
    let spare = leading * i64::from(lines) - (leading - cell) - height;
    let mut top = spare.scaled(2, 5).max(Length::ZERO);
    let mut items = Vec::new();
    for row in &rows {
        paint_row(&mut items, row, top, measure);
        top += row.height;
    }
    HeadBlock { items, lines, size, faults }
}

/// The rows of a head over a measure before they are painted.
struct Stack {
    rows: Vec<Row>,
    /// Size of the headline.
    size: Length,
    /// Rows of the headline itself, and its widest one.
    headline: (usize, Length),
    height: Length,
    /// Whole lines of the grid.
    lines: i32,
    faults: Vec<TextFault>,
}

fn stack(
    composer: &mut Composer,
    text: HeadText<'_>,
    spec: &HeadSpec,
    face: &str,
    measure: Length,
    grid: &Grid,
    is_measured: bool,
) -> Stack {
    let (cell, leading) = (grid.cell, grid.leading);
    let rules = Rules { justify: false, cjk_latin_gap_permille: 125, ..Rules::default() };
    let face = if face.is_empty() { "song-900" } else { face };
    let mut setting = Setting { composer, rules, measure, cell, is_measured, faults: Vec::new() };
    let (headline, size) = setting.headline(text.headline, spec, face);
    let widest = headline.iter().map(|row| row.line.width).max().unwrap_or(Length::ZERO);
    let count = headline.len();
    let small = if size > Length::ZERO { style::companion(size, cell) } else { cell };
    let logo = Companion { face: "hei-700", greatest: cell.scaled(7, 6), band: 170, is_logo: true };
    let kicker = Companion { face: "kai-400", greatest: small, band: 130, is_logo: false };
    let deck = Companion { band: 135, ..kicker };
    let mut rows = setting.companion(text.logo, logo);
    rows.extend(setting.companion(text.kicker, kicker));
    rows.extend(headline);
    rows.extend(setting.companion(text.deck, deck));
    let faults = setting.faults;
    let height: Length = rows.iter().map(|row| row.height).sum();
    // Half a line of air under the head at the least; the grid takes up what is left.
    let needed = (height + leading / 2 + leading - Length::emu(1)).whole(leading);
    let lines = i32::try_from(needed).unwrap_or(i32::MAX).max(i32::from(spec.lines)).max(1);
    Stack { rows, size, headline: (count, widest), height, lines, faults }
}

/// What a head over a measure takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct HeadExtent {
    /// Whole lines of the grid.
    pub lines: i32,
    /// Rows of the headline itself.
    pub rows: usize,
    /// The widest of them.
    pub widest: Length,
}

/// The lines a head takes over a measure: those of [`over`], without setting anything twice.
pub(crate) fn extent(
    composer: &mut Composer,
    text: HeadText<'_>,
    spec: &HeadSpec,
    face: &str,
    measure: Length,
    grid: &Grid,
) -> HeadExtent {
    if text.is_empty() {
        return HeadExtent::default();
    }
    let stack = stack(composer, text, spec, face, measure, grid, true);
    HeadExtent { lines: stack.lines, rows: stack.headline.0, widest: stack.headline.1 }
}

fn paint_row(items: &mut Vec<Item>, row: &Row, top: Length, measure: Length) {
    let x = (measure - row.line.width) / 2;
    let baseline = ink::baseline(top, row.height, row.size);
    if row.is_logo {
        let pad = row.size.scaled(6, 10);
        let band = row.size.scaled(3, 2);
        let area = Rect::new(x - pad, top + (row.height - band) / 2, row.line.width + pad * 2, band);
        items.push(Item::Shape(Shape::filled(area, Paint::Black)));
        let paper = Paint::Cmyk([0; 4]);
        ink::copy(items, &row.prepared, &row.line, Point::new(x, baseline), Run::Across, &paper, row.origin);
    } else {
        let start = Point::new(x, baseline);
        ink::copy(items, &row.prepared, &row.line, start, Run::Across, &Paint::Black, row.origin);
    }
}

/// A part of the head beside the headline.
#[derive(Clone, Copy)]
struct Companion {
    face: &'static str,
    greatest: Length,
    /// Height of its band in hundredths of its size.
    band: i64,
    is_logo: bool,
}

/// A head being set over one measure.
struct Setting<'a> {
    composer: &'a mut Composer,
    rules: Rules,
    measure: Length,
    cell: Length,
    /// Whether only numbers and widths of rows are wanted, which are remembered.
    is_measured: bool,
    faults: Vec<TextFault>,
}

impl Setting<'_> {
    /// Words of a head in their styles; what stretches say of their size is left to the head.
    fn shape(&mut self, words: Words<'_>, face: &str, size: Length) -> Set {
        shape(self.composer, words, face, size, &self.rules)
    }

    fn natural(&mut self, words: Words<'_>, face: &str, size: Length) -> Length {
        self.shape(words, face, size).prepared.natural_width()
    }

    /// The headline's rows and its size: the greatest usual size whose rows fit, in as few rows as look well.
    fn headline(&mut self, words: Words<'_>, spec: &HeadSpec, face: &str) -> (Vec<Row>, Length) {
        let words = words.trimmed();
        if words.text.is_empty() {
            return (Vec::new(), Length::ZERO);
        }
        let face = if words.face.is_empty() { face } else { words.face };
        let fixed = [spec.size, words.size].into_iter().find(|size| *size > Length::ZERO);
        let (size, count) = match fixed {
            Some(size) => (size, usize::from(spec.rows)),
            None => self.choose_size(words, spec, face),
        };
        let options = HeadlineOptions { lines: count, fill: spec.fill };
        (self.rows(words, face, size, size.scaled(122, 100), &options, false), size)
    }

    fn rows(
        &mut self,
        words: Words<'_>,
        face: &str,
        size: Length,
        height: Length,
        options: &HeadlineOptions,
        is_logo: bool,
    ) -> Vec<Row> {
        let set = self.shape(words, face, size);
        self.faults.extend(set.prepared.faults().iter().cloned());
        let origin = words.origin();
        let row = |line| Row { prepared: Arc::clone(&set.prepared), line, size, height, is_logo, origin };
        if self.is_measured && !options.fill {
            let lines = self.composer.headline_rows(&set, self.measure, options.lines);
            return lines.iter().cloned().map(row).collect();
        }
        set_headline(&set.prepared, self.measure, options).into_iter().map(row).collect()
    }

    fn choose_size(&mut self, words: Words<'_>, spec: &HeadSpec, face: &str) -> (Length, usize) {
        let usual = style::greatest_headline(self.measure.to_emu() as f64 / self.cell.to_emu().max(1) as f64);
        let greatest = if spec.greatest > Length::ZERO { spec.greatest } else { usual };
        let rows = usize::from(spec.rows);
        let probe = Length::pt(100.0);
        let natural = self.natural(words, face, probe);
        let room = self.measure.scaled(97, 100);
        let mut best = (Length::ZERO, 1);
        let counts = if rows > 0 { rows..=rows } else { 1..=MOST_ROWS };
        for count in counts {
            // Rows break by sense, so that the longest is somewhat more than its share.
            let share = if count == 1 { 100 } else { 112 };
            let longest = natural.scaled(share, 100 * count as i64);
            let fitting =
                if longest > Length::ZERO { probe.scaled(room.to_emu(), longest.to_emu()) } else { greatest };
            let hoped = style::size_at_most(fitting.min(greatest));
            let size = self.shrink_to_rows(words, hoped, spec.least, count, face);
            if size > best.0 {
                best = (size, count);
            }
            if size >= greatest.scaled(2, 3) {
                break;
            }
        }
        best
    }

    /// The greatest size, from the one hoped for down, at which the headline really keeps to its rows.
    ///
    /// Where a size would only fit with a word divided or a row begun by a particle, a smaller one is looked for first.
    fn shrink_to_rows(
        &mut self,
        words: Words<'_>,
        hoped: Length,
        least: Length,
        count: usize,
        face: &str,
    ) -> Length {
        let options = HeadlineOptions { lines: count, ..HeadlineOptions::default() };
        let mut awkward = None;
        for size in style::sizes().filter(|size| *size <= hoped && *size >= least) {
            let set = self.shape(words, face, size);
            let rows = set_headline(&set.prepared, self.measure, &options);
            let fits =
                rows.len() <= count && rows.iter().all(|line| line.width <= self.measure && !line.emergency);
            if fits && reads_well(&set.prepared, &rows) {
                return size;
            }
            if fits {
                awkward = awkward.or(Some(size));
            }
        }
        awkward.unwrap_or(self.cell.max(least))
    }

    /// A kicker, deck or logo: in one row if any size down to the body's allows it.
    fn companion(&mut self, words: Words<'_>, part: Companion) -> Vec<Row> {
        let words = words.trimmed();
        if words.text.is_empty() {
            return Vec::new();
        }
        let face = if words.face.is_empty() { part.face } else { words.face };
        if words.size > Length::ZERO {
            let height = words.size.scaled(part.band, 100);
            return self.rows(words, face, words.size, height, &HeadlineOptions::default(), part.is_logo);
        }
        let sizes = style::sizes().filter(|size| *size <= part.greatest && *size >= self.cell);
        let sizes: Vec<Length> = std::iter::once(part.greatest).chain(sizes).collect();
        let fitting = sizes.iter().copied().find(|size| self.natural(words, face, *size) <= self.measure);
        let size = fitting.unwrap_or(self.cell.scaled(7, 6).min(part.greatest));
        let height = size.scaled(part.band, 100);
        self.rows(words, face, size, height, &HeadlineOptions::default(), part.is_logo)
    }
}

/// What a vertical head needs at a size when each part runs down in one row: breadth, and length of its longest row.
pub(crate) fn vertical_extent(
    composer: &mut Composer,
    text: HeadText<'_>,
    size: Length,
    cell: Length,
) -> (Length, Length) {
    let rules =
        Rules { justify: false, axis: Axis::Vertical, cjk_latin_gap_permille: 125, ..Rules::default() };
    let small = style::companion(size, cell);
    let parts = [
        (text.logo, small, "hei-700"),
        (text.kicker, small, "kai-400"),
        (text.headline, size, "song-900"),
        (text.deck, small, "kai-400"),
    ];
    let (mut breadth, mut longest) = (Length::ZERO, Length::ZERO);
    for (words, size, face) in parts {
        let words = words.trimmed();
        if words.text.is_empty() {
            continue;
        }
        let face = if words.face.is_empty() { face } else { words.face };
        let set = shape(composer, words, face, size, &rules);
        longest = longest.max(set.prepared.natural_width());
        breadth += size.scaled(132, 100);
    }
    (breadth, longest)
}

/// Words of a head in their styles; no stretch of them is larger than the head's own size.
fn shape(composer: &mut Composer, words: Words<'_>, face: &str, size: Length, rules: &Rules) -> Set {
    composer.dress(&words, &style::face(face, size), size, rules)
}

/// The least breadth that the parts of a vertical head can take, each in as few rows as hold its characters.
fn least_breadth(
    composer: &mut Composer,
    parts: [(Words<'_>, Length, &str); 4],
    room: Length,
    rules: &Rules,
) -> Length {
    let mut breadth = Length::ZERO;
    for (words, size, face) in parts {
        let words = words.trimmed();
        if words.text.is_empty() {
            continue;
        }
        let face = if words.face.is_empty() { face } else { words.face };
        let natural = shape(composer, words, face, size, rules).prepared.natural_width();
        // A mark at the end of a row gives up half its cell.
        let rows = natural.whole((room + size / 2).max(Length::emu(1))).max(1);
        breadth += size.scaled(132, 100) * rows;
    }
    breadth
}

/// Sets a head in vertical rows that run down from the top, from right to left, centred in a band.
pub(crate) fn vertical(
    composer: &mut Composer,
    text: HeadText<'_>,
    spec: &HeadSpec,
    face: &str,
    (width, height): (Length, Length),
    cell: Length,
) -> HeadBlock {
    if text.is_empty() || height <= Length::ZERO {
        return HeadBlock::default();
    }
    let rules =
        Rules { justify: false, axis: Axis::Vertical, cjk_latin_gap_permille: 125, ..Rules::default() };
    let face = if face.is_empty() { "song-900" } else { face };
    let room = height.scaled(94, 100);
    let mut faults = Vec::new();
    let fixed = [spec.size, text.headline.size].into_iter().find(|size| *size > Length::ZERO);
    let greatest = if spec.greatest > Length::ZERO { spec.greatest } else { style::greatest_headline(30.0) };
    let wanted = fixed.unwrap_or(greatest);
    // Down through the sizes until the rows of all parts stand beside each other in the width and read well; where
    // none does, the first that stands.
    let mut awkward: Option<(Vec<Row>, Length)> = None;
    let mut rows = Vec::new();
    let mut size = Length::ZERO;
    let floor = spec.least.max(cell);
    for candidate in std::iter::once(wanted).chain(style::sizes().filter(|size| *size < wanted)) {
        let small = style::companion(candidate, cell);
        let parts = [
            (text.logo, small, "hei-700"),
            (text.kicker, small, "kai-400"),
            (text.headline, candidate, face),
            (text.deck, small, "kai-400"),
        ];
        let is_choice = fixed.is_none() && candidate > floor.max(style::size_at_most(Length::ZERO));
        if is_choice && least_breadth(composer, parts, room, &rules) > width {
            continue;
        }
        faults.clear();
        rows.clear();
        size = candidate;
        let mut is_well = true;
        for (number, (words, size, face)) in parts.into_iter().enumerate() {
            let (words, is_headline) = (words.trimmed(), number == 2);
            if words.text.is_empty() {
                continue;
            }
            let face = if words.face.is_empty() { face } else { words.face };
            let set = shape(composer, words, face, size, &rules);
            faults.extend(set.prepared.faults().iter().cloned());
            let options = match is_headline {
                true => HeadlineOptions { lines: usize::from(spec.rows), fill: spec.fill },
                false => HeadlineOptions::default(),
            };
            let lines = set_headline(&set.prepared, room, &options);
            is_well &= reads_well(&set.prepared, &lines);
            for line in lines {
                let height = size.scaled(132, 100);
                let (prepared, origin) = (Arc::clone(&set.prepared), words.origin());
                rows.push(Row { prepared, line, size, height, is_logo: false, origin });
            }
        }
        let across: Length = rows.iter().map(|row| row.height).sum();
        if across <= width && is_well || fixed.is_some() {
            awkward = None;
            break;
        }
        if across <= width && awkward.is_none() {
            awkward = Some((rows.clone(), size));
        }
        if size <= floor {
            break;
        }
    }
    if let Some(first) = awkward {
        (rows, size) = first;
    }
    let across: Length = rows.iter().map(|row| row.height).sum();
    let mut right = width - (width - across).max(Length::ZERO) / 2;
    let mut items = Vec::new();
    for row in &rows {
        let middle = right - row.height / 2;
        let top = (height - row.line.width).max(Length::ZERO) / 2;
        let start = Point::new(middle, top);
        ink::copy(&mut items, &row.prepared, &row.line, start, Run::Down, &Paint::Black, row.origin);
        right -= row.height;
    }
    HeadBlock { items, lines: 0, size, faults }
}
