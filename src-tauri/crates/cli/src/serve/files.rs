//! The window's built files and the bundled fonts, and nothing beside them.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::path::{Path, PathBuf};

/// Where files are looked for.
pub(super) struct Files {
    /// The folder of the built window.
    pub window: PathBuf,
    /// The folder of bundled fonts, under `/fonts/`.
    pub fonts: PathBuf,
}

impl Files {
    /// The file of that path, as an answer.
    pub(super) fn find(&self, path: &str) -> Response {
        let path = if path == "/" { "/index.html" } else { path };
        let Some(names) = plain_names(path) else { return StatusCode::NOT_FOUND.into_response() };
        let found = read(&self.window, &names).or_else(|| match names.as_slice() {
            ["fonts", font] => read(&self.fonts, &[font]),
            _ => None,
        });
        match found {
            Some(bytes) => ([(header::CONTENT_TYPE, media_type(path))], bytes).into_response(),
            None if path == "/index.html" => {
                let words = "The window is not built: run `npm run build` in ui, or name its folder with --ui.\n\
                             窗口尚未构建：请在 ui 文件夹运行 npm run build，或用 --ui 指明其位置。\n";
                let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
                (StatusCode::SERVICE_UNAVAILABLE, plain, words).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// The names of a path that goes down only: no `..`, no hidden file, no escape, no backslash, no drive.
fn plain_names(path: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    let is_plain = |name: &&str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '+'))
    };
    names.iter().all(is_plain).then_some(names)
}

/// A file that lies in `folder` even when links are followed.
fn read(folder: &Path, names: &[&str]) -> Option<Vec<u8>> {
    let folder = folder.canonicalize().ok()?;
    let path = names.iter().fold(folder.clone(), |path, name| path.join(name)).canonicalize().ok()?;
    (path.starts_with(&folder) && path.is_file()).then(|| std::fs::read(&path).ok()).flatten()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, plain_names};
    use axum::http::StatusCode;

    #[test]
    fn paths_go_down_only() {
        assert!(plain_names("/assets/index-Bx_1.js").is_some());
        for path in [
            "/../secret",
            "/a/../../b",
            "/%2e%2e/b",
            "/.git/config",
            "//etc/passwd",
            "/a\\..\\b",
            "/c:/b",
            "a",
        ] {
            assert!(plain_names(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let window = folder.path().join("window");
        std::fs::create_dir(&window).expect("a folder");
        std::fs::write(window.join("index.html"), "<p>").expect("a file");
        std::fs::write(folder.path().join("secret.txt"), "no").expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), window.join("out.txt")).expect("a link");
        let files = Files { window, fonts: folder.path().join("fonts") };
        assert_eq!(files.find("/").status(), StatusCode::OK);
        assert_eq!(files.find("/out.txt").status(), StatusCode::NOT_FOUND);
        assert_eq!(files.find("/none.js").status(), StatusCode::NOT_FOUND);
    }
}
