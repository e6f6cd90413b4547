//! What the characters of copy are: Han, Latin, marks that end a sentence or cannot start a line.

/// Whether `c` is a Han character, radicals and compatibility forms included.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` prints white, line ends left aside.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Whether `c` prints nothing and carries nothing: controls, zero widths, marks of byte order and direction.
pub(crate) fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffc}')
}

/// Whether `c` is a Chinese mark that ends on the text side, such as ，or ”.
pub(crate) fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '：'
            | '；'
            | '！'
            | '？'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '—'
            | '…'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Half-width marks seen as the full-width ones they stand for, so that a line reads alike either way.
pub(crate) fn folded(c: char) -> char {
    match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '｡' => '。',
        '\u{2015}' | '\u{2500}' | '\u{ff0d}' | '\u{2013}' => '—',
        '／' => '/',
        c if is_space(c) => ' ',
        c => c,
    }
}

/// Whether a sentence may end with `c` (folded).
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '.')
}

/// Whether `c` closes a quotation or bracket.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '》' | '〉' | '】' | '」' | '』' | '"' | ']')
}

/// Whether no line of Chinese may start with `c` (folded), so that a line that does belongs to the one before.
pub(crate) fn cannot_start(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '：' | '；' | '！' | '？' | '%' | '％') || (is_closer(c) && c != '"')
}

/// The bullets that papers set before a byline or credit.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '●' | '○'
            | '◎'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '▲'
            | '△'
            | '▶'
            | '▷'
            | '►'
            | '★'
            | '☆'
            | '◤'
            | '◢'
    )
}
