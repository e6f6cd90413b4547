//! Pictures of every kind a newsroom receives, exported and looked at through other people's renderers:
//! upright, in their right colours, on the right plates.

mod common;
mod pictures;

use banxin_media::{decode, inspect};
use banxin_press::{PressNote, export};
use banxin_scene::{Item, PageList};
use common::{Drawer, area, options, page, photo};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};
use pictures::{CORNERS, HIGH, Holds, KINDS, Kind, WIDE, stored, upright};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

fn exported(lists: &[PageList], drawer: &Drawer) -> (Vec<u8>, Vec<PressNote>) {
    let made = export(lists, drawer, &options(), &mut |_| ControlFlow::Continue(())).expect("exports");
    (made.bytes, made.notes)
}

fn in_format(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

fn placed(bytes: Vec<u8>, orientation: u8) -> (PageList, Drawer) {
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), bytes);
    let frame = area(20.0, 20.0, 60.0, 40.0);
    (page(1, vec![photo("aa", frame, frame, orientation)]), drawer)
}

/// Where the picture of an orientation from 1 to 8 stands on the page: its corner in millimetres; 45 × 30 large.
fn place(orientation: u8) -> (f64, f64) {
    let at = f64::from(orientation - 1);
    (5.0 + at % 4.0 * 48.0, 10.0 + (at / 4.0).floor() * 40.0)
}

/// A page on which the picture stands in all eight ways that a camera is held, each turned as its file tells, or
/// as the desk turned it where files of this kind tell nothing.
fn all_ways(kind: &Kind) -> (PageList, Drawer) {
    let mut drawer = Drawer::default();
    let mut items: Vec<Item> = Vec::new();
    for way in 1..=8u8 {
        let bytes = (kind.write)(&stored(way), way);
        let info = inspect(&bytes, kind.name).unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!(info.orientation, if kind.tells { way } else { 1 }, "{}", kind.name);
        assert_eq!(info.has_alpha, kind.is_see_through, "{}", kind.name);
        let key = format!("{way}");
        let (x, y) = place(way);
        let frame = area(x, y, 45.0, 30.0);
        items.push(photo(&key, frame, frame, if kind.tells { info.orientation } else { way }));
        drawer.photos.insert(key, bytes);
    }
    (page(1, items), drawer)
}

/// The means of the four quarters of a picture whose corner is at `x`, `y` mm from the trim and that is `wide` by
/// `high`: top left, top right, bottom left, bottom right. `pixels` has rows of `across` pixels at 72 to the inch.
fn quarters<const N: usize>(
    pixels: &[[u8; N]],
    across: u32,
    (x, y): (f64, f64),
    (wide, high): (f64, f64),
) -> [[f64; N]; 4] {
    // A page has 3 mm of bleed.
    let at = |mm: f64| ((mm + 3.0) / 25.4 * 72.0) as u32;
    let mean = |left: f64, top: f64| {
        let mut sums = [0.0; N];
        let mut count = 0.0;
        for row in at(top)..at(top + high / 4.0) {
            for column in at(left)..at(left + wide / 4.0) {
                let pixel = pixels[(row * across + column) as usize];
                sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += f64::from(value));
                count += 1.0;
            }
        }
        sums.map(|sum| sum / count)
    };
    let (left, right) = (x + wide / 8.0, x + wide * 5.0 / 8.0);
    let (top, bottom) = (y + high / 8.0, y + high * 5.0 / 8.0);
    [mean(left, top), mean(right, top), mean(left, bottom), mean(right, bottom)]
}

/// The first page as Ghostscript separates it, 255 for full ink, and the pixels of a row; `None` where it is not
/// installed.
fn separated(pdf: &[u8], folder: &Path) -> Option<(Vec<[u8; 4]>, u32)> {
    let file = folder.join("page.pdf");
    std::fs::write(&file, pdf).expect("writes");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-r72", "-sDEVICE=tiff32nc"])
        .arg(format!("-sOutputFile={}", folder.join("page.tif").display()))
        .arg(&file)
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: gs is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.trim().is_empty(), "{said}");
    let bytes = std::fs::read(folder.join("page.tif")).expect("was written");
    let pixels = decode(&bytes, "page.tif", 1, None).expect("is ink");
    Some((pixels.data.as_chunks::<4>().0.to_vec(), pixels.width))
}

/// The first page as poppler shows it; `None` where it is not installed.
fn shown(pdf: &[u8], folder: &Path) -> Option<RgbImage> {
    let (file, out) = (folder.join("page.pdf"), folder.join("page"));
    std::fs::write(&file, pdf).expect("writes");
    let output =
        Command::new("pdftoppm").args(["-r", "72", "-png", "-singlefile"]).args([&file, &out]).output();
    let Ok(output) = output else {
        eprintln!("skipped: pdftoppm is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(image::open(out.with_extension("png")).expect("is a PNG").into_rgb8())
}

/// The inks, 255 for full, that the four quarters of a kind of picture should print with.
fn expected(kind: &Kind) -> [[f64; 4]; 4] {
    let separator =
        banxin_press::Separator::new(&options().profile, options().ink_limit).expect("is a profile");
    std::array::from_fn(|corner| {
        let colour = kind.on_paper(corner);
        let inks = match kind.holds {
            Holds::Ink => colour.map(|light| 255 - light).into_iter().chain([0]).collect(),
            Holds::Light => separator.from_rgb(&colour, None).expect("separates"),
            Holds::Grey(_) => vec![0, 0, 0, separator.from_grey(&colour[..1])[0]],
        };
        std::array::from_fn(|ink| f64::from(inks[ink]))
    })
}

#[test]
fn every_kind_of_picture_stands_upright_in_its_own_inks_however_the_camera_was_held() {
    let folder = tempfile::tempdir().expect("has a folder");
    let mut wrong = Vec::new();
    for kind in KINDS {
        let (list, drawer) = all_ways(kind);
        let (pdf, notes) = exported(&[list], &drawer);
        assert_eq!(notes, [], "{}", kind.name);
        let Some((pixels, across)) = separated(&pdf, folder.path()) else { return };
        let wanted = expected(kind);
        for way in 1..=8 {
            let found = quarters(&pixels, across, place(way), (45.0, 30.0));
            let off = found.as_flattened().iter().zip(wanted.as_flattened());
            let off = off.map(|(found, wanted)| (found - wanted).abs()).fold(0.0, f64::max);
            // A grey is on the black plate alone, to the last trace.
            let is_clean = !matches!(kind.holds, Holds::Grey(_))
                || found.iter().all(|inks| inks[..3].iter().sum::<f64>() < 0.01);
            if off > 6.0 || !is_clean {
                wrong.push(format!("{}, orientation {way}: {found:.0?} should be {wanted:.0?}", kind.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn another_renderer_shows_every_kind_upright_in_the_same_colours() {
    let folder = tempfile::tempdir().expect("has a folder");
    let mut wrong = Vec::new();
    let mut usual: Option<[[f64; 3]; 4]> = None;
    for kind in KINDS {
        let (list, drawer) = all_ways(kind);
        let Some(picture) = shown(&exported(&[list], &drawer).0, folder.path()) else { return };
        let pixels: Vec<[u8; 3]> = picture.pixels().map(|pixel| pixel.0).collect();
        let seen: Vec<[[f64; 3]; 4]> =
            (1..=8).map(|way| quarters(&pixels, picture.width(), place(way), (45.0, 30.0))).collect();
        let apart = |one: &[f64], other: &[f64]| {
            one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
        };
        // Which quarter is which is told by colours that lie far apart, or, for greys, by their order.
        let first = seen[0];
        let is_upright = match kind.holds {
            Holds::Grey(_) => [0, 1, 2].iter().all(|other| first[3][1] > first[*other][1] + 20.0),
            _ => (0..4).all(|one| (0..one).all(|other| apart(&first[one], &first[other]) > 40.0)),
        };
        if !is_upright {
            wrong.push(format!("{}: {first:.0?}", kind.name));
        }
        // Light looks the same from every kind of file.
        if kind.holds == Holds::Light && !kind.is_see_through {
            let usual = usual.get_or_insert(first);
            if apart(first.as_flattened(), usual.as_flattened()) > 8.0 {
                wrong.push(format!("{}: {first:.0?} should be {usual:.0?}", kind.name));
            }
        }
        for (way, seen) in (1..).zip(&seen) {
            if apart(seen.as_flattened(), first.as_flattened()) > 8.0 {
                wrong.push(format!("{}, orientation {way}: {seen:.0?} should be {first:.0?}", kind.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn broken_pictures_of_every_kind_are_refused_by_name_and_nothing_else_is_lost() {
    let (mut list, mut drawer) = placed(in_format(upright().into(), ImageFormat::Png), 1);
    let mut named = Vec::new();
    for (number, kind) in KINDS.iter().enumerate() {
        let whole = (kind.write)(&upright(), 1);
        for (part, cut) in [("half", whole.len() / 2), ("head", 60), ("two bytes", 2)] {
            let cut = whole[..cut.min(whole.len())].to_vec();
            let failure = match decode(&cut, "港口.jpg", 1, None) {
                Err(failure) => failure,
                Ok(_) => panic!("{part} of {} is taken for a picture", kind.name),
            };
            for words in [failure.en(), failure.zh()] {
                assert!(words.contains("港口.jpg"), "{part} of {}: {words}", kind.name);
            }
            let hash = format!("{number:02}-{part}");
            let frame = area(90.0 + (number % 10) as f64 * 5.0, 20.0 + (number / 10) as f64 * 5.0, 4.0, 4.0);
            list.groups[0].items.push(photo(&hash, frame, frame, 1));
            drawer.photos.insert(hash.clone(), cut);
            named.push(PressNote::UnreadablePhoto(hash));
        }
    }
    let (pdf, notes) = exported(&[list], &drawer);
    named.sort();
    assert_eq!(notes, named);
    assert_eq!(banxin_press::read_back(&pdf).expect("reads").pages[0].pictures, 1);
}

#[test]
fn grey_pictures_stored_in_colour_stay_on_the_black_plate() {
    let folder = tempfile::tempdir().expect("has a folder");
    let grey = DynamicImage::ImageRgb8(upright()).into_luma8();
    let grey_as_colour = DynamicImage::ImageLuma8(grey).into_rgb8();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let (list, drawer) = placed(in_format(grey_as_colour.clone().into(), format), 1);
        let Some((pixels, across)) = separated(&exported(&[list], &drawer).0, folder.path()) else { return };
        for [cyan, magenta, yellow, black] in quarters(&pixels, across, (20.0, 20.0), (60.0, 40.0)) {
            assert!(cyan + magenta + yellow < 0.5 && (12.0..230.0).contains(&black), "{format:?}: {black}");
        }
    }
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
        std::array::from_fn(|ink| f64::from(inks[ink]))
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
        let Some((pixels, across)) = separated(&pdf, folder.path()) else { return };
        let found = quarters(&pixels, across, (20.0, 20.0), (60.0, 40.0));
        for (corner, found) in corners.into_iter().zip(found) {
            let wanted = wanted(corner);
            let off = found.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(off < 3.5, "{found:?} should be {wanted:?}");
        }
    }
}

#[test]
fn a_jpeg_in_ink_goes_into_the_file_as_it_came_where_the_paper_bears_it() {
    let has = |pdf: &[u8], own: &[u8]| pdf.windows(own.len()).any(|window| window == own);
    for name in ["CMYK JPEG", "YCCK JPEG", "progressive CMYK JPEG", "plain CMYK JPEG"] {
        let kind = KINDS.iter().find(|kind| kind.name == name).expect("is there");
        let own = (kind.write)(&upright(), 1);
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
