//! Laws of intake: on dumps made at random no word is lost, nothing panics, and what was built is found again.

use banxin_intake::{Draft, PageDump, read_page_text, read_story_text};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::{collection::vec, prop_assert, prop_assert_eq};
use std::time::{Duration, Instant};

fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn found(dump: &PageDump) -> String {
    let mut all: String = dump.drafts.iter().flat_map(Draft::parts).map(|(_, text)| text).collect();
    all.extend(dump.furniture.iter().map(String::as_str));
    all
}

/// The characters in order of their code, since furniture stands apart from where it was.
fn sorted(text: &str) -> Vec<char> {
    let mut all: Vec<char> = words(text).chars().collect();
    all.sort_unstable();
    all
}

/// Lines such as pages are made of.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[春江花月夜路桥水山城]{3,14}",
        "[春江花月夜路桥水山城]{3,8} [春江花月夜路桥水山城]{3,8}",
        "[春江花月夜路桥水山城]{2,5}:[春江花月夜路桥水山城]{3,12}",
        "——[春江花月夜路桥水山城]{5,20}",
        "(●|□|)本报记者 [春江花月夜路桥水山城]{2,3}",
        "■本报记者 [春江花月夜路桥水山城]{2,3} 摄",
        "本报讯\\(记者 [春江花月夜]{2,3}\\)[春江花月夜路桥水山城,0-9%]{20,80}。",
        "[春江花月夜路桥水山城,;:“”()0-9A-Za-z.%\" ]{20,90}[。,]?",
        "责编:[春江花月夜]{2,3} 美编:[春江花月夜]{2,3}",
        Just("===".to_owned()),
        Just(String::new()),
        Just(String::new()),
    ]
}

/// A story as an editor would type it, with its parts known.
fn story() -> impl Strategy<Value = (String, bool, Vec<usize>)> {
    ("[春江花月夜路桥水山城]{7,14}", any::<bool>(), vec(1usize..4, 1..4))
}

proptest! {
    #[test]
    fn no_word_is_lost_or_added(lines in vec(line(), 1..40)) {
        let text = lines.join("\n");
        if let Ok(dump) = read_page_text(text.as_bytes(), "dump.txt") {
            prop_assert_eq!(sorted(&found(&dump)), sorted(&text));
            for repair in &dump.repairs {
                let part = dump.drafts.get(repair.story).and_then(|draft| draft.parts().nth(repair.paragraph));
                prop_assert!(part.is_some_and(|(_, text)| text.chars().count() >= repair.at), "{:?}", repair);
            }
        }
    }

    #[test]
    fn reading_twice_changes_nothing_more(lines in vec(line(), 1..20)) {
        let text = lines.join("\n\n");
        if let Ok(dump) = read_page_text(text.as_bytes(), "dump.txt") {
            for (_, part) in dump.drafts.iter().flat_map(Draft::parts) {
                let again = read_story_text(part.as_bytes(), "part.txt");
                let words_again = again.as_ref().map(found).unwrap_or_default();
                prop_assert_eq!(words(&words_again), words(part));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..600)) {
        for result in [read_page_text(&bytes, "a.txt"), read_story_text(&bytes, "a.md")] {
            if let Err(failure) = result {
                prop_assert!(failure.en().contains("a.") && failure.zh().contains("a."));
            }
        }
    }

    #[test]
    fn stories_that_were_built_are_found(stories in vec(story(), 1..6)) {
        let mut text = String::new();
        for (headline, has_deck, sections) in &stories {
            text.push_str(&format!("{headline}\n\n"));
            if *has_deck {
                text.push_str("——滨江绿道建设三年综述\n\n");
            }
            text.push_str("●本报记者 程远\n\n");
            for (index, paragraphs) in sections.iter().enumerate() {
                if index > 0 {
                    text.push_str(&format!("第{index}段:路通了人来了\n\n"));
                }
                for _ in 0..*paragraphs {
                    text.push_str("今天起,沿江四十二公里的绿道向市民开放,沿线有公园和码头。\n\n");
                }
            }
        }
        let dump = read_page_text(text.as_bytes(), "dump.txt").expect("text");
        prop_assert_eq!(dump.drafts.len(), stories.len());
        for (draft, (headline, has_deck, sections)) in dump.drafts.iter().zip(&stories) {
            prop_assert_eq!(draft.headline.as_ref(), Some(headline));
            prop_assert_eq!(draft.deck.is_some(), *has_deck);
            prop_assert_eq!(draft.paragraphs.len(), sections.iter().sum::<usize>() + sections.len() - 1);
        }
    }
}

#[test]
fn ten_megabytes_take_no_longer_than_a_breath() {
    let paragraph = "今天起,沿江42公里的绿道向市民开放(含1,500米栈桥),沿线有公园、码头和“江边客厅”。";
    let page = format!("绿道全线贯通\n\n●本报记者 程远\n\n{paragraph}\n\n{paragraph}\n\n");
    for (text, shape) in [
        (page.repeat((10 << 20) / page.len()), "many paragraphs"),
        (paragraph.repeat((10 << 20) / paragraph.len()), "one line"),
        ("路\n".repeat((10 << 20) / 4), "many lines"),
        ("路 ".repeat((10 << 20) / 4), "many spaces"),
        ("(".repeat(10 << 20), "brackets that never close"),
        ("■".repeat((10 << 20) / 3), "bullets"),
    ] {
        let start = Instant::now();
        let dump = read_page_text(text.as_bytes(), "huge.txt").expect("text");
        // Debug builds on a busy machine: the bound catches what grows with the square, not a slow day.
        assert!(start.elapsed() < Duration::from_secs(30), "{shape}: {:?}", start.elapsed());
        assert_eq!(words(&found(&dump)).len(), words(&text).len(), "{shape}");
    }
}
