//! Stretches of a paragraph: ruby, underlines, dots, widths, and that no one pays for the styles of another.

mod fonts;

use banxin_geom::Length;
use banxin_text::{
    Axis, FontFamily, FontRequest, LineSlot, PlacedLine, Prepared, Rules, SetOptions, Span, place, set_lines,
    shape,
};

const EM: i64 = 114_300;

fn font() -> FontRequest {
    FontRequest::new(FontFamily::Song, 400, Length::emu(EM))
}

/// The paragraph with the bytes of `words` in a span of its own.
fn spans(text: &str, words: &str, dress: impl Fn(&mut Span)) -> Vec<Span> {
    let at = text.find(words).expect("the words are there");
    let mut own = Span::new(at..at + words.len(), font(), 7);
    dress(&mut own);
    vec![Span::new(0..at, font(), 0), own, Span::new(at + words.len()..text.len(), font(), 0)]
}

fn set(text: &str, spans: &[Span], rules: &Rules, cells: i64) -> (Prepared, Vec<PlacedLine>) {
    let prepared = shape(text, spans, rules, fonts::book());
    let slot = LineSlot::plain(Length::emu(EM * cells));
    let lines = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
    let placed = lines.iter().map(|line| PlacedLine::clone(&place(&prepared, line))).collect();
    (prepared, placed)
}

#[test]
fn ruby_for_each_character_stands_over_the_middle_of_its_own() {
    let text = "他是版心的人";
    let (prepared, lines) =
        set(text, &spans(text, "版心", |s| s.ruby = Some("bǎn xīn".into())), &Rules::default(), 13);
    let ruby = &lines[0].ruby;
    assert_eq!(ruby.iter().map(|r| &*r.text).collect::<Vec<_>>(), ["bǎn", "xīn"]);
    let base: Vec<_> = lines[0].runs.iter().flat_map(|r| &r.glyphs).collect();
    let at = text.find("版").expect("it is there");
    let cell = base.iter().find(|g| g.cluster as usize == at).expect("a glyph");
    let small: Vec<_> = ruby[0].runs.iter().flat_map(|r| &r.glyphs).collect();
    let width: Length = small.iter().map(|g| g.advance).sum();
    let middle = small[0].inline + width / 2;
    let off = middle - (cell.inline + Length::emu(EM) / 2);
    assert!(off.abs() < Length::emu(EM / 50), "{off:?}");
    assert!(small.iter().all(|g| g.block < Length::emu(-EM * 8 / 10)), "above the characters");
    assert!(prepared.faults().is_empty());
}

#[test]
fn wide_ruby_makes_room_and_one_word_for_a_group_keeps_it_together() {
    let text = "我们去德意志看看";
    let plain = set(text, &spans(text, "德意志", |_| {}), &Rules::default(), 20).0.natural_width();
    let ruby = |s: &mut Span| s.ruby = Some("Deutschland Bundesrepublik".into());
    let (prepared, lines) = set(text, &spans(text, "德意志", ruby), &Rules::default(), 20);
    assert!(prepared.natural_width() > plain);
    assert_eq!(lines[0].ruby.len(), 1);
    for cells in 4..9 {
        let (_, lines) =
            set(text, &spans(text, "德意志", |s| s.ruby = Some("Déyìzhì".into())), &Rules::default(), cells);
        let whole = lines.iter().filter(|l| !l.ruby.is_empty()).count();
        assert_eq!(whole, 1, "{cells}");
    }
}

#[test]
fn ruby_stands_at_the_right_of_a_vertical_line() {
    let text = "版心日报";
    let rules = Rules { axis: Axis::Vertical, ..Rules::default() };
    let (_, lines) = set(text, &spans(text, "版心", |s| s.ruby = Some("bǎn xīn".into())), &rules, 20);
    let blocks: Vec<Length> =
        lines[0].ruby.iter().flat_map(|r| &r.runs).flat_map(|r| &r.glyphs).map(|g| g.block).collect();
    assert!(!blocks.is_empty() && blocks.iter().all(|b| *b > Length::emu(EM / 2)), "{blocks:?}");
}

#[test]
fn an_underline_runs_under_its_words_on_every_line_they_are_on() {
    let text = "江畔的人们看着春水慢慢涨了起来";
    let (_, lines) =
        set(text, &spans(text, "看着春水慢慢涨了", |s| s.style.underline = true), &Rules::default(), 8);
    assert_eq!(lines.len(), 2);
    let first = lines[0].underlines[0];
    assert_eq!((first.from, first.to, first.tag), (Length::emu(EM * 5), Length::emu(EM * 8), 7));
    assert_eq!(lines[1].underlines[0].from, Length::ZERO);
}

#[test]
fn narrow_characters_take_less_and_larger_ones_more() {
    let text = "江水初涨";
    let width = |scale: u16, tracking: i16| {
        let dress = |s: &mut Span| (s.font.scale_x_permille, s.font.tracking_permille) = (scale, tracking);
        set(text, &spans(text, "水初", dress), &Rules::default(), 13).0.natural_width().to_emu()
    };
    assert_eq!(width(1000, 0), EM * 4);
    assert_eq!(width(800, 0), EM * 36 / 10);
    assert_eq!(width(1000, 250), EM * 45 / 10);
}

#[test]
fn a_style_that_says_nothing_changes_nothing() {
    let text = "“江水初涨，”他说，2026年的App用户有3.5万——比上年多了12%。";
    for words in ["初涨", "2026", "3.5万", "——", "，”他"] {
        for cells in [6, 9, 13] {
            let whole = set(text, &[Span::new(0..text.len(), font(), 0)], &Rules::default(), cells).1;
            let parted = set(text, &spans(text, words, |s| s.tag = 0), &Rules::default(), cells).1;
            let places = |lines: &[PlacedLine]| -> Vec<Vec<(u32, Length)>> {
                let line = |l: &PlacedLine| {
                    l.runs.iter().flat_map(|r| &r.glyphs).map(|g| (g.cluster, g.inline)).collect()
                };
                lines.iter().map(line).collect()
            };
            assert_eq!(places(&whole), places(&parted), "{words} at {cells}");
        }
    }
}
