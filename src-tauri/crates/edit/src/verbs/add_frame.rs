//! `add-frame`: a free frame onto a page.

use super::photo_slots::SlotSpec;
use super::set_frame::{FREE, FreeChange};
use super::{RANK_STEP, Verb, columns_fit, set};
use crate::draft::{Draft, after, frame_name, one_paragraph};
use crate::{Field, Label, PageRef, PhotoRef, Refusal, VerbInfo};
use banxin_geom::Length;
use banxin_model::{
    Area, BylinePlace, Cells, Direction, Frame, FreeFrame, FreeKind, Id, Package, Page, Paragraph, Role,
    Story, StoryKind, TableSpec, TextAlign,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Puts a free frame onto a page: a text, a picture, a rule, a shape or a table, with no story of the pool behind it.
/// A shape comes under everything, any other frame over it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddFrame {
    /// What it is for.
    pub kind: FreeKind,
    /// The page.
    pub page: PageRef,
    /// Left edge in thousandths of a cell from the left of the type area; a free place when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Cells>,
    /// First line, from 0 at the top of the type area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// Width in thousandths of a cell; what is usual for its kind when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Cells>,
    /// Height in lines; what is usual for its kind when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<i32>,
    /// Words of a text frame, a paragraph a line; rows of a table, cells parted by tabs, the first its header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The picture of a picture frame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<PhotoRef>,
    /// Text columns inside; 1 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Which way lines run: `across` or `down`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What stands round it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// Tint behind it: black in per mille.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<u16>,
    /// What else it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<FreeChange>,
}

/// Lines of a fresh table frame's header and rows, until they are filled.
const EMPTY_TABLE: &str = "\t\t\n\t\t\n\t\t";

impl Verb for AddFrame {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-frame",
        zh: "加自由框：文字、图片、线、图形、表格",
        en: "Add a free frame: text, picture, rule, shape or table",
        fields: &[
            Field::needed("kind", "text, picture, rule, shape or table"),
            Field::needed("page", "number or id"),
            Field::optional("x", "left edge in thousandths of a cell; a free place when nothing is said"),
            Field::optional("line", "first line, from 0"),
            Field::optional("width", "in thousandths of a cell"),
            Field::optional("lines", "height in lines"),
            Field::optional("text", "words, a paragraph a line; rows of a table, cells parted by tabs"),
            Field::optional("photo", "id or {name}, for a picture frame"),
            Field::optional("columns", "text columns inside; 1 by default"),
            Field::optional("direction", "across (横排) or down (竖排)"),
            Field::optional("frame", super::FRAMES),
            Field::optional("tint", "black behind it in per mille"),
            Field::optional("free", FREE),
        ],
        example: r#"{"verb":"add-frame","kind":"text","page":1,"x":0,"line":2,"width":27000,"lines":3,"text":"导读 江畔渡口今起试运行","tint":120,"free":{"align":"centre","stand":"middle","padding":38100}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let page = draft.find_page(&self.page)?;
        let area = self.area(draft, page)?;
        let mut free = usual(self.kind);
        if let Some(change) = &self.free {
            change.change(&mut free)?;
        }
        let photo = match &self.photo {
            Some(photo) if self.kind == FreeKind::Picture => Some(SlotSpec::of(photo.clone()).slot(draft)?),
            Some(_) => return Err(no_pictures()),
            None => None,
        };
        let story = self.words(draft)?;
        let ranks: Vec<i64> = draft
            .packages_on(page)
            .iter()
            .filter_map(|id| draft.edition.packages.get(id).map(|package| package.rank))
            .collect();
        let rank = match (self.kind, ranks.first()) {
            (FreeKind::Shape, Some(first)) => first.saturating_sub(RANK_STEP),
            _ => after(ranks.last().copied()),
        };
        let mut package = Package {
            byline: BylinePlace::None,
            rank,
            photos: photo.into_iter().collect(),
            free: Some(Box::new(free)),
            ..Package::plain(page, story, area, self.columns.unwrap_or(1))
        };
        if self.kind == FreeKind::Shape && self.free.as_ref().is_none_or(FreeChange::is_bare) {
            // A shape that would show nothing is a light tint.
            package.tint = 100;
        }
        set(&mut package.direction, &self.direction);
        set(&mut package.frame, &self.frame);
        set(&mut package.tint, &self.tint);
        super::set_package::sound(&package)?;
        columns_fit(&draft.page(page)?.grid, &package)?;
        draft.lies(&package)?;
        let id = draft.fresh();
        draft.put_package(id, package);
        let (zh, en) = frame_name(self.kind);
        let number = draft.page_number(page);
        Ok(Label::new(format!("第 {number} 版加{zh}"), format!("Add {en} to page {number}")))
    }
}

impl AddFrame {
    /// Where it stands: as said, or where there is room for what is usual.
    fn area(&self, draft: &Draft<'_>, page: Id<Page>) -> Result<Area, Refusal> {
        let record = draft.page(page)?;
        let grid = record.grid;
        let (span, lines) = match self.kind {
            FreeKind::Text => (1, 4),
            FreeKind::Picture => (2, 14),
            FreeKind::Rule => (2, 1),
            FreeKind::Shape => (2, 8),
            FreeKind::Table => (2, 4),
        };
        let width = self.width.unwrap_or_else(|| grid.columns.measure(span.min(grid.columns.columns.max(1))));
        let lines = self.lines.unwrap_or(lines);
        if self.x.is_some() || self.line.is_some() {
            return Ok(Area {
                x: self.x.unwrap_or_default(),
                line: self.line.unwrap_or_default(),
                width,
                lines,
            });
        }
        let taken = draft.taken_on(page, |package| vec![package.area])?;
        let nameplate = i32::from(record.nameplate_lines);
        let is_free = |area: &Area| !taken.iter().any(|other| other.overlaps(*area));
        let last = i32::from(grid.lines) - lines;
        let right = i32::from(grid.cells) * 1000 + 2;
        let free = (nameplate..=last)
            .flat_map(|line| (0..grid.columns.columns).map(move |column| (column, line)))
            .map(|(column, line)| Area { x: grid.columns.start(column), line, width, lines })
            .find(|area| area.right().0 <= right && is_free(area));
        // On a full page it comes to lie over what is there, at the top, where it is seen.
        Ok(free.unwrap_or(Area { x: Cells(0), line: nameplate.min(last.max(0)), width, lines }))
    }

    /// The words of its own.
    fn words(&self, draft: &mut Draft<'_>) -> Result<Id<Story>, Refusal> {
        let story = draft.fresh();
        let rank = after(draft.edition.stories.values().map(|story| story.rank).max());
        let record = Story {
            rank,
            kind: StoryKind::Frame,
            section: String::new(),
            source: String::new(),
            table: TableSpec::default(),
        };
        draft.edition.stories.insert(story, Arc::new(record));
        let usual = if self.kind == FreeKind::Table { EMPTY_TABLE } else { "" };
        let text = self.text.as_deref().unwrap_or(usual);
        let mut rank = None;
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r')).enumerate();
        for (k, line) in lines.filter(|_| matches!(self.kind, FreeKind::Text | FreeKind::Table)) {
            let role = match (self.kind, k) {
                (FreeKind::Table, 0) => Role::TableHead,
                (FreeKind::Table, _) => Role::TableRow,
                _ => Role::Body,
            };
            one_paragraph(line)?;
            let place = after(rank);
            rank = Some(place);
            let id = draft.fresh();
            let paragraph = Paragraph::new(story, place, role, line.to_owned());
            draft.edition.paragraphs.insert(id, Arc::new(paragraph));
        }
        Ok(story)
    }
}

impl FreeChange {
    /// Whether it says nothing that would show a shape.
    fn is_bare(&self) -> bool {
        self.fill.flatten().is_none() && self.line.is_none()
    }
}

/// A frame of a kind as it is when nobody says otherwise.
fn usual(kind: FreeKind) -> FreeFrame {
    let mut free = FreeFrame::plain(kind);
    match kind {
        FreeKind::Text => free.align = TextAlign::Start,
        FreeKind::Rule => free.line.weight = Length::pt(0.5),
        FreeKind::Picture | FreeKind::Shape | FreeKind::Table => {}
    }
    free
}

/// Only a picture frame takes a picture.
pub(crate) fn no_pictures() -> Refusal {
    Refusal::new(
        "no-picture-frame",
        "只有图片框和文字框能放图片，请另加一个图片框。",
        "Only picture frames and text frames take a picture: add a picture frame.",
    )
}
