//! What an edition is printed with: pages of black, or of black and one more ink, and the plant's own profile.

use banxin_api::{Desk, ExportOptions, Resources, make_sample};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

fn sample(folder: &Path) -> Desk {
    let resources = Resources::locate().expect("assets are in the tree").with_cache(&folder.join("cache"));
    make_sample(&folder.join("sample.edition"), &resources).expect("makes the sample")
}

fn apply(desk: &Desk, command: Value) -> Result<Value, banxin_api::Failure> {
    desk.call("apply", json!({ "command": command }))
}

fn export(desk: &Desk, path: &Path, pages: Vec<u32>) {
    let options = ExportOptions { pages, ..ExportOptions::default() };
    desk.export(path, &options, &mut |_, _| ControlFlow::Continue(())).expect("exports");
}

/// The darkest value of each plate that Ghostscript separates, by its name; `None` where it is not installed.
fn darkest(pdf: &Path, folder: &Path, names: &[&str]) -> Option<Vec<u8>> {
    let out = folder.join("plate.tif");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=tiffsep", "-r72"])
        .arg(format!("-sOutputFile={}", out.display()))
        .arg(pdf)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let darkest = |name: &&str| {
        let plate = image::open(folder.join(format!("plate({name}).tif"))).expect("was written").into_luma8();
        plate.pixels().map(|pixel| pixel.0[0]).min().unwrap_or(0)
    };
    Some(names.iter().map(darkest).collect())
}

#[test]
fn a_page_is_printed_with_its_own_plates_alone() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    // An ad in colour and a drawing stand on the page too.
    let logo = br##"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="96" height="48" fill="#c00"/></svg>"##;
    let logo = desk.import_bytes("logo.svg", logo, false).expect("imports").photos;
    apply(&desk, json!({ "verb": "add-page" })).expect("adds a page");
    let place = json!({ "verb": "place-photo", "photo": logo[0], "page": 5, "x": 0, "line": 0, "width": 41000, "lines": 30 });
    apply(&desk, place).expect("places");
    let pdf = folder.path().join("page.pdf");
    for page in [1, 5] {
        for (plates, full) in [
            ("black", [false, false, false]),
            ("black+m", [false, true, false]),
            ("four", [true, true, true]),
        ] {
            apply(&desk, json!({ "verb": "set-page", "page": page, "plates": plates })).expect("applies");
            export(&desk, &pdf, vec![page]);
            let names = ["Cyan", "Magenta", "Yellow", "Black"];
            let Some(darkest) = darkest(&pdf, folder.path(), &names) else {
                eprintln!("skipped: gs is not installed");
                return;
            };
            assert!(darkest[3] < 100, "page {page} of {plates}: {darkest:?}");
            for (ink, may_print) in darkest.iter().zip(full) {
                assert!(may_print || *ink == 255, "page {page} of {plates}: {darkest:?}");
            }
            if plates == "four" && page == 1 {
                assert!(darkest[..3].iter().all(|ink| *ink < 128), "{darkest:?}");
            }
        }
    }
    // The window knows the plates, and refuses what names none.
    apply(&desk, json!({ "verb": "set-page", "page": 1, "plates": "black+大红" })).expect("applies");
    let press = desk.call("press", Value::Null).expect("answers");
    assert_eq!(press["pages"][0]["plates"], json!(["k", "大红"]));
    let refused = apply(&desk, json!({ "verb": "set-page", "page": 1, "plates": "five" }));
    assert_eq!(refused.expect_err("is refused").code, "plates-unknown");
}

#[test]
fn the_plants_profile_is_kept_in_the_edition_and_printed_with() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let shipped = std::fs::read(desk.resources().profile()).expect("reads");
    // The same condition by another name: the date of a profile changes its bytes and nothing else.
    let mut own = shipped.clone();
    own[24..26].copy_from_slice(&[0x07, 0xD1]);
    assert_ne!(own, shipped);
    // No profile at all, one cut short, one without its tables, one of a scanner, one of a screen.
    let with = |at: usize, words: &[u8]| {
        let mut bytes = shipped.clone();
        bytes[at..at + words.len()].copy_from_slice(words);
        bytes
    };
    let broken = [
        b"no profile".to_vec(),
        shipped[..200].to_vec(),
        with(132, &[0xFF; 144]),
        with(12, b"scnr"),
        with(16, b"RGB "),
    ];
    let before = desk.history(10_000).expect("reads").len();
    for (number, wrong) in broken.iter().enumerate() {
        let refused = desk.import_bytes("plant.icc", wrong, false).expect_err("is refused");
        assert_eq!(refused.code, "export-profile", "{number}");
        // One sentence in each language, and none of the other in it but the names of things.
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(refused.en.matches(". ").count() == 0 && !refused.en.chars().any(is_han), "{}", refused.en);
        assert!(refused.zh.matches('。').count() == 1 && !refused.zh.contains("it is"), "{}", refused.zh);
        // Nor does it serve for a single export.
        let path = folder.path().join("wrong.icc");
        std::fs::write(&path, wrong).expect("writes");
        let options = ExportOptions { profile: Some(path), ..ExportOptions::default() };
        let out = folder.path().join("wrong.pdf");
        let refused = desk.export(&out, &options, &mut |_, _| ControlFlow::Continue(()));
        assert_eq!(refused.expect_err("is refused").code, "export-profile", "{number}");
        assert!(!out.exists(), "{number}");
    }
    assert_eq!(desk.history(10_000).expect("reads").len(), before, "nothing was kept of them");
    assert!(desk.import_bytes("plant.icc", &own, false).expect("imports").profile);
    apply(&desk, json!({ "verb": "set-edition", "ink_limit": 220 })).expect("applies");
    let pdf = folder.path().join("own.pdf");
    export(&desk, &pdf, vec![1]);
    let press = desk.call("press", Value::Null).expect("answers");
    assert_eq!(press["inkLimit"], 220);
    // Opened again, the file still knows both.
    let path = desk.path().to_owned();
    let resources = desk.resources().clone();
    drop(desk);
    let desk = Desk::open(&path, &resources).expect("opens");
    let state = desk.call("state", Value::Null).expect("answers");
    assert_eq!(state["info"]["profile"]["name"], "plant.icc");
    assert_eq!(state["info"]["ink_limit"], 220);
    // One that the file does not hold is told by name, for the export and on the screen.
    let nobody = "0".repeat(64);
    let missing = json!({ "verb": "set-edition", "profile": { "hash": nobody, "name": "gone.icc" } });
    apply(&desk, missing).expect("applies");
    let refused = desk.export(&pdf, &ExportOptions::default(), &mut |_, _| ControlFlow::Continue(()));
    let refused = refused.expect_err("is refused");
    assert!(refused.code == "profile-missing" && refused.en.contains("gone.icc"), "{}", refused.en);
    assert_eq!(desk.call("press", Value::Null).expect_err("is refused").code, "profile-missing");
    apply(&desk, json!({ "verb": "set-edition", "profile": { "hash": "", "name": "" } })).expect("applies");
    desk.call("press", Value::Null).expect("answers");
    for wrong in [
        json!({ "verb": "set-edition", "ink_limit": 90 }),
        json!({ "verb": "set-edition", "profile": { "hash": "x", "name": "" } }),
    ] {
        assert!(apply(&desk, wrong).is_err());
    }
}
