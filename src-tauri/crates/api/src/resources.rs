//! Where the program finds what it ships with: fonts, profiles, papers, samples, the window's files.

use std::path::{Path, PathBuf};

/// The folder that holds `fonts`, `icc`, `papers` and `samples`, and where the built window lies.
#[derive(Clone, Debug)]
pub struct Resources {
    assets: PathBuf,
    window: PathBuf,
    cache: Option<PathBuf>,
}

impl Resources {
    /// Finds the folder: `BANXIN_ASSETS` if set, else beside or above the program.
    pub fn locate() -> Option<Resources> {
        if let Some(named) = std::env::var_os("BANXIN_ASSETS") {
            return Resources::under(Path::new(&named));
        }
        let program = std::env::current_exe().ok()?;
        let beside = program.ancestors().skip(1).flat_map(|folder| {
            // A bundle keeps its files beside the program, on macOS in Resources, on Linux under lib.
            [
                "assets",
                "../Resources/assets",
                "../lib/Banxin/assets",
                "../lib/banxin/assets",
                "../lib/版心 Banxin/assets",
            ]
            .map(|inner| folder.join(inner))
        });
        beside.chain(source_tree()).find_map(|folder| Resources::under(&folder))
    }

    /// The resources of a folder, when it is one that holds them.
    pub fn under(assets: &Path) -> Option<Resources> {
        assets.join("papers").is_dir().then(|| Resources {
            assets: assets.to_owned(),
            window: assets.parent().unwrap_or(assets).join("ui").join("dist"),
            cache: system_cache(),
        })
    }

    /// The same with another folder for what may be forgotten.
    #[must_use]
    pub fn with_cache(mut self, folder: &Path) -> Resources {
        self.cache = Some(folder.to_owned());
        self
    }

    /// The folder for what may be forgotten: `BANXIN_CACHE` if set, else where the system keeps such things.
    pub fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }

    /// The folder of bundled font files.
    pub fn fonts(&self) -> PathBuf {
        self.assets.join("fonts")
    }

    /// The newsprint profile that is shipped.
    pub fn profile(&self) -> PathBuf {
        self.assets.join("icc").join("IFRA26S_2004_newsprint.icc")
    }

    /// The folder of page presets.
    pub fn papers(&self) -> PathBuf {
        self.assets.join("papers")
    }

    /// The folder of the sample edition.
    pub fn samples(&self) -> PathBuf {
        self.assets.join("samples")
    }

    /// The folder of the window's built files.
    pub fn window(&self) -> PathBuf {
        self.window.clone()
    }
}

/// The checkout this was built from, for programs whose target folder lies elsewhere.
fn source_tree() -> Option<PathBuf> {
    cfg!(debug_assertions)
        .then(|| Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).map(|root| root.join("assets")))
        .flatten()
}

/// Where this system keeps what a program may forget, or what `BANXIN_CACHE` says instead.
fn system_cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("BANXIN_CACHE").or_else(|| {
        let system = if cfg!(target_os = "windows") {
            named("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            named("HOME").map(|home| home.join("Library").join("Caches"))
        } else {
            named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
        };
        system.map(|system| system.join("banxin"))
    })
}
