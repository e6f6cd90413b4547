//! Photos in ink as baseline JPEG (ITU-T T.81), made so that no pixel is over the limit once it is decoded.
//!
//! Four inks are stored as luminance, colour at half the resolution and black (YCCK, marked as Adobe's), all
//! of them inverted, grey as luminance alone; every picture has Huffman codes of its own. The encoder keeps its
//! blocks until the end: where one swings beyond what the paper bears, only that one is made again.

use crate::blocks::{Block, DctTables, Taker, forward, inverse};
use crate::huffman::{Code, Counts};
use fearless_simd::{Level, dispatch};

/// Pixels either way of a unit that is coded together: two blocks, as colour has half the resolution.
const UNIT: usize = 16;

/// How often ink is taken back before JPEG is given up.
const ROUNDS: u32 = 12;

/// Ink, 255 for one full one, that JPEG never adds to a pixel.
const FAR: u32 = 160;

/// How far decoders differ in a pixel: the plate-maker's may be another than the one reckoned with here.
const DECODERS: u32 = 6;

/// What is taken back beyond what a unit was over, so that it need not be taken back again; more each round.
const EASE: u32 = 12;

/// Greys, 255 for paper, as JPEG; `None` when the sizes do not fit each other or JPEG.
pub(crate) fn encode_grey(samples: &[u8], (width, height): (u32, u32), quality: u8) -> Option<Vec<u8>> {
    let size = sides(samples.len(), (width, height), 1)?;
    Some(dispatch!(Level::new(), _simd => grey(samples, size, quality)))
}

/// Four inks, 255 for full, as JPEG none of whose pixels has more than `limit` of them together; `None` when it
/// cannot be brought to keep that, or the sizes do not fit each other or JPEG.
pub(crate) fn encode_inks(
    inks: &[u8],
    (width, height): (u32, u32),
    quality: u8,
    limit: u32,
) -> Option<Vec<u8>> {
    let size = sides(inks.len(), (width, height), 4)?;
    let inks = inks.as_chunks::<4>().0;
    dispatch!(Level::new(), _simd => within(inks, size, quality, limit))
}

/// Width and height where the samples fill them and JPEG can hold them.
fn sides(samples: usize, (width, height): (u32, u32), channels: usize) -> Option<(usize, usize)> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let (width, height) = (usize::from(width), usize::from(height));
    (width > 0 && height > 0 && samples == width * height * channels).then_some((width, height))
}

/// One component: its samples, filled up to whole units by repeating the last, and their blocks.
struct Plane {
    /// Samples of a row, a multiple of eight.
    stride: usize,
    samples: Vec<u8>,
    /// Blocks in rows, `stride / 8` in each.
    blocks: Vec<Block>,
}

impl Plane {
    #[inline(always)]
    fn new(stride: usize, rows: usize) -> Plane {
        let blocks = vec![Block::EMPTY; stride / 8 * (rows / 8)];
        Plane { stride, samples: vec![0; stride * rows], blocks }
    }

    #[inline(always)]
    fn code(&mut self, column: usize, row: usize, tables: &DctTables) {
        let across = self.stride / 8;
        let from = row * 8 * self.stride + column * 8;
        if let (Some(samples), Some(block)) =
            (self.samples.get(from..), self.blocks.get_mut(row * across + column))
        {
            *block = forward(samples, self.stride, tables);
        }
    }

    #[inline(always)]
    fn code_all(&mut self, tables: &DctTables) {
        let across = self.stride / 8;
        for number in 0..self.blocks.len() {
            self.code(number % across, number / across, tables);
        }
    }

    /// The samples of one block as a decoder sees them, into the same place of `shown`.
    #[inline(always)]
    fn show(&self, column: usize, row: usize, tables: &DctTables, shown: &mut [u8]) {
        let across = self.stride / 8;
        let from = row * 8 * self.stride + column * 8;
        if let (Some(block), Some(shown)) = (self.blocks.get(row * across + column), shown.get_mut(from..)) {
            inverse(block, tables, shown, self.stride);
        }
    }
}

#[inline(always)]
fn grey(samples: &[u8], (width, height): (usize, usize), quality: u8) -> Vec<u8> {
    let mut plane = Plane::new(width.next_multiple_of(8), height.next_multiple_of(8));
    let stride = plane.stride;
    for (y, row) in plane.samples.chunks_exact_mut(stride).enumerate() {
        let own = &samples[y.min(height - 1) * width..][..width];
        row[..width].copy_from_slice(own);
        row[width..].fill(own[width - 1]);
    }
    let tables = DctTables::luminance(quality);
    plane.code_all(&tables);
    let mut counts = Counts::default();
    let mut before = 0;
    plane.blocks.iter().for_each(|block| counts.add(block, &mut before));
    let codes = [counts.codes()];
    let mut writer = Writer::default();
    writer.head((width, height), &[(1, 0x11, 0)], &[&tables], &codes, false);
    let mut before = 0;
    plane.blocks.iter().for_each(|block| writer.block(block, &mut before, &codes[0]));
    writer.end()
}

/// A picture in ink on its way to JPEG.
struct Work<'a> {
    inks: &'a [[u8; 4]],
    size: (usize, usize),
    /// Units across and down.
    units: (usize, usize),
    luminance: Plane,
    blue: Plane,
    red: Plane,
    black: Plane,
    tables: (DctTables, DctTables),
}

#[inline(always)]
fn within(inks: &[[u8; 4]], size: (usize, usize), quality: u8, limit: u32) -> Option<Vec<u8>> {
    let (width, height) = size;
    let units = (width.div_ceil(UNIT), height.div_ceil(UNIT));
    let full = || Plane::new(units.0 * UNIT, units.1 * UNIT);
    let half = || Plane::new(units.0 * UNIT / 2, units.1 * UNIT / 2);
    let mut work = Work {
        inks,
        size,
        units,
        luminance: full(),
        blue: half(),
        red: half(),
        black: full(),
        tables: (DctTables::luminance(quality), DctTables::colour(quality)),
    };
    let mut most = vec![0u32; units.0 * units.1];
    for y in 0..units.1 {
        for x in 0..units.0 {
            most[y * units.0 + x] = work.take_in((x, y), u32::MAX);
        }
    }
    work.luminance.code_all(&work.tables.0);
    work.black.code_all(&work.tables.0);
    work.blue.code_all(&work.tables.1);
    work.red.code_all(&work.tables.1);
    let near: Vec<bool> = most.iter().map(|most| most + FAR > limit).collect();
    if near.contains(&true) && !work.ease(near, &mut most, limit.saturating_sub(DECODERS)) {
        return None;
    }
    Some(work.written())
}

impl Work<'_> {
    /// Takes one unit's inks into the planes, with no more than `aim` of them together; gives the most there is.
    #[inline(always)]
    fn take_in(&mut self, (x, y): (usize, usize), aim: u32) -> u32 {
        let (width, height) = self.size;
        let (left, top) = (x * UNIT, y * UNIT);
        let stride = self.luminance.stride;
        let mut most = 0;
        for pair in 0..UNIT / 2 {
            let mut sums = [[0i32; UNIT]; 3];
            for row in [top + pair * 2, top + pair * 2 + 1] {
                let own = &self.inks[row.min(height - 1) * width..][..width];
                let mut line = [[0u8; 4]; UNIT];
                let inside = UNIT.min(width - left);
                line[..inside].copy_from_slice(&own[left..left + inside]);
                line[inside..].fill(own[width - 1]);
                if aim != u32::MAX {
                    line.iter_mut().for_each(|pixel| *pixel = limited(*pixel, aim));
                }
                let mut total = [0u32; UNIT];
                let mut light = [0u8; UNIT];
                let mut black = [0u8; UNIT];
                for at in 0..UNIT {
                    let pixel = u32::from_le_bytes(line[at]);
                    let (c, m) = (pixel & 255, pixel >> 8 & 255);
                    let (y, k) = (pixel >> 16 & 255, pixel >> 24);
                    total[at] = c + m + y + k;
                    // ITU-T T.871, clause 7, in sixteen bits.
                    light[at] = ((19_595 * c + 38_470 * m + 7_471 * y + 32_768) >> 16) as u8;
                    black[at] = (255 - k) as u8;
                    sums[0][at] += c as i32;
                    sums[1][at] += m as i32;
                    sums[2][at] += y as i32;
                }
                most = total.iter().copied().fold(most, u32::max);
                let at = row * stride + left;
                self.luminance.samples[at..at + UNIT].copy_from_slice(&light);
                self.black.samples[at..at + UNIT].copy_from_slice(&black);
            }
            let half = stride / 2;
            let at = (top / 2 + pair) * half + left / 2;
            for column in 0..UNIT / 2 {
                let [c, m, y] = [0, 1, 2].map(|ink: usize| sums[ink][column * 2] + sums[ink][column * 2 + 1]);
                // The mean of four, so two bits more; half a step is what is stored as 128.
                let blue = (-11_059 * c - 21_709 * m + 32_768 * y + (257 << 17)) >> 18;
                let red = (32_768 * c - 27_439 * m - 5_329 * y + (257 << 17)) >> 18;
                self.blue.samples[at + column] = blue.clamp(0, 255) as u8;
                self.red.samples[at + column] = red.clamp(0, 255) as u8;
            }
        }
        most
    }

    #[inline(always)]
    fn code(&mut self, (x, y): (usize, usize)) {
        for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            self.luminance.code(x * 2 + column, y * 2 + row, &self.tables.0);
            self.black.code(x * 2 + column, y * 2 + row, &self.tables.0);
        }
        self.blue.code(x, y, &self.tables.1);
        self.red.code(x, y, &self.tables.1);
    }

    /// Takes ink back in the units of `near` that swing beyond `limit`; whether all of them keep it in the end.
    #[inline(always)]
    fn ease(&mut self, mut near: Vec<bool>, most: &mut [u32], limit: u32) -> bool {
        let (across, down) = self.units;
        let mut blue = vec![0; self.blue.samples.len()];
        let mut red = vec![0; self.red.samples.len()];
        for number in 0..across * down {
            let (x, y) = (number % across, number / across);
            self.blue.show(x, y, &self.tables.1, &mut blue);
            self.red.show(x, y, &self.tables.1, &mut red);
        }
        for round in 1..=ROUNDS {
            let mut over = Vec::new();
            for (number, _) in near.iter().enumerate().filter(|(_, near)| **near) {
                let at = (number % across, number / across);
                let shown = self.shown(at, &blue, &red);
                if shown > limit {
                    over.push((number, shown - limit));
                }
            }
            if over.is_empty() {
                return true;
            }
            near.fill(false);
            for (number, by) in over {
                let (x, y) = (number % across, number / across);
                let aim = most[number].saturating_sub(by + EASE * round);
                most[number] = self.take_in((x, y), aim);
                self.code((x, y));
                self.blue.show(x, y, &self.tables.1, &mut blue);
                self.red.show(x, y, &self.tables.1, &mut red);
                // Colour is blended across units, so those beside it are looked at again too.
                for y in y.saturating_sub(1)..=(y + 1).min(down - 1) {
                    for x in x.saturating_sub(1)..=(x + 1).min(across - 1) {
                        near[y * across + x] |= most[y * across + x] + FAR > limit;
                    }
                }
            }
        }
        false
    }

    /// The most ink that a decoder shows in one unit.
    #[inline(always)]
    fn shown(&self, (x, y): (usize, usize), blue: &[u8], red: &[u8]) -> u32 {
        let stride = self.luminance.stride;
        let mut light = [0u8; UNIT * UNIT];
        let mut black = [0u8; UNIT * UNIT];
        for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let number = (y * 2 + row) * (stride / 8) + x * 2 + column;
            let at = row * 8 * UNIT + column * 8;
            inverse(&self.luminance.blocks[number], &self.tables.0, &mut light[at..], UNIT);
            inverse(&self.black.blocks[number], &self.tables.0, &mut black[at..], UNIT);
        }
        let mut most = [0i32; UNIT];
        for row in 0..UNIT {
            let blue = self.blended(blue, (x, y), row);
            let red = self.blended(red, (x, y), row);
            for column in 0..UNIT {
                let at = row * UNIT + column;
                let light = (i32::from(light[at]) << 16) + 32_768;
                let (b, r) = (blue[column] - 128, red[column] - 128);
                // ITU-T T.871, clause 7, the other way.
                let c = ((light + 91_881 * r) >> 16).clamp(0, 255);
                let m = ((light - 22_554 * b - 46_802 * r) >> 16).clamp(0, 255);
                let y = ((light + 116_130 * b) >> 16).clamp(0, 255);
                most[column] = most[column].max(c + m + y + 255 - i32::from(black[at]));
            }
        }
        most.into_iter().max().map_or(0, |most| most as u32)
    }

    /// One row of a unit's colour at full resolution: three parts of the nearest sample and one of the next,
    /// either way, as most decoders have it.
    #[inline(always)]
    fn blended(&self, half: &[u8], (x, y): (usize, usize), row: usize) -> [i32; UNIT] {
        let stride = self.blue.stride;
        let rows = half.len() / stride;
        let near = y * UNIT / 2 + row / 2;
        let far = if row.is_multiple_of(2) { near.saturating_sub(1) } else { (near + 1).min(rows - 1) };
        let (near, far) = (&half[near * stride..][..stride], &half[far * stride..][..stride]);
        let left = x * UNIT / 2;
        let sum = |at: usize| i32::from(near[at]) * 3 + i32::from(far[at]);
        let mut line = [0i32; UNIT / 2 + 2];
        for column in 0..UNIT / 2 {
            line[column + 1] = sum(left + column);
        }
        line[0] = sum(left.saturating_sub(1));
        line[UNIT / 2 + 1] = sum((left + UNIT / 2).min(stride - 1));
        let mut out = [0; UNIT];
        for column in 0..UNIT / 2 {
            out[column * 2] = (line[column + 1] * 3 + line[column] + 8) >> 4;
            out[column * 2 + 1] = (line[column + 1] * 3 + line[column + 2] + 7) >> 4;
        }
        out
    }

    /// Calls `with` for every block in the order of the file: its component and the block.
    #[inline(always)]
    fn in_order(&self, mut with: impl FnMut(usize, &Block)) {
        let stride = self.luminance.stride / 8;
        for y in 0..self.units.1 {
            for x in 0..self.units.0 {
                let own = y * self.units.0 + x;
                let mut unit = [(1, &self.blue.blocks[own]); 10];
                unit[5] = (2, &self.red.blocks[own]);
                for (at, (column, row)) in [(0, 0), (1, 0), (0, 1), (1, 1)].into_iter().enumerate() {
                    let number = (y * 2 + row) * stride + x * 2 + column;
                    unit[at] = (0, &self.luminance.blocks[number]);
                    unit[at + 6] = (3, &self.black.blocks[number]);
                }
                // All from one place, so that what is done with them becomes part of this loop.
                for (component, block) in unit {
                    with(component, block);
                }
            }
        }
    }

    #[inline(always)]
    fn written(&self) -> Vec<u8> {
        // Luminance and black share their codes, and so do the two colours.
        const CODE: [usize; 4] = [0, 1, 1, 0];
        let mut counts = [Counts::default(), Counts::default()];
        let mut before = [0; 4];
        self.in_order(|component, block| counts[CODE[component]].add(block, &mut before[component]));
        let codes = counts.map(|counts| counts.codes());
        let mut writer = Writer::default();
        let components = [(1, 0x22, 0), (2, 0x11, 1), (3, 0x11, 1), (4, 0x22, 0)];
        writer.head(self.size, &components, &[&self.tables.0, &self.tables.1], &codes, true);
        let mut before = [0; 4];
        self.in_order(|component, block| {
            writer.block(block, &mut before[component], &codes[CODE[component]]);
        });
        writer.end()
    }
}

/// A pixel with its coloured inks taken back evenly until all four fit; black keeps the drawing.
#[inline(always)]
pub(crate) fn limited([cyan, magenta, yellow, black]: [u8; 4], limit: u32) -> [u8; 4] {
    let coloured = u32::from(cyan) + u32::from(magenta) + u32::from(yellow);
    let room = limit.saturating_sub(u32::from(black));
    if coloured <= room {
        return [cyan, magenta, yellow, black];
    }
    let less = |ink: u8| (u32::from(ink) * room / coloured) as u8;
    [less(cyan), less(magenta), less(yellow), black]
}

/// The bytes of the file as they grow.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, the latest lowest.
    bits: u64,
    waiting: u32,
}

impl Writer {
    fn segment(&mut self, marker: u8, body: &[u8]) {
        self.bytes.extend([0xFF, marker]);
        self.bytes.extend((body.len() as u16 + 2).to_be_bytes());
        self.bytes.extend_from_slice(body);
    }

    /// Everything before the blocks. `components` gives each one's number, sampling and tables.
    fn head(
        &mut self,
        (width, height): (usize, usize),
        components: &[(u8, u8, u8)],
        tables: &[&DctTables],
        codes: &[[Code; 2]],
        is_ink: bool,
    ) {
        self.bytes.extend([0xFF, 0xD8]);
        if is_ink {
            // Adobe's segment: version 100, no flags, colour transform 2 for YCCK.
            self.segment(0xEE, b"Adobe\0\x64\0\0\0\0\x02");
        } else {
            self.segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
        }
        for (number, table) in (0..).zip(tables) {
            self.segment(0xDB, &[&[number][..], &table.stored()].concat());
        }
        let mut frame = vec![8];
        frame.extend((height as u16).to_be_bytes());
        frame.extend((width as u16).to_be_bytes());
        frame.push(components.len() as u8);
        components.iter().for_each(|(number, sampling, table)| frame.extend([*number, *sampling, *table]));
        self.segment(0xC0, &frame);
        for (number, [first, rest]) in (0u8..).zip(codes) {
            self.segment(0xC4, &[&[number][..], &first.stored()].concat());
            self.segment(0xC4, &[&[number | 0x10][..], &rest.stored()].concat());
        }
        let mut scan = vec![components.len() as u8];
        components.iter().for_each(|(number, _, table)| scan.extend([*number, table * 0x11]));
        scan.extend([0, 63, 0]);
        self.segment(0xDA, &scan);
    }

    #[inline(always)]
    fn put(&mut self, value: u32, length: u32) {
        self.bits = self.bits << length | u64::from(value);
        self.waiting += length;
        if self.waiting >= 32 {
            self.waiting -= 32;
            let four = (self.bits >> self.waiting) as u32;
            // A byte of ones is followed by a zero, so that it is no marker (T.81, F.1.2.3).
            if four & 0x8080_8080 & (!four).wrapping_sub(0x0101_0101) == 0 {
                self.bytes.extend_from_slice(&four.to_be_bytes());
            } else {
                four.to_be_bytes().into_iter().for_each(|byte| self.byte(byte));
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
        if byte == 0xFF {
            self.bytes.push(0);
        }
    }

    #[inline(always)]
    fn block(&mut self, block: &Block, before: &mut i16, [first, rest]: &[Code; 2]) {
        block.each(before, &mut Coded { writer: self, first, rest });
    }

    fn end(mut self) -> Vec<u8> {
        // The last byte is filled up with ones.
        while !self.waiting.is_multiple_of(8) {
            self.bits = self.bits << 1 | 1;
            self.waiting += 1;
        }
        while self.waiting > 0 {
            self.waiting -= 8;
            self.byte((self.bits >> self.waiting) as u8);
        }
        self.bytes.extend([0xFF, 0xD9]);
        self.bytes
    }
}

/// Symbols on their way into a file, by the codes for first values and for all others.
struct Coded<'a> {
    writer: &'a mut Writer,
    first: &'a Code,
    rest: &'a Code,
}

impl Taker for Coded<'_> {
    #[inline(always)]
    fn take(&mut self, is_first: bool, symbol: u8, value: u32, length: u32) {
        let (code, own) = if is_first { self.first.of(symbol) } else { self.rest.of(symbol) };
        self.writer.put(code << length | value, own + length);
    }
}

#[cfg(test)]
mod tests {
    use super::{encode_grey, encode_inks};
    use banxin_media::{Colour, Pixels, decode};

    fn shown(jpeg: &[u8]) -> Pixels {
        decode(jpeg, "", 1, None).expect("decodes")
    }

    fn mean(one: &[u8], other: &[u8]) -> f64 {
        assert_eq!(one.len(), other.len());
        let sum: u64 = one.iter().zip(other).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
        sum as f64 / one.len() as f64
    }

    #[test]
    fn inks_come_back_as_they_were_at_any_size() {
        for (width, height) in [(1u32, 1u32), (7, 5), (16, 16), (33, 50), (100, 17)] {
            let inks: Vec<u8> = (0..width * height)
                .flat_map(|at| {
                    let (x, y) = (at % width * 90 / width, at / width * 90 / height);
                    [x as u8, 90 - x as u8, y as u8, 40 + y as u8 / 2]
                })
                .collect();
            let jpeg = encode_inks(&inks, (width, height), 95, 1020).expect("encodes");
            let back = shown(&jpeg);
            assert_eq!((back.width, back.height, back.colour), (width, height, Colour::Cmyk));
            let off = mean(&back.data, &inks);
            assert!(off < 3.0, "{width} × {height}: {off:.2}");
        }
    }

    #[test]
    fn greys_come_back_as_they_were() {
        let grey: Vec<u8> = (0..61 * 43u32).map(|at| (at % 61 * 3 + at / 61 * 2) as u8).collect();
        let back = shown(&encode_grey(&grey, (61, 43), 95).expect("encodes"));
        assert_eq!((back.width, back.height, back.colour), (61, 43, Colour::Gray));
        assert!(mean(&back.data, &grey) < 2.5, "{:.2}", mean(&back.data, &grey));
    }

    #[test]
    fn no_pixel_is_over_the_limit_where_dark_meets_light() {
        // Stripes and dots of the most ink beside paper are what a codec swings at most.
        let dark = [190u8, 160, 150, 100];
        for period in [2u32, 3, 5, 9, 17] {
            let inks: Vec<u8> = (0..120 * 90u32)
                .flat_map(|at| {
                    let is_dark = (at % 120 / period + at / 120 / period).is_multiple_of(2);
                    if is_dark { dark } else { [0, 30, 0, 0] }
                })
                .collect();
            let Some(jpeg) = encode_inks(&inks, (120, 90), 85, 612) else { continue };
            let back = shown(&jpeg);
            let most = back.data.chunks(4).map(|pixel| pixel.iter().map(|ink| u32::from(*ink)).sum::<u32>());
            assert!(most.max().is_some_and(|most| most <= 612), "period {period}");
        }
        // Even dark tones are never given up.
        assert!(encode_inks(&dark.repeat(64 * 64), (64, 64), 85, 612).is_some());
    }

    #[test]
    fn what_jpeg_cannot_hold_is_refused() {
        assert!(encode_inks(&[0; 12], (2, 2), 85, 612).is_none());
        assert!(encode_grey(&[], (0, 0), 85).is_none());
        assert!(encode_grey(&vec![0; 70_000], (70_000, 1), 85).is_none());
    }
}
