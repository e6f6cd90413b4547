//! `cargo xtask bless`: golden references, rewritten from what the program makes now.

use crate::place::Place;
use crate::process::Job;
use crate::test::{bless_window, cargo};

/// Runs the tests of the whole with `BANXIN_BLESS=1`, then says which files changed.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "window") {
        return bless_window(place);
    }
    cargo(place)
        .args(["test", "-p", "banxin-tests", "--no-fail-fast", "--"])
        .args(arguments)
        .env("BANXIN_BLESS", "1")
        .minutes(30)
        .must()?;
    let changed =
        Job::new("git").args(["status", "--short", "--", "tests"]).within(&place.root).quiet().text()?;
    if changed.trim().is_empty() {
        println!("bless: nothing changed");
    } else {
        println!("bless: look at these before you commit them:\n{changed}");
    }
    Ok(())
}
