//! Setting a headline: broken by sense, its lines nearly equal.

use crate::lines::{Line, LineSlot, SetOptions, set_lines};
use crate::prepared::Prepared;
use banxin_geom::Length;

/// How a headline is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HeadlineOptions {
    /// How many lines are wanted; 0 leaves it to the text.
    pub lines: usize,
    /// 撑满: space the characters out so that each line fills its measure.
    pub fill: bool,
}

/// The lines of a headline in `measure`.
pub fn set_headline(prepared: &Prepared, measure: Length, options: &HeadlineOptions) -> Vec<Line> {
    let set = SetOptions { justify: Some(options.fill), ..SetOptions::default() };
    set_lines(prepared, &|_| LineSlot::plain(measure), Length::ZERO, &set)
}
