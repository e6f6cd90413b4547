//! Where painters find the bytes that a display list only names.

use crate::FaceName;
use std::sync::Arc;

/// Bytes held in memory or mapped from a file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A font face's file and which face of it is meant.
#[derive(Clone)]
pub struct FaceFile {
    /// The whole font file.
    pub bytes: Bytes,
    /// Index of the face in a collection, 0 for a plain font.
    pub index: u32,
}

/// Looks up what a display list names; the same name gives the same bytes as long as the list lives.
pub trait Shelf: Send + Sync {
    /// The font file of a face, or `None` when it is not to be had.
    fn face(&self, name: &FaceName) -> Option<FaceFile>;
    /// The file of a photo by its SHA-256 in lower-case hex, or `None` when it is missing.
    fn photo(&self, hash: &str) -> Option<Bytes>;
}
