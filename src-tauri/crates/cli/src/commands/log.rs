//! `banxin log`: the steps of history.

use super::{Ended, Outcome, read};
use crate::output::{Output, table};
use clap::Args;
use std::path::PathBuf;

/// List the steps of history, newest first.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin log monday.edition --limit 20")]
pub struct Log {
    /// The edition.
    file: PathBuf,
    /// How many steps at most.
    #[arg(long, default_value_t = 1000)]
    limit: usize,
}

impl Log {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let steps = read(&self.file)?.history(self.limit)?;
        output.answer(&steps, || {
            let rows: Vec<Vec<String>> = steps
                .iter()
                .map(|step| {
                    let state = serde_json::to_value(step.state).ok();
                    let state =
                        state.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
                    vec![
                        step.seq.to_string(),
                        step.at.clone(),
                        state,
                        step.verb.clone(),
                        output.pick(&step.zh, &step.en).to_owned(),
                    ]
                })
                .collect();
            table(&rows)
        });
        Ok(Outcome::Done)
    }
}
