//! Ads of many makers, placed and looked at through other people's renderers: upright, whole, in their colours.

mod common;
mod makers;

use banxin_media::{Leaf, decode_leaf, inspect};
use banxin_press::{Imaged, PressNote, PressOptions, Standard, export};
use banxin_scene::PageList;
use common::{Drawer, area, options, page, photo};
use image::RgbImage;
use makers::{Ad, ads, refused};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

/// A page with one ad at 120 by 60 mm.
fn with_ad(ad: &Ad) -> (PageList, Drawer) {
    let frame = area(20.0, 20.0, 120.0, 60.0);
    let mut drawer = Drawer::default();
    drawer.photos.insert(format!("ad@{}", ad.leaf), ad.bytes.clone());
    (page(1, vec![photo(&format!("ad@{}", ad.leaf), frame, frame, 1)]), drawer)
}

fn exported(ad: &Ad, standard: Standard) -> (Vec<u8>, Vec<PressNote>) {
    let (list, drawer) = with_ad(ad);
    let options = PressOptions { standard, ..options() };
    let made = export(&[list], &drawer, &options, &mut |_| ControlFlow::Continue(()))
        .unwrap_or_else(|failure| panic!("{}: {failure}", ad.name));
    (made.bytes, made.notes)
}

/// The page as a renderer shows it at 36 pixels to the inch; `None` where it is not installed.
fn shown(renderer: &str, pdf: &[u8], folder: &Path) -> Option<RgbImage> {
    let (file, out) = (folder.join("page.pdf"), folder.join("page"));
    std::fs::write(&file, pdf).expect("writes");
    let picture = out.with_extension("png");
    let mut command = Command::new(renderer);
    match renderer {
        "mutool" => command.args(["draw", "-q", "-r", "36", "-o"]).arg(&picture).arg(&file),
        _ => command.args(["-r", "36", "-png", "-singlefile"]).args([&file, &out]),
    };
    let Ok(output) = command.output() else {
        eprintln!("skipped: {renderer} is not installed");
        return None;
    };
    assert!(output.status.success(), "{renderer}: {}", String::from_utf8_lossy(&output.stderr));
    Some(image::open(picture).expect("is a PNG").into_rgb8())
}

/// Whether the four fields of an ad are what they must be: cyan, magenta, yellow, black.
fn are_right(picture: &RgbImage, at: impl Fn(usize) -> (f64, f64)) -> Result<(), String> {
    for (field, name) in ["cyan", "magenta", "yellow", "black"].iter().enumerate() {
        let (x, y) = at(field);
        let [red, green, blue] = picture.get_pixel(x as u32, y as u32).0;
        let is_right = match field {
            // Newsprint shows a screen's cyan paler than its own ink.
            0 => red < 190 && green > 110 && blue > 140 && red < blue.saturating_sub(40),
            1 => red > 150 && green < 130 && blue > 70,
            2 => red > 180 && green > 170 && blue < 140,
            _ => red < 110 && green < 110 && blue < 110,
        };
        if !is_right {
            return Err(format!("the field that must be {name} is {red} {green} {blue}"));
        }
    }
    Ok(())
}

/// The middle of a field on the page with its bleed, in pixels.
fn on_page(field: usize) -> (f64, f64) {
    let (x, y) = (50.0 + 60.0 * (field % 2) as f64, 35.0 + 30.0 * (field / 2) as f64);
    ((x + 3.0) / 25.4 * 36.0, (y + 3.0) / 25.4 * 36.0)
}

#[test]
fn every_ad_survives_and_stands_upright_in_both_standards() {
    let folder = tempfile::tempdir().expect("has a folder");
    let ads = ads(folder.path());
    assert!(ads.len() >= 20, "{}", ads.len());
    let mut wrong = Vec::new();
    for ad in &ads {
        for standard in [Standard::X4, Standard::X1a] {
            let (pdf, _) = exported(ad, standard);
            for renderer in ["pdftoppm", "mutool"] {
                if let Some(picture) = shown(renderer, &pdf, folder.path())
                    && let Err(why) = are_right(&picture, on_page)
                {
                    wrong.push(format!("{}, {standard:?}, {renderer}: {why}", ad.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ads.len(), wrong.join("\n"));
}

#[test]
fn the_screen_shows_every_ad_as_it_prints() {
    let folder = tempfile::tempdir().expect("has a folder");
    let mut wrong = Vec::new();
    for ad in ads(folder.path()) {
        let leaf: Leaf = ad.leaf.parse().expect("is a leaf");
        match decode_leaf(&ad.bytes, ad.name, leaf, 1, Some((120, 60))) {
            Err(failure) => wrong.push(failure.en()),
            Ok(pixels) => {
                assert_eq!((pixels.width, pixels.height), (120, 60), "{}", ad.name);
                let picture = RgbImage::from_raw(120, 60, pixels.data).expect("is whole");
                let at = |field: usize| (30.0 + 60.0 * (field % 2) as f64, 15.0 + 30.0 * (field / 2) as f64);
                if let Err(why) = are_right(&picture, at) {
                    wrong.push(format!("{}: {why}", ad.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_placed_is_refused_by_its_reason() {
    for (name, bytes, code) in refused() {
        let failure = inspect(&bytes, "ad.pdf").expect_err(name);
        assert_eq!(failure.code(), code, "{name}: {failure}");
        assert!(failure.en().starts_with("ad.pdf") && failure.zh().contains("ad.pdf"), "{name}");
    }
    let one_page = ads(&std::env::temp_dir()).swap_remove(0).bytes;
    let fourth = Leaf { page: 4, ..Leaf::default() };
    let failure = banxin_media::inspect_leaf(&one_page, "ad.pdf", fourth).expect_err("has one page");
    assert_eq!(failure.code(), "picture-page");
}

#[test]
fn what_a_standard_cannot_carry_is_imaged_and_said() {
    let folder = tempfile::tempdir().expect("has a folder");
    let ads = ads(folder.path());
    let imaged = |name: &str, standard| {
        let ad = ads.iter().find(|ad| ad.name == name).expect("is there");
        exported(ad, standard).1.into_iter().find_map(|note| match note {
            PressNote::ImagedArt(_, why) => Some(why),
            _ => None,
        })
    };
    for (name, in_x4, in_x1a) in [
        ("plain", None, None),
        ("a spot ink", None, None),
        ("a JPEG in ink", None, None),
        ("transparency", None, Some(Imaged::Transparency)),
        ("red, green and blue", None, Some(Imaged::Colour)),
        ("a picture with a profile", None, Some(Imaged::Colour)),
        ("a font left out", Some(Imaged::Fonts), Some(Imaged::Fonts)),
        ("a hidden layer", Some(Imaged::Layers), Some(Imaged::Layers)),
    ] {
        assert_eq!(imaged(name, Standard::X4), in_x4, "{name}");
        assert_eq!(imaged(name, Standard::X1a), in_x1a, "{name}");
    }
}

/// A page for each ad, in one file.
fn together(ads: &[&Ad], standard: Standard) -> Vec<u8> {
    let frame = area(20.0, 20.0, 120.0, 60.0);
    let mut drawer = Drawer::default();
    let mut lists = Vec::new();
    for (number, ad) in (1u32..).zip(ads) {
        let key = format!("ad{number}@{}", ad.leaf);
        drawer.photos.insert(key.clone(), ad.bytes.clone());
        lists.push(page(number, vec![photo(&key, frame, frame, 1)]));
    }
    let options = PressOptions { standard, ..options() };
    export(&lists, &drawer, &options, &mut |_| ControlFlow::Continue(())).expect("exports").bytes
}

#[test]
fn readers_rips_and_rules_take_files_with_ads() {
    let folder = tempfile::tempdir().expect("has a folder");
    let rules = common::root().join("../shared/tools/pdfx_check.py");
    let ads = ads(folder.path());
    // These stay in light in X-4, described by a profile; X-1a has them in ink.
    let in_light = ["red, green and blue", "a picture in RGB", "a picture with a profile", "cairo"];
    let (light, ink): (Vec<&Ad>, Vec<&Ad>) = ads.iter().partition(|ad| in_light.contains(&ad.name));
    let all: Vec<&Ad> = ads.iter().collect();
    for (ads, standard, allowed) in
        [(&ink, Standard::X4, None), (&light, Standard::X4, Some("--allow-rgb")), (&all, Standard::X1a, None)]
    {
        let names: Vec<&str> = ads.iter().map(|ad| ad.name).collect();
        let pdf = together(ads, standard);
        assert!(pdf == together(ads, standard), "{standard:?}: the same bytes again");
        let file = folder.path().join("whole.pdf");
        std::fs::write(&file, pdf).expect("writes");
        let said = |program: &str, words: &[&str]| {
            let output = Command::new(program).args(words).arg(&file).output().ok()?;
            let said = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
        };
        if let Some((is_fine, said)) = said("qpdf", &["--check"]) {
            assert!(is_fine && !said.contains("WARNING"), "{names:?}, {standard:?}: {said}");
        }
        let rip = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"];
        if let Some((is_fine, said)) = said("gs", &rip) {
            assert!(is_fine && said.trim().is_empty(), "{names:?}, {standard:?}: {said}");
        }
        if !rules.exists() {
            eprintln!("skipped: the checker of press rules is not beside the project");
            continue;
        }
        let mut checker = Command::new("python3");
        checker.arg(&rules).arg(&file).args(["--tac", "400", "--min-ppi", "0", "-q"]).args(allowed);
        if let Ok(output) = checker.output()
            && !output.stdout.is_empty()
        {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{names:?}, {standard:?}: {said}");
        }
    }
}
