//! Tests of the whole: what no single crate can show.

pub mod golden;
