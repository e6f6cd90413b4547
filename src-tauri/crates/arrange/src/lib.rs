//! Where stories can stand: a page and the depths of a story in, ranked free places out.
//!
//! It knows areas on the grid, never type: depths come from whoever can measure them.

mod free;

pub use free::{Depth, GAP, free_places};
