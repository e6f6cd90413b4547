//! The copy as the window edits it: where a caret can stand on the page, and where words are found.

use crate::Failure;
use crate::desk::Desk;
use crate::state::ParagraphView;
use banxin_edit::Search;
use banxin_layout::{PageLayout, TextLine, text_lines};
use banxin_model::{Edition, Id, Index, Package, Page, Paragraph, Role, Story};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line of type as a caret sees it: lengths in EMU from the corner of its package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LineView {
    /// The part of the story it shows, from 0.
    pub part: u32,
    /// Whether it runs downwards.
    pub is_down: bool,
    /// Whether it found no room and stands on the slip below.
    pub is_over: bool,
    /// Left edge.
    #[ts(type = "number")]
    pub x: i64,
    /// Top edge.
    #[ts(type = "number")]
    pub y: i64,
    /// Width.
    #[ts(type = "number")]
    pub width: i64,
    /// Height.
    #[ts(type = "number")]
    pub height: i64,
    /// Characters of the part before each place where a caret can stand, counted in units of UTF-16 as the window
    /// counts them.
    pub at: Vec<u32>,
    /// How far along the line each of those places lies.
    #[ts(type = "number[]")]
    pub places: Vec<i64>,
}

/// The words of a package and the lines they are set in.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct TextView {
    /// The package.
    pub package: String,
    /// Every part of its story in order.
    pub parts: Vec<ParagraphView>,
    /// The lines, in reading order.
    pub lines: Vec<LineView>,
}

/// What is looked for, and where.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FindRequest {
    /// The words or the expression.
    pub find: String,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Whether capitals and small letters differ.
    pub match_case: bool,
    /// What would take its place, for each hit to show.
    pub with: String,
    /// Only stories on this page, by id.
    pub page: Option<String>,
    /// Only this story, by id.
    pub story: Option<String>,
}

/// A place where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Hit {
    /// The story.
    pub story: String,
    /// The paragraph.
    pub paragraph: String,
    /// Which part of the story that is, from 0.
    pub part: u32,
    /// What the paragraph is for.
    pub role: Role,
    /// Where it begins, in units of UTF-16.
    pub from: u32,
    /// Where it ends, in units of UTF-16.
    pub to: u32,
    /// A few characters before it.
    pub before: String,
    /// What was found.
    pub found: String,
    /// A few characters after it.
    pub after: String,
    /// What would take its place.
    pub with: String,
    /// Numbers of the pages that show the story.
    pub pages: Vec<u32>,
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Found {
    /// The first of them, in the order of the pool.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
}

/// Most hits that are listed; there may be more.
const MOST_HITS: usize = 500;

/// Characters shown before and after a hit.
const AROUND: usize = 12;

/// The lines of a package on a laid-out page; `None` when it does not stand there.
pub(crate) fn text_view(
    edition: &Edition,
    index: &Index,
    layout: &PageLayout,
    id: Id<Package>,
) -> Option<TextView> {
    let package = edition.packages.get(&id)?;
    let parts: Vec<ParagraphView> = index
        .paragraphs(package.story)
        .iter()
        .filter_map(|id| edition.paragraphs.get(id).map(|record| ParagraphView::new(*id, record)))
        .collect();
    let name = format!("package:{id}");
    let group = layout.list.groups.iter().find(|group| group.id == name)?;
    let mut lines: Vec<LineView> =
        text_lines(group).iter().filter_map(|line| line_view(line, &parts, false)).collect();
    if let Some(slip) = layout.slips.get(&id) {
        lines.extend(text_lines(slip).iter().filter_map(|line| line_view(line, &parts, true)));
    }
    Some(TextView { package: id.to_string(), parts, lines })
}

fn line_view(line: &TextLine, parts: &[ParagraphView], is_over: bool) -> Option<LineView> {
    let text = parts.get(line.part as usize)?.text.as_str();
    let mut at = Vec::with_capacity(line.stops.len());
    let (mut bytes, mut units) = (0, 0u32);
    for stop in &line.stops {
        let until = stop.at as usize;
        units += utf16(text.get(bytes..until)?);
        bytes = until;
        at.push(units);
    }
    let area = line.area;
    Some(LineView {
        part: line.part,
        is_down: line.is_down,
        is_over,
        x: area.x.to_emu(),
        y: area.y.to_emu(),
        width: area.width.to_emu(),
        height: area.height.to_emu(),
        at,
        places: line.stops.iter().map(|stop| stop.place.to_emu()).collect(),
    })
}

fn utf16(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

impl Desk {
    /// Where words stand in the copy, in the order of the pool.
    ///
    /// # Errors
    /// When the expression makes no sense, or the page or story is not there.
    pub fn find(&self, wanted: &FindRequest) -> Result<Found, Failure> {
        let search = Search::new(&wanted.find, wanted.regex, wanted.match_case)?;
        let open = self.lock();
        let (edition, index) = (&open.edition, &open.index);
        let page: Option<Id<Page>> = wanted.page.as_deref().map(crate::call::page).transpose()?;
        let only: Option<Id<Story>> = wanted.story.as_deref().map(crate::call::story).transpose()?;
        let mut stories: Vec<(i64, Id<Story>)> =
            edition.stories.iter().map(|(id, story)| (story.rank, *id)).collect();
        stories.sort();
        let mut found = Found { hits: Vec::new(), total: 0 };
        for (_, story) in stories {
            let shown: Vec<&Package> = index
                .of_story(story)
                .iter()
                .filter_map(|id| edition.packages.get(id).map(AsRef::as_ref))
                .collect();
            let is_meant = only.is_none_or(|only| only == story)
                && page.is_none_or(|page| shown.iter().any(|package| package.page == page));
            if !is_meant {
                continue;
            }
            let mut pages: Vec<u32> = shown
                .iter()
                .filter_map(|package| edition.pages.get(&package.page))
                .map(|page| page.number)
                .collect();
            pages.sort_unstable();
            pages.dedup();
            for (part, id) in (0..).zip(index.paragraphs(story)) {
                let Some(paragraph) = edition.paragraphs.get(id) else { continue };
                for range in search.matches(&paragraph.text) {
                    found.total += 1;
                    if found.hits.len() < MOST_HITS {
                        found.hits.push(hit(*id, paragraph, part, range, &search, &wanted.with, &pages));
                    }
                }
            }
        }
        Ok(found)
    }
}

fn hit(
    id: Id<Paragraph>,
    paragraph: &Paragraph,
    part: u32,
    range: std::ops::Range<usize>,
    search: &Search,
    with: &str,
    pages: &[u32],
) -> Hit {
    let text = paragraph.text.as_str();
    let (head, rest) = text.split_at(range.start);
    let (words, tail) = rest.split_at(range.len());
    let skip = head.chars().count().saturating_sub(AROUND);
    let from = utf16(head);
    Hit {
        story: paragraph.story.to_string(),
        paragraph: id.to_string(),
        part,
        role: paragraph.role,
        from,
        to: from + utf16(words),
        before: head.chars().skip(skip).collect(),
        found: words.to_owned(),
        after: tail.chars().take(AROUND).collect(),
        with: search.replacement(words, with),
        pages: pages.to_vec(),
    }
}
