//! What a package takes, told without painting it: the ruler of those who search for places by the thousand.

use crate::columns;
use crate::composer::Composer;
use crate::copy;
use crate::dress::Words;
use crate::flow::{End, Leg, Poured, Unit, level_once, unevenness};
use crate::head::{self, HeadText};
use crate::package;
use crate::page::{input_alone, input_linked};
use crate::photo;
use crate::style;
use banxin_geom::Length;
use banxin_model::{
    Crop, Edition, Grid, HeadSpec, Id, Index, Package, Page, Photo, Role, Story, StoryKind, TableSpec,
    Typography,
};
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// How text is set in an edition that says nothing of it.
static USUAL: LazyLock<Typography> = LazyLock::new(Typography::default);

/// How a package comes out at the depth it has.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Lines of text that find no room.
    pub over: i32,
    /// Lines offered, less lines used; less than one for each open column when the package is full.
    pub spare: i32,
    /// Columns that take text.
    pub open: i32,
    /// By how many lines more than one the ends of the columns differ.
    pub unevenness: i32,
    /// Lines of the shortest column that takes text.
    pub shortest: i32,
    /// Most lines by which such a column ends above its own foot.
    pub early: i32,
}

impl Outcome {
    /// Whether the text fills its columns: nothing over, nothing under, the ends level and no more than a line above
    /// their feet.
    pub fn is_full(&self) -> bool {
        self.over == 0 && self.spare < self.open.max(1) && self.unevenness == 0 && self.early <= 1
    }
}

/// How a package of an edition comes out, without painting it; `None` when its page is not there.
pub fn measure_package(
    edition: &Edition,
    index: &Index,
    package: &Package,
    composer: &mut Composer,
) -> Option<Outcome> {
    let page = edition.pages.get(&package.page)?;
    let typography = edition.about().map_or_else(Typography::default, |info| info.typography.clone());
    let input = input_alone(edition, index, package, page, &typography, composer);
    Some(package::outcome(composer, &input))
}

/// How a package that stands in an edition comes out as a part of its chain: what goes on elsewhere is not over;
/// `None` when it is not there.
pub fn measure_part(
    edition: &Edition,
    index: &Index,
    id: Id<Package>,
    composer: &mut Composer,
) -> Option<Outcome> {
    let package = edition.packages.get(&id)?;
    let page = edition.pages.get(&package.page)?;
    let typography = edition.about().map_or_else(Typography::default, |info| info.typography.clone());
    let input = input_linked(edition, index, (id, package), page, &typography, composer);
    let outcome = package::outcome(composer, &input);
    Some(Outcome { over: if input.link.goes_on { 0 } else { outcome.over }, ..outcome })
}

/// The beginning of a story whose text goes on on another page, and how much that leaves.
#[derive(Debug)]
pub struct Beginning {
    /// The text that stands here, and the line that sends the reader on.
    pub galley: Galley,
    /// Lines of text that stand here.
    pub lines: i32,
    /// Lines that go on elsewhere, at the same measure.
    pub rest: i32,
    /// What ends with the last line here.
    pub end: End,
}

/// How far in lines the end of a paragraph, or of a sentence, may lie from where the text was to be divided.
const NEAR: [(End, i32); 3] = [(End::Paragraph, 4), (End::Sentence, 3), (End::Nothing, 0)];

/// A story's running text in columns of one measure, ready to be poured into columns of any depths.
#[derive(Debug)]
pub struct Galley {
    units: Vec<Unit>,
    /// What ends with each unit.
    ends: Vec<End>,
    lines: i32,
    crossheads: i32,
}

impl Galley {
    fn new(units: Vec<Unit>, ends: Vec<End>) -> Self {
        let lines = units.iter().map(|unit| unit.lines).sum();
        let crossheads = units.iter().map(|unit| unit.air).sum();
        Galley { units, ends, lines, crossheads }
    }

    /// The text divided where about `lines` of it stand here: at the end of a paragraph near by, else of a sentence,
    /// else there; never right after a crosshead. `None` where fewer than `least` lines would stand here, or fewer
    /// than `least_rest` go on.
    pub fn begun(&self, lines: i32, least: i32, least_rest: i32) -> Option<Beginning> {
        let mut standing = 0;
        let mut best: Option<(End, i32, usize, i32)> = None;
        for (count, (unit, end)) in (1..).zip(self.units.iter().zip(&self.ends)) {
            standing += unit.lines;
            let off = (standing - lines).abs();
            let is_near = NEAR.iter().any(|(near, reach)| near == end && off <= *reach);
            let is_sound = standing >= least && self.lines - standing >= least_rest && !unit.keeps_next;
            if is_near && is_sound && best.is_none_or(|best| (*end, off) < (best.0, best.1)) {
                best = Some((*end, off, count, standing));
            }
        }
        let (end, _, count, lines) = best?;
        let mut units = self.units[..count].to_vec();
        units.push(PLAIN);
        Some(Beginning { galley: Galley::new(units, Vec::new()), lines, rest: self.lines - lines, end })
    }

    /// Lines of text, the blank lines above crossheads left out.
    pub fn lines(&self) -> i32 {
        self.lines
    }

    /// Blank lines wanted above crossheads; those that come to stand at the top of a column are not taken.
    pub fn air(&self) -> i32 {
        self.crossheads
    }

    /// The same text with lines taken away at its end, or (positive) as many more after it.
    pub fn changed_by(&self, lines: i32) -> Galley {
        let mut units = self.units.clone();
        let mut left = -lines;
        while left > 0 && units.len() > 1 {
            left -= units.pop().map_or(1, |unit| unit.lines);
        }
        units.extend(std::iter::repeat_n(PLAIN, lines.clamp(0, 400) as usize));
        Galley::new(units, Vec::new())
    }

    /// Pours the text into columns given by their first line and the line after their last one, as it comes: where
    /// that is full, laying it out is, but for rare columns that end better with less air above a crosshead.
    pub fn pour(&self, columns: &[(i32, i32)]) -> Outcome {
        let legs: Vec<Leg> =
            columns.iter().map(|&(top, bottom)| Leg { top, bottom: bottom.max(top) }).collect();
        outcome(&self.units, &legs)
    }
}

/// A line of text like any other.
const PLAIN: Unit = Unit { lines: 1, air: 0, top: 0, keeps_next: false, is_first: false, is_last: false };

/// How units come out in legs as they are, no paragraph strained and no crosshead tightened.
pub(crate) fn outcome(units: &[Unit], legs: &[Leg]) -> Outcome {
    outcome_of(units, &level_once(units, legs), legs)
}

/// How units came out that have been poured.
pub(crate) fn outcome_of(units: &[Unit], poured: &Poured, legs: &[Leg]) -> Outcome {
    let open = || legs.iter().filter(|leg| leg.bottom > leg.top);
    Outcome {
        over: units[poured.spots.len()..].iter().map(|unit| unit.lines).sum(),
        spare: poured.spare,
        open: open().count() as i32,
        unevenness: unevenness(&poured.ends, legs),
        shortest: legs
            .iter()
            .zip(&poured.ends)
            .filter(|(leg, _)| leg.bottom > leg.top)
            .map(|(leg, end)| end - leg.top)
            .min()
            .unwrap_or(0),
        early: legs
            .iter()
            .zip(&poured.ends)
            .filter(|(leg, _)| leg.bottom > leg.top)
            .map(|(leg, end)| leg.bottom - end)
            .max()
            .unwrap_or(0),
    }
}

/// What a head takes at a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HeadDepth {
    /// Whole lines of the grid.
    pub lines: i32,
    /// Rows of the headline itself.
    pub rows: usize,
    /// The widest of them.
    pub widest: Length,
}

/// What a photo takes at a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PhotoDepth {
    /// Lines of the picture when it follows its own shape.
    pub natural: i32,
    /// Lines of caption and credit below it.
    pub words: i32,
}

/// A story measured for one page: every answer is worked out once and is the very one that laying it out gives.
pub struct Gauge<'a> {
    composer: &'a mut Composer,
    kind: StoryKind,
    parts: Vec<(Role, Words<'a>)>,
    table: &'a TableSpec,
    photos: Vec<(Id<Photo>, &'a Photo)>,
    grid: Grid,
    typography: &'a Typography,
    heads: FxHashMap<(i64, i64, u8), HeadDepth>,
    rows: FxHashMap<(i64, u8), HeadDepth>,
    galleys: FxHashMap<(i64, bool), Arc<Galley>>,
    shots: FxHashMap<(usize, i64), PhotoDepth>,
    byline: Option<Length>,
}

impl<'a> Gauge<'a> {
    /// The gauge of a story on a page; `None` when either is not there.
    pub fn new(
        edition: &'a Edition,
        index: &Index,
        story: Id<Story>,
        page: Id<Page>,
        composer: &'a mut Composer,
    ) -> Option<Self> {
        let record = edition.stories.get(&story)?;
        let grid = edition.pages.get(&page)?.grid;
        let typography = edition.about().map_or(&*USUAL, |info| &info.typography);
        let parts: Vec<(Role, Words<'_>)> = index
            .paragraphs(story)
            .iter()
            .filter_map(|id| edition.paragraphs.get(id))
            .map(|paragraph| (paragraph.role, Words::of(paragraph, typography)))
            .collect();
        let photos = index
            .photos(story)
            .iter()
            .filter_map(|id| edition.photos.get(id).map(|photo| (*id, photo.as_ref())))
            .collect();
        let byline = parts.iter().find(|(role, _)| *role == Role::Byline).map(|(_, words)| *words);
        let byline = byline.filter(|words| !words.text.trim().is_empty()).map(|words| {
            let font = words.font(style::byline(grid.cell));
            composer.dress(&words, &font, grid.leading, &package::plain()).prepared.natural_width()
        });
        Some(Gauge {
            composer,
            kind: record.kind,
            parts,
            table: &record.table,
            photos,
            grid,
            typography,
            heads: FxHashMap::default(),
            rows: FxHashMap::default(),
            galleys: FxHashMap::default(),
            shots: FxHashMap::default(),
            byline,
        })
    }

    /// Whether it is text or photo news.
    pub fn kind(&self) -> StoryKind {
        self.kind
    }

    /// The photos of the story, in order.
    pub fn photos(&self) -> &[(Id<Photo>, &'a Photo)] {
        &self.photos
    }

    /// Width of the byline in its own type; `None` without one.
    pub fn byline(&self) -> Option<Length> {
        self.byline
    }

    /// The words of the first part of a role; empty when there is none.
    pub fn part(&self, role: Role) -> &'a str {
        self.words(role).text
    }

    fn words(&self, role: Role) -> Words<'a> {
        self.parts.iter().find(|(own, _)| *own == role).map(|(_, words)| *words).unwrap_or_default()
    }

    /// Characters of the running text, white space left out.
    pub fn characters(&self) -> usize {
        let is_flow = |role: &Role| {
            role.is_flow()
                || *role == Role::Summary
                || self.kind == StoryKind::Photo && *role == Role::Caption
        };
        let texts = self.parts.iter().filter(|(role, _)| is_flow(role));
        texts.map(|(_, words)| words.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
    }

    /// Crossheads in the running text.
    pub fn crossheads(&self) -> usize {
        self.parts.iter().filter(|(role, _)| *role == Role::Crosshead).count()
    }

    fn head_text(&self) -> HeadText<'a> {
        HeadText {
            logo: self.words(Role::Logo),
            kicker: self.words(Role::Kicker),
            headline: self.words(Role::Headline),
            deck: self.words(Role::Deck),
        }
    }

    /// The headline alone at a size, divided into `rows` rows by sense, however wide they come.
    pub fn rows(&mut self, size: Length, rows: u8) -> HeadDepth {
        let key = (size.to_emu(), rows);
        if let Some(found) = self.rows.get(&key) {
            return *found;
        }
        let text = HeadText { headline: self.words(Role::Headline), ..HeadText::default() };
        let spec = HeadSpec { size, rows, ..HeadSpec::default() };
        let boundless = Length::emu(1 << 40);
        let extent = head::extent(self.composer, text, &spec, "", boundless, &self.grid);
        let depth = HeadDepth { lines: extent.lines, rows: extent.rows, widest: extent.widest };
        self.rows.insert(key, depth);
        depth
    }

    /// A whole head over a measure, its headline at a size in so many rows.
    pub fn head(&mut self, measure: Length, size: Length, rows: u8) -> HeadDepth {
        let key = (measure.to_emu(), size.to_emu(), rows);
        if let Some(found) = self.heads.get(&key) {
            return *found;
        }
        let spec = HeadSpec { size, rows, ..HeadSpec::default() };
        let extent = head::extent(self.composer, self.head_text(), &spec, "", measure, &self.grid);
        let depth = HeadDepth { lines: extent.lines, rows: extent.rows, widest: extent.widest };
        self.heads.insert(key, depth);
        depth
    }

    /// What a vertical head needs at a size when each of its parts runs down in one row: its breadth, and the
    /// length of its longest row.
    pub fn vertical(&mut self, size: Length) -> (Length, Length) {
        head::vertical_extent(self.composer, self.head_text(), size, self.grid.cell)
    }

    /// A photo of the story, by its place among them, over a measure.
    pub fn photo(&mut self, number: usize, measure: Length) -> Option<PhotoDepth> {
        let photo = self.photos.get(number)?.1;
        let key = (number, measure.to_emu());
        if let Some(found) = self.shots.get(&key) {
            return Some(*found);
        }
        let words = package::words_of(self.kind, &self.parts, photo, number == 0);
        let words = photo::word_lines(self.composer, words, measure, &self.grid);
        let natural = photo::natural_lines(photo, Crop::default(), measure, self.grid.leading, 400);
        let depth = PhotoDepth { natural, words };
        self.shots.insert(key, depth);
        Some(depth)
    }

    /// The running text in columns of a measure; the byline is in it unless it goes across the head.
    pub fn galley(&mut self, measure: Length, is_byline_across: bool) -> Arc<Galley> {
        let key = (measure.to_emu(), is_byline_across);
        if let Some(found) = self.galleys.get(&key) {
            return Arc::clone(found);
        }
        let (units, ends) = copy::units_at(
            self.composer,
            (self.kind, &self.parts, self.table),
            &self.grid,
            self.typography,
            measure,
            !is_byline_across,
        );
        let galley = Arc::new(Galley::new(units, ends));
        self.galleys.insert(key, Arc::clone(&galley));
        galley
    }
}

/// The text columns of a package on a grid: where each begins from the package's left edge, and its measure.
pub fn text_columns(package: &Package, grid: &Grid) -> Vec<(Length, Length)> {
    columns::columns(package, grid).into_iter().map(|column| (column.x, column.measure)).collect()
}

/// Cells at each side, lines at the top and lines at the foot that a package's frame takes.
pub fn frame_inset(package: &Package) -> (banxin_model::Cells, i32, i32) {
    columns::inset(package.frame)
}

/// The usual sizes of headlines (字号), greatest first.
pub fn usual_sizes() -> impl Iterator<Item = Length> {
    style::sizes()
}
