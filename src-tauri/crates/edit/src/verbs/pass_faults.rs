//! `pass-faults`: somebody's word that faults may go to press as they are.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, Refusal, VerbInfo};
use banxin_model::{Edition, Pass};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Lets faults pass, by name and with a reason; a fault that changes must be passed anew.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PassFaults {
    /// The faults, as `banxin check` names them by `key`.
    pub faults: Vec<String>,
    /// Who lets them pass.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Verb for PassFaults {
    const INFO: VerbInfo = VerbInfo {
        verb: "pass-faults",
        zh: "签名放行差错",
        en: "Let faults pass, by name and with a reason",
        fields: &[
            Field::needed("faults", "keys of the faults, as `check` gives them"),
            Field::needed("by", "who lets them pass"),
            Field::needed("reason", "why"),
        ],
        example: r#"{"verb":"pass-faults","faults":["underset|1|7f|欠 3 行"],"by":"林舟","reason":"留白是版式需要"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let (by, reason) = (self.by.trim(), self.reason.trim());
        if by.is_empty() || reason.is_empty() || self.faults.is_empty() {
            return Err(Refusal::new(
                "pass-unsigned",
                "放行差错须写明放行人和理由。",
                "To let faults pass, say who does so and why.",
            ));
        }
        let Some(info) = draft.edition.about() else {
            return Err(Refusal::new(
                "no-date",
                "本期还没有日期，请先填写本期信息。",
                "This edition has no date yet: set its data first.",
            ));
        };
        let mut info = info.clone();
        info.passes.retain(|pass| !self.faults.contains(&pass.fault));
        info.passes.extend(self.faults.iter().map(|fault| Pass {
            fault: fault.clone(),
            by: by.to_owned(),
            reason: reason.to_owned(),
        }));
        draft.edition.info.insert(Edition::INFO, Arc::new(info));
        let count = self.faults.len();
        Ok(Label::new(
            format!("{by}放行 {count} 处差错：{reason}"),
            format!("{by} lets {count} faults pass: {reason}"),
        ))
    }
}
