//! `cargo xtask bench --window`: a hand on the optimised programs, in Chromium and in the real window, with and without
//! WebKit's DMA-BUF renderer.

use std::path::Path;

use serde_json::Value;

use super::editions::Editions;
use crate::place::Place;
use crate::process::Job;
use crate::setup;
use crate::test::{build_pages, cargo, installed_browser, npm};

/// The web view's switch (see `src-tauri/src/renderer.rs`), for the window as it starts by itself, and both ways.
const RENDERERS: [(&str, Option<&str>); 3] =
    [("window", None), ("window-dmabuf", Some("0")), ("window-no-dmabuf", Some("1"))];

/// What is wanted of which figure: its name, median and 99th percentile in its own unit.
const GOALS: &[(&str, &str, Option<f64>, Option<f64>)] = &[
    ("browser-drag-final", "a story of 1,500 characters dragged, Chromium", Some(16.0), Some(33.0)),
    ("browser-resize-final", "the same resized, Chromium", Some(16.0), Some(33.0)),
    ("browser-divider-final", "a divider dragged, both sides set anew, Chromium", Some(16.7), None),
    ("browser-turn-page", "a page turned before press, Chromium", Some(100.0), None),
    ("browser-turn-desk", "a page turned on the desk, Chromium", Some(100.0), None),
    ("browser-first-page", "start to first page, Chromium", Some(1000.0), None),
    ("browser-open-16-pages", "sixteen pages with sixty photos opened, Chromium", Some(1500.0), None),
    ("browser-memory-engine", "memory of the engine", None, None),
    ("browser-memory-page", "memory of the page, Chromium", None, None),
    ("window-drag-final", "a story of 1,500 characters dragged, real window", None, None),
    ("window-resize-final", "the same resized, real window", None, None),
    ("window-divider-final", "a divider dragged, both sides set anew, real window", Some(16.7), None),
    ("window-load", "others at work while the window was measured", None, None),
    ("window-first-page", "start of the program to first page with its photos", Some(1000.0), None),
    ("window-open-16-pages", "sixteen pages with sixty photos opened, real window", Some(1500.0), None),
    ("window-memory-program", "memory of the program", None, None),
    ("window-memory-page", "memory of its web view", None, None),
    ("window-dmabuf-drag-final", "dragged with the DMA-BUF renderer", None, None),
    ("window-dmabuf-resize-final", "resized with it", None, None),
    ("window-no-dmabuf-drag-final", "dragged without it", None, None),
    ("window-no-dmabuf-resize-final", "resized without it", None, None),
];

/// Builds the programs, measures, prints every row as JSON and what they come to as lines on standard error.
pub fn run(place: &Place) -> Result<(), String> {
    eprintln!("bench: building the optimised programs …");
    build_pages(place)?;
    let words = ["build", "--release", "--locked", "-p", "banxin-cli", "-p", "banxin-desk"];
    cargo(place).args(words).minutes(60).quiet().text()?;
    let words = ["build", "--locked", "-p", "banxin-tests", "--example", "window-pace"];
    cargo(place).args(words).minutes(30).quiet().text()?;
    let rows = measure(place)?;
    println!("{}", serde_json::to_string_pretty(&rows).map_err(|trouble| trouble.to_string())?);
    for line in summary(&rows) {
        eprintln!("{line}");
    }
    Ok(())
}

fn measure(place: &Place) -> Result<Vec<Value>, String> {
    eprintln!("bench: making the editions …");
    let editions = Editions::make(place)?;
    let program = place.program("release", "banxin");
    let dressed = |job: Job| {
        job.env("BANXIN", &program)
            .env("BANXIN_ASSETS", place.at("assets"))
            .env("BANXIN_SEED", &editions.page)
            .env("BANXIN_FULL", &editions.full)
            .env("BANXIN_DIVIDER", &editions.divider)
            .env("BANXIN_LARGE", &editions.large)
    };
    let mut rows = Vec::new();
    if let Some(browser) = installed_browser() {
        eprintln!("bench: a hand in the browser …");
        let file = place.target.join("pace.jsonl");
        let _ = std::fs::remove_file(&file);
        let job =
            dressed(npm(place).args(["run", "pace"])).env("CHROMIUM", browser).env("BANXIN_PACE", &file);
        job.minutes(20).quiet().text()?;
        rows.extend(rows_of(&file)?.into_iter().map(|row| named("browser", row)));
    }
    if cfg!(target_os = "linux") {
        for (name, switch) in RENDERERS {
            eprintln!("bench: a hand in the {name} …");
            let job = dressed(Job::new(place.target.join("debug").join("examples").join("window-pace")))
                .env("BANXIN_DESK", place.program("release", "banxin-desk"))
                .env("BANXIN_DRIVER", setup::tauri_driver(place));
            let job = match switch {
                Some(value) => job.env("WEBKIT_DISABLE_DMABUF_RENDERER", value),
                None => job,
            };
            let text = job.minutes(10).quiet().text()?;
            let own: Vec<Value> =
                serde_json::from_str(&text).map_err(|trouble| format!("{name}: {trouble}"))?;
            rows.extend(own.into_iter().map(|row| named(name, row)));
        }
    }
    Ok(rows)
}

fn rows_of(file: &Path) -> Result<Vec<Value>, String> {
    let lines = std::fs::read_to_string(file).map_err(|trouble| format!("{}: {trouble}", file.display()))?;
    Ok(lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// The row under a name that says where it was measured.
fn named(place: &str, mut row: Value) -> Value {
    row["name"] = Value::from(format!("{place}-{}", row["name"].as_str().unwrap_or_default()));
    row
}

/// The figures that somebody waits for, a line each, with what was wanted of them.
fn summary(rows: &[Value]) -> Vec<String> {
    let line = |(name, what, median, p99): &(&str, &str, Option<f64>, Option<f64>)| {
        let row = rows.iter().rfind(|row| row["name"] == *name)?;
        let unit = row["unit"].as_str().unwrap_or_default();
        let figure = |field: &str, most: Option<f64>| {
            let value = row[field].as_f64().unwrap_or_default();
            match most {
                Some(most) if value > most => format!("{value} {unit} (over {most})"),
                Some(most) => format!("{value} {unit} (within {most})"),
                None => format!("{value} {unit}"),
            }
        };
        Some(format!("{what:<54} median {:<24} p99 {}", figure("median", *median), figure("p99", *p99)))
    };
    GOALS.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{named, summary};
    use serde_json::json;

    #[test]
    fn the_summary_says_what_is_within_its_goal_and_what_is_over() {
        let row = |name: &str, median: f64| {
            named("browser", json!({"name": name, "unit": "ms", "median": median, "p99": 40.0}))
        };
        let lines = summary(&[row("drag-final", 9.0), row("turn-page", 150.0), row("unasked", 1.0)]);
        assert_eq!(lines.len(), 2);
        assert!(
            lines[0].contains("median 9 ms (within 16)") && lines[0].contains("p99 40 ms (over 33)"),
            "{lines:?}"
        );
        assert!(lines[1].contains("150 ms (over 100)"), "{lines:?}");
    }
}
