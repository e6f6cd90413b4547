//! Paints one page list onto pixels.

use crate::ink::screen_colour;
use crate::outlines::FaceOutlines;
use crate::picture;
use crate::plate::{PhotoInks, Plate};
use banxin_geom::{Length, Point, Rect};
use banxin_media::{Colour, Drawing, DrawnShape, Pixels, is_drawing, is_pdf, leaf_of};
use banxin_scene::{
    Bytes, FaceName, GlyphRun, Item, Orientation, PageList, Paint as Ink, PathStep, Picture, Shape, Shelf,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use thiserror::Error;
use tiny_skia::{
    Color, FillRule, FilterQuality, Mask, Paint, Path, PathBuilder, Pattern, Pixmap, SpreadMode, Stroke,
    StrokeDash, Transform,
};

/// How a page is turned into pixels.
#[derive(Clone, Debug)]
pub struct RenderOptions {
    /// Pixels to the inch.
    pub dpi: f64,
    /// The part of the page wanted, from the corner of the trimmed page; the whole page when `None`.
    pub region: Option<Rect>,
    /// Whether a whole page includes what is trimmed away.
    pub include_bleed: bool,
    /// What shows where there is no ink, as red, green and blue.
    pub paper: [u8; 3],
}

impl Default for RenderOptions {
    fn default() -> Self {
        RenderOptions { dpi: 100.0, region: None, include_bleed: false, paper: [255; 3] }
    }
}

/// A painted page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and a full alpha for each pixel, row by row from the top.
    pub rgba: Vec<u8>,
    /// What could not be painted as it should, each once.
    pub notes: Vec<RenderNote>,
}

/// Something that a page names and that could not be painted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RenderNote {
    /// The face is missing or no font; its text is left out.
    MissingFace(FaceName),
    /// The photo is not there; a crossed box stands for it.
    MissingPhoto(String),
    /// The photo is there and cannot be decoded; a crossed box stands for it.
    UnreadablePhoto(String),
}

/// Why a page cannot be painted at all.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum RasterFailure {
    /// No pixels, or more than fit in memory, at that size and resolution.
    #[error("a page of {width:.0} × {height:.0} pixels cannot be painted: choose another resolution")]
    Size {
        /// Width asked for, in pixels.
        width: f64,
        /// Height asked for, in pixels.
        height: f64,
    },
    /// The pixels could not be written as PNG.
    #[error("the page could not be written as PNG: {0}")]
    Png(String),
}

/// The most pixels that one rendering may have: a broadsheet page at 600 to the inch, with room.
const MAX_PIXELS: f64 = 400_000_000.0;

/// The most pixels across that art is imaged with for one rendering.
const MOST_ACROSS: u32 = 12_000;

/// Paints a page list onto pixels.
pub fn render(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
) -> Result<Rendering, RasterFailure> {
    let painted = paint(list, shelf, options, None)?;
    let Painted { width, height, sheets, notes } = painted;
    let rgba = sheets.into_iter().next().unwrap_or_default();
    Ok(Rendering { width, height, rgba, notes })
}

/// What is painted instead of the colours: the plates, how photos come onto them, and whether black
/// lets what is under it stand.
pub(crate) struct Plates<'a> {
    pub(crate) plates: &'a [Plate],
    pub(crate) photos: &'a PhotoInks<'a>,
    pub(crate) overprint: bool,
}

/// A page painted in its colours on one sheet, or on a sheet for each plate.
pub(crate) struct Painted {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green, blue and alpha of each pixel of each sheet.
    pub(crate) sheets: Vec<Vec<u8>>,
    pub(crate) notes: Vec<RenderNote>,
}

/// Paints a page list onto pixels, in its colours or as plates.
pub(crate) fn paint(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
    plates: Option<&Plates>,
) -> Result<Painted, RasterFailure> {
    let region = options.region.unwrap_or_else(|| whole_page(list, options.include_bleed));
    let scale = options.dpi / 72.0;
    let width = (region.width.to_pt() * scale).round();
    let height = (region.height.to_pt() * scale).round();
    let failure = RasterFailure::Size { width, height };
    if !(width >= 1.0 && height >= 1.0 && width * height <= MAX_PIXELS) {
        return Err(failure);
    }
    let [red, green, blue] = if plates.is_some() { [255; 3] } else { options.paper };
    let mut sheet = Pixmap::new(width as u32, height as u32).ok_or(failure)?;
    sheet.fill(Color::from_rgba8(red, green, blue, 255));
    let sheets = vec![sheet; plates.map_or(1, |plates| plates.plates.len())];

    let faces = face_files(list, shelf);
    let mut painter = Painter {
        sheets,
        shelf,
        origin: region.origin(),
        scale: scale as f32,
        faces: faces.iter().map(|(name, file)| (name.clone(), open(file))).collect(),
        photos: FxHashMap::default(),
        notes: Vec::new(),
        plates,
    };
    for (corner, item) in list.items() {
        match item {
            Item::Glyphs(run) => painter.glyphs(corner, run),
            Item::Shape(shape) => painter.shape(corner, shape),
            Item::Picture(picture) => painter.picture(corner, picture),
        }
    }
    let mut notes = painter.notes;
    notes.sort();
    notes.dedup();
    let sheets = painter.sheets.into_iter().map(Pixmap::take).collect();
    Ok(Painted { width: width as u32, height: height as u32, sheets, notes })
}

fn whole_page(list: &PageList, include_bleed: bool) -> Rect {
    let bleed = if include_bleed { list.bleed } else { Length::ZERO };
    Rect::new(-bleed, -bleed, list.trim.width + bleed * 2, list.trim.height + bleed * 2)
}

type FaceFiles = BTreeMap<FaceName, Option<(Bytes, u32)>>;

fn face_files(list: &PageList, shelf: &dyn Shelf) -> FaceFiles {
    let mut files = FaceFiles::new();
    for (_, item) in list.items() {
        if let Item::Glyphs(run) = item
            && !files.contains_key(&run.face)
        {
            files.insert(run.face.clone(), shelf.face(&run.face).map(|file| (file.bytes, file.index)));
        }
    }
    files
}

fn open(file: &Option<(Bytes, u32)>) -> Option<FaceOutlines<'_>> {
    file.as_ref().and_then(|(bytes, index)| FaceOutlines::new((**bytes).as_ref(), *index))
}

/// What tells one decoded photo from another: its file, how it is turned, and the size that art was imaged at.
type PhotoKey = (String, u8, (u32, u32));

struct Painter<'a> {
    /// One sheet for the colours, or one for each plate.
    sheets: Vec<Pixmap>,
    shelf: &'a dyn Shelf,
    origin: Point,
    /// Device pixels to the point.
    scale: f32,
    faces: BTreeMap<FaceName, Option<FaceOutlines<'a>>>,
    photos: FxHashMap<PhotoKey, Option<Pixels>>,
    notes: Vec<RenderNote>,
    plates: Option<&'a Plates<'a>>,
}

impl Painter<'_> {
    fn device(&self, corner: Point, point: Point) -> (f32, f32) {
        let place = corner + point - self.origin;
        let scale = f64::from(self.scale);
        ((place.x.to_pt() * scale) as f32, (place.y.to_pt() * scale) as f32)
    }

    fn length(&self, length: Length) -> f32 {
        (length.to_pt() * f64::from(self.scale)) as f32
    }

    fn glyphs(&mut self, corner: Point, run: &GlyphRun) {
        let size = self.length(run.size);
        let places: Vec<_> = run
            .glyphs
            .iter()
            .map(|glyph| (glyph.id, self.device(corner, Point::new(glyph.x, glyph.y))))
            .collect();
        let Some(face) = self.faces.get_mut(&run.face).and_then(Option::as_mut) else {
            self.notes.push(RenderNote::MissingFace(run.face.clone()));
            return;
        };
        let paints = paints(self.plates, &run.paint);
        let up = size / face.units_per_em;
        let along = up * f32::from(run.scale_x) / 1000.0;
        for (id, (x, y)) in places {
            // Font units grow upwards and pixels downwards; sideways type is turned a quarter clockwise.
            let transform = match run.orientation {
                Orientation::Upright => Transform::from_row(along, 0.0, 0.0, -up, x, y),
                Orientation::Sideways => Transform::from_row(0.0, along, up, 0.0, x, y),
            };
            let Some(path) = face.path(id) else { continue };
            for (sheet, paint) in &paints {
                self.sheets[*sheet].fill_path(path, paint, FillRule::Winding, transform, None);
            }
        }
    }

    fn shape(&mut self, corner: Point, shape: &Shape) {
        let Some(path) = self.outline(corner, &shape.path) else { return };
        for (sheet, paint) in shape.fill.iter().flat_map(|ink| paints(self.plates, ink)) {
            self.sheets[sheet].fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
        }
        if let Some(line) = &shape.stroke {
            let dash: Vec<f32> = line.dash.iter().map(|length| self.length(*length)).collect();
            let stroke = Stroke { width: self.length(line.width), dash: dashes(dash), ..Stroke::default() };
            for (sheet, paint) in paints(self.plates, &line.paint) {
                self.sheets[sheet].stroke_path(&path, &paint, &stroke, Transform::identity(), None);
            }
        }
    }

    fn outline(&self, corner: Point, steps: &[PathStep]) -> Option<Path> {
        let mut builder = PathBuilder::new();
        for step in steps {
            match *step {
                PathStep::Move(to) => {
                    let (x, y) = self.device(corner, to);
                    builder.move_to(x, y);
                }
                PathStep::Line(to) => {
                    let (x, y) = self.device(corner, to);
                    builder.line_to(x, y);
                }
                PathStep::Curve(first, second, to) => {
                    let (ax, ay) = self.device(corner, first);
                    let (bx, by) = self.device(corner, second);
                    let (x, y) = self.device(corner, to);
                    builder.cubic_to(ax, ay, bx, by, x, y);
                }
                PathStep::Close => builder.close(),
            }
        }
        builder.finish()
    }

    fn picture(&mut self, corner: Point, picture: &Picture) {
        let placed = self.placed(corner, picture);
        let file = self.shelf.photo(&picture.hash);
        let is_grey = leaf_of(&picture.hash).is_grey;
        let bytes = file.as_ref().map(|bytes| (**bytes).as_ref());
        if let Some(drawing) = bytes
            .filter(|bytes| !is_grey && is_drawing(bytes))
            .and_then(|bytes| Drawing::read(bytes, "").ok())
            && let Ok(shapes) = &drawing.shapes
        {
            return self.drawing(corner, picture, &placed, (drawing.width, drawing.height), shapes);
        }
        let is_art = bytes.is_some_and(|bytes| is_drawing(bytes) || is_pdf(bytes));
        let side = |length: f32| (length.ceil() as u32).clamp(1, MOST_ACROSS);
        let size = if is_art { (side(placed.image.2), side(placed.image.3)) } else { (0, 0) };
        let key = (picture.hash.to_string(), picture.orientation, size);
        if !self.photos.contains_key(&key) {
            let photo = match bytes {
                None => {
                    self.notes.push(RenderNote::MissingPhoto(picture.hash.to_string()));
                    None
                }
                Some(bytes) => {
                    let enough = is_art.then_some(size);
                    let photo = picture::decode(bytes, leaf_of(&picture.hash), picture.orientation, enough);
                    if photo.is_none() {
                        self.notes.push(RenderNote::UnreadablePhoto(picture.hash.to_string()));
                    }
                    photo
                }
            };
            self.photos.insert(key.clone(), photo);
        }
        match self.photos.get(&key).and_then(Option::as_ref) {
            Some(photo) => paint_photo(&mut self.sheets, photo, &placed, self.plates, is_art),
            None => self.missing(corner, picture.frame),
        }
    }

    /// A drawing as outlines, on paper of its own as every picture is.
    fn drawing(
        &mut self,
        corner: Point,
        picture: &Picture,
        placed: &PlacedPhoto,
        (width, height): (f64, f64),
        shapes: &[DrawnShape],
    ) {
        self.shape(corner, &Shape::filled(picture.frame, Ink::Cmyk([0; 4])));
        let (left, top, across, down) = placed.image;
        let onto = picture::upright((width as f32, height as f32), picture.orientation)
            .post_scale(across, down)
            .post_translate(left, top);
        let Some(sheet) = self.sheets.first() else { return };
        let clip = (picture.frame != picture.image).then(|| {
            let mut mask = Mask::new(sheet.width(), sheet.height())?;
            let (x, y, wide, high) = placed.frame;
            let frame = PathBuilder::from_rect(tiny_skia::Rect::from_xywh(x, y, wide, high)?);
            mask.fill_path(&frame, FillRule::Winding, true, Transform::identity());
            Some(mask)
        });
        let clip = clip.flatten();
        for shape in shapes {
            let Some(path) = picture::outline(&shape.path) else { continue };
            let [a, b, c, d, e, f] = shape.matrix;
            let transform = Transform::from_row(a, b, c, d, e, f).post_concat(onto);
            for (index, paint) in drawn_paints(self.plates, shape.colour) {
                let Some(sheet) = self.sheets.get_mut(index) else { continue };
                match &shape.line {
                    None => {
                        let rule = if shape.is_even_odd { FillRule::EvenOdd } else { FillRule::Winding };
                        sheet.fill_path(&path, &paint, rule, transform, clip.as_ref());
                    }
                    Some(line) => {
                        sheet.stroke_path(&path, &paint, &picture::stroke(line), transform, clip.as_ref());
                    }
                }
            }
        }
    }

    fn placed(&self, corner: Point, picture: &Picture) -> PlacedPhoto {
        let (left, top) = self.device(corner, picture.frame.origin());
        let (image_left, image_top) = self.device(corner, picture.image.origin());
        PlacedPhoto {
            frame: (left, top, self.length(picture.frame.width), self.length(picture.frame.height)),
            image: (
                image_left,
                image_top,
                self.length(picture.image.width),
                self.length(picture.image.height),
            ),
        }
    }

    /// A grey box with a cross, as every layout desk marks a photo that has not come.
    fn missing(&mut self, corner: Point, frame: Rect) {
        let ink = Ink::Gray(500);
        let width = Length::pt(1.0);
        self.shape(corner, &Shape::filled(frame, Ink::Gray(200)));
        self.shape(corner, &Shape::framed(frame, ink.clone(), width));
        let far = Point::new(frame.right(), frame.bottom());
        self.shape(corner, &Shape::line(frame.origin(), far, ink.clone(), width));
        let (left_low, right_high) = (Point::new(frame.x, far.y), Point::new(far.x, frame.y));
        self.shape(corner, &Shape::line(left_low, right_high, ink, width));
    }
}

/// A frame and the picture behind it, in device pixels: left, top, width, height.
struct PlacedPhoto {
    frame: (f32, f32, f32, f32),
    image: (f32, f32, f32, f32),
}

fn paint_photo(
    sheets: &mut [Pixmap],
    photo: &Pixels,
    placed: &PlacedPhoto,
    plates: Option<&Plates>,
    is_art: bool,
) {
    let (left, top, width, height) = placed.frame;
    let Some(sheet) = sheets.first() else { return };
    if placed.image.2 <= 0.0 || placed.image.3 <= 0.0 {
        return;
    }
    let first_x = left.floor().max(0.0);
    let first_y = top.floor().max(0.0);
    let columns = (left + width).ceil().min(sheet.width() as f32) - first_x;
    let rows = (top + height).ceil().min(sheet.height() as f32) - first_y;
    if columns < 1.0 || rows < 1.0 {
        return;
    }
    let (columns, rows) = (columns as u32, rows as u32);
    let samples = picture::scaled(photo, (first_x as i32, first_y as i32, columns, rows), placed.image);
    let size = tiny_skia::IntSize::from_wh(columns, rows);
    let (Some(size), Some(frame)) = (size, tiny_skia::Rect::from_xywh(left, top, width, height)) else {
        return;
    };
    let path = PathBuilder::from_rect(frame);
    let lay = |sheet: &mut Pixmap, rgba: Vec<u8>| {
        let Some(scaled) = Pixmap::from_vec(rgba, size) else { return };
        let shift = Transform::from_translate(first_x, first_y);
        let shader = Pattern::new(scaled.as_ref(), SpreadMode::Pad, FilterQuality::Nearest, 1.0, shift);
        let paint = Paint { shader, ..Paint::default() };
        sheet.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    };
    match plates {
        None => lay(&mut sheets[0], picture::on_screen(photo.colour, &samples)),
        Some(plates) => {
            let mut inks = picture::inks(photo, &samples, plates.photos);
            if is_art && photo.colour == Colour::Rgb {
                picture::blacken(&samples, &mut inks, plates.photos);
            }
            for (sheet, plate) in sheets.iter_mut().zip(plates.plates) {
                lay(sheet, plate.tones(&inks));
            }
        }
    }
}

/// The sheets that a paint changes, each with what is laid on it: on plates full ink is black.
fn paints(plates: Option<&Plates>, ink: &Ink) -> Vec<(usize, Paint<'static>)> {
    let solid = |[red, green, blue]: [u8; 3]| {
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, 255);
        paint
    };
    match plates {
        None => vec![(0, solid(screen_colour(ink)))],
        Some(Plates { plates, overprint, .. }) => plates
            .iter()
            .enumerate()
            .filter_map(|(sheet, plate)| Some((sheet, solid([plate.tone(ink, *overprint)?; 3]))))
            .collect(),
    }
}

/// The sheets that a colour of a drawing changes: neutral ones only black ink, full black without clearing.
fn drawn_paints(plates: Option<&Plates>, colour: [u8; 3]) -> Vec<(usize, Paint<'static>)> {
    let Some(plates) = plates else {
        let mut paint = Paint::default();
        paint.set_color_rgba8(colour[0], colour[1], colour[2], 255);
        return vec![(0, paint)];
    };
    let [red, green, blue] = colour;
    let is_neutral = red.abs_diff(green) <= 2 && blue.abs_diff(green) <= 2;
    let inks = match is_neutral {
        true => (plates.photos)(Colour::Gray, None, &[green]),
        false => (plates.photos)(Colour::Rgb, None, &colour),
    };
    let inks = <[u8; 4]>::try_from(inks).unwrap_or_default();
    let ink = match inks {
        [0, 0, 0, 255] => Ink::Black,
        inks => Ink::Cmyk(inks.map(|ink| ((u32::from(ink) * 1000 + 127) / 255) as u16)),
    };
    paints(Some(plates), &ink)
}

/// A dash pattern; one of odd length runs twice, as in PDF (ISO 32000, 8.4.3.6).
fn dashes(mut lengths: Vec<f32>) -> Option<StrokeDash> {
    if lengths.len() % 2 == 1 {
        lengths.extend_from_within(..);
    }
    StrokeDash::new(lengths, 0.0)
}
