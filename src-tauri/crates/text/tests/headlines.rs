//! Headlines: broken by sense, balanced, filled.

mod fonts;

use banxin_geom::Length;
use banxin_text::{
    FontFamily, FontRequest, HeadlineOptions, Line, Prepared, Rules, Span, place, reads_well, set_headline,
    shape,
};

const EM: i64 = 400_000;

fn head(text: &str, cells: i64, lines: usize, fill: bool) -> (Prepared, Vec<Line>) {
    let font = FontRequest::new(FontFamily::Hei, 700, Length::emu(EM));
    let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], &Rules::default(), fonts::book());
    let lines = set_headline(&prepared, Length::emu(EM * cells), &HeadlineOptions { lines, fill });
    (prepared, lines)
}

fn texts(text: &str, cells: i64, lines: usize) -> Vec<String> {
    let (_, set) = head(text, cells, lines, false);
    set.iter().map(|l| text[l.range.clone()].trim_end().to_owned()).collect()
}

#[test]
fn a_head_breaks_between_words_and_its_lines_are_near_equal() {
    for (text, cells, want) in [
        ("东湖路供水管网改造工程提前十二天完工", 12, ["东湖路供水管网改造", "工程提前十二天完工"]),
        ("一条江 走得通 也坐得住", 8, ["一条江 走得通", "也坐得住"]),
        ("全市新增保障性租赁住房4.8万套", 10, ["全市新增保障性", "租赁住房4.8万套"]),
        ("凌晨两点 听漏工在找一滴水", 9, ["凌晨两点", "听漏工在找一滴水"]),
        ("一把大提琴坐了趟“回程车”", 9, ["一把大提琴", "坐了趟“回程车”"]),
        ("老年人最爱的那家理发店搬回来了", 10, ["老年人最爱的", "那家理发店搬回来了"]),
    ] {
        assert_eq!(texts(text, cells, 2), want, "{text}");
    }
}

#[test]
fn no_line_begins_with_a_particle_or_divides_a_number_or_a_title() {
    let heads = [
        "记者眼中的冬天的河流和两岸的人们的生活",
        "今年前三季度全市外贸进出口总值3456.7亿元同比增长12.3%",
        "长篇小说《栖江纪事》获第十二届文学奖读者看到了时代的变化",
        "42公里滨江绿道昨日全线贯通",
    ];
    for text in heads {
        for cells in 8..20 {
            let lines = texts(text, cells, 0);
            assert_eq!(lines.concat(), text);
            for line in &lines {
                let first = line.chars().next().unwrap_or(' ');
                assert!(!"的了着吗，、》%".contains(first), "{line} in {lines:?}");
            }
            for pair in lines.windows(2) {
                let (a, b) = (pair[0].chars().last(), pair[1].chars().next());
                let digits = a.is_some_and(|c| c.is_ascii_digit())
                    && b.is_some_and(|c| c.is_ascii_digit() || c == '.');
                assert!(!digits, "{lines:?}");
            }
            let titles = lines.iter().filter(|l| l.contains('《')).all(|l| l.contains('》'));
            assert!(titles, "{lines:?}");
        }
    }
}

#[test]
fn a_filled_head_reaches_both_edges_on_every_line() {
    let (prepared, lines) = head("春雨润田畴", 9, 1, true);
    assert_eq!(lines.len(), 1);
    let total: Length =
        place(&prepared, &lines[0]).runs.iter().flat_map(|r| &r.glyphs).map(|g| g.advance).sum();
    assert_eq!(total, Length::emu(EM * 9));
}

#[test]
fn a_head_too_long_for_its_lines_takes_more() {
    let (_, lines) = head("东湖路供水管网改造工程提前十二天完工", 7, 2, false);
    assert_eq!(lines.len(), 3);
}

#[test]
fn rows_that_divide_words_or_begin_with_particles_do_not_read_well() {
    let text = "东湖路供水管网改造工程提前十二天完工";
    let (prepared, wide) = head(text, 12, 2, false);
    assert!(reads_well(&prepared, &wide), "{wide:?}");
    let (prepared, narrow) = head("保障性租赁住房申请", 2, 0, false);
    assert!(!reads_well(&prepared, &narrow), "{narrow:?}");
    let (prepared, one) = head("春雨润田畴", 9, 1, true);
    assert!(reads_well(&prepared, &one));
}

#[test]
fn every_row_of_a_filled_head_reaches_both_edges() {
    let (prepared, rows) = head("一条江走得通也坐得住", 8, 2, true);
    assert_eq!(rows.len(), 2);
    for row in &rows {
        let total: Length =
            place(&prepared, row).runs.iter().flat_map(|r| &r.glyphs).map(|g| g.advance).sum();
        assert_eq!(total, Length::emu(EM * 8));
    }
}

#[test]
fn a_head_without_any_room_is_cut_at_once_and_loses_nothing() {
    let rows = head("江畔换了新灯 夜里也好走", 0, 2, false).1;
    let bytes: usize = rows.iter().map(|row| row.range.len()).sum();
    assert_eq!(bytes, "江畔换了新灯 夜里也好走".len());
}
