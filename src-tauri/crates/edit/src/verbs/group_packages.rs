//! `group-packages`: several packages that are chosen, moved and copied as one.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use banxin_model::{Id, Package};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use ts_rs::TS;

/// Makes packages of one page a group; those that were in other groups leave them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct GroupPackages {
    /// The packages, at least two of one page.
    pub packages: Vec<PackageRef>,
}

impl Verb for GroupPackages {
    const INFO: VerbInfo = VerbInfo {
        verb: "group-packages",
        zh: "把几个稿块编成一组",
        en: "Make packages of one page a group",
        fields: &[Field::needed("packages", "[id or {headline, page}, …], at least two of one page")],
        example: r#"{"verb":"group-packages","packages":[{"headline":"春风"},{"headline":"夜市"}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let mut ids: BTreeSet<Id<Package>> = BTreeSet::new();
        for package in &self.packages {
            ids.insert(draft.find_package(package)?);
        }
        let mut pages = BTreeSet::new();
        for id in &ids {
            pages.insert(draft.unlocked(*id)?.page);
        }
        if ids.len() < 2 || pages.len() != 1 {
            return Err(Refusal::new(
                "group",
                "编组要选同一版上的两个以上稿块。",
                "A group takes two packages or more of one page: choose them first.",
            ));
        }
        let group = draft.fresh();
        let count = ids.len();
        for id in ids {
            if let Some(package) = draft.edition.packages.get_mut(&id) {
                Arc::make_mut(package).group = Some(group);
            }
        }
        Ok(Label::new(format!("{count} 块编组"), format!("Group {count} packages")))
    }
}
