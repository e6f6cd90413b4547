//! The PDF as another renderer shows it is the picture that `raster` paints of the same list.

mod common;

use banxin_geom::{Length, Point};
use banxin_press::export;
use banxin_raster::{RenderOptions, render};
use banxin_scene::{Item, Orientation, PageList, Paint, Shape};
use common::{Drawer, Setting, area, mm, options, page, run};
use image::GrayImage;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

/// Pixels to the inch at which pictures are compared.
const DPI: u32 = 144;

/// How far two pictures differ, 0 for none and 1 for black against white: each pixel of one counts
/// by how far it lies outside what the other has in the same place or right beside it, so that two
/// ways of smoothing one edge do not count, and the mean of both directions is taken over all pixels.
fn difference(one: &GrayImage, other: &GrayImage) -> f64 {
    let outside = |a: &GrayImage, b: &GrayImage| -> f64 {
        let (width, height) = a.dimensions();
        let mut sum = 0.0;
        for (x, y, pixel) in a.enumerate_pixels() {
            let (mut low, mut high) = (255u8, 0u8);
            for near_y in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                for near_x in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    let near = b.get_pixel(near_x, near_y).0[0];
                    (low, high) = (low.min(near), high.max(near));
                }
            }
            let value = pixel.0[0];
            sum += f64::from(low.saturating_sub(value).max(value.saturating_sub(high)));
        }
        sum / 255.0 / f64::from(width * height)
    };
    (outside(one, other) + outside(other, one)) / 2.0
}

fn painted(list: &PageList) -> GrayImage {
    let options = RenderOptions { dpi: f64::from(DPI), include_bleed: true, ..RenderOptions::default() };
    let rendering = render(list, &Drawer::default(), &options).expect("paints");
    let picture = image::RgbaImage::from_raw(rendering.width, rendering.height, rendering.rgba)
        .expect("is as large as it says");
    image::DynamicImage::ImageRgba8(picture).into_luma8()
}

/// The first page as poppler shows it, or `None` where poppler is not installed.
fn printed(pdf: &[u8], folder: &Path) -> Option<GrayImage> {
    let (file, out) = (folder.join("page.pdf"), folder.join("page"));
    std::fs::write(&file, pdf).expect("writes");
    let status = Command::new("pdftoppm")
        .args(["-r", &DPI.to_string(), "-png", "-singlefile"])
        .args([&file, &out])
        .status()
        .ok()?;
    assert!(status.success());
    let mut picture = image::open(out.with_extension("png")).expect("is a PNG").into_luma8();
    // Poppler shows black ink as the dark grey of coated paper; here black is black and paper white.
    let black = picture.pixels().map(|pixel| pixel.0[0]).min().unwrap_or(0).min(254);
    for pixel in picture.pixels_mut() {
        let above = u32::from(pixel.0[0] - black);
        pixel.0[0] = (above * 255 / u32::from(255 - black)) as u8;
    }
    Some(picture)
}

#[test]
fn the_pdf_and_the_pixels_are_one_picture() {
    let set = |face, size| Setting { face, size, ..Setting::default() };
    let narrow = Setting { scale_x: 800, tracking: 60.0, ..set("kai-400", 12.0) };
    let sideways = Setting { orientation: Orientation::Sideways, ..set("hei-400", 20.0) };
    let white = Setting { paint: Paint::Cmyk([0; 4]), ..set("hei-900", 30.0) };
    let bow = vec![
        banxin_scene::PathStep::Move(Point::new(mm(120.0), mm(100.0))),
        banxin_scene::PathStep::Curve(
            Point::new(mm(130.0), mm(70.0)),
            Point::new(mm(150.0), mm(70.0)),
            Point::new(mm(160.0), mm(100.0)),
        ),
        banxin_scene::PathStep::Close,
    ];
    let mut items = vec![
        Item::from(run("江上渡口今晨通航", (10.0, 24.0), &set("song-900", 42.0))),
        Item::from(run("扁体字与楷体，Latin too。", (10.0, 34.0), &narrow)),
        Item::from(run("Sideways 侧", (185.0, 10.0), &sideways)),
        Item::Shape(Shape::filled(area(10.0, 90.0, 100.0, 16.0), Paint::Gray(700))),
        Item::from(run("反白标题", (14.0, 102.0), &white)),
        Item::Shape(Shape { path: bow, fill: Some(Paint::Gray(300)), stroke: None }),
        Item::Shape(Shape::framed(area(8.0, 8.0, 170.0, 120.0), Paint::Black, Length::pt(1.5))),
        Item::Shape(Shape::filled(area(-3.0, 136.0, 206.0, 7.0), Paint::Gray(500))),
    ];
    for line in 0..12 {
        let text = "清晨六点，第一班渡船靠岸，挑担的人先下，雾还没有散。";
        items.push(Item::from(run(text, (10.0, 42.0 + f64::from(line) * 3.8), &set("song-400", 9.0))));
    }
    let list = page(1, items);
    let made = export(std::slice::from_ref(&list), &Drawer::default(), &options(), &mut |_| {
        ControlFlow::Continue(())
    })
    .expect("exports");
    let folder = tempfile::tempdir().expect("has a folder");
    let Some(printed) = printed(&made.bytes, folder.path()) else {
        eprintln!("skipped: pdftoppm is not installed");
        return;
    };
    let painted = painted(&list);
    // Poppler rounds a page of parts of a pixel up, raster to the nearest.
    let (width, height) = painted.dimensions();
    assert!(printed.width().abs_diff(width) <= 1 && printed.height().abs_diff(height) <= 1);
    let printed = image::imageops::crop_imm(&printed, 0, 0, width, height).to_image();
    let same = difference(&painted, &printed);
    assert!(same < 0.004, "the two differ by {same:.5}");

    // The measure sees what it must: the same page without one line of body text.
    let mut without = list;
    let mut items = without.groups[0].items.clone();
    items.pop();
    without.groups[0].items = items;
    let less = difference(&self::painted(&without), &printed);
    eprintln!("difference {same:.5}, without one line {less:.5}");
    assert!(less > same + 0.0005, "{less:.5} against {same:.5}");
}
