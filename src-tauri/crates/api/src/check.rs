//! What is not right yet, why that matters, what would mend it, and who lets it pass.

use crate::desk::Desk;
use crate::failure::TroubleKind;
use crate::{Changed, Failure, papers};
use banxin_edit::{Command, PassFaults};
use banxin_layout::{Fault, PageLayout, Sentence, Severity};
use banxin_model::Pass;
use banxin_press::{Checked, preflight, rule};
use banxin_scene::Shelf;
use serde::Serialize;
use serde_json::{Value, json};
use ts_rs::TS;

/// A fault with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CheckedFault {
    /// The fault.
    #[serde(flatten)]
    pub fault: Fault,
    /// Tells this fault from every other, until it changes.
    pub key: String,
    /// Why there is such a rule.
    pub why: Sentence,
    /// A command that would mend it, where one would.
    #[ts(type = "unknown")]
    pub repair: Option<Value>,
    /// Who lets it pass, and why.
    pub pass: Option<Pass>,
}

impl CheckedFault {
    /// Whether it keeps pages from being exported.
    pub fn is_blocking(&self) -> bool {
        self.fault.severity == Severity::Error && self.pass.is_none()
    }
}

impl Desk {
    /// What is not right yet on any page, the gravest first on each. With `files`, every photo and font file
    /// is looked into as well, which takes as long as reading them.
    pub fn check(&self, files: bool) -> Vec<CheckedFault> {
        let presets = papers(&self.resources).unwrap_or_default();
        let ink_limit = self.ink_limit();
        let mut open = self.lock();
        let open = &mut *open;
        let ids: Vec<_> = open.edition.pages_in_order().into_iter().map(|(id, _)| id).collect();
        let layouts: Vec<PageLayout> = ids.into_iter().map(|id| open.lay_out(id)).collect();
        let shelf: &dyn Shelf = self.shelf.as_ref();
        let checked = Checked {
            edition: &open.edition,
            index: &open.index,
            layouts: &layouts,
            shelf: files.then_some(shelf),
            papers: &presets,
            ink_limit,
        };
        let passes = open.edition.about().map(|info| info.passes.as_slice()).unwrap_or_default();
        preflight(&checked).into_iter().map(|fault| described(fault, passes)).collect()
    }

    /// Lets every fault that blocks export pass, on somebody's word; the step stays in the history.
    ///
    /// # Errors
    /// When name or reason is missing, or the edition cannot be written.
    pub fn pass_faults(&self, pages: &[u32], by: &str, reason: &str) -> Result<Option<Changed>, Failure> {
        let faults: Vec<String> = self.blocking(pages).into_iter().map(|fault| fault.key).collect();
        if faults.is_empty() {
            return Ok(None);
        }
        let command = PassFaults { faults, by: by.to_owned(), reason: reason.to_owned() };
        self.apply(&Command::from(command)).map(Some)
    }

    /// Refuses to export while there are errors that nobody lets pass; all pages when `pages` is empty.
    ///
    /// # Errors
    /// A refusal that names the first of them.
    pub fn may_export(&self, pages: &[u32]) -> Result<(), Failure> {
        let blocking = self.blocking(pages);
        let Some(first) = blocking.first() else { return Ok(()) };
        let (count, fault) = (blocking.len(), &first.fault);
        let (page, zh, en) = (fault.page, &fault.message.zh, &fault.message.en);
        Err(Failure {
            kind: TroubleKind::Refusal,
            code: "export-blocked".to_owned(),
            zh: format!(
                "有 {count} 处差错没有改，不能付印（第 {page} 版：{zh}）；请改好，或写明放行人和理由后放行。"
            ),
            en: format!(
                "{count} errors keep this from press (page {page}: {en}): mend them, or let them pass by name and with a reason."
            ),
        })
    }

    fn blocking(&self, pages: &[u32]) -> Vec<CheckedFault> {
        let is_wanted = |fault: &CheckedFault| pages.is_empty() || pages.contains(&fault.fault.page);
        self.check(true).into_iter().filter(|fault| fault.is_blocking() && is_wanted(fault)).collect()
    }
}

fn described(fault: Fault, passes: &[Pass]) -> CheckedFault {
    let key = format!("{}|{}|{}|{}", fault.code, fault.page, fault.subject, fault.message.zh);
    let why = rule(&fault.code).map(|rule| Sentence::new(rule.why_zh, rule.why_en)).unwrap_or_default();
    let pass = passes.iter().rev().find(|pass| pass.fault == key).cloned();
    CheckedFault { repair: repair(&fault), fault, key, why, pass }
}

/// The command that mends a fault, where one does without a decision that only an editor can take.
fn repair(fault: &Fault) -> Option<Value> {
    let package = &fault.subject;
    match fault.code.as_str() {
        "overset" | "underset" => Some(json!({ "verb": "fit-package", "package": package })),
        // The second of two that are the same, and a continuation that nothing is left for.
        "empty-frame" | "duplicate-story" | "thread-empty" => {
            Some(json!({ "verb": "remove-package", "package": package }))
        }
        _ => None,
    }
}
