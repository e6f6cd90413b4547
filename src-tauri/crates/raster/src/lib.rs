//! The display list as pixels.
