//! What is good and bad about a page, in named terms with weights, each with the blocks that cause it.

mod ground;
mod heads;
mod pictures;
mod terms;

pub use terms::{Term, Weights};

use crate::Level;
use crate::form::Form;
use crate::notch::Notched;
use crate::options::Options;
use crate::sheet::Sheet;
use crate::tree::Place;
use banxin_layout::End;
use banxin_model::{Area, Frame};
use std::sync::Arc;
use terms::TERMS;

/// A story as the judge sees it.
#[derive(Debug)]
pub(crate) struct Item {
    pub level: Level,
    pub is_photo_news: bool,
    pub options: Arc<Options>,
    pub notched: Arc<Notched>,
}

impl Item {
    /// The forms of the story at a place.
    pub(crate) fn forms(&self, place: Place) -> &[Form] {
        let (span, height) = (usize::from(place.span), usize::from(place.height));
        if place.notch == 0 {
            self.options.at(span, height)
        } else {
            self.notched.at(place.notch, span, height)
        }
    }
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

/// What is added where a page has what no editor lets pass: it is offered only where there are not enough others.
pub(crate) const BAN: f32 = 30.0;
/// Share of the page's depth that lies above the fold.
const FOLD: f32 = 0.5;

/// What is told of one block while the page is judged.
#[derive(Clone, Copy, Default)]
struct Seen {
    head: [f32; 4],
    /// The whole block.
    ground: [f32; 4],
    size: f32,
    strength: f32,
    is_vertical: bool,
    is_boxed: bool,
}

fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.1.min(b.1) - a.0.max(b.0)).max(0.0)
}

/// Most blocks of one page.
pub(crate) const MOST: usize = 24;

impl<'a> Judge<'a> {
    pub(crate) fn form(&self, block: &Block) -> Option<&'a Form> {
        let place = block.place;
        self.items.get(usize::from(place.story))?.forms(place).get(usize::from(block.form))
    }

    /// The weighted sum.
    pub(crate) fn total(&self, blocks: &[Block]) -> f32 {
        self.total_of_places(blocks) + self.total_of_forms(blocks)
    }

    /// The part of the sum that depends on nothing but where the blocks stand.
    pub(crate) fn total_of_places(&self, blocks: &[Block]) -> f32 {
        let mut total = 0.0;
        let blocks = &blocks[..blocks.len().min(MOST)];
        self.ground_plan(blocks, &mut |term, value, _| total += value * self.weights.of(term));
        total
    }

    /// The rest of it.
    pub(crate) fn total_of_forms(&self, blocks: &[Block]) -> f32 {
        let mut total = 0.0;
        let blocks = &blocks[..blocks.len().min(MOST)];
        self.forms(blocks, &mut |term, value, _| total += value * self.weights.of(term));
        total
    }

    /// Every term that costs anything, with the blocks (a bit each) that cause it.
    pub(crate) fn terms(&self, blocks: &[Block]) -> Vec<(Term, f32, u32)> {
        let mut sums = [(0.0f32, 0u32); TERMS];
        let blocks = &blocks[..blocks.len().min(MOST)];
        let mut say = |term, value, who| {
            let sum: &mut (f32, u32) = &mut sums[term as usize];
            sum.0 += value;
            sum.1 |= if value > 0.0 { who } else { 0 };
        };
        self.ground_plan(blocks, &mut say);
        self.forms(blocks, &mut say);
        Term::ALL
            .iter()
            .map(|term| (*term, sums[*term as usize].0, sums[*term as usize].1))
            .filter(|(_, value, _)| *value > 0.05)
            .collect()
    }

    fn forms(&self, blocks: &[Block], say: &mut impl FnMut(Term, f32, u32)) {
        let count = blocks.len();
        let mut seen = [Seen::default(); MOST];
        let mut photos = [([0.0f32; 4], 0u8); MOST];
        let mut shown = 0;
        let depth = self.sheet.depth as f32;
        let width = f32::from(self.sheet.grid.cells).max(1.0);
        // A bit for each block of a kind.
        let (mut boxes, mut divided, mut usual, mut vertical) = (0u32, 0u32, 0u32, 0u32);
        for (k, block) in blocks.iter().enumerate() {
            let Some(form) = self.form(block) else { continue };
            let (place, who) = (block.place, 1u32 << k);
            let item = &self.items[usize::from(place.story)];
            let x = self.sheet.grid.columns.start(place.column).count() as f32;
            let frame = (x, f32::from(place.line), self.sheet.width_in_cells(usize::from(place.span)));
            let head = Form::on_page(form.head_spot, frame, block.is_turned);
            say(Term::Form, form.cost, if form.cost > 1.5 { who } else { 0 });
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
            let foot_line = frame.1 + f32::from(place.height);
            seen[k] = Seen {
                head,
                ground: [x, frame.1, x + frame.2, foot_line],
                size: form.size(),
                strength: top * (1.0 - down_at) + foot * down_at,
                is_vertical: form.head.place == banxin_model::HeadPlace::Vertical,
                is_boxed: form.frame == Frame::Box,
            };
            let bit = |is_so: bool| if is_so { who } else { 0 };
            boxes |= bit(seen[k].is_boxed);
            divided |= bit(form.columns != form.span);
            usual |= bit(form.pattern.is_usual());
            vertical |= bit(seen[k].is_vertical);
            if form.grey > 900.0 {
                say(Term::Grey, (form.grey - 900.0) / 300.0, who);
            }
            self.ends(form, say, who);
            if let Some(jump) = form.jump {
                let end = match jump.end {
                    End::Paragraph => 0.0,
                    End::Sentence => 1.0,
                    End::Nothing => 3.0,
                };
                // A beginning of a few lines is hardly one: most of the story should stand here.
                let gone = jump.rest as f32 / (jump.lines + jump.rest).max(1) as f32;
                say(Term::Jump, 5.0 + end + 12.0 * (gone - 0.5).max(0.0), who);
            }
            match item.level {
                Level::Lead => {
                    if place.line > 0 {
                        say(Term::Lead, 10.0, who);
                    }
                    if head[1] > FOLD * depth {
                        say(Term::Lead, BAN, who);
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
        self.heads(blocks, &seen, say);
        self.pictures(&photos[..shown], &seen[..count], say);
        self.balance(&photos[..shown], &seen[..count], say);
        let all = count as f32;
        let number = |who: u32| who.count_ones() as f32;
        let cost = match boxes.count_ones() {
            0 => 1.0,
            1 => 0.0,
            2 => 0.2,
            more => 1.6 * (more - 2) as f32,
        };
        say(Term::Boxes, cost, boxes);
        let cost = if divided == 0 { 0.8 } else { (number(divided) - all * 0.4).max(0.0) * 0.7 };
        say(Term::Measures, cost, divided);
        if usual.count_ones() as usize == count && count > 3 {
            say(Term::Patterns, 1.0, usual);
        }
        let upright = (number(vertical) - 1.0 - (count / 8) as f32).max(0.0) * 1.8;
        say(Term::Patterns, upright, vertical);
    }

    fn ends(&self, form: &Form, say: &mut impl FnMut(Term, f32, u32), who: u32) {
        let room: i32 = form.legs.iter().map(|(top, bottom)| bottom - top).sum();
        let spare = room - form.galley.lines() - form.galley.air();
        if spare > 0 {
            say(Term::Ends, 0.1 * spare as f32, if spare > 2 { who } else { 0 });
        }
    }
}
