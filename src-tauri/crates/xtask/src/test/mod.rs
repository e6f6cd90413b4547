//! `cargo xtask test`: every check in order, going on after a failure, counted on the last line.

mod columns;
mod conformance;
mod failures;
mod programs;
mod readers;
mod rust;
mod ui;

pub use programs::{bless_window, installed_browser};
pub use rust::cargo;
pub use ui::{build_pages, install_packages, npm};

use std::time::Instant;

use self::failures::failures;
use crate::place::Place;
use crate::process::Ending;
use crate::summary::{Finding, Tally, count_tests, summarise};
use crate::{bindings, fonts, setup, tidy};

/// One step: its name, what it holds to, and how.
struct Step {
    name: &'static str,
    about: &'static str,
    check: fn(&Place) -> Result<Report, String>,
}

/// What a step's checks came to, with remarks for the summary.
#[derive(Debug, Default)]
struct Report {
    tally: Tally,
    notes: Vec<String>,
}

/// In this order: what needs nothing comes first, and nothing that embeds the UI comes before the UI is built.
const STEPS: &[Step] = &[
    Step { name: "setup", about: "system packages, drivers, auditors", check: set_up },
    Step {
        name: "fonts",
        about: "the faces of the lock file",
        check: |place| fonts::fetch(place).map(Report::from),
    },
    Step { name: "fmt", about: "Rust is formatted", check: rust::format },
    Step {
        name: "tidy",
        about: "the tree is what its map says",
        check: |place| tidy::run(place, &[]).map(Report::from),
    },
    Step { name: "ui-install", about: "the UI's packages, by their lock file", check: ui::install },
    Step { name: "ui-build", about: "the UI builds", check: ui::build },
    Step { name: "ui-check", about: "the UI's types hold", check: ui::check },
    Step { name: "ui-test", about: "the UI's core, without a window", check: ui::test },
    Step { name: "clippy", about: "no warning in any crate", check: rust::clippy },
    Step { name: "build", about: "every program and test builds", check: rust::build },
    Step { name: "bindings", about: "TypeScript says what Rust says", check: bindings_hold },
    Step { name: "rust-test", about: "units, laws, golden pages, formats, faults", check: rust::test },
    Step {
        name: "composition",
        about: "composition facts of public suites",
        check: conformance::composition,
    },
    Step { name: "readers", about: "the sample edition before every PDF reader", check: readers::sample },
    Step { name: "seed-page", about: "a real page set and audited", check: conformance::seed_page },
    Step {
        name: "columns",
        about: "both editions set at 8, 7, 6, 5 and 4 columns and audited",
        check: columns::run,
    },
    Step { name: "browser", about: "the UI in a browser over `banxin serve`", check: programs::browser },
    Step { name: "window", about: "the real window", check: programs::window },
];

/// Runs the steps; an error when anything failed.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "--list") {
        for step in STEPS {
            println!("{:<12} {}", step.name, step.about);
        }
        return Ok(());
    }
    let only = names_after("--only", arguments)?;
    let skip = names_after("--skip", arguments)?;
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| only.is_empty() || only.contains(&step.name))
        .filter(|step| !skip.contains(&step.name))
        .collect();
    let started = Instant::now();
    let mut findings = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        let minutes = started.elapsed().as_secs_f64() / 60.0;
        println!(
            "\n== [{}/{}] {}: {} ({minutes:.1} min so far)",
            index + 1,
            chosen.len(),
            step.name,
            step.about
        );
        findings.push(take(step, place));
    }
    println!("{}", summarise(&findings));
    // The counts are the last line, so the error says nothing more.
    if findings.iter().any(|finding| finding.tally.failed > 0) { Err(String::new()) } else { Ok(()) }
}

fn take(step: &Step, place: &Place) -> Finding {
    let started = Instant::now();
    let report = (step.check)(place).unwrap_or_else(|trouble| {
        println!("{}: {trouble}", step.name);
        Report { tally: Tally { failed: 1, ..Tally::default() }, notes: vec![trouble] }
    });
    Finding { step: step.name, tally: report.tally, notes: report.notes, took: started.elapsed() }
}

/// The step names after an option, each checked.
fn names_after(option: &str, arguments: &[String]) -> Result<Vec<&'static str>, String> {
    let mut names = Vec::new();
    for (index, _) in arguments.iter().enumerate().filter(|(_, word)| *word == option) {
        let list =
            arguments.get(index + 1).ok_or_else(|| format!("{option} wants step names; see --list"))?;
        for name in list.split(',') {
            let step = STEPS.iter().find(|step| step.name == name);
            names.push(step.ok_or_else(|| format!("there is no step `{name}`; see --list"))?.name);
        }
    }
    Ok(names)
}

fn set_up(place: &Place) -> Result<Report, String> {
    // Both are tried, so that one missing thing does not hide the rest.
    let outcomes = [setup::for_building(place), setup::for_testing(place)];
    let troubles: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    if troubles.is_empty() { Ok(Report::from(())) } else { Err(troubles.join("\n")) }
}

fn bindings_hold(place: &Place) -> Result<Report, String> {
    bindings::check(place).map(Report::from)
}

impl From<()> for Report {
    /// One check that held.
    fn from((): ()) -> Report {
        Report { tally: Tally::PASSED, notes: Vec::new() }
    }
}

impl Report {
    /// One check that cannot be made here, and why.
    fn skipped(reason: impl Into<String>) -> Report {
        Report { tally: Tally { skipped: 1, ..Tally::default() }, notes: vec![reason.into()] }
    }

    /// What a test program counted; one check when it counts nothing. A bad ending is never a pass.
    fn of(ending: &Ending) -> Report {
        let mut lines = ending.out.clone();
        lines.extend(ending.err.iter().cloned());
        let mut report = Report { tally: count_tests(&lines).unwrap_or_default(), notes: Vec::new() };
        if ending.is_success() {
            if report.tally == Tally::default() {
                report.tally = Tally::PASSED;
            }
            // Only what was tried again can have failed in a run that ended well.
            report
                .notes
                .extend(failures(&ending.out).iter().map(|line| format!("held when tried again: {line}")));
            return report;
        }
        report.tally.failed = report.tally.failed.max(1);
        report.notes.push(ending.reason());
        report.notes.extend(failures(&ending.out));
        report
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, STEPS, Step, names_after, take};
    use crate::place::Place;
    use crate::process::Job;
    use crate::summary::Tally;

    #[test]
    fn nothing_that_embeds_the_ui_comes_before_it_is_built() {
        let position = |name: &str| STEPS.iter().position(|step| step.name == name).unwrap();
        for later in ["clippy", "build", "rust-test", "browser", "window"] {
            assert!(position("ui-build") < position(later), "{later}");
        }
    }

    #[test]
    fn a_step_that_breaks_is_counted_and_its_sentence_kept() {
        let step = Step { name: "broken", about: "", check: |_| Err("no such luck".into()) };
        let finding = take(&step, &Place::find());
        assert_eq!(finding.tally, Tally { passed: 0, failed: 1, skipped: 0 });
        assert_eq!(finding.notes, ["no such luck"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_counts_well_but_ends_badly_has_failed() {
        let script =
            "echo 'test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out'; exit 1";
        let ending = Job::new("sh").args(["-c", script]).quiet().run().unwrap();
        assert_eq!(Report::of(&ending).tally, Tally { passed: 3, failed: 1, skipped: 0 });
    }

    #[test]
    fn steps_are_named_exactly() {
        let words = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
        assert_eq!(names_after("--only", &words("--only fmt,tidy")).unwrap(), ["fmt", "tidy"]);
        assert!(names_after("--only", &words("--only fnt")).is_err());
        assert!(names_after("--only", &words("--only")).is_err());
    }
}
