//! Every rule of preflight: silent on a sound edition, heard where something breaks it, graded by the paper, told
//! in plain words of both languages, and leading to a place that is there.

mod makers;

use banxin_geom::{Length, Point, Rect};
use banxin_layout::{Composer, Fault, PageLayout, Severity, fitting_lines, lay_out_page};
use banxin_model::{Edition, Id, Index, Kind, Package, Page, PaperPreset, Paragraph, Plates, Story};
use banxin_press::{Checked, Looked, RULES, preflight, rule};
use banxin_scene::{
    Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Picture, Shape,
    Shelf,
};
use banxin_text::{FaceKey, FontBook};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

const FRONT: Id<Page> = Id::new(101);
const INNER: Id<Page> = Id::new(102);
const LEAD: Id<Package> = Id::new(21);
const OTHER: Id<Package> = Id::new(22);

/// What stands in the way of printing, as a newsroom would have it: records, things painted by hand, files.
struct Newsroom {
    edition: Edition,
    paper: PaperPreset,
    /// Painted on the first page besides what its records give.
    painted: Vec<Item>,
    files: BTreeMap<String, Vec<u8>>,
    /// A face whose maker forbids embedding.
    locked_face: Option<Vec<u8>>,
    /// Whether the pages' running heads are left out.
    has_no_furniture: bool,
    /// Whether the program has no font at all.
    has_no_fonts: bool,
}

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

fn face(name: &str) -> Vec<u8> {
    std::fs::read(root().join(format!("assets/fonts/{name}.ttf"))).expect("run cargo xtask fonts")
}

fn fonts() -> Arc<FontBook> {
    static BOOK: OnceLock<Arc<FontBook>> = OnceLock::new();
    let book = BOOK.get_or_init(|| {
        let mut book = FontBook::new();
        for name in ["song-400", "song-700", "song-900", "hei-400", "hei-700", "kai-400", "brush-400"] {
            book.insert(FaceKey::new(name), Arc::new(face(name)), 0).expect("is a font");
        }
        Arc::new(book)
    });
    Arc::clone(book)
}

impl Shelf for Newsroom {
    fn face(&self, name: &FaceName) -> Option<FaceFile> {
        let bytes = match (&*name.0, &self.locked_face) {
            ("nobody-400", _) => return None,
            ("locked-400", Some(bytes)) => bytes.clone(),
            (name, _) => std::fs::read(root().join(format!("assets/fonts/{name}.ttf"))).ok()?,
        };
        Some(FaceFile { bytes: Arc::new(bytes), index: 0 })
    }
    fn photo(&self, hash: &str) -> Option<Bytes> {
        self.files.get(hash).map(|bytes| Arc::new(bytes.clone()) as Bytes)
    }
}

const BODIES: [&str; 2] = [
    "清晨六点，第一班渡船靠岸，挑担的人先下，雾还没有散，码头上的灯一盏一盏灭了，早市开了张，人声渐起。\
     卖豆浆的老陈说，他的摊子原先摆在菜场门口，三年前搬到这里，生意反倒好了。",
    "如今堤上种了乌桕和水杉，秋天一到，满眼都是红的。步道分三期建成，断点被一一打通，其中最难的一处，\
     是桥头那段旧堤，前后修了两个冬天，去年入秋才接上。",
];

/// Two pages with a story each, which nobody finds fault with.
fn sound() -> Newsroom {
    let text =
        std::fs::read_to_string(root().join("assets/papers/broadsheet-cn.json")).expect("is in the tree");
    let paper: PaperPreset = serde_json::from_str(&text).expect("is a preset");
    let mut room = Newsroom {
        edition: Edition::default(),
        painted: Vec::new(),
        files: BTreeMap::new(),
        locked_face: None,
        has_no_furniture: false,
        has_no_fonts: false,
        paper,
    };
    room.put(
        Kind::Info,
        1,
        json!({
            "name": "版心日报", "date": "2026-02-09", "issue": 1234, "cn_number": "CN 11-0001",
            "post_code": "1-1", "publisher": "版心日报社",
        }),
    );
    for (page, number, lines) in [(FRONT, 1, 14), (INNER, 2, 0)] {
        let page_record = json!({
            "number": number, "name": "要闻", "paper": room.paper.size(), "grid": room.paper.grid(),
            "nameplate_lines": lines, "staff": { "editor": "林舟" },
        });
        room.put(Kind::Page, page.value(), page_record);
    }
    for (at, (body, (package, page))) in BODIES.iter().zip([(LEAD, FRONT), (OTHER, INNER)]).enumerate() {
        let story = Id::<Story>::new(at as u64 + 1);
        room.put(Kind::Story, at as i64 + 1, json!({ "rank": at, "kind": "text" }));
        room.say(story, at as i64 * 10 + 11, "headline", "江上渡口今晨通航");
        room.say(story, at as i64 * 10 + 12, "body", body);
        room.put(
            Kind::Package,
            package.value(),
            json!({
                "page": page, "story": story, "columns": 1, "rank": at,
                "area": { "x": 0, "line": 20, "width": 13_000, "lines": 10 },
            }),
        );
        room.fit(package);
    }
    room
}

impl Newsroom {
    fn put(&mut self, kind: Kind, id: i64, record: Value) {
        self.edition.read_row(kind, id, &record.to_string()).expect("is a record");
    }

    /// A paragraph of a story.
    fn say(&mut self, story: Id<Story>, id: i64, role: &str, text: &str) {
        self.put(Kind::Paragraph, id, json!({ "story": story, "rank": id, "role": role, "text": text }));
    }

    /// Makes a package as deep as its story.
    fn fit(&mut self, id: Id<Package>) {
        let mut package = (*self.edition.packages[&id]).clone();
        let index = Index::of(&self.edition);
        package.area.lines = fitting_lines(&self.edition, &index, &package, &mut Composer::new(fonts()));
        self.edition.packages.insert(id, Arc::new(package));
    }

    fn package(&mut self, id: Id<Package>, change: impl FnOnce(&mut Package)) {
        change(Arc::make_mut(self.edition.packages.get_mut(&id).expect("is there")));
    }

    fn page(&mut self, id: Id<Page>, change: impl FnOnce(&mut Page)) {
        change(Arc::make_mut(self.edition.pages.get_mut(&id).expect("is there")));
    }

    /// Changes the body of the first story and keeps its package as deep as it is then.
    fn body(&mut self, text: &str) {
        self.say(Id::new(1), 12, "body", text);
        self.fit(LEAD);
    }

    /// Changes a fact of the edition.
    fn info(&mut self, key: &str, value: Value) {
        let info = self.edition.about().expect("is there").clone();
        let mut record = serde_json::to_value(info).expect("is a record");
        record[key] = value;
        self.put(Kind::Info, 1, record);
    }

    /// A photo of a width in pixels in the first story's package.
    fn give_photo(&mut self, width: u32) {
        let record = json!({
            "story": Id::<Story>::new(1), "rank": 0, "name": "a.jpg", "hash": "none", "format": "jpeg",
            "width": width, "height": width, "colour": "rgb", "orientation": 1,
        });
        self.put(Kind::Photo, 31, record);
        let slot = serde_json::from_value(json!({ "photo": Id::<banxin_model::Photo>::new(31) }));
        self.package(LEAD, |package| package.photos = vec![slot.expect("is a slot")]);
    }

    /// A file painted as a picture on the first page, under its own digest.
    fn file(&mut self, bytes: Vec<u8>) {
        let hash = banxin_media::sha256_hex(&bytes);
        self.painted.push(picture(&hash));
        self.files.insert(hash, bytes);
    }

    /// An ad of the gallery of makers.
    fn ad(&mut self, name: &str) {
        let folder = tempfile::tempdir().expect("has a folder");
        let ads = makers::ads(folder.path());
        self.file(ads.into_iter().find(|ad| ad.name == name).expect("is there").bytes);
    }

    fn faults(&self) -> Vec<Fault> {
        let index = Index::of(&self.edition);
        let book = if self.has_no_fonts { Arc::new(FontBook::new()) } else { fonts() };
        let mut composer = Composer::new(book);
        let pages: Vec<Id<Page>> = self.edition.pages_in_order().into_iter().map(|(id, _)| id).collect();
        let mut layouts: Vec<PageLayout> =
            pages.iter().map(|id| lay_out_page(&self.edition, &index, *id, &mut composer)).collect();
        for layout in &mut layouts {
            if self.has_no_furniture {
                layout.list.groups.retain(|group| group.id.starts_with("package:"));
            }
            if layout.page == FRONT && !self.painted.is_empty() {
                let whole =
                    Rect::new(Length::ZERO, Length::ZERO, layout.list.trim.width, layout.list.trim.height);
                let id = format!("package:{LEAD}");
                layout.list.groups.push(Group::new(id, Point::ORIGIN, whole, self.painted.clone()));
            }
        }
        let papers = [self.paper.clone()];
        let lists: Vec<PageList> = layouts.iter().map(|layout| layout.list.clone()).collect();
        let mut files = Looked::default();
        files.look(&lists, self);
        preflight(&Checked {
            edition: &self.edition,
            index: &index,
            layouts: &layouts,
            files: &files,
            papers: &papers,
            ink_limit: 240,
        })
    }
}

fn mm(value: f64) -> Length {
    Length::mm(value)
}

fn letter(face: &str, size: f64, paint: Paint, (x, y): (f64, f64)) -> Item {
    let glyph = Glyph { id: 1, x: mm(x), y: mm(y), advance: Length::pt(size), text: 0 };
    Item::from(GlyphRun {
        face: FaceName(face.into()),
        size: Length::pt(size),
        scale_x: 1000,
        orientation: Orientation::Upright,
        paint,
        text: "字".into(),
        glyphs: vec![glyph],
        source: None,
    })
}

fn picture(hash: &str) -> Item {
    let frame = Rect::new(mm(120.0), mm(300.0), mm(100.0), mm(50.0));
    Item::Picture(Picture { hash: hash.into(), frame, image: frame, orientation: 1 })
}

/// A face that says it must not be embedded (OS/2 `fsType` 2): another one with that word changed.
fn locked_face() -> Vec<u8> {
    let mut font = face("kai-400");
    let word = |at: usize| u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]) as usize;
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let record = (0..tables).map(|table| 12 + table * 16).find(|at| &font[*at..at + 4] == b"OS/2");
    let table = word(record.expect("has that table") + 8);
    font[table + 8..table + 10].copy_from_slice(&2u16.to_be_bytes());
    font
}

const INSIDE: (f64, f64) = (120.0, 300.0);
const FULL: Paint = Paint::Cmyk([900, 900, 900, 0]);

/// What breaks a rule; `None` for a rule that has no case here.
fn broken(code: &str) -> Option<Newsroom> {
    let mut room = sound();
    match code {
        "overset" => room.package(LEAD, |package| package.area.lines -= 2),
        "underset" => room.package(LEAD, |package| package.area.lines += 5),
        "overlap" => room.package(OTHER, |package| package.page = FRONT),
        "outside" => room.package(LEAD, |package| package.area.line = 3),
        "photo-resolution" => room.give_photo(300),
        "glyph-missing" => room.body(&format!("{}\u{10FFFD}", BODIES[0])),
        "glyph-substituted" => {
            room.say(Id::new(1), 11, "headline", "江上龘渡口今晨通航");
            room.package(LEAD, |package| package.head_face = "brush-400".to_owned());
        }
        "font-replaced" => room.package(LEAD, |package| package.head_face = "nobody-400".to_owned()),
        "non-standard-form" => room.body(&format!("{}调査", BODIES[0])),
        "no-fonts" => room.has_no_fonts = true,
        "no-edition-info" => room.edition.info.clear(),
        "no-nameplate" => room.page(FRONT, |page| page.nameplate_lines = 0),
        "no-paper-name" => room.info("name", json!("")),
        "no-cn-number" => room.info("cn_number", json!("")),
        "no-issue" => room.info("issue", json!(0)),
        "no-publisher" => room.info("publisher", json!("")),
        "no-post-code" => room.info("post_code", json!("")),
        "form-errors" => {
            ["cn_number", "publisher"].iter().for_each(|key| room.info(key, json!("")));
            room.info("issue", json!(0));
            room.page(INNER, |page| page.name.clear());
        }
        "no-folio" => room.has_no_furniture = true,
        "no-page-name" => room.page(INNER, |page| page.name.clear()),
        "no-editor" => room.page(INNER, |page| page.staff.editor.clear()),
        "ad-unlabelled" => room.put(Kind::Story, 1, json!({ "rank": 0, "kind": "text", "section": "广告" })),
        "empty-page" => drop(room.edition.packages.remove(&OTHER)),
        "empty-frame" => {
            let own: Vec<Id<Paragraph>> = vec![Id::new(21), Id::new(22)];
            own.iter().for_each(|id| drop(room.edition.paragraphs.remove(id)));
        }
        "no-photo" => room.put(Kind::Story, 1, json!({ "rank": 0, "kind": "photo" })),
        "placeholder-text" => room.body(&format!("{}此处填写", BODIES[0])),
        "duplicate-story" => room.package(OTHER, |package| package.story = Id::new(1)),
        "jump-unpaired" => room.body(&format!("{}（下转第2版）", BODIES[0])),
        "jump-nowhere" => room.body(&format!("{}（下转第7版）", BODIES[0])),
        "jump-twice" | "thread-empty" | "thread-backwards" => {
            // The second package goes on with the story of the first.
            room.package(OTHER, |package| {
                package.story = Id::new(1);
                package.continues = Some(LEAD);
            });
            match code {
                "jump-twice" => room.say(Id::new(1), 13, "jump", "（下转第2版）"),
                "thread-empty" => room.package(LEAD, |package| package.area.lines = 60),
                _ => {
                    room.package(LEAD, |package| package.page = INNER);
                    room.package(OTHER, |package| package.page = FRONT);
                }
            }
        }
        "small-coloured-type" => {
            room.painted.push(letter("song-400", 9.0, Paint::Cmyk([1000, 500, 500, 0]), INSIDE));
        }
        "rich-black-type" => {
            room.painted.push(letter("song-400", 12.0, Paint::Cmyk([300, 300, 300, 1000]), INSIDE));
        }
        "hairline" => {
            let ends = (Point::new(mm(120.0), mm(300.0)), Point::new(mm(160.0), mm(300.0)));
            room.painted.push(Item::Shape(Shape::line(ends.0, ends.1, Paint::Black, Length::pt(0.2))));
        }
        "ink-limit" => {
            let area = Rect::new(mm(120.0), mm(300.0), mm(40.0), mm(40.0));
            room.painted.push(Item::Shape(Shape::filled(area, FULL)));
        }
        "spot-not-booked" => {
            let paint = Paint::Spot { ink: "没有订的红".into(), tint: 1000 };
            room.painted.push(letter("song-400", 12.0, paint, INSIDE));
        }
        "plates-colour" => {
            room.page(FRONT, |page| page.plates = Plates::Black);
            let red = json!({ "story": Id::<Story>::new(1), "rank": 11, "role": "headline", "text": "江上渡口今晨通航", "style": { "ink": [0, 100, 100, 0] } });
            room.put(Kind::Paragraph, 11, red);
        }
        "outside-trim" => room.painted.push(letter("song-400", 12.0, Paint::Black, (389.0, 300.0))),
        "outside-type-area" => room.painted.push(letter("song-400", 9.0, Paint::Black, (5.0, 300.0))),
        "font-missing" => room.painted.push(letter("nobody-400", 9.0, Paint::Black, INSIDE)),
        "font-forbidden" => {
            room.locked_face = Some(locked_face());
            room.painted.push(letter("locked-400", 9.0, Paint::Black, INSIDE));
        }
        "photo-missing" => room.painted.push(picture("none")),
        "photo-changed" => {
            let hash = "0a".repeat(32);
            room.painted.push(picture(&hash));
            room.files.insert(hash, b"another file".to_vec());
        }
        "photo-unreadable" => room.file(b"\xff\xd8\xff no photo".to_vec()),
        "ad-rgb" => room.ad("red, green and blue"),
        "ad-font" => room.ad("a font left out"),
        "ad-transparency" => room.ad("transparency"),
        "ad-remarks" => room.ad("form fields"),
        "art-imaged" => room.ad("a hidden layer"),
        "ad-ink" => {
            room.file(makers::Hand::new("/MediaBox [0 0 200 100]", "1 1 .8 .5 k 0 0 200 100 re f").bytes());
        }
        _ => return None,
    }
    Some(room)
}

fn codes(faults: &[Fault]) -> BTreeSet<&str> {
    faults.iter().map(|fault| fault.code.as_str()).collect()
}

#[test]
fn a_sound_edition_breaks_no_rule() {
    let mut room = sound();
    assert_eq!(room.faults(), []);
    // Nor do things that come near to breaking one.
    room.painted = vec![
        letter("song-400", 10.0, Paint::Cmyk([1000, 500, 500, 0]), INSIDE),
        letter("song-400", 24.0, Paint::Cmyk([300, 300, 300, 1000]), INSIDE),
        letter("song-400", 6.0, Paint::Cmyk([0, 1000, 0, 0]), INSIDE),
        Item::Shape(Shape::line(
            Point::new(mm(120.0), mm(310.0)),
            Point::new(mm(160.0), mm(310.0)),
            Paint::Black,
            Length::pt(0.25),
        )),
        Item::Shape(Shape::filled(
            Rect::new(mm(120.0), mm(320.0), mm(40.0), mm(40.0)),
            Paint::Cmyk([800, 800, 800, 0]),
        )),
    ];
    room.ad("plain");
    assert_eq!(room.faults(), []);
}

#[test]
fn every_rule_is_heard_where_something_breaks_it_and_leads_there() {
    let (mut without, mut unheard) = (Vec::new(), Vec::new());
    for rule in RULES {
        let Some(room) = broken(rule.code) else {
            without.push(rule.code);
            continue;
        };
        let faults = room.faults();
        let Some(fault) = faults.iter().find(|fault| fault.code == rule.code) else {
            unheard.push(format!("{}: {:?}", rule.code, codes(&faults)));
            continue;
        };
        // Where the list leads: a page of the edition, or a package on one.
        let page = room.edition.page_numbered(fault.page);
        let is_there = |subject: &str| room.edition.packages.keys().any(|id| id.to_string() == subject);
        assert!(page.is_some(), "{}: page {}", rule.code, fault.page);
        assert!(fault.subject.is_empty() || is_there(&fault.subject), "{}: {}", rule.code, fault.subject);
        for (zh, en) in [(&fault.message.zh, &fault.message.en), (&fault.fix.zh, &fault.fix.en)] {
            let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(zh.chars().any(is_han) && en.chars().any(|c| c.is_ascii_lowercase()), "{}", rule.code);
        }
    }
    assert!(without.is_empty() && unheard.is_empty(), "without a case: {without:?}\nunheard: {unheard:#?}");
}

#[test]
fn a_paper_grades_every_rule_as_it_likes() {
    for rule in RULES {
        let mut room = broken(rule.code).expect("has a case");
        let own = |room: &Newsroom| -> Vec<Severity> {
            let faults = room.faults().into_iter().filter(|fault| fault.code == rule.code);
            faults.map(|fault| fault.severity).collect()
        };
        for (grade, severity) in
            [("info", Severity::Info), ("warning", Severity::Warning), ("error", Severity::Error)]
        {
            room.paper.checks.insert(rule.code.to_owned(), grade.to_owned());
            let graded = own(&room);
            assert!(!graded.is_empty() && graded.iter().all(|own| *own == severity), "{} {grade}", rule.code);
        }
        room.paper.checks.insert(rule.code.to_owned(), "off".to_owned());
        assert_eq!(own(&room), [], "{}", rule.code);
        // What the edition says of itself counts more; where nothing is known of it nothing can be said.
        if rule.code != "no-edition-info" {
            room.info("checks", json!({ rule.code: "error" }));
            let graded = own(&room);
            assert!(!graded.is_empty() && graded.iter().all(|own| *own == Severity::Error), "{}", rule.code);
        }
    }
}

#[test]
fn a_sound_file_is_looked_into_once_and_one_in_trouble_until_it_is_mended() {
    let mut room = sound();
    room.ad("a font left out");
    room.painted.push(picture("none"));
    let lists: Vec<PageList> = {
        let whole = Rect::new(Length::ZERO, Length::ZERO, mm(390.0), mm(545.0));
        let group = Group::new(format!("package:{LEAD}"), Point::ORIGIN, whole, room.painted.clone());
        let trim = banxin_geom::Size::new(whole.width, whole.height);
        let (bleed, inks) = (Length::ZERO, Vec::new());
        vec![PageList { number: 1, trim, bleed, type_area: whole, inks, groups: vec![group] }]
    };
    let said = |files: &Looked| -> BTreeSet<String> {
        let layouts = [PageLayout {
            page: FRONT,
            list: lists[0].clone(),
            reports: BTreeMap::new(),
            slips: BTreeMap::new(),
            faults: Vec::new(),
        }];
        let index = Index::of(&room.edition);
        let papers = [room.paper.clone()];
        let checked = Checked {
            edition: &room.edition,
            index: &index,
            layouts: &layouts,
            files,
            papers: &papers,
            ink_limit: 240,
        };
        let faults = preflight(&checked).into_iter().map(|fault| fault.code);
        faults.filter(|code| code.starts_with("ad-") || code.starts_with("photo-")).collect()
    };
    let codes =
        |codes: &[&str]| -> BTreeSet<String> { codes.iter().map(|code| (*code).to_owned()).collect() };
    let mut files = Looked::default();
    assert_eq!(said(&files), codes(&[]), "nothing is said of what nobody looked into");
    files.look(&lists, &room);
    assert_eq!(said(&files), codes(&["ad-font", "photo-missing"]));
    // The ad is known and need not be there again; what was missing has come, and is not what it was.
    let mut later = sound();
    later.files.insert("none".to_owned(), b"another file".to_vec());
    files.look(&lists, &later);
    assert_eq!(said(&files), codes(&["ad-font", "photo-changed"]));
}

#[test]
fn whatever_is_found_has_a_rule_that_explains_it() {
    for own in RULES {
        for fault in broken(own.code).expect("has a case").faults() {
            assert!(rule(&fault.code).is_some(), "{} has no rule", fault.code);
        }
    }
}
