//! Finding words in paragraphs, plain or by a regular expression.

use crate::Refusal;
use regex::{Captures, Regex, RegexBuilder};
use std::ops::Range;

/// Memory that a compiled expression may take, in bytes.
const MOST_MEMORY: usize = 4 << 20;

/// What is looked for, ready to be met in any text. Matches of nothing are no matches.
#[derive(Clone, Debug)]
pub struct Search {
    pattern: Regex,
    is_regex: bool,
}

impl Search {
    /// What `find` means: its characters as they stand, or a regular expression.
    ///
    /// # Errors
    /// When nothing is looked for, or the expression makes no sense.
    pub fn new(find: &str, is_regex: bool, matches_case: bool) -> Result<Search, Refusal> {
        if find.is_empty() {
            return Err(Refusal::new(
                "nothing-to-find",
                "请先写要找的文字。",
                "There is nothing to look for: write the words first.",
            ));
        }
        let plain = if is_regex { find.to_owned() } else { regex::escape(find) };
        let built = RegexBuilder::new(&plain).case_insensitive(!matches_case).size_limit(MOST_MEMORY).build();
        let pattern = built.map_err(|error| {
            // The last line says what is wrong; those before it draw the expression.
            let said = error.to_string();
            let what = said.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Refusal::new(
                "bad-expression",
                format!("这个正则表达式有误（{what}），请改正，或改用普通查找。"),
                format!(
                    "This regular expression makes no sense ({what}): correct it, or search for plain words."
                ),
            )
        })?;
        Ok(Search { pattern, is_regex })
    }

    /// Where the text matches, in bytes.
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        self.pattern.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty()).collect()
    }

    /// The text with every match replaced, and how many there were; `$1` in `with` stands for the first group of
    /// an expression.
    pub fn replace(&self, text: &str, with: &str) -> (String, usize) {
        let mut replaced = String::with_capacity(text.len());
        let (mut until, mut count) = (0, 0);
        for captures in self.pattern.captures_iter(text) {
            let Some(range) = captures.get(0).map(|found| found.range()).filter(|range| !range.is_empty())
            else {
                continue;
            };
            replaced.push_str(text.get(until..range.start).unwrap_or_default());
            self.write(&captures, with, &mut replaced);
            until = range.end;
            count += 1;
        }
        replaced.push_str(text.get(until..).unwrap_or_default());
        (replaced, count)
    }

    /// What one match is replaced by.
    pub fn replacement(&self, found: &str, with: &str) -> String {
        self.replace(found, with).0
    }

    fn write(&self, captures: &Captures<'_>, with: &str, target: &mut String) {
        if self.is_regex {
            captures.expand(with, target);
        } else {
            target.push_str(with);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Search;

    #[test]
    fn plain_words_are_taken_as_they_stand() {
        let search = Search::new("a.c", false, false).expect("is plain");
        assert_eq!(search.matches("abc A.C a.c"), [4..7, 8..11]);
        assert_eq!(search.replace("A.C", "$1"), ("$1".to_owned(), 1));
    }

    #[test]
    fn an_expression_brings_its_groups_along_and_never_matches_nothing() {
        let search = Search::new("([0-9]+) ?公里", true, true).expect("makes sense");
        assert_eq!(search.replace("全长12 公里，宽3公里", "${1}千米"), ("全长12千米，宽3千米".to_owned(), 2));
        let any = Search::new("x*", true, true).expect("makes sense");
        assert_eq!(any.matches("axxbx"), [1..3, 4..5]);
        assert_eq!(any.replace("axxbx", "-"), ("a-b-".to_owned(), 2));
    }

    #[test]
    fn what_makes_no_sense_is_refused_in_a_sentence() {
        assert_eq!(Search::new("", false, false).expect_err("is refused").code, "nothing-to-find");
        let refusal = Search::new("(字", true, false).expect_err("is refused");
        assert_eq!(refusal.code, "bad-expression");
        assert!(refusal.en.contains("unclosed group"), "{refusal}");
        assert_eq!(Search::new("a{9999}{9999}", true, false).expect_err("is refused").code, "bad-expression");
    }
}
