//! The one window: its size, and where a link out of it leads (nowhere).

use tauri::{AppHandle, WebviewUrl, WebviewWindowBuilder};

/// Opens the main window on the embedded page.
pub fn open(app: &AppHandle, title: &str) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(title)
        .inner_size(1440.0, 900.0)
        .min_inner_size(1100.0, 700.0)
        .center()
        .on_navigation(is_own_page)
        .build()?;
    Ok(())
}

/// The window shows its own pages and never anyone else's.
fn is_own_page(url: &tauri::Url) -> bool {
    let is_local = |host: Option<&str>| matches!(host, Some("localhost" | "tauri.localhost" | "127.0.0.1"));
    url.scheme() == "tauri" || (cfg!(any(windows, debug_assertions)) && is_local(url.host_str()))
}

#[cfg(test)]
mod tests {
    use super::is_own_page;

    #[test]
    fn the_window_leads_nowhere_else() {
        assert!(is_own_page(&"tauri://localhost/index.html".parse().unwrap()));
        assert!(!is_own_page(&"https://example.org/".parse().unwrap()));
        assert!(!is_own_page(&"file:///etc/passwd".parse().unwrap()));
    }
}
