//! Laws of history: whatever is done stays sound, can all be undone to the very same edition, and redone.

mod common;

use banxin_edit::{Command, pages_touched, plan};
use banxin_model::{Edition, Id, check};
use common::{cx, opening, session};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

/// A command as a template: numbers pick among the records that are there when its turn comes.
#[derive(Clone, Debug)]
struct Wish {
    verb: usize,
    pick: usize,
    other: usize,
    x: i32,
    line: i32,
    width: i32,
    lines: i32,
    words: String,
    small: u8,
}

fn wish() -> impl Strategy<Value = Wish> {
    let words = prop_oneof![Just(String::new()), Just("江畔".to_owned()), "[春夏秋冬，。a-z ]{0,30}"];
    (
        (0usize..43, any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        (-3i32..9, -3i32..120, -1i32..9, -1i32..115),
        words,
        0u8..12,
    )
        .prop_map(|((verb, pick, other), (column, line, span, lines), words, small)| Wish {
            verb,
            pick: pick.index(1 << 16),
            other: other.index(1 << 16),
            x: column * 14_000,
            line,
            width: span * 14_000 - 1000,
            lines,
            words,
            small,
        })
}

fn pick<R>(ids: Vec<Id<R>>, at: usize) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids[at % ids.len()].to_string() }
}

/// The wish as JSON for the edition as it stands; some wishes are bound to be refused.
fn command(edition: &Edition, wish: &Wish) -> Command {
    let story = pick(edition.stories.keys().copied().collect(), wish.pick);
    let page = pick(edition.pages.keys().copied().collect(), wish.other);
    let paragraph = pick(edition.paragraphs.keys().copied().collect(), wish.pick);
    let photo = pick(edition.photos.keys().copied().collect(), wish.other);
    let package = pick(edition.packages.keys().copied().collect(), wish.pick);
    let second = pick(edition.packages.keys().copied().collect(), wish.other);
    let Wish { x, line, width, lines, words, small, .. } = wish;
    let area = format!(r#"{{"x":{x},"line":{line},"width":{width},"lines":{lines}}}"#);
    let json = match wish.verb {
        0 => format!(r#"{{"verb":"set-edition","name":"{words}","issue":{small}}}"#),
        1 => r#"{"verb":"add-page"}"#.to_owned(),
        2 => format!(r#"{{"verb":"set-page","page":"{page}","number":{small},"name":"{words}"}}"#),
        3 => format!(r#"{{"verb":"remove-page","page":"{page}"}}"#),
        4 => format!(r#"{{"verb":"add-story","paragraphs":[{{"role":"headline","text":"{words}"}}]}}"#),
        5 => format!(r#"{{"verb":"set-story","story":"{story}","kind":"photo","rank":{small}}}"#),
        6 => format!(r#"{{"verb":"remove-story","story":"{story}"}}"#),
        7 => format!(r#"{{"verb":"add-paragraph","story":"{story}","role":"body","text":"{words}"}}"#),
        8 => format!(
            r#"{{"verb":"add-paragraph","story":"{story}","after":"{paragraph}","role":"crosshead","text":"{words}"}}"#
        ),
        9 => format!(r#"{{"verb":"set-text","paragraph":"{paragraph}","text":"{words}"}}"#),
        10 => format!(r#"{{"verb":"set-role","paragraph":"{paragraph}","role":"summary"}}"#),
        11 => format!(r#"{{"verb":"split-paragraph","paragraph":"{paragraph}","at":{small}}}"#),
        12 => format!(r#"{{"verb":"join-paragraphs","paragraph":"{paragraph}"}}"#),
        13 => format!(r#"{{"verb":"remove-paragraph","paragraph":"{paragraph}"}}"#),
        14 => format!(r#"{{"verb":"attach-photo","photo":"{photo}","story":"{story}"}}"#),
        15 => format!(r#"{{"verb":"remove-photo","photo":"{photo}"}}"#),
        16 => format!(r#"{{"verb":"place","story":"{story}","page":"{page}","area":{area}}}"#),
        17 => format!(
            r#"{{"verb":"place","story":"{story}","page":"{page}","x":{x},"width":{width},"line":{line},"columns":{small}}}"#
        ),
        18 => format!(
            r#"{{"verb":"move-package","package":"{package}","page":"{page}","x":{x},"line":{line}}}"#
        ),
        19 => format!(r#"{{"verb":"resize-package","package":"{package}","width":{width},"lines":{lines}}}"#),
        20 => format!(r#"{{"verb":"set-package","package":"{package}","columns":{small},"frame":"box"}}"#),
        21 => format!(r#"{{"verb":"fit-package","package":"{package}"}}"#),
        22 => format!(r#"{{"verb":"swap-packages","a":"{package}","b":"{second}"}}"#),
        23 => format!(r#"{{"verb":"order-package","package":"{package}","to":"backward"}}"#),
        33 => format!(
            r#"{{"verb":"edit-text","from":{{"paragraph":"{paragraph}","at":{}}},"text":"{words}\n{words}"}}"#,
            usize::from(*small) * 3
        ),
        34 => format!(r#"{{"verb":"replace-text","find":"[春。]","with":"{words}","regex":true}}"#),
        24 => format!(r#"{{"verb":"lock-package","package":"{package}","locked":{}}}"#, small % 4 == 0),
        25 => format!(
            r#"{{"verb":"arrange-page","page":"{page}","packages":[{{"story":"{story}","area":{area},"columns":{small}}}],"keep_others":{}}}"#,
            small % 2 == 0
        ),
        29 => format!(
            r#"{{"verb":"set-style","paragraph":"{paragraph}","from":{line},"to":{lines},"style":{{"bold":true,"scale":{}}}}}"#,
            900 + u32::from(*small)
        )
        .replace(":-", ":"),
        26 => format!(
            r#"{{"verb":"set-style","paragraph":"{paragraph}","to":{},"clear":{},"style":{{"ruby":"{words}"}}}}"#,
            small * 3,
            small % 2 == 0
        ),
        27 => format!(
            r#"{{"verb":"set-style","paragraph":"{paragraph}","words":"{words}","style":{{"emphasis":true,"ink":[0,100,90,{small}]}}}}"#
        ),
        28 => format!(
            r#"{{"verb":"set-paragraph","paragraph":"{paragraph}","clear":{},"style":{{"face":"kai-400"}},"lead":"hei-400","drop_lines":{small}}}"#,
            small % 3 == 0
        ),
        32 => format!(
            r#"{{"verb":"thread","package":"{package}","page":"{page}","column":{small},"line":{lines}}}"#
        ),
        30 => format!(r#"{{"verb":"unthread","package":"{package}"}}"#),
        35 => format!(r#"{{"verb":"group-packages","packages":["{package}","{second}"]}}"#),
        36 => format!(r#"{{"verb":"ungroup-packages","packages":["{package}"]}}"#),
        37 => format!(
            r#"{{"verb":"set-guides","page":"{page}","guides":[{{"axis":"down","at":{}}},{{"axis":"across","at":{}}}]}}"#,
            i64::from(*x).abs() * 1000,
            i64::from(*line) * 36_000
        ),
        31 => format!(
            r#"{{"verb":"shape-package","package":"{package}","cuts":[{{"corner":"top-right","width":{width},"lines":{}}}]}}"#,
            (*lines).max(0)
        ),
        38 => format!(
            r#"{{"verb":"add-frame","kind":"{}","page":"{page}","x":{x},"line":{line},"width":{width},"lines":{lines},"text":"{words}","free":{{"wraps":{},"edges":{{"left":{}}}}}}}"#,
            ["text", "rule", "shape", "table", "picture"][usize::from(*small) % 5],
            small % 2 == 0,
            i64::from(*x) * 100
        ),
        39 => format!(r#"{{"verb":"add-frame","kind":"picture","page":"{page}","photo":"{photo}"}}"#),
        40 => format!(
            r#"{{"verb":"set-frame","package":"{package}","free":{{"padding":{lines},"fill":[0,0,0,{small}],"form":"{}","edges":{{"top":{}}}}}}}"#,
            ["rectangle", "rounded", "ellipse", "polygon"][usize::from(*small) % 4],
            i64::from(*line) * 20_000
        ),
        41 => format!(
            r#"{{"verb":"set-frame","package":"{package}","free":{{"align":"centre","line":{{"weight":{x}}},"body":{}}}}}"#,
            i64::from(*small) * 30_000
        ),
        _ => format!(
            r#"{{"verb":"batch","commands":[{{"verb":"remove-package","package":"{package}"}},{{"verb":"add-photo-slot","package":"{second}","photo":"{photo}"}}]}}"#
        ),
    };
    Command::parse(&json).expect("a command that reads")
}

proptest! {
    #[test]
    fn whatever_is_done_stays_sound_and_can_all_be_undone_and_redone(
        wishes in prop::collection::vec(wish(), 1..60)
    ) {
        let mut session = session();
        let steps_before = opening().len();
        let mut done = 0;
        let mut states = vec![session.edition().clone()];
        for (seed, wish) in (100..).zip(&wishes) {
            let before = session.edition().clone();
            let command = command(&before, wish);
            match session.apply(&command, &cx(seed)) {
                Ok(transaction) => {
                    prop_assert_eq!(before.diff_to(session.edition()), transaction.diff.clone());
                    if !transaction.diff.is_empty() {
                        done += 1;
                        states.push(session.edition().clone());
                    }
                    for id in pages_touched(session.edition(), &transaction.diff) {
                        prop_assert!(before.pages.contains_key(&id) || session.edition().pages.contains_key(&id));
                    }
                }
                Err(refusal) => {
                    prop_assert!(refusal.code != "unsound", "{:?}: {}", command, refusal);
                    prop_assert!(!refusal.zh.is_empty() && !refusal.en.is_empty());
                    prop_assert_eq!(&before, session.edition());
                }
            }
            prop_assert_eq!(check(session.edition()), vec![]);
        }
        let last = session.edition().clone();
        for expected in states.iter().rev().skip(1) {
            prop_assert!(session.undo());
            prop_assert_eq!(session.edition(), expected);
        }
        for _ in 0..done {
            prop_assert!(session.redo());
        }
        prop_assert!(!session.redo());
        prop_assert_eq!(session.edition(), &last);
        for _ in 0..done + steps_before {
            prop_assert!(session.undo());
        }
        prop_assert!(!session.undo());
        prop_assert_eq!(session.edition(), &Edition::default());
    }

    #[test]
    fn the_same_seed_makes_the_same_change(wish in wish(), seed in any::<u64>()) {
        let session = session();
        let command = command(session.edition(), &wish);
        prop_assert_eq!(
            plan(session.edition(), &command, &cx(seed)),
            plan(session.edition(), &command, &cx(seed))
        );
    }

    #[test]
    fn a_change_planned_before_another_to_the_same_record_is_refused_as_stale(
        first in "[江河湖海]{1,9}", second in "[山川原野]{1,9}"
    ) {
        let mut session = session();
        let words = |text: &str| common::read(&format!(
            r#"{{"verb":"set-text","paragraph":{{"story":{{"headline":"春风"}},"role":"body"}},"text":"{text}"}}"#
        ));
        let early = plan(session.edition(), &words(&first), &cx(1)).expect("a plan");
        session.apply(&words(&second), &cx(2)).expect("it applies");
        let before = session.edition().clone();
        match session.commit(&early) {
            Err(refusal) => prop_assert_eq!(refusal.code, "stale"),
            other => prop_assert!(false, "{:?}", other),
        }
        prop_assert_eq!(session.edition(), &before);
    }
}
