//! How the web view hands its frames to the screen.
//!
//! WebKitGTK shares them as DMA-BUF images, which is quick where a graphics card draws them and slow where the
//! processor must paint and then read them back: without a card a dragged story followed the hand after 139 ms and not
//! after 15 ms, and the first page came twice as late (`cargo xtask bench --window`). So a window without a card goes
//! without. With a card the images never leave it, which is what they were made for, and WebKit's own default stands.

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;

    /// The web view's own switch; whoever has set it, to whatever value, is obeyed.
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    /// Whether the system has a graphics card that can draw: a render node (drm(7)).
    pub fn has_card(mut names: impl Iterator<Item = OsString>) -> bool {
        names.any(|name| name.to_string_lossy().starts_with("renderD"))
    }

    /// Sets the switch where it helps.
    #[allow(unsafe_code)]
    pub fn choose() {
        if std::env::var_os(SWITCH).is_some() {
            return;
        }
        let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten();
        if has_card(nodes.filter_map(|entry| Some(entry.ok()?.file_name()))) {
            return;
        }
        // A start of the program anew, with another environment, would link the web view once more: 70 ms of the second
        // that a first page may take.
        // SAFETY: `main` calls this before anything else, so that no other thread reads the environment meanwhile.
        unsafe { std::env::set_var(SWITCH, "1") };
    }

    #[cfg(test)]
    mod tests {
        use super::has_card;

        #[test]
        fn a_card_is_known_by_its_render_node() {
            let names =
                |list: &[&str]| list.iter().map(|name| (*name).into()).collect::<Vec<_>>().into_iter();
            assert!(has_card(names(&["card0", "renderD128"])));
            assert!(!has_card(names(&["card0", "by-path"])));
            assert!(!has_card(names(&[])));
        }
    }
}

/// Chooses the way that suits this machine; call it before anything else.
pub fn choose() {
    #[cfg(target_os = "linux")]
    linux::choose();
}
