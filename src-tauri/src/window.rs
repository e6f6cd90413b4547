//! Windows, one for each edition: their size, their titles, and where a link out of them leads (nowhere).

use std::path::Path;

use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

/// Opens a window on the embedded page for the edition of that number; one that is there comes to the front.
///
/// It is shown once its page has come. A WebKitGTK view without a card that is drawn while the program behind it starts
/// waits there for its first picture, half a second in vain, and the page's own files wait with it: one start in eight
/// was that much later.
pub fn open(app: &AppHandle, title: &str, desk: u32) -> tauri::Result<()> {
    let label = label_of(desk);
    if let Some(window) = app.get_webview_window(&label) {
        return window.set_focus();
    }
    let page = format!("index.html?desk={desk}");
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title(title)
        .inner_size(1440.0, 900.0)
        .min_inner_size(1100.0, 700.0)
        .center()
        .on_navigation(is_own_page)
        .visible(false)
        .on_page_load(|window, payload| {
            if payload.event() == tauri::webview::PageLoadEvent::Finished
                && let Err(trouble) = window.show()
            {
                eprintln!("banxin-desk: the window could not be shown: {trouble}");
            }
        })
        .build()?;
    Ok(())
}

/// The label of an edition's window; the first is the main window, whether or not it has an edition yet.
pub fn label_of(desk: u32) -> String {
    if desk <= 1 { "main".into() } else { format!("desk-{desk}") }
}

/// The edition that a window shows.
pub fn desk_of(label: &str) -> u32 {
    label.strip_prefix("desk-").and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// What a window is called: its file, and the program.
pub fn title_of(path: Option<&Path>) -> String {
    match path.and_then(Path::file_stem) {
        Some(stem) => format!("{} · 版心 Banxin", stem.to_string_lossy()),
        None => "版心 Banxin".into(),
    }
}

/// The window shows its own pages and never anyone else's.
fn is_own_page(url: &tauri::Url) -> bool {
    let is_local = |host: Option<&str>| matches!(host, Some("localhost" | "tauri.localhost" | "127.0.0.1"));
    url.scheme() == "tauri" || (cfg!(any(windows, debug_assertions)) && is_local(url.host_str()))
}

#[cfg(test)]
mod tests {
    use super::{desk_of, is_own_page, label_of, title_of};
    use std::path::Path;

    #[test]
    fn the_window_leads_nowhere_else() {
        assert!(is_own_page(&"tauri://localhost/index.html?desk=2".parse().unwrap()));
        assert!(!is_own_page(&"https://example.org/".parse().unwrap()));
        assert!(!is_own_page(&"file:///etc/passwd".parse().unwrap()));
    }

    #[test]
    fn each_edition_has_its_window_and_each_window_its_edition() {
        for desk in [1, 2, 17] {
            assert_eq!(desk_of(&label_of(desk)), desk);
        }
        assert_eq!((label_of(1).as_str(), label_of(2).as_str()), ("main", "desk-2"));
    }

    #[test]
    fn the_title_names_the_file() {
        assert_eq!(title_of(Some(Path::new("/papers/周一.edition"))), "周一 · 版心 Banxin");
        assert_eq!(title_of(None), "版心 Banxin");
    }
}
