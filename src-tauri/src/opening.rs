//! Which edition the window shows: the file that was asked for, or the sample edition.

use std::path::{Path, PathBuf};

use banxin_api::{Desk, Failure, Resources, make_sample};
use tauri::{AppHandle, Emitter, Manager};

/// The open edition, or why there is none; the page shows the reason in its own words.
pub struct Opened(Result<Desk, Failure>);

impl Opened {
    /// The desk that every command works on.
    pub fn desk(&self) -> Result<&Desk, Failure> {
        self.0.as_ref().map_err(Clone::clone)
    }
}

/// Opens the edition, lets its events through to the page, and gives the window's title.
pub fn open_edition(app: &AppHandle, resources: &Resources) -> String {
    let asked = std::env::args_os().nth(1).map(PathBuf::from);
    let desk = match asked {
        Some(path) => Desk::open(&path, resources),
        None => open_sample(app, resources),
    };
    if let Ok(desk) = &desk {
        let app = app.clone();
        desk.on_event(move |event| {
            if let Err(trouble) = app.emit("banxin", event) {
                eprintln!("banxin-desk: an event did not reach the page: {trouble}");
            }
        });
    }
    let title = title_of(desk.as_ref().ok().map(Desk::path));
    app.manage(Opened(desk));
    title
}

/// The sample edition in the user's own folder, made on the first start, so that a first try is kept like any work.
fn open_sample(app: &AppHandle, resources: &Resources) -> Result<Desk, Failure> {
    let folder = app.path().app_data_dir().unwrap_or_else(|_| std::env::temp_dir().join("banxin"));
    let path = folder.join("sample.edition");
    if path.is_file() {
        return Desk::open(&path, resources);
    }
    std::fs::create_dir_all(&folder).map_err(|trouble| Failure::file(&folder, &trouble))?;
    // Half a sample would be opened as if it were whole the next time.
    make_sample(&path, resources).inspect_err(|_| drop(std::fs::remove_file(&path)))
}

fn title_of(path: Option<&Path>) -> String {
    match path.and_then(Path::file_stem) {
        Some(stem) => format!("{} · 版心 Banxin", stem.to_string_lossy()),
        None => "版心 Banxin".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::title_of;
    use std::path::Path;

    #[test]
    fn the_title_names_the_file() {
        assert_eq!(title_of(Some(Path::new("/papers/周一.edition"))), "周一 · 版心 Banxin");
        assert_eq!(title_of(None), "版心 Banxin");
    }
}
