//! Verbs, the session and its undo.
