//! Blocks of eight by eight samples: to their frequencies and back (ITU-T T.81, A.3), in steps of a table.

use std::array::from_fn;

/// Side of a block.
const SIDE: usize = 8;

/// The order in which a block is stored (T.81, figure A.6): for each place the row and column as one number.
pub(crate) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Steps of luminance (T.81, table K.1), row by row.
const LUMINANCE: [u16; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17,
    22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78,
    87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/// Steps of colour (T.81, table K.2), row by row.
const COLOUR: [u16; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/// The frequencies of a block in whole steps, in the order in which a file has them. Most of them are nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    values: [i16; 64],
    /// A bit for each place that is not nothing, the first the lowest.
    filled: u64,
}

/// Somebody who takes the symbols of blocks as they come.
pub(crate) trait Taker {
    /// Takes one: whether it is a block's first, the symbol, and the bits that follow it with their number.
    fn take(&mut self, is_first: bool, symbol: u8, value: u32, length: u32);
}

impl Block {
    pub(crate) const EMPTY: Block = Block { values: [0; 64], filled: 0 };

    /// A block of frequencies in the order of a file.
    #[inline(always)]
    fn new(values: [i16; 64]) -> Block {
        let mut filled = 0;
        for (place, value) in values.iter().enumerate() {
            filled |= u64::from(*value != 0) << place;
        }
        Block { values, filled }
    }

    /// Gives every symbol of the block (T.81, F.1.2) to `taker`. `before` is the first value of the block before.
    #[inline(always)]
    pub(crate) fn each(&self, before: &mut i16, taker: &mut impl Taker) {
        let first = self.values[0];
        let (value, length) = bits(i32::from(first) - i32::from(*before));
        *before = first;
        taker.take(true, length as u8, value, length);
        let mut filled = self.filled & !1;
        let mut last = 0;
        while filled != 0 {
            let place = filled.trailing_zeros();
            filled &= filled - 1;
            let mut run = place - last - 1;
            last = place;
            while run > 15 {
                taker.take(false, 0xF0, 0, 0);
                run -= 16;
            }
            let (value, length) = bits(i32::from(self.values[place as usize & 63]));
            taker.take(false, (run << 4 | length) as u8, value, length);
        }
        if last < 63 {
            taker.take(false, 0, 0, 0);
        }
    }
}

/// The bits that tell a value and how many they are: a negative one is stored less one.
#[inline(always)]
fn bits(value: i32) -> (u32, u32) {
    let length = 32 - value.unsigned_abs().leading_zeros();
    let stored = if value < 0 { value - 1 } else { value };
    (stored as u32 & ((1 << length) - 1), length)
}

/// The steps of one kind of component and what turns samples into them.
pub(crate) struct DctTables {
    steps: [u16; 64],
    /// One over each step.
    shares: [[f32; SIDE]; SIDE],
    /// Each step.
    whole: [[f32; SIDE]; SIDE],
    /// Waves: `waves[u][x]` is how much of frequency `u` a sample at `x` holds.
    waves: [[f32; SIDE]; SIDE],
    /// The same with rows and columns changed over.
    turned: [[f32; SIDE]; SIDE],
}

impl DctTables {
    /// The steps of luminance and black at a quality from 1 to 100.
    pub(crate) fn luminance(quality: u8) -> DctTables {
        DctTables::new(&LUMINANCE, quality)
    }

    /// The steps of colour at a quality from 1 to 100.
    pub(crate) fn colour(quality: u8) -> DctTables {
        DctTables::new(&COLOUR, quality)
    }

    fn new(base: &[u16; 64], quality: u8) -> DctTables {
        let quality = u32::from(quality.clamp(1, 100));
        // The scale that the usual libraries have: 50 is the table itself, 100 has steps of one.
        let scale = if quality < 50 { 5000 / quality } else { 200 - quality * 2 };
        let steps = base.map(|step| ((u32::from(step) * scale + 50) / 100).clamp(1, 255) as u16);
        let wave = |u: usize, x: usize| {
            let angle = (2 * x + 1) as f64 * u as f64 * std::f64::consts::PI / 16.0;
            (if u == 0 { 0.125f64.sqrt() } else { angle.cos() * 0.5 }) as f32
        };
        let step = |row: usize, column: usize| f32::from(steps[row * SIDE + column]);
        DctTables {
            steps,
            shares: from_fn(|row| from_fn(|column| 1.0 / step(row, column))),
            whole: from_fn(|row| from_fn(|column| step(row, column))),
            waves: from_fn(|u| from_fn(|x| wave(u, x))),
            turned: from_fn(|x| from_fn(|u| wave(u, x))),
        }
    }

    /// The steps in the order in which a file has them.
    pub(crate) fn stored(&self) -> [u8; 64] {
        ZIGZAG.map(|place| self.steps[usize::from(place)] as u8)
    }
}

/// Adding this to a small number leaves its nearest whole one in the lowest bits.
pub(crate) const NEAREST: f32 = 12_582_912.0;

/// Adds `by` times a row to another.
#[inline(always)]
fn add(to: &mut [f32; SIDE], row: &[f32; SIDE], by: f32) {
    to.iter_mut().zip(row).for_each(|(to, row)| *to += row * by);
}

/// The frequencies of the block that begins at the first of `samples`, whose rows are `stride` apart.
#[inline(always)]
pub(crate) fn forward(samples: &[u8], stride: usize, tables: &DctTables) -> Block {
    let mut rows = [[0f32; SIDE]; SIDE];
    for (row, own) in rows.iter_mut().zip(samples.chunks(stride)) {
        row.iter_mut().zip(own).for_each(|(sample, own)| *sample = f32::from(*own) - 128.0);
    }
    // Down the columns, all eight at once; even waves see sums, odd ones differences.
    let mut down = [[0f32; SIDE]; SIDE];
    for pair in 0..SIDE / 2 {
        let (near, far) = (rows[pair], rows[SIDE - 1 - pair]);
        let sum: [f32; SIDE] = from_fn(|at| near[at] + far[at]);
        let difference: [f32; SIDE] = from_fn(|at| near[at] - far[at]);
        for wave in 0..SIDE / 2 {
            add(&mut down[wave * 2], &sum, tables.waves[wave * 2][pair]);
            add(&mut down[wave * 2 + 1], &difference, tables.waves[wave * 2 + 1][pair]);
        }
    }
    // Along the rows, all waves at once.
    let mut block = [0i16; 64];
    let rows = down.iter().zip(&tables.shares).zip(block.as_chunks_mut::<SIDE>().0);
    for ((own, shares), out) in rows {
        let mut sums = [0f32; SIDE];
        own.iter().zip(&tables.turned).for_each(|(by, wave)| add(&mut sums, wave, *by));
        for ((out, sum), share) in out.iter_mut().zip(sums).zip(shares) {
            let steps = sum * share + NEAREST;
            *out = (steps.to_bits() as i32 - NEAREST.to_bits() as i32) as i16;
        }
    }
    Block::new(ZIGZAG.map(|place| block[usize::from(place)]))
}

/// The samples of a block as a decoder has them, into `shown`, whose rows are `stride` apart.
#[inline(always)]
pub(crate) fn inverse(block: &Block, tables: &DctTables, shown: &mut [u8], stride: usize) {
    let mut rows = [0i16; 64];
    let mut filled = block.filled;
    while filled != 0 {
        let place = filled.trailing_zeros() as usize & 63;
        filled &= filled - 1;
        rows[usize::from(ZIGZAG[place])] = block.values[place];
    }
    let mut across = [[0f32; SIDE]; SIDE];
    let rows = across.iter_mut().zip(rows.as_chunks::<SIDE>().0).zip(&tables.whole);
    for ((sums, own), steps) in rows {
        for ((value, step), wave) in own.iter().zip(steps).zip(&tables.waves) {
            add(sums, wave, f32::from(*value) * step);
        }
    }
    for (row, shown) in (0..SIDE).zip(shown.chunks_mut(stride)) {
        let mut sums = [128f32; SIDE];
        for (at, own) in across.iter().enumerate() {
            add(&mut sums, own, tables.waves[at][row]);
        }
        for (shown, sum) in shown.iter_mut().zip(sums) {
            let whole = (sum.clamp(0.0, 255.0) + NEAREST).to_bits() as i32 - NEAREST.to_bits() as i32;
            *shown = whole as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, DctTables, Taker, forward, inverse};

    impl Taker for Vec<(bool, u8, u32, u32)> {
        fn take(&mut self, is_first: bool, symbol: u8, value: u32, length: u32) {
            self.push((is_first, symbol, value, length));
        }
    }

    #[test]
    fn a_block_comes_back_as_near_as_its_steps_are_fine() {
        let samples: Vec<u8> = (0..64u32).map(|at| (at * at * 7 % 251) as u8).collect();
        for (quality, most) in [(100, 1), (85, 40)] {
            let tables = DctTables::luminance(quality);
            let mut shown = [0; 64];
            inverse(&forward(&samples, 8, &tables), &tables, &mut shown, 8);
            let off = samples.iter().zip(shown).map(|(own, shown)| own.abs_diff(shown)).max();
            assert!(off.is_some_and(|off| off <= most), "{quality}: {off:?}");
        }
    }

    #[test]
    fn even_samples_have_one_frequency_and_the_symbols_tell_it() {
        let block = forward(&[200; 64], 8, &DctTables::luminance(50));
        // 72 above the middle, eight times, in steps of sixteen.
        assert_eq!((block.values[0], block.filled), (36, 1));
        let mut symbols = Vec::new();
        let mut before = 40;
        block.each(&mut before, &mut symbols);
        assert_eq!(symbols, [(true, 3, 0b011, 3), (false, 0, 0, 0)]);
        assert_eq!(before, 36);
    }

    #[test]
    fn long_runs_and_the_last_place_are_told() {
        let mut values = [0; 64];
        values[63] = -1;
        let mut symbols = Vec::new();
        Block::new(values).each(&mut 0, &mut symbols);
        let told: Vec<(u8, u32)> = symbols.into_iter().map(|(_, symbol, value, _)| (symbol, value)).collect();
        assert_eq!(told, [(0, 0), (0xF0, 0), (0xF0, 0), (0xF0, 0), (0xE1, 0)]);
    }
}
