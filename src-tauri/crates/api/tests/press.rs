//! The way to press through the one door: proofs, plates, ink, export, and what was exported last.

use banxin_api::{Desk, ExportOptions, RenderOptions, Resources, make_sample};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::Path;

/// The sample edition in a folder of its own, with a cache of its own beside it.
fn sample(folder: &Path) -> Desk {
    let resources = Resources::locate().expect("assets are in the tree").with_cache(&folder.join("cache"));
    let edition = folder.join("sample.edition");
    make_sample(&edition, &resources).expect("makes the sample")
}

fn first_page(desk: &Desk) -> String {
    let press = desk.call("press", Value::Null).expect("answers");
    press["pages"][0]["id"].as_str().expect("has an id").to_owned()
}

fn picture(png: &[u8]) -> image::RgbImage {
    image::load_from_memory(png).expect("is a PNG").into_rgb8()
}

#[test]
fn plates_ink_and_proof_agree_on_every_pixel() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let page = first_page(&desk);
    let press = desk.call("press", Value::Null).expect("answers");
    assert_eq!(press["pages"][0]["plates"], json!(["c", "m", "y", "k"]));
    assert_eq!(press["inkLimit"], 240);
    let asked = |more: Value| {
        let mut params = json!({ "page": page, "width": 300 });
        params.as_object_mut().expect("is one").extend(more.as_object().expect("is one").clone());
        params
    };
    let plate =
        |name: &str| picture(&desk.bytes("proof", asked(json!({ "plates": [name] }))).expect("paints"));
    let plates = ["c", "m", "y", "k"].map(plate);
    let ink = desk.bytes("ink", asked(json!({}))).expect("answers");
    let word = |at: usize| u32::from_le_bytes([ink[at], ink[at + 1], ink[at + 2], ink[at + 3]]);
    assert_eq!((&ink[..4], word(4), word(12)), (b"BXI1".as_slice(), 300, 240));
    let (width, height) = (word(4), word(8));
    assert_eq!(ink.len(), 16 + (width * height * 2) as usize);
    let mut most = 0;
    for y in 0..height {
        for x in 0..width {
            let sum: u32 = plates.iter().map(|plate| 255 - u32::from(plate.get_pixel(x, y).0[0])).sum();
            let at = 16 + ((y * width + x) * 2) as usize;
            let total = u32::from(u16::from_le_bytes([ink[at], ink[at + 1]]));
            assert_eq!(total, (sum * 100 + 127) / 255, "at {x}, {y}");
            most = most.max(total);
        }
    }
    assert!((150..=241).contains(&most), "{most}");
    let at = desk.call("ink-at", asked(json!({ "x": 150, "y": 200 }))).expect("answers");
    let expected = (255 - u32::from(plates[3].get_pixel(150, 200).0[0])) * 100;
    assert_eq!(at["plates"][3], json!(["k", (expected + 127) / 255]));
    assert!(desk.call("ink-at", asked(json!({ "x": 300, "y": 0 }))).is_err());
    assert!(desk.bytes("proof", asked(json!({ "plates": ["gold"] }))).is_err());

    // A corner of the margin is bare newsprint in the proof, and white without it.
    let proof = picture(&desk.bytes("proof", asked(json!({}))).expect("paints"));
    let paper: Vec<u8> = serde_json::from_value(press["paper"].clone()).expect("is a colour");
    assert_eq!(proof.get_pixel(1, 1).0.to_vec(), paper);
    let plain = picture(&desk.bytes("proof", asked(json!({ "paper": false }))).expect("paints"));
    assert!(plain.get_pixel(1, 1).0.iter().all(|light| *light > 250));
    // The part asked for is that part: its corner is the page's middle.
    let region = json!({ "region": [0.0, 0.0, 195.0, 272.5] });
    let part = picture(&desk.bytes("proof", asked(region)).expect("paints"));
    assert_eq!((part.width(), part.height()), (300, 419));
}

#[test]
fn what_was_exported_is_told_from_what_stands_now() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let page = first_page(&desk);
    let asked = |view: &str| json!({ "page": page, "width": 200, "view": view });
    let file = folder.path().join("{date}.pdf");
    let options = ExportOptions { pages: vec![1], ..ExportOptions::default() };
    let files = desk.export(&file, &options, &mut |_, _| ControlFlow::Continue(())).expect("exports");
    assert!(files[0].path.ends_with("2026-04-20.pdf"), "{}", files[0].path);
    let press = desk.call("press", Value::Null).expect("answers");
    assert_eq!(
        (&press["pages"][0]["changed"], press["pages"][0]["file"].as_str()),
        (&json!(false), Some(files[0].path.as_str()))
    );
    let last = picture(&desk.bytes("compare", asked("last")).expect("paints"));
    assert_eq!(last, picture(&desk.bytes("proof", asked("")).expect("paints")));
    let overlay = picture(&desk.bytes("compare", asked("overlay")).expect("paints"));
    assert!(overlay.pixels().all(|pixel| pixel.0[0] == pixel.0[2]), "nothing has changed");

    let state = desk.call("state", Value::Null).expect("answers");
    let package = state["pages"][0]["packages"][0].clone();
    desk.call("apply", json!({ "command": { "verb": "remove-package", "package": package } }))
        .expect("applies");
    let press = desk.call("press", Value::Null).expect("answers");
    assert_eq!(press["pages"][0]["changed"], true);
    let overlay = picture(&desk.bytes("compare", asked("overlay")).expect("paints"));
    let red = overlay.pixels().filter(|pixel| pixel.0[0] > pixel.0[2].saturating_add(40)).count();
    assert!(red > 500, "what has gone shows red: {red}");
    assert_eq!(
        desk.bytes("compare", json!({ "page": "ffff", "width": 99 })).expect_err("is refused").code,
        "bad-request"
    );
}

#[test]
fn a_stopped_export_leaves_nothing_and_a_finished_one_nothing_else() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("makes a folder");
    let options = ExportOptions { pages: vec![1, 2], split: true, ..ExportOptions::default() };
    let names = || {
        let mut names: Vec<String> = std::fs::read_dir(&out)
            .expect("reads")
            .map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let pattern = out.join("{date}-{page}.pdf");
    // Stopped while the second file is made, when the first is whole already.
    let stopped = desk.export(&pattern, &options, &mut |done, total| {
        if done * 2 > total { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped.expect_err("was stopped").code, "export-cancelled");
    assert_eq!(names(), Vec::<String>::new());
    let first = desk.export(&pattern, &options, &mut |_, _| ControlFlow::Continue(())).expect("exports");
    assert_eq!(names(), ["2026-04-20-01.pdf", "2026-04-20-02.pdf"]);
    let before = std::fs::read(&first[0].path).expect("reads");
    desk.export(&pattern, &options, &mut |_, _| ControlFlow::Continue(())).expect("exports");
    assert_eq!(std::fs::read(&first[0].path).expect("reads"), before, "the same bytes again");
    let has = |wanted: &[u8]| before.windows(wanted.len()).any(|window| window == wanted);
    assert!(has(b"D:20260420000000Z"), "the file is dated as the edition is");
    let nowhere = folder.path().join("nowhere").join("a.pdf");
    let refused = desk.export(&nowhere, &options, &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(refused.expect_err("is refused").code, "folder-missing");
}

#[test]
fn errors_keep_pages_from_press_until_somebody_signs() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    assert_eq!(desk.may_export(&[]), Ok(()), "the sample edition is fit to print");
    let state = desk.call("state", Value::Null).expect("answers");
    let package = state["pages"][0]["packages"][0].clone();
    let lines = json!({ "verb": "resize-package", "package": package, "lines": 12 });
    desk.call("apply", json!({ "command": lines })).expect("applies");
    let path = folder.path().join("a.pdf");
    let refused = desk.call("export", json!({ "path": path })).expect_err("is refused");
    assert_eq!(refused.code, "export-blocked");
    let unsigned = json!({ "path": path, "passBy": "林舟" });
    assert_eq!(desk.call("export", unsigned).expect_err("is refused").code, "pass-unsigned");
    desk.pass_faults(&[], "林舟", "版式试排").expect("is kept").expect("changes something");
    assert_eq!(desk.may_export(&[]), Ok(()));
    let faults = desk.check(true);
    let passed = faults.iter().find(|fault| fault.fault.code == "overset").expect("is still listed");
    assert_eq!(passed.pass.as_ref().map(|pass| pass.by.as_str()), Some("林舟"));
    assert!(desk.history(1).expect("reads")[0].zh.contains("林舟放行"));
    // A fault that has changed is another one.
    let lines = json!({ "verb": "resize-package", "package": package, "lines": 14 });
    desk.call("apply", json!({ "command": lines })).expect("applies");
    assert_eq!(desk.may_export(&[]).expect_err("is refused").code, "export-blocked");
}

#[test]
fn the_command_line_paints_what_the_window_shows() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let page = first_page(&desk);
    // As many pixels to the inch as make a page of 390 mm as wide as the window asks for it.
    let width = 614;
    let options = RenderOptions { dpi: f64::from(width) / (390.0 / 25.4), ..RenderOptions::default() };
    for plate in ["c", "m", "y", "k"] {
        let rendering = desk.render_plate(1, &options, plate).expect("paints");
        let asked = json!({ "page": page, "width": width, "plates": [plate] });
        let window = picture(&desk.bytes("proof", asked).expect("paints"));
        assert_eq!((rendering.width, rendering.height), (window.width(), window.height()));
        let own = rendering.rgba.as_chunks::<4>().0.iter().map(|[red, green, blue, _]| [*red, *green, *blue]);
        assert!(own.eq(window.pixels().map(|pixel| pixel.0)), "plate {plate}");
    }
    assert!(desk.render_plate(1, &options, "gold").is_err());
}

#[test]
fn a_remedy_takes_its_fault_away_in_one_step() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let apply = |command: Value| desk.call("apply", json!({ "command": command })).expect("applies");
    apply(json!({ "verb": "add-page" }));
    let body =
        "清晨六点，第一班渡船靠岸，挑担的人先下，雾还没有散，码头上的灯一盏一盏灭了，早市开了张，人声渐起。";
    for (column, headline) in ["渡口通航", "渡口又通航"].iter().enumerate() {
        let paragraphs = json!([{ "role": "headline", "text": headline }, { "role": "body", "text": body }]);
        apply(json!({ "verb": "add-story", "paragraphs": paragraphs }));
        let story = json!({ "headline": headline });
        apply(
            json!({ "verb": "place", "story": story, "page": 5, "column": column * 2, "span": 2, "line": 20 }),
        );
    }
    let first = json!({ "headline": "渡口通航", "page": 5 });
    apply(json!({ "verb": "thread", "package": first, "page": 5, "column": 5, "span": 2, "line": 20 }));
    apply(json!({ "verb": "resize-package", "package": { "headline": "渡口又通航" }, "lines": 40 }));
    apply(json!({ "verb": "resize-package", "package": first, "lines": 30 }));
    let found = |code: &str| {
        desk.check(false).into_iter().find(|fault| fault.fault.code == code && fault.fault.page == 5)
    };
    for code in ["underset", "duplicate-story", "thread-empty"] {
        let fault = found(code).unwrap_or_else(|| panic!("{code} is not found"));
        let steps = desk.history(10_000).expect("reads").len();
        let key = fault.key.clone();
        apply(fault.repair.unwrap_or_else(|| panic!("{code} has a remedy")));
        assert!(desk.check(false).iter().all(|fault| fault.key != key), "{code} is still there");
        assert_eq!(desk.history(10_000).expect("reads").len(), steps + 1, "{code}");
    }
}

#[test]
fn an_export_tells_page_by_page_how_far_it_is_and_names_its_files_by_a_pattern() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let (sender, events) = std::sync::mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    desk.on_event(move |event| drop(sender.lock().expect("is whole").send(event.clone())));
    let path = folder.path().join("a.pdf");
    let asked = json!({ "path": path, "split": true, "name": "{paper}-{date}-{page}" });
    desk.call("export", asked).expect("begins");
    let mut stood = Vec::new();
    let files = loop {
        let event = events.recv_timeout(std::time::Duration::from_secs(300)).expect("goes on");
        if event["event"] == "finished" {
            assert_eq!(event["error"], Value::Null);
            break event["files"].as_array().expect("is a list").clone();
        }
        if event["event"] == "progress" {
            let (zh, en) = (event["label"]["zh"].as_str(), event["label"]["en"].as_str());
            let (zh, en) = (zh.expect("is said"), en.expect("is said"));
            let count: usize = en.split(' ').next().and_then(|word| word.parse().ok()).expect("is a number");
            assert!(zh.starts_with(&format!("{count} / 4 版")) && en.contains(" of 4 pages"), "{zh} {en}");
            stood.push(count);
        }
    };
    assert!(stood.is_sorted() && stood.last() == Some(&4), "{stood:?}");
    assert!((1..=4).all(|page| stood.contains(&page)), "every page is told of: {stood:?}");
    let names: Vec<&str> =
        files.iter().filter_map(|file| file["path"].as_str()?.rsplit('/').next()).collect();
    assert_eq!(names.len(), 4);
    assert!(names[1].ends_with("-2026-04-20-02.pdf"), "{names:?}");
    for wrong in ["../a.pdf", "b/a.pdf", "c\\a.pdf"] {
        let refused = desk.call("export", json!({ "path": path, "name": wrong })).expect_err("is refused");
        assert_eq!(refused.code, "bad-name", "{wrong}");
    }
}

#[test]
fn a_paper_says_how_grave_a_rule_is_and_can_take_it_back() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let apply = |command: Value| desk.call("apply", json!({ "command": command }));
    let state = desk.call("state", Value::Null).expect("answers");
    let package = state["pages"][0]["packages"][0].clone();
    apply(json!({ "verb": "resize-package", "package": package, "lines": 12 })).expect("applies");
    assert_eq!(desk.may_export(&[1]).expect_err("is refused").code, "export-blocked");
    let severity = || {
        let faults = desk.call("check", Value::Null).expect("answers");
        let fault = faults.as_array().expect("is a list").iter().find(|fault| fault["code"] == "overset");
        fault.map(|fault| fault["severity"].clone())
    };
    assert_eq!(severity(), Some(json!("error")));
    let grade = |grade: Value| apply(json!({ "verb": "set-edition", "checks": { "overset": grade } }));
    grade(json!("warning")).expect("applies");
    assert_eq!(severity(), Some(json!("warning")));
    assert_eq!(desk.may_export(&[1]), Ok(()), "what is only to be looked at keeps no page from press");
    grade(json!("off")).expect("applies");
    assert_eq!(severity(), None);
    grade(Value::Null).expect("applies");
    assert_eq!(severity(), Some(json!("error")));
    assert_eq!(grade(json!("grave")).expect_err("is refused").code, "checks");
    // Every rule is offered, with the reason for it.
    let rules = desk.call("rules", Value::Null).expect("answers");
    let rules = rules.as_array().expect("is a list");
    let rule = rules.iter().find(|rule| rule["code"] == "overset").expect("is there");
    assert_eq!(rule["usual"], "error");
    assert!(rules.len() > 40 && rules.iter().all(|rule| rule["why"]["zh"] != "" && rule["why"]["en"] != ""));
}

#[test]
fn what_stands_in_a_file_is_told_while_one_works_and_not_only_at_the_export() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    // An ad in the colours of a screen.
    let content = b"1 0 0 rg 0 0 200 100 re f";
    let mut ad = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << >> >>\nendobj\n".to_vec();
    ad.extend(format!("4 0 obj\n<< /Length {} >>\nstream\n", content.len()).bytes());
    ad.extend_from_slice(content);
    ad.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n");
    let ads = desk.import_bytes("ad.pdf", &ad, false).expect("imports").photos;
    desk.call("apply", json!({ "command": { "verb": "add-page" } })).expect("adds a page");
    let place = json!({ "verb": "place-photo", "photo": ads[0], "page": 5, "x": 0, "line": 0, "width": 41000, "lines": 30 });
    desk.call("apply", json!({ "command": place })).expect("places");
    let has = |files: bool| {
        let faults = desk.call("check", json!({ "files": files })).expect("answers");
        faults.as_array().expect("is a list").iter().any(|fault| fault["code"] == "ad-rgb")
    };
    assert!(!has(false), "nobody has looked into it yet");
    assert!(has(true));
    assert!(has(false), "what is known of it is said at every glance");
}
