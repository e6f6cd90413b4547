//! `banxin undo` and `banxin redo`: steps of history taken back and done again, across restarts.

use super::{Ended, Outcome, edit};
use crate::output::Output;
use banxin_api::{Changed, Desk, Failure};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Take back the last steps.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin undo monday.edition 3")]
pub struct Undo {
    /// The edition.
    file: PathBuf,
    /// How many steps.
    #[arg(default_value_t = 1)]
    steps: usize,
}

/// Do steps again that were taken back.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin redo monday.edition")]
pub struct Redo {
    /// The edition.
    file: PathBuf,
    /// How many steps.
    #[arg(default_value_t = 1)]
    steps: usize,
}

impl Undo {
    pub(super) fn run(&self, output: &Output) -> Ended {
        turn(&self.file, self.steps, output, Desk::undo, ("已撤销", "Undone"))
    }
}

impl Redo {
    pub(super) fn run(&self, output: &Output) -> Ended {
        turn(&self.file, self.steps, output, Desk::redo, ("已重做", "Redone"))
    }
}

/// Turns up to `steps` steps and tells each; where there are fewer, it says so and stops.
fn turn(
    file: &Path,
    steps: usize,
    output: &Output,
    step: fn(&Desk) -> Result<Option<Changed>, Failure>,
    word: (&str, &str),
) -> Ended {
    let desk = edit(file)?;
    let mut answers = Vec::new();
    for _ in 0..steps {
        let Some(changed) = step(&desk)? else { break };
        if !output.is_json {
            let (zh, en) = (&changed.done.zh, &changed.done.en);
            output.print(output.pick(&format!("{}：{zh}", word.0), &format!("{}: {en}", word.1)));
        }
        answers.push(json!({ "revision": changed.revision, "pages": changed.pages, "done": changed.done }));
    }
    if answers.is_empty() && !output.is_json {
        output.print(output.pick("没有可以撤销或重做的步骤。", "There is no step to undo or redo."));
    }
    if output.is_json {
        output.answer(&answers, String::new);
    }
    Ok(Outcome::Done)
}
