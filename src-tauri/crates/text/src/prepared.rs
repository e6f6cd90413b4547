//! A paragraph shaped once: its atoms, and sums over them from which any line is measured at once.

use crate::class::Class;
use crate::fault::TextFault;
use crate::fonts::FaceKey;
use crate::rules::Rules;
use banxin_geom::Length;
use std::ops::Range;
use std::sync::Arc;

/// One run of text in one font.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
    /// What the run asks to be set in.
    pub font: crate::fonts::FontRequest,
    /// The caller's own mark, handed back with the glyphs; this crate gives it no meaning.
    pub tag: u32,
    /// Treatments beyond the font.
    pub style: SpanStyle,
    /// 注音: words set small above the run (at its right in vertical lines). Where blanks part it into as many as
    /// the run has characters, each stands over its own; else it stands over the whole run, which is kept together.
    pub ruby: Option<Arc<str>>,
}

impl Span {
    /// A span without treatments.
    pub fn new(range: Range<usize>, font: crate::fonts::FontRequest, tag: u32) -> Self {
        Span { range, font, tag, style: SpanStyle::default(), ruby: None }
    }
}

/// Treatments of a span beyond its font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SpanStyle {
    /// 纵中横排: in a vertical line the whole span stands upright in one cell.
    pub upright_together: bool,
    /// The span is never divided between lines.
    pub unbroken: bool,
    /// 着重号: a dot beneath each character (at its right in vertical lines).
    pub emphasis: bool,
    /// 专名号: a line beneath the span (at its left in vertical lines).
    pub underline: bool,
}

/// One glyph of an atom, placed from the atom's cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AtomGlyph {
    pub glyph: u16,
    /// From the start of the uncut cell along the line.
    pub inline: i64,
    /// Across the line: from its baseline, or from its middle in a vertical line.
    pub block: i64,
}

/// How an atom stands on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    Upright,
    /// Turned a quarter clockwise.
    Sideways,
    /// Upright beside each other in one cell, narrowed to so many thousandths.
    Together(u16),
}

/// The least piece of a paragraph that lines are made of: a character, or characters one glyph stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub start: u32,
    pub end: u32,
    pub glyphs: Range<u32>,
    pub ch: char,
    pub class: Class,
    pub chars: u8,
    pub span: u16,
    pub face: u16,
    pub stance: Stance,
    /// The em along the line, with 扁 / 长 applied.
    pub em: i64,
    /// Uncut width, without tracking.
    pub cell: i64,
    /// Blank before and after the ink within the cell.
    pub blank_left: i64,
    pub blank_right: i64,
    /// What the sides lose inside a line.
    pub cut_left: i64,
    pub cut_right: i64,
    /// What they lose at a line's start and end.
    pub edge_left: i64,
    pub edge_right: i64,
    /// Added after the character.
    pub tracking: i64,
    /// Gap between this atom and the next inside a line, over and above tracking.
    pub gap: i64,
    /// What the cell can give up, and in which tier.
    pub give: i64,
    pub tier: u8,
}

impl Atom {
    /// What the gap after the atom can give up: all beyond an eighth of an em.
    pub(crate) fn gap_give(&self) -> i64 {
        (self.gap - self.em / 8).max(0)
    }

    /// What the atom and the gap after it can give up in a tier.
    pub(crate) fn give_in(&self, tier: usize) -> i64 {
        let own = if usize::from(self.tier) == tier { self.give } else { 0 };
        if tier == GAP_TIER { own + self.gap_give() } else { own }
    }

    pub(crate) fn inside(&self) -> i64 {
        self.cell - self.cut_left - self.cut_right + self.tracking
    }
}

/// What may happen before an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Joint {
    /// Cost of breaking here; `NEVER` forbids it.
    pub cost: u16,
    /// Breaking here sets a hyphen at the line's end.
    pub hyphen: bool,
    /// No space may be let in here.
    pub tight: bool,
}

impl Joint {
    /// The cost that forbids a break.
    pub const NEVER: u16 = u16::MAX;
    /// The cost that compels one.
    pub const FORCED: u16 = u16::MAX - 1;

    pub(crate) fn allowed(self) -> bool {
        self.cost != Joint::NEVER
    }
}

/// Kinds of space that give way when a line is compressed, in the order they do.
pub(crate) const TIERS: usize = 6;
/// The tier of the gaps between Chinese and Latin.
pub(crate) const GAP_TIER: usize = 4;

/// Sums up to an atom, from which a line's natural width, shrink and stretch are two subtractions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub natural: i64,
    /// Word space, sides of ·, brackets and quotes, commas, CJK–Latin gaps, stops.
    pub shrink: [i64; TIERS],
    /// Word space and CJK–Latin gaps up to half an em.
    pub stretch: [i64; 2],
    /// Gaps that stretch alike.
    pub gaps: u32,
    /// What of it counts against a lonely last line: two for an ideograph, one for a letter or figure.
    pub substance: u32,
    /// All tiers of shrink together.
    pub give: i64,
}

/// Words set small above the atoms they belong to.
#[derive(Clone, Debug)]
pub(crate) struct Ruby {
    pub atoms: Range<usize>,
    pub prepared: Box<Prepared>,
    pub line: crate::lines::Line,
}

/// A paragraph shaped once, independent of any measure; cheap to hold in an `Arc` and to share.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) text: Arc<str>,
    pub(crate) spans: Vec<Span>,
    pub(crate) faces: Vec<FaceKey>,
    pub(crate) rules: Rules,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) glyphs: Vec<AtomGlyph>,
    /// `joints[i]` stands before atom `i`; one more than atoms.
    pub(crate) joints: Vec<Joint>,
    /// `sums[i]` counts atoms before `i`; one more than atoms.
    pub(crate) sums: Vec<Sums>,
    /// The hyphen of each face used, for words that break: glyph and advance per em of 1000.
    pub(crate) hyphens: Vec<(u16, i64)>,
    /// The glyph of each face that draws nothing: what stands for the second of two characters that one glyph draws.
    pub(crate) blanks: Vec<Option<u16>>,
    /// Words set small above others, in the order of the text.
    pub(crate) ruby: Vec<Ruby>,
    /// The embedding level of each atom, where some of the text runs from right to left.
    pub(crate) levels: Option<Vec<unicode_bidi::Level>>,
    pub(crate) faults: Vec<TextFault>,
}

impl Prepared {
    /// The text that was shaped.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rules it was shaped under.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What went wrong: characters without glyphs, families replaced.
    pub fn faults(&self) -> &[TextFault] {
        &self.faults
    }

    /// Whether there is nothing to set.
    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// The width of the whole paragraph on one line, before any justification.
    pub fn natural_width(&self) -> Length {
        Length::emu(self.sums.last().map_or(0, |s| s.natural))
    }

    /// How many ideographs, figures, letters and marks there are, spaces left out.
    pub fn characters(&self) -> usize {
        let counted = self
            .atoms
            .iter()
            .filter(|a| !matches!(a.class, Class::Space | Class::FixedSpace | Class::Newline));
        counted.map(|a| usize::from(a.chars)).sum()
    }
}
