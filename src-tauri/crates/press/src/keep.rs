//! Pictures in ink as they are kept between exports, so that a second export need not make them again.

use crate::options::PressOptions;
use crate::photo::{Coding, InkPixels};
use banxin_geom::{Length, Rect};
use banxin_scene::Picture;
use sha2::{Digest, Sha256};

/// A place that remembers bytes by name; it may forget any of them at any time.
pub trait Keep: Sync {
    /// What was kept under that name.
    fn take(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps bytes under a name, if it can.
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// A place that remembers nothing.
pub(crate) struct Nowhere;

impl Keep for Nowhere {
    fn take(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }
    fn keep(&self, _name: &str, _bytes: &[u8]) {}
}

/// Grows when pictures are made another way than before.
const VERSION: u8 = 4;
const MARK: &[u8; 4] = b"BXP1";

/// The name of a picture in ink: everything that its pixels follow from, and nothing of where it stands.
pub(crate) fn name(picture: &Picture, options: &PressOptions) -> String {
    let mut hasher = Sha256::new();
    hasher.update([VERSION, picture.orientation, options.jpeg_quality]);
    hasher.update(picture.hash.as_bytes());
    let (frame, image) = (picture.frame, picture.image);
    let lengths =
        [frame.x - image.x, frame.y - image.y, frame.width, frame.height, image.width, image.height];
    lengths.iter().for_each(|length| hasher.update(length.to_emu().to_le_bytes()));
    hasher.update(options.max_ppi.to_le_bytes());
    hasher.update(options.ink_limit.to_le_bytes());
    hasher.update(Sha256::digest(&options.profile));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A picture and the box it fills as bytes, with a digest at their end so that a damaged one is never
/// printed.
pub(crate) fn write(area: Rect, pixels: &InkPixels, picture: &Picture) -> Vec<u8> {
    let coding = match pixels.coding {
        Coding::CmykJpeg { is_inverted: false } => 0,
        Coding::CmykJpeg { is_inverted: true } => 1,
        Coding::Cmyk => 2,
        Coding::GreyJpeg => 3,
        Coding::Grey => 4,
    };
    let mut bytes = Vec::with_capacity(pixels.data.len() + 77);
    bytes.extend_from_slice(MARK);
    bytes.push(coding);
    bytes.extend_from_slice(&pixels.width.to_le_bytes());
    bytes.extend_from_slice(&pixels.height.to_le_bytes());
    let image = picture.image;
    for length in [area.x - image.x, area.y - image.y, area.width, area.height] {
        bytes.extend_from_slice(&length.to_emu().to_le_bytes());
    }
    bytes.extend_from_slice(&pixels.data);
    let digest = Sha256::digest(&bytes);
    bytes.extend_from_slice(&digest);
    bytes
}

/// A picture from its bytes, or `None` when they are not what was kept.
pub(crate) fn read(bytes: &[u8], picture: &Picture) -> Option<(Rect, InkPixels)> {
    let (bytes, digest) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if Sha256::digest(bytes).as_slice() != digest {
        return None;
    }
    let rest = bytes.strip_prefix(MARK)?;
    let (coding, rest) = rest.split_first()?;
    let coding = match coding {
        0 => Coding::CmykJpeg { is_inverted: false },
        1 => Coding::CmykJpeg { is_inverted: true },
        2 => Coding::Cmyk,
        3 => Coding::GreyJpeg,
        4 => Coding::Grey,
        _ => return None,
    };
    let (width, rest) = rest.split_first_chunk()?;
    let (height, mut data) = rest.split_first_chunk()?;
    let mut length = || -> Option<Length> {
        let (value, rest) = data.split_first_chunk()?;
        data = rest;
        Some(Length::emu(i64::from_le_bytes(*value)))
    };
    let (x, y, across, down) = (length()?, length()?, length()?, length()?);
    let area = Rect::new(picture.image.x + x, picture.image.y + y, across, down);
    let (width, height) = (u32::from_le_bytes(*width), u32::from_le_bytes(*height));
    Some((area, InkPixels { width, height, coding, data: data.to_vec() }))
}

#[cfg(test)]
mod tests {
    use super::{name, read, write};
    use crate::options::PressOptions;
    use crate::photo::{Coding, InkPixels};
    use banxin_geom::{Length, Point, Rect};
    use banxin_scene::Picture;

    #[test]
    fn a_kept_picture_comes_back_wherever_it_stands_and_a_damaged_one_does_not() {
        let pixels = InkPixels { width: 7, height: 3, coding: Coding::GreyJpeg, data: b"pixels".to_vec() };
        let area = Rect::new(Length::mm(1.0), Length::mm(2.0), Length::mm(7.0), Length::mm(3.0));
        let picture = Picture { hash: "00".into(), frame: area, image: area, orientation: 1 };
        let mut bytes = write(area, &pixels, &picture);
        let by = Point::new(Length::mm(5.0), Length::mm(-1.0));
        let moved = Picture { image: area.moved(by), frame: area.moved(by), ..picture.clone() };
        let (place, back) = read(&bytes, &moved).expect("reads");
        assert_eq!(place, area.moved(by));
        assert_eq!((back.width, back.height, back.coding), (7, 3, Coding::GreyJpeg));
        assert_eq!(back.data, b"pixels");
        bytes[14] ^= 1;
        assert!(read(&bytes, &picture).is_none() && read(b"", &picture).is_none());
    }

    #[test]
    fn a_picture_is_known_by_all_that_its_pixels_follow_from_and_not_by_its_place() {
        let box_of = |x: f64, width: f64| {
            Rect::new(Length::mm(x), Length::mm(5.0), Length::mm(width), Length::mm(40.0))
        };
        let own = Picture {
            hash: "00".into(),
            frame: box_of(10.0, 60.0),
            image: box_of(8.0, 66.0),
            orientation: 1,
        };
        let usual = PressOptions::new("a", b"profile".to_vec());
        let known = name(&own, &usual);
        let by = Point::new(Length::mm(50.0), Length::mm(70.0));
        let elsewhere = Picture { frame: own.frame.moved(by), image: own.image.moved(by), ..own.clone() };
        assert_eq!(name(&elsewhere, &usual), known);
        let named = PressOptions { title: "b".to_owned(), created: Some(1), ..usual.clone() };
        assert_eq!(name(&own, &named), known, "nor by the file that it goes into");
        let pictures = [
            Picture { hash: "01".into(), ..own.clone() },
            Picture { orientation: 3, ..own.clone() },
            Picture { frame: box_of(10.0, 59.0), ..own.clone() },
            Picture { frame: box_of(11.0, 60.0), ..own.clone() },
            Picture { image: box_of(8.0, 67.0), ..own.clone() },
        ];
        let options = [
            PressOptions { max_ppi: 200.0, ..usual.clone() },
            PressOptions { ink_limit: 220, ..usual.clone() },
            PressOptions { jpeg_quality: 90, ..usual.clone() },
            PressOptions { profile: b"another".to_vec(), ..usual.clone() },
        ];
        let mut names: Vec<String> = pictures.iter().map(|picture| name(picture, &usual)).collect();
        names.extend(options.iter().map(|options| name(&own, options)));
        names.push(known);
        names.sort();
        names.dedup();
        assert_eq!(names.len(), pictures.len() + options.len() + 1);
    }
}
