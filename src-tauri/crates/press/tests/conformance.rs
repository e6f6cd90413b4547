//! Checkers from outside take the files: PDF/X-4 and PDF/X-1a rules, ink, syntax.

mod common;

use banxin_geom::{Length, Point};
use banxin_press::{PressOptions, Standard, export};
use banxin_scene::{Item, Orientation, PageList, Paint, Shape};
use common::{Drawer, Setting, area, mm, options, page, photo, root, run};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A page with everything that a list can hold.
fn everything() -> (PageList, Drawer) {
    let photo_of = |format: ImageFormat| {
        let picture = RgbImage::from_fn(900, 600, |x, y| {
            Rgb([(x * 255 / 900) as u8, (y * 255 / 600) as u8, (x * y / 2200 % 256) as u8])
        });
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).expect("encodes");
        bytes.into_inner()
    };
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), photo_of(ImageFormat::Jpeg));
    drawer.photos.insert("bb".to_owned(), photo_of(ImageFormat::Png));
    let head = Setting { face: "hei-900", size: 28.0, ..Setting::default() };
    let red = Paint::Spot { ink: "报头红".into(), tint: 1000 };
    let name = Setting { face: "brush-400", size: 40.0, paint: red, ..Setting::default() };
    let narrow = Setting { face: "kai-400", scale_x: 900, ..Setting::default() };
    let sideways = Setting { orientation: Orientation::Sideways, ..Setting::default() };
    let body = Setting { tracking: 35.0, ..Setting::default() };
    let white = Setting { face: "hei-700", size: 16.0, paint: Paint::Cmyk([0; 4]), ..Setting::default() };
    let rule = |y: f64, paint| {
        Item::Shape(Shape::line(
            Point::new(mm(10.0), mm(y)),
            Point::new(mm(190.0), mm(y)),
            paint,
            Length::pt(1.0),
        ))
    };
    let items = vec![
        Item::Shape(Shape::filled(area(-3.0, -3.0, 206.0, 8.0), Paint::Cmyk([1000, 600, 0, 0]))),
        Item::Shape(Shape::filled(area(10.0, 10.0, 90.0, 22.0), Paint::Cmyk([200, 0, 100, 0]))),
        Item::from(run("江上渡口今晨通航", (12.0, 26.0), &head)),
        Item::from(run("日报", (120.0, 26.0), &name)),
        Item::from(run("本报讯（记者 林舟）清晨六点，第一班渡船 Ferry No. 7 靠岸。", (12.0, 40.0), &body)),
        Item::from(run("“等了三年”，老船工说，fine office。", (12.0, 46.0), &narrow)),
        Item::from(run("Sideways 2026", (190.0, 20.0), &sideways)),
        Item::Shape(Shape::filled(area(130.0, 56.0, 40.0, 12.0), Paint::Gray(600))),
        Item::from(run("反白", (132.0, 64.0), &white)),
        rule(50.0, Paint::Black),
        rule(52.0, Paint::Gray(400)),
        photo("aa", area(10.0, 56.0, 60.0, 50.0), area(5.0, 56.0, 75.0, 50.0), 1),
        photo("bb", area(130.0, 74.0, 60.0, 40.0), area(130.0, 74.0, 60.0, 40.0), 1),
        photo("none", area(80.0, 56.0, 40.0, 30.0), area(80.0, 56.0, 40.0, 30.0), 1),
    ];
    (page(1, items), drawer)
}

fn written(standard: Standard, folder: &Path) -> PathBuf {
    let (list, drawer) = everything();
    let second = PageList { number: 2, ..list.clone() };
    let options = PressOptions { standard, page_names: vec!["01 要闻".to_owned()], ..options() };
    let made =
        export(&[list, second], &drawer, &options, &mut |_| ControlFlow::Continue(())).expect("exports");
    let path = folder.join(format!("{standard:?}.pdf"));
    std::fs::write(&path, made.bytes).expect("writes");
    path
}

/// Runs a checker; `None` when it is not installed, which is said.
fn checker(program: &str, arguments: &[&str], file: &Path) -> Option<(bool, String)> {
    let Ok(output) = Command::new(program).args(arguments).arg(file).output() else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn readers_and_rips_take_the_files_without_a_word() {
    let folder = tempfile::tempdir().expect("has a folder");
    for standard in [Standard::X4, Standard::X1a] {
        let file = written(standard, folder.path());
        if let Some((is_fine, said)) = checker("qpdf", &["--check"], &file) {
            assert!(is_fine && !said.contains("WARNING"), "{standard:?}: {said}");
        }
        let rip = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"];
        if let Some((is_fine, said)) = checker("gs", &rip, &file) {
            assert!(is_fine && said.trim().is_empty(), "{standard:?}: {said}");
        }
        if let Some((is_fine, said)) = checker("pdftotext", &["-q"], &file) {
            assert!(is_fine && said.trim().is_empty(), "{standard:?}: {said}");
            let text = std::fs::read_to_string(file.with_extension("txt")).expect("was written");
            let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
            assert!(plain.contains("本报讯（记者林舟）清晨六点，第一班渡船FerryNo.7靠岸。"), "{plain}");
            assert!(plain.contains("“等了三年”，老船工说，fineoffice。"), "{plain}");
        }
    }
}

#[test]
fn the_rules_of_both_standards_and_of_newsprint_are_kept() {
    let rules = root().join("../shared/tools/pdfx_check.py");
    if !rules.exists() {
        eprintln!("skipped: the checker of press rules is not beside the project");
        return;
    }
    let folder = tempfile::tempdir().expect("has a folder");
    for standard in [Standard::X4, Standard::X1a] {
        let file = written(standard, folder.path());
        let Ok(output) = Command::new("python3").arg(&rules).arg(&file).args(["--tac", "240", "-q"]).output()
        else {
            eprintln!("skipped: python3 is not installed");
            return;
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if said.is_empty() {
            eprintln!("skipped: the checker did not start: {}", String::from_utf8_lossy(&output.stderr));
            return;
        }
        assert!(output.status.success(), "{standard:?}: {said}");
    }
}
