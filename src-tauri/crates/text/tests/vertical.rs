//! Vertical lines: forms, corner quotes, figures together, words turned.

mod fonts;

use banxin_geom::Length;
use banxin_text::{
    Axis, FontFamily, FontRequest, LineSlot, Orientation, PlacedRun, Rules, SetOptions, Span, place,
    set_lines, shape,
};

const EM: i64 = 114_300;

fn runs(text: &str) -> Vec<PlacedRun> {
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let rules = Rules { axis: Axis::Vertical, ..Rules::default() };
    let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], &rules, fonts::book());
    let slot = LineSlot::plain(Length::emu(EM * 40));
    let lines = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
    lines.iter().flat_map(|l| place(&prepared, l).runs.clone()).collect()
}

fn glyph_of(text: &str) -> u16 {
    runs(text)[0].glyphs[0].glyph
}

#[test]
fn quotation_marks_become_corner_brackets() {
    assert_eq!(glyph_of("“国”"), glyph_of("『国』"));
    assert_eq!(glyph_of("‘国’"), glyph_of("「国」"));
}

#[test]
fn figures_of_three_digits_stand_together_in_one_cell() {
    for text in ["共1人", "共12人", "共120人"] {
        let runs = runs(text);
        assert!(runs.iter().all(|r| r.orientation == Orientation::Upright), "{text}");
        let total: Length = runs.iter().flat_map(|r| &r.glyphs).map(|g| g.advance).sum();
        assert_eq!(total, Length::emu(EM * 3), "{text}");
    }
    // The digits stand side by side, centred on the line's middle.
    let together = &runs("共120人")[1];
    assert!(together.scale_x_permille < 1000);
    let inline: Vec<Length> = together.glyphs.iter().map(|g| g.inline).collect();
    assert!(inline.windows(2).all(|w| w[0] == w[1]));
    assert!(together.glyphs[0].block < Length::ZERO && together.glyphs[2].block > Length::ZERO);
}

#[test]
fn longer_figures_and_words_are_turned() {
    for text in ["国2026国", "国App国", "国4.8国"] {
        let runs = runs(text);
        assert_eq!(runs.len(), 3, "{text}");
        assert_eq!(runs[1].orientation, Orientation::Sideways, "{text}");
    }
}

#[test]
fn ideographs_are_centred_on_the_line_and_stand_a_cell_apart() {
    let runs = runs("国家");
    let glyphs = &runs[0].glyphs;
    assert_eq!(glyphs[1].inline - glyphs[0].inline, Length::emu(EM));
    assert_eq!(glyphs[0].block, Length::emu(-EM / 2));
}

#[test]
fn brackets_and_dashes_take_forms_of_their_own() {
    let upright = |text: &str| {
        let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
        let prepared = shape(text, &[Span::new(0..text.len(), font, 0)], &Rules::default(), fonts::book());
        let slot = LineSlot::plain(Length::emu(EM * 40));
        let lines = set_lines(&prepared, &|_| slot, Length::ZERO, &SetOptions::default());
        place(&prepared, &lines[0]).runs[0].glyphs[0].glyph
    };
    for text in ["（国）", "《国》", "——国", "……国"] {
        assert_ne!(glyph_of(text), upright(text), "{text}");
    }
}
