//! Groups, guides and what is said of photos.

mod common;

use banxin_model::{Axis, Edition, Frame};
use common::{Session, apply, session};
use std::collections::BTreeSet;

const TWO: [&str; 2] = [
    r#"{"verb":"place","story":{"headline":"春风"},"page":1,"column":0,"span":2,"line":20}"#,
    r#"{"verb":"place","story":{"headline":"夜市"},"page":1,"column":2,"span":2,"line":20}"#,
];
const GROUP: &str = r#"{"verb":"group-packages","packages":[{"headline":"春风"},{"headline":"夜市"}]}"#;

fn placed() -> Session {
    let mut session = session();
    for command in TWO {
        apply(&mut session, command).expect("room on the page");
    }
    session
}

fn groups(edition: &Edition) -> Vec<Option<i64>> {
    edition.packages.values().map(|package| package.group.map(|group| group.value())).collect()
}

#[test]
fn packages_of_a_page_share_a_group_until_it_is_dissolved() {
    let mut session = placed();
    apply(&mut session, GROUP).expect("two packages of one page");
    let both = groups(session.edition());
    assert!(both[0].is_some() && both[0] == both[1]);
    apply(&mut session, r#"{"verb":"ungroup-packages","packages":[{"headline":"夜市"}]}"#)
        .expect("one stands for all");
    assert_eq!(groups(session.edition()), [None, None]);
    assert_eq!(
        apply(&mut session, r#"{"verb":"ungroup-packages","packages":[{"headline":"夜市"}]}"#),
        Err("no-group")
    );
}

#[test]
fn one_package_pages_apart_or_locked_ones_make_no_group() {
    let mut session = placed();
    let alone = r#"{"verb":"group-packages","packages":[{"headline":"春风"},{"headline":"春风"}]}"#;
    assert_eq!(apply(&mut session, alone), Err("group"));
    apply(&mut session, r#"{"verb":"lock-package","package":{"headline":"春风"},"locked":true}"#)
        .expect("it locks");
    assert_eq!(apply(&mut session, GROUP), Err("locked"));
    apply(&mut session, r#"{"verb":"lock-package","package":{"headline":"春风"},"locked":false}"#)
        .expect("it unlocks");
    apply(&mut session, r#"{"verb":"move-package","package":{"headline":"夜市"},"page":2}"#)
        .expect("room there");
    assert_eq!(apply(&mut session, GROUP), Err("group"));
}

#[test]
fn whoever_is_left_alone_is_no_group_any_more() {
    let mut session = placed();
    apply(&mut session, GROUP).expect("two packages of one page");
    apply(&mut session, r#"{"verb":"move-package","package":{"headline":"夜市"},"page":2}"#)
        .expect("room there");
    assert_eq!(groups(session.edition()), [None, None]);
    session.undo();
    assert!(groups(session.edition()).iter().all(Option::is_some));
    apply(&mut session, r#"{"verb":"remove-package","package":{"headline":"夜市"}}"#).expect("it comes off");
    assert_eq!(groups(session.edition()), [None]);
}

#[test]
fn a_group_that_is_pasted_is_a_group_of_its_own() {
    let mut session = placed();
    apply(&mut session, GROUP).expect("two packages of one page");
    let packages: Vec<serde_json::Value> = session
        .edition()
        .packages
        .values()
        .map(|package| serde_json::json!({ "package": package.as_ref(), "story": { "paragraphs": [] } }))
        .collect();
    let paste = serde_json::json!({ "verb": "paste-packages", "page": 2, "packages": packages });
    apply(&mut session, &paste.to_string()).expect("room on page two");
    let all: BTreeSet<i64> = groups(session.edition()).into_iter().flatten().collect();
    assert_eq!(groups(session.edition()).len(), 4);
    assert_eq!(all.len(), 2, "each pair has a number of its own");
}

#[test]
fn a_page_keeps_its_guides_in_order_and_refuses_those_off_it() {
    let mut session = session();
    let guides = |list: &str| format!(r#"{{"verb":"set-guides","page":1,"guides":[{list}]}}"#);
    let down = r#"{"axis":"down","at":3600000}"#;
    let across = r#"{"axis":"across","at":1800000}"#;
    apply(&mut session, &guides(&format!("{down},{across},{down}"))).expect("both lie on the page");
    let kept = session.edition().page_numbered(1).expect("page one").1.guides.clone();
    assert_eq!(kept.iter().map(|guide| guide.axis).collect::<Vec<_>>(), [Axis::Across, Axis::Down]);
    assert_eq!(apply(&mut session, &guides(r#"{"axis":"down","at":99999999}"#)), Err("guides"));
    apply(&mut session, &guides("")).expect("none is fine");
    assert!(session.edition().page_numbered(1).expect("page one").1.guides.is_empty());
}

#[test]
fn a_photo_is_renamed_and_described() {
    let mut session = session();
    apply(
        &mut session,
        r#"{"verb":"set-photo","photo":{"name":"river.jpg"},"name":"江.jpg","caption":"江水初涨"}"#,
    )
    .expect("the photo is there");
    let photo = session.edition().photos.values().next().expect("one photo");
    assert_eq!((photo.name.as_str(), photo.caption.as_str()), ("江.jpg", "江水初涨"));
    assert_eq!(
        apply(&mut session, r#"{"verb":"set-photo","photo":{"name":"江.jpg"},"name":" "}"#),
        Err("photo-name")
    );
}

#[test]
fn every_frame_is_named_in_help_as_it_is_written() {
    let help = banxin_edit::list_verbs().iter().find(|verb| verb.verb == "set-package").expect("the verb");
    let about = help.fields.iter().find(|field| field.name == "frame").expect("its frame").about;
    let words: Vec<&str> = about.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).collect();
    for frame in Frame::ALL {
        let name = serde_json::to_value(frame).expect("a frame is a word");
        assert!(words.contains(&name.as_str().expect("a word")), "{name} is not in help");
    }
}
