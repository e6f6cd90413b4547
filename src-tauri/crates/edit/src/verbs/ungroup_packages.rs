//! `ungroup-packages`: each package of a group by itself again.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use banxin_model::{Id, Package, Page};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use ts_rs::TS;

/// Dissolves the groups that packages belong to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct UngroupPackages {
    /// The packages; one of a group stands for all of it.
    pub packages: Vec<PackageRef>,
}

impl Verb for UngroupPackages {
    const INFO: VerbInfo = VerbInfo {
        verb: "ungroup-packages",
        zh: "解开稿块的组",
        en: "Dissolve the groups of packages",
        fields: &[Field::needed("packages", "[id or {headline, page}, …]; one of a group stands for all")],
        example: r#"{"verb":"ungroup-packages","packages":[{"headline":"春风"}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let mut groups: BTreeSet<(Id<Page>, Id<Package>)> = BTreeSet::new();
        for package in &self.packages {
            let id = draft.find_package(package)?;
            let package = draft.unlocked(id)?;
            groups.extend(package.group.map(|group| (package.page, group)));
        }
        if groups.is_empty() {
            return Err(Refusal::new(
                "no-group",
                "选中的稿块没有编组。",
                "None of these packages belongs to a group: choose one that does.",
            ));
        }
        for package in draft.edition.packages.values_mut() {
            if package.group.is_some_and(|group| groups.contains(&(package.page, group))) {
                Arc::make_mut(package).group = None;
            }
        }
        Ok(Label::new("解组", "Ungroup"))
    }
}
