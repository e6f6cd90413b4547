//! Small pages painted with the real faces: ink where it should be, and none where it should not.

use banxin_geom::{Length, Point, Rect, Size};
use banxin_media::Colour;
use banxin_raster::{
    Plate, RenderNote, RenderOptions, Rendering, outlines, render, render_plate, render_total_ink, spot_inks,
    to_png,
};
use banxin_scene::{
    Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Picture, Shape,
    Shelf,
};
use image::{ImageFormat, Rgb, RgbImage};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

#[derive(Default)]
struct Drawer {
    photos: BTreeMap<String, Vec<u8>>,
}

impl Shelf for Drawer {
    fn face(&self, name: &FaceName) -> Option<FaceFile> {
        let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts");
        let bytes = std::fs::read(format!("{fonts}/{}.ttf", name.0)).ok()?;
        Some(FaceFile { bytes: Arc::new(bytes), index: 0 })
    }
    fn photo(&self, hash: &str) -> Option<Bytes> {
        self.photos.get(hash).map(|bytes| Arc::new(bytes.clone()) as Bytes)
    }
}

fn mm(value: f64) -> Length {
    Length::mm(value)
}

fn area(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(mm(x), mm(y), mm(width), mm(height))
}

/// Type set solid from `x`, `y` (in millimetres) in the direction of its orientation.
fn run(face: &str, text: &str, size: f64, (x, y): (f64, f64), orientation: Orientation) -> Item {
    let name = FaceName(face.into());
    let file = Drawer::default().face(&name).expect("fonts are fetched at set-up");
    let font = FontRef::new((*file.bytes).as_ref()).expect("is a font");
    let size = Length::pt(size);
    let glyphs = text.char_indices().enumerate().map(|(index, (offset, letter))| {
        let along = size * index as i64;
        let (dx, dy) = match orientation {
            Orientation::Upright => (along, Length::ZERO),
            Orientation::Sideways => (Length::ZERO, along),
        };
        let id = font.charmap().map(letter).map_or(0, |glyph| glyph.to_u32() as u16);
        Glyph { id, x: mm(x) + dx, y: mm(y) + dy, advance: size, text: offset as u32 }
    });
    Item::from(GlyphRun {
        face: name,
        size,
        scale_x: 1000,
        orientation,
        paint: Paint::Black,
        text: text.into(),
        glyphs: glyphs.collect(),
        source: None,
    })
}

fn page(items: Vec<Item>) -> PageList {
    let bounds = area(0.0, 0.0, 100.0, 80.0);
    PageList {
        number: 1,
        trim: Size::new(mm(100.0), mm(80.0)),
        bleed: mm(3.0),
        type_area: bounds,
        inks: Vec::new(),
        groups: vec![Group::new("package:1".to_owned(), Point::ORIGIN, bounds, items)],
    }
}

fn paint(list: &PageList, shelf: &Drawer) -> Rendering {
    // 25.4 pixels to the inch times ten: a millimetre is ten pixels, so tests can count in them.
    render(list, shelf, &RenderOptions { dpi: 254.0, ..RenderOptions::default() }).expect("paints")
}

/// The mean darkness of a box in millimetres, 0 for paper and 1 for full black.
fn darkness(rendering: &Rendering, (x, y, width, height): (usize, usize, usize, usize)) -> f64 {
    let mut sum = 0.0;
    for row in y * 10..(y + height) * 10 {
        for column in x * 10..(x + width) * 10 {
            sum += 255.0 - f64::from(rendering.rgba[(row * rendering.width as usize + column) * 4]);
        }
    }
    sum / 255.0 / (width * height * 100) as f64
}

fn colour(rendering: &Rendering, x: usize, y: usize) -> [u8; 3] {
    let at = (y * 10 + 5) * rendering.width as usize + x * 10 + 5;
    [rendering.rgba[at * 4], rendering.rgba[at * 4 + 1], rendering.rgba[at * 4 + 2]]
}

#[test]
fn type_stands_on_its_baseline_and_sideways_type_runs_down() {
    let upright = run("song-700", "田田", 72.0, (10.0, 40.0), Orientation::Upright);
    let sideways = run("hei-400", "LL", 72.0, (60.0, 10.0), Orientation::Sideways);
    let rendering = paint(&page(vec![upright, sideways]), &Drawer::default());
    assert!(darkness(&rendering, (10, 17, 50, 24)) > 0.15);
    assert!(darkness(&rendering, (0, 46, 50, 30)) < 0.001, "nothing hangs far below the baseline");
    // The stem of a Latin letter turned clockwise runs to the right from the top of its advance.
    assert!(darkness(&rendering, (60, 10, 18, 6)) > 0.3);
    assert!(rendering.notes.is_empty());
}

#[test]
fn ink_becomes_light_and_later_items_cover_earlier_ones() {
    let cyan = Shape::filled(area(10.0, 10.0, 30.0, 30.0), Paint::Cmyk([1000, 0, 0, 0]));
    let paper = Shape::filled(area(20.0, 20.0, 10.0, 10.0), Paint::Cmyk([0; 4]));
    let rendering = paint(&page(vec![Item::Shape(cyan), Item::Shape(paper)]), &Drawer::default());
    assert_eq!(colour(&rendering, 12, 12), [0, 255, 255]);
    assert_eq!(colour(&rendering, 25, 25), [255, 255, 255]);
    assert_eq!(colour(&rendering, 50, 50), [255, 255, 255]);
    assert_eq!((rendering.width, rendering.height), (1000, 800));
}

/// Stored pixels whose upright picture has red top left, green top right, blue below.
fn quartered(orientation: u8) -> Vec<u8> {
    let upright = RgbImage::from_fn(60, 40, |x, y| match (x < 30, y < 20) {
        (true, true) => Rgb([250, 0, 0]),
        (false, true) => Rgb([0, 250, 0]),
        _ => Rgb([0, 0, 250]),
    });
    let mut stored = image::DynamicImage::ImageRgb8(upright);
    let undo = [1, 2, 3, 4, 5, 8, 7, 6][usize::from(orientation) - 1];
    stored.apply_orientation(image::metadata::Orientation::from_exif(undo).expect("1 to 8"));
    let mut bytes = Cursor::new(Vec::new());
    stored.write_to(&mut bytes, ImageFormat::Png).expect("encodes");
    bytes.into_inner()
}

#[test]
fn photos_stand_upright_in_all_eight_orientations_and_stay_in_their_frame() {
    for orientation in 1..=8 {
        let drawer = Drawer { photos: BTreeMap::from([("f0".to_owned(), quartered(orientation))]) };
        let picture = Item::Picture(Picture {
            hash: "f0".into(),
            frame: area(15.0, 10.0, 50.0, 40.0),
            image: area(10.0, 10.0, 60.0, 40.0),
            orientation,
        });
        let rendering = paint(&page(vec![picture]), &drawer);
        assert_eq!(colour(&rendering, 20, 15), [250, 0, 0], "orientation {orientation}");
        assert_eq!(colour(&rendering, 60, 15), [0, 250, 0], "orientation {orientation}");
        assert_eq!(colour(&rendering, 20, 45), [0, 0, 250], "orientation {orientation}");
        assert_eq!(colour(&rendering, 12, 15), [255, 255, 255], "cropped on the left");
        assert_eq!(colour(&rendering, 67, 15), [255, 255, 255], "cropped on the right");
    }
}

#[test]
fn what_is_missing_is_reported_once_and_marked_on_the_page() {
    let picture = |hash: &str| {
        let frame = area(10.0, 10.0, 20.0, 20.0);
        Item::Picture(Picture { hash: hash.into(), frame, image: frame, orientation: 1 })
    };
    let Item::Glyphs(mut lost) = run("song-400", "字", 9.0, (5.0, 5.0), Orientation::Upright) else {
        panic!("a run is glyphs")
    };
    Arc::make_mut(&mut lost).face = FaceName("nobody".into());
    let drawer = Drawer { photos: BTreeMap::from([("f1".to_owned(), b"not a photo".to_vec())]) };
    let items =
        vec![picture("f0"), picture("f0"), picture("f1"), Item::Glyphs(lost.clone()), Item::Glyphs(lost)];
    let rendering = paint(&page(items), &drawer);
    let expected = [
        RenderNote::MissingFace(FaceName("nobody".into())),
        RenderNote::MissingPhoto("f0".to_owned()),
        RenderNote::UnreadablePhoto("f1".to_owned()),
    ];
    assert_eq!(rendering.notes, expected);
    assert_eq!(colour(&rendering, 12, 20), [204, 204, 204]);
}

#[test]
fn a_region_is_the_same_pixels_as_the_whole_page_and_bleed_adds_its_width() {
    let list = page(vec![run("kai-400", "渡口", 60.0, (10.0, 40.0), Orientation::Upright)]);
    let whole = paint(&list, &Drawer::default());
    let options =
        RenderOptions { dpi: 254.0, region: Some(area(10.0, 20.0, 30.0, 30.0)), ..RenderOptions::default() };
    let part = render(&list, &Drawer::default(), &options).expect("paints");
    let row = |rendering: &Rendering, x: usize, y: usize| {
        let at = (y * rendering.width as usize + x) * 4;
        rendering.rgba[at..at + 300 * 4].to_vec()
    };
    let different = (0..300)
        .flat_map(|y| row(&part, 0, y).into_iter().zip(row(&whole, 100, y + 200)))
        .filter(|(a, b)| a.abs_diff(*b) > 16)
        .count();
    assert_eq!(different, 0);
    let options = RenderOptions { dpi: 254.0, include_bleed: true, ..RenderOptions::default() };
    let bled = render(&list, &Drawer::default(), &options).expect("paints");
    assert_eq!((bled.width, bled.height), (1060, 860));
}

#[test]
fn sizes_that_no_memory_holds_are_refused() {
    let list = page(Vec::new());
    for dpi in [0.0, -3.0, f64::NAN, f64::INFINITY, 1e6] {
        let options = RenderOptions { dpi, ..RenderOptions::default() };
        assert!(render(&list, &Drawer::default(), &options).is_err(), "{dpi}");
    }
}

#[test]
fn the_png_holds_the_pixels() {
    let shape = Shape::filled(area(10.0, 10.0, 30.0, 30.0), Paint::Cmyk([0, 1000, 0, 0]));
    let rendering = paint(&page(vec![Item::Shape(shape)]), &Drawer::default());
    let bytes = to_png(&rendering).expect("encodes");
    let read = image::load_from_memory(&bytes).expect("decodes").into_rgba8();
    assert_eq!(read.into_raw(), rendering.rgba);
}

#[test]
fn outlines_for_the_window_read_back_as_documented() {
    let file = Drawer::default().face(&FaceName("song-400".into())).expect("fonts are fetched at set-up");
    let font = FontRef::new((*file.bytes).as_ref()).expect("is a font");
    let ids = ['一', '鹽'].map(|letter| font.charmap().map(letter).expect("has it").to_u32() as u16);
    let bytes = outlines(&file, &[ids[0], ids[1], u16::MAX]);
    let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    assert_eq!((word(0), word(2)), (1000, 3));
    let mut at = 4;
    let mut counts = Vec::new();
    for expected in [ids[0], ids[1], u16::MAX] {
        assert_eq!(word(at), expected);
        counts.push(word(at + 2));
        at += 4;
        for _ in 0..counts[counts.len() - 1] {
            at += 1 + 4 * usize::from([1u8, 1, 2, 3, 0][usize::from(bytes[at])]);
        }
    }
    assert_eq!(at, bytes.len());
    assert!(counts[0] > 4 && counts[1] > counts[0] && counts[2] == 0, "{counts:?}");
}

#[test]
fn plates_show_their_own_ink_and_black_overprints() {
    let tint = Shape::filled(area(10.0, 10.0, 30.0, 30.0), Paint::Cmyk([300, 0, 1000, 0]));
    let black = Shape::filled(area(20.0, 20.0, 5.0, 5.0), Paint::Black);
    let clear = Shape::filled(area(30.0, 20.0, 5.0, 5.0), Paint::Gray(500));
    let spot = Shape::filled(area(60.0, 10.0, 5.0, 5.0), Paint::Spot { ink: "红".into(), tint: 500 });
    let frame = area(70.0, 10.0, 10.0, 10.0);
    let photo = Item::Picture(Picture { hash: "f0".into(), frame, image: frame, orientation: 1 });
    let drawer = Drawer { photos: BTreeMap::from([("f0".to_owned(), quartered(1))]) };
    let mut items: Vec<Item> = [tint, black, clear, spot].map(Item::Shape).to_vec();
    items.push(photo);
    let list = page(items);
    let options = RenderOptions { dpi: 254.0, ..RenderOptions::default() };
    let inks = |colour: Colour, own: Option<&[u8]>, rgb: &[u8]| -> Vec<u8> {
        assert!(colour == Colour::Rgb && own.is_none());
        rgb.chunks_exact(3).flat_map(|_| [51, 102, 153, 204]).collect()
    };
    let at = |plate: Plate| {
        let rendering = render_plate(&list, &drawer, &options, &plate, &inks).expect("paints");
        [(12, 12), (22, 22), (32, 22), (62, 12), (75, 15)].map(|(x, y)| 255 - colour(&rendering, x, y)[0])
    };
    // Under the black the tint stands; under the grey it is cleared.
    assert_eq!(at(Plate::Cyan), [77, 77, 0, 0, 51]);
    assert_eq!(at(Plate::Magenta), [0, 0, 0, 0, 102]);
    assert_eq!(at(Plate::Yellow), [255, 255, 0, 0, 153]);
    assert_eq!(at(Plate::Black), [0, 255, 128, 0, 204]);
    assert_eq!(at(Plate::Spot("红".into())), [0, 0, 0, 128, 0]);
    assert_eq!(spot_inks(&list), ["红".into()]);
    let total = render_total_ink(&list, &drawer, &options, &inks).expect("paints");
    let percent = |x, y| (255 - u32::from(colour(&total, x, y)[0])) * 400 / 255;
    assert!(percent(22, 22).abs_diff(230) <= 2 && percent(75, 15).abs_diff(200) <= 2);
}
