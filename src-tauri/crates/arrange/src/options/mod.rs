//! Every form worth having of one story: enumerated, priced, and thinned to the best few of each width and height.

mod heads;
mod patterns;
mod photos;
mod price;

use crate::form::{Form, Jump, Pattern, Shot};
use crate::sheet::{Ruling, Sheet};
use crate::{GAP, Level, Wish};
use banxin_layout::{Galley, Gauge};
use banxin_model::{Frame, HeadSpec, PhotoPlace, Role, StoryKind};
use heads::Head;
use photos::Stack;
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
/// Least lines of a story that stand here, and that go on on another page: ten and five of text and a crosshead.
pub(crate) const BEGUN: [i32; 2] = [12, 7];
/// What going on on another page costs, when forms are chosen, before the page is judged.
const JUMP: f32 = 3.0;

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
    /// The same with forms that begin the story here and go on elsewhere.
    pub(crate) fn joined(&self, begun: Vec<Options>) -> Options {
        let mut all = Options { forms: self.forms.clone(), ..*self };
        for (place, slot) in begun.into_iter().flat_map(|own| own.forms.into_iter().enumerate()) {
            if let Some(forms) = all.forms.get_mut(place) {
                forms.extend(slot.into_iter().map(|form| Form { cost: form.cost + JUMP, ..form }));
            }
        }
        for (place, forms) in all.forms.iter_mut().enumerate() {
            forms.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            let first = forms.first().map_or(f32::MAX, |form| form.cost);
            forms.retain(|form| form.cost <= first + SLACK + JUMP);
            forms.truncate(KEPT);
            if !forms.is_empty() {
                let ground = (place / (self.depth + 1) * (place % (self.depth + 1))) as f32;
                all.least = all.least.min(ground);
                all.most = all.most.max(ground);
            }
        }
        all
    }

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
    /// Share of the text that stands here, when it goes on on another page.
    share: Option<f32>,
}

/// What is other about a story than it is, to see what would fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    /// How far its photos may be cut in depth.
    pub tolerance: f32,
    /// Characters written (positive) or taken away.
    pub extra: i32,
    /// Share of its text that stands here, when it goes on on another page.
    pub share: Option<f32>,
}

impl Default for Change {
    fn default() -> Self {
        Change { tolerance: TOLERANCE, extra: 0, share: None }
    }
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
    jump: Option<Jump>,
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

/// Every form worth having of a story with a change.
pub(crate) fn options(sheet: &Sheet, gauge: &mut Gauge<'_>, wish: &Wish, change: Change) -> Options {
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
        tolerance: change.tolerance,
        extra: change.extra,
        share: change.share,
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
        let (galley, jump) = match self.about.share {
            None => (galley, None),
            Some(share) => {
                let lines = (galley.lines() as f32 * share).round() as i32;
                let Some(begun) = galley.begun(lines, BEGUN[0], BEGUN[1]) else { return };
                let jump = Jump { lines: begun.lines, rest: begun.rest, end: begun.end };
                (Arc::new(begun.galley), Some(jump))
            }
        };
        let demand = galley.lines() + galley.air();
        let columns = ruling.starts.len();
        let stacks: Vec<Vec<Stack>> = (0..=columns).map(|count| self.stacks(ruling, count)).collect();
        let over = self.heads(ruling.band(columns), columns == 1);
        let text = Text { ruling, galley: &galley, jump, demand, byline };
        self.plain(&text, &over, &stacks);
        for head_columns in 1..columns {
            let heads = self.heads(ruling.band(head_columns), false);
            self.inset(&text, head_columns, &heads, &stacks);
        }
        self.vertical(&text, &stacks);
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
        // Room that is left over would be filled with more of the text, and the division would be another.
        if entry.jump.is_some() && entry.spare > 0 {
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
        // A story that no package holds, being too long or too short, has its size all the same.
        if options.natural == 0.0 {
            options.natural = options.lines.max(0) as f32;
        }
        options
    }
}

/// Running text over one ruling.
struct Text<'r> {
    ruling: &'r Ruling,
    galley: &'r Arc<Galley>,
    jump: Option<Jump>,
    /// Lines it takes.
    demand: i32,
    /// Lines of a byline across the head.
    byline: i32,
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
        grey: about.characters as f32 * about.share.unwrap_or(1.0) / (breaks + 1) as f32,
        notch: None,
        jump: entry.jump,
    }
}
