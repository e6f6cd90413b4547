//! Markdown's marks say what a line is for; they are read and taken off the words.

use crate::lines::{Line, Mark, append};
use std::borrow::Cow;

/// Whether a file of this name is Markdown.
pub(crate) fn is_markdown(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown")
}

/// The lines without Markdown's marks: `#` heads a story, `##` and deeper are crossheads, lines without an empty
/// line between them are one paragraph, emphasis is taken off.
pub(crate) fn read_marks(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut read: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for mut line in lines {
        let level = line.text.chars().take_while(|c| *c == '#').count();
        let is_title = (1..=6).contains(&level) && line.text[level..].starts_with([' ', '\u{3000}']);
        let words =
            if is_title { line.text[level..].trim_end_matches('#') } else { unmarked_start(&line.text) };
        let words = without_emphasis(words.trim());
        if words.is_empty() {
            continue;
        }
        line.text = Cow::Owned(words);
        line.mark = is_title.then_some(if level == 1 { Mark::Title } else { Mark::Subtitle });
        match read.last_mut() {
            Some(last) if line.gap == 0 && line.mark.is_none() && last.mark.is_none() => {
                append(last, &line.text)
            }
            _ => read.push(line),
        }
    }
    read
}

/// The words behind a quotation's or list's mark.
fn unmarked_start(text: &str) -> &str {
    ["> ", "- ", "* ", "+ "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text)
}

/// The words without `**`, `__`, backquotes and links' addresses.
fn without_emphasis(text: &str) -> String {
    let mut words = text.replace("**", "").replace("__", "").replace('`', "");
    while let Some((start, middle, end)) = link(&words) {
        let label = words[start + 1..middle].to_owned();
        words.replace_range(start..end, &label);
    }
    words
}

/// Where the first `[label](address)` begins, where its label and where it ends.
fn link(text: &str) -> Option<(usize, usize, usize)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')? + 1;
    Some((start, middle, end))
}
