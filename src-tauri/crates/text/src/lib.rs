//! A paragraph and its measures in, placed glyphs out.
