//! Free frames: put onto a page, changed, and treated as packages are, with words that are theirs alone.

mod common;

use banxin_model::{
    Edition, FreeForm, FreeFrame, FreeKind, Id, Ink, LineStyle, Package, Paragraph, Role, StoryKind,
};
use common::{Session, apply, cx, read, session};
use std::sync::Arc;

fn frames(edition: &Edition) -> Vec<(Id<Package>, Arc<Package>)> {
    let mut found: Vec<_> = edition.packages.iter().map(|(id, own)| (*id, Arc::clone(own))).collect();
    found.retain(|(_, package)| package.free.is_some());
    found.sort_by_key(|(_, package)| package.rank);
    found
}

fn free(package: &Package) -> FreeFrame {
    package.free.as_deref().cloned().expect("a free frame")
}

fn words(edition: &Edition, package: &Package) -> Vec<(Role, String)> {
    let mut own: Vec<&Arc<Paragraph>> =
        edition.paragraphs.values().filter(|paragraph| paragraph.story == package.story).collect();
    own.sort_by_key(|paragraph| paragraph.rank);
    own.into_iter().map(|paragraph| (paragraph.role, paragraph.text.clone())).collect()
}

fn with(command: &str) -> Session {
    let mut session = session();
    apply(
        &mut session,
        r#"{"verb":"place","story":{"headline":"春风"},"page":1,"column":0,"span":2,"line":20}"#,
    )
    .expect("room on the page");
    apply(&mut session, command).expect("a free frame");
    session
}

#[test]
fn every_kind_stands_on_the_page_without_a_story_of_the_pool() {
    let mut session = session();
    for kind in ["text", "picture", "rule", "shape", "table"] {
        apply(&mut session, &format!(r#"{{"verb":"add-frame","kind":"{kind}","page":1}}"#))
            .expect("a free place");
    }
    let edition = session.edition();
    let found = frames(edition);
    assert_eq!(found.len(), 5);
    let kinds: Vec<FreeKind> = found.iter().map(|(_, package)| free(package).kind).collect();
    let front = [FreeKind::Text, FreeKind::Picture, FreeKind::Rule, FreeKind::Table];
    assert_eq!((kinds[0], &kinds[1..]), (FreeKind::Shape, &front[..]), "a shape lies under the others");
    for (id, package) in &found {
        let kind = edition.stories.get(&package.story).map(|story| story.kind);
        assert_eq!(kind, Some(StoryKind::Frame));
        let others = found.iter().filter(|(other, _)| other != id);
        assert!(others.clone().all(|(_, other)| !other.area.overlaps(package.area)), "each has a free place");
    }
    let table = found.iter().find(|(_, package)| free(package).kind == FreeKind::Table).expect("the table");
    let roles: Vec<Role> = words(edition, &table.1).into_iter().map(|(role, _)| role).collect();
    assert_eq!(roles, [Role::TableHead, Role::TableRow, Role::TableRow]);
}

#[test]
fn a_frame_is_named_by_its_words_and_changed_by_the_verbs_of_packages() {
    let mut session = with(
        r#"{"verb":"add-frame","kind":"text","page":1,"x":28000,"line":4,"width":27000,"lines":3,"text":"导读\n江畔渡口今起试运行"}"#,
    );
    for command in [
        r#"{"verb":"move-package","package":{"headline":"导读"},"x":42000,"line":6}"#,
        r#"{"verb":"resize-package","package":{"headline":"导读"},"width":41000,"lines":5}"#,
        r#"{"verb":"set-package","package":{"headline":"导读"},"columns":2,"frame":"rope","tint":80}"#,
        r#"{"verb":"set-frame","package":{"headline":"导读"},"free":{"form":"rounded","radius":38100,"fill":[0,20,60,0],"line":{"weight":6350,"style":"double","ink":[100,0,0,0]},"wraps":true}}"#,
        r#"{"verb":"order-package","package":{"headline":"导读"},"to":"back"}"#,
        r#"{"verb":"group-packages","packages":[{"headline":"导读"},{"headline":"春风"}]}"#,
        r#"{"verb":"ungroup-packages","packages":[{"headline":"导读"}]}"#,
        r#"{"verb":"lock-package","package":{"headline":"导读"},"locked":true}"#,
    ] {
        apply(&mut session, command).expect(command);
    }
    let (_, package) = frames(session.edition()).remove(0);
    assert_eq!(
        (package.area.x.0, package.area.line, package.area.width.0, package.area.lines),
        (42_000, 6, 41_000, 5)
    );
    assert_eq!((package.columns, package.tint, package.rank < 1), (2, 80, true));
    let own = free(&package);
    assert_eq!((own.form, own.fill, own.wraps), (FreeForm::Rounded, Some(Ink([0, 20, 60, 0])), true));
    assert_eq!((own.line.style, own.line.ink), (LineStyle::Double, Some(Ink([100, 0, 0, 0]))));
    assert_eq!(
        apply(&mut session, r#"{"verb":"set-frame","package":{"headline":"导读"},"free":{"wraps":false}}"#),
        Err("locked")
    );
    apply(&mut session, r#"{"verb":"lock-package","package":{"headline":"导读"},"locked":false}"#)
        .expect("unlocked");
    apply(&mut session, r#"{"verb":"set-frame","package":{"headline":"导读"},"free":{"fill":null}}"#)
        .expect("no fill");
    assert_eq!(free(&frames(session.edition())[0].1).fill, None);
}

#[test]
fn the_words_of_a_frame_go_with_it_and_come_back_by_undo() {
    let mut session = with(r#"{"verb":"add-frame","kind":"text","page":1,"text":"热线电话"}"#);
    let before = session.edition().clone();
    apply(&mut session, r#"{"verb":"remove-package","package":{"headline":"热线"}}"#).expect("it goes");
    assert!(frames(session.edition()).is_empty());
    assert!(!session.edition().paragraphs.values().any(|paragraph| paragraph.text == "热线电话"));
    assert!(session.edition().stories.values().all(|story| story.kind != StoryKind::Frame));
    assert!(session.undo());
    assert_eq!(*session.edition(), before);
    apply(&mut session, r#"{"verb":"remove-page","page":1}"#).expect("another page is left");
    assert!(session.edition().stories.values().all(|story| story.kind != StoryKind::Frame));
}

#[test]
fn a_frame_keeps_to_its_page_but_not_to_the_type_area() {
    let mut session =
        with(r#"{"verb":"add-frame","kind":"rule","page":1,"x":0,"line":0,"width":20000,"lines":1}"#);
    let (id, _) = frames(session.edition()).remove(0);
    let moved = |x: i32| format!(r#"{{"verb":"move-package","package":"{id}","x":{x}}}"#);
    apply(&mut session, &moved(-5000)).expect("into the margin");
    assert_eq!(apply(&mut session, &moved(-9000)), Err("off-page"));
    let edges =
        |top: i64| format!(r#"{{"verb":"set-frame","package":"{id}","free":{{"edges":{{"top":{top}}}}}}}"#);
    apply(&mut session, &edges(-300_000)).expect("above the type area");
    assert_eq!(apply(&mut session, &edges(i64::MIN)), Err("frame"));
    assert_eq!(apply(&mut session, &edges(900_000)), Err("off-page"), "nothing would be left of it");
}

#[test]
fn what_is_no_frame_or_no_ink_is_refused() {
    let mut session = with(r#"{"verb":"add-frame","kind":"shape","page":1}"#);
    let (id, package) = frames(session.edition()).remove(0);
    for (command, code) in [
        (r#"{"verb":"set-frame","package":{"headline":"春风"},"free":{}}"#.to_owned(), "no-frame"),
        (
            format!(r#"{{"verb":"set-frame","package":"{id}","free":{{"fill":[100,100,100,0]}}}}"#),
            "style-ink",
        ),
        (format!(r#"{{"verb":"set-frame","package":"{id}","free":{{"line":{{"weight":-1}}}}}}"#), "frame"),
        (
            format!(
                r#"{{"verb":"set-frame","package":"{id}","free":{{"form":"polygon","corners":[{{"x":0,"y":0}}]}}}}"#
            ),
            "frame",
        ),
        (
            format!(r#"{{"verb":"add-photo-slot","package":"{id}","photo":{{"name":"river.jpg"}}}}"#),
            "no-picture-frame",
        ),
        (format!(r#"{{"verb":"shape-package","package":"{id}","cuts":[]}}"#), "frame-cuts"),
        (format!(r#"{{"verb":"place","story":"{}","page":1}}"#, package.story), "frame-story"),
        (
            r#"{"verb":"add-frame","kind":"text","page":1,"photo":{"name":"river.jpg"}}"#.to_owned(),
            "no-picture-frame",
        ),
        (r#"{"verb":"add-frame","kind":"text","page":9}"#.to_owned(), "unknown-page"),
        (
            r#"{"verb":"add-story","kind":"frame","paragraphs":[{"role":"body","text":"江"}]}"#.to_owned(),
            "frame-story",
        ),
    ] {
        assert_eq!(apply(&mut session, &command), Err(code), "{command}");
    }
}

#[test]
fn a_picture_frame_shows_one_picture_and_the_next_takes_its_place() {
    let mut session = with(r#"{"verb":"add-frame","kind":"picture","page":1}"#);
    let (id, _) = frames(session.edition()).remove(0);
    let slot = format!(r#"{{"verb":"add-photo-slot","package":"{id}","photo":{{"name":"river.jpg"}}}}"#);
    apply(&mut session, &slot).expect("a picture");
    apply(&mut session, &slot).expect("another in its place");
    assert_eq!(frames(session.edition())[0].1.photos.len(), 1);
}

#[test]
fn a_picture_that_text_follows_lies_under_the_text() {
    let mut session = with(r#"{"verb":"add-frame","kind":"picture","page":1,"photo":{"name":"river.jpg"}}"#);
    let (id, before) = frames(session.edition()).remove(0);
    let story = |session: &Session| {
        session.edition().packages.values().find(|package| package.free.is_none()).map(|package| package.rank)
    };
    assert!(Some(before.rank) > story(&session));
    let slot = |rest: &str| {
        format!(r#"{{"verb":"set-photo-slot","package":"{id}","index":0,"contour":true{rest}}}"#)
    };
    assert_eq!(apply(&mut session, &slot("")), Err("no-contour"), "nobody has traced it");
    let corners = r#","outline":[{"x":500,"y":0},{"x":1000,"y":1000},{"x":0,"y":1000}]"#;
    apply(&mut session, &slot(corners)).expect("traced by whoever holds the file");
    let (_, after) = frames(session.edition()).remove(0);
    assert_eq!(after.photos[0].outline.len(), 3);
    assert!(Some(after.rank) < story(&session));
}

#[test]
fn arranging_a_page_leaves_its_frames_where_they_are() {
    let mut session =
        with(r#"{"verb":"add-frame","kind":"rule","page":1,"x":0,"line":90,"width":20000,"lines":1}"#);
    let before = frames(session.edition());
    let arrange = r#"{"verb":"arrange-page","page":1,"packages":[{"story":{"headline":"夜市"},"area":{"x":0,"line":0,"width":111000,"lines":54},"columns":8}]}"#;
    apply(&mut session, arrange).expect("a page arranged");
    assert_eq!(frames(session.edition()), before);
    assert_eq!(session.edition().packages.len(), 2);
}

#[test]
fn a_copy_has_words_and_styles_of_its_own_here_and_in_another_edition() {
    let mut here = with(
        r#"{"verb":"add-frame","kind":"text","page":1,"x":28000,"line":4,"width":27000,"lines":3,"text":"热线电话 请拨总机"}"#,
    );
    let (_, package) = frames(here.edition()).remove(0);
    let styled = r#"{"role":"body","text":"热线电话 请拨总机","style":{"face":"kai-400"},"opening":{"lead":"hei-400"},"spans":[{"start":0,"end":12,"style":{"bold":true,"ink":[0,100,100,0]}}]}"#;
    let paste = read(&format!(
        r#"{{"verb":"paste-packages","page":1,"packages":[{{"package":{},"story":{{"kind":"frame","table":{{"columns":[{{"cells":4,"align":"right"}}],"rules":"grid"}},"paragraphs":[{styled}]}}}}]}}"#,
        serde_json::to_string(&*package).expect("a package")
    ));
    let mut there = session();
    for session in [&mut here, &mut there] {
        let before = frames(session.edition()).len();
        session.apply(&paste, &cx(77)).expect("it is pasted");
        let edition = session.edition();
        assert_eq!(banxin_model::check(edition), []);
        assert_eq!(frames(edition).len(), before + 1);
        let (_, copy) = frames(edition).pop().expect("the copy");
        assert_ne!(copy.story, package.story, "words of its own");
        let own = edition.paragraphs.values().find(|own| own.story == copy.story).expect("its words");
        assert_eq!((own.style.face.as_str(), own.opening.lead.as_str()), ("kai-400", "hei-400"));
        assert!(own.spans.len() == 1 && own.spans[0].style.bold && own.spans[0].end == 12);
        assert_eq!(edition.stories[&copy.story].table.columns.len(), 1);
    }
    let broken = styled.replace("\"end\":12", "\"end\":14");
    let paste = read(&format!(r#"{{"verb":"add-story","paragraphs":[{broken}]}}"#));
    assert!(there.apply(&paste, &cx(78)).is_err(), "a style that ends inside a character");
}
