//! What each line of each column offers where not all are alike: beside pictures, beside cut corners, in columns of
//! different measure.

use crate::bands::Band;
use crate::columns::{Column, LEAST};
use crate::flow::Leg;
use banxin_geom::{Length, Point, Rect};
use std::collections::BTreeMap;

/// Ground that text keeps out of, from the package's corner.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ground {
    /// An upright box; text beside it stays off by `gap`.
    Box { rect: Rect, gap: Length },
    /// The inside of an outline.
    Outline { corners: Vec<Point>, gap: Length },
}

/// The room of every line of every column.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    columns: Vec<Column>,
    /// Lines that offer another room than the rest of their column: where they begin and how long they may be;
    /// `None` where no text stands.
    notches: BTreeMap<(usize, i32), Option<Column>>,
}

impl Shape {
    /// Columns without anything in their way.
    pub(crate) fn new(columns: &[Column]) -> Self {
        Shape { columns: columns.to_vec(), notches: BTreeMap::new() }
    }

    /// Whether every line offers the same measure, so that lines need not know where they stand.
    pub(crate) fn is_plain(&self) -> bool {
        self.notches.is_empty() && self.columns.windows(2).all(|pair| pair[0].measure == pair[1].measure)
    }

    /// The room of a line.
    pub(crate) fn room(&self, column: usize, line: i32) -> Option<Column> {
        self.notches.get(&(column, line)).copied().unwrap_or_else(|| self.columns.get(column).copied())
    }

    /// Takes `ground` out of lines `from` to `until` of every column; what is left is whole cells, on its wider side.
    pub(crate) fn take(&mut self, ground: &Ground, (from, until): (i32, i32), cell: Length, leading: Length) {
        for line in from..until {
            let band = (leading * i64::from(line) - (leading - cell), leading * i64::from(line + 1));
            let Some((left, right)) = ground.across(band) else { continue };
            for column in 0..self.columns.len() {
                let Some(room) = self.room(column, line) else { continue };
                let end = room.x + room.measure;
                if left >= end || right <= room.x {
                    continue;
                }
                let before = cell * (left - room.x).max(Length::ZERO).whole(cell);
                let after = cell * (end - right).max(Length::ZERO).whole(cell);
                let rest = if before >= after {
                    Column { x: room.x, measure: before }
                } else {
                    Column { x: end - after, measure: after }
                };
                let rest = (rest.measure >= cell * i64::from(LEAST)).then_some(rest);
                self.notches.insert((column, line), rest);
            }
        }
    }

    /// The lines of the legs in the order in which they are read, in bands of one measure.
    pub(crate) fn bands(&self, legs: &[Leg]) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        let mut stretch = 0;
        let mut add = |column: usize, line: i32, count: i32, measure: Length| {
            if count <= 0 {
                return;
            }
            let last =
                bands.last_mut().filter(|last| last.column == column && last.line + last.count == line);
            match last {
                Some(last) if last.measure == measure => last.count += count,
                follows => {
                    stretch += usize::from(follows.is_none());
                    bands.push(Band { column, line, count, measure, stretch });
                }
            }
        };
        for (column, leg) in legs.iter().enumerate().filter(|(_, leg)| leg.bottom > leg.top) {
            let Some(whole) = self.columns.get(column) else { continue };
            let mut line = leg.top;
            for ((_, own), room) in self.notches.range((column, leg.top)..(column, leg.bottom)) {
                add(column, line, *own - line, whole.measure);
                if let Some(room) = room {
                    add(column, *own, 1, room.measure);
                }
                line = own + 1;
            }
            add(column, line, leg.bottom - line, whole.measure);
        }
        bands
    }

    /// The first line of a column, at or after `from`, that is not wholly taken.
    pub(crate) fn first_open(&self, column: usize, (from, until): (i32, i32)) -> i32 {
        (from..until).find(|line| self.room(column, *line).is_some()).unwrap_or(until)
    }

    /// The line after the last one of a column, at or before `until`, that is not wholly taken.
    pub(crate) fn last_open(&self, column: usize, (from, until): (i32, i32)) -> i32 {
        (from..until).rev().find(|line| self.room(column, *line).is_some()).map_or(from, |line| line + 1)
    }
}

impl Ground {
    /// The lines among `from` to `until` that it can reach.
    pub(crate) fn lines(&self, (from, until): (i32, i32), leading: Length) -> (i32, i32) {
        let (top, bottom) = match self {
            Ground::Box { rect, .. } => (rect.y, rect.bottom()),
            Ground::Outline { corners, .. } => {
                let heights = || corners.iter().map(|corner| corner.y);
                (heights().min().unwrap_or_default(), heights().max().unwrap_or_default())
            }
        };
        let line = |y: Length| i32::try_from(y.whole(leading)).unwrap_or(until);
        (line(top).saturating_sub(1).clamp(from, until), line(bottom).saturating_add(2).clamp(from, until))
    }

    /// What it takes, from left to right, of the band between two heights, the gap at its sides included.
    fn across(&self, (top, bottom): (Length, Length)) -> Option<(Length, Length)> {
        match self {
            Ground::Box { rect, gap } => {
                (rect.y < bottom && top < rect.bottom()).then(|| (rect.x - *gap, rect.right() + *gap))
            }
            Ground::Outline { corners, gap } => {
                let mut reach: Option<(Length, Length)> = None;
                let mut meet = |x: Length| {
                    reach = Some(reach.map_or((x, x), |(left, right)| (left.min(x), right.max(x))));
                };
                for (k, from) in corners.iter().enumerate() {
                    let to = corners[(k + 1) % corners.len()];
                    for end in [*from, to] {
                        if end.y >= top && end.y <= bottom {
                            meet(end.x);
                        }
                    }
                    for height in [top, bottom] {
                        if (from.y < height) != (to.y < height) {
                            let share = (height - from.y).to_emu();
                            meet(from.x + (to.x - from.x).scaled(share, (to.y - from.y).to_emu()));
                        }
                    }
                }
                reach.map(|(left, right)| (left - *gap, right + *gap))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, Shape};
    use crate::columns::Column;
    use crate::flow::Leg;
    use banxin_geom::{Length, Point, Rect};

    const CELL: i64 = 9;
    const LEADING: i64 = 12;

    fn pt(points: i64) -> Length {
        Length::pt(points as f64)
    }

    fn shape() -> Shape {
        let measure = pt(13 * CELL);
        Shape::new(&[Column { x: pt(0), measure }, Column { x: pt(14 * CELL), measure }])
    }

    fn cells(shape: &Shape, column: usize, line: i32) -> Option<(i64, i64)> {
        shape.room(column, line).map(|room| (room.x.whole(pt(CELL)), room.measure.whole(pt(CELL))))
    }

    #[test]
    fn text_beside_a_picture_keeps_whole_cells_on_the_wider_side() {
        let mut shape = shape();
        let rect = Rect::new(pt(8 * CELL), pt(2 * LEADING), pt(9 * CELL), pt(3 * LEADING - 3));
        shape.take(&Ground::Box { rect, gap: pt(CELL) }, (0, 9), pt(CELL), pt(LEADING));
        assert_eq!(cells(&shape, 0, 1), Some((0, 13)));
        assert_eq!(cells(&shape, 0, 2), Some((0, 7)));
        assert_eq!(cells(&shape, 1, 4), Some((18, 9)));
        assert_eq!(cells(&shape, 1, 5), Some((14, 13)));
        assert!(!shape.is_plain());
        let bands = shape.bands(&[Leg { top: 0, bottom: 6 }, Leg { top: 0, bottom: 6 }]);
        let told: Vec<_> = bands
            .iter()
            .map(|band| (band.column, band.line, band.count, band.measure.whole(pt(CELL)), band.stretch))
            .collect();
        let want = [(0, 0, 2, 13, 1), (0, 2, 3, 7, 1), (0, 5, 1, 13, 1), (1, 0, 2, 13, 2), (1, 2, 3, 9, 2)];
        assert_eq!(told[..5], want);
        assert_eq!(told[5..], [(1, 5, 1, 13, 2)]);
    }

    #[test]
    fn fewer_than_four_cells_are_no_line() {
        let mut shape = shape();
        let rect = Rect::new(pt(0), pt(0), pt(9 * CELL), pt(2 * LEADING - 3));
        shape.take(&Ground::Box { rect, gap: pt(CELL) }, (0, 4), pt(CELL), pt(LEADING));
        assert_eq!(cells(&shape, 0, 0), None);
        assert_eq!((shape.first_open(0, (0, 6)), shape.last_open(0, (0, 6))), (2, 6));
    }

    #[test]
    fn an_outline_lets_lines_come_nearer_where_it_is_narrow() {
        let mut shape = shape();
        let tip = Point::new(pt(13 * CELL), pt(0));
        let corners =
            vec![tip, Point::new(pt(27 * CELL), pt(9 * LEADING)), Point::new(pt(0), pt(9 * LEADING))];
        shape.take(&Ground::Outline { corners, gap: pt(CELL) }, (0, 9), pt(CELL), pt(LEADING));
        let widths: Vec<_> =
            (0..5).filter_map(|line| cells(&shape, 0, line)).map(|(_, cells)| cells).collect();
        assert!(widths.windows(2).all(|pair| pair[0] > pair[1]), "{widths:?}");
    }
}
