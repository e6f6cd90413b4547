//! Which run each character is shaped in: its class, its face, and whether it stands in a cell or in a word.

use crate::class::{Class, classify, is_cell};
use crate::fault::TextFault;
use crate::fonts::{Face, FaceKey, FontBook, PlanLanguage};
use crate::forms::standard_form;
use crate::prepared::Span;
use crate::rules::{Axis, Rules};
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_script::{Script, UnicodeScript};

/// A character with all that decides which run it is shaped in.
#[derive(Clone, Copy)]
pub(crate) struct Character {
    pub ch: char,
    pub start: u32,
    pub class: Class,
    pub span: u16,
    pub face: u16,
    pub kind: Kind,
}

/// The sort of run a character is shaped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In cells: ideographs and Chinese marks.
    Cell,
    /// With their own widths: Latin words, figures, spaces.
    Words,
    /// In a vertical line, figures that stand upright side by side in one cell (纵中横排).
    Together,
    /// Another script.
    Other(Script),
    /// Drawn by nothing: line breaks and soft hyphens.
    Nothing,
}

impl Character {
    pub(crate) fn run(&self) -> (u16, u16, Kind) {
        (self.span, self.face, self.kind)
    }
}

/// The characters of a paragraph, each with its class, its face and the kind of run it belongs to.
pub(crate) fn characters(text: &str, spans: &[Span], rules: &Rules, faces: &mut Faces<'_>) -> Vec<Character> {
    let han_text = ["zh", "ja", "ko", "und", ""].iter().any(|l| rules.lang.split('-').next() == Some(*l));
    let mut all: Vec<Character> = Vec::with_capacity(text.len() / 3 + 8);
    let simplified =
        PlanLanguage::of(&rules.lang) == PlanLanguage::Simplified && rules.lang.starts_with("zh");
    let mut marked = FxHashSet::default();
    let mut span = 0;
    let mut rest = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, ch)) = rest.next() {
        while span + 1 < spans.len() && at >= spans[span].range.end {
            span += 1;
        }
        let after = rest.peek().map(|(_, c)| *c);
        let class = if is_common_ideograph(ch) { Class::Han } else { classify(before, ch, after, han_text) };
        let previous = all.last().copied();
        let (kind, face) = match (class, previous) {
            (Class::Newline | Class::SoftHyphen, _) => (Kind::Nothing, 0),
            _ if ch.is_control() && ch != '\t' => (Kind::Nothing, 0),
            // A combining mark stays in the run and the face of the character it combines with.
            (Class::Extend, Some(p)) if usize::from(p.span) == span => (p.kind, p.face),
            _ => (kind_of(before, ch, after, class), faces.for_char(span, ch, at)),
        };
        let (span, face) = (u16::try_from(span).unwrap_or(u16::MAX), face);
        all.push(Character { ch, start: at as u32, class, span, face, kind });
        if simplified
            && class == Class::Han
            && let Some(standard) = standard_form(ch)
            && marked.insert(ch)
        {
            faces.faults.push(TextFault::NonStandardForm { ch, offset: at, standard });
        }
        before = Some(ch);
    }
    if rules.axis == Axis::Vertical {
        stand_together(&mut all, spans);
    }
    all
}

fn is_common_ideograph(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}')
}

fn kind_of(before: Option<char>, ch: char, after: Option<char>, class: Class) -> Kind {
    if is_common_ideograph(ch) {
        return Kind::Cell;
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cell(c));
    match class {
        Class::Newline | Class::SoftHyphen => Kind::Nothing,
        Class::Digit if !is_cell(ch) => Kind::Words,
        Class::LatinOpen | Class::LatinClose | Class::Space | Class::FixedSpace => Kind::Words,
        Class::Slash | Class::Connector if word(before) && word(after) && !is_cell(ch) => Kind::Words,
        Class::Postfix | Class::Prefix if !is_cell(ch) => Kind::Words,
        Class::Latin => match ch.script() {
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited => {
                Kind::Words
            }
            other => Kind::Other(other),
        },
        _ => match ch.script() {
            Script::Common | Script::Inherited | Script::Han | Script::Latin | Script::Unknown => Kind::Cell,
            _ if is_cell(ch) => Kind::Cell,
            other => Kind::Other(other),
        },
    }
}

/// Figures of one to three digits, and spans that ask for it, stand upright together in a vertical line.
fn stand_together(all: &mut [Character], spans: &[Span]) {
    let mut start = 0;
    while start < all.len() {
        let digits =
            all[start..].iter().take_while(|c| c.class == Class::Digit && c.kind == Kind::Words).count();
        let words = |at: Option<&Character>| {
            at.is_some_and(|c| matches!(c.kind, Kind::Words | Kind::Other(_)) && c.class != Class::Space)
        };
        let alone = !words(start.checked_sub(1).and_then(|n| all.get(n))) && !words(all.get(start + digits));
        if matches!(digits, 1..=3) && alone {
            all[start..start + digits].iter_mut().for_each(|c| c.kind = Kind::Together);
        }
        start += digits.max(1);
    }
    for c in all.iter_mut().filter(|c| c.kind != Kind::Nothing) {
        if spans.get(usize::from(c.span)).is_some_and(|s| s.style.upright_together) {
            c.kind = Kind::Together;
        }
    }
}

/// The faces a paragraph uses, and the faults met in choosing them.
pub(crate) struct Faces<'a> {
    fonts: &'a FontBook,
    pub keys: Vec<FaceKey>,
    faces: Vec<Option<&'a Face>>,
    by_span: Vec<SpanFaces>,
    pub faults: Vec<TextFault>,
    seen: FxHashSet<(char, u16)>,
}

/// The face of a span, those to look in for what it lacks, and what was found there.
struct SpanFaces {
    own: u16,
    fallbacks: Vec<FaceKey>,
    found: FxHashMap<char, u16>,
}

impl<'a> Faces<'a> {
    pub(crate) fn new(fonts: &'a FontBook) -> Self {
        Faces {
            fonts,
            keys: Vec::new(),
            faces: Vec::new(),
            by_span: Vec::new(),
            faults: Vec::new(),
            seen: FxHashSet::default(),
        }
    }

    pub(crate) fn face(&self, at: u16) -> Option<&'a Face> {
        self.faces.get(usize::from(at)).copied().flatten()
    }

    fn intern(&mut self, key: &FaceKey) -> u16 {
        let at = self.keys.iter().position(|k| k == key).unwrap_or_else(|| {
            self.keys.push(key.clone());
            self.faces.push(self.fonts.face(key));
            self.keys.len() - 1
        });
        u16::try_from(at).unwrap_or(0)
    }

    /// Chooses the face of the next span.
    pub(crate) fn open_span(&mut self, span: &Span) {
        let key = self.fonts.choose(&span.font);
        if self.fonts.face(&key).is_none() && !self.faults.contains(&TextFault::NoFonts) {
            self.faults.push(TextFault::NoFonts);
        } else if self.fonts.face(&key).is_some() && !self.fonts.has_family(&span.font.family) {
            let wanted = FaceKey::of(&span.font.family, span.font.weight);
            let fault = TextFault::FontReplaced { wanted, face_used: key.clone() };
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        let face = self.intern(&key);
        self.by_span.push(SpanFaces { own: face, fallbacks: Vec::new(), found: FxHashMap::default() });
    }

    /// The face that draws `ch` in a span: the span's own, else the first fallback that has it.
    fn for_char(&mut self, span: usize, ch: char, offset: usize) -> u16 {
        let Some(own) = self.by_span.get(span).map(|s| s.own) else { return 0 };
        let Some(face) = self.face(own) else { return own };
        if face.has(ch) || matches!(ch, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
            return own;
        }
        if let Some(found) = self.by_span[span].found.get(&ch) {
            return *found;
        }
        if self.by_span[span].fallbacks.is_empty() {
            self.by_span[span].fallbacks = self.fonts.fallbacks(&self.keys[usize::from(own)]);
        }
        let other = self.by_span[span]
            .fallbacks
            .iter()
            .find(|k| self.fonts.face(k).is_some_and(|f| f.has(ch)))
            .cloned();
        let used = other.as_ref().map_or(own, |k| self.intern(k));
        // Spaces of odd widths are laid out by the rules, not by a glyph, so lacking one is no fault.
        if self.seen.insert((ch, own)) && !ch.is_whitespace() {
            let face = self.keys[usize::from(own)].clone();
            self.faults.push(TextFault::MissingGlyph { ch, offset, face, face_used: other });
        }
        self.by_span[span].found.insert(ch, used);
        used
    }
}
