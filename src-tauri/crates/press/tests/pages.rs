//! Files read back: boxes, fonts, text, overprint, photos and the same bytes every time.

mod common;

use banxin_press::{PressFailure, PressNote, PressOptions, Progress, Standard, export, read_back};
use banxin_scene::{Item, Orientation, PageList, Paint, Shape};
use common::{Drawer, Setting, area, options, page, photo, run};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Document, Object};
use std::io::Cursor;
use std::ops::ControlFlow;

fn exported(lists: &[PageList], drawer: &Drawer, options: &PressOptions) -> Vec<u8> {
    export(lists, drawer, options, &mut |_| ControlFlow::Continue(())).expect("exports").bytes
}

fn lines() -> Vec<Item> {
    let kai = Setting { face: "kai-400", scale_x: 900, tracking: 40.0, ..Setting::default() };
    let sideways = Setting { orientation: Orientation::Sideways, ..Setting::default() };
    vec![
        Item::from(run("江上渡口，“今晨”通航。", (10.0, 20.0), &Setting::default())),
        Item::from(run("班次 No. 7 office", (10.0, 30.0), &kai)),
        Item::from(run("2026年", (150.0, 10.0), &sideways)),
    ]
}

#[test]
fn boxes_fonts_and_text_come_back_as_laid_out() {
    let pdf = exported(&[page(1, lines()), page(2, lines())], &Drawer::default(), &options());
    let back = read_back(&pdf).expect("reads back");
    assert_eq!((back.version.as_str(), back.pages.len()), ("1.6", 2));
    let first = &back.pages[0];
    assert_eq!(first.text, "江上渡口，“今晨”通航。班次 No. 7 office2026年");
    assert_eq!(first.glyphs, first.text.chars().count());
    let (width, height, bleed) = (200.0 / 25.4 * 72.0, 140.0 / 25.4 * 72.0, 3.0 / 25.4 * 72.0);
    for (found, expected) in [
        (first.media, [0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed]),
        (first.trim, [bleed, bleed, bleed + width, bleed + height]),
    ] {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.001), "{found:?} {expected:?}");
    }
    assert_eq!(first.bleed, first.media);
    assert_eq!(back.fonts.len(), 2);
    assert_eq!(back.spaces.iter().collect::<Vec<_>>(), ["DeviceCMYK"]);
    assert!(back.fonts.iter().all(|name| name.as_bytes()[6] == b'+'), "{:?}", back.fonts);
    assert!(pdf.len() < 400_000, "subset fonts keep the file small: {} bytes", pdf.len());
}

#[test]
fn one_drawing_that_serves_two_characters_gives_each_its_own_back() {
    let mut first = run("一丁", (10.0, 20.0), &Setting::default());
    let mut second = run("⼀丁", (10.0, 30.0), &Setting::default());
    second.glyphs[0].id = first.glyphs[0].id;
    first.text = "一丁".into();
    second.text = "⼀丁".into();
    let pdf =
        exported(&[page(1, vec![Item::from(first), Item::from(second)])], &Drawer::default(), &options());
    assert_eq!(read_back(&pdf).expect("reads back").pages[0].text, "一丁⼀丁");
}

#[test]
fn equal_pages_make_equal_bytes_and_a_date_is_kept() {
    let lists = [page(1, lines())];
    let once = exported(&lists, &Drawer::default(), &options());
    assert_eq!(once, exported(&lists, &Drawer::default(), &options()));
    let dated = PressOptions { created: Some(1_770_595_200), ..options() };
    let dated = exported(&lists, &Drawer::default(), &dated);
    assert_ne!(once, dated);
    let holds = |bytes: &[u8]| dated.windows(bytes.len()).any(|window| window == bytes);
    assert!(holds(b"D:20260209000000Z") && holds(b"2026-02-09T00:00:00Z"));
}

#[test]
fn black_overprints_and_other_inks_clear_what_is_under_them() {
    let blue = Setting { paint: Paint::Cmyk([1000, 600, 0, 0]), ..Setting::default() };
    let items = vec![
        Item::Shape(Shape::filled(area(0.0, 0.0, 50.0, 50.0), Paint::Cmyk([0, 0, 300, 0]))),
        Item::from(run("黑", (10.0, 20.0), &Setting::default())),
        Item::from(run("蓝", (20.0, 20.0), &blue)),
    ];
    let document =
        Document::load_mem(&exported(&[page(1, items)], &Drawer::default(), &options())).expect("is a PDF");
    let page_id = document.get_pages()[&1];
    let content = String::from_utf8_lossy(&document.get_page_content(page_id)).into_owned();
    let order: Vec<&str> =
        content.lines().filter(|line| line.ends_with(" gs") || line.ends_with(" k")).collect();
    assert_eq!(order, ["/GK gs", "0 0 0.3 0 k", "/GO gs", "0 0 0 1 k", "/GK gs", "1 0.6 0 0 k"]);
    let states: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"GO").ok()?.as_dict().ok())
        .collect();
    assert_eq!(states.len(), 1);
    let is_on = |key: &[u8]| states[0].get(key).and_then(Object::as_bool).expect("is set");
    assert!(is_on(b"OP") && is_on(b"op"));
    assert_eq!(states[0].get(b"OPM").and_then(Object::as_i64).expect("is set"), 1);
}

#[test]
fn spot_inks_are_plates_of_their_own() {
    let red = Setting { paint: Paint::Spot { ink: "报头红".into(), tint: 1000 }, ..Setting::default() };
    let items = vec![Item::from(run("报头", (10.0, 20.0), &red))];
    let pdf = exported(&[page(1, items)], &Drawer::default(), &options());
    let document = Document::load_mem(&pdf).expect("is a PDF");
    let spaces: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"S0").ok()?.as_array().ok())
        .collect();
    assert_eq!(spaces.len(), 1);
    assert_eq!(spaces[0][0].as_name().expect("is a name"), b"Separation");
    assert_eq!(spaces[0][1].as_name().expect("is a name"), "报头红".as_bytes());
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let quarters = RgbImage::from_fn(240, 160, |x, y| match (x < 120, y < 80) {
        (true, true) => Rgb([230, 20, 30]),
        (false, true) => Rgb([20, 160, 60]),
        _ => Rgb([30, 40, 170]),
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(quarters).write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

/// Width, height, colour space and filter of every picture in the file.
fn stored(pdf: &[u8]) -> Vec<(i64, i64, String, String)> {
    let document = Document::load_mem(pdf).expect("is a PDF");
    let name = |value: Option<&Object>| {
        value.and_then(|value| value.as_name().ok()).map(|name| String::from_utf8_lossy(name).into_owned())
    };
    document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| name(stream.dict.get(b"Subtype").ok()).as_deref() == Some("Image"))
        .map(|stream| {
            let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).expect("is set");
            let space = name(stream.dict.get(b"ColorSpace").ok()).expect("is set");
            let filter = name(stream.dict.get(b"Filter").ok()).unwrap_or_default();
            (number(b"Width"), number(b"Height"), space, filter)
        })
        .collect()
}

#[test]
fn photos_are_cut_to_their_frame_and_no_finer_than_the_press_shows() {
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), picture(ImageFormat::Jpeg));
    drawer.photos.insert("bb".to_owned(), picture(ImageFormat::Png));
    // An inch across holds 220 pixels; the second picture shows its left half only.
    let items = vec![
        photo("aa", area(10.0, 10.0, 12.7, 8.466_667), area(10.0, 10.0, 12.7, 8.466_667), 1),
        photo("bb", area(50.0, 10.0, 60.0, 80.0), area(50.0, 10.0, 120.0, 80.0), 1),
    ];
    let pdf = exported(&[page(1, items)], &drawer, &options());
    let mut pictures = stored(&pdf);
    pictures.sort();
    let cmyk = || "DeviceCMYK".to_owned();
    assert_eq!(pictures[0], (110, 73, cmyk(), "DCTDecode".to_owned()));
    assert_eq!(pictures[1], (120, 160, cmyk(), "FlateDecode".to_owned()));
}

#[test]
fn grey_photos_stay_on_the_black_plate_and_ink_that_fits_goes_untouched() {
    let grey = DynamicImage::ImageRgb8(RgbImage::from_pixel(60, 40, Rgb([90, 90, 90]))).into_luma8();
    let mut bytes = Cursor::new(Vec::new());
    grey.write_to(&mut bytes, ImageFormat::Jpeg).expect("encodes");
    let inks: Vec<u8> = (0..60 * 40).flat_map(|at| [(at % 100) as u8, 60, 20, 30]).collect();
    let mut cmyk = Vec::new();
    jpeg_encoder::Encoder::new(&mut cmyk, 95)
        .encode(&inks, 60, 40, jpeg_encoder::ColorType::Cmyk)
        .expect("encodes");
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), bytes.into_inner());
    drawer.photos.insert("bb".to_owned(), cmyk.clone());
    let items = vec![
        photo("aa", area(10.0, 10.0, 30.0, 20.0), area(10.0, 10.0, 30.0, 20.0), 1),
        photo("bb", area(50.0, 10.0, 30.0, 20.0), area(50.0, 10.0, 30.0, 20.0), 1),
    ];
    let pdf = exported(&[page(1, items)], &drawer, &options());
    let spaces: Vec<String> = stored(&pdf).into_iter().map(|(_, _, space, _)| space).collect();
    assert!(spaces.contains(&"DeviceGray".to_owned()) && spaces.contains(&"DeviceCMYK".to_owned()));
    assert!(pdf.windows(cmyk.len()).any(|window| window == cmyk), "the CMYK file is in the PDF untouched");
}

/// The stored pixels of the file's only picture as inks, four bytes a pixel.
fn inks_of(pdf: &[u8]) -> (usize, Vec<u8>) {
    let document = Document::load_mem(pdf).expect("is a PDF");
    let is_picture = |stream: &&lopdf::Stream| {
        stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
    };
    let stream = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .find(is_picture)
        .expect("is there");
    let width = stream.dict.get(b"Width").and_then(Object::as_i64).expect("is set") as usize;
    let is_jpeg = stream.dict.get(b"Filter").and_then(Object::as_name).is_ok_and(|name| name == b"DCTDecode");
    let inks = if is_jpeg {
        assert!(stream.dict.get(b"Decode").is_ok(), "the JPEG stores full ink as zero");
        // The decoder turns inverted ink the right way round by itself.
        jpeg_decoder::Decoder::new(stream.content.as_slice()).decode().expect("decodes")
    } else {
        stream.decompressed_content().expect("unpacks")
    };
    (width, inks)
}

#[test]
fn photos_stand_upright_in_all_eight_orientations() {
    for (orientation, undo) in (1..=8).zip([1, 2, 3, 4, 5, 8, 7, 6]) {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let mut stored = image::load_from_memory(&picture(ImageFormat::Png)).expect("decodes");
            stored.apply_orientation(image::metadata::Orientation::from_exif(undo).expect("1 to 8"));
            let mut bytes = Cursor::new(Vec::new());
            stored.write_to(&mut bytes, format).expect("encodes");
            let mut drawer = Drawer::default();
            drawer.photos.insert("aa".to_owned(), bytes.into_inner());
            let frame = area(10.0, 10.0, 60.0, 40.0);
            let pdf = exported(&[page(1, vec![photo("aa", frame, frame, orientation)])], &drawer, &options());
            let (width, inks) = inks_of(&pdf);
            assert_eq!((width, inks.len()), (240, 240 * 160 * 4), "{format:?} {orientation}");
            let at = |x: usize, y: usize| &inks[(y * width + x) * 4..][..4];
            let (red, green, blue) = (at(30, 30), at(200, 30), at(30, 130));
            assert!(red[1] > 150 && red[2] > 130 && red[0] < 60, "{format:?} {orientation}: {red:?}");
            assert!(
                green[0] > 130 && green[2] > 130 && green[1] < 110,
                "{format:?} {orientation}: {green:?}"
            );
            assert!(blue[0] > 150 && blue[1] > 110 && blue[2] < 90, "{format:?} {orientation}: {blue:?}");
        }
    }
}

#[test]
fn what_is_missing_is_noted_and_the_rest_prints() {
    let mut drawer = Drawer::default();
    drawer.photos.insert("bb".to_owned(), b"no photo".to_vec());
    let mut lost = run("失", (10.0, 50.0), &Setting::default());
    lost.face = banxin_scene::FaceName("nobody".into());
    let mut items = lines();
    let frame = area(50.0, 50.0, 30.0, 20.0);
    items.extend([photo("aa", frame, frame, 1), photo("bb", frame, frame, 1), Item::from(lost)]);
    let made =
        export(&[page(1, items)], &drawer, &options(), &mut |_| ControlFlow::Continue(())).expect("exports");
    let expected = [
        PressNote::MissingFace(banxin_scene::FaceName("nobody".into())),
        PressNote::MissingPhoto("aa".to_owned()),
        PressNote::UnreadablePhoto("bb".to_owned()),
    ];
    assert_eq!(made.notes, expected);
    assert!(read_back(&made.bytes).expect("reads back").pages[0].text.starts_with("江上渡口"));
}

#[test]
fn progress_is_told_and_an_export_can_be_stopped_at_any_step() {
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), picture(ImageFormat::Jpeg));
    let mut items = lines();
    items.push(photo("aa", area(50.0, 50.0, 30.0, 20.0), area(50.0, 50.0, 30.0, 20.0), 1));
    let lists = [page(1, items.clone()), page(2, items)];
    let mut steps = Vec::new();
    export(&lists, &drawer, &options(), &mut |step| {
        steps.push(step);
        ControlFlow::Continue(())
    })
    .expect("exports");
    let expected = [
        Progress::Photos { done: 1, of: 1, pages: 2 },
        Progress::Pages { done: 1, of: 2 },
        Progress::Pages { done: 2, of: 2 },
        Progress::Writing,
    ];
    assert_eq!(steps, expected);
    for stop in expected {
        let stopped = export(&lists, &drawer, &options(), &mut |step| {
            if step == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(stopped, Err(PressFailure::Cancelled)), "{stop:?}");
    }
}

#[test]
fn each_standard_is_named_where_it_must_be() {
    for (standard, version, mark) in [
        (Standard::X4, "1.6", &b"<pdfxid:GTS_PDFXVersion>PDF/X-4<"[..]),
        (Standard::X1a, "1.4", &b"/GTS_PDFXVersion(PDF/X-1a:2003)"[..]),
    ] {
        let pdf = exported(&[page(3, lines())], &Drawer::default(), &PressOptions { standard, ..options() });
        assert!(pdf.starts_with(format!("%PDF-{version}").as_bytes()));
        assert!(pdf.windows(mark.len()).any(|window| window == mark), "{standard:?}");
    }
    assert!(matches!(
        export(&[], &Drawer::default(), &options(), &mut |_| ControlFlow::Continue(())),
        Err(PressFailure::NoPages)
    ));
}

#[test]
fn labels_identity_and_metadata_say_one_thing() {
    let named =
        PressOptions { page_names: vec!["01 要闻".to_owned()], created: Some(1_770_595_200), ..options() };
    for standard in [Standard::X4, Standard::X1a] {
        let pdf = exported(
            &[page(1, lines()), page(7, lines())],
            &Drawer::default(),
            &PressOptions { standard, ..named.clone() },
        );
        let document = Document::load_mem(&pdf).expect("is a PDF");
        let decoded = |object: &Object| lopdf::decode_text_string(object).expect("is text");
        let catalog = document.catalog().expect("has one");
        let labels = catalog.get(b"PageLabels").and_then(Object::as_dict).expect("is set");
        let labels = labels.get(b"Nums").and_then(Object::as_array).expect("is a list");
        let label = |at: usize| labels[at].as_dict().expect("is a label");
        // One page goes by the name it was given, the other by its number.
        assert_eq!((labels[0].as_i64().ok(), labels[2].as_i64().ok()), (Some(0), Some(1)));
        assert_eq!(decoded(label(1).get(b"P").expect("has a name")), "01 要闻");
        assert_eq!(label(3).get(b"St").and_then(Object::as_i64).ok(), Some(7));
        let ids = document.trailer.get(b"ID").and_then(Object::as_array).expect("is set");
        let id = |at: usize| ids[at].as_str().expect("is a string").to_vec();
        assert_eq!((ids.len(), id(0).len()), (2, 16));
        assert_eq!(id(0), id(1));
        let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("is set");
        let info = document.get_dictionary(info).expect("is there");
        assert_eq!(info.get(b"Trapped").and_then(Object::as_name).ok(), Some(&b"False"[..]));
        let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).expect("is set");
        let metadata = document.get_object(metadata).and_then(Object::as_stream).expect("is there");
        assert!(!metadata.dict.has(b"Filter"), "readers find it without unpacking");
        let packet = String::from_utf8(metadata.content.clone()).expect("is text");
        let words = |key: &[u8]| decoded(info.get(key).expect("is set"));
        for (key, tag) in
            [(&b"Title"[..], "rdf:li"), (b"Producer", "pdf:Producer"), (b"Creator", "xmp:CreatorTool")]
        {
            assert!(packet.contains(&format!(">{}</{tag}>", words(key))), "{standard:?} {tag}: {packet}");
        }
        assert_eq!(words(b"CreationDate"), "D:20260209000000Z");
        assert_eq!(words(b"CreationDate"), words(b"ModDate"));
        assert_eq!(packet.matches("2026-02-09T00:00:00Z").count(), 3);
        assert!(packet.contains("<pdf:Trapped>False</pdf:Trapped>"));
        let intents = catalog.get(b"OutputIntents").and_then(Object::as_array).expect("is set");
        let intent = intents[0].as_dict().expect("is one");
        let profile = intent.get(b"DestOutputProfile").and_then(Object::as_reference).expect("is set");
        let profile = document.get_object(profile).and_then(Object::as_stream).expect("is there");
        assert_eq!(profile.decompressed_content().expect("unpacks"), options().profile);
    }
}

#[test]
fn marks_bar_and_slug_line_stand_round_the_page_and_never_on_it() {
    let plain = exported(&[page(1, Vec::new())], &Drawer::default(), &options());
    let slug = "版心日报 · 01 要闻 · #12 · PDF/X-4".to_owned();
    let marked = PressOptions { slugs: vec![slug.clone()], ..options() };
    let pdf = exported(&[page(1, Vec::new())], &Drawer::default(), &marked);
    let (plain, marked) = (read_back(&plain).expect("reads"), read_back(&pdf).expect("reads"));
    assert_eq!(plain.pages[0].text, "");
    assert_eq!(marked.pages[0].text, slug);
    let side = |of: [f64; 4]| (of[2] - of[0], of[3] - of[1]);
    let margin = 12.0 / 25.4 * 72.0;
    let (small, large) = (side(plain.pages[0].media), side(marked.pages[0].media));
    assert!(
        (large.0 - small.0 - margin * 2.0).abs() < 0.01 && (large.1 - small.1 - margin * 2.0).abs() < 0.01
    );
    let (own, other) = (side(plain.pages[0].trim), side(marked.pages[0].trim));
    assert!((own.0 - other.0).abs() < 0.001 && (own.1 - other.1).abs() < 0.001, "{own:?} {other:?}");
    // Everything that is painted lies outside the bleed.
    let document = Document::load_mem(&pdf).expect("is a PDF");
    let content = document.get_page_content(document.get_pages()[&1]);
    let content = lopdf::content::Content::decode(&content).expect("is content");
    let [left, bottom, right, top] = marked.pages[0].bleed;
    let mut fills = std::collections::BTreeSet::new();
    let mut matrix = (0.0, 0.0);
    for operation in &content.operations {
        let numbers: Vec<f64> =
            operation.operands.iter().filter_map(|own| own.as_float().ok()).map(f64::from).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("cm", [_, _, _, _, x, y]) => matrix = (*x, *y),
            ("k", inks) => drop(fills.insert(format!("{inks:?}"))),
            ("m" | "l", [x, y]) => {
                let (x, y) = (x + matrix.0, y + matrix.1);
                let is_outside = x < left + 0.1 || x > right - 0.1 || y < bottom + 0.1 || y > top - 0.1;
                assert!(is_outside, "{x:.1} {y:.1} of {left:.1} {bottom:.1} {right:.1} {top:.1}");
            }
            _ => {}
        }
    }
    // Solids, halves, overprints and grey balance: thirteen patches.
    assert!(fills.len() >= 13, "{fills:?}");
}
