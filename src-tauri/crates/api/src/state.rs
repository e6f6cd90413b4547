//! The whole edition as the window mirrors it and as the command line lists it.

use crate::desk::{Desk, Open};
use crate::{Failure, papers};
use banxin_layout::{Fault, PageLayout, Report, Sentence};
use banxin_model::{
    EditionInfo, Id, Opening, Package, Page, PaperPreset, Paragraph, Photo, Role, Story, StoryKind,
    StyleSpan, TableSpec, TypeStyle,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A paragraph of a story as callers see it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ParagraphView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub role: Role,
    /// Its words.
    pub text: String,
    /// What it is set in where that differs from its role.
    #[ts(type = "Partial<TypeStyle>")]
    pub style: TypeStyle,
    /// How it opens.
    #[ts(type = "Partial<Opening>")]
    pub opening: Opening,
    /// Stretches that are set otherwise than the rest, in bytes of the text.
    #[ts(type = "Array<{ start: number, end: number, style: Partial<CharStyle> }>")]
    pub spans: Vec<StyleSpan>,
}

impl ParagraphView {
    pub(crate) fn new(id: Id<Paragraph>, record: &Paragraph) -> Self {
        ParagraphView {
            id: id.to_string(),
            role: record.role,
            text: record.text.clone(),
            style: record.style.clone(),
            opening: record.opening.clone(),
            spans: record.spans.clone(),
        }
    }
}

/// A story of the pool: its parts by name, absent ones null.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StoryView {
    /// Its id.
    pub id: String,
    /// Text or photo news.
    pub kind: StoryKind,
    /// Section it is meant for.
    pub section: String,
    /// How its tables are set.
    pub table: TableSpec,
    /// Column logo.
    pub logo: Option<String>,
    /// Kicker.
    pub kicker: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Deck.
    pub deck: Option<String>,
    /// Byline.
    pub byline: Option<String>,
    /// Photo credit.
    pub credit: Option<String>,
    /// Running text, crossheads and captions in order.
    pub paragraphs: Vec<ParagraphView>,
    /// Every part in order, heads too.
    pub parts: Vec<ParagraphView>,
    /// Characters, white space left out.
    pub characters: usize,
    /// Lines of running text at the standard column of the first page.
    pub lines: i32,
    /// Ids of its photos.
    pub photos: Vec<String>,
    /// Numbers of the pages it stands on.
    pub placed: Vec<u32>,
}

/// A photo of the pool.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PhotoView {
    /// Its id.
    pub id: String,
    /// The record.
    #[serde(flatten)]
    pub photo: Photo,
    /// Numbers of the pages it stands on.
    pub placed: Vec<u32>,
}

/// A page with what stands on it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PageView {
    /// Its id.
    pub id: String,
    /// The record.
    #[serde(flatten)]
    pub page: Page,
    /// Ids of its packages in reading order.
    pub packages: Vec<String>,
    /// Characters of the stories on it.
    pub characters: usize,
    /// Packages with text over.
    pub overset: usize,
    /// Packages with room to spare.
    pub underset: usize,
    /// Faults of every kind.
    pub faults: usize,
}

/// A package with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PackageView {
    /// Its id.
    pub id: String,
    /// The record.
    #[serde(flatten)]
    pub package: Package,
    /// How it came out.
    pub report: Report,
}

/// What undo and redo would do.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct HistoryView {
    /// The step that undo takes back.
    pub undo: Option<Sentence>,
    /// The step that redo does again.
    pub redo: Option<Sentence>,
}

/// The edition as the window mirrors it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StateView {
    /// The file.
    pub path: String,
    /// Whether it is open for reading only.
    pub read_only: bool,
    /// What the user should know about the file.
    pub notice: Option<Sentence>,
    /// Grows with every step.
    #[ts(type = "number")]
    pub revision: i64,
    /// What is said once for the edition.
    pub info: Option<EditionInfo>,
    /// Its pages in order of number.
    pub pages: Vec<PageView>,
    /// Its stories in order of rank, the words of free frames too.
    pub stories: Vec<StoryView>,
    /// Its photos in order of rank.
    pub photos: Vec<PhotoView>,
    /// Its packages.
    pub packages: Vec<PackageView>,
    /// What undo and redo would do.
    pub history: HistoryView,
    /// The page presets there are.
    pub presets: Vec<PaperPreset>,
}

impl Desk {
    /// The whole edition as it stands.
    ///
    /// # Errors
    /// When the file or a preset cannot be read.
    pub fn state(&self) -> Result<StateView, Failure> {
        let presets = papers(&self.resources)?;
        let mut open = self.lock();
        let layouts = lay_out_all(&mut open);
        let stories = stories(&mut open);
        let open = &*open;
        let step = |step: banxin_store::Step| Sentence::new(step.zh, step.en);
        Ok(StateView {
            path: self.path().display().to_string(),
            read_only: open.file.is_read_only(),
            notice: open.file.notice().map(|notice| Sentence::new(notice.zh.clone(), notice.en.clone())),
            revision: open.file.revision(),
            info: open.edition.about().cloned(),
            pages: pages(open, &layouts),
            stories,
            photos: photos(open),
            packages: packages(open, &layouts),
            history: HistoryView {
                undo: open.file.next_undo()?.map(step),
                redo: open.file.next_redo()?.map(step),
            },
            presets,
        })
    }

    /// Composes every page, so that whoever asks for one next does not wait for it.
    pub fn compose(&self) {
        banxin_text::load_dictionary();
        lay_out_all(&mut self.lock());
    }

    /// The stories of the pool in order of rank; the words of free frames are not among them.
    pub fn stories(&self) -> Vec<StoryView> {
        let mut stories = stories(&mut self.lock());
        stories.retain(|story| story.kind != StoryKind::Frame);
        stories
    }

    /// What is not right yet on any page, in order of page.
    pub fn faults(&self) -> Vec<Fault> {
        lay_out_all(&mut self.lock()).into_values().flat_map(|layout| layout.faults).collect()
    }
}

/// Every page laid out, by number.
fn lay_out_all(open: &mut Open) -> BTreeMap<(u32, Id<Page>), PageLayout> {
    let ids: Vec<_> = open.edition.pages_in_order().into_iter().map(|(id, page)| (page.number, id)).collect();
    ids.into_iter().map(|(number, id)| ((number, id), open.lay_out(id))).collect()
}

fn pages(open: &Open, layouts: &BTreeMap<(u32, Id<Page>), PageLayout>) -> Vec<PageView> {
    let view = |(id, page): (Id<Page>, &Page)| {
        let layout = layouts.get(&(page.number, id));
        let reports = || layout.into_iter().flat_map(|layout| layout.reports.values());
        let packages = open.index.on_page(id);
        let stories = packages.iter().filter_map(|id| open.edition.packages.get(id));
        PageView {
            id: id.to_string(),
            page: page.clone(),
            packages: packages.iter().map(ToString::to_string).collect(),
            characters: stories.map(|package| open.index.characters(&open.edition, package.story)).sum(),
            overset: reports().filter(|report| report.overset.lines > 0).count(),
            underset: reports().filter(|report| report.underset.lines > 0).count(),
            faults: layout.map_or(0, |layout| layout.faults.len()),
        }
    };
    open.edition.pages_in_order().into_iter().map(view).collect()
}

fn stories(open: &mut Open) -> Vec<StoryView> {
    let mut ranked: Vec<(Id<Story>, Story)> =
        open.edition.stories.iter().map(|(id, story)| (*id, story.as_ref().clone())).collect();
    ranked.sort_by_key(|(id, story)| (story.rank, *id));
    ranked.into_iter().map(|(id, story)| story_view(open, id, &story)).collect()
}

fn story_view(open: &mut Open, id: Id<Story>, story: &Story) -> StoryView {
    let lines = lines_at_standard(open, id);
    let parts: Vec<ParagraphView> = open
        .index
        .paragraphs(id)
        .iter()
        .filter_map(|id| open.edition.paragraphs.get(id).map(|record| ParagraphView::new(*id, record)))
        .collect();
    let part = |role: Role| {
        let texts: Vec<&str> =
            parts.iter().filter(|part| part.role == role).map(|part| part.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("　"))
    };
    let mut placed: Vec<u32> = open
        .index
        .of_story(id)
        .iter()
        .filter_map(|package| open.edition.packages.get(package))
        .filter_map(|package| open.edition.pages.get(&package.page))
        .map(|page| page.number)
        .collect();
    placed.sort_unstable();
    placed.dedup();
    let named = [Role::Logo, Role::Kicker, Role::Headline, Role::Deck, Role::Byline, Role::Credit];
    StoryView {
        id: id.to_string(),
        kind: story.kind,
        section: story.section.clone(),
        table: story.table.clone(),
        logo: part(Role::Logo),
        kicker: part(Role::Kicker),
        headline: part(Role::Headline),
        deck: part(Role::Deck),
        byline: part(Role::Byline),
        credit: part(Role::Credit),
        paragraphs: parts.iter().filter(|part| !named.contains(&part.role)).cloned().collect(),
        characters: open.index.characters(&open.edition, id),
        lines,
        photos: open.index.photos(id).iter().map(ToString::to_string).collect(),
        placed,
        parts,
    }
}

/// Lines of a story's running text in one column of the first page.
fn lines_at_standard(open: &mut Open, id: Id<Story>) -> i32 {
    let Some((page, record)) = open.edition.pages_in_order().first().map(|(id, page)| (*id, (*page).clone()))
    else {
        return 0;
    };
    let package = crate::probe::column(id, page, record.grid.columns.measure(1));
    banxin_layout::fitting_lines(&open.edition, &open.index, &package, &mut open.composer)
}

fn photos(open: &Open) -> Vec<PhotoView> {
    let placed = |id| {
        let shows = |package: &&std::sync::Arc<Package>| package.photos.iter().any(|slot| slot.photo == id);
        let pages =
            open.edition.packages.values().filter(shows).filter_map(|p| open.edition.pages.get(&p.page));
        pages.map(|page| page.number).collect()
    };
    let mut views: Vec<PhotoView> = open
        .edition
        .photos
        .iter()
        .map(|(id, photo)| PhotoView {
            id: id.to_string(),
            photo: photo.as_ref().clone(),
            placed: placed(*id),
        })
        .collect();
    views.sort_by_key(|view| view.photo.rank);
    views
}

fn packages(open: &Open, layouts: &BTreeMap<(u32, Id<Page>), PageLayout>) -> Vec<PackageView> {
    let reports: BTreeMap<Id<Package>, &Report> =
        layouts.values().flat_map(|layout| layout.reports.iter().map(|(id, report)| (*id, report))).collect();
    let view = |(id, package): (&Id<Package>, &std::sync::Arc<Package>)| PackageView {
        id: id.to_string(),
        package: package.as_ref().clone(),
        report: reports.get(id).map(|report| (*report).clone()).unwrap_or_default(),
    };
    open.edition.packages.iter().map(view).collect()
}
