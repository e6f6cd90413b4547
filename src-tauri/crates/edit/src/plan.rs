//! From a command to a transaction: pure, and refused rather than half done.

use crate::draft::Draft;
use crate::{Command, Refusal};
use banxin_model::{Diff, Edition, Package, RecordRef, check};
use serde::Serialize;
use ts_rs::TS;

/// What planning asks of the layout; given by the caller so that verbs know nothing of type.
pub trait Measure {
    /// Lines of the grid at which a package holds its text exactly, at its width, columns and pattern; the
    /// package need not be in the edition.
    fn fit_lines(&self, edition: &Edition, package: &Package) -> i32;
}

/// What a verb needs beside the edition.
pub struct Cx<'a> {
    /// Where new ids come from; two plans with the same seed make the same ids.
    pub seed: u64,
    /// The measure of text.
    pub measure: &'a dyn Measure,
}

/// What a change is called in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Label {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Label {
    /// A label in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Label { zh: zh.into(), en: en.into() }
    }
}

/// What one verb does: one step of history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// The verb, such as `move-package`.
    pub verb: &'static str,
    /// What it is called in the history.
    pub label: Label,
    /// The records before and after; empty when the verb changes nothing.
    pub diff: Diff,
}

impl Transaction {
    /// The records that it makes, in order of kind and id.
    pub fn created(&self) -> Vec<RecordRef> {
        self.diff
            .touched()
            .into_iter()
            .filter(|record| match record {
                RecordRef::Info(id) => is_new(self.diff.info.get(id)),
                RecordRef::Page(id) => is_new(self.diff.pages.get(id)),
                RecordRef::Story(id) => is_new(self.diff.stories.get(id)),
                RecordRef::Paragraph(id) => is_new(self.diff.paragraphs.get(id)),
                RecordRef::Photo(id) => is_new(self.diff.photos.get(id)),
                RecordRef::Package(id) => is_new(self.diff.packages.get(id)),
            })
            .collect()
    }
}

fn is_new<R>(change: Option<&banxin_model::Change<R>>) -> bool {
    change.is_some_and(|change| change.before.is_none())
}

/// What a command would do to the edition.
///
/// # Errors
/// A [`Refusal`] when the edition does not allow it.
pub fn plan(edition: &Edition, command: &Command, cx: &Cx<'_>) -> Result<Transaction, Refusal> {
    let mut draft = Draft::new(edition, cx);
    let label = command.change(&mut draft)?;
    draft.settle_frames();
    draft.settle_groups();
    // A verb says itself what it cannot do; this is the net below it, so that no command, however odd,
    // leaves an edition that cannot be opened again.
    if let Some(broken) = check(&draft.edition).into_iter().next()
        && check(edition).is_empty()
    {
        return Err(Refusal::new(
            "unsound",
            format!("这样改会使本期自相矛盾（{broken}），请换一种做法。"),
            format!("That would contradict the rest of the edition ({broken}): try it another way."),
        ));
    }
    Ok(Transaction { verb: command.verb(), label, diff: edition.diff_to(&draft.edition) })
}
