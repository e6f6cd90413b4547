//! The rules a paragraph is set by: break level, punctuation style, hanging, gaps, fit, axis.

use serde::{Deserialize, Serialize};

/// How strictly marks are kept from line starts and line ends (避头尾).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Any mark may start or end a line; only unbreakable units hold.
    None,
    /// No closing mark, stop, comma, middle dot, connector or slash at a line start; no opening mark at a line end.
    Basic,
    /// As `Basic`, and no slash at a line end (GB/T 15834-2011 §5.1).
    #[default]
    Gb,
    /// As `Gb`, and no dash or ellipsis at a line start.
    Strict,
    /// CSS `line-break: loose`.
    CssLoose,
    /// CSS `line-break: normal`.
    CssNormal,
    /// CSS `line-break: strict`.
    CssStrict,
    /// CSS `line-break: anywhere`.
    CssAnywhere,
}

/// How wide punctuation marks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PunctuationStyle {
    /// 全角式: marks one em, adjacent pairs 1½ em, half an em at line ends.
    #[default]
    Quanjiao,
    /// 开明式: stops that end a sentence one em, all others half.
    Kaiming,
    /// 半角式: every mark half an em.
    Banjiao,
    /// 行末半角式: marks one em, only the line end half.
    Hangmo,
    /// 原样: every mark as wide as its cell.
    Plain,
    /// CSS `text-spacing-trim: normal`.
    CssNormal,
    /// CSS `text-spacing-trim: space-first`.
    CssSpaceFirst,
}

/// Which marks may stand outside the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hanging {
    /// No mark hangs.
    #[default]
    None,
    /// An opening mark at the start of the paragraph.
    First,
    /// A closing mark at the end of the paragraph.
    Last,
    /// A stop or comma at a line end that would not fit.
    AllowEnd,
    /// Every stop or comma at a line end.
    ForceEnd,
}

/// How the lines of a paragraph are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// All lines of the paragraph together, for the least cost.
    #[default]
    Total,
    /// Line after line, each as full as it goes.
    First,
}

/// Which way lines run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// 横排: lines from left to right.
    #[default]
    Horizontal,
    /// 竖排: lines from top to bottom.
    Vertical,
}

/// The rules a paragraph is set by; the default is what a mainland newspaper wants.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Language of the text, as a BCP 47 tag.
    pub lang: String,
    /// Break level.
    pub level: Level,
    /// Punctuation style.
    pub style: PunctuationStyle,
    /// Hanging punctuation.
    pub hanging: Hanging,
    /// Gap between Chinese and Latin or digits, in thousandths of an em: 0 to 500.
    pub cjk_latin_gap_permille: u16,
    /// Whether every line but the last fills its measure exactly.
    pub justify: bool,
    /// How lines are chosen.
    pub fit: Fit,
    /// Which way lines run.
    pub axis: Axis,
    /// Whether Latin words may be hyphenated.
    pub hyphenate: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            lang: "zh-Hans".to_owned(),
            level: Level::default(),
            style: PunctuationStyle::default(),
            hanging: Hanging::default(),
            cjk_latin_gap_permille: 250,
            justify: true,
            fit: Fit::default(),
            axis: Axis::default(),
            hyphenate: true,
        }
    }
}
