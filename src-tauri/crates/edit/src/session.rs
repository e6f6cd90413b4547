//! An edition being edited: every step is kept by its sink first and only then true in memory.

use crate::{Command, Cx, Label, Refusal, Transaction, plan};
use banxin_model::{Diff, Edition};
use thiserror::Error;

/// Where steps are kept: a file, a server, or memory. It is the truth about history.
pub trait Sink {
    /// What can go wrong in keeping a step.
    type Failure;

    /// Whether nothing can be kept.
    fn is_read_only(&self) -> bool;

    /// Keeps a step whole, or fails and keeps nothing of it.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn commit(&mut self, transaction: &Transaction) -> Result<(), Self::Failure>;

    /// Takes the last step back: what it was called, and the change that undoes it.
    ///
    /// # Errors
    /// When that cannot be kept.
    fn undo(&mut self) -> Result<Option<(Label, Diff)>, Self::Failure>;

    /// Does the last step that was taken back again: what it is called, and its change.
    ///
    /// # Errors
    /// When that cannot be kept.
    fn redo(&mut self) -> Result<Option<(Label, Diff)>, Self::Failure>;
}

/// Why a step was not done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Trouble<F> {
    /// The state of the edition forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be kept.
    #[error("the step could not be saved")]
    Failed(F),
}

/// An edition in memory with the sink that keeps its steps.
#[derive(Debug)]
pub struct Session<S> {
    edition: Edition,
    sink: S,
}

impl<S: Sink> Session<S> {
    /// A session on an edition as its sink holds it.
    pub fn new(edition: Edition, sink: S) -> Self {
        Session { edition, sink }
    }

    /// The edition as it is now; a clone of it is a snapshot.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The sink.
    pub fn sink(&self) -> &S {
        &self.sink
    }

    /// The sink, to tell it what a step brings beside its records, such as the bytes of photos.
    pub fn sink_mut(&mut self) -> &mut S {
        &mut self.sink
    }

    /// Plans a command and does it. One that changes nothing leaves no row of history.
    ///
    /// # Errors
    /// When the edition forbids it or the sink fails; the edition is as before then.
    pub fn apply(&mut self, command: &Command, cx: &Cx<'_>) -> Result<Transaction, Trouble<S::Failure>> {
        if self.sink.is_read_only() {
            return Err(Refusal::read_only().into());
        }
        let transaction = plan(&self.edition, command, cx)?;
        self.commit(&transaction)?;
        Ok(transaction)
    }

    /// Does a transaction that was planned earlier.
    ///
    /// # Errors
    /// When a record it touches is different now, or the sink fails; the edition is as before then.
    pub fn commit(&mut self, transaction: &Transaction) -> Result<(), Trouble<S::Failure>> {
        if self.sink.is_read_only() {
            return Err(Refusal::read_only().into());
        }
        let mut next = self.edition.clone();
        next.apply(&transaction.diff).map_err(|_| Refusal::stale())?;
        if !transaction.diff.is_empty() {
            self.sink.commit(transaction).map_err(Trouble::Failed)?;
            self.edition = next;
        }
        Ok(())
    }

    /// Takes the last step back; gives what it was called and the change, `None` when there is none.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn undo(&mut self) -> Result<Option<(Label, Diff)>, Trouble<S::Failure>> {
        self.turn(S::undo)
    }

    /// Does the last step that was taken back again; gives what it is called and the change.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn redo(&mut self) -> Result<Option<(Label, Diff)>, Trouble<S::Failure>> {
        self.turn(S::redo)
    }

    fn turn(
        &mut self,
        step: impl FnOnce(&mut S) -> Result<Option<(Label, Diff)>, S::Failure>,
    ) -> Result<Option<(Label, Diff)>, Trouble<S::Failure>> {
        if self.sink.is_read_only() {
            return Err(Refusal::read_only().into());
        }
        let Some((label, diff)) = step(&mut self.sink).map_err(Trouble::Failed)? else { return Ok(None) };
        self.edition.apply(&diff).map_err(|_| Refusal::stale())?;
        Ok(Some((label, diff)))
    }
}

/// A sink that keeps its steps in memory: for scratch editions and tests.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    steps: Vec<(Label, Diff)>,
    /// How many of the steps stand; those after it can be redone.
    done: usize,
}

impl Sink for InMemory {
    type Failure = std::convert::Infallible;

    fn is_read_only(&self) -> bool {
        false
    }

    fn commit(&mut self, transaction: &Transaction) -> Result<(), Self::Failure> {
        self.steps.truncate(self.done);
        self.steps.push((transaction.label.clone(), transaction.diff.clone()));
        self.done = self.steps.len();
        Ok(())
    }

    fn undo(&mut self) -> Result<Option<(Label, Diff)>, Self::Failure> {
        let step = self.done.checked_sub(1).and_then(|at| self.steps.get(at));
        let undone = step.map(|(label, diff)| (label.clone(), diff.inverse()));
        self.done = self.done.saturating_sub(1);
        Ok(undone)
    }

    fn redo(&mut self) -> Result<Option<(Label, Diff)>, Self::Failure> {
        let redone = self.steps.get(self.done).cloned();
        self.done += usize::from(redone.is_some());
        Ok(redone)
    }
}
