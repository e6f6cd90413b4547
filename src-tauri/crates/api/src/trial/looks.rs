//! What an editor finds ugly on a page that is full, told from records, reports and the display list only.
//!
//! Nothing here knows how pages are arranged or judged: the measures are its own.

use banxin_geom::Length;
use banxin_layout::{PageLayout, RegionKind, Report};
use banxin_model::{Area, Edition, Frame, HeadPlace, Id, Index, Package, Page, Role, Story, StoryKind};
use banxin_scene::Item;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! looks {
    ($($look:ident $name:literal $says:literal;)*) => {
        /// Something that an editor finds ugly.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Look { $(#[doc = $says] $look,)* }

        impl Look {
            /// Every one of them.
            pub const ALL: &'static [Look] = &[$(Look::$look),*];

            /// Its name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Look::$look => concat!("looks-", $name),)* }
            }

            /// What it is, in a few words.
            pub fn says(self) -> &'static str {
                match self { $(Look::$look => $says,)* }
            }
        }
    };
}

looks! {
    PhotoMissing "photo-missing" "A story with photos that stands without any.";
    PhotoSwallows "photo-swallows" "A portrait photo that takes more than half of its story's ground.";
    PhotosEqual "photos-equal" "No photo with 1.6 times the ground of the next.";
    LeadLow "lead-low" "A lead whose head begins below the fold.";
    SecondLow "second-low" "A second story whose head begins in the lowest third.";
    HeadsCollide "heads-collide" "Heads of nearly one size side by side (碰题).";
    Stripes "stripes" "Three blocks in a row or a stack that are alike.";
    CutsAcross "cuts-across" "Two cuts or more across the whole page (通线).";
    CutDown "cut-down" "A cut down the whole page (断版).";
    HeadBroken "head-broken" "A head that is divided within a word.";
    LeadSmall "lead-small" "A lead whose headline is not the greatest by a fifth.";
    RanksTurned "ranks-turned" "A headline greater than that of a story that counts more.";
    BriefOnTop "brief-on-top" "A brief in the upper left corner.";
    LeadBanner "lead-banner" "A lead across the whole page; no fault, but not for every page.";
}

/// How a story counts: 0 for the lead, 1 for a second, 2 for any other, 3 for a brief.
pub type Ranks = BTreeMap<Id<Story>, u8>;

/// How much more ground the greatest photo has than the next.
const DOMINANT: f64 = 1.6;

/// A block as an editor sees it; lengths in millimetres from the corner of the type area.
struct Seen<'a> {
    package: &'a Package,
    rank: u8,
    is_photo_news: bool,
    /// Left, top, right and foot of the head.
    head: Option<[f64; 4]>,
    size: f64,
    /// Width and depth of each photo.
    photos: Vec<(f64, f64)>,
    ground: f64,
}

/// What is ugly on a page. `ends_word` says whether a word ends after so many characters of a text, blanks not
/// counted.
pub fn look_at(
    edition: &Edition,
    page: Id<Page>,
    layout: &PageLayout,
    (ranks, fixed): (&Ranks, &[Area]),
    ends_word: &dyn Fn(&str, usize) -> bool,
) -> BTreeSet<Look> {
    let mut found = BTreeSet::new();
    let Some(record) = edition.pages.get(&page) else { return found };
    let index = Index::of(edition);
    let packages: Vec<(Id<Package>, &Package)> = edition
        .packages
        .iter()
        .filter(|(_, own)| own.page == page && !own.is_fixed())
        .map(|(id, own)| (*id, own.as_ref()))
        .collect();
    let seen: Vec<Seen<'_>> = packages
        .iter()
        .filter_map(|(id, own)| seen(edition, record, (own, layout.reports.get(id)?), ranks))
        .collect();
    photos(edition, &seen, &mut found);
    ranks_shown(record, &seen, &mut found);
    heads(record, &seen, &mut found);
    blocks(record, &packages, fixed, &mut found);
    if packages.iter().any(|own| is_broken(edition, &index, *own, layout, ends_word)) {
        found.insert(Look::HeadBroken);
    }
    found
}

fn seen<'a>(
    edition: &Edition,
    record: &Page,
    (package, report): (&'a Package, &Report),
    ranks: &Ranks,
) -> Option<Seen<'a>> {
    let (cell, leading) = (record.grid.cell.to_mm(), record.grid.leading.to_mm());
    let (x, y) = (package.area.x.count() * cell, f64::from(package.area.line) * leading);
    let regions = |kind| report.regions.iter().filter(move |own| own.kind == kind).map(|own| own.rect);
    let head = regions(RegionKind::Head)
        .next()
        .map(|own| [x + own.x.to_mm(), y + own.y.to_mm(), x + own.right().to_mm(), y + own.bottom().to_mm()]);
    let pieces = package.pieces();
    let ground: f64 = pieces.iter().map(|own| own.width.count() * f64::from(own.lines)).sum();
    Some(Seen {
        package,
        rank: ranks.get(&package.story).copied()?,
        is_photo_news: edition.stories.get(&package.story)?.kind == StoryKind::Photo,
        head,
        size: report.headline_size.to_pt(),
        photos: regions(RegionKind::Photo).map(|own| (own.width.to_mm(), own.height.to_mm())).collect(),
        ground: ground * cell * leading,
    })
}

fn photos(edition: &Edition, seen: &[Seen<'_>], found: &mut BTreeSet<Look>) {
    let mut grounds = Vec::new();
    for own in seen {
        let has_photo = edition.photos.values().any(|photo| photo.story == Some(own.package.story));
        if has_photo && own.photos.is_empty() {
            found.insert(Look::PhotoMissing);
        }
        for (width, depth) in &own.photos {
            grounds.push(width * depth);
            if depth > width && !own.is_photo_news && width * depth > own.ground / 2.0 {
                found.insert(Look::PhotoSwallows);
            }
        }
    }
    grounds.sort_by(|a, b| b.total_cmp(a));
    // What is drawn on whole lines may miss the ratio by a hair.
    if let [first, second, ..] = grounds.as_slice()
        && first / second < DOMINANT - 0.01
    {
        found.insert(Look::PhotosEqual);
    }
}

fn ranks_shown(record: &Page, seen: &[Seen<'_>], found: &mut BTreeSet<Look>) {
    let depth = f64::from(record.grid.lines) * record.grid.leading.to_mm();
    let columns = record.grid.columns;
    for own in seen {
        let top = own.head.map_or(0.0, |head| head[1]);
        match own.rank {
            0 => {
                if top > depth / 2.0 {
                    found.insert(Look::LeadLow);
                }
                if columns.span_of(own.package.area.width) == Some(columns.columns) {
                    found.insert(Look::LeadBanner);
                }
            }
            1 if !own.is_photo_news && top > depth * 2.0 / 3.0 => {
                found.insert(Look::SecondLow);
            }
            3 if own.package.area.line <= i32::from(record.nameplate_lines) + 2
                && own.package.area.x.count() < 1.0 =>
            {
                found.insert(Look::BriefOnTop);
            }
            _ => {}
        }
        for other in seen.iter().filter(|other| other.rank > own.rank && !own.is_photo_news) {
            if own.rank == 0 && own.size < other.size * 1.2 {
                found.insert(Look::LeadSmall);
            }
            if own.size < other.size {
                found.insert(Look::RanksTurned);
            }
        }
    }
}

fn heads(record: &Page, seen: &[Seen<'_>], found: &mut BTreeSet<Look>) {
    let (cell, leading) = (record.grid.cell.to_mm(), record.grid.leading.to_mm());
    let across = |own: &&Seen<'_>| {
        let is_across = own.package.head.place != HeadPlace::Vertical;
        is_across && own.package.frame != Frame::Box && own.size > 0.0
    };
    let plain: Vec<(&Seen<'_>, [f64; 4])> =
        seen.iter().filter(across).filter_map(|own| Some((own, own.head?))).collect();
    for (k, (one, a)) in plain.iter().enumerate() {
        for (other, b) in &plain[..k] {
            let side = (a[0] - b[2]).max(b[0] - a[2]);
            let down = a[3].min(b[3]) - a[1].max(b[1]);
            let ratio = one.size.max(other.size) / one.size.min(other.size);
            if (0.0..=3.0 * cell).contains(&side) && down > 1.5 * leading && ratio < 1.25 {
                found.insert(Look::HeadsCollide);
            }
        }
    }
}

fn blocks(record: &Page, packages: &[(Id<Package>, &Package)], fixed: &[Area], found: &mut BTreeSet<Look>) {
    let areas: Vec<Area> = packages.iter().map(|(_, own)| own.area).collect();
    let most = |same: &dyn Fn(&Area, &Area) -> bool| {
        areas.iter().map(|a| areas.iter().filter(|b| same(a, b)).count()).max().unwrap_or(0)
    };
    let in_row = most(&|a, b| (a.line, a.lines) == (b.line, b.lines));
    // One right under the other, all of one width.
    let next = |a: &Area| {
        let is_next = |b: &&Area| (b.x, b.width) == (a.x, a.width) && (0..=4).contains(&(b.line - a.end()));
        areas.iter().find(is_next)
    };
    let is_stack = areas.iter().any(|a| next(a).and_then(next).is_some());
    if in_row >= 3 || is_stack {
        found.insert(Look::Stripes);
    }
    let mut pieces: Vec<Area> = packages.iter().flat_map(|(_, own)| own.pieces()).collect();
    pieces.extend_from_slice(fixed);
    let (top, foot) = (i32::from(record.nameplate_lines), i32::from(record.grid.lines));
    // Cuts follow the edges of blocks; the gap after a block belongs to its cut.
    let ends: BTreeSet<i32> = packages.iter().map(|(_, own)| own.area.end()).collect();
    let is_cut = |line: &i32| {
        *line > top + 2
            && *line < foot - 2
            && pieces.iter().all(|own| own.end() <= *line || own.line >= *line)
    };
    if ends.into_iter().filter(is_cut).count() >= 2 {
        found.insert(Look::CutsAcross);
    }
    let columns = record.grid.columns;
    for column in 1..columns.columns {
        let x = columns.start(column);
        if pieces.iter().all(|own| own.right() <= x || own.x >= x) {
            found.insert(Look::CutDown);
        }
    }
}

/// Whether a row of the headline or the deck ends within a word.
fn is_broken(
    edition: &Edition,
    index: &Index,
    (id, package): (Id<Package>, &Package),
    layout: &PageLayout,
    ends_word: &dyn Fn(&str, usize) -> bool,
) -> bool {
    let name = format!("package:{id}");
    let Some(group) = layout.list.groups.iter().find(|group| group.id == name) else { return false };
    let paragraphs = index.paragraphs(package.story);
    let mut rows: BTreeMap<(u32, u32), (usize, Length)> = BTreeMap::new();
    for item in &group.items {
        let Item::Glyphs(run) = item else { continue };
        let Some(source) = run.source else { continue };
        let start = rows.entry((source.part, source.line)).or_insert((source.at as usize, run.size));
        start.0 = start.0.min(source.at as usize);
    }
    rows.into_iter().filter(|((_, line), _)| *line > 0).any(|((part, _), (at, _))| {
        let paragraph = paragraphs.get(part as usize).and_then(|id| edition.paragraphs.get(id));
        let Some(paragraph) = paragraph.filter(|own| matches!(own.role, Role::Headline | Role::Deck)) else {
            return false;
        };
        let before = paragraph.text.get(..at).unwrap_or_default();
        !ends_word(&paragraph.text, before.chars().filter(|c| !c.is_whitespace()).count())
    })
}
