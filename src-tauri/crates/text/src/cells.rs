//! The cell of each mark in each face: how wide its box is and where its ink stands in it.

use crate::class::Class;
use rustc_hash::FxHashMap;
use std::sync::{PoisonError, RwLock};

/// The cell of a glyph, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Width of the uncut cell.
    pub width: i32,
    /// How far right of the cell's start the glyph's origin stands.
    pub shift: i32,
    /// How far above its own baseline the glyph stands, so that its ink is in the middle of the cell.
    pub rise: i32,
    /// Blank before and after the ink within the cell.
    pub left: i32,
    pub right: i32,
}

/// Which way of a glyph runs along the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Along {
    /// Its width: in horizontal lines, and turned in vertical ones.
    Across,
    /// Its height: upright in vertical lines.
    Down,
}

/// A glyph, its advance in font units, and the class of the character it draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Drawn {
    pub glyph: u32,
    pub advance: i32,
    pub class: Class,
    /// Whether the mark stands in the middle of its cell, as traditional Chinese sets its stops.
    pub centred: bool,
}

/// The cells of one face, measured from outlines as they are first wanted.
pub(crate) struct CellBook {
    units_per_em: i32,
    cells: RwLock<FxHashMap<(Drawn, Along, i32), Cell>>,
}

impl CellBook {
    pub(crate) fn new(units_per_em: u16) -> Self {
        CellBook { units_per_em: i32::from(units_per_em).max(1), cells: RwLock::default() }
    }

    /// The cell of a glyph that is `full` thousandths long; `middle` is the height of the
    /// middle of an ideograph above the baseline.
    pub(crate) fn cell(
        &self,
        font: &harfrust::Font,
        drawn: Drawn,
        full: i32,
        along: Along,
        middle: i32,
    ) -> Cell {
        let Drawn { glyph, advance, class, centred } = drawn;
        let key = (drawn, along, full);
        if let Some(cell) = self.cells.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return *cell;
        }
        let thousandths = |v: f32| (v * 1000.0 / self.units_per_em as f32).round() as i32;
        let advance = thousandths(advance as f32);
        let extents = font.glyph_metrics().extents(glyph.into()).filter(|e| e.width > 0.0);
        let cell = match (along, extents) {
            (Along::Across, extents) => {
                let (start, end) = extents
                    .map_or((0, advance), |e| (thousandths(e.x_bearing), thousandths(e.x_bearing + e.width)));
                let shift = match extents {
                    Some(_) if centred => (full - (end - start)) / 2 - start,
                    _ => shift_into(class, full, advance, start, end),
                };
                let rise = extents
                    .filter(|_| centred)
                    .map_or(0, |e| middle - thousandths(e.y_bearing - e.height / 2.0));
                let (left, right) = ((start + shift).max(0), (full - end - shift).max(0));
                Cell { width: full, shift, rise, left, right }
            }
            (Along::Down, Some(e)) => {
                // The square of the character is centred in the cell, which a half cell cuts evenly.
                let top = 500 + middle - thousandths(e.y_bearing);
                let height = thousandths(e.height);
                let shift = match class {
                    // A dash of two cells may be one glyph or two; either way its ink stands in the middle.
                    Class::Dash | Class::Ellipsis => (full - height) / 2 - top,
                    _ if centred => (full - height) / 2 - top,
                    _ => (full - 1000) / 2,
                };
                let bottom = top + height;
                // Across the line the middle of its ink stands on the line's own.
                let ink_middle = thousandths(e.x_bearing + e.width / 2.0);
                let rise = if centred { advance / 2 - ink_middle } else { 0 };
                let (left, right) = ((top + shift).max(0), (full - bottom - shift).max(0));
                Cell { width: full, shift, rise, left, right }
            }
            (Along::Down, None) => Cell { width: full, shift: (full - 1000) / 2, rise: 0, left: 0, right: 0 },
        };
        self.cells.write().unwrap_or_else(PoisonError::into_inner).insert(key, cell);
        cell
    }
}

/// Where the glyph's origin goes so that its ink stands where a mark of the class has it.
fn shift_into(class: Class, full: i32, advance: i32, ink_start: i32, ink_end: i32) -> i32 {
    if (advance - full).abs() <= 2 {
        return 0;
    }
    let ink = ink_end - ink_start;
    match class {
        // Narrow quotation marks of a Latin design: centred in the half of the cell that the mark belongs to.
        Class::Open => full / 2 + (full / 2 - ink) / 2 - ink_start,
        Class::Close | Class::Comma | Class::Stop => (full / 2 - ink) / 2 - ink_start,
        // Joined marks keep their design; only their cell grows or shrinks round them.
        Class::Dash | Class::Ellipsis => (full - advance) / 2,
        _ => (full - ink) / 2 - ink_start,
    }
}
