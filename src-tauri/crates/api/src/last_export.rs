//! Pages as they were last exported, kept beside the edition so that the next one can be compared.

use crate::cache::{self, Cache};
use banxin_scene::PageList;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A page as it left the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LastExport {
    /// When, as ISO 8601 in UTC.
    pub(crate) at: String,
    /// The file it went into.
    pub(crate) file: String,
    /// The edition's revision.
    pub(crate) revision: i64,
    /// What the file was painted from.
    pub(crate) list: PageList,
}

impl LastExport {
    /// Keeps pages for the next comparison; where they cannot be kept there will be none.
    pub(crate) fn keep(
        cache: &Cache,
        edition: &Path,
        pages: &[PageList],
        (at, file, revision): (&str, &str, i64),
    ) {
        for list in pages {
            let Some(path) = cache.last_export(edition, list.number) else { return };
            let last = LastExport { at: at.to_owned(), file: file.to_owned(), revision, list: list.clone() };
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
            let packed =
                serde_json::to_writer(&mut packer, &last).is_ok().then(|| packer.finish().ok()).flatten();
            if let Some(packed) = packed {
                let _ = cache::write(&path, &packed);
            }
        }
    }

    /// The page of that number as it was last exported from the edition, if that is still known.
    pub(crate) fn of(cache: &Cache, edition: &Path, number: u32) -> Option<LastExport> {
        let packed = std::fs::read(cache.last_export(edition, number)?).ok()?;
        serde_json::from_reader(std::io::BufReader::new(ZlibDecoder::new(packed.as_slice()))).ok()
    }
}
