//! Huffman codes made for what one picture holds (ITU-T T.81, annexes C and K.2).

use crate::blocks::{Block, Taker};

/// How often each symbol occurs.
#[derive(Clone)]
pub(crate) struct Counts {
    first: [u32; 256],
    rest: [u32; 256],
}

impl Default for Counts {
    fn default() -> Self {
        Counts { first: [0; 256], rest: [0; 256] }
    }
}

impl Counts {
    /// Counts the symbols of one block; `before` as in [`Block::each`].
    #[inline(always)]
    pub(crate) fn add(&mut self, block: &Block, before: &mut i16) {
        block.each(before, self);
    }

    /// The codes for first values and for all others.
    pub(crate) fn codes(&self) -> [Code; 2] {
        [Code::new(&self.first), Code::new(&self.rest)]
    }
}

impl Taker for Counts {
    #[inline(always)]
    fn take(&mut self, is_first: bool, symbol: u8, _value: u32, _length: u32) {
        let counts = if is_first { &mut self.first } else { &mut self.rest };
        counts[usize::from(symbol)] += 1;
    }
}

/// A code: for each symbol its bits and their number.
pub(crate) struct Code {
    words: [(u16, u8); 256],
    /// How many words there are of each length from 1 to 16.
    lengths: [u8; 16],
    /// The symbols by length of their words.
    symbols: Vec<u8>,
}

impl Code {
    /// The shortest code for symbols that occur so often, with no word longer than sixteen bits and none of
    /// ones alone.
    fn new(counts: &[u32; 256]) -> Code {
        // One more symbol that occurs once takes the word of ones.
        let mut weights: Vec<(u64, Vec<usize>)> = (0..=256)
            .filter_map(|symbol| {
                let count = counts.get(symbol).copied().unwrap_or(1);
                (count > 0).then(|| (u64::from(count), vec![symbol]))
            })
            .collect();
        let mut depths = [0usize; 257];
        while weights.len() > 1 {
            weights.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| other.1[0].cmp(&one.1[0])));
            if let (Some(one), Some(other)) = (weights.pop(), weights.pop()) {
                let mut under = one.1;
                under.extend(other.1);
                under.iter().for_each(|symbol| depths[*symbol] += 1);
                weights.push((one.0 + other.0, under));
            }
        }
        // A lone symbol still needs a bit beside the word of ones.
        let mut of_length = [0u32; 258];
        depths.iter().filter(|depth| **depth > 0).for_each(|depth| of_length[*depth] += 1);
        shorten(&mut of_length);
        let mut order: Vec<usize> = (0..256).filter(|symbol| depths[*symbol] > 0).collect();
        order.sort_by_key(|symbol| (depths[*symbol], *symbol));
        let mut words = [(0, 0); 256];
        let mut lengths = [0u8; 16];
        let (mut code, mut at) = (0u32, 0);
        for length in 1..=16usize {
            // The longest word of all is that of ones, which no symbol has.
            for _ in 0..of_length[length] {
                if let Some(symbol) = order.get(at) {
                    words[*symbol] = (code as u16, length as u8);
                    lengths[length - 1] += 1;
                }
                at += 1;
                code += 1;
            }
            code <<= 1;
        }
        Code { words, lengths, symbols: order.into_iter().map(|symbol| symbol as u8).collect() }
    }

    /// A symbol's bits and how many they are.
    #[inline(always)]
    pub(crate) fn of(&self, symbol: u8) -> (u32, u32) {
        let (word, length) = self.words[usize::from(symbol)];
        (u32::from(word), u32::from(length))
    }

    /// The code as a file has it.
    pub(crate) fn stored(&self) -> Vec<u8> {
        [&self.lengths[..], &self.symbols].concat()
    }
}

/// Words longer than sixteen bits made shorter at the cost of the next shorter ones (T.81, figure K.3).
fn shorten(of_length: &mut [u32; 258]) {
    for length in (17..of_length.len()).rev() {
        while of_length[length] > 0 {
            let mut shorter = length - 2;
            while shorter > 0 && of_length[shorter] == 0 {
                shorter -= 1;
            }
            of_length[length] = of_length[length].saturating_sub(2);
            of_length[length - 1] += 1;
            of_length[shorter + 1] += 2;
            of_length[shorter] = of_length[shorter].saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    /// Whether no word begins another and none is of ones alone.
    fn is_sound(code: &Code, counts: &[u32; 256]) -> bool {
        let used: Vec<(u32, u32)> = (0..=255u8)
            .filter(|symbol| counts[usize::from(*symbol)] > 0)
            .map(|symbol| code.of(symbol))
            .collect();
        let fits = |(word, length): &(u32, u32)| (1..=16).contains(length) && *word < (1 << length) - 1;
        let begins =
            |one: &(u32, u32), other: &(u32, u32)| one.1 <= other.1 && other.0 >> (other.1 - one.1) == one.0;
        used.iter().all(fits)
            && used.iter().enumerate().all(|(at, one)| {
                used.iter().enumerate().all(|(number, other)| at == number || !begins(one, other))
            })
    }

    #[test]
    fn codes_are_sound_and_the_frequent_ones_short() {
        let mut counts = [0u32; 256];
        assert!(is_sound(&Code::new(&counts), &counts));
        counts[7] = 5;
        assert!(is_sound(&Code::new(&counts), &counts));
        // Counts that double each time would want words of forty bits.
        for (symbol, count) in counts.iter_mut().enumerate().take(32) {
            *count = 1 << symbol.min(30);
        }
        let code = Code::new(&counts);
        assert!(is_sound(&code, &counts));
        assert!(code.of(31).1 < code.of(4).1);
        let even = [9u32; 256];
        assert!(is_sound(&Code::new(&even), &even));
    }
}
