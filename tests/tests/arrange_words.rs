//! `banxin arrange` word by word: what is listed, what is taken, and what of a page it works on.

mod program;

use program::{banxin, json, run};
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The sample edition in a folder of its own.
struct Sheet {
    edition: PathBuf,
    _folder: TempDir,
}

impl Sheet {
    fn new() -> Sheet {
        let folder = tempfile::tempdir().expect("a folder");
        let edition = folder.path().join("x.edition");
        json([OsStr::new("sample"), edition.as_os_str()]);
        Sheet { edition, _folder: folder }
    }

    fn words(&self, words: &[&str]) -> Vec<OsString> {
        let own = [OsString::from("arrange"), self.edition.clone().into()];
        own.into_iter().chain(words.iter().map(OsString::from)).collect()
    }

    fn arrange(&self, words: &[&str]) -> Value {
        json(self.words(words))
    }

    /// The packages of page 1 in the order of their stories.
    fn packages(&self) -> Vec<Value> {
        let laid = json([OsStr::new("layout"), self.edition.as_os_str()]);
        let mut packages = laid["pages"][0]["packages"].as_array().cloned().expect("packages");
        packages.sort_by_key(|own| own["story"].to_string());
        packages
    }

    fn places(&self) -> Vec<(String, Value)> {
        let own = |own: Value| (own["story"].to_string(), own["box_mm"].clone());
        self.packages().into_iter().map(own).collect()
    }

    fn is_full(&self) -> bool {
        self.packages().iter().all(|own| own["overset"]["lines"] == 0 && own["underset"]["lines"] == 0)
    }

    fn undo(&self) {
        assert_eq!(run([OsStr::new("undo"), self.edition.as_os_str()]).code, 0);
    }

    fn stories(&self) -> Vec<String> {
        let own = |own: &Value| own["story"].as_str().expect("a story").to_owned();
        self.packages().iter().map(own).collect()
    }
}

fn proposals(answer: &Value) -> Vec<Value> {
    let all = answer["arranged"]["candidates"].as_array().expect("proposals");
    all.iter().map(|own| own["command"].clone()).collect()
}

#[test]
fn as_many_proposals_as_asked_for_the_same_for_a_seed_and_one_is_taken_as_one_step() {
    let sheet = Sheet::new();
    let before = sheet.places();
    let four = sheet.arrange(&["--page", "1", "--candidates", "4", "--seed", "3"]);
    assert_eq!(proposals(&four).len(), 4);
    assert_eq!(sheet.places(), before, "listing changes nothing");
    let again = sheet.arrange(&["--page", "1", "--candidates", "4", "--seed", "3"]);
    assert_eq!(proposals(&again), proposals(&four));
    let other = sheet.arrange(&["--page", "1", "--candidates", "4", "--seed", "4"]);
    assert_ne!(proposals(&other), proposals(&four));

    let taken = sheet.arrange(&["--page", "1", "--candidates", "4", "--seed", "3", "--pick", "2"]);
    assert_eq!(taken["taken"], 2);
    assert!(sheet.is_full() && sheet.places() != before);
    sheet.undo();
    assert_eq!(sheet.places(), before);
    let told = run(sheet.words(&["--page", "1", "--candidates", "4", "--pick", "9"]));
    assert!(told.code == 2 && told.err.contains("There is no proposal 9"), "{}", told.err);
}

#[test]
fn the_stories_that_are_named_stand_on_the_page_and_no_others() {
    let sheet = Sheet::new();
    let stories = sheet.stories();
    let some = stories[..stories.len() - 1].join(",");
    let answer = sheet.arrange(&["--page", "1", "--stories", &some, "--candidates", "2"]);
    assert!(!proposals(&answer).is_empty(), "{}", answer["arranged"]["filled"]);
    for command in proposals(&answer) {
        let mut placed: Vec<&str> = command["packages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|own| own["story"].as_str())
            .collect();
        placed.sort_unstable();
        let mut wanted: Vec<&str> = some.split(',').collect();
        wanted.sort_unstable();
        assert_eq!(placed, wanted);
    }
}

/// The part's word with each pair of stories until one gives stops beside the one that is there.
fn of_a_pair(sheet: &Sheet, word: &str, is_wanted: &dyn Fn(&[Value]) -> bool) -> (String, Vec<Value>) {
    let stories = sheet.stories();
    let pairs = stories.iter().enumerate().flat_map(|(k, a)| stories[..k].iter().map(move |b| (a, b)));
    for (a, b) in pairs {
        let pair = format!("{a},{b}");
        let output = banxin(sheet.words(&["--page", "1", word, &pair, "--json"])).output().expect("it runs");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let stops = answer["stops"].as_array().cloned().unwrap_or_default();
        if is_wanted(&stops) {
            return (pair, stops);
        }
    }
    panic!("no pair gives anything for {word}");
}

/// Takes what was listed by its number and looks: the page is full; then takes it back.
fn taken(sheet: &Sheet, words: &[&str]) -> Vec<(String, Value)> {
    let (before, all) = (sheet.places(), sheet.packages());
    sheet.arrange(words);
    assert!(sheet.is_full(), "{words:?}");
    let after = sheet.places();
    assert_eq!(after.len(), before.len(), "{words:?}");
    // The form that is there already changes nothing and is no step.
    if sheet.packages() != all {
        sheet.undo();
    }
    assert_eq!(sheet.places(), before, "{words:?}");
    after
}

#[test]
fn a_part_of_a_full_page_is_worked_on_by_its_stories_names() {
    let sheet = Sheet::new();
    sheet.arrange(&["--page", "1", "--seed", "1", "--pick", "1"]);
    let before = sheet.places();

    let (pair, stops) = of_a_pair(&sheet, "--divider", &|stops| stops.iter().any(|own| own["offset"] != 0));
    let other = stops.iter().position(|own| own["offset"] != 0).expect("another stop") + 1;
    let after = taken(&sheet, &["--page", "1", "--divider", &pair, "--pick", &other.to_string()]);
    assert_ne!(after, before, "both sides have moved");

    let (pair, _) = of_a_pair(&sheet, "--swap", &|stops| stops.len() == 1);
    let after = taken(&sheet, &["--page", "1", "--swap", &pair, "--pick", "1"]);
    let moved: Vec<&(String, Value)> = after.iter().filter(|own| !before.contains(own)).collect();
    assert_eq!(moved.len(), 2, "two change places, nothing else does: {moved:?}");

    let stories = sheet.stories();
    for story in stories.iter().take(3) {
        let listed = run(sheet.words(&["--page", "1", "--knobs", story, "--json"]));
        if listed.code == 0 {
            let after = taken(&sheet, &["--page", "1", "--knobs", story, "--pick", "1"]);
            assert_eq!(after, before, "another form in the same place");
        }
    }

    let region = format!("{},{}", stories[0], stories[1]);
    let rooms = run(sheet.words(&["--page", "1", "--region", &region, "--json"]));
    assert!(rooms.code < 2, "{}", rooms.err);
}

#[test]
fn the_whole_edition_is_arranged_by_one_line() {
    let sheet = Sheet::new();
    let laid = json([OsStr::new("layout"), sheet.edition.as_os_str()]);
    let packages =
        laid["pages"].as_array().into_iter().flatten().filter_map(|own| own["packages"].as_array());
    let off: Vec<String> = packages
        .flatten()
        .map(|own| format!(r#"{{"verb":"remove-package","package":{}}}"#, own["id"]))
        .collect();
    let list = sheet.edition.with_extension("jsonl");
    std::fs::write(&list, off.join("\n")).expect("a list");
    let said = run([OsStr::new("apply"), sheet.edition.as_os_str(), Path::as_os_str(&list)]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = run(sheet.words(&["--pick", "1", "--json"]));
    assert!(said.code < 2, "{}", said.err);
    let answer: Value = serde_json::from_str(&said.out).expect("JSON");
    let full = answer["pages"].as_array().into_iter().flatten().filter(|own| own["score"].is_number());
    assert!(full.count() >= 2, "{answer}");
    let laid = json([OsStr::new("layout"), sheet.edition.as_os_str()]);
    let packages =
        laid["pages"].as_array().into_iter().flatten().filter_map(|own| own["packages"].as_array());
    let all: Vec<&Value> = packages.flatten().collect();
    assert!(all.len() > 4, "{laid}");
    for own in all {
        assert_eq!((&own["overset"]["lines"], &own["underset"]["lines"]), (&0.into(), &0.into()), "{own}");
    }
}
