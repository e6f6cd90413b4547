//! What the program says: answers on stdout, sentences about trouble on stderr.

use crate::language::Language;
use crate::trouble::Trouble;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

/// Where answers go and how they are worded.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// The language of sentences.
    pub language: Language,
    /// Whether answers are JSON.
    pub is_json: bool,
}

impl Output {
    /// Answers in this language, as JSON or as lines to read.
    pub fn new(language: Language, is_json: bool) -> Output {
        Output { language, is_json }
    }

    /// The one of two sentences that is in the user's language.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.language.pick(zh, en)
    }

    /// Prints an answer: as JSON when that was asked for, else the line.
    pub fn answer(&self, answer: &impl Serialize, line: impl FnOnce() -> String) {
        if self.is_json {
            let value = serde_json::to_value(answer).unwrap_or(Value::Null);
            self.print(&format!("{value:#}"));
        } else {
            let line = line();
            if !line.is_empty() {
                self.print(&line);
            }
        }
    }

    /// Prints an answer of a stream of answers: one line of JSON, or the line.
    pub fn answer_in_stream(&self, answer: &impl Serialize, line: impl FnOnce() -> String) {
        if self.is_json {
            let value = serde_json::to_value(answer).unwrap_or(Value::Null);
            self.print(&value.to_string());
        } else {
            self.print(&line());
        }
    }

    /// Prints a line and sends it on at once; a reader who has left ends the program without a word.
    pub fn print(&self, line: &str) {
        let mut out = std::io::stdout().lock();
        if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
            std::process::exit(0);
        }
    }

    /// Says something that is not the answer.
    pub fn remark(&self, line: &str) {
        eprintln!("{line}");
    }

    /// Says why nothing came of it: one sentence on stderr, and for machines a record on stdout.
    pub fn trouble(&self, trouble: &Trouble) {
        let failure = &trouble.failure;
        let sentence = self.pick(&failure.zh, &failure.en);
        let sentence = match trouble.line {
            Some(line) => {
                format!("{}{sentence}", self.pick(&format!("第 {line} 行："), &format!("Line {line}: ")))
            }
            None => sentence.to_owned(),
        };
        eprintln!("{sentence}");
        if self.is_json {
            let record = json!({ "error": failure, "line": trouble.line });
            self.print(&record.to_string());
        }
    }
}

/// Cells of a table, padded so that columns stand under each other; Han count two.
pub fn table(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, wanted)| format!("{cell}{}", " ".repeat(wanted.saturating_sub(width(cell)))))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Width on a terminal.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}') { 2 } else { 1 })
        .sum()
}
