//! `banxin stories`: the pool.

use super::{Ended, Outcome, read};
use crate::output::{Output, table};
use clap::Args;
use std::path::PathBuf;

/// List the stories of the pool.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin stories monday.edition --json")]
pub struct Stories {
    /// The edition.
    file: PathBuf,
}

impl Stories {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let stories = read(&self.file)?.stories();
        output.answer(&stories, || {
            let rows: Vec<Vec<String>> = stories
                .iter()
                .map(|story| {
                    let placed: Vec<String> = story.placed.iter().map(u32::to_string).collect();
                    let placed = if placed.is_empty() { "—".to_owned() } else { placed.join(",") };
                    vec![
                        story.id.clone(),
                        story.headline.clone().unwrap_or_else(|| "—".to_owned()),
                        output
                            .pick(
                                &format!("{} 字", story.characters),
                                &format!("{} characters", story.characters),
                            )
                            .to_owned(),
                        output
                            .pick(&format!("{} 行", story.lines), &format!("{} lines", story.lines))
                            .to_owned(),
                        output.pick(&format!("版 {placed}"), &format!("page {placed}")).to_owned(),
                    ]
                })
                .collect();
            table(&rows)
        });
        Ok(Outcome::Done)
    }
}
