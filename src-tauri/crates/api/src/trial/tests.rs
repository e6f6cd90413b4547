//! The checker catches what is planted; pages come out the same whatever the threads.

use super::{Flaw, Threads, TrialSet, check_page, forms, make_set, placed};
use crate::arrange::{Proof, Search, is_full};
use crate::{Faces, NewEdition, Resources};
use banxin_arrange::{Candidate, Plan, StoryForms, Weights};
use banxin_layout::{Composer, PageLayout, RegionKind, lay_out_page};
use banxin_model::{Area, Corner, Cut, Edition, Id, Index, Package, Page, Paragraph, Role};
use banxin_scene::Item;
use std::path::Path;
use std::sync::Arc;

struct Good {
    set: TrialSet,
    packages: Vec<Package>,
    composer: Composer,
}

impl Good {
    fn flaws(&mut self, edition: &Edition, change: impl FnOnce(&mut PageLayout)) -> Vec<Flaw> {
        let index = Index::of(edition);
        let mut layout = lay_out_page(edition, &index, self.set.page, &mut self.composer);
        change(&mut layout);
        check_page(edition, self.set.page, &layout, self.set.wishes.len(), &self.set.fixed)
    }
}

/// An edition of one empty broadsheet page, its page, and a composer with the house fonts.
fn empty() -> (Edition, Id<Page>, Composer) {
    empty_of(1)
}

/// The same with more pages; its first page is given.
pub(super) fn empty_of(pages: u32) -> (Edition, Id<Page>, Composer) {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    let resources = Resources::under(&assets).expect("the assets are there");
    let faces = Faces::load(&resources).expect("the fonts are there after cargo xtask fonts");
    let empty = NewEdition {
        paper: "broadsheet-cn".to_owned(),
        date: "2026-02-09".parse().expect("a day"),
        pages,
        name: "试排".to_owned(),
        nameplate_lines: 0,
    }
    .make(&resources)
    .expect("an edition");
    let page = *empty.pages.keys().next().expect("a page");
    (empty, page, Composer::new(faces.book()))
}

/// All forms of the stories of a set.
pub(super) fn forms_of(set: &TrialSet, composer: &mut Composer) -> Vec<StoryForms> {
    forms(set, &Index::of(&set.edition), composer)
}

fn plan(set: &TrialSet, threads: usize, composer: &mut Composer) -> Plan {
    let stories = forms_of(set, composer);
    Plan::new(&set.edition, set.page, stories, set.fixed.clone(), &Threads(threads)).expect("a plan")
}

/// The first choice of so many pages.
fn choice(set: &TrialSet, (count, threads): (usize, usize), composer: &mut Composer) -> Vec<Candidate> {
    let plan = plan(set, threads, composer);
    let index = Index::of(&set.edition);
    let weights = Weights::default();
    let search = Search { plan: &plan, weights: &weights, seed: 1, count, threads: Threads(threads) };
    let mut is_full =
        |package: &Package, _| is_full(&set.edition, &index, std::slice::from_ref(package), composer);
    let mut chosen = Vec::new();
    search.run(false, Proof::new(&mut is_full), &mut |found| {
        chosen = found;
        chosen.len() < count
    });
    chosen
}

/// The packages of the first page chosen.
pub(super) fn first_choice(set: &TrialSet, composer: &mut Composer) -> Option<Vec<Package>> {
    choice(set, (1, 2), composer).first().map(|own| own.packages.clone())
}

/// A page of seven stories, two of them with crossheads, and an advertisement.
fn good() -> Good {
    let (empty, page, mut composer) = empty();
    let set = make_set(&empty, page, 3, (7, 2, 0.98), &mut composer).expect("a set");
    let chosen = choice(&set, (1, 2), &mut composer);
    let packages = chosen.first().expect("a page that is full").packages.clone();
    Good { set, packages, composer }
}

fn flaws_of(set: &TrialSet, packages: &[Package], composer: &mut Composer) -> Vec<Flaw> {
    let page = placed(&set.edition, packages);
    let layout = lay_out_page(&page, &Index::of(&page), set.page, composer);
    check_page(&page, set.page, &layout, set.wishes.len(), &set.fixed)
}

#[test]
fn pages_are_the_same_whatever_the_number_of_threads() {
    let (empty, page, mut composer) = empty();
    for ads in [0, 3] {
        let set = make_set(&empty, page, 11, (6, ads, 0.97), &mut composer).expect("a set");
        let one: Vec<Vec<Package>> =
            choice(&set, (5, 1), &mut composer).into_iter().map(|one| one.packages).collect();
        assert_eq!(one.len(), 5);
        for threads in [2, 4, 8] {
            let other = choice(&set, (5, threads), &mut composer);
            let other: Vec<Vec<Package>> = other.into_iter().map(|one| one.packages).collect();
            assert_eq!(one, other, "with {threads} threads");
        }
    }
}

#[test]
fn sixteen_stories_fill_a_page_with_briefs_put_together() {
    let (empty, page, mut composer) = empty();
    let set = make_set(&empty, page, 5, (16, 0, 0.98), &mut composer).expect("a set");
    let chosen = choice(&set, (1, 2), &mut composer);
    let best = chosen.first().expect("a page that is full");
    assert_eq!(best.packages.len(), 16);
    assert_eq!(flaws_of(&set, &best.packages, &mut composer), []);
}

#[test]
fn stories_of_a_group_stand_in_a_rectangle_of_their_own() {
    let (empty, page, mut composer) = empty();
    let mut set = make_set(&empty, page, 21, (8, 1, 0.98), &mut composer).expect("a set");
    let kin = [2usize, 4, 5];
    for k in kin {
        set.wishes[k].group = Some(0);
    }
    let chosen = choice(&set, (3, 2), &mut composer);
    assert!(!chosen.is_empty());
    for one in &chosen {
        assert_eq!(flaws_of(&set, &one.packages, &mut composer), []);
        let own: Vec<&Package> =
            one.packages.iter().filter(|own| kin.iter().any(|k| set.wishes[*k].story == own.story)).collect();
        let left = own.iter().map(|own| own.area.x.0).min().expect("three of them");
        let right = own.iter().map(|own| own.area.right().0).max().expect("three of them");
        let top = own.iter().map(|own| own.area.line).min().expect("three of them");
        let foot = own.iter().map(|own| own.area.end()).max().expect("three of them");
        let strangers = one.packages.iter().filter(|other| own.iter().all(|own| own.story != other.story));
        for other in strangers {
            let is_beside = other.area.x.0 >= right || other.area.right().0 <= left;
            assert!(is_beside || other.area.line >= foot || other.area.end() <= top, "{:?}", other.area);
        }
    }
}

#[test]
fn advertisements_stand_anywhere() {
    let (empty, page, mut composer) = empty();
    let columns = empty.pages[&page].grid.columns;
    let area = |column: u8, span: u8, line: i32, lines: i32| Area {
        x: columns.start(column),
        line,
        width: columns.measure(span),
        lines,
    };
    let places = [
        vec![area(6, 2, 0, 20)],
        vec![area(7, 1, 0, 111)],
        vec![area(3, 2, 40, 24)],
        vec![area(0, 3, 0, 12), area(5, 3, 84, 27)],
    ];
    for fixed in places {
        let mut set = make_set(&empty, page, 31, (6, 2, 0.98), &mut composer).expect("a set");
        let before: i32 = set.fixed.iter().map(|area| area.lines * area.width.0).sum();
        let after: i32 = fixed.iter().map(|area| area.lines * area.width.0).sum();
        assert!(before * 2 > after, "the advertisements are of a size");
        set.fixed = fixed;
        let chosen = choice(&set, (1, 2), &mut composer);
        let best = chosen.first().unwrap_or_else(|| panic!("no page beside {:?}", set.fixed));
        assert_eq!(flaws_of(&set, &best.packages, &mut composer), [], "beside {:?}", set.fixed);
    }
}

#[test]
fn the_checker_shares_no_code_with_the_search() {
    let source = include_str!("check.rs");
    let code = || source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let used: Vec<&str> = code().filter(|line| line.starts_with("use ")).collect();
    let may =
        ["use banxin_geom::", "use banxin_layout::", "use banxin_model::", "use banxin_scene::", "use std::"];
    assert!(
        used.len() > 3 && used.iter().all(|line| may.iter().any(|own| line.starts_with(own))),
        "{used:?}"
    );
    let is_foreign =
        |line: &str| ["banxin_arrange", "crate::", "super::"].iter().any(|own| line.contains(own));
    assert_eq!(code().find(|line| is_foreign(line)), None);
}

#[test]
fn the_checker_passes_a_full_page_and_catches_what_is_planted() {
    let mut good = good();
    let page = placed(&good.set.edition, &good.packages);
    assert_eq!(good.flaws(&page, |_| {}), [], "a full page has no flaws");

    let mut packages = good.packages.clone();
    packages.remove(3);
    let without = placed(&good.set.edition, &packages);
    let found = good.flaws(&without, |_| {});
    assert!(found.iter().any(|flaw| matches!(flaw, Flaw::Hole { .. })), "a hole: {found:?}");
    assert!(found.contains(&Flaw::Missing), "{found:?}");

    let mut packages = good.packages.clone();
    let lowest = packages.iter().position(|own| own.area.line > 4).expect("one below another");
    packages[lowest].area.line -= 4;
    let over = placed(&good.set.edition, &packages);
    let found = good.flaws(&over, |_| {});
    assert!(found.iter().any(|flaw| matches!(flaw, Flaw::Overlap { .. })), "an overlap: {found:?}");

    let mut longer = page.clone();
    let story = good.set.wishes[0].story;
    let text = "江面上的雾还没有散尽，渡口边的茶摊已经支起了三张桌子。".repeat(6);
    let paragraph = Paragraph::new(story, 999, Role::Body, text);
    longer.paragraphs.insert(Id::new(77_777), Arc::new(paragraph));
    let found = good.flaws(&longer, |_| {});
    assert!(found.iter().any(|flaw| matches!(flaw, Flaw::Overset(_))), "overset: {found:?}");
    assert!(found.iter().any(|flaw| matches!(flaw, Flaw::LostText(_))), "lost text: {found:?}");

    let mut shorter = page.clone();
    let body = shorter
        .paragraphs
        .iter()
        .find(|(_, own)| own.story == story && own.role == Role::Body && own.text.chars().count() > 90)
        .map(|(id, _)| *id)
        .expect("a long paragraph");
    shorter.paragraphs.remove(&body);
    let found = good.flaws(&shorter, |_| {});
    let is_short = |flaw: &Flaw| matches!(flaw, Flaw::Underset(_) | Flaw::Ragged(_) | Flaw::ShortLeg(_));
    assert!(found.iter().any(is_short), "underset: {found:?}");
}

#[test]
fn the_checker_catches_a_stranded_crosshead() {
    let mut good = good();
    let page = placed(&good.set.edition, &good.packages);
    let cell = page.pages[&good.set.page].grid.cell;
    let leading = page.pages[&good.set.page].grid.leading;
    let found = good.flaws(&page, |layout| {
        // The two lines under the first crosshead are taken away.
        for group in &mut layout.list.groups {
            let crosshead = group.items.iter().find_map(|item| match item {
                Item::Glyphs(run) if run.size == cell.scaled(7, 6) && run.face.0.starts_with("hei-7") => {
                    run.glyphs.first().map(|glyph| (glyph.x, glyph.y))
                }
                _ => None,
            });
            let Some((x, y)) = crosshead else { continue };
            group.items.retain(|item| match item {
                Item::Glyphs(run) if run.size == cell => run.glyphs.first().is_none_or(|glyph| {
                    let is_near = (glyph.x - x).to_emu().abs() < (cell * 20).to_emu();
                    let is_below = glyph.y > y && glyph.y - y < leading * 2 + leading / 2;
                    !(is_near && is_below)
                }),
                _ => true,
            });
            break;
        }
    });
    assert!(found.contains(&Flaw::StrandedCrosshead), "{found:?}");
}

#[test]
fn the_checker_catches_a_short_column() {
    let mut good = good();
    let page = placed(&good.set.edition, &good.packages);
    let (leading, columns) = {
        let grid = &page.pages[&good.set.page].grid;
        (grid.leading, grid.columns)
    };
    let layout = lay_out_page(&page, &Index::of(&page), good.set.page, &mut good.composer);
    // The last column of a package without photos leaves its neighbour below all but two of its lines.
    let (id, lines) = page
        .packages
        .iter()
        .filter(|(_, own)| {
            own.photos.is_empty() && own.columns > 1 && own.area.width == columns.measure(own.columns)
        })
        .find_map(|(id, _)| {
            let mut columns =
                layout.reports[id].regions.iter().filter(|region| region.kind == RegionKind::Column);
            let last = columns.next_back()?;
            let lines = (last.rect.height + leading / 2).whole(leading);
            (lines > 4).then_some((*id, u16::try_from(lines).ok()? - 2))
        })
        .expect("a package of plain columns");
    let mut planted = page.clone();
    let package = planted.packages.get_mut(&id).expect("it is there");
    let cut = Cut { corner: Corner::BottomRight, width: columns.start(1), lines };
    Arc::make_mut(package).cuts = vec![cut];
    let found = good.flaws(&planted, |_| {});
    assert!(found.contains(&Flaw::ShortLeg(2)), "{found:?}");
}

#[test]
fn four_stories_round_two_advertisements_stand_in_ls() {
    let (empty, page, mut composer) = empty();
    let mut ls = 0;
    for seed in [40, 250] {
        let set = make_set(&empty, page, seed, (4, 3, 0.98), &mut composer).expect("a set");
        let chosen = choice(&set, (3, 2), &mut composer);
        assert!(!chosen.is_empty(), "set {seed}");
        for one in &chosen {
            assert_eq!(flaws_of(&set, &one.packages, &mut composer), []);
            ls += one.packages.iter().filter(|own| !own.cuts.is_empty()).count();
        }
    }
    assert!(ls > 0, "some stand above an advertisement and beside it");
}
