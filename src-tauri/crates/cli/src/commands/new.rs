//! `banxin new`: an empty edition on a paper preset.

use super::{Ended, Outcome, resources};
use crate::output::Output;
use crate::trouble::Trouble;
use banxin_api::{Date, Desk, NewEdition, today};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Make a new, empty edition.
#[derive(Args)]
#[command(
    after_help = "Example:\n  banxin new monday.edition --paper broadsheet-cn --date 2026-02-09 --pages 4 --name 版心日报"
)]
pub struct New {
    /// The file to make; it must not be there yet.
    file: PathBuf,
    /// Page preset: broadsheet-cn, tabloid-cn, …
    #[arg(long, default_value = "broadsheet-cn")]
    paper: String,
    /// Day of issue, such as 2026-02-09; today when left out.
    #[arg(long)]
    date: Option<String>,
    /// How many pages, 1 to 64.
    #[arg(long, default_value_t = 4)]
    pages: u32,
    /// The paper's name.
    #[arg(long, default_value = "版心日报")]
    name: String,
    /// Lines that the nameplate takes on the front page; 0 for none.
    #[arg(long, default_value_t = 14, value_name = "LINES")]
    nameplate: u16,
}

impl New {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let new = NewEdition {
            paper: self.paper.clone(),
            date: self.date()?,
            pages: self.pages,
            name: self.name.clone(),
            nameplate_lines: self.nameplate,
        };
        let desk = Desk::create(&self.file, &new, &resources()?)?;
        let path = desk.path().display().to_string();
        let answer = json!({ "path": path, "paper": self.paper, "date": new.date, "pages": self.pages, "name": self.name });
        output.answer(&answer, || {
            let (date, pages, name) = (new.date, self.pages, &self.name);
            output
                .pick(
                    &format!("{path}：{name}，{date}，{pages} 版"),
                    &format!("{path}: {name}, {date}, {pages} pages"),
                )
                .to_owned()
        });
        Ok(Outcome::Done)
    }

    fn date(&self) -> Result<Date, Trouble> {
        let text = match &self.date {
            Some(text) => text.clone(),
            None => {
                let (year, month, day) = today();
                format!("{year:04}-{month:02}-{day:02}")
            }
        };
        text.parse().map_err(|_| {
            Trouble::usage(
                format!("“{text}”不是日期，请写成 2026-02-09 的样子。"),
                format!("“{text}” is not a date: write it like 2026-02-09."),
            )
        })
    }
}
