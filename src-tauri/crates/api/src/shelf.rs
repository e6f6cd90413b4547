//! The painters' shelf: bundled fonts, and photos out of the edition's own file.

use crate::{Faces, Failure};
use banxin_media::file_of;
use banxin_scene::{Bytes, FaceFile, FaceName, Shelf};
use banxin_store::{EditionFile, Mode};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of photos kept at hand.
const AT_HAND: usize = 64 << 20;

/// Fonts and photos of one edition, read through a connection of its own so that nothing waits for edits.
pub struct EditionShelf {
    faces: Faces,
    file: Mutex<EditionFile>,
    recent: Mutex<VecDeque<(String, Bytes, usize)>>,
}

impl EditionShelf {
    /// The shelf of the edition at `path`.
    ///
    /// # Errors
    /// When the file cannot be opened for reading.
    pub fn open(path: &Path, faces: Faces) -> Result<EditionShelf, Failure> {
        let (file, _) = EditionFile::open(path, Mode::Read)?;
        Ok(EditionShelf { faces, file: Mutex::new(file), recent: Mutex::new(VecDeque::new()) })
    }
}

impl Shelf for EditionShelf {
    fn face(&self, name: &FaceName) -> Option<FaceFile> {
        self.faces.file(name)
    }

    fn photo(&self, key: &str) -> Option<Bytes> {
        let hash = file_of(key);
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes, _)) = recent.iter().find(|(own, _, _)| own == hash) {
            return Some(Arc::clone(bytes));
        }
        let found = self.file.lock().unwrap_or_else(PoisonError::into_inner).blob(hash).ok().flatten()?;
        let size = found.len();
        let bytes: Bytes = Arc::new(found);
        recent.push_front((hash.to_owned(), Arc::clone(&bytes), size));
        let mut total = 0;
        recent.retain(|(_, _, size)| {
            total += size;
            total <= AT_HAND || total == *size
        });
        Some(bytes)
    }
}
