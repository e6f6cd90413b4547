//! A whole page: furniture and packages, and what is not right about them yet.

use crate::composer::{Composer, hash};
use crate::dress::Words;
use crate::furniture;
use crate::package::{self, Input, LaidPackage};
use crate::plates;
use crate::report::{Fault, PageLayout, Report, Sentence, Severity, Thread};
use crate::slip::Slip;
use crate::thread::{Link, Start};
use crate::way;
use banxin_geom::{Length, Rect, Size};
use banxin_model::{
    Area, Edition, EditionInfo, Id, Index, Package, Page, Photo, PhotoSlot, Role, TableRules, TableSpec,
    Typography,
};
use banxin_scene::{Group, PageList};
use banxin_text::TextFault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Lays out a page of an edition; a page that is not there comes back empty.
pub fn lay_out_page(edition: &Edition, index: &Index, id: Id<Page>, composer: &mut Composer) -> PageLayout {
    let Some(page) = edition.pages.get(&id) else {
        return empty(id);
    };
    let about = edition.about();
    let mut groups = Vec::new();
    let mut faults = Vec::new();
    if let Some(info) = about {
        groups.push(furniture_of(edition, index, info, id, page, composer));
    }
    let typography = about.map_or_else(Typography::default, |info| info.typography.clone());
    let corner = page.paper.type_area(&page.grid).origin();
    let mut reports = BTreeMap::new();
    let mut slips = BTreeMap::new();
    for package_id in index.on_page(id) {
        let Some(package) = edition.packages.get(package_id) else { continue };
        let view = View { edition, index, typography: &typography };
        let laid = view.laid(*package_id, composer, 0);
        let Some(laid) = laid else { continue };
        let place = page.grid.place(package.area).moved(corner);
        let drawn =
            package.free.as_ref().map_or(place, |free| free.rect(&page.grid, package.area).moved(corner));
        let report = Report {
            box_mm: [drawn.x, drawn.y, drawn.width, drawn.height].map(Length::to_mm),
            thread: view.thread(*package_id, package, composer),
            ..laid.report.clone()
        };
        thread_faults(edition, index, package, *package_id, page.number, &report, &mut faults);
        package_faults(edition, package, *package_id, page.number, &report, &laid.faults, &mut faults);
        reports.insert(*package_id, report);
        if let Some(Slip { paper, items }) = &laid.slip {
            let slip = Group::new(format!("slip:{package_id}"), place.origin(), *paper, items.clone());
            slips.insert(*package_id, slip);
        }
        groups.push(Group::of_parts(
            format!("package:{package_id}"),
            place.origin(),
            laid.bounds,
            laid.items.clone(),
            &laid.parts,
        ));
    }
    area_faults(edition, index, id, page, &mut faults);
    let list = PageList {
        number: page.number,
        trim: page.paper.trim(),
        bleed: page.paper.bleed,
        type_area: page.paper.type_area(&page.grid),
        inks: page.plates.names().into_iter().map(Into::into).collect(),
        groups: plates::pressed(groups, page, &mut faults),
    };
    PageLayout { page: id, list, reports, faults, slips }
}

/// The least depth in lines at which a package on its page holds all its text.
pub fn fitting_lines(edition: &Edition, index: &Index, package: &Package, composer: &mut Composer) -> i32 {
    let Some(page) = edition.pages.get(&package.page) else { return 1 };
    let typography = edition.about().map_or_else(Typography::default, |info| info.typography.clone());
    // What is asked again and again, as the pool asks for every story, is worked out once; the depth that the package
    // has now changes nothing.
    let mut alone = unplaced(package);
    alone.area.lines = 0;
    let linked = input_alone(edition, index, package, page, &typography, composer);
    let key = hash(&Input { package: &alone, ..linked.clone() });
    composer.depth(key, |composer| package::fitting_lines(composer, &linked))
}

/// A package without what changes nothing inside: its place on the page, its order, its lock, its name for the part
/// before it.
fn unplaced(package: &Package) -> Package {
    Package {
        area: Area { x: Default::default(), line: 0, ..package.area },
        page: Id::new(0),
        rank: 0,
        is_locked: false,
        continues: None,
        group: None,
        ..package.clone()
    }
}

/// What a package is laid out from by itself: whatever goes on after it is not asked.
pub(crate) fn input_alone<'a>(
    edition: &'a Edition,
    index: &Index,
    package: &'a Package,
    page: &'a Page,
    typography: &'a Typography,
    composer: &mut Composer,
) -> Input<'a> {
    let view = View { edition, index, typography };
    let from = package.continues.map(|before| view.rest(before, composer, 0));
    let in_the_way = way::in_the_way(edition, index, package, page, true);
    let link = view.link(package, None, from);
    Input { in_the_way, ..input(edition, index, package, page, typography, link) }
}

/// What a package is laid out from as a part of its chain.
pub(crate) fn input_linked<'a>(
    edition: &'a Edition,
    index: &Index,
    (id, package): (Id<Package>, &'a Package),
    page: &'a Page,
    typography: &'a Typography,
    composer: &mut Composer,
) -> Input<'a> {
    let view = View { edition, index, typography };
    let from = package.continues.map(|before| view.rest(before, composer, 0));
    let link = view.link(package, index.continuation(id), from);
    let in_the_way = way::in_the_way(edition, index, package, page, false);
    Input { in_the_way, ..input(edition, index, package, page, typography, link) }
}

fn empty(id: Id<Page>) -> PageLayout {
    let nothing = Size::new(Length::ZERO, Length::ZERO);
    let list = PageList {
        number: 0,
        trim: nothing,
        bleed: Length::ZERO,
        type_area: Rect::default(),
        inks: Vec::new(),
        groups: Vec::new(),
    };
    PageLayout { page: id, list, reports: BTreeMap::new(), faults: Vec::new(), slips: BTreeMap::new() }
}

fn furniture_of(
    edition: &Edition,
    index: &Index,
    info: &EditionInfo,
    id: Id<Page>,
    page: &Page,
    composer: &mut Composer,
) -> Group {
    if page.nameplate_lines == 0 {
        return furniture::folio(composer, info, page);
    }
    let contents: Vec<(u32, String)> = edition
        .pages_in_order()
        .into_iter()
        .filter(|(other, _)| *other != id)
        .filter_map(|(other, page)| Some((page.number, lead(edition, index, other)?)))
        .take(5)
        .collect();
    furniture::nameplate(composer, info, page, edition.pages.len(), &contents)
}

/// The headline of the package with the most ground on a page.
fn lead(edition: &Edition, index: &Index, page: Id<Page>) -> Option<String> {
    let ground = |area: Area| i64::from(area.width.0) * i64::from(area.lines);
    let packages = index.on_page(page).iter().filter_map(|id| edition.packages.get(id));
    let packages = packages.filter(|package| package.free.is_none());
    let lead = packages.max_by_key(|package| ground(package.area))?;
    let headline = index.texts(edition, lead.story, Role::Headline);
    headline.first().map(|text| (*text).to_owned())
}

pub(crate) fn input<'a>(
    edition: &'a Edition,
    index: &Index,
    package: &'a Package,
    page: &'a Page,
    typography: &'a Typography,
    link: Link,
) -> Input<'a> {
    let parts = index
        .paragraphs(package.story)
        .iter()
        .filter_map(|id| edition.paragraphs.get(id))
        .zip(0..)
        .map(|(paragraph, part)| {
            (paragraph.role, Words { part: Some(part), ..Words::of(paragraph, typography) })
        })
        .collect();
    let photos: Vec<(&PhotoSlot, &Photo)> = package
        .photos
        .iter()
        .filter_map(|slot| edition.photos.get(&slot.photo).map(|photo| (slot, photo.as_ref())))
        .collect();
    let story = edition.stories.get(&package.story);
    let kind = story.map(|story| story.kind).unwrap_or_default();
    let table = story.map_or(&NO_TABLE, |story| &story.table);
    Input { package, kind, parts, photos, grid: &page.grid, typography, table, link, in_the_way: Vec::new() }
}

/// Tables of a story that is not there.
static NO_TABLE: TableSpec = TableSpec { columns: Vec::new(), rules: TableRules::Rows };

/// Most parts of one chain that are followed.
const MOST_PARTS: u32 = 64;

/// What laying out a package looks at.
#[derive(Clone, Copy)]
struct View<'a> {
    edition: &'a Edition,
    index: &'a Index,
    typography: &'a Typography,
}

impl View<'_> {
    /// A package laid out; the parts of its chain before it are laid out first. `depth` counts them.
    fn laid(self, id: Id<Package>, composer: &mut Composer, depth: u32) -> Option<Arc<LaidPackage>> {
        let package = self.edition.packages.get(&id)?;
        let page = self.edition.pages.get(&package.page)?;
        let from = package.continues.map(|before| self.rest(before, composer, depth));
        let link = self.link(package, self.index.continuation(id), from);
        let unplaced = unplaced(package);
        let in_the_way = way::in_the_way(self.edition, self.index, package, page, false);
        let input = input(self.edition, self.index, &unplaced, page, self.typography, link);
        let input = Input { in_the_way, ..input };
        Some(composer.package(hash(&input), |composer| package::lay(composer, &input)))
    }

    /// Where the text begins that a package left over.
    fn rest(self, before: Id<Package>, composer: &mut Composer, depth: u32) -> Start {
        if depth >= MOST_PARTS {
            return Start::END;
        }
        self.laid(before, composer, depth + 1).and_then(|laid| laid.rest).unwrap_or(Start::END)
    }

    fn link(self, package: &Package, next: Option<Id<Package>>, from: Option<Start>) -> Link {
        let number = |id: Id<Package>| {
            let other = self.edition.packages.get(&id).filter(|other| other.page != package.page)?;
            self.edition.pages.get(&other.page).map(|page| page.number)
        };
        Link {
            from,
            from_page: package.continues.and_then(number),
            goes_on: next.is_some(),
            to_page: next.and_then(number),
        }
    }

    fn thread(self, id: Id<Package>, package: &Package, composer: &mut Composer) -> Option<Thread> {
        let next = self.index.continuation(id);
        if package.continues.is_none() && next.is_none() {
            return None;
        }
        let page = |id: Id<Package>| {
            let package = self.edition.packages.get(&id)?;
            self.edition.pages.get(&package.page).map(|page| page.number)
        };
        let mut part = 1;
        let mut at = package.continues;
        while let Some(before) = at.filter(|_| part < MOST_PARTS) {
            part += 1;
            at = self.edition.packages.get(&before).and_then(|package| package.continues);
        }
        let mut parts = part;
        let mut at = next;
        while let Some(after) = at.filter(|_| parts < MOST_PARTS) {
            parts += 1;
            at = self.index.continuation(after);
        }
        let rest = package.continues.map(|before| self.rest(before, composer, 0));
        Some(Thread {
            part,
            parts,
            before: package.continues.map(|id| id.to_string()),
            before_page: package.continues.and_then(page),
            after: next.map(|id| id.to_string()),
            after_page: next.and_then(page),
            is_empty: rest == Some(Start::END),
        })
    }
}

/// What is wrong with a package's part in its chain: jump lines go in pairs, forwards, and with text behind them.
fn thread_faults(
    edition: &Edition,
    index: &Index,
    package: &Package,
    id: Id<Package>,
    page: u32,
    report: &Report,
    faults: &mut Vec<Fault>,
) {
    let Some(thread) = &report.thread else { return };
    let mut say = |code: &str, message: Sentence, fix: Sentence| {
        let (code, subject) = (code.to_owned(), id.to_string());
        faults.push(Fault { code, severity: Severity::Warning, page, subject, message, fix });
    };
    if thread.is_empty {
        say(
            "thread-empty",
            Sentence::new("续块里没有文字", "no text is left for this continuation"),
            Sentence::new(
                "撤下续块，或收短前一块",
                "Take it off the page, or make the part before it shallower",
            ),
        );
    }
    if thread.before_page.is_some_and(|before| before > page) {
        say(
            "thread-backwards",
            Sentence::new("续块在前一块之前的版上", "the story goes on on an earlier page"),
            Sentence::new("把续块移到后面的版", "Move the continuation to a later page"),
        );
    }
    let is_first = thread.before.is_none();
    if is_first && !index.texts(edition, package.story, Role::Jump).is_empty() {
        say(
            "jump-twice",
            Sentence::new("稿件里另有手写的转版行", "the story has a jump line of its own as well"),
            Sentence::new(
                "删去稿件里的转版行，版次由程序编",
                "Delete it from the copy: the pages are numbered here",
            ),
        );
    }
}

fn package_faults(
    edition: &Edition,
    package: &Package,
    id: Id<Package>,
    page: u32,
    report: &Report,
    text: &[TextFault],
    faults: &mut Vec<Fault>,
) {
    let mut say = |code: &str, severity, message: Sentence, fix: Sentence| {
        faults.push(Fault { code: code.to_owned(), severity, page, subject: id.to_string(), message, fix });
    };
    let (lines, characters) = (report.overset.lines, report.overset.characters);
    if lines > 0 {
        say(
            "overset",
            Severity::Error,
            Sentence::new(
                format!("超 {lines} 行（{characters} 字）没有排下"),
                format!("{lines} lines ({characters} characters) over"),
            ),
            Sentence::new("加高稿块、加栏或删字", "Make the package deeper or wider, or cut the copy"),
        );
    }
    if report.underset.lines > 0 {
        let lines = report.underset.lines;
        say(
            "underset",
            Severity::Warning,
            Sentence::new(format!("欠 {lines} 行"), format!("{lines} lines under")),
            Sentence::new("收短稿块、加图或补字", "Make the package shallower, add a photo or write more"),
        );
    }
    let mut said = BTreeSet::new();
    for fault in text {
        if said.insert((fault.code(), fault.message_zh())) {
            let severity = if fault.code() == "glyph-missing" { Severity::Error } else { Severity::Warning };
            let fix = Sentence::new("更换该字或安装字体", "Change the character or install a font");
            say(fault.code(), severity, Sentence::new(fault.message_zh(), fault.message_en()), fix);
        }
    }
    for (slot, ppi) in package.photos.iter().zip(&report.photo_ppi) {
        let Some(photo) = edition.photos.get(&slot.photo) else { continue };
        let ppi = ppi.round() as i64;
        if ppi < 200 {
            let severity = if ppi < 120 { Severity::Error } else { Severity::Warning };
            say(
                "photo-resolution",
                severity,
                Sentence::new(
                    format!("图片“{}”只有 {ppi} ppi", photo.name),
                    format!("photo “{}” has only {ppi} ppi", photo.name),
                ),
                Sentence::new("缩小图片或换一张像素更多的", "Make it smaller or use one with more pixels"),
            );
        }
    }
}

fn area_faults(edition: &Edition, index: &Index, id: Id<Page>, page: &Page, faults: &mut Vec<Fault>) {
    let packages: Vec<(Id<Package>, &Package)> = index
        .on_page(id)
        .iter()
        .filter_map(|id| edition.packages.get(id).map(|package| (*id, package.as_ref())))
        .collect();
    let mut say = |code: &str, subject: Id<Package>, message: Sentence, fix: Sentence| {
        let subject = subject.to_string();
        faults.push(Fault {
            code: code.to_owned(),
            severity: Severity::Error,
            page: page.number,
            subject,
            message,
            fix,
        });
    };
    for (k, (first, package)) in packages.iter().enumerate() {
        let area = package.area;
        for (_, other) in &packages[k + 1..] {
            if collide(page, package, other) {
                say(
                    "overlap",
                    *first,
                    Sentence::new("与另一稿块重叠", "overlaps another package"),
                    Sentence::new("移开或改小其中一块", "Move one of them or make it smaller"),
                );
            }
        }
        // A free frame may stand over the nameplate or in the margin; that it stays on the page is a law.
        if package.free.is_some() {
            continue;
        }
        let is_under_name = page.nameplate_lines > 0 && area.line < i32::from(page.nameplate_lines);
        let is_outside = area.x.0 < 0
            || area.line < 0
            || area.right().0 > i32::from(page.grid.cells) * 1000 + 2
            || area.end() > i32::from(page.grid.lines);
        if is_under_name || is_outside {
            say(
                "outside",
                *first,
                Sentence::new("压住报头或伸出版心", "lies over the nameplate or outside the type area"),
                Sentence::new("把稿块移进版心", "Move the package into the type area"),
            );
        }
    }
}

/// Whether type of one would come to lie on type of the other.
fn collide(page: &Page, package: &Package, other: &Package) -> bool {
    let (free, story) = match (&package.free, &other.free) {
        (None, None) => return package.overlaps(other),
        // Free frames are laid over each other on purpose: words on a tint, a label on a picture.
        (Some(_), Some(_)) => return false,
        (Some(free), None) => ((free, package.area), other),
        (None, Some(free)) => ((free, other.area), package),
    };
    let (free, area) = free;
    if !free.takes_ground() || free.wraps {
        return false;
    }
    let own = free.rect(&page.grid, area);
    story.pieces().iter().any(|piece| page.grid.place(*piece).overlaps(own))
}
