//! What it costs to set a line: how far its gaps are let out, how deep it is compressed, what it hangs.

use crate::measure::Width;

/// How a candidate line would be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub cost: u64,
    pub hangs: bool,
}

/// A gap, in thousandths of an em, beyond which a line reads as spaced out.
const LOOSE: i64 = 95;
/// Word spaces and the gaps beside Latin all let out to half an em.
const EASED: i64 = 1_500;
/// A last line with fewer than two ideographs (孤字不成行).
pub(crate) const LONELY: u64 = 1_000_000;
/// Two ideographs, or as many letters and figures as take their room.
pub(crate) const LONELY_SUBSTANCE: u32 = 4;
/// A line of gaps so wide that wider ones hardly matter.
const SPACED_OUT: u64 = 300_000;
/// A line that has no gap to take up what it lacks.
pub(crate) const GAPLESS: u64 = 400_000;
/// Two hyphenated lines running.
pub(crate) const HYPHENS_RUNNING: u64 = 8_000;
/// Any hung mark, so that hanging stays the exception where it is a choice.
const HUNG: u64 = 900;
/// Compressing at all, by the deepest tier used: word space, ·, brackets, commas, CJK–Latin, stops.
const COMPRESSED: [u64; 6] = [9_000, 9_000, 9_800, 10_000, 10_200, 10_800];

/// What it costs to set a line of `width` in `room`; `None` when it cannot be made to fit.
pub(crate) fn judge(width: &Width, room: i64, line: LineKind, may_hang: bool) -> Option<Verdict> {
    let plain =
        spread(width, room - width.natural, line).map(|cost| Verdict { cost, hangs: width.hangs_anyway });
    if width.hang == 0 || width.hangs_anyway || !may_hang {
        return plain;
    }
    let hung = spread(width, room - width.natural + width.hang, line);
    let hung = hung.map(|cost| Verdict { cost: cost + HUNG, hangs: true });
    match (plain, hung) {
        (Some(p), Some(h)) => Some(if h.cost < p.cost { h } else { p }),
        (p, h) => p.or(h),
    }
}

/// The cost of letting `missing` into a line, or of taking it out where it is negative.
fn spread(width: &Width, missing: i64, line: LineKind) -> Option<u64> {
    let LineKind { em, fills, justify, blanks } = line;
    let em = em.max(1);
    if missing < 0 {
        if missing + width.end_give >= 0 {
            return Some(0);
        }
        let owed = -missing - width.end_give;
        if !justify || owed > width.total_shrink() {
            return None;
        }
        return Some(squeeze_cost(width, owed));
    }
    if !fills {
        return Some(0);
    }
    if !justify {
        // Ragged lines: full ones first, but not at the price of a lonely last character.
        let short = missing * 1000 / em;
        return Some((short * short / 256) as u64);
    }
    let easy: i64 = width.stretch.iter().sum();
    let share = if easy > 0 { missing.min(easy) * 1000 / easy } else { 0 };
    let eased = EASED * share * share / 1_000_000;
    let rest = (missing - easy).max(0);
    if rest == 0 {
        return Some(eased as u64);
    }
    if width.gaps == 0 {
        return Some(GAPLESS + (rest * 1000 / em) as u64);
    }
    let gap = thousandths(rest, i64::from(width.gaps), em, blanks);
    let beyond = (gap - LOOSE).max(0);
    let cost = (eased + gap * gap + 24 * beyond * beyond) as u64;
    // However wide its gaps, a line that reaches its measure is better than one that cannot.
    Some(if cost < SPACED_OUT { cost } else { SPACED_OUT + gap.min(50_000) as u64 })
}

/// What sort of line a candidate is.
#[derive(Clone, Copy)]
pub(crate) struct LineKind {
    pub em: i64,
    /// Whether it reaches its measure if it can: all lines but a paragraph's last.
    pub fills: bool,
    pub justify: bool,
    /// Blank cells of its indent.
    pub blanks: i64,
}

/// The gap in thousandths of an em that shares `rest` out; a loose first line lets its indent's cells take part.
fn thousandths(rest: i64, gaps: i64, em: i64, blanks: i64) -> i64 {
    let alone = rest * 1000 / (gaps * em);
    if alone > LOOSE { rest * 1000 / ((gaps + blanks) * em) } else { alone }
}

/// How far a loose first line moves in, so that its blank cells are spaced as its characters are.
pub(crate) fn indent_share(rest: i64, gaps: i64, em: i64, blanks: i64) -> i64 {
    if gaps > 0 && em > 0 && rest * 1000 / (gaps * em) > LOOSE { rest * blanks / (gaps + blanks) } else { 0 }
}

fn squeeze_cost(width: &Width, owed: i64) -> u64 {
    let (mut left, mut cost) = (owed, 0);
    for (give, base) in width.shrink.iter().zip(COMPRESSED) {
        let taken = left.min(*give);
        if taken > 0 {
            cost = base / 2 + base / 2 * taken as u64 / *give as u64;
            left -= taken;
        }
    }
    cost
}
