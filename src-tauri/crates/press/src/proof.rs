//! Ink back to light, so that a screen shows what the paper will.

use crate::options::{PressFailure, Unfit};
use lcms2::{ColorSpaceSignature, Flags, Intent, PixelFormat, Profile, Transform};

/// Shows inks on the screen as a printing condition prints them.
pub struct SoftProof {
    transform: Transform<[u8; 4], [u8; 3]>,
    paper: [u8; 3],
}

impl SoftProof {
    /// A proof for the CMYK output profile in `icc`. With `on_paper` the screen's white becomes the grey of
    /// the paper and its black that of the ink (absolute colorimetric); without, paper shows as white and
    /// the deepest black as black.
    ///
    /// # Errors
    /// When the profile is not one for CMYK.
    pub fn new(icc: &[u8], on_paper: bool) -> Result<Self, PressFailure> {
        let profile = Profile::new_icc(icc).map_err(|_| PressFailure::Profile(Unfit::NoProfile))?;
        if profile.color_space() != ColorSpaceSignature::CmykData {
            return Err(PressFailure::Profile(Unfit::NotInk));
        }
        let (intent, flags) = if on_paper {
            (Intent::AbsoluteColorimetric, Flags::default())
        } else {
            (Intent::RelativeColorimetric, Flags::BLACKPOINT_COMPENSATION)
        };
        let screen = Profile::new_srgb();
        let transform =
            Transform::new_flags(&profile, PixelFormat::CMYK_8, &screen, PixelFormat::RGB_8, intent, flags)
                .map_err(|_| PressFailure::Profile(Unfit::Damaged))?;
        let mut proof = SoftProof { transform, paper: [255; 3] };
        proof.paper = proof.show(&[[0; 4]])[0];
        Ok(proof)
    }

    /// How paper without ink shows, as red, green and blue.
    pub fn paper(&self) -> [u8; 3] {
        self.paper
    }

    /// How inks show, as red, green and blue; 255 is full ink.
    pub fn show(&self, inks: &[[u8; 4]]) -> Vec<[u8; 3]> {
        let mut light = vec![[0; 3]; inks.len()];
        self.transform.transform_pixels(inks, &mut light);
        light
    }
}

#[cfg(test)]
mod tests {
    use super::SoftProof;

    #[test]
    fn newsprint_is_greyer_than_white_and_its_black_is_no_deep_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/icc/IFRA26S_2004_newsprint.icc");
        let icc = std::fs::read(path).expect("profile is in the tree");
        let paper = SoftProof::new(&icc, true).expect("is CMYK");
        let plain = SoftProof::new(&icc, false).expect("is CMYK");
        let [red, green, blue] = paper.paper();
        assert!((170..230).contains(&red) && red.abs_diff(green) < 12 && blue < red, "{:?}", paper.paper());
        assert!(plain.paper().iter().all(|light| *light > 250), "{:?}", plain.paper());
        let (printed, shown) = (paper.show(&[[0, 0, 0, 255]])[0], plain.show(&[[0, 0, 0, 255]])[0]);
        assert!(printed.iter().all(|light| (40..110).contains(light)), "{printed:?}");
        assert!(shown[1] < printed[1], "{shown:?}");
        assert!(SoftProof::new(b"", true).is_err());
    }
}
