//! `order-package`: which package lies over which, and which is read first.

use super::{RANK_STEP, Verb};
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Where a package goes among those of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Over all others, read last.
    Front,
    /// Over the next one.
    Forward,
    /// Under the one before.
    Backward,
    /// Under all others, read first.
    Back,
}

/// Changes the order of a package on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OrderPackage {
    /// The package.
    pub package: PackageRef,
    /// Where it goes.
    pub to: Order,
}

impl Verb for OrderPackage {
    const INFO: VerbInfo = VerbInfo {
        verb: "order-package",
        zh: "改稿块前后次序",
        en: "Bring a package forward or send it back",
        fields: &[
            Field::needed("package", "id or {headline, page}"),
            Field::needed("to", "front, forward, backward or back"),
        ],
        example: r#"{"verb":"order-package","package":{"headline":"春风"},"to":"front"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let package = draft.unlocked(id)?;
        let (page, story) = (package.page, package.story);
        let mut order = draft.packages_on(page);
        let from = order.iter().position(|other| *other == id).unwrap_or(0);
        let last = order.len().saturating_sub(1);
        let to = match self.to {
            Order::Front => last,
            Order::Forward => (from + 1).min(last),
            Order::Backward => from.saturating_sub(1),
            Order::Back => 0,
        };
        if from != to {
            let moved = order.remove(from);
            order.insert(to, moved);
            for (place, id) in (0..).zip(order) {
                if let Some(package) = draft.edition.packages.get_mut(&id) {
                    Arc::make_mut(package).rank = place * RANK_STEP;
                }
            }
        }
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("改{zh}的次序"), format!("Reorder {en}")))
    }
}
