//! Fonts that the user installed: found in the system's folders and listed by family, each with its faces or the
//! reason why it cannot print.

use banxin_layout::Sentence;
use banxin_scene::Bytes;
use banxin_text::{FontRefusal, FoundFace, faces_in};
use memmap2::Mmap;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use ts_rs::TS;

/// Folders below a font folder that are looked into.
const DEEPEST: usize = 6;
/// Font files that are looked at; more than any machine has.
const MOST_FILES: usize = 20_000;

/// A family of type as a list of fonts shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FontFamilyView {
    /// Its name, in Chinese where the font has it; or the name of a file that cannot be read.
    pub name: String,
    /// Its name in English.
    pub english: String,
    /// Names of its faces, lightest first, as heads and styles take them, such as `思源黑体-700`.
    pub faces: Vec<String>,
    /// Whether it has Chinese characters.
    pub is_chinese: bool,
    /// Whether the program brought it.
    pub is_bundled: bool,
    /// Whether it is a variable font, which is set as its maker drew it first.
    pub is_variable: bool,
    /// Why it cannot be used; its faces are none then.
    pub refusal: Option<Sentence>,
}

/// An installed face that can be used.
#[derive(Clone, Debug)]
pub(crate) struct InstalledFace {
    pub weight: u16,
    pub path: PathBuf,
    pub index: u32,
}

/// What is installed on this machine.
#[derive(Debug, Default)]
pub(crate) struct Installed {
    families: BTreeMap<String, Family>,
}

#[derive(Debug, Default)]
struct Family {
    english: String,
    faces: BTreeMap<u16, InstalledFace>,
    is_chinese: bool,
    is_variable: bool,
    refusal: Option<FontRefusal>,
}

impl Installed {
    /// Looks through the system's font folders, or those that `BANXIN_FONTS` names.
    pub(crate) fn find() -> Installed {
        Installed::under(&folders())
    }

    /// Looks through folders and those below them; what cannot be read is passed over.
    pub(crate) fn under(folders: &[PathBuf]) -> Installed {
        let mut files = Vec::new();
        for folder in folders {
            collect(folder, DEEPEST, &mut files);
        }
        files.sort();
        files.dedup();
        let mut installed = Installed::default();
        for path in files {
            // A font that vanishes or is locked while the folders are read is not installed.
            let Ok(bytes) = mapped(&path) else { continue };
            for face in faces_in(&bytes) {
                installed.take(&path, face);
            }
        }
        installed
    }

    fn take(&mut self, path: &Path, face: FoundFace) {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = if face.family.trim().is_empty() { file } else { face.family.trim().to_owned() };
        // Names that begin with a dot are the system's own and meant for nobody.
        if name.starts_with('.') {
            return;
        }
        let family = self.families.entry(name).or_default();
        if family.english.is_empty() {
            family.english = face.family_en;
        }
        family.is_chinese |= face.is_chinese;
        family.is_variable |= face.is_variable;
        match face.refusal {
            Some(refusal) => family.refusal = family.refusal.or(Some(refusal)),
            // Chinese print does not slope; a sloping face may serve when there is no other of its weight.
            None => {
                let own = InstalledFace { weight: face.weight, path: path.to_owned(), index: face.index };
                if face.is_italic {
                    family.faces.entry(face.weight).or_insert(own);
                } else {
                    family.faces.insert(face.weight, own);
                }
            }
        }
    }

    /// The usable faces of a family, by its Chinese or English name.
    pub(crate) fn faces(&self, name: &str) -> Vec<InstalledFace> {
        let named =
            self.families.get(name).or_else(|| self.families.values().find(|own| own.english == name));
        named.map(|family| family.faces.values().cloned().collect()).unwrap_or_default()
    }

    /// The families in order of name, Chinese ones first.
    pub(crate) fn list(&self) -> Vec<FontFamilyView> {
        let view = |(name, family): (&String, &Family)| FontFamilyView {
            name: name.clone(),
            english: family.english.clone(),
            faces: family.faces.keys().map(|weight| format!("{name}-{weight}")).collect(),
            is_chinese: family.is_chinese,
            is_bundled: false,
            is_variable: family.is_variable,
            refusal: family
                .refusal
                .filter(|_| family.faces.is_empty())
                .map(|refusal| Sentence::new(refusal.message_zh(), refusal.to_string())),
        };
        let mut all: Vec<FontFamilyView> = self.families.iter().map(view).collect();
        all.sort_by_key(|family| !family.is_chinese);
        all
    }
}

/// The bytes of an installed face, read whole so that taking the font off the machine does no harm.
pub(crate) fn read(face: &InstalledFace) -> std::io::Result<Bytes> {
    Ok(Arc::new(std::fs::read(&face.path)?))
}

/// Maps a font file for as long as its tables are looked at.
#[allow(unsafe_code)]
fn mapped(path: &Path) -> std::io::Result<Mmap> {
    let file = File::open(path)?;
    // SAFETY: installed fonts are replaced, not written to, and the map lives for one look at its tables.
    unsafe { Mmap::map(&file) }
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if files.len() >= MOST_FILES {
            return;
        }
        let end = path.extension().map(|end| end.to_ascii_lowercase());
        let is_font = end.is_some_and(|end| ["ttf", "otf", "ttc", "otc"].iter().any(|own| end == *own));
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, files);
            }
        } else if is_font {
            files.push(path);
        }
    }
}

/// Where the system keeps fonts.
fn folders() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("BANXIN_FONTS") {
        return std::env::split_paths(&named).collect();
    }
    let under = |variable: &str, inner: &[&str]| -> Vec<PathBuf> {
        let root = std::env::var_os(variable).filter(|root| !root.is_empty()).map(PathBuf::from);
        root.iter().flat_map(|root| inner.iter().map(|inner| root.join(inner))).collect()
    };
    if cfg!(windows) {
        let own = under("LOCALAPPDATA", &["Microsoft\\Windows\\Fonts"]);
        return under("WINDIR", &["Fonts"]).into_iter().chain(own).collect();
    }
    if cfg!(target_os = "macos") {
        let system = ["/System/Library/Fonts", "/Library/Fonts"].map(PathBuf::from);
        return system.into_iter().chain(under("HOME", &["Library/Fonts"])).collect();
    }
    let system = ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from);
    let own = under("HOME", &[".local/share/fonts", ".fonts"]);
    system.into_iter().chain(under("XDG_DATA_HOME", &["fonts"])).chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::Installed;
    use std::path::Path;

    fn bundled() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts")
    }

    #[test]
    fn families_are_listed_by_name_with_their_weights_and_refusals_with_their_file() {
        let folder = std::env::temp_dir().join(format!("banxin-fonts-{}", std::process::id()));
        let inner = folder.join("own");
        std::fs::create_dir_all(&inner).expect("a folder");
        for name in ["hei-400.ttf", "hei-900.ttf"] {
            std::fs::copy(bundled().join(name), inner.join(name)).expect("a font");
        }
        std::fs::write(inner.join("broken.ttf"), b"no font").expect("a file");
        std::fs::write(inner.join("notes.txt"), b"no font either").expect("a file");
        let installed = Installed::under(std::slice::from_ref(&folder));
        std::fs::remove_dir_all(&folder).expect("it goes away");
        let list = installed.list();
        assert_eq!(list.len(), 2, "{list:?}");
        assert!(list[0].is_chinese && list[0].refusal.is_none());
        let ends: Vec<&str> =
            list[0].faces.iter().filter_map(|face| Some(face.rsplit_once('-')?.1)).collect();
        assert_eq!(ends, ["400", "900"]);
        assert_eq!(list[1].name, "broken.ttf");
        assert!(list[1].faces.is_empty() && list[1].refusal.is_some());
        assert_eq!(installed.faces(&list[0].name).len(), 2);
        assert_eq!(installed.faces(&list[0].english).len(), 2);
        assert!(installed.faces("no such family").is_empty());
    }
}
