//! Light to ink: photos through the profile of the paper, never more ink than it bears.
//!
//! Relative colorimetric with black point compensation, so that paper stays paper and the darkest
//! tone of a photo is the darkest that the paper can show. Grey stays on the black plate alone.

use crate::ink_jpeg::limited;
use crate::link::Link;
use crate::options::{PressFailure, Unfit};
use crate::route::Route;
use banxin_media::Colour;
use lcms2::{
    CIExyY, ColorSpaceSignature, DisallowCache, Flags, GlobalContext, InfoType, Intent, LCMSResult, Locale,
    PixelFormat, Profile, ProfileClassSignature, Transform,
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A conversion to ink that many threads may use at once.
type ToInk<T, I = [u8; 4]> = Transform<T, I, GlobalContext, DisallowCache>;

/// What was worked out already, by the digest of the profile that it converts from.
type Known<T> = Mutex<HashMap<[u8; 32], Arc<T>>>;

/// The printing condition that photos are separated for.
pub struct Separator {
    icc: Vec<u8>,
    description: String,
    black_of_grey: [u8; 256],
    light: Vec<u8>,
    limit: u32,
    /// What photos are taken back to where they exceed it.
    aim: u32,
    from_light: Known<Link>,
    from_inks: Known<ToInk<[u8; 4]>>,
}

impl Separator {
    /// A separator for the CMYK output profile in `icc`, with at most `ink_limit` percent of ink.
    pub fn new(icc: &[u8], ink_limit: u16) -> Result<Self, PressFailure> {
        let profile = Profile::new_icc(icc).map_err(|_| PressFailure::Profile(Unfit::NoProfile))?;
        if profile.color_space() != ColorSpaceSignature::CmykData {
            return Err(PressFailure::Profile(Unfit::NotInk));
        }
        if profile.device_class() != ProfileClassSignature::OutputClass {
            return Err(PressFailure::Profile(Unfit::NotOutput));
        }
        let description = profile.info(InfoType::Description, Locale::none()).unwrap_or_default();
        let description = description.trim_end_matches('\0').trim().to_owned();
        Ok(Separator {
            icc: icc.to_vec(),
            description: if description.is_empty() { "CMYK".to_owned() } else { description },
            black_of_grey: black_of_grey(&profile)?,
            light: undated(Profile::new_srgb().icc().map_err(|_| PressFailure::Profile(Unfit::Damaged))?),
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
        let step = if name.is_empty() { FINE } else { FINEST };
        let link = self.known(&self.from_light, name, |output| {
            let transform: ToInk<[u16; 3], [u16; 4]> = Transform::new_flags_context(
                GlobalContext::new(),
                &source,
                PixelFormat::RGB_16,
                output,
                PixelFormat::CMYK_16,
                Intent::RelativeColorimetric,
                exact(),
            )?;
            let convert = move |light: [u8; 3]| {
                let mut inks = [[0; 4]];
                transform.transform_pixels(&[light.map(|value| u16::from(value) * 257)], &mut inks);
                inks[0].map(|ink| f32::from(ink) / 257.0)
            };
            let link = match Route::new(&source, output, &self.icc, &convert) {
                Some(route) => Link::new(|light| route.inks(light), step, self.aim),
                None => Link::new(convert, COARSE, self.aim),
            };
            link.ok_or(lcms2::Error::ObjectCreationError)
        })?;
        Ok(link.inks(pixels.as_chunks::<3>().0))
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
        make: impl FnOnce(&Profile) -> LCMSResult<T>,
    ) -> Result<Arc<T>, PressFailure> {
        let name: [u8; 32] = Sha256::digest(icc).into();
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(transform) = known.get(&name) {
            return Ok(Arc::clone(transform));
        }
        let output = Profile::new_icc(&self.icc).map_err(|_| PressFailure::Profile(Unfit::NoProfile))?;
        let transform = Arc::new(make(&output).map_err(|_| PressFailure::Profile(Unfit::Damaged))?);
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

    /// The most ink in one place, 255 for a full one.
    pub(crate) fn limit(&self) -> u32 {
        self.limit
    }

    fn limit_all(&self, inks: &mut [[u8; 4]]) {
        for pixel in inks {
            *pixel = limited(*pixel, self.aim);
        }
    }
}

/// Values of a sample from node to node of the table that light without a profile goes by, which is quick to ask. With
/// two, an eighth as many pixels would lie more than a step of 255 from LittleCMS's (of photographs 0.05 % and not 0.36),
/// and the first export of an edition would take an eighth longer.
const FINE: usize = 3;

/// The same for a picture's own profile: primaries further apart bend the table more between two nodes.
const FINEST: usize = 2;

/// The same of one that is slow to ask.
const COARSE: usize = 4;

/// Black point compensation, with tables fine enough that interpolating in them shows nowhere.
fn precise() -> Flags<DisallowCache> {
    Flags::NO_CACHE | Flags::HIGHRES_PRECALC | Flags::CLUT_POST_LINEARIZATION | Flags::BLACKPOINT_COMPENSATION
}

/// As [`precise`] with nothing worked out beforehand: for the nodes of a table that is made of it.
fn exact() -> Flags<DisallowCache> {
    Flags::NO_CACHE | Flags::NO_OPTIMIZE | Flags::BLACKPOINT_COMPENSATION
}

/// Ink in percent that photos stay under the limit, because storing them as JPEG moves single pixels.
const HEAD_ROOM: u16 = 6;

/// A profile without the moment at which it was made (ICC.1, 7.2.10 and 7.2.20), so that equal files stay equal.
fn undated(mut profile: Vec<u8>) -> Vec<u8> {
    for field in [24..36, 84..100] {
        profile.get_mut(field).into_iter().for_each(|field| field.fill(0));
    }
    profile
}

fn total(pixel: [u8; 4]) -> u32 {
    pixel.iter().map(|ink| u32::from(*ink)).sum()
}

/// For each grey of the screen the black ink that shows as light, paper counting as white and full
/// black as black.
fn black_of_grey(profile: &Profile) -> Result<[u8; 256], PressFailure> {
    let white = CIExyY { x: 0.345_7, y: 0.358_5, Y: 1.0 };
    let lab = Profile::new_lab4_context(GlobalContext::new(), &white)
        .map_err(|_| PressFailure::Profile(Unfit::Damaged))?;
    let transform: Transform<[u8; 4], [f64; 3]> = Transform::new(
        profile,
        PixelFormat::CMYK_8,
        &lab,
        PixelFormat::Lab_DBL,
        Intent::RelativeColorimetric,
    )
    .map_err(|_| PressFailure::Profile(Unfit::Damaged))?;
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
    use super::{Separator, ToInk, exact, limited, total};
    use lcms2::{GlobalContext, Intent, PixelFormat, Profile, Transform};

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

    /// What LittleCMS makes of light in sixteen bits a sample, with nothing worked out beforehand.
    fn converted(light: &[[u8; 3]]) -> Vec<[f64; 4]> {
        let separator = separator();
        let output = Profile::new_icc(separator.icc()).expect("is one");
        let transform: ToInk<[u16; 3], [u16; 4]> = Transform::new_flags_context(
            GlobalContext::new(),
            &Profile::new_srgb(),
            PixelFormat::RGB_16,
            &output,
            PixelFormat::CMYK_16,
            Intent::RelativeColorimetric,
            exact(),
        )
        .expect("converts");
        let fine: Vec<[u16; 3]> =
            light.iter().map(|light| light.map(|value| u16::from(value) * 257)).collect();
        let mut inks = vec![[0; 4]; fine.len()];
        transform.transform_pixels(&fine, &mut inks);
        inks.into_iter().map(|inks| inks.map(|ink| f64::from(ink) / 257.0)).collect()
    }

    /// The shipped profile without a limit, so that nothing but the conversion is compared.
    fn free() -> Separator {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/icc/IFRA26S_2004_newsprint.icc");
        Separator::new(&std::fs::read(path).expect("profile is in the tree"), 406).expect("is one")
    }

    /// How far inks lie from LittleCMS's, in steps of 255: the mean and the worst of all samples, and the share
    /// of pixels that are more than one step off on any plate.
    fn apart(separator: &Separator, light: &[[u8; 3]]) -> (f64, f64, f64) {
        let made = separator.from_rgb(light.as_flattened(), None).expect("separates");
        let off: Vec<[f64; 4]> = made
            .as_chunks::<4>()
            .0
            .iter()
            .zip(converted(light))
            .map(|(made, wanted)| {
                std::array::from_fn(|ink| (f64::from(made[ink]) - wanted[ink].round()).abs())
            })
            .collect();
        let worst = |off: &[f64; 4]| off.iter().copied().fold(0.0, f64::max);
        let mean = off.as_flattened().iter().sum::<f64>() / (off.len() * 4) as f64;
        let far = off.iter().filter(|off| worst(off) > 1.0).count();
        (mean, off.iter().map(worst).fold(0.0, f64::max), far as f64 / off.len() as f64)
    }

    /// Numbers as a generator of Park and Miller's scatters them.
    fn scattered() -> impl FnMut() -> u8 {
        let mut state = 20_260_209u64;
        move || {
            state = state * 48_271 % 0x7FFF_FFFF;
            (state >> 8) as u8
        }
    }

    #[test]
    fn colours_are_within_a_step_of_the_conversion() {
        let mut next = scattered();
        let colours: Vec<[u8; 3]> = (0..60_000).map(|_| [next(), next(), next()]).collect();
        let greys: Vec<[u8; 3]> = (0..=255).map(|grey| [grey; 3]).collect();
        // Nodes are three values apart, so between them a bend of the profile's own table is cut short by less than
        // it moves an ink in one value and a half: two steps, and another half for rounding on either side.
        let separator = free();
        for (name, light) in [("colours", colours), ("greys", greys)] {
            let (mean, worst, share) = apart(&separator, &light);
            println!(
                "{} {name}: mean {mean:.4} of 255, worst {worst}, {share:.5} more than one off",
                light.len()
            );
            assert!(worst <= 3.0 && share <= 0.002, "{name}: worst {worst}, {share:.5}");
        }
    }

    #[test]
    fn photographs_are_within_a_step_of_the_conversion() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/samples");
        let separator = free();
        let (mut pixels, mut sum, mut far, mut most, mut photos) = (0usize, 0.0, 0.0, 0.0f64, 0);
        for entry in std::fs::read_dir(folder).expect("is in the tree") {
            let path = entry.expect("reads").path();
            if path.extension().is_none_or(|end| end != "jpg") {
                continue;
            }
            let bytes = std::fs::read(&path).expect("reads");
            let photo = banxin_media::decode(&bytes, "", 1, None).expect("decodes");
            // One pixel of 23, which falls on every column in turn.
            let light: Vec<[u8; 3]> = photo.data.as_chunks::<3>().0.iter().step_by(23).copied().collect();
            let (mean, worst, share) = apart(&separator, &light);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            println!(
                "{name}: {} pixels, mean {mean:.4} of 255, worst {worst}, {share:.5} more than one off",
                light.len()
            );
            (pixels, photos) = (pixels + light.len(), photos + 1);
            (sum, far) = (sum + mean * light.len() as f64, far + share * light.len() as f64);
            most = most.max(worst);
        }
        let (mean, share) = (sum / pixels as f64, far / pixels as f64);
        println!(
            "{photos} photos, {pixels} pixels: mean {mean:.4}, worst {most}, {share:.5} more than one off"
        );
        assert!(photos >= 10 && mean < 0.1 && most <= 3.0 && share <= 0.005, "{mean:.4} {most} {share:.5}");
    }

    #[test]
    fn even_changes_of_light_show_no_step_that_the_conversion_has_not() {
        let mut next = scattered();
        let separator = free();
        for _ in 0..80 {
            let (from, to) = ([next(), next(), next()], [next(), next(), next()]);
            let ramp: Vec<[u8; 3]> = (0..=255i32)
                .map(|at| {
                    std::array::from_fn(|channel| {
                        let (from, to) = (i32::from(from[channel]), i32::from(to[channel]));
                        (from + (to - from) * at / 255) as u8
                    })
                })
                .collect();
            let made = separator.from_rgb(ramp.as_flattened(), None).expect("separates");
            let wanted = converted(&ramp);
            for (made, wanted) in made.as_chunks::<4>().0.windows(2).zip(wanted.windows(2)) {
                for ink in 0..4 {
                    let own = f64::from(made[1][ink]) - f64::from(made[0][ink]);
                    let other = wanted[1][ink] - wanted[0][ink];
                    assert!((own - other).abs() < 3.0, "{from:?} to {to:?}: {own} and not {other:.2}");
                }
            }
        }
    }
}
