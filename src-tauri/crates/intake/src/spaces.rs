//! What brackets and spaces of a paragraph belong together: Chinese brackets, and the spaces between names.

use crate::marks::{folded, is_han, is_space, is_wide_mark};
use std::collections::HashSet;

/// The half-width brackets that should be Chinese ones: Han inside, or Han beside them.
pub(crate) fn wide_brackets(source: &[char]) -> HashSet<usize> {
    let mut wide = HashSet::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut han = 0;
    let is_wide_at = |index: Option<usize>| {
        index.and_then(|index| source.get(index)).is_some_and(|c| is_han(*c) || is_wide_mark(*c))
    };
    for (index, c) in source.iter().enumerate() {
        match c {
            '(' | '（' => open.push((index, han)),
            ')' | '）' => {
                let (start, before) = open.pop().unwrap_or((index, han));
                let is_wide = han > before
                    || is_wide_at(start.checked_sub(1))
                    || is_wide_at(Some(index + 1))
                    || source.get(start) == Some(&'（')
                    || *c == '）';
                if is_wide {
                    wide.extend([start, index]);
                }
            }
            c => han += usize::from(is_han(*c)),
        }
    }
    for (start, _) in open {
        if is_wide_at(start.checked_sub(1)) || is_wide_at(Some(start + 1)) {
            wide.insert(start);
        }
    }
    wide
}

/// What stands before a name.
const TITLES: [&str; 7] = ["记者", "通讯员", "实习生", "作者", "本报", "评论员", "翻译"];

/// Where runs of spaces that part names begin: behind 记者 and its kin, in a signature's brackets, in lists of names.
pub(crate) fn name_spaces(source: &[char]) -> HashSet<usize> {
    let runs = space_runs(source);
    let mut kept = HashSet::new();
    for (start, end) in &runs {
        if follows_title(source, *start) || is_in_signature(source, *start, *end) {
            kept.insert(*start);
        }
    }
    // Three spaces in a row with two to four characters between them part the names of a list.
    let is_name = |pair: &[(usize, usize)]| match pair {
        [(_, end), (next, _)] => {
            let word = source.get(*end..*next).unwrap_or(&[]);
            (2..=4).contains(&word.len()) && word.iter().all(|c| is_han(*c))
        }
        _ => false,
    };
    for three in runs.windows(3) {
        if three.windows(2).all(is_name) {
            kept.extend(three.iter().map(|(start, _)| *start));
        }
    }
    kept
}

fn space_runs(source: &[char]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (index, _) in source.iter().enumerate().filter(|(_, c)| is_space(**c)) {
        match runs.last_mut() {
            Some((_, end)) if *end == index => *end = index + 1,
            _ => runs.push((index, index + 1)),
        }
    }
    runs
}

fn follows_title(source: &[char], start: usize) -> bool {
    let before: String = source.get(start.saturating_sub(3)..start).unwrap_or(&[]).iter().collect();
    TITLES.iter().any(|title| before.ends_with(title))
}

/// Whether the space stands in short brackets that hold a title or a photographer: （记者 甲 通讯员 乙）, （甲 摄）.
fn is_in_signature(source: &[char], start: usize, end: usize) -> bool {
    let reach = 30;
    let opens =
        (start.saturating_sub(reach)..start).rev().find(|index| source.get(*index).is_some_and(is_bracket));
    let closes =
        (end..(end + reach).min(source.len())).find(|index| source.get(*index).is_some_and(is_bracket));
    let (Some(opens), Some(closes)) = (opens, closes) else { return false };
    if source.get(opens).copied().map(folded) != Some('（')
        || source.get(closes).copied().map(folded) != Some('）')
    {
        return false;
    }
    let inside: String = source.get(opens + 1..closes).unwrap_or(&[]).iter().collect();
    TITLES.iter().any(|title| inside.contains(title))
        || ["摄", "文", "图", "供图"].iter().any(|word| inside.ends_with(word))
}

fn is_bracket(c: &char) -> bool {
    matches!(c, '(' | ')' | '（' | '）')
}
