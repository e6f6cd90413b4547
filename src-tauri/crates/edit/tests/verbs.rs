//! What each verb does, and what it refuses.

mod common;

use banxin_edit::{Command, list_verbs, plan};
use banxin_model::{Cells, Direction, Edition, Ink, Package, PhotoPlace, Role};
use common::{Session, apply, cx, session};

fn only_package(edition: &Edition) -> &Package {
    assert_eq!(edition.packages.len(), 1);
    edition.packages.values().next().expect("one package")
}

const PLACED: &str = r#"{"verb":"place","story":{"headline":"春风"},"page":1,"column":2,"span":3,"line":20}"#;

#[test]
fn a_story_is_placed_on_columns_as_deep_as_its_text_with_its_photo() {
    let mut session = session();
    apply(&mut session, PLACED).expect("room on the page");
    let package = only_package(session.edition());
    assert_eq!((package.area.x, package.area.width), (Cells::whole(28), Cells::whole(41)));
    assert_eq!((package.area.line, package.area.lines), (20, 1), "40 characters go into one line of 41");
    assert_eq!(package.columns, 3);
    let slot = package.photos.first().expect("the story's photo");
    assert_eq!((slot.place, slot.columns), (PhotoPlace::Right, 2));
}

#[test]
fn a_story_without_a_place_takes_the_best_free_one_and_is_refused_where_there_is_none() {
    let mut session = session();
    let anywhere = r#"{"verb":"place","story":{"headline":"春风"},"page":1}"#;
    apply(&mut session, anywhere).expect("an empty page has room");
    let first = only_package(session.edition()).area;
    assert_eq!((first.x, first.line), (Cells(0), 0));
    apply(&mut session, r#"{"verb":"place","story":{"headline":"夜市"},"page":1,"span":2}"#)
        .expect("room beside it");
    let areas: Vec<_> = session.edition().packages.values().map(|package| package.area).collect();
    assert!(!areas[0].overlaps(areas[1]));
    assert!(areas.iter().any(|area| area.width == Cells::whole(27)));
    apply(&mut session, r#"{"verb":"set-page","page":2,"nameplate_lines":111}"#)
        .expect("a page of nameplate");
    let refused = apply(&mut session, r#"{"verb":"place","story":{"headline":"夜市"},"page":2}"#);
    assert!(format!("{:?}", refused.expect_err("no room")).contains("no-room"));
}

#[test]
fn a_package_never_grows_past_the_foot_of_its_page() {
    let mut session = session();
    apply(
        &mut session,
        r#"{"verb":"place","story":{"headline":"春风"},"page":1,"x":0,"width":4000,"line":108}"#,
    )
    .expect("room on the page");
    assert_eq!(only_package(session.edition()).area.lines, 3);
}

#[test]
fn a_wider_package_takes_on_the_columns_it_spans_and_a_redivided_one_keeps_its_own() {
    let mut session = session();
    apply(&mut session, PLACED).expect("room on the page");
    apply(&mut session, r#"{"verb":"resize-package","package":{"headline":"春风"},"x":0,"width":111000}"#)
        .expect("room on the page");
    assert_eq!(only_package(session.edition()).columns, 8);
    apply(&mut session, r#"{"verb":"set-package","package":{"headline":"春风"},"columns":5}"#)
        .expect("it fits");
    apply(&mut session, r#"{"verb":"resize-package","package":{"headline":"春风"},"width":97000}"#)
        .expect("room on the page");
    assert_eq!(only_package(session.edition()).columns, 5);
    apply(&mut session, r#"{"verb":"resize-package","package":{"headline":"春风"},"width":9000}"#)
        .expect("room on the page");
    assert_eq!(only_package(session.edition()).columns, 2, "as many as nine cells hold");
}

#[test]
fn a_locked_package_keeps_its_form_and_lets_its_words_change() {
    let mut session = session();
    apply(&mut session, PLACED).expect("room on the page");
    apply(&mut session, r#"{"verb":"lock-package","package":{"headline":"春风"},"locked":true}"#)
        .expect("it locks");
    for json in [
        r#"{"verb":"move-package","package":{"headline":"春风"},"line":30}"#,
        r#"{"verb":"resize-package","package":{"headline":"春风"},"lines":30}"#,
        r#"{"verb":"set-package","package":{"headline":"春风"},"columns":2}"#,
        r#"{"verb":"fit-package","package":{"headline":"春风"}}"#,
        r#"{"verb":"order-package","package":{"headline":"春风"},"to":"back"}"#,
        r#"{"verb":"remove-package","package":{"headline":"春风"}}"#,
        r#"{"verb":"remove-photo-slot","package":{"headline":"春风"}}"#,
        r#"{"verb":"remove-story","story":{"headline":"春风"}}"#,
        r#"{"verb":"remove-photo","photo":{"name":"river.jpg"}}"#,
        r#"{"verb":"remove-page","page":1}"#,
    ] {
        assert_eq!(apply(&mut session, json), Err("locked"), "{json}");
    }
    apply(
        &mut session,
        r#"{"verb":"set-text","paragraph":{"story":{"headline":"春风"},"role":"body","index":1},"text":"改好了。"}"#,
    )
    .expect("words are not form");
    apply(&mut session, r#"{"verb":"lock-package","package":{"headline":"春风"},"locked":false}"#)
        .expect("it unlocks");
    apply(&mut session, r#"{"verb":"move-package","package":{"headline":"春风"},"page":2,"x":0}"#)
        .expect("it moves");
}

#[test]
fn what_the_edition_forbids_is_refused_and_changes_nothing() {
    let mut session = session();
    apply(&mut session, PLACED).expect("room on the page");
    let before = session.edition().clone();
    let long_number = "9".repeat(400);
    for (json, code) in [
        (r#"{"verb":"move-package","package":{"headline":"春风"},"x":90000}"#, "outside"),
        (r#"{"verb":"move-package","package":{"headline":"春风"},"line":-1}"#, "outside"),
        (r#"{"verb":"move-package","package":{"headline":"春风"},"line":2147483647}"#, "outside"),
        (r#"{"verb":"resize-package","package":{"headline":"春风"},"width":2147483647}"#, "outside"),
        (r#"{"verb":"resize-package","package":{"headline":"春风"},"width":-5}"#, "area-too-small"),
        (r#"{"verb":"resize-package","package":{"headline":"春风"},"lines":0}"#, "area-too-small"),
        (r#"{"verb":"set-package","package":{"headline":"春风"},"columns":0}"#, "too-many-columns"),
        (r#"{"verb":"set-package","package":{"headline":"春风"},"columns":60}"#, "too-many-columns"),
        (r#"{"verb":"set-package","package":{"headline":"春风"},"tint":1001}"#, "tint"),
        (r#"{"verb":"set-package","package":{"headline":"春风"},"head":{"size":-1}}"#, "head-size"),
        (r#"{"verb":"place","story":{"headline":"无此稿"},"page":1,"column":0,"line":0}"#, "unknown-story"),
        (r#"{"verb":"place","story":{"headline":""},"page":1,"column":0,"line":0}"#, "unknown-story"),
        (r#"{"verb":"place","story":"zz","page":1,"column":0,"line":0}"#, "unknown-story"),
        (r#"{"verb":"place","story":{"headline":"夜市"},"page":9,"column":0,"line":0}"#, "unknown-page"),
        (
            r#"{"verb":"place","story":{"headline":"夜市"},"page":1,"column":7,"span":2,"line":0}"#,
            "no-such-column",
        ),
        (r#"{"verb":"place","story":{"headline":"夜市"},"page":1,"line":0}"#, "no-area"),
        (r#"{"verb":"move-package","package":{"headline":"夜市"},"line":1}"#, "not-placed"),
        (
            r#"{"verb":"set-photo-slot","package":{"headline":"春风"},"index":1,"lines":9}"#,
            "no-such-photo-slot",
        ),
        (
            r#"{"verb":"set-photo-slot","package":{"headline":"春风"},"crop":{"top":500,"right":0,"bottom":500,"left":0}}"#,
            "crop",
        ),
        (r#"{"verb":"add-photo-slot","package":{"headline":"春风"},"photo":{"name":"x"}}"#, "unknown-photo"),
        (r#"{"verb":"set-text","paragraph":"1f","text":"字"}"#, "unknown-paragraph"),
        (
            r#"{"verb":"set-text","paragraph":{"story":{"headline":"春风"},"role":"body"},"text":"一\n二"}"#,
            "line-end",
        ),
        (
            r#"{"verb":"split-paragraph","paragraph":{"story":{"headline":"春风"},"role":"body"},"at":1}"#,
            "not-between-characters",
        ),
        (
            r#"{"verb":"join-paragraphs","paragraph":{"story":{"headline":"春风"},"role":"body","index":1}}"#,
            "no-next-paragraph",
        ),
        (
            r#"{"verb":"add-paragraph","story":{"headline":"春风"},"after":{"story":{"headline":"夜市"},"role":"body"},"role":"body","text":""}"#,
            "other-story",
        ),
        (r#"{"verb":"add-story","paragraphs":[]}"#, "empty-story"),
        (r#"{"verb":"add-page","number":1}"#, "page-number-taken"),
        (r#"{"verb":"set-page","page":2,"number":0}"#, "page-number"),
        (r#"{"verb":"set-page","page":2,"columns":{"columns":9,"cells":13,"gutter":1000}}"#, "columns"),
        (r#"{"verb":"set-page","page":2,"nameplate_lines":112}"#, "nameplate"),
        (r#"{"verb":"set-edition","typography":{"level":"lax"}}"#, "typography"),
        (r#"{"verb":"swap-packages","a":{"headline":"春风"},"b":{"headline":"春风"}}"#, "same-package"),
        (r#"{"verb":"batch","commands":[]}"#, "empty-batch"),
        (
            r#"{"verb":"batch","commands":[{"verb":"remove-package","package":{"headline":"春风"}},{"verb":"remove-page","page":7}]}"#,
            "unknown-page",
        ),
        (r#"{"verb":"set-edition","date":"2026-02-30"}"#, "command-unreadable"),
        (r#"{"verb":"place","story":{"headline":"夜市"},"page":1,"colum":0,"line":0}"#, "command-unreadable"),
        (r#"{"verb":"fly"}"#, "command-unreadable"),
        (r#"{"line":3}"#, "command-unreadable"),
        ("[]", "command-unreadable"),
        ("", "command-unreadable"),
        (&format!(r#"{{"verb":"set-page","page":{long_number}}}"#), "command-unreadable"),
        (&"[".repeat(100_000), "command-unreadable"),
    ] {
        assert_eq!(apply(&mut session, json), Err(code), "{}", json.get(..200).unwrap_or(json));
        assert_eq!(session.edition(), &before, "{json}");
    }
}

#[test]
fn an_ambiguous_beginning_names_the_stories_it_may_mean() {
    let mut session = session();
    for text in ["春风又绿", "春 风"] {
        apply(
            &mut session,
            &format!(r#"{{"verb":"add-story","paragraphs":[{{"role":"headline","text":"{text}"}}]}}"#),
        )
        .expect("a story");
    }
    let refusal = plan(
        session.edition(),
        &common::read(r#"{"verb":"remove-story","story":{"headline":"春"}}"#),
        &cx(1),
    )
    .expect_err("three stories begin so");
    assert_eq!(refusal.code, "ambiguous-story");
    for name in ["春风到江畔", "春风又绿", "春 风"] {
        assert!(refusal.zh.contains(name) && refusal.en.contains(name), "{refusal:?}");
    }
    apply(&mut session, r#"{"verb":"remove-story","story":{"headline":"春风"}}"#)
        .expect("a headline in full, spaces aside, names its story");
    assert_eq!(session.edition().stories.len(), 3);
}

#[test]
fn paragraphs_split_join_and_keep_their_order() {
    let mut session = session();
    let bodies = |session: &common::Session| {
        let edition = session.edition();
        let index = banxin_model::Index::of(edition);
        let story = edition.stories.iter().find(|(_, story)| story.section == "城事").map(|(id, _)| *id);
        index.texts(edition, story.expect("the second story"), Role::Body).join("|")
    };
    for _ in 0..14 {
        apply(
            &mut session,
            r#"{"verb":"split-paragraph","paragraph":{"story":{"headline":"夜市"},"role":"body","index":0},"at":9}"#,
        )
        .expect("between two characters");
        apply(
            &mut session,
            r#"{"verb":"add-paragraph","story":{"headline":"夜市"},"after":{"story":{"headline":"夜市"},"role":"body","index":0},"role":"body","text":"插"}"#,
        )
        .expect("a place between");
        assert_eq!(bodies(&session), "入夜，|插|长街上的摊位一家挨着一家。|摊主们把桌子擦得发亮。");
        for _ in 0..2 {
            apply(
                &mut session,
                r#"{"verb":"join-paragraphs","paragraph":{"story":{"headline":"夜市"},"role":"body","index":0}}"#,
            )
            .expect("a next paragraph");
        }
        assert_eq!(bodies(&session), "入夜，插长街上的摊位一家挨着一家。|摊主们把桌子擦得发亮。");
        apply(
            &mut session,
            r#"{"verb":"set-text","paragraph":{"story":{"headline":"夜市"},"role":"body","index":0},"text":"入夜，长街上的摊位一家挨着一家。"}"#,
        )
        .expect("other words");
    }
}

#[test]
fn every_verb_is_listed_with_the_fields_it_has_and_an_example_that_reads() {
    for info in list_verbs() {
        let command =
            Command::parse(info.example).unwrap_or_else(|refusal| panic!("{}: {refusal}", info.verb));
        assert_eq!(command.verb(), info.verb, "the name in help is the name in JSON");
        let mut json: serde_json::Value = serde_json::from_str(info.example).expect("JSON");
        json["no such field"] = true.into();
        let refusal = Command::parse(&json.to_string()).expect_err("a field that is not there");
        for field in info.fields {
            let listed = format!("`{}`", field.name);
            assert!(refusal.en.contains(&listed), "{}: {} is no field: {refusal}", info.verb, field.name);
        }
        let known = refusal.en.matches('`').count() / 2 - 1;
        // The hint at the end of the sentence is in back quotes too.
        assert_eq!(known - 1, info.fields.len(), "{}: fields that help forgets: {refusal}", info.verb);
        for field in info.fields {
            let mut json: serde_json::Value = serde_json::from_str(info.example).expect("JSON");
            if json.as_object_mut().is_some_and(|object| object.remove(field.name).is_some()) {
                assert_eq!(
                    Command::parse(&json.to_string()).is_err(),
                    field.is_required,
                    "{}: whether {} is needed",
                    info.verb,
                    field.name
                );
            }
        }
    }
}

#[test]
fn words_are_set_in_a_style_that_stays_with_them_until_it_is_cleared() {
    let mut session = session();
    let body = r#""paragraph":{"story":{"headline":"春风"},"role":"body"}"#;
    let styles = |session: &Session| -> Vec<(String, bool, String)> {
        let paragraphs = session.edition().paragraphs.values();
        let spans = paragraphs.flat_map(|p| {
            p.spans.iter().map(|s| {
                (p.text[s.start as usize..s.end as usize].to_owned(), s.style.bold, s.style.ruby.clone())
            })
        });
        spans.collect()
    };
    let mut set = |rest: &str| apply(&mut session, &format!(r#"{{"verb":"set-style",{body},{rest}}}"#));
    set(r#""words":"渡口的人","style":{"bold":true}"#).expect("a style");
    set(r#""words":"渡口","style":{"ruby":"dù kǒu"}"#).expect("ruby");
    assert_eq!(set(r#""words":"不在其中""#), Err("unknown-words"));
    assert_eq!(set(r#""from":1,"to":3,"style":{"bold":true}"#), Err("no-words"));
    assert_eq!(set(r#""style":{"scale":90}"#), Err("style"));
    assert_eq!(set(r#""style":{"ink":[100,100,100,0]}"#), Err("style-ink"));
    let name = |text: &str, bold, ruby: &str| (text.to_owned(), bold, ruby.to_owned());
    assert_eq!(styles(&session), [name("渡口", true, "dù kǒu"), name("的人", true, "")]);
    let text = format!(r#"{{"verb":"set-text",{body},"text":"江水又涨，渡口的行人多了起来。"}}"#);
    apply(&mut session, &text).expect("other words");
    assert_eq!(styles(&session), [name("渡口", true, "dù kǒu"), name("的行人", true, "")]);
    let split = format!(r#"{{"verb":"split-paragraph",{body},"at":18}}"#);
    apply(&mut session, &split).expect("two paragraphs");
    assert_eq!(styles(&session).iter().filter(|(_, _, ruby)| ruby.is_empty()).count(), 2);
    let clear = format!(r#"{{"verb":"set-style",{body},"clear":true}}"#);
    apply(&mut session, &clear).expect("no style");
    assert!(styles(&session).iter().all(|(text, _, _)| text != "渡"));
}

#[test]
fn a_role_and_a_paragraph_have_styles_of_their_own_and_give_them_back() {
    let mut session = session();
    let done = apply(
        &mut session,
        r#"{"verb":"set-edition","typography":{"styles":{"crosshead":{"face":"kai-400","ink":[0,100,100,0]}}}}"#,
    );
    done.expect("a style for a role");
    let styles = |session: &Session| session.edition().about().expect("info").typography.styles.clone();
    assert_eq!(styles(&session)[&Role::Crosshead].ink, Some(Ink([0, 100, 100, 0])));
    apply(
        &mut session,
        r#"{"verb":"set-edition","typography":{"styles":{"crosshead":{"face":"","ink":[0,0,0,100]}}}}"#,
    )
    .expect("the usual style again");
    assert!(styles(&session).is_empty());
    let lead = r#"{"verb":"set-paragraph","paragraph":{"story":{"headline":"春风"},"role":"body"},"style":{"indent":0},"lead":"hei-400"}"#;
    apply(&mut session, lead).expect("a lead");
    let led =
        session.edition().paragraphs.values().find(|p| p.opening.lead == "hei-400").expect("it has one");
    assert_eq!(led.style.indent, Some(0));
    assert_eq!(apply(&mut session, &lead.replace("\"indent\":0", "\"size\":1")), Err("style-size"));
}

#[test]
fn a_language_is_a_tag_for_the_edition_a_role_or_a_paragraph() {
    let mut session = session();
    assert_eq!(apply(&mut session, r#"{"verb":"set-edition","typography":{"language":"zh-Hant"}}"#), Ok(()));
    assert_eq!(session.edition().about().map(|info| info.typography.language.as_str()), Some("zh-Hant"));
    let role = r#"{"verb":"set-edition","typography":{"styles":{"headline":{"language":"ja"}}}}"#;
    assert_eq!(apply(&mut session, role), Ok(()));
    let own = r#"{"verb":"set-paragraph","paragraph":{"story":{"headline":"春风"},"role":"body"},"style":{"language":"en-GB"}}"#;
    assert_eq!(apply(&mut session, own), Ok(()));
    assert!(session.edition().paragraphs.values().any(|paragraph| paragraph.style.language == "en-GB"));
    for tag in ["English", "z", "zh_Hant", "zh-", "en-toolongpart", "中文"] {
        let command = format!(r#"{{"verb":"set-edition","typography":{{"language":"{tag}"}}}}"#);
        assert_eq!(apply(&mut session, &command), Err("language"), "{tag}");
    }
    // An empty one is the usual one again.
    assert_eq!(apply(&mut session, r#"{"verb":"set-edition","typography":{"language":""}}"#), Ok(()));
    assert_eq!(session.edition().about().map(|info| info.typography.language.as_str()), Some("zh-Hans"));
}

#[test]
fn lines_that_run_down_stand_in_tiers_and_leave_corners() {
    let mut session = session();
    let place = r#"{"verb":"place","story":{"headline":"春风"},"page":2,"column":0,"span":4,"line":0,"lines":40,"direction":"down"}"#;
    assert_eq!(apply(&mut session, place), Ok(()));
    let own = |session: &Session| {
        let package = session.edition().packages.values().next().expect("a package");
        (package.direction, package.columns)
    };
    // Forty lines are 55 cells deep: three tiers.
    assert_eq!(own(&session), (Direction::Down, 3));
    let cut = r#"{"verb":"shape-package","package":{"headline":"春风","page":2},"cuts":[{"corner":"top-left","width":14000,"lines":9}]}"#;
    assert_eq!(apply(&mut session, cut), Ok(()));
    let across = r#"{"verb":"set-package","package":{"headline":"春风","page":2},"direction":"across"}"#;
    assert_eq!(apply(&mut session, across), Ok(()));
    assert_eq!(own(&session), (Direction::Across, 4));
    let corners = session.edition().packages.values().map(|package| package.cuts.len()).sum::<usize>();
    assert_eq!(corners, 1);
}

/// 春风 across the whole of page 1, with more words of its package.
fn whole_page(more: &str) -> String {
    format!(
        r#"{{"verb":"arrange-page","page":1,"keep_others":true,"packages":[{{"story":{{"headline":"春风"}},"area":{{"x":0,"line":0,"width":111000,"lines":30}},"columns":8{more}}}]}}"#
    )
}

#[test]
fn an_arranged_story_goes_on_on_another_page_as_one_step_and_is_whole_again_when_arranged_so() {
    let mut session = session();
    let part = |page: u32| {
        let area = r#"{"x":0,"line":60,"width":27000,"lines":12}"#;
        whole_page(&format!(r#","goes_on":{{"page":{page},"area":{area},"columns":2}}"#))
    };
    apply(&mut session, &part(2)).expect("room on the later page");
    let rests = |edition: &Edition| -> Vec<Package> {
        edition
            .packages
            .values()
            .filter(|own| own.continues.is_some())
            .map(|own| Package::clone(own))
            .collect()
    };
    let [rest] = rests(session.edition()).try_into().expect("one rest");
    assert!(session.edition().is_rest(&rest) && rest.area.line == 60 && rest.columns == 2);
    assert_eq!(session.edition().packages.len(), 2);
    // Another place for the rest takes the place of the first.
    apply(&mut session, &part(2).replace(r#""line":60"#, r#""line":80"#)).expect("room there too");
    let [rest] = rests(session.edition()).try_into().expect("one rest");
    assert_eq!(rest.area.line, 80);
    // Page 2 arranged by itself leaves the rest where it is.
    let other = r#"{"verb":"arrange-page","page":2,"packages":[{"story":{"headline":"夜市"},"area":{"x":0,"line":0,"width":111000,"lines":54},"columns":8}]}"#;
    apply(&mut session, other).expect("room above it");
    assert_eq!(rests(session.edition()).len(), 1);
    assert!(session.undo());
    // Whole again: nothing is left for the other page.
    apply(&mut session, &whole_page("")).expect("room on the page");
    assert_eq!(session.edition().packages.len(), 1);
    assert!(session.undo());
    assert_eq!(rests(session.edition()), std::slice::from_ref(&rest), "one step back");
    // A rest that is locked is not taken away, and a story does not go on where it begins.
    let id = session.edition().packages.iter().find(|(_, own)| own.continues.is_some()).map(|(id, _)| *id);
    let lock = format!(r#"{{"verb":"lock-package","package":"{}","locked":true}}"#, id.expect("the rest"));
    apply(&mut session, &lock).expect("it can be locked");
    let refused = apply(&mut session, &whole_page("")).expect_err("it is locked");
    assert!(format!("{refused:?}").contains("locked"));
    let mut session = common::session();
    let refused = apply(&mut session, &part(1)).expect_err("the same page");
    assert!(format!("{refused:?}").contains("goes-on-here"));
}
