//! `fit-package`: as deep as its text needs.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Gives a package the lines its text needs, as far as the page has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FitPackage {
    /// The package.
    pub package: PackageRef,
}

impl Verb for FitPackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "fit-package",
        zh: "稿块高度随文字",
        en: "Fit a package to its text",
        fields: &[Field::needed("package", "id or {headline, page}")],
        example: r#"{"verb":"fit-package","package":{"headline":"春风"}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        package.area.lines = draft.fitted(&package);
        draft.lies(&package)?;
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(Label::new(format!("{zh}随文定高"), format!("Fit {en} to its text")))
    }
}
