//! Tests of the whole: what no single crate can show.

pub mod golden;
#[cfg(target_os = "linux")]
pub mod window;
