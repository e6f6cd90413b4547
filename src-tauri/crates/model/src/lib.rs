//! The records of an edition, their diffs and invariants.
