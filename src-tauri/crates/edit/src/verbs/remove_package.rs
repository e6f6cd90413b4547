//! `remove-package`: off the page, back to the pool.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Takes a package off its page; the story stays in the pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemovePackage {
    /// The package.
    pub package: PackageRef,
}

impl Verb for RemovePackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "remove-package",
        zh: "撤下稿块（稿件留在稿库）",
        en: "Take a package off its page; the story stays in the pool",
        fields: &[Field::needed("package", "id or {headline, page}")],
        example: r#"{"verb":"remove-package","package":{"headline":"春风","page":1}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let story = draft.unlocked(id)?.story;
        draft.drop_package(id);
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("撤下{zh}"), format!("Take {en} off the page")))
    }
}
