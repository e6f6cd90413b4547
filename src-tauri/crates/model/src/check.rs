//! The invariants of an edition; swept after every command of every test.

use crate::{Edition, FreeKind, Package, Page, StoryKind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Greatest size in lines or cells that any grid or area may have.
const GREATEST: i32 = 10_000;

/// An invariant that does not hold: a bug in a verb or a damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What is wrong, in one sentence.
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// Every invariant that does not hold; empty for a sound edition.
pub fn check(edition: &Edition) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut say = |what: String| broken.push(Broken { what });
    if edition.info.len() > 1 || edition.info.keys().any(|id| *id != Edition::INFO) {
        say("there is more than one record about the edition".to_owned());
    }
    check_pages(edition, &mut say);
    for (id, paragraph) in &edition.paragraphs {
        if !edition.stories.contains_key(&paragraph.story) {
            say(format!("paragraph {id} belongs to story {}, which is not there", paragraph.story));
        }
        if paragraph.text.contains(['\n', '\r']) {
            say(format!("paragraph {id} holds a line end"));
        }
        if let Some(what) = paragraph.style_trouble() {
            say(format!("paragraph {id} {what}"));
        }
    }
    for (id, photo) in &edition.photos {
        if photo.story.is_some_and(|story| !edition.stories.contains_key(&story)) {
            say(format!("photo {id} belongs to a story that is not there"));
        }
        if photo.width == 0 || photo.height == 0 || !(1..=8).contains(&photo.orientation) {
            say(format!("photo {id} has no size or no orientation"));
        }
    }
    for (id, package) in &edition.packages {
        check_package(edition, package, &mut |what| say(format!("package {id} {what}")));
    }
    check_threads(edition, &mut say);
    check_frames(edition, &mut say);
    broken
}

/// A free frame and its story go together: neither is without the other.
fn check_frames(edition: &Edition, say: &mut impl FnMut(String)) {
    let shown: BTreeSet<_> = edition.packages.values().map(|package| package.story).collect();
    for (id, story) in &edition.stories {
        if story.kind == StoryKind::Frame && !shown.contains(id) {
            say(format!("story {id} holds the words of a free frame that is not there"));
        }
    }
    for (id, package) in &edition.packages {
        let kind = edition.stories.get(&package.story).map(|story| story.kind);
        if kind.is_some_and(|kind| (kind == StoryKind::Frame) != package.free.is_some()) {
            say(format!("package {id} is a free frame with a story of the pool, or the other way round"));
        }
        let Some(free) = &package.free else { continue };
        if let Some(what) = free.trouble() {
            say(format!("free frame {id} {what}"));
        }
        if free.kind == FreeKind::Picture && package.photos.len() > 1 {
            say(format!("free frame {id} shows more than one picture"));
        }
        let page = edition.pages.get(&package.page);
        if page.is_some_and(|page| !free.lies_on(&page.paper, &page.grid, package.area)) {
            say(format!("free frame {id} has no size or lies off its page"));
        }
    }
}

fn check_threads(edition: &Edition, say: &mut impl FnMut(String)) {
    let mut continued = BTreeSet::new();
    for (id, package) in &edition.packages {
        let Some(before) = package.continues else { continue };
        if edition.packages.get(&before).is_none_or(|other| other.story != package.story) {
            say(format!(
                "package {id} continues package {before}, which is not there or shows another story"
            ));
        }
        if !continued.insert(before) {
            say(format!("package {before} goes on in two places"));
        }
        let mut at = Some(before);
        let mut steps = 0;
        while let Some(part) = at.filter(|part| part != id && steps <= edition.packages.len()) {
            at = edition.packages.get(&part).and_then(|package| package.continues);
            steps += 1;
        }
        if at.is_some() {
            say(format!("package {id} continues itself"));
        }
    }
}

fn check_pages(edition: &Edition, say: &mut impl FnMut(String)) {
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    for (id, page) in &edition.pages {
        *numbers.entry(page.number).or_default() += 1;
        if let Some(what) = page_trouble(page) {
            say(format!("page {id} {what}"));
        }
    }
    for (number, count) in numbers {
        if number == 0 || count > 1 {
            say(format!("{count} pages have the number {number}"));
        }
    }
}

fn page_trouble(page: &Page) -> Option<&'static str> {
    let grid = &page.grid;
    let lengths = [grid.cell, grid.leading, page.paper.width, page.paper.height];
    if lengths.iter().any(|length| length.to_emu() <= 0 || length.to_mm() > 5_000.0) {
        return Some("has a length that no page can have");
    }
    if grid.leading < grid.cell {
        return Some("has lines closer than their type is high");
    }
    if grid.cells == 0 || grid.lines == 0 || i32::from(grid.cells.max(grid.lines)) > GREATEST {
        return Some("has no cells or no lines");
    }
    if grid.columns.columns == 0 || grid.columns.cells == 0 || grid.columns.gutter.0 < 0 {
        return Some("has no columns");
    }
    if grid.columns.measure(grid.columns.columns).0 > i32::from(grid.cells) * 1000 + 2 {
        return Some("has columns wider than its type area");
    }
    None
}

fn check_package(edition: &Edition, package: &Package, say: &mut impl FnMut(String)) {
    if !edition.pages.contains_key(&package.page) {
        say(format!("stands on page {}, which is not there", package.page));
    }
    if !edition.stories.contains_key(&package.story) {
        say(format!("shows story {}, which is not there", package.story));
    }
    for slot in &package.photos {
        if !edition.photos.contains_key(&slot.photo) {
            say(format!("shows photo {}, which is not there", slot.photo));
        }
        let crop = slot.crop;
        if u32::from(crop.left) + u32::from(crop.right) >= 1000
            || u32::from(crop.top) + u32::from(crop.bottom) >= 1000
        {
            say("cuts a photo away altogether".to_owned());
        }
    }
    let area = package.area;
    let limit = GREATEST * 1000;
    if package.columns == 0 || area.width.0 < 1000 || area.lines < 1 {
        say("has no room".to_owned());
    }
    if area.width.0 > limit || area.lines > GREATEST || area.x.0.abs() > limit || area.line.abs() > GREATEST {
        say("is larger or further off than any page".to_owned());
    }
    let mut corners: Vec<_> = package.cuts.iter().map(|cut| cut.corner).collect();
    corners.sort_unstable();
    corners.dedup();
    if corners.len() < package.cuts.len() || package.pieces().is_empty() {
        say("has corners cut that leave nothing, or one of them twice".to_owned());
    }
    if package.tint > 1000 {
        say("has a tint of more than all ink".to_owned());
    }
}
