//! Paragraphs that a column or page break cut in two are put together again.

use crate::lines::{Line, append};
use crate::marks::{cannot_start, ends_sentence, folded, is_closer, is_space};
use crate::names::{Signature, signature};
use crate::shape::{Shape, opens_more_than_it_closes, shape_of};
use std::borrow::Cow;

/// A line with its shape; after joining, a whole paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    /// Its words and the white space round them.
    pub line: Line<'a>,
    /// What it looks like.
    pub shape: Shape,
    /// Whether it breaks off without an end to its sentence and nothing was found to continue it.
    pub is_unfinished: bool,
}

/// The lines with their shapes, cut paragraphs put together, credits at a paragraph's end taken apart.
pub(crate) fn join_paragraphs(lines: Vec<Line<'_>>) -> Vec<Piece<'_>> {
    let pieces: Vec<Piece<'_>> =
        lines.into_iter().map(|line| Piece { shape: shape_of(&line), line, is_unfinished: false }).collect();
    let has_indents = has_indents(&pieces);
    let shapes: Vec<Shape> = pieces.iter().map(|piece| piece.shape).collect();
    let mut joined: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.into_iter().enumerate() {
        let following = shapes.get(index + 1).copied();
        match joined.last_mut() {
            Some(last) if continues(last, &piece, following, has_indents) => {
                append(&mut last.line, &piece.line.text);
                if last.shape == Shape::Short {
                    last.shape = Shape::Body;
                }
            }
            _ => joined.push(piece),
        }
    }
    let mut apart = Vec::with_capacity(joined.len());
    for mut piece in joined {
        piece.is_unfinished =
            piece.shape.is_running() && piece.shape != Shape::Entry && !is_finished(&piece.line.text);
        match split_credit(&piece) {
            Some((words, credit)) => apart.extend([words, credit]),
            None => apart.push(piece),
        }
    }
    apart
}

/// Whether paragraphs of this text begin with an indent, so that a line without one goes on from the line before.
fn has_indents(pieces: &[Piece<'_>]) -> bool {
    let running = pieces.iter().filter(|piece| piece.shape.is_running());
    let (mut all, mut indented) = (0usize, 0usize);
    for piece in running {
        all += 1;
        indented += usize::from(piece.line.is_indented);
    }
    all > 0 && indented * 2 > all
}

/// Whether `next` is the rest of `last`.
fn continues(last: &Piece<'_>, next: &Piece<'_>, following: Option<Shape>, has_indents: bool) -> bool {
    if last.line.mark.is_some() || next.line.mark.is_some() {
        return false;
    }
    let next_start = next.line.text.chars().next().map(folded).unwrap_or(' ');
    if (last.shape.is_running() || last.shape == Shape::Short)
        && next.shape == Shape::Body
        && cannot_start(next_start)
    {
        return true;
    }
    if !last.shape.is_running()
        || last.shape == Shape::Entry
        || is_finished(&last.line.text)
        || (has_indents && next.line.is_indented)
    {
        return false;
    }
    match next.shape {
        Shape::Body => !next.line.text.starts_with("——"),
        // A short tail of a cut paragraph has no end of its own only when it was cut again, or when it
        // ends the story without a full stop; a head looks the same but is followed by its deck or byline.
        Shape::Short => {
            let tail: Vec<char> = next.line.text.chars().map(folded).collect();
            let leads_a_story =
                matches!(following, Some(Shape::Deck | Shape::Byline | Shape::Dateline | Shape::Short));
            let reads_as_head =
                tail.iter().any(|c| is_space(*c) || *c == '：') || next.line.gap > last.line.gap.max(1);
            let is_open = opens_more_than_it_closes(&last.line.text.chars().map(folded).collect::<Vec<_>>());
            !leads_a_story && (is_open || (!reads_as_head && following == Some(Shape::Body)))
        }
        _ => false,
    }
}

/// Whether a paragraph's last sentence has its end: a full stop behind which only quotation marks and brackets
/// close, a signature in brackets, or the colon or semicolon that leads to a list.
pub(crate) fn is_finished(text: &str) -> bool {
    let tail: Vec<char> = text.chars().rev().take(40).map(folded).collect();
    let mut marks = tail.iter().copied().skip_while(|c| is_closer(*c) || *c == ' ');
    match marks.next() {
        None => true,
        Some(c) if ends_sentence(c) || matches!(c, '：' | '；') => true,
        Some(_) => {
            // （完）, （记者 甲）: what stands before the bracket decides.
            let in_brackets = tail.first() == Some(&'）');
            let before = tail.iter().skip_while(|c| **c != '（').skip(1).find(|c| **c != ' ').copied();
            in_brackets && before.is_some_and(|c| ends_sentence(c) || is_closer(c))
        }
    }
}

/// A photo credit that runs on behind the caption's full stop, taken apart from it.
fn split_credit<'a>(piece: &Piece<'a>) -> Option<(Piece<'a>, Piece<'a>)> {
    if piece.shape != Shape::Body || piece.line.mark.is_some() {
        return None;
    }
    let text: &str = &piece.line.text;
    let start = text
        .char_indices()
        .rev()
        .take(36)
        .filter(|(_, c)| matches!(c, '■' | '●' | '□' | '（' | '('))
        .find_map(|(at, _)| {
            let tail: String = text.get(at..)?.chars().map(folded).collect();
            (signature(&tail) == Some(Signature::Credit)).then_some(at)
        })?;
    let words = text.get(..start)?.trim_end_matches(is_space);
    let credit = text.get(start..)?;
    if !is_finished(words) || words.chars().count() < 8 {
        return None;
    }
    let mut first = piece.line.clone();
    first.text = Cow::Owned(words.to_owned());
    first.joints.retain(|joint| *joint < words.len());
    let second = Line {
        text: Cow::Owned(credit.to_owned()),
        gap: 0,
        is_indented: false,
        mark: None,
        joints: Vec::new(),
    };
    Some((
        Piece { line: first, shape: piece.shape, is_unfinished: false },
        Piece { line: second, shape: Shape::Credit, is_unfinished: false },
    ))
}

#[cfg(test)]
mod tests {
    use super::{is_finished, join_paragraphs};
    use crate::lines::split_lines;
    use crate::shape::Shape;

    fn paragraphs(text: &str) -> Vec<(Shape, String)> {
        join_paragraphs(split_lines(text))
            .into_iter()
            .map(|piece| (piece.shape, piece.line.text.into_owned()))
            .collect()
    }

    #[test]
    fn a_paragraph_cut_by_a_column_is_put_together() {
        let text = "首批联动六家平台，实现“线上领\n\n券、即时核销”。凡在市内的消费者均可参加，涵盖电视以及\n\n手机、平板等四类产品。\n\n第二天起施行。";
        let paragraphs = paragraphs(text);
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
        assert!(paragraphs[0].1.contains("线上领券") && paragraphs[0].1.contains("以及手机"));
    }

    #[test]
    fn a_paragraph_cut_thrice_is_put_together() {
        let text = "市里今年要在沿江两岸修建总长四十二公里的滨江绿道，把沿线的公园\n\n码头旧址和湿地\n\n串成一条线，年底前全部完工并向市民开放。";
        assert_eq!(paragraphs(text).len(), 1);
    }

    #[test]
    fn a_head_after_a_paragraph_without_its_full_stop_stays_a_head() {
        let text = "市里今年要在沿江两岸修建总长四十二公里的滨江绿道\n\n公交车夜里也开\n\n本报讯（记者 甲乙）今起施行。";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn a_credit_behind_a_caption_is_taken_apart() {
        let paragraphs = paragraphs(
            "绿道昨日全线贯通，市民骑行其间。(甲乙 摄)\n\n绿鹭停在枝头，伸长脖颈。■本报记者 江远 摄",
        );
        let credits: Vec<_> = paragraphs.iter().filter(|(shape, _)| *shape == Shape::Credit).collect();
        assert_eq!(credits.len(), 2, "{paragraphs:?}");
    }

    #[test]
    fn what_ends_a_sentence() {
        for text in [
            "完工。",
            "他说:“好。”",
            "来吧!",
            "如下:",
            "完工。(记者 甲乙)",
            "完工……",
            "“完工。”(完)",
            "It is done.",
        ] {
            assert!(is_finished(text), "{text}");
        }
        for text in ["重点", "学习《意见》", "“三会一课”", "四类产品(每类一件)", "完工，"]
        {
            assert!(!is_finished(text), "{text}");
        }
    }
}
