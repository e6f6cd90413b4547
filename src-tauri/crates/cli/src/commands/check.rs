//! `banxin check`: what is not right yet.

use super::{Ended, Outcome, read};
use crate::output::Output;
use banxin_api::{CheckedFault, Fault, Severity};
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
        let faults = read(&self.file)?.check(true);
        let records: Vec<Value> = faults.iter().map(|fault| checked_record(fault, output)).collect();
        output.answer(&records, || {
            if faults.is_empty() {
                return output.pick("没有问题。", "Nothing is wrong.").to_owned();
            }
            let lines: Vec<String> = faults
                .iter()
                .map(|checked| {
                    let fault = &checked.fault;
                    let (page, message) = (fault.page, output.pick(&fault.message.zh, &fault.message.en));
                    let fix = output.pick(&fault.fix.zh, &fault.fix.en);
                    let place = output.pick(&format!("{page} 版"), &format!("page {page}")).to_owned();
                    let grave = match fault.severity {
                        Severity::Error => output.pick("错误", "error"),
                        Severity::Warning => output.pick("警告", "warning"),
                        Severity::Info => output.pick("提示", "note"),
                    };
                    let passed = checked.pass.as_ref().map_or(String::new(), |pass| {
                        output
                            .pick(
                                &format!("（{}放行：{}）", pass.by, pass.reason),
                                &format!("(passed by {}: {})", pass.by, pass.reason),
                            )
                            .to_owned()
                    });
                    format!("{place}  {grave}  {message}  {fix}{passed}").trim_end().to_owned()
                })
                .collect();
            lines.join("\n")
        });
        let is_wrong =
            faults.iter().any(|checked| checked.fault.severity != Severity::Info && checked.pass.is_none());
        Ok(if is_wrong { Outcome::FaultsFound } else { Outcome::Done })
    }
}

/// As [`record`], with why the rule is there, what would mend the fault, and who lets it pass.
fn checked_record(checked: &CheckedFault, output: &Output) -> Value {
    let mut record = record(&checked.fault, output);
    record["why"] = json!(output.pick(&checked.why.zh, &checked.why.en));
    record["key"] = json!(checked.key);
    record["repair"] = json!(checked.repair);
    record["pass"] = json!(checked.pass);
    record
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
