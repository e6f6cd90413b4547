//! A whole page made by hand in the real window, changed in every way that an editor changes one, taken back to the
//! empty page and done again to the same bytes.

use std::path::Path;

use serde_json::Value;

use super::plan::{Plan, look, numbers};
use super::{CONTROL, Desk, ENTER, ESCAPE, SHIFT, banxin, content_hash, layout, set_up, wait_for};

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_makes_a_page_by_hand_and_comes_back_to_it_from_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = Plan::prepare(folder.path());
    let goal = plan.goal();
    let stage = set_up(folder.path());
    let desk = Desk::open(&stage, &plan.edition);
    desk.page();
    desk.session.click(&desk.one("locale-zh")).expect("a click");
    let (bare, before) = (content_hash(&plan.edition), steps(&plan.edition));
    desk.focus_page();
    desk.press(&[CONTROL], "0");

    for (count, placement) in plan.placements.iter().enumerate() {
        place(&desk, placement, count);
    }
    wait_for("the page of the list", || (look(&plan.edition) == goal).then_some(()));
    desk.shot("by-hand");

    change(&desk, &plan.edition, &plan.placements);
    let made = content_hash(&plan.edition);
    let count = steps(&plan.edition) - before;
    turn(&desk, &plan.edition, "z", count, &bare);
    desk.wait_for_packages(0);
    turn(&desk, &plan.edition, "y", count, &made);
    desk.shot("by-hand-again");
    desk.close();
}

/// Drags a story out of the pool and types its numbers, its head and its photos' depths.
fn place(desk: &Desk, placement: &Value, count: usize) {
    let headline = placement["story"]["headline"].as_str().unwrap_or_default();
    let row = desk.row(headline);
    let canvas = desk.page();
    // Somewhere in the middle of the page; the numbers bring it home.
    let target = (canvas.x + canvas.width * 0.5, canvas.y + canvas.height * 0.35);
    desk.session.drag(row.centre(), target).expect("a drag");
    desk.wait_for_packages(count + 1);
    wait_for("the story's numbers", || (desk.count("[data-testid=field-height]") == 1).then_some(()));
    let fields = numbers(placement);
    // Made small, moved, made as large as it is to be: on the way nothing reaches over the edge of the page.
    for (name, value) in [("field-height", 8.0), ("field-width", 15.0)].into_iter().chain(fields) {
        desk.fill(&format!("[data-testid={name}]"), &value.to_string());
    }
    if let Some(face) = placement["head_face"].as_str() {
        desk.session.click(&desk.one("head-face")).expect("a click");
        desk.one("face-search");
        desk.press(&[], &format!("{face}{ENTER}"));
        wait_for("the list of faces gone", || (desk.count("[data-testid=face-search]") == 0).then_some(()));
    }
    let head = &placement["head"];
    if let Some(size) = head["size"].as_i64() {
        desk.choose("[data-testid=head-size]", &size.to_string());
    }
    for (field, label) in [("lines", "占行"), ("rows", "排几行")] {
        if let Some(value) = head[field].as_i64() {
            desk.fill(&format!("input[aria-label='{label}']"), &value.to_string());
        }
    }
    if let Some(columns) = placement["columns"].as_i64() {
        desk.focus_page();
        desk.press(&[], &columns.to_string());
    }
    for photo in placement["photos"].as_array().into_iter().flatten() {
        desk.one("photo-slot");
        if let Some(lines) = photo["lines"].as_i64() {
            desk.fill("input[aria-label='图高，行']", &lines.to_string());
        }
    }
}

/// Swaps, re-divides, turns patterns, resizes at the foot, crops, chooses several at once and lines them up; each is
/// seen in the file.
fn change(desk: &Desk, edition: &Path, placements: &[Value]) {
    let ids: Vec<String> = desk.ids();
    let is_with_photo = |placement: &&Value| placement["photos"].is_array();
    let with_photo = placements.iter().filter(is_with_photo).count();
    assert!(with_photo > 0, "the list has a photo");
    let [first, second] = [&ids[0], &ids[1]];

    // Two chosen, one of them with Shift, change places by a key.
    desk.select(first);
    desk.session.click_with(SHIFT, desk.head_of(second)).expect("a click");
    wait_for("two chosen", || (desk.count(".package.is-selected") == 2).then_some(()));
    let (one, two) = (box_of(edition, first), box_of(edition, second));
    desk.press(&[], "x");
    wait_for("the two in each other's place", || {
        (box_of(edition, first)[..2] == two[..2] && box_of(edition, second)[..2] == one[..2]).then_some(())
    });
    desk.press(&[CONTROL], "z");
    wait_for("both back", || (box_of(edition, first) == one).then_some(()));

    // 破栏: as many columns as the key says, the rest of the width in the gutters or in the first column.
    desk.select(first);
    desk.press(&[], "4");
    wait_for("four columns", || (package(edition, first)["columns"] == 4).then_some(()));
    desk.step(edition, "the next pattern", || desk.press(&[], "t"));
    desk.step(edition, "the pattern before", || desk.press(&[SHIFT], "T"));
    desk.step(edition, "the head beside the text", || desk.press(&[], "h"));
    desk.step(edition, "a box", || desk.press(&[], "b"));

    // The foot is dragged up by a few lines.
    let before = box_of(edition, first);
    desk.select(first);
    let area = desk.area_of(first);
    let foot = (area.x + area.width / 2.0, area.y + area.height);
    desk.session.drag(foot, (foot.0, foot.1 - 40.0)).expect("a drag");
    wait_for("a shallower package", || (box_of(edition, first)[3] < before[3] - 2.0).then_some(()));

    // A photo is moved and scaled inside its frame.
    let photo =
        ids.iter().find(|id| package(edition, id)["photos"].as_array().is_some_and(|all| !all.is_empty()));
    let photo = photo.cloned().unwrap_or_else(|| ids[1].clone());
    desk.select(&photo);
    desk.step(edition, "another part of the photo", || {
        desk.press(&[], "c");
        desk.one("crop");
        desk.press(&[], "+++\u{e014}\u{e014}");
        desk.press(&[], ENTER);
    });

    // A marquee from the bare desk beside the page takes up what it touches.
    desk.press(&[], ESCAPE);
    let canvas = desk.page();
    let middle = canvas.y + canvas.height * 0.75;
    desk.session
        .drag((canvas.x + 12.0, middle), (canvas.x + canvas.width * 0.6, middle + 60.0))
        .expect("a drag");
    let chosen = wait_for("several chosen", || {
        let count = desk.count(".package.is-selected");
        (count >= 2).then_some(count)
    });
    desk.step(edition, "a group", || desk.press(&[CONTROL], "g"));
    assert!(chosen <= ids.len());
}

/// Takes as many steps back, or does as many again, as fast as keys go; the file then holds what it is to hold.
pub fn turn(desk: &Desk, edition: &Path, key: &str, steps: usize, goal: &str) {
    desk.focus_page();
    desk.press(&[CONTROL], &key.repeat(steps));
    wait_for(&format!("{steps} steps by {key}"), || (content_hash(edition) == goal).then_some(()));
}

/// Steps of the history that are done and not taken back.
pub fn steps(edition: &Path) -> usize {
    let log = banxin(&["log", &edition.to_string_lossy(), "--limit", "1000", "--json"]);
    let log: Value = serde_json::from_str(&log).expect("JSON");
    log.as_array().into_iter().flatten().filter(|step| step["state"] == "done").count()
}

fn package(edition: &Path, id: &str) -> Value {
    layout(edition).into_iter().find(|package| package["id"] == id).unwrap_or_default()
}

fn box_of(edition: &Path, id: &str) -> Vec<f64> {
    let package = package(edition, id);
    package["box_mm"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
