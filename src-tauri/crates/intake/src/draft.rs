//! What intake hands over: drafts of stories, the repairs made to them and the doubts left.

use banxin_model::{Role, StoryKind};
use serde::Serialize;

/// How the bytes of a text were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB 18030, which includes GBK and GB 2312.
    Gb18030,
}

/// Everything that was found in one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageDump {
    /// How the bytes were written.
    pub encoding: Encoding,
    /// The stories in the order of the text.
    pub drafts: Vec<Draft>,
    /// What was changed, in the order of the text.
    pub repairs: Vec<Repair>,
    /// What an editor should look at.
    pub doubts: Vec<Doubt>,
    /// Lines that belong to the page and not to a story, such as those naming its editors; left out of the drafts.
    pub furniture: Vec<String>,
}

/// A story as it was found, its parts named; absent parts are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Text, or photo news.
    pub kind: StoryKind,
    /// Column logo (栏题).
    pub logo: Option<String>,
    /// Kicker (引题).
    pub kicker: Option<String>,
    /// Headline (主题).
    pub headline: Option<String>,
    /// Deck (副题).
    pub deck: Option<String>,
    /// Byline (署名), whether it stood above or below the body.
    pub byline: Option<String>,
    /// The running text, crossheads, captions and whatever else stands below the head.
    pub paragraphs: Vec<DraftParagraph>,
    /// Photo credit (图片署名) at the story's end.
    pub credit: Option<String>,
}

/// A paragraph below the head of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftParagraph {
    /// What it is for.
    pub role: Role,
    /// Its words, without line ends.
    pub text: String,
}

impl Draft {
    /// All parts from the logo to the credit; [`Repair::paragraph`] counts along this list.
    pub fn parts(&self) -> impl Iterator<Item = (Role, &str)> {
        let head = [
            (Role::Logo, &self.logo),
            (Role::Kicker, &self.kicker),
            (Role::Headline, &self.headline),
            (Role::Deck, &self.deck),
            (Role::Byline, &self.byline),
        ];
        head.into_iter()
            .filter_map(|(role, text)| text.as_deref().map(|text| (role, text)))
            .chain(self.paragraphs.iter().map(|paragraph| (paragraph.role, paragraph.text.as_str())))
            .chain(self.credit.as_deref().map(|text| (Role::Credit, text)))
    }

    /// Words of the running text and captions in characters, spaces left out.
    pub fn characters(&self) -> usize {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.text.chars())
            .filter(|c| !c.is_whitespace())
            .count()
    }
}

/// What sort of change a [`Repair`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RepairKind {
    /// A paragraph that a column or page break had cut was put together.
    Joined,
    /// A half-width mark became the full-width one.
    Punctuation,
    /// Straight quotation marks became “ ” or ‘ ’.
    Quotes,
    /// Hyphens or a lone dash became ——.
    Dash,
    /// Dots became …….
    Ellipsis,
    /// A space was taken out, or became one em between the parts of a head.
    Space,
    /// A full-width letter or digit became a half-width one.
    Width,
    /// A character that prints nothing was taken out.
    Invisible,
}

/// One change made to the copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// What sort of change it is.
    pub kind: RepairKind,
    /// The draft, counted from 0.
    pub story: usize,
    /// The part of the draft in the order of [`Draft::parts`], counted from 0.
    pub paragraph: usize,
    /// Characters of the repaired text before the place.
    pub at: usize,
    /// The words as they came.
    pub before: String,
    /// The words as they stand now.
    pub after: String,
}

/// Something that an editor should look at; nothing was changed on its account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// A short name of the sort of doubt that callers may branch on.
    pub code: &'static str,
    /// The draft it concerns, counted from 0; `None` for the text as a whole.
    pub story: Option<usize>,
    /// The part of the draft in the order of [`Draft::parts`]; `None` for the draft as a whole.
    pub paragraph: Option<usize>,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl Doubt {
    /// A doubt about the text as a whole.
    pub(crate) fn of_text(code: &'static str, zh: String, en: String) -> Doubt {
        Doubt { code, story: None, paragraph: None, zh, en }
    }
}
