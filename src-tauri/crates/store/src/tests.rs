//! What only the inside of the file can show: a disk that fills up, and steps from version to version.

use crate::migrate::{FORMAT_VERSION, STEPS};
use crate::{EditionFile, Label, Mode, StoreFailure};
use banxin_model::{Edition, Id, Paragraph, Role, Story, StoryKind};
use std::path::Path;
use std::sync::Arc;

const LABEL: Label<'static> =
    Label { verb: "set-text", zh: "改", en: "Edit", at: "2026-02-09T20:15:00+08:00" };

fn edition(text: &str) -> Edition {
    let mut edition = Edition::default();
    let story = Id::new(20);
    let record = Story {
        rank: 0,
        kind: StoryKind::Text,
        section: String::new(),
        source: String::new(),
        table: Default::default(),
    };
    edition.stories.insert(story, Arc::new(record));
    let paragraph = Paragraph::new(story, 0, Role::Body, text.to_owned());
    edition.paragraphs.insert(Id::new(30), Arc::new(paragraph));
    edition
}

fn pragma(file: &EditionFile, name: &str) -> i64 {
    file.connection().query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).expect("a pragma")
}

#[test]
fn a_full_disk_loses_nothing_and_the_step_can_be_done_once_there_is_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut file = EditionFile::create(&path, &edition("原文")).expect("a new file");
    let pages = pragma(&file, "page_count");
    // What SQLite says when the file may grow no more is what it says when the disk has no room.
    pragma(&file, &format!("max_page_count = {pages}"));
    let long = "长".repeat(50_000);
    let diff = edition("原文").diff_to(&edition(&long));
    let failure = file.commit(LABEL, &diff, &[]).expect_err("there is no room");
    assert_eq!(failure.code(), "disk-full");
    assert!(failure.zh().contains("磁盘已满") && failure.en().contains("disk is full"));
    assert_eq!(file.reload().expect("a file that reads"), edition("原文"));
    assert_eq!(file.history(9).expect("a history"), []);
    pragma(&file, "max_page_count = 100000");
    file.commit(LABEL, &diff, &[]).expect("there is room now");
    drop(file);
    let (_, read) = EditionFile::open(&path, Mode::Edit).expect("a file that opens");
    assert_eq!(read, edition(&long));
}

#[test]
fn an_older_format_is_brought_up_to_date_after_a_copy_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("晚报.edition");
    drop(EditionFile::create(&path, &edition("原文")).expect("a new file"));
    let mut steps = STEPS.to_vec();
    steps.push("ALTER TABLE meta ADD COLUMN note TEXT NOT NULL DEFAULT ''");

    // Readers see the newer format without changing the file.
    let (reader, read) = EditionFile::open_with(&path, Mode::Read, &steps).expect("a file that reads");
    assert_eq!((read, pragma(&reader, "user_version")), (edition("原文"), FORMAT_VERSION + 1));
    drop(reader);
    assert_eq!(folder.path().read_dir().expect("the folder").count(), 1);

    let (file, read) = EditionFile::open_with(&path, Mode::Edit, &steps).expect("a file that opens");
    assert_eq!((read, pragma(&file, "user_version")), (edition("原文"), FORMAT_VERSION + 1));
    drop(file);
    let copy = folder.path().join(format!("晚报.format-{FORMAT_VERSION}.edition"));
    let (copied, read) = EditionFile::open(&copy, Mode::Edit).expect("the copy opens as it was");
    assert_eq!((read, pragma(&copied, "user_version")), (edition("原文"), FORMAT_VERSION));

    let failure = EditionFile::open(&path, Mode::Edit).expect_err("the file is newer than this program");
    assert!(matches!(failure, StoreFailure::Newer { found, known, .. } if found == known + 1), "{failure}");
}

#[test]
fn a_step_that_fails_leaves_the_older_format_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    drop(EditionFile::create(&path, &edition("原文")).expect("a new file"));
    let mut steps = STEPS.to_vec();
    steps.push("CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE meta (id INTEGER) STRICT");
    assert!(EditionFile::open_with(&path, Mode::Edit, &steps).is_err());
    let (file, read) = EditionFile::open(&path, Mode::Edit).expect("the file opens as it was");
    assert_eq!(read, edition("原文"));
    assert!(file.connection().prepare("SELECT * FROM half").is_err(), "nothing of the step is left");
}

#[test]
fn the_safest_way_of_writing_is_in_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = EditionFile::create(&folder.path().join("a.edition"), &edition("")).expect("a new file");
    let mode: String =
        file.connection().query_row("PRAGMA journal_mode", [], |row| row.get(0)).expect("a pragma");
    assert_eq!(mode, "delete");
    assert_eq!(pragma(&file, "synchronous"), 3, "EXTRA");
    assert_eq!(pragma(&file, "trusted_schema"), 0);
    assert_eq!(file.path(), Path::new(&folder.path().join("a.edition")));
}
