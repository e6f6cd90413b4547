//! The mark of the one program that edits a file: an advisory lock that dies with its process.
//!
//! The lock stands on a hidden file beside the edition, because the systems disagree about locks on the
//! database itself: on Windows they shut out readers, on network shares they collide with SQLite's own.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A held lock; dropping it lets the next program edit.
#[derive(Debug)]
pub(crate) struct EditLock {
    path: PathBuf,
    file: Option<File>,
}

/// What asking for the lock came to.
pub(crate) enum Asked {
    /// It is ours.
    Ours(EditLock),
    /// Another program edits the file.
    Taken,
}

/// Asks for the lock of the edition at `edition`.
///
/// # Errors
/// When the folder does not let us write.
pub(crate) fn ask(edition: &Path) -> io::Result<Asked> {
    // Whatever name or link it is opened by, a file has one lock.
    let path = beside(&edition.canonicalize()?);
    loop {
        let file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Asked::Taken),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // The former holder may have removed the file between our opening and our locking it; then the
        // name belongs to another file and our lock guards nothing.
        if is_still(&path, &file) {
            return Ok(Asked::Ours(EditLock { path, file: Some(file) }));
        }
    }
}

/// Name of the lock's file.
fn beside(edition: &Path) -> PathBuf {
    let name = edition.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    edition.with_file_name(format!(".{name}.lock"))
}

impl Drop for EditLock {
    fn drop(&mut self) {
        // Removing it before letting go is safe where names can go under an open file; elsewhere the file
        // is closed first, and removing fails if someone else has it open by then. Either way what may be
        // left is an empty file without a lock, which shuts nobody out.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
            self.file.take();
        } else {
            self.file.take();
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(windows)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    // Sharing for reading and writing, not for removal: nobody can remove the file while we look at it.
    OpenOptions::new().read(true).write(true).create(true).truncate(false).share_mode(1 | 2).open(path)
}

#[cfg(not(windows))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(path), file.metadata()) {
        (Ok(named), Ok(held)) => named.dev() == held.dev() && named.ino() == held.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_path: &Path, _file: &File) -> bool {
    true
}
