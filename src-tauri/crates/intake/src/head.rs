//! The lines above a story become logo, kicker, headline and deck.

use crate::join::Piece;
use crate::marks::{is_han, is_space};
use crate::names::is_author;
use crate::shape::Shape;
use banxin_model::Role;

/// A part of a head: its role and the lines it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadPart {
    /// What the lines are for.
    pub role: Role,
    /// Which lines of the run, counted from its first.
    pub lines: Vec<usize>,
}

/// A name this short is a column's whatever follows: no kicker says anything in four characters.
const SURE_LOGO: usize = 4;

/// The parts of a head made of `run`, and whether they had to be guessed.
pub(crate) fn head_parts(
    run: &[Piece<'_>],
    follower: Option<Shape>,
    usual_gap: usize,
) -> (Vec<HeadPart>, bool) {
    let mut groups = group_lines(run, usual_gap);
    let mut parts = Vec::new();
    let mut author = None;
    if groups.len() >= 2
        && follower.is_some_and(Shape::is_running)
        && groups.last().is_some_and(|group| is_author(&group_text(run, group)))
    {
        author = groups.pop();
    }
    if groups.len() >= 2 && !names_a_title(run) {
        let lengths: Vec<usize> = groups.iter().map(|group| length(&group_text(run, group))).collect();
        let is_shorter = lengths.first() < lengths.get(1) || lengths.first() <= Some(&SURE_LOGO);
        if is_shorter && groups.first().is_some_and(|group| is_logo(&group_text(run, group))) {
            parts.push(HeadPart { role: Role::Logo, lines: groups.remove(0) });
        }
    }
    let named = run.iter().position(|piece| piece.shape == Shape::Title);
    let headline = match named {
        Some(line) => groups.iter().position(|group| group.contains(&line)).unwrap_or(0),
        None => headline_among(run, &groups, follower),
    };
    let is_guessed =
        named.is_none() && (groups.len() > 2 || (groups.len() == 2 && follower != Some(Shape::Deck)));
    for (index, lines) in groups.into_iter().enumerate() {
        let role = match index.cmp(&headline) {
            std::cmp::Ordering::Less => Role::Kicker,
            std::cmp::Ordering::Equal => Role::Headline,
            std::cmp::Ordering::Greater => Role::Deck,
        };
        match parts.last_mut() {
            Some(HeadPart { role: last, lines: all }) if *last == role => all.extend(lines),
            _ => parts.push(HeadPart { role, lines }),
        }
    }
    parts.extend(author.map(|lines| HeadPart { role: Role::Byline, lines }));
    (parts, is_guessed)
}

/// Lines that belong to one part: a headline in two lines stands closer together than parts do.
fn group_lines(run: &[Piece<'_>], usual_gap: usize) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, piece) in run.iter().enumerate() {
        let belongs = index > 0 && piece.line.gap == 0 && piece.shape != Shape::Title && {
            let before = groups.last().and_then(|group| group.last()).and_then(|last| run.get(*last));
            let lengths = before.map(|before| (length(&before.line.text), length(&piece.line.text)));
            let is_even = lengths.is_some_and(|(a, b)| a.abs_diff(b) <= 1 && a >= 5);
            is_even || (usual_gap > 0 && lengths.is_some_and(|(a, b)| a.abs_diff(b) <= 4 && a >= 5))
        };
        match groups.last_mut() {
            Some(group) if belongs => group.push(index),
            _ => groups.push(vec![index]),
        }
    }
    groups
}

/// Which group is the headline: between kicker and deck, or the shorter of two.
fn headline_among(run: &[Piece<'_>], groups: &[Vec<usize>], follower: Option<Shape>) -> usize {
    match groups {
        [_] | [] => 0,
        [first, second] => {
            let (first, second) = (length(&group_text(run, first)), length(&group_text(run, second)));
            let second_explains =
                follower != Some(Shape::Deck) && second >= 18 && second * 2 >= first * 3 && first >= 4;
            usize::from(!second_explains)
        }
        _ => 1,
    }
}

fn group_text(run: &[Piece<'_>], group: &[usize]) -> String {
    group.iter().filter_map(|index| run.get(*index)).map(|piece| piece.line.text.as_ref()).collect()
}

fn names_a_title(run: &[Piece<'_>]) -> bool {
    run.first().is_some_and(|piece| piece.shape == Shape::Title)
}

fn length(text: &str) -> usize {
    text.chars().filter(|c| !is_space(*c)).count()
}

/// A column's name: up to six characters and nothing but characters, brackets left aside.
fn is_logo(text: &str) -> bool {
    let name: Vec<char> =
        text.chars().filter(|c| !is_space(*c) && !matches!(c, '【' | '】' | '·' | '|' | '｜')).collect();
    (2..=6).contains(&name.len()) && name.iter().all(|c| is_han(*c))
}
