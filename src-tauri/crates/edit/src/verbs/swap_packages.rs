//! `swap-packages`: two packages change places.

use super::{Verb, columns_fit};
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lets two packages change places: each takes the other's page, area and columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SwapPackages {
    /// One of them.
    pub a: PackageRef,
    /// The other.
    pub b: PackageRef,
}

impl Verb for SwapPackages {
    const INFO: VerbInfo = VerbInfo {
        verb: "swap-packages",
        zh: "两个稿块对调",
        en: "Let two packages change places",
        fields: &[Field::needed("a", "id or {headline, page}"), Field::needed("b", "id or {headline, page}")],
        example: r#"{"verb":"swap-packages","a":{"headline":"春风"},"b":{"headline":"夜市"}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let (a, b) = (draft.find_package(&self.a)?, draft.find_package(&self.b)?);
        if a == b {
            return Err(Refusal::new(
                "same-package",
                "对调需要两个不同的稿块。",
                "Two different packages are needed to change places.",
            ));
        }
        let (mut first, mut second) = (draft.unlocked(a)?.clone(), draft.unlocked(b)?.clone());
        std::mem::swap(&mut first.page, &mut second.page);
        std::mem::swap(&mut first.area, &mut second.area);
        std::mem::swap(&mut first.columns, &mut second.columns);
        std::mem::swap(&mut first.gutter, &mut second.gutter);
        std::mem::swap(&mut first.rank, &mut second.rank);
        std::mem::swap(&mut first.cuts, &mut second.cuts);
        for package in [&mut first, &mut second] {
            for slot in &mut package.photos {
                slot.columns = slot.columns.min(package.columns);
            }
            package.head.columns = package.head.columns.min(package.columns);
            draft.lies(package)?;
            columns_fit(&draft.page(package.page)?.grid, package)?;
        }
        let ((zh, en), (other_zh, other_en)) =
            (draft.story_name(first.story), draft.story_name(second.story));
        draft.put_package(a, first);
        draft.put_package(b, second);
        Ok(Label::new(format!("{zh}与{other_zh}对调"), format!("Swap {en} and {other_en}")))
    }
}
