//! `cargo xtask bench`: the optimised program measures itself.

use crate::place::Place;
use crate::process::Job;
use crate::test::cargo;

/// Builds `banxin` in release mode and prints what `banxin bench --json` prints.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    eprintln!("bench: building the optimised program …");
    // Quiet, so that standard output carries JSON and nothing else.
    cargo(place).args(["build", "--release", "--locked", "-p", "banxin-cli"]).minutes(40).quiet().text()?;
    eprintln!("bench: measuring …");
    let json = Job::new(place.program("release", "banxin"))
        .args(["bench", "--json"])
        .args(arguments)
        .within(&place.root)
        .minutes(20)
        .quiet()
        .text()?;
    let rows: serde_json::Value = serde_json::from_str(&json)
        .map_err(|trouble| format!("`banxin bench --json` printed no JSON: {trouble}"))?;
    check_rows(&rows)?;
    println!("{json}");
    Ok(())
}

/// Every row has a name, a unit, a median and a number of runs.
fn check_rows(rows: &serde_json::Value) -> Result<(), String> {
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
