//! A line of type in a face of any family at hand, as a picture: what a list of fonts shows beside a name.

use crate::faces::Faces;
use crate::{Failure, RenderOptions};
use banxin_geom::{Length, Point, Rect, Size};
use banxin_layout::named_family;
use banxin_raster::{render, to_png};
use banxin_scene::{
    Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Shelf,
};
use banxin_text::{
    FaceKey, FontBook, FontFamily, FontRequest, HeadlineOptions, Rules, Span, place, set_headline, shape,
};
use std::sync::Arc;

/// Longest sample in characters; more is not looked at.
const MOST: usize = 60;
/// Least and greatest height of the picture in pixels.
const HEIGHTS: (u32, u32) = (12, 400);
/// Height of the picture in thousandths of the em: the square with a little air above and below.
const BAND: i64 = 1300;

/// One face's file under one name.
struct OneFace {
    name: FaceName,
    file: FaceFile,
}

impl Shelf for OneFace {
    fn face(&self, name: &FaceName) -> Option<FaceFile> {
        (*name == self.name).then(|| self.file.clone())
    }

    fn photo(&self, _: &str) -> Option<Bytes> {
        None
    }
}

impl Faces {
    /// `text`, or the family's own name, set in the face `name` (such as `hei-700` or `思源黑体-700`), as PNG of that
    /// height in pixels. The font is read for this alone and not kept.
    ///
    /// # Errors
    /// When there is no such face, or its font cannot print.
    pub fn sample(&self, name: &str, text: Option<&str>, height: u32) -> Result<Vec<u8>, Failure> {
        let height = height.clamp(HEIGHTS.0, HEIGHTS.1);
        let (key, file, family) = self.one(name)?;
        let mut book = FontBook::new();
        let refused = |refusal: banxin_text::FontRefusal| {
            Failure::failed(refusal.code(), refusal.message_zh().to_owned(), refusal.to_string())
        };
        let info = book.insert(key.clone(), file.bytes.clone(), file.index).map_err(refused)?;
        let own = family.unwrap_or(info.family);
        let text: String = text.unwrap_or(&own).chars().filter(|ch| !ch.is_control()).take(MOST).collect();
        // A pixel is a point, so that the picture comes out at the height asked for.
        let tall = Length::pt(f64::from(height));
        let size = tall.scaled(1000, BAND);
        let (stem, weight) = key.as_str().rsplit_once('-').unwrap_or((key.as_str(), "400"));
        let font = FontRequest::new(FontFamily::Named(stem.to_owned()), weight.parse().unwrap_or(400), size);
        let rules = Rules { justify: false, ..Rules::default() };
        let prepared = shape(&text, &[Span::new(0..text.len(), font, 0)], &rules, &book);
        let pad = size / 10;
        let baseline = (tall - size) / 2 + size.scaled(880, 1000);
        let mut items = Vec::new();
        let mut width = Length::ZERO;
        for line in set_headline(&prepared, Length::pt(100_000.0), &HeadlineOptions::default()).iter().take(1)
        {
            let placed = place(&prepared, line);
            width = placed.width;
            for run in &placed.runs {
                let glyph = |glyph: &banxin_text::PlacedGlyph| Glyph {
                    id: glyph.glyph,
                    x: pad + glyph.inline,
                    y: baseline + glyph.block,
                    advance: glyph.advance,
                    text: 0,
                };
                items.push(Item::Glyphs(Arc::new(GlyphRun {
                    face: FaceName(run.face.as_str().into()),
                    size: run.size,
                    scale_x: 1000,
                    orientation: Orientation::Upright,
                    paint: Paint::Black,
                    text: "".into(),
                    glyphs: run.glyphs.iter().map(glyph).collect(),
                    source: None,
                })));
            }
        }
        let area = Rect::new(Length::ZERO, Length::ZERO, width + pad * 2, tall);
        let list = PageList {
            number: 1,
            trim: Size::new(area.width, area.height),
            bleed: Length::ZERO,
            type_area: area,
            inks: Vec::new(),
            groups: vec![Group::new("sample".to_owned(), Point::ORIGIN, area, items)],
        };
        let shelf = OneFace { name: FaceName(key.as_str().into()), file };
        let options = RenderOptions { dpi: 72.0, ..RenderOptions::default() };
        Ok(to_png(&render(&list, &shelf, &options)?)?)
    }

    /// A face at hand or installed: its key, its file and, when it is installed, its family's name.
    fn one(&self, name: &str) -> Result<(FaceKey, FaceFile, Option<String>), Failure> {
        if let Some(file) = self.file(&FaceName(name.into())) {
            return Ok((FaceKey::new(name), file, None));
        }
        let missing = || {
            Failure::failed(
                "no-such-face",
                format!("本机没有字体“{name}”，请从字体列表中选择。"),
                format!("There is no face “{name}” here: choose one from the list of fonts."),
            )
        };
        let family = named_family(name).ok_or_else(missing)?;
        let weight = name.strip_prefix(family.as_str()).and_then(|rest| rest.strip_prefix('-'));
        let wanted: u16 = weight.and_then(|weight| weight.parse().ok()).unwrap_or(400);
        let (weight, file) = self.installed_file(&family, wanted).ok_or_else(missing)?;
        Ok((FaceKey::of(&FontFamily::Named(family.clone()), weight), file, Some(family)))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Faces, Resources};
    use std::path::Path;

    #[test]
    fn a_face_shows_its_own_name_and_an_unknown_one_is_refused() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
        let faces =
            Faces::load(&Resources::under(&assets).expect("assets")).expect("fonts are fetched at set-up");
        let size = |png: &[u8]| {
            let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
            (number(16), number(20))
        };
        let own = faces.sample("kai-400", None, 40).expect("a picture");
        assert_eq!(&own[1..4], b"PNG");
        assert_eq!(size(&own).1, 40);
        let longer = faces.sample("kai-400", Some("今日要闻与副刊各一版，另有广告"), 40).expect("a picture");
        assert!(size(&longer).0 > size(&own).0);
        assert_ne!(
            faces.sample("hei-900", Some("永"), 40).ok(),
            faces.sample("song-400", Some("永"), 40).ok()
        );
        let said = faces.sample("no such font-400", None, 40).expect_err("it is nowhere");
        assert_eq!(said.code, "no-such-face");
        assert!(faces.sample("song-400", Some(""), 40).is_ok());
        assert!(faces.sample("song-400", Some("\u{0}\n"), u32::MAX).is_ok());
    }
}
