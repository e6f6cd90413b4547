//! Makes the edition that is kept for good as a file of the present format: `freeze FILE.edition`.
//!
//! It is run once for each format version, before the version is released; the file then goes to
//! `tests/formats` and is never made again.

#[path = "../tests/common/mod.rs"]
mod common;

use banxin_store::EditionFile;
use common::{LABEL, edition, reworded};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name the file to make")?;
    let mut file = EditionFile::create(Path::new(&path), &edition())?;
    let mut memory = edition();
    for (text, photos) in
        [("江水涨了。", &[(common::ABC, b"abc".as_slice())][..]), ("江水又涨了。", &[]), ("江水落了。", &[])]
    {
        let diff = reworded(&memory, text);
        file.commit(LABEL, &diff, photos)?;
        memory.apply(&diff)?;
    }
    file.undo()?;
    Ok(())
}
