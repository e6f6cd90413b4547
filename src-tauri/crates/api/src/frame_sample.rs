//! What stands round a package, as a picture of its own: what a list of rules and borders (花边) shows.

use crate::{Failure, RenderOptions};
use banxin_geom::{Length, Point, Rect, Size};
use banxin_layout::frame_sample;
use banxin_model::Frame;
use banxin_raster::{render, to_png};
use banxin_scene::{Bytes, FaceFile, FaceName, Group, PageList, Shelf};

/// Width of the picture in points; its height is 5/8 of that.
const WIDE: f64 = 96.0;
/// Blank round the ground, in points: a border's stars reach over its edge.
const MARGIN: f64 = 6.0;
/// The cell that borders are measured by, in points: the usual body size.
const CELL: f64 = 9.0;
/// Least and greatest width of the picture in pixels.
const WIDTHS: (u32, u32) = (24, 800);

/// A frame has neither type nor photos.
struct Bare;

impl Shelf for Bare {
    fn face(&self, _: &FaceName) -> Option<FaceFile> {
        None
    }

    fn photo(&self, _: &str) -> Option<Bytes> {
        None
    }
}

/// A frame round an empty ground, at the size it prints in where `pixels` make 96 points; as PNG.
///
/// # Errors
/// When the picture cannot be drawn.
pub fn picture_of_frame(frame: Frame, pixels: u32) -> Result<Vec<u8>, Failure> {
    let pixels = pixels.clamp(WIDTHS.0, WIDTHS.1);
    let whole = Size::new(Length::pt(WIDE), Length::pt(WIDE * 0.625));
    let margin = Length::pt(MARGIN);
    let ground = Size::new(whole.width - margin * 2, whole.height - margin * 2);
    let items = frame_sample(frame, ground, Length::pt(CELL));
    let area = Rect::new(Length::ZERO, Length::ZERO, ground.width, ground.height);
    let list = PageList {
        number: 1,
        trim: whole,
        bleed: Length::ZERO,
        type_area: Rect::new(Length::ZERO, Length::ZERO, whole.width, whole.height),
        inks: Vec::new(),
        groups: vec![Group::new("sample".to_owned(), Point::new(margin, margin), area, items)],
    };
    let options = RenderOptions { dpi: f64::from(pixels) * 72.0 / WIDE, ..RenderOptions::default() };
    Ok(to_png(&render(&list, &Bare, &options)?)?)
}

#[cfg(test)]
mod tests {
    use super::picture_of_frame;
    use banxin_model::Frame;

    #[test]
    fn each_frame_has_a_picture_of_its_own() {
        let frames =
            ["none", "box", "rule-above", "rule-below", "double", "thick-thin", "dots", "fret", "plum"];
        let pictures: Vec<Vec<u8>> = frames
            .iter()
            .map(|name| serde_json::from_value(serde_json::json!(name)).expect("a frame"))
            .map(|frame: Frame| picture_of_frame(frame, 192).expect("a picture"))
            .collect();
        for (k, picture) in pictures.iter().enumerate() {
            assert_eq!(&picture[1..4], b"PNG");
            assert!(!pictures[..k].contains(picture), "{} looks like another", frames[k]);
        }
        assert!(picture_of_frame(Frame::Box, 0).is_ok() && picture_of_frame(Frame::Box, u32::MAX).is_ok());
    }
}
