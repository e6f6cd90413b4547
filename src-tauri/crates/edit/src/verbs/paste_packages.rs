//! `paste-packages`: packages from a clipboard onto a page, of this edition or of another.

use super::add_photo::NewPhoto;
use super::add_story::{AddStory, NewParagraph};
use super::{Verb, columns_fit};
use crate::draft::{Draft, after};
use crate::{Field, Label, PageRef, Refusal, VerbInfo};
use banxin_model::{Area, Cells, Grid, Id, Package, Page, Photo, PhotoSlot, Story, StoryKind, TableSpec};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Puts packages onto a page as they were copied. A story that the edition has stands there once more, so that an
/// edit shows in both places; one from another edition comes into the pool with its photos.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PastePackages {
    /// The page.
    pub page: PageRef,
    /// Left edge of them all in thousandths of a cell; where they were, or the nearest free place, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Cells>,
    /// First line of them all, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    /// What was copied.
    pub packages: Vec<CopiedPackage>,
}

/// A package on the clipboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CopiedPackage {
    /// The package as it stood.
    pub package: Package,
    /// Its story.
    pub story: CopiedStory,
}

/// A story on the clipboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CopiedStory {
    /// Text or photo news.
    #[serde(default)]
    pub kind: StoryKind,
    /// Section or page it is meant for.
    #[serde(default)]
    pub section: String,
    /// How its tables are set.
    #[serde(default, skip_serializing_if = "TableSpec::is_plain")]
    #[ts(as = "Option<TableSpec>", optional)]
    pub table: TableSpec,
    /// Its paragraphs in order, each with its styles.
    pub paragraphs: Vec<NewParagraph>,
    /// Its photos and those that its package shows.
    #[serde(default)]
    pub photos: Vec<CopiedPhoto>,
}

/// A photo on the clipboard; its bytes stay in the file it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CopiedPhoto {
    /// Its id there, by which the package names it.
    #[ts(type = "string")]
    pub id: Id<Photo>,
    /// Whether it is one of the story's own.
    #[serde(default)]
    pub is_own: bool,
    /// The photo.
    pub photo: NewPhoto,
}

impl Verb for PastePackages {
    const INFO: VerbInfo = VerbInfo {
        verb: "paste-packages",
        zh: "粘贴稿块",
        en: "Paste packages onto a page",
        fields: &[
            Field::needed("page", "number or id"),
            Field::optional(
                "x",
                "left edge of them all in thousandths of a cell; where they were by default",
            ),
            Field::optional("line", "first line of them all, from 0"),
            Field::needed(
                "packages",
                "[{package, story: {kind, section, table, paragraphs, photos}}, …] as copied",
            ),
        ],
        example: r#"{"verb":"paste-packages","page":2,"packages":[{"package":{"page":"1","story":"1","area":{"x":0,"line":0,"width":27000,"lines":20},"columns":2},"story":{"paragraphs":[{"role":"headline","text":"春风到江畔"},{"role":"body","text":"江水初涨。"}]}}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let page = draft.find_page(&self.page)?;
        let grid = draft.page(page)?.grid;
        let areas: Vec<Area> = self.packages.iter().map(|copied| copied.package.area).collect();
        let Some(whole) = areas.iter().copied().reduce(around) else {
            return Err(Refusal::new(
                "nothing-to-paste",
                "剪贴板里没有稿块，请先复制。",
                "There is no package on the clipboard: copy one first.",
            ));
        };
        let at = self.place(draft, page, &grid, whole, &areas)?;
        let mut known: BTreeMap<Id<Story>, Id<Story>> = BTreeMap::new();
        let mut groups: BTreeMap<Id<Package>, Id<Package>> = BTreeMap::new();
        for copied in &self.packages {
            let story = match known.get(&copied.package.story) {
                Some(story) => *story,
                None => copied.story.here(draft, copied.package.story)?,
            };
            known.insert(copied.package.story, story);
            let mut package = copied.package.clone();
            (package.page, package.story, package.is_locked) = (page, story, false);
            // A copy begins its story anew: what it went on from stays where it is.
            package.continues = None;
            // What was a group stays one, apart from the one it was copied from.
            package.group = package.group.map(|group| *groups.entry(group).or_insert_with(|| draft.fresh()));
            package.area = moved(package.area, whole, at);
            package.photos = copied.story.slots(draft, &copied.package, story)?;
            super::set_package::sound(&package)?;
            if let Some(free) = &package.free {
                super::set_frame::sound(free)?;
            }
            draft.lies(&package)?;
            columns_fit(&grid, &package)?;
            let ranks = draft.packages_on(page);
            let top = ranks.last().and_then(|id| draft.edition.packages.get(id)).map(|over| over.rank);
            package.rank = after(top);
            let id = draft.fresh();
            draft.put_package(id, package);
        }
        let number = draft.page_number(page);
        let count = self.packages.len();
        Ok(Label::new(format!("{count} 块贴到第 {number} 版"), format!("Paste {count} onto page {number}")))
    }
}

impl PastePackages {
    /// Where the box round them all goes.
    fn place(
        &self,
        draft: &Draft<'_>,
        page: Id<Page>,
        grid: &Grid,
        whole: Area,
        areas: &[Area],
    ) -> Result<Area, Refusal> {
        let held = |area: Area| Area {
            x: Cells(area.x.0.clamp(0, (i32::from(grid.cells) * 1000 - whole.width.0).max(0))),
            line: area.line.clamp(0, (i32::from(grid.lines) - whole.lines).max(0)),
            ..area
        };
        if self.x.is_some() || self.line.is_some() {
            let (x, line) = (self.x.unwrap_or(whole.x), self.line.unwrap_or(whole.line));
            return Ok(held(Area { x, line, ..whole }));
        }
        let taken = draft.taken_on(page, |package| vec![package.area])?;
        let here = held(whole);
        let is_free = |at: Area| {
            areas.iter().all(|area| !taken.iter().any(|other| other.overlaps(moved(*area, whole, at))))
        };
        let columns = (0..grid.columns.columns).map(|column| grid.columns.start(column));
        let mut places: Vec<Area> = columns
            .chain([here.x])
            .flat_map(|x| (0..i32::from(grid.lines)).map(move |line| Area { x, line, ..here }))
            .filter(|at| held(*at) == *at)
            .collect();
        // A line counts as much as a cell: the nearest place is the one that the eye finds first.
        places.sort_by_key(|at| (at.line.abs_diff(here.line) * 1000 + at.x.0.abs_diff(here.x.0), at.line));
        Ok(places
            .into_iter()
            .find(|at| is_free(*at))
            .unwrap_or_else(|| held(Area { line: here.line + 2, ..here })))
    }
}

impl CopiedStory {
    /// The story in this edition: the very one, or a new one with the same words and photos.
    fn here(&self, draft: &mut Draft<'_>, id: Id<Story>) -> Result<Id<Story>, Refusal> {
        // The words of a free frame are its own: a copy of it has a copy of them.
        if draft.edition.stories.contains_key(&id) && self.kind != StoryKind::Frame {
            return Ok(id);
        }
        let story = AddStory {
            kind: self.kind,
            section: self.section.clone(),
            table: self.table.clone(),
            paragraphs: self.paragraphs.clone(),
            photos: self
                .photos
                .iter()
                .filter(|copied| copied.is_own)
                .map(|copied| copied.photo.clone())
                .collect(),
            ..AddStory::default()
        };
        story.add(draft)
    }

    /// The photos of a package under the ids they have here.
    fn slots(
        &self,
        draft: &mut Draft<'_>,
        package: &Package,
        story: Id<Story>,
    ) -> Result<Vec<PhotoSlot>, Refusal> {
        let mut slots = Vec::new();
        for slot in &package.photos {
            let copied = self.photos.iter().find(|copied| copied.id == slot.photo);
            let photo = match copied {
                _ if draft.edition.photos.contains_key(&slot.photo) => slot.photo,
                // A photo that did not come along is left out rather than shown as a hole.
                None => continue,
                Some(copied) => {
                    let is_same = |photo: &Photo| {
                        photo.hash == copied.photo.hash && (photo.story == Some(story)) == copied.is_own
                    };
                    let known = draft.edition.photos.iter().find(|(_, photo)| is_same(photo));
                    match known.map(|(id, _)| *id) {
                        Some(id) => id,
                        None => copied.photo.add(draft, copied.is_own.then_some(story))?,
                    }
                }
            };
            slots.push(PhotoSlot { photo, ..slot.clone() });
        }
        Ok(slots)
    }
}

/// An area moved as the box round it moves.
fn moved(area: Area, from: Area, to: Area) -> Area {
    let line = area.line.saturating_sub(from.line).saturating_add(to.line);
    Area { x: area.x - from.x + to.x, line, ..area }
}

fn around(a: Area, b: Area) -> Area {
    let (x, line) = (a.x.min(b.x), a.line.min(b.line));
    let right = a.right().max(b.right());
    Area { x, line, width: right - x, lines: a.end().max(b.end()).saturating_sub(line) }
}
