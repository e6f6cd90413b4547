//! Whether a page is really full: the finished page read back, cell by cell and glyph by glyph.
//!
//! Nothing here knows how pages are arranged; it sees records, reports and the display list only.

use banxin_geom::Length;
use banxin_layout::{PageLayout, RegionKind, Report};
use banxin_model::{Area, Edition, Id, Package, Page, Role, StoryKind};
use banxin_scene::Item;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something that is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Lines of a page column that nothing covers, beyond the gap between packages.
    Hole {
        /// The page column.
        column: u8,
        /// The first line.
        line: i32,
        /// How many.
        lines: i32,
    },
    /// Two things on one cell.
    Overlap {
        /// The page column.
        column: u8,
        /// The line.
        line: i32,
    },
    /// Text that found no room, in lines.
    Overset(i32),
    /// Room that found no text, in lines.
    Underset(i32),
    /// A text column with fewer than three lines.
    ShortLeg(i32),
    /// A text column that ends more than a line above its foot.
    Ragged(i32),
    /// A crosshead with fewer than two lines of text under it in its column.
    StrandedCrosshead,
    /// Characters of running text that do not stand on the page.
    LostText(usize),
    /// A story of the page that has no package.
    Missing,
    /// A story that goes on on another page without a line at its foot, or its head, that names the other one.
    JumpLine,
    /// A part of a story that goes on with too few lines: fewer than ten here, or five there.
    ShortPart(usize),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Hole { column, line, lines } => {
                write!(f, "hole of {lines} lines in column {column} at line {line}")
            }
            Flaw::Overlap { column, line } => write!(f, "overlap in column {column} at line {line}"),
            Flaw::Overset(lines) => write!(f, "{lines} lines over"),
            Flaw::Underset(lines) => write!(f, "{lines} lines under"),
            Flaw::ShortLeg(lines) => write!(f, "a text column of {lines} lines"),
            Flaw::Ragged(lines) => write!(f, "a text column that ends {lines} lines early"),
            Flaw::StrandedCrosshead => f.write_str("a stranded crosshead"),
            Flaw::LostText(characters) => write!(f, "{characters} characters lost"),
            Flaw::Missing => f.write_str("a story without a package"),
            Flaw::JumpLine => f.write_str("no line that names the page where the story goes on"),
            Flaw::ShortPart(lines) => write!(f, "a part of a story of {lines} lines"),
        }
    }
}

/// Lines left between one package and the next below it.
const BETWEEN: i32 = 2;

/// Everything that is wrong with a page that is to be full: `stories` stories, and areas that stand fixed.
pub fn check_page(
    edition: &Edition,
    page: Id<Page>,
    layout: &PageLayout,
    stories: usize,
    fixed: &[Area],
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let Some(record) = edition.pages.get(&page) else { return vec![Flaw::Missing] };
    let packages: Vec<(Id<Package>, &Package)> = edition
        .packages
        .iter()
        .filter(|(_, package)| package.page == page)
        .map(|(id, package)| (*id, package.as_ref()))
        .collect();
    flaws.extend((packages.len()..stories).map(|_| Flaw::Missing));
    cells(record, &packages, fixed, &mut flaws);
    for (id, package) in packages {
        let Some(report) = layout.reports.get(&id) else {
            flaws.push(Flaw::Missing);
            continue;
        };
        if report.overset.lines > 0 {
            flaws.push(Flaw::Overset(report.overset.lines));
        }
        if report.underset.lines > 0 {
            flaws.push(Flaw::Underset(report.underset.lines));
        }
        legs(record.grid.leading, report, &mut flaws);
        let standing = glyphs(record, id, layout, &mut flaws);
        let goes_on = edition.packages.values().any(|other| other.continues == Some(id));
        let wanted = letters_of(edition, package);
        if standing < wanted && !goes_on {
            flaws.push(Flaw::LostText(wanted - standing));
        }
    }
    flaws
}

/// Everything that is wrong with a story that begins in one package and goes on in a second one, on the two pages as
/// they are laid out; what stands beside the second one is not looked at but for what lies on it.
pub fn check_jump(
    edition: &Edition,
    (first, here): (Id<Package>, &PageLayout),
    (second, there): (Id<Package>, &PageLayout),
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let part = |id: Id<Package>, layout| -> Option<(&Package, &Page, Part)> {
        let package = edition.packages.get(&id)?;
        let page = edition.pages.get(&package.page)?;
        Some((package, page, Part::of(page, id, layout)?))
    };
    let Some(((package, page, begun), (rest, other, gone_on))) = part(first, here).zip(part(second, there))
    else {
        return vec![Flaw::Missing];
    };
    let to = format!("下转第{}版", other.number);
    let from = format!("上接第{}版", page.number);
    let is_last = begun
        .jump_lines
        .iter()
        .any(|(words, at)| words.contains(&to) && begun.lines.iter().all(|own| own < at));
    let is_first = gone_on
        .jump_lines
        .iter()
        .any(|(words, at)| words.contains(&from) && gone_on.lines.iter().all(|own| own > at));
    if !is_last || !is_first || page.number >= other.number || rest.continues != Some(first) {
        flaws.push(Flaw::JumpLine);
    }
    for (part, least) in [(&begun, 10), (&gone_on, 5)] {
        if part.lines.len() < least {
            flaws.push(Flaw::ShortPart(part.lines.len()));
        }
    }
    let (standing, wanted) = (begun.letters + gone_on.letters, letters_of(edition, package));
    if standing != wanted {
        flaws.push(Flaw::LostText(wanted.abs_diff(standing)));
    }
    if let Some(report) = there.reports.get(&second) {
        if report.overset.lines > 0 {
            flaws.push(Flaw::Overset(report.overset.lines));
        }
        if report.underset.lines > 0 {
            flaws.push(Flaw::Underset(report.underset.lines));
        }
        legs(other.grid.leading, report, &mut flaws);
    }
    let beside = edition.packages.iter().filter(|(id, own)| own.page == rest.page && **id != second);
    let areas = beside.flat_map(|(_, own)| own.pieces()).collect::<Vec<_>>();
    let is_under_name = rest.area.line < i32::from(other.nameplate_lines);
    if is_under_name || areas.iter().any(|area| area.overlaps(rest.area)) {
        flaws.push(Flaw::Overlap { column: 0, line: rest.area.line });
    }
    flaws
}

/// What stands of a story in one package.
struct Part {
    /// Letters of its running text.
    letters: usize,
    /// Its lines: the place of their column, and their height, in reading order.
    lines: BTreeSet<(usize, Length)>,
    /// The lines that name other pages, each with the same.
    jump_lines: Vec<(String, (usize, Length))>,
}

impl Part {
    fn of(page: &Page, id: Id<Package>, layout: &PageLayout) -> Option<Part> {
        let name = format!("package:{id}");
        let group = layout.list.groups.iter().find(|group| group.id == name)?;
        let columns = text_columns(id, layout);
        let mut part = Part { letters: 0, lines: BTreeSet::new(), jump_lines: Vec::new() };
        for item in &group.items {
            let Item::Glyphs(run) = item else { continue };
            let Some(first) = run.glyphs.first() else { continue };
            let at = |left: &(Length, Length)| left.0 - page.grid.cell <= first.x && first.x < left.1;
            let Some(column) = columns.iter().position(at) else { continue };
            if run.size == page.grid.cell && run.face.0.starts_with("song-4") {
                part.letters += letters(&run.text);
                part.lines.insert((column, first.y));
            } else if run.size == page.grid.cell.scaled(17, 18) {
                match part.jump_lines.iter_mut().find(|(_, own)| *own == (column, first.y)) {
                    Some((words, _)) => words.push_str(&run.text),
                    None => part.jump_lines.push((run.text.to_string(), (column, first.y))),
                }
            }
        }
        Some(part)
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Letters of running text that a package's story has.
fn letters_of(edition: &Edition, package: &Package) -> usize {
    let kind = edition.stories.get(&package.story).map(|story| story.kind).unwrap_or_default();
    let is_body = |role: Role| match role {
        Role::Body | Role::Summary | Role::EditorsNote | Role::Jump => true,
        Role::Caption => kind == StoryKind::Photo,
        _ => false,
    };
    let own = edition.paragraphs.values().filter(|own| own.story == package.story && is_body(own.role));
    own.map(|paragraph| letters(&paragraph.text)).sum()
}

/// Left and right edge of each text column of a package.
fn text_columns(id: Id<Package>, layout: &PageLayout) -> Vec<(Length, Length)> {
    let regions = layout.reports.get(&id).map_or(&[][..], |report| &report.regions);
    let columns = regions.iter().filter(|region| region.kind == RegionKind::Column);
    columns.map(|region| (region.rect.x, region.rect.right())).collect()
}

/// Every cell of the page once: no hole, nothing twice.
fn cells(page: &Page, packages: &[(Id<Package>, &Package)], fixed: &[Area], flaws: &mut Vec<Flaw>) {
    let grid = &page.grid;
    let lines = i32::from(grid.lines);
    // An L is two rectangles.
    let mut areas: Vec<Area> = packages.iter().flat_map(|(_, package)| package.pieces()).collect();
    areas.extend_from_slice(fixed);
    for column in 0..grid.columns.columns {
        // The middle of the column stands for all of it: packages run with columns.
        let middle = grid.columns.start(column).0 + grid.columns.measure(1).0 / 2;
        let mut covered = vec![0u8; lines.max(0) as usize];
        for line in 0..i32::from(page.nameplate_lines).min(lines) {
            covered[line as usize] += 1;
        }
        for area in areas.iter().filter(|area| area.x.0 <= middle && middle < area.right().0) {
            for line in area.line.max(0)..area.end().min(lines) {
                covered[line as usize] = covered[line as usize].saturating_add(1);
            }
        }
        if let Some(line) = covered.iter().position(|count| *count > 1) {
            flaws.push(Flaw::Overlap { column, line: line as i32 });
        }
        let mut from = 0;
        for line in 0..=lines {
            if line < lines && covered[line as usize] == 0 {
                continue;
            }
            // A gap stands between two packages; at head and foot of the page there is none.
            let is_between = from > 0 && line < lines;
            if line - from > if is_between { BETWEEN } else { 0 } {
                flaws.push(Flaw::Hole { column, line: from, lines: line - from });
            }
            from = line + 1;
        }
    }
}

/// Text columns of three lines at the least that end at their foot or one line above it.
fn legs(leading: Length, report: &Report, flaws: &mut Vec<Flaw>) {
    let rows = |length: Length| (length + leading / 2).whole(leading) as i32;
    let columns = report.regions.iter().filter(|region| region.kind == RegionKind::Column);
    for (region, end) in columns.zip(&report.column_ends) {
        if region.rect.height <= Length::ZERO {
            continue;
        }
        let top = rows(region.rect.y);
        // The last line's cell is a little less deep than a line.
        let foot = top + rows(region.rect.height + leading / 4);
        let used = end - top;
        if used < 3 {
            flaws.push(Flaw::ShortLeg(used));
        } else if foot - end > 1 {
            flaws.push(Flaw::Ragged(foot - end));
        }
    }
}

/// Letters of running text that stand in a package; no crosshead at the foot of its column.
fn glyphs(page: &Page, id: Id<Package>, layout: &PageLayout, flaws: &mut Vec<Flaw>) -> usize {
    let (cell, leading) = (page.grid.cell, page.grid.leading);
    let name = format!("package:{id}");
    let Some(group) = layout.list.groups.iter().find(|group| group.id == name) else { return 0 };
    let runs = group.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    });
    let mut standing = 0;
    // Baselines of running text by column, and the crossheads.
    let mut baselines: BTreeMap<usize, Vec<Length>> = BTreeMap::new();
    let mut crossheads: Vec<(usize, Length)> = Vec::new();
    let columns = text_columns(id, layout);
    let column = |x: Length| columns.iter().position(|(left, right)| *left - cell <= x && x < *right);
    for run in runs {
        let Some(first) = run.glyphs.first() else { continue };
        let is_text = run.size == cell && run.face.0.starts_with("song-4");
        let is_crosshead = run.size == cell.scaled(7, 6) && run.face.0.starts_with("hei-7");
        if is_text {
            standing += letters(&run.text);
        }
        let Some(column) = column(first.x) else { continue };
        if is_text {
            baselines.entry(column).or_default().push(first.y);
        } else if is_crosshead && is_within(layout, id, first.y) {
            crossheads.push((column, first.y));
        }
    }
    for (column, y) in &crossheads {
        // A crosshead of two rows is seen by its last one.
        let is_last = !crossheads
            .iter()
            .any(|(other, below)| other == column && *below > *y && *below - *y <= leading + leading / 4);
        let mut below: Vec<Length> = baselines
            .get(column)
            .into_iter()
            .flatten()
            .copied()
            .filter(|line| *line > *y && *line - *y <= leading * 2 + leading / 2)
            .collect();
        below.sort_unstable();
        below.dedup();
        if is_last && below.len() < 2 {
            flaws.push(Flaw::StrandedCrosshead);
        }
    }
    standing
}

/// Whether a height lies in a text column rather than in the head.
fn is_within(layout: &PageLayout, id: Id<Package>, y: Length) -> bool {
    let Some(report) = layout.reports.get(&id) else { return false };
    let head = report.regions.iter().find(|region| region.kind == RegionKind::Head);
    head.is_none_or(|head| y < head.rect.y || y > head.rect.bottom())
}
