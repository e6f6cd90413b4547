//! `banxin-desk`: the window. It carries messages between the page in it and the one door, and decides nothing.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod commands;
mod faces;
mod opening;
mod window;

use banxin_api::Resources;
use faces::WithFaces;

fn main() {
    let Some(resources) = Resources::locate() else {
        eprintln!(
            "banxin-desk: its fonts and papers are not where they were installed; install Banxin again"
        );
        std::process::exit(2);
    };
    let mut context = tauri::generate_context!();
    WithFaces::wrap(&mut context, resources.fonts());
    let outcome = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![commands::call, commands::bytes])
        .setup(move |app| {
            let title = opening::open_edition(app.handle(), &resources);
            window::open(app.handle(), &title).map_err(Into::into)
        })
        .run(context);
    if let Err(trouble) = outcome {
        eprintln!("banxin-desk: the window could not be opened: {trouble}");
        std::process::exit(2);
    }
}
