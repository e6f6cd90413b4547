//! Packages from the clipboard, with the photos that they bring from another edition.

use crate::Failure;
use crate::desk::{Changed, Desk};
use banxin_edit::{Command, PastePackages};
use banxin_media::file_of;
use banxin_store::{EditionFile, Mode};
use std::collections::BTreeMap;
use std::path::Path;

impl Desk {
    /// Puts copied packages onto a page. Photos that this edition lacks are read from the file `from`; those that
    /// cannot be had are left out.
    ///
    /// # Errors
    /// As [`Desk::apply`].
    pub fn paste(&self, mut paste: PastePackages, from: Option<&Path>) -> Result<Changed, Failure> {
        let missing: Vec<String> = {
            let open = self.lock();
            let named = paste.packages.iter().flat_map(|copied| &copied.story.photos);
            let hashes = named.map(|copied| file_of(&copied.photo.hash).to_owned());
            hashes.filter(|hash| !open.file.has_blob(hash).unwrap_or(false)).collect()
        };
        let brought = if missing.is_empty() { BTreeMap::new() } else { bytes_from(from, &missing) };
        for copied in &mut paste.packages {
            let is_had = |hash: &str| !missing.iter().any(|own| own == hash) || brought.contains_key(hash);
            copied.story.photos.retain(|copied| is_had(file_of(&copied.photo.hash)));
        }
        let bytes: Vec<(&str, &[u8])> =
            brought.iter().map(|(hash, bytes)| (hash.as_str(), bytes.as_slice())).collect();
        self.apply_with(&Command::from(paste), &bytes)
    }
}

/// The bytes of photos out of another edition; what it does not have is not among them.
fn bytes_from(path: Option<&Path>, hashes: &[String]) -> BTreeMap<String, Vec<u8>> {
    let file = path.and_then(|path| EditionFile::open(path, Mode::Read).ok());
    let Some((file, _)) = file else { return BTreeMap::new() };
    let found = hashes.iter().filter_map(|hash| Some((hash.clone(), file.blob(hash).ok().flatten()?)));
    found.collect()
}
