//! Photos as they go into the file: upright, cropped to their frame, no finer than the press shows,
//! and in ink.

use crate::art::{ArtForm, drawing_form, page_form};
use crate::cut::Cut;
use crate::ink_jpeg::{encode_grey, encode_inks};
use crate::keep::{self, Keep};
use crate::options::{Imaged, PressNote, PressOptions};
use crate::separation::Separator;
use banxin_geom::Rect;
use banxin_media::{
    ArtPage, Colour, Drawing, PictureFormat, PictureInfo, Pixels, decode, decode_leaf, inspect_leaf,
    is_drawing, leaf_of, read_jpeg_head,
};
use banxin_scene::{Item, PageList, Picture, Shelf};
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

/// A photo's pixels in ink and where on the page they lie.
pub(crate) struct PlacedPhoto {
    /// Number of the picture in the file.
    pub(crate) number: usize,
    /// The box that the stored pixels fill, in the coordinates of the picture's group.
    pub(crate) area: Rect,
    /// Whether it is art as its maker wrote it.
    pub(crate) is_art: bool,
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
    /// Four inks, deflated.
    Cmyk,
    /// Black alone as JPEG, stored as lightness.
    GreyJpeg,
    /// Black alone, deflated, stored as lightness.
    Grey,
}

/// Everything that pages need of their pictures.
pub(crate) struct Photos {
    pub(crate) placed: Placed,
    pub(crate) pixels: BTreeMap<usize, InkPixels>,
    pub(crate) forms: BTreeMap<usize, ArtForm>,
}

/// A picture ready for the file, and the box it fills.
enum Made {
    Ink(Rect, InkPixels),
    Form(Box<ArtForm>),
}

/// Where every picture of the pages stands in the file, as far as that is known; `None` for one that cannot be
/// shown.
pub(crate) type Placed = HashMap<Picture, Option<PlacedPhoto>>;

/// Turns every photo of the pages into ink, as many at a time as the machine has cores. `heard` is called once
/// the first are begun, with none done, and after each of them, and returns `false` to stop: what it does in
/// the meantime leaves no core idle. `None` when it was stopped.
pub(crate) fn prepare(
    lists: &[PageList],
    shelf: &dyn Shelf,
    separator: &Separator,
    options: &PressOptions,
    kept: &dyn Keep,
    notes: &mut Vec<PressNote>,
    mut heard: impl FnMut(usize, usize, &Placed) -> bool,
) -> Option<Photos> {
    let mut pictures: Vec<&Picture> = Vec::new();
    for (_, item) in lists.iter().flat_map(PageList::items) {
        if let Item::Picture(picture) = item
            && !pictures.contains(&picture)
        {
            pictures.push(picture);
        }
    }
    let mut photos = Photos { placed: HashMap::new(), pixels: BTreeMap::new(), forms: BTreeMap::new() };
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
                    let made =
                        catch_unwind(AssertUnwindSafe(|| make(picture, shelf, separator, options, kept)))
                            .unwrap_or_else(|_| Err(PressNote::UnreadablePhoto(picture.hash.to_string())));
                    if sender.send((number, made)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut go_on = |done: usize, placed: &Placed| {
            let goes_on = heard(done, pictures.len(), placed);
            is_stopped.store(!goes_on, Ordering::Relaxed);
            goes_on
        };
        let mut done = 0;
        if !go_on(done, &photos.placed) {
            return None;
        }
        for (number, made) in results {
            match made {
                Ok((Made::Ink(area, pixels), note)) => {
                    notes.extend(note);
                    photos.pixels.insert(number, pixels);
                    let placed = PlacedPhoto { number, area, is_art: false };
                    photos.placed.insert(pictures[number].clone(), Some(placed));
                }
                Ok((Made::Form(form), _)) => {
                    // Art stands in the file once, however often it is placed.
                    let picture = pictures[number];
                    let is_same = |other: &&Picture| {
                        (&other.hash, other.orientation) == (&picture.hash, picture.orientation)
                    };
                    let first = pictures.iter().position(is_same).unwrap_or(number);
                    if first == number {
                        photos.forms.insert(number, *form);
                    }
                    let placed = PlacedPhoto { number: first, area: picture.image, is_art: true };
                    photos.placed.insert(picture.clone(), Some(placed));
                }
                Err(note) => {
                    notes.push(note);
                    photos.placed.insert(pictures[number].clone(), None);
                }
            }
            done += 1;
            if !go_on(done, &photos.placed) {
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
    kept: &dyn Keep,
) -> Result<(Made, Option<PressNote>), PressNote> {
    let name = keep::name(picture, options);
    if let Some((area, pixels)) = kept.take(&name).and_then(|bytes| keep::read(&bytes, picture)) {
        return Ok((Made::Ink(area, pixels), None));
    }
    let unreadable = || PressNote::UnreadablePhoto(picture.hash.to_string());
    let file = shelf.photo(&picture.hash).ok_or_else(|| PressNote::MissingPhoto(picture.hash.to_string()))?;
    let bytes: &[u8] = (*file).as_ref();
    let info = inspect_leaf(bytes, &picture.hash, leaf_of(&picture.hash)).map_err(|_| unreadable())?;
    if info.format.is_art() {
        return art(bytes, picture, separator, options).ok_or_else(unreadable);
    }
    let upright =
        if picture.orientation >= 5 { (info.height, info.width) } else { (info.width, info.height) };
    let cut = Cut::of(picture, upright, options.max_ppi).ok_or_else(unreadable)?;
    let (area, pixels) = match untouched(bytes, &info, picture, &cut, separator) {
        Some(pixels) => (picture.image, pixels),
        None => {
            let leaf = leaf_of(&picture.hash);
            let decoded = decode_leaf(bytes, &picture.hash, leaf, picture.orientation, Some(cut.enough()))
                .map_err(|_| unreadable())?;
            let pixels = fitted(&decoded, &info, &cut, separator, options).ok_or_else(unreadable)?;
            (cut.area, pixels)
        }
    };
    kept.keep(&name, &keep::write(area, &pixels, picture));
    Ok((Made::Ink(area, pixels), None))
}

/// Pixels to the inch at which art is imaged that cannot be placed: type must stay sharp.
const IMAGED_PPI: f64 = 300.0;

/// Art as its maker wrote it, or its picture in ink where the file cannot hold it.
fn art(
    bytes: &[u8],
    picture: &Picture,
    separator: &Separator,
    options: &PressOptions,
) -> Option<(Made, Option<PressNote>)> {
    let (name, orientation) = (&*picture.hash, picture.orientation);
    let leaf = leaf_of(name);
    let form = if leaf.is_grey {
        Err(Imaged::Plates)
    } else if is_drawing(bytes) {
        let drawing = Drawing::read(bytes, name).ok()?;
        let shapes = drawing.shapes.as_ref().map_err(|_| Imaged::Unusual);
        shapes.map(|shapes| drawing_form(&drawing, shapes, orientation, separator))
    } else {
        page_form(ArtPage::open(bytes, name, leaf).ok()?, orientation, options.standard, separator.light())
    };
    let why = match form {
        Ok(form) => return Some((Made::Form(Box::new(form)), None)),
        Err(why) => why,
    };
    let side = |length: banxin_geom::Length| (length.to_pt() / 72.0 * IMAGED_PPI).round().max(1.0) as u32;
    let cut = Cut::of(picture, (side(picture.image.width), side(picture.image.height)), IMAGED_PPI)?;
    let decoded = decode_leaf(bytes, name, leaf, orientation, Some(cut.enough())).ok()?;
    let light = cut.pixels(&decoded)?;
    let note = Some(PressNote::ImagedArt(name.to_owned(), why));
    if decoded.colour == Colour::Gray {
        let pixels = store(lightness(separator, &light), cut.kept, None, options, false)?;
        return Some((Made::Ink(cut.area, pixels), note));
    }
    let mut inks = separator.from_rgb(&light, None).ok()?;
    // Black type in an ad is black ink on paper and not a mixture, whatever it was imaged through.
    for (ink, light) in inks.as_chunks_mut::<4>().0.iter_mut().zip(light.as_chunks::<3>().0) {
        let (low, high) = (light.iter().min().copied()?, light.iter().max().copied()?);
        if high - low <= NEUTRAL {
            *ink = [0, 0, 0, separator.from_grey(&[light[1]]).first().copied()?];
        }
    }
    let pixels = store(inks, cut.kept, Some(separator), options, false)?;
    Some((Made::Ink(cut.area, pixels), note))
}

/// How far apart red, green and blue of a neutral tone may lie once it was painted from ink.
const NEUTRAL: u8 = 8;

/// A photo that is ink already goes as it is, whole behind its frame, where the paper can take it:
/// separated for this paper or for none in particular, upright, not much too fine, within the limit.
fn untouched(
    bytes: &[u8],
    info: &PictureInfo,
    picture: &Picture,
    cut: &Cut,
    separator: &Separator,
) -> Option<InkPixels> {
    let is_ink_jpeg = info.format == PictureFormat::Jpeg && info.colour == Colour::Cmyk;
    let is_fine = f64::from(cut.width) <= f64::from(cut.kept.0) * 1.5;
    if !is_ink_jpeg || !is_fine || picture.orientation != 1 || leaf_of(&picture.hash).is_grey {
        return None;
    }
    let head = read_jpeg_head(bytes, &picture.hash).ok()?;
    if head.icc.as_deref().is_some_and(|own| own != separator.icc()) {
        return None;
    }
    let decoded = decode(bytes, &picture.hash, 1, None).ok()?;
    separator.is_within_limit(&decoded.data).then(|| InkPixels {
        width: info.width,
        height: info.height,
        coding: Coding::CmykJpeg { is_inverted: head.adobe_transform.is_some() },
        data: bytes.to_vec(),
    })
}

/// The pixels that are seen, in ink: grey ones on the black plate alone.
fn fitted(
    decoded: &Pixels,
    info: &PictureInfo,
    cut: &Cut,
    separator: &Separator,
    options: &PressOptions,
) -> Option<InkPixels> {
    let samples = cut.pixels(decoded)?;
    let is_jpeg = info.format == PictureFormat::Jpeg;
    let grey = match decoded.colour {
        Colour::Gray => Some(samples.clone()),
        Colour::Rgb => neutral(&samples),
        Colour::Cmyk => None,
    };
    if let Some(grey) = grey {
        return store(lightness(separator, &grey), cut.kept, None, options, is_jpeg);
    }
    let own = decoded.icc.as_deref();
    let inks = match decoded.colour {
        Colour::Cmyk => separator.from_cmyk(&samples, own.filter(|own| *own != separator.icc())).ok()?,
        _ => separator.from_rgb(&samples, own).ok()?,
    };
    store(inks, cut.kept, Some(separator), options, is_jpeg)
}

/// Greys as the black plate takes them, stored as DeviceGray has it: 255 is paper.
fn lightness(separator: &Separator, grey: &[u8]) -> Vec<u8> {
    separator.from_grey(grey).into_iter().map(|black| 255 - black).collect()
}

/// The greys of a picture stored in three colours that shows none, as black-and-white photos often are.
fn neutral(light: &[u8]) -> Option<Vec<u8>> {
    let (pixels, _) = light.as_chunks::<3>();
    let is_grey = |[red, green, blue]: &[u8; 3]| red.abs_diff(*green) <= 2 && blue.abs_diff(*green) <= 2;
    pixels.iter().all(is_grey).then(|| pixels.iter().map(|pixel| pixel[1]).collect())
}

/// Flat art keeps its edges when it packs well without loss; photos go as JPEG. Samples in four inks come with
/// the separator that knows how much of them the paper bears, grey ones without.
fn store(
    samples: Vec<u8>,
    (width, height): (u32, u32),
    inks: Option<&Separator>,
    options: &PressOptions,
    is_jpeg: bool,
) -> Option<InkPixels> {
    let is_grey = inks.is_none();
    let jpeg = match inks {
        None => Some(encode_grey(&samples, (width, height), options.jpeg_quality)?),
        Some(separator) => encode_inks(&samples, (width, height), options.jpeg_quality, separator.limit()),
    };
    // What JPEG cannot hold within the limit is stored as it is.
    let Some(jpeg) = jpeg else {
        return deflated(samples, (width, height), Coding::Cmyk);
    };
    if !is_jpeg {
        let coding = if is_grey { Coding::Grey } else { Coding::Cmyk };
        if let Some(flat) =
            deflated(samples, (width, height), coding).filter(|flat| flat.data.len() <= jpeg.len())
        {
            return Some(flat);
        }
    }
    let coding = if is_grey { Coding::GreyJpeg } else { Coding::CmykJpeg { is_inverted: true } };
    Some(InkPixels { width, height, coding, data: jpeg })
}

/// Samples as they are, deflated; `None` where that takes more room.
fn deflated(samples: Vec<u8>, (width, height): (u32, u32), coding: Coding) -> Option<InkPixels> {
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), samples);
    stream.compress().ok()?;
    stream.dict.has(b"Filter").then_some(InkPixels { width, height, coding, data: stream.content })
}
