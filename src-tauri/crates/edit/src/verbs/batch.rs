//! `batch`: several commands as one step of history.

use super::Verb;
use crate::draft::Draft;
use crate::{Command, Field, Label, Refusal, VerbInfo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Does several commands as one step: all of them or none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Batch {
    /// The commands, in order; each sees what those before it did.
    pub commands: Vec<Command>,
    /// What the step is called in the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Verb for Batch {
    const INFO: VerbInfo = VerbInfo {
        verb: "batch",
        zh: "几条命令合成一步",
        en: "Do several commands as one step",
        fields: &[
            Field::needed("commands", "[command, …]"),
            Field::optional("name", "what the step is called in the history"),
        ],
        example: r#"{"verb":"batch","name":"清版","commands":[{"verb":"remove-package","package":{"headline":"春风"}},{"verb":"remove-package","package":{"headline":"夜市"}}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let mut labels = Vec::new();
        for command in &self.commands {
            labels.push(command.change(draft)?);
        }
        match (&self.name, labels.as_slice()) {
            (_, []) => Err(Refusal::new(
                "empty-batch",
                "没有要做的命令。",
                "There is no command to do: give at least one.",
            )),
            (Some(name), _) => Ok(Label::new(name.clone(), name.clone())),
            (None, [only]) => Ok(only.clone()),
            (None, [first, ..]) => Ok(Label::new(
                format!("{}等 {} 步", first.zh, labels.len()),
                format!("{} and {} more", first.en, labels.len() - 1),
            )),
        }
    }
}
