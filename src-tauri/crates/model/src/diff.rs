//! A change as a pair: what each record was and what it becomes.

use crate::Kind;
use crate::edition::DiffTables;
use std::sync::Arc;
use thiserror::Error;

/// A record before and after; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<R> {
    /// The record before.
    pub before: Option<Arc<R>>,
    /// The record after.
    pub after: Option<Arc<R>>,
}

impl<R> Change<R> {
    /// The change read backwards.
    #[must_use]
    pub fn inverse(&self) -> Change<R> {
        Change { before: self.after.clone(), after: self.before.clone() }
    }
}

/// The records touched by one verb; the inverse of a diff undoes it.
pub type Diff = DiffTables;

/// A change that no longer fits what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the {} record {id:x} is not what this change was made for", kind.name())]
pub struct Stale {
    /// Kind of the record that differs.
    pub kind: Kind,
    /// Its id.
    pub id: i64,
}
