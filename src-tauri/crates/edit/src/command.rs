//! Every verb there is: the one list that parsing, help and planning share.

use crate::draft::Draft;
use crate::verbs::{self, Verb};
use crate::{Label, Refusal};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field of a verb, for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// Whether it must be given.
    pub is_required: bool,
    /// What it says, with its unit.
    pub about: &'static str,
}

impl Field {
    /// A field that must be given.
    pub(crate) const fn needed(name: &'static str, about: &'static str) -> Field {
        Field { name, is_required: true, about }
    }

    /// A field that may be left out.
    pub(crate) const fn optional(name: &'static str, about: &'static str) -> Field {
        Field { name, is_required: false, about }
    }
}

/// A verb as help shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct VerbInfo {
    /// Its name in JSON, such as `move-package`.
    pub verb: &'static str,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// A command of this verb as JSON.
    pub example: &'static str,
}

macro_rules! commands {
    ($($verb:ident)*) => {
        /// A command: a verb with what it needs, as the window, the command line and scripts send it.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
        #[serde(tag = "verb", rename_all = "kebab-case")]
        pub enum Command {
            $(
                #[doc = concat!("See [`", stringify!($verb), "`](crate::", stringify!($verb), ").")]
                $verb(verbs::$verb),
            )*
        }

        impl Command {
            /// The verb's name in JSON.
            pub fn verb(&self) -> &'static str {
                match self { $(Command::$verb(_) => verbs::$verb::INFO.verb,)* }
            }

            pub(crate) fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
                match self { $(Command::$verb(verb) => verb.change(draft),)* }
            }
        }

        /// Every verb with its fields and an example, in the order in which help lists them.
        pub fn list_verbs() -> &'static [VerbInfo] {
            const { &[$(verbs::$verb::INFO),*] }
        }

        $(
            impl From<verbs::$verb> for Command {
                fn from(verb: verbs::$verb) -> Command {
                    Command::$verb(verb)
                }
            }
        )*
    };
}

commands! {
    SetEdition PassFaults
    AddPage SetPage SetGuides RemovePage
    AddStory SetStory RemoveStory
    AddTable SetTable
    AddParagraph EditText SetText SetRole SetParagraph SetStyle SplitParagraph JoinParagraphs RemoveParagraph
    ReplaceText
    AddPhoto SetPhoto AttachPhoto ChooseLeaf RemovePhoto
    Place PlacePhoto MovePackage ResizePackage SetPackage ShapePackage Thread Unthread FitPackage SwapPackages
    OrderPackage LockPackage GroupPackages UngroupPackages PastePackages RemovePackage ArrangePage
    AddPhotoSlot SetPhotoSlot RemovePhotoSlot
    AddFrame SetFrame
    Batch
}

impl Command {
    /// A command from its JSON.
    ///
    /// # Errors
    /// A [`Refusal`] that says what is wrong with it.
    pub fn parse(json: &str) -> Result<Command, Refusal> {
        let unreadable = |reason: String| {
            Refusal::new(
                "command-unreadable",
                format!("看不懂这条命令（{reason}）；用 banxin apply --list 查看全部动词与示例。"),
                format!(
                    "This command cannot be read ({reason}): `banxin apply --list` shows every verb with an example."
                ),
            )
        };
        let value: serde_json::Value =
            serde_json::from_str(json).map_err(|error| unreadable(error.to_string()))?;
        let Some(verb) = value.get("verb").and_then(serde_json::Value::as_str) else {
            return Err(unreadable("it has no \"verb\"".to_owned()));
        };
        if !list_verbs().iter().any(|info| info.verb == verb) {
            return Err(unreadable(format!("there is no verb “{}”", shortened(verb))));
        }
        serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))
    }
}

/// A word as a message shows it: what a stranger's file holds may be of any length.
fn shortened(word: &str) -> String {
    const MOST: usize = 40;
    if word.chars().count() <= MOST {
        return word.to_owned();
    }
    word.chars().take(MOST).chain(['…']).collect()
}
