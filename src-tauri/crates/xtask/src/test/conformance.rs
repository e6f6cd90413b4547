//! The steps that hold `banxin` to facts that nobody here wrote; they need the material beside the repository.

use std::path::Path;

use serde_json::Value;

use super::{Report, readers};
use crate::place::Place;
use crate::process::Job;
use crate::seed::SeedPage;
use crate::setup;

const NO_SHARED: &str = "../shared is not there";
/// Pages that the program arranges of the real page's stories.
const PROPOSALS: usize = 7;

/// The composition cases of public suites, through `banxin compose`.
pub fn composition(place: &Place) -> Result<Report, String> {
    let Some(shared) = place.shared() else { return Ok(Report::skipped(NO_SHARED)) };
    let Some(python) = setup::python_with_auditors(place) else { return Ok(no_auditors()) };
    let program = place.program("debug", "banxin");
    let can_compose = Job::new(&program).args(["compose", "--help"]).quiet().run()?.is_success();
    if !can_compose {
        return Ok(Report::skipped("`banxin compose` is not there yet"));
    }
    let ending = Job::new(python)
        .arg(shared.join("tools").join("composition_cases.py"))
        .arg("--banxin")
        .arg(&program)
        .arg(shared.join("cases").join("composition.json"))
        .minutes(5)
        .run()?;
    if ending.status.and_then(|status| status.code()) == Some(2) || ending.status.is_none() {
        return Err(format!("the cases did not run: {}", ending.reason()));
    }
    Ok(composition_report(&ending.out, ending.is_success()))
}

/// The auditor's last line reads `12 passed, 3 failed`; the lines before it name the failures.
fn composition_report(lines: &[String], is_success: bool) -> Report {
    let mut report = Report::default();
    if let Some((passed, failed)) = lines.last().and_then(|line| counts(line)) {
        report.tally.passed = passed;
        report.tally.failed = failed;
    }
    if !is_success {
        report.tally.failed = report.tally.failed.max(1);
        report.notes = lines.iter().filter(|line| line.starts_with("- ")).take(20).cloned().collect();
    }
    report
}

fn counts(line: &str) -> Option<(u32, u32)> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some((passed.trim().parse().ok()?, failed.trim().parse().ok()?))
}

/// A real page's text, imported, placed by the committed list, then arranged by the program in all its ways; every
/// page exported and audited.
pub fn seed_page(place: &Place) -> Result<Report, String> {
    let Some(shared) = place.shared() else { return Ok(Report::skipped(NO_SHARED)) };
    let Some(python) = setup::python_with_auditors(place) else { return Ok(no_auditors()) };
    let page = SeedPage::make(place, &shared, "debug")?;
    let mut report = audited(&page, &shared, &python, "placed by hand")?;
    for proposal in 1..=PROPOSALS {
        let arranged = page.arranged(proposal)?;
        let name = format!("proposal {proposal}");
        let mut own = audited(&arranged, &shared, &python, &name)?;
        match arranged.lines_off()? {
            0 => own.tally.passed += 1,
            lines => {
                own.tally.failed += 1;
                own.notes.push(format!("{name}: {lines} lines over or under"));
            }
        }
        add(&mut report, own);
    }
    let sheet = page.sheet()?;
    report.tally.passed += 1;
    report.notes.push(format!("the proposals to look at: {}", sheet.display()));
    let shown = readers::show(place, &page.edition)?;
    add(&mut report, shown);
    Ok(report)
}

fn add(report: &mut Report, other: Report) {
    report.tally.passed += other.tally.passed;
    report.tally.failed += other.tally.failed;
    report.tally.skipped += other.tally.skipped;
    report.notes.extend(other.notes);
}

/// The page exported and audited; what is said of it begins with its name.
fn audited(page: &SeedPage, shared: &Path, python: &Path, name: &str) -> Result<Report, String> {
    let pdf = page.export()?;
    let audit = pdf.with_extension("audit.json");
    let source = page.source()?;
    Job::new(python)
        .arg(shared.join("tools").join("typo_audit.py"))
        .arg(&pdf)
        .arg("--source")
        .arg(&source)
        .args(["--examples", "1000"])
        .arg("--json")
        .arg(&audit)
        .minutes(5)
        .must()?;
    let text =
        std::fs::read_to_string(&audit).map_err(|trouble| format!("the audit left no report: {trouble}"))?;
    let mut audit: Value =
        serde_json::from_str(&text).map_err(|trouble| format!("the audit's report: {trouble}"))?;
    let source =
        std::fs::read_to_string(&source).map_err(|trouble| format!("the source is not there: {trouble}"))?;
    pass_last_lines(&mut audit, &source);
    // The auditor guesses which columns belong together: neighbours that begin and measure alike are one story to it,
    // and a crosshead's blank line ends a column. Where the page says what its columns are, they are measured.
    if audit["unbalanced_stories"].as_u64() != Some(0) {
        audit["unbalanced_stories"] = page.uneven(&pdf)?.into();
    }
    let mut report = judge(&audit);
    for note in &mut report.notes {
        *note = format!("{name}: {note}");
    }
    Ok(report)
}

/// Takes lines that end a paragraph of the source out of the underfull ones: before a crosshead or at a column's foot
/// the auditor, which sees glyphs alone, cannot tell that they are last lines.
fn pass_last_lines(audit: &mut Value, source: &str) {
    let squash = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let paragraphs: Vec<String> = source.lines().map(squash).collect();
    let named = audit["examples"]["underfull_lines"].as_array().cloned().unwrap_or_default();
    let text = |example: &Value| {
        let words = example.as_str()?.split_once('「')?.1.rsplit_once('」')?.0;
        Some(squash(words))
    };
    let ends =
        |words: &String| !words.is_empty() && paragraphs.iter().any(|own| own.ends_with(words.as_str()));
    let last = named.iter().filter_map(text).filter(ends).count() as u64;
    if let Some(count) = audit["underfull_lines"].as_u64() {
        audit["underfull_lines"] = count.saturating_sub(last).into();
    }
}

/// Each rule is one check; a rule that the report lacks has failed.
fn judge(audit: &Value) -> Report {
    let rules = [
        ("prohibited line starts", &audit["line_start_prohibited"]),
        ("dashes and ellipses at a line's start", &audit["line_start_dash_ellipsis"]),
        ("prohibited line ends", &audit["line_end_opening"]),
        ("split dashes and ellipses", &audit["dash_or_ellipsis_split"]),
        ("split numbers", &audit["number_split"]),
        ("split words", &audit["latin_word_split"]),
        ("underfull lines", &audit["underfull_lines"]),
        ("overfull lines", &audit["overfull_lines"]),
        ("last lines of one character", &audit["last_line_one_char"]),
        ("crossheads at a column's foot", &audit["subhead_at_column_bottom"]),
        ("adjacent marks set apart", &audit["adjacent_punct_uncompressed"]),
        ("stories with uneven columns", &audit["unbalanced_stories"]),
        ("lines off the grid", &audit["off_baseline_grid_lines"]),
        ("overprinted glyphs", &audit["glyphs_overprinted"]),
        ("lost characters", &audit["text"]["chars_missing_per_page"]),
    ];
    let mut report = Report::default();
    for (name, value) in rules {
        if value.as_f64() == Some(0.0) {
            report.tally.passed += 1;
        } else {
            report.tally.failed += 1;
            report.notes.push(format!("{name}: {value}, must be 0"));
        }
    }
    report
}

fn no_auditors() -> Report {
    Report::skipped("Python lacks the auditors' libraries")
}

#[cfg(test)]
mod tests {
    use super::{composition_report, counts, judge, pass_last_lines};
    use serde_json::json;

    #[test]
    fn a_last_line_is_not_underfull_and_another_is() {
        let mut audit = json!({"underfull_lines": 2, "examples": {"underfull_lines":
            ["p1 x1 y2 「雾散了。」 short 5.00em", "p1 x1 y3 「江面上」 short 1.00em"]}});
        pass_last_lines(&mut audit, "江面上的雾\n清晨，雾散了。");
        assert_eq!(audit["underfull_lines"], 1);
    }

    #[test]
    fn an_audit_passes_only_with_every_rule_at_nought() {
        let mut audit = json!({"line_start_prohibited": 0, "line_start_dash_ellipsis": 0, "line_end_opening": 0,
            "dash_or_ellipsis_split": 0, "number_split": 0, "latin_word_split": 0, "underfull_lines": 0,
            "overfull_lines": 0, "last_line_one_char": 0, "subhead_at_column_bottom": 0,
            "adjacent_punct_uncompressed": 0, "unbalanced_stories": 0, "off_baseline_grid_lines": 0,
            "glyphs_overprinted": 0, "text": {"chars_missing_per_page": 0.0}});
        assert_eq!(judge(&audit).tally.failed, 0);
        audit["underfull_lines"] = json!(2);
        assert_eq!(judge(&audit).notes, ["underfull lines: 2, must be 0"]);
        assert_eq!(judge(&json!({})).tally.passed, 0);
    }

    #[test]
    fn the_last_line_counts_and_a_bad_ending_is_no_pass() {
        let lines: Vec<String> =
            ["  10/12   gb15834", "- case 3", "15 passed, 2 failed"].map(String::from).into();
        assert_eq!(counts(&lines[2]), Some((15, 2)));
        let report = composition_report(&lines, false);
        assert_eq!((report.tally.passed, report.tally.failed), (15, 2));
        assert_eq!(report.notes, ["- case 3"]);
        assert_eq!(composition_report(&[], false).tally.failed, 1);
    }
}
