//! The plates as a RIP makes them: text on the black one alone, black standing on what is under it, spot inks apart.

mod common;

use banxin_press::{Standard, export};
use banxin_scene::{Item, Paint, Shape};
use common::{Drawer, Setting, area, options, page, run};
use image::GrayImage;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

/// Pixels to the inch.
const DPI: f64 = 144.0;

/// The plates of a page as Ghostscript separates them, by name, black where there is ink; `None` where it is
/// not installed.
fn separated(pdf: &[u8], folder: &Path, names: &[&str]) -> Option<Vec<GrayImage>> {
    let (file, out) = (folder.join("page.pdf"), folder.join("page.tif"));
    std::fs::write(&file, pdf).expect("writes");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=tiffsep"])
        .arg(format!("-r{DPI}"))
        .arg(format!("-sOutputFile={}", out.display()))
        .arg(&file)
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: gs is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let plate = |name: &&str| {
        image::open(folder.join(format!("page({name}).tif"))).expect("was written").into_luma8()
    };
    Some(names.iter().map(plate).collect())
}

/// The darkest and the lightest value of a plate inside a box of the trimmed page, in millimetres.
fn range(plate: &GrayImage, [left, top, right, bottom]: [f64; 4]) -> (u8, u8) {
    let at = |mm: f64| ((mm + 3.0) / 25.4 * DPI) as u32;
    let inside = (at(top)..at(bottom)).flat_map(|y| (at(left)..at(right)).map(move |x| (x, y)));
    let values: Vec<u8> = inside.map(|(x, y)| plate.get_pixel(x, y).0[0]).collect();
    (values.iter().min().copied().unwrap_or(0), values.iter().max().copied().unwrap_or(0))
}

#[test]
fn text_is_on_the_black_plate_alone_and_a_headline_stands_on_its_tint() {
    let head = Setting { face: "hei-900", size: 30.0, ..Setting::default() };
    let red = Paint::Spot { ink: "Red".into(), tint: 1000 };
    let name = Setting { face: "hei-900", size: 30.0, paint: red, ..Setting::default() };
    let items = vec![
        Item::Shape(Shape::filled(area(10.0, 10.0, 120.0, 30.0), Paint::Cmyk([300, 0, 200, 0]))),
        Item::from(run("江上渡口今晨通航", (15.0, 28.0), &head)),
        Item::from(run(
            "清晨六点，第一班渡船靠岸，挑担的人先下，雾还没有散。",
            (12.0, 60.0),
            &Setting::default(),
        )),
        Item::from(run("报头", (12.0, 100.0), &name)),
    ];
    let list = page(1, items);
    let folder = tempfile::tempdir().expect("has a folder");
    for standard in [Standard::X4, Standard::X1a] {
        let options = banxin_press::PressOptions { standard, ..options() };
        let made = export(std::slice::from_ref(&list), &Drawer::default(), &options, &mut |_| {
            ControlFlow::Continue(())
        })
        .expect("exports");
        let names = ["Cyan", "Magenta", "Yellow", "Black", "Red"];
        let Some(plates) = separated(&made.bytes, folder.path(), &names) else { return };
        let [cyan, magenta, yellow, black, spot] = plates.as_slice() else { panic!("five plates") };
        let (tint, body, nameplate) =
            ([12.0, 12.0, 128.0, 38.0], [10.0, 52.0, 190.0, 64.0], [10.0, 85.0, 60.0, 105.0]);
        // Under the headline the tint goes on as if nothing stood there.
        for (plate, tone) in [(cyan, 255 - 77), (yellow, 255 - 51)] {
            let (low, high) = range(plate, tint);
            assert!(low.abs_diff(tone) <= 2 && high.abs_diff(tone) <= 2, "{standard:?}: {low} to {high}");
        }
        assert_eq!(range(magenta, tint), (255, 255));
        assert!(range(black, tint).0 < 8 && range(black, body).0 < 64);
        for plate in [cyan, magenta, yellow, spot] {
            assert_eq!(range(plate, body), (255, 255), "{standard:?}: body text is black alone");
        }
        assert!(range(spot, nameplate).0 < 8, "the spot ink has a plate of its own");
        for plate in [cyan, magenta, yellow, black] {
            assert_eq!(range(plate, nameplate), (255, 255), "{standard:?}: and stands on no other");
        }
    }
}
