//! The one door: everything that a window, a command line or a server may do, as plain functions.
//!
//! A [`Desk`] is an open edition. Edits go through `edit` to the file first and to memory second; what is laid
//! out comes from `layout`; painters and the press get their fonts and photos from one shelf.

mod arrange;
mod cache;
mod call;
mod check;
mod clock;
mod content;
mod contour;
mod copy;
mod desk;
mod export;
mod faces;
mod failure;
mod file_name;
mod font_sample;
mod frame_sample;
mod frames;
mod house;
mod import;
mod installed;
mod last_export;
mod pace;
mod papers;
mod paste;
mod press_pace;
mod probe;
mod proofs;
mod resources;
mod sample;
mod save_text;
mod shelf;
mod state;
pub mod trial;

pub use arrange::{
    ArrangeRequest, Arranged, CandidateView, CauseView, EditionArranged, JumpView, MOST_CANDIDATES,
    PageArranged, RemedyView, Stop, StopsView, TermView,
};
pub use banxin_arrange::Level;
pub use banxin_edit::{Command, VerbInfo, list_verbs};
pub use banxin_layout::{Fault, PageLayout, RegionKind, Report, Sentence, Severity};
pub use banxin_model::{Date, Opening, StyleSpan};
pub use banxin_press::Standard;
pub use banxin_raster::{RenderOptions, Rendering, to_png};
pub use banxin_store::Step;
pub use banxin_text::{ComposeAnswer, ComposeRequest};
pub use call::{load_dictionary, proof, standard};
pub use check::{CheckedFault, RuleInfo};
pub use clock::today;
pub use content::Content;
pub use copy::{FindRequest, Found, Hit, LineView, TextView};
pub use desk::{Changed, Desk};
pub use export::{ExportOptions, ExportedFile, Proof, ProofSheet};
pub use faces::Faces;
pub use failure::{Failure, TroubleKind};
pub use house::{House, OpenedEdition, RecentFile, Welcome};
pub use import::Imported;
pub use installed::FontFamilyView;
pub use pace::{Pace, paces};
pub use papers::{NewEdition, papers};
pub use press_pace::{PressPace, press_pace};
pub use probe::Depth;
pub use proofs::{InkAt, PressPage, PressView};
pub use resources::Resources;
pub use sample::make_sample;
pub use state::{HistoryView, PackageView, PageView, ParagraphView, PhotoView, StateView, StoryView};

/// Sets one paragraph and says where its lines end: the contract of `banxin compose`.
pub fn compose(request: &ComposeRequest, faces: &Faces) -> ComposeAnswer {
    banxin_text::compose(request, &faces.book())
}
