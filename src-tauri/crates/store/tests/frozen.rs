//! Files of every released format still open, with their history and their photos.

mod common;

use banxin_store::{EditionFile, Mode};
use common::{ABC, edition, words};
use std::path::Path;

fn opens_with_its_history(name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    std::fs::copy(frozen, &path).expect("a copy of the frozen file");
    let (mut file, mut memory) = EditionFile::open(&path, Mode::Edit).expect("it opens");
    assert_eq!(words(&memory), "江水又涨了。");
    assert_eq!(file.blob(ABC).expect("it reads").as_deref(), Some(b"abc".as_slice()));
    let (_, diff) = file.redo().expect("it writes").expect("a step that had been undone");
    memory.apply(&diff).expect("a redo that fits");
    assert_eq!(words(&memory), "江水落了。");
    while let Some((step, diff)) = file.undo().expect("it writes") {
        assert_eq!((step.verb.as_str(), step.at.as_str()), ("set-text", "2026-02-09T20:15:00+08:00"));
        memory.apply(&diff).expect("an undo that fits");
    }
    assert_eq!(memory, edition());
}

#[test]
fn format_1_opens() {
    opens_with_its_history("v1.edition");
}
