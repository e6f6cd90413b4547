//! `banxin sample`: the sample edition.

use super::{Ended, Outcome, resources};
use crate::output::Output;
use banxin_api::make_sample;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Make the sample edition.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin sample sample.edition")]
pub struct Sample {
    /// The file to make; it must not be there yet.
    file: PathBuf,
}

impl Sample {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let desk = make_sample(&self.file, &resources()?)?;
        let stories = desk.stories().len();
        let path = desk.path().display();
        output.answer(&json!({ "path": path.to_string(), "stories": stories }), || {
            output
                .pick(
                    &format!("{path}：样报，{stories} 篇稿件"),
                    &format!("{path}: the sample edition, {stories} stories"),
                )
                .to_owned()
        });
        Ok(Outcome::Done)
    }
}
