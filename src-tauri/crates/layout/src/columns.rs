//! The columns of a package: whole cells each, what does not divide going where the editor chose.

use banxin_geom::Length;
use banxin_model::{Cells, Frame, Grid, Package, Remainder};

/// A text column, from the package's corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Column {
    pub x: Length,
    pub measure: Length,
}

/// Least measure of a column in cells; text in fewer is no text.
pub(crate) const LEAST: i32 = 4;

/// How far the frame moves the content in: cells at each side, lines at the top, lines at the foot.
pub(crate) fn inset(frame: Frame) -> (Cells, i32, i32) {
    match frame {
        Frame::None => (Cells(0), 0, 0),
        Frame::RuleAbove => (Cells(0), 1, 0),
        Frame::RuleBelow => (Cells(0), 0, 1),
        _ => (Cells::whole(1), 1, 1),
    }
}

/// The columns of a package on a grid.
pub(crate) fn columns(package: &Package, grid: &Grid) -> Vec<Column> {
    let (side, _, _) = inset(package.frame);
    let width = Cells((package.area.width.0 - 2 * side.0).max(1000));
    let most = (width.0 / (LEAST * 1000)).clamp(1, 32);
    let count = i32::from(package.columns).clamp(1, most);
    let system = grid.columns;
    let is_own =
        side.0 == 0 && system.span_of(package.area.width).is_some_and(|span| i32::from(span) == count);
    let wanted = package.gutter.map_or(system.gutter.0.max(1000), |gutter| gutter.0);
    // A gutter the package asks for may not leave less than the least column.
    let gutter = if count > 1 { wanted.clamp(0, (width.0 - count * LEAST * 1000) / (count - 1)) } else { 0 };
    if is_own && package.gutter.is_none() {
        let step = i32::from(system.cells) * 1000 + system.gutter.0;
        return (0..count)
            .map(|k| column(Cells(k * step), Cells::whole(i32::from(system.cells)), grid))
            .collect();
    }
    if count == 1 {
        return vec![column(side, width, grid)];
    }
    let cells = (width.0 - (count - 1) * gutter) / count / 1000;
    let rest = width.0 - (count - 1) * gutter - count * cells * 1000;
    let mut x = side.0;
    let mut all = Vec::new();
    for k in 0..count {
        let own = cells * 1000 + if package.remainder == Remainder::FirstColumn && k == 0 { rest } else { 0 };
        all.push(column(Cells(x), Cells(own), grid));
        x += own + gutter;
        if package.remainder == Remainder::Gutters {
            x += rest * (k + 1) / (count - 1) - rest * k / (count - 1);
        }
    }
    all
}

fn column(x: Cells, measure: Cells, grid: &Grid) -> Column {
    Column { x: x.length(grid.cell), measure: measure.length(grid.cell) }
}

#[cfg(test)]
mod tests {
    use super::{Column, columns};
    use banxin_geom::Length;
    use banxin_model::{Area, Cells, ColumnSystem, Frame, Grid, Id, Package, Remainder};

    fn grid() -> Grid {
        Grid {
            cell: Length::pt(9.0),
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) },
        }
    }

    fn package(width: i32, columns: u8) -> Package {
        let area = Area { x: Cells(0), line: 0, width: Cells::whole(width), lines: 20 };
        Package::plain(Id::new(1), Id::new(1), area, columns)
    }

    fn cells(all: &[Column]) -> Vec<(f64, f64)> {
        all.iter().map(|c| (c.x.to_pt() / 9.0, c.measure.to_pt() / 9.0)).collect()
    }

    #[test]
    fn three_columns_divided_by_two_measure_twenty() {
        assert_eq!(cells(&columns(&package(41, 2), &grid())), [(0.0, 20.0), (21.0, 20.0)]);
    }

    #[test]
    fn a_remainder_widens_the_gutters_or_the_first_column() {
        let mut five_by_three = package(69, 3);
        let gutters = cells(&columns(&five_by_three, &grid()));
        assert_eq!(gutters.iter().map(|c| c.1).collect::<Vec<_>>(), [22.0; 3]);
        assert_eq!(gutters[2].0 + gutters[2].1, 69.0);
        five_by_three.remainder = Remainder::FirstColumn;
        let first = cells(&columns(&five_by_three, &grid()));
        assert_eq!(first.iter().map(|c| c.1).collect::<Vec<_>>(), [23.0, 22.0, 22.0]);
    }

    #[test]
    fn more_columns_than_there_is_room_for_are_not_made() {
        assert_eq!(columns(&package(13, 9), &grid()).len(), 3);
        let mut boxed = package(27, 2);
        boxed.frame = Frame::Box;
        boxed.gutter = Some(Cells::whole(90));
        let all = cells(&columns(&boxed, &grid()));
        assert!(all[1].0 + all[1].1 <= 26.001, "{all:?}");
    }
}
