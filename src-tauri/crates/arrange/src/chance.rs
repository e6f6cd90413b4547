//! Chance that comes out the same on every machine: xorshift64* (Vigna 2016).

/// A stream of numbers from a seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        // A few rounds of splitmix64 so that neighbouring seeds have nothing in common.
        let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Chance((mixed ^ (mixed >> 31)) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number above 0 and below 1.
    pub(crate) fn share(&mut self) -> f32 {
        ((self.next() >> 40) as f32 + 0.5) / 16_777_216.0
    }

    /// A whole number below `count`; 0 when there is nothing to choose from.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        if count == 0 { 0 } else { (self.next() >> 33) as usize % count }
    }

    /// Gumbel noise: the greatest of costs lessened by it is a fair draw in proportion to their weight.
    pub(crate) fn gumbel(&mut self) -> f32 {
        -(-self.share().ln()).ln()
    }
}
