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

/// The stories of page 1 that are set by themselves, the longest first, with their characters.
fn longest_first(page: &Page) -> Vec<Value> {
    let state = page.state();
    let mut stories = state["stories"].as_array().cloned().unwrap_or_default();
    stories.retain(|story| story["kind"] == "text");
    stories.sort_by_key(|story| std::cmp::Reverse(story["characters"].as_u64()));
    stories.into_iter().map(|story| story["id"].clone()).collect()
}

/// Looks at every remedy: it says by how much, in both languages, and the page that it would give is full but for the
/// story that it names. Gives what is to be done, in short.
fn hold_remedies(page: &Page, number: &str, words: &Value) -> Vec<String> {
    let arranged = page.ask("arrange", words.clone());
    assert_eq!(arranged["candidates"], json!([]), "{}", arranged["filled"]);
    let remedies = arranged["remedies"].as_array().expect("remedies");
    assert!(!remedies.is_empty(), "{}", arranged["filled"]);
    let before = page.state()["packages"].clone();
    let mut told = Vec::new();
    for remedy in remedies {
        let sentence = |lang: &str| remedy["sentence"][lang].as_str().unwrap_or_default().to_owned();
        let (zh, en) = (sentence("zh"), sentence("en"));
        let (characters, lines) = (remedy["characters"].as_i64(), remedy["lines"].as_i64());
        let (characters, lines) = (characters.unwrap_or(0), lines.unwrap_or(0));
        assert!(zh.contains('“') && en.contains('“'), "it names the story: {zh} {en}");
        if characters != 0 {
            let number = characters.abs().to_string();
            assert!(zh.contains(&number) && zh.contains('字') && zh.contains('行'), "{zh}");
            assert!(en.contains(&number) && en.contains("characters") && en.contains("lines"), "{en}");
            assert!(zh.contains(if characters < 0 { '−' } else { '+' }), "{zh}");
        } else if lines != 0 {
            assert!(
                zh.contains(&lines.abs().to_string()) && en.contains(&lines.abs().to_string()),
                "{zh} {en}"
            );
        }
        told.push(zh);
        // The window shows a remedy's page where the pointer is on it, and lays it so when it is chosen.
        if remedy["command"].is_null() {
            continue;
        }
        page.ask("apply", json!({ "command": remedy["command"] }));
        let state = page.state();
        let own = state["pages"].as_array().into_iter().flatten();
        let id =
            own.clone().find(|own| own["number"].as_u64() == number.parse().ok()).expect("the page")["id"]
                .clone();
        let packages = state["packages"].as_array().cloned().unwrap_or_default();
        for package in packages.iter().filter(|own| own["page"] == id) {
            let off = |name: &str| package["report"][name]["lines"].as_i64().unwrap_or(0);
            let is_named = package["story"] == remedy["story"];
            match characters.signum() {
                -1 if is_named => assert!(off("overset") > 0, "{remedy}"),
                1 if is_named => assert!(off("underset") > 0 || off("overset") == 0, "{remedy}"),
                _ if is_named && told.last().is_some_and(|zh| zh.contains('转')) => {}
                _ => assert_eq!((off("overset"), off("underset")), (0, 0), "{remedy} {package}"),
            }
        }
        page.ask("undo", Value::Null);
        assert_eq!(page.state()["packages"], before, "one step back");
    }
    told
}

#[test]
fn a_page_with_too_little_is_told_what_to_write_or_to_add() {
    let page = Page::new();
    // Photos can be large or small; text alone cannot grow.
    let state = page.state();
    let has_photo =
        |id: &Value| state["photos"].as_array().into_iter().flatten().any(|photo| photo["story"] == *id);
    let text: Vec<Value> = longest_first(&page).into_iter().filter(|id| !has_photo(id)).collect();
    let found = (1..6).rev().find_map(|count| {
        let words = json!({ "page": "2", "stories": text[..count], "candidates": 3 });
        let arranged = page.ask("arrange", words.clone());
        let is_under = arranged["filled"].as_f64().is_some_and(|filled| filled < 0.85);
        (is_under && arranged["candidates"] == json!([])).then_some(words)
    });
    let words = found.expect("stories that are too little");
    let told = hold_remedies(&page, "2", &words);
    assert!(told.iter().any(|zh| zh.contains('+') || zh.contains('补')), "{told:?}");
}

#[test]
fn a_page_with_too_much_is_told_what_to_cut_or_to_leave_out() {
    let page = Page::new();
    let stories = longest_first(&page);
    let grid = page.state()["pages"][1]["grid"].clone();
    let (width, all) = (grid["cells"].as_i64().unwrap_or(0) * 1000, grid["lines"].as_i64().unwrap_or(0));
    // An advertisement grows until the stories have no room beside it.
    let found = (10..all - 10).step_by(5).find_map(|lines| {
        let area = json!({ "x": 0, "line": all - lines, "width": width, "lines": lines });
        let words = json!({ "page": "2", "stories": stories[..5], "fixed": [area], "candidates": 1 });
        let arranged = page.ask("arrange", words.clone());
        let is_over = arranged["filled"].as_f64().is_some_and(|filled| filled > 1.12);
        (is_over && arranged["candidates"] == json!([])).then_some(words)
    });
    let told = hold_remedies(&page, "2", &found.expect("stories that are too much"));
    assert!(told.iter().any(|zh| zh.contains('−')), "{told:?}");
}

#[test]
fn where_no_page_is_exact_it_says_what_would_help() {
    let page = Page::new();
    let stories = longest_first(&page);
    let grid = page.state()["pages"][1]["grid"].clone();
    let (width, all) = (grid["cells"].as_i64().unwrap_or(0) * 1000, grid["lines"].as_i64().unwrap_or(0));
    // One story beside an advertisement that leaves nearly as much ground as it has.
    let found = (10..all - 10).rev().find_map(|lines| {
        let area = json!({ "x": 0, "line": all - lines, "width": width, "lines": lines });
        let words = json!({ "page": "2", "stories": stories[..1], "fixed": [area], "candidates": 1 });
        let arranged = page.ask("arrange", words.clone());
        let is_near = arranged["filled"].as_f64().is_some_and(|filled| (0.86..1.11).contains(&filled));
        (is_near && arranged["candidates"] == json!([])).then_some(words)
    });
    let told = hold_remedies(&page, "2", &found.expect("a page that is not exact"));
    assert!(told.iter().any(|zh| zh.contains("字（")), "{told:?}");
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

/// Numbers of lines over and under of all packages, and the packages whose stories begin on another page.
fn lines_off_and_rests(state: &Value) -> (i64, Vec<Value>) {
    let packages = state["packages"].as_array().cloned().unwrap_or_default();
    let number = |value: &Value| value["lines"].as_i64().unwrap_or(0);
    let off =
        packages.iter().map(|own| number(&own["report"]["overset"]) + number(&own["report"]["underset"]));
    let off = off.sum();
    (off, packages.into_iter().filter(|own| own["continues"].is_string()).collect())
}

#[test]
fn a_long_story_goes_on_on_a_later_page_only_when_it_may() {
    let page = Page::new();
    let state = page.state();
    let first = state["pages"][0]["id"].clone();
    let packages = state["packages"].as_array().cloned().unwrap_or_default();
    let others = packages.iter().filter(|own| own["page"] != first);
    let off: Vec<Value> =
        others.map(|own| json!({ "verb": "remove-package", "package": own["id"] })).collect();
    page.ask("apply", json!({ "command": { "verb": "batch", "commands": off } }));
    // The page's own stories and others, the longest first, until they are more than it holds.
    let mut stories: Vec<Value> = page.packages().iter().map(|own| own["story"].clone()).collect();
    let mut free: Vec<Value> = state["stories"].as_array().cloned().unwrap_or_default();
    free.retain(|story| story["kind"] == "text" && !stories.contains(&story["id"]));
    free.sort_by_key(|story| std::cmp::Reverse(story["characters"].as_u64()));
    let words = |stories: &[Value], jumps: bool| json!({ "page": "1", "stories": stories, "candidates": 3, "jumps": jumps });
    let mut whole = page.ask("arrange", words(&stories, false));
    while whole["filled"].as_f64().is_some_and(|filled| filled < 1.16) {
        stories.push(free.remove(0)["id"].clone());
        whole = page.ask("arrange", words(&stories, false));
    }
    assert!(whole["filled"].as_f64().is_some_and(|filled| filled < 1.6), "{}", whole["filled"]);
    let jumps = |answer: &Value| -> Vec<Value> {
        let candidates = answer["candidates"].as_array().cloned().unwrap_or_default();
        candidates.into_iter().filter(|own| own["jumps"] != json!([])).collect()
    };
    assert_eq!(jumps(&whole), [] as [Value; 0], "not allowed: never");
    let says_so = |answer: &Value| {
        let remedies = answer["remedies"].as_array().cloned().unwrap_or_default();
        remedies.iter().any(|own| own["sentence"]["zh"].as_str().is_some_and(|words| words.contains('转')))
    };
    assert!(!says_so(&whole), "{}", whole["remedies"]);

    // Allowed by the call, and by the edition.
    let called = page.ask("arrange", words(&stories, true));
    page.ask("apply", json!({ "command": { "verb": "set-edition", "may_jump": true } }));
    let mut silent = words(&stories, true);
    silent.as_object_mut().expect("words").remove("jumps");
    assert_eq!(page.ask("arrange", silent)["candidates"], called["candidates"]);
    assert_eq!(jumps(&page.ask("arrange", words(&stories, false))), [] as [Value; 0], "the call says no");
    let found = jumps(&called);
    assert!(!found.is_empty(), "{called}");
    for candidate in &found {
        let jump = &candidate["jumps"][0];
        let named = |cause: &Value| cause["term"] == "jump" && cause["stories"] == json!([jump["story"]]);
        assert!(candidate["causes"].as_array().is_some_and(|causes| causes.iter().any(named)), "{candidate}");
        assert!(jump["lines"].as_i64() >= Some(10) && jump["rest"].as_i64() >= Some(5), "{jump}");
        let before = page.state();
        page.ask("apply", json!({ "command": candidate["command"] }));
        let after = page.state();
        let (lines_off, rests) = lines_off_and_rests(&after);
        assert_eq!(lines_off, 0, "{candidate}");
        let [rest] = rests.as_slice() else { panic!("one story goes on: {rests:?}") };
        assert_eq!(rest["story"], jump["story"]);
        let on = after["pages"].as_array().into_iter().flatten().find(|own| own["id"] == rest["page"]);
        assert_eq!(on.expect("its page")["number"], jump["page"]);
        // One step back, and both pages are as they were.
        page.ask("undo", Value::Null);
        let again = page.state();
        assert_eq!((&again["packages"], &again["pages"]), (&before["packages"], &before["pages"]));
    }

    // Without a later page with room it is told as a remedy, with the page it would give.
    let grid = &state["pages"][1]["grid"];
    let pages = state["pages"].as_array().map_or(0, Vec::len);
    let full: Vec<Value> = (1..pages)
        .map(|k| {
            json!({ "verb": "place", "story": free[k - 1]["id"], "page": k + 1, "column": 0,
                "span": grid["columns"]["columns"], "line": 0, "lines": grid["lines"] })
        })
        .collect();
    page.ask("apply", json!({ "command": { "verb": "batch", "commands": full } }));
    let told = page.ask("arrange", words(&stories, true));
    assert_eq!(jumps(&told), [] as [Value; 0]);
    if told["candidates"] == json!([]) {
        assert!(says_so(&told), "{}", told["remedies"]);
    }
}
