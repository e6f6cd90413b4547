//! The other end of every link, worked out from the records.

use crate::{Edition, Id, Package, Page, Paragraph, Photo, Role, Story};
use std::collections::BTreeMap;

/// What belongs to a page or a story, in order of rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    paragraphs: BTreeMap<Id<Story>, Vec<Id<Paragraph>>>,
    photos: BTreeMap<Id<Story>, Vec<Id<Photo>>>,
    on_page: BTreeMap<Id<Page>, Vec<Id<Package>>>,
    of_story: BTreeMap<Id<Story>, Vec<Id<Package>>>,
    next: BTreeMap<Id<Package>, Id<Package>>,
}

impl Index {
    /// The index of an edition.
    pub fn of(edition: &Edition) -> Index {
        let mut index = Index::default();
        for (id, paragraph) in &edition.paragraphs {
            index.paragraphs.entry(paragraph.story).or_default().push(*id);
        }
        for (id, photo) in &edition.photos {
            if let Some(story) = photo.story {
                index.photos.entry(story).or_default().push(*id);
            }
        }
        for (id, package) in &edition.packages {
            index.on_page.entry(package.page).or_default().push(*id);
            index.of_story.entry(package.story).or_default().push(*id);
            if let Some(before) = package.continues {
                index.next.entry(before).or_insert(*id);
            }
        }
        for list in index.paragraphs.values_mut() {
            list.sort_by_key(|id| (edition.paragraphs.get(id).map(|p| p.rank), *id));
        }
        for list in index.photos.values_mut() {
            list.sort_by_key(|id| (edition.photos.get(id).map(|p| p.rank), *id));
        }
        for list in index.on_page.values_mut().chain(index.of_story.values_mut()) {
            list.sort_by_key(|id| (edition.packages.get(id).map(|p| p.rank), *id));
        }
        index
    }

    /// A story's paragraphs in order.
    pub fn paragraphs(&self, story: Id<Story>) -> &[Id<Paragraph>] {
        self.paragraphs.get(&story).map_or(&[], Vec::as_slice)
    }

    /// A story's photos in order.
    pub fn photos(&self, story: Id<Story>) -> &[Id<Photo>] {
        self.photos.get(&story).map_or(&[], Vec::as_slice)
    }

    /// The packages on a page, in reading order.
    pub fn on_page(&self, page: Id<Page>) -> &[Id<Package>] {
        self.on_page.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The package in which another's text goes on.
    pub fn continuation(&self, package: Id<Package>) -> Option<Id<Package>> {
        self.next.get(&package).copied()
    }

    /// The packages that show a story.
    pub fn of_story(&self, story: Id<Story>) -> &[Id<Package>] {
        self.of_story.get(&story).map_or(&[], Vec::as_slice)
    }

    /// The words of a story's parts of one role, in order.
    pub fn texts<'a>(&self, edition: &'a Edition, story: Id<Story>, role: Role) -> Vec<&'a str> {
        self.paragraphs(story)
            .iter()
            .filter_map(|id| edition.paragraphs.get(id))
            .filter(|paragraph| paragraph.role == role)
            .map(|paragraph| paragraph.text.as_str())
            .collect()
    }

    /// Characters of a story as a desk counts them (字数): everything but white space, heads and captions too.
    pub fn characters(&self, edition: &Edition, story: Id<Story>) -> usize {
        self.paragraphs(story)
            .iter()
            .filter_map(|id| edition.paragraphs.get(id))
            .map(|paragraph| paragraph.text.chars().filter(|c| !c.is_whitespace()).count())
            .sum()
    }
}
