//! What is not an edition, or no longer one, gets one clear sentence and is left as it is.

mod common;

use banxin_store::{EditionFile, Mode, StoreFailure};
use common::{LABEL, edition, reworded};
use std::fs;
use std::path::Path;

/// Opens the file both ways; both must fail alike, in both languages, and leave the bytes as they are.
fn refused(path: &Path) -> StoreFailure {
    let before = fs::read(path).ok();
    let reading = EditionFile::open(path, Mode::Read).expect_err("not for reading");
    let failure = EditionFile::open(path, Mode::Edit).expect_err("not for editing");
    assert_eq!(reading.code(), failure.code());
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    for sentence in [failure.zh(), failure.en()] {
        assert!(sentence.contains(&name), "it names the file: {sentence}");
        assert!(sentence.ends_with(['。', '.']), "it is a sentence: {sentence}");
        assert!(!sentence.contains('\n'));
    }
    assert_eq!(fs::read(path).ok(), before);
    failure
}

#[test]
fn files_that_are_something_else_are_named_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    let mut photo = vec![0xff, 0xd8, 0xff, 0xe0];
    photo.extend((0..20_000u32).map(|value| (value.wrapping_mul(2_654_435_761) >> 24) as u8));
    for (name, bytes, code) in [
        ("空.edition", &b""[..], "file-empty"),
        ("note.edition", &b"hello"[..], "file-not-an-edition"),
        (
            "gb18030.edition",
            &[0xb4, 0xba, 0xb7, 0xe7, 0xb5, 0xbd, 0xbd, 0xad, 0xc5, 0xcf].repeat(99),
            "file-not-an-edition",
        ),
        ("photo.edition", &photo, "file-not-an-edition"),
        ("zeros.edition", &[0; 8192], "file-not-an-edition"),
        ("magic.edition", &b"SQLite format 3\0"[..], "file-not-an-edition"),
    ] {
        assert_eq!(refused(&put(name, bytes)).code(), code, "{name}");
    }
    assert_eq!(refused(&folder.path().join("没有.edition")).code(), "file-missing");
    assert_eq!(refused(folder.path()).code(), "file-not-an-edition");
}

#[test]
fn another_programs_database_is_not_an_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("browser.sqlite");
    let other = rusqlite::Connection::open(&path).expect("a database");
    other.execute_batch("CREATE TABLE page (id INTEGER PRIMARY KEY, body TEXT)").expect("a table");
    drop(other);
    assert_eq!(refused(&path).code(), "file-not-an-edition");
}

#[test]
fn a_newer_format_asks_for_a_newer_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    drop(EditionFile::create(&path, &edition()).expect("a new file"));
    rusqlite::Connection::open(&path)
        .and_then(|other| other.pragma_update(None, "user_version", 99))
        .expect("a newer version");
    let failure = refused(&path);
    assert_eq!(failure.code(), "file-newer");
    assert!(failure.en().contains("99") && failure.zh().contains("99"));
}

#[test]
fn a_file_cut_short_anywhere_is_damaged_or_nothing_at_all_and_never_a_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole.edition");
    let mut file = EditionFile::create(&whole, &edition()).expect("a new file");
    let long = "长".repeat(20_000);
    file.commit(LABEL, &reworded(&edition(), &long), &[]).expect("room on the disk");
    drop(file);
    let bytes = fs::read(&whole).expect("the file");
    let path = folder.path().join("cut.edition");
    let cuts = (1..20).map(|part| bytes.len() * part / 20).chain([1, 50, 99, 512, 4096, bytes.len() - 1]);
    for length in cuts {
        fs::write(&path, &bytes[..length]).expect("a file");
        let code = refused(&path).code();
        assert!(
            matches!(code, "file-damaged" | "file-not-an-edition"),
            "cut to {length} of {}: {code}",
            bytes.len()
        );
    }
}

#[test]
fn noise_in_a_file_never_panics_and_never_opens_as_an_unsound_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole.edition");
    drop(EditionFile::create(&whole, &edition()).expect("a new file"));
    let bytes = fs::read(&whole).expect("the file");
    let path = folder.path().join("noisy.edition");
    let mut state = 7u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let mut refusals = 0;
    for _ in 0..150 {
        let mut noisy = bytes.clone();
        for _ in 0..40 {
            let at = random() % noisy.len();
            noisy[at] = random() as u8;
        }
        fs::write(&path, &noisy).expect("a file");
        match EditionFile::open(&path, Mode::Read) {
            Ok((_, read)) => assert_eq!(banxin_model::check(&read), []),
            Err(failure) => {
                refusals += 1;
                assert!(!failure.zh().is_empty());
            }
        }
    }
    assert!(refusals > 50, "noise is noticed: {refusals} of 150");
}

#[test]
fn records_that_contradict_each_other_are_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    for damage in [
        "DELETE FROM story",
        "UPDATE paragraph SET body = '{}'",
        "UPDATE page SET body = 'x'",
        "INSERT INTO story VALUES (-5, '{\"rank\":0,\"kind\":\"text\"}')",
        "DROP TABLE package",
        "DELETE FROM meta",
    ] {
        let _ = fs::remove_file(&path);
        drop(EditionFile::create(&path, &edition()).expect("a new file"));
        rusqlite::Connection::open(&path).and_then(|other| other.execute_batch(damage)).expect("damage");
        assert_eq!(refused(&path).code(), "file-damaged", "{damage}");
    }
}

#[test]
fn a_write_protected_file_opens_for_reading_with_a_notice() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    drop(EditionFile::create(&path, &edition()).expect("a new file"));
    let mut permissions = fs::metadata(&path).expect("the file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("a protected file");
    let (mut file, read) = EditionFile::open(&path, Mode::Edit).expect("it can be read");
    assert_eq!(read, edition());
    assert_eq!(file.notice().map(|notice| notice.code), Some("write-protected"));
    let failure = file.commit(LABEL, &reworded(&read, "不行"), &[]).expect_err("it only reads");
    assert_eq!(failure.code(), "file-read-only");
    drop(file);
    let mut permissions = fs::metadata(&path).expect("the file").permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    fs::set_permissions(&path, permissions).expect("a file that can be removed");
}

#[test]
fn a_new_file_needs_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("无此文件夹").join("a.edition");
    let failure = EditionFile::create(&path, &edition()).expect_err("no such folder");
    assert_eq!(failure.code(), "file-missing");
    assert!(failure.en().contains("无此文件夹"));
}

#[test]
fn a_file_changed_behind_our_back_is_noticed_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut file = EditionFile::create(&path, &edition()).expect("a new file");
    // A share whose locks do not hold would let another machine do this.
    rusqlite::Connection::open(&path)
        .and_then(|other| other.execute_batch("UPDATE meta SET revision = 5"))
        .expect("another writer");
    let failure = file.commit(LABEL, &reworded(&edition(), "旧"), &[]).expect_err("it is stale");
    assert_eq!(failure.code(), "file-changed");
    assert_eq!(file.history(9).expect("a history"), []);
    assert_eq!(file.reload().expect("a file that reads"), edition());
    file.commit(LABEL, &reworded(&edition(), "新"), &[]).expect("after reading anew it goes on");
}
