//! What `banxin bench` measures of arranging: the page at hand, and random story sets whose pages are all checked.

use super::bench::Series;
use crate::trouble::Trouble;
use banxin_api::trial::{Look, TrialOutcome, run_trials};
use banxin_api::{ArrangeRequest, Arranged, Desk, Failure, Resources, load_dictionary};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Pages that are asked for.
const WANTED: usize = 7;
/// Stories from which on the pages of a set show so many first divisions.
const MANY: usize = 6;
const ROOTS: usize = 3;

/// Page 1 of an edition arranged: with nothing measured before, and again.
pub(super) fn page(edition: &Path, resources: &Resources, runs: usize) -> Result<Vec<Series>, Trouble> {
    let (mut cold, mut first, mut all, mut whole) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut count = 0;
    // As in a window that has been opened: the dictionary is there.
    let _ = load_dictionary().join();
    for _ in 0..runs {
        let desk = Desk::open(edition, resources)?;
        for is_cold in [true, false] {
            let (one, enough, arranged) = press(&desk)?;
            count = arranged.candidates.len();
            if is_cold {
                cold.extend(one);
            } else {
                first.extend(one);
                all.extend(enough);
                whole.push(arranged.milliseconds);
            }
        }
    }
    let note = |text: &str| format!("page 1, {text}");
    Ok([
        ("arrange-first-cold", cold, note("with no line of its copy set before")),
        ("arrange-first", first, note("to the first full page")),
        ("arrange-seven", all, note("to seven full pages unlike each other")),
        ("arrange-whole", whole, note(&format!("to the end of the search, {count} proposals"))),
    ]
    .into_iter()
    .filter(|(_, values, _)| !values.is_empty())
    .map(|(name, values, note)| Series { name, unit: "ms", values, note })
    .collect())
}

/// Page 1 arranged by programs that have just opened the edition: the first press of the key, once a program.
pub(super) fn fresh(edition: &Path, runs: usize) -> Result<Vec<Series>, Trouble> {
    let program = std::env::current_exe().map_err(|error| Failure::file(edition, &error))?;
    let (mut first, mut all) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let words = ["bench", "--first-press", "--json"];
        let pressed = Command::new(&program).args(words).arg(edition).output();
        let pressed = pressed.map_err(|error| Failure::file(&program, &error))?;
        let told: Value = serde_json::from_slice(&pressed.stdout).unwrap_or_default();
        first.extend(told["first_ms"].as_f64());
        all.extend(told["seven_ms"].as_f64());
    }
    let series = |name, values, note: &str| Series { name, unit: "ms", values, note: note.to_owned() };
    let all = [
        series("arrange-first-fresh", first, "page 1, the first press in a program that has just opened"),
        series("arrange-seven-fresh", all, "page 1, seven unlike pages at the first press"),
    ];
    Ok(all.into_iter().filter(|series| !series.values.is_empty()).collect())
}

/// The first press of the key in this program: the edition opened and shown as a window does, then page 1 arranged.
pub(super) fn first_press(edition: &Path, resources: &Resources) -> Result<Value, Trouble> {
    let words = load_dictionary();
    let desk = Desk::read(edition, resources)?;
    desk.call("state", Value::Null)?;
    let _ = words.join();
    let (first, seven, _) = press(&desk)?;
    Ok(json!({ "first_ms": first, "seven_ms": seven }))
}

/// Page 1 arranged: milliseconds to the first page and to seven unlike each other, and the answer.
fn press(desk: &Desk) -> Result<(Option<f64>, Option<f64>, Arranged), Trouble> {
    let request = ArrangeRequest { page: "1".to_owned(), ..ArrangeRequest::default() };
    let (mut one, mut enough) = (None, None);
    let arranged = desk.arrange(&request, &mut |arranged| {
        let candidates = &arranged.candidates;
        let is_apart = candidates.iter().all(|own| own.distances.iter().all(|far| *far >= 0.45));
        if !candidates.is_empty() && one.is_none() {
            one = Some(arranged.milliseconds);
        }
        if candidates.len() >= WANTED && is_apart && enough.is_none() {
            enough = Some(arranged.milliseconds);
        }
        true
    })?;
    Ok((one, enough, arranged))
}

/// Page 1 arranged, taken, and worked on: solved again after an edit, dividers, swaps, regions and knobs.
pub(super) fn hand(edition: &Path, resources: &Resources, runs: usize) -> Result<Vec<Series>, Trouble> {
    let desk = Desk::open(edition, resources)?;
    let request = ArrangeRequest { page: "1".to_owned(), ..ArrangeRequest::default() };
    let arranged = desk.arrange(&request, &mut |arranged| arranged.candidates.is_empty())?;
    let Some(best) = arranged.candidates.first() else { return Ok(Vec::new()) };
    desk.apply(&best.command)?;
    let ids: Vec<_> =
        arranged.stories.iter().map(|story| desk.package_called("1", story)).collect::<Result<_, _>>()?;
    let mut again = Vec::new();
    for (run, story) in (0..runs * 2).zip(arranged.stories.iter().cycle()) {
        // A word more, and a word less.
        let paragraph = json!({ "story": story, "role": "body", "index": 0 });
        let word = if run % 2 == 0 { "清晨的江边，" } else { "" };
        let edit = json!({ "verb": "edit-text", "text": word, "from": { "paragraph": paragraph, "at": 0 } });
        if let Ok(command) = serde_json::from_value::<banxin_api::Command>(edit)
            && desk.apply(&command).is_ok()
        {
            let mut first = None;
            desk.arrange(&request, &mut |arranged| {
                first = first.or(Some(arranged.milliseconds));
                false
            })?;
            again.extend(first);
        }
    }
    let timed = |values: &mut Vec<f64>, work: &mut dyn FnMut() -> bool| {
        let start = Instant::now();
        if work() {
            values.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    };
    let (mut stops, mut swaps, mut knobs, mut regions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    desk.apply(&best.command)?;
    // Before anything else has been set at these places: what a hand meets that drags a divider over all its stops.
    let (mut refits, mut again_refits) = (Vec::new(), Vec::new());
    for (k, a) in ids.iter().enumerate() {
        for b in &ids[k + 1..] {
            let Ok(found) = desk.arrange_stops("1", *a, *b) else { continue };
            for values in [&mut refits, &mut again_refits] {
                for stop in found.stops.iter().filter(|stop| stop.offset != 0) {
                    let words = json!({ "command": stop.command, "page": arranged.page, "known": [] });
                    timed(values, &mut || desk.bytes("preview", words.clone()).is_ok());
                }
            }
        }
    }
    for _ in 0..runs {
        for (k, a) in ids.iter().enumerate() {
            timed(&mut knobs, &mut || desk.arrange_knobs(*a).is_ok());
            for b in &ids[k + 1..] {
                timed(&mut stops, &mut || {
                    desk.arrange_stops("1", *a, *b).is_ok_and(|found| found.stops.len() > 1)
                });
                timed(&mut swaps, &mut || desk.arrange_swap("1", *a, *b).is_ok());
                let mut is_found = false;
                timed(&mut regions, &mut || {
                    let asked = desk.arrange_region(&request, &[*a, *b], &mut |found| {
                        is_found = !found.candidates.is_empty();
                        false
                    });
                    asked.is_ok() && is_found
                });
            }
        }
    }
    let series = |name, values, note: &str| Series { name, unit: "ms", values, note: note.to_owned() };
    Ok([
        series("arrange-after-edit", again, "to the first page after a word more in one story"),
        series("arrange-divider", stops, "all stops of a divider, both sides refitted at each"),
        series("arrange-refit", refits, "a page with both sides set anew, at a stop met for the first time"),
        series("arrange-refit-again", again_refits, "the same, met before"),
        series("arrange-swap", swaps, "two packages in each other's places"),
        series("arrange-region", regions, "a region of two packages, to its first arrangement"),
        series("arrange-knobs", knobs, "the other forms of one package"),
    ]
    .into_iter()
    .filter(|series| !series.values.is_empty())
    .collect())
}

/// What became of one set, as JSON.
fn record(outcome: &TrialOutcome) -> Value {
    json!({
        "set": outcome.number,
        "stories": outcome.stories,
        "ads": outcome.has_ads,
        "filled": outcome.filled,
        "pages": outcome.pages,
        "made_ms": outcome.made,
        "measured_ms": outcome.measured,
        "forms_ms": outcome.prepared,
        "planned_ms": outcome.planned,
        "first_ms": outcome.first,
        "seven_ms": outcome.seven,
        "whole_ms": outcome.whole,
        "distance": outcome.distance,
        "roots": outcome.roots,
        "flaws": outcome.flaws.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "looks": outcome.looks.iter().map(|page| page.iter().map(|own| own.name()).collect()).collect::<Vec<Vec<_>>>(),
    })
}

/// How many of the pages offered an editor finds ugly, and why.
fn looks(all: &[TrialOutcome]) -> Vec<Series> {
    let pages: usize = all.iter().map(|own| own.looks.len()).sum();
    let share = |look: &Look| {
        let count = all.iter().flat_map(|own| &own.looks).filter(|own| own.contains(look)).count();
        let note = format!("{count} of {pages} pages: {}", look.says());
        let values = vec![count as f64 * 100.0 / pages.max(1) as f64];
        Series { name: look.name(), unit: "%", values, note }
    };
    Look::ALL.iter().map(share).collect()
}

/// Random story sets between 85 and 112 % of the page, every proposal read back.
pub(super) fn sets(
    resources: &Resources,
    (from, count): (u64, u64),
    tells_each: bool,
) -> Result<Vec<Series>, Trouble> {
    let mut all: Vec<TrialOutcome> = Vec::new();
    run_trials(resources, (from, count), (0.85, 1.12), &mut |outcome| {
        if tells_each {
            eprintln!("{}", record(outcome));
        }
        if !outcome.flaws.is_empty() {
            let flaws: Vec<String> = outcome.flaws.iter().map(ToString::to_string).collect();
            eprintln!("set {}: {}", outcome.number, flaws.join("; "));
        }
        if outcome.pages == 0 {
            let (number, stories, filled) = (outcome.number, outcome.stories, outcome.filled * 100.0);
            eprintln!("set {number}: no exact page for {stories} stories at {filled:.0} %");
        }
        all.push(outcome.clone());
    })?;
    let percent = |of: &dyn Fn(&TrialOutcome) -> bool| {
        let some: Vec<&TrialOutcome> = all.iter().filter(|outcome| of(outcome)).collect();
        let full = some.iter().filter(|outcome| outcome.pages > 0).count();
        (full as f64 * 100.0 / some.len().max(1) as f64, some.len())
    };
    let (wide, _) = percent(&|_| true);
    let (narrow, sets) = percent(&|outcome| (0.92..=1.04).contains(&outcome.filled));
    let times = |name, of: &dyn Fn(&TrialOutcome) -> Option<f64>, note: &str| Series {
        name,
        unit: "ms",
        values: all.iter().filter_map(of).collect(),
        note: note.to_owned(),
    };
    let is_small = |outcome: &TrialOutcome| outcome.stories <= 10;
    let flaws: usize = all.iter().map(|outcome| outcome.flaws.len()).sum();
    let pages: usize = all.iter().map(|outcome| outcome.pages).sum();
    let unlike = all
        .iter()
        .filter(|own| own.pages > 1)
        .map(|own| (f64::from(own.distance) * 1e4).round() / 1e4)
        .collect();
    let large = all.iter().filter(|own| own.stories >= MANY && own.pages >= ROOTS);
    let roots = large.map(|own| own.roots as f64).collect();
    let have_seven = |is_wanted: &dyn Fn(&TrialOutcome) -> bool| {
        let some: Vec<&TrialOutcome> = all.iter().filter(|own| is_wanted(own)).collect();
        let seven = some.iter().filter(|own| own.seven.is_some()).count();
        (seven as f64 * 100.0 / some.len().max(1) as f64, some.len())
    };
    let (many, of_many) = have_seven(&|own| own.stories >= MANY);
    let (few, of_few) = have_seven(&|own| own.stories < MANY);
    let one = |name, unit, value, note: String| Series { name, unit, values: vec![value], note };
    Ok(vec![
        one("sets-full-85-112", "%", wide, format!("{} random story sets, 4 to 12 stories", all.len())),
        one("sets-full-92-104", "%", narrow, format!("{sets} sets")),
        one("sets-flaws", "flaws", flaws as f64, format!("{pages} pages read back by the checker")),
        times("sets-make", &|o| Some(o.made), "a set written so that it comes near the page"),
        times("sets-forms", &|o| Some(o.prepared), "all forms of all stories, their copy measured before"),
        times("sets-tables", &|o| Some(o.planned - o.prepared), "the tables of a page"),
        times("sets-measure", &|o| o.measured, "copy set for the first time, all forms of all stories"),
        times("sets-first-10", &|o| o.first.filter(|_| is_small(o)), "to the first page, up to 10 stories"),
        times("sets-first-12", &|o| o.first.filter(|_| !is_small(o)), "to the first page, 11 and 12 stories"),
        times(
            "sets-seven-10",
            &|o| o.seven.filter(|_| is_small(o)),
            "to seven unlike pages, up to 10 stories",
        ),
        times("sets-seven-12", &|o| o.seven.filter(|_| !is_small(o)), "to seven unlike pages, 11 and 12"),
        times("sets-whole", &|o| Some(o.whole), "to the end of the search"),
        one(
            "sets-with-seven",
            "%",
            many,
            format!("{of_many} sets of six stories and more that give seven pages"),
        ),
        one("sets-with-seven-few", "%", few, format!("the same of {of_few} sets of four and five")),
        Series {
            name: "sets-distance",
            unit: "of 1",
            values: unlike,
            note: "the two pages of a set that are least unlike".into(),
        },
        Series {
            name: "sets-roots",
            unit: "kinds",
            values: roots,
            note: "first divisions among the pages of a set of six stories and more".into(),
        },
    ]
    .into_iter()
    .chain(looks(&all))
    .filter(|series| !series.values.is_empty())
    .collect())
}
