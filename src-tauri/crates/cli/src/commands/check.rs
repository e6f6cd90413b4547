//! `banxin check`: what is not right yet.

use super::{Ended, Outcome, read};
use crate::output::Output;
use banxin_api::{Fault, Severity};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// List what is not right yet; ends with 1 when there is anything.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin check monday.edition --json")]
pub struct Check {
    /// The edition.
    file: PathBuf,
}

impl Check {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let faults = read(&self.file)?.faults();
        let records: Vec<Value> = faults.iter().map(|fault| record(fault, output)).collect();
        output.answer(&records, || {
            if faults.is_empty() {
                return output.pick("没有问题。", "Nothing is wrong.").to_owned();
            }
            let lines: Vec<String> = faults
                .iter()
                .map(|fault| {
                    let (page, message) = (fault.page, output.pick(&fault.message.zh, &fault.message.en));
                    let fix = output.pick(&fault.fix.zh, &fault.fix.en);
                    let place = output.pick(&format!("{page} 版"), &format!("page {page}")).to_owned();
                    format!("{place}  {message}  {fix}").trim_end().to_owned()
                })
                .collect();
            lines.join("\n")
        });
        let is_wrong = faults.iter().any(|fault| fault.severity != Severity::Info);
        Ok(if is_wrong { Outcome::FaultsFound } else { Outcome::Done })
    }
}

/// A fault with its sentences in the user's language, and in both beside.
pub(super) fn record(fault: &Fault, output: &Output) -> Value {
    json!({
        "code": fault.code,
        "severity": fault.severity,
        "page": fault.page,
        "subject": fault.subject,
        "message": output.pick(&fault.message.zh, &fault.message.en),
        "fix": output.pick(&fault.fix.zh, &fault.fix.en),
        "messages": fault.message,
        "fixes": fault.fix,
    })
}
