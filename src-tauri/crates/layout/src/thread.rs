//! A story that goes on in further packages: where each part begins, and the lines that send the reader on.

use crate::composer::Composer;
use crate::ink::{self, Run};
use crate::package::Input;
use crate::rooms::Rooms;
use crate::style;
use banxin_geom::{Length, Point};
use banxin_scene::{Item, Paint};
use banxin_text::{Axis, HeadlineOptions, Rules, set_headline};

/// A place in a story's text: a part of it and a byte in that part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Start {
    pub part: usize,
    pub byte: usize,
}

impl Start {
    /// After all of the text.
    pub(crate) const END: Start = Start { part: usize::MAX, byte: 0 };
}

/// How a package takes part in a chain of packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct Link {
    /// Where its text begins, when it is not the first of its chain.
    pub from: Option<Start>,
    /// The page from which the reader comes, when it is another.
    pub from_page: Option<u32>,
    /// Whether the text goes on elsewhere.
    pub goes_on: bool,
    /// The page on which it goes on, when it is another.
    pub to_page: Option<u32>,
}

/// Lines kept free for the jump lines: the column and line of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct JumpLines {
    from: Option<(usize, i32)>,
    to: Option<(usize, i32)>,
}

/// Keeps a line free at the top of the first column and at the foot of the last one, where jump lines are wanted.
pub(crate) fn reserve(link: Link, rooms: &mut Rooms) -> JumpLines {
    let mut kept = JumpLines::default();
    let is_open = |rooms: &Rooms, column: usize| rooms.legs[column].bottom > rooms.legs[column].top;
    if link.from_page.is_some() {
        kept.from = (0..rooms.legs.len()).find(|column| is_open(rooms, *column)).map(|column| {
            let leg = &mut rooms.legs[column];
            leg.top += 1;
            (column, leg.top - 1)
        });
    }
    if link.to_page.is_some() {
        kept.to = (0..rooms.legs.len()).rev().find(|column| is_open(rooms, *column)).map(|column| {
            let leg = &mut rooms.legs[column];
            leg.bottom -= 1;
            (column, leg.bottom)
        });
    }
    kept
}

/// Sets the jump lines into the lines kept for them; 下转 only where text is left to go on with.
pub(crate) fn paint(
    composer: &mut Composer,
    input: &Input<'_>,
    rooms: &Rooms,
    is_left: bool,
    items: &mut Vec<Item>,
) {
    let link = input.link;
    let from =
        link.from_page.zip(rooms.jumps.from).map(|(page, spot)| (format!("（上接第{page}版）"), spot, false));
    let to = link.to_page.zip(rooms.jumps.to).filter(|_| is_left);
    let to = to.map(|(page, spot)| (format!("（下转第{page}版）"), spot, true));
    let (cell, leading) = (input.grid.cell, input.grid.leading);
    for (words, (column, line), is_right) in from.into_iter().chain(to) {
        let Some(room) = rooms.shape.room(column, line) else { continue };
        let font = style::jump(cell);
        let axis = if rooms.down.is_some() { Axis::Vertical } else { Axis::Horizontal };
        let rules = Rules { justify: false, cjk_latin_gap_permille: 125, axis, ..Rules::default() };
        let set = composer.shape(&words, &font, &rules);
        let baseline = ink::baseline(leading * i64::from(line), cell, font.size);
        for set_line in set_headline(&set.prepared, room.measure, &HeadlineOptions::default()).iter().take(1)
        {
            let shift = if is_right { room.measure - set_line.width } else { Length::ZERO };
            let (start, run) = match rooms.down {
                Some(down) => (Point::new(down.middle(line, input.grid), room.x + shift), Run::Down),
                None => (Point::new(room.x + shift, baseline), Run::Across),
            };
            ink::line(items, &set.prepared, set_line, start, run, &Paint::Black);
        }
    }
}
