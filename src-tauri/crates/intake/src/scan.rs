//! Where a story starts: short lines are weighed as the head of a new story or as a crosshead of the open one.

use crate::join::Piece;
use crate::lines::usual_gap;
use crate::marks::{folded, is_space};
use crate::shape::{Shape, starts_like_caption};

/// How white space separates paragraphs and stories in one text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spacing {
    /// Empty lines between two paragraphs of running text.
    pub usual: usize,
    /// Whether every head that is one beyond doubt has more empty lines before it than that.
    pub marks_stories: bool,
}

/// How a crosshead is made; those of one story are made alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 一、, （一）, 1. before the words.
    Numbered,
    /// 打通：搬开堵点.
    Colon,
    /// 优化体系 激活引擎.
    Spaced,
    /// One phrase.
    Plain,
}

/// What is known of the story that is open while a line is weighed.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenStory {
    /// Paragraphs of running text so far.
    pub paragraphs: usize,
    /// Its crossheads so far.
    pub crossheads: Vec<Form>,
    /// Whether it has ended beyond doubt, with a signature or as photo news with its credit.
    pub is_sealed: bool,
    /// Whether its last paragraph ends with a signature in brackets.
    pub is_signed: bool,
}

/// How the text as a whole is spaced.
pub(crate) fn spacing_of(pieces: &[Piece<'_>]) -> Spacing {
    let running = pieces.windows(2).filter_map(|pair| match pair {
        [before, after] if before.shape.is_running() && after.shape.is_running() => Some(after.line.gap),
        _ => None,
    });
    let usual = usual_gap(running);
    let mut heads = 0;
    let mut wide = 0;
    let mut index = 0;
    while index < pieces.len() {
        let end = run_end(pieces, index);
        if end > index {
            if index > 0 && leads_a_story(pieces, end) {
                heads += 1;
                wide += usize::from(pieces.get(index).is_some_and(|piece| piece.line.gap > usual));
            }
            index = end;
        } else {
            index += 1;
        }
    }
    Spacing { usual, marks_stories: heads >= 2 && wide == heads }
}

/// Behind the last short line of the run that begins at `start`; `start` itself when there is none.
pub(crate) fn run_end(pieces: &[Piece<'_>], start: usize) -> usize {
    let run = pieces
        .iter()
        .skip(start)
        .take_while(|piece| matches!(piece.shape, Shape::Short | Shape::Title))
        .count();
    start + run
}

/// Whether what stands at `follower` makes the short lines before it a story's head beyond doubt.
pub(crate) fn leads_a_story(pieces: &[Piece<'_>], follower: usize) -> bool {
    match pieces.get(follower).map(|piece| piece.shape) {
        Some(Shape::Deck | Shape::Byline | Shape::Dateline) => true,
        Some(Shape::Body | Shape::Note) => has_summary(pieces, follower),
        _ => false,
    }
}

/// Whether a summary of one or two paragraphs stands between a head and its byline.
pub(crate) fn has_summary(pieces: &[Piece<'_>], start: usize) -> bool {
    let running = pieces.iter().skip(start).take(3).take_while(|piece| piece.shape.is_running()).count();
    let byline = pieces.get(start + running).map(|piece| piece.shape);
    let after = pieces.get(start + running + 1).map(|piece| piece.shape);
    (1..=2).contains(&running)
        && byline == Some(Shape::Byline)
        && after.is_some_and(|shape| shape.is_running() || shape == Shape::Short)
        && !pieces.get(start + running + 1).is_some_and(|piece| {
            piece.shape == Shape::Short && leads_by_sight(pieces, run_end(pieces, start + running + 1))
        })
}

fn leads_by_sight(pieces: &[Piece<'_>], follower: usize) -> bool {
    pieces
        .get(follower)
        .is_some_and(|piece| matches!(piece.shape, Shape::Deck | Shape::Byline | Shape::Dateline))
}

/// Whether the short lines from `start` to `end` head a new story rather than divide the open one.
pub(crate) fn starts_story(
    pieces: &[Piece<'_>],
    start: usize,
    end: usize,
    open: Option<&OpenStory>,
    spacing: Spacing,
) -> bool {
    let Some(open) = open else { return true };
    let Some(first) = pieces.get(start) else { return false };
    if pieces.iter().skip(start).take(end - start).any(|piece| piece.shape == Shape::Title)
        || open.is_sealed
        || leads_a_story(pieces, end)
    {
        return true;
    }
    if open.paragraphs == 0 || first.line.mark.is_some() {
        return false;
    }
    let form = form_of(&first.line.text);
    let mut weight: i32 = 0;
    if first.line.gap > spacing.usual {
        weight += 2;
    } else if spacing.marks_stories {
        weight -= 2;
    }
    weight += if end - start >= 2 { 2 } else { 0 };
    weight += i32::from(open.is_signed) * 2;
    weight += photo_weight(pieces, end);
    weight += match open.crossheads.as_slice() {
        _ if form == Form::Numbered => -3,
        [] => 0,
        [one] => -i32::from(*one == form),
        many if many.iter().all(|one| *one == form) => -2,
        many => i32::from(!many.contains(&form)),
    };
    weight >= 2
}

/// How much the paragraphs from `start` look like photo news: one to three of them, then a credit.
fn photo_weight(pieces: &[Piece<'_>], start: usize) -> i32 {
    let running = pieces.iter().skip(start).take(4).take_while(|piece| piece.shape.is_running()).count();
    let ends_in_credit = pieces.get(start + running).is_some_and(|piece| piece.shape == Shape::Credit);
    if !ends_in_credit {
        return 0;
    }
    let caption_like = pieces.get(start).is_some_and(|piece| reads_as_caption(&piece.line.text));
    match running {
        1 => 3 + i32::from(caption_like),
        2 => 1 + i32::from(caption_like),
        3 => i32::from(caption_like),
        _ => 0,
    }
}

/// A caption tells the day first, or says that it is one.
fn reads_as_caption(text: &str) -> bool {
    let start: Vec<char> = text.chars().take(8).collect();
    let starts_with_day = start.first().is_some_and(char::is_ascii_digit) && start.contains(&'日');
    let says_when =
        ["日前", "近日", "昨日", "今日", "昨天", "连日来"].iter().any(|word| text.starts_with(word));
    starts_with_day || says_when || starts_like_caption(&start)
}

/// How a short line is made.
pub(crate) fn form_of(text: &str) -> Form {
    let line: Vec<char> = text.chars().take(48).map(folded).collect();
    const NUMBERS: &str = "一二三四五六七八九十";
    let numbered = match line.as_slice() {
        ['（', inner, ..] => NUMBERS.contains(*inner) || inner.is_ascii_digit(),
        ['第', number, ..] => NUMBERS.contains(*number),
        [number, '、' | '.' | '．', ..] => NUMBERS.contains(*number) || number.is_ascii_digit(),
        ['①'..='⑳', ..] => true,
        ['十', _, '、', ..] => true,
        _ => false,
    };
    match () {
        () if numbered => Form::Numbered,
        () if line.contains(&'：') => Form::Colon,
        () if line.iter().any(|c| is_space(*c)) => Form::Spaced,
        () => Form::Plain,
    }
}
