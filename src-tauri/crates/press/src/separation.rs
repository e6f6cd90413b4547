//! Light to ink: photos through the profile of the paper, never more ink than it bears.
//!
//! Relative colorimetric with black point compensation, so that paper stays paper and the darkest
//! tone of a photo is the darkest that the paper can show. Grey stays on the black plate alone.

use crate::options::PressFailure;
use banxin_media::Colour;
use lcms2::{
    CIExyY, ColorSpaceSignature, DisallowCache, Flags, GlobalContext, InfoType, Intent, LCMSResult, Locale,
    PixelFormat, Profile, ProfileClassSignature, Transform,
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A conversion to ink that many threads may use at once.
type ToInk<T> = Transform<T, [u8; 4], GlobalContext, DisallowCache>;

/// Conversions already worked out, by the digest of the profile they convert from.
type Known<T> = Mutex<HashMap<[u8; 32], Arc<ToInk<T>>>>;

/// The printing condition that photos are separated for.
pub struct Separator {
    icc: Vec<u8>,
    description: String,
    black_of_grey: [u8; 256],
    light: Vec<u8>,
    limit: u32,
    /// What photos are taken back to where they exceed it.
    aim: u32,
    from_light: Known<[u8; 3]>,
    from_inks: Known<[u8; 4]>,
}

impl Separator {
    /// A separator for the CMYK output profile in `icc`, with at most `ink_limit` percent of ink.
    pub fn new(icc: &[u8], ink_limit: u16) -> Result<Self, PressFailure> {
        let profile = Profile::new_icc(icc).map_err(|_| failure("it is not an ICC profile"))?;
        if profile.color_space() != ColorSpaceSignature::CmykData {
            return Err(failure("it is not for CMYK"));
        }
        if profile.device_class() != ProfileClassSignature::OutputClass {
            return Err(failure("it does not describe a printing condition"));
        }
        let description = profile.info(InfoType::Description, Locale::none()).unwrap_or_default();
        let description = description.trim_end_matches('\0').trim().to_owned();
        Ok(Separator {
            icc: icc.to_vec(),
            description: if description.is_empty() { "CMYK".to_owned() } else { description },
            black_of_grey: black_of_grey(&profile)?,
            light: undated(Profile::new_srgb().icc().map_err(|error| failure(&error.to_string()))?),
            limit: u32::from(ink_limit) * 255 / 100,
            aim: u32::from(ink_limit.saturating_sub(HEAD_ROOM)) * 255 / 100,
            from_light: Mutex::default(),
            from_inks: Mutex::default(),
        })
    }

    /// What the profile calls its printing condition.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The bytes of the profile of screens, sRGB.
    pub(crate) fn light(&self) -> &[u8] {
        &self.light
    }

    /// The bytes of the profile.
    pub fn icc(&self) -> &[u8] {
        &self.icc
    }

    /// The ink of RGB pixels described by their own profile, or by sRGB when they have none that
    /// can be used.
    pub fn from_rgb(&self, pixels: &[u8], own: Option<&[u8]>) -> Result<Vec<u8>, PressFailure> {
        let source = own
            .and_then(|icc| Profile::new_icc(icc).ok().map(|profile| (icc, profile)))
            .filter(|(_, profile)| profile.color_space() == ColorSpaceSignature::RgbData);
        let (name, source) = source.unwrap_or_else(|| (&[], Profile::new_srgb()));
        let transform = self.known(&self.from_light, name, |output| {
            Transform::new_flags_context(
                GlobalContext::new(),
                &source,
                PixelFormat::RGB_8,
                output,
                PixelFormat::CMYK_8,
                Intent::RelativeColorimetric,
                precise_light(),
            )
        })?;
        let (source, _) = pixels.as_chunks::<3>();
        let mut inks = vec![[0u8; 4]; source.len()];
        transform.transform_pixels(source, &mut inks);
        self.limit_all(&mut inks);
        Ok(inks.into_flattened())
    }

    /// The ink for this paper of CMYK pixels, separated for another one when they bring its profile.
    pub fn from_cmyk(&self, pixels: &[u8], own: Option<&[u8]>) -> Result<Vec<u8>, PressFailure> {
        let (source, _) = pixels.as_chunks::<4>();
        let mut inks = source.to_vec();
        let own = own
            .and_then(|icc| Profile::new_icc(icc).ok().map(|profile| (icc, profile)))
            .filter(|(_, profile)| profile.color_space() == ColorSpaceSignature::CmykData);
        if let Some((icc, profile)) = own {
            let transform = self.known(&self.from_inks, icc, |output| {
                Transform::new_flags_context(
                    GlobalContext::new(),
                    &profile,
                    PixelFormat::CMYK_8,
                    output,
                    PixelFormat::CMYK_8,
                    Intent::RelativeColorimetric,
                    precise(),
                )
            })?;
            transform.transform_pixels(source, &mut inks);
        }
        self.limit_all(&mut inks);
        Ok(inks.into_flattened())
    }

    /// The conversion from a profile, worked out once: its tables take longer than many a photo.
    fn known<T>(
        &self,
        known: &Known<T>,
        icc: &[u8],
        make: impl FnOnce(&Profile) -> LCMSResult<ToInk<T>>,
    ) -> Result<Arc<ToInk<T>>, PressFailure> {
        let name: [u8; 32] = Sha256::digest(icc).into();
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(transform) = known.get(&name) {
            return Ok(Arc::clone(transform));
        }
        let output = Profile::new_icc(&self.icc).map_err(|_| failure("it is not an ICC profile"))?;
        let transform = Arc::new(make(&output).map_err(|error| failure(&error.to_string()))?);
        known.insert(name, Arc::clone(&transform));
        Ok(transform)
    }

    /// The black ink of grey pixels: the tone that the paper shows as light as the screen did.
    pub fn from_grey(&self, pixels: &[u8]) -> Vec<u8> {
        pixels.iter().map(|grey| self.black_of_grey[usize::from(*grey)]).collect()
    }

    /// The four inks of a photo's samples as they will stand on the plates: grey ones on the black
    /// plate alone.
    pub fn plates(&self, colour: Colour, own: Option<&[u8]>, samples: &[u8]) -> Vec<u8> {
        let inks = match colour {
            Colour::Gray => {
                return self.from_grey(samples).into_iter().flat_map(|black| [0, 0, 0, black]).collect();
            }
            Colour::Rgb => self.from_rgb(samples, own),
            Colour::Cmyk => self.from_cmyk(samples, own),
        };
        // The profile was proved when the separator was made; paper is what is left if it fails now.
        inks.unwrap_or_else(|_| vec![0; samples.len() / if colour == Colour::Rgb { 3 } else { 4 } * 4])
    }

    /// Whether every pixel keeps within the ink that the paper bears.
    pub fn is_within_limit(&self, inks: &[u8]) -> bool {
        inks.as_chunks::<4>().0.iter().all(|pixel| total(*pixel) <= self.limit)
    }

    /// Whether ink lies so far under the limit that storing it as JPEG cannot carry it over.
    pub(crate) fn is_far_from_limit(&self, inks: &[u8]) -> bool {
        inks.as_chunks::<4>().0.iter().all(|pixel| total(*pixel) + FAR <= self.limit)
    }

    /// Takes ink back in the blocks of a picture whose stored form, `shown`, swings beyond the limit; whether
    /// there were any.
    pub(crate) fn ease(&self, inks: &mut [u8], shown: &[u8], width: usize) -> bool {
        let (pixels, _) = inks.as_chunks_mut::<4>();
        let (shown, _) = shown.as_chunks::<4>();
        let mut is_eased = false;
        for (rows, shown) in
            pixels.chunks_mut((width * BLOCK).max(1)).zip(shown.chunks((width * BLOCK).max(1)))
        {
            for left in (0..width).step_by(BLOCK) {
                let inside = |row: usize| row * width + left..row * width + (left + BLOCK).min(width);
                let most = |pixels: &[[u8; 4]]| -> u32 {
                    let sums = (0..BLOCK).filter_map(|row| pixels.get(inside(row))).flatten();
                    sums.map(|pixel| total(*pixel)).max().unwrap_or(0)
                };
                let over = most(shown).saturating_sub(self.limit.saturating_sub(DECODERS));
                if over == 0 {
                    continue;
                }
                is_eased = true;
                let aim = most(rows).saturating_sub(over + EASE);
                for row in 0..BLOCK {
                    for pixel in rows.get_mut(inside(row)).into_iter().flatten() {
                        *pixel = limited(*pixel, aim);
                    }
                }
            }
        }
        is_eased
    }

    fn limit_all(&self, inks: &mut [[u8; 4]]) {
        for pixel in inks {
            *pixel = limited(*pixel, self.aim);
        }
    }
}

/// Black point compensation, with tables fine enough that interpolating in them shows nowhere.
fn precise() -> Flags<DisallowCache> {
    Flags::NO_CACHE | Flags::HIGHRES_PRECALC | Flags::CLUT_POST_LINEARIZATION | Flags::BLACKPOINT_COMPENSATION
}

/// As [`precise`] for light, whose tables have three sides only and so may be finer than the usual 49 steps:
/// with those one dark brown of a 9 × 9 × 9 grid is two steps of 255 off.
fn precise_light() -> Flags<DisallowCache> {
    let mut flags = precise();
    // LittleCMS keeps the number of steps in the third byte (`cmsFLAGS_GRIDPOINTS`).
    flags.0 |= 65 << 16;
    flags
}

/// Ink in percent that photos stay under the limit, because storing them as JPEG moves single pixels.
const HEAD_ROOM: u16 = 6;

/// Pixels either way that JPEG stores together when it halves the resolution of colour.
const BLOCK: usize = 16;

/// Ink, 255 for one full one, that JPEG never adds to a pixel.
const FAR: u32 = 160;

/// How far decoders differ in a pixel: the plate-maker's may be another than ours.
const DECODERS: u32 = 6;

/// What is taken back beyond what a block was over, so that it need not be taken back again.
const EASE: u32 = 12;

/// A profile without the moment at which it was made (ICC.1, 7.2.10 and 7.2.20), so that equal files stay equal.
fn undated(mut profile: Vec<u8>) -> Vec<u8> {
    for field in [24..36, 84..100] {
        profile.get_mut(field).into_iter().for_each(|field| field.fill(0));
    }
    profile
}

fn failure(why: &str) -> PressFailure {
    PressFailure::Profile(why.to_owned())
}

fn total(pixel: [u8; 4]) -> u32 {
    pixel.iter().map(|ink| u32::from(*ink)).sum()
}

/// A pixel with its coloured inks taken back evenly until all four fit; black keeps the drawing.
fn limited([cyan, magenta, yellow, black]: [u8; 4], limit: u32) -> [u8; 4] {
    let coloured = u32::from(cyan) + u32::from(magenta) + u32::from(yellow);
    let room = limit.saturating_sub(u32::from(black));
    if coloured <= room {
        return [cyan, magenta, yellow, black];
    }
    let less = |ink: u8| (u32::from(ink) * room / coloured) as u8;
    [less(cyan), less(magenta), less(yellow), black]
}

/// For each grey of the screen the black ink that shows as light, paper counting as white and full
/// black as black.
fn black_of_grey(profile: &Profile) -> Result<[u8; 256], PressFailure> {
    let white = CIExyY { x: 0.345_7, y: 0.358_5, Y: 1.0 };
    let lab = Profile::new_lab4_context(GlobalContext::new(), &white)
        .map_err(|error| failure(&error.to_string()))?;
    let transform: Transform<[u8; 4], [f64; 3]> = Transform::new(
        profile,
        PixelFormat::CMYK_8,
        &lab,
        PixelFormat::Lab_DBL,
        Intent::RelativeColorimetric,
    )
    .map_err(|error| failure(&error.to_string()))?;
    let inks: Vec<[u8; 4]> = (0..=255).map(|black| [0, 0, 0, black]).collect();
    let mut tones = vec![[0.0; 3]; inks.len()];
    transform.transform_pixels(&inks, &mut tones);
    let light: Vec<f64> = tones.iter().map(|tone| luminance(tone[0])).collect();
    let darkest = light[255];
    Ok(std::array::from_fn(|grey| {
        let wanted = linear(grey as f64 / 255.0) * (1.0 - darkest) + darkest;
        // More black is never lighter, so the first tone dark enough has its nearest beside it.
        let black = light.partition_point(|tone| *tone > wanted).min(255);
        let before = black.saturating_sub(1);
        if (light[before] - wanted).abs() < (light[black] - wanted).abs() {
            before as u8
        } else {
            black as u8
        }
    }))
}

/// Relative luminance of a CIE lightness.
fn luminance(lightness: f64) -> f64 {
    let root = (lightness + 16.0) / 116.0;
    if root > 6.0 / 29.0 { root.powi(3) } else { lightness / 903.3 }
}

/// Relative luminance of an sRGB grey.
fn linear(grey: f64) -> f64 {
    if grey <= 0.040_45 { grey / 12.92 } else { ((grey + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::{Separator, limited, total};

    fn separator() -> Separator {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/icc/IFRA26S_2004_newsprint.icc");
        Separator::new(&std::fs::read(path).expect("profile is in the tree"), 240).expect("is CMYK output")
    }

    #[test]
    fn the_limiter_keeps_black_and_never_passes_the_limit() {
        for pixel in [[255, 255, 255, 255], [200, 180, 190, 90], [10, 20, 30, 40], [255, 255, 255, 0]] {
            let after = limited(pixel, 612);
            assert!(total(after) <= 612 && after[3] == pixel[3], "{pixel:?} -> {after:?}");
        }
        assert_eq!(limited([200, 180, 100, 90], 612), [200, 180, 100, 90]);
    }

    #[test]
    fn paper_takes_no_ink_and_photos_stay_within_the_limit() {
        let separator = separator();
        let mut grid = Vec::new();
        for red in 0..9u16 {
            for green in 0..9u16 {
                for blue in 0..9u16 {
                    grid.extend([red, green, blue].map(|step| (step * 255 / 8) as u8));
                }
            }
        }
        let inks = separator.from_rgb(&grid, None).expect("separates");
        assert!(separator.is_within_limit(&inks));
        assert_eq!(inks[inks.len() - 4..], [0, 0, 0, 0], "white is paper");
        assert!(inks[3] > 200, "black leans on the black plate: {:?}", &inks[..4]);
    }

    #[test]
    fn grey_goes_from_no_black_to_full_black_and_never_back() {
        let greys: Vec<u8> = (0..=255).collect();
        let black = separator().from_grey(&greys);
        assert_eq!((black[0], black[255]), (255, 0));
        assert!(black.windows(2).all(|pair| pair[0] >= pair[1]));
        assert!((110..145).contains(&black[128]), "a middle grey stays one: {}", black[128]);
    }

    #[test]
    fn profiles_that_cannot_print_are_refused() {
        assert!(Separator::new(b"", 240).is_err());
        assert!(Separator::new(b"no profile at all", 240).is_err());
        let srgb = lcms2::Profile::new_srgb().icc().expect("writes");
        assert!(Separator::new(&srgb, 240).is_err());
    }
}
