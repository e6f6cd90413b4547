//! The lines of a package in the order in which they are read: bands of one measure, cut to any depth.

use crate::flow::{Leg, SHORT_LEG};
use banxin_geom::Length;

/// Lines of one measure that follow each other in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub column: usize,
    /// The first of them.
    pub line: i32,
    pub count: i32,
    pub measure: Length,
    /// Which unbroken stretch of which column they belong to.
    pub stretch: usize,
}

/// The bands of a package down to a depth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    pieces: Vec<Piece>,
    /// Lines there are in all.
    pub lines: i32,
}

/// A band with what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    band: Band,
    /// Lines before it.
    before: i32,
    /// Lines of its measure from its first one on, whatever their columns.
    alike: i32,
    /// Lines from its first one to the end of its stretch.
    left: i32,
    /// Lines of its whole stretch.
    whole: i32,
}

/// A line of a cut; after the last one, none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct At {
    piece: usize,
    within: i32,
}

/// How deep a package of so many columns is cut, counted in lines over all of them: a step more lets one column have
/// a line more, the left columns first.
fn depth_of(cut: i32, columns: usize) -> (i32, usize) {
    let columns = (columns as i32).max(1);
    let depth = -(-cut).div_euclid(columns);
    (depth, (depth * columns - cut) as usize)
}

/// The line after the last that a column of `columns` has in a cut.
fn limit(column: usize, columns: usize, cut: i32) -> i32 {
    let (depth, shorter) = depth_of(cut, columns);
    if column + shorter >= columns { depth - 1 } else { depth }
}

/// How much of a band is in a cut.
fn kept(band: &Band, columns: usize, cut: i32) -> i32 {
    (limit(band.column, columns, cut) - band.line).clamp(0, band.count)
}

/// The extents of all lines of a cut together.
pub(crate) fn extent(bands: &[Band], columns: usize, cut: i32) -> Length {
    bands.iter().map(|band| band.measure * i64::from(kept(band, columns, cut))).sum()
}

impl Cut {
    /// The lines of `bands` that are in a cut of a package of so many columns.
    pub(crate) fn new(bands: &[Band], columns: usize, cut: i32) -> Cut {
        let mut pieces: Vec<Piece> = Vec::with_capacity(bands.len());
        let mut lines = 0;
        for band in bands {
            let count = kept(band, columns, cut);
            if count > 0 {
                let band = Band { count, ..*band };
                pieces.push(Piece { band, before: lines, alike: count, left: count, whole: count });
                lines += count;
            }
        }
        for k in (1..pieces.len()).rev() {
            let next = pieces[k];
            let own = &mut pieces[k - 1];
            own.alike += if own.band.measure == next.band.measure { next.alike } else { 0 };
            own.left += if own.band.stretch == next.band.stretch { next.left } else { 0 };
            own.whole = own.left;
        }
        for k in 1..pieces.len() {
            if pieces[k].band.stretch == pieces[k - 1].band.stretch {
                pieces[k].whole = pieces[k - 1].whole;
            }
        }
        Cut { pieces, lines }
    }

    fn piece(&self, at: At) -> Option<&Piece> {
        self.pieces.get(at.piece)
    }

    /// Number of the line from the first of the cut; that of all lines after the last.
    pub(crate) fn number(&self, at: At) -> i32 {
        self.piece(at).map_or(self.lines, |piece| piece.before + at.within)
    }

    /// The extent of the line.
    pub(crate) fn measure(&self, at: At) -> Option<Length> {
        self.piece(at).map(|piece| piece.band.measure)
    }

    /// The extent of the last line of all.
    pub(crate) fn last_measure(&self) -> Length {
        self.pieces.last().map_or(Length::ZERO, |piece| piece.band.measure)
    }

    /// Lines of one measure from here on.
    pub(crate) fn alike(&self, at: At) -> i32 {
        self.piece(at).map_or(0, |piece| piece.alike - at.within)
    }

    /// Lines from here to the end of the band, which stand one under another and are all of one measure.
    pub(crate) fn level(&self, at: At) -> i32 {
        self.piece(at).map_or(0, |piece| piece.band.count - at.within)
    }

    /// Lines from here to the end of the stretch.
    pub(crate) fn left(&self, at: At) -> i32 {
        self.piece(at).map_or(0, |piece| piece.left - at.within)
    }

    /// Whether a stretch begins here.
    pub(crate) fn is_top(&self, at: At) -> bool {
        self.piece(at).is_some_and(|piece| piece.left - at.within == piece.whole)
    }

    /// Whether the stretch is long enough for lone lines to count.
    fn is_long(&self, at: At) -> bool {
        self.piece(at).is_some_and(|piece| piece.whole >= SHORT_LEG)
    }

    /// Whether a paragraph's first line would be alone at the foot of a stretch.
    pub(crate) fn is_lone_first(&self, at: At) -> bool {
        self.left(at) == 1 && self.number(at) + 1 < self.lines && self.is_long(at)
    }

    /// Whether a paragraph's last line would be alone at the top of a stretch.
    pub(crate) fn is_lone_last(&self, at: At) -> bool {
        self.is_top(at) && self.number(at) > 0 && self.is_long(at)
    }

    /// So many lines further on; `pass` is told column and the line after the last of every band that is gone over.
    pub(crate) fn go(&self, from: At, lines: i32, pass: &mut dyn FnMut(usize, i32)) -> At {
        let (mut at, mut left) = (from, lines);
        while let Some(piece) = self.piece(at).filter(|_| left > 0) {
            let taken = left.min(piece.band.count - at.within);
            left -= taken;
            at.within += taken;
            pass(piece.band.column, piece.band.line + at.within);
            if at.within >= piece.band.count {
                at = At { piece: at.piece + 1, within: 0 };
            }
        }
        at
    }

    /// The extents ahead, as runs of lines: as many as type of a width can need, `least` of them at the least.
    pub(crate) fn ahead(&self, from: At, width: Length, least: i32) -> Vec<(Length, i32)> {
        let mut runs: Vec<(Length, i32)> = Vec::new();
        let (mut wanted, mut least) = (width, least);
        let mut within = from.within;
        for piece in self.pieces.iter().skip(from.piece) {
            let (measure, all) = (piece.band.measure, piece.band.count - within);
            within = 0;
            // A line holds seven eighths of its measure at the least, or the paragraph is asked again.
            let held = measure.scaled(7, 8);
            let enough =
                if wanted < Length::ZERO || held <= Length::ZERO { 0 } else { wanted.whole(held) + 1 };
            let taken = all.min(i32::try_from(enough).unwrap_or(all).max(least));
            if taken == 0 {
                break;
            }
            wanted -= held * i64::from(taken);
            least -= taken;
            match runs.last_mut().filter(|run| run.0 == measure) {
                Some(run) => run.1 += taken,
                None => runs.push((measure, taken)),
            }
            if taken < all {
                break;
            }
        }
        runs
    }

    /// Column and line of every line, in order.
    pub(crate) fn spots(&self) -> Vec<(usize, i32)> {
        let lines = |piece: &Piece| {
            let band = piece.band;
            (band.line..band.line + band.count).map(move |line| (band.column, line))
        };
        self.pieces.iter().flat_map(lines).collect()
    }
}

/// The lines that legs offer altogether.
pub(crate) fn offered(legs: &[Leg], bands: &[Band]) -> i32 {
    let deepest = legs.iter().map(|leg| leg.bottom).max().unwrap_or(0);
    bands.iter().map(|band| (deepest - band.line).clamp(0, band.count)).sum()
}

#[cfg(test)]
mod tests {
    use super::{At, Band, Cut, depth_of};
    use banxin_geom::Length;

    fn band(column: usize, line: i32, count: i32, cells: i64, stretch: usize) -> Band {
        Band { column, line, count, measure: Length::pt(9.0) * cells, stretch }
    }

    fn bands() -> Vec<Band> {
        // Two columns; beside the first a picture from line 4 to line 6, above the second one of two lines.
        vec![band(0, 0, 4, 13, 1), band(0, 4, 3, 5, 1), band(0, 7, 5, 13, 1), band(1, 2, 10, 13, 2)]
    }

    #[test]
    fn a_step_of_the_cut_gives_one_column_a_line_the_left_ones_first() {
        assert_eq!([6, 7, 8].map(|cut| depth_of(cut, 2)), [(3, 0), (4, 1), (4, 0)]);
        let lines = |cut| Cut::new(&bands(), 2, cut).lines;
        assert_eq!([6, 7, 8, 9, 24].map(lines), [4, 5, 6, 7, 22]);
    }

    #[test]
    fn a_line_knows_its_stretch_and_what_is_alike_ahead() {
        let cut = Cut::new(&bands(), 2, 24);
        let at = |line: i32| cut.go(At::default(), line, &mut |_, _| ());
        assert_eq!([0, 3, 4, 7].map(|line| cut.alike(at(line))), [4, 1, 3, 15]);
        assert_eq!([0, 11, 12, 21, 22].map(|line| cut.left(at(line))), [12, 1, 10, 1, 0]);
        assert!(
            cut.is_top(at(12)) && !cut.is_top(at(4)) && cut.is_lone_last(at(12)) && !cut.is_lone_last(at(0))
        );
        assert!(cut.is_lone_first(at(11)) && !cut.is_lone_first(at(21)));
        assert_eq!((cut.spots()[13], cut.spots().len()), ((1, 3), 22));
        let cells = |width: i64, least| {
            let runs = cut.ahead(at(2), Length::pt(9.0) * width, least);
            runs.iter().map(|run| (run.0.whole(Length::pt(9.0)), run.1)).collect::<Vec<_>>()
        };
        assert_eq!(cells(20, 0), [(13, 2)]);
        assert_eq!(cells(30, 0), [(13, 2), (5, 2)]);
        assert_eq!(cells(30, 6), [(13, 2), (5, 3), (13, 1)]);
        assert_eq!(cells(900, 0), [(13, 2), (5, 3), (13, 15)]);
    }
}
