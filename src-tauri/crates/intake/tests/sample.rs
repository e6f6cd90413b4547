//! The sample edition's pages as text and as records: reading the one must give the other.

use banxin_intake::{Draft, read_page_text};
use banxin_model::Role;
use serde_json::Value;
use std::path::PathBuf;

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples")
}

/// Spaces between the parts of a head are one em when read, ASCII in the records.
fn plain(text: &str) -> String {
    text.replace('\u{3000}', " ")
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(plain)
}

fn paragraphs_of(record: &Value) -> Vec<(String, String)> {
    let all = record.get("paragraphs").and_then(Value::as_array).cloned().unwrap_or_default();
    all.iter()
        .map(|part| (text_of(part, "role").unwrap_or_default(), text_of(part, "text").unwrap_or_default()))
        .collect()
}

fn role_name(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn check(draft: &Draft, record: &Value) {
    let part = |text: &Option<String>| text.as_deref().map(plain);
    let name = text_of(record, "headline").unwrap_or_default();
    assert_eq!(part(&draft.logo), text_of(record, "logo"), "{name}");
    assert_eq!(part(&draft.kicker), text_of(record, "kicker"), "{name}");
    assert_eq!(part(&draft.headline), text_of(record, "headline"));
    assert_eq!(part(&draft.deck), text_of(record, "deck"), "{name}");
    assert_eq!(part(&draft.byline), text_of(record, "byline"), "{name}");
    assert_eq!(part(&draft.credit), text_of(record, "credit"), "{name}");
    let read: Vec<_> = draft.paragraphs.iter().map(|one| (role_name(one.role), plain(&one.text))).collect();
    let written = paragraphs_of(record);
    for (read, written) in read.iter().zip(&written) {
        assert_eq!(read, written, "{name}");
    }
    assert_eq!(read.len(), written.len(), "{name}");
}

#[test]
fn the_pages_of_the_sample_edition_are_read_as_they_were_written() {
    let records =
        std::fs::read_to_string(samples().join("stories.json")).expect("assets/samples/stories.json");
    let records: Vec<Value> = serde_json::from_str(&records).expect("an array of stories");
    let mut pages = 0;
    for page in 1..=4u64 {
        let Ok(bytes) = std::fs::read(samples().join(format!("page-{page}.txt"))) else { continue };
        let dump = read_page_text(&bytes, "page.txt").expect("text");
        let expected: Vec<&Value> = records
            .iter()
            .filter(|record| record.get("page").and_then(Value::as_u64) == Some(page))
            .collect();
        let heads: Vec<_> = dump.drafts.iter().map(|draft| draft.headline.as_deref().map(plain)).collect();
        let expected_heads: Vec<_> = expected.iter().map(|record| text_of(record, "headline")).collect();
        assert_eq!(heads, expected_heads, "page {page}");
        for (draft, record) in dump.drafts.iter().zip(expected) {
            check(draft, record);
        }
        pages += 1;
    }
    assert!(pages > 0, "no page text beside stories.json");
}

/// The heads and paragraph counts of a page's stories.
fn outline(text: &str) -> Vec<(Option<String>, usize)> {
    let dump = read_page_text(text.as_bytes(), "page.txt").expect("text");
    dump.drafts.iter().map(|draft| (draft.headline.clone(), draft.paragraphs.len())).collect()
}

#[test]
fn a_page_reads_alike_however_its_lines_are_spaced() {
    for page in 1..=4 {
        let Ok(text) = std::fs::read_to_string(samples().join(format!("page-{page}.txt"))) else { continue };
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let wanted = outline(&text);
        let indented: Vec<String> = lines
            .iter()
            .map(|line| if line.ends_with('。') { format!("　　{line}") } else { (*line).to_owned() })
            .collect();
        for (how, variant) in
            [
                ("CR LF", text.replace('\n', "\r\n")),
                ("twice as wide", text.replace('\n', "\n\n")),
                (
                    "indented",
                    text.lines()
                        .map(|line| {
                            if line.ends_with('。') {
                                format!("　　{line}\n")
                            } else {
                                format!("{line}\n")
                            }
                        })
                        .collect(),
                ),
                (
                    "Chinese marks",
                    text.replace(',', "，").replace(':', "：").replace('(', "（").replace(')', "）"),
                ),
            ]
        {
            assert_eq!(outline(&variant), wanted, "page {page}, {how}");
        }
        // Without white space photo news and crossheads are told apart by their looks alone; most stories are still found.
        let found = outline(&indented.join("\n"));
        let right =
            wanted.iter().filter(|(headline, _)| found.iter().any(|(other, _)| other == headline)).count();
        assert!(right * 5 >= wanted.len() * 4, "page {page}: {right} of {}: {found:?}", wanted.len());
    }
}
