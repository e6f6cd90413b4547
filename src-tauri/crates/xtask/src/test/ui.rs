//! The steps that npm runs in `ui/`.

use serde_json::Value;

use super::Report;
use crate::place::Place;
use crate::process::{Ending, Job};

/// Installs what package-lock.json says, when it changed since the last time.
pub fn install(place: &Place) -> Result<Report, String> {
    install_packages(place).map(Report::from)
}

/// As `install`, for other verbs.
pub fn install_packages(place: &Place) -> Result<(), String> {
    let lock = place.at("ui/package-lock.json");
    // npm writes this file last; a newer lock means that the folder is out of date.
    let done = place.at("ui/node_modules/.package-lock.json");
    let age = |path: &std::path::Path| std::fs::metadata(path).and_then(|data| data.modified());
    if let (Ok(locked), Ok(installed)) = (age(&lock), age(&done))
        && installed >= locked
    {
        return Ok(());
    }
    npm(place).args(["ci", "--prefer-offline", "--no-audit", "--no-fund"]).minutes(10).must().map(|_| ())
}

/// Builds ui/dist.
pub fn build(place: &Place) -> Result<Report, String> {
    Ok(Report::of(&build_pages(place)?))
}

/// As `build`, for other verbs.
pub fn build_pages(place: &Place) -> Result<Ending, String> {
    npm(place).args(["run", "build"]).minutes(5).run()
}

/// Svelte's and TypeScript's own checks.
pub fn check(place: &Place) -> Result<Report, String> {
    script(place, "check", 5)
}

/// Vitest on the editor's core.
pub fn test(place: &Place) -> Result<Report, String> {
    script(place, "test", 8)
}

/// True when ui/package.json has a script of that name.
pub fn has_script(place: &Place, name: &str) -> bool {
    let text = std::fs::read_to_string(place.at("ui/package.json")).unwrap_or_default();
    serde_json::from_str::<Value>(&text).is_ok_and(|package| package["scripts"][name].is_string())
}

/// An npm job in `ui/`.
pub fn npm(place: &Place) -> Job {
    Job::new("npm").within(place.at("ui")).env("NO_COLOR", "1").env("CI", "true")
}

fn script(place: &Place, name: &str, minutes: u64) -> Result<Report, String> {
    Ok(Report::of(&npm(place).args(["run", name]).minutes(minutes).run()?))
}
