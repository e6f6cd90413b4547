//! Shaping: text and spans in, a `Prepared` paragraph out; done once, whatever the measure.

use crate::cells::{Along, Cell, Drawn};
use crate::class::{Class, is_cell, is_ideograph};
use crate::fonts::{Face, FontBook, PlanKind, PlanLanguage};
use crate::joints::joints;
use crate::prepared::{Atom, AtomGlyph, GAP_TIER, Prepared, Span, Stance, Sums};
use crate::rules::{Axis, Level, PunctuationStyle, Rules};
use crate::runs::{Character, Faces, Kind, characters};
use crate::spacing::{CentredMarks, space_out};
use crate::vertical::{corner_quote, turns_in_vertical};
use harfrust::{
    Buffer, ClusterLevel, Direction, Language, Script, ShapeOptions, ShaperFont, shape as shape_run,
};
use std::sync::Arc;

/// Shapes a paragraph once; the result serves any number of measures.
///
/// Text that no span covers is set in the last span before it, or the first after it. Faults come back in the
/// result.
pub fn shape(text: &str, spans: &[Span], rules: &Rules, fonts: &FontBook) -> Prepared {
    let mut faces = Faces::new(fonts);
    let mut spans = cover(text, spans);
    crate::ruby::keep_groups(text, &mut spans);
    for span in &spans {
        faces.open_span(span);
    }
    let chars = characters(text, &spans, rules, &mut faces);
    let mut shaper = Shaper {
        rules,
        language: PlanLanguage::of(&rules.lang),
        centred: CentredMarks::of(rules),
        spans: &spans,
        shapers: Vec::new(),
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
        let face = faces.face(chars[start].face);
        buffer = shaper.run(&chars[start..end], face, buffer);
        start = end;
    }
    let Shaper { mut atoms, mut glyphs, .. } = shaper;
    space_out(&mut atoms, rules);
    let ruby = crate::ruby::set_ruby(&mut atoms, &mut glyphs, text, &spans, rules, fonts);
    let levels = bidi_levels(text, &atoms);
    let joints = joints(&atoms, &spans, rules);
    let sums = sum_up(&atoms, &joints);
    let hyphens = faces.keys.iter().map(|k| fonts.face(k).map_or((0, 0), hyphen_of)).collect();
    let blanks = faces.keys.iter().map(|k| fonts.face(k).and_then(blank_of)).collect();
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
        blanks,
        ruby,
        levels,
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

struct Shaper<'a> {
    rules: &'a Rules,
    language: PlanLanguage,
    centred: CentredMarks,
    spans: &'a [Span],
    /// What each face is shaped with, made as it is first wanted.
    shapers: Vec<Option<ShaperFont<'a, 'a>>>,
    atoms: Vec<Atom>,
    glyphs: Vec<AtomGlyph>,
}

impl<'a> Shaper<'a> {
    /// Shapes one run and appends its atoms; takes and gives back the buffer, to use its memory again.
    fn run(&mut self, run: &[Character], face: Option<&'a Face>, buffer: Option<Buffer>) -> Option<Buffer> {
        let (Some(face), true) = (face, run[0].kind != Kind::Nothing) else {
            for c in run {
                self.atom(c, std::slice::from_ref(c), None, &[]);
            }
            return buffer;
        };
        let mut buffer = buffer.unwrap_or_default();
        buffer.clear();
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        let down = self.rules.axis == Axis::Vertical;
        for c in run {
            let ch = if down { corner_quote(c.ch) } else { c.ch };
            buffer.push(ch as u32, c.start);
        }
        let plan = match run[0].kind {
            Kind::Words | Kind::Together => face.plan(PlanKind::Latin, self.language),
            _ if down => face.plan(PlanKind::HanVertical, self.language),
            _ => face.plan(PlanKind::Han, self.language),
        };
        let slot = usize::from(run[0].face);
        if self.shapers.len() <= slot {
            self.shapers.resize_with(slot + 1, || None);
        }
        let shaper_font = self.shapers[slot].get_or_insert_with(|| ShaperFont::new(face.font()));
        let shaped = if let Kind::Other(script) = run[0].kind {
            let tag = harfrust::Tag::new_checked(script.short_name().as_bytes()).ok();
            buffer.set_script(tag.and_then(Script::from_iso15924_tag));
            buffer.set_direction(if is_right_to_left(script) {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            });
            shape_run(shaper_font, &mut buffer, ShapeOptions::new())
        } else {
            buffer.set_direction(plan.direction());
            buffer.set_script(plan.script());
            buffer.set_language(plan.language().cloned().or_else(|| Language::new("zh-hans")));
            shape_run(shaper_font, &mut buffer, ShapeOptions::new().plan(Some(plan)))
        };
        if shaped.is_err() {
            for c in run {
                self.atom(c, std::slice::from_ref(c), None, &[]);
            }
            return Some(buffer);
        }
        self.collect(run, face, &buffer);
        Some(buffer)
    }

    /// Cuts the shaped glyphs into atoms, in the order of the text.
    fn collect(&mut self, run: &[Character], face: &Face, buffer: &Buffer) {
        let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
        let backward = buffer.direction() == Direction::RightToLeft;
        let order = |n: usize| if backward { infos.len() - 1 - n } else { n };
        let cluster = |n: usize| (n < infos.len()).then(|| infos[order(n)].cluster);
        let raw = |n: usize| Raw {
            glyph: infos[n].glyph_id,
            advance: positions[n].x_advance,
            x: positions[n].x_offset,
            y: positions[n].y_offset,
        };
        let mut piece: Vec<Raw> = Vec::with_capacity(4);
        let (mut from, mut n) = (0, 0);
        while n < infos.len() {
            let first = n;
            let together = run[0].kind == Kind::Together;
            while n < infos.len() && (together || cluster(n) == cluster(first)) {
                n += 1;
            }
            // Glyphs of one cluster keep their visual order, whichever way the run goes.
            let (low, high) = if backward { (order(n - 1), order(first)) } else { (first, n - 1) };
            piece.clear();
            piece.extend((low..=high).map(raw));
            let until = cluster(n).unwrap_or(u32::MAX);
            let mut to = from;
            while to < run.len() && (run[to].start < until) {
                to += 1;
            }
            if from < to {
                self.atom(&run[from], &run[from..to], Some(face), &piece);
            }
            from = to;
        }
    }

    /// Appends the atom of the characters `of`, drawn by `raw` glyphs.
    fn atom(&mut self, c: &Character, of: &[Character], face: Option<&Face>, raw: &[Raw]) {
        let end = of.last().map_or(c.start, |l| l.start + l.ch.len_utf8() as u32);
        let Some(span) = self.spans.get(usize::from(c.span)) else { return };
        let down = self.rules.axis == Axis::Vertical;
        let size = span.font.size.to_emu();
        let scaled = size * i64::from(span.font.scale_x_permille) / 1000;
        // 扁 and 长 change the width of a character, which runs along a horizontal line only.
        let em = if down { size } else { scaled };
        let units = face.map_or(1000, |f| i64::from(f.info().units_per_em));
        let chars = of.iter().filter(|o| o.class != Class::Extend).count().max(1);
        let stance = if down { self.stance(c, face, raw, units) } else { Stance::Upright };
        let cell = self.cell(c, stance, chars, face, raw);
        let first = self.glyphs.len() as u32;
        let middle = face.map_or(380, |f| f.han_middle());
        let mut pen = 0;
        for r in raw {
            let advance = i64::from(r.advance);
            let across = |v: i64| scaled * v / units;
            let (inline, block) = match stance {
                Stance::Upright if !down => {
                    let rise = size * i64::from(cell.cell.rise) / 1000;
                    (cell.shift_in(em) + across(pen + i64::from(r.x)), -size * i64::from(r.y) / units - rise)
                }
                // Upright in a vertical line: centred on its middle, its square in the cell.
                Stance::Upright => {
                    let nominal = face.map_or(advance, |f| f.advance(r.glyph));
                    let rise = scaled * i64::from(cell.cell.rise) / 1000;
                    (cell.shift_in(em) + size / 2 + size * middle / 1000, rise - across(nominal) / 2)
                }
                Stance::Sideways => {
                    // Marks were shaped downwards, with offsets that mean nothing once they are turned.
                    let (x, y) = if c.kind == Kind::Cell { (0, 0) } else { (i64::from(r.x), i64::from(r.y)) };
                    (cell.shift_in(em) + size * (pen + x) / units, size * y / units - size * middle / 1000)
                }
                Stance::Together(permille) => {
                    let total: i64 = raw.iter().map(|r| i64::from(r.advance)).sum();
                    let squeezed = |v: i64| size * i64::from(permille) / 1000 * v / units;
                    (size / 2 + size * middle / 1000, squeezed(pen + i64::from(r.x)) - squeezed(total) / 2)
                }
            };
            let glyph = u16::try_from(r.glyph).unwrap_or(0);
            self.glyphs.push(AtomGlyph { glyph, inline, block });
            pen += advance;
        }
        let to = |v: i32| em * i64::from(v) / 1000;
        let tracking =
            if c.kind == Kind::Nothing { 0 } else { em * i64::from(span.font.tracking_permille) / 1000 };
        self.atoms.push(Atom {
            start: c.start,
            end,
            glyphs: first..self.glyphs.len() as u32,
            ch: c.ch,
            class: if c.kind == Kind::Together { Class::Han } else { c.class },
            chars: chars.min(255) as u8,
            span: c.span,
            face: c.face,
            stance,
            em,
            cell: cell.own.unwrap_or(to(cell.cell.width)),
            blank_left: to(cell.cell.left),
            blank_right: to(cell.cell.right),
            cut_left: 0,
            cut_right: 0,
            edge_left: 0,
            edge_right: 0,
            tracking,
            gap: 0,
            give: 0,
            tier: 0,
        });
    }

    /// How a character stands in a vertical line.
    fn stance(&self, c: &Character, face: Option<&Face>, raw: &[Raw], units: i64) -> Stance {
        match c.kind {
            Kind::Words | Kind::Other(_) => Stance::Sideways,
            Kind::Together => {
                let total: i64 = raw.iter().map(|r| i64::from(r.advance)).sum();
                let fits = if total > units { units * 1000 / total } else { 1000 };
                Stance::Together(u16::try_from(fits).unwrap_or(1000))
            }
            Kind::Cell | Kind::Nothing => {
                // A mark that the font has no vertical form of is turned, as the form would be.
                let turns = turns_in_vertical(corner_quote(c.ch));
                let same =
                    |f: &Face| raw.first().is_some_and(|r| f.nominal(corner_quote(c.ch)) == Some(r.glyph));
                if turns && face.is_some_and(same) { Stance::Sideways } else { Stance::Upright }
            }
        }
    }

    /// The cell of an atom: its width, and where its glyph's origin and ink stand in it.
    fn cell(
        &self,
        c: &Character,
        stance: Stance,
        chars: usize,
        face: Option<&Face>,
        raw: &[Raw],
    ) -> AtomCell {
        let span = &self.spans[usize::from(c.span)];
        let size = span.font.size.to_emu();
        let down = self.rules.axis == Axis::Vertical;
        let em = if down { size } else { size * i64::from(span.font.scale_x_permille) / 1000 };
        let blank = |width: i32| Cell { width, shift: 0, rise: 0, left: 0, right: 0 };
        let Some(full) = self.full_width(c, chars) else {
            let units = face.map_or(1000, |f| i64::from(f.info().units_per_em));
            let natural: i64 = raw.iter().map(|r| i64::from(r.advance)).sum();
            return AtomCell { own: Some(em * natural / units), cell: blank(0) };
        };
        let (Some(face), Some(glyph)) = (face, raw.first()) else {
            return AtomCell { own: None, cell: blank(full) };
        };
        let natural: i32 = raw.iter().map(|r| r.advance).sum();
        let along = match (down, stance) {
            (true, Stance::Upright) => Along::Down,
            _ => Along::Across,
        };
        let cell = match c.class {
            // Ideographs fill their cells; only a face with another cell is measured.
            Class::Han if stance != Stance::Sideways && chars == 1 && (down || face.fills_cell(natural)) => {
                blank(full)
            }
            class => {
                let advance = if down { face.advance(glyph.glyph) as i32 } else { natural };
                let centred = self.centred.has(c.ch);
                let drawn = Drawn { glyph: glyph.glyph, advance, class, centred };
                face.cells().cell(face.font(), drawn, full, along, face.han_middle() as i32)
            }
        };
        AtomCell { own: None, cell }
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
            (_, Class::Extend) => None,
            (Kind::Together, _) => Some(1000),
            (Kind::Words | Kind::Other(_), _) => None,
            // JIS X 4051: the Japanese middle dot stands in a cell of its own.
            (Kind::Cell, Class::Middle) if c.ch == '・' && self.language == PlanLanguage::Japanese => {
                Some(1000 * chars)
            }
            (Kind::Cell, Class::Middle | Class::Slash) if !own => Some(500 * chars),
            (Kind::Cell, Class::Connector) if !own && !matches!(c.ch, '～' | '〜') => Some(500 * chars),
            (Kind::Cell, Class::Middle | Class::Slash | Class::Connector) if own && !is_cell(c.ch) => None,
            // One character that is a dash of two cells.
            (Kind::Cell, _) if c.ch == '⸺' => Some(2000),
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

/// An atom's cell in thousandths of an em, or its own width in EMU where the glyph's advance counts.
struct AtomCell {
    own: Option<i64>,
    cell: Cell,
}

impl AtomCell {
    fn shift_in(&self, em: i64) -> i64 {
        em * i64::from(self.cell.shift) / 1000
    }
}

/// The embedding level of each atom; none when the whole paragraph runs one way.
fn bidi_levels(text: &str, atoms: &[Atom]) -> Option<Vec<unicode_bidi::Level>> {
    if !text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}')) {
        return None;
    }
    let info = unicode_bidi::BidiInfo::new(text, Some(unicode_bidi::Level::ltr()));
    Some(
        atoms
            .iter()
            .map(|a| info.levels.get(a.start as usize).copied().unwrap_or(unicode_bidi::Level::ltr()))
            .collect(),
    )
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

/// The glyph of a face that draws nothing, if it has one.
fn blank_of(face: &Face) -> Option<u16> {
    let glyph = face.nominal(' ')?;
    let is_blank = face.font().glyph_metrics().extents(glyph.into()).is_none_or(|e| e.width <= 0.0);
    u16::try_from(glyph).ok().filter(|_| is_blank)
}

fn sum_up(atoms: &[Atom], joints: &[crate::prepared::Joint]) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(atoms.len() + 1);
    let mut sum = Sums::default();
    sums.push(sum);
    for (k, atom) in atoms.iter().enumerate() {
        sum.natural += atom.inside() + atom.gap;
        sum.shrink[usize::from(atom.tier)] += atom.give;
        sum.shrink[GAP_TIER] += atom.gap_give();
        sum.give += atom.give + atom.gap_give();
        for (total, part) in sum.stretch.iter_mut().zip(crate::spacing::stretch(atom)) {
            *total += part;
        }
        sum.gaps += u32::from(!joints[k + 1].tight);
        sum.substance += match atom.class {
            Class::Han if is_ideograph(atom.ch) || atom.ch.is_alphabetic() => 2,
            Class::Latin | Class::Digit => u32::from(atom.chars),
            _ => 0,
        };
        sums.push(sum);
    }
    sums
}
