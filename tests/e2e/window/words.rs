//! Words, threads, copies, files, languages and themes in the real window, in one sitting: taken back to the start and
//! done again to the same bytes.
//!
//! A drag from the file manager and an input method are beyond a WebDriver: the page is given the very events that the
//! shell and the engine give it, the shell's drop with its paths and the composition events of UI Events §5.6.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::hand::{steps, turn};
use super::{CONTROL, Desk, ESCAPE, PAGE_DOWN, banxin, content_hash, layout, set_up, stories, wait_for};

/// What an input method does to the field under the caret: it makes up letters and settles on words.
const COMPOSE: &str = "const field = document.querySelector('[data-testid=writing-field]');\
    const say = (type, data) => field.dispatchEvent(new CompositionEvent(type, { data, bubbles: true }));\
    if (arguments[0] === 'settle') { field.value = ''; say('compositionend', arguments[1]); }\
    else { if (arguments[0] === 'begin') say('compositionstart', ''); say('compositionupdate', arguments[1]); }";

/// What the shell tells its page of files over the window, in pixels of the screen.
const DROP: &str = "const [paths, x, y] = arguments; const ratio = devicePixelRatio;\
    const all = window.__internal_unstable_listeners_object_id__;\
    const position = { x: x * ratio, y: y * ratio };\
    for (const event of ['tauri://drag-enter', 'tauri://drag-over', 'tauri://drag-drop'])\
      window.__internal_unstable_listeners_function_id__({ event, payload: { paths, position } },\
        Object.getOwnPropertyNames(all[event] ?? {}).map(Number));\
    return Object.getOwnPropertyNames(all['tauri://drag-drop'] ?? {}).length;";

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_takes_words_threads_copies_and_files_in_both_languages_and_themes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (edition, photo) = pool(folder.path());
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &edition);
    let canvas = desk.page();
    desk.session.click(&desk.one("locale-zh")).expect("a click");
    let (bare, before) = (content_hash(&edition), steps(&edition));

    // A story on the page, and a caret in its text.
    let rows = desk.session.all("story-row").expect("the pool");
    let row = desk.session.area(&rows[1]).expect("a place");
    desk.session
        .drag(row.centre(), (canvas.x + canvas.width * 0.4, canvas.y + canvas.height * 0.3))
        .expect("a drag");
    desk.wait_for_packages(1);
    let id = desk.ids()[0].clone();
    write(&desk, &edition, &id);
    replace(&desk, &edition);
    thread(&desk, &edition, &id);
    copy(&desk, &edition);
    drop_file(&desk, &edition, &photo);

    let made = content_hash(&edition);
    looks(&desk);
    let count = steps(&edition) - before;
    turn(&desk, &edition, "z", count, &bare);
    turn(&desk, &edition, "y", count, &made);
    desk.close();
}

/// Two bare pages, the stories of a whole page, and a photo that waits beside the edition.
fn pool(folder: &Path) -> (PathBuf, PathBuf) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/samples");
    let edition = folder.join("words.edition");
    let path = edition.to_string_lossy().into_owned();
    banxin(&["new", &path, "--date", "2026-02-09", "--pages", "2"]);
    banxin(&["import", &path, &samples.join("page-2.txt").to_string_lossy(), "--page-text"]);
    let photo = folder.join("otter.jpg");
    std::fs::copy(samples.join("p2-otter.jpg"), &photo).expect("a photo");
    (edition, photo)
}

/// Types with the keys and through an input method; what is being made up is not saved.
fn write(desk: &Desk, edition: &Path, id: &str) {
    let area = desk.area_of(id);
    let into = (area.x + area.width * 0.4, area.y + area.height * 0.75);
    wait_for("the caret", || {
        desk.session.double_click(into).ok()?;
        desk.session.all("caret").ok().filter(|found| !found.is_empty())
    });
    let compose = |what: &str, text: &str| {
        desk.session.run(COMPOSE, json!([what, text])).expect("a composition");
    };
    compose("begin", "c");
    compose("go on", "chun");
    wait_for("words in the making", || (desk.count("[data-testid=composing]") > 0).then_some(()));
    desk.keep("composing");
    compose("settle", "春汛将至");
    wait_for("the words in the file", || stories(edition).contains("春汛将至").then_some(()));
    assert!(!stories(edition).contains("chun"));
    desk.press(&[], "QX7");
    wait_for("more words in the file", || stories(edition).contains("春汛将至QX7").then_some(()));
    desk.press(&[], ESCAPE);
}

/// Replaces by a regular expression over all copy, in one step.
fn replace(desk: &Desk, edition: &Path) {
    desk.focus_page();
    desk.press(&[CONTROL], "h");
    desk.one("find-panel");
    desk.session.click(&desk.one("find-expression")).expect("a click");
    type_into(desk, "[data-testid=find-words]", "(春汛)将至[A-Z]+([0-9])");
    type_into(desk, "[data-testid=find-with]", "$1已到$2处");
    let all = "return document.querySelector('[data-testid=replace-all]').disabled;";
    wait_for("one place", || (desk.session.run(all, json!([])).ok()?.as_bool() == Some(false)).then_some(()));
    desk.session.click(&desk.one("replace-all")).expect("a click");
    wait_for("the other words in the file", || stories(edition).contains("春汛已到7处").then_some(()));
    std::thread::sleep(std::time::Duration::from_millis(600));
    desk.press(&[], ESCAPE);
    wait_for("the panel gone", || (desk.count("[data-testid=find-panel]") == 0).then_some(()));
}

fn type_into(desk: &Desk, selector: &str, text: &str) {
    desk.session.click(&desk.first(selector)).expect("a click");
    desk.press(&[CONTROL], "a");
    desk.press(&[], text);
}

/// Makes the package too shallow; what is left over goes on where its port is put down.
fn thread(desk: &Desk, edition: &Path, id: &str) {
    desk.select(id);
    let lines = layout(edition)[0]["lines"].as_i64().unwrap_or(20);
    desk.fill("[data-testid=field-height]", &(lines * 6 / 10).to_string());
    wait_for("lines over", || (layout(edition)[0]["overset"]["lines"].as_i64()? > 0).then_some(()));
    desk.session.click(&desk.one("port-out")).expect("a click");
    let canvas = desk.page();
    let free = (canvas.x + canvas.width * 0.7, canvas.y + canvas.height * 0.75);
    wait_for("a place for the rest", || {
        desk.session.hover(free).ok()?;
        (desk.count("[data-testid=drop-ghost]") == 1).then_some(())
    });
    desk.session.click_at(free).expect("a click");
    desk.wait_for_packages(2);
    wait_for("no lines over", || {
        layout(edition).iter().all(|package| package["overset"]["lines"] == 0).then_some(())
    });
    desk.one("threads");
    desk.keep("threads");
}

/// Copies the first package to the next page by the keys.
fn copy(desk: &Desk, edition: &Path) {
    let first = desk.ids()[0].clone();
    desk.select(&first);
    desk.press(&[CONTROL], "c");
    desk.press(&[], PAGE_DOWN);
    desk.wait_for_packages(0);
    desk.press(&[CONTROL], "v");
    desk.wait_for_packages(1);
    wait_for("the copy in the file", || (super::packages_in_file(edition) == 3).then_some(()));
}

/// A photo from the file manager onto bare paper.
fn drop_file(desk: &Desk, edition: &Path, photo: &Path) {
    let canvas = desk.page();
    let (x, y) = (canvas.x + canvas.width * 0.6, canvas.y + canvas.height * 0.85);
    let heard = desk.session.run(DROP, json!([[photo.to_string_lossy()], x, y])).expect("a drop");
    assert_eq!(heard, 1, "the page listens to the shell's drops");
    desk.wait_for_packages(2);
    wait_for("the photo in the file", || (super::packages_in_file(edition) == 4).then_some(()));
}

/// Dark and light, Chinese and English: the page stays, what lies round it changes.
fn looks(desk: &Desk) {
    let text = |name: &str| desk.session.text(&desk.one(name)).expect("a text");
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(is_chinese(&text("export")));
    desk.session.click(&desk.one("locale-en")).expect("a click");
    wait_for("English words", || (text("export") == "Export").then_some(()));
    let theme = "return getComputedStyle(document.body).backgroundColor;";
    let ground = || desk.session.run(theme, Value::Array(vec![])).expect("a colour");
    let light = ground();
    // As the system has it, light, dark: one press more or two.
    let press_theme = || desk.session.click(&desk.one("theme")).expect("a click");
    wait_for("another ground", || {
        press_theme();
        (ground() != light).then_some(())
    });
    desk.keep("english-dark");
    press_theme();
    wait_for("the ground as it was", || (ground() == light).then_some(()));
    desk.session.click(&desk.one("locale-zh")).expect("a click");
    wait_for("Chinese words", || is_chinese(&text("export")).then_some(()));
}
