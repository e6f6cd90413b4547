//! Why a text cannot be taken in, in words for the person who chose it.

use thiserror::Error;

/// Why a text cannot be taken in. `Display` gives the English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeFailure {
    /// There is nothing to read.
    #[error("{name} holds no text: check that the right file was saved, and import it again.")]
    Empty {
        /// The file's name.
        name: String,
    },
    /// The bytes are a document or picture of another kind.
    #[error(
        "{name} is a {kind} file, not plain text: save its words as a .txt file (UTF-8) and import that."
    )]
    OtherFormat {
        /// The file's name.
        name: String,
        /// What it is, such as `PDF`.
        kind: &'static str,
    },
    /// The bytes are no text in any encoding known here.
    #[error(
        "{name} is not text in UTF-8, UTF-16 or GB 18030: save it as a .txt file (UTF-8) and import it again."
    )]
    NotText {
        /// The file's name.
        name: String,
    },
    /// More text than any page or edition holds.
    #[error("{name} is larger than 64 MB: split it into smaller files and import those.")]
    TooLarge {
        /// The file's name.
        name: String,
    },
}

impl IntakeFailure {
    /// A short name of the trouble that callers may branch on.
    pub fn code(&self) -> &'static str {
        match self {
            IntakeFailure::Empty { .. } => "text-empty",
            IntakeFailure::OtherFormat { .. } => "text-other-format",
            IntakeFailure::NotText { .. } => "text-not-text",
            IntakeFailure::TooLarge { .. } => "text-too-large",
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.to_string()
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            IntakeFailure::Empty { name } => format!("“{name}”里没有文字，请确认存对了文件再导入。"),
            IntakeFailure::OtherFormat { name, kind } => {
                format!("“{name}”是 {kind} 文件，不是纯文本，请把文字另存为 .txt（UTF-8）再导入。")
            }
            IntakeFailure::NotText { name } => {
                format!("“{name}”不是 UTF-8、UTF-16 或 GB 18030 文本，请另存为 .txt（UTF-8）再导入。")
            }
            IntakeFailure::TooLarge { name } => format!("“{name}”超过 64 MB，请分成小文件再导入。"),
        }
    }
}
