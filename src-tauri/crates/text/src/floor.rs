//! The floor under composition: what the same text costs when it is only shaped, or only looked up in a table. Speed
//! is told as ratios to these, for a machine is slow or fast in both.

use crate::class::{Class, classify};
use crate::fonts::{Face, FaceKey, FontBook, PlanKind, PlanLanguage};
use harfrust::{Buffer, Language, ShapeOptions, ShaperFont, shape as shape_run};

/// Shapes each paragraph in one face and nothing else; the glyphs there are.
///
/// 0 when there is no such face.
pub fn shape_alone(paragraphs: &[&str], key: &FaceKey, fonts: &FontBook) -> usize {
    let Some(face) = fonts.face(key) else { return 0 };
    let plan = face.plan(PlanKind::Han, PlanLanguage::Simplified);
    let shaper = ShaperFont::new(face.font());
    let mut glyphs = 0;
    let mut buffer = Buffer::new();
    for text in paragraphs {
        buffer.clear();
        buffer.push_str(text);
        buffer.set_direction(plan.direction());
        buffer.set_script(plan.script());
        buffer.set_language(plan.language().cloned().or_else(|| Language::new("zh-hans")));
        if shape_run(&shaper, &mut buffer, ShapeOptions::new().plan(Some(plan))).is_ok() {
            glyphs += buffer.glyph_infos().len();
        }
    }
    glyphs
}

/// Glyph, advance and class of every character of the basic plane in one face.
#[derive(Debug)]
pub struct DenseTable {
    rows: Vec<(u16, u16, Class)>,
}

impl DenseTable {
    /// The table of a face; empty when there is no such face.
    pub fn new(key: &FaceKey, fonts: &FontBook) -> DenseTable {
        let Some(face) = fonts.face(key) else { return DenseTable { rows: Vec::new() } };
        DenseTable { rows: (0..0x1_0000).map(|code| row(face, code)).collect() }
    }

    /// Looks every character up; the sum of the advances in font units, so that the looking is not left out.
    pub fn pass(&self, paragraphs: &[&str], out: &mut Vec<(u16, u16, Class)>) -> u64 {
        out.clear();
        for ch in paragraphs.iter().flat_map(|text| text.chars()) {
            out.extend(self.rows.get(ch as usize).or(self.rows.first()));
        }
        out.iter().map(|(_, advance, _)| u64::from(*advance)).sum()
    }
}

fn row(face: &Face, code: u32) -> (u16, u16, Class) {
    let Some(ch) = char::from_u32(code) else { return (0, 0, Class::Extend) };
    let glyph = face.nominal(ch).unwrap_or(0);
    let advance = u16::try_from(face.advance(glyph)).unwrap_or(0);
    (u16::try_from(glyph).unwrap_or(0), advance, classify(None, ch, None, true))
}
