//! `cargo xtask`: set-up, tests and benches.
fn main() {}
