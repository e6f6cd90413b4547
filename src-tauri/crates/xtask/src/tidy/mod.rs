//! `cargo xtask tidy`: the tree held to its own map.

mod arrows;
mod locales;
mod sources;

use std::path::Path;

use crate::place::Place;
use crate::process::Job;

/// A file longer than this has more than one purpose.
const MOST_LINES: usize = 800;
/// A file longer than this is worth a look.
const MANY_LINES: usize = 400;

/// What may stand at the top of the repository beside hidden entries and what git ignores.
const TOP: [&str; 8] =
    ["Cargo.toml", "Cargo.lock", "README.md", "LICENSE", "src-tauri", "ui", "assets", "tests"];

/// Runs every check and lists every violation.
pub fn run(place: &Place, _arguments: &[String]) -> Result<(), String> {
    let files = tracked_files(place)?;
    let mut found = top_level(&files);
    let mut long = Vec::new();
    for file in files.iter().filter(|file| sources::is_source(file)) {
        // A file that is deleted but not yet committed is still listed.
        let Ok(text) = std::fs::read_to_string(place.at(file)) else { continue };
        found.extend(length(file, &text, &mut long));
        found.extend(sources::check(file, &text));
    }
    found.extend(check_arrows(place)?);
    found.extend(check_locales(place));
    for line in &long {
        println!("tidy: {line}");
    }
    if found.is_empty() {
        println!("tidy: {} files, all as the map says", files.len());
        return Ok(());
    }
    found.sort();
    Err(format!("{} violations\n  {}", found.len(), found.join("\n  ")))
}

/// What git tracks or would track, with `/` between folders.
fn tracked_files(place: &Place) -> Result<Vec<String>, String> {
    let words = ["-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"];
    let list = Job::new("git").args(words).within(&place.root).quiet().text()?;
    Ok(list.lines().map(String::from).collect())
}

fn top_level(files: &[String]) -> Vec<String> {
    let mut strays: Vec<&str> = files
        .iter()
        .filter_map(|file| file.split('/').next())
        .filter(|entry| !entry.starts_with('.') && !TOP.contains(entry))
        .collect();
    strays.dedup();
    strays.into_iter().map(|entry| format!("{entry}: has no place at the top of the repository")).collect()
}

/// How a file begins that a program wrote and nobody reads from end to end.
const GENERATED: &str = "// Written by `cargo xtask";

fn length(file: &str, text: &str, long: &mut Vec<String>) -> Option<String> {
    if text.starts_with(GENERATED) {
        return None;
    }
    let lines = text.lines().count();
    if lines > MOST_LINES {
        return Some(format!(
            "{file}: {lines} lines; over {MOST_LINES} a file has more than one purpose, split it"
        ));
    }
    if lines > MANY_LINES {
        long.push(format!("{file} has {lines} lines"));
    }
    None
}

fn check_arrows(place: &Place) -> Result<Vec<String>, String> {
    let map = std::fs::read_to_string(place.at("src-tauri/ARCHITECTURE.md"))
        .map_err(|trouble| format!("cannot read src-tauri/ARCHITECTURE.md: {trouble}"))?;
    let words = ["metadata", "--format-version", "1", "--no-deps", "--locked"];
    let metadata = Job::new("cargo").args(words).within(&place.root).quiet().text()?;
    let metadata = serde_json::from_str(&metadata).map_err(|trouble| format!("cargo metadata: {trouble}"))?;
    Ok(arrows::check(&map, &metadata, &folders_in(&place.at("src-tauri/crates"))))
}

fn check_locales(place: &Place) -> Vec<String> {
    let folder = place.at("ui/src/locales");
    let texts = std::fs::read_dir(&folder).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        Some((name, std::fs::read_to_string(entry.path()).ok()?))
    });
    locales::check(&texts.collect::<Vec<_>>())
}

fn folders_in(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let with_manifest = entries.filter(|entry| entry.path().join("Cargo.toml").is_file());
    let mut names: Vec<String> =
        with_manifest.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::{GENERATED, MANY_LINES, MOST_LINES, length, top_level};

    #[test]
    fn a_stray_at_the_top_is_seen() {
        let files =
            ["README.md", ".ci/run", "src-tauri/src/main.rs", "docs/a.md", "docs/b.md"].map(String::from);
        assert_eq!(top_level(&files), ["docs: has no place at the top of the repository"]);
    }

    #[test]
    fn a_long_file_is_listed_and_a_very_long_one_refused() {
        let mut long = Vec::new();
        assert!(length("a.rs", &"x\n".repeat(MANY_LINES), &mut long).is_none() && long.is_empty());
        assert!(length("a.rs", &"x\n".repeat(MANY_LINES + 1), &mut long).is_none() && long.len() == 1);
        assert!(length("a.rs", &"x\n".repeat(MOST_LINES), &mut long).is_none());
        assert!(length("a.rs", &"x\n".repeat(MOST_LINES + 1), &mut long).is_some());
        let written = format!("{GENERATED} bindings`\n{}", "x\n".repeat(MOST_LINES));
        assert!(length("wire.ts", &written, &mut long).is_none());
    }
}
