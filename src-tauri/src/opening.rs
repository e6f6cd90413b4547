//! Which edition the first window shows: the file that was asked for, or the welcome screen.

use std::path::PathBuf;

use banxin_api::{House, Resources};
use tauri::{AppHandle, Emitter, Manager};

/// A house whose editions tell their pages what happens to them.
pub fn furnish(app: &AppHandle, resources: &Resources) {
    let folder = app.path().app_data_dir().unwrap_or_else(|_| House::usual_folder());
    let house = House::new(resources, folder);
    let app_of_pages = app.clone();
    house.on_open(move |number, desk| {
        let app = app_of_pages.clone();
        let name = format!("banxin-{number}");
        desk.on_event(move |event| {
            if let Err(trouble) = app.emit(&name, event) {
                eprintln!("banxin-desk: an event did not reach the page: {trouble}");
            }
        });
    });
    app.manage(house);
}

/// Opens the file that was asked for on a thread of its own and gives its path: the window is made meanwhile, and its
/// page waits for the edition. Where it cannot be opened, the page says why in its own words.
pub fn open_asked(app: &AppHandle) -> Option<PathBuf> {
    let path = std::env::args_os().nth(1).map(PathBuf::from)?;
    app.state::<House>().expect();
    let (app, asked) = (app.clone(), path.clone());
    std::thread::spawn(move || app.state::<House>().open_expected(&asked));
    Some(path)
}
