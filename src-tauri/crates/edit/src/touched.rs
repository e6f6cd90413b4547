//! Which pages look different after a change.

use banxin_model::{Diff, Edition, Id, Package, Page, Story};
use std::collections::BTreeSet;

/// The pages that a change touches, in order of id; `edition` is the one before or after it. Pages that the
/// change removes are among them.
pub fn pages_touched(edition: &Edition, diff: &Diff) -> Vec<Id<Page>> {
    let mut pages: BTreeSet<Id<Page>> = diff.pages.keys().copied().collect();
    // What is said once stands in every folio, and how text is set changes every line.
    let numbers_change = diff.pages.values().any(|change| change.before.is_none() || change.after.is_none());
    if !diff.info.is_empty() || numbers_change {
        pages.extend(edition.pages.keys());
    }
    for change in diff.packages.values() {
        pages.extend(change.before.iter().chain(&change.after).map(|package| package.page));
    }
    let mut stories: BTreeSet<Id<Story>> = diff.stories.keys().copied().collect();
    // What one part of a chain holds decides what the others hold.
    let threaded: BTreeSet<Id<Story>> = edition
        .packages
        .values()
        .filter(|package| package.continues.is_some())
        .map(|package| package.story)
        .collect();
    // A free frame that text gives way to decides what the packages of its page hold, and so what goes on elsewhere.
    let gave_way: BTreeSet<Id<Page>> = diff
        .packages
        .values()
        .flat_map(|change| change.before.iter().chain(&change.after))
        .filter(|package| package.free.as_ref().is_some_and(|free| free.wraps))
        .map(|package| package.page)
        .collect();
    let beside = edition.packages.values().filter(|package| gave_way.contains(&package.page));
    stories.extend(beside.map(|package| package.story).filter(|story| threaded.contains(story)));
    for change in diff.packages.values() {
        let touched = change.before.iter().chain(&change.after).map(|package| package.story);
        stories.extend(touched.filter(|story| threaded.contains(story)));
    }
    for change in diff.paragraphs.values() {
        stories.extend(change.before.iter().chain(&change.after).map(|paragraph| paragraph.story));
    }
    for change in diff.photos.values() {
        stories.extend(change.before.iter().chain(&change.after).filter_map(|photo| photo.story));
    }
    let is_touched = |package: &Package| {
        stories.contains(&package.story)
            || package.photos.iter().any(|slot| diff.photos.contains_key(&slot.photo))
    };
    pages.extend(edition.packages.values().filter(|package| is_touched(package)).map(|package| package.page));
    pages.into_iter().collect()
}
