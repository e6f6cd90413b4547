//! What the language of a text changes: where its marks stand, what starts no line, where words divide.

mod fonts;

use banxin_geom::Length;
use banxin_text::{
    FontFamily, FontRequest, Line, LineSlot, PlacedGlyph, Prepared, Rules, SetOptions, Span, place,
    set_lines, shape,
};

const EM: i64 = 100_000;

fn set(text: &str, lang: &str, cells: i64) -> (Prepared, Vec<Line>) {
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let rules = Rules { lang: lang.to_owned(), ..Rules::default() };
    let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], &rules, fonts::book());
    let slot = LineSlot::plain(Length::emu(EM * cells));
    let lines = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
    (prepared, lines)
}

fn texts(text: &str, lang: &str, cells: i64) -> Vec<String> {
    set(text, lang, cells).1.iter().map(|line| text[line.range.clone()].to_owned()).collect()
}

fn glyphs(text: &str, lang: &str) -> Vec<PlacedGlyph> {
    let (prepared, lines) = set(text, lang, 40);
    place(&prepared, &lines[0]).runs.iter().flat_map(|run| run.glyphs.clone()).collect()
}

#[test]
fn stops_of_traditional_chinese_stand_in_the_middle_of_their_cells_and_keep_them() {
    let simplified = glyphs("國，國。", "zh-Hans");
    let traditional = glyphs("國，國。", "zh-Hant");
    for at in [1, 3] {
        assert!(traditional[at].inline > simplified[at].inline + Length::emu(EM / 5));
        // In the middle of the height too, well above where the other convention has them.
        assert!(traditional[at].block < simplified[at].block - Length::emu(EM / 5));
    }
    assert_eq!(simplified[3].advance, Length::emu(EM / 2));
    assert_eq!(traditional.iter().map(|glyph| glyph.advance).sum::<Length>(), Length::emu(EM * 4));
    // Brackets are trimmed in both.
    assert_eq!(glyphs("「國」", "zh-Hant")[0].advance, Length::emu(EM / 2));
}

#[test]
fn japanese_keeps_small_kana_and_iteration_marks_from_line_starts() {
    let text = "東京のマーケットは今日もにぎわったと佐々木さんが話してくれました";
    for cells in 4..14 {
        for line in texts(text, "ja", cells).iter().skip(1) {
            let first = line.chars().next();
            assert!(!first.is_some_and(|ch| "ーッっ々".contains(ch)), "{cells}: {line}");
        }
    }
}

#[test]
fn the_japanese_middle_dot_has_a_cell_of_its_own() {
    let width = |lang: &str| glyphs("国・国", lang).iter().map(|glyph| glyph.advance).sum::<Length>();
    assert_eq!(width("ja"), Length::emu(EM * 3));
    assert_eq!(width("zh-Hans"), Length::emu(EM * 5 / 2));
}

#[test]
fn words_divide_by_the_patterns_of_their_own_language() {
    let divided = |text: &str, lang: &str| -> Vec<String> {
        let (_, lines) = set(text, lang, 7);
        let of = |line: &Line| text[line.range.clone()].to_owned();
        lines.iter().filter(|line| line.hyphen).map(of).collect()
    };
    assert!(!divided("an international conversation about extraordinary newspapers", "en").is_empty());
    assert!(!divided("die Zeitungsausgabe der Nachrichtenredaktion", "de").is_empty());
    // Latin words in Chinese copy are most often English.
    assert_eq!(
        divided("关于internationalization的报道", "zh-Hans"),
        divided("关于internationalization的报道", "en")
    );
}

#[test]
fn no_language_breaks_a_paragraph_or_loses_a_byte() {
    let text = "“国家”，2026年——ニュース・ショー，«mot» ‘word’ 123,456.78元！？";
    for lang in ["zh-Hans", "zh-Hant", "zh-TW", "ja", "ko", "en", "fr", "mn", "", "x", "zzz-Zzzz-99"] {
        for cells in 1..12 {
            assert_eq!(texts(text, lang, cells).concat(), text, "{lang} at {cells}");
        }
    }
}

#[test]
fn a_dash_that_one_glyph_draws_gives_each_of_its_characters_half() {
    let text = "国——国";
    let glyphs = glyphs(text, "zh-Hans");
    let clusters: Vec<u32> = glyphs.iter().map(|glyph| glyph.cluster).collect();
    assert_eq!(clusters, [0, 3, 6, 9]);
    assert_eq!(glyphs[2].inline, glyphs[1].inline + Length::emu(EM));
    assert!(glyphs.iter().all(|glyph| glyph.advance == Length::emu(EM)));
}

/// Where lines may begin, in characters.
fn breaks(text: &str) -> Vec<usize> {
    let request = serde_json::json!({ "text": text, "measure": 60, "justify": false });
    let request = serde_json::from_value(request).expect("a request");
    match banxin_text::compose(&request, fonts::book()) {
        banxin_text::ComposeAnswer::Set { breaks, .. } => breaks,
        banxin_text::ComposeAnswer::Refused { error, .. } => panic!("{error}"),
    }
}

#[test]
fn words_from_right_to_left_stand_in_their_own_order_and_whole() {
    let text = "国שלום家";
    let glyphs = glyphs(text, "zh-Hans");
    let places = |from: u32, to: u32| -> Vec<Length> {
        let own = glyphs.iter().filter(|glyph| (from..to).contains(&glyph.cluster));
        own.map(|glyph| glyph.inline).collect()
    };
    // Its first letter stands farthest to the right, between the two ideographs.
    let mut word: Vec<(u32, Length)> = glyphs
        .iter()
        .filter(|glyph| (3..11).contains(&glyph.cluster))
        .map(|glyph| (glyph.cluster, glyph.inline))
        .collect();
    word.sort();
    assert_eq!(word.len(), 4);
    assert!(word.windows(2).all(|pair| pair[0].1 > pair[1].1), "{word:?}");
    let inside = word.iter().all(|(_, at)| *at > places(0, 3)[0] && *at < places(11, 14)[0]);
    assert!(inside, "{word:?}");
    assert_eq!(breaks(text), [1, 5]);
}

#[test]
fn mongolian_words_are_kept_whole_in_lines_across_and_down() {
    let word = "ᠮᠣᠩᠭᠣᠯ";
    let text = format!("国{word}国{word}国");
    let count = word.chars().count();
    assert_eq!(breaks(&text), [1, 1 + count, 2 + count, 2 + 2 * count]);
    for cells in 3..9 {
        let lines = texts(&text, "zh-Hans", cells);
        assert_eq!(lines.concat(), text);
    }
}
