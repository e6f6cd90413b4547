//! One digest for whatever can be hashed, equal on every machine of one build.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// A 64-bit digest of `value`, kept under 2^53 so that it survives as a number in JSON.
pub(crate) fn digest<T: Hash>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    let raw = hasher.finish();
    (raw ^ (raw >> 53)) & ((1 << 53) - 1)
}
