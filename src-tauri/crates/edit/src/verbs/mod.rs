//! The verbs, one a file, and the little arithmetic that several of them share.

mod add_frame;
mod add_page;
mod add_paragraph;
pub(crate) mod add_photo;
mod add_photo_slot;
pub(crate) mod add_story;
mod add_table;
mod arrange_page;
mod attach_photo;
mod batch;
mod choose_leaf;
mod edit_text;
mod fit_package;
mod group_packages;
mod join_paragraphs;
mod lock_package;
mod move_package;
mod order_package;
mod pass_faults;
mod paste_packages;
pub(crate) mod photo_slots;
pub(crate) mod place;
mod place_photo;
mod remove_package;
mod remove_page;
mod remove_paragraph;
mod remove_photo;
mod remove_photo_slot;
mod remove_story;
mod replace_text;
mod resize_package;
mod set_edition;
pub(crate) mod set_frame;
mod set_guides;
pub(crate) mod set_package;
pub(crate) mod set_page;
mod set_paragraph;
mod set_photo;
mod set_photo_slot;
mod set_role;
mod set_story;
mod set_style;
mod set_table;
mod set_text;
pub(crate) mod shape_package;
mod split_paragraph;
mod swap_packages;
mod thread;
mod ungroup_packages;
mod unthread;

pub use add_frame::AddFrame;
pub use add_page::AddPage;
pub use add_paragraph::AddParagraph;
pub use add_photo::{AddPhoto, NewPhoto};
pub use add_photo_slot::AddPhotoSlot;
pub use add_story::{AddStory, NewParagraph};
pub use add_table::AddTable;
pub use arrange_page::{ArrangePage, ArrangedPackage, ArrangedPart};
pub use attach_photo::AttachPhoto;
pub use batch::Batch;
pub use choose_leaf::ChooseLeaf;
pub use edit_text::{EditText, TextPlace};
pub use fit_package::FitPackage;
pub use group_packages::GroupPackages;
pub use join_paragraphs::JoinParagraphs;
pub use lock_package::LockPackage;
pub use move_package::MovePackage;
pub use order_package::{Order, OrderPackage};
pub use pass_faults::PassFaults;
pub use paste_packages::{CopiedPackage, CopiedPhoto, CopiedStory, PastePackages};
pub use photo_slots::SlotSpec;
pub use place::Place;
pub use place_photo::PlacePhoto;
pub use remove_package::RemovePackage;
pub use remove_page::RemovePage;
pub use remove_paragraph::RemoveParagraph;
pub use remove_photo::RemovePhoto;
pub use remove_photo_slot::RemovePhotoSlot;
pub use remove_story::RemoveStory;
pub use replace_text::ReplaceText;
pub use resize_package::ResizePackage;
pub use set_edition::{SetEdition, TypographyChange, term_called};
pub use set_frame::{EdgesChange, FreeChange, LineChange, SetFrame};
pub use set_guides::SetGuides;
pub use set_package::{HeadChange, SetPackage};
pub use set_page::SetPage;
pub use set_paragraph::{SetParagraph, TypeChange};
pub use set_photo::SetPhoto;
pub use set_photo_slot::SetPhotoSlot;
pub use set_role::SetRole;
pub use set_story::SetStory;
pub use set_style::{SetStyle, StyleChange};
pub use set_table::SetTable;
pub use set_text::SetText;
pub use shape_package::ShapePackage;
pub use split_paragraph::SplitParagraph;
pub use swap_packages::SwapPackages;
pub use thread::Thread;
pub use ungroup_packages::UngroupPackages;
pub use unthread::Unthread;

use crate::draft::Draft;
use crate::{Label, Refusal, VerbInfo};
use banxin_model::{Cells, Grid, Id, Package, Paragraph, Story};
use std::sync::Arc;

/// The frames there are, for help.
const FRAMES: &str = "none, box, rule-above, rule-below, or a border (花边): double, thick-thin, triple, dashed, dots, \
     wave, scallop, rope, fret, lozenge, beads, bamboo, plum, stars, surf, corners";

/// What may be said of a head, for help.
const HEAD: &str = "{place: over|side|vertical|inset|none, columns, lines, size, rows, fill, least, greatest, \
     inset: {x, line, width}}, each optional";

/// Distance between the ranks of neighbours, so that others fit between them without touching them.
pub(crate) const RANK_STEP: i64 = 1024;

/// The narrowest text column in thousandths of a cell: an indent and a mark beside two characters.
const NARROWEST: i32 = 4000;

/// What can be done to an edition.
pub(crate) trait Verb {
    /// What help says of it.
    const INFO: VerbInfo;

    /// Does it to the draft; gives what the step is called.
    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal>;
}

/// Takes over what is given; leaves what is not.
fn set<T: Clone>(target: &mut T, given: &Option<T>) {
    if let Some(given) = given {
        target.clone_from(given);
    }
}

/// The orientation of a photo that stands upright as it is stored.
fn upright() -> u8 {
    1
}

/// Text columns of a package as wide as `width` when nobody says otherwise: the columns of the page it spans.
fn usual_columns(grid: &Grid, width: Cells) -> u8 {
    let columns = grid.columns;
    columns.span_of(width).unwrap_or_else(|| {
        let step = i32::from(columns.cells) * 1000 + columns.gutter.0;
        let whole = (width.0.saturating_add(columns.gutter.0)) / step.max(1);
        u8::try_from(whole.clamp(1, i32::from(columns.columns.max(1)))).unwrap_or(1)
    })
}

/// Most text columns that a package's width holds.
fn most_columns(grid: &Grid, package: &Package) -> u8 {
    let gutter = package.gutter.unwrap_or(grid.columns.gutter).0.max(0);
    let whole = package.area.width.0.saturating_add(gutter) / NARROWEST.saturating_add(gutter);
    u8::try_from(whole.clamp(1, 255)).unwrap_or(1)
}

/// Refuses columns too narrow to set text in.
fn columns_fit(grid: &Grid, package: &Package) -> Result<(), Refusal> {
    let most = most_columns(grid, package);
    // Tiers are as many as the depth has room for.
    if (1..=most).contains(&package.columns) || !package.direction.is_across() && package.columns > 0 {
        return Ok(());
    }
    Err(Refusal::new(
        "too-many-columns",
        format!("这个宽度可分 1 到 {most} 栏（每栏至少 4 字），请改栏数或加宽。"),
        format!(
            "This width takes 1 to {most} columns of at least 4 cells: change their number or make it wider."
        ),
    ))
}

/// Puts a paragraph into its story after another, or at its end; gives its id.
fn insert_paragraph(
    draft: &mut Draft<'_>,
    story: Id<Story>,
    after: Option<Id<Paragraph>>,
    mut paragraph: Paragraph,
) -> Result<Id<Paragraph>, Refusal> {
    let mut order = draft.paragraphs_of(story);
    let at = match after {
        None => order.len(),
        Some(after) => order.iter().position(|id| *id == after).map(|at| at + 1).ok_or_else(|| {
            Refusal::new(
                "other-story",
                "这一段属于另一篇稿件，请选择本稿的段落。",
                "That paragraph belongs to another story: choose one of this story.",
            )
        })?,
    };
    let rank = |at: usize| order.get(at).and_then(|id| draft.edition.paragraphs.get(id)).map(|p| p.rank);
    let before = at.checked_sub(1).and_then(rank);
    let between = match (before, rank(at)) {
        (None, None) => Some(0),
        (Some(before), None) => before.checked_add(RANK_STEP),
        (None, Some(next)) => next.checked_sub(RANK_STEP),
        (Some(before), Some(next)) => {
            let middle = i64::midpoint(before, next);
            (before < middle && middle < next).then_some(middle)
        }
    };
    let id = draft.fresh();
    paragraph.rank = between.unwrap_or(0);
    draft.edition.paragraphs.insert(id, Arc::new(paragraph));
    if between.is_none() {
        // The neighbours stand too close: count the whole story anew.
        order.insert(at, id);
        for (place, id) in (0..).zip(order) {
            if let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) {
                Arc::make_mut(paragraph).rank = place * RANK_STEP;
            }
        }
    }
    Ok(id)
}
