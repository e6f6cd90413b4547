//! What no source file may say, and what no pure crate may touch.

/// Crates that are functions of their input: no file, clock, thread or network.
const PURE: [&str; 7] = ["geom", "scene", "model", "text", "layout", "arrange", "edit"];

/// Words that mean the outside world.
const IMPURE: [&str; 9] = [
    "std::fs",
    "std::net",
    "std::thread",
    "std::time",
    "std::process",
    "std::env",
    "Instant::",
    "SystemTime",
    "File::",
];

/// True for files that people write and this check reads.
pub fn is_source(file: &str) -> bool {
    let is_code = [".rs", ".ts", ".svelte", ".css", ".js", ".mjs"].iter().any(|end| file.ends_with(end));
    is_code && !file.contains("/node_modules/")
}

/// The violations in one file, each with its line.
pub fn check(file: &str, text: &str) -> Vec<String> {
    // This file names what it looks for.
    if file.ends_with("xtask/src/tidy/sources.rs") {
        return Vec::new();
    }
    let is_rust = file.ends_with(".rs");
    let is_pure = pure_crate(file).is_some();
    let mut found = Vec::new();
    if is_rust && !text.starts_with("//!") {
        found.push(format!("{file}: opens without a sentence that says what it is for"));
    }
    for (index, line) in text.lines().enumerate() {
        let mut say = |what: &str| found.push(format!("{file}:{}: {what}", index + 1));
        if ["TODO", "FIXME", "XXX", "HACK"].iter().any(|word| has_word(line, word)) {
            say("an open end; finish it or open an issue");
        }
        if !is_rust {
            continue;
        }
        if ["todo!(", "unimplemented!(", "dbg!("].iter().any(|word| line.contains(word)) {
            say("unfinished code");
        }
        if is_glob(line) {
            say("a glob import; name what is used");
        }
        if let (true, Some(word)) = (is_pure, IMPURE.iter().find(|word| code(line).contains(**word))) {
            say(&format!("{word} in a crate that touches no file, clock, thread or network"));
        }
    }
    found
}

/// The crate's name when the file is part of a pure one. Its tests may read files.
fn pure_crate(file: &str) -> Option<&str> {
    let inside = file.strip_prefix("src-tauri/crates/")?;
    let (name, rest) = inside.split_once('/')?;
    (rest.starts_with("src/") && !rest.ends_with("tests.rs") && PURE.contains(&name)).then_some(name)
}

fn is_glob(line: &str) -> bool {
    let line = line.trim();
    let is_import =
        line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("pub(crate) use ");
    is_import && code(line).contains("::*")
}

/// The line without its comment.
fn code(line: &str) -> &str {
    line.find("//").map_or(line, |start| &line[..start])
}

/// True when the word stands alone, so that a placeholder of Xs in a picture's name does not count.
fn has_word(line: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        !line[..start].chars().next_back().is_some_and(is_letter)
            && !line[start + word.len()..].chars().next().is_some_and(is_letter)
    })
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn clean_code_passes() {
        let text = "//! Lengths.\nuse std::fmt;\n// std::fs is not for us\n";
        assert_eq!(check("src-tauri/crates/geom/src/length.rs", text), [""; 0]);
    }

    #[test]
    fn each_planted_violation_is_seen_with_its_line() {
        for (line, what) in [
            ("use std::fs;", "std::fs in a crate"),
            ("let now = Instant::now();", "Instant:: in a crate"),
            ("std::thread::spawn(f);", "std::thread in a crate"),
            ("use crate::lines::*;", "glob import"),
            ("pub use lines::*;", "glob import"),
            ("todo!()", "unfinished code"),
            ("dbg!(x);", "unfinished code"),
            ("// TODO: later", "open end"),
            ("// FIXME", "open end"),
        ] {
            let found = check("src-tauri/crates/text/src/shape.rs", &format!("//! Shapes.\n{line}\n"));
            assert_eq!(found.len(), 1, "{line}: {found:?}");
            assert!(found[0].contains("shape.rs:2:") && found[0].contains(what), "{line}: {found:?}");
        }
    }

    #[test]
    fn crates_with_hands_may_touch_files() {
        assert_eq!(check("src-tauri/crates/store/src/open.rs", "//! Opens.\nuse std::fs;\n"), [""; 0]);
        assert_eq!(check("src-tauri/crates/layout/tests/seed.rs", "//! Reads.\nuse std::fs;\n"), [""; 0]);
    }

    #[test]
    fn a_rust_file_opens_with_its_purpose() {
        assert!(check("tests/src/lib.rs", "fn main() {}\n")[0].contains("opens without"));
        assert_eq!(check("ui/src/a.ts", "export {};\n"), [""; 0]);
        assert_eq!(check("ui/src/a.ts", "// TODO\n").len(), 1);
        assert_eq!(check("ui/src/a.ts", "const mask = 'XXXX';\n"), [""; 0]);
    }
}
