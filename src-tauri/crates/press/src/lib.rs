//! Colour, separation, and the display list as PDF.
