//! The plates of a page, singly and together, as the plate-maker will image them.

use crate::paint::{Plates, RasterFailure, RenderNote, RenderOptions, Rendering, paint};
use banxin_media::Colour;
use banxin_scene::{Item, PageList, Paint, Shelf};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One ink and so one plate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Plate {
    /// Cyan.
    Cyan,
    /// Magenta.
    Magenta,
    /// Yellow.
    Yellow,
    /// Black.
    Black,
    /// A spot ink by name.
    Spot(Arc<str>),
}

/// Turns samples of a photo, of that colour and described by that profile of its own, into cyan,
/// magenta, yellow and black, 255 for full ink, four bytes a pixel.
pub type PhotoInks<'a> = dyn Fn(Colour, Option<&[u8]>, &[u8]) -> Vec<u8> + 'a;

impl Plate {
    /// The process inks in the order in which they are printed of.
    pub const PROCESS: [Plate; 4] = [Plate::Cyan, Plate::Magenta, Plate::Yellow, Plate::Black];

    /// The plate of that name: `c`, `m`, `y`, `k`, or the name of a spot ink.
    pub fn named(name: &str) -> Plate {
        match name {
            "c" => Plate::Cyan,
            "m" => Plate::Magenta,
            "y" => Plate::Yellow,
            "k" => Plate::Black,
            spot => Plate::Spot(spot.into()),
        }
    }

    /// The name by which callers ask for the plate.
    pub fn name(&self) -> &str {
        match self {
            Plate::Cyan => "c",
            Plate::Magenta => "m",
            Plate::Yellow => "y",
            Plate::Black => "k",
            Plate::Spot(ink) => ink,
        }
    }

    fn channel(&self) -> Option<usize> {
        Plate::PROCESS.iter().position(|plate| plate == self)
    }

    /// The tone that a paint leaves on this plate, 255 for none and 0 for full ink; `None` where it
    /// overprints and so leaves what is there.
    pub(crate) fn tone(&self, paint: &Paint, overprint: bool) -> Option<u8> {
        let amount = match (paint, self) {
            (Paint::Black, Plate::Black) => 1000,
            (Paint::Black, _) if overprint => return None,
            (Paint::Gray(black), Plate::Black) => *black,
            (Paint::Cmyk(inks), _) => self.channel().map_or(0, |channel| inks[channel]),
            (Paint::Spot { ink, tint }, Plate::Spot(own)) if ink == own => *tint,
            _ => 0,
        };
        Some((255 - (u32::from(amount.min(1000)) * 255 + 500) / 1000) as u8)
    }

    /// The tones of a photo's pixels on this plate, opaque, four bytes a pixel.
    pub(crate) fn tones(&self, inks: &[u8]) -> Vec<u8> {
        let channel = self.channel();
        let (pixels, _) = inks.as_chunks::<4>();
        let tone = |pixel: &[u8; 4]| channel.map_or(255, |channel| 255 - pixel[channel]);
        pixels.iter().flat_map(|pixel| [tone(pixel), tone(pixel), tone(pixel), 255]).collect()
    }
}

/// A page as its plates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separations {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Cyan, magenta, yellow, black, then the page's spot inks by name; a byte a pixel, 255 for full ink.
    pub plates: Vec<(Plate, Vec<u8>)>,
    /// What could not be painted as it should, each once.
    pub notes: Vec<RenderNote>,
}

impl Separations {
    /// One plate's ink, or `None` when the page does not print with it.
    pub fn plate(&self, plate: &Plate) -> Option<&[u8]> {
        self.plates.iter().find(|(own, _)| own == plate).map(|(_, ink)| ink.as_slice())
    }

    /// The ink of all plates together at every pixel, in percent of one full ink.
    pub fn total_ink(&self) -> Vec<u16> {
        let mut sums = vec![0u32; self.width as usize * self.height as usize];
        for (_, ink) in &self.plates {
            sums.iter_mut().zip(ink).for_each(|(sum, ink)| *sum += u32::from(*ink));
        }
        sums.into_iter().map(|sum| ((sum * 100 + 127) / 255) as u16).collect()
    }
}

/// Paints a page as all its plates. Black type overprints unless `overprint` is off; other paints
/// clear what lies under them on every plate.
///
/// # Errors
/// When the page would have no pixels or too many.
pub fn separate(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
    photos: &PhotoInks,
    overprint: bool,
) -> Result<Separations, RasterFailure> {
    // A spot ink that the page is printed with has its plate, though nothing may stand on it.
    let booked = list.inks.iter().filter(|ink| matches!(Plate::named(ink), Plate::Spot(_))).cloned();
    let spots: BTreeSet<Arc<str>> = spot_inks(list).into_iter().chain(booked).collect();
    let plates: Vec<Plate> = Plate::PROCESS.into_iter().chain(spots.into_iter().map(Plate::Spot)).collect();
    let painted = paint(list, shelf, options, Some(&Plates { plates: &plates, photos, overprint }))?;
    let ink = |sheet: Vec<u8>| sheet.as_chunks::<4>().0.iter().map(|pixel| 255 - pixel[0]).collect();
    Ok(Separations {
        width: painted.width,
        height: painted.height,
        plates: plates.into_iter().zip(painted.sheets.into_iter().map(ink)).collect(),
        notes: painted.notes,
    })
}

/// Paints one plate of a page: white for no ink, black for full ink. Black type overprints, other
/// paints clear what lies under them on every plate.
///
/// # Errors
/// When the page would have no pixels or too many.
pub fn render_plate(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
    plate: &Plate,
    photos: &PhotoInks,
) -> Result<Rendering, RasterFailure> {
    let plates = std::slice::from_ref(plate);
    let painted = paint(list, shelf, options, Some(&Plates { plates, photos, overprint: true }))?;
    let rgba = painted.sheets.into_iter().next().unwrap_or_default();
    Ok(Rendering { width: painted.width, height: painted.height, rgba, notes: painted.notes })
}

/// Paints the ink of all plates together: white for none, black for 400 %, evenly between, so that
/// a value of `v` stands for `(255 - v) * 400 / 255` percent.
///
/// # Errors
/// When the page would have no pixels or too many.
pub fn render_total_ink(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
    photos: &PhotoInks,
) -> Result<Rendering, RasterFailure> {
    let all = separate(list, shelf, options, photos, true)?;
    let mut sums = vec![0u32; all.width as usize * all.height as usize];
    for (_, ink) in &all.plates {
        sums.iter_mut().zip(ink).for_each(|(sum, ink)| *sum += u32::from(*ink));
    }
    let grey = |sum: u32| (255 - (sum / 4).min(255)) as u8;
    let rgba = sums.into_iter().flat_map(|sum| [grey(sum), grey(sum), grey(sum), 255]).collect();
    Ok(Rendering { width: all.width, height: all.height, rgba, notes: all.notes })
}

/// The names of the spot inks that a page uses, in order.
pub fn spot_inks(list: &PageList) -> Vec<Arc<str>> {
    let mut inks = BTreeSet::new();
    for (_, item) in list.items() {
        let paints = match item {
            Item::Glyphs(run) => [Some(&run.paint), None],
            Item::Shape(shape) => [shape.fill.as_ref(), shape.stroke.as_ref().map(|stroke| &stroke.paint)],
            Item::Picture(_) => [None, None],
        };
        for paint in paints.into_iter().flatten() {
            if let Paint::Spot { ink, .. } = paint {
                inks.insert(ink.clone());
            }
        }
    }
    inks.into_iter().collect()
}
