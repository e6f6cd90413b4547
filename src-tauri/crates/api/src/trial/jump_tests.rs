//! Stories that go on on a later page: only when they may, filled to the line on both pages, and the checker knows.

use super::tests::{empty_of, forms_of};
use super::{Flaw, Threads, check_jump, check_page, make_set, placed};
use crate::arrange::jump::{Jumps, begun};
use crate::arrange::{Proof, Search, is_full};
use banxin_arrange::{Candidate, Plan, Weights};
use banxin_layout::{Composer, PageLayout, lay_out_page};
use banxin_model::{Edition, Id, Index, Package, Page, Paragraph, Role};
use banxin_scene::Item;
use std::sync::Arc;

/// A set of stories that is more than its page holds, and the pages chosen for it.
struct Over {
    edition: Edition,
    page: Id<Page>,
    stories: usize,
    fixed: Vec<banxin_model::Area>,
    chosen: Vec<Candidate>,
    jumps: Jumps,
}

/// Pages for a set whose natural ground is a share of the page's, stories going on elsewhere where `may_jump`.
fn over(number: u64, (count, ads, filled): (usize, usize, f32), may_jump: bool) -> (Over, Composer) {
    let (empty, page, mut composer) = empty_of(2);
    let set = make_set(&empty, page, number, (count, ads, filled), &mut composer).expect("a set");
    let index = Index::of(&set.edition);
    let whole = forms_of(&set, &mut composer);
    let plan = |forms| Plan::new(&set.edition, page, forms, set.fixed.clone(), &Threads(2)).expect("a plan");
    let mut wanted = plan(whole.clone());
    let stories: Vec<_> = set.wishes.iter().map(|wish| wish.story).collect();
    let jumps = Jumps::after((&set.edition, &index), page, &stories);
    if may_jump {
        let excess = wanted.natural() - wanted.ground();
        let begun = begun(&whole, (&set.edition, &index), page, excess, &mut composer);
        wanted = plan(begun.expect("a long story"));
    }
    let weights = Weights::default();
    let search = Search { plan: &wanted, weights: &weights, seed: 1, count: 5, threads: Threads(2) };
    let mut chosen = Vec::new();
    let mut proof = |package: &Package, goes_on: bool| match goes_on {
        true => jumps.find(&set.edition, package, &mut composer).is_some(),
        false => is_full(&set.edition, &index, std::slice::from_ref(package), &mut composer),
    };
    search.run(false, Proof::new(&mut proof), &mut |found| {
        chosen = found;
        true
    });
    let (edition, fixed, stories) = (set.edition, set.fixed, set.wishes.len());
    (Over { edition, page, stories, fixed, chosen, jumps }, composer)
}

/// A page as it was chosen, with what goes on: the edition, the parts of the story, and both pages laid out.
type Divided = (Edition, Id<Package>, Id<Package>, PageLayout, PageLayout);

fn divided(over: &Over, page: &Candidate, composer: &mut Composer) -> Divided {
    let [(story, jump)] = page.jumps.as_slice() else { panic!("one story goes on: {:?}", page.jumps) };
    assert!(jump.lines >= 10 && jump.rest >= 5, "{jump:?}");
    let mut edition = placed(&over.edition, &page.packages);
    let (first, package) = edition
        .packages
        .iter()
        .find(|(_, own)| own.story == *story)
        .map(|(id, own)| (*id, Package::clone(own)))
        .expect("it stands there");
    let rest = over.jumps.rest_of(&package).expect("room was found");
    let (second, there) = (Id::new(950_000), rest.page);
    edition.packages.insert(second, Arc::new(Package { continues: Some(first), ..rest }));
    let index = Index::of(&edition);
    let here = lay_out_page(&edition, &index, over.page, composer);
    let there = lay_out_page(&edition, &index, there, composer);
    (edition, first, second, here, there)
}

#[test]
fn stories_go_on_elsewhere_only_when_they_may() {
    for number in [3, 4, 8] {
        let (over, _) = over(number, (6 + number as usize % 3, 0, 1.06), false);
        assert!(over.chosen.iter().all(|page| page.jumps.is_empty()), "set {number}");
    }
}

#[test]
fn a_page_that_is_too_small_lets_a_long_story_go_on() {
    let mut pages = 0;
    for (number, count, ads, filled) in [(3, 6, 0, 1.22), (5, 8, 1, 1.18), (9, 10, 0, 1.15)] {
        let (over, mut composer) = over(number, (count, ads, filled), true);
        assert!(!over.chosen.is_empty(), "set {number} has a page");
        for page in over.chosen.iter().filter(|page| !page.jumps.is_empty()) {
            let (edition, first, second, here, there) = divided(&over, page, &mut composer);
            let flaws = check_page(&edition, over.page, &here, over.stories, &over.fixed);
            assert_eq!(flaws, [], "set {number}");
            assert_eq!(check_jump(&edition, (first, &here), (second, &there)), [], "set {number}");
            pages += 1;
        }
    }
    assert!(pages > 6, "only {pages} pages have a story that goes on");
}

#[test]
fn the_checker_catches_what_is_wrong_with_a_story_that_goes_on() {
    let (over, mut composer) = over(3, (6, 0, 1.22), true);
    let page = over.chosen.iter().find(|page| !page.jumps.is_empty()).expect("a story that goes on").clone();
    let (edition, first, second, here, there) = divided(&over, &page, &mut composer);
    assert_eq!(check_jump(&edition, (first, &here), (second, &there)), []);

    // The line at the foot is taken away.
    let mut without = here.clone();
    let small = edition.pages[&over.page].grid.cell.scaled(17, 18);
    for group in &mut without.list.groups {
        group.items.retain(|item| !matches!(item, Item::Glyphs(run) if run.size == small));
    }
    assert!(check_jump(&edition, (first, &without), (second, &there)).contains(&Flaw::JumpLine));

    // It names a page on which the story does not go on.
    let mut renumbered = edition.clone();
    let there_id = renumbered.packages[&second].page;
    Arc::make_mut(renumbered.pages.get_mut(&there_id).expect("the page")).number = 7;
    assert!(check_jump(&renumbered, (first, &here), (second, &there)).contains(&Flaw::JumpLine));

    // More copy: the rest has no room for it.
    let mut longer = edition.clone();
    let story = longer.packages[&first].story;
    let text = "江面上的雾还没有散尽，渡口边的茶摊已经支起了三张桌子。".repeat(6);
    longer.paragraphs.insert(Id::new(77_777), Arc::new(Paragraph::new(story, 999, Role::Body, text)));
    let index = Index::of(&longer);
    let far = lay_out_page(&longer, &index, there_id, &mut composer);
    let flaws = check_jump(&longer, (first, &here), (second, &far));
    assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::Overset(_))), "{flaws:?}");
    assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::LostText(_))), "{flaws:?}");

    // Four lines are no part of a story.
    let mut short = edition.clone();
    let rest = Arc::make_mut(short.packages.get_mut(&second).expect("the rest"));
    rest.area.lines = 5;
    rest.area.width = short.pages[&there_id].grid.columns.measure(1);
    rest.columns = 1;
    let index = Index::of(&short);
    let far = lay_out_page(&short, &index, there_id, &mut composer);
    let flaws = check_jump(&short, (first, &here), (second, &far));
    assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::ShortPart(lines) if *lines < 5)), "{flaws:?}");
}
