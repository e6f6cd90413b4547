//! A form (版式): one way to set a story over a number of columns, which takes an exact number of lines.

use crate::notch::Notch;
use crate::sheet::Sheet;
use banxin_geom::Length;
use banxin_layout::{End, Galley, Outcome};
use banxin_model::{Crop, Frame, HeadPlace, HeadSpec, Id, Package, Photo, PhotoPlace, PhotoSlot, Story};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// How head, photo and text stand to each other in a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// The head over all columns, text under it.
    Plain,
    /// The head over all columns, a photo at the top of some.
    PhotoInset,
    /// The head over all columns, a photo at the foot of the right ones.
    PhotoFoot,
    /// The head over all columns, a photo across them under it.
    PhotoUnder,
    /// A photo across all columns, the head under it.
    PhotoOver,
    /// A photo across all columns at the foot.
    PhotoLast,
    /// The head over the left columns, text rising beside it.
    HeadInset,
    /// The head in columns of its own at the left.
    HeadSide,
    /// The head in vertical rows at the left (竖题).
    HeadVertical,
    /// A photo as deep as the package at the right, head and text at the left.
    PhotoSide,
    /// The head over all columns, a photo as deep as the text under it.
    PhotoBeside,
}

impl Pattern {
    /// How many there are.
    pub(crate) const COUNT: usize = 11;

    /// Whether a photo at the left looks as well as one at the right.
    pub(crate) fn can_turn(self) -> bool {
        matches!(self, Pattern::PhotoInset | Pattern::PhotoBeside)
    }

    /// Whether the head goes over the whole width.
    pub(crate) fn is_usual(self) -> bool {
        !matches!(self, Pattern::HeadInset | Pattern::HeadSide | Pattern::HeadVertical | Pattern::PhotoSide)
    }
}

/// A photo in a form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shot {
    pub photo: Id<Photo>,
    pub place: PhotoPlace,
    /// Text columns; 0 for all.
    pub columns: u8,
    /// Lines of the picture.
    pub lines: i32,
    /// Where picture and words lie: left, top, right, bottom in cells and lines from the package's corner.
    pub spot: [f32; 4],
}

/// How a story is divided that goes on on another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Lines of text that stand here.
    pub lines: i32,
    /// Lines that go on elsewhere, at the same measure.
    pub rest: i32,
    /// What ends with the last line here.
    pub end: End,
}

/// One way to set a story.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// How far it is from what the desk likes best, whatever stands beside it.
    pub cost: f32,
    pub span: u8,
    /// Lines without the gap below.
    pub lines: i32,
    pub columns: u8,
    pub frame: Frame,
    pub pattern: Pattern,
    pub head: HeadSpec,
    /// Where the head lies, as for a photo.
    pub head_spot: [f32; 4],
    pub shots: Vec<Shot>,
    /// First and last line of each text column.
    pub legs: Vec<(i32, i32)>,
    pub galley: Arc<Galley>,
    /// Characters of running text without a picture, crosshead or box to break them.
    pub grey: f32,
    /// The corner it leaves to what stands at its foot; none for a rectangle.
    pub notch: Option<Notch>,
    /// How the text is divided when it goes on on another page; none when all of it stands here.
    pub jump: Option<Jump>,
}

impl Form {
    /// Size of the headline.
    pub(crate) fn size(&self) -> f32 {
        self.head.size.to_pt() as f32
    }

    /// Whether it may be turned about, its photos at the left.
    pub(crate) fn can_turn(&self) -> bool {
        self.pattern.can_turn() && self.notch.is_none()
    }

    /// Whether the text poured for good fills its columns; where it goes on elsewhere, to the last line.
    pub(crate) fn is_full(&self, is_turned: bool) -> bool {
        let outcome = self.pour(is_turned);
        outcome.is_full()
            && (outcome.shortest >= 3 || outcome.open <= 1)
            && (self.jump.is_none() || outcome.spare == 0)
    }

    /// The text poured for good, photos at the left where `is_turned`.
    pub(crate) fn pour(&self, is_turned: bool) -> Outcome {
        if is_turned {
            let turned: Vec<(i32, i32)> = self.legs.iter().rev().copied().collect();
            return self.galley.pour(&turned);
        }
        self.galley.pour(&self.legs)
    }

    /// The package of this form.
    pub(crate) fn package(
        &self,
        sheet: &Sheet,
        story: Id<Story>,
        column: usize,
        line: usize,
        is_turned: bool,
    ) -> Package {
        let mut package = sheet.package(story, column, self.span, (line as i32, self.lines));
        package.columns = self.columns;
        package.frame = self.frame;
        package.head = self.head;
        package.cuts = self.notch.iter().map(|notch| notch.cut(sheet)).collect();
        package.photos = self
            .shots
            .iter()
            .map(|shot| PhotoSlot {
                photo: shot.photo,
                place: match shot.place {
                    PhotoPlace::Right if is_turned => PhotoPlace::Left,
                    place => place,
                },
                columns: shot.columns,
                lines: shot.lines.clamp(0, i32::from(u16::MAX)) as u16,
                crop: Crop::default(),
                inset: Default::default(),
                outline: Vec::new(),
                turn: Default::default(),
            })
            .collect();
        package
    }

    /// A part of the package on the page, in cells and lines; turned about when the form is.
    pub(crate) fn on_page(spot: [f32; 4], (x, line, width): (f32, f32, f32), is_turned: bool) -> [f32; 4] {
        let (left, right) = if is_turned { (width - spot[2], width - spot[0]) } else { (spot[0], spot[2]) };
        [x + left, line + spot[1], x + right, line + spot[3]]
    }
}

/// A vertical head beside the text, its headline in one row.
pub(crate) fn head_down(size: Length) -> HeadSpec {
    HeadSpec { place: HeadPlace::Vertical, columns: 1, size, rows: 1, ..HeadSpec::default() }
}

/// A head over columns from the left.
pub(crate) fn head_over(columns: u8, lines: i32, size: Length, rows: u8) -> HeadSpec {
    HeadSpec {
        place: HeadPlace::Over,
        columns,
        lines: lines.clamp(0, 255) as u8,
        size,
        rows,
        ..HeadSpec::default()
    }
}
