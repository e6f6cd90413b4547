//! Where things stand: the repository, the build folder, the material beside the repository.

use std::path::{Path, PathBuf};

/// The folders that every verb asks for.
#[derive(Clone, Debug)]
pub struct Place {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's build folder, honouring `CARGO_TARGET_DIR`.
    pub target: PathBuf,
}

impl Place {
    /// Finds the repository from where cargo says this crate lies.
    pub fn find() -> Place {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = manifest.ancestors().nth(3).map(Path::to_path_buf).unwrap_or(manifest);
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => root.join(folder),
            _ => root.join("target"),
        };
        Place { root, target }
    }

    /// A path inside the repository, written with `/`.
    pub fn at(&self, inside: &str) -> PathBuf {
        inside.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// A built program of the given profile folder (`debug` or `release`).
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The shared auditors, cases and seed text beside the repository, when they are there.
    pub fn shared(&self) -> Option<PathBuf> {
        let folder = self.root.parent()?.join("shared");
        folder.join("tools").is_dir().then_some(folder)
    }
}
