//! One page list as page content: every glyph, path and picture exactly where the list has it.

use crate::crossed::crossed_box;
use crate::faces::EmbeddedFace;
use crate::names;
use crate::photo::PlacedPhoto;
use crate::sheet::Sheet;
use crate::text::characters;
use banxin_geom::{Point, Rect};
use banxin_scene::{FaceName, Glyph, GlyphRun, Item, Orientation, PageList, Paint, PathStep, Picture, Shape};
use printpdf::{
    Cmyk, Codepoint, Color, CurTransMat, DictItem, ExtendedGraphicsStateId, FontId, Op, PdfFontHandle, Pt,
    TextItem, TextMatrix, XObjectId, XObjectTransform,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What pages are painted with.
pub(crate) struct Palette<'a> {
    pub(crate) faces: &'a BTreeMap<FaceName, EmbeddedFace>,
    /// Spot inks in the order of their numbers.
    pub(crate) spots: &'a [Arc<str>],
    /// Each picture as placed, or `None` where a crossed box must stand for it.
    pub(crate) photos: &'a HashMap<Picture, Option<PlacedPhoto>>,
}

/// The content of one page; user space has its origin at the lower left corner of the bleed.
pub(crate) fn page_content(list: &PageList, palette: &Palette, sheet: &Sheet) -> Vec<Op> {
    let mut writer = Writer {
        palette,
        ops: Vec::new(),
        left: list.bleed.to_pt(),
        top: (list.trim.height + list.bleed).to_pt(),
        corner: Point::ORIGIN,
        state: None,
        fill: None,
        stroke: None,
    };
    let is_moved = sheet.scale != 1.0 || sheet.origin != (0.0, 0.0);
    if is_moved {
        let (scale, (x, y)) = (sheet.scale, sheet.origin);
        let matrix = [scale as f32, 0.0, 0.0, scale as f32, rounded(x), rounded(y)];
        writer.ops.push(Op::SaveGraphicsState);
        writer.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
    }
    for (corner, item) in list.items() {
        writer.corner = corner;
        match item {
            Item::Glyphs(run) => writer.glyphs(run),
            Item::Shape(shape) => writer.shape(shape),
            Item::Picture(picture) => writer.picture(picture),
        }
    }
    if is_moved {
        writer.ops.push(Op::RestoreGraphicsState);
    }
    writer.ops
}

/// Coordinates to a thousandth of a point, a third of a micrometre, print alike and pack better.
fn rounded(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}

struct Writer<'a> {
    palette: &'a Palette<'a>,
    ops: Vec<Op>,
    left: f64,
    top: f64,
    corner: Point,
    state: Option<&'static str>,
    fill: Option<Paint>,
    stroke: Option<Paint>,
}

impl Writer<'_> {
    fn place(&self, point: Point) -> (f64, f64) {
        let place = self.corner + point;
        (self.left + place.x.to_pt(), self.top - place.y.to_pt())
    }

    fn raw(&mut self, operator: &str, numbers: &[f32]) {
        let value = numbers.iter().map(|number| DictItem::Real(*number)).collect();
        self.ops.push(Op::Unknown { key: operator.to_owned(), value });
    }

    /// Black lets what is under it stand; every other paint clears it.
    fn overprint(&mut self, paint: &Paint) {
        let state = if *paint == Paint::Black { names::OVERPRINT } else { names::KNOCKOUT };
        if self.state != Some(state) {
            self.state = Some(state);
            self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(state.to_owned()) });
        }
    }

    fn fill_with(&mut self, paint: &Paint) {
        self.overprint(paint);
        if self.fill.as_ref() == Some(paint) {
            return;
        }
        self.fill = Some(paint.clone());
        match inks(paint) {
            Some(col) => self.ops.push(Op::SetFillColor { col }),
            None => self.spot(paint, "scn", |id| Op::SetColorSpaceFill { id }),
        }
    }

    fn stroke_with(&mut self, paint: &Paint) {
        self.overprint(paint);
        if self.stroke.as_ref() == Some(paint) {
            return;
        }
        self.stroke = Some(paint.clone());
        match inks(paint) {
            Some(col) => self.ops.push(Op::SetOutlineColor { col }),
            None => self.spot(paint, "SCN", |id| Op::SetColorSpaceStroke { id }),
        }
    }

    fn spot(&mut self, paint: &Paint, operator: &str, space: fn(String) -> Op) {
        let Paint::Spot { ink, tint } = paint else { return };
        let number = self.palette.spots.iter().position(|known| known == ink).unwrap_or(0);
        self.ops.push(space(names::spot(number)));
        self.raw(operator, &[amount(*tint)]);
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        let Some(face) = self.palette.faces.get(&run.face) else { return };
        if !run.is_visible() {
            return;
        }
        self.fill_with(&run.paint);
        self.ops.push(Op::StartTextSection);
        // The em is set by the matrix alone, as it must be for scaled and turned type anyway.
        let font = PdfFontHandle::External(FontId(face.resource.clone()));
        self.ops.push(Op::SetFont { font, size: Pt(1.0) });
        let texts = characters(run);
        let is_upright = run.orientation == Orientation::Upright;
        let across = |glyph: &Glyph| if is_upright { glyph.y } else { glyph.x };
        let mut start = 0;
        while start < run.glyphs.len() {
            let line = run.glyphs[start..]
                .iter()
                .take_while(|glyph| across(glyph) == across(&run.glyphs[start]))
                .count();
            self.line(run, face, &run.glyphs[start..start + line], &texts[start..start + line]);
            start += line;
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Glyphs on one baseline: a matrix, then codes with the differences between where the font's
    /// advances lead and where the list has the next glyph.
    fn line(&mut self, run: &GlyphRun, face: &EmbeddedFace, glyphs: &[Glyph], texts: &[&str]) {
        let size = run.size.to_pt();
        let along = size * f64::from(run.scale_x) / 1000.0;
        let (x, y) = self.place(Point::new(glyphs[0].x, glyphs[0].y));
        let (size, scaled) = (rounded(size), rounded(along));
        let matrix = match run.orientation {
            Orientation::Upright => [scaled, 0.0, 0.0, size, rounded(x), rounded(y)],
            Orientation::Sideways => [0.0, -scaled, size, 0.0, rounded(x), rounded(y)],
        };
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
        let position = |glyph: &Glyph| match run.orientation {
            Orientation::Upright => (glyph.x - glyphs[0].x).to_pt(),
            Orientation::Sideways => (glyph.y - glyphs[0].y).to_pt(),
        };
        let mut codes = Vec::with_capacity(glyphs.len());
        // Where the reader's pen stands, in thousandths of an em; only what is written moves it.
        let mut pen = 0.0f64;
        for (index, glyph) in glyphs.iter().enumerate() {
            let code = face.code(glyph.id, texts[index]);
            pen += f64::from(face.widths.get(usize::from(code)).copied().unwrap_or(0.0));
            let mut offset = 0.0f32;
            if let Some(next) = glyphs.get(index + 1) {
                let back = ((pen - position(next) * 1000.0 / along) * 100.0).round() / 100.0;
                if back.abs() >= 0.05 {
                    offset = back as f32;
                    pen -= back;
                }
            }
            codes.push(Codepoint::new(code, offset));
        }
        self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes)] });
    }

    fn shape(&mut self, shape: &Shape) {
        if let Some(paint) = &shape.fill {
            self.fill_with(paint);
            self.path(&shape.path);
            self.raw("f", &[]);
        }
        if let Some(line) = &shape.stroke {
            self.stroke_with(&line.paint);
            self.raw("w", &[rounded(line.width.to_pt())]);
            let dash: Vec<DictItem> =
                line.dash.iter().map(|length| DictItem::Real(rounded(length.to_pt()))).collect();
            self.ops.push(Op::Unknown {
                key: "d".to_owned(),
                value: vec![DictItem::Array(dash), DictItem::Int(0)],
            });
            self.path(&shape.path);
            self.raw("S", &[]);
        }
    }

    fn path(&mut self, steps: &[PathStep]) {
        if let Some(area) = upright_box(steps) {
            return self.rectangle(area);
        }
        for step in steps {
            let mut numbers = Vec::with_capacity(6);
            let (operator, points): (&str, &[Point]) = match step {
                PathStep::Move(to) => ("m", &[*to]),
                PathStep::Line(to) => ("l", &[*to]),
                PathStep::Curve(first, second, to) => ("c", &[*first, *second, *to]),
                PathStep::Close => ("h", &[]),
            };
            for point in points {
                let (x, y) = self.place(*point);
                numbers.extend([rounded(x), rounded(y)]);
            }
            self.raw(operator, &numbers);
        }
    }

    fn rectangle(&mut self, area: Rect) {
        let (x, y) = self.place(Point::new(area.x, area.bottom()));
        self.raw("re", &[x, y, area.width.to_pt(), area.height.to_pt()].map(rounded));
    }

    fn picture(&mut self, picture: &Picture) {
        let Some(Some(photo)) = self.palette.photos.get(picture) else {
            crossed_box(picture.frame).iter().for_each(|shape| self.shape(shape));
            return;
        };
        // A picture clears what lies under it in every ink, K included.
        self.overprint(&Paint::Gray(0));
        if photo.is_art {
            self.fill_with(&Paint::Cmyk([0; 4]));
            self.rectangle(picture.frame);
            self.raw("f", &[]);
        }
        self.ops.push(Op::SaveGraphicsState);
        self.rectangle(picture.frame);
        self.raw("W", &[]);
        self.raw("n", &[]);
        let (x, y) = self.place(Point::new(photo.area.x, photo.area.bottom()));
        let (width, height) = (photo.area.width.to_pt(), photo.area.height.to_pt());
        let matrix = [width, 0.0, 0.0, height, x, y].map(rounded);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        if photo.is_art {
            // A page expects what it begins with where it stands alone (ISO 32000-1, 8.4.1).
            self.raw("g", &[0.0]);
            self.raw("G", &[0.0]);
            self.raw("w", &[1.0]);
            let dash = vec![DictItem::Array(Vec::new()), DictItem::Int(0)];
            self.ops.push(Op::Unknown { key: "d".to_owned(), value: dash });
        }
        self.ops.push(Op::UseXobject {
            id: XObjectId(names::photo(photo.number)),
            transform: XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() },
        });
        self.ops.push(Op::RestoreGraphicsState);
    }
}

/// A path that is nothing but an upright box.
fn upright_box(steps: &[PathStep]) -> Option<Rect> {
    let [PathStep::Move(a), PathStep::Line(b), PathStep::Line(c), PathStep::Line(d), PathStep::Close] = steps
    else {
        return None;
    };
    let is_upright = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x <= b.x && b.y <= c.y;
    is_upright.then(|| Rect::new(a.x, a.y, c.x - a.x, c.y - a.y))
}

/// Per mille as the fraction that PDF wants.
fn amount(per_mille: u16) -> f32 {
    f32::from(per_mille.min(1000)) / 1000.0
}

/// The process inks of a paint, or `None` for a spot ink.
fn inks(paint: &Paint) -> Option<Color> {
    let inks = match paint {
        Paint::Black => [0, 0, 0, 1000],
        Paint::Gray(black) => [0, 0, 0, *black],
        Paint::Cmyk(inks) => *inks,
        Paint::Spot { .. } => return None,
    };
    let [c, m, y, k] = inks.map(amount);
    Some(Color::Cmyk(Cmyk { c, m, y, k, icc_profile: None }))
}
