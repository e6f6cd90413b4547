//! Preflight finds what a plant or a regulator would, says why, and lets each paper grade it.

mod makers;

use banxin_geom::{Length, Point, Rect, Size};
use banxin_layout::{Fault, PageLayout, Severity};
use banxin_model::{Edition, Id, Index, PaperPreset};
use banxin_press::{Checked, Looked, preflight, rule};
use banxin_scene::{
    Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Picture, Shape,
    Shelf,
};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

fn preset() -> PaperPreset {
    let text =
        std::fs::read_to_string(root().join("assets/papers/broadsheet-cn.json")).expect("is in the tree");
    serde_json::from_str(&text).expect("is a preset")
}

/// An edition of one page whose nameplate says nothing, made of records as a file holds them.
fn edition() -> Edition {
    let preset = preset();
    let mut edition = Edition::default();
    let info = r#"{ "name": "版心日报", "date": "2026-02-09" }"#;
    let page = serde_json::json!({
        "number": 1, "name": "要闻", "paper": preset.size(), "grid": preset.grid(), "nameplate_lines": 14,
    });
    edition.read_row(banxin_model::Kind::Info, 1, info).expect("is a record");
    edition.read_row(banxin_model::Kind::Page, 101, &page.to_string()).expect("is a record");
    edition
}

fn mm(value: f64) -> Length {
    Length::mm(value)
}

fn type_of(size: f64, paint: Paint, (x, y): (f64, f64)) -> Item {
    let glyph = Glyph { id: 1, x: mm(x), y: mm(y), advance: Length::pt(size), text: 0 };
    Item::from(GlyphRun {
        face: FaceName("song-400".into()),
        size: Length::pt(size),
        scale_x: 1000,
        orientation: Orientation::Upright,
        paint,
        text: "字".into(),
        glyphs: vec![glyph],
        source: None,
    })
}

fn page(items: Vec<Item>) -> PageLayout {
    let preset = preset();
    let trim = Size::new(preset.size().width, preset.size().height);
    let whole = Rect::new(Length::ZERO, Length::ZERO, trim.width, trim.height);
    let list = PageList {
        number: 1,
        trim,
        bleed: Length::ZERO,
        type_area: preset.size().type_area(&preset.grid()),
        inks: Vec::new(),
        groups: vec![Group::new("package:7".to_owned(), Point::ORIGIN, whole, items)],
    };
    PageLayout {
        page: Id::new(101),
        list,
        reports: BTreeMap::new(),
        slips: BTreeMap::new(),
        faults: Vec::new(),
    }
}

struct Drawer(BTreeMap<String, Vec<u8>>);

impl Shelf for Drawer {
    fn face(&self, name: &FaceName) -> Option<FaceFile> {
        let bytes = std::fs::read(root().join(format!("assets/fonts/{}.ttf", name.0))).ok()?;
        Some(FaceFile { bytes: Arc::new(bytes), index: 0 })
    }
    fn photo(&self, hash: &str) -> Option<Bytes> {
        self.0.get(hash).map(|bytes| Arc::new(bytes.clone()) as Bytes)
    }
}

fn checked(
    edition: &Edition,
    items: Vec<Item>,
    shelf: Option<&dyn Shelf>,
    papers: &[PaperPreset],
) -> Vec<Fault> {
    let index = Index::of(edition);
    let layouts = [page(items)];
    let mut files = Looked::default();
    if let Some(shelf) = shelf {
        files.look(std::slice::from_ref(&layouts[0].list), shelf);
    }
    preflight(&Checked { edition, index: &index, layouts: &layouts, files: &files, papers, ink_limit: 240 })
}

fn codes(items: Vec<Item>) -> Vec<String> {
    let form = ["no-", "empty-", "form-"];
    let faults = checked(&edition(), items, None, &[preset()]);
    let own = faults.into_iter().filter(|fault| !form.iter().any(|start| fault.code.starts_with(start)));
    own.map(|fault| fault.code).collect()
}

#[test]
fn form_is_counted_and_a_paper_grades_it_as_it_likes() {
    let faults = checked(&edition(), Vec::new(), None, &[preset()]);
    let found: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    for code in ["no-cn-number", "no-issue", "no-publisher", "no-folio", "empty-page"] {
        assert!(found.contains(&code), "{code}: {found:?}");
    }
    assert!(faults.is_sorted_by(|one, other| one.severity >= other.severity), "the gravest come first");
    let mut strict = preset();
    strict.checks = [("no-issue", "off"), ("no-cn-number", "error"), ("empty-page", "info")]
        .map(|(code, grade)| (code.to_owned(), grade.to_owned()))
        .into();
    let graded = checked(&edition(), Vec::new(), None, &[strict]);
    let grade = |code: &str| graded.iter().find(|fault| fault.code == code).map(|fault| fault.severity);
    assert_eq!(grade("no-issue"), None);
    assert_eq!(grade("no-cn-number"), Some(Severity::Error));
    assert_eq!(grade("empty-page"), Some(Severity::Info));
    assert!(faults.iter().all(|fault| rule(&fault.code).is_some() && !fault.fix.zh.is_empty()));
}

#[test]
fn what_nameplate_and_folio_lack_is_found() {
    let codes = |edition: &Edition| -> Vec<String> {
        checked(edition, Vec::new(), None, &[preset()]).into_iter().map(|fault| fault.code).collect()
    };
    let has = |found: &[String], code: &str| found.iter().any(|own| own == code);
    let bare = Edition::default();
    assert!(has(&codes(&bare), "no-edition-info"));
    let mut plain = edition();
    plain
        .read_row(banxin_model::Kind::Info, 1, r#"{ "name": "", "date": "2026-02-09" }"#)
        .expect("is a record");
    let found = codes(&plain);
    for code in ["no-paper-name", "no-post-code", "no-cn-number", "no-issue", "no-publisher"] {
        assert!(has(&found, code), "{code}: {found:?}");
    }
    assert!(!has(&found, "form-errors"), "three are let pass");
    let inner = serde_json::json!({
        "number": 1, "name": "", "paper": preset().size(), "grid": preset().grid(), "nameplate_lines": 0,
    });
    plain.read_row(banxin_model::Kind::Page, 101, &inner.to_string()).expect("is a record");
    let found = codes(&plain);
    for code in ["no-nameplate", "no-page-name", "no-editor"] {
        assert!(has(&found, code), "{code}: {found:?}");
    }
    // With a nameplate that lacks three things, a second page without a name makes four.
    let mut four = edition();
    let second =
        serde_json::json!({ "number": 2, "name": "", "paper": preset().size(), "grid": preset().grid() });
    four.read_row(banxin_model::Kind::Page, 102, &second.to_string()).expect("is a record");
    let index = Index::of(&four);
    let mut other = page(Vec::new());
    (other.page, other.list.number) = (Id::new(102), 2);
    let layouts = [page(Vec::new()), other];
    let papers = [preset()];
    let checked = Checked {
        edition: &four,
        index: &index,
        layouts: &layouts,
        files: &Looked::default(),
        papers: &papers,
        ink_limit: 240,
    };
    assert!(preflight(&checked).iter().any(|fault| fault.code == "form-errors"));
}

#[test]
fn jumps_that_nothing_answers_are_found() {
    let mut edition = edition();
    let second =
        serde_json::json!({ "number": 2, "name": "城事", "paper": preset().size(), "grid": preset().grid() });
    edition.read_row(banxin_model::Kind::Page, 102, &second.to_string()).expect("is a record");
    let said = |words: &str| {
        let Item::Glyphs(run) = type_of(9.0, Paint::Black, (60.0, 60.0)) else { panic!("is type") };
        Item::from(GlyphRun { text: words.into(), ..(*run).clone() })
    };
    let found = |here: &str, there: &str| -> Vec<(u32, String)> {
        let index = Index::of(&edition);
        let mut other = page(vec![said(there)]);
        (other.page, other.list.number) = (Id::new(102), 2);
        let layouts = [page(vec![said(here)]), other];
        let papers = [preset()];
        let checked = Checked {
            edition: &edition,
            index: &index,
            layouts: &layouts,
            files: &Looked::default(),
            papers: &papers,
            ink_limit: 240,
        };
        let faults = preflight(&checked).into_iter().filter(|fault| fault.code.starts_with("jump-"));
        faults.map(|fault| (fault.page, fault.code)).collect()
    };
    let one = |page: u32, code: &str| vec![(page, code.to_owned())];
    assert_eq!(found("（下转第2版）", "（上接第1版）"), []);
    assert_eq!(found("（下转第2版）", "到此为止"), one(1, "jump-unpaired"));
    assert_eq!(found("到此为止", "（上接第1版）"), one(2, "jump-unpaired"));
    assert_eq!(found("（下转第7版）", ""), one(1, "jump-nowhere"));
    assert_eq!(found("（下转2版）", "（上接第２版）").len(), 2, "the numbers must agree");
    assert_eq!(found("（下转第1版）", ""), one(1, "jump-unpaired"));
}

#[test]
fn type_lines_and_ink_are_held_to_newsprint() {
    let inside = (60.0, 200.0);
    let line = |width: f64, paint: Paint| {
        Item::Shape(Shape::line(
            Point::new(mm(60.0), mm(200.0)),
            Point::new(mm(90.0), mm(200.0)),
            paint,
            Length::pt(width),
        ))
    };
    let cases: [(Item, &[&str]); 13] = [
        (type_of(9.0, Paint::Black, inside), &[]),
        (type_of(9.0, Paint::Cmyk([1000, 500, 500, 0]), inside), &["small-coloured-type"]),
        (type_of(10.0, Paint::Cmyk([1000, 500, 500, 0]), inside), &[]),
        (type_of(7.0, Paint::Gray(500), inside), &["small-coloured-type"]),
        (type_of(7.0, Paint::Cmyk([0, 1000, 0, 0]), inside), &[]),
        (type_of(12.0, Paint::Cmyk([300, 300, 300, 1000]), inside), &["rich-black-type"]),
        (line(0.25, Paint::Black), &[]),
        (line(0.2, Paint::Black), &["hairline"]),
        (line(0.5, Paint::Gray(500)), &["hairline"]),
        (line(1.0, Paint::Cmyk([900, 900, 900, 0])), &["ink-limit"]),
        (type_of(12.0, Paint::Spot { ink: "报头红".into(), tint: 1000 }, inside), &["spot-not-booked"]),
        (type_of(12.0, Paint::Black, (389.0, 200.0)), &["outside-trim"]),
        (type_of(9.0, Paint::Black, (5.0, 200.0)), &["outside-type-area"]),
    ];
    for (number, (item, expected)) in cases.into_iter().enumerate() {
        assert_eq!(codes(vec![item]), expected, "case {number}");
    }
}

#[test]
fn black_type_over_full_colour_is_too_much_ink() {
    let panel = |inks, x| {
        Item::Shape(Shape::filled(Rect::new(mm(x), mm(180.0), mm(40.0), mm(40.0)), Paint::Cmyk(inks)))
    };
    let black = || type_of(12.0, Paint::Black, (60.0, 200.0));
    let full = [0, 900, 900, 0];
    assert_eq!(codes(vec![panel(full, 50.0), black()]), ["ink-limit"]);
    assert_eq!(codes(vec![panel([0, 80, 220, 0], 50.0), black()]), Vec::<String>::new(), "a light ground");
    assert_eq!(codes(vec![panel(full, 120.0), black()]), Vec::<String>::new(), "beside it");
    assert_eq!(codes(vec![black(), panel(full, 50.0)]), Vec::<String>::new(), "type under it is not printed");
    let white = type_of(12.0, Paint::Cmyk([0; 4]), (60.0, 200.0));
    assert_eq!(codes(vec![panel(full, 50.0), white]), Vec::<String>::new());
}

#[test]
fn files_that_are_gone_changed_or_broken_are_named() {
    let frame = Rect::new(mm(60.0), mm(200.0), mm(40.0), mm(30.0));
    let picture =
        |hash: &str| Item::Picture(Picture { hash: hash.into(), frame, image: frame, orientation: 1 });
    let broken = b"\xff\xd8\xff no photo".to_vec();
    let sound = banxin_media::sha256_hex(&broken);
    let drawer = Drawer(BTreeMap::from([(sound.clone(), broken), ("0a".repeat(32), b"other".to_vec())]));
    let mut lost = type_of(9.0, Paint::Black, (60.0, 200.0));
    if let Item::Glyphs(run) = &mut lost {
        Arc::make_mut(run).face = FaceName("nobody-400".into());
    }
    let items = vec![picture(&sound), picture(&"0a".repeat(32)), picture("none"), lost];
    let faults = checked(&edition(), items, Some(&drawer), &[preset()]);
    for code in ["photo-unreadable", "photo-changed", "photo-missing", "font-missing"] {
        let fault = faults.iter().find(|fault| fault.code == code);
        assert_eq!(
            fault.map(|fault| (fault.severity, fault.subject.as_str())),
            Some((Severity::Error, "7")),
            "{code}"
        );
    }
}

#[test]
fn words_that_hold_a_place_and_stories_that_stand_twice_are_found() {
    let mut edition = edition();
    let read = |edition: &mut Edition, kind, id, json: serde_json::Value| {
        edition.read_row(kind, id, &json.to_string()).expect("is a record");
    };
    use banxin_model::Kind::{Package, Paragraph, Story};
    let body =
        "清晨六点，第一班渡船靠岸，挑担的人先下，雾还没有散，码头上的灯一盏一盏灭了，早市开了张，人声渐起。";
    for (story, text) in [(1i64, body), (2, body), (3, "此处填写正文"), (4, "")] {
        let section = if story == 3 { "广告" } else { "" };
        read(
            &mut edition,
            Story,
            story,
            serde_json::json!({ "rank": story, "kind": "text", "section": section }),
        );
        if !text.is_empty() {
            let part = serde_json::json!({ "story": Id::<banxin_model::Story>::new(story as u64), "rank": 0, "role": "body", "text": text });
            read(&mut edition, Paragraph, story + 10, part);
        }
        let package = serde_json::json!({
            "page": Id::<banxin_model::Page>::new(101), "story": Id::<banxin_model::Story>::new(story as u64),
            "area": { "x": 0, "line": 20 * story, "width": 13_000, "lines": 10 }, "columns": 1, "rank": story,
        });
        read(&mut edition, Package, story + 20, package);
    }
    let faults = checked(&edition, Vec::new(), None, &[preset()]);
    let of = |code: &str| -> Vec<String> {
        faults.iter().filter(|fault| fault.code == code).map(|fault| fault.subject.clone()).collect()
    };
    let id = |number: u64| Id::<banxin_model::Package>::new(number).to_string();
    assert_eq!(of("duplicate-story"), [id(22)]);
    assert_eq!(of("placeholder-text"), [id(23)]);
    assert_eq!(of("ad-unlabelled"), [id(23)]);
    assert_eq!(of("empty-frame"), [id(24)]);
    // A part that goes on with the story of another stands there rightly; photo news wants its photo.
    let part = serde_json::json!({
        "page": Id::<banxin_model::Page>::new(101), "story": Id::<banxin_model::Story>::new(1),
        "area": { "x": 14_000, "line": 20, "width": 13_000, "lines": 10 }, "columns": 1, "rank": 9,
        "continues": Id::<banxin_model::Package>::new(21),
    });
    read(&mut edition, Package, 29, part);
    read(&mut edition, Story, 4, serde_json::json!({ "rank": 4, "kind": "photo", "section": "" }));
    let faults = checked(&edition, Vec::new(), None, &[preset()]);
    let of = |code: &str| -> Vec<String> {
        faults.iter().filter(|fault| fault.code == code).map(|fault| fault.subject.clone()).collect()
    };
    assert_eq!((of("duplicate-story"), of("no-photo")), (vec![id(22)], vec![id(24)]));
}

#[test]
fn what_is_wrong_with_an_ad_is_told_by_its_name() {
    let folder = tempfile::tempdir().expect("has a folder");
    let ads = makers::ads(folder.path());
    let codes = |bytes: &[u8]| -> Vec<String> {
        let hash = banxin_media::sha256_hex(bytes);
        let frame = Rect::new(mm(20.0), mm(200.0), mm(100.0), mm(50.0));
        let item = Item::Picture(Picture { hash: hash.as_str().into(), frame, image: frame, orientation: 1 });
        let drawer = Drawer(BTreeMap::from([(hash, bytes.to_vec())]));
        let found = checked(&edition(), vec![item], Some(&drawer), &[preset()]);
        let about_art = |code: &String| {
            code.starts_with("ad-") && code != "ad-unlabelled"
                || code.starts_with("art-")
                || code.starts_with("spot-")
                || code.starts_with("photo-")
        };
        found.into_iter().map(|fault| fault.code).filter(about_art).collect()
    };
    let of = |name: &str| codes(&ads.iter().find(|ad| ad.name == name).expect("is there").bytes);
    assert_eq!(of("plain"), Vec::<String>::new());
    assert_eq!(of("red, green and blue"), ["ad-rgb"]);
    assert_eq!(of("a picture in RGB"), ["ad-rgb"]);
    assert_eq!(of("a picture with a profile"), ["ad-rgb"]);
    assert_eq!(of("transparency"), ["ad-transparency"]);
    assert_eq!(of("a font left out"), ["ad-font"]);
    assert_eq!(of("a hidden layer"), ["art-imaged"]);
    assert_eq!(of("a spot ink"), ["spot-not-booked"]);
    assert_eq!(of("form fields"), ["ad-remarks"]);
    let heavy = makers::Hand::new("/MediaBox [0 0 200 100]", "1 1 .8 .5 k 0 0 200 100 re f").bytes();
    assert_eq!(codes(&heavy), ["ad-ink"]);
    let pixels = [230u8, 230, 200, 100].repeat(40 * 20);
    let mut picture = makers::Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /XObject << /I 5 0 R >> >>",
        "q 200 0 0 100 0 0 cm /I Do Q",
    );
    let entries =
        "/Type /XObject /Subtype /Image /Width 40 /Height 20 /BitsPerComponent 8 /ColorSpace /DeviceCMYK";
    picture.stream(5, entries, &pixels);
    assert_eq!(codes(&picture.bytes()), ["ad-ink"]);
    let chart = br#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="9" height="9" opacity=".5"/></svg>"#;
    assert_eq!(codes(chart), ["art-imaged"]);
}
