//! Laws that hold for any text at any measure under any rules.

mod fonts;

use banxin_geom::Length;
use banxin_text::{
    Axis, Fit, FontFamily, FontRequest, Hanging, Level, Line, LineSlot, Prepared, PunctuationStyle, Rules,
    SetOptions, Span, place, set_lines, shape,
};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

const EM: i64 = 114_300;

/// Pieces that running copy is made of, and some that it should not be.
fn piece() -> impl Strategy<Value = String> {
    let marks = "，。、；：？！“”‘’（）《》〈〉「」【】·～/%℃￥—…";
    prop_oneof![
        8 => prop::sample::select("本报讯记者昨日从市水务局获悉全长公里的年月第一届会议大桥".chars().collect::<Vec<_>>()).prop_map(String::from),
        4 => prop::sample::select(marks.chars().collect::<Vec<_>>()).prop_map(String::from),
        2 => prop::sample::select(vec!["——", "……", "？！", "”，", "。”", "2026年", "3.5万", "12%", "第3届", "App", "G20", "《诗》"]).prop_map(String::from),
        1 => prop::sample::select(vec!["internationalization", "http://example.com/a/b/cdef", " ", "  ", "\n", "\u{3000}", "\u{ad}", "e\u{301}", "𠮷", "😀", "مرحبا", "ᠮᠣᠩ", "\u{200b}", "a\u{a0}b", "\u{200e}", "\u{7}", "葛\u{e0100}", "国\u{301}"]).prop_map(String::from),
    ]
}

fn rules() -> impl Strategy<Value = Rules> {
    let level = prop::sample::select(vec![
        Level::None,
        Level::Basic,
        Level::Gb,
        Level::Strict,
        Level::CssLoose,
        Level::CssNormal,
        Level::CssStrict,
        Level::CssAnywhere,
    ]);
    let style = prop::sample::select(vec![
        PunctuationStyle::Quanjiao,
        PunctuationStyle::Kaiming,
        PunctuationStyle::Banjiao,
        PunctuationStyle::Hangmo,
        PunctuationStyle::Plain,
        PunctuationStyle::CssNormal,
        PunctuationStyle::CssSpaceFirst,
    ]);
    let hanging = prop_oneof![
        3 => Just(Hanging::None),
        1 => prop::sample::select(vec![Hanging::First, Hanging::Last, Hanging::AllowEnd, Hanging::ForceEnd]),
    ];
    (level, style, hanging, any::<bool>(), any::<bool>(), 0u16..500, any::<bool>()).prop_map(
        |(level, style, hanging, justify, total, gap, down)| Rules {
            level,
            style,
            hanging,
            justify,
            cjk_latin_gap_permille: gap,
            axis: if down { Axis::Vertical } else { Axis::Horizontal },
            fit: if total { Fit::Total } else { Fit::First },
            ..Rules::default()
        },
    )
}

/// A stretch of the text: where it begins and how long it is in characters, and how it is set.
type Stretch = (usize, usize, u8);

fn stretches() -> impl Strategy<Value = Vec<Stretch>> {
    prop::collection::vec((0usize..60, 1usize..12, 0u8..9), 0..4)
}

/// The text as spans: those of the stretches, in order and cut where they meet, and plain ones between.
fn spans(text: &str, stretches: &[Stretch]) -> Vec<Span> {
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable();
    let (mut all, mut from) = (Vec::new(), 0);
    for (at, count, kind) in sorted {
        let (start, end) = (byte(at).max(from), byte(at + count));
        if start >= end {
            continue;
        }
        all.push(Span::new(from..start, font.clone(), 0));
        let mut own = Span::new(start..end, font.clone(), 1 + u32::from(kind));
        match kind {
            0 => own.font.family = FontFamily::Hei,
            1 => own.font.weight = 700,
            2 => own.font.size = Length::emu(EM * 3 / 2),
            3 => own.font.scale_x_permille = 700,
            4 => own.font.tracking_permille = 150,
            5 => own.style.emphasis = true,
            6 => own.style.underline = true,
            7 => own.style.upright_together = true,
            _ => own.ruby = Some("zhù yīn".into()),
        }
        all.push(own);
        from = end;
    }
    all.push(Span::new(from..text.len(), font, 0));
    all
}

fn set(
    text: &str,
    stretches: &[Stretch],
    rules: &Rules,
    measures: &[i64],
    indent: i64,
) -> (Prepared, Vec<Line>) {
    let prepared = shape(text, &spans(text, stretches), rules, fonts::book());
    let slots = |k: usize| LineSlot::plain(Length::emu(measures[k.min(measures.len() - 1)]));
    let lines = set_lines(&prepared, &slots, Length::emu(indent), &SetOptions::default());
    (prepared, lines)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_text_and_measure(
        pieces in prop::collection::vec(piece(), 0..40),
        stretches in stretches(),
        rules in rules(),
        measures in prop::collection::vec(EM..EM * 20, 1..4),
        indent in 0i64..3,
    ) {
        let text = pieces.concat();
        let (prepared, lines) = set(&text, &stretches, &rules, &measures, indent * EM / 2);

        // No text is lost or doubled.
        let joined: String = lines.iter().map(|l| &text[l.range.clone()]).collect();
        prop_assert_eq!(&joined, &text);

        // Characters that stand upright together are one cluster, whatever they are.
        let together = rules.axis == Axis::Vertical && stretches.iter().any(|(_, _, kind)| *kind == 7);
        let mut last_cluster = None;
        for line in &lines {
            let shown = &text[line.range.clone()];
            let placed = place(&prepared, line);
            let glyphs: Vec<_> = placed.runs.iter().flat_map(|r| &r.glyphs).collect();

            // No line is wider than its measure, unless one character alone is.
            let single = shown.trim().chars().count() <= 1 || line.emergency && glyphs.len() <= 20 && shown.chars().count() <= 3;
            prop_assert!(line.width <= line.measure || single || together && line.emergency, "{shown:?} {line:?}");

            // Advances add up to the width, to the EMU; only a hung mark stands outside.
            let total: Length = glyphs.iter().map(|g| g.advance).sum();
            let hangs = line.hangs || rules.hanging == Hanging::First && line.index == 0;
            // A line may begin with a character that nothing draws; what follows it belongs to no glyph.
            let drawn_from_start = !shown.starts_with(['\u{200e}', '\u{ad}', '\u{200b}', ' ']);
            if !hangs && drawn_from_start && !shown.contains(char::is_control) {
                prop_assert_eq!(total, line.width, "{:?} {:?}", shown, line);
            }
            if rules.justify && !line.is_last && !shown.ends_with('\n') && !line.emergency && line.gap > Length::ZERO {
                prop_assert_eq!(line.width, line.measure);
            }

            // Every ideograph is drawn once.
            for glyph in &glyphs {
                if line.range.contains(&(glyph.cluster as usize)) && text[glyph.cluster as usize..].starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                    prop_assert!(together || last_cluster < Some(glyph.cluster));
                    last_cluster = Some(glyph.cluster);
                }
            }
            let ideographs = shown.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
            let ideograph = |g: &&&banxin_text::PlacedGlyph| {
                let at = g.cluster as usize;
                line.range.contains(&at) && text[at..].starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
            };
            let drawn = glyphs.iter().filter(ideograph).count();
            prop_assert!(together || ideographs == drawn, "{shown:?}");
        }

        // The level is kept wherever there was a choice.
        let house = matches!(rules.level, Level::Basic | Level::Gb | Level::Strict);
        for pair in lines.windows(2) {
            let before = &text[pair[0].range.clone()];
            if !house || together || pair[0].emergency || before.ends_with('\n') {
                continue;
            }
            let (end, start) = (before.chars().last(), text[pair[1].range.clone()].chars().next());
            prop_assert!(!start.is_some_and(|c| "，。、；：？！”’）》〉」】·～/".contains(c)), "{before:?} | {start:?}");
            prop_assert!(!end.is_some_and(|c| "“‘（《〈「【".contains(c)), "{before:?}");
            let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            prop_assert!(!(digits(end) && digits(start)), "{before:?} | {start:?}");
        }

        // The same input gives the same output.
        let (again, lines_again) = set(&text, &stretches, &rules, &measures, indent * EM / 2);
        prop_assert_eq!(&lines, &lines_again);
        for line in &lines {
            prop_assert_eq!(place(&prepared, line), place(&again, line));
        }
    }

    #[test]
    fn ideographs_alone_fill_whole_cells(count in 1usize..400, cells in 3i64..40) {
        let text: String = "国".repeat(count);
        let (_, lines) = set(&text, &[], &Rules::default(), &[EM * cells], 0);
        let total: i64 = lines.iter().map(|l| l.natural.to_emu()).sum();
        prop_assert_eq!(total, EM * count as i64);
        // One line more than the least at the most, and only to keep the last from being lonely.
        prop_assert_eq!(lines.len(), count.div_ceil(cells as usize));
    }
}
