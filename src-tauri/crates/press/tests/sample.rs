//! Writes a page with everything on it where its path is given, for looking at and for checkers.

mod common;

use banxin_geom::{Length, Point};
use banxin_press::{Standard, export};
use banxin_scene::{Item, Orientation, Paint, Shape};
use common::{Drawer, Setting, area, mm, options, page, photo, run};
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::ops::ControlFlow;

#[test]
fn everything_on_one_page() {
    let colourful = RgbImage::from_fn(900, 600, |x, y| {
        Rgb([(x * 255 / 900) as u8, (y * 255 / 600) as u8, ((x + y) % 256) as u8])
    });
    let mut jpeg = Cursor::new(Vec::new());
    colourful.write_to(&mut jpeg, ImageFormat::Jpeg).expect("encodes");
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), jpeg.into_inner());
    let body = Setting { tracking: 35.0, ..Setting::default() };
    let items = vec![
        Item::Shape(Shape::filled(area(10.0, 10.0, 90.0, 22.0), Paint::Cmyk([200, 0, 100, 0]))),
        Item::Glyphs(run(
            "江上渡口今晨通航",
            (12.0, 26.0),
            &Setting { face: "hei-900", size: 28.0, ..Setting::default() },
        )),
        Item::Glyphs(run("本报讯（记者 林舟）清晨六点，第一班渡船 Ferry No. 7 靠岸。", (12.0, 40.0), &body)),
        Item::Glyphs(run(
            "“等了三年”，老船工说，fine office。",
            (12.0, 46.0),
            &Setting { face: "kai-400", scale_x: 900, ..Setting::default() },
        )),
        Item::Glyphs(run(
            "Sideways 2026",
            (190.0, 20.0),
            &Setting { orientation: Orientation::Sideways, ..Setting::default() },
        )),
        Item::Glyphs(run(
            "套红",
            (120.0, 26.0),
            &Setting {
                face: "song-900",
                size: 30.0,
                paint: Paint::Spot { ink: "红".into(), tint: 1000 },
                ..Setting::default()
            },
        )),
        Item::Shape(Shape::framed(area(9.0, 9.0, 92.0, 24.0), Paint::Black, Length::pt(0.5))),
        Item::Shape(Shape::line(
            Point::new(mm(10.0), mm(52.0)),
            Point::new(mm(190.0), mm(52.0)),
            Paint::Gray(400),
            Length::pt(1.0),
        )),
        photo("aa", area(10.0, 56.0, 60.0, 50.0), area(5.0, 56.0, 75.0, 50.0), 1),
        photo("bb", area(80.0, 56.0, 40.0, 30.0), area(80.0, 56.0, 40.0, 30.0), 1),
    ];
    for standard in [Standard::X4, Standard::X1a] {
        let options = banxin_press::PressOptions { standard, ..options() };
        let made = export(&[page(1, items.clone())], &drawer, &options, &mut |_| ControlFlow::Continue(()))
            .expect("exports");
        if let Ok(folder) = std::env::var("BANXIN_LOOK") {
            std::fs::write(format!("{folder}/{standard:?}.pdf"), &made.bytes).expect("writes");
        }
        assert!(made.bytes.starts_with(b"%PDF-1."));
    }
}
