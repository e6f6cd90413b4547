//! The rules one by one: widths of marks, breaks by level, units that hold, hanging, hyphens, faults.

mod fonts;

use banxin_geom::Length;
use banxin_text::{
    ComposeAnswer, ComposeRequest, FaceKey, FontBook, FontFamily, FontRequest, Hanging, Level, Line,
    LineSlot, Prepared, PunctuationStyle, Rules, SetOptions, Span, TextFault, compose, place, set_lines,
    shape,
};

const EM: i64 = 100_000;

fn set_in(family: FontFamily, text: &str, rules: &Rules, measure: f64) -> (Prepared, Vec<Line>) {
    let font = FontRequest::new(family, 400, Length::emu(EM));
    let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], rules, fonts::book());
    let slot = LineSlot::plain(Length::emu((EM as f64 * measure) as i64));
    let lines = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
    (prepared, lines)
}

fn lines(text: &str, measure: f64) -> Vec<String> {
    let (_, lines) = set_in(FontFamily::Song, text, &Rules::default(), measure);
    lines.iter().map(|l| text[l.range.clone()].to_owned()).collect()
}

fn answer(request: &str) -> (Vec<String>, Vec<usize>, Vec<Vec<i64>>, Vec<bool>) {
    let request: ComposeRequest = serde_json::from_str(request).expect("a request");
    match compose(&request, fonts::book()) {
        ComposeAnswer::Set { lines, breaks, advances, hangs, .. } => (lines, breaks, advances, hangs),
        ComposeAnswer::Refused { error, .. } => panic!("{error}"),
    }
}

fn widths(text: &str, style: &str) -> Vec<i64> {
    let (.., advances, _) =
        answer(&format!(r#"{{"id":"w","text":"{text}","measure":100,"style":"{style}","justify":false}}"#));
    advances.concat()
}

fn breaks(text: &str, level: &str) -> Vec<usize> {
    answer(&format!(r#"{{"id":"b","text":"{text}","measure":100,"level":"{level}","justify":false}}"#)).1
}

#[test]
fn adjacent_marks_share_a_blank_half() {
    assert_eq!(widths("国（（国", "quanjiao"), [1000, 1000, 500, 1000]);
    assert_eq!(widths("国。”国", "quanjiao"), [1000, 500, 1000, 1000]);
    assert_eq!(widths("国。“国", "quanjiao"), [1000, 1000, 500, 1000]);
    assert_eq!(widths("国：“国", "quanjiao"), [1000, 1000, 500, 1000]);
    assert_eq!(widths("国》，国", "quanjiao"), [1000, 500, 1000, 1000]);
    assert_eq!(widths("国》（国", "quanjiao"), [1000, 1000, 500, 1000]);
    assert_eq!(widths("国（《国", "quanjiao"), [1000, 1000, 500, 1000]);
    // An opening mark before a stop has blank on neither facing side.
    assert_eq!(widths("国（。国", "quanjiao"), [1000, 1000, 1000, 1000]);
}

#[test]
fn styles_differ_in_which_marks_are_half_width() {
    let text = "国，国。国";
    assert_eq!(widths(text, "quanjiao"), [1000, 1000, 1000, 1000, 1000]);
    assert_eq!(widths(text, "kaiming"), [1000, 500, 1000, 1000, 1000]);
    assert_eq!(widths(text, "banjiao"), [1000, 500, 1000, 500, 1000]);
    assert_eq!(widths(text, "plain"), [1000, 1000, 1000, 1000, 1000]);
    assert_eq!(widths("国》，国。", "hangmo"), [1000, 1000, 1000, 1000, 500]);
    assert_eq!(widths("国。", "plain"), [1000, 1000]);
}

#[test]
fn marks_of_half_and_two_cells() {
    assert_eq!(widths("国·国", "quanjiao"), [1000, 500, 1000]);
    assert_eq!(widths("国/国", "quanjiao"), [1000, 500, 1000]);
    assert_eq!(widths("国——国", "quanjiao"), [1000, 1000, 1000, 1000]);
    assert_eq!(widths("国……国", "quanjiao"), [1000, 1000, 1000, 1000]);
    assert_eq!(widths("国⸺国", "quanjiao"), [1000, 2000, 1000]);
    assert_eq!(widths("国？！国", "quanjiao"), [1000, 500, 500, 1000]);
    assert_eq!(widths("国？？？国", "quanjiao").iter().sum::<i64>(), 4000);
}

#[test]
fn an_opening_mark_at_a_line_start_stands_with_its_ink_at_the_edge_in_every_face() {
    for family in [FontFamily::Song, FontFamily::Hei, FontFamily::Kai] {
        let (prepared, lines) = set_in(family.clone(), "“国家”", &Rules::default(), 20.0);
        let placed = place(&prepared, &lines[0]);
        let glyphs: Vec<_> = placed.runs.iter().flat_map(|r| &r.glyphs).collect();
        assert_eq!(glyphs[0].advance, Length::emu(EM / 2), "{family:?}");
        assert_eq!(glyphs[1].inline, Length::emu(EM / 2), "{family:?}");
        assert_eq!(glyphs.iter().map(|g| g.advance).sum::<Length>(), Length::emu(EM * 3), "{family:?}");
    }
}

#[test]
fn levels_keep_marks_from_line_edges() {
    assert_eq!(breaks("国，国", "none"), [1, 2]);
    assert_eq!(breaks("国，国", "basic"), [2]);
    assert_eq!(breaks("国/国", "basic"), [2]);
    assert_eq!(breaks("国/国", "gb"), Vec::<usize>::new());
    assert_eq!(breaks("国——国", "gb"), [1, 3]);
    assert_eq!(breaks("国——国", "strict"), [3]);
    // One dash alone joins; it never starts a line.
    assert_eq!(breaks("京—沪", "gb"), [2]);
    assert_eq!(breaks("国…………国", "gb"), [1, 3, 5]);
    assert_eq!(breaks("国：国", "css-loose"), [1, 2]);
    assert_eq!(breaks("国：国", "css-normal"), [2]);
}

#[test]
fn figures_and_their_signs_are_never_divided() {
    for level in ["none", "basic", "gb", "strict"] {
        assert_eq!(breaks("约3,456.7万", level), [1, 8], "{level}");
        assert_eq!(breaks("增12.5%国", level), [1, 6], "{level}");
        assert_eq!(breaks("值￥120元", level), [1, 5], "{level}");
        assert_eq!(breaks("2020-2026年", level), [9], "{level}");
        assert_eq!(breaks("约翰·史密斯", level), [1, 3, 4, 5], "{level}");
    }
}

#[test]
fn what_is_one_sign_to_its_reader_is_never_divided() {
    for level in ["none", "gb", "css-loose", "css-strict"] {
        assert_eq!(breaks("国🇯🇵🇨🇳国", level), [1, 3, 5], "{level}");
        assert_eq!(breaks("国👍🏽国", level), [1, 3], "{level}");
        assert_eq!(breaks("국\u{1100}\u{1161}\u{11a8}국", level), [1, 4], "{level}");
    }
    assert_eq!(breaks("气温3°C国", "gb"), [1, 2, 5]);
    assert_eq!(breaks("增１２３％国", "gb"), [1, 5]);
    assert_eq!(breaks("国«国»国", "gb"), [1, 4]);
    assert_eq!(breaks("国｢国｣国", "gb"), [1, 4]);
}

#[test]
fn every_mark_that_ends_a_line_takes_half_a_cell() {
    let (_, _, advances, _) = answer(r#"{"id":1,"text":"国国国、国国","measure":3.5,"justify":false}"#);
    assert_eq!(advances, [vec![1000, 1000, 1000, 500], vec![1000, 1000]]);
}

#[test]
fn the_gap_between_chinese_and_latin_is_a_quarter_em_and_never_at_an_edge() {
    let advances = widths("用App看", "quanjiao");
    assert_eq!(advances[0], 1250);
    assert_eq!(advances[4], 1000);
    assert_eq!(widths("用，App", "quanjiao")[1], 1000);
    let rules = Rules { cjk_latin_gap_permille: 0, ..Rules::default() };
    let (prepared, lines) = set_in(FontFamily::Song, "用A", &rules, 20.0);
    assert_eq!(place(&prepared, &lines[0]).runs[0].glyphs[0].advance, Length::emu(EM));
}

#[test]
fn a_space_between_chinese_and_latin_is_their_gap_and_no_more() {
    assert_eq!(
        widths("用 App 看", "quanjiao").iter().sum::<i64>(),
        widths("用App看", "quanjiao").iter().sum::<i64>()
    );
}

#[test]
fn no_last_line_is_left_with_one_character() {
    for count in 12..60 {
        let text: String = "东湖路供水管网改造工程提前完工沿线居民告别停水烦恼"
            .chars()
            .cycle()
            .take(count)
            .collect::<String>()
            + "。";
        let lines = lines(&text, 10.0);
        let last = lines.last().map_or(0, |l| l.chars().filter(|c| *c != '。').count());
        assert!(last >= 2, "{lines:?}");
    }
}

#[test]
fn a_word_too_long_for_the_measure_is_divided_and_none_of_it_lost() {
    let text = "国SUPERCALIFRAGILISTIC国";
    let (_, set) = set_in(FontFamily::Song, text, &Rules::default(), 4.0);
    assert!(set.iter().any(|l| l.emergency));
    assert!(set.iter().all(|l| l.width <= l.measure));
    assert_eq!(set.iter().map(|l| &text[l.range.clone()]).collect::<String>(), text);
}

#[test]
fn long_words_are_hyphenated_by_pattern() {
    let text = "这种internationalization的做法";
    let (prepared, set) = set_in(FontFamily::Song, text, &Rules::default(), 8.0);
    let hyphenated: Vec<&Line> = set.iter().filter(|l| l.hyphen).collect();
    assert!(!hyphenated.is_empty());
    for line in hyphenated {
        let placed = place(&prepared, line);
        let last = placed.runs.last().and_then(|r| r.glyphs.last()).expect("a glyph");
        assert_eq!(last.cluster as usize, line.range.end);
        let total: Length = placed.runs.iter().flat_map(|r| &r.glyphs).map(|g| g.advance).sum();
        assert_eq!(total, line.width);
    }
}

#[test]
fn hanging_marks_stand_outside_and_never_on_two_lines_running() {
    let rules = Rules { hanging: Hanging::AllowEnd, ..Rules::default() };
    let text = "国国国国，国国国国，国国国国，国国国国，国国";
    let (prepared, set) = set_in(FontFamily::Song, text, &rules, 4.0);
    assert!(set.iter().any(|l| l.hangs));
    assert!(set.windows(2).all(|w| !(w[0].hangs && w[1].hangs)));
    for line in set.iter().filter(|l| l.hangs) {
        let placed = place(&prepared, line);
        let glyphs: Vec<_> = placed.runs.iter().flat_map(|r| &r.glyphs).collect();
        let (last, rest) = glyphs.split_last().expect("glyphs");
        let inside: Length = rest.iter().map(|g| g.advance).sum();
        assert_eq!(inside, line.measure);
        assert!(last.inline >= line.measure - Length::emu(EM / 10));
    }
}

#[test]
fn lines_of_differing_extents_are_each_filled() {
    let text =
        "东湖路供水管网改造工程提前完工，沿线居民告别停水烦恼。报修电话全天有人接听，水压低的问题不再出现。"
            .repeat(3);
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let prepared = shape(&text, &[Span::new(0..text.len(), font, 0)], &Rules::default(), fonts::book());
    let cells = |k: usize| [13, 9, 9, 11, 7][k % 5];
    let slots = |k: usize| LineSlot::plain(Length::emu(EM * cells(k)));
    let set = set_lines(&prepared, &slots, Length::ZERO, &SetOptions::default());
    for line in &set {
        assert_eq!(line.measure, Length::emu(EM * cells(line.index)));
        assert!(line.is_last || line.width == line.measure);
    }
    assert_eq!(set.iter().map(|l| &text[l.range.clone()]).collect::<String>(), text);
}

#[test]
fn a_mark_is_as_wide_as_its_style_says_whatever_was_set_before() {
    for _ in 0..2 {
        assert_eq!(widths("国・国", "plain"), [1000, 1000, 1000]);
        assert_eq!(widths("国・国", "quanjiao"), [1000, 500, 1000]);
    }
}

#[test]
fn invisible_characters_take_no_room() {
    for hidden in ["\u{200e}", "\u{7}", "\u{2060}", "\u{fe00}", "\u{200b}", "\u{ad}"] {
        let text = format!("国{hidden}国");
        let (_, set) = set_in(FontFamily::Song, &text, &Rules::default(), 9.0);
        assert_eq!(set[0].width, Length::emu(EM * 2), "{hidden:?}");
    }
}

#[test]
fn forced_breaks_end_lines_ragged() {
    let text = "国国国\n国国国国国国";
    let (_, set) = set_in(FontFamily::Song, text, &Rules::default(), 6.0);
    assert_eq!(set.len(), 2);
    assert_eq!(set[0].width, Length::emu(EM * 3));
}

#[test]
fn a_missing_character_is_drawn_by_another_face_and_named() {
    let font = FontRequest::new(FontFamily::Brush, 400, Length::emu(EM));
    let text = "国龘国";
    let prepared = shape(text, &[Span::new(0..text.len(), font, 7)], &Rules::default(), fonts::book());
    let fault = prepared.faults().first().expect("a fault");
    let TextFault::MissingGlyph { ch: '龘', offset: 3, face, face_used: Some(used) } = fault else {
        panic!("{fault:?}")
    };
    assert_eq!(face, &FaceKey::new("brush-400"));
    assert_ne!(face, used);
    assert!(fault.message_zh().contains("U+9F98") && fault.message_en().contains("U+9F98"));
}

#[test]
fn a_form_of_another_standard_is_named_once_with_the_right_one() {
    let (prepared, _) = set_in(FontFamily::Song, "调査与査验", &Rules::default(), 9.0);
    let expected = TextFault::NonStandardForm { ch: '査', offset: 3, standard: '查' };
    assert_eq!(prepared.faults(), [expected]);
    let japanese = Rules { lang: "ja".to_owned(), ..Rules::default() };
    assert!(set_in(FontFamily::Song, "調査", &japanese, 9.0).0.faults().is_empty());
}

#[test]
fn without_fonts_there_are_faults_and_no_panic() {
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let prepared = shape("国家", &[Span::new(0..6, font, 0)], &Rules::default(), &FontBook::new());
    assert_eq!(prepared.faults(), [TextFault::NoFonts]);
    let slot = LineSlot::plain(Length::emu(EM));
    assert_eq!(set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default()).len(), 2);
}

#[test]
fn unknown_families_and_weights_get_the_nearest() {
    let book = fonts::book();
    let request = |family, weight| FontRequest::new(family, weight, Length::emu(EM));
    assert_eq!(book.choose(&request(FontFamily::Song, 600)), FaceKey::new("song-700"));
    assert_eq!(book.choose(&request(FontFamily::Hei, 800)), FaceKey::new("hei-900"));
    assert_eq!(book.choose(&request(FontFamily::Kai, 900)), FaceKey::new("kai-400"));
    assert_eq!(book.choose(&request(FontFamily::Named("无此字体".into()), 400)), FaceKey::new("song-400"));
}

#[test]
fn bad_fonts_are_refused_by_reason() {
    let mut book = FontBook::new();
    let refused = book.insert(FaceKey::new("x-400"), std::sync::Arc::new(b"not a font".to_vec()), 0);
    assert_eq!(refused.map_err(|e| e.code()), Err("font-unreadable"));
}

#[test]
fn scaled_and_tracked_type_keeps_its_cells() {
    let mut font = FontRequest::new(FontFamily::Hei, 700, Length::emu(EM));
    font.scale_x_permille = 900;
    font.tracking_permille = 100;
    let prepared = shape("国国国", &[Span::new(0..9, font, 0)], &Rules::default(), fonts::book());
    let slot = LineSlot::plain(Length::emu(EM * 10));
    let lines = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
    // Three cells of 0.9 em, and tracking between them but not after the last.
    assert_eq!(lines[0].width, Length::emu(90_000 * 3 + 9_000 * 2));
}

#[test]
fn refusals_name_what_is_wrong() {
    let request: ComposeRequest =
        serde_json::from_str(r#"{"id":"m","text":"国","measure":-1}"#).expect("a request");
    assert!(matches!(compose(&request, fonts::book()), ComposeAnswer::Refused { .. }));
    assert!(serde_json::from_str::<ComposeRequest>(r#"{"id":"m","text":"国","level":"silly"}"#).is_err());
}

#[test]
fn levels_and_styles_are_written_as_the_contract_says() {
    let written = |level: Level| serde_json::to_string(&level).expect("a word");
    assert_eq!(written(Level::CssAnywhere), "\"css-anywhere\"");
    assert_eq!(
        serde_json::to_string(&PunctuationStyle::CssSpaceFirst).expect("a word"),
        "\"css-space-first\""
    );
}

#[test]
fn a_paragraph_can_run_a_line_longer_or_shorter_where_its_text_allows() {
    let text = "东湖路供水管网改造工程提前十二天完工，沿线二十六个小区的居民告别了高峰期水压低的烦恼。据介绍，工程自去年十月开工，\
更换管道三十一公里，新建加压泵站三座，其中两座已经并网运行。报修电话全天有人接听，抢修队伍半小时内到场，\
水质每周公布一次，居民可以在社区公告栏和手机上查看。下一步，这项工程还将延伸到城北的老街。";
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], &Rules::default(), fonts::book());
    let count = |extra_lines: i8| {
        let options = SetOptions { extra_lines, ..SetOptions::default() };
        let set =
            set_lines(&prepared, &|_| LineSlot::plain(Length::emu(EM * 13)), Length::emu(EM * 2), &options);
        assert!(set.iter().all(|l| l.is_last || l.width == l.measure));
        assert_eq!(set.iter().map(|l| &text[l.range.clone()]).collect::<String>(), text);
        set.len()
    };
    let best = count(0);
    assert_eq!(count(1), best + 1);
    assert!(count(-1) == best - 1 || count(-1) == best);
    assert!(count(100) > best && count(100) < best * 2);
}

#[test]
fn emphasis_dots_stand_under_characters_and_not_under_marks() {
    let text = "要，看清";
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let mut span = Span::new(0..text.len(), font, 0);
    span.style.emphasis = true;
    let prepared = shape(text, &[span], &Rules::default(), fonts::book());
    let slot = LineSlot::plain(Length::emu(EM * 13));
    let set = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
    let dots: Vec<i64> = place(&prepared, &set[0]).dots.iter().map(|d| d.inline.to_emu()).collect();
    assert_eq!(dots, [EM / 2, EM * 5 / 2, EM * 7 / 2]);
}

#[test]
fn long_words_share_lines_rather_than_stand_alone() {
    let text = "SUPERCALIFRAGIL ".repeat(9);
    let (_, set) = set_in(FontFamily::Song, text.trim_end(), &Rules::default(), 24.0);
    assert!(set.len() <= 5, "{} lines", set.len());
    assert!(set.iter().all(|l| l.is_last || l.width == l.measure));
}
