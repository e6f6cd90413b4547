//! Where stories can stand: one story's free places on a page, and whole pages divided so that every package is
//! full.
//!
//! A page is arranged in three steps. [`StoryForms`] are all the ways worth having to set a story, each with its
//! exact number of lines; [`Plan`] knows the least cost of filling any rectangle with any set of the stories; its
//! draws are pages, each full by construction, bettered by turning parts about, and poured with the real lines.
//! Nothing here starts a thread: a draw is known by seed and number, so that callers may share the numbers out.

mod chance;
mod choice;
mod draw;
mod form;
mod free;
mod ground;
mod hands;
mod notch;
mod options;
mod plan;
mod refit;
mod remedy;
mod score;
mod sheet;
mod skyline;
mod tables;
mod tree;

pub use choice::{Candidate, Cause, Pool, Sight};
pub use draw::Found;
pub use form::{Jump, Pattern};
pub use free::{Depth, GAP, free_places};
pub use hands::{Hands, OneHand};
pub use plan::{Level, MOST_IN_GROUP, MOST_STORIES, Plan, StoryForms, Wish};
pub use refit::{Divider, Fit, Sides, StopFound, sides, stops};
pub use remedy::{Remedy, remedies, rests};
pub use score::{Term, Weights};
