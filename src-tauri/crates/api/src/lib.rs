//! The one door: what any caller may do.
