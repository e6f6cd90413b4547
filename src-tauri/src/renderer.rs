//! How the web view hands its frames to the screen.
//!
//! WebKitGTK shares them as DMA-BUF images, which is quick where a graphics card draws them and slow where the
//! processor must: without a card a dragged story followed the hand after 101 ms and not after 16 ms
//! (`cargo xtask bench --window`). So a window without a card goes without.

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    /// The web view's own switch; whoever has set it, to whatever value, is obeyed.
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    /// Whether the system has a graphics card that can draw: a render node (drm(7)).
    pub fn has_card(mut names: impl Iterator<Item = OsString>) -> bool {
        names.any(|name| name.to_string_lossy().starts_with("renderD"))
    }

    /// Starts the program again with the switch set, where it helps; comes back where it does not.
    pub fn choose() {
        if std::env::var_os(SWITCH).is_some() {
            return;
        }
        let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten();
        if has_card(nodes.filter_map(|entry| Some(entry.ok()?.file_name()))) {
            return;
        }
        let Ok(program) = std::env::current_exe() else { return };
        // An environment can be changed safely only before there are threads, and the web view reads it much later: the
        // program takes its own place. Where that fails it goes on as it is, only slower.
        let _ = Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
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
