//! Sets every body paragraph of a stories file at several measures and reports how even the lines are, and how fast.
//!
//! `cargo run --release -p banxin-text --example colour -- assets/samples/stories.json`

use banxin_geom::Length;
use banxin_text::{
    FaceKey, FontBook, FontBytes, FontFamily, FontRequest, LineSlot, Prepared, Rules, SetOptions, Span,
    place, set_lines, shape,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const EM: i64 = 114_300;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut book = FontBook::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    for key in ["song-400", "hei-400", "kai-400"] {
        let bytes: FontBytes = Arc::new(std::fs::read(folder.join(format!("{key}.ttf")))?);
        book.insert(FaceKey::new(key), bytes, 0)?;
    }
    let file =
        std::env::args().nth(1).ok_or("name a stories file, or a text file with one paragraph a line")?;
    let show = std::env::args().nth(2).is_some_and(|a| a == "--show");
    let texts = paragraphs(&std::fs::read_to_string(&file)?, file.ends_with(".json"))?;
    let rules = Rules::default();
    let prepare = |text: &String| {
        let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
        shape(text, &[Span::new(0..text.len(), font, 0)], &rules, &book)
    };
    let prepared: Vec<Prepared> = texts.iter().map(prepare).collect();
    let characters: usize = prepared.iter().map(Prepared::characters).sum();
    println!("{} paragraphs, {characters} characters", prepared.len());
    for cells in [10, 11, 13, 18, 26] {
        report(&prepared, cells, show && cells == 13);
    }
    speed(&texts, &prepare);
    Ok(())
}

fn paragraphs(source: &str, json: bool) -> Result<Vec<String>, serde_json::Error> {
    if !json {
        return Ok(source.lines().filter(|l| l.chars().count() > 30).map(str::to_owned).collect());
    }
    let stories: Vec<serde_json::Value> = serde_json::from_str(source)?;
    let all = stories.iter().flat_map(|s| s["paragraphs"].as_array().into_iter().flatten());
    Ok(all.filter(|p| p["role"] == "body").filter_map(|p| p["text"].as_str()).map(str::to_owned).collect())
}

fn set(prepared: &Prepared, cells: i64) -> Vec<banxin_text::Line> {
    let slot = LineSlot::plain(Length::emu(EM * cells));
    set_lines(prepared, &|_| slot, Length::emu(EM * 2), &SetOptions::default())
}

fn report(all: &[Prepared], cells: i64, show: bool) {
    let (mut lines, mut squares, mut compressed, mut loose, mut lonely, mut emergency, mut most) =
        (0, 0.0, 0, 0, 0, 0, 0.0f64);
    for prepared in all {
        let set = set(prepared, cells);
        for line in &set {
            let text = &prepared.text()[line.range.clone()];
            if line.is_last {
                let core = text.chars().filter(|c| c.is_alphanumeric()).count();
                lonely += usize::from(core < 2 && set.len() > 1);
                continue;
            }
            lines += 1;
            let gap = line.gap.to_emu() as f64 / EM as f64 * 1000.0;
            squares += gap * gap;
            most = most.max(gap);
            compressed += usize::from(line.tier > 0);
            loose += usize::from(gap > 100.0);
            emergency += usize::from(line.emergency);
            if show && (gap > 80.0 || line.emergency) {
                println!("    {gap:.0} {text}");
            }
        }
    }
    let share = |n: usize| n as f64 * 100.0 / lines as f64;
    println!(
        "{cells:2} cells: {lines} lines, gap rms {:.1} max {most:.0} /1000 em, compressed {:.1} %, over 100: {:.2} %, lonely {lonely}, divided {emergency}",
        (squares / lines as f64).sqrt(),
        share(compressed),
        share(loose)
    );
}

fn speed(texts: &[String], prepare: &dyn Fn(&String) -> Prepared) {
    let joined: Vec<String> = {
        let mut text: String = texts.concat();
        let end = text.char_indices().nth(8064).map_or(text.len(), |(at, _)| at);
        text.truncate(end);
        vec![text]
    };
    for (name, texts) in [("one paragraph of 8,064", &joined), ("as paragraphs", &texts.to_vec())] {
        let mut took = [Vec::new(), Vec::new(), Vec::new()];
        let mut characters = 0;
        for _ in 0..31 {
            let start = Instant::now();
            let prepared: Vec<Prepared> = texts.iter().map(prepare).collect();
            took[0].push(start.elapsed());
            characters = prepared.iter().map(Prepared::characters).sum();
            let start = Instant::now();
            let lines: Vec<_> = prepared.iter().map(|p| set(p, 13)).collect();
            took[1].push(start.elapsed());
            let start = Instant::now();
            let glyphs: usize = prepared
                .iter()
                .zip(&lines)
                .flat_map(|(p, l)| l.iter().map(move |l| place(p, l).runs.len()))
                .sum();
            took[2].push(start.elapsed());
            assert!(glyphs > 0);
        }
        for t in &mut took {
            t.sort();
        }
        println!(
            "{name} ({characters}), least of 31: shape {:?}, lines {:?}, place {:?}",
            took[0][0], took[1][0], took[2][0]
        );
    }
}
