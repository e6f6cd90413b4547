//! Hands the window's configuration to Tauri's own build step.

fn main() {
    tauri_build::build();
}
