//! Lengths, points and boxes: exact integers in EMU.
