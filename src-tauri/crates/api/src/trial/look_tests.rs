//! An editor's eye: it sees what is planted, and finds nothing that may not be on the pages that are offered.

use super::tests::{empty_of, first_choice};
use super::{Look, Ranks, TrialSet, ends_word, look_at, make_set, placed, run_trials};
use crate::Resources;
use banxin_geom::Length;
use banxin_layout::{Composer, lay_out_page};
use banxin_model::{Cells, Frame, HeadPlace, Index, Package, PhotoPlace};
use std::collections::BTreeSet;
use std::path::Path;

/// A page of stories with photos, as it was chosen.
struct Shown {
    set: TrialSet,
    packages: Vec<Package>,
    composer: Composer,
}

impl Shown {
    /// The first set that has two photos and a head of two rows, and whose page shows nothing ugly.
    fn new() -> Shown {
        let (empty, page, mut composer) = empty_of(1);
        (1..)
            .find_map(|seed| {
                let set = make_set(&empty, page, seed, (8, 0, 0.98), &mut composer)?;
                let packages = first_choice(&set, &mut composer)?;
                let photos = packages.iter().filter(|own| !own.photos.is_empty()).count();
                let has_rows = packages.iter().any(|own| own.head.rows > 1);
                let mut is_fair = || looks(&set, &packages, &ends_word, &mut composer).is_empty();
                (photos > 1 && has_rows && is_fair()).then_some((set, packages))
            })
            .map(|(set, packages)| Shown { set, packages, composer })
            .expect("a set")
    }

    /// What is seen after a change of the packages.
    fn planted(&mut self, change: impl FnOnce(&mut Vec<Package>, &Ranks)) -> BTreeSet<Look> {
        let mut packages = self.packages.clone();
        change(&mut packages, &ranks(&self.set));
        looks(&self.set, &packages, &ends_word, &mut self.composer)
    }
}

fn ranks(set: &TrialSet) -> Ranks {
    set.wishes.iter().map(|wish| (wish.story, wish.level as u8)).collect()
}

fn looks(
    set: &TrialSet,
    packages: &[Package],
    words: &dyn Fn(&str, usize) -> bool,
    composer: &mut Composer,
) -> BTreeSet<Look> {
    let edition = placed(&set.edition, packages);
    let layout = lay_out_page(&edition, &Index::of(&edition), set.page, composer);
    look_at(&edition, set.page, &layout, (&ranks(set), &set.fixed), words)
}

/// The first package of a story that counts so much.
fn of_rank<'a>(packages: &'a mut [Package], ranks: &Ranks, rank: u8) -> &'a mut Package {
    packages.iter_mut().find(|own| ranks[&own.story] == rank).expect("a package")
}

#[test]
fn the_eye_shares_no_code_with_the_search() {
    let source = include_str!("looks.rs");
    let is_foreign =
        |line: &&str| ["banxin_arrange", "crate::", "super::"].iter().any(|own| line.contains(own));
    assert_eq!(source.lines().filter(|line| !line.starts_with("//")).find(is_foreign), None);
}

#[test]
fn what_is_planted_is_seen() {
    let mut shown = Shown::new();
    let found = shown.planted(|all, _| all.iter_mut().for_each(|own| own.photos.clear()));
    assert!(found.contains(&Look::PhotoMissing), "{found:?}");

    let found = shown.planted(|all, ranks| of_rank(all, ranks, 0).area.line = 70);
    assert!(found.contains(&Look::LeadLow), "{found:?}");

    let found = shown.planted(|all, ranks| {
        all.iter_mut().filter(|own| ranks[&own.story] == 1).for_each(|own| own.area.line = 85);
    });
    assert!(found.contains(&Look::SecondLow), "{found:?}");

    let found = shown.planted(|all, ranks| of_rank(all, ranks, 3).head.size = Length::pt(72.0));
    assert!(found.contains(&Look::LeadSmall) && found.contains(&Look::RanksTurned), "{found:?}");

    let found = shown.planted(|all, _| {
        let (line, lines) = (all[0].area.line, all[0].area.lines);
        all.iter_mut().take(3).for_each(|own| (own.area.line, own.area.lines) = (line, lines));
    });
    assert!(found.contains(&Look::Stripes), "{found:?}");

    // Two heads of one size on one line, a column apart.
    let found = shown.planted(|all, ranks| {
        let plain = |own: &&mut Package| {
            ranks[&own.story] >= 2 && own.photos.is_empty() && own.head.place != HeadPlace::Vertical
        };
        let mut plain = all.iter_mut().filter(plain);
        let (a, b) = (plain.next().expect("one"), plain.next().expect("another"));
        for own in [&mut *a, &mut *b] {
            own.frame = Default::default();
            own.head.size = Length::pt(20.0);
            own.head.columns = 0;
        }
        b.area = a.area;
        b.area.x = a.area.right() + Cells(1000);
    });
    assert!(found.contains(&Look::HeadsCollide), "{found:?}");

    // A page cut into two floors and two more below: every block across the page.
    let found = shown.planted(|all, _| {
        let width = all.iter().map(|own| own.area.right()).max().expect("blocks");
        for (k, own) in (0..).zip(all.iter_mut()) {
            own.area.x = Cells(0);
            (own.area.width, own.area.line, own.area.lines) = (width, k * 13, 11);
        }
    });
    assert!(found.contains(&Look::CutsAcross) && found.contains(&Look::LeadBanner), "{found:?}");

    // Nothing is a word: every head of two rows is divided within one.
    let found = looks(&shown.set, &shown.packages, &|_, _| false, &mut shown.composer);
    assert_eq!(found, BTreeSet::from([Look::HeadBroken]));
}

#[test]
fn photos_of_one_size_and_one_that_takes_its_story_are_seen() {
    let mut shown = Shown::new();
    // Every story with a photo shows it in one column of the page, as deep as the others'.
    let found = shown.planted(|all, _| {
        for own in all.iter_mut().filter(|own| !own.photos.is_empty()) {
            own.photos.truncate(1);
            (own.photos[0].place, own.photos[0].columns, own.photos[0].lines) = (PhotoPlace::Top, 1, 14);
            own.columns = ((own.area.width.0 + 1000) / 14_000) as u8;
            own.frame = Frame::default();
        }
    });
    assert!(found.contains(&Look::PhotosEqual), "{found:?}");
    let found = shown.planted(|all, ranks| {
        let own = all.iter_mut().find(|own| !own.photos.is_empty() && ranks[&own.story] < 3);
        let own = own.expect("a story with a photo");
        (own.area.width, own.area.lines, own.columns) = (Cells(13_000), 60, 1);
        own.photos.truncate(1);
        (own.photos[0].place, own.photos[0].columns, own.photos[0].lines) = (PhotoPlace::Top, 0, 40);
    });
    assert!(found.contains(&Look::PhotoSwallows), "{found:?}");
}

#[test]
fn words_end_where_the_lists_say() {
    assert!(ends_word("旧码头亮起新灯", 3) && ends_word("旧码头亮起新灯", 5));
    assert!(!ends_word("旧码头亮起新灯", 2) && !ends_word("旧码头亮起新灯", 4));
    assert!(ends_word("山里的茶 城里的客", 4) && !ends_word("no such head", 2));
}

#[test]
fn the_pages_of_a_sample_of_sets_are_what_an_editor_lets_pass() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    let resources = Resources::under(&assets).expect("the assets are there");
    let mut pages: Vec<BTreeSet<Look>> = Vec::new();
    let mut told = Vec::new();
    run_trials(&resources, (101, 10), (0.92, 1.06), &mut |outcome| {
        assert_eq!(outcome.flaws, [], "set {}", outcome.number);
        assert!(outcome.pages > 0, "set {}", outcome.number);
        assert!(outcome.distance >= 0.45, "set {}: {}", outcome.number, outcome.distance);
        if outcome.stories >= 6 {
            assert!(outcome.pages == 7 && outcome.roots >= 3, "set {}", outcome.number);
        }
        told.push((outcome.number, outcome.looks.clone()));
        pages.extend(outcome.looks.iter().cloned());
    })
    .expect("sets");
    let share = |look: Look| {
        pages.iter().filter(|own| own.contains(&look)).count() as f32 / pages.len().max(1) as f32
    };
    for look in [Look::PhotoMissing, Look::LeadLow] {
        assert_eq!(share(look), 0.0, "{look:?}: {told:?}");
    }
    for (look, most) in [
        (Look::PhotoSwallows, 0.02),
        (Look::LeadSmall, 0.05),
        (Look::HeadBroken, 0.05),
        (Look::PhotosEqual, 0.05),
        (Look::SecondLow, 0.05),
        (Look::HeadsCollide, 0.05),
        (Look::RanksTurned, 0.05),
        (Look::LeadBanner, 0.5),
    ] {
        assert!(share(look) <= most, "{look:?} {}: {told:?}", share(look));
    }
}
