//! Placing the glyphs of a chosen line, so that they add up to its measure exactly.

use crate::class::Class;
use crate::fonts::FaceKey;
use crate::lines::Line;
use crate::measure::{Width, hangs_first, measure, start_cut, visible};
use crate::prepared::{GAP_TIER, Prepared, Stance, TIERS};
use crate::spacing::stretch;
use banxin_geom::Length;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A line's glyphs in runs of one face, size and tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PlacedLine {
    /// The runs in visual order.
    pub runs: Vec<PlacedRun>,
    /// From the line's start (after its indent) to its end; hung marks stand outside.
    pub width: Length,
    /// 着重号: a dot for each character that is marked.
    pub dots: Vec<PlacedDot>,
    /// 专名号: the stretches with a line under them.
    pub underlines: Vec<PlacedUnderline>,
    /// 注音: words set small above others.
    pub ruby: Vec<PlacedRuby>,
}

/// A dot to be drawn under a character, or at its right in a vertical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlacedDot {
    /// The middle of the character along the line.
    pub inline: Length,
    /// The em of the character.
    pub size: Length,
    /// The tag of its span.
    pub tag: u32,
}

/// A line to be drawn under characters, or at their left in a vertical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlacedUnderline {
    /// Where it begins along the line.
    pub from: Length,
    /// Where it ends.
    pub to: Length,
    /// The em of the characters.
    pub size: Length,
    /// The tag of their span.
    pub tag: u32,
}

/// Words set small above others, or at their right in a vertical line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlacedRuby {
    /// The words; their glyphs' clusters count from its start.
    pub text: Arc<str>,
    /// Their glyphs, on the line that they annotate.
    pub runs: Vec<PlacedRun>,
}

/// How glyphs stand on their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Orientation {
    /// Upright, as in all horizontal lines and for Han in vertical ones.
    #[default]
    Upright,
    /// Turned a quarter clockwise, as Latin words are in vertical lines.
    Sideways,
}

/// Glyphs that one face draws at one size.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlacedRun {
    /// The face.
    pub face: FaceKey,
    /// The em across the line.
    pub size: Length,
    /// 扁 / 长: how much the glyphs are scaled along a horizontal line, in thousandths.
    pub scale_x_permille: u16,
    /// How the glyphs stand.
    pub orientation: Orientation,
    /// The tag of the span the glyphs came from.
    pub tag: u32,
    /// The glyphs.
    pub glyphs: Vec<PlacedGlyph>,
}

/// One glyph on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlacedGlyph {
    /// Glyph number in the face.
    pub glyph: u16,
    /// Origin (the left end of the glyph's own baseline), from the line's start along the line.
    pub inline: Length,
    /// Origin across the line: in a horizontal line from the baseline, positive below; in a vertical line from its
    /// middle, positive to the right.
    pub block: Length,
    /// Distance to the next character's cell along the line; 0 for all but the first glyph of a cluster.
    pub advance: Length,
    /// Byte offset in the text of the character drawn; the line's end for a hyphen, which is not in the text.
    pub cluster: u32,
}

/// Where the cell of an atom stands on its line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub atom: usize,
    /// Start of the cut cell.
    pub start: i64,
    /// Distance to the next.
    pub advance: i64,
    /// Origin of its glyphs.
    pub origin: i64,
}

/// What a line was placed as, kept with it so that it is placed once; all such keepings are alike.
#[derive(Default)]
pub(crate) struct Memo(OnceLock<Arc<PlacedLine>>);

impl Clone for Memo {
    /// A copy of a line may be set otherwise than the line, so that it is placed for itself.
    fn clone(&self) -> Memo {
        Memo::default()
    }
}

impl PartialEq for Memo {
    fn eq(&self, _: &Memo) -> bool {
        true
    }
}

impl Eq for Memo {}

impl Hash for Memo {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.get().is_some() { "placed" } else { "not placed yet" })
    }
}

/// Places the glyphs of a line; the advances add up to the line's width, and to its hung marks, exactly.
///
/// A line remembers its glyphs: asked again, with the paragraph it was chosen from, it is not placed anew.
pub fn place(prepared: &Prepared, line: &Line) -> Arc<PlacedLine> {
    Arc::clone(line.placed.0.get_or_init(|| Arc::new(place_anew(prepared, line))))
}

fn place_anew(prepared: &Prepared, line: &Line) -> PlacedLine {
    let mut placed = PlacedLine { width: line.width, ..PlacedLine::default() };
    let cells = cells(prepared, line);
    for cell in &cells {
        push(prepared, &mut placed.runs, cell);
        let atom = &prepared.atoms[cell.atom];
        let span = &prepared.spans[usize::from(atom.span)];
        // Marks of punctuation take no dot (GB/T 15834-2011 §4.12).
        let is_word =
            matches!(atom.class, Class::Han | Class::Latin | Class::Digit) && !atom.ch.is_whitespace();
        if span.style.emphasis && is_word {
            let inline = Length::emu(cell.start + atom.cell / 2);
            placed.dots.push(PlacedDot { inline, size: span.font.size, tag: span.tag });
        }
    }
    placed.underlines = underlines(prepared, &cells);
    placed.ruby = crate::ruby::over(prepared, &cells);
    if line.hyphen {
        push_hyphen(prepared, &mut placed.runs, &cells, line.range.end);
    }
    placed
}

/// The stretches of a line with a line under them, each of one span.
fn underlines(prepared: &Prepared, cells: &[Cell]) -> Vec<PlacedUnderline> {
    let mut all: Vec<PlacedUnderline> = Vec::new();
    let mut before = None;
    for cell in cells {
        let atom = &prepared.atoms[cell.atom];
        let span = &prepared.spans[usize::from(atom.span)];
        let from = Length::emu(cell.start);
        let to = Length::emu(cell.start + atom.cell - atom.cut_left - atom.cut_right);
        match all.last_mut().filter(|_| span.style.underline && before == Some(atom.span)) {
            Some(last) => last.to = to,
            None if span.style.underline => {
                all.push(PlacedUnderline { from, to, size: span.font.size, tag: span.tag });
            }
            None => {}
        }
        before = span.style.underline.then_some(atom.span);
    }
    all
}

/// The cells of a line in the order of the text.
pub(crate) fn cells(prepared: &Prepared, line: &Line) -> Vec<Cell> {
    let shown = visible(prepared, &line.atoms);
    let width = measure(prepared, &line.atoms);
    let extra = adjustments(prepared, line, &shown, &width);
    let mut pen = match shown.clone().next() {
        Some(k) if hangs_first(prepared, k) => {
            start_cut(prepared, k) + prepared.atoms[k].cut_right - prepared.atoms[k].cell
        }
        _ => 0,
    };
    let mut cells = Vec::with_capacity(shown.len());
    for (k, extra) in shown.clone().zip(&extra) {
        let atom = &prepared.atoms[k];
        let (first, last) = (k == shown.start, k + 1 == shown.end);
        let mut left = if first { start_cut(prepared, k) } else { atom.cut_left };
        let mut right = if last { atom.edge_right + line.end_cut } else { atom.cut_right };
        match atom.class {
            class if class.blank_right() => right -= extra.inner,
            Class::Open => left -= extra.inner,
            _ => {
                left -= extra.inner / 2;
                right -= extra.inner - extra.inner / 2;
            }
        }
        let after = if last { 0 } else { atom.gap + atom.tracking };
        let advance = atom.cell - left - right + after + extra.after;
        // Ink that would stick out of a cut cell moves back as far as the blank before it allows.
        let stuck_out = (right - atom.blank_right).max(0).min((atom.blank_left - left).max(0));
        cells.push(Cell { atom: k, start: pen, advance, origin: pen - left - stuck_out });
        pen += advance;
    }
    if let Some(levels) = &prepared.levels {
        reorder(&mut cells, &levels[shown]);
    }
    cells
}

/// Puts cells of text that runs from right to left where they are read, keeping the line's extent.
fn reorder(cells: &mut [Cell], levels: &[unicode_bidi::Level]) {
    let Some(mut pen) = cells.first().map(|c| c.start) else { return };
    for n in unicode_bidi::BidiInfo::reorder_visual(levels) {
        let cell = &mut cells[n];
        let moved = pen - cell.start;
        cell.start += moved;
        cell.origin += moved;
        pen += cell.advance;
    }
}

fn push(prepared: &Prepared, runs: &mut Vec<PlacedRun>, cell: &Cell) {
    let atom = &prepared.atoms[cell.atom];
    if atom.glyphs.is_empty() {
        // What nothing draws may still be followed by a gap; the glyph before it carries that.
        if let Some(before) = runs.last_mut().and_then(|r| r.glyphs.last_mut()) {
            before.advance += Length::emu(cell.advance);
        }
        return;
    }
    let run = run_for(prepared, runs, cell.atom);
    let glyphs = &prepared.glyphs[atom.glyphs.start as usize..atom.glyphs.end as usize];
    let second = second_half(prepared, cell.atom);
    let whole = cell.advance;
    let own = if second.is_some() { atom.cell / 2 } else { whole };
    for (n, g) in glyphs.iter().enumerate() {
        run.glyphs.push(PlacedGlyph {
            glyph: g.glyph,
            inline: Length::emu(cell.origin + g.inline),
            block: Length::emu(g.block),
            advance: Length::emu(if n == 0 { own } else { 0 }),
            cluster: atom.start,
        });
    }
    if let (Some((glyph, cluster)), Some(first)) = (second, run.glyphs.last().copied()) {
        run.glyphs.push(PlacedGlyph {
            glyph,
            inline: first.inline + Length::emu(own),
            advance: Length::emu(whole - own),
            cluster,
            ..first
        });
    }
}

/// What stands for the second character of a dash or an ellipsis that one glyph draws whole: a blank in its own cell,
/// so that a caret finds its place between the two and a reader of the PDF finds both in theirs.
fn second_half(prepared: &Prepared, atom: usize) -> Option<(u16, u32)> {
    let atom = &prepared.atoms[atom];
    let is_pair = atom.chars == 2 && atom.glyphs.len() == 1;
    let blank = prepared.blanks.get(usize::from(atom.face)).copied().flatten()?;
    let text = prepared.text.get(atom.start as usize..atom.end as usize)?;
    let (at, _) = text.char_indices().nth(1)?;
    (is_pair && matches!(atom.class, Class::Dash | Class::Ellipsis)).then(|| (blank, atom.start + at as u32))
}

/// The last run if the atom belongs to it, else a new one.
fn run_for<'a>(prepared: &Prepared, runs: &'a mut Vec<PlacedRun>, atom: usize) -> &'a mut PlacedRun {
    let atom = &prepared.atoms[atom];
    let span = &prepared.spans[usize::from(atom.span)];
    let face = &prepared.faces[usize::from(atom.face)];
    let (orientation, scale) = match atom.stance {
        Stance::Upright => (Orientation::Upright, span.font.scale_x_permille),
        // Turned, the glyph's width runs along the line, which 扁 and 长 leave as it is.
        Stance::Sideways => (Orientation::Sideways, 1000),
        Stance::Together(permille) => (Orientation::Upright, permille),
    };
    let fits = |r: &PlacedRun| {
        r.face == *face
            && r.tag == span.tag
            && r.size == span.font.size
            && r.scale_x_permille == scale
            && r.orientation == orientation
    };
    if !runs.last().is_some_and(fits) {
        runs.push(PlacedRun {
            face: face.clone(),
            size: span.font.size,
            scale_x_permille: scale,
            orientation,
            tag: span.tag,
            glyphs: Vec::new(),
        });
    }
    let last = runs.len() - 1;
    &mut runs[last]
}

fn push_hyphen(prepared: &Prepared, runs: &mut Vec<PlacedRun>, cells: &[Cell], end: usize) {
    let Some(last) = cells.last() else { return };
    let atom = &prepared.atoms[last.atom];
    let (glyph, thousandths) = prepared.hyphens[usize::from(atom.face)];
    let run = run_for(prepared, runs, last.atom);
    // The hyphen stands on the baseline of the word it divides.
    let block = run.glyphs.last().map_or(Length::ZERO, |g| g.block);
    run.glyphs.push(PlacedGlyph {
        glyph,
        inline: Length::emu(last.start + last.advance),
        block,
        advance: Length::emu(atom.em * thousandths / 1000),
        cluster: end as u32,
    });
}

/// What justification adds to an atom's own cell and to the gap after it.
#[derive(Clone, Copy, Default)]
struct Adjustment {
    inner: i64,
    after: i64,
}

fn adjustments(p: &Prepared, line: &Line, shown: &Range<usize>, width: &Width) -> Vec<Adjustment> {
    let mut all = vec![Adjustment::default(); shown.len()];
    let missing = (line.width - line.natural).to_emu();
    let count = shown.len();
    let last = |n: usize| n + 1 == count;
    if missing < 0 {
        let mut owed = -missing;
        for tier in 0..TIERS {
            let take = owed.min(width.shrink[tier]);
            if owed == 0 {
                break;
            }
            let weight = |n: usize| {
                let atom = &p.atoms[shown.start + n];
                let trimmed = (n == 0 && start_cut(p, shown.start) > 0) || (last(n) && atom.edge_right > 0);
                match tier {
                    GAP_TIER if last(n) => 0,
                    _ if trimmed && usize::from(atom.tier) == tier => atom.give_in(tier) - atom.give,
                    _ => atom.give_in(tier),
                }
            };
            share(
                &mut all,
                take,
                &weight,
                |a, part| if tier == GAP_TIER { a.after -= part } else { a.inner -= part },
            );
            owed -= take;
        }
        return all;
    }
    let mut owed = missing;
    for kind in 0..2 {
        let take = owed.min(width.stretch[kind]);
        let weight =
            |n: usize| if last(n) && kind == 1 { 0 } else { stretch(&p.atoms[shown.start + n])[kind] };
        share(&mut all, take, &weight, |a, part| a.after += part);
        owed -= take;
    }
    let open = |n: usize| i64::from(!last(n) && !p.joints[shown.start + n + 1].tight);
    share(&mut all, owed, &open, |a, part| a.after += part);
    all
}

/// Shares `amount` out in proportion to each part's weight, to the last EMU.
fn share(
    all: &mut [Adjustment],
    amount: i64,
    weight: &dyn Fn(usize) -> i64,
    mut give: impl FnMut(&mut Adjustment, i64),
) {
    if amount == 0 {
        return;
    }
    let total: i64 = (0..all.len()).map(weight).sum();
    if total == 0 {
        return;
    }
    let (mut seen, mut given) = (0, 0);
    for (n, adjustment) in all.iter_mut().enumerate() {
        seen += weight(n);
        let due = amount * seen / total;
        give(adjustment, due - given);
        given = due;
    }
}
