//! How wide marks are beside each other and at line edges, and which space gives way first.

use crate::class::Class;
use crate::prepared::Atom;
use crate::rules::{Axis, PunctuationStyle, Rules};

/// Sets the cuts, edges and gaps of every atom from its neighbours and the punctuation style.
pub(crate) fn space_out(atoms: &mut [Atom], rules: &Rules) {
    let centred = CentredMarks::of(rules);
    for atom in atoms.iter_mut() {
        base_cuts(atom, rules, centred);
    }
    let is_house = !is_css(rules.style) && rules.style != PunctuationStyle::Plain;
    if is_house && rules.axis == Axis::Horizontal && centred == CentredMarks::None {
        stack_exclamations(atoms);
    }
    size_spaces(atoms, rules);
    for k in 1..atoms.len() {
        let (head, tail) = atoms.split_at_mut(k);
        let (Some(a), Some(b)) = (head.last_mut(), tail.first_mut()) else { continue };
        trim_pair(a, b, rules.style, centred);
        a.gap = gap_between(a, b, rules);
    }
    for atom in atoms.iter_mut() {
        (atom.give, atom.tier) = shrink(atom, rules, centred);
    }
}

/// Whether widths follow CSS `text-spacing-trim`.
pub(crate) fn is_css(style: PunctuationStyle) -> bool {
    matches!(style, PunctuationStyle::CssNormal | PunctuationStyle::CssSpaceFirst)
}

/// Which marks stand in the middle of their cells, with no blank half to trim, by the language's convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CentredMarks {
    None,
    /// `：；` in Japanese, where CSS asks.
    Colons,
    /// `：；？！` in Japanese (JIS X 4051: middle dots and dividing marks).
    ColonsAndExclaims,
    /// `：；，、。` in traditional Chinese, where CSS asks.
    Stops,
    /// `：；，、。？！` in traditional Chinese (clreq §3.1.6).
    StopsAndExclaims,
}

impl CentredMarks {
    pub(crate) fn of(rules: &Rules) -> Self {
        let lang = rules.lang.to_ascii_lowercase();
        let traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"].iter().any(|l| lang.starts_with(l));
        match (traditional, is_css(rules.style)) {
            (true, true) => CentredMarks::Stops,
            (true, false) => CentredMarks::StopsAndExclaims,
            (false, true) if lang.starts_with("ja") => CentredMarks::Colons,
            (false, false) if lang.starts_with("ja") => CentredMarks::ColonsAndExclaims,
            _ => CentredMarks::None,
        }
    }

    pub(crate) fn has(self, ch: char) -> bool {
        let (colon, exclaim) = (matches!(ch, '：' | '；'), matches!(ch, '？' | '！'));
        let stop = matches!(ch, '，' | '、' | '。' | '．');
        match self {
            CentredMarks::None => false,
            CentredMarks::Colons => colon,
            CentredMarks::ColonsAndExclaims => colon || exclaim,
            CentredMarks::Stops => colon || stop,
            CentredMarks::StopsAndExclaims => colon || stop || exclaim,
        }
    }
}

/// Half an em, what a full-width mark can lose on its blank side.
fn half(atom: &Atom) -> i64 {
    atom.em / 2
}

/// Whether the mark still has the blank half of a full-width cell.
fn is_full(atom: &Atom) -> bool {
    atom.class.is_mark() && atom.cell - atom.cut_left - atom.cut_right >= atom.em
}

fn base_cuts(atom: &mut Atom, rules: &Rules, centred: CentredMarks) {
    use PunctuationStyle::{Banjiao, CssNormal, CssSpaceFirst, Hangmo, Kaiming, Plain, Quanjiao};
    // In vertical lines `：；？！` fill their cells and do not compress (clreq §3.1.6).
    let fills = rules.axis == Axis::Vertical && matches!(atom.ch, '：' | '；' | '？' | '！');
    if !is_full(atom) || fills || centred.has(atom.ch) {
        return;
    }
    let half = half(atom);
    let ends_sentence = matches!(atom.class, Class::Stop | Class::Exclaim);
    let always = match rules.style {
        Banjiao => true,
        Kaiming => !ends_sentence,
        Quanjiao | Hangmo | Plain | CssNormal | CssSpaceFirst => false,
    };
    let cut = if always { half } else { 0 };
    let (start_edge, end_edge) = match rules.style {
        // GB/T 15834 §5.1.10: a mark at the line's end always takes half a cell.
        Quanjiao | Kaiming | Banjiao => (half, half),
        Hangmo => (0, half),
        CssSpaceFirst => (half, 0),
        Plain | CssNormal => (0, 0),
    };
    if atom.class.blank_right() {
        (atom.cut_right, atom.edge_right) = (cut, end_edge);
    } else {
        (atom.cut_left, atom.edge_left) = (cut, start_edge);
    }
}

/// `？！` together take one cell and three of them two (GB/T 15834 §5.1.2).
fn stack_exclamations(atoms: &mut [Atom]) {
    let mut start = 0;
    while start < atoms.len() {
        let run =
            atoms[start..].iter().take_while(|a| a.class == Class::Exclaim && is_stackable(a.ch)).count();
        if run >= 2 {
            let cells = (run as i64 + 1) / 2;
            for (n, atom) in atoms[start..start + run].iter_mut().enumerate() {
                let (from, to) =
                    (atom.em * cells * n as i64 / run as i64, atom.em * cells * (n as i64 + 1) / run as i64);
                let cut = atom.cell - (to - from);
                (atom.cut_right, atom.edge_right) = (cut, cut);
            }
        }
        start += run.max(1);
    }
}

fn is_stackable(ch: char) -> bool {
    matches!(ch, '？' | '！')
}

/// A space between Chinese and Latin is their gap; between Chinese characters it is half a cell.
fn size_spaces(atoms: &mut [Atom], rules: &Rules) {
    for k in 1..atoms.len().saturating_sub(1) {
        if atoms[k].class != Class::Space || atoms[k].ch != ' ' {
            continue;
        }
        let han = |a: &Atom| a.cell >= a.em && !a.class.is_proportional();
        let (before, after) = (han(&atoms[k - 1]), han(&atoms[k + 1]));
        let em = atoms[k].em;
        if before && after {
            atoms[k].cell = em / 2;
        } else if before != after && !is_css(rules.style) {
            atoms[k].cell = em * i64::from(rules.cjk_latin_gap_permille.min(500)) / 1000;
        }
    }
}

/// Adjacent marks share one blank half (clreq §3.1.6.1): the pair takes one and a half ems.
fn trim_pair(a: &mut Atom, b: &mut Atom, style: PunctuationStyle, centred: CentredMarks) {
    use PunctuationStyle::{Hangmo, Plain};
    if matches!(style, Plain | Hangmo) {
        return;
    }
    let css = is_css(style);
    let in_middle = |x: &Atom| css && (x.class == Class::Middle || centred.has(x.ch));
    let blank = |x: &Atom| css && x.ch == '\u{3000}';
    let closes = |x: &Atom| x.class.blank_right() && !centred.has(x.ch);
    let meets_opening = a.class == Class::Open || closes(a) || in_middle(a) || blank(a);
    if b.class == Class::Open && is_full(b) && meets_opening {
        b.cut_left = half(b);
    } else if closes(a) && is_full(a) && (closes(b) || b.class == Class::Middle || in_middle(b) || blank(b)) {
        a.cut_right = half(a);
    }
}

/// The gap between Chinese and Latin or figures; none beside Chinese marks.
fn gap_between(a: &Atom, b: &Atom, rules: &Rules) -> i64 {
    let joins = (a.class == Class::Han && b.class.is_proportional())
        || (a.class.is_proportional() && b.class == Class::Han);
    let inner = !matches!(a.class, Class::LatinOpen) && !matches!(b.class, Class::LatinClose);
    let wide = a.cell >= a.em && b.cell >= b.em && a.class == b.class;
    if joins && inner && !wide && !is_css(rules.style) && rules.style != PunctuationStyle::Plain {
        a.em.min(b.em) * i64::from(rules.cjk_latin_gap_permille.min(500)) / 1000
    } else {
        0
    }
}

/// What an atom's own cell can give up, and its tier in the order in which tiers give way.
fn shrink(atom: &Atom, rules: &Rules, centred: CentredMarks) -> (i64, u8) {
    if rules.style == PunctuationStyle::Plain || is_css(rules.style) {
        return (0, 0);
    }
    let fills = rules.axis == Axis::Vertical && matches!(atom.ch, '：' | '；' | '？' | '！');
    let blank = if is_full(atom) && !fills && !centred.has(atom.ch) { half(atom) } else { 0 };
    match atom.class {
        Class::Space => ((atom.cell - atom.em / 4).max(0), 0),
        Class::Middle => ((atom.cell / 2).min(atom.em / 4), 1),
        Class::Open | Class::Close => (blank, 2),
        Class::Comma => (blank, 3),
        Class::Stop | Class::Exclaim if rules.style != PunctuationStyle::Kaiming => (blank, 5),
        _ => (0, 0),
    }
}

/// What a word space and a CJK–Latin gap can take before the other gaps do: up to half an em.
pub(crate) fn stretch(atom: &Atom) -> [i64; 2] {
    let space = if atom.class == Class::Space { (atom.em / 2 - atom.cell).max(0) } else { 0 };
    let gap = if atom.gap > 0 { (atom.em / 2 - atom.gap).max(0) } else { 0 };
    [space, gap]
}
