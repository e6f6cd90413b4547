//! Exports that are stopped, run beside each other or find no room: nothing half-written is ever left.

use banxin_api::{Desk, ExportOptions, Resources, make_sample};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

fn sample(folder: &Path) -> Desk {
    let resources = Resources::locate().expect("assets are in the tree").with_cache(&folder.join("cache"));
    make_sample(&folder.join("sample.edition"), &resources).expect("makes the sample")
}

/// Everything that lies in a folder, hidden drafts too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("reads");
    entries.map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned()).collect()
}

fn on(_done: usize, _of: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn an_export_stopped_at_any_step_leaves_the_folder_as_it_was() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("makes a folder");
    let path = out.join("sample.pdf");
    std::fs::write(&path, b"the export before").expect("writes");
    let options = ExportOptions::default();
    let mut steps = BTreeSet::new();
    let mut last = 0;
    desk.export(&out.join("whole.pdf"), &options, &mut |done, of| {
        assert!(done >= last && done <= of, "{done} of {of} after {last}");
        last = done;
        steps.insert(done);
        ControlFlow::Continue(())
    })
    .expect("exports");
    std::fs::remove_file(out.join("whole.pdf")).expect("removes");
    // Each of its four pages is told, and each photo before them.
    let pages: Vec<&usize> = steps.iter().filter(|step| (700..=900).contains(*step)).collect();
    assert!(pages.len() >= 4 && steps.len() > 8, "{steps:?}");
    // Every third step is enough: the first, some photos, some pages, the last.
    for stop in steps.iter().step_by(3).chain(steps.last()) {
        let stopped = desk.export(&path, &options, &mut |done, _| {
            if done >= *stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        // Once the last step is told the file is in its place.
        if let Err(failure) = stopped {
            assert_eq!(failure.code, "export-cancelled");
            assert_eq!(std::fs::read(&path).expect("reads"), b"the export before", "stopped at {stop}");
        } else {
            assert_eq!(stop, steps.last().expect("has one"));
        }
        assert_eq!(names(&out), ["sample.pdf"], "stopped at {stop}");
    }
}

#[test]
fn two_exports_at_once_give_the_same_whole_file() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("makes a folder");
    let export = |name: &str| -> PathBuf {
        let path = out.join(name);
        desk.export(&path, &ExportOptions::default(), &mut on).expect("exports");
        path
    };
    std::thread::scope(|scope| {
        let others: Vec<_> =
            ["one.pdf", "one.pdf", "two.pdf"].map(|name| scope.spawn(move || export(name))).into();
        others.into_iter().for_each(|other| drop(other.join().expect("ends")));
    });
    let mut left = names(&out);
    left.sort();
    assert_eq!(left, ["one.pdf", "two.pdf"]);
    let bytes = |name: &str| std::fs::read(out.join(name)).expect("reads");
    assert_eq!(bytes("one.pdf"), bytes("two.pdf"));
}

#[test]
fn a_folder_that_goes_away_meanwhile_is_told() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("makes a folder");
    let failed = desk.export(&out.join("sample.pdf"), &ExportOptions::default(), &mut |_, _| {
        // It may be gone already at the second step.
        let _ = std::fs::remove_dir_all(&out);
        ControlFlow::Continue(())
    });
    assert!(failed.expect_err("there is nowhere to write").en.contains("sample.pdf"));
}

/// A disk of its own that is far too small for an export, gone with the value.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(place: &Path) -> Option<SmallDisk> {
        std::fs::create_dir(place).ok()?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=256k", "none"])
            .arg(place)
            .status()
            .ok()?;
        mounted.success().then(|| SmallDisk(place.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // What stays mounted goes with the machine; the test has said what it had to.
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_told_and_what_lay_there_stays() {
    let folder = tempfile::tempdir().expect("has a folder");
    let desk = sample(folder.path());
    let Some(disk) = SmallDisk::mount(&folder.path().join("disk")) else {
        eprintln!("skipped: only an administrator may mount a small disk");
        return;
    };
    let path = disk.0.join("sample.pdf");
    std::fs::write(&path, b"the export before").expect("writes");
    let failed = desk.export(&path, &ExportOptions::default(), &mut on).expect_err("there is no room");
    assert!(failed.en.contains("sample.pdf"), "{}", failed.en);
    assert_eq!(names(&disk.0), ["sample.pdf"]);
    assert_eq!(std::fs::read(&path).expect("reads"), b"the export before");
}
