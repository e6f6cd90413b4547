//! `lock-package`: no more changes of form.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Locks a package against changes of its form, or unlocks it; its words can still be edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct LockPackage {
    /// The package.
    pub package: PackageRef,
    /// Whether it is to be locked.
    pub locked: bool,
}

impl Verb for LockPackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "lock-package",
        zh: "锁定或解锁稿块",
        en: "Lock or unlock a package",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::needed("locked", "true or false"),
        ],
        example: r#"{"verb":"lock-package","package":{"headline":"春风"},"locked":true}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.package(id)?.clone();
        package.is_locked = self.locked;
        let (zh, en) = draft.story_name(package.story);
        draft.put_package(id, package);
        Ok(if self.locked {
            Label::new(format!("锁定{zh}"), format!("Lock {en}"))
        } else {
            Label::new(format!("解锁{zh}"), format!("Unlock {en}"))
        })
    }
}
