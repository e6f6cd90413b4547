//! The steps that drive built programs: a browser on `banxin serve`, and the window itself.

use std::path::PathBuf;

use super::rust::cargo;
use super::{Report, ui};
use crate::place::Place;
use crate::process::{Job, is_on_path};
use crate::setup;

/// Playwright on the real back end.
pub fn browser(place: &Place) -> Result<Report, String> {
    if !ui::has_script(place, "test:browser") {
        return Err("ui/package.json has no script `test:browser`".into());
    }
    let Some(browser) = installed_browser() else {
        return Ok(Report::skipped("no Chromium or Chrome on the path"));
    };
    let job = ui::npm(place)
        .args(["run", "test:browser"])
        .env("BANXIN", place.program("debug", "banxin"))
        .env("CHROMIUM", browser)
        .minutes(25);
    Ok(Report::of(&job.run()?))
}

/// The window under a display of its own, driven over WebDriver.
pub fn window(place: &Place) -> Result<Report, String> {
    if !cfg!(target_os = "linux") {
        return Ok(Report::skipped("the window is driven on Linux only"));
    }
    for program in ["Xvfb", "WebKitWebDriver", "dbus-daemon", "xdotool"] {
        if !is_on_path(program) {
            return Ok(Report::skipped(format!("{program} is not installed")));
        }
    }
    Ok(Report::of(&window_job(place).run()?))
}

/// Drives the window once more and keeps its pictures as they are now.
pub fn bless_window(place: &Place) -> Result<(), String> {
    // As the tests build it: with fewer packages their own would be built with fewer features, all anew.
    let words = ["build", "--workspace", "--locked"];
    cargo(place).args(words).minutes(40).must()?;
    window_job(place).env("BANXIN_BLESS", "1").must().map(|_| ())
}

fn window_job(place: &Place) -> Job {
    // The whole workspace again, so that no crate is built anew with fewer features.
    let words = ["test", "--workspace", "--locked", "--test", "window", "--", "--ignored", "--nocapture"];
    cargo(place)
        .args(words)
        .arg("--test-threads=1")
        .env("BANXIN_DESK", place.program("debug", "banxin-desk"))
        .env("BANXIN", place.program("debug", "banxin"))
        .env("BANXIN_DRIVER", setup::tauri_driver(place))
        .env("BANXIN_SHOTS", place.target.join("shots"))
        .minutes(12)
}

/// Chromium or Chrome on the path.
pub fn installed_browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome", "chrome.exe"];
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}
