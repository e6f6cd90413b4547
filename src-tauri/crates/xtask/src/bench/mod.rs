//! `cargo xtask bench`: the optimised program measures itself; with `--window`, a hand on it is measured.

use serde_json::Value;

use crate::place::Place;
use crate::process::Job;
use crate::seed::SeedPage;
use crate::setup;
use crate::test::{build_pages, cargo, installed_browser, npm};

/// Builds `banxin` in release mode and prints what `banxin bench --json` prints.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "--window") {
        return window(place);
    }
    eprintln!("bench: building the optimised program …");
    // Quiet, so that standard output carries JSON and nothing else.
    cargo(place).args(["build", "--release", "--locked", "-p", "banxin-cli"]).minutes(40).quiet().text()?;
    eprintln!("bench: measuring …");
    let mut rows = measure(place, arguments)?;
    // Without a file of the caller's own, the real page is measured too where its text is at hand.
    let is_own = arguments.iter().any(|word| !word.starts_with('-'));
    if let Some(shared) = place.shared().filter(|_| !is_own) {
        let page = SeedPage::make(place, &shared, "release")?;
        let mut words = arguments.to_vec();
        words.push(page.edition.display().to_string());
        for mut row in measure(place, &words)? {
            let name = row["name"].as_str().unwrap_or_default();
            row["name"] = Value::from(format!("seed-{name}"));
            rows.push(row);
        }
    }
    println!("{}", serde_json::to_string_pretty(&rows).map_err(|trouble| trouble.to_string())?);
    Ok(())
}

/// A hand in Chromium on `banxin serve`, and in the real window with and without WebKit's DMA-BUF renderer.
fn window(place: &Place) -> Result<(), String> {
    eprintln!("bench: building the optimised programs …");
    build_pages(place)?;
    let words = ["build", "--release", "--locked", "-p", "banxin-cli", "-p", "banxin-desk"];
    cargo(place).args(words).minutes(60).quiet().text()?;
    let words = ["build", "--locked", "-p", "banxin-tests", "--example", "window-pace"];
    cargo(place).args(words).minutes(30).quiet().text()?;
    let seed = place.shared().map(|shared| SeedPage::make(place, &shared, "release")).transpose()?;
    let with_seed = |job: Job| match &seed {
        Some(page) => job.env("BANXIN_SEED", &page.edition),
        None => job,
    };
    let program = place.program("release", "banxin");
    let mut rows = Vec::new();
    if let Some(browser) = installed_browser() {
        eprintln!("bench: a hand in the browser …");
        let file = place.target.join("pace.jsonl");
        let _ = std::fs::remove_file(&file);
        let job = npm(place).args(["run", "pace"]).env("BANXIN", &program).env("CHROMIUM", browser);
        with_seed(job)
            .env("BANXIN_PACE", &file)
            .env("BANXIN_ASSETS", place.at("assets"))
            .minutes(20)
            .quiet()
            .text()?;
        let lines =
            std::fs::read_to_string(&file).map_err(|trouble| format!("{}: {trouble}", file.display()))?;
        rows.extend(
            lines.lines().filter_map(|line| serde_json::from_str(line).ok()).map(|row| named("browser", row)),
        );
    }
    if cfg!(target_os = "linux") {
        for (name, is_off) in [("window", false), ("window-no-dmabuf", true)] {
            eprintln!("bench: a hand in the {name} …");
            let job = Job::new(place.target.join("debug").join("examples").join("window-pace"))
                .env("BANXIN", &program)
                .env("BANXIN_DESK", place.program("release", "banxin-desk"))
                .env("BANXIN_DRIVER", setup::tauri_driver(place))
                .env("BANXIN_ASSETS", place.at("assets"));
            let job = if is_off { job.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1") } else { job };
            let text = with_seed(job).minutes(10).quiet().text()?;
            let own: Vec<Value> =
                serde_json::from_str(&text).map_err(|trouble| format!("{name}: {trouble}"))?;
            rows.extend(own.into_iter().map(|row| named(name, row)));
        }
    }
    println!("{}", serde_json::to_string_pretty(&rows).map_err(|trouble| trouble.to_string())?);
    Ok(())
}

/// The row under a name that says where it was measured.
fn named(place: &str, mut row: Value) -> Value {
    row["name"] = Value::from(format!("{place}-{}", row["name"].as_str().unwrap_or_default()));
    row
}

/// What the program measures with these words.
fn measure(place: &Place, words: &[String]) -> Result<Vec<Value>, String> {
    let json = Job::new(place.program("release", "banxin"))
        .args(["bench", "--json"])
        .args(words)
        .env("BANXIN_ASSETS", place.at("assets"))
        .within(&place.root)
        .minutes(20)
        .quiet()
        .text()?;
    let rows: Value = serde_json::from_str(&json)
        .map_err(|trouble| format!("`banxin bench --json` printed no JSON: {trouble}"))?;
    check_rows(&rows)?;
    Ok(rows.as_array().cloned().unwrap_or_default())
}

/// Every row has a name, a unit, a median and a number of runs.
fn check_rows(rows: &Value) -> Result<(), String> {
    let rows =
        rows.as_array().filter(|rows| !rows.is_empty()).ok_or("`banxin bench --json` measured nothing")?;
    for row in rows {
        let is_whole = row["name"].is_string()
            && row["unit"].is_string()
            && row["median"].is_number()
            && row["p99"].is_number()
            && row["runs"].is_number();
        if !is_whole {
            return Err(format!("`banxin bench --json` printed a row without all its fields: {row}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_rows;
    use serde_json::json;

    #[test]
    fn rows_must_be_whole() {
        let row = json!({"name": "open", "unit": "ms", "median": 1.5, "p99": 2.0, "runs": 50, "note": ""});
        assert!(check_rows(&json!([row])).is_ok());
        assert!(check_rows(&json!([])).is_err());
        assert!(check_rows(&json!([{"name": "open"}])).is_err());
    }
}
