//! The break levels that CSS calls `line-break`, on the line breaking classes of UAX #14.

use crate::class::is_small_kana;
use crate::prepared::Atom;
use crate::rules::Level;

/// The content language, as far as CSS Text 4 §5.3 asks about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentLanguage {
    Chinese,
    Japanese,
    Other,
}

impl ContentLanguage {
    pub(crate) fn of(lang: &str) -> Self {
        let primary = lang.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        match primary.to_ascii_lowercase().as_str() {
            "zh" => ContentLanguage::Chinese,
            "ja" => ContentLanguage::Japanese,
            _ => ContentLanguage::Other,
        }
    }
}

/// Line breaking classes of UAX #14, those that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lb {
    Al,
    B2,
    Ba,
    Cj,
    Cl,
    Ex,
    Gl,
    Hy,
    Id,
    In,
    Is,
    Ns,
    Nu,
    Op,
    Po,
    Pr,
    Qu,
    Sp,
    Sy,
    Wj,
    Zw,
}

fn class(ch: char, language: ContentLanguage) -> Lb {
    match ch {
        ' ' => Lb::Sp,
        '\u{200b}' => Lb::Zw,
        '\u{2060}' | '\u{feff}' => Lb::Wj,
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2011}' => Lb::Gl,
        '\t'
        | '\u{ad}'
        | '\u{2002}'..='\u{2006}'
        | '\u{2008}'..='\u{200a}'
        | '\u{2010}'
        | '\u{2012}'
        | '\u{2013}'
        | '\u{2027}' => Lb::Ba,
        '-' => Lb::Hy,
        '\u{2014}' | '⸺' => Lb::B2,
        '\u{2024}'..='\u{2026}' | '\u{22ef}' | '\u{fe19}' | '\u{10af6}' => Lb::In,
        '“' | '‘' if language != ContentLanguage::Other => Lb::Op,
        '”' | '’' if language != ContentLanguage::Other => Lb::Cl,
        '“' | '‘' | '”' | '’' | '"' | '\'' | '«' | '»' => Lb::Qu,
        '(' | '[' | '{' | '（' | '《' | '〈' | '「' | '『' | '【' | '〖' | '〔' | '［' | '｛' | '〘'
        | '〚' | '｟' | '｢' | '〝' => Lb::Op,
        ')' | ']' | '}' | '）' | '》' | '〉' | '」' | '』' | '】' | '〗' | '〕' | '］' | '｝' | '〙'
        | '〛' | '｠' | '｣' | '〞' | '〟' | '、' | '。' | '，' | '．' | '､' | '｡' | '﹐' | '﹑' | '﹒' => {
            Lb::Cl
        }
        '!' | '?' | '！' | '？' | '﹖' | '﹗' => Lb::Ex,
        ',' | '.' | ':' | ';' => Lb::Is,
        '/' => Lb::Sy,
        '‼' | '⁇' | '⁈' | '⁉' | '々' | '〜' | '〻' | 'ゝ' | 'ゞ' | '゠' | '・' | 'ヽ' | 'ヾ' | '：'
        | '；' | '･' | '﹔' | '﹕' | '゛' | '゜' => Lb::Ns,
        '\u{ff67}'..='\u{ff70}' => Lb::Cj,
        _ if is_small_kana(ch) => Lb::Cj,
        '%'
        | '¢'
        | '°'
        | '‰'
        | '‱'
        | '\u{2032}'..='\u{2037}'
        | '\u{2057}'
        | '℃'
        | '℉'
        | '﹪'
        | '％'
        | '￠'
        | '₧'
        | '﷼' => Lb::Po,
        '$'
        | '£'
        | '¤'
        | '¥'
        | '+'
        | '±'
        | '\\'
        | '€'
        | '№'
        | '−'
        | '∓'
        | '﹩'
        | '＄'
        | '￡'
        | '￥'
        | '￦'
        | '\u{20a0}'..='\u{20a6}'
        | '\u{20a8}'..='\u{20ab}' => Lb::Pr,
        '0'..='9' => Lb::Nu,
        _ if crate::class::is_cell(ch) => Lb::Id,
        _ => Lb::Al,
    }
}

/// Postfixes of East Asian width A, F or W, which `loose` lets start a line in Chinese and Japanese.
fn wide_postfix(ch: char) -> bool {
    matches!(ch, '°' | '‰' | '\u{2032}' | '\u{2033}' | '\u{2035}' | '℃' | '℉' | '﹪' | '％' | '￠')
}

/// Prefixes of East Asian width A, F or W, which `loose` lets end a line in Chinese and Japanese.
fn wide_prefix(ch: char) -> bool {
    matches!(ch, '¤' | '±' | '€' | '№' | '﹩' | '＄' | '￡' | '￥' | '￦')
}

/// Whether the level allows a break before atom `k` (CSS Text 4 §5.3 over UAX #14).
pub(crate) fn css_allows(atoms: &[Atom], k: usize, level: Level, language: ContentLanguage) -> bool {
    if level == Level::CssAnywhere {
        return true;
    }
    let (before, after) = (atoms[k - 1].ch, atoms[k].ch);
    let (a, b) = (class(before, language), class(after, language));
    if let Some(allowed) = tailored(before, after, a, level, language) {
        return allowed;
    }
    let (a, b) = (resolve(a, level), resolve(b, level));
    // LB14, LB16: an opening mark holds, and a nonstarter stays, across spaces.
    let solid =
        atoms[..k].iter().rev().map(|x| class(x.ch, language)).find(|c| *c != Lb::Sp).unwrap_or(Lb::Sp);
    pair_allows(a, b, solid)
}

/// CJ is a nonstarter under `strict` and an ideograph otherwise (LB1).
fn resolve(class: Lb, level: Level) -> Lb {
    match class {
        Lb::Cj if level == Level::CssStrict => Lb::Ns,
        Lb::Cj => Lb::Id,
        other => other,
    }
}

/// What CSS says beyond UAX #14; `None` where it says nothing.
fn tailored(before: char, after: char, a: Lb, level: Level, language: ContentLanguage) -> Option<bool> {
    let east_asian = language != ContentLanguage::Other;
    let loose = level == Level::CssLoose;
    let after_text = matches!(a, Lb::Id | Lb::Cj | Lb::Ns | Lb::Cl | Lb::Ex | Lb::In | Lb::Po);
    match after {
        '‐' | '–' | '〜' | '゠' if east_asian && after_text && level != Level::CssStrict => Some(true),
        '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' if loose && after_text => Some(true),
        '・' | '：' | '；' | '･' | '‼' | '⁇' | '⁈' | '⁉' | '！' | '？'
            if loose && east_asian && after_text =>
        {
            Some(true)
        }
        // CSS Text 3 §5.3: `loose` parts inseparables from each other in every language.
        _ if loose && a == Lb::In && class(after, language) == Lb::In => Some(true),
        // The web-platform tests for zh let an inseparable start a line; the Unicode data for other languages
        // keeps LB22.
        '\u{2024}'..='\u{2026}' | '\u{22ef}' | '\u{fe19}' | '\u{10af6}'
            if loose && language == ContentLanguage::Chinese && after_text =>
        {
            Some(true)
        }
        _ if loose && east_asian && wide_postfix(after) && after_text => Some(true),
        _ if loose
            && east_asian
            && wide_prefix(before)
            && matches!(class(after, language), Lb::Id | Lb::Cj) =>
        {
            Some(true)
        }
        _ => None,
    }
}

/// The pair rules of UAX #14, in their order.
fn pair_allows(a: Lb, b: Lb, solid: Lb) -> bool {
    use Lb::{Al, B2, Ba, Cl, Ex, Gl, Hy, Id, In, Is, Ns, Nu, Op, Po, Pr, Qu, Sp, Sy, Wj, Zw};
    match (a, b) {
        (_, Sp | Zw) => false,
        (Zw, _) => true,
        (_, Wj) | (Wj, _) | (Gl, _) => false,
        (Sp, _) if solid == Op => false,
        (Sp, Ns) if solid == Cl => false,
        (Sp, B2) if solid == B2 => false,
        (Sp, Cl | Ex | Is | Sy) => false,
        (Sp, _) => true,
        (Ba | Hy, Gl) => true,
        (_, Gl) | (_, Cl | Ex | Is | Sy) | (Op, _) => false,
        (B2, B2) | (_, Qu) | (Qu, _) => false,
        (_, Ba | Hy | Ns | In) => false,
        (Al, Nu) | (Nu, Al) => false,
        (Pr, Id) | (Id, Po) => false,
        (Pr | Po, Al) | (Al, Pr | Po) => false,
        (Nu, Nu | Po | Pr) | (Po | Pr | Is | Sy | Hy, Nu) | (Po | Pr, Op) | (Cl, Po | Pr) => false,
        (Al, Al) | (Is, Al) | (Al | Nu, Op) => false,
        _ => true,
    }
}
