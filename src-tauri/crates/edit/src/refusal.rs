//! Why a verb cannot be done now: a quiet sentence, never an error in the program.

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

/// A refusal: the state of the edition forbids the verb. `Display` gives the English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, Error)]
#[error("{en}")]
pub struct Refusal {
    /// A short name that callers may branch on.
    #[ts(type = "string")]
    pub code: &'static str,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl Refusal {
    /// A refusal with its sentence in both languages.
    pub fn new(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Refusal { code, zh: zh.into(), en: en.into() }
    }

    /// The edition is open for reading only.
    pub fn read_only() -> Self {
        Refusal::new(
            "read-only",
            "本期以只读方式打开，不能修改；请在正在编辑的地方关闭它后重新打开。",
            "This edition is open for reading only: close it where it is being edited, then open it again.",
        )
    }

    /// A place that is not between two characters.
    pub(crate) fn inside_character() -> Self {
        Refusal::new(
            "not-between-characters",
            "只能选在两个字之间，请重新选定位置。",
            "The place must be between two characters: choose it again.",
        )
    }

    /// The change was made for records that are different now.
    pub fn stale() -> Self {
        Refusal::new(
            "stale",
            "这部分内容已在别处改动，请在最新的版面上再做一次。",
            "This part has changed meanwhile: do it again on what is there now.",
        )
    }
}
