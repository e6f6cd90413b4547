//! What is not right yet, why that matters, what would mend it, and who lets it pass.

use crate::desk::Desk;
use crate::failure::TroubleKind;
use crate::{Changed, Failure, papers};
use banxin_edit::{Command, PassFaults};
use banxin_layout::{Fault, PageLayout, Sentence, Severity};
use banxin_model::Pass;
use banxin_press::{Checked, Looked, RULES, Rule, preflight, rule};
use banxin_scene::PageList;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::PoisonError;
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

/// A rule of preflight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RuleInfo {
    /// Its name, as faults carry it.
    pub code: String,
    /// How grave it is unless the edition says otherwise: `off`, `info`, `warning` or `error`.
    pub usual: String,
    /// Why there is such a rule.
    pub why: Sentence,
}

impl CheckedFault {
    /// Whether it keeps pages from being exported.
    pub fn is_blocking(&self) -> bool {
        self.fault.severity == Severity::Error && self.pass.is_none()
    }
}

impl Desk {
    /// What is not right yet on any page, the gravest first on each. With `files`, the photo and font files that were
    /// not found sound before are looked into as well, which takes as long as reading them; without, only what is
    /// known of them is said.
    pub fn check(&self, files: bool) -> Vec<CheckedFault> {
        let known = || self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let mut looked = known().clone();
        if files {
            self.look_into(&mut looked);
            known().clone_from(&looked);
        }
        self.checked(&looked)
    }

    /// Looks into the files of all pages; the edition can be worked on meanwhile.
    fn look_into(&self, looked: &mut Looked) {
        let lists: Vec<PageList> = {
            let mut open = self.lock();
            let ids: Vec<_> = open.edition.pages_in_order().into_iter().map(|(id, _)| id).collect();
            ids.into_iter().map(|id| open.lay_out(id).list).collect()
        };
        looked.look(&lists, self.shelf.as_ref());
    }

    fn checked(&self, files: &Looked) -> Vec<CheckedFault> {
        let presets = papers(&self.resources).unwrap_or_default();
        let ink_limit = self.ink_limit();
        let mut open = self.lock();
        let open = &mut *open;
        let ids: Vec<_> = open.edition.pages_in_order().into_iter().map(|(id, _)| id).collect();
        let layouts: Vec<PageLayout> = ids.into_iter().map(|id| open.lay_out(id)).collect();
        let checked = Checked {
            edition: &open.edition,
            index: &open.index,
            layouts: &layouts,
            files,
            papers: &presets,
            ink_limit,
        };
        let passes = open.edition.about().map(|info| info.passes.as_slice()).unwrap_or_default();
        preflight(&checked).into_iter().map(|fault| described(fault, passes)).collect()
    }

    /// Every rule of preflight, as grave as the paper's preset has it.
    pub fn rules(&self) -> Vec<RuleInfo> {
        let presets = papers(&self.resources).unwrap_or_default();
        let size = self.lock().edition.pages_in_order().first().map(|(_, page)| page.paper);
        let preset = presets.iter().find(|preset| Some(preset.size()) == size);
        let usual = |rule: &Rule| {
            let of_preset = preset.and_then(|preset| preset.checks.get(rule.code)).cloned();
            of_preset.unwrap_or_else(|| rule.severity.name().to_owned())
        };
        let told = |rule: &Rule| RuleInfo {
            code: rule.code.to_owned(),
            usual: usual(rule),
            why: Sentence::new(rule.why_zh, rule.why_en),
        };
        RULES.iter().map(told).collect()
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
        // Before press every file is looked into again, whatever was known of it.
        let mut looked = Looked::default();
        self.look_into(&mut looked);
        self.checked(&looked).into_iter().filter(|fault| fault.is_blocking() && is_wanted(fault)).collect()
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
