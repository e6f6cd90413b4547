//! L-shaped forms (穿插): a story over columns that end at two lines, above an advertisement at the foot and beside it.

use crate::GAP;
use crate::form::{Form, Pattern};
use crate::options::Options;
use crate::sheet::Sheet;
use banxin_model::{Corner, Cut, Frame, PhotoPlace};
use rustc_hash::FxHashMap;

/// A step in the foot of a run of columns: those at one side end some lines above the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Notch {
    /// Columns that end early.
    pub columns: u8,
    /// By how many lines.
    pub lines: u8,
    /// Whether they stand at the left.
    pub is_left: bool,
}

impl Notch {
    /// The corner that a package leaves.
    pub(crate) fn cut(self, sheet: &Sheet) -> Cut {
        Cut {
            corner: if self.is_left { Corner::BottomLeft } else { Corner::BottomRight },
            width: sheet.grid.columns.start(self.columns),
            lines: u16::from(self.lines),
        }
    }

    /// Lines by which a column of so many ends early.
    fn at(self, column: usize, columns: usize) -> i32 {
        let own = usize::from(self.columns);
        let is_cut = if self.is_left { column < own } else { column + own >= columns };
        if is_cut { i32::from(self.lines) } else { 0 }
    }
}

/// Least lines of a text column.
const SHORTEST: i32 = 3;
/// What an L costs beside a rectangle.
const ODD: f32 = 1.0;
/// Forms kept of one notch, width and height.
const KEPT: usize = 4;

/// The forms of one story at some notches.
#[derive(Debug, Default)]
pub(crate) struct Notched(FxHashMap<(u8, u8, u8), Vec<Form>>);

impl Notched {
    /// The L-shaped forms that follow from a story's rectangular ones, for each notch and every width.
    pub(crate) fn new(sheet: &Sheet, options: &Options, notches: &[Notch]) -> Self {
        let mut all: FxHashMap<(u8, u8, u8), Vec<Form>> = FxHashMap::default();
        for span in 2..=sheet.columns {
            for form in (1..=sheet.depth).flat_map(|height| options.at(span, height)) {
                for (number, notch) in (1u8..).zip(notches) {
                    let Some(ell) = ell(form, *notch) else { continue };
                    let height = ell.lines + GAP;
                    let (Ok(height), true) = (u8::try_from(height), height <= sheet.depth as i32) else {
                        continue;
                    };
                    let forms = all.entry((number, span as u8, height)).or_default();
                    match forms.iter_mut().find(|other| other.pattern == ell.pattern) {
                        Some(other) if other.cost <= ell.cost => {}
                        Some(other) => *other = ell,
                        None => forms.push(ell),
                    }
                }
            }
        }
        for forms in all.values_mut() {
            forms.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            forms.truncate(KEPT);
        }
        Notched(all)
    }

    /// The forms at a notch (its number from 1) over a span at a height with its gap, the best first.
    pub(crate) fn at(&self, notch: u8, span: usize, height: usize) -> &[Form] {
        let (Ok(span), Ok(height)) = (u8::try_from(span), u8::try_from(height)) else { return &[] };
        self.0.get(&(notch, span, height)).map_or(&[], Vec::as_slice)
    }
}

/// A form whose columns all end together, ending at a notch instead; `None` where it cannot.
fn ell(form: &Form, notch: Notch) -> Option<Form> {
    let is_plain = matches!(
        form.pattern,
        Pattern::Plain | Pattern::PhotoUnder | Pattern::PhotoOver | Pattern::PhotoInset | Pattern::HeadInset
    );
    let is_own = form.frame == Frame::None && form.columns == form.span && form.jump.is_none();
    let is_low = |place| matches!(place, PhotoPlace::Bottom | PhotoPlace::BottomRight);
    let columns = form.legs.len();
    if !is_plain || !is_own || notch.columns >= form.span || form.shots.iter().any(|shot| is_low(shot.place))
    {
        return None;
    }
    let demand = form.galley.lines() + form.galley.air();
    let tops: i32 = form.legs.iter().map(|leg| leg.0).sum();
    let lost: i32 = (0..columns).map(|column| notch.at(column, columns)).sum();
    let lines = (demand + tops + lost + columns as i32 - 1).div_euclid(columns as i32);
    let legs: Vec<(i32, i32)> = form
        .legs
        .iter()
        .enumerate()
        .map(|(column, (top, _))| (*top, lines - notch.at(column, columns)))
        .collect();
    if legs.iter().any(|(top, bottom)| bottom - top < SHORTEST) {
        return None;
    }
    Some(Form { cost: form.cost + ODD, lines, legs, notch: Some(notch), ..form.clone() })
}
