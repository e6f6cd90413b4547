//! Steps are saved whole, taken back and done again, also after the file was closed.

mod common;

use banxin_store::{EditionFile, Mode, StepState, StoreFailure};
use common::{ABC, LABEL, edition, reworded, words};

fn opened(path: &std::path::Path) -> (EditionFile, banxin_model::Edition) {
    EditionFile::open(path, Mode::Edit).expect("an edition that opens")
}

#[test]
fn a_new_file_gives_its_edition_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("期 1.edition");
    drop(EditionFile::create(&path, &edition()).expect("a new file"));
    let (file, read) = opened(&path);
    assert_eq!(read, edition());
    assert!(!file.is_read_only());
    assert_eq!(file.revision(), 0);
    drop(file);
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["期 1.edition"], "nothing else is left beside it");
}

#[test]
fn a_new_file_never_covers_an_old_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    std::fs::write(&path, "someone's notes").expect("a file");
    let failure = EditionFile::create(&path, &edition()).expect_err("the name is taken");
    assert_eq!(failure.code(), "file-exists");
    assert_eq!(std::fs::read(&path).expect("the file"), b"someone's notes");
}

#[test]
fn undo_and_redo_survive_closing_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut file = EditionFile::create(&path, &edition()).expect("a new file");
    let mut memory = edition();
    for text in ["一", "二", "三"] {
        let diff = reworded(&memory, text);
        file.commit(LABEL, &diff, &[]).expect("room on the disk");
        memory.apply(&diff).expect("a fresh diff");
    }
    drop(file);

    let (mut file, read) = opened(&path);
    assert_eq!(read, memory);
    for expected in ["二", "一"] {
        let (step, diff) = file.undo().expect("a file that writes").expect("a step to undo");
        assert_eq!((step.verb.as_str(), step.state), ("set-text", StepState::Undone));
        memory.apply(&diff).expect("an undo that fits");
        assert_eq!(words(&memory), expected);
    }
    drop(file);

    let (mut file, read) = opened(&path);
    assert_eq!(read, memory);
    let (step, diff) = file.redo().expect("a file that writes").expect("a step to redo");
    assert_eq!((step.seq, step.state), (2, StepState::Done));
    memory.apply(&diff).expect("a redo that fits");
    assert_eq!(words(&memory), "二");

    // A new step ends what could be redone, but the history remembers it.
    let diff = reworded(&memory, "四");
    file.commit(LABEL, &diff, &[]).expect("room on the disk");
    assert_eq!(file.redo().expect("a file that writes"), None);
    let states: Vec<_> =
        file.history(9).expect("a history").into_iter().map(|step| (step.seq, step.state)).collect();
    assert_eq!(
        states,
        [(4, StepState::Done), (3, StepState::Dropped), (2, StepState::Done), (1, StepState::Done)]
    );
    drop(file);

    let (mut file, mut memory) = opened(&path);
    while let Some((_, diff)) = file.undo().expect("a file that writes") {
        memory.apply(&diff).expect("an undo that fits");
    }
    assert_eq!(memory, edition());
    assert_eq!(file.reload().expect("a file that reads"), edition());
}

#[test]
fn a_change_that_no_longer_fits_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut file = EditionFile::create(&path, &edition()).expect("a new file");
    let mut other = edition();
    other.paragraphs.clear();
    let impossible = other.diff_to(&edition());
    let failure = file.commit(LABEL, &impossible, &[]).expect_err("the paragraphs are there already");
    assert!(matches!(failure, StoreFailure::Changed { .. }), "{failure}");
    assert_eq!(file.history(9).expect("a history"), []);
    assert_eq!(file.revision(), 0);
    assert_eq!(file.reload().expect("a file that reads"), edition());
    file.commit(LABEL, &reworded(&edition(), "还能写"), &[]).expect("the file goes on working");
}

#[test]
fn photos_are_kept_once_and_only_under_their_own_hash() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut file = EditionFile::create(&path, &edition()).expect("a new file");
    let mut memory = edition();
    for text in ["一", "二"] {
        let diff = reworded(&memory, text);
        file.commit(LABEL, &diff, &[(ABC, b"abc")]).expect("room on the disk");
        memory.apply(&diff).expect("a fresh diff");
    }
    assert_eq!(file.blob(ABC).expect("a file that reads").as_deref(), Some(b"abc".as_slice()));
    let failure = file.commit(LABEL, &reworded(&memory, "三"), &[(ABC, b"abd")]).expect_err("other bytes");
    assert_eq!(failure.code(), "photo-wrong-hash");
    file.compact().expect("a file that writes");
    assert!(!file.has_blob(ABC).expect("a file that reads"), "no record names it");
    assert_eq!(file.reload().expect("a file that reads"), memory);
}
