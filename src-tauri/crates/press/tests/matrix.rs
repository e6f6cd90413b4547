//! Pictures of every kind a newsroom receives, exported and looked at through other people's renderers:
//! upright, in their right colours, on the right plates.

mod common;

use banxin_press::{PressNote, export};
use banxin_scene::PageList;
use common::{Drawer, area, options, page, photo};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

/// Size of the upright test picture.
const WIDE: u32 = 240;
const HIGH: u32 = 160;

/// The corners of the upright picture: top left, top right, bottom left, bottom right.
const CORNERS: [[u8; 3]; 4] = [[200, 60, 50], [60, 150, 70], [60, 80, 160], [230, 200, 80]];

/// The upright picture: a plain colour in each quarter.
fn upright() -> RgbImage {
    RgbImage::from_fn(WIDE, HIGH, |x, y| Rgb(CORNERS[(x / 120 + y / 80 * 2) as usize]))
}

/// The picture as a camera stores it that was held another way: what its EXIF `orientation` undoes.
fn stored(orientation: u8) -> RgbImage {
    use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
    let picture = upright();
    match orientation {
        2 => flip_horizontal(&picture),
        3 => rotate180(&picture),
        4 => flip_vertical(&picture),
        5 => flip_horizontal(&rotate90(&picture)),
        6 => rotate270(&picture),
        7 => flip_horizontal(&rotate270(&picture)),
        8 => rotate90(&picture),
        _ => picture,
    }
}

/// How a picture is written.
type Writer = fn(&RgbImage) -> Vec<u8>;

fn in_format(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

fn wide(picture: &RgbImage) -> DynamicImage {
    DynamicImage::ImageRgb8(picture.clone()).into_rgb16().into()
}

fn inks(picture: &RgbImage) -> Vec<u8> {
    picture.pixels().flat_map(|Rgb([red, green, blue])| [255 - red, 255 - green, 255 - blue, 0]).collect()
}

fn jpeg(picture: &RgbImage, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_progressive(progressive);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder.encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).expect("encodes");
    bytes
}

fn ink_jpeg(picture: &RgbImage, kind: jpeg_encoder::ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder.encode(&inks(picture), width, height, kind).expect("encodes");
    bytes
}

/// The same inks stored the plain way round, without Adobe's marker.
fn plain_ink_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let inverted: Vec<u8> = inks(picture).iter().map(|ink| 255 - ink).collect();
    encoder.encode(&inverted, width, height, jpeg_encoder::ColorType::Cmyk).expect("encodes");
    let marker = bytes.windows(2).position(|pair| pair == [0xFF, 0xEE]).expect("has the marker");
    let length = usize::from(u16::from_be_bytes([bytes[marker + 2], bytes[marker + 3]]));
    bytes.drain(marker..marker + 2 + length);
    bytes
}

fn tiff<C: tiff::encoder::colortype::ColorType>(
    picture: &RgbImage,
    samples: &[C::Inner],
    compression: tiff::encoder::Compression,
) -> Vec<u8>
where
    [C::Inner]: tiff::encoder::TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder =
        tiff::encoder::TiffEncoder::new(&mut bytes).expect("writes").with_compression(compression);
    encoder.write_image::<C>(picture.width(), picture.height(), samples).expect("encodes");
    bytes.into_inner()
}

/// A Photoshop file of one flattened picture, packed by runs or not.
fn psd(picture: &RgbImage, is_ink: bool, is_packed: bool) -> Vec<u8> {
    let (channels, mode) = if is_ink { (4u16, 4u16) } else { (3, 3) };
    let mut bytes = b"8BPS\0\x01\0\0\0\0\0\0".to_vec();
    bytes.extend(channels.to_be_bytes());
    bytes.extend(picture.height().to_be_bytes());
    bytes.extend(picture.width().to_be_bytes());
    bytes.extend([0, 8]);
    bytes.extend(mode.to_be_bytes());
    bytes.extend([0; 12]);
    bytes.extend([0, u8::from(is_packed)]);
    let sample = |x: u32, y: u32, channel: u16| match channel {
        3 => 255,
        // Ink is stored inverted, which makes it the light again that it was made from.
        channel => picture.get_pixel(x, y).0[usize::from(channel)],
    };
    let rows = (0..channels).flat_map(|channel| {
        (0..picture.height())
            .map(move |y| (0..picture.width()).map(|x| sample(x, y, channel)).collect::<Vec<u8>>())
    });
    if !is_packed {
        bytes.extend(rows.flatten());
        return bytes;
    }
    let packed: Vec<Vec<u8>> = rows.map(|row| pack(&row)).collect();
    packed.iter().for_each(|row| bytes.extend((row.len() as u16).to_be_bytes()));
    bytes.extend(packed.into_iter().flatten());
    bytes
}

/// PackBits: runs as a count and a byte, everything else as it is.
fn pack(row: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = row;
    while let Some((first, _)) = rest.split_first() {
        let run = rest.iter().take_while(|byte| *byte == first).count().min(128);
        if run > 1 {
            out.extend([(257 - run) as u8, *first]);
        } else {
            out.extend([0, *first]);
        }
        rest = &rest[run..];
    }
    out
}

/// A PNG of two bits a pixel that point into a palette (ISO 15948, clause 11.2), as drawing programs write them.
fn png_with_palette(picture: &RgbImage) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let checked = [kind, body].concat();
        let sum = checked.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ (0xEDB8_8320 * (sum & 1)))
        });
        [&(body.len() as u32).to_be_bytes()[..], &checked, &(!sum).to_be_bytes()].concat()
    };
    let (width, height) = picture.dimensions();
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for four in (0..width).step_by(4) {
            let place = |x: u32| {
                let pixel = picture.get_pixel((four + x).min(width - 1), y).0;
                CORNERS.iter().position(|corner| *corner == pixel).expect("is one of four") as u8
            };
            rows.push(place(0) << 6 | place(1) << 4 | place(2) << 2 | place(3));
        }
    }
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), rows);
    stream.compress().expect("packs");
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[2, 3, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"PLTE", CORNERS.as_flattened()),
        chunk(b"IDAT", &stream.content),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

/// Every kind that is taken, and whether it brings ink instead of light.
fn kinds() -> Vec<(&'static str, Writer, bool)> {
    use tiff::encoder::colortype::{CMYK8, CMYK16, RGB8};
    use tiff::encoder::{Compression, DeflateLevel};
    vec![
        ("JPEG", |picture| jpeg(picture, false), false),
        ("progressive JPEG", |picture| jpeg(picture, true), false),
        ("CMYK JPEG", |picture| ink_jpeg(picture, jpeg_encoder::ColorType::Cmyk), true),
        ("YCCK JPEG", |picture| ink_jpeg(picture, jpeg_encoder::ColorType::CmykAsYcck), true),
        ("plain CMYK JPEG", plain_ink_jpeg, true),
        ("PNG", |picture| in_format(picture.clone().into(), ImageFormat::Png), false),
        ("PNG of 16 bits", |picture| in_format(wide(picture), ImageFormat::Png), false),
        (
            "PNG with alpha",
            |picture| {
                in_format(DynamicImage::ImageRgb8(picture.clone()).into_rgba8().into(), ImageFormat::Png)
            },
            false,
        ),
        ("PNG with a palette", png_with_palette, false),
        ("WebP", |picture| in_format(picture.clone().into(), ImageFormat::WebP), false),
        ("TIFF", |picture| in_format(picture.clone().into(), ImageFormat::Tiff), false),
        ("TIFF of 16 bits", |picture| in_format(wide(picture), ImageFormat::Tiff), false),
        ("LZW TIFF", |picture| tiff::<RGB8>(picture, picture.as_raw(), Compression::Lzw), false),
        (
            "deflated TIFF",
            |picture| tiff::<RGB8>(picture, picture.as_raw(), Compression::Deflate(DeflateLevel::Fast)),
            false,
        ),
        ("CMYK TIFF", |picture| tiff::<CMYK8>(picture, &inks(picture), Compression::Lzw), true),
        (
            "CMYK TIFF of 16 bits",
            |picture| {
                let samples: Vec<u16> = inks(picture).iter().map(|ink| u16::from(*ink) * 257).collect();
                tiff::<CMYK16>(picture, &samples, Compression::Uncompressed)
            },
            true,
        ),
        ("Photoshop", |picture| psd(picture, false, true), false),
        ("Photoshop of ink", |picture| psd(picture, true, false), true),
    ]
}

/// The first page's four quarters of a picture at 20, 20 mm as a renderer shows its plates: the means of
/// the four inks in percent, top left first; `None` where Ghostscript is not installed.
fn plates(pdf: &[u8], folder: &Path) -> Option<[[f64; 4]; 4]> {
    let file = folder.join("page.pdf");
    std::fs::write(&file, pdf).expect("writes");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-r72", "-sDEVICE=tiff32nc"])
        .arg(format!("-sOutputFile={}", folder.join("page.tif").display()))
        .arg(&file)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.trim().is_empty(), "{said}");
    let bytes = std::fs::read(folder.join("page.tif")).expect("was written");
    let pixels = banxin_media::decode(&bytes, "page.tif", 1, None).expect("is ink");
    assert_eq!(pixels.channels(), 4);
    // The picture stands at 20 mm from the trim, 60 × 40 mm; a page has 3 mm of bleed.
    let at = |mm: f64| ((mm + 3.0) / 25.4 * 72.0) as u32;
    let mean = |left: f64, top: f64| {
        let mut sums = [0.0; 4];
        let mut count = 0.0;
        for y in at(top)..at(top + 10.0) {
            for x in at(left)..at(left + 20.0) {
                let start = (y * pixels.width + x) as usize * 4;
                for (sum, ink) in sums.iter_mut().zip(&pixels.data[start..start + 4]) {
                    *sum += f64::from(*ink) / 2.55;
                }
                count += 1.0;
            }
        }
        sums.map(|sum| sum / count)
    };
    Some([mean(25.0, 25.0), mean(55.0, 25.0), mean(25.0, 45.0), mean(55.0, 45.0)])
}

fn exported(lists: &[PageList], drawer: &Drawer) -> (Vec<u8>, Vec<PressNote>) {
    let made = export(lists, drawer, &options(), &mut |_| ControlFlow::Continue(())).expect("exports");
    (made.bytes, made.notes)
}

fn placed(bytes: Vec<u8>, orientation: u8) -> (PageList, Drawer) {
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), bytes);
    let frame = area(20.0, 20.0, 60.0, 40.0);
    (page(1, vec![photo("aa", frame, frame, orientation)]), drawer)
}

/// The inks that a corner should show, in percent.
fn expected(corner: [u8; 3], is_ink: bool) -> [f64; 4] {
    let plates = if is_ink {
        corner.map(|light| 255 - light).into_iter().chain([0]).collect()
    } else {
        let separator =
            banxin_press::Separator::new(&options().profile, options().ink_limit).expect("is a profile");
        separator.from_rgb(&corner, None).expect("separates")
    };
    std::array::from_fn(|ink| f64::from(plates[ink]) / 2.55)
}

fn assert_like(name: &str, found: [[f64; 4]; 4], is_ink: bool) {
    for (corner, found) in CORNERS.iter().zip(found) {
        let wanted = expected(*corner, is_ink);
        let off = found.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(off < 4.0, "{name}: {found:?} should be {wanted:?}");
    }
}

#[test]
fn every_kind_of_picture_shows_its_own_colours() {
    let folder = tempfile::tempdir().expect("has a folder");
    for (name, write, is_ink) in kinds() {
        let (list, drawer) = placed(write(&upright()), 1);
        let (pdf, notes) = exported(&[list], &drawer);
        assert_eq!(notes, [], "{name}");
        let Some(found) = plates(&pdf, folder.path()) else {
            eprintln!("skipped: gs is not installed");
            return;
        };
        assert_like(name, found, is_ink);
    }
}

#[test]
fn pictures_stand_upright_whichever_way_the_camera_was_held() {
    let folder = tempfile::tempdir().expect("has a folder");
    for (name, write, is_ink) in kinds() {
        // One kind of each decoder is turned all eight ways, the others in all four that cameras are held.
        let ways: &[u8] = if matches!(name, "JPEG" | "CMYK JPEG" | "CMYK TIFF") {
            &[2, 3, 4, 5, 6, 7, 8]
        } else {
            &[3, 6, 8]
        };
        for &orientation in ways {
            let (list, drawer) = placed(write(&stored(orientation)), orientation);
            let (pdf, notes) = exported(&[list], &drawer);
            assert_eq!(notes, [], "{name}");
            let Some(found) = plates(&pdf, folder.path()) else {
                eprintln!("skipped: gs is not installed");
                return;
            };
            assert_like(&format!("{name}, orientation {orientation}"), found, is_ink);
        }
    }
}

#[test]
fn grey_pictures_stay_on_the_black_plate_even_when_stored_in_colour() {
    let folder = tempfile::tempdir().expect("has a folder");
    let grey = DynamicImage::ImageRgb8(upright()).into_luma8();
    let grey_as_colour = DynamicImage::ImageLuma8(grey.clone()).into_rgb8();
    let half_seen = {
        let mut bytes = Vec::new();
        let pixels: Vec<u8> = grey.pixels().flat_map(|_| [0, 128]).collect();
        image::codecs::png::PngEncoder::new(&mut bytes)
            .write_image(&pixels, WIDE, HIGH, ExtendedColorType::La8)
            .expect("encodes");
        bytes
    };
    for bytes in [
        in_format(grey.clone().into(), ImageFormat::Jpeg),
        in_format(grey.into(), ImageFormat::Png),
        jpeg(&grey_as_colour, false),
        half_seen,
    ] {
        let (list, drawer) = placed(bytes, 1);
        let Some(found) = plates(&exported(&[list], &drawer).0, folder.path()) else { return };
        for [cyan, magenta, yellow, black] in found {
            assert!(cyan + magenta + yellow < 0.5 && (5.0..90.0).contains(&black), "{found:?}");
        }
    }
}

#[test]
fn broken_pictures_are_named_and_nothing_else_is_lost() {
    let (mut list, mut drawer) = placed(jpeg(&upright(), false), 1);
    let whole = in_format(upright().into(), ImageFormat::Png);
    let cut_short = jpeg(&upright(), false)[..400].to_vec();
    let broken = [
        ("b1", cut_short),
        ("b2", whole[..200].to_vec()),
        ("b3", psd(&upright(), false, true)[..300].to_vec()),
        ("b4", b"II*\0 no more".to_vec()),
    ];
    for (number, (hash, bytes)) in broken.iter().enumerate() {
        let frame = area(90.0 + 20.0 * number as f64, 20.0, 15.0, 10.0);
        list.groups[0].items.push(photo(hash, frame, frame, 1));
        drawer.photos.insert((*hash).to_owned(), bytes.clone());
    }
    let (pdf, notes) = exported(&[list], &drawer);
    let named: Vec<PressNote> =
        broken.iter().map(|(hash, _)| PressNote::UnreadablePhoto((*hash).to_owned())).collect();
    assert_eq!(notes, named);
    assert_eq!(banxin_press::read_back(&pdf).expect("reads").pages[0].pictures, 1);
}

#[test]
fn a_cropped_picture_with_a_profile_of_its_own_shows_what_that_profile_means() {
    // Its red is green and its green is red: to take it for sRGB would show at once.
    let primary = |x, y| lcms2::CIExyY { x, y, Y: 1.0 };
    let primaries = lcms2::CIExyYTRIPLE {
        Red: primary(0.30, 0.60),
        Green: primary(0.64, 0.33),
        Blue: primary(0.15, 0.06),
    };
    let curve = lcms2::ToneCurve::new(1.8);
    let profile = lcms2::Profile::new_rgb(&primary(0.3127, 0.3290), &primaries, &[&curve, &curve, &curve]);
    let icc = profile.expect("is one").icc().expect("writes");
    let picture = upright();
    let mut png = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
    encoder.set_icc_profile(icc.clone()).expect("takes one");
    encoder.write_image(picture.as_raw(), WIDE, HIGH, ExtendedColorType::Rgb8).expect("encodes");
    let separator =
        banxin_press::Separator::new(&options().profile, options().ink_limit).expect("is a profile");
    let wanted = |corner: [u8; 3]| -> [f64; 4] {
        let inks = separator.from_rgb(&corner, Some(&icc)).expect("separates");
        std::array::from_fn(|ink| f64::from(inks[ink]) / 2.55)
    };
    let folder = tempfile::tempdir().expect("has a folder");
    // Whole, and so large behind its frame that only the lower right quarter is seen.
    for (image, corners) in
        [(area(20.0, 20.0, 60.0, 40.0), CORNERS), (area(-40.0, -20.0, 120.0, 80.0), [CORNERS[3]; 4])]
    {
        let mut drawer = Drawer::default();
        drawer.photos.insert("aa".to_owned(), png.clone());
        let list = page(1, vec![photo("aa", area(20.0, 20.0, 60.0, 40.0), image, 1)]);
        let (pdf, notes) = exported(&[list], &drawer);
        assert!(notes.is_empty());
        let Some(found) = plates(&pdf, folder.path()) else {
            eprintln!("skipped: gs is not installed");
            return;
        };
        for (corner, found) in corners.into_iter().zip(found) {
            let wanted = wanted(corner);
            let off = found.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(off < 1.5, "{found:?} should be {wanted:?}");
        }
    }
}

#[test]
fn a_jpeg_in_ink_goes_into_the_file_as_it_came_where_the_paper_bears_it() {
    let has = |pdf: &[u8], own: &[u8]| pdf.windows(own.len()).any(|window| window == own);
    for own in [ink_jpeg(&upright(), jpeg_encoder::ColorType::Cmyk), plain_ink_jpeg(&upright())] {
        let (list, drawer) = placed(own.clone(), 1);
        assert!(
            has(&exported(&[list], &drawer).0, &own),
            "upright, no finer than the press shows, within the limit"
        );
        let (list, drawer) = placed(own.clone(), 3);
        assert!(!has(&exported(&[list], &drawer).0, &own), "one that must be turned is made anew");
    }
    // Four full inks are more than newsprint bears.
    let mut dark = Vec::new();
    jpeg_encoder::Encoder::new(&mut dark, 95)
        .encode(&[255; 64 * 64 * 4], 64, 64, jpeg_encoder::ColorType::Cmyk)
        .expect("encodes");
    let (list, drawer) = placed(dark.clone(), 1);
    assert!(!has(&exported(&[list], &drawer).0, &dark));
}
