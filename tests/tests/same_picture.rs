//! The page that the program paints and the page that another program draws from its PDF are the same picture.

mod program;

use image::GrayImage;
use program::{json, run};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

const DPI: &str = "100";
/// Mean difference of grey, of 1, that photos separated for print against photos on a screen explain.
const MOST: f64 = 0.025;

/// Mean over all pixels of the least difference within one pixel around, of 1: edges are smoothed in two ways.
fn difference(a: &GrayImage, b: &GrayImage) -> f64 {
    let (width, height) = (a.width().min(b.width()), a.height().min(b.height()));
    let mut sum = 0.0;
    for y in 0..height {
        for x in 0..width {
            let own = a.get_pixel(x, y).0[0];
            let rows = y.saturating_sub(1)..(y + 2).min(height);
            let near = rows.flat_map(|y| (x.saturating_sub(1)..(x + 2).min(width)).map(move |x| (x, y)));
            let least = near.map(|(x, y)| own.abs_diff(b.get_pixel(x, y).0[0])).min();
            sum += f64::from(least.unwrap_or(255)) / 255.0;
        }
    }
    sum / f64::from(width * height)
}

fn grey(path: &Path) -> GrayImage {
    image::open(path).expect("a picture").to_luma8()
}

#[test]
fn what_is_painted_is_what_another_program_draws_from_the_pdf() {
    if Command::new("pdftoppm").arg("-v").output().is_err() {
        eprintln!("skipped: pdftoppm is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let edition = at("sample.edition");
    json([OsStr::new("sample"), edition.as_os_str()]);
    let pdf = at("sample.pdf");
    let exported = run([OsStr::new("export"), edition.as_os_str(), "-o".as_ref(), pdf.as_os_str()]);
    assert!(exported.code < 2, "{}", exported.err);
    let drawn = Command::new("pdftoppm").args(["-r", DPI, "-png"]).arg(&pdf).arg(at("drawn")).output();
    assert!(drawn.is_ok_and(|output| output.status.success()));
    for page in 1..=4 {
        let number = page.to_string();
        let painted = at(&format!("painted-{page}.png"));
        let words = ["render".as_ref(), edition.as_os_str(), "--page".as_ref(), number.as_ref()];
        json(words.into_iter().chain(["-o".as_ref(), painted.as_os_str(), "--dpi".as_ref(), DPI.as_ref()]));
        let (ours, theirs) = (grey(&painted), grey(&at(&format!("drawn-{page}.png"))));
        assert!(ours.width().abs_diff(theirs.width()) <= 1 && ours.height().abs_diff(theirs.height()) <= 1);
        let off = difference(&ours, &theirs).max(difference(&theirs, &ours));
        println!("page {page}: mean difference {off:.4}");
        assert!(off < MOST, "page {page} differs by {off:.4}");
    }
}

#[test]
fn a_page_moved_by_a_line_is_not_the_same_picture() {
    let lines = |shift: u32| {
        GrayImage::from_fn(200, 200, |_, y| image::Luma([if (y + shift) % 17 < 9 { 0 } else { 255 }]))
    };
    assert!(difference(&lines(0), &lines(0)) < 1e-9);
    assert!(difference(&lines(0), &lines(8)) > MOST);
}
