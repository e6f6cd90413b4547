//! What kind of character each one is, as far as breaking and spacing go.

use unicode_script::{Script, UnicodeScript};

/// The classes of TYPOGRAPHY: what decides where a line breaks and which side of a mark is blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// Opening quotation mark or bracket, full width: ink in the right half.
    Open,
    /// Closing quotation mark or bracket, full width: ink in the left half.
    Close,
    /// `，、；：`
    Comma,
    /// `。．`
    Stop,
    /// `？！` and their doubled forms.
    Exclaim,
    /// `—` and `⸺`, of which two make a dash.
    Dash,
    /// `…` and `⋯`, of which two make an ellipsis.
    Ellipsis,
    /// `·・‧`, between the parts of a name.
    Middle,
    /// Hyphens, en dash and wave dash.
    Connector,
    /// `/` and `／`.
    Slash,
    /// Signs that follow a number: `％ ℃ ″`.
    Postfix,
    /// Signs that precede a number: `￥ № ±`.
    Prefix,
    /// A decimal digit, half width.
    Digit,
    /// A letter of a script written in words.
    Latin,
    /// Half-width opening bracket.
    LatinOpen,
    /// Half-width comma, stop or closing bracket.
    LatinClose,
    /// A space, which a line edge swallows.
    Space,
    /// A hyphen that shows only where a line breaks at it.
    SoftHyphen,
    /// A space that neither breaks nor vanishes.
    FixedSpace,
    /// A combining mark or joiner: part of what stands before it.
    Extend,
    /// A forced line break inside the paragraph.
    Newline,
    /// Ideographs, kana, and everything else set in a cell of its own.
    Han,
}

impl Class {
    /// Whether the mark is a Chinese one whose blank half may be trimmed.
    pub const fn is_mark(self) -> bool {
        matches!(self, Class::Open | Class::Close | Class::Comma | Class::Stop | Class::Exclaim)
    }

    /// Whether the blank half of the mark is on its right.
    pub const fn blank_right(self) -> bool {
        matches!(self, Class::Close | Class::Comma | Class::Stop | Class::Exclaim)
    }

    /// Whether the character belongs to a run set with its own widths, as Latin words and figures are.
    pub const fn is_proportional(self) -> bool {
        matches!(self, Class::Digit | Class::Latin | Class::LatinOpen | Class::LatinClose)
    }
}

/// The class of `ch`, given its neighbours and whether the text is Chinese or Japanese.
pub(crate) fn classify(before: Option<char>, ch: char, after: Option<char>, han_text: bool) -> Class {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cell(c));
    match ch {
        // An apostrophe inside a word is a letter, not a quotation mark.
        '’' | '\'' if letter(before) && letter(after) => Class::Latin,
        '“' | '‘' if !han_text => Class::LatinOpen,
        '”' | '’' if !han_text => Class::LatinClose,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〖' | '〔' | '［' | '｛' | '〘' | '〚'
        | '｟' | '〝' | '︵' | '﹁' | '﹃' => Class::Open,
        '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〗' | '〕' | '］' | '｝' | '〙' | '〛'
        | '｠' | '〞' | '〟' | '︶' | '﹂' | '﹄' => Class::Close,
        '，' | '、' | '；' | '：' => Class::Comma,
        '。' | '．' | '｡' => Class::Stop,
        '？' | '！' | '‼' | '⁇' | '⁈' | '⁉' => Class::Exclaim,
        '—' | '⸺' | '―' => Class::Dash,
        '…' | '⋯' | '‥' | '․' => Class::Ellipsis,
        '·' | '・' | '‧' | '･' | '•' => Class::Middle,
        '-' if letter(before) && letter(after) => Class::Latin,
        '-' | '‐' | '–' | '～' | '〜' | '~' | '\u{2011}' | '゠' => Class::Connector,
        '/' | '／' => Class::Slash,
        '%' | '％' | '‰' | '‱' | '℃' | '℉' | '°' | '′' | '″' | '‴' | '㎡' | '㎏' | '㎜' | '㎝' | '㎞'
        | '㏄' | '￠' | '¢' => Class::Postfix,
        '¥' | '￥' | '$' | '＄' | '€' | '£' | '￡' | '№' | '#' | '±' | '+' | '−' | '＋' | '－' => {
            Class::Prefix
        }
        '0'..='9' => Class::Digit,
        '(' | '[' | '{' | '«' | '‹' | '｢' => Class::LatinOpen,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '»' | '›' | '｣' | '､' => {
            Class::LatinClose
        }
        ' ' | '\t' | '\u{2002}'..='\u{2006}' | '\u{2008}'..='\u{200b}' => Class::Space,
        '\u{ad}' => Class::SoftHyphen,
        _ if ch.is_control() && !matches!(ch, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}') => Class::Extend,
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2060}' | '\u{feff}' => Class::FixedSpace,
        '\n' | '\u{2028}' | '\u{2029}' | '\r' | '\u{b}' | '\u{c}' => Class::Newline,
        // Joiners, directional marks, variation selectors: no width of their own.
        '\u{200c}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2061}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => Class::Extend,
        _ if matches!(ch.script(), Script::Inherited) => Class::Extend,
        _ if is_cell(ch) => Class::Han,
        _ if ch.is_alphanumeric() => Class::Latin,
        _ if ch.is_ascii_graphic() => Class::Latin,
        _ => Class::Han,
    }
}

/// Whether the character is set in a square cell: ideographs, kana, bopomofo, hangul, full-width forms.
pub(crate) fn is_cell(ch: char) -> bool {
    matches!(ch,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{25ff}' | '\u{2600}'..='\u{27bf}')
}

/// Whether the character is an ideograph, as the count of characters in a last line wants to know.
pub(crate) fn is_ideograph(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// Whether the character is one of the small kana, or the long vowel mark, of full width (JIS X 4051; class CJ of UAX #14).
pub(crate) fn is_small_kana(ch: char) -> bool {
    "ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ".contains(ch) || matches!(ch, '\u{31f0}'..='\u{31ff}')
}
