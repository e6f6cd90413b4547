//! Who does the work that can be shared out: this crate starts no thread, its callers may.

/// Hands that do jobs, several at a time where there are several.
pub trait Hands: Sync {
    /// Does every job from 0 up to, not including, `count`, in any order, and comes back when all are done.
    fn all(&self, count: usize, job: &(dyn Fn(usize) + Sync));
}

/// One hand: jobs one after another.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneHand;

impl Hands for OneHand {
    fn all(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(job);
    }
}
