//! `thread`: a story goes on in a further package, on this page or another.

use super::place::Place;
use super::{Verb, columns_fit, set, usual_columns};
use crate::draft::{Draft, after};
use crate::{Field, Label, PackageRef, PageRef, Refusal, StoryRef, VerbInfo};
use banxin_geom::Insets;
use banxin_model::{Area, BylinePlace, Cells, Frame, FreeFrame, HeadPlace, HeadSpec, Package};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lets a story go on in a further package; what finds no room in the last part stands there. Where the two are on
/// different pages, 下转 and 上接 are set by themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Thread {
    /// The package, or any part of its chain; the new part comes last.
    pub package: PackageRef,
    /// The page on which it goes on; its own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageRef>,
    /// Where the new part stands on the grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Left edge in thousandths of a cell from the left of the type area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Cells>,
    /// First line, from 0 at the top of the type area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// Width in thousandths of a cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Cells>,
    /// Height in lines; as many as the rest of the text needs when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<i32>,
    /// First column of the page, from 0, in place of `x`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u8>,
    /// Columns of the page it spans, in place of `width`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<u8>,
    /// Text columns inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// What stands round it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
}

impl Verb for Thread {
    const INFO: VerbInfo = VerbInfo {
        verb: "thread",
        zh: "稿件转接：排不下的文字续排到另一块",
        en: "Let a story go on in a further package",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::optional("page", "number or id of the page on which it goes on; its own by default"),
            Field::optional("area", "{x, line, width, lines}, or those by themselves"),
            Field::optional("x", "left edge in thousandths of a cell"),
            Field::optional("line", "first line, from 0"),
            Field::optional("width", "in thousandths of a cell"),
            Field::optional("lines", "height in lines; what the rest of the text needs by default"),
            Field::optional("column", "first column of the page, from 0, in place of x"),
            Field::optional("span", "columns of the page, in place of width"),
            Field::optional("columns", "text columns inside; those of the page by default"),
            Field::optional("frame", super::FRAMES),
        ],
        example: r#"{"verb":"thread","package":{"headline":"春风","page":1},"page":2,"column":0,"span":2,"line":80}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let mut last = draft.find_package(&self.package)?;
        while let Some(next) = draft.continuation(last) {
            last = next;
        }
        let before = draft.unlocked(last)?.clone();
        let page = self.page.as_ref().map_or(Ok(before.page), |page| draft.find_page(page))?;
        let grid = draft.page(page)?.grid;
        let mut area = self.place().wanted(&grid)?;
        let is_fitted = area.lines == 0;
        if is_fitted {
            area.lines = 1;
        }
        if before.free.as_ref().is_some_and(|free| !free.has_text()) {
            return Err(Refusal::new(
                "no-text",
                "这个框里没有文字，不能转接；请选文字框。",
                "There is no text in this frame that could go on: choose a text frame.",
            ));
        }
        draft.inside(page, area)?;
        let columns = self.columns.unwrap_or_else(|| usual_columns(&grid, area.width));
        let rank = after(
            draft.packages_on(page).last().and_then(|id| draft.edition.packages.get(id)).map(|p| p.rank),
        );
        let mut package = Package {
            head: HeadSpec { place: HeadPlace::None, ..HeadSpec::default() },
            byline: BylinePlace::None,
            rank,
            continues: Some(last),
            // Words of a free frame go on in a frame of the same make.
            free: before.free.clone().map(|free| Box::new(FreeFrame { edges: Insets::default(), ..*free })),
            ..Package::plain(page, before.story, area, columns)
        };
        set(&mut package.frame, &self.frame);
        columns_fit(&grid, &package)?;
        let id = draft.fresh();
        draft.put_package(id, package.clone());
        if is_fitted {
            // Measured with the link in place, so that the jump line has its room.
            package.area.lines = draft.fitted(&package);
            draft.put_package(id, package);
        }
        let (zh, en) = draft.story_name(before.story);
        let number = draft.page_number(page);
        Ok(Label::new(format!("{zh}转接第 {number} 版"), format!("Continue {en} on page {number}")))
    }
}

impl Thread {
    /// Where the new part stands, as `place` would say it.
    fn place(&self) -> Place {
        let mut place = Place::of(StoryRef::Id(String::new()), PageRef::Number(0));
        place.area = self.area;
        place.x = self.x;
        place.line = self.line;
        place.width = self.width;
        place.lines = self.lines;
        place.column = self.column;
        place.span = self.span;
        place
    }
}
