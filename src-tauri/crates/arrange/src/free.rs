//! Free places on a page for one story, the best first.

use banxin_model::{Area, Cells, Grid};
use std::collections::BTreeSet;

/// Lines left free between one package and the next below it.
pub const GAP: i32 = 2;

/// The exact depth of a story over a number of page columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// Page columns it spans.
    pub span: u8,
    /// Lines it needs there.
    pub lines: i32,
}

/// Every place where a story stands at an exact depth without covering anything, the best first: the shape
/// nearest to a square, then the strongest position (from the top, then from the left).
pub fn free_places(grid: &Grid, taken: &[Area], depths: &[Depth]) -> Vec<Area> {
    let mut tops: BTreeSet<i32> = taken.iter().map(|area| area.end().saturating_add(GAP)).collect();
    tops.insert(0);
    let mut places: Vec<(i64, Area)> = Vec::new();
    for depth in depths {
        let width = grid.columns.measure(depth.span);
        let oddness = oddness(grid, width, depth.lines);
        for line in &tops {
            for column in 0..=grid.columns.columns.saturating_sub(depth.span) {
                let area = Area { x: grid.columns.start(column), line: *line, width, lines: depth.lines };
                let is_inside = area.end() <= i32::from(grid.lines) && depth.lines > 0;
                if is_inside && !taken.iter().any(|other| crowds(area, *other)) {
                    places.push((oddness, area));
                }
            }
        }
    }
    places.sort_by_key(|(oddness, area)| (*oddness, area.line, area.x));
    places.into_iter().map(|(_, area)| area).collect()
}

/// Whether a place covers a package or stands closer above or below it than the gap.
fn crowds(place: Area, other: Area) -> bool {
    let room = Area { line: place.line - GAP, lines: place.lines + 2 * GAP, ..place };
    room.overlaps(other)
}

/// How far from a square a shape is: 0 for a square, in hundredths of the shorter side.
fn oddness(grid: &Grid, width: Cells, lines: i32) -> i64 {
    let width = width.length(grid.cell).to_emu().max(1);
    let height = (grid.leading * i64::from(lines)).to_emu().max(1);
    width.max(height) * 100 / width.min(height) - 100
}

#[cfg(test)]
mod tests {
    use super::{Depth, GAP, free_places};
    use banxin_model::{Area, Cells, ColumnSystem, Grid, PaperPreset};
    use std::collections::BTreeMap;

    fn grid() -> Grid {
        let columns = vec![ColumnSystem { columns: 8, cells: 13, gutter: Cells::whole(1) }];
        let preset = PaperPreset {
            id: "broadsheet".to_owned(),
            zh: String::new(),
            en: String::new(),
            trim_um: [390_000, 545_000],
            type_area_um: [18_800, 29_000],
            bleed_um: 0,
            body_size: 900,
            leading: 1250,
            cells: 111,
            lines: 111,
            columns,
            ink_limit: 0,
            spots: Vec::new(),
            checks: BTreeMap::new(),
        };
        preset.grid()
    }

    #[test]
    fn an_empty_page_offers_its_strongest_corner_first() {
        let best = free_places(&grid(), &[], &[Depth { span: 3, lines: 30 }]);
        assert_eq!((best[0].x, best[0].line, best[0].lines), (Cells(0), 0, 30));
        assert_eq!(best.len(), 6);
    }

    #[test]
    fn nothing_is_covered_and_the_gap_is_kept() {
        let grid = grid();
        let lead = Area { x: Cells(0), line: 0, width: grid.columns.measure(5), lines: 50 };
        let depths =
            [Depth { span: 2, lines: 40 }, Depth { span: 4, lines: 20 }, Depth { span: 8, lines: 10 }];
        let places = free_places(&grid, &[lead], &depths);
        assert!(!places.is_empty());
        for place in places {
            assert!(!place.overlaps(lead) && place.end() <= 111);
            assert!(place.line == 0 || place.line >= 50 + GAP, "{place:?}");
        }
    }

    #[test]
    fn a_full_page_offers_nothing() {
        let grid = grid();
        let all = Area { x: Cells(0), line: 0, width: grid.columns.measure(8), lines: 111 };
        assert!(free_places(&grid, &[all], &[Depth { span: 1, lines: 3 }]).is_empty());
        assert!(free_places(&grid, &[], &[Depth { span: 1, lines: 200 }]).is_empty());
    }
}
