//! Lines of running text: where they break and that they fill their measure.

mod fonts;

use banxin_geom::Length;
use banxin_text::{FontFamily, FontRequest, LineSlot, Rules, SetOptions, Span, place, set_lines, shape};

const EM: i64 = 114_300;

const NEWS: &str = "本报讯（记者陈禾）市水务局昨日宣布，东湖路一带的老旧供水管网改造工程提前十二天完工，沿线二十六个小区、约4.8万户居民\
告别了“高峰期水压低”的烦恼。据介绍，工程自去年10月开工，共更换管道31.5公里，新建加压泵站3座——其中两座已经并网运行……“水大了，\
也清了。”住在桃园里小区的居民周桂兰说，《供水条例》实施之后，报修电话24小时有人接听。";

fn lines_of(text: &str, cells: i64) -> (banxin_text::Prepared, Vec<banxin_text::Line>) {
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], &Rules::default(), fonts::book());
    let slot = LineSlot::plain(Length::emu(EM * cells));
    let lines = set_lines(&prepared, &|_| slot, Length::emu(EM * 2), &SetOptions::default());
    (prepared, lines)
}

#[test]
fn every_line_but_the_last_ends_exactly_at_its_measure() {
    let (prepared, lines) = lines_of(NEWS, 13);
    assert!(lines.len() > 10);
    for line in &lines {
        let placed = place(&prepared, line);
        let total: Length = placed.runs.iter().flat_map(|r| &r.glyphs).map(|g| g.advance).sum();
        assert_eq!(total, line.width, "{:?}", &NEWS[line.range.clone()]);
        if !line.is_last {
            assert_eq!(line.width, line.measure, "{:?}", &NEWS[line.range.clone()]);
        }
    }
}

#[test]
fn the_lines_hold_the_whole_text_once() {
    let (_, lines) = lines_of(NEWS, 13);
    let joined: String = lines.iter().map(|l| &NEWS[l.range.clone()]).collect();
    assert_eq!(joined, NEWS);
}
