//! Which tests failed and why, read out of what test programs print, so that the summary alone tells it.

/// How many lines the summary spends on one step's failures.
const MOST_LINES: usize = 60;
/// How many lines of one browser test's reason are told.
const LINES_OF_ONE: usize = 12;

/// The tests that failed, with the beginning of their reasons, and those that held only when run again.
pub fn failures(lines: &[String]) -> Vec<String> {
    let mut told: Vec<String> = cargo_failures(lines).chain(browser_failures(lines)).collect();
    if told.len() > MOST_LINES {
        told.truncate(MOST_LINES);
        told.push("and more".into());
    }
    told
}

/// `test a::b ... FAILED`
fn cargo_failures(lines: &[String]) -> impl Iterator<Item = String> {
    let names = lines.iter().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    names.map(|name| format!("failed: {name}"))
}

/// `  1) file:3:1 › name ────`, under which the reason stands.
fn browser_failures(lines: &[String]) -> Vec<String> {
    let mut told = Vec::new();
    // How many lines of the reason may still be told; nothing before the first heading.
    let mut left = 0;
    for line in lines {
        let words = line.trim();
        if let Some(name) = heading(line) {
            told.push(format!("failed: {name}"));
            left = LINES_OF_ONE;
        } else if is_count(words) {
            left = 0;
        } else if left > 0 && is_reason(words) {
            told.push(format!("  {words}"));
            left -= 1;
        }
    }
    told
}

fn heading(line: &str) -> Option<&str> {
    let (number, name) = line.strip_prefix("  ")?.split_once(") ")?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| name.trim_end_matches(['─', ' ']))
}

/// `2 failed`, `1 flaky`, `114 passed (12.5m)`: what stands below is the list of names once more.
fn is_count(line: &str) -> bool {
    let mut words = line.split(' ');
    let is_number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
    is_number && matches!(words.next(), Some("failed" | "flaky" | "passed" | "skipped" | "interrupted"))
}

/// What was thrown, what was expected and what came, and where; not the source around it.
fn is_reason(line: &str) -> bool {
    let marks = ["Error:", "Test timeout", "Timeout", "Expected", "Received", "- ", "+ ", "at ", "Retry #"];
    line.contains("Error: ") || marks.iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::failures;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(String::from).collect()
    }

    #[test]
    fn cargo_names_what_failed() {
        assert_eq!(failures(&lines("test a::b ... FAILED\ntest c ... ok")), ["failed: a::b"]);
        assert_eq!(failures(&lines("x")), Vec::<String>::new());
    }

    #[test]
    fn a_browser_test_that_failed_is_told_with_its_reason() {
        let printed = "  ✘  1 tests/browser/look.test.ts:9:3 › looks (4.1s)\n\
            \n\
            \n  1) tests/browser/look.test.ts:9:3 › zh › looks ─────────────\n\
            \n    Error: expect(received).toEqual(expected) // deep equality\n\
            \n    - Expected  - 1\
            \n    +   \"zh/spread looks otherwise in 3.1 % of it\",\n\
            \n      44 |       }\
            \n    > 45 |       expect(wrong).toEqual([]);\
            \n        at look.test.ts:45:21\n\
            \n  1 failed\
            \n    tests/browser/look.test.ts:9:3 › zh › looks ─────\
            \n  114 passed (12.5m)";
        assert_eq!(
            failures(&lines(printed)),
            [
                "failed: tests/browser/look.test.ts:9:3 › zh › looks",
                "  Error: expect(received).toEqual(expected) // deep equality",
                "  - Expected  - 1",
                "  +   \"zh/spread looks otherwise in 3.1 % of it\",",
                "  at look.test.ts:45:21",
            ]
        );
    }

    #[test]
    fn very_many_failures_do_not_bury_the_counts() {
        let many: Vec<String> = (0..500).map(|number| format!("test t{number} ... FAILED")).collect();
        assert_eq!(failures(&many).len(), 61);
    }
}
