//! `banxin fonts`: the families that heads and styles can be set in.

use super::{Ended, Outcome, resources};
use crate::output::{Output, table};
use banxin_api::Faces;
use clap::Args;

/// List the fonts that heads and styles can be set in, and those that cannot print with the reason why.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin fonts --chinese\n  banxin fonts --json")]
pub struct Fonts {
    /// Only families that have Chinese characters, and those that cannot be used.
    #[arg(long)]
    chinese: bool,
}

impl Fonts {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let mut families = Faces::load(&resources()?)?.families();
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
