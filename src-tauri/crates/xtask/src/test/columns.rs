//! Two editions set anew at every number of columns and audited: the real page beside the repository, and the sample.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Report;
use crate::place::Place;
use crate::process::Job;
use crate::setup;
use crate::summary::Tally;

/// Columns, cells of each, and the gutter in thousandths of a cell: systems of a type area of 111 cells whose gutters
/// are wide enough for an auditor that sees nothing but glyphs to tell them from gaps.
const SYSTEMS: [(u32, u32, u32); 5] =
    [(8, 12, 2142), (7, 14, 2166), (6, 17, 1800), (5, 21, 1500), (4, 26, 2333)];

/// What the auditor counts, and the head of its column in the table; none may be found. A dash that begins a line is
/// no fault below the strict level, and decks begin with one.
const COUNTS: [(&str, &str); 13] = [
    ("line_start_prohibited", "start"),
    ("line_end_opening", "end"),
    ("dash_or_ellipsis_split", "split dash"),
    ("number_split", "number"),
    ("latin_word_split", "word"),
    ("last_line_one_char", "one left"),
    ("underfull_lines", "under"),
    ("overfull_lines", "over"),
    ("unbalanced_stories", "uneven"),
    ("subhead_at_column_bottom", "head low"),
    ("adjacent_punct_uncompressed", "marks"),
    ("off_baseline_grid_lines", "off grid"),
    ("glyphs_overprinted", "overprint"),
];

/// Lines of a page.
const LINES: i64 = 111;

/// Measures in cells at which the evenness of lines is stated.
const MEASURES: [u32; 4] = [10, 11, 13, 18];
/// At 13 cells: the greatest root-mean-square gap in thousandths of an em, and shares of lines in per cent that are
/// compressed and that are let out by more than a tenth of an em.
const MOST: Evenness = Evenness { rms: 30.0, compressed: 8.0, loose: 0.5 };

/// The two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copy {
    Seed,
    Sample,
}

impl Copy {
    const fn name(self) -> &'static str {
        match self {
            Copy::Seed => "seed",
            Copy::Sample => "sample",
        }
    }
}

/// Sets both at 8, 7, 6, 5 and 4 columns, audits what was exported, and prints every count.
pub fn run(place: &Place) -> Result<Report, String> {
    let Some(shared) = place.shared() else { return Ok(Report::skipped("../shared is not there")) };
    let Some(python) = setup::python_with_auditors(place) else {
        return Ok(Report::skipped("Python lacks the auditors' libraries"));
    };
    let folder = place.target.join("columns");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .map_err(|trouble| format!("cannot make {}: {trouble}", folder.display()))?;
    let bench = Bench { place, shared, python, folder };
    let mut report = Report::default();
    let mut rows = vec![head()];
    for copy in [Copy::Seed, Copy::Sample] {
        // Two at a time: one sets while the other is audited.
        let audits: Vec<Result<Audit, String>> = std::thread::scope(|scope| {
            let bench = &bench;
            let (first, second) = SYSTEMS.split_at(3);
            let work = |systems: &'static [(u32, u32, u32)]| {
                scope.spawn(move || {
                    systems.iter().map(|system| bench.audit(copy, *system)).collect::<Vec<_>>()
                })
            };
            let joined = [work(first), work(second)].map(|thread| thread.join().unwrap_or_default());
            joined.into_iter().flatten().collect()
        });
        for audit in audits {
            let audit = audit?;
            rows.push(audit.row());
            report.add(audit.judge());
        }
    }
    println!("\n{}", table(&rows));
    let mut rows =
        vec![["text", "cells", "lines", "gap rms", "compressed %", "over 100 %"].map(String::from).to_vec()];
    for copy in [Copy::Seed, Copy::Sample] {
        for cells in MEASURES {
            let (lines, even) = bench.evenness(copy, cells)?;
            rows.push(even.row(copy, cells, lines));
            if cells == 13 {
                report.add(even.judge(copy));
            }
        }
    }
    println!("\n{}", table(&rows));
    Ok(report)
}

struct Bench<'a> {
    place: &'a Place,
    shared: PathBuf,
    python: PathBuf,
    folder: PathBuf,
}

/// What the auditor said of one edition at one number of columns.
struct Audit {
    copy: Copy,
    system: (u32, u32, u32),
    said: Value,
    /// Paragraphs of the source that the PDF does not give back whole.
    lost: u64,
}

impl Bench<'_> {
    fn banxin(&self, verb: &str) -> Job {
        Job::new(self.place.program("debug", "banxin"))
            .env("BANXIN_ASSETS", self.place.at("assets"))
            .within(&self.place.root)
            .arg(verb)
            .minutes(3)
            .quiet()
    }

    fn json(&self, verb: &str, edition: &Path) -> Result<Value, String> {
        let said = self.banxin(verb).arg(edition).arg("--json").text()?;
        serde_json::from_str(&said).map_err(|trouble| format!("`banxin {verb} --json`: {trouble}"))
    }

    fn audit(&self, copy: Copy, system: (u32, u32, u32)) -> Result<Audit, String> {
        let edition = self.folder.join(format!("{}-{}.edition", copy.name(), system.0));
        match copy {
            Copy::Sample => self.banxin("sample").arg(&edition).text()?,
            Copy::Seed => {
                self.banxin("new").arg(&edition).args(["--date", "2026-02-09", "--pages", "1"]).text()?;
                let text = self.shared.join("seed").join("page.txt");
                self.banxin("import").arg(&edition).arg(text).arg("--page-text").text()?
            }
        };
        let stories = self.json("stories", &edition)?;
        self.set(&edition, &stories, system)?;
        let source = edition.with_extension("txt");
        let lines = crate::seed::source_lines(&stories).join("\n");
        std::fs::write(&source, lines).map_err(|trouble| format!("cannot write the source: {trouble}"))?;
        let pdf = edition.with_extension("pdf");
        self.banxin("export").arg(&edition).arg("-o").arg(&pdf).text()?;
        let report = edition.with_extension("json");
        Job::new(&self.python)
            .arg(self.shared.join("tools").join("typo_audit.py"))
            .arg(&pdf)
            .arg("--source")
            .arg(&source)
            .args(["--examples", "20", "--json"])
            .arg(&report)
            .minutes(3)
            .quiet()
            .text()?;
        let said = std::fs::read_to_string(&report)
            .map_err(|trouble| format!("the audit left no report: {trouble}"))?;
        let said: Value =
            serde_json::from_str(&said).map_err(|trouble| format!("the audit's report: {trouble}"))?;
        let of = |name: &str| said["text"][name].as_u64();
        let lost = match (of("source_paragraphs"), of("paragraphs_extracted_whole")) {
            (Some(all), Some(whole)) => all.saturating_sub(whole),
            _ => return Err("the audit did not look for the source's paragraphs".into()),
        };
        Ok(Audit { copy, system, said, lost })
    }

    /// Takes everything off the pages and places the stories under each other: of two that stand side by side with their
    /// tops level, the auditor would think the columns of one.
    fn set(
        &self,
        edition: &Path,
        stories: &Value,
        (columns, cells, gutter): (u32, u32, u32),
    ) -> Result<(), String> {
        let layout = self.json("layout", edition)?;
        let mut commands: Vec<Value> = packages(&layout)
            .map(|package| json!({"verb": "remove-package", "package": package["id"]}))
            .collect();
        let made = layout["pages"].as_array().map_or(0, Vec::len);
        let prepare = |page: usize| {
            let system = json!({"columns": columns, "cells": cells, "gutter": gutter});
            json!({"verb": "set-page", "page": page, "nameplate_lines": 0, "columns": system})
        };
        commands.extend((1..=made).map(prepare));
        commands.extend(stories.as_array().into_iter().flatten().map(|story| {
            let span = span(characters(story), columns);
            json!({"verb": "place", "story": story["id"], "page": 1, "column": 0, "span": span, "line": 0})
        }));
        self.apply(edition, &commands)?;
        // Each is as deep as its text by now.
        let layout = self.json("layout", edition)?;
        let (mut commands, mut page, mut line) = (Vec::new(), 1, 0);
        for package in packages(&layout) {
            let lines = package["lines"].as_i64().unwrap_or(LINES);
            if line > 0 && line + lines > LINES {
                (page, line) = (page + 1, 0);
                if page > made {
                    commands.extend([json!({"verb": "add-page", "number": page}), prepare(page)]);
                }
            }
            commands
                .push(json!({"verb": "move-package", "package": package["id"], "page": page, "line": line}));
            line += lines + 2;
        }
        self.apply(edition, &commands)
    }

    fn apply(&self, edition: &Path, commands: &[Value]) -> Result<(), String> {
        let file = edition.with_extension("jsonl");
        let lines: Vec<String> = commands.iter().map(Value::to_string).collect();
        std::fs::write(&file, lines.join("\n"))
            .map_err(|trouble| format!("cannot write commands: {trouble}"))?;
        self.banxin("apply").arg(edition).arg(&file).text().map(|_| ())
    }

    /// How even the body paragraphs come out in columns of so many cells, by `banxin compose`.
    fn evenness(&self, copy: Copy, cells: u32) -> Result<(usize, Evenness), String> {
        let edition = self.folder.join(format!("{}-8.edition", copy.name()));
        let stories = self.json("stories", &edition)?;
        let texts = stories.as_array().into_iter().flatten().flat_map(|story| {
            story["paragraphs"].as_array().into_iter().flatten().filter(|part| part["role"] == "body")
        });
        let request = |part: &Value| json!({"text": part["text"], "measure": cells, "indent": 2}).to_string();
        let requests: Vec<String> = texts.map(request).collect();
        let file = self.folder.join("paragraphs.jsonl");
        std::fs::write(&file, requests.join("\n")).map_err(|trouble| format!("cannot write: {trouble}"))?;
        let said = self.banxin("compose").arg(&file).text()?;
        let mut lines = Vec::new();
        for answer in said.lines() {
            let answer: Value =
                serde_json::from_str(answer).map_err(|trouble| format!("`banxin compose`: {trouble}"))?;
            let numbers = |name: &str| -> Vec<f64> {
                answer[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
            };
            let mut own: Vec<(f64, f64)> = numbers("gaps").into_iter().zip(numbers("tiers")).collect();
            // The last line of a paragraph is as long as it is.
            own.pop();
            lines.extend(own);
        }
        if lines.is_empty() {
            return Err("`banxin compose` says nothing of gaps".into());
        }
        Ok((lines.len(), Evenness::of(&lines)))
    }
}

/// How even lines are.
#[derive(Clone, Copy, Debug)]
struct Evenness {
    /// Root of the mean square of the space let in at each gap, in thousandths of an em.
    rms: f64,
    /// Share of lines that are compressed, in per cent.
    compressed: f64,
    /// Share of lines whose gaps are let out by more than a tenth of an em.
    loose: f64,
}

impl Evenness {
    /// Of lines, each with its gap and the depth of its compression.
    fn of(lines: &[(f64, f64)]) -> Evenness {
        let count = lines.len().max(1) as f64;
        let share = |is: &dyn Fn(&(f64, f64)) -> bool| {
            lines.iter().filter(|line| is(line)).count() as f64 * 100.0 / count
        };
        Evenness {
            rms: (lines.iter().map(|(gap, _)| gap * gap).sum::<f64>() / count).sqrt(),
            compressed: share(&|(_, tier)| *tier > 0.0),
            loose: share(&|(gap, _)| *gap > 100.0),
        }
    }

    fn row(&self, copy: Copy, cells: u32, lines: usize) -> Vec<String> {
        let Evenness { rms, compressed, loose } = self;
        let shown = [format!("{rms:.1}"), format!("{compressed:.1}"), format!("{loose:.2}")];
        [copy.name().to_owned(), cells.to_string(), lines.to_string()].into_iter().chain(shown).collect()
    }

    fn judge(&self, copy: Copy) -> Report {
        let rules = [
            ("root-mean-square gap", self.rms, MOST.rms),
            ("share of compressed lines", self.compressed, MOST.compressed),
            ("share of loose lines", self.loose, MOST.loose),
        ];
        let mut report = Report::default();
        for (name, is, most) in rules {
            if is <= most {
                report.tally.passed += 1;
            } else {
                report.tally.failed += 1;
                report.notes.push(format!("{} at 13 cells: {name} {is:.2}, at most {most}", copy.name()));
            }
        }
        report
    }
}

impl Audit {
    fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        // A count that the report lacks is no pass.
        let counted = COUNTS.map(|(key, head)| (head, self.said[key].as_u64().unwrap_or(u64::MAX)));
        counted.into_iter().chain([("lost", self.lost)])
    }

    fn row(&self) -> Vec<String> {
        let of = |key: &str| self.said[key].to_string();
        let mut row = vec![self.copy.name().to_owned(), format!("{} × {}", self.system.0, self.system.1)];
        row.extend([of("pages"), of("body_lines"), of("multi_column_stories")]);
        row.extend(self.counts().map(|(_, count)| count.to_string()));
        row.extend([of("mean_abs_gap_em"), of("max_gap_em")]);
        row
    }

    fn judge(&self) -> Report {
        let mut report = Report::default();
        let (name, columns) = (self.copy.name(), self.system.0);
        for (head, count) in self.counts() {
            if count == 0 {
                report.tally.passed += 1;
            } else {
                report.tally.failed += 1;
                report.notes.push(format!("{name} at {columns} columns: {head} {count}"));
            }
        }
        for (key, head) in COUNTS {
            if let Some(examples) = self.said["examples"][key].as_array() {
                examples.iter().for_each(|one| println!("{name} at {columns} columns: {head}: {one}"));
            }
        }
        report
    }
}

impl Report {
    fn add(&mut self, other: Report) {
        let Tally { passed, failed, skipped } = other.tally;
        self.tally.passed += passed;
        self.tally.failed += failed;
        self.tally.skipped += skipped;
        self.notes.extend(other.notes);
    }
}

fn head() -> Vec<String> {
    let counts = COUNTS.map(|(_, head)| head);
    let words = ["text", "columns", "pages", "lines", "stories"];
    words.into_iter().chain(counts).chain(["lost", "mean gap", "most"]).map(String::from).collect()
}

/// Rows as text, each column as wide as its widest word.
fn table(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |k: usize| rows.iter().filter_map(|row| row.get(k)).map(|word| word.chars().count()).max();
    let widths: Vec<usize> = (0..count).map(|k| width(k).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let words = row.iter().zip(&widths).map(|(word, width)| format!("{word:>width$}"));
        words.collect::<Vec<_>>().join("  ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn packages(layout: &Value) -> impl Iterator<Item = &Value> {
    let pages = layout["pages"].as_array().into_iter().flatten();
    pages.flat_map(|page| page["packages"].as_array().into_iter().flatten())
}

fn characters(story: &Value) -> usize {
    let parts = story["paragraphs"].as_array().into_iter().flatten();
    parts.filter_map(|part| part["text"].as_str()).map(|text| text.chars().count()).sum()
}

/// Columns of a page that a story of so many characters takes: more text, a wider package; long ones two at the least,
/// so that their columns have something to be level with.
fn span(characters: usize, columns: u32) -> u32 {
    let eighths = match characters {
        0..150 => 1,
        150..400 => 2,
        400..800 => 3,
        800..1400 => 4,
        _ => 5,
    };
    let least = if characters >= 400 { 2 } else { 1 };
    ((eighths * columns + 4) / 8).max(least).min(columns)
}

#[cfg(test)]
mod tests {
    use super::{Audit, COUNTS, Copy, Evenness, SYSTEMS, span, table};
    use serde_json::{Value, json};

    #[test]
    fn every_system_fills_the_type_area_and_parts_its_columns() {
        for (columns, cells, gutter) in SYSTEMS {
            let width = columns * cells * 1000 + (columns - 1) * gutter;
            assert!((110_990..=111_000).contains(&width), "{columns}: {width}");
            assert!(gutter > 1150);
        }
    }

    #[test]
    fn an_audit_fails_by_any_count_and_by_any_that_is_not_there() {
        let said: Value = COUNTS.iter().map(|(key, _)| ((*key).to_owned(), json!(0))).collect();
        let audit =
            |said: &Value, lost| Audit { copy: Copy::Seed, system: SYSTEMS[0], said: said.clone(), lost };
        assert_eq!(audit(&said, 0).judge().tally.failed, 0);
        assert_eq!(audit(&said, 1).judge().notes, ["seed at 8 columns: lost 1"]);
        let mut bad = said;
        bad["number_split"] = json!(2);
        bad["overfull_lines"] = Value::Null;
        assert_eq!(audit(&bad, 0).judge().tally.failed, 2);
    }

    #[test]
    fn evenness_is_of_all_lines() {
        let even = Evenness::of(&[(30.0, 0.0), (40.0, 0.0), (0.0, 3.0), (120.0, 0.0)]);
        assert!((even.rms - 65.0).abs() < 0.01);
        assert_eq!((even.compressed, even.loose), (25.0, 25.0));
        assert_eq!(even.judge(Copy::Seed).tally.failed, 3);
    }

    #[test]
    fn longer_stories_stand_wider_and_the_table_is_straight() {
        assert_eq!([100, 300, 500, 1000, 3000].map(|n| span(n, 8)), [1, 2, 3, 4, 5]);
        assert_eq!([100, 500, 3000].map(|n| span(n, 4)), [1, 2, 3]);
        let rows = [vec!["a".to_owned(), "bb".to_owned()], vec!["ccc".to_owned(), "d".to_owned()]];
        assert_eq!(table(&rows), "  a  bb\nccc   d");
    }
}
