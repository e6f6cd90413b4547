//! The pages of the window with the fonts beside them: `/fonts/NAME.ttf` comes from the fonts folder, so that the
//! program need not carry a hundred megabytes twice.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{App, Assets, Context, Wry};

/// The embedded pages, and before them the faces.
pub struct WithFaces {
    fonts: PathBuf,
    pages: Box<dyn Assets<Wry>>,
}

/// Stands in while the two change places.
struct Nothing;

impl WithFaces {
    /// Puts the faces of the folder before the context's own pages.
    pub fn wrap(context: &mut Context<Wry>, fonts: PathBuf) {
        let pages = context.set_assets(Box::new(Nothing));
        context.set_assets(Box::new(WithFaces { fonts, pages }));
    }
}

impl Assets<Wry> for WithFaces {
    fn setup(&self, app: &App<Wry>) {
        self.pages.setup(app);
    }

    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        match face_file(&self.fonts, key.as_ref()) {
            Some(file) => std::fs::read(file).ok().map(Cow::Owned),
            None => self.pages.get(key),
        }
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        self.pages.iter()
    }

    fn csp_hashes(&self, html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        self.pages.csp_hashes(html_path)
    }
}

impl Assets<Wry> for Nothing {
    fn get(&self, _key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        None
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

/// The file that a path such as `/fonts/hei-400.ttf` means. Only plain names: no way leads out of the folder.
fn face_file(fonts: &Path, path: &str) -> Option<PathBuf> {
    let name = path.strip_prefix("/fonts/")?;
    let stem = name.strip_suffix(".ttf")?;
    stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-').then(|| fonts.join(name))
}

#[cfg(test)]
mod tests {
    use super::face_file;
    use std::path::{Path, PathBuf};

    #[test]
    fn only_faces_of_the_folder_are_given() {
        let folder = Path::new("fonts");
        assert_eq!(face_file(folder, "/fonts/hei-400.ttf"), Some(PathBuf::from("fonts").join("hei-400.ttf")));
        for path in
            ["/index.html", "/fonts/../secret.ttf", "/fonts/a/b.ttf", "/fonts/hei-400.woff", "/fonts/.ttf/x"]
        {
            assert_eq!(face_file(folder, path), None, "{path}");
        }
    }
}
