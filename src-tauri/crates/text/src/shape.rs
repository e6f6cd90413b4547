//! Shaping: text and spans in, a `Prepared` paragraph out; done once, whatever the measure.

use crate::class::{Class, classify, is_cell, is_ideograph};
use crate::fault::TextFault;
use crate::fonts::{Face, FaceKey, FontBook, PlanKind, PlanLanguage};
use crate::joints::joints;
use crate::prepared::{Atom, AtomGlyph, Prepared, Span, Sums};
use crate::rules::{Level, PunctuationStyle, Rules};
use crate::spacing::space_out;
use harfrust::{
    Buffer, ClusterLevel, Direction, Language, Script, ShapeOptions, ShaperFont, shape as shape_run,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Shapes a paragraph once; the result serves any number of measures.
///
/// Text that no span covers is set in the last span before it, or the first after it. Faults come back in the
/// result.
pub fn shape(text: &str, spans: &[Span], rules: &Rules, fonts: &FontBook) -> Prepared {
    let mut faces = Faces {
        fonts,
        keys: Vec::new(),
        by_span: Vec::new(),
        faults: Vec::new(),
        seen: FxHashSet::default(),
    };
    let spans = cover(text, spans);
    for span in &spans {
        faces.open_span(span);
    }
    let chars = characters(text, &spans, rules, &mut faces);
    let mut shaper = Shaper {
        rules,
        language: PlanLanguage::of(&rules.lang),
        spans: &spans,
        atoms: Vec::with_capacity(chars.len()),
        glyphs: Vec::with_capacity(chars.len()),
    };
    // Where a line may break anywhere, no glyph may stand for two characters.
    let apart = rules.level == Level::CssAnywhere;
    let mut buffer = Some(Buffer::new());
    let mut start = 0;
    while start < chars.len() {
        let mut end = start + 1;
        while end < chars.len()
            && chars[end].run() == chars[start].run()
            && (!apart || chars[end].class == Class::Extend)
        {
            end += 1;
        }
        let face = faces.keys.get(usize::from(chars[start].face)).and_then(|k| fonts.face(k));
        buffer = shaper.run(text, &chars[start..end], face, buffer);
        start = end;
    }
    let Shaper { mut atoms, glyphs, .. } = shaper;
    space_out(&mut atoms, rules);
    let joints = joints(&atoms, &spans, rules);
    let sums = sum_up(&atoms, &joints, rules);
    let hyphens = faces.keys.iter().map(|k| fonts.face(k).map_or((0, 0), hyphen_of)).collect();
    Prepared {
        text: Arc::from(text),
        spans,
        faces: faces.keys,
        rules: rules.clone(),
        atoms,
        glyphs,
        joints,
        sums,
        hyphens,
        faults: faces.faults,
    }
}

/// Spans in order, clipped to the text, that leave no byte uncovered.
fn cover(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut covered: Vec<Span> = Vec::with_capacity(spans.len());
    let mut at = 0;
    for span in spans {
        let start = floor_boundary(text, span.range.start).max(at);
        let end = floor_boundary(text, span.range.end);
        if end <= start && !(text.is_empty() && covered.is_empty()) {
            continue;
        }
        if let Some(last) = covered.last_mut() {
            last.range.end = start;
        }
        let first = if covered.is_empty() { 0 } else { start };
        covered.push(Span { range: first..end, ..span.clone() });
        at = end;
    }
    match covered.last_mut() {
        Some(last) => last.range.end = text.len(),
        None => {
            if let Some(span) = spans.first() {
                covered.push(Span { range: 0..text.len(), ..span.clone() });
            }
        }
    }
    covered
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A character with all that decides which run it is shaped in.
#[derive(Clone, Copy)]
struct Character {
    ch: char,
    start: u32,
    class: Class,
    span: u16,
    face: u16,
    kind: Kind,
}

/// The sort of run a character is shaped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cell,
    Words,
    Other(unicode_script::Script),
    Nothing,
}

impl Character {
    fn run(&self) -> (u16, u16, Kind) {
        (self.span, self.face, self.kind)
    }
}

fn characters(text: &str, spans: &[Span], rules: &Rules, faces: &mut Faces<'_>) -> Vec<Character> {
    let han_text = ["zh", "ja", "ko", "und", ""].iter().any(|l| rules.lang.split('-').next() == Some(*l));
    let mut all: Vec<Character> = Vec::with_capacity(text.len() / 3 + 8);
    let mut span = 0;
    let mut rest = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, ch)) = rest.next() {
        while span + 1 < spans.len() && at >= spans[span].range.end {
            span += 1;
        }
        let after = rest.peek().map(|(_, c)| *c);
        let class = classify(before, ch, after, han_text);
        let previous = all.last().copied();
        let (kind, face) = match (class, previous) {
            (Class::Newline | Class::SoftHyphen, _) => (Kind::Nothing, 0),
            // A combining mark stays in the run and the face of the character it combines with.
            (Class::Extend, Some(p)) if usize::from(p.span) == span => (p.kind, p.face),
            _ => (kind_of(before, ch, after, class), faces.for_char(span, ch, at)),
        };
        let (span, face) = (u16::try_from(span).unwrap_or(u16::MAX), face);
        all.push(Character { ch, start: at as u32, class, span, face, kind });
        before = Some(ch);
    }
    all
}

fn kind_of(before: Option<char>, ch: char, after: Option<char>, class: Class) -> Kind {
    use unicode_script::{Script, UnicodeScript};
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

/// The faces a paragraph uses, and the faults met in choosing them.
struct Faces<'a> {
    fonts: &'a FontBook,
    keys: Vec<FaceKey>,
    by_span: Vec<(u16, Vec<FaceKey>, FxHashMap<char, u16>)>,
    faults: Vec<TextFault>,
    seen: FxHashSet<(char, u16)>,
}

impl Faces<'_> {
    fn intern(&mut self, key: &FaceKey) -> u16 {
        let at = self.keys.iter().position(|k| k == key).unwrap_or_else(|| {
            self.keys.push(key.clone());
            self.keys.len() - 1
        });
        u16::try_from(at).unwrap_or(0)
    }

    fn open_span(&mut self, span: &Span) {
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
        self.by_span.push((face, Vec::new(), FxHashMap::default()));
    }

    /// The face that draws `ch` in a span: the span's own, else the first fallback that has it.
    fn for_char(&mut self, span: usize, ch: char, offset: usize) -> u16 {
        let Some(own) = self.by_span.get(span).map(|s| s.0) else { return 0 };
        let Some(face) = self.fonts.face(&self.keys[usize::from(own)]) else { return own };
        if face.has(ch) || matches!(ch, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
            return own;
        }
        if let Some(found) = self.by_span[span].2.get(&ch) {
            return *found;
        }
        if self.by_span[span].1.is_empty() {
            self.by_span[span].1 = self.fonts.fallbacks(&self.keys[usize::from(own)]);
        }
        let other =
            self.by_span[span].1.iter().find(|k| self.fonts.face(k).is_some_and(|f| f.has(ch))).cloned();
        let used = other.as_ref().map_or(own, |k| self.intern(k));
        // Spaces of odd widths are laid out by the rules, not by a glyph, so lacking one is no fault.
        if self.seen.insert((ch, own)) && !ch.is_whitespace() {
            let face = self.keys[usize::from(own)].clone();
            self.faults.push(TextFault::MissingGlyph { ch, offset, face, face_used: other });
        }
        self.by_span[span].2.insert(ch, used);
        used
    }
}

struct Shaper<'a> {
    rules: &'a Rules,
    language: PlanLanguage,
    spans: &'a [Span],
    atoms: Vec<Atom>,
    glyphs: Vec<AtomGlyph>,
}

impl Shaper<'_> {
    /// Shapes one run and appends its atoms; takes and gives back the buffer, to use its memory again.
    fn run(
        &mut self,
        text: &str,
        run: &[Character],
        face: Option<&Face>,
        buffer: Option<Buffer>,
    ) -> Option<Buffer> {
        let (Some(face), true) = (face, run[0].kind != Kind::Nothing) else {
            for c in run {
                self.atom(text, c, std::slice::from_ref(c), None, &[]);
            }
            return buffer;
        };
        let mut buffer = buffer.unwrap_or_default();
        buffer.clear();
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        for c in run {
            buffer.push(c.ch as u32, c.start);
        }
        let plan = match run[0].kind {
            Kind::Words => face.plan(PlanKind::Latin, self.language),
            _ => face.plan(PlanKind::Han, self.language),
        };
        let shaper_font = ShaperFont::new(face.font());
        let shaped = if let Kind::Other(script) = run[0].kind {
            let tag = harfrust::Tag::new_checked(script.short_name().as_bytes()).ok();
            buffer.set_script(tag.and_then(Script::from_iso15924_tag));
            buffer.set_direction(if is_right_to_left(script) {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            });
            shape_run(&shaper_font, &mut buffer, ShapeOptions::new())
        } else {
            buffer.set_direction(plan.direction());
            buffer.set_script(plan.script());
            buffer.set_language(plan.language().cloned().or_else(|| Language::new("zh-hans")));
            shape_run(&shaper_font, &mut buffer, ShapeOptions::new().plan(Some(plan)))
        };
        if shaped.is_err() {
            for c in run {
                self.atom(text, c, std::slice::from_ref(c), None, &[]);
            }
            return Some(buffer);
        }
        self.collect(text, run, face, &buffer);
        Some(buffer)
    }

    /// Cuts the shaped glyphs into atoms, in the order of the text.
    fn collect(&mut self, text: &str, run: &[Character], face: &Face, buffer: &Buffer) {
        let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
        let backward = buffer.direction() == Direction::RightToLeft;
        let mut pieces: Vec<Vec<Raw>> = Vec::new();
        let mut starts: Vec<u32> = Vec::new();
        for (info, position) in infos.iter().zip(positions) {
            let raw = Raw {
                glyph: info.glyph_id,
                advance: position.x_advance,
                x: position.x_offset,
                y: position.y_offset,
            };
            if starts.last() == Some(&info.cluster) {
                if let Some(piece) = pieces.last_mut() {
                    piece.push(raw);
                }
            } else {
                starts.push(info.cluster);
                pieces.push(vec![raw]);
            }
        }
        if backward {
            starts.reverse();
            pieces.reverse();
        }
        let mut at = 0;
        for (k, piece) in pieces.iter().enumerate() {
            let until = starts.get(k + 1).copied().unwrap_or(u32::MAX);
            let from = at;
            while at < run.len() && run[at].start < until {
                at += 1;
            }
            if from < at {
                self.atom(text, &run[from], &run[from..at], Some(face), piece);
            }
        }
    }

    /// Appends the atom of the characters `of`, drawn by `raw` glyphs.
    fn atom(&mut self, text: &str, c: &Character, of: &[Character], face: Option<&Face>, raw: &[Raw]) {
        let end = of.last().map_or(c.start, |l| l.start + l.ch.len_utf8() as u32);
        debug_assert!(text.is_char_boundary(end as usize));
        let Some(span) = self.spans.get(usize::from(c.span)) else { return };
        let size = span.font.size.to_emu();
        let em = size * i64::from(span.font.scale_x_permille) / 1000;
        let tracking = em * i64::from(span.font.tracking_permille) / 1000;
        let units = face.map_or(1000, |f| i64::from(f.info().units_per_em));
        let first = self.glyphs.len() as u32;
        let natural: i64 = raw.iter().map(|r| i64::from(r.advance)).sum();
        let chars = of.iter().filter(|o| o.class != Class::Extend).count().max(1);
        let full = self.full_width(c, chars);
        let (cell, shift, left, right) = match (full, face, raw.first()) {
            (Some(full), Some(face), Some(glyph)) => {
                let m = face.cells().cell(face.font(), glyph.glyph, natural as i32, c.class, full);
                let to = |v: i32| em * i64::from(v) / 1000;
                (to(m.width), to(m.shift), to(m.left), to(m.right))
            }
            (Some(full), ..) => (em * i64::from(full) / 1000, 0, 0, 0),
            (None, ..) => (em * natural / units, 0, 0, 0),
        };
        let mut pen = shift;
        for r in raw {
            let advance = em * i64::from(r.advance) / units;
            self.glyphs.push(AtomGlyph {
                glyph: u16::try_from(r.glyph).unwrap_or(0),
                inline: pen + em * i64::from(r.x) / units,
                block: -size * i64::from(r.y) / units,
                advance,
            });
            pen += advance;
        }
        let tracking = if matches!(c.class, Class::Newline) { 0 } else { tracking };
        self.atoms.push(Atom {
            start: c.start,
            end,
            glyphs: first..self.glyphs.len() as u32,
            ch: c.ch,
            class: c.class,
            chars: chars.min(255) as u8,
            span: c.span,
            face: c.face,
            em,
            cell,
            blank_left: left,
            blank_right: right,
            cut_left: 0,
            cut_right: 0,
            edge_left: 0,
            edge_right: 0,
            tracking,
            gap: 0,
        });
    }

    /// The width of the character's cell in thousandths of an em; `None` when the glyph's own advance counts.
    fn full_width(&self, c: &Character, chars: usize) -> Option<i32> {
        let chars = chars as i32;
        // GB/T 15834 §5.1.7–5.1.9: the middle dot, slash and short hyphen take half a cell.
        let own = matches!(
            self.rules.style,
            PunctuationStyle::Plain | PunctuationStyle::CssNormal | PunctuationStyle::CssSpaceFirst
        );
        match (c.kind, c.class) {
            (Kind::Nothing, _) => Some(0),
            (_, Class::FixedSpace) if matches!(c.ch, '\u{2060}' | '\u{feff}') => Some(0),
            (_, Class::Space) if c.ch == '\u{200b}' => Some(0),
            (_, Class::Space) => Some(250),
            (Kind::Words | Kind::Other(_), _) => None,
            (Kind::Cell, Class::Middle | Class::Slash) if !own => Some(500 * chars),
            (Kind::Cell, Class::Connector) if !own && !matches!(c.ch, '～' | '〜') => Some(500 * chars),
            (Kind::Cell, Class::Middle | Class::Slash | Class::Connector) if own && !is_cell(c.ch) => None,
            (Kind::Cell, _) => Some(1000 * chars),
        }
    }
}

#[derive(Clone, Copy)]
struct Raw {
    glyph: u32,
    advance: i32,
    x: i32,
    y: i32,
}

fn is_right_to_left(script: unicode_script::Script) -> bool {
    use unicode_script::Script::{Arabic, Hebrew, Nko, Syriac, Thaana};
    matches!(script, Arabic | Hebrew | Nko | Syriac | Thaana)
}

/// The hyphen glyph of a face, and its advance in thousandths of an em.
fn hyphen_of(face: &Face) -> (u16, i64) {
    let Some(glyph) = face.font().charmap().map_unicode('-') else { return (0, 0) };
    let advance = f64::from(face.font().glyph_metrics().h_advance(glyph));
    let thousandths = (advance * 1000.0 / f64::from(face.info().units_per_em)).round() as i64;
    (u16::try_from(glyph.to_u32()).unwrap_or(0), thousandths)
}

fn sum_up(atoms: &[Atom], joints: &[crate::prepared::Joint], rules: &Rules) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(atoms.len() + 1);
    let mut sum = Sums::default();
    sums.push(sum);
    for (k, atom) in atoms.iter().enumerate() {
        sum.natural += atom.inside() + atom.gap;
        for (total, part) in sum.shrink.iter_mut().zip(crate::spacing::shrink(atom, rules)) {
            *total += part;
        }
        for (total, part) in sum.stretch.iter_mut().zip(crate::spacing::stretch(atom)) {
            *total += part;
        }
        sum.gaps += u32::from(!joints[k + 1].tight);
        sum.give = sum.shrink.iter().sum();
        sum.substance += match atom.class {
            Class::Han if is_ideograph(atom.ch) || atom.ch.is_alphabetic() => 2,
            Class::Latin | Class::Digit => u32::from(atom.chars),
            _ => 0,
        };
        sums.push(sum);
    }
    sums
}
