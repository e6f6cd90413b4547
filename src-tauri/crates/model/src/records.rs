//! Stories, their paragraphs and photos, and what is said once for the whole edition.

use crate::style::{self, CharStyle, Opening, StyleSpan, TypeStyle};
use crate::{Id, Role};
use banxin_geom::Length;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use ts_rs::TS;

/// A day of the Gregorian calendar, written `2026-02-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or `None` when there is no such day; years 1900 to 2999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..3000).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }

    /// The year, 1900 to 2999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Day of the week, 0 for Monday to 6 for Sunday (Sakamoto's method).
    pub fn weekday(self) -> usize {
        const OFFSETS: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = usize::from(self.year) - usize::from(self.month < 3);
        let month = OFFSETS.get(usize::from(self.month) - 1).copied().unwrap_or(0);
        (year + year / 4 - year / 100 + year / 400 + month + usize::from(self.day) + 6) % 7
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let mut part = || parts.next().and_then(|part| part.parse::<u16>().ok());
        let date = match (part(), part(), part()) {
            (Some(year), Some(month), Some(day)) => {
                u8::try_from(month).ok().zip(u8::try_from(day).ok()).and_then(|(m, d)| Date::new(year, m, d))
            }
            _ => None,
        };
        date.filter(|_| text.len() == 10).ok_or_else(|| format!("“{text}” is not a date like 2026-02-09"))
    }
}

impl TryFrom<String> for Date {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

/// How running text is set throughout the edition; amounts in thousandths of an em.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Typography {
    /// Gap between Han and Latin, 0 to 500.
    pub cjk_latin_gap: u16,
    /// Level of 避头尾: `none`, `basic`, `gb`, `strict` or a `css-…` level.
    pub level: String,
    /// Punctuation style: `quanjiao`, `kaiming`, `banjiao`, `hangmo` or `plain`.
    pub punctuation: String,
    /// First-line indent in ems, 0 to 4.
    pub indent: u8,
    /// Whether one mark of 、，。 may hang over a line's end.
    pub hanging: bool,
    /// Language of the copy as a BCP 47 tag: `zh-Hans`, `zh-Hant`, `ja`, `en` or another written in Latin letters.
    pub language: String,
    /// What roles are set in where that differs from the house's usual.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub styles: BTreeMap<Role, TypeStyle>,
}

impl Default for Typography {
    fn default() -> Self {
        Typography {
            cjk_latin_gap: 125,
            level: "gb".to_owned(),
            punctuation: "quanjiao".to_owned(),
            indent: 2,
            hanging: false,
            language: "zh-Hans".to_owned(),
            styles: BTreeMap::new(),
        }
    }
}

/// Somebody's word that a fault may go to press as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Pass {
    /// The fault, told from every other by kind, place and words.
    pub fault: String,
    /// Who lets it pass.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// An ICC profile of a printing condition, kept in the edition's file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct OutputProfile {
    /// SHA-256 of its bytes, in lower-case hex.
    pub hash: String,
    /// The name of the file it came as.
    pub name: String,
}

/// What is said once for the whole edition: the paper's name, its date, what the nameplate must carry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct EditionInfo {
    /// The paper's name, such as 版心日报.
    pub name: String,
    /// The paper's name in Latin letters, under the nameplate; may be empty.
    #[serde(default)]
    pub latin_name: String,
    /// Day of issue.
    #[ts(type = "string")]
    pub date: Date,
    /// Total issue number (总期号); 0 when unknown.
    #[serde(default)]
    pub issue: u32,
    /// CN number (国内统一连续出版物号); may be empty.
    #[serde(default)]
    pub cn_number: String,
    /// Post code for subscriptions (邮发代号); may be empty.
    #[serde(default)]
    pub post_code: String,
    /// Who runs and publishes the paper (主管、主办、出版); may be empty.
    #[serde(default)]
    pub publisher: String,
    /// Telephone in the folio; may be empty.
    #[serde(default)]
    pub telephone: String,
    /// A line for the ear or the nameplate, such as the weather; may be empty.
    #[serde(default)]
    pub ear: String,
    /// How running text is set.
    #[serde(default)]
    pub typography: Typography,
    /// The plant's own profile; the shipped one of newsprint when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<OutputProfile>", optional)]
    pub profile: Option<OutputProfile>,
    /// The most ink in one place, in percent of one full ink; 0 for what the paper says.
    #[serde(default)]
    pub ink_limit: u16,
    /// Faults that somebody lets pass, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passes: Vec<Pass>,
    /// How grave this paper takes a rule of preflight: `off`, `info`, `warning` or `error`, by the rule's name; the other
    /// rules are as grave as the page preset has them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, String>>", optional)]
    pub checks: BTreeMap<String, String>,
    /// What counts when pages are arranged: the weights, in hundredths, that this paper has of its own, by term.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, u16>>", optional)]
    pub weights: BTreeMap<String, u16>,
    /// Whether a page that is arranged may let a long story go on on a later page (转版).
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(as = "Option<bool>", optional)]
    pub may_jump: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Whether a story is text, photos with a caption, or the words of a free frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StoryKind {
    /// Text, with or without photos.
    #[default]
    Text,
    /// Photo news (图片新闻): the photo is the story, the text its caption.
    Photo,
    /// The words of a free frame (自由框): never in the pool, gone with its frame.
    Frame,
}

/// How the cells of a table's column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CellAlign {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right, as figures do.
    Right,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TableColumn {
    /// Its width in cells of the grid; 0 for what its words need.
    pub cells: u8,
    /// How its cells stand.
    pub align: CellAlign,
}

/// The rules drawn in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TableRules {
    /// Under every row.
    #[default]
    Rows,
    /// Over the table, under its header and at its foot only.
    Heads,
    /// Under every row and beside every column.
    Grid,
    /// None.
    None,
}

/// How a story's tables are set.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TableSpec {
    /// Their columns from the left; those not named take what their words need.
    pub columns: Vec<TableColumn>,
    /// Their rules.
    pub rules: TableRules,
}

impl TableSpec {
    /// Whether nothing is said of them.
    pub fn is_plain(&self) -> bool {
        *self == TableSpec::default()
    }
}

/// A story (稿件); its words are [`Paragraph`]s, its pictures are [`Photo`]s.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Story {
    /// Place in the pool, smaller first.
    pub rank: i64,
    /// Text or photo news.
    pub kind: StoryKind,
    /// Section or page it is meant for; may be empty.
    #[serde(default)]
    pub section: String,
    /// The file or dump it came from; may be empty.
    #[serde(default)]
    pub source: String,
    /// How its tables are set.
    #[serde(default, skip_serializing_if = "TableSpec::is_plain")]
    pub table: TableSpec,
}

/// A paragraph of a story: the grain of edits, shaping and undo.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Paragraph {
    /// The story it belongs to.
    #[ts(type = "string")]
    pub story: Id<Story>,
    /// Place in the story, smaller first.
    pub rank: i64,
    /// What it is for.
    pub role: Role,
    /// Its words, without line ends.
    pub text: String,
    /// What it is set in where that differs from its role.
    #[serde(default, skip_serializing_if = "TypeStyle::is_plain")]
    pub style: TypeStyle,
    /// How it opens.
    #[serde(default, skip_serializing_if = "Opening::is_plain")]
    pub opening: Opening,
    /// Stretches of its words that are set otherwise than the rest, in order; they do not overlap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<StyleSpan>,
}

impl Paragraph {
    /// A paragraph set as its role is.
    pub fn new(story: Id<Story>, rank: i64, role: Role, text: String) -> Paragraph {
        let (style, opening, spans) = (TypeStyle::default(), Opening::default(), Vec::new());
        Paragraph { story, rank, role, text, style, opening, spans }
    }

    /// Gives it other words; styles stay with the words they were given to.
    pub fn rewrite(&mut self, text: &str) {
        self.spans = style::follow(&self.spans, &self.text, text);
        text.clone_into(&mut self.text);
    }

    /// Changes the style of the words in a range of bytes; with `whole` they become one stretch.
    pub fn restyle(&mut self, range: Range<usize>, whole: bool, change: &dyn Fn(&mut CharStyle)) {
        let end = range.end.min(self.text.len());
        if range.start < end {
            self.spans = style::restyle(&self.spans, range.start as u32..end as u32, whole, change);
        }
    }

    /// Cuts it at a byte and gives back what stood behind, in the same style; `None` inside a character.
    pub fn split_off(&mut self, at: usize) -> Option<Paragraph> {
        let (first, second) = self.text.split_at_checked(at)?;
        let (before, after) = style::cut(&self.spans, at as u32);
        let rest = Paragraph {
            text: second.to_owned(),
            spans: after,
            opening: Opening::default(),
            style: self.style.clone(),
            ..*self
        };
        self.text = first.to_owned();
        self.spans = before;
        Some(rest)
    }

    /// Sets the words of another behind its own, each in its style.
    pub fn append(&mut self, other: &Paragraph) {
        self.spans = style::joined(&self.spans, self.text.len() as u32, &other.spans);
        self.text.push_str(&other.text);
    }

    /// What is wrong with its styles; `None` for a sound one.
    pub(crate) fn style_trouble(&self) -> Option<&'static str> {
        style::trouble(&self.spans, &self.text)
    }
}

/// Colours a photo is stored in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoColour {
    /// Red, green, blue.
    Rgb,
    /// Grey.
    Gray,
    /// The four process inks.
    Cmyk,
}

/// A photo; its bytes lie in the edition's file under their hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Photo {
    /// The story it belongs to, if any.
    #[ts(type = "string | null")]
    pub story: Option<Id<Story>>,
    /// Place among the photos, smaller first.
    pub rank: i64,
    /// File name it came with.
    pub name: String,
    /// SHA-256 of the file in lower-case hex; of a PDF, the page and its box follow, as in `…@2.trim`.
    pub hash: String,
    /// Kind of file: `jpeg`, `png`, `tiff`, `webp`, `psd`, or for art without pixels `pdf`, `svg`.
    pub format: String,
    /// Width in pixels, standing upright.
    pub width: u32,
    /// Height in pixels, standing upright.
    pub height: u32,
    /// Colours it is stored in.
    pub colour: PhotoColour,
    /// EXIF orientation, 1 to 8, that makes the stored pixels stand upright.
    pub orientation: u8,
    /// Caption from the file; may be empty.
    #[serde(default)]
    pub caption: String,
    /// Credit from the file; may be empty.
    #[serde(default)]
    pub credit: String,
}

impl Photo {
    /// Whether it is art without pixels of its own.
    pub fn is_art(&self) -> bool {
        matches!(self.format.as_str(), "pdf" | "svg")
    }

    /// Resolution in pixels per inch when the whole width is printed `width` wide; 0 for no width.
    pub fn ppi(&self, width: Length) -> f64 {
        if width <= Length::ZERO { 0.0 } else { f64::from(self.width) / (width.to_pt() / 72.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        for (text, weekday) in [("2026-02-09", 0), ("2000-01-01", 5), ("2024-02-29", 3), ("1999-12-31", 4)] {
            assert_eq!(text.parse::<Date>().map(Date::weekday), Ok(weekday), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-2-9", "", "2026-02-09x", "二〇二六", "2026--1-1"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
