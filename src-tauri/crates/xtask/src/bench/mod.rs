//! `cargo xtask bench`: the optimised program measures itself; with `--window`, a hand on it is measured.

mod editions;
mod window;

use serde_json::Value;

use crate::place::Place;
use crate::process::Job;
use crate::seed::SeedPage;
use crate::test::cargo;

/// Builds `banxin` in release mode and prints what `banxin bench --json` prints.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "--window") {
        return window::run(place);
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
    hold_bounds(&rows)
}

/// Fails when a row has not kept to its bound.
fn hold_bounds(rows: &[Value]) -> Result<(), String> {
    let broken: Vec<String> = rows
        .iter()
        .filter(|row| row["bound"]["kept"] == false)
        .map(|row| {
            let figure = row["bound"]["figure"].as_str().unwrap_or_default();
            format!("{}: {figure} {} of {}", row["name"], row[figure], row["bound"])
        })
        .collect();
    if broken.is_empty() { Ok(()) } else { Err(format!("bounds that were not kept:\n{}", broken.join("\n"))) }
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
    use super::{check_rows, hold_bounds};
    use serde_json::json;

    #[test]
    fn rows_must_be_whole() {
        let row = json!({"name": "open", "unit": "ms", "median": 1.5, "p99": 2.0, "runs": 50, "note": ""});
        assert!(check_rows(&json!([row])).is_ok());
        assert!(check_rows(&json!([])).is_err());
        assert!(check_rows(&json!([{"name": "open"}])).is_err());
    }

    #[test]
    fn a_broken_bound_fails_the_bench() {
        let row = |kept: bool| json!({"name": "sets-flaws", "max": 2, "bound": {"figure": "max", "most": 0, "kept": kept}});
        let free = json!({"name": "open", "bound": null});
        assert_eq!(hold_bounds(&[free.clone(), row(true)]), Ok(()));
        let told = hold_bounds(&[free, row(false)]).expect_err("it is broken");
        assert!(told.contains("sets-flaws"), "{told}");
    }
}
