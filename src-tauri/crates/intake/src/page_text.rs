//! The text of a whole page, as it leaves a typesetter or an e-paper, becomes its stories.

use crate::build::build_drafts;
use crate::decode::decode;
use crate::draft::PageDump;
use crate::failure::IntakeFailure;
use crate::join::join_paragraphs;
use crate::lines::{split_lines, unwrap_measure};

/// The stories of one page's text, in its order; `name` is the file's name for failures.
///
/// Paragraphs cut by a column are put together and half-width marks become Chinese ones where they stand in
/// Chinese; every change is a [`crate::Repair`], every guess that may be wrong a [`crate::Doubt`].
///
/// # Errors
/// When the bytes hold no text, are no text, or are too many.
pub fn read_page_text(bytes: &[u8], name: &str) -> Result<PageDump, IntakeFailure> {
    let (text, encoding, doubts) = decode(bytes, name)?;
    let pieces = join_paragraphs(unwrap_measure(split_lines(&text)));
    Ok(build_drafts(pieces, encoding, doubts))
}
