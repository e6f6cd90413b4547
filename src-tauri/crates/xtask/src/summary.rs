//! What a test run found: a tally a step, and the summary at the end.

use std::time::Duration;

/// How many checks went which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that held.
    pub passed: u32,
    /// Checks that did not.
    pub failed: u32,
    /// Checks that could not be made here.
    pub skipped: u32,
}

impl Tally {
    /// One check that held.
    pub const PASSED: Tally = Tally { passed: 1, failed: 0, skipped: 0 };

    /// Both together.
    pub fn plus(self, other: Tally) -> Tally {
        Tally {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// What one step came to.
#[derive(Debug)]
pub struct Finding {
    /// The step's name.
    pub step: &'static str,
    /// Its checks.
    pub tally: Tally,
    /// Why it failed or what was skipped; empty when there is nothing to say.
    pub notes: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

impl Finding {
    fn mark(&self) -> &'static str {
        match self.tally {
            Tally { failed, .. } if failed > 0 => "FAILED",
            Tally { passed: 0, .. } => "skipped",
            _ => "passed",
        }
    }
}

/// The summary: a line a step with its notes below, and last of all the counts alone on their line.
pub fn summarise(findings: &[Finding]) -> String {
    let mut text = String::from("\nsummary\n");
    let mut total = Tally::default();
    let mut took = Duration::ZERO;
    for finding in findings {
        let seconds = finding.took.as_secs_f64();
        text.push_str(&format!(
            "  {:<8} {:<18} {seconds:>7.1} s   {}\n",
            finding.mark(),
            finding.step,
            finding.tally
        ));
        for note in &finding.notes {
            text.push_str(&format!("           {}\n", note.replace('\n', "\n           ")));
        }
        total = total.plus(finding.tally);
        took += finding.took;
    }
    text.push_str(&format!("  {} steps in {:.1} min\n", findings.len(), took.as_secs_f64() / 60.0));
    text.push_str(&total.to_string());
    text
}

/// The counts that cargo, Vitest and Playwright print, added up; `None` when there are none.
pub fn count_tests(lines: &[String]) -> Option<Tally> {
    let mut total = None;
    for line in lines {
        let found = cargo_counts(line).or_else(|| vitest_counts(line)).or_else(|| playwright_counts(line));
        if let Some(found) = found {
            total = Some(total.unwrap_or_else(Tally::default).plus(found));
        }
    }
    total
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`
fn cargo_counts(line: &str) -> Option<Tally> {
    let rest = line.trim_start().strip_prefix("test result: ")?;
    Some(Tally {
        passed: number_before(rest, " passed"),
        failed: number_before(rest, " failed"),
        skipped: number_before(rest, " ignored"),
    })
}

/// `     Tests  1 failed | 12 passed | 2 skipped (15)`
fn vitest_counts(line: &str) -> Option<Tally> {
    let rest = line.trim_start().strip_prefix("Tests  ")?;
    Some(Tally {
        passed: number_before(rest, " passed"),
        failed: number_before(rest, " failed"),
        skipped: number_before(rest, " skipped") + number_before(rest, " todo"),
    })
}

/// `  3 passed (5.1s)`, `  1 failed`, `  2 skipped`, `  1 flaky`, each alone on its line.
fn playwright_counts(line: &str) -> Option<Tally> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (count, word) = match words.as_slice() {
        [count, word] => (count, word),
        [count, word, time] if time.starts_with('(') && time.ends_with(')') => (count, word),
        _ => return None,
    };
    let count: u32 = count.parse().ok()?;
    match *word {
        "passed" | "flaky" => Some(Tally { passed: count, ..Tally::default() }),
        "failed" | "interrupted" => Some(Tally { failed: count, ..Tally::default() }),
        "skipped" => Some(Tally { skipped: count, ..Tally::default() }),
        _ => None,
    }
}

/// The number that stands right before the word, or 0.
fn number_before(text: &str, word: &str) -> u32 {
    let Some(end) = text.find(word) else { return 0 };
    let digits: String = text[..end].chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Finding, Tally, count_tests, summarise};
    use std::time::Duration;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(String::from).collect()
    }

    #[test]
    fn cargo_counts_of_several_crates_add_up() {
        let out = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                   test a ... ok\n\
                   test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(count_tests(&lines(out)), Some(Tally { passed: 15, failed: 2, skipped: 1 }));
    }

    #[test]
    fn vitest_and_playwright_are_understood() {
        let out = " Test Files  2 passed (2)\n      Tests  1 failed | 12 passed | 2 skipped (15)";
        assert_eq!(count_tests(&lines(out)), Some(Tally { passed: 12, failed: 1, skipped: 2 }));
        let out = "  1 failed\n    [chromium] › drag.spec.ts:3:1 › drag\n  1 skipped\n  3 passed (5.1s)";
        assert_eq!(count_tests(&lines(out)), Some(Tally { passed: 3, failed: 1, skipped: 1 }));
        assert_eq!(count_tests(&lines("Compiling 12 crates")), None);
    }

    #[test]
    fn the_last_line_is_the_counts_and_nothing_else() {
        let findings = [
            Finding { step: "fmt", tally: Tally::PASSED, notes: vec![], took: Duration::from_secs(1) },
            Finding {
                step: "conformance",
                tally: Tally { passed: 0, failed: 0, skipped: 2 },
                notes: vec!["../shared is not there".into()],
                took: Duration::ZERO,
            },
            Finding {
                step: "unit",
                tally: Tally { passed: 40, failed: 1, skipped: 0 },
                notes: vec![],
                took: Duration::ZERO,
            },
        ];
        let text = summarise(&findings);
        assert_eq!(text.lines().last(), Some("41 passed, 1 failed, 2 skipped"));
        assert!(text.contains("FAILED   unit") && text.contains("skipped  conformance"), "{text}");
        assert!(text.contains("../shared is not there"));
    }
}
