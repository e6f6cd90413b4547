//! Packages that stand nowhere: what a story would need at a width.

use crate::Failure;
use crate::desk::{Desk, Open};
use banxin_edit::Command;
use banxin_model::{Area, BylinePlace, Cells, HeadPlace, HeadSpec, Id, Package, Page, Story};
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

/// A depth at which a story fills a width exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Depth {
    /// Page columns it spans.
    pub columns: u8,
    /// Its width.
    pub width: Cells,
    /// Its depth in lines.
    pub lines: i32,
}

/// A story in one column without its head.
pub(crate) fn column(story: Id<Story>, page: Id<Page>, width: Cells) -> Package {
    let area = Area { x: Cells(0), line: 0, width, lines: 1 };
    Package {
        head: HeadSpec { place: HeadPlace::None, ..HeadSpec::default() },
        byline: BylinePlace::None,
        ..Package::plain(page, story, area, 1)
    }
}

impl Desk {
    /// The exact depth of a story for every number of page columns it could span.
    ///
    /// # Errors
    /// When there is no such story or page.
    pub fn depths(&self, story: Id<Story>, page: Id<Page>) -> Result<Vec<Depth>, Failure> {
        let mut open = self.lock();
        let open = &mut *open;
        if !open.edition.stories.contains_key(&story) {
            return Err(Failure::bad_request("there is no such story"));
        }
        let Some(record) = open.edition.pages.get(&page) else {
            return Err(Failure::bad_request("there is no such page"));
        };
        let columns = record.grid.columns.columns;
        (1..=columns).map(|span| open.depth(story, page, span)).collect()
    }
}

impl Open {
    /// What `place` itself would make of the story, so that an offer is kept to the line.
    fn depth(&mut self, story: Id<Story>, page: Id<Page>, span: u8) -> Result<Depth, Failure> {
        let place =
            json!({ "verb": "place", "story": story, "page": page, "column": 0, "span": span, "line": 0 });
        let placed = self.plan(&Command::parse(&place.to_string())?)?;
        let package = placed.diff.packages.values().find_map(|change| change.after.as_ref());
        let area = package.map(|package| package.area).unwrap_or_default();
        Ok(Depth { columns: span, width: area.width, lines: area.lines })
    }
}
