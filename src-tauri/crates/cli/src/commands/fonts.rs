//! `banxin fonts`: the families that heads and styles can be set in.

use super::{Ended, Outcome, resources};
use crate::output::{Output, table};
use banxin_api::{Faces, Failure};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// List the fonts that heads and styles can be set in, and those that cannot print with the reason why.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  banxin fonts --chinese\n  banxin fonts --sample hei-700 --text 今日要闻 -o hei.png"
)]
pub struct Fonts {
    /// Only families that have Chinese characters, and those that cannot be used.
    #[arg(long)]
    chinese: bool,
    /// Write a picture of a face instead, such as hei-700 or 思源黑体-700: its family's name, or the text given.
    #[arg(long, value_name = "FACE", requires = "output")]
    sample: Option<String>,
    /// What the picture shows.
    #[arg(long, requires = "sample")]
    text: Option<String>,
    /// The PNG to write.
    #[arg(short, long, value_name = "OUT.png", requires = "sample")]
    output: Option<PathBuf>,
    /// Height of the picture in pixels, 12 to 400.
    #[arg(long, default_value_t = 96, requires = "sample")]
    pixels: u32,
}

impl Fonts {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let faces = Faces::load(&resources()?)?;
        if let (Some(face), Some(out)) = (&self.sample, &self.output) {
            let png = faces.sample(face, self.text.as_deref(), self.pixels)?;
            std::fs::write(out, png).map_err(|error| Failure::file(out, &error))?;
            output.answer(&json!({ "face": face, "output": out }), || out.display().to_string());
            return Ok(Outcome::Done);
        }
        let mut families = faces.families();
        if self.chinese {
            families.retain(|family| family.is_chinese || family.refusal.is_some());
        }
        output.answer(&families, || {
            let rows: Vec<Vec<String>> = families
                .iter()
                .map(|family| {
                    let place = match family.is_bundled {
                        true => output.pick("自带", "bundled"),
                        false => output.pick("本机", "installed"),
                    };
                    let told = match &family.refusal {
                        Some(reason) => output.pick(&reason.zh, &reason.en).to_owned(),
                        None => family.faces.join(" "),
                    };
                    vec![family.name.clone(), family.english.clone(), place.to_owned(), told]
                })
                .collect();
            table(&rows)
        });
        Ok(Outcome::Done)
    }
}
