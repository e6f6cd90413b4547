//! One plate of a page, and the ink of all plates together, as the plate-maker will image them.

use crate::paint::{RasterFailure, RenderOptions, Rendering, paint};
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

/// Turns RGB pixels of a photo into its cyan, magenta, yellow and black, 255 for full ink, four
/// bytes a pixel; the second argument tells whether the photo is grey and stays on the black plate.
pub type PhotoInks<'a> = dyn Fn(&[u8], bool) -> Vec<u8> + 'a;

impl Plate {
    const PROCESS: [Plate; 4] = [Plate::Cyan, Plate::Magenta, Plate::Yellow, Plate::Black];

    fn channel(&self) -> Option<usize> {
        Plate::PROCESS.iter().position(|plate| plate == self)
    }

    /// The tone that a paint leaves on this plate, 255 for none and 0 for full ink; `None` where it
    /// overprints and so leaves what is there.
    pub(crate) fn tone(&self, paint: &Paint) -> Option<u8> {
        let amount = match (paint, self) {
            (Paint::Black, Plate::Black) => 1000,
            (Paint::Black, _) => return None,
            (Paint::Gray(black), Plate::Black) => *black,
            (Paint::Cmyk(inks), _) => self.channel().map_or(0, |channel| inks[channel]),
            (Paint::Spot { ink, tint }, Plate::Spot(own)) if ink == own => *tint,
            _ => 0,
        };
        Some((255 - (u32::from(amount.min(1000)) * 255 + 500) / 1000) as u8)
    }

    /// The tones of a photo's pixels on this plate, three equal bytes a pixel.
    pub(crate) fn tones(&self, inks: &[u8]) -> Vec<u8> {
        let channel = self.channel();
        let (pixels, _) = inks.as_chunks::<4>();
        pixels.iter().flat_map(|pixel| [channel.map_or(255, |channel| 255 - pixel[channel]); 3]).collect()
    }
}

/// Paints one plate of a page: white for no ink, black for full ink. Black type overprints, other
/// paints clear what lies under them on every plate.
pub fn render_plate(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
    plate: &Plate,
    photos: &PhotoInks,
) -> Result<Rendering, RasterFailure> {
    let options = RenderOptions { paper: [255; 3], ..options.clone() };
    paint(list, shelf, &options, Some((plate, photos)))
}

/// Paints the ink of all plates together: white for none, black for 400 %, evenly between, so that
/// a value of `v` stands for `(255 - v) * 400 / 255` percent.
pub fn render_total_ink(
    list: &PageList,
    shelf: &dyn Shelf,
    options: &RenderOptions,
    photos: &PhotoInks,
) -> Result<Rendering, RasterFailure> {
    let spots = spot_inks(list).into_iter().map(Plate::Spot);
    let mut total: Option<(Rendering, Vec<u32>)> = None;
    for plate in Plate::PROCESS.into_iter().chain(spots) {
        let one = render_plate(list, shelf, options, &plate, photos)?;
        let inks = one.rgba.chunks_exact(4).map(|pixel| u32::from(255 - pixel[0]));
        total = Some(match total {
            Some((first, sums)) => (first, sums.into_iter().zip(inks).map(|(sum, ink)| sum + ink).collect()),
            None => {
                let inks = inks.collect();
                (one, inks)
            }
        });
    }
    let Some((mut rendering, sums)) = total else {
        return render_plate(list, shelf, options, &Plate::Black, photos);
    };
    for (pixel, sum) in rendering.rgba.chunks_exact_mut(4).zip(sums) {
        pixel[..3].fill((255 - (sum / 4).min(255)) as u8);
    }
    Ok(rendering)
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
