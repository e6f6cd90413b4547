//! The built command line, run on a folder of its own.
#![allow(dead_code)]

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program: what `BANXIN` names, else the one that was built beside these tests.
pub fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("BANXIN") {
        return named.into();
    }
    let test = std::env::current_exe().expect("this test");
    let folder = test.ancestors().nth(2).expect("the build folder");
    let program = folder.join(format!("banxin{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is not built: cargo build -p banxin-cli", program.display());
    program
}

/// A run of the program with these words, in English unless they say otherwise.
pub fn banxin<W: AsRef<OsStr>>(words: impl IntoIterator<Item = W>) -> Command {
    let mut command = Command::new(program());
    command.args(words).env("LC_ALL", "C.UTF-8");
    command
}

/// What a run that ends by itself said.
pub struct Said {
    /// How it ended: 0, 1 for faults, 2 for a failure.
    pub code: i32,
    /// What it answered.
    pub out: String,
    /// What it remarked.
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs the program to its end.
pub fn run<W: AsRef<OsStr>>(words: impl IntoIterator<Item = W>) -> Said {
    banxin(words).output().expect("the program starts").into()
}

/// Runs a command that must do what it says; gives its JSON.
pub fn json<W: AsRef<OsStr>>(words: impl IntoIterator<Item = W>) -> Value {
    let said: Said = banxin(words).arg("--json").output().expect("the program starts").into();
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    serde_json::from_str(&said.out).expect("JSON")
}

/// A new edition of one page.
pub fn new_edition(path: &Path) {
    let said = run([
        OsStr::new("new"),
        path.as_os_str(),
        "--date".as_ref(),
        "2026-02-09".as_ref(),
        "--pages".as_ref(),
        "1".as_ref(),
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
}
