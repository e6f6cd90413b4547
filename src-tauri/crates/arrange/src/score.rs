//! What is good and bad about a page, in named terms with weights, each with the blocks that cause it.

use crate::form::Form;
use crate::options::Options;
use crate::sheet::Sheet;
use crate::tree::Place;
use crate::{GAP, Level};
use banxin_model::{Area, Frame};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use ts_rs::TS;

macro_rules! terms {
    ($($term:ident $name:literal $weight:literal $zh:literal $en:literal;)*) => {
        /// What a page is judged by. Exact fill is not among them: it is a must.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum Term { $(#[doc = $en] $term,)* }

        impl Term {
            /// Every term, in the order in which they are told.
            pub const ALL: &'static [Term] = &[$(Term::$term),*];

            /// Its name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Term::$term => $name,)* }
            }

            /// What it is called, in Chinese.
            pub fn zh(self) -> &'static str {
                match self { $(Term::$term => $zh,)* }
            }

            /// What it is called, in English.
            pub fn en(self) -> &'static str {
                match self { $(Term::$term => $en,)* }
            }

            fn usual(self) -> f32 {
                match self { $(Term::$term => $weight,)* }
            }
        }
    };
}

terms! {
    Form "form" 0.8 "稿块版式欠佳" "Blocks not in their best form";
    Position "position" 1.0 "主次与区序不合" "Place on the page against rank";
    Lead "lead" 1.0 "头条位置" "Place of the lead";
    Hierarchy "hierarchy" 1.0 "题号主次不分" "Headline sizes against rank";
    Clash "clash" 1.0 "碰题" "Heads side by side";
    Stacked "stacked" 1.0 "题压题" "Heads on top of each other";
    Down "down" 1.0 "竖通线" "A cut down the page";
    Across "across" 1.0 "横通线" "A cut across the page";
    Crossing "crossing" 1.0 "十字缝" "Four blocks meeting in a point";
    Stripes "stripes" 1.0 "条块单调" "Stripes and strips";
    Touching "touching" 1.0 "图片相连" "Photos that touch";
    Dominant "dominant" 1.0 "主图不突出" "No photo that dominates";
    Pictures "pictures" 1.0 "图片位置" "Where the photos stand";
    Balance "balance" 1.0 "版面轻重失衡" "Parts of the page without weight";
    Boxes "boxes" 1.0 "花边多少" "Too many boxes or none";
    Measures "measures" 1.0 "破栏多少" "Too many measures or only one";
    Patterns "patterns" 1.0 "题式单一" "All heads of one kind";
    Row "row" 1.0 "标题成排" "Heads in a row";
    Grey "grey" 1.0 "大片文字" "Text without a break";
    Ends "ends" 1.0 "栏尾差行" "Columns that end a line early";
}

/// How many terms there are.
const TERMS: usize = Term::ALL.len();

/// How much each term counts; a paper has its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights([f32; TERMS]);

impl Default for Weights {
    fn default() -> Self {
        let mut weights = [0.0; TERMS];
        for term in Term::ALL {
            weights[*term as usize] = term.usual();
        }
        Weights(weights)
    }
}

impl Weights {
    /// The usual weights, with those named in `own` changed; a weight lies between 0 and 10.
    pub fn with(own: &BTreeMap<String, f32>) -> Self {
        let mut weights = Weights::default();
        for term in Term::ALL {
            if let Some(weight) = own.get(term.name()) {
                weights.0[*term as usize] = if weight.is_finite() { weight.clamp(0.0, 10.0) } else { 1.0 };
            }
        }
        weights
    }

    /// The weight of a term.
    pub fn of(&self, term: Term) -> f32 {
        self.0[term as usize]
    }
}

/// A story as the judge sees it.
#[derive(Debug)]
pub(crate) struct Item {
    pub level: Level,
    pub is_photo_news: bool,
    pub options: Arc<Options>,
}

/// A story set at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Block {
    pub place: Place,
    /// Which form of its width and height.
    pub form: u8,
    /// Whether the form is turned about.
    pub is_turned: bool,
}

/// What judges a page.
pub(crate) struct Judge<'a> {
    pub sheet: &'a Sheet,
    pub items: &'a [Item],
    pub fixed: &'a [Area],
    pub weights: &'a Weights,
}

/// What is told of one block while the page is judged.
#[derive(Clone, Copy, Default)]
struct Seen {
    head: [f32; 4],
    size: f32,
    strength: f32,
    is_vertical: bool,
    is_boxed: bool,
}

fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.1.min(b.1) - a.0.max(b.0)).max(0.0)
}

const MOST: usize = 16;

impl<'a> Judge<'a> {
    pub(crate) fn form(&self, block: &Block) -> Option<&'a Form> {
        let place = block.place;
        self.items
            .get(usize::from(place.story))?
            .options
            .at(usize::from(place.span), usize::from(place.height))
            .get(usize::from(block.form))
    }

    /// The weighted sum.
    pub(crate) fn total(&self, blocks: &[Block]) -> f32 {
        let mut total = 0.0;
        self.judge(blocks, &mut |term, value, _| total += value * self.weights.0[term as usize]);
        total
    }

    /// Every term that costs anything, with the blocks (a bit each) that cause it.
    pub(crate) fn terms(&self, blocks: &[Block]) -> Vec<(Term, f32, u32)> {
        let mut sums = [(0.0f32, 0u32); TERMS];
        self.judge(blocks, &mut |term, value, who| {
            let sum = &mut sums[term as usize];
            sum.0 += value;
            sum.1 |= who;
        });
        Term::ALL
            .iter()
            .map(|term| (*term, sums[*term as usize].0, sums[*term as usize].1))
            .filter(|(_, value, _)| *value > 0.05)
            .collect()
    }

    fn judge(&self, blocks: &[Block], say: &mut impl FnMut(Term, f32, u32)) {
        let count = blocks.len().min(MOST);
        let mut seen = [Seen::default(); MOST];
        let mut photos: [([f32; 4], u8); 24] = [([0.0; 4], 0); 24];
        let mut shown = 0;
        let depth = self.sheet.depth as f32;
        let width = f32::from(self.sheet.grid.cells).max(1.0);
        let (mut boxes, mut divided, mut usual, mut vertical, mut across) = (0, 0, 0, 0, 0);
        for (k, block) in blocks.iter().take(count).enumerate() {
            let Some(form) = self.form(block) else { continue };
            let (place, who) = (block.place, 1 << k);
            let item = &self.items[usize::from(place.story)];
            let x = self.sheet.grid.columns.start(place.column).count() as f32;
            let frame = (x, f32::from(place.line), self.sheet.width_in_cells(usize::from(place.span)));
            let head = Form::on_page(form.head_spot, frame, block.is_turned);
            say(Term::Form, form.cost, if form.cost > 3.0 { who } else { 0 });
            for shot in &form.shots {
                if shown < photos.len() {
                    photos[shown] = (Form::on_page(shot.spot, frame, block.is_turned), k as u8);
                    shown += 1;
                }
            }
            // From 1 in the upper left corner down to about 0.4 in the lower left one.
            let across_at = ((head[0] + head[2]) / 2.0 / width).min(1.0);
            let down_at = head[1] / depth;
            let (top, foot) = (1.0 - 0.18 * across_at, 0.38 + 0.10 * across_at);
            seen[k] = Seen {
                head,
                size: form.size(),
                strength: top * (1.0 - down_at) + foot * down_at,
                is_vertical: form.head.place == banxin_model::HeadPlace::Vertical,
                is_boxed: form.frame == Frame::Box,
            };
            boxes += i32::from(seen[k].is_boxed);
            divided += i32::from(form.columns != form.span);
            usual += i32::from(form.pattern.is_usual());
            vertical += i32::from(seen[k].is_vertical);
            across += i32::from(usize::from(place.span) == self.sheet.columns);
            if form.grey > 900.0 {
                say(Term::Grey, (form.grey - 900.0) / 300.0, who);
            }
            self.ends(form, say, who);
            match item.level {
                Level::Lead => {
                    if place.line > 0 {
                        say(Term::Lead, 10.0, who);
                    }
                    if usize::from(place.span) < self.sheet.columns && place.column > 0 {
                        say(Term::Lead, if across_at > 0.5 { 3.0 } else { 1.5 }, who);
                    }
                }
                Level::Brief if place.line == 0 => {
                    say(Term::Position, if place.column == 0 { 6.5 } else { 2.5 }, who);
                }
                _ => {}
            }
        }
        let blocks = &blocks[..count];
        self.heads(blocks, &seen, say);
        self.pictures(&photos[..shown], &seen[..count], say);
        self.cuts(blocks, say);
        self.stripes(blocks, across, say);
        self.balance(&photos[..shown], &seen[..count], say);
        let stories = count as f32;
        say(
            Term::Boxes,
            match boxes {
                0 => 1.0,
                1 => 0.0,
                2 => 0.2,
                more => 1.6 * (more - 2) as f32,
            },
            0,
        );
        let measures = if divided == 0 { 0.8 } else { (divided as f32 - stories * 0.4).max(0.0) * 0.7 };
        say(Term::Measures, measures, 0);
        let alike = if usual as usize == count && count > 3 { 1.0 } else { 0.0 };
        let upright = (vertical as f32 - 1.0 - (count / 8) as f32).max(0.0) * 1.8;
        say(Term::Patterns, alike + upright, 0);
    }

    fn ends(&self, form: &Form, say: &mut impl FnMut(Term, f32, u32), who: u32) {
        let room: i32 = form.legs.iter().map(|(top, bottom)| bottom - top).sum();
        let spare = room - form.galley.lines() - form.galley.air();
        if spare > 0 {
            say(Term::Ends, 0.1 * spare as f32, if spare > 2 { who } else { 0 });
        }
    }

    fn heads(&self, blocks: &[Block], seen: &[Seen; MOST], say: &mut impl FnMut(Term, f32, u32)) {
        for (i, first) in blocks.iter().enumerate() {
            let a = &self.items[usize::from(first.place.story)];
            for (j, second) in blocks.iter().enumerate() {
                if i == j {
                    continue;
                }
                let b = &self.items[usize::from(second.place.story)];
                let who = 1 << i | 1 << j;
                if a.level < b.level {
                    let mut weight = match (a.level, b.level) {
                        (Level::Lead, Level::Second) => 12.0,
                        (Level::Lead, _) => 10.0,
                        (Level::Second, Level::Usual) => 7.0,
                        (Level::Second, _) => 8.0,
                        _ => 4.0,
                    };
                    if b.is_photo_news {
                        weight *= 0.35;
                    }
                    if a.is_photo_news {
                        weight *= 0.3;
                    }
                    let behind = seen[j].strength - seen[i].strength + 0.02;
                    if behind > 0.0 {
                        say(Term::Position, weight * behind, who);
                    }
                    let needed = seen[j].size * if a.level == Level::Lead { 1.25 } else { 1.06 };
                    if !a.is_photo_news && seen[i].size < needed {
                        say(Term::Hierarchy, 3.0 + 4.0 * (needed / seen[i].size.max(1.0) - 1.0), who);
                    }
                    let ground = |block: &Block| u32::from(block.place.span) * u32::from(block.place.height);
                    if a.level == Level::Lead && !b.is_photo_news && ground(first) < ground(second) {
                        say(Term::Hierarchy, 1.0, who);
                    }
                }
                if i < j {
                    pair(&seen[i], &seen[j], who, say);
                }
            }
            let level = blocks
                .iter()
                .enumerate()
                .filter(|(j, _)| (seen[*j].head[1] - seen[i].head[1]).abs() < 1.0 && !seen[*j].is_vertical)
                .fold((0, 0), |(count, who), (j, _)| (count + 1, who | 1 << j));
            if level.0 >= 3 {
                say(Term::Row, 0.7 * (level.0 - 2) as f32, level.1);
            }
        }
    }

    fn pictures(&self, photos: &[([f32; 4], u8)], seen: &[Seen], say: &mut impl FnMut(Term, f32, u32)) {
        let cell = 9.0 / 12.5;
        let (mut first, mut second) = ((0.0f32, 0usize), 0.0f32);
        let mut all = 0.0;
        for (i, (a, owner)) in photos.iter().enumerate() {
            let ground = (a[2] - a[0]) * cell * (a[3] - a[1]);
            all += ground;
            if ground > first.0 {
                second = first.0;
                first = (ground, i);
            } else {
                second = second.max(ground);
            }
            for (b, other) in &photos[i + 1..] {
                if owner == other {
                    continue;
                }
                let beside = overlap((a[1], a[3]), (b[1], b[3])) > 1.0;
                let over = overlap((a[0], a[2]), (b[0], b[2])) > 2.0;
                let across = (a[0] - b[2]).max(b[0] - a[2]);
                let down = (a[1] - b[3]).max(b[1] - a[3]);
                let gap = GAP as f32 + 1.1;
                if beside && (-0.1..=3.6).contains(&across) || over && (-0.1..=gap).contains(&down) {
                    say(Term::Touching, 5.5, 1 << owner | 1 << other);
                }
            }
            // A photo right over another story's head looks like that story's photo.
            for (j, head) in seen.iter().enumerate() {
                let below = head.head[1] - a[3];
                if j != usize::from(*owner)
                    && overlap((a[0], a[2]), (head.head[0], head.head[2])) > 4.0
                    && (-0.1..=GAP as f32 + 1.1).contains(&below)
                {
                    say(Term::Touching, 1.8, 1 << owner | 1 << j);
                }
            }
        }
        if let Some((place, owner)) = photos.get(first.1) {
            let page = f32::from(self.sheet.grid.cells) * cell * self.sheet.depth as f32;
            let ratio = first.0 / second.max(1.0);
            if ratio < 1.6 {
                say(Term::Dominant, 5.0 * (1.6 - ratio), 1 << owner);
            }
            say(Term::Dominant, (0.075 - first.0 / page).max(0.0) * 40.0, 0);
            let middle = (place[1] + place[3]) / 2.0 / self.sheet.depth as f32;
            if middle > 0.62 {
                say(Term::Pictures, 2.5 * (middle - 0.62) / 0.3, 1 << owner);
            }
            say(Term::Pictures, (all / page - 0.34).max(0.0) * 25.0, 0);
        }
    }

    fn cuts(&self, blocks: &[Block], say: &mut impl FnMut(Term, f32, u32)) {
        let (columns, depth) = (self.sheet.columns, self.sheet.depth);
        const NOBODY: u8 = u8::MAX;
        let mut owner = [NOBODY; 16 * 200];
        for (k, block) in blocks.iter().enumerate() {
            let place = block.place;
            let (first, last) = (usize::from(place.column), usize::from(place.column + place.span));
            for line in usize::from(place.line)..usize::from(place.line + place.height).min(depth) {
                owner[line * columns + first..line * columns + last.min(columns)].fill(k as u8);
            }
        }
        let at = |line: usize, column: usize| owner[line * columns + column];
        let mut worst = 0.0f32;
        for column in 1..columns {
            let (mut run, mut longest) = (0, 0);
            for line in 0..depth {
                let (a, b) = (at(line, column - 1), at(line, column));
                run = if a != b && a != NOBODY && b != NOBODY { run + 1 } else { 0 };
                longest = longest.max(run);
            }
            let cost = match longest * 100 / depth.max(1) {
                97.. => 7.0,
                80..=96 => 4.0,
                65..=79 => 1.8,
                _ => 0.0,
            };
            if cost > 0.0 {
                say(Term::Down, cost * 0.5, 0);
            }
            worst = worst.max(cost);
        }
        say(Term::Down, worst * 0.5, 0);
        let mut through = 0;
        for line in 1..depth {
            let (mut run, mut longest) = (0, 0);
            for column in 0..columns {
                let (a, b) = (at(line - 1, column), at(line, column));
                run = if a != b && a != NOBODY && b != NOBODY { run + 1 } else { 0 };
                longest = longest.max(run);
                if column > 0 && a != b {
                    let (c, d) = (at(line - 1, column - 1), at(line, column - 1));
                    let is_all = [a, b, c, d].iter().all(|one| *one != NOBODY);
                    if is_all && a != c && b != d && c != d && a != d && b != c {
                        say(Term::Crossing, 1.6, 1 << a | 1 << b | 1 << c | 1 << d);
                    }
                }
            }
            if longest == columns && columns > 1 {
                through += 1;
                let share = line as f32 / depth as f32;
                let cost = match share {
                    s if s < 0.14 => 2.0,
                    s if s <= 0.5 => 1.0,
                    s if s < 0.72 => 1.8,
                    _ => 1.2,
                };
                say(Term::Across, cost + if through > 1 { 4.0 } else { 0.0 }, 0);
            } else if longest + 1 >= columns && columns > 2 {
                say(Term::Across, 0.4, 0);
            }
        }
    }

    fn stripes(&self, blocks: &[Block], across: i32, say: &mut impl FnMut(Term, f32, u32)) {
        if across > 1 {
            say(Term::Stripes, 3.0 * (across - 1) as f32, 0);
        }
        for (i, block) in blocks.iter().enumerate() {
            let a = block.place;
            let (mut stack, mut row) = (1 << i, 1 << i);
            for (j, other) in blocks.iter().enumerate().filter(|(j, _)| *j != i) {
                let b = other.place;
                if (a.column, a.span) == (b.column, b.span) {
                    stack |= 1u32 << j;
                }
                if (a.line, a.height) == (b.line, b.height) {
                    row |= 1u32 << j;
                }
            }
            let more = |who: u32| who.count_ones().saturating_sub(2) as f32;
            if more(stack) > 0.0 {
                say(Term::Stripes, 0.9 * (more(stack)), stack);
            }
            if more(row) > 0.0 {
                say(Term::Stripes, 0.8 * (more(row)), row);
            }
            let aspect = self.sheet.width_in_cells(usize::from(a.span)) * 0.72 / f32::from(a.height.max(1));
            let odd = (aspect - 3.2).max(0.0) * 0.5 + if aspect < 0.38 { 1.0 } else { 0.0 };
            if odd > 0.0 {
                say(Term::Stripes, odd, 1 << i);
            }
        }
    }

    /// Every sixth of the page wants some weight of heads and pictures, and none too much.
    fn balance(&self, photos: &[([f32; 4], u8)], seen: &[Seen], say: &mut impl FnMut(Term, f32, u32)) {
        let (width, depth) = (f32::from(self.sheet.grid.cells) / 2.0, self.sheet.depth as f32 / 3.0);
        for row in 0..3 {
            for side in 0..2 {
                let (x, y) = (side as f32 * width, row as f32 * depth);
                let within = |spot: &[f32; 4]| {
                    overlap((spot[0], spot[2]), (x, x + width)) * overlap((spot[1], spot[3]), (y, y + depth))
                };
                let mut weight: f32 = seen.iter().map(|seen| within(&seen.head)).sum();
                weight += photos.iter().map(|(spot, _)| within(spot)).sum::<f32>();
                for area in self.fixed {
                    let left = area.x.count() as f32;
                    let top = (area.line - self.sheet.top) as f32;
                    let spot = [left, top, left + area.width.count() as f32, top + area.lines as f32];
                    weight += 0.5 * within(&spot);
                }
                let share = weight / (width * depth).max(1.0);
                say(Term::Balance, (0.12 - share).max(0.0) * 14.0 + (share - 0.75).max(0.0) * 6.0, 0);
            }
        }
    }
}

/// Two heads beside each other or one over the other.
fn pair(a: &Seen, b: &Seen, who: u32, say: &mut impl FnMut(Term, f32, u32)) {
    let across = overlap((a.head[0], a.head[2]), (b.head[0], b.head[2]));
    let down = overlap((a.head[1], a.head[3]), (b.head[1], b.head[3]));
    let ratio = a.size.max(b.size) / a.size.min(b.size).max(1.0);
    if across == 0.0 && down >= 1.5 {
        let gap = (a.head[0] - b.head[2]).max(b.head[0] - a.head[2]);
        if gap <= 3.6 {
            let mut cost = match ratio {
                r if r < 1.25 => 7.0,
                r if r < 1.5 => 4.0,
                r if r < 1.9 => 2.0,
                _ => 1.0,
            };
            if a.is_vertical != b.is_vertical {
                cost *= 0.35;
            }
            if a.is_boxed != b.is_boxed {
                cost *= 0.5;
            }
            say(Term::Clash, cost, who);
        }
    }
    if down == 0.0 && across > 2.0 {
        let gap = (a.head[1] - b.head[3]).max(b.head[1] - a.head[3]);
        if gap <= GAP as f32 + 1.0 {
            let narrow = (a.head[2] - a.head[0]).min(b.head[2] - b.head[0]).max(1.0);
            say(Term::Stacked, 4.5 * across / narrow, who);
        }
    }
}
