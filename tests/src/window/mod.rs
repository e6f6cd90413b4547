//! The real window on a stage of its own: what its tests and its measurements have in common.

pub mod driver;
pub mod kept;
pub mod pixels;
pub mod stage;
