//! Colours as LittleCMS's own converter makes them, with the same profile and intent.

mod common;

use banxin_press::Separator;
use banxin_press::export;
use common::{Drawer, area, options, page, photo, root};
use image::ImageEncoder;
use lcms2::{CIExyY, CIExyYTRIPLE, Profile, ToneCurve};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::process::{Command, Stdio};

/// Every combination of nine steps of red, green and blue.
fn grid() -> Vec<u8> {
    let steps = || (0..9u32).map(|step| (step * 255 / 8) as u8);
    steps()
        .flat_map(|red| steps().flat_map(move |green| steps().map(move |blue| [red, green, blue])))
        .flatten()
        .collect()
}

/// What `transicc` makes of the grid, described by `source`, in percent; `None` where it is not installed.
fn converted(grid: &[u8], source: &str) -> Option<Vec<[f64; 4]>> {
    let profile = root().join("assets/icc/IFRA26S_2004_newsprint.icc");
    let mut child = Command::new("transicc")
        .args(["-t1", "-b", "-n", &format!("-i{source}")])
        .arg(format!("-o{}", profile.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let words: String =
        grid.chunks(3).map(|pixel| format!("{} {} {}\n", pixel[0], pixel[1], pixel[2])).collect();
    let mut input = child.stdin.take().expect("is piped");
    let writer = std::thread::spawn(move || {
        input.write_all(words.as_bytes()).and_then(|()| input.write_all(b"q\n")).expect("it reads");
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it wrote");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows = text.lines().filter_map(|line| {
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        <[f64; 4]>::try_from(numbers).ok()
    });
    Some(rows.collect())
}

/// Every colour of the grid is the converter's, to one step of 255.
fn assert_equal(source: &str, own: Option<&[u8]>) {
    let grid = grid();
    let Some(wanted) = converted(&grid, source) else {
        eprintln!("skipped: transicc is not installed");
        return;
    };
    assert_eq!(wanted.len(), 729, "{source}");
    let separator = Separator::new(&options().profile, 406).expect("is a profile");
    let made = separator.from_rgb(&grid, own).expect("separates");
    for (number, (made, wanted)) in made.chunks(4).zip(&wanted).enumerate() {
        for (made, wanted) in made.iter().zip(wanted) {
            let off = (f64::from(*made) - (wanted * 2.55).round()).abs();
            let pixel = &grid[number * 3..number * 3 + 3];
            assert!(off <= 1.0, "{source} {pixel:?}: {made} is {off} off {:.2}", wanted * 2.55);
        }
    }
}

#[test]
fn ink_equals_the_converters_to_one_in_255() {
    assert_equal("*sRGB", None);
}

#[test]
fn a_profile_of_the_pictures_own_is_converted_from_as_the_converter_does() {
    let icc = wide();
    let folder = tempfile::tempdir().expect("has a folder");
    let path = folder.path().join("wide.icc");
    std::fs::write(&path, &icc).expect("writes");
    assert_equal(&path.display().to_string(), Some(&icc));
}

/// A profile with the primaries of Adobe RGB (1998), clause 4.3.1, and its gamma of 2.2.
fn wide() -> Vec<u8> {
    let primary = |x, y| CIExyY { x, y, Y: 1.0 };
    let white = primary(0.3127, 0.3290);
    let primaries =
        CIExyYTRIPLE { Red: primary(0.64, 0.33), Green: primary(0.21, 0.71), Blue: primary(0.15, 0.06) };
    let curve = ToneCurve::new(2.199_218_75);
    let profile = Profile::new_rgb(&white, &primaries, &[&curve, &curve, &curve]).expect("is one");
    profile.icc().expect("writes")
}

/// The inks that the file stores for its only picture, four bytes a pixel, 255 for full.
fn stored(pdf: &[u8]) -> Vec<u8> {
    let document = lopdf::Document::load_mem(pdf).expect("is a PDF");
    let is_picture = |stream: &&lopdf::Stream| {
        stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"Image")
    };
    let mut streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let stream = streams.find(is_picture).expect("is there");
    match stream.dict.get(b"Filter").and_then(lopdf::Object::as_name) {
        // The decoder turns inverted ink the right way round by itself.
        Ok(b"DCTDecode") => jpeg_decoder::Decoder::new(stream.content.as_slice()).decode().expect("decodes"),
        _ => stream.decompressed_content().expect("unpacks"),
    }
}

#[test]
fn the_plates_of_a_photo_with_a_profile_are_those_that_tificc_makes() {
    let folder = tempfile::tempdir().expect("has a folder");
    let icc = wide();
    let file = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(file("wide.icc"), &icc).expect("writes");
    let profile = root().join("assets/icc/IFRA26S_2004_newsprint.icc");
    for name in ["p1-tea.jpg", "p4-forgetmenot.jpg", "p2-saturn.jpg"] {
        let own = image::open(root().join("assets/samples").join(name)).expect("decodes");
        let own = own.crop_imm(300, 300, 600, 400).into_rgb8();
        let mut bytes = Cursor::new(Vec::new());
        own.write_to(&mut bytes, image::ImageFormat::Tiff).expect("encodes");
        std::fs::write(file("in.tif"), bytes.into_inner()).expect("writes");
        let converted = Command::new("tificc")
            .args(["-t1", "-b", "-c0", "-n", &format!("-i{}", file("wide.icc"))])
            .args([&format!("-o{}", profile.display()), &file("in.tif"), &file("out.tif")])
            .output();
        let Ok(output) = converted else {
            eprintln!("skipped: tificc is not installed");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs = std::fs::read(file("out.tif")).expect("was written");
        let theirs = banxin_media::decode(&theirs, "out.tif", 1, None).expect("is ink").data;

        // The same pixels with the profile in their file, placed so that each stays a pixel.
        let mut png = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder.set_icc_profile(icc.clone()).expect("takes one");
        encoder.write_image(own.as_raw(), 600, 400, image::ExtendedColorType::Rgb8).expect("encodes");
        let mut drawer = Drawer::default();
        drawer.photos.insert("aa".to_owned(), png);
        let frame = area(20.0, 20.0, 90.0, 60.0);
        let list = page(1, vec![photo("aa", frame, frame, 1)]);
        let options = banxin_press::PressOptions { ink_limit: 406, jpeg_quality: 100, ..options() };
        let made = export(&[list], &drawer, &options, &mut |_| ControlFlow::Continue(())).expect("exports");
        let ours = stored(&made.bytes);
        assert_eq!((ours.len(), made.notes.len()), (theirs.len(), 0), "{name}");
        let off: Vec<u8> = ours.iter().zip(&theirs).map(|(own, other)| own.abs_diff(*other)).collect();
        let mean = off.iter().map(|off| f64::from(*off)).sum::<f64>() / off.len() as f64;
        let far = off.iter().filter(|off| **off > 8).count() as f64 / off.len() as f64;
        println!("{name}: mean {mean:.3} of 255, {far:.5} more than eight off");
        // What is stored went through JPEG at its finest, which halves the resolution of colour: edges differ.
        assert!(mean < 2.0 && far < 0.03, "{name}: mean {mean:.3}, {far:.5} of the samples far off");
        let separator = Separator::new(&options.profile, 406).expect("is a profile");
        let exact = separator.from_rgb(own.as_raw(), Some(&icc)).expect("separates");
        let far = exact.iter().zip(&theirs).filter(|(own, other)| own.abs_diff(**other) > 1).count();
        assert!(far * 1000 <= theirs.len(), "{name}: {far} samples of {} more than one off", theirs.len());
    }
}

#[test]
fn no_photo_prints_more_ink_than_the_edition_allows() {
    for limit in [240, 220] {
        let options = banxin_press::PressOptions { ink_limit: limit, ..options() };
        for name in ["p2-saturn.jpg", "p4-spiral.jpg", "p1-tea.jpg"] {
            let mut drawer = Drawer::default();
            let bytes = std::fs::read(root().join("assets/samples").join(name)).expect("reads");
            drawer.photos.insert("aa".to_owned(), bytes);
            let frame = area(20.0, 20.0, 90.0, 60.0);
            let list = page(1, vec![photo("aa", frame, frame, 1)]);
            let made =
                export(&[list], &drawer, &options, &mut |_| ControlFlow::Continue(())).expect("exports");
            let inks = stored(&made.bytes);
            let sum = |inks: &[u8; 4]| inks.iter().map(|ink| u32::from(*ink)).sum::<u32>();
            let most = inks.as_chunks::<4>().0.iter().map(sum).max().unwrap_or(0);
            let most = f64::from(most) / 2.55;
            assert!(
                most <= f64::from(limit) && most > f64::from(limit) - 40.0,
                "{name} at {limit}: {most:.1} %"
            );
        }
    }
}
