//! `banxin-desk`: the window.
fn main() {}
