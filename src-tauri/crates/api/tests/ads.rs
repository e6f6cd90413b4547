//! Ads and drawings through the one door: brought in, placed, shown by another page, exported.

use banxin_api::{Desk, ExportOptions, Resources, make_sample};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::Path;

/// A PDF of two pages, 200 by 100 and 100 by 200 points, the second with bleed; readers find its objects themselves.
const TWO_PAGES: &[u8] = b"%PDF-1.4
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>\nendobj
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 5 0 R /Resources << >> >>\nendobj
4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [-10 -10 110 210] /TrimBox [0 0 100 200] /Contents 5 0 R /Resources << >> >>\nendobj
5 0 obj\n<< /Length 35 >>\nstream\n1 0 0 0 k 0 0 200 100 re f         \nendstream\nendobj
trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n";

const LOGO: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect width="96" height="48" fill="#c00"/></svg>"##;

fn sample(folder: &Path) -> Desk {
    let resources = Resources::locate().expect("assets are in the tree").with_cache(&folder.join("cache"));
    make_sample(&folder.join("sample.edition"), &resources).expect("makes the sample")
}

fn photo(desk: &Desk, id: &str) -> Value {
    let state = desk.call("state", Value::Null).expect("answers");
    let photos = state["photos"].as_array().expect("is a list").clone();
    photos.into_iter().find(|photo| photo["id"] == id).expect("is there")
}

#[test]
fn every_page_of_a_pdf_becomes_an_ad_that_is_placed_like_a_photo() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let steps = desk.history(10_000).expect("reads").len();
    let ads = desk.import_bytes("ferry.pdf", TWO_PAGES, false).expect("imports").photos;
    assert_eq!(ads.len(), 2);
    assert_eq!(desk.history(10_000).expect("reads").len(), steps + 1, "one file is one step");
    let (first, second) = (photo(&desk, &ads[0]), photo(&desk, &ads[1]));
    assert_eq!((&first["name"], &second["name"]), (&json!("ferry.pdf"), &json!("ferry.pdf 2")));
    assert_eq!((&first["format"], &first["caption"]), (&json!("pdf"), &json!("广告")));
    let sides = |photo: &Value| {
        (photo["width"].as_u64().expect("has one"), photo["height"].as_u64().expect("has one"))
    };
    assert_eq!((sides(&first), sides(&second)), ((833, 417), (417, 833)));

    let apply = |command: Value| desk.call("apply", json!({ "command": command }));
    apply(json!({ "verb": "choose-leaf", "photo": ads[1], "page": 2, "box": "media" })).expect("applies");
    assert_eq!(sides(&photo(&desk, &ads[1])), (500, 917), "the size follows from the file");
    let beyond = apply(json!({ "verb": "choose-leaf", "photo": ads[1], "page": 3, "box": "trim" }));
    assert_eq!(beyond.expect_err("is refused").code, "picture-page");

    apply(json!({ "verb": "add-page" })).expect("adds a page");
    let logo = desk.import_bytes("logo.svg", LOGO, false).expect("imports").photos;
    assert_eq!(photo(&desk, &logo[0])["format"], "svg");
    for (line, ad) in [(0, &ads[0]), (40, &ads[1]), (80, &logo[0])] {
        let place = json!({ "verb": "place-photo", "photo": ad, "page": 5, "x": 0, "line": line, "width": 41000, "lines": 30 });
        apply(place).expect("places");
    }
    let key = photo(&desk, &ads[1])["hash"].as_str().expect("has one").to_owned();
    assert!(key.ends_with("@2.media"), "{key}");
    let shown = desk.bytes("photo", json!({ "hash": key, "pixels": 100 })).expect("paints");
    let shown = image::load_from_memory(&shown).expect("is a PNG");
    assert_eq!((shown.width(), shown.height()), (55, 100));

    let path = folder.path().join("ads.pdf");
    let options = ExportOptions { pages: vec![5], ..ExportOptions::default() };
    let files = desk.export(&path, &options, &mut |_, _| ControlFlow::Continue(())).expect("exports");
    assert!(files[0].notes.is_empty(), "{:?}", files[0].notes);
    let codes: Vec<String> = desk
        .check(true)
        .into_iter()
        .filter(|fault| fault.fault.page == 5)
        .map(|fault| fault.fault.code)
        .collect();
    assert!(!codes.iter().any(|code| code.starts_with("photo-") || code == "ad-unlabelled"), "{codes:?}");
}

#[test]
fn a_photo_is_turned_and_mirrored_by_its_slot() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let state = desk.call("state", Value::Null).expect("answers");
    let packages = state["packages"].as_array().expect("is a list");
    let package =
        packages.iter().find(|package| package["photos"].as_array().is_some_and(|own| !own.is_empty()));
    let package = package.expect("some package has a photo")["id"].clone();
    let turn = |turn: Value| {
        let command = json!({ "verb": "set-photo-slot", "package": package, "index": 0, "turn": turn });
        desk.call("apply", json!({ "command": command }))
    };
    turn(json!({ "quarters": 1, "is_mirrored": true })).expect("applies");
    let state = desk.call("state", Value::Null).expect("answers");
    let own = state["packages"].as_array().expect("is a list").iter().find(|own| own["id"] == package);
    assert_eq!(own.expect("is there")["photos"][0]["turn"], json!({ "quarters": 1, "is_mirrored": true }));
    assert_eq!(
        turn(json!({ "quarters": 4, "is_mirrored": false })).expect_err("is refused").code,
        "photo-turn"
    );
}

#[test]
fn a_locked_ad_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let locked = [TWO_PAGES, b"trailer\n<< /Encrypt 9 0 R /Root 1 0 R >>\n"].concat();
    let before = desk.history(10_000).expect("reads").len();
    let failure = desk.import_bytes("locked.pdf", &locked, false).expect_err("is refused");
    assert_eq!(failure.code, "picture-encrypted");
    assert!(failure.zh.contains("locked.pdf"));
    assert_eq!(desk.history(10_000).expect("reads").len(), before);
}
