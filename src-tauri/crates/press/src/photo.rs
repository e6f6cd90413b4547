//! Photos as they go into the file: upright, cropped to their frame, no finer than the press shows,
//! and in ink.

use crate::options::{PressNote, PressOptions};
use crate::separation::Separator;
use banxin_geom::{Length, Point, Rect};
use banxin_media::{Colour, PictureFormat, inspect, read_jpeg_head};
use banxin_scene::{Item, PageList, Picture, Shelf};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbaImage};
use jpeg_decoder::Decoder;
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

/// A photo's pixels in ink and where on the page they lie.
pub(crate) struct PlacedPhoto {
    /// Number of the picture in the file.
    pub(crate) number: usize,
    /// The box that the stored pixels fill, in the coordinates of the picture's group.
    pub(crate) area: Rect,
}

/// The pixels of one picture, ready for the file.
pub(crate) struct InkPixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) coding: Coding,
    pub(crate) data: Vec<u8>,
}

/// How the ink of a picture is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Four inks as JPEG; `is_inverted` when full ink is stored as zero.
    CmykJpeg {
        /// Whether full ink is stored as zero.
        is_inverted: bool,
    },
    /// Four inks, plain.
    Cmyk,
    /// Black alone as JPEG, stored as lightness.
    GreyJpeg,
    /// Black alone, plain, stored as lightness.
    Grey,
}

/// Everything that pages need of their pictures.
pub(crate) struct Photos {
    pub(crate) placed: HashMap<Picture, Option<PlacedPhoto>>,
    pub(crate) pixels: BTreeMap<usize, InkPixels>,
}

/// The most memory that decoding one photo may take, in bytes.
const MAX_BYTES: u64 = 600_000_000;

/// Turns every photo of the pages into ink, two at a time where the machine can; `progress` hears of
/// each and returns `false` to stop. `None` when it was stopped.
pub(crate) fn prepare(
    lists: &[PageList],
    shelf: &dyn Shelf,
    separator: &Separator,
    options: &PressOptions,
    notes: &mut Vec<PressNote>,
    mut progress: impl FnMut(usize, usize) -> bool,
) -> Option<Photos> {
    let mut pictures: Vec<&Picture> = Vec::new();
    for (_, item) in lists.iter().flat_map(PageList::items) {
        if let Item::Picture(picture) = item
            && !pictures.contains(&picture)
        {
            pictures.push(picture);
        }
    }
    let mut photos = Photos { placed: HashMap::new(), pixels: BTreeMap::new() };
    let next = AtomicUsize::new(0);
    let is_stopped = AtomicBool::new(false);
    let (sender, results) = mpsc::channel();
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
    std::thread::scope(|scope| {
        for _ in 0..workers.min(pictures.len()) {
            let (sender, next, is_stopped, pictures) = (sender.clone(), &next, &is_stopped, &pictures);
            scope.spawn(move || {
                while !is_stopped.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(picture) = pictures.get(number) else { break };
                    let made = catch_unwind(AssertUnwindSafe(|| make(picture, shelf, separator, options)))
                        .unwrap_or_else(|_| Err(PressNote::UnreadablePhoto(picture.hash.to_string())));
                    if sender.send((number, made)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for (number, made) in results {
            match made {
                Ok((area, pixels)) => {
                    photos.pixels.insert(number, pixels);
                    photos.placed.insert(pictures[number].clone(), Some(PlacedPhoto { number, area }));
                }
                Err(note) => {
                    notes.push(note);
                    photos.placed.insert(pictures[number].clone(), None);
                }
            }
            done += 1;
            if !progress(done, pictures.len()) {
                is_stopped.store(true, Ordering::Relaxed);
                return None;
            }
        }
        Some(photos)
    })
}

/// One picture, from its file to ink. Decoders of strangers' files may break in ways of their own,
/// which is why the caller catches even that.
fn make(
    picture: &Picture,
    shelf: &dyn Shelf,
    separator: &Separator,
    options: &PressOptions,
) -> Result<(Rect, InkPixels), PressNote> {
    let unreadable = || PressNote::UnreadablePhoto(picture.hash.to_string());
    let file = shelf.photo(&picture.hash).ok_or_else(|| PressNote::MissingPhoto(picture.hash.to_string()))?;
    let bytes: &[u8] = (*file).as_ref();
    let info = inspect(bytes, &picture.hash).map_err(|_| unreadable())?;
    let upright =
        if picture.orientation >= 5 { (info.height, info.width) } else { (info.width, info.height) };
    let cut = Cut::of(picture, upright, options.max_ppi).ok_or_else(unreadable)?;
    let is_jpeg = info.format == PictureFormat::Jpeg;
    if is_jpeg && info.colour == Colour::Cmyk {
        let photo = from_ink(bytes, picture, &cut, separator, options).ok_or_else(unreadable)?;
        return Ok((if photo.1 { picture.image } else { cut.area }, photo.0));
    }
    let (decoded, own) = decode(bytes).ok_or_else(unreadable)?;
    let pixels = from_light(decoded, own.as_deref(), picture.orientation, &cut, separator, options, is_jpeg)
        .ok_or_else(unreadable)?;
    Ok((cut.area, pixels))
}

/// Which of the upright pixels are seen, how many of them are kept, and the box they fill.
struct Cut {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    kept: (u32, u32),
    area: Rect,
}

impl Cut {
    fn of(picture: &Picture, (width, height): (u32, u32), max_ppi: f64) -> Option<Cut> {
        let image = picture.image;
        let seen = image.intersection(picture.frame);
        if seen.is_empty() || width == 0 || height == 0 {
            return None;
        }
        let (left, right) = pixels_under(seen.x - image.x, seen.right() - image.x, image.width, width);
        let (top, bottom) = pixels_under(seen.y - image.y, seen.bottom() - image.y, image.height, height);
        let at = |pixel: u32, of: u32, length: Length| length.scaled(i64::from(pixel), i64::from(of));
        let origin =
            Point::new(image.x + at(left, width, image.width), image.y + at(top, height, image.height));
        let far =
            Point::new(image.x + at(right, width, image.width), image.y + at(bottom, height, image.height));
        let area = Rect::new(origin.x, origin.y, far.x - origin.x, far.y - origin.y);
        let most = |length: Length| (length.to_pt() / 72.0 * max_ppi).round().max(1.0) as u32;
        let (cut_width, cut_height) = (right - left, bottom - top);
        let kept = (cut_width.min(most(area.width)), cut_height.min(most(area.height)));
        Some(Cut { left, top, width: cut_width, height: cut_height, kept, area })
    }
}

/// The whole pixels under a stretch of a side.
fn pixels_under(from: Length, to: Length, side: Length, pixels: u32) -> (u32, u32) {
    let per_pixel = side.to_emu() as f64 / f64::from(pixels);
    let first = (from.to_emu() as f64 / per_pixel).floor().clamp(0.0, f64::from(pixels - 1)) as u32;
    let last = (to.to_emu() as f64 / per_pixel).ceil().clamp(f64::from(first + 1), f64::from(pixels)) as u32;
    (first, last)
}

fn decode(bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let own = decoder.icc_profile().ok().flatten();
    Some((DynamicImage::from_decoder(decoder).ok()?, own))
}

/// Cut, turned and scaled; the cut is in upright pixels, so turning comes first.
fn fitted(mut picture: DynamicImage, orientation: u8, cut: &Cut) -> DynamicImage {
    picture.apply_orientation(Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms));
    let is_whole = (cut.width, cut.height) == (picture.width(), picture.height());
    let picture = if is_whole { picture } else { picture.crop_imm(cut.left, cut.top, cut.width, cut.height) };
    if cut.kept == (cut.width, cut.height) {
        picture
    } else {
        picture.resize_exact(cut.kept.0, cut.kept.1, FilterType::CatmullRom)
    }
}

fn from_light(
    decoded: DynamicImage,
    own: Option<&[u8]>,
    orientation: u8,
    cut: &Cut,
    separator: &Separator,
    options: &PressOptions,
    is_jpeg: bool,
) -> Option<InkPixels> {
    let is_grey = !decoded.color().has_color();
    let decoded = if decoded.color().has_alpha() { on_paper(&decoded) } else { decoded };
    let picture = fitted(decoded, orientation, cut);
    let (width, height) = cut.kept;
    if is_grey {
        // Lightness is what DeviceGray stores: 255 is paper.
        let lightness: Vec<u8> =
            separator.from_grey(picture.to_luma8().as_raw()).into_iter().map(|black| 255 - black).collect();
        if is_jpeg {
            let data = encode(&lightness, width, height, jpeg_encoder::ColorType::Luma, options)?;
            return Some(InkPixels { width, height, coding: Coding::GreyJpeg, data });
        }
        return Some(InkPixels { width, height, coding: Coding::Grey, data: lightness });
    }
    let inks = separator.from_rgb(picture.to_rgb8().as_raw(), own).ok()?;
    store(inks, width, height, options, is_jpeg)
}

/// Flat art keeps its edges when it packs well without loss; photos go as JPEG.
fn store(inks: Vec<u8>, width: u32, height: u32, options: &PressOptions, is_jpeg: bool) -> Option<InkPixels> {
    let jpeg = encode(&inks, width, height, jpeg_encoder::ColorType::Cmyk, options)?;
    if !is_jpeg {
        let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), inks.clone());
        stream.compress().ok()?;
        if stream.content.len() <= jpeg.len() {
            return Some(InkPixels { width, height, coding: Coding::Cmyk, data: inks });
        }
    }
    let coding = Coding::CmykJpeg { is_inverted: true };
    Some(InkPixels { width, height, coding, data: jpeg })
}

fn encode(
    samples: &[u8],
    width: u32,
    height: u32,
    kind: jpeg_encoder::ColorType,
    options: &PressOptions,
) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, options.jpeg_quality.clamp(1, 100));
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(samples, width, height, kind).ok()?;
    Some(bytes)
}

/// A picture with transparent parts, laid on white paper.
fn on_paper(picture: &DynamicImage) -> DynamicImage {
    let over = |value: u8, alpha: u8| {
        let alpha = u32::from(alpha);
        ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    if picture.color().has_color() {
        let source = picture.to_rgba8();
        let (width, height) = source.dimensions();
        let flat = source.pixels().flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [over(red, alpha), over(green, alpha), over(blue, alpha)]
        });
        image::RgbImage::from_raw(width, height, flat.collect()).map(DynamicImage::ImageRgb8)
    } else {
        let source = picture.to_luma_alpha8();
        let (width, height) = source.dimensions();
        let flat = source.pixels().map(|pixel| over(pixel.0[0], pixel.0[1]));
        image::GrayImage::from_raw(width, height, flat.collect()).map(DynamicImage::ImageLuma8)
    }
    .unwrap_or_else(|| picture.clone())
}

/// A photo that is ink already: untouched where the paper can take it, else fitted and limited. The
/// second part of the result tells whether it went untouched, whole, behind its frame.
fn from_ink(
    bytes: &[u8],
    picture: &Picture,
    cut: &Cut,
    separator: &Separator,
    options: &PressOptions,
) -> Option<(InkPixels, bool)> {
    let head = read_jpeg_head(bytes, "").ok()?;
    let inks = decode_ink(bytes, head.adobe_transform.is_some())?;
    let (width, height) = (u32::from(head.width), u32::from(head.height));
    let own = head.icc.as_deref().filter(|own| *own != separator.icc());
    let is_fine = f64::from(cut.width) <= f64::from(cut.kept.0) * 1.5;
    if own.is_none() && picture.orientation == 1 && is_fine && separator.is_within_limit(&inks) {
        let coding = Coding::CmykJpeg { is_inverted: head.adobe_transform.is_some() };
        return Some((InkPixels { width, height, coding, data: bytes.to_vec() }, true));
    }
    // Four inks travel through the fitting as if they were four channels of light.
    let carrier = DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, inks)?);
    let fitted = fitted(carrier, picture.orientation, cut).to_rgba8().into_raw();
    let inks = separator.from_cmyk(&fitted, own.unwrap_or_default()).ok()?;
    store(inks, cut.kept.0, cut.kept.1, options, true).map(|pixels| (pixels, false))
}

/// The inks of a CMYK or YCCK JPEG, full ink as 255.
fn decode_ink(bytes: &[u8], is_inverted: bool) -> Option<Vec<u8>> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(MAX_BYTES as usize);
    let mut inks = decoder.decode().ok()?;
    // The decoder takes every file for an inverted one, as Adobe writes them.
    if !is_inverted {
        inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    Some(inks)
}
