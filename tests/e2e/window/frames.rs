//! Free frames in the real window, each drawn with the pointer, changed and locked, taken back to the bare page and done
//! again to the same bytes; a story's corner cut by number.

use std::path::Path;

use super::hand::{steps, turn};
use super::{Desk, ESCAPE, content_hash, fresh_edition, layout, set_up, wait_for};

/// What is drawn, where on the page: kind, and the two corners as shares of the canvas.
const DRAWN: [(&str, [f64; 4]); 5] = [
    ("text", [0.28, 0.16, 0.5, 0.26]),
    ("picture", [0.56, 0.16, 0.76, 0.3]),
    ("rule", [0.28, 0.36, 0.76, 0.36]),
    ("shape", [0.28, 0.42, 0.46, 0.54]),
    ("table", [0.5, 0.42, 0.76, 0.54]),
];

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_draws_every_kind_of_frame_and_locks_only_as_often_as_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = fresh_edition(folder.path());
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &edition);
    desk.page();
    desk.session.click(&desk.one("locale-zh")).expect("a click");
    let (bare, before) = (content_hash(&edition), steps(&edition));
    desk.focus_page();
    desk.press(&[super::CONTROL], "0");
    for (count, (kind, at)) in DRAWN.into_iter().enumerate() {
        draw(&desk, kind, at);
        desk.wait_for_packages(count + 1);
        if kind == "text" {
            desk.one("writing-field");
            desk.step(&edition, "the words in the frame", || desk.press(&[], "BX7"));
        }
        desk.press(&[], ESCAPE);
        wait_for(kind, || kinds(&edition).contains(&kind.to_owned()).then_some(()));
    }
    cut(&desk, &edition);
    lock(&desk, &edition);
    desk.keep("frames");
    let made = content_hash(&edition);
    let count = steps(&edition) - before;
    turn(&desk, &edition, "z", count, &bare);
    turn(&desk, &edition, "y", count, &made);
    desk.close();
}

/// Takes the tool up from its strip and draws from one corner to the other.
fn draw(desk: &Desk, kind: &str, [left, top, right, foot]: [f64; 4]) {
    desk.session.click(&desk.one(&format!("draw-{kind}"))).expect("a click");
    desk.first(&format!("[data-testid=draw-{kind}][aria-pressed=true]"));
    let canvas = desk.page();
    let at = |x: f64, y: f64| (canvas.x + canvas.width * x, canvas.y + canvas.height * y);
    desk.session.drag(at(left, top), at(right, foot)).expect("a drag");
}

/// A story with a corner that it leaves to its neighbours.
fn cut(desk: &Desk, edition: &Path) {
    let canvas = desk.page();
    let row = desk.session.area(&desk.story_row()).expect("a place");
    let below = (canvas.x + canvas.width * 0.45, canvas.y + canvas.height * 0.75);
    desk.session.drag(row.centre(), below).expect("a drag");
    desk.wait_for_packages(DRAWN.len() + 1);
    desk.step(edition, "a cut corner", || desk.fill("[data-testid=cut-width]", "6"));
    desk.first("[data-corner=bottom-right].cut");
}

/// A key pressed again before the engine has answered means what it would mean a moment later.
fn lock(desk: &Desk, edition: &Path) {
    let id = desk.ids()[0].clone();
    desk.select(&id);
    let done = steps(edition);
    desk.press(&[], "lll");
    wait_for("three steps", || (steps(edition) == done + 3).then_some(()));
    desk.first(&format!("[data-package=\"{id}\"].is-locked"));
    desk.press(&[], "ll");
    wait_for("two steps more", || (steps(edition) == done + 5).then_some(()));
    desk.first(&format!("[data-package=\"{id}\"].is-locked"));
}

/// Kinds of the free frames on the page.
fn kinds(edition: &Path) -> Vec<String> {
    let frames = layout(edition);
    frames.iter().filter_map(|package| package["free"]["kind"].as_str()).map(str::to_owned).collect()
}
