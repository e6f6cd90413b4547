//! Why a file cannot be taken as a picture, in words for the person who chose it.

use thiserror::Error;

/// Why a file cannot be taken as a picture. `Display` gives the English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MediaFailure {
    /// The file holds no bytes.
    #[error("{name} is empty: copy it again from its source.")]
    Empty {
        /// The file's name.
        name: String,
    },
    /// The bytes are not those of a picture at all.
    #[error("{name} is not a picture: choose a JPEG, PNG, TIFF, WebP, Photoshop, PDF or SVG file.")]
    NotAPicture {
        /// The file's name.
        name: String,
    },
    /// A picture of a kind that cannot be placed.
    #[error("{name} is a {kind} file, which cannot be placed: save it as JPEG or PNG.")]
    UnknownKind {
        /// The file's name.
        name: String,
        /// What it is, such as `GIF`.
        kind: String,
    },
    /// The file ends before the picture does.
    #[error("{name} is cut short: copy it again from its source.")]
    Truncated {
        /// The file's name.
        name: String,
    },
    /// The file contradicts itself.
    #[error("{name} is damaged ({detail}): copy it again from its source, or save it anew as JPEG.")]
    Damaged {
        /// The file's name.
        name: String,
        /// What does not hold.
        detail: &'static str,
    },
    /// The file is locked.
    #[error("{name} is encrypted, so it cannot be placed: ask its maker for a copy without protection.")]
    Encrypted {
        /// The file's name.
        name: String,
    },
    /// The file has no such page.
    #[error("{name} has no page {page}, only {pages}: choose another page.")]
    NoSuchPage {
        /// The file's name.
        name: String,
        /// The page asked for, from 1.
        page: u32,
        /// How many it has.
        pages: u32,
    },
    /// More pixels than any page can use.
    #[error(
        "{name} claims {width} × {height} pixels, more than 200 million: scale it down before importing it."
    )]
    TooLarge {
        /// The file's name.
        name: String,
        /// Claimed width in pixels.
        width: u32,
        /// Claimed height in pixels.
        height: u32,
    },
}

impl MediaFailure {
    /// A short name of the trouble that callers may branch on.
    pub fn code(&self) -> &'static str {
        match self {
            MediaFailure::Empty { .. } => "picture-empty",
            MediaFailure::NotAPicture { .. } => "picture-not-one",
            MediaFailure::UnknownKind { .. } => "picture-kind",
            MediaFailure::Truncated { .. } => "picture-truncated",
            MediaFailure::Damaged { .. } => "picture-damaged",
            MediaFailure::Encrypted { .. } => "picture-encrypted",
            MediaFailure::NoSuchPage { .. } => "picture-page",
            MediaFailure::TooLarge { .. } => "picture-too-large",
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.to_string()
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            MediaFailure::Empty { name } => format!("“{name}”是空文件，请重新复制一份。"),
            MediaFailure::NotAPicture { name } => {
                format!("“{name}”不是图片，请选择 JPEG、PNG、TIFF、WebP、Photoshop、PDF 或 SVG 文件。")
            }
            MediaFailure::UnknownKind { name, kind } => {
                format!("“{name}”是 {kind} 文件，不能直接上版，请另存为 JPEG 或 PNG。")
            }
            MediaFailure::Truncated { name } => format!("“{name}”不完整，请重新复制一份。"),
            MediaFailure::Damaged { name, .. } => {
                format!("“{name}”已损坏，请重新复制一份，或另存为 JPEG 再导入。")
            }
            MediaFailure::Encrypted { name } => {
                format!("“{name}”已加密，不能上版，请向来稿方索取未加密的文件。")
            }
            MediaFailure::NoSuchPage { name, page, pages } => {
                format!("“{name}”没有第 {page} 页，只有 {pages} 页，请另选一页。")
            }
            MediaFailure::TooLarge { name, width, height } => {
                format!("“{name}”标称 {width} × {height} 像素，超过 2 亿，请缩小后再导入。")
            }
        }
    }
}
