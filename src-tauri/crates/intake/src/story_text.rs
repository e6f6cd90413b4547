//! A plain text or Markdown file becomes its story, or its stories where it plainly holds several.

use crate::build::build_drafts;
use crate::decode::decode;
use crate::draft::PageDump;
use crate::failure::IntakeFailure;
use crate::join::join_paragraphs;
use crate::lines::{split_lines, unwrap_measure};
use crate::markdown::{is_markdown, read_marks};

/// The story or stories of a text file; a name that ends in `.md` or `.markdown` is read as Markdown.
///
/// # Errors
/// When the bytes hold no text, are no text, or are too many.
pub fn read_story_text(bytes: &[u8], name: &str) -> Result<PageDump, IntakeFailure> {
    let (text, encoding, doubts) = decode(bytes, name)?;
    let lines = split_lines(&text);
    let lines = if is_markdown(name) { read_marks(lines) } else { unwrap_measure(lines) };
    Ok(build_drafts(join_paragraphs(lines), encoding, doubts))
}
