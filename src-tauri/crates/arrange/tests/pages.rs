//! Pages arranged with the sample's stories, laid out for good and looked over.

mod common;

use banxin_arrange::{Found, GAP, Level, OneHand, Plan, Pool, StoryForms, Weights, Wish};
use banxin_layout::{Composer, Report, lay_out_page, measure_package};
use banxin_model::{Area, Cells, Edition, Id, Index, Package, Page, Story};
use std::sync::Arc;

const PAGE: Id<Page> = Id::new(1000);

fn wishes(stories: &[Id<Story>]) -> Vec<Wish> {
    stories
        .iter()
        .enumerate()
        .map(|(k, story)| Wish {
            story: *story,
            level: match k {
                0 => Level::Lead,
                1 => Level::Second,
                _ => Level::Usual,
            },
            photo_is_optional: false,
            may_be_boxed: k > 1,
            group: None,
        })
        .collect()
}

fn with(edition: &Edition, packages: &[Package]) -> Edition {
    let mut edition = edition.clone();
    for (k, package) in packages.iter().enumerate() {
        edition.packages.insert(Id::new(9000 + k as u64), Arc::new(package.clone()));
    }
    edition
}

fn forms(edition: &Edition, chosen: &[Id<Story>], composer: &mut Composer) -> Vec<StoryForms> {
    let index = Index::of(edition);
    wishes(chosen)
        .into_iter()
        .filter_map(|wish| StoryForms::new(edition, &index, PAGE, wish, composer))
        .collect()
}

#[test]
fn pages_of_the_sample_are_filled_exactly_and_unlike_each_other() {
    let (edition, stories) = common::edition();
    let mut composer = common::composer();
    let forms = forms(&edition, &stories[..7], &mut composer);
    let plan = Plan::new(&edition, PAGE, forms, Vec::new(), &OneHand).expect("a plan");
    let weights = Weights::default();
    let mut pool = Pool::new();
    pool.add(&plan, plan.draw(&weights, 1, 0..60));
    let chosen = pool.choose(&plan, &weights, 5, &[], &[]);
    assert_eq!(chosen.len(), 5);
    for (k, candidate) in chosen.iter().enumerate() {
        assert_eq!(candidate.packages.len(), 7);
        assert!(chosen[..k].iter().all(|other| other.sight.distance(&candidate.sight) >= 0.45));
        let placed = with(&edition, &candidate.packages);
        let layout = lay_out_page(&placed, &Index::of(&placed), PAGE, &mut composer);
        let bad: Vec<_> = layout.faults.iter().filter(|fault| fault.code != "photo-resolution").collect();
        assert!(bad.is_empty(), "{bad:?}");
        let covered: i64 = candidate
            .packages
            .iter()
            .map(|package| {
                let span =
                    edition.pages[&PAGE].grid.columns.span_of(package.area.width).expect("whole columns");
                i64::from(span) * i64::from(package.area.lines + GAP)
            })
            .sum();
        assert_eq!(covered, 8 * i64::from(111 + GAP), "no hole and nothing twice");
    }
}

#[test]
fn what_is_drawn_depends_on_seed_and_number_alone() {
    let (edition, stories) = common::edition();
    let mut composer = common::composer();
    let forms = forms(&edition, &stories[..5], &mut composer);
    let plan = Plan::new(&edition, PAGE, forms, Vec::new(), &OneHand).expect("a plan");
    let weights = Weights::default();
    let scores = |found: Vec<Found>| found.iter().map(Found::score).collect::<Vec<f32>>();
    let whole = scores(plan.draw(&weights, 7, 0..12));
    let mut halves = scores(plan.draw(&weights, 7, 0..6));
    halves.extend(scores(plan.draw(&weights, 7, 6..12)));
    assert_eq!(whole, halves);
    assert_ne!(whole, scores(plan.draw(&weights, 8, 0..12)));
}

#[test]
fn every_form_takes_the_very_lines_that_laying_it_out_takes() {
    let (edition, stories) = common::edition();
    let mut composer = common::composer();
    let index = Index::of(&edition);
    let (mut looked_at, mut given) = (0, 0);
    for forms in forms(&edition, &stories[..12], &mut composer) {
        let has_crossheads = index
            .paragraphs(forms.wish().story)
            .iter()
            .any(|id| edition.paragraphs[id].role == banxin_model::Role::Crosshead);
        for span in 1..=8u8 {
            for lines in forms.depths(span, 111) {
                let width = edition.pages[&PAGE].grid.columns.measure(span);
                let area = Area { x: Cells(0), line: 0, width, lines };
                let fits = forms.fits(&edition, PAGE, area);
                // Crossheads that would stand at the foot of a column are seen only when the text is poured.
                assert!(has_crossheads || !fits.is_empty(), "{span} columns, {lines} lines");
                for fit in fits.into_iter().take(2) {
                    let outcome = measure_package(&edition, &index, &fit.package, &mut composer);
                    let is_full = outcome.is_some_and(|outcome| outcome.is_full());
                    // A crosshead may give up its air when the page is laid out for good; callers ask again then.
                    assert!(is_full || has_crossheads, "{:?}", fit.package);
                    looked_at += 1;
                    given += i32::from(!is_full);
                    if is_full && looked_at % 9 == 0 {
                        let report = laid_out(&edition, &fit.package, &mut composer);
                        assert_eq!(
                            (report.overset.lines, report.underset.lines),
                            (0, 0),
                            "{:?}",
                            fit.package
                        );
                        assert_eq!(report.lines, lines);
                        let shallower = Package { area: Area { lines: lines - 1, ..area }, ..fit.package };
                        let report = laid_out(&edition, &shallower, &mut composer);
                        let is_tight =
                            report.overset.lines > 0 || has_crossheads || !shallower.photos.is_empty();
                        assert!(
                            is_tight || report.regions.is_empty(),
                            "a line less holds it too: {shallower:?}"
                        );
                    }
                }
            }
        }
    }
    assert!(looked_at > 2_000, "{looked_at} forms");
    assert!(given * 50 < looked_at, "{given} of {looked_at} forms are not as they were measured");
}

fn laid_out(edition: &Edition, package: &Package, composer: &mut Composer) -> Report {
    let placed = with(edition, std::slice::from_ref(package));
    let layout = lay_out_page(&placed, &Index::of(&placed), PAGE, composer);
    layout.reports.into_values().next().expect("one package")
}
