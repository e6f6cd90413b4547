//! Other people's formats in: bytes from wire, mail or typesetter become drafts of stories with their parts named.
//!
//! Nothing here touches a file: bytes and a name go in, drafts, repairs and doubts come out. Whatever was
//! changed is recorded as a [`Repair`], whatever was guessed as a [`Doubt`]; no word is dropped in silence.

mod build;
mod decode;
mod doubts;
mod draft;
mod failure;
mod head;
mod join;
mod lines;
mod markdown;
mod marks;
mod names;
mod normalise;
mod page_text;
mod scan;
mod shape;
mod spaces;
mod story_text;

pub use draft::{Doubt, Draft, DraftParagraph, Encoding, PageDump, Repair, RepairKind};
pub use failure::IntakeFailure;
pub use page_text::read_page_text;
pub use story_text::read_story_text;
