//! Placing the glyphs of a chosen line, so that they add up to its measure exactly.

use crate::fonts::FaceKey;
use crate::lines::{Line, measure, visible};
use crate::prepared::{Prepared, TIERS};
use crate::spacing::{shrink, stretch};
use banxin_geom::Length;

/// A line's glyphs in runs of one face, size and tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PlacedLine {
    /// The runs in visual order.
    pub runs: Vec<PlacedRun>,
    /// From the line's start (after its indent) to its end.
    pub width: Length,
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
    /// Origin, from the line's start along the line.
    pub inline: Length,
    /// Origin, from the baseline across the line; positive is below.
    pub block: Length,
    /// Distance to the next character's cell along the line; 0 for all but the first glyph of a cluster.
    pub advance: Length,
    /// Byte offset in the text of the character drawn.
    pub cluster: u32,
}

/// Places the glyphs of a line; the advances add up to the line's width exactly.
pub fn place(prepared: &Prepared, line: &Line) -> PlacedLine {
    let shown = visible(prepared, &line.atoms);
    let mut placed = PlacedLine { runs: Vec::new(), width: line.width };
    let extra = adjustments(prepared, line);
    let mut pen = 0;
    for (n, k) in shown.clone().enumerate() {
        let atom = &prepared.atoms[k];
        let (first, last) = (k == shown.start, k + 1 == shown.end);
        let mut left = if first { atom.edge_left } else { atom.cut_left };
        let mut right = if last { atom.edge_right } else { atom.cut_right };
        let inner = extra[n].inner;
        if atom.class.blank_right() {
            right -= inner;
        } else if atom.class == crate::class::Class::Open {
            left -= inner;
        } else {
            left -= inner / 2;
            right -= inner - inner / 2;
        }
        let after = if last { 0 } else { atom.gap + atom.tracking };
        let advance = atom.cell - left - right + after + extra[n].after;
        // Ink that would stick out of a cut cell moves back as far as the blank before it allows.
        let stuck_out = (right - atom.blank_right).max(0).min((atom.blank_left - left).max(0));
        let origin = pen - left - stuck_out;
        push(prepared, &mut placed.runs, k, origin, advance);
        pen += advance;
    }
    placed
}

fn push(prepared: &Prepared, runs: &mut Vec<PlacedRun>, k: usize, origin: i64, advance: i64) {
    let atom = &prepared.atoms[k];
    let span = &prepared.spans[usize::from(atom.span)];
    let face = &prepared.faces[usize::from(atom.face)];
    let fits = |r: &PlacedRun| {
        r.face == *face
            && r.tag == span.tag
            && r.size == span.font.size
            && r.scale_x_permille == span.font.scale_x_permille
    };
    if !runs.last().is_some_and(fits) {
        runs.push(PlacedRun {
            face: face.clone(),
            size: span.font.size,
            scale_x_permille: span.font.scale_x_permille,
            tag: span.tag,
            glyphs: Vec::new(),
        });
    }
    let Some(run) = runs.last_mut() else { return };
    for (n, g) in prepared.glyphs[atom.glyphs.start as usize..atom.glyphs.end as usize].iter().enumerate() {
        run.glyphs.push(PlacedGlyph {
            glyph: g.glyph,
            inline: Length::emu(origin + g.inline),
            block: Length::emu(g.block),
            advance: Length::emu(if n == 0 { advance } else { 0 }),
            cluster: atom.start,
        });
    }
}

/// What justification adds to an atom's own cell and to the gap after it.
#[derive(Clone, Copy, Default)]
struct Adjustment {
    inner: i64,
    after: i64,
}

fn adjustments(p: &Prepared, line: &Line) -> Vec<Adjustment> {
    let shown = visible(p, &line.atoms);
    let mut all = vec![Adjustment::default(); shown.len()];
    let missing = (line.width - line.natural).to_emu();
    let width = measure(p, &line.atoms);
    if missing < 0 {
        let mut owed = -missing;
        for tier in 0..TIERS {
            let take = owed.min(width.shrink[tier]);
            spread_by(
                &mut all,
                take,
                |n| {
                    let k = shown.start + n;
                    let atom = &p.atoms[k];
                    let at_edge =
                        (n == 0 && atom.edge_left > 0) || (n + 1 == shown.len() && atom.edge_right > 0);
                    let last_gap = n + 1 == shown.len() && tier == 4;
                    if (at_edge && matches!(tier, 2 | 3 | 5)) || last_gap {
                        0
                    } else {
                        shrink(atom, &p.rules)[tier]
                    }
                },
                |a, part| if tier == 4 { a.after -= part } else { a.inner -= part },
            );
            owed -= take;
        }
        return all;
    }
    let mut owed = missing;
    for tier in 0..2 {
        let take = owed.min(width.stretch[tier]);
        spread_by(
            &mut all,
            take,
            |n| {
                let last_gap = n + 1 == shown.len() && tier == 1;
                if last_gap { 0 } else { stretch(&p.atoms[shown.start + n])[tier] }
            },
            |a, part| a.after += part,
        );
        owed -= take;
    }
    let count = shown.len();
    spread_by(
        &mut all,
        owed,
        |n| i64::from(n + 1 < count && !p.joints[shown.start + n + 1].tight),
        |a, part| a.after += part,
    );
    all
}

/// Shares `amount` out in proportion to each part's weight, to the last EMU.
fn spread_by(
    all: &mut [Adjustment],
    amount: i64,
    weight: impl Fn(usize) -> i64,
    mut give: impl FnMut(&mut Adjustment, i64),
) {
    let total: i64 = (0..all.len()).map(&weight).sum();
    if total == 0 || amount == 0 {
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
