//! `cargo xtask bless`: golden references and kept pictures, rewritten from what the program makes now.

use crate::place::Place;
use crate::process::Job;
use crate::test::{bless_window, build_pages, cargo, install_packages, installed_browser, npm};

/// Runs the tests of the whole with `BANXIN_BLESS=1`, then says which files changed; without a test's name the pictures
/// of the screens in a browser are made anew as well, and with `window` those of the real window alone.
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
    if arguments.is_empty() {
        pictures(place)?;
    }
    let changed = Job::new("git")
        .args(["status", "--short", "--", "tests", "ui/tests/pictures"])
        .within(&place.root)
        .quiet()
        .text()?;
    if changed.trim().is_empty() {
        println!("bless: nothing changed");
    } else {
        println!("bless: look at these before you commit them:\n{changed}");
    }
    Ok(())
}

/// The screens of the window as a browser shows them.
fn pictures(place: &Place) -> Result<(), String> {
    let Some(browser) = installed_browser() else {
        println!("bless: no Chromium or Chrome on the path, so the window's pictures stay as they are");
        return Ok(());
    };
    install_packages(place)?;
    build_pages(place)?;
    cargo(place).args(["build", "--locked", "-p", "banxin-cli"]).minutes(30).must()?;
    npm(place)
        .args(["run", "bless"])
        .env("BANXIN", place.program("debug", "banxin"))
        .env("CHROMIUM", browser)
        .minutes(15)
        .must()
        .map(|_| ())
}
