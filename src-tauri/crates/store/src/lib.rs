//! The `.edition` file: one SQLite database that holds the records, their journal and the photos.
//!
//! Records and journal row are written in one SQLite transaction, disk first: a step that was acknowledged
//! is in the file, and a step that failed left nothing behind. It knows records, never verbs.

mod blobs;
mod failure;
mod file;
mod journal;
mod lock;
mod migrate;
mod read;
#[cfg(test)]
mod tests;

pub use failure::StoreFailure;
pub use file::{EditionFile, Mode, Notice};
pub use journal::{Label, Step, StepState};
pub use migrate::{APPLICATION_ID, FORMAT_VERSION};
