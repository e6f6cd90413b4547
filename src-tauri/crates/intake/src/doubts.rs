//! What an editor should look at in a paragraph: odd characters, words left over, marks without their partner.

use crate::draft::Doubt;
use crate::marks::is_han;

/// English words that have no business between Chinese characters.
pub(crate) const FUNCTION_WORDS: [&str; 12] =
    ["and", "or", "of", "the", "in", "to", "with", "for", "on", "by", "is", "a"];

/// Japanese, traditional and misread forms, each beside the standard form of mainland print; in order.
const VARIANTS: [(char, char); 30] = [
    ('労', '劳'),
    ('単', '单'),
    ('収', '收'),
    ('営', '营'),
    ('団', '团'),
    ('図', '图'),
    ('対', '对'),
    ('巻', '卷'),
    ('強', '强'),
    ('徳', '德'),
    ('戦', '战'),
    ('戸', '户'),
    ('査', '查'),
    ('検', '检'),
    ('歩', '步'),
    ('毎', '每'),
    ('気', '气'),
    ('涙', '泪'),
    ('産', '产'),
    ('発', '发'),
    ('県', '县'),
    ('経', '经'),
    ('総', '总'),
    ('緑', '绿'),
    ('説', '说'),
    ('録', '录'),
    ('関', '关'),
    ('顔', '颜'),
    ('駅', '驿'),
    ('黒', '黑'),
];

/// Adds a doubt for everything in `text` that an editor should look at; nothing is changed.
pub(crate) fn look_through(text: &[char], story: usize, paragraph: usize, doubts: &mut Vec<Doubt>) {
    let mut doubt = |code, zh: String, en: String| {
        doubts.push(Doubt { code, story: Some(story), paragraph: Some(paragraph), zh, en });
    };
    for (index, c) in text.iter().enumerate() {
        if !is_odd(*c) {
            continue;
        }
        let round = surroundings(text, index);
        if let Some(standard) = standard_form(*c) {
            doubt(
                "variant-character",
                format!("非规范字“{c}”，规范字形是“{standard}”（{round}）。"),
                format!("“{c}” is not the standard form “{standard}” ({round})."),
            );
        } else if matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}') {
            doubt(
                "radical-character",
                format!("“{c}”是部首或兼容字形，请换成通用汉字（{round}）。"),
                format!("“{c}” is a radical or compatibility form; use the ordinary character ({round})."),
            );
        } else if matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') {
            doubt(
                "unreadable-character",
                format!("这里有一个读不出的字，请对照原稿补上（{round}）。"),
                format!("A character here cannot be read; supply it from the original ({round})."),
            );
        }
    }
    for (start, word) in latin_words(text) {
        let before = text.get(..start).and_then(|before| before.iter().rev().find(|c| **c != ' '));
        let after = text.iter().skip(start + word.len()).find(|c| **c != ' ');
        if FUNCTION_WORDS.contains(&word.as_str())
            && before.is_some_and(|c| is_han(*c))
            && after.is_some_and(|c| is_han(*c))
        {
            let round = surroundings(text, start);
            doubt(
                "foreign-word",
                format!("汉字之间夹着英文“{word}”，请核对（{round}）。"),
                format!("“{word}” stands between Chinese characters; check it ({round})."),
            );
        }
    }
    let has_han = text.iter().any(|c| is_han(*c));
    for (open, close) in [('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》')] {
        let opened = text.iter().filter(|c| **c == open).count();
        let closed = text.iter().filter(|c| **c == close).count();
        if opened != closed && has_han {
            doubt(
                "mark-unpaired",
                format!("“{open}{close}”不成对，请核对（开 {opened} 个，关 {closed} 个）。"),
                format!("{open}{close} are not paired: {opened} open, {closed} close."),
            );
        }
    }
    if has_han && text.contains(&'"') {
        doubt(
            "mark-straight",
            "有单个直引号，无法判断是开是关，请改成“”。".to_owned(),
            "A straight quotation mark stands alone; make it “ or ”.".to_owned(),
        );
    }
}

/// Whether `c` can be the subject of a doubt by itself; keeps the long way off the common characters.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
        || standard_form(c).is_some()
}

fn standard_form(c: char) -> Option<char> {
    let at = VARIANTS.binary_search_by_key(&c, |(variant, _)| *variant).ok()?;
    VARIANTS.get(at).map(|(_, standard)| *standard)
}

fn surroundings(text: &[char], index: usize) -> String {
    text.iter().skip(index.saturating_sub(4)).take(9).collect()
}

/// The runs of ASCII letters, at most eight long, with where they begin.
fn latin_words(text: &[char]) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut start = None;
    for (index, c) in text.iter().copied().chain(std::iter::once('\n')).enumerate() {
        match (c.is_ascii_alphabetic(), start) {
            (true, None) => start = Some(index),
            (false, Some(begin)) => {
                if index - begin <= 8 {
                    words.push((begin, text.iter().skip(begin).take(index - begin).collect()));
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}
