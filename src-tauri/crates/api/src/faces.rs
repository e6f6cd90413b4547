//! The fonts at hand, for composing and painting alike: the bundled ones, mapped into memory once, and those of the
//! user's own that an edition names.

use crate::installed::{self, FontFamilyView, Installed};
use crate::{Failure, Resources};
use banxin_scene::{Bytes, FaceFile, FaceName};
use banxin_text::{FaceInfo, FaceKey, FontBook, FontFamily};
use memmap2::Mmap;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

/// Every face there is: for the composer as a book, for painters as files. Clones share what they take in.
#[derive(Clone)]
pub struct Faces {
    held: Arc<RwLock<Held>>,
    /// What is installed, looked for when first asked about.
    installed: Arc<OnceLock<Installed>>,
}

#[derive(Default)]
struct Held {
    book: Arc<FontBook>,
    files: BTreeMap<FaceName, FaceFile>,
    infos: Vec<FaceInfo>,
    /// How many of the infos are of bundled faces.
    bundled: usize,
    /// Families of the user's own that were looked for, found or not.
    wanted: BTreeSet<String>,
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
        banxin_media::know_fonts(paths.clone());
        let (mut book, mut held) = (FontBook::new(), Held::default());
        for path in paths {
            let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let bytes = map(&path)?;
            let info = book.insert(FaceKey::new(name), Arc::clone(&bytes), 0).map_err(|refusal| {
                let (zh, en) = (refusal.message_zh(), refusal.to_string());
                let path = path.display();
                Failure::failed(refusal.code(), format!("字体 {path}：{zh}"), format!("font {path}: {en}"))
            })?;
            held.files.insert(FaceName(name.into()), FaceFile { bytes, index: 0 });
            held.infos.push(info);
        }
        if held.infos.is_empty() {
            return Err(Failure::failed(
                "no-fonts",
                format!("{} 里没有字体，请运行 cargo xtask fonts 取回。", folder.display()),
                format!("There are no fonts in {}: run `cargo xtask fonts` to fetch them.", folder.display()),
            ));
        }
        held.bundled = held.infos.len();
        held.book = Arc::new(book);
        Ok(Faces { held: Arc::new(RwLock::new(held)), installed: Arc::default() })
    }

    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn installed(&self) -> &Installed {
        self.installed.get_or_init(Installed::find)
    }

    /// The faces for the composer, as they stand.
    pub fn book(&self) -> Arc<FontBook> {
        Arc::clone(&self.held().book)
    }

    /// What each face says of itself.
    pub fn infos(&self) -> Vec<FaceInfo> {
        self.held().infos.clone()
    }

    /// The file of a face.
    pub fn file(&self, name: &FaceName) -> Option<FaceFile> {
        self.held().files.get(name).cloned()
    }

    /// Every family that heads and styles can be set in, the bundled ones first, and those that cannot be used with
    /// the reason why.
    pub fn families(&self) -> Vec<FontFamilyView> {
        let mut bundled: BTreeMap<String, FontFamilyView> = BTreeMap::new();
        let held = self.held();
        for info in held.infos.iter().take(held.bundled) {
            let key = info.key.as_str();
            let stem = key.rsplit_once('-').map_or(key, |(stem, _)| stem).to_owned();
            let family = bundled.entry(stem).or_insert_with(|| FontFamilyView {
                name: info.family.clone(),
                english: info.family_en.clone(),
                faces: Vec::new(),
                is_chinese: true,
                is_bundled: true,
                is_variable: false,
                refusal: None,
            });
            family.faces.push(key.to_owned());
        }
        drop(held);
        bundled.into_values().chain(self.installed().list()).collect()
    }

    /// The file of the installed face of a family that is nearest in weight, and its weight; read anew.
    pub(crate) fn installed_file(&self, family: &str, weight: u16) -> Option<(u16, FaceFile)> {
        let faces = self.installed().faces(family);
        let nearest = faces.iter().min_by_key(|face| face.weight.abs_diff(weight))?;
        let bytes = installed::read(nearest).ok()?;
        Some((nearest.weight, FaceFile { bytes, index: nearest.index }))
    }

    /// Takes in the installed families of these names, as far as they are installed; whether the book has changed.
    pub(crate) fn want(&self, families: &BTreeSet<String>) -> bool {
        let is_new = |name: &&String| !self.held().wanted.contains(*name);
        let new: Vec<&String> = families.iter().filter(is_new).collect();
        if new.is_empty() {
            return false;
        }
        let found: Vec<_> = new.iter().map(|name| ((*name).clone(), self.installed().faces(name))).collect();
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let mut book = FontBook::clone(&held.book);
        let mut is_changed = false;
        for (name, faces) in found {
            for face in faces {
                let key = FaceKey::of(&FontFamily::Named(name.clone()), face.weight);
                // A font that cannot be read after all is missing, and the page says so where it is named.
                let Ok(bytes) = installed::read(&face) else { continue };
                let Ok(info) = book.insert(key.clone(), Arc::clone(&bytes), face.index) else { continue };
                held.files.insert(FaceName(key.as_str().into()), FaceFile { bytes, index: face.index });
                held.infos.push(info);
                is_changed = true;
            }
            held.wanted.insert(name);
        }
        if is_changed {
            held.book = Arc::new(book);
        }
        is_changed
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
