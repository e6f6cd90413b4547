//! `banxin apply`: commands as JSON lines, each on disk before the next is read.

use super::{Ended, Outcome, edit};
use crate::output::Output;
use crate::trouble::Trouble;
use banxin_api::{Command, Desk, Failure, list_verbs};
use clap::Args;
use serde_json::json;
use std::fs::File;
use std::io::{BufRead, BufReader, stdin};
use std::path::{Path, PathBuf};

/// No command is longer; guards memory against a file that is not one of commands.
const LONGEST_LINE: u64 = 16 << 20;

/// Do commands, one JSON object a line: every verb that the window has.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  banxin apply monday.edition place.jsonl\n  echo '{\"verb\":\"add-page\"}' | banxin apply monday.edition -\n  banxin apply --list"
)]
pub struct Apply {
    /// The edition.
    #[arg(required_unless_present = "list")]
    file: Option<PathBuf>,
    /// The commands; - for stdin. Empty lines and lines that begin with # are passed over.
    #[arg(required_unless_present = "list")]
    commands: Option<PathBuf>,
    /// Print every verb with its fields and an example.
    #[arg(long)]
    list: bool,
}

impl Apply {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let (Some(file), Some(commands)) = (&self.file, &self.commands) else {
            list(output);
            return Ok(Outcome::Done);
        };
        if self.list {
            list(output);
            return Ok(Outcome::Done);
        }
        let mut lines = open(commands)?;
        let desk = edit(file)?;
        let mut done = 0;
        let mut number = 0;
        while let Some(line) = next_line(&mut lines, commands)? {
            number += 1;
            let words = line.trim().trim_start_matches('\u{feff}');
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            apply(&desk, words, number, output).map_err(|trouble| trouble.in_line(number))?;
            done += 1;
        }
        if !output.is_json {
            output.print(output.pick(&format!("已执行 {done} 条命令"), &format!("{done} commands done")));
        }
        Ok(Outcome::Done)
    }
}

fn apply(desk: &Desk, words: &str, line: usize, output: &Output) -> Result<(), Trouble> {
    let command = Command::parse(words)?;
    let changed = desk.apply(&command)?;
    if output.is_json {
        let answer = json!({
            "line": line,
            "revision": changed.revision,
            "pages": changed.pages,
            "created": changed.created,
            "done": changed.done,
        });
        output.answer_in_stream(&answer, String::new);
    }
    Ok(())
}

fn open(commands: &Path) -> Result<Box<dyn BufRead>, Trouble> {
    if commands == Path::new("-") {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    let file = File::open(commands).map_err(|error| Failure::file(commands, &error))?;
    Ok(Box::new(BufReader::new(file)))
}

/// The next line, or `None` behind the last.
fn next_line(lines: &mut dyn BufRead, commands: &Path) -> Result<Option<String>, Trouble> {
    let mut bytes = Vec::new();
    let read = std::io::Read::take(&mut *lines, LONGEST_LINE)
        .read_until(b'\n', &mut bytes)
        .map_err(|error| Failure::file(commands, &error))?;
    if read == 0 {
        return Ok(None);
    }
    let name = commands.display();
    let unreadable = || {
        Trouble::usage(
            format!("{name} 不是 UTF-8 的命令清单，请逐行写 JSON 并存为 UTF-8。"),
            format!(
                "{name} is not a list of commands in UTF-8: write one JSON object a line and save it as UTF-8."
            ),
        )
    };
    if bytes.len() as u64 == LONGEST_LINE {
        return Err(unreadable());
    }
    String::from_utf8(bytes).map(Some).map_err(|_| unreadable())
}

fn list(output: &Output) {
    let verbs = list_verbs();
    output.answer(&verbs, || {
        let paragraphs: Vec<String> = verbs
            .iter()
            .map(|verb| {
                let fields: Vec<String> = verb
                    .fields
                    .iter()
                    .map(|field| {
                        let must = if field.is_required { "" } else { "?" };
                        format!("  {}{must}: {}", field.name, field.about)
                    })
                    .collect();
                let about = output.pick(verb.zh, verb.en);
                let fields =
                    if fields.is_empty() { String::new() } else { format!("{}\n", fields.join("\n")) };
                format!("{}  {about}\n{fields}  {}", verb.verb, verb.example)
            })
            .collect();
        paragraphs.join("\n\n")
    });
}
