//! Facts of the public suites that composition is held to: CSS `line-break` and `hanging-punctuation`, trimmed marks.

mod fonts;

use banxin_text::{ComposeAnswer, ComposeRequest, compose};

fn answer(request: serde_json::Value) -> (Vec<String>, Vec<usize>, Vec<Vec<i64>>, Vec<bool>) {
    let request: ComposeRequest = serde_json::from_value(request).expect("a request");
    match compose(&request, fonts::book()) {
        ComposeAnswer::Set { lines, breaks, advances, hangs, .. } => (lines, breaks, advances, hangs),
        ComposeAnswer::Refused { error, .. } => panic!("{error}"),
    }
}

fn breaks(text: &str, lang: &str, level: &str) -> Vec<usize> {
    answer(
        serde_json::json!({ "text": text, "lang": lang, "level": level, "justify": false, "fit": "first" }),
    )
    .1
}

#[test]
fn line_break_follows_the_language_and_the_level() {
    for (text, lang, level, want) in [
        // Inseparables part from each other when loose, in every language (CSS Text 3 §5.3).
        ("‥‥サ", "ja", "css-loose", vec![1, 2]),
        ("……サ", "und", "css-loose", vec![1, 2]),
        ("‥‥サ", "ja", "css-normal", vec![2]),
        // Small kana are nonstarters when strict only.
        ("サぁサ", "ja", "css-normal", vec![1, 2]),
        ("サぁサ", "ja", "css-strict", vec![2]),
        // Hyphens that CJK text uses may start a line below strict, in Chinese and Japanese alone.
        ("サ〜サ", "ja", "css-normal", vec![1, 2]),
        ("サ〜サ", "und", "css-normal", vec![2]),
        ("サ゠サ", "zh-Hans", "css-normal", vec![1, 2]),
        ("サ゠サ", "ja", "css-strict", vec![2]),
        // Iteration marks when loose, whatever the language.
        ("サ々サ", "und", "css-loose", vec![1, 2]),
        ("サ々サ", "ja", "css-normal", vec![2]),
        // Centred marks when loose, in Chinese and Japanese.
        ("サ・サ", "ja", "css-loose", vec![1, 2]),
        ("サ・サ", "und", "css-loose", vec![2]),
        ("文？文", "zh-Hans", "css-loose", vec![1, 2]),
        ("文？文", "zh-Hans", "css-normal", vec![2]),
        // Wide prefixes may end a line when loose; half-width ones may not.
        ("文￥文", "zh-Hans", "css-loose", vec![1, 2]),
        ("文₩文", "zh-Hans", "css-loose", vec![1]),
        ("文￥文", "und", "css-loose", vec![1]),
    ] {
        assert_eq!(breaks(text, lang, level), want, "{text} {lang} {level}");
    }
}

#[test]
fn quotes_and_brackets_hang_at_the_ends_of_a_paragraph_whatever_their_script() {
    for (text, style, at) in [
        ("「これは文字です", "first", 0),
        ("（これは文字です", "first", 0),
        ("\"これは文字です", "first", 0),
        ("«これは文字です", "first", 0),
        ("これは文字です」", "last", 0),
        ("これは文字です\"", "last", 0),
    ] {
        let (_, _, _, hangs) = answer(serde_json::json!({
            "text": text, "lang": "ja", "measure": 20, "hanging": style, "style": "plain", "justify": false,
        }));
        assert!(hangs[at], "{text}");
    }
    for text in ["これは満たす文字です、", "これは満たす文字です｡", "これは満たす文字です﹒"]
    {
        let (lines, _, _, hangs) = answer(serde_json::json!({
            "text": text, "lang": "ja", "measure": 10, "hanging": "allow-end", "level": "css-normal",
            "style": "plain", "justify": false,
        }));
        assert_eq!((lines.len(), hangs[0]), (1, true), "{text}");
    }
}

#[test]
fn css_trims_the_halves_that_meet_and_no_other() {
    for (text, want) in [
        ("国（（国", "FFHF"),
        ("国））国", "FHFF"),
        ("国）（国", "FFHF"),
        ("国（）国", "FFFF"),
        ("国・（国", "FFHF"),
        ("国）・国", "FHFF"),
        ("国\u{3000}（国", "FFHF"),
        ("国）\u{3000}国", "FHFF"),
        ("国。」（国", "FHFHF"),
        ("国、。国", "FHFF"),
        ("国（国）国", "FFFFF"),
    ] {
        let (_, _, advances, _) = answer(serde_json::json!({
            "text": text, "lang": "zh-Hans", "measure": 40, "style": "css-normal", "level": "css-normal",
            "justify": false,
        }));
        let seen: String = advances[0].iter().map(|a| if *a == 500 { 'H' } else { 'F' }).collect();
        assert_eq!(seen, want, "{text}");
    }
}
