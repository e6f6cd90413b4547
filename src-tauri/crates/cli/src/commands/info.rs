//! `banxin info`: what an edition holds.

use super::{Ended, Outcome, read};
use crate::output::{Output, table};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Tell what an edition holds.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin info monday.edition")]
pub struct Info {
    /// The edition.
    file: PathBuf,
}

impl Info {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let desk = read(&self.file)?;
        let state = desk.state()?;
        let content = desk.content()?;
        let answer = json!({
            "path": state.path,
            "revision": state.revision,
            "info": state.info,
            "pages": state.pages,
            "stories": state.stories.len(),
            "photos": state.photos.len(),
            "packages": state.packages.len(),
            "history": state.history,
            "content": content,
        });
        output.answer(&answer, || {
            let about =
                state.info.as_ref().map(|info| format!("{} {}", info.name, info.date)).unwrap_or_default();
            let counts = output
                .pick(
                    &format!(
                        "{} 篇稿件，{} 张图片，{} 个稿块",
                        state.stories.len(),
                        state.photos.len(),
                        state.packages.len()
                    ),
                    &format!(
                        "{} stories, {} photos, {} packages",
                        state.stories.len(),
                        state.photos.len(),
                        state.packages.len()
                    ),
                )
                .to_owned();
            let rows: Vec<Vec<String>> = state
                .pages
                .iter()
                .map(|page| {
                    vec![
                        format!("{:02}", page.page.number),
                        page.page.name.clone(),
                        output
                            .pick(
                                &format!("{} 块", page.packages.len()),
                                &format!("{} packages", page.packages.len()),
                            )
                            .to_owned(),
                        output
                            .pick(
                                &format!("{} 字", page.characters),
                                &format!("{} characters", page.characters),
                            )
                            .to_owned(),
                        output
                            .pick(&format!("{} 处问题", page.faults), &format!("{} faults", page.faults))
                            .to_owned(),
                    ]
                })
                .collect();
            format!("{about}\n{counts}\n{}", table(&rows))
        });
        Ok(Outcome::Done)
    }
}
