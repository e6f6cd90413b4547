//! How even running news text comes out: the sample edition's body copy in columns of a broadsheet.

mod fonts;

use banxin_geom::Length;
use banxin_text::{FontFamily, FontRequest, LineSlot, Rules, SetOptions, Span, set_lines, shape};
use std::path::Path;

const EM: i64 = 114_300;

fn paragraphs() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/stories.json");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let stories: Vec<serde_json::Value> = serde_json::from_str(&source).expect("stories");
    let all = stories.iter().flat_map(|s| s["paragraphs"].as_array().into_iter().flatten());
    all.filter(|p| p["role"] == "body").filter_map(|p| p["text"].as_str()).map(str::to_owned).collect()
}

struct Evenness {
    lines: usize,
    rms: f64,
    compressed: f64,
    loose: f64,
}

fn set_all(cells: i64) -> Evenness {
    let (mut lines, mut squares, mut compressed, mut loose) = (0, 0.0, 0, 0);
    for text in paragraphs() {
        let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
        let prepared = shape(&text, &[Span::new(0..text.len(), font, 0)], &Rules::default(), fonts::book());
        let slot = LineSlot::plain(Length::emu(EM * cells));
        let set = set_lines(&prepared, &|_| slot, Length::emu(EM * 2), &SetOptions::default());
        for pair in set.windows(2) {
            let (end, start) =
                (text[..pair[0].range.end].chars().last(), text[pair[1].range.start..].chars().next());
            assert!(
                !(end == start && matches!(end, Some('—' | '…'))),
                "a divided dash: {:?}",
                &text[pair[0].range.clone()]
            );
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            assert!(!(digit(end) && digit(start)), "a divided figure: {:?}", &text[pair[0].range.clone()]);
        }
        for line in &set {
            let shown = &text[line.range.clone()];
            assert!(!line.emergency, "{shown}");
            if line.is_last {
                let han = shown.chars().filter(|c| c.is_alphanumeric()).count();
                assert!(han >= 2 || set.len() == 1, "a lonely last character: {shown}");
                continue;
            }
            assert_eq!(line.width, line.measure, "{shown}");
            let gap = line.gap.to_emu() as f64 * 1000.0 / EM as f64;
            lines += 1;
            squares += gap * gap;
            compressed += usize::from(line.tier > 0);
            loose += usize::from(gap > 100.0);
        }
    }
    let share = |n: usize| n as f64 * 100.0 / lines as f64;
    Evenness {
        lines,
        rms: (squares / lines as f64).sqrt(),
        compressed: share(compressed),
        loose: share(loose),
    }
}

#[test]
fn a_column_of_thirteen_cells_is_even() {
    let even = set_all(13);
    assert!(even.lines > 500);
    assert!(even.rms <= 30.0, "gaps are {:.1}/1000 em", even.rms);
    assert!(even.compressed <= 8.0, "{:.1} % of lines are compressed", even.compressed);
    assert!(even.loose <= 0.5, "{:.2} % of lines are loose", even.loose);
}

#[test]
fn wider_columns_are_more_even_still() {
    let even = set_all(18);
    assert!(even.rms <= 26.0, "gaps are {:.1}/1000 em", even.rms);
    assert!(even.compressed <= 4.0, "{:.1} % of lines are compressed", even.compressed);
    assert!(even.loose <= 0.0, "{:.2} % of lines are loose", even.loose);
}
