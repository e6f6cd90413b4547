//! Verbs: what can be done to an edition, each as a pure function from records to a change of records.
//!
//! A verb sees the edition and says what becomes of it, or refuses in one sentence; it touches no file and
//! no clock.

mod command;
mod draft;
mod plan;
mod refer;
mod refusal;
mod search;
mod touched;
mod verbs;

pub use command::{Command, Field, VerbInfo, list_verbs};
pub use draft::package_named;
pub use plan::{Cx, Label, Measure, Transaction, plan};
pub use refer::{PackageRef, PageRef, ParagraphRef, PhotoRef, StoryRef};
pub use refusal::Refusal;
pub use search::Search;
pub use touched::pages_touched;
pub use verbs::{
    AddFrame, AddPage, AddParagraph, AddPhoto, AddPhotoSlot, AddStory, AddTable, ArrangePage,
    ArrangedPackage, ArrangedPart, AttachPhoto, Batch, ChooseLeaf, CopiedPackage, CopiedPhoto, CopiedStory,
    EdgesChange, EditText, FitPackage, FreeChange, GroupPackages, HeadChange, JoinParagraphs, LineChange,
    LockPackage, MovePackage, NewParagraph, NewPhoto, Order, OrderPackage, PassFaults, PastePackages, Place,
    PlacePhoto, RemovePackage, RemovePage, RemoveParagraph, RemovePhoto, RemovePhotoSlot, RemoveStory,
    ReplaceText, ResizePackage, SetEdition, SetFrame, SetGuides, SetPackage, SetPage, SetParagraph, SetPhoto,
    SetPhotoSlot, SetRole, SetStory, SetStyle, SetTable, SetText, ShapePackage, SlotSpec, SplitParagraph,
    StyleChange, SwapPackages, TextPlace, Thread, TypeChange, TypographyChange, UngroupPackages, Unthread,
    term_called,
};
