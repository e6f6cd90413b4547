//! `banxin`: the command line over the one door.
fn main() {}
