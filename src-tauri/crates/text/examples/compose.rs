//! Reads requests as JSON lines on standard input and answers each with its broken lines.

use banxin_text::{ComposeAnswer, ComposeRequest, FaceKey, FontBook, FontBytes, compose};
use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let mut fonts = FontBook::new();
    for key in ["song-400", "hei-400", "kai-400"] {
        let bytes: FontBytes = Arc::new(std::fs::read(folder.join(format!("{key}.ttf")))?);
        fonts.insert(FaceKey::new(key), bytes, 0)?;
    }
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let answer = match serde_json::from_str::<ComposeRequest>(&line) {
            Ok(request) => compose(&request, &fonts),
            Err(error) => ComposeAnswer::Refused { id: None, error: error.to_string() },
        };
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    }
    Ok(())
}
