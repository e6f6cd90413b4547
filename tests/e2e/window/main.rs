//! The real window, driven as a person drives it: a story from the pool to the page, undone, redone, and still there
//! after a restart.
#![cfg(target_os = "linux")]

mod arrange;
mod frames;
mod hand;
mod plan;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use banxin_tests::window::driver::{Area, Element, Session};
use banxin_tests::window::kept;
use banxin_tests::window::pixels::Shot;
use banxin_tests::window::stage::{Stage, program};
use serde_json::{Value, json};

const HEADLINE: &str = "渡口老船今起换新装";
const STORY: &str = "渡口老船今起换新装

本报讯(记者 林溪)在江上走了二十七年的渡船,昨天最后一次靠岸。今天起,两艘新船接替它,每十分钟一班,从早上六点开到晚上十点。

老船工说,船换了,水路没有换。新船用电,甲板比旧船宽出一米二,推自行车的人不必再侧着身子走。

渡口的售票亭留了下来,改作一间小小的陈列室,里面放着旧船的舵轮、铜钟,还有一本写满了名字的值班簿。
";

/// A story in a fresh edition, and the window open on it.
struct Desk {
    session: Session,
    shots: PathBuf,
}

impl Desk {
    fn open(stage: &Stage, edition: &Path) -> Desk {
        Desk::open_with(stage, &[&edition.to_string_lossy()])
    }

    fn open_with(stage: &Stage, arguments: &[&str]) -> Desk {
        let desk = program("BANXIN_DESK", "banxin-desk");
        let session =
            Session::start(stage.port, &desk.to_string_lossy(), arguments).expect("the window opens");
        let shots = std::env::var_os("BANXIN_SHOTS").map(PathBuf::from).unwrap_or_else(std::env::temp_dir);
        std::fs::create_dir_all(&shots).expect("a folder for pictures");
        Desk { session, shots }
    }

    /// Takes a picture and keeps it for whoever looks into a failure.
    fn shot(&self, name: &str) -> Shot {
        // The driver answers with the next frame, and a page at rest without a graphics card makes none.
        self.session.run(STIR, Value::Array(vec![])).expect("a script");
        let png = self.session.screenshot().expect("a screenshot");
        std::fs::write(self.shots.join(format!("{name}.png")), &png).expect("the picture is kept");
        let width = self.session.run("return window.innerWidth;", Value::Array(vec![])).expect("a width");
        Shot::read(&png, width.as_f64().expect("a number")).expect("a picture")
    }

    /// Holds the window against the picture that is kept of it, once it looks the same or twenty seconds have gone.
    fn keep(&self, name: &str) {
        let kept =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/window/pictures").join(format!("{name}.png"));
        // The pointer goes where it lights nothing.
        self.session.hover((720.0, 20.0)).expect("a hand");
        let began = Instant::now();
        // What is looked at and kept must have come to rest: photos come last.
        let rest = if std::env::var_os("BANXIN_BLESS").is_some() { 4000 } else { 900 };
        loop {
            std::thread::sleep(Duration::from_millis(rest));
            self.shot(name);
            let png = std::fs::read(self.shots.join(format!("{name}.png"))).expect("the picture");
            match kept::compare(&png, &kept) {
                Ok(()) => return,
                Err(trouble) if began.elapsed() > Duration::from_secs(20) => panic!("{trouble}"),
                Err(_) => (),
            }
        }
    }

    /// The only element of that name, once it is there.
    fn one(&self, test_id: &str) -> Element {
        let found = wait_for(&format!("one `{test_id}`"), || {
            self.session.all(test_id).ok().filter(|found| !found.is_empty())
        });
        found[0].clone()
    }

    /// Where the page stands once it has its size: before that a canvas is 300 × 150.
    fn page(&self) -> Area {
        let canvas = self.one("page-canvas");
        wait_for("a page large enough to work on", || {
            self.session.area(&canvas).ok().filter(|area| area.width > 310.0 && area.height > 400.0)
        })
    }

    fn story_row(&self) -> Element {
        wait_for("the story in the pool", || {
            let rows = self.session.all("story-row").ok()?;
            rows.into_iter().find(|row| self.session.text(row).is_ok_and(|text| text.contains(HEADLINE)))
        })
    }

    fn wait_for_packages(&self, count: usize) {
        wait_for(&format!("{count} packages on the page"), || {
            (self.session.all("package").ok()?.len() == count).then_some(())
        });
    }

    fn focus_page(&self) {
        let script = "document.querySelector('[data-testid=page-view]').focus();";
        self.session.run(script, Value::Array(vec![])).expect("the focus");
    }

    fn press(&self, held: &[char], keys: &str) {
        self.session.press(held, keys).expect("keys");
    }

    fn count(&self, selector: &str) -> usize {
        self.session.select(selector).map_or(0, |found| found.len())
    }

    /// The first element of a CSS selector, once it is there, scrolled into sight.
    fn first(&self, selector: &str) -> Element {
        let found = wait_for(selector, || self.session.select(selector).ok().filter(|all| !all.is_empty()));
        let script = format!("document.querySelector(`{selector}`).scrollIntoView({{block: 'nearest'}});");
        self.session.run(&script, Value::Array(vec![])).expect("the element in sight");
        found[0].clone()
    }

    /// Types into a field what it is to hold, and waits until it holds it.
    fn fill(&self, selector: &str, text: &str) {
        let script = format!("return document.querySelector(`{selector}`)?.value ?? null;");
        let focused = format!("return document.activeElement?.matches(`{selector}`) === true;");
        wait_for(&format!("{text} in {selector}"), || {
            let value = self.session.run(&script, Value::Array(vec![])).ok()?;
            if value.as_str() == Some(text) {
                return Some(());
            }
            // A panel that has just been made anew may have moved on from under the pointer.
            self.session.click(&self.first(selector)).ok()?;
            if self.session.run(&focused, Value::Array(vec![])).ok()? == true {
                self.press(&[CONTROL], "a");
                self.press(&[], &format!("{text}{ENTER}"));
            }
            None
        });
    }

    /// Chooses an entry of a list by its value; the list that opens is the system's own, out of a driver's reach.
    fn choose(&self, selector: &str, value: &str) {
        self.first(selector);
        let script = "const list = document.querySelector(arguments[0]); list.value = arguments[1];\
            list.dispatchEvent(new Event('change', { bubbles: true })); return list.value === arguments[1];";
        let is_there = self.session.run(script, json!([selector, value])).expect("a list");
        assert_eq!(is_there, true, "{selector} has {value}");
    }

    /// Where the pool shows the story of that headline.
    fn row(&self, headline: &str) -> Area {
        let rows = self.session.all("story-row").expect("the pool");
        let is_it = |row: &&Element| {
            let words = |text: &str| text.split_whitespace().collect::<String>();
            self.session.text(row).is_ok_and(|text| words(&text).contains(&words(headline)))
        };
        let row = rows.iter().find(is_it).unwrap_or_else(|| panic!("no row for {headline}"));
        let id = self.attribute(row, "data-story");
        let shown = self.first(&format!("[data-story=\"{id}\"]"));
        self.session.area(&shown).expect("a place")
    }

    fn attribute(&self, element: &Element, name: &str) -> String {
        self.session.attribute(element, name).expect("an attribute")
    }

    /// The packages on the page by their ids, from the top.
    fn ids(&self) -> Vec<String> {
        let found = self.session.all("package").expect("packages");
        found.iter().map(|package| self.attribute(package, "data-package")).collect()
    }

    fn area_of(&self, id: &str) -> Area {
        let found = self.session.select(&format!("[data-package=\"{id}\"]")).expect("a package");
        self.session.area(&found[0]).expect("a place")
    }

    /// A point near the top of a package, where a press takes hold of it.
    fn head_of(&self, id: &str) -> (f64, f64) {
        let area = self.area_of(id);
        (area.x + area.width / 2.0, area.y + (area.height / 2.0).min(24.0))
    }

    /// Chooses one package by a click and leaves the keys with the page.
    fn select(&self, id: &str) {
        self.session.click_at(self.head_of(id)).expect("a click");
        let only = format!(".package.is-selected[data-package=\"{id}\"]");
        wait_for("the package chosen", || {
            (self.count(&only) == 1 && self.count(".package.is-selected") == 1).then_some(())
        });
    }

    /// Does something that must change the file, and waits until it has.
    fn step(&self, edition: &Path, what: &str, act: impl FnOnce()) {
        let before = content_hash(edition);
        act();
        wait_for(what, || (content_hash(edition) != before).then_some(()));
    }

    fn close(self) {
        self.session.close().expect("the window closes");
    }
}

impl Drop for Desk {
    /// A driver that is killed leaves the program behind, so the session is closed in any case.
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Ok(png) = self.session.screenshot()
        {
            let _ = std::fs::write(self.shots.join("failed.png"), png);
        }
        let _ = self.session.close();
    }
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_paints_its_page_and_chinese_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = fresh_edition(folder.path());
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &edition);
    let row = desk.story_row();
    let row = desk.session.area(&row).expect("a place");
    desk.page();
    wait_for("painted text in the pool", || (desk.shot("open").ink(row) > 0.01).then_some(()));
    desk.keep("open");
    desk.close();
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_keeps_a_story_dragged_to_the_page_through_undo_redo_and_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = fresh_edition(folder.path());
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &edition);
    let canvas = desk.page();
    assert_eq!(packages_in_file(&edition), 0);

    let row = desk.session.area(&desk.story_row()).expect("a place");
    let target = (canvas.x + canvas.width * 0.45, canvas.y + canvas.height * 0.4);
    let before = desk.shot("before-drag");
    desk.session.drag(row.centre(), target).expect("a drag");
    desk.wait_for_packages(1);
    let package = desk.session.area(&desk.one("package")).expect("a place");
    assert!(holds(&canvas, &package), "the package {package:?} is not on the page {canvas:?}");
    let inked = wait_for("type in the package", || {
        let ink = desk.shot("dropped").ink(package);
        (ink > 0.02).then_some(ink)
    });
    assert!(before.ink(package) < inked, "the place was as black before the drop");
    assert_eq!(packages_in_file(&edition), 1, "one row in the file");
    let placed = layout(&edition);
    assert_eq!(placed.len(), 1);
    assert!(placed[0]["box_mm"][2].as_f64().is_some_and(|width| width > 20.0), "{placed:?}");

    desk.session.click(&desk.one("undo")).expect("a click");
    desk.wait_for_packages(0);
    assert_eq!(packages_in_file(&edition), 0);
    desk.session.click(&desk.one("redo")).expect("a click");
    desk.wait_for_packages(1);
    assert_eq!(layout(&edition)[0]["box_mm"], placed[0]["box_mm"]);
    desk.keep("dropped");
    desk.close();

    let again = Desk::open(&stage, &edition);
    again.wait_for_packages(1);
    let package = again.session.area(&again.one("package")).expect("a place");
    wait_for("type in the package again", || (again.shot("restarted").ink(package) > 0.02).then_some(()));
    again.close();
    assert_eq!(layout(&edition)[0]["box_mm"], placed[0]["box_mm"]);
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_begins_with_its_welcome_and_makes_an_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = set_up(folder.path());
    let desk = Desk::open_with(&stage, &[]);
    let make = desk.one("make-edition");
    desk.keep("welcome");
    desk.session.click(&make).expect("a click");
    desk.one("empty-page");
    desk.page();
    // Asked for another one, it offers the one that was just made.
    desk.session.click(&desk.one("open-other")).expect("a click");
    let recent = desk.session.text(&desk.one("recent")).expect("a text");
    assert!(recent.contains(".edition"), "{recent}");
    desk.close();
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_proposes_pages_by_one_key_takes_one_and_takes_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("window.edition");
    banxin(&["sample", &edition.to_string_lossy()]);
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &edition);
    let canvas = desk.page();
    wait_for("type on the page", || (desk.shot("sample").ink(canvas) > 0.02).then_some(()));
    let before = boxes(&edition);

    desk.focus_page();
    desk.session.press(&[], "a").expect("a key");
    wait_for("three proposals", || (desk.session.all("candidate").ok()?.len() >= 3).then_some(()));
    let settled = "return document.querySelector('[data-testid=another]')?.disabled === false;";
    wait_for("the end of the search", || {
        desk.session.run(settled, Value::Array(vec![])).ok()?.as_bool()?.then_some(())
    });
    desk.session.press(&[], ARROW_RIGHT).expect("a key");
    let chosen = "return [...document.querySelectorAll('[data-testid=candidate]')].findIndex((each) => each.ariaSelected === 'true' || each.getAttribute('aria-selected') === 'true');";
    wait_for("the second proposal", || {
        (desk.session.run(chosen, Value::Array(vec![])).ok()?.as_i64()? == 1).then_some(())
    });
    desk.keep("proposals");
    assert_eq!(boxes(&edition), before, "nothing is taken yet");
    desk.session.press(&[], ENTER).expect("a key");
    wait_for("another page in the file", || (boxes(&edition) != before).then_some(()));
    for package in layout(&edition) {
        assert_eq!((&package["overset"]["lines"], &package["underset"]["lines"]), (&0.into(), &0.into()));
    }
    desk.session.click(&desk.one("undo")).expect("a click");
    wait_for("the page as it was", || (boxes(&edition) == before).then_some(()));
    desk.close();
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_takes_what_is_typed_into_the_type() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = fresh_edition(folder.path());
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &edition);
    let canvas = desk.page();
    let row = desk.session.area(&desk.story_row()).expect("a place");
    let target = (canvas.x + canvas.width * 0.45, canvas.y + canvas.height * 0.4);
    desk.session.drag(row.centre(), target).expect("a drag");
    desk.wait_for_packages(1);
    let package = desk.session.area(&desk.one("package")).expect("a place");
    std::thread::sleep(Duration::from_millis(600));
    let into = (package.x + package.width * 0.4, package.y + package.height * 0.75);
    desk.session.double_click(into).expect("a double click");
    desk.one("caret");
    desk.session.press(&[], "BXQ7").expect("keys");
    wait_for("the words in the file", || stories(&edition).contains("BXQ7").then_some(()));
    desk.keep("typed");
    desk.session.press(&[CONTROL], "z").expect("keys");
    wait_for("the words gone", || (!stories(&edition).contains("BXQ7")).then_some(()));
    desk.close();
}

/// Has the page painted anew for two seconds, without anything to see.
const STIR: &str = "const page = document.documentElement; let left = 40; const beat = () => { left -= 1; page.style.opacity = left % 2 ? '0.999' : ''; if (left > 0) setTimeout(beat, 50); }; setTimeout(beat, 50);";

/// Keys as the standard numbers them (W3C WebDriver §17.4.2).
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const PAGE_DOWN: &str = "\u{e00f}";
const ARROW_RIGHT: &str = "\u{e014}";
const CONTROL: char = '\u{e009}';
const SHIFT: char = '\u{e008}';

/// What the file holds, as one number.
fn content_hash(edition: &Path) -> String {
    let info: Value =
        serde_json::from_str(&banxin(&["info", &edition.to_string_lossy(), "--json"])).expect("JSON");
    assert_eq!(info["content"]["broken"], Value::Array(vec![]), "nothing is broken");
    info["content"]["hash"].as_str().expect("a hash").to_owned()
}

fn stories(edition: &Path) -> String {
    banxin(&["stories", &edition.to_string_lossy(), "--json"])
}

/// Where everything on the first page stands, by story.
fn boxes(edition: &Path) -> Vec<String> {
    let mut all: Vec<String> =
        layout(edition).iter().map(|package| format!("{} {}", package["story"], package["box_mm"])).collect();
    all.sort();
    all
}

fn set_up(home: &Path) -> Stage {
    Stage::set_up(&program("BANXIN_DRIVER", "tauri-driver"), home).expect("a display, a bus and a driver")
}

/// One empty page and one story that waits in the pool.
fn fresh_edition(folder: &Path) -> PathBuf {
    let edition = folder.join("window.edition");
    let story = folder.join("story.txt");
    std::fs::write(&story, STORY).expect("a story");
    banxin(&["new", &edition.to_string_lossy(), "--date", "2026-02-09", "--pages", "1"]);
    banxin(&["import", &edition.to_string_lossy(), &story.to_string_lossy()]);
    edition
}

fn banxin(arguments: &[&str]) -> String {
    let output = Command::new(program("BANXIN", "banxin")).args(arguments).output().expect("banxin starts");
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "banxin {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The packages of the only page, as the command line lays them out from the file.
fn layout(edition: &Path) -> Vec<Value> {
    let text = banxin(&["layout", &edition.to_string_lossy(), "--json"]);
    let layout: Value = serde_json::from_str(&text).expect("JSON");
    layout["pages"][0]["packages"].as_array().cloned().unwrap_or_default()
}

fn packages_in_file(edition: &Path) -> i64 {
    let file = rusqlite::Connection::open_with_flags(edition, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
        .expect("a file");
    file.query_row("SELECT count(*) FROM package", [], |row| row.get(0)).expect("a table of packages")
}

fn holds(outer: &Area, inner: &Area) -> bool {
    inner.x >= outer.x - 1.0
        && inner.y >= outer.y - 1.0
        && inner.x + inner.width <= outer.x + outer.width + 1.0
        && inner.y + inner.height <= outer.y + outer.height + 1.0
}

/// Asks again and again for up to twenty seconds.
fn wait_for<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = probe() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(60));
    }
}
