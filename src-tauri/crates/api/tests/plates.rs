//! Plates and ink as the program shows them are those that Ghostscript separates from the exported file.

use banxin_api::{Desk, ExportOptions, RenderOptions, Rendering, Resources, make_sample};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pixels to the inch at which plates are compared.
const DPI: u32 = 50;

/// One plate as Ghostscript makes it: how much ink there is at each pixel, 255 for full.
fn separated(pdf: &Path, folder: &Path, page: u32) -> Option<Vec<(u32, u32, Vec<u8>)>> {
    let out = folder.join("plate.tif");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=tiffsep"])
        // Painted four times as fine and shrunk, which smooths edges as the program does.
        .args([format!("-r{}", DPI * 4), "-dDownScaleFactor=4".to_owned()])
        .args([format!("-dFirstPage={page}"), format!("-dLastPage={page}")])
        .arg(format!("-sOutputFile={}", out.display()))
        .arg(pdf)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let plate = |name: &str| {
        let path: PathBuf = folder.join(format!("plate({name}).tif"));
        let picture = image::open(&path).expect("was written").into_luma8();
        let ink = picture.pixels().map(|pixel| 255 - pixel.0[0]).collect();
        (picture.width(), picture.height(), ink)
    };
    Some(["Cyan", "Magenta", "Yellow", "Black"].map(plate).into())
}

/// The most ink of any single pixel at 220 to the inch, in percent.
fn sharp(pdf: &Path, folder: &Path, page: u32) -> Option<f64> {
    let out = folder.join("sharp.tif");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiff32nc", "-r220"])
        .args([format!("-dFirstPage={page}"), format!("-dLastPage={page}")])
        .arg(format!("-sOutputFile={}", out.display()))
        .arg(pdf)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let bytes = std::fs::read(&out).expect("was written");
    let pixels = banxin_media::decode(&bytes, "sharp.tif", 1, None).expect("is ink");
    let (inks, _) = pixels.data.as_chunks::<4>();
    let sum = |inks: &[u8; 4]| inks.iter().map(|ink| u32::from(*ink)).sum::<u32>();
    Some(f64::from(inks.iter().map(sum).max().unwrap_or(0)) / 2.55)
}

/// How far a plate that the program painted lies off Ghostscript's: the mean of all pixels in percent, where `most` is
/// what black stands for in both.
fn off(ours: &Rendering, width: u32, theirs: &[u32], most: u32) -> f64 {
    let height = theirs.len() as u32 / width;
    assert!(ours.width.abs_diff(width) <= 1 && ours.height.abs_diff(height) <= 1);
    let (columns, rows) = (ours.width.min(width), ours.height.min(height));
    let mut off = 0.0;
    for y in 0..rows {
        for x in 0..columns {
            let own = 255 - ours.rgba[((y * ours.width + x) * 4) as usize];
            let own = f64::from(own) / 255.0 * f64::from(most);
            off += (own - f64::from(theirs[(y * width + x) as usize])).abs();
        }
    }
    off / f64::from(columns * rows) / f64::from(most) * 100.0
}

/// Holds the plates of a page that the program paints, and the ink of all together, against Ghostscript's: their mean
/// differs by no more than two percent. Gives that ink at each pixel, 255 for a full one.
fn alike(desk: &Desk, page: u32, plates: &[(u32, u32, Vec<u8>)]) -> Vec<u32> {
    let options = RenderOptions { dpi: f64::from(DPI), ..RenderOptions::default() };
    let painted = |name: &str| desk.render_plate(page, &options, name).expect("paints");
    let mut total = vec![0u32; plates[0].2.len()];
    let mut said = Vec::new();
    for (name, (width, _, theirs)) in ["c", "m", "y", "k"].into_iter().zip(plates) {
        total.iter_mut().zip(theirs).for_each(|(sum, ink)| *sum += u32::from(*ink));
        let theirs: Vec<u32> = theirs.iter().map(|ink| u32::from(*ink)).collect();
        said.push((name, off(&painted(name), *width, &theirs, 255)));
    }
    said.push(("ink", off(&painted("ink"), plates[0].0, &total, 1020)));
    println!("page {page}: {said:.2?} % off");
    assert!(said.iter().all(|(_, off)| *off <= 2.0), "page {page}: {said:.2?} % off");
    total
}

#[test]
fn every_page_of_the_sample_edition_separates_alike() {
    let folder = tempfile::tempdir().expect("has a folder");
    let resources =
        Resources::locate().expect("assets are in the tree").with_cache(&folder.path().join("cache"));
    let desk = make_sample(&folder.path().join("sample.edition"), &resources).expect("makes the sample");
    let pdf = folder.path().join("sample.pdf");
    desk.export(&pdf, &ExportOptions::default(), &mut |_, _| ControlFlow::Continue(())).expect("exports");
    for page in 1..=4 {
        let Some(plates) = separated(&pdf, folder.path(), page) else {
            eprintln!("skipped: gs is not installed");
            return;
        };
        let total = alike(&desk, page, &plates);
        let most = f64::from(total.into_iter().max().unwrap_or(0)) / 2.55;
        assert!(most <= 240.0, "page {page} bears {most:.1} % of ink");
        // As finely as the plate-maker has the photos, nothing is smoothed away.
        let Some(fine) = sharp(&pdf, folder.path(), page) else { return };
        println!("page {page}: at most {fine:.1} % of ink");
        assert!(fine <= 240.0, "page {page} bears {fine:.1} % of ink at its densest point");
    }
}

/// An ad of solids, tints and rules in ink, and of black alone, as a PDF whose objects readers find themselves.
const AD: &[u8] = b"%PDF-1.4
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << >> >>\nendobj
4 0 obj\n<< /Length 243 >>\nstream
0 1 1 0 k 10 110 130 80 re f
0.6 0.1 0 0 k 160 110 130 80 re f
0 0 0 1 k 10 60 280 30 re f
0 0 0 0.4 k 10 20 80 30 re f
0 0 0.8 0 k 110 20 80 30 re f
0.3 0.2 0.6 0 k 210 20 80 30 re f
0 0 0 1 K 1 w 5 5 290 190 re S                                        
endstream\nendobj
trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n";

#[test]
fn a_page_with_an_ad_separates_alike_too() {
    let folder = tempfile::tempdir().expect("has a folder");
    let resources =
        Resources::locate().expect("assets are in the tree").with_cache(&folder.path().join("cache"));
    let desk = make_sample(&folder.path().join("sample.edition"), &resources).expect("makes the sample");
    let ad = desk.import_bytes("ad.pdf", AD, false).expect("imports").photos;
    desk.call("apply", json!({ "command": { "verb": "add-page" } })).expect("adds a page");
    let place = json!({ "verb": "place-photo", "photo": ad[0], "page": 5, "x": 0, "line": 0, "width": 55000, "lines": 50 });
    desk.call("apply", json!({ "command": place })).expect("places");
    let pdf = folder.path().join("ad.pdf");
    let options = ExportOptions { pages: vec![5], ..ExportOptions::default() };
    desk.export(&pdf, &options, &mut |_, _| ControlFlow::Continue(())).expect("exports");
    let Some(plates) = separated(&pdf, folder.path(), 1) else {
        eprintln!("skipped: gs is not installed");
        return;
    };
    assert!(alike(&desk, 5, &plates).iter().any(|ink| *ink > 400), "the ad is on the plates");
}
