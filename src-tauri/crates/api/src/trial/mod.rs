//! Arranging put to the proof: random story sets, pages drawn for them, and every page read back.

mod check;
mod make;

pub use check::{Flaw, check_page};
pub use make::{TrialSet, make_set};

use crate::arrange::{Search, is_full};
use crate::{Faces, Failure, NewEdition, Resources};
use banxin_arrange::{Candidate, Plan, StoryForms, Weights};
use banxin_layout::{Composer, lay_out_page};
use banxin_model::{Date, Edition, Id, Index, Package};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

/// What became of one set.
#[derive(Clone, Debug)]
pub struct TrialOutcome {
    /// Its number.
    pub number: u64,
    /// Stories.
    pub stories: usize,
    /// Whether there were advertisements.
    pub has_ads: bool,
    /// The stories' natural ground as a share of the page's.
    pub filled: f32,
    /// Pages chosen.
    pub pages: usize,
    /// Milliseconds to measure copy that was never set before.
    pub measured: f64,
    /// Milliseconds from forms to the first page, with the copy measured.
    pub first: Option<f64>,
    /// Milliseconds until seven pages unlike each other were there.
    pub seven: Option<f64>,
    /// Least distance between two of the pages chosen.
    pub distance: f32,
    /// Different first divisions among them.
    pub roots: usize,
    /// What the checker found on them.
    pub flaws: Vec<Flaw>,
}

/// Draws `count` random story sets of 4 to 12 stories between `least` and `most` of a broadsheet page, arranges each
/// and checks every page chosen; `told` hears of each.
///
/// # Errors
/// When fonts or papers cannot be read.
pub fn run_trials(
    resources: &Resources,
    (from, count): (u64, u64),
    (least, most): (f32, f32),
    told: &mut dyn FnMut(&TrialOutcome),
) -> Result<(), Failure> {
    let faces = Faces::load(resources)?;
    let Some(date) = Date::new(2026, 2, 9) else { return Ok(()) };
    let empty = NewEdition {
        paper: "broadsheet-cn".to_owned(),
        date,
        pages: 1,
        name: "版心日报".to_owned(),
        nameplate_lines: 0,
    }
    .make(resources)?;
    let Some(page) = empty.pages.keys().next().copied() else { return Ok(()) };
    for number in from..from + count {
        const STORIES: [usize; 10] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 6];
        const ADS: [usize; 7] = [0, 0, 1, 2, 0, 3, 0];
        let stories = STORIES[(number % 10) as usize];
        let ads = ADS[(number % 7) as usize];
        let share = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f32 / 16_777_216.0;
        let wanted = least + (most - least) * share;
        let mut composer = Composer::new(faces.book());
        let Some(set) = make_set(&empty, page, number, (stories, ads, wanted), &mut composer) else {
            continue;
        };
        told(&run_one(&set, number, &faces.book(), &mut composer));
    }
    Ok(())
}

fn forms(set: &TrialSet, index: &Index, composer: &mut Composer) -> Vec<StoryForms> {
    let one = |wish: &banxin_arrange::Wish| StoryForms::new(&set.edition, index, set.page, *wish, composer);
    set.wishes.iter().filter_map(one).collect()
}

fn run_one(
    set: &TrialSet,
    number: u64,
    fonts: &Arc<banxin_text::FontBook>,
    composer: &mut Composer,
) -> TrialOutcome {
    let index = Index::of(&set.edition);
    let start = Instant::now();
    let cold = forms(set, &index, &mut Composer::new(Arc::clone(fonts)));
    let measured = start.elapsed().as_secs_f64() * 1000.0;
    drop(cold);
    let start = Instant::now();
    let plan = Plan::new(&set.edition, set.page, forms(set, &index, composer), set.fixed.clone());
    let mut outcome = TrialOutcome {
        number,
        stories: set.wishes.len(),
        has_ads: !set.fixed.is_empty(),
        filled: set.filled,
        pages: 0,
        measured,
        first: None,
        seven: None,
        distance: 1.0,
        roots: 0,
        flaws: Vec::new(),
    };
    let Some(plan) = plan else { return outcome };
    let weights = Weights::default();
    let mut chosen: Vec<Candidate> = Vec::new();
    let wanted = Search { plan: &plan, weights: &weights, seed: number, count: 7 };
    let mut is_sound = |packages: &[Package]| is_full(&set.edition, &index, packages, composer);
    wanted.run(false, &mut is_sound, &mut |candidates| {
        let time = start.elapsed().as_secs_f64() * 1000.0;
        if !candidates.is_empty() && outcome.first.is_none() {
            outcome.first = Some(time);
        }
        chosen = candidates;
        let is_enough = chosen.len() >= 7 && nearest(&chosen) >= 0.45;
        if is_enough {
            outcome.seven = Some(time);
        }
        !is_enough
    });
    outcome.pages = chosen.len();
    outcome.distance = nearest(&chosen);
    outcome.roots = chosen.iter().map(|one| one.root.as_str()).collect::<BTreeSet<_>>().len();
    for candidate in &chosen {
        let placed = placed(&set.edition, &candidate.packages);
        let layout = lay_out_page(&placed, &Index::of(&placed), set.page, composer);
        outcome.flaws.extend(check_page(&placed, set.page, &layout, set.wishes.len(), &set.fixed));
    }
    outcome
}

fn nearest(chosen: &[Candidate]) -> f32 {
    let pairs = chosen.iter().enumerate().flat_map(|(k, a)| chosen[..k].iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| a.sight.distance(&b.sight)).fold(1.0, f32::min)
}

/// An edition with packages put on it.
pub fn placed(edition: &Edition, packages: &[Package]) -> Edition {
    let mut placed = edition.clone();
    for (k, package) in (0u64..).zip(packages) {
        placed.packages.insert(Id::new(900_000 + k), Arc::new(package.clone()));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::{Flaw, TrialSet, check_page, forms, make_set, placed};
    use crate::{Faces, NewEdition, Resources};
    use banxin_arrange::{Plan, Pool, Weights};
    use banxin_layout::{Composer, PageLayout, lay_out_page};
    use banxin_model::{Edition, Id, Index, Package, Paragraph, Role};
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

    /// A page of seven stories, two of them with crossheads, and an advertisement.
    fn good() -> Good {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
        let resources = Resources::under(&assets).expect("the assets are there");
        let faces = Faces::load(&resources).expect("the fonts are there after cargo xtask fonts");
        let empty = NewEdition {
            paper: "broadsheet-cn".to_owned(),
            date: "2026-02-09".parse().expect("a day"),
            pages: 1,
            name: "试排".to_owned(),
            nameplate_lines: 0,
        }
        .make(&resources)
        .expect("an edition");
        let page = *empty.pages.keys().next().expect("a page");
        let mut composer = Composer::new(faces.book());
        let set = make_set(&empty, page, 3, (7, 2, 0.98), &mut composer).expect("a set");
        let index = Index::of(&set.edition);
        let plan = Plan::new(&set.edition, page, forms(&set, &index, &mut composer), set.fixed.clone());
        let plan = plan.expect("a plan");
        let mut pool = Pool::new();
        pool.add(&plan, plan.draw(&Weights::default(), 1, 0..24));
        let chosen = pool.choose(&plan, &Weights::default(), 1, &[], &[]);
        let packages = chosen.first().expect("a page that is full").packages.clone();
        Good { set, packages, composer }
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
}
