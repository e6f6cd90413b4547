//! A full page under the hand in the real window: a divider that refits both sides, two packages that change places, a
//! region that is lassoed and arranged anew.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use banxin_tests::window::driver::Area;
use banxin_tests::window::stage::Stage;
use serde_json::Value;

use super::{CONTROL, Desk, ENTER, banxin, boxes, layout, set_up, wait_for};

/// The sample with its first page arranged and full.
fn full_edition(folder: &Path) -> PathBuf {
    let edition = folder.join("window.edition");
    let path = edition.to_string_lossy().into_owned();
    banxin(&["sample", &path]);
    banxin(&["arrange", &path, "--page", "1", "--seed", "1", "--pick", "1"]);
    edition
}

/// Nothing over and nothing under on the page.
fn is_full(edition: &Path) -> bool {
    layout(edition).iter().all(|package| {
        package["overset"]["lines"].as_i64() == Some(0) && package["underset"]["lines"].as_i64() == Some(0)
    })
}

/// Where every package stands in the window.
fn places(desk: &Desk) -> Vec<Area> {
    let all = desk.session.all("package").expect("packages");
    all.iter().map(|one| desk.session.area(one).expect("a place")).collect()
}

/// Where everything stands once nothing in the file changes any more.
fn settled(edition: &Path) -> Vec<String> {
    let mut now = boxes(edition);
    wait_for("a file at rest", || {
        rest();
        let was = std::mem::replace(&mut now, boxes(edition));
        (was == now).then_some(())
    });
    now
}

fn undo(desk: &Desk, edition: &Path, before: &[String]) {
    desk.session.click(&desk.one("undo")).expect("a click");
    wait_for("the page as it was", || (boxes(edition) == before).then_some(()));
}

/// The window on an edition, its first page seen whole, the packages on it counted.
fn open_whole(stage: &Stage, edition: &Path, count: usize) -> Desk {
    let desk = Desk::open(stage, edition);
    desk.page();
    desk.wait_for_packages(count);
    desk.focus_page();
    desk.session.press(&[CONTROL], "0").expect("keys");
    rest();
    desk
}

/// Waits until the engine has answered everything: nothing of the page changes any more.
fn rest() {
    std::thread::sleep(Duration::from_millis(700));
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_drags_a_divider_and_both_sides_are_set_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = full_edition(folder.path());
    let before = boxes(&edition);
    assert!(is_full(&edition));
    let stage = set_up(folder.path());
    let desk = open_whole(&stage, &edition, before.len());
    let all = places(&desk);
    let mut gaps: Vec<(f64, f64)> = Vec::new();
    for upper in &all {
        for lower in &all {
            let gap = lower.y - upper.y - upper.height;
            let (left, right) = (upper.x.max(lower.x), (upper.x + upper.width).min(lower.x + lower.width));
            if (1.0..25.0).contains(&gap) && right - left > upper.width.min(lower.width) * 0.7 {
                gaps.push(((left + right) / 2.0, upper.y + upper.height + gap / 2.0));
            }
        }
    }
    assert!(!gaps.is_empty(), "two packages over each other: {all:?}");
    // Watches the page's own picture while the hand holds the gap: how long after a move it is another one.
    let mut refitted = Vec::new();
    for (x, y) in gaps {
        for by in [-40.0, 40.0] {
            desk.session.hold((x, y), (x, y + by / 4.0)).expect("a hand");
            rest();
            let still = picture(&desk);
            let asked = Instant::now();
            desk.session.hover_held((x, y + by)).expect("a hand");
            let is_other = || (picture(&desk) != still).then(|| asked.elapsed());
            let seen = (0..40).find_map(|_| is_other());
            desk.shot("divider");
            desk.session.let_go().expect("a hand");
            if settled(&edition) != before {
                let is_kept = is_full(&edition);
                undo(&desk, &edition, &before);
                if is_kept {
                    refitted.extend(seen);
                }
            }
        }
        if !refitted.is_empty() {
            break;
        }
    }
    println!(
        "both sides set anew on the screen after {refitted:?}, the driver's own way there and back counted"
    );
    assert!(!refitted.is_empty(), "some divider has another stop, seen before the hand let go");
    desk.close();
}

/// What is painted on the page, as a short text.
fn picture(desk: &Desk) -> String {
    let script = "const canvas = document.querySelector('[data-testid=page-canvas]'); const small = document.createElement('canvas'); small.width = 96; small.height = 134; small.getContext('2d').drawImage(canvas, 0, 0, 96, 134); return small.toDataURL();";
    let found = desk.session.run(script, Value::Array(vec![])).expect("a script");
    found.as_str().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_drags_one_package_onto_another_and_they_change_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = full_edition(folder.path());
    let before = boxes(&edition);
    let stage = set_up(folder.path());
    let desk = open_whole(&stage, &edition, before.len());
    let all = places(&desk);
    let (a, b) = (&all[0], &all[1]);
    let from = (a.x + 14.0, a.y + 14.0);
    desk.session.hold(from, b.centre()).expect("a hand");
    wait_for("the offer to change places", || {
        desk.session.all("offer-tag").ok().filter(|found| !found.is_empty())
    });
    rest();
    desk.shot("swap");
    desk.session.let_go().expect("a hand");
    wait_for("another page in the file", || (boxes(&edition) != before).then_some(()));
    undo(&desk, &edition, &before);
    desk.close();
}

#[test]
#[ignore = "needs a display and the built window; `cargo xtask test --only window` runs it"]
fn real_window_lassoes_packages_and_arranges_them_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = full_edition(folder.path());
    let before = boxes(&edition);
    let stage = set_up(folder.path());
    let desk = open_whole(&stage, &edition, before.len());
    let canvas = desk.page();
    // From the margin at the lower left across the lower half of the page.
    let all = places(&desk);
    let foot = all.iter().map(|one| one.y + one.height).fold(0.0, f64::max);
    let right = all.iter().map(|one| one.x + one.width).fold(0.0, f64::max);
    let from = (canvas.x + 6.0, foot + 6.0);
    desk.session.drag(from, (right + 4.0, canvas.y + canvas.height * 0.52)).expect("a drag");
    let chosen = "return document.querySelectorAll('.package.is-selected').length;";
    let count = wait_for("some packages chosen", || {
        desk.session.run(chosen, Value::Array(vec![])).ok()?.as_u64().filter(|count| *count > 1)
    });
    assert!((count as usize) < before.len(), "not the whole page: {count}");
    desk.session.press(&[], "a").expect("a key");
    wait_for("two proposals for the region", || {
        (desk.session.all("candidate").ok()?.len() >= 2).then_some(())
    });
    let searched = "return document.querySelector('[data-testid=another]')?.disabled === false;";
    wait_for("the end of the search", || {
        desk.session.run(searched, Value::Array(vec![])).ok()?.as_bool()?.then_some(())
    });
    desk.keep("region");
    // One of them is the page as it is; the first that is another is taken.
    let mut is_other = false;
    for number in ["1", "2", "3"] {
        if number != "1" {
            desk.focus_page();
            desk.session.press(&[], "a").expect("a key");
            wait_for("the end of the search", || {
                desk.session.run(searched, Value::Array(vec![])).ok()?.as_bool()?.then_some(())
            });
        }
        desk.session.press(&[], number).expect("a key");
        desk.session.press(&[], ENTER).expect("a key");
        is_other = settled(&edition) != before;
        if is_other {
            break;
        }
        desk.session.drag(from, (right + 4.0, canvas.y + canvas.height * 0.52)).expect("a drag");
    }
    assert!(is_other, "another page in the file");
    assert!(is_full(&edition));
    let after = boxes(&edition);
    let stays = before.iter().filter(|one| after.contains(one)).count();
    assert!(stays >= before.len() - count as usize, "everything else stays: {before:?} {after:?}");
    undo(&desk, &edition, &before);
    desk.close();
}
