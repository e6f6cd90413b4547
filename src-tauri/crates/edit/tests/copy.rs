//! Editing and replacing words: what typing, deleting, pasting and searching come to.

mod common;

use banxin_model::{Edition, Role};
use common::{Session, apply, session};

/// The parts of the story whose headline begins so, in order.
fn parts(edition: &Edition, headline: &str) -> Vec<(Role, String)> {
    let story = edition
        .paragraphs
        .values()
        .find(|paragraph| paragraph.text.starts_with(headline))
        .map(|paragraph| paragraph.story)
        .expect("the story is there");
    let mut own: Vec<_> = edition.paragraphs.values().filter(|p| p.story == story).collect();
    own.sort_by_key(|paragraph| paragraph.rank);
    own.into_iter().map(|paragraph| (paragraph.role, paragraph.text.clone())).collect()
}

fn body(index: usize, at: usize) -> String {
    format!(r#"{{"paragraph":{{"story":{{"headline":"春风"}},"role":"body","index":{index}}},"at":{at}}}"#)
}

fn edit(session: &mut Session, from: &str, to: &str, text: &str) -> Result<(), &'static str> {
    let text = serde_json::Value::from(text);
    apply(session, &format!(r#"{{"verb":"edit-text","from":{from},"to":{to},"text":{text}}}"#))
}

#[test]
fn words_are_put_in_taken_out_and_exchanged() {
    let mut session = session();
    edit(&mut session, &body(0, 0), &body(0, 0), "清晨，").expect("there is such a place");
    edit(&mut session, &body(0, 9), &body(0, 15), "").expect("there is such a place");
    edit(&mut session, &body(1, 0), &body(1, 6), "艄公").expect("there is such a place");
    let after = parts(session.edition(), "春风");
    assert_eq!(after[1].1, "清晨，初涨，渡口的人多了起来。");
    assert_eq!(after[2].1, "艄公说，今年的第一批游客比往年早到了十天。");
}

#[test]
fn a_line_end_begins_a_paragraph_and_a_stretch_over_its_end_joins_two() {
    let mut session = session();
    edit(&mut session, &body(0, 15), &body(0, 15), "\r\n").expect("there is such a place");
    let after = parts(session.edition(), "春风");
    assert_eq!(after.len(), 4);
    assert_eq!((after[1].1.as_str(), after[2].1.as_str()), ("江水初涨，", "渡口的人多了起来。"));
    edit(&mut session, &body(0, 15), &body(1, 0), "").expect("both places are there");
    assert_eq!(parts(session.edition(), "春风")[1].1, "江水初涨，渡口的人多了起来。");
    edit(&mut session, &body(0, 15), &body(1, 0), "甲\n乙\n丙").expect("both places are there");
    let words: Vec<String> = parts(session.edition(), "春风").into_iter().map(|part| part.1).collect();
    assert_eq!(words[1..4], ["江水初涨，甲", "乙", "丙船家说，今年的第一批游客比往年早到了十天。"]);
}

#[test]
fn running_text_follows_a_crosshead_and_a_paragraph_deleted_whole_gives_way() {
    let mut session = session();
    let crosshead = |at: usize| {
        format!(r#"{{"paragraph":{{"story":{{"headline":"夜市"}},"role":"crosshead"}},"at":{at}}}"#)
    };
    edit(&mut session, &crosshead(9), &crosshead(9), "\n").expect("there is such a place");
    let roles: Vec<Role> = parts(session.edition(), "夜市").into_iter().map(|part| part.0).collect();
    assert_eq!(roles, [Role::Headline, Role::Body, Role::Crosshead, Role::Body, Role::Body]);
    let second = r#"{"paragraph":{"story":{"headline":"夜市"},"role":"body","index":2},"at":0}"#;
    edit(&mut session, &crosshead(0), second, "").expect("both places are there");
    let after = parts(session.edition(), "夜市");
    assert_eq!(after[2], (Role::Body, "摊主们把桌子擦得发亮。".to_owned()));
    assert_eq!(after.len(), 3);
}

#[test]
fn places_that_are_none_are_refused() {
    let mut session = session();
    assert_eq!(edit(&mut session, &body(0, 1), &body(0, 1), "x"), Err("not-between-characters"));
    assert_eq!(edit(&mut session, &body(0, 999), &body(0, 999), "x"), Err("not-between-characters"));
    assert_eq!(edit(&mut session, &body(1, 0), &body(0, 0), "x"), Err("places-not-in-order"));
    assert_eq!(edit(&mut session, &body(0, 6), &body(0, 3), "x"), Err("places-not-in-order"));
    let other = r#"{"paragraph":{"story":{"headline":"夜市"},"role":"body"},"at":0}"#;
    assert_eq!(edit(&mut session, &body(0, 0), other, "x"), Err("places-not-in-order"));
}

#[test]
fn every_match_is_replaced_in_one_step_where_it_is_meant() {
    let mut session = session();
    apply(&mut session, r#"{"verb":"place","story":{"headline":"夜市"},"page":2}"#)
        .expect("room on the page");
    apply(&mut session, r#"{"verb":"replace-text","find":"的","with":"之","page":2}"#).expect("it is found");
    assert!(parts(session.edition(), "夜市").iter().all(|part| !part.1.contains('的')));
    assert!(parts(session.edition(), "春风").iter().any(|part| part.1.contains('的')));
    apply(&mut session, r#"{"verb":"replace-text","find":"(.)了","with":"了$1","regex":true}"#)
        .expect("it is found");
    assert_eq!(parts(session.edition(), "夜市")[0].1, "夜市了开灯");
    assert!(session.undo(), "there is a step to take back");
    assert_eq!(parts(session.edition(), "夜市")[0].1, "夜市开了灯");
    assert_eq!(apply(&mut session, r#"{"verb":"replace-text","find":"鲸","with":""}"#), Err("nothing-found"));
    assert_eq!(apply(&mut session, r#"{"verb":"replace-text","find":"","with":""}"#), Err("nothing-to-find"));
    let end = r#"{"verb":"replace-text","find":"江","with":"\n"}"#;
    assert_eq!(apply(&mut session, end), Err("line-end"));
}

#[test]
fn copied_packages_stand_where_there_is_room_and_bring_their_story_along() {
    let mut session = session();
    apply(
        &mut session,
        r#"{"verb":"place","story":{"headline":"夜市"},"page":1,"column":0,"span":2,"line":10}"#,
    )
    .expect("room on the page");
    let package = session.edition().packages.values().next().expect("one package").as_ref().clone();
    let story = r#"{"section":"城事","paragraphs":[{"role":"headline","text":"渡轮改点"},{"role":"body","text":"首班提前。"}]}"#;
    let paste = |package: &str, more: &str| {
        format!(
            r#"{{"verb":"paste-packages","page":1{more},"packages":[{{"package":{package},"story":{story}}}]}}"#
        )
    };
    let own = serde_json::to_string(&package).expect("a record");
    apply(&mut session, &paste(&own, "")).expect("there is room beside it");
    let areas: Vec<_> = session.edition().packages.values().map(|package| package.area).collect();
    assert_eq!(areas.len(), 2);
    assert!(!areas[0].overlaps(areas[1]));
    assert_eq!(session.edition().stories.len(), 2, "a story that is here stands there once more");
    let foreign = own.replace(&package.story.to_string(), "abcdef");
    apply(&mut session, &paste(&foreign, r#","x":56000,"line":90"#)).expect("there is room");
    assert_eq!(session.edition().stories.len(), 3);
    assert_eq!(parts(session.edition(), "渡轮")[1].1, "首班提前。");
    assert!(session.edition().packages.values().any(|package| package.area.line == 90));
    assert_eq!(
        apply(&mut session, r#"{"verb":"paste-packages","page":1,"packages":[]}"#),
        Err("nothing-to-paste")
    );
}

#[test]
fn a_photo_by_itself_is_photo_news_with_the_words_of_its_file() {
    let mut session = session();
    apply(&mut session, r#"{"verb":"place-photo","photo":{"name":"river.jpg"},"page":2,"x":0,"line":4,"width":41000,"lines":12}"#)
        .expect("room on the page");
    let package = session.edition().packages.values().next().expect("one package");
    assert_eq!((package.photos.len(), package.area.lines), (1, 12));
    let story = session.edition().stories.get(&package.story).expect("its story");
    assert_eq!(story.kind, banxin_model::StoryKind::Photo);
}
