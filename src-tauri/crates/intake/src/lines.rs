//! A text becomes lines with the white space round them measured, and lines that a fixed measure cut are joined.

use crate::marks::{is_han, is_invisible, is_space, is_wide_mark};
use std::borrow::Cow;

/// What a markup says of a line, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A title of the first level: a story's head.
    Title,
    /// A title of a lower level.
    Subtitle,
}

/// One line of a text, trimmed, never empty.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    /// Its words.
    pub text: Cow<'a, str>,
    /// Empty lines before it.
    pub gap: usize,
    /// Whether it stood in by about two characters, as a paragraph's first line does.
    pub is_indented: bool,
    /// What a markup says of it.
    pub mark: Option<Mark>,
    /// Byte offsets in `text` where lines of a fixed measure were put together.
    pub joints: Vec<usize>,
}

/// The lines of `text`, empty ones counted and left out.
pub(crate) fn split_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap = 0;
    for raw in every_line(text) {
        let words = raw.trim_matches(|c| is_space(c) || is_invisible(c));
        if words.is_empty() {
            gap += 1;
            continue;
        }
        let indent: usize = raw
            .chars()
            .take_while(|c| is_space(*c) || is_invisible(*c))
            .take(64)
            .map(|c| if c == '\u{3000}' { 2 } else { usize::from(is_space(c)) })
            .sum();
        lines.push(Line {
            text: Cow::Borrowed(words),
            gap,
            is_indented: (2..=5).contains(&indent),
            mark: None,
            joints: Vec::new(),
        });
        gap = 0;
    }
    lines
}

/// Split at every line end in use: CR LF, LF, CR, form feed, next line, U+2028 and U+2029.
fn every_line(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split(['\r', '\x0c', '\x0b', '\u{85}', '\u{2028}', '\u{2029}'])
    })
}

/// Width in half ems.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_han(c) || is_wide_mark(c) || c == '\u{3000}' { 2 } else { 1 }).sum()
}

/// Joins lines that a fixed measure cut: a dump of set columns, where most lines are equally full.
pub(crate) fn unwrap_measure(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let widths: Vec<usize> =
        lines.iter().map(|line| width(&line.text) + if line.is_indented { 4 } else { 0 }).collect();
    let Some(measure) = fixed_measure(&lines, &widths) else { return lines };
    let mut joined: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut last_is_full = false;
    for (line, width) in lines.into_iter().zip(widths) {
        let continues = last_is_full && line.gap == 0 && !line.is_indented;
        last_is_full = width + 4 > measure;
        match joined.last_mut() {
            Some(last) if continues => append(last, &line.text),
            _ => joined.push(line),
        }
    }
    joined
}

/// Appends a continuation and remembers where; Latin words keep a space between them.
pub(crate) fn append(line: &mut Line<'_>, rest: &str) {
    let text = line.text.to_mut();
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let ends_latin = text.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic() || ",.;:".contains(c));
    if ends_latin && is_latin(rest.chars().next()) {
        text.push(' ');
    }
    line.joints.push(text.len());
    text.push_str(rest);
}

/// The measure in half ems when half of the lines that run on are full and none is longer.
fn fixed_measure(lines: &[Line<'_>], widths: &[usize]) -> Option<usize> {
    let running: Vec<usize> =
        lines.iter().skip(1).zip(widths).filter(|(next, _)| next.gap == 0).map(|(_, width)| *width).collect();
    let longest = running.iter().copied().max()?;
    let full = running.iter().filter(|width| **width + 3 > longest).count();
    let is_column = (14..=130).contains(&longest) && full >= 6 && full * 2 >= running.len();
    is_column.then_some(longest)
}

/// The number of empty lines that usually stands between two paragraphs of running text.
pub(crate) fn usual_gap(gaps: impl Iterator<Item = usize>) -> usize {
    let mut counts = [0usize; 8];
    for gap in gaps {
        if let Some(count) = counts.get_mut(gap.min(7)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 { 1 } else { counts.iter().position(|count| *count == most).unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::{split_lines, unwrap_measure};

    #[test]
    fn gaps_and_indents_are_measured() {
        let lines = split_lines("甲\r\n\r\n　　乙\r丙\u{2028}\n\n\n  丁  \n");
        let seen: Vec<_> =
            lines.iter().map(|line| (line.text.as_ref(), line.gap, line.is_indented)).collect();
        assert_eq!(seen, [("甲", 0, false), ("乙", 1, true), ("丙", 0, false), ("丁", 3, true)]);
    }

    #[test]
    fn lines_of_a_set_column_become_paragraphs() {
        let column = "今日谷雨\n　　天刚蒙蒙亮，山里的雾还\n没有散，采茶工已经上了山，\n腰间挂着竹篓，两手起落之间\n断口齐齐整整，一上午能采六\n公斤鲜叶，谷雨前后这十来天\n手慢一天，叶子就老一天。\n　　进厂的鲜叶要在四十五分\n钟之内摊开，一批一个编码，\n扫一扫便知来自哪面坡。";
        let lines = unwrap_measure(split_lines(column));
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert!(lines[1].text.ends_with("老一天。") && lines[2].text.ends_with("哪面坡。"));
    }
}
