//! Paragraphs with their shapes become drafts: stories are opened and closed, every part gets its role.

use crate::draft::{Doubt, Draft, DraftParagraph, Encoding, PageDump};
use crate::head::head_parts;
use crate::join::Piece;
use crate::marks::{folded, is_closer};
use crate::normalise::Normaliser;
use crate::scan::{OpenStory, Spacing, form_of, has_summary, run_end, spacing_of, starts_story};
use crate::shape::Shape;
use banxin_model::{Role, StoryKind};

/// A part as it came, before its marks are made Chinese.
struct RawPart {
    role: Role,
    text: String,
    joints: Vec<usize>,
}

/// A story while its parts are gathered, in the order of the text.
#[derive(Default)]
struct RawStory {
    parts: Vec<RawPart>,
    open: OpenStory,
    kind: StoryKind,
    has_dateline: bool,
    is_guessed: bool,
    has_unfinished: bool,
}

impl RawStory {
    fn push(&mut self, role: Role, piece: &Piece<'_>) {
        self.parts.push(RawPart {
            role,
            text: piece.line.text.clone().into_owned(),
            joints: piece.line.joints.clone(),
        });
    }

    fn has(&self, role: Role) -> bool {
        self.parts.iter().any(|part| part.role == role)
    }
}

/// The drafts that `pieces` make, their marks made Chinese where they stand in Chinese.
pub(crate) fn build_drafts(pieces: Vec<Piece<'_>>, encoding: Encoding, doubts: Vec<Doubt>) -> PageDump {
    let spacing = spacing_of(&pieces);
    let mut furniture = Vec::new();
    let stories = gather(&pieces, spacing, &mut furniture);
    let mut dump = PageDump { encoding, drafts: Vec::new(), repairs: Vec::new(), doubts, furniture };
    for story in stories {
        finish(story, &mut dump);
    }
    dump
}

fn gather(pieces: &[Piece<'_>], spacing: Spacing, furniture: &mut Vec<String>) -> Vec<RawStory> {
    let mut stories: Vec<RawStory> = Vec::new();
    let mut is_open = false;
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let end = run_end(pieces, index);
        if end > index {
            let run = pieces.get(index..end).unwrap_or(&[]);
            let open = stories.last().filter(|_| is_open).map(|story| &story.open);
            let is_verse = is_verse(run) && open.is_some_and(|open| open.paragraphs > 0);
            let is_running = is_verse || is_caption(pieces, index, end);
            if is_running && open.is_some_and(|open| !open.is_sealed) {
                add_all(&mut stories, run, Role::Body);
            } else if starts_story(pieces, index, end, open, spacing) {
                stories.push(head_of(pieces, index, end, spacing));
                is_open = true;
            } else if let Some(story) = stories.last_mut() {
                for piece in run {
                    story.open.crossheads.push(form_of(&piece.line.text));
                    story.push(Role::Crosshead, piece);
                }
            }
            index = end;
            continue;
        }
        index += 1;
        match piece.shape {
            Shape::Divider => is_open = false,
            Shape::Furniture => furniture.push(piece.line.text.clone().into_owned()),
            _ => {
                if !is_open {
                    stories.push(RawStory::default());
                    is_open = true;
                }
                if let Some(story) = stories.last_mut() {
                    add(story, piece, pieces, index - 1);
                }
            }
        }
    }
    stories
}

/// A new story with the parts of its head.
fn head_of(pieces: &[Piece<'_>], start: usize, end: usize, spacing: Spacing) -> RawStory {
    let run = pieces.get(start..end).unwrap_or(&[]);
    let follower = pieces.get(end).map(|piece| piece.shape);
    let (parts, is_guessed) = head_parts(run, follower, spacing.usual);
    let mut story = RawStory { is_guessed, ..RawStory::default() };
    for part in parts {
        let lines: Vec<&str> = part
            .lines
            .iter()
            .filter_map(|line| run.get(*line))
            .map(|piece| piece.line.text.as_ref())
            .collect();
        story.parts.push(RawPart { role: part.role, text: lines.join("\u{3000}"), joints: Vec::new() });
    }
    story
}

/// Adds what is neither head nor crosshead to the open story.
fn add(story: &mut RawStory, piece: &Piece<'_>, pieces: &[Piece<'_>], index: usize) {
    let is_in_head = story.open.paragraphs == 0 && story.open.crossheads.is_empty();
    story.has_unfinished |= piece.is_unfinished;
    match piece.shape {
        Shape::Deck if is_in_head => story.push(Role::Deck, piece),
        Shape::Byline if story.has(Role::Byline) || !story.open.crossheads.is_empty() => {
            story.push(Role::Byline, piece);
            story.open.is_sealed = true;
        }
        Shape::Byline => {
            // Behind the body a byline ends the story; before it, it belongs to the head.
            story.push(Role::Byline, piece);
            let goes_on = pieces.get(index + 1).is_some_and(|next| next.shape.is_running());
            story.open.is_sealed = story.open.paragraphs > 0 && !goes_on && !story.has(Role::Summary);
        }
        Shape::Credit => {
            story.push(Role::Credit, piece);
            let is_photo = !story.has_dateline
                && !story.has(Role::Byline)
                && story.open.crossheads.is_empty()
                && story.open.paragraphs <= 3;
            if is_photo {
                story.kind = StoryKind::Photo;
                story.open.is_sealed = true;
            }
        }
        Shape::Jump => story.push(Role::Jump, piece),
        Shape::Note => {
            story.push(Role::EditorsNote, piece);
            story.open.paragraphs += 1;
        }
        _ => {
            let is_summary = is_in_head
                && piece.shape == Shape::Body
                && !story.has(Role::Byline)
                && story.has(Role::Headline)
                && has_summary(pieces, index);
            story.has_dateline |= piece.shape == Shape::Dateline;
            story.push(if is_summary { Role::Summary } else { Role::Body }, piece);
            if !is_summary {
                story.open.paragraphs += 1;
            }
            story.open.is_signed = is_signed(&piece.line.text);
        }
    }
}

fn add_all(stories: &mut [RawStory], run: &[Piece<'_>], role: Role) {
    if let Some(story) = stories.last_mut() {
        for piece in run {
            story.push(role, piece);
            story.open.paragraphs += 1;
        }
    }
}

/// Many short lines in a row are verse or a list, not heads.
fn is_verse(run: &[Piece<'_>]) -> bool {
    run.len() >= 5 && run.iter().all(|piece| piece.line.mark.is_none())
}

/// A single short line straight before a credit is a caption without its full stop.
fn is_caption(pieces: &[Piece<'_>], start: usize, end: usize) -> bool {
    end == start + 1 && pieces.get(end).is_some_and(|piece| piece.shape == Shape::Credit)
}

/// Whether a paragraph ends with a name in brackets: （记者 甲） or （甲乙） behind its full stop.
fn is_signed(text: &str) -> bool {
    let tail: Vec<char> = text.chars().rev().take(24).map(folded).collect();
    let inside = tail.iter().skip(1).take_while(|c| **c != '（').count();
    tail.first() == Some(&'）')
        && (2..20).contains(&inside)
        && tail.get(inside + 2).is_some_and(|c| matches!(c, '。' | '！' | '？') || is_closer(*c))
}

/// Names the captions, makes the marks Chinese, and hands the draft over.
fn finish(mut story: RawStory, dump: &mut PageDump) {
    name_captions(&mut story);
    let number = dump.drafts.len();
    let mut draft = Draft { kind: story.kind, ..Draft::default() };
    let parts = in_reading_order(story.parts);
    for (index, part) in parts.into_iter().enumerate() {
        let normaliser = Normaliser { story: number, paragraph: index, role: part.role };
        let text = normaliser.run(&part.text, &part.joints, &mut dump.repairs, &mut dump.doubts);
        let slot = match part.role {
            Role::Logo => &mut draft.logo,
            Role::Kicker => &mut draft.kicker,
            Role::Headline => &mut draft.headline,
            Role::Deck => &mut draft.deck,
            Role::Byline if draft.byline.is_none() && draft.paragraphs.is_empty() => &mut draft.byline,
            _ => {
                draft.paragraphs.push(DraftParagraph { role: part.role, text });
                continue;
            }
        };
        *slot = Some(text);
    }
    if draft.paragraphs.last().is_some_and(|last| last.role == Role::Credit) {
        draft.credit = draft.paragraphs.pop().map(|last| last.text);
    }
    let doubt = |code, zh: &str, en: &str| Doubt {
        code,
        story: Some(number),
        paragraph: None,
        zh: zh.to_owned(),
        en: en.to_owned(),
    };
    if draft.headline.is_none() {
        dump.doubts.push(doubt(
            "headline-missing",
            "没有找到这篇稿件的标题，请补上。",
            "No headline was found for this story; add one.",
        ));
    }
    if story.is_guessed {
        dump.doubts.push(doubt(
            "head-guessed",
            "引题、主题、副题是按长短和位置判断的，请核对。",
            "Kicker, headline and deck were told apart by length and place; check them.",
        ));
    }
    if story.has_unfinished {
        dump.doubts.push(doubt(
            "paragraph-unfinished",
            "有一段没有句末标点，可能缺了后文，请对照原稿。",
            "A paragraph has no end to its last sentence and may be cut; compare it with the original.",
        ));
    }
    dump.drafts.push(draft);
}

/// A longer paragraph before a credit is the story's last one, and its photo has no caption.
const LONGEST_CAPTION: usize = 100;

/// In photo news all text is caption; in a story the paragraph before a credit is.
fn name_captions(story: &mut RawStory) {
    if story.kind == StoryKind::Photo {
        for part in story.parts.iter_mut().filter(|part| part.role == Role::Body) {
            part.role = Role::Caption;
        }
        return;
    }
    let bodies = story.parts.iter().filter(|part| part.role == Role::Body).count();
    let before_credit: Vec<usize> = (1..story.parts.len())
        .filter(|at| story.parts.get(*at).is_some_and(|part| part.role == Role::Credit))
        .collect();
    for at in before_credit {
        if let Some(part) = story.parts.get_mut(at - 1)
            && part.role == Role::Body
            && bodies >= 2
            && part.text.chars().take(LONGEST_CAPTION + 1).count() <= LONGEST_CAPTION
        {
            part.role = Role::Caption;
        }
    }
}

/// Head first, each part of it once; the rest as it came.
fn in_reading_order(parts: Vec<RawPart>) -> Vec<RawPart> {
    let mut ordered: Vec<RawPart> = Vec::with_capacity(parts.len());
    let (head, rest): (Vec<RawPart>, Vec<RawPart>) = {
        let mut has_byline = false;
        parts.into_iter().partition(|part| match part.role {
            Role::Byline => !std::mem::replace(&mut has_byline, true),
            Role::Logo | Role::Kicker | Role::Headline | Role::Deck => true,
            _ => false,
        })
    };
    for role in [Role::Logo, Role::Kicker, Role::Headline, Role::Deck, Role::Byline] {
        let lines: Vec<&str> =
            head.iter().filter(|part| part.role == role).map(|part| part.text.as_str()).collect();
        if !lines.is_empty() {
            ordered.push(RawPart { role, text: lines.join("\u{3000}"), joints: Vec::new() });
        }
    }
    ordered.extend(rest);
    ordered
}

#[cfg(test)]
mod tests {
    use super::is_signed;
    use crate::join::is_finished;

    #[test]
    fn a_name_in_brackets_behind_the_full_stop_signs() {
        assert!(is_signed("今起施行。(记者 甲乙)") && is_signed("“好。”（甲乙丙）"));
        assert!(!is_signed("共四类产品(每类一件)") && !is_signed("今起施行。"));
        assert!(is_finished("今起施行。(记者 甲乙)"));
    }
}
