//! Arranging through the door: proposals taken and taken back, and a page that stays alive under the hand.

use banxin_api::{Desk, Resources, make_sample};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

struct Page {
    desk: Desk,
    _folder: TempDir,
}

fn resources() -> Resources {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
    Resources::under(&assets).expect("the assets are there")
}

impl Page {
    fn new() -> Page {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = make_sample(&folder.path().join("x.edition"), &resources()).expect("the sample");
        Page { desk, _folder: folder }
    }

    fn ask(&self, name: &str, words: Value) -> Value {
        self.desk.call(name, words).unwrap_or_else(|failure| panic!("{name}: {failure}"))
    }

    fn state(&self) -> Value {
        self.ask("state", Value::Null)
    }

    /// The packages of page 1 with id, story and area, in reading order.
    fn packages(&self) -> Vec<Value> {
        let state = self.state();
        let page = state["pages"][0]["id"].clone();
        let all = state["packages"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|package| package["page"] == page).collect()
    }

    /// Does a command, looks, and takes it back; what changes nothing is no step and leaves nothing to take back.
    fn try_out(&self, command: &Value, look: impl Fn(&Page)) {
        let before = self.packages();
        self.ask("apply", json!({ "command": command }));
        look(self);
        if self.packages() != before {
            self.ask("undo", Value::Null);
        }
        assert_eq!(self.packages(), before);
    }

    fn is_full(&self) -> bool {
        self.packages().iter().all(|package| {
            package["report"]["overset"]["lines"] == 0 && package["report"]["underset"]["lines"] == 0
        })
    }
}

#[test]
fn a_page_is_arranged_taken_and_taken_back() {
    let page = Page::new();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    page.desk.on_event(move |event| {
        if event["event"] == "arranged" {
            listener
                .lock()
                .expect("one listener")
                .push(event["arranged"]["candidates"].as_array().map(Vec::len));
        }
    });
    let before = page.packages();
    let arranged = page.ask("arrange", json!({ "page": "1" }));
    let candidates = arranged["candidates"].as_array().expect("proposals");
    assert_eq!(candidates.len(), 7, "{}", arranged["filled"]);
    let again = page.ask("arrange", json!({ "page": "1" }));
    assert_eq!(again["candidates"], arranged["candidates"], "the same seed gives the same proposals");
    for candidate in candidates {
        let distances = candidate["distances"].as_array().expect("distances");
        assert!(distances.iter().all(|far| far.as_f64().is_some_and(|far| far >= 0.45)), "{distances:?}");
    }
    assert!(
        heard.lock().expect("one listener").iter().flatten().count() > 2,
        "proposals are told of as they come"
    );

    page.ask("apply", json!({ "command": candidates[2]["command"] }));
    assert!(page.is_full());
    assert_eq!(page.packages().len(), before.len(), "every story is still there");
    page.ask("undo", Value::Null);
    assert_eq!(page.packages(), before, "one step back is the page as it was");

    let heavier =
        page.ask("arrange-again", json!({ "page": "1", "weights": { "across": 9.0, "form": 0.1 } }));
    let order = |answer: &Value| -> Vec<Value> {
        answer["candidates"].as_array().into_iter().flatten().map(|own| own["command"].clone()).collect()
    };
    assert_ne!(order(&heavier), order(&arranged), "weights move the order");
    let unlike = page.ask("arrange-again", json!({ "page": "1", "disliked": [0] }));
    assert!(!order(&unlike).contains(&order(&heavier)[0]), "what is not liked does not come back");
}

#[test]
fn a_page_stays_alive_under_the_hand() {
    let page = Page::new();
    let arranged = page.ask("arrange", json!({ "page": "1", "candidates": 3, "seed": 4 }));
    page.ask("apply", json!({ "command": arranged["candidates"][0]["command"] }));
    let packages = page.packages();
    let id = |k: usize| packages[k]["id"].clone();

    // Every pair with a divider between them: its stops are full pages.
    let mut stops = 0;
    for a in 0..packages.len() {
        for b in a + 1..packages.len() {
            let pair = json!({ "page": "1", "a": id(a), "b": id(b) });
            let Ok(found) = page.desk.call("arrange-stops", pair) else { continue };
            for stop in found["stops"].as_array().into_iter().flatten() {
                if stop["offset"] == 0 || stops > 12 {
                    continue;
                }
                stops += 1;
                page.try_out(&stop["command"], |page| assert!(page.is_full(), "{found}"));
            }
        }
    }
    assert!(stops > 0, "some divider can be moved");

    // A region: two neighbours and their rooms are shared out anew, everything else stays.
    let all: Vec<Value> = packages.iter().map(|own| own["id"].clone()).collect();
    let region = page.ask("arrange-region", json!({ "page": "1", "packages": all[..4], "candidates": 3 }));
    for candidate in region["candidates"].as_array().into_iter().flatten() {
        page.try_out(&candidate["command"], |page| {
            assert!(page.is_full());
            let after = page.packages();
            assert_eq!(after.len(), packages.len());
            for own in &packages[4..] {
                let is_same = |other: &Value| other["id"] == own["id"] && other["area"] == own["area"];
                assert!(after.iter().any(is_same), "{own}");
            }
        });
    }

    // Other forms of each package, its own among them, change nothing else.
    for own in &packages {
        let knobs = page.ask("arrange-knobs", json!({ "package": own["id"] }));
        let forms = knobs.as_array().expect("forms");
        assert!(!forms.is_empty(), "{own}");
        for form in forms {
            page.try_out(&form["command"], |page| assert!(page.is_full(), "{form}"));
        }
    }

    // A hole is filled from the pool when a package leaves it.
    let hole = &packages[packages.len() - 1];
    page.ask("apply", json!({ "command": { "verb": "remove-package", "package": hole["id"] } }));
    let fits = page.ask("arrange-hole", json!({ "page": "1", "area": hole["area"] }));
    let fit = &fits[0];
    assert_eq!(fit["offset"], 0, "the story that stood there fits exactly: {fits}");
    page.ask("apply", json!({ "command": fit["command"] }));
    assert!(page.is_full());
}

#[test]
fn where_nothing_fits_it_says_what_would_help() {
    let page = Page::new();
    let state = page.state();
    let stories: Vec<Value> = state["stories"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|story| story["characters"].as_u64().is_some_and(|count| (100..260).contains(&count)))
        .map(|story| story["id"].clone())
        .take(4)
        .collect();
    assert_eq!(stories.len(), 4);
    let arranged = page.ask("arrange", json!({ "page": "2", "stories": stories }));
    assert_eq!(arranged["candidates"], json!([]), "four briefs do not fill a page");
    assert!(arranged["filled"].as_f64().is_some_and(|filled| filled < 0.6), "{}", arranged["filled"]);
    let refused = page.desk.call("arrange", json!({ "page": "99" }));
    assert!(refused.is_err());
}

#[test]
fn a_whole_edition_is_arranged_by_section_and_rank_and_taken_back_as_one_step() {
    let page = Page::new();
    let before = page.state();
    let packages = before["packages"].as_array().cloned().unwrap_or_default();
    let off: Vec<Value> = packages
        .iter()
        .map(|package| json!({ "verb": "remove-package", "package": package["id"] }))
        .collect();
    page.ask("apply", json!({ "command": { "verb": "batch", "commands": off } }));
    let empty = page.state();
    assert_eq!(empty["packages"], json!([]));

    let arranged = page.ask("arrange-edition", json!({ "page": "" }));
    let pages = arranged["pages"].as_array().expect("pages");
    assert_eq!(pages.len(), before["pages"].as_array().map_or(0, Vec::len));
    let filled: Vec<&Value> = pages.iter().filter(|own| own["score"].is_number()).collect();
    assert!(filled.len() >= 2, "{arranged}");
    // Every story is on one page or among those that are left, never twice.
    let mut told: Vec<&str> = filled
        .iter()
        .flat_map(|own| own["stories"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .collect();
    told.extend(arranged["left"].as_array().into_iter().flatten().filter_map(Value::as_str));
    let count = told.len();
    told.sort_unstable();
    told.dedup();
    assert_eq!((told.len(), count), (count, before["stories"].as_array().map_or(0, Vec::len)));

    page.ask("apply", json!({ "command": arranged["command"] }));
    let after = page.state();
    let standing = after["packages"].as_array().expect("packages");
    assert_eq!(
        standing.len(),
        filled.iter().filter_map(|own| own["stories"].as_array()).map(Vec::len).sum::<usize>()
    );
    for package in standing {
        let report = &package["report"];
        assert_eq!(
            (&report["overset"]["lines"], &report["underset"]["lines"]),
            (&json!(0), &json!(0)),
            "{package}"
        );
    }
    page.ask("undo", Value::Null);
    assert_eq!(page.state()["packages"], json!([]), "one step back is the edition as it was");
}

#[test]
fn weights_are_kept_with_the_edition_and_taken_back() {
    let page = Page::new();
    let arranged = page.ask("arrange", json!({ "page": "1", "candidates": 3 }));
    let weight = |answer: &Value, name: &str| -> f64 {
        let terms = answer["terms"].as_array().cloned().unwrap_or_default();
        terms
            .iter()
            .find(|term| term["name"] == name)
            .and_then(|term| term["weight"].as_f64())
            .unwrap_or(-1.0)
    };
    assert_eq!(weight(&arranged, "clash"), 1.0);
    page.ask(
        "apply",
        json!({ "command": { "verb": "set-edition", "weights": { "clash": 250, "row": 100 } } }),
    );
    assert_eq!(page.state()["info"]["weights"], json!({ "clash": 250 }), "a usual weight is not kept");
    let again = page.ask("arrange-again", json!({ "page": "1" }));
    assert_eq!((weight(&again, "clash"), weight(&again, "row")), (2.5, 1.0));
    let pulled = page.ask("arrange-again", json!({ "page": "1", "weights": { "clash": 0.5 } }));
    assert_eq!(weight(&pulled, "clash"), 0.5, "what is asked for counts before what is kept");
    page.ask("undo", Value::Null);
    let back = page.ask("arrange-again", json!({ "page": "1" }));
    assert_eq!(weight(&back, "clash"), 1.0);
    assert_eq!(back["candidates"], arranged["candidates"]);
    let refused = json!({ "command": { "verb": "set-edition", "weights": { "beauty": 100 } } });
    assert!(page.desk.call("apply", refused).is_err(), "there is no such term");
}

#[test]
fn a_locked_package_of_l_shape_stays_and_the_others_fill_its_corner() {
    let page = Page::new();
    let arranged = page.ask("arrange", json!({ "page": "1", "candidates": 1 }));
    page.ask("apply", json!({ "command": arranged["candidates"][0]["command"] }));
    let packages = page.packages();
    let ground = |package: &Value| {
        package["area"]["width"].as_i64().unwrap_or(0) * package["area"]["lines"].as_i64().unwrap_or(0)
    };
    let largest = packages.iter().max_by_key(|package| ground(package)).expect("a package").clone();
    let columns = json!([{ "corner": "bottom-right", "width": 28_000, "lines": 14 }]);
    page.ask(
        "apply",
        json!({ "command": { "verb": "shape-package", "package": largest["id"], "cuts": columns } }),
    );
    page.ask(
        "apply",
        json!({ "command": { "verb": "lock-package", "package": largest["id"], "locked": true } }),
    );
    let locked = page.packages().into_iter().find(|own| own["id"] == largest["id"]).expect("it stands");
    assert_eq!(locked["cuts"], columns);
    let others: Vec<&Value> =
        packages.iter().filter(|own| own["id"] != largest["id"]).map(|own| &own["story"]).collect();

    let arranged = page.ask("arrange", json!({ "page": "1", "stories": others, "candidates": 2 }));
    let candidates = arranged["candidates"].as_array().expect("proposals");
    assert!(!candidates.is_empty(), "the rest of the page is filled: {}", arranged["filled"]);
    for candidate in candidates {
        page.ask("apply", json!({ "command": candidate["command"] }));
        let after = page.packages();
        assert_eq!(after.len(), packages.len());
        let same = after.iter().find(|own| own["id"] == largest["id"]).expect("it still stands");
        assert_eq!((&same["area"], &same["cuts"]), (&locked["area"], &locked["cuts"]));
        // The corner that the L leaves is somebody else's now.
        let (area, number) = (&locked["area"], |value: &Value| value.as_i64().unwrap_or(0));
        let (right, foot) =
            (number(&area["x"]) + number(&area["width"]), number(&area["line"]) + number(&area["lines"]));
        let in_corner = after.iter().filter(|own| own["id"] != largest["id"]).any(|own| {
            let own = &own["area"];
            let (x, line) = (number(&own["x"]), number(&own["line"]));
            x < right
                && x + number(&own["width"]) > right - 28_000
                && line < foot
                && line + number(&own["lines"]) > foot - 12
        });
        assert!(in_corner, "{after:?}");
        page.ask("undo", Value::Null);
    }
}

/// Stories of a page's proposals by the size of their heads, the greatest first.
fn heads(candidate: &Value) -> Vec<(i64, String)> {
    let packages = candidate["command"]["packages"].as_array().cloned().unwrap_or_default();
    let mut heads: Vec<(i64, String)> = packages
        .iter()
        .map(|package| {
            (
                package["head"]["size"].as_i64().unwrap_or(0),
                package["story"].as_str().unwrap_or("").to_owned(),
            )
        })
        .collect();
    heads.sort_by(|a, b| b.cmp(a));
    heads
}

#[test]
fn a_brief_leads_a_page_only_when_it_is_told_to() {
    let page = Page::new();
    let second = page.state()["pages"][1]["id"].clone();
    let ask = |words: Value| page.ask("arrange", words)["candidates"].as_array().cloned().unwrap_or_default();
    let usual = ask(json!({ "page": second, "candidates": 3 }));
    assert!(!usual.is_empty());
    let stories = page.state()["stories"].as_array().cloned().unwrap_or_default();
    let characters = |id: &str| {
        let story = stories.iter().find(|story| story["id"] == id);
        story.and_then(|story| story["characters"].as_u64()).expect("a story of the pool")
    };
    let longest = heads(&usual[0]).iter().map(|(_, id)| characters(id)).max().expect("a story");
    for candidate in &usual {
        let lead = &heads(candidate)[0].1;
        assert!(characters(lead) * 100 >= longest * 40, "{} of {longest}", characters(lead));
    }
    let brief =
        heads(&usual[0]).into_iter().map(|(_, id)| id).min_by_key(|id| characters(id)).expect("a story");
    let told = ask(json!({ "page": second, "candidates": 1, "levels": { brief.clone(): "lead" } }));
    assert_eq!(told.first().map(|candidate| heads(candidate)[0].1.clone()), Some(brief));
}
