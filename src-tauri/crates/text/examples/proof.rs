//! Draws a text as set, in horizontal and vertical lines, as an SVG for the eye.
//!
//! `cargo run -p banxin-text --example proof -- TEXT CELLS > proof.svg`

use banxin_geom::Length;
use banxin_text::{
    Axis, FaceKey, FontBook, FontBytes, FontFamily, FontRequest, HeadlineOptions, LineSlot, Orientation,
    PlacedLine, Prepared, Rules, SetOptions, Span, place, set_headline, set_lines, shape,
};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

const EM: i64 = 20_000;

/// Writes an outline as SVG path data, y downwards.
#[derive(Default)]
struct PathData(String);

impl OutlinePen for PathData {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "M{x} {} ", -y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "L{x} {} ", -y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let _ = write!(self.0, "Q{cx} {} {x} {} ", -cy, -y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let _ = write!(self.0, "C{ax} {} {bx} {} {x} {} ", -ay, -by, -y);
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

fn draw(out: &mut String, fonts: &FontBook, line: &PlacedLine, x: f64, y: f64, down: bool) {
    let px = |l: Length| l.to_emu() as f64 / 1000.0;
    for run in &line.runs {
        let Some(face) = fonts.face(&run.face) else { continue };
        let Ok(font) = FontRef::from_index((**face.bytes()).as_ref(), face.index()) else { continue };
        for g in &run.glyphs {
            let Some(outline) = font.outline_glyphs().get(GlyphId::from(g.glyph)) else { continue };
            let mut path = PathData::default();
            let settings = DrawSettings::unhinted(Size::new(px(run.size) as f32), LocationRef::default());
            if outline.draw(settings, &mut path).is_err() {
                continue;
            }
            let (gx, gy) =
                if down { (x + px(g.block), y + px(g.inline)) } else { (x + px(g.inline), y + px(g.block)) };
            let turn = if run.orientation == Orientation::Sideways { " rotate(90)" } else { "" };
            let scale = f64::from(run.scale_x_permille) / 1000.0;
            let _ = writeln!(
                out,
                "<path transform='translate({gx} {gy}){turn} scale({scale} 1)' d='{}'/>",
                path.0
            );
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut fonts = FontBook::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    for key in ["song-400", "hei-700", "kai-400", "brush-400"] {
        let bytes: FontBytes = Arc::new(std::fs::read(folder.join(format!("{key}.ttf")))?);
        fonts.insert(FaceKey::new(key), bytes, 0)?;
    }
    let text = std::env::args().nth(1).ok_or("give a text")?;
    let cells: i64 = std::env::args().nth(2).map_or(Ok(13), |a| a.parse())?;
    let mut out = String::new();
    let mut left = 20.0;
    for family in [FontFamily::Song, FontFamily::Hei, FontFamily::Kai, FontFamily::Brush] {
        let request = FontRequest::new(family, 400, Length::emu(EM));
        for axis in [Axis::Horizontal, Axis::Vertical] {
            let rules = Rules { axis, ..Rules::default() };
            let prepared: Prepared =
                shape(&text, &[Span::new(0..text.len(), request.clone(), 0)], &rules, &fonts);
            let slot = LineSlot::plain(Length::emu(EM * cells));
            let lines = set_lines(&prepared, &|_| slot, Length::emu(EM * 2), &SetOptions::default());
            let side = cells as f64 * 20.0;
            let across = lines.len() as f64 * 30.0;
            let (width, height) = if axis == Axis::Vertical { (across, side) } else { (side, across) };
            let _ = writeln!(
                out,
                "<rect x='{left}' y='20' width='{width}' height='{height}' fill='none' stroke='#8cf'/>"
            );
            for (n, line) in lines.iter().enumerate() {
                let (at, indent) = (n as f64 * 30.0, line.indent.to_emu() as f64 / 1000.0);
                let placed = place(&prepared, line);
                match axis {
                    Axis::Vertical => {
                        draw(&mut out, &fonts, &placed, left + width - at - 15.0, 20.0 + indent, true)
                    }
                    Axis::Horizontal => {
                        draw(&mut out, &fonts, &placed, left + indent, 20.0 + at + 22.0, false)
                    }
                }
            }
            left += width + 24.0;
        }
    }
    let request = FontRequest::new(FontFamily::Hei, 700, Length::emu(EM * 2));
    let prepared = shape(&text, &[Span::new(0..text.len(), request, 0)], &Rules::default(), &fonts);
    for (n, line) in
        set_headline(&prepared, Length::emu(EM * 40), &HeadlineOptions::default()).iter().enumerate()
    {
        draw(&mut out, &fonts, &place(&prepared, line), 20.0, 620.0 + n as f64 * 50.0, false);
    }
    println!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{left}' height='900'><rect width='100%' height='100%' fill='white'/>{out}</svg>"
    );
    Ok(())
}
