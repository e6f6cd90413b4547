//! A package laid out from its own corner: what goes in, what comes out, and at which depth all of it has room.

use crate::columns;
use crate::composer::Composer;
use crate::dress::Words;
use crate::finish::finish;
use crate::flow::UNEVEN;
use crate::free;
use crate::pour::{Text, holds, pour};
use crate::report::Report;
use crate::rooms::{Rooms, rooms};
use crate::shape::Ground;
use crate::slip::Slip;
use crate::thread::{self, Link, Start};
use banxin_geom::{Length, Rect};
use banxin_model::{Grid, Package, Photo, PhotoPlace, PhotoSlot, Role, StoryKind, TableSpec, Typography};
use banxin_scene::Item;
use banxin_text::{Rules, TextFault};

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
    /// Free frames that its text gives way to, from its corner.
    pub in_the_way: Vec<Ground>,
}

/// A package laid out: its items from its own corner, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LaidPackage {
    pub items: Vec<Item>,
    /// Digests of the items, part by part.
    pub parts: Vec<u64>,
    pub bounds: Rect,
    pub report: Report,
    pub faults: Vec<TextFault>,
    /// The line after the last one that each column or tier uses.
    pub ends: Vec<i32>,
    /// Where the text that found no room begins.
    pub rest: Option<Start>,
    /// The lines that found no room, in type on a slip of paper under the last column.
    pub slip: Option<Slip>,
}

/// Lines a package may be deep when the depth is looked for.
const DEEPEST: i32 = 400;

/// Lays a package out at the depth its area has.
pub(crate) fn lay(composer: &mut Composer, input: &Input<'_>) -> LaidPackage {
    match &input.package.free {
        Some(free) => free::lay(composer, input, free),
        None => lay_story(composer, input),
    }
}

/// Lays a story out at the depth its package has.
pub(crate) fn lay_story(composer: &mut Composer, input: &Input<'_>) -> LaidPackage {
    let (rooms, text) = settle(composer, input);
    let mut jumps = Vec::new();
    thread::paint(composer, input, &rooms, !text.is_all_placed(), &mut jumps);
    finish(composer, input, rooms, &text, jumps)
}

/// What a picture a line taller or shorter than its shape costs, where that makes columns end level.
const OTHER_PICTURE: i32 = 4;

/// The rooms of a package at the depth it has, with its text in them. Where columns would end uneven, pictures that
/// follow their own shape give or take a line.
fn settle(composer: &mut Composer, input: &Input<'_>) -> (Rooms, Text) {
    let lines = input.package.area.lines;
    let own = rooms(composer, input, lines);
    let text = pour(composer, input, &own);
    let is_free = |slot: &PhotoSlot| slot.lines == 0 && slot.place != PhotoPlace::Inset;
    let is_uneven = text.is_all_placed() && text.poured.cost >= UNEVEN;
    if !is_uneven || !input.photos.iter().any(|(slot, _)| is_free(slot)) {
        return (own, text);
    }
    let mut best = (own, text);
    let tall: Vec<i32> = best.0.photos.iter().map(|(_, block, _)| block.picture_lines).collect();
    for extra in [1, -1] {
        let slot_of = |(number, (slot, _)): (usize, &(&PhotoSlot, &Photo))| {
            let mut slot = PhotoSlot::clone(slot);
            if let Some(lines) = tall.get(number).filter(|_| is_free(&slot)) {
                slot.lines = u16::try_from((lines + extra).max(1)).unwrap_or(0);
            }
            slot
        };
        let slots: Vec<PhotoSlot> = input.photos.iter().enumerate().map(slot_of).collect();
        let photos = slots.iter().zip(&input.photos).map(|(slot, (_, photo))| (slot, *photo)).collect();
        let tried = Input { photos, ..input.clone() };
        let rooms = rooms(composer, &tried, lines);
        let mut text = pour(composer, &tried, &rooms);
        text.poured.cost += OTHER_PICTURE;
        if text.is_all_placed() && text.poured.cost < best.1.poured.cost {
            best = (rooms, text);
        }
    }
    best
}

/// How a package comes out at the depth it has, without painting it.
pub(crate) fn outcome(composer: &mut Composer, input: &Input<'_>) -> crate::measure::Outcome {
    let (rooms, text) = settle(composer, input);
    crate::measure::outcome_of(&text.units, &text.poured, &rooms.legs)
}

/// The least depth in lines at which the package holds all its text.
pub(crate) fn fitting_lines(composer: &mut Composer, input: &Input<'_>) -> i32 {
    match &input.package.free {
        Some(free) => free::fitting_lines(composer, input, free),
        None => fitting_story(composer, input),
    }
}

/// The least depth in lines at which a story has room.
pub(crate) fn fitting_story(composer: &mut Composer, input: &Input<'_>) -> i32 {
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
        if is_head_large && holds(composer, input, &rooms) { high = middle } else { low = middle + 1 }
    }
    low
}

pub(crate) fn part<'a>(input: &Input<'a>, role: Role) -> Words<'a> {
    input.parts.iter().find(|(own, _)| *own == role).map(|(_, words)| *words).unwrap_or_default()
}

/// A slot's place among the photos that the package shows.
pub(crate) fn number_of(input: &Input<'_>, slot: &PhotoSlot) -> usize {
    input.photos.iter().position(|(own, _)| std::ptr::eq(*own, slot)).unwrap_or(usize::MAX)
}

/// Caption and credit of a photo: the story's own for its first photo, else those of the file.
pub(crate) fn words<'a>(input: &Input<'a>, photo: &'a Photo) -> (Words<'a>, Words<'a>) {
    let is_first = input.photos.first().is_some_and(|(_, first)| std::ptr::eq(*first, photo));
    words_of(input.kind, &input.parts, photo, is_first)
}

/// The same for a photo of a story by itself; photo news has its caption in the columns, and a free frame has only
/// words of its own.
pub(crate) fn words_of<'a>(
    kind: StoryKind,
    parts: &[(Role, Words<'a>)],
    photo: &'a Photo,
    is_first: bool,
) -> (Words<'a>, Words<'a>) {
    if matches!(kind, StoryKind::Photo | StoryKind::Frame) {
        return Default::default();
    }
    let part = |role: Role| parts.iter().find(|(own, _)| *own == role).map(|(_, words)| *words);
    let own = |role: Role| part(role).filter(|_| is_first).unwrap_or_default();
    let pick = |own: Words<'a>, file: &'a str| if own.text.is_empty() { Words::plain(file) } else { own };
    (pick(own(Role::Caption), &photo.caption), pick(own(Role::Credit), &photo.credit))
}

pub(crate) fn plain() -> Rules {
    Rules { justify: false, cjk_latin_gap_permille: 125, ..Rules::default() }
}
