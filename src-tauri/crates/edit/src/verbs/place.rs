//! `place`: a story from the pool onto a page.

use super::photo_slots::SlotSpec;
use super::set_package::{HeadChange, usual_division};
use super::{Verb, columns_fit, set, usual_columns};
use crate::draft::{Draft, after};
use crate::{Field, Label, PageRef, Refusal, StoryRef, VerbInfo};
use banxin_arrange::{Depth, free_places};
use banxin_model::{
    Area, BylinePlace, Cells, Direction, Frame, Grid, HeadSpec, Id, Package, Page, PhotoPlace, PhotoSlot,
    Remainder, Story, StoryKind,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Places a story on a page as a package. Its area is `area`, or `x` and `width`, or `column` and `span`;
/// without `lines` it is as deep as its text needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Place {
    /// The story.
    pub story: StoryRef,
    /// The page.
    pub page: PageRef,
    /// Where it stands on the grid.
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
    /// Height in lines; as many as the text needs when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<i32>,
    /// First column of the page, from 0, in place of `x`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u8>,
    /// Columns of the page it spans, in place of `width`; 1 when left out beside `column`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<u8>,
    /// Text columns inside; the columns of the page it spans when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Which way lines run: `across` or `down`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Gutter between them in thousandths of a cell; 0 for the page's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gutter: Option<Cells>,
    /// What becomes of cells that do not divide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remainder: Option<Remainder>,
    /// The head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadChange>,
    /// Face of the headline, such as `song-900`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_face: Option<String>,
    /// Where the byline stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<BylinePlace>,
    /// Its photos; the story's own in their usual places when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photos: Option<Vec<SlotSpec>>,
    /// What stands round it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// Tint behind it: black in per mille.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<u16>,
}

impl Verb for Place {
    const INFO: VerbInfo = VerbInfo {
        verb: "place",
        zh: "稿件上版",
        en: "Place a story on a page",
        fields: &[
            Field::needed("story", "id or {headline}"),
            Field::needed("page", "number or id"),
            Field::optional(
                "area",
                "{x, line, width, lines}, or those by themselves; the best free place when nothing is said",
            ),
            Field::optional("x", "left edge in thousandths of a cell"),
            Field::optional("line", "first line, from 0"),
            Field::optional("width", "in thousandths of a cell"),
            Field::optional("lines", "height in lines; what the text needs by default"),
            Field::optional("column", "first column of the page, from 0, in place of x"),
            Field::optional("span", "columns of the page, in place of width"),
            Field::optional("columns", "text columns inside; those of the page by default"),
            Field::optional("direction", "across (横排) or down (竖排)"),
            Field::optional("gutter", "between text columns, in thousandths of a cell; 0 for the page's own"),
            Field::optional("remainder", "gutters or first-column"),
            Field::optional("head", super::HEAD),
            Field::optional("head_face", "face of the headline, such as song-900"),
            Field::optional("byline", "column, head or none"),
            Field::optional("photos", "[{photo, place, columns, lines, crop}]; the story's own by default"),
            Field::optional("frame", super::FRAMES),
            Field::optional("tint", "black behind it in per mille"),
        ],
        example: r#"{"verb":"place","story":{"headline":"春风"},"page":1,"column":2,"span":3,"line":20}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let story = draft.find_copy(&self.story)?;
        let page = draft.find_page(&self.page)?;
        let grid = draft.page(page)?.grid;
        let mut area = if self.is_anywhere() { self.free(draft, story, page)? } else { self.wanted(&grid)? };
        let is_fitted = area.lines == 0;
        if is_fitted {
            area.lines = 1;
        }
        draft.inside(page, area)?;
        let columns = self.columns.unwrap_or_else(|| usual_columns(&grid, area.width));
        let photos = match &self.photos {
            Some(specs) => specs.iter().map(|spec| spec.slot(draft)).collect::<Result<_, _>>()?,
            None => usual_slots(draft, story, columns),
        };
        let mut head = HeadSpec::default();
        if let Some(change) = &self.head {
            change.change(&mut head);
        }
        let rank = after(
            draft.packages_on(page).last().and_then(|id| draft.edition.packages.get(id)).map(|p| p.rank),
        );
        let mut package = Package {
            gutter: self.gutter.filter(|gutter| gutter.0 > 0),
            remainder: self.remainder.unwrap_or_default(),
            head,
            byline: self.byline.unwrap_or_default(),
            frame: self.frame.unwrap_or_default(),
            rank,
            photos,
            ..Package::plain(page, story, area, columns)
        };
        set(&mut package.head_face, &self.head_face);
        set(&mut package.tint, &self.tint);
        set(&mut package.direction, &self.direction);
        if self.columns.is_none() && !package.direction.is_across() {
            package.columns = if is_fitted { 1 } else { usual_division(&grid, &package) };
        }
        super::set_package::sound(&package)?;
        columns_fit(&grid, &package)?;
        if is_fitted {
            package.area.lines = draft.fitted(&package);
        }
        let id = draft.fresh();
        draft.put_package(id, package);
        let (zh, en) = draft.story_name(story);
        let number = draft.page_number(page);
        Ok(Label::new(format!("{zh}上第 {number} 版"), format!("Place {en} on page {number}")))
    }
}

impl Place {
    /// A story onto a page, with nothing else said.
    pub(crate) fn of(story: StoryRef, page: PageRef) -> Place {
        Place {
            story,
            page,
            area: None,
            x: None,
            line: None,
            width: None,
            lines: None,
            column: None,
            span: None,
            columns: None,
            direction: None,
            gutter: None,
            remainder: None,
            head: None,
            head_face: None,
            byline: None,
            photos: None,
            frame: None,
            tint: None,
        }
    }

    /// Whether it is left open where the story stands.
    fn is_anywhere(&self) -> bool {
        let said = self.area.is_some() || self.x.is_some() || self.column.is_some();
        !said && self.line.is_none() && self.width.is_none() && self.lines.is_none()
    }

    /// The best free place of the page at which the story fits exactly, over `span` columns if that is said.
    fn free(&self, draft: &Draft<'_>, story: Id<Story>, page: Id<Page>) -> Result<Area, Refusal> {
        let grid = draft.page(page)?.grid;
        let taken = draft.taken_on(page, Package::taken)?;
        let spans = self.span.map_or(1..=grid.columns.columns, |span| span..=span);
        let depths: Vec<Depth> = spans
            .filter(|span| (1..=grid.columns.columns).contains(span))
            .map(|span| {
                let width = grid.columns.measure(span);
                let area = Area { x: Cells(0), line: 0, width, lines: 1 };
                let photos = usual_slots(draft, story, span);
                let package = Package { photos, ..Package::plain(page, story, area, span) };
                Depth { span, lines: draft.depth(&package) }
            })
            .collect();
        free_places(&grid, &taken, &depths).first().copied().ok_or_else(|| {
            Refusal::new(
                "no-room",
                "本版没有一处空位容得下这篇稿件，请移开别的稿块或换一版。",
                "No free place on this page holds the story: move other packages or choose another page.",
            )
        })
    }

    /// The area that is asked for; no lines where the text decides.
    pub(crate) fn wanted(&self, grid: &Grid) -> Result<Area, Refusal> {
        if let Some(area) = self.area {
            return Ok(Area { lines: self.lines.unwrap_or(area.lines), ..area });
        }
        let columns = grid.columns;
        let span = self.span.unwrap_or(1);
        let across = match (self.x, self.width, self.column) {
            (Some(x), Some(width), _) => Some((x, width)),
            (Some(x), None, _) if self.span.is_some() => Some((x, columns.measure(span))),
            (None, width, Some(column)) => {
                let last = u16::from(column) + u16::from(span.max(1));
                if span == 0 || last > u16::from(columns.columns) {
                    return Err(Refusal::new(
                        "no-such-column",
                        format!("本版只有 {} 栏（从 0 数起），请改栏号或栏数。", columns.columns),
                        format!(
                            "This page has {} columns, counted from 0: change column or span.",
                            columns.columns
                        ),
                    ));
                }
                Some((columns.start(column), width.unwrap_or_else(|| columns.measure(span))))
            }
            _ => None,
        };
        let (Some((x, width)), Some(line)) = (across, self.line) else {
            return Err(Refusal::new(
                "no-area",
                "没有说明放在哪里，请给出 area，或 column、span、line，或 x、width、line。",
                "It is not said where: give area, or column, span and line, or x, width and line.",
            ));
        };
        Ok(Area { x, line, width, lines: self.lines.unwrap_or(0) })
    }
}

/// Where a story's photos stand when nobody says otherwise.
fn usual_slots(draft: &Draft<'_>, story: Id<Story>, columns: u8) -> Vec<PhotoSlot> {
    let kind = draft.edition.stories.get(&story).map(|story| story.kind).unwrap_or_default();
    let is_narrow = kind == StoryKind::Photo || columns <= 2;
    let place = |index: usize| match (is_narrow, index) {
        (true, _) => PhotoPlace::Top,
        (false, 0) => PhotoPlace::Right,
        (false, _) => PhotoPlace::BottomRight,
    };
    let span = if is_narrow { 0 } else { columns.div_ceil(2) };
    draft
        .photos_of(story)
        .into_iter()
        .enumerate()
        .map(|(index, photo)| PhotoSlot {
            photo,
            place: place(index),
            columns: span,
            lines: 0,
            crop: Default::default(),
            inset: Default::default(),
            outline: Vec::new(),
            turn: Default::default(),
        })
        .collect()
}
