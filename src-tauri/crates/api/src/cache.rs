//! The side cache: pictures in ink, and pages as they were last exported. Whatever is in it may go at any
//! time; nothing is lost with it but time, and the comparison with the last export.

use crate::Resources;
use banxin_media::sha256_hex;
use banxin_press::Keep;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes of pictures that are kept; the ones not used for longest go first.
const MOST: u64 = 2 << 30;

/// A folder outside the edition, one for all editions of a user.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    /// `None` where the system names no folder for such things.
    folder: Option<PathBuf>,
}

impl Cache {
    /// The cache of the user who runs the program.
    pub(crate) fn of(resources: &Resources) -> Cache {
        Cache { folder: resources.cache().map(Path::to_owned) }
    }

    /// Where the last export of a page of the edition at `edition` is kept.
    pub(crate) fn last_export(&self, edition: &Path, number: u32) -> Option<PathBuf> {
        let whole = std::fs::canonicalize(edition).unwrap_or_else(|_| edition.to_owned());
        let name = sha256_hex(whole.to_string_lossy().as_bytes());
        Some(self.folder.as_ref()?.join("exports").join(name).join(format!("{number}.page")))
    }

    fn picture(&self, name: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("pictures").join(format!("{name}.ink")))
    }

    /// Deletes the pictures not used for longest until the rest is small enough.
    pub(crate) fn tidy(&self) {
        let Some(folder) = &self.folder else { return };
        let Ok(entries) = std::fs::read_dir(folder.join("pictures")) else { return };
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let facts = entry.metadata().ok()?;
                Some((facts.modified().ok()?, facts.len(), entry.path()))
            })
            .collect();
        files.sort();
        let mut total: u64 = files.iter().map(|(_, size, _)| size).sum();
        for (_, size, path) in files {
            if total <= MOST {
                return;
            }
            // A file that will not go is no trouble: another one goes in its place next time.
            if std::fs::remove_file(path).is_ok() {
                total -= size;
            }
        }
    }
}

impl Keep for Cache {
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.picture(name)?;
        let bytes = std::fs::read(&path).ok()?;
        // Its date says when it was last of use; a cache that cannot be dated still serves.
        let _ = std::fs::File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(bytes)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        if let Some(path) = self.picture(name) {
            // A cache that cannot be written costs time and nothing else.
            let _ = write(&path, bytes);
        }
    }
}

/// Writes a file of the cache whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let thread = format!("{:?}", std::thread::current().id());
    let thread: String = thread.chars().filter(char::is_ascii_digit).collect();
    let draft = folder.join(format!(".{name}.{}-{thread}", std::process::id()));
    std::fs::write(&draft, bytes).and_then(|()| std::fs::rename(&draft, path)).inspect_err(|_| {
        let _ = std::fs::remove_file(&draft);
    })
}
