//! `banxin compose`: paragraphs in, broken lines out, for checks of line breaking from outside.

use super::{Ended, Outcome, resources};
use crate::output::Output;
use banxin_api::{ComposeRequest, Faces, Failure, compose};
use clap::Args;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Set paragraphs, one JSON object a line, and say where lines end.
#[derive(Args)]
#[command(
    after_help = "Example:\n  echo '{\"id\":1,\"text\":\"今天有雨。\",\"measure\":4}' | banxin compose"
)]
pub struct Compose {
    /// The paragraphs; stdin when left out.
    file: Option<PathBuf>,
}

impl Compose {
    pub(super) fn run(&self, _: &Output) -> Ended {
        let faces = Faces::load(&resources()?)?;
        let name = self.file.as_deref().unwrap_or(Path::new("stdin"));
        let broken = |error: std::io::Error| Failure::file(name, &error);
        let lines: Box<dyn BufRead> = match &self.file {
            Some(file) => Box::new(BufReader::new(File::open(file).map_err(broken)?)),
            None => Box::new(std::io::stdin().lock()),
        };
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for line in lines.split(b'\n') {
            let line = line.map_err(broken)?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let answer = answer(&line, &faces);
            // A reader who has left wants no more answers.
            if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
                break;
            }
        }
        Ok(Outcome::Done)
    }
}

/// The answer to one line; a line that makes no sense answers with an error and the run goes on.
fn answer(line: &[u8], faces: &Faces) -> Value {
    let request = match serde_json::from_slice::<ComposeRequest>(line) {
        Ok(request) => request,
        Err(error) => {
            let id = serde_json::from_slice::<Value>(line).ok().and_then(|value| value.get("id").cloned());
            return json!({ "id": id, "error": error.to_string() });
        }
    };
    match serde_json::to_value(compose(&request, faces)) {
        Ok(answer) => answer,
        Err(error) => json!({ "id": null, "error": error.to_string() }),
    }
}
