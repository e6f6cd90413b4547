//! A real page's text, read where it stands beside the project; without it these tests say that they were skipped.

use banxin_intake::{Draft, PageDump, RepairKind, read_page_text};
use banxin_model::{Role, StoryKind};
use std::path::Path;

/// The dump, or `None` with a word on stderr where the project stands alone.
fn seed() -> Option<(String, PageDump)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/seed/page.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: ../shared/seed/page.txt is not here");
        return None;
    };
    let dump = read_page_text(&bytes, "page.txt").expect("the seed is text");
    Some((String::from_utf8(bytes).expect("the seed is UTF-8"), dump))
}

fn count(draft: &Draft, role: Role) -> usize {
    draft.paragraphs.iter().filter(|paragraph| paragraph.role == role).count()
}

/// Letters and Han alone, in order: what no repair may touch.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_page_holds_six_stories_with_their_parts() {
    let Some((_, dump)) = seed() else { return };
    let parts: Vec<_> = dump
        .drafts
        .iter()
        .map(|draft| {
            (
                draft.kind,
                [
                    draft.logo.is_some(),
                    draft.kicker.is_some(),
                    draft.headline.is_some(),
                    draft.deck.is_some(),
                    draft.byline.is_some(),
                    draft.credit.is_some(),
                ],
                [count(draft, Role::Body), count(draft, Role::Crosshead), count(draft, Role::Caption)],
                draft.paragraphs.len(),
            )
        })
        .collect();
    let round_up = [false, false, true, true, true, false];
    let photo = [false, false, true, false, false, true];
    let expected = [
        (StoryKind::Text, round_up, [13, 3, 0], 16),
        (StoryKind::Text, round_up, [10, 3, 0], 13),
        (StoryKind::Photo, photo, [0, 0, 1], 1),
        (StoryKind::Photo, photo, [0, 0, 2], 2),
        (StoryKind::Text, [true, false, true, false, false, false], [9, 0, 0], 9),
        (StoryKind::Text, [false, false, true, false, false, false], [4, 0, 0], 4),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn every_cut_paragraph_is_whole_and_said_so() {
    let Some((_, dump)) = seed() else { return };
    assert_eq!(dump.repairs.iter().filter(|repair| repair.kind == RepairKind::Joined).count(), 5);
    for draft in &dump.drafts {
        for paragraph in draft.paragraphs.iter().filter(|paragraph| paragraph.role != Role::Crosshead) {
            assert!(paragraph.text.ends_with(['。', '”']), "{}", paragraph.text);
        }
    }
}

#[test]
fn half_width_marks_are_gone_and_numbers_stay() {
    let Some((_, dump)) = seed() else { return };
    for (_, text) in dump.drafts.iter().flat_map(Draft::parts) {
        assert!(!text.contains([',', ':', '(', ')', ';', '?', '!', '"']), "{text}");
    }
    assert!(dump.drafts.iter().flat_map(Draft::parts).any(|(_, text)| text.contains("69万+")));
}

#[test]
fn what_an_editor_should_see_is_doubted_and_kept() {
    let Some((_, dump)) = seed() else { return };
    for code in ["variant-character", "foreign-word"] {
        assert_eq!(
            dump.doubts.iter().filter(|doubt| doubt.code == code).count(),
            1,
            "{code}: {:?}",
            dump.doubts
        );
    }
    let text: String = dump.drafts.iter().flat_map(Draft::parts).map(|(_, text)| text).collect();
    assert!(text.contains('\u{67fb}') && text.contains(" and "));
}

#[test]
fn no_word_is_lost() {
    let Some((source, dump)) = seed() else { return };
    let found: String = dump.drafts.iter().flat_map(Draft::parts).map(|(_, text)| text).collect();
    assert_eq!(words(&found), words(&source));
}
