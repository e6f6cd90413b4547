//! What `cargo xtask --help` and `cargo xtask VERB --help` say.

const VERBS: [(&str, &str, &str); 8] = [
    (
        "run",
        "install what is lacking, fetch the fonts, build everything and open the window",
        "cargo xtask run [FILE.edition]\n\n\
         Opens the window on FILE.edition, or on the sample edition when no file is named.\n\
         Without a display it says so, exports the PDF instead and prints its path.\n\n\
         Options:\n  --no-setup   do not look for missing system packages\n  --release    build optimised programs (slower to build)\n\n\
         Examples:\n  cargo xtask run\n  cargo xtask run ~/papers/today.edition",
    ),
    (
        "test",
        "install what tests need and run every check; the last line counts them",
        "cargo xtask test [--list] [--only STEP[,STEP…]] [--skip STEP[,STEP…]]\n\n\
         Runs every step, goes on after a failure, and ends with a summary whose last line\n\
         reads `N passed, N failed, N skipped`. The exit code is 0 only when nothing failed.\n\n\
         Examples:\n  cargo xtask test\n  cargo xtask test --list\n  cargo xtask test --only fmt,clippy,tidy",
    ),
    (
        "tidy",
        "hold the tree to its own map: arrows between crates, sizes, forbidden words, locales",
        "cargo xtask tidy\n\n\
         Fails on an arrow that ARCHITECTURE.md does not draw, a file over 800 lines, a top-level\n\
         entry that has no business there, impure code in a pure crate, glob imports, unfinished\n\
         work, and UI text that one locale lacks.\n\n\
         Example:\n  cargo xtask tidy",
    ),
    (
        "fonts",
        "fetch the fonts of assets/fonts/fonts.lock.json, checked by hash",
        "cargo xtask fonts [--check]\n\n\
         Fetches each package with npm (so your own registry settings hold), checks both hashes\n\
         and writes the faces to assets/fonts. What is already right is left alone. Packages are\n\
         kept in target/fonts, or in the folder that BANXIN_FONT_CACHE names.\n\n\
         Options:\n  --check   only say whether the faces on disk are the locked ones\n\n\
         Examples:\n  cargo xtask fonts\n  BANXIN_FONT_CACHE=~/.cache/banxin-fonts cargo xtask fonts",
    ),
    (
        "bench",
        "measure the optimised program and print JSON",
        "cargo xtask bench [--window] [ARGUMENTS for `banxin bench`]\n\n\
         Builds `banxin` in release mode and prints\n\
         [{\"name\", \"unit\", \"median\", \"p99\", \"min\", \"max\", \"runs\", \"note\", \"bound\"}] on\n\
         stdout, and fails when a figure is beyond its bound. `--arrange` measures arranging alone:\n\
         500 random story sets (`--sets N` for others), every page offered read back.\n\n\
         Options:\n  --window   a hand on the desk instead: a story dragged and resized, pages turned,\n             \
         memory; in Chromium and in the real window\n\n\
         Examples:\n  cargo xtask bench > bench.json\n  cargo xtask bench --window > hand.json",
    ),
    (
        "bless",
        "rewrite the golden references and the window's pictures from what is made now",
        "cargo xtask bless [TEST NAME]\n\n\
         Runs the tests of `tests/` with BANXIN_BLESS=1, which rewrites the golden files instead\n\
          of comparing with them, and `npm run bless` in ui/, which does so with the pictures of
\
          the screens (not when a test is named). Look at the difference before you commit it.

\
          Examples:
  cargo xtask bless
  cargo xtask bless seed_page
  cargo xtask bless window      # the real window is driven, its kept pictures made anew",
    ),
    (
        "bindings",
        "write the TypeScript types of the wire from the Rust ones",
        "cargo xtask bindings [--check]\n\n\
         Writes ui/src/bridge/wire.ts.\n\n\
         Options:\n  --check   write nothing; fail when the file is not what Rust says\n\n\
         Example:\n  cargo xtask bindings",
    ),
    (
        "setup",
        "install the system packages that building, or with --test testing, needs",
        "cargo xtask setup [--test] [--dry-run]\n\n\
         Knows Debian and Ubuntu (apt), Fedora (dnf) and Arch (pacman). Elsewhere it says what is\n\
         missing. Nothing is installed when nothing is missing.\n\n\
         Options:\n  --test      what the tests need too\n  --dry-run   say what would be installed\n\n\
         Examples:\n  cargo xtask setup\n  cargo xtask setup --test --dry-run",
    ),
];

/// The list of verbs, as `cargo xtask --help` prints it.
pub fn overview() -> String {
    let mut text = String::from("cargo xtask VERB [OPTIONS]\n\nVerbs:\n");
    for (name, about, _) in VERBS {
        text.push_str(&format!("  {name:<9} {about}\n"));
    }
    text.push_str(
        "\n`cargo xtask VERB --help` shows one verb with examples.\n\n\
         Examples:\n  cargo xtask run      open the window on the sample edition\n  cargo xtask test     run every check",
    );
    text
}

/// The help of one verb; `None` when there is no such verb.
pub fn of(verb: &str) -> Option<String> {
    VERBS.iter().find(|(name, _, _)| *name == verb).map(|(_, about, usage)| format!("{about}\n\n{usage}"))
}

#[cfg(test)]
mod tests {
    use super::{VERBS, of, overview};

    #[test]
    fn every_verb_is_listed_and_has_an_example() {
        for (name, _, usage) in VERBS {
            assert!(overview().contains(name), "{name} is not in the overview");
            assert!(usage.contains("Example"), "{name} shows no example");
            assert!(of(name).is_some());
        }
        assert!(of("nonsense").is_none());
    }
}
