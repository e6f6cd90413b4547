//! Free frames that packages give way to: what of them stands in a package's text.
//!
//! Lines keep a cell away from the frame and stand on whole cells at its wider side, as beside pictures in the text,
//! across and down. Columns begin below a frame that covers their top, and the head goes over those that begin highest;
//! otherwise heads and photos do not give way.

use crate::shape::Ground;
use banxin_geom::Rect;
use banxin_model::{Edition, Index, Package, Page};

/// What stands in the way of a package's text, from its corner; with `below` also what lies deeper than the package.
pub(crate) fn in_the_way(
    edition: &Edition,
    index: &Index,
    package: &Package,
    page: &Page,
    below: bool,
) -> Vec<Ground> {
    if package.free.is_some() {
        return Vec::new();
    }
    let grid = &page.grid;
    let place = grid.place(package.area);
    let mut grounds = Vec::new();
    for other in index.on_page(package.page).iter().filter_map(|id| edition.packages.get(id)) {
        let Some(free) = other.free.as_ref().filter(|free| free.wraps) else { continue };
        let rect = free.rect(grid, other.area);
        let is_beside = rect.right() + grid.cell <= place.x || place.right() + grid.cell <= rect.x;
        let is_over = rect.bottom() + grid.leading <= place.y;
        let is_under = !below && place.bottom() + grid.leading <= rect.y;
        if is_beside || is_over || is_under {
            continue;
        }
        let rect = Rect::new(rect.x - place.x, rect.y - place.y, rect.width, rect.height);
        let outline = other
            .photos
            .first()
            .filter(|slot| slot.outline.len() >= 3)
            .map(|slot| crate::inset::outline(slot, rect));
        let gap = grid.cell;
        grounds.push(match outline.or_else(|| free.outline(rect)) {
            Some(corners) => Ground::Outline { corners, gap },
            None => Ground::Box { rect, gap },
        });
    }
    grounds
}
