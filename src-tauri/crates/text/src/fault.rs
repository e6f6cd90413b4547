//! What can be wrong with a paragraph that is set all the same.

use crate::fonts::FaceKey;
use serde::{Deserialize, Serialize};

/// A fault in the text as set; the text stands nevertheless.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum TextFault {
    /// The face lacks the character; another face drew it, or none could.
    MissingGlyph {
        /// The character.
        ch: char,
        /// Where it stands, in bytes of the text.
        offset: usize,
        /// The face that was asked for.
        face: FaceKey,
        /// The face that drew it instead, if any has it.
        face_used: Option<FaceKey>,
    },
    /// The family asked for is not here; another stands in for it.
    FontReplaced {
        /// The family and weight asked for, written as a face key.
        wanted: FaceKey,
        /// The face used.
        face_used: FaceKey,
    },
    /// A character of another standard stands where simplified Chinese has its own form.
    NonStandardForm {
        /// The character.
        ch: char,
        /// Where it first stands, in bytes of the text.
        offset: usize,
        /// The form that belongs there.
        standard: char,
    },
    /// There is no face at all, so nothing can be drawn.
    NoFonts,
}

impl TextFault {
    /// A short, stable code for callers that branch on the kind.
    pub const fn code(&self) -> &'static str {
        match self {
            TextFault::MissingGlyph { face_used: Some(_), .. } => "glyph-substituted",
            TextFault::MissingGlyph { .. } => "glyph-missing",
            TextFault::FontReplaced { .. } => "font-replaced",
            TextFault::NonStandardForm { .. } => "non-standard-form",
            TextFault::NoFonts => "no-fonts",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message_zh(&self) -> String {
        match self {
            TextFault::MissingGlyph { ch, face, face_used: Some(used), .. } => {
                format!("字体{face}缺“{ch}”（U+{:04X}），已改用{used}，请确认字形", *ch as u32)
            }
            TextFault::MissingGlyph { ch, face, .. } => {
                format!("没有字体含“{ch}”（U+{:04X}，{face}），请更换该字或加装字体", *ch as u32)
            }
            TextFault::FontReplaced { wanted, face_used } => {
                format!("本机没有字体{wanted}，已用{face_used}代替，请安装该字体或改换样式")
            }
            TextFault::NonStandardForm { ch, standard, .. } => {
                format!("“{ch}”（U+{:04X}）不是规范字形，请改为“{standard}”", *ch as u32)
            }
            TextFault::NoFonts => "没有可用的字体，请先安装字体".to_owned(),
        }
    }

    /// What is wrong and what to do, in English.
    pub fn message_en(&self) -> String {
        match self {
            TextFault::MissingGlyph { ch, face, face_used: Some(used), .. } => {
                format!("{face} lacks “{ch}” (U+{:04X}); {used} is used instead: check the shape", *ch as u32)
            }
            TextFault::MissingGlyph { ch, face, .. } => {
                format!(
                    "no font has “{ch}” (U+{:04X}, {face}); replace the character or install a font",
                    *ch as u32
                )
            }
            TextFault::FontReplaced { wanted, face_used } => {
                format!("{wanted} is not installed; {face_used} stands in: install it or change the style")
            }
            TextFault::NonStandardForm { ch, standard, .. } => {
                format!("“{ch}” (U+{:04X}) is not the standard form; write “{standard}”", *ch as u32)
            }
            TextFault::NoFonts => "there are no fonts; install fonts first".to_owned(),
        }
    }
}
