//! An edition in, display lists and faults out.
