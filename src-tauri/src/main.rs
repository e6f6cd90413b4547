//! `banxin-desk`: the windows. It carries messages between the pages in them and the one door, and decides nothing.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod commands;
mod faces;
mod opening;
mod renderer;
mod window;

use banxin_api::{House, Resources};
use faces::WithFaces;
use tauri::{Manager, WindowEvent};

fn main() {
    renderer::choose();
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
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::bytes,
            commands::painted,
            commands::show
        ])
        .setup(move |app| {
            opening::furnish(app.handle(), &resources);
            let path = opening::open_asked(app.handle());
            window::open(app.handle(), &window::title_of(path.as_deref()), 1).map_err(Into::into)
        })
        .on_window_event(|window, event| {
            if matches!(event, WindowEvent::Destroyed) {
                window.state::<House>().close(window::desk_of(window.label()));
            }
        })
        .run(context);
    if let Err(trouble) = outcome {
        eprintln!("banxin-desk: the window could not be opened: {trouble}");
        std::process::exit(2);
    }
}
