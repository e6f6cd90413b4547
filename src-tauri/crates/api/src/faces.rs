//! The bundled fonts, mapped into memory once for composing and painting alike.

use crate::{Failure, Resources};
use banxin_scene::{Bytes, FaceFile, FaceName};
use banxin_text::{FaceInfo, FaceKey, FontBook};
use memmap2::Mmap;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Every face there is: for the composer as a book, for painters as files.
#[derive(Clone)]
pub struct Faces {
    book: Arc<FontBook>,
    files: Arc<BTreeMap<FaceName, FaceFile>>,
    infos: Arc<Vec<FaceInfo>>,
}

impl Faces {
    /// Takes in every font file of the bundled folder under the name of its file, such as `song-400`.
    ///
    /// # Errors
    /// When the folder or one of its fonts cannot be read, or it holds none.
    pub fn load(resources: &Resources) -> Result<Faces, Failure> {
        let folder = resources.fonts();
        let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
        let mut paths: Vec<_> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "ttf" || end == "otf" || end == "ttc"))
            .collect();
        paths.sort();
        let (mut book, mut files, mut infos) = (FontBook::new(), BTreeMap::new(), Vec::new());
        for path in paths {
            let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let bytes = map(&path)?;
            let info = book.insert(FaceKey::new(name), Arc::clone(&bytes), 0).map_err(|refusal| {
                let (zh, en) = (refusal.message_zh(), refusal.to_string());
                let path = path.display();
                Failure::failed(refusal.code(), format!("字体 {path}：{zh}"), format!("font {path}: {en}"))
            })?;
            files.insert(FaceName(name.into()), FaceFile { bytes, index: 0 });
            infos.push(info);
        }
        if infos.is_empty() {
            return Err(Failure::failed(
                "no-fonts",
                format!("{} 里没有字体，请运行 cargo xtask fonts 取回。", folder.display()),
                format!("There are no fonts in {}: run `cargo xtask fonts` to fetch them.", folder.display()),
            ));
        }
        Ok(Faces { book: Arc::new(book), files: Arc::new(files), infos: Arc::new(infos) })
    }

    /// The faces for the composer.
    pub fn book(&self) -> &Arc<FontBook> {
        &self.book
    }

    /// What each face says of itself.
    pub fn infos(&self) -> &[FaceInfo] {
        &self.infos
    }

    /// The file of a face.
    pub fn file(&self, name: &FaceName) -> Option<FaceFile> {
        self.files.get(name).cloned()
    }
}

/// Maps a font file into memory, so that ten large fonts cost nothing until their glyphs are read.
#[allow(unsafe_code)]
fn map(path: &Path) -> Result<Bytes, Failure> {
    let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
    // SAFETY: the bundled fonts are installed with the program and are not written to while it runs.
    let mapped = unsafe { Mmap::map(&file) }.map_err(|error| Failure::file(path, &error))?;
    Ok(Arc::new(mapped))
}
