//! The steps that cargo runs, all in one build folder and with the same features.

use super::Report;
use crate::place::Place;
use crate::process::Job;

/// A cargo job at the root, without colours, and without incremental files where nobody will use them.
pub fn cargo(place: &Place) -> Job {
    let job = Job::new("cargo").within(&place.root).env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
    if std::env::var_os("CI").is_some() { job.env("CARGO_INCREMENTAL", "0") } else { job }
}

/// Every file is as rustfmt would write it.
pub fn format(place: &Place) -> Result<Report, String> {
    Ok(Report::of(
        &cargo(place).args(["fmt", "--all", "--", "--check", "--color", "never"]).minutes(3).run()?,
    ))
}

/// No lint speaks up anywhere.
pub fn clippy(place: &Place) -> Result<Report, String> {
    let words = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    Ok(Report::of(&cargo(place).args(words).minutes(20).run()?))
}

/// Programs and tests in one go: asked for apart, cargo would build shared crates twice with other features.
pub fn build(place: &Place) -> Result<Report, String> {
    let words = ["build", "--workspace", "--all-targets", "--locked"];
    Ok(Report::of(&cargo(place).args(words).minutes(30).run()?))
}

/// Every test that needs no display. The window's own are a later step; here they would count as skipped.
pub fn test(place: &Place) -> Result<Report, String> {
    let words = ["test", "--workspace", "--locked", "--no-fail-fast", "--", "--skip", "real_window"];
    Ok(Report::of(&cargo(place).args(words).minutes(25).run()?))
}
