//! SVG drawings: logos and charts as outlines, their words too.

use super::{imaged, info};
use crate::failure::MediaFailure;
use crate::picture::{Colour, PictureFormat, PictureInfo};
use crate::pixels::Pixels;
use resvg::tiny_skia::{PathSegment, Pixmap, Transform};
use resvg::usvg::{
    self, BlendMode, FillRule, Group, ImageHrefResolver, LineCap, LineJoin, Node, Options, Paint, PaintOrder,
    Path, Tree, fontdb,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Whether bytes are those of an SVG drawing, plain or packed.
pub fn is_drawing(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    bytes.starts_with(&[0x1f, 0x8b]) || text.starts_with(b"<") && head.windows(4).any(|word| word == b"<svg")
}

/// Font files of the house, and all fonts once a drawing with words has come: reading them takes a moment.
static FILES: OnceLock<Vec<PathBuf>> = OnceLock::new();
static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();

/// Names the font files that words in drawings may be set in, the house's own first; the system's follow.
/// Only the first call counts.
pub fn know_fonts(files: Vec<PathBuf>) {
    FILES.get_or_init(|| files);
}

fn fonts() -> Arc<fontdb::Database> {
    let mut fonts = fontdb::Database::new();
    for file in FILES.get().into_iter().flatten() {
        // One that cannot be read is as good as absent: words fall back on the others.
        let _ = fonts.load_font_file(file);
    }
    let family = |name: &str| {
        let face = fonts.faces().find(|face| face.post_script_name.contains(name));
        face.and_then(|face| Some(face.families.first()?.0.clone()))
    };
    let (plain, serif) = (family("Sans"), family("Serif"));
    fonts.load_system_fonts();
    plain.into_iter().for_each(|name| fonts.set_sans_serif_family(name));
    serif.into_iter().for_each(|name| fonts.set_serif_family(name));
    Arc::new(fonts)
}

/// A drawing as outlines, in points from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// What it is drawn of, from the back, or why it must be imaged instead.
    pub shapes: Result<Vec<DrawnShape>, &'static str>,
}

/// An outline, filled or drawn along in one colour.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnShape {
    /// The outline in coordinates of its own.
    pub path: Vec<DrawnStep>,
    /// From those to points of the drawing: `x' = a x + c y + e`, `y' = b x + d y + f`.
    pub matrix: [f32; 6],
    /// Red, green and blue.
    pub colour: [u8; 3],
    /// The line that is drawn along it; filled when there is none.
    pub line: Option<DrawnLine>,
    /// Whether overlaps of the outline with itself are left open.
    pub is_even_odd: bool,
}

/// A line along an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnLine {
    /// Its thickness.
    pub width: f32,
    /// How it ends, as PDF counts: 0 flat, 1 round, 2 square.
    pub cap: u8,
    /// How it turns corners, as PDF counts: 0 pointed, 1 round, 2 cut.
    pub join: u8,
    /// How far a point may reach, in thicknesses.
    pub miter: f32,
    /// Dashes and gaps by turns; empty for none.
    pub dash: Vec<f32>,
    /// Where in the dashes it begins.
    pub phase: f32,
}

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrawnStep {
    /// Begin a new contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two control points and the end.
    Curve([f32; 2], [f32; 2], [f32; 2]),
    /// Back to where the contour began.
    Close,
}

impl Drawing {
    /// Reads a drawing; `name` only names the file in a failure.
    ///
    /// # Errors
    /// When it is no sound SVG.
    pub fn read(bytes: &[u8], name: &str) -> Result<Drawing, MediaFailure> {
        let tree = tree(bytes, name)?;
        let mut shapes = Vec::new();
        let is_plain = collect(tree.root(), &mut shapes);
        let (width, height) = size(&tree);
        let scale = (width / f64::from(tree.size().width())) as f32;
        for shape in &mut shapes {
            shape.matrix = shape.matrix.map(|value| value * scale);
        }
        Ok(Drawing { width, height, shapes: is_plain.map(|()| shapes) })
    }
}

fn tree(bytes: &[u8], name: &str) -> Result<Tree, MediaFailure> {
    let damaged = || MediaFailure::Damaged { name: name.to_owned(), detail: "it is no SVG that can be read" };
    let options = Options {
        // A drawing brings what it shows; it never reads other files.
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        font_family: "sans-serif".to_owned(),
        languages: vec!["zh".to_owned(), "en".to_owned()],
        fontdb: Arc::clone(FONTS.get_or_init(fonts)),
        ..Options::default()
    };
    let read = catch_unwind(AssertUnwindSafe(|| Tree::from_data(bytes, &options)));
    read.map_err(|_| damaged())?.map_err(|_| damaged())
}

/// Its size in points: CSS pixels are 96 to the inch.
fn size(tree: &Tree) -> (f64, f64) {
    (f64::from(tree.size().width()) * 0.75, f64::from(tree.size().height()) * 0.75)
}

pub(crate) fn drawing_info(bytes: &[u8], name: &str) -> Result<PictureInfo, MediaFailure> {
    Ok(info(PictureFormat::Svg, size(&tree(bytes, name)?), Colour::Rgb))
}

/// The drawing as light on white paper.
pub(crate) fn drawing_pixels(
    bytes: &[u8],
    name: &str,
    enough: Option<(u32, u32)>,
) -> Result<Pixels, MediaFailure> {
    let tree = tree(bytes, name)?;
    let own = info(PictureFormat::Svg, size(&tree), Colour::Rgb);
    let (width, height) = imaged((own.width, own.height), enough);
    let damaged = || MediaFailure::Damaged { name: name.to_owned(), detail: "it cannot be painted" };
    let mut pixmap = Pixmap::new(width, height).ok_or_else(damaged)?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    let scale =
        Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    catch_unwind(AssertUnwindSafe(|| resvg::render(&tree, scale, &mut pixmap.as_mut())))
        .map_err(|_| damaged())?;
    let (pixels, _) = pixmap.data().as_chunks::<4>();
    let data = pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    Ok(Pixels { width, height, colour: Colour::Rgb, icc: None, data })
}

/// The outlines of a group in order, or what is in it that outlines in flat ink cannot say.
fn collect(group: &Group, shapes: &mut Vec<DrawnShape>) -> Result<(), &'static str> {
    if group.opacity().get() < 1.0 || group.mask().is_some() || group.blend_mode() != BlendMode::Normal {
        return Err("transparency");
    }
    if !group.filters().is_empty() {
        return Err("filters");
    }
    if group.clip_path().is_some() {
        return Err("clipping");
    }
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, shapes)?,
            Node::Text(text) => collect(text.flattened(), shapes)?,
            Node::Image(_) => return Err("pictures"),
            Node::Path(path) if path.is_visible() => outline(path, shapes)?,
            Node::Path(_) => {}
        }
    }
    Ok(())
}

fn outline(path: &Path, shapes: &mut Vec<DrawnShape>) -> Result<(), &'static str> {
    let mut steps = Vec::new();
    let mut pen = [0.0; 2];
    for segment in path.data().segments() {
        let at = |point: resvg::tiny_skia::Point| [point.x, point.y];
        steps.push(match segment {
            PathSegment::MoveTo(to) => DrawnStep::Move(at(to)),
            PathSegment::LineTo(to) => DrawnStep::Line(at(to)),
            PathSegment::QuadTo(pull, to) => raised(pen, at(pull), at(to)),
            PathSegment::CubicTo(first, second, to) => DrawnStep::Curve(at(first), at(second), at(to)),
            PathSegment::Close => DrawnStep::Close,
        });
        if let Some(DrawnStep::Move(to) | DrawnStep::Line(to) | DrawnStep::Curve(_, _, to)) = steps.last() {
            pen = *to;
        }
    }
    let matrix = path.abs_transform();
    let matrix = [matrix.sx, matrix.ky, matrix.kx, matrix.sy, matrix.tx, matrix.ty];
    let shape =
        |colour, line, is_even_odd| DrawnShape { path: steps.clone(), matrix, colour, line, is_even_odd };
    let fill = path.fill().map(|fill| {
        let colour = flat(fill.paint(), fill.opacity().get())?;
        Ok(shape(colour, None, fill.rule() == FillRule::EvenOdd))
    });
    let line = path.stroke().map(|stroke| {
        let colour = flat(stroke.paint(), stroke.opacity().get())?;
        let line = DrawnLine {
            width: stroke.width().get(),
            cap: match stroke.linecap() {
                LineCap::Butt => 0,
                LineCap::Round => 1,
                LineCap::Square => 2,
            },
            join: match stroke.linejoin() {
                LineJoin::Miter | LineJoin::MiterClip => 0,
                LineJoin::Round => 1,
                LineJoin::Bevel => 2,
            },
            miter: stroke.miterlimit().get(),
            dash: stroke.dasharray().unwrap_or_default().to_vec(),
            phase: stroke.dashoffset(),
        };
        Ok(shape(colour, Some(line), false))
    });
    let mut both = [fill, line];
    if path.paint_order() == PaintOrder::StrokeAndFill {
        both.reverse();
    }
    for shape in both.into_iter().flatten() {
        shapes.push(shape?);
    }
    Ok(())
}

/// A quadratic curve as the cubic that runs alike.
fn raised(from: [f32; 2], pull: [f32; 2], to: [f32; 2]) -> DrawnStep {
    let toward = |end: [f32; 2]| [0, 1].map(|axis| end[axis] + (pull[axis] - end[axis]) * 2.0 / 3.0);
    DrawnStep::Curve(toward(from), toward(to), to)
}

fn flat(paint: &Paint, opacity: f32) -> Result<[u8; 3], &'static str> {
    match paint {
        _ if opacity < 1.0 => Err("transparency"),
        Paint::Color(usvg::Color { red, green, blue }) => Ok([*red, *green, *blue]),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Err("gradients"),
        Paint::Pattern(_) => Err("patterns"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Drawing, drawing_pixels, is_drawing};

    fn svg(inside: &str) -> Vec<u8> {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">{inside}</svg>"#)
            .into_bytes()
    }

    #[test]
    fn outlines_keep_their_colours_and_their_order() {
        let bytes = svg(r##"<rect width="10" height="10" fill="#f00" stroke="#00f" stroke-width="2"/>"##);
        assert!(is_drawing(&bytes));
        let drawing = Drawing::read(&bytes, "a.svg").expect("reads");
        assert_eq!((drawing.width, drawing.height), (72.0, 36.0));
        let shapes = drawing.shapes.expect("is plain");
        assert_eq!((shapes[0].colour, shapes[1].colour), ([255, 0, 0], [0, 0, 255]));
        assert!(shapes[0].line.is_none() && shapes[1].line.is_some());
        assert_eq!(shapes[0].matrix[0], 0.75);
    }

    #[test]
    fn what_outlines_cannot_say_is_named_and_imaged() {
        let faint = svg(r#"<rect width="9" height="9" opacity=".5"/>"#);
        assert_eq!(Drawing::read(&faint, "").expect("reads").shapes, Err("transparency"));
        let pixels =
            drawing_pixels(&svg(r#"<rect width="48" height="48"/>"#), "", Some((40, 20))).expect("paints");
        assert_eq!((pixels.width, pixels.height), (40, 20));
        assert_eq!((pixels.data[0], pixels.data[39 * 3]), (0, 255));
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(!is_drawing(b"<html></html>") && !is_drawing(b"") && !is_drawing(b"\xff\xd8\xff"));
        assert!(Drawing::read(b"<svg", "a.svg").is_err());
        assert!(Drawing::read(&svg("<image href=\"/etc/passwd\"/>"), "a.svg").is_ok());
    }
}
