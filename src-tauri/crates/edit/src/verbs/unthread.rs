//! `unthread`: the parts of a story after this one come off their pages.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ends a story's chain at a package: every part after it comes off its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Unthread {
    /// The package with which the story ends from now on.
    pub package: PackageRef,
}

impl Verb for Unthread {
    const INFO: VerbInfo = VerbInfo {
        verb: "unthread",
        zh: "取消转接：撤下这一块之后的续块",
        en: "End a story's chain here; the parts after it come off their pages",
        fields: &[Field::needed("package", "id or {headline, page}")],
        example: r#"{"verb":"unthread","package":{"headline":"春风","page":1}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let story = draft.unlocked(id)?.story;
        let mut later = Vec::new();
        let mut last = id;
        while let Some(next) = draft.continuation(last) {
            draft.unlocked(next)?;
            later.push(next);
            last = next;
        }
        if later.is_empty() {
            return Err(Refusal::new(
                "not-threaded",
                "这一块没有续块，不必取消转接。",
                "This package does not go on anywhere: there is nothing to end.",
            ));
        }
        for part in later {
            draft.edition.packages.remove(&part);
        }
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("取消{zh}的转接"), format!("End {en} here")))
    }
}
