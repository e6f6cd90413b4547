//! One program edits, the others read.

mod common;

use banxin_store::{EditionFile, Mode};
use common::{LABEL, edition, reworded, words};

#[test]
fn a_second_opener_reads_and_is_told_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut first = EditionFile::create(&path, &edition()).expect("a new file");
    let (mut second, read) = EditionFile::open(&path, Mode::Edit).expect("a file that reads");
    assert_eq!(read, edition());
    assert!(second.is_read_only());
    assert_eq!(second.notice().map(|notice| notice.code), Some("open-elsewhere"));
    let refused = second.commit(LABEL, &reworded(&read, "不行"), &[]).expect_err("it only reads");
    assert_eq!(refused.code(), "file-read-only");
    assert_eq!(second.undo().expect("nothing to undo"), None);

    first.commit(LABEL, &reworded(&edition(), "行"), &[]).expect("the first still writes");
    assert_eq!(words(&second.reload().expect("a file that reads")), "行");
    assert_eq!(second.revision(), 1);
    assert_eq!(second.undo().expect_err("it only reads").code(), "file-read-only");

    drop(first);
    assert!(second.is_read_only(), "what was opened for reading stays so");
    let (third, _) = EditionFile::open(&path, Mode::Edit).expect("a file that opens");
    assert!(!third.is_read_only(), "once the first is gone the file can be edited");
}

#[test]
fn readers_see_whole_steps_while_another_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let mut writer = EditionFile::create(&path, &edition()).expect("a new file");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut memory = edition();
            for count in 1..=40 {
                let diff = reworded(&memory, &count.to_string());
                writer.commit(LABEL, &diff, &[]).expect("room on the disk");
                memory.apply(&diff).expect("a fresh diff");
            }
            done.store(true, std::sync::atomic::Ordering::Release);
        });
        let (mut reader, _) = EditionFile::open(&path, Mode::Read).expect("a file that reads");
        assert!(reader.notice().is_none(), "who asks to read needs no notice");
        let mut last = 0;
        while !done.load(std::sync::atomic::Ordering::Acquire) {
            let read = reader.reload().expect("a file that reads");
            let revision = reader.revision();
            assert!(revision >= last);
            last = revision;
            if revision > 0 {
                assert_eq!(words(&read), revision.to_string(), "the records belong to the revision");
            }
        }
        assert_eq!(words(&reader.reload().expect("a file that reads")), "40");
    });
}

#[cfg(unix)]
#[test]
fn a_file_opened_by_another_name_is_still_the_same_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    let first = EditionFile::create(&path, &edition()).expect("a new file");
    let link = folder.path().join("今日.edition");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    let (second, _) = EditionFile::open(&link, Mode::Edit).expect("a file that reads");
    assert_eq!(second.notice().map(|notice| notice.code), Some("open-elsewhere"));
    drop((first, second));
    let (third, _) = EditionFile::open(&link, Mode::Edit).expect("a file that opens");
    assert!(!third.is_read_only());
}
