//! A page alive under the hand: a region arranged anew, two packages swapped, a divider's stops, other forms of one
//! package, stories for a hole; and what would help when nothing fits.

use super::{Arranged, Job, RemedyView, command, levels};
use crate::Failure;
use crate::arrange::request::ArrangeRequest;
use crate::desk::{Desk, Open};
use banxin_arrange::{Divider, Remedy, StoryForms, Wish, remedies, sides, stops};
use banxin_edit::{Command, Refusal};
use banxin_layout::Sentence;
use banxin_model::{Area, Id, Package, Page, Role, Story};
use serde::Serialize;
use std::sync::Arc;
use std::time::Instant;
use ts_rs::TS;

/// A place where a divider may stop, or another form of a package.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Stop {
    /// Lines (or columns, for a divider that runs down) from where it is now; 0 for a form.
    pub offset: i32,
    /// How much dearer than now, or than the best form, it is.
    pub cost: f32,
    /// The command that makes it so: one step.
    pub command: Command,
}

/// The stops of a divider.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StopsView {
    /// Whether it runs across, and so moves up and down.
    pub is_across: bool,
    /// Ids of the packages above it, or at its left.
    pub first: Vec<String>,
    /// Ids of the packages below it, or at its right.
    pub second: Vec<String>,
    /// The stops, in order of offset.
    pub stops: Vec<Stop>,
}

fn unknown_package() -> Failure {
    Failure::bad_request("there is no such package on the page")
}

impl Desk {
    /// The package of a page whose story is so called, by id or by how its headline begins.
    ///
    /// # Errors
    /// When there is no such page or story, or the story does not stand there.
    pub fn package_called(&self, page: &str, story: &str) -> Result<Id<Package>, Failure> {
        let open = self.lock();
        let page = open.page_called(page)?;
        let wanted = open.story_called(story)?;
        let standing = open.standing(page);
        let found = standing.iter().find(|(_, own)| own.story == wanted).map(|(id, _)| *id);
        found.ok_or_else(|| {
            Refusal::new(
                "story-not-on-page",
                format!("“{story}”不在这一版上，请先把它排上版。"),
                format!("“{story}” does not stand on this page: place it first."),
            )
            .into()
        })
    }

    /// The area of so many columns from a column, and so many lines from a line, of a page.
    ///
    /// # Errors
    /// When there is no such page, or the area is not within it.
    pub fn area_at(&self, page: &str, [column, columns, line, lines]: [i32; 4]) -> Result<Area, Failure> {
        let open = self.lock();
        let page = open.page_called(page)?;
        let grid = open.edition.pages.get(&page).map(|record| record.grid);
        let found = grid.and_then(|grid| {
            let (first, span) = (u8::try_from(column).ok()?, u8::try_from(columns).ok()?);
            let is_inside = span > 0
                && lines > 0
                && line >= 0
                && column + columns <= i32::from(grid.columns.columns)
                && line + lines <= i32::from(grid.lines);
            let (x, width) = (grid.columns.start(first), grid.columns.measure(span));
            is_inside.then_some(Area { x, line, width, lines })
        });
        found.ok_or_else(|| {
            Refusal::new(
                "outside-page",
                format!("第 {column} 栏起 {columns} 栏、第 {line} 行起 {lines} 行不在版心内，请核对。"),
                format!("{columns} columns from {column} and {lines} lines from {line} are not within the page: check the numbers."),
            )
            .into()
        })
    }

    /// Arranges some packages of a page anew in the room they have together; everything else stays (套索).
    ///
    /// # Errors
    /// When a package is not there or is locked.
    pub fn arrange_region(
        &self,
        request: &ArrangeRequest,
        packages: &[Id<Package>],
        told: &mut dyn FnMut(&Arranged) -> bool,
    ) -> Result<Arranged, Failure> {
        let job = self.region_job(request, packages)?;
        let number = self.next_arrangement();
        let last = self.arrange_with(job, number, told);
        let answer = self.answer(&last, true);
        *self.last_arranged() = Some(last);
        Ok(answer)
    }

    fn region_job(&self, request: &ArrangeRequest, packages: &[Id<Package>]) -> Result<Job, Failure> {
        let start = Instant::now();
        let mut open = self.lock();
        let open = &mut *open;
        let page = open.page_called(&request.page)?;
        let standing = open.standing(page);
        let mut stories = Vec::new();
        for id in packages {
            let (_, package) = standing.iter().find(|(own, _)| own == id).ok_or_else(unknown_package)?;
            // A free frame is no story, and the rest of one goes with its beginning: both stay where they are.
            if package.free.is_some() || open.edition.is_rest(package) {
                continue;
            }
            if package.is_locked {
                return Err(Refusal::new(
                    "locked",
                    "选中的稿块里有锁定的，请先解锁或不选它。",
                    "One of the packages is locked: unlock it, or leave it out.",
                )
                .into());
            }
            stories.push(package.story);
        }
        let wishes = open.wishes_among(page, &stories, request);
        let mut fixed: Vec<Area> = standing
            .iter()
            .filter(|(id, package)| {
                package.free.is_some() || open.edition.is_rest(package) || !packages.contains(id)
            })
            .flat_map(|(_, package)| package.taken())
            .collect();
        fixed.extend(request.fixed.iter().copied());
        let job = self.job(open, page, wishes, fixed, start)?;
        let count = request.candidates.unwrap_or(7).clamp(1, 24);
        let weights = open.weights(request);
        Ok(Job { keeps_others: true, seed: request.seed, count, weights, ..job })
    }

    /// The command by which two packages change places, both filled exactly where they come to stand.
    ///
    /// # Errors
    /// When one is not there or locked, or no way was found.
    pub fn arrange_swap(&self, page: &str, a: Id<Package>, b: Id<Package>) -> Result<Stop, Failure> {
        let request = ArrangeRequest { page: page.to_owned(), candidates: Some(24), ..Default::default() };
        let job = self.region_job(&request, &[a, b])?;
        let (first, second) = {
            let open = self.lock();
            let package = |id| open.edition.packages.get(&id).cloned().ok_or_else(unknown_package);
            (package(a)?, package(b)?)
        };
        let exact = if !first.cuts.is_empty() || !second.cuts.is_empty() {
            None
        } else {
            let mut open = self.lock();
            let open = &mut *open;
            let place = |open: &mut Open, story: Id<Story>, area: Area| {
                let wish = job.wishes.iter().find(|wish| wish.story == story)?;
                let forms = self.forms(open, job.page, *wish)?;
                let fits = forms.fits(&open.edition, job.page, area);
                fits.into_iter().find(|fit| open.is_full(std::slice::from_ref(&fit.package)))
            };
            match (place(open, first.story, second.area), place(open, second.story, first.area)) {
                (Some(one), Some(other)) => Some((one.cost + other.cost, vec![one.package, other.package])),
                _ => None,
            }
        };
        if let Some((cost, packages)) = exact {
            return Ok(Stop { offset: 0, cost, command: command(&job, &packages) });
        }
        // Not in each other's very places: in the room they have together, the other way round.
        let is_swapped = |packages: &[Package]| {
            let area = |story| packages.iter().find(|own| own.story == story).map(|own| own.area);
            let Some((one, other)) = area(first.story).zip(area(second.story)) else { return false };
            let before = (first.area.x.0.cmp(&second.area.x.0), first.area.line.cmp(&second.area.line));
            let after = (one.x.0.cmp(&other.x.0), one.line.cmp(&other.line));
            before.0 == after.0.reverse() && before.1 == after.1.reverse()
        };
        let last = self.arrange_with(job, 0, &mut |_| true);
        let found = last.shown.iter().find(|candidate| is_swapped(&candidate.packages));
        found
            .map(|one| Stop { offset: 0, cost: one.score, command: command(&last.job, &one.packages) })
            .ok_or_else(|| {
                Refusal::new(
                    "no-exact-swap",
                    "这两块对调后都排不满，请连同邻近的稿块一起套选重排。",
                    "These two cannot change places and be full: arrange them anew together with their neighbours.",
                )
                .into()
            })
    }

    /// The legal stops of the divider between two packages, each with the command that sets it there.
    ///
    /// # Errors
    /// When the packages are not there, or no divider runs between them.
    pub fn arrange_stops(&self, page: &str, a: Id<Package>, b: Id<Package>) -> Result<StopsView, Failure> {
        let mut open = self.lock();
        let open = &mut *open;
        let page = open.page_called(page)?;
        let standing = open.standing(page);
        let lying = standing.iter().filter(|(_, own)| !own.taken().is_empty());
        let areas: Vec<(Id<Package>, Area)> = lying.map(|(id, own)| (*id, own.area)).collect();
        let no_divider = || {
            Failure::from(Refusal::new(
                "no-divider",
                "这两块之间没有贯通的分界，请套选重排。",
                "No divider runs between these two: arrange them anew as a region.",
            ))
        };
        let parts = sides(&open.edition, page, &areas, a, b).ok_or_else(no_divider)?;
        let mut side = |ids: &[Id<Package>]| -> Option<(Vec<StoryForms>, Vec<Area>)> {
            let own: Vec<&Arc<Package>> = ids
                .iter()
                .filter_map(|id| standing.iter().find(|(other, _)| other == id).map(|(_, own)| own))
                .collect();
            if own.iter().any(|package| package.is_fixed() || open.edition.is_rest(package)) {
                return None;
            }
            let stories: Vec<Id<Story>> = own.iter().map(|package| package.story).collect();
            let wishes: Vec<Wish> = open.wishes_among(page, &stories, &ArrangeRequest::default());
            let forms =
                wishes.iter().map(|wish| self.forms(open, page, *wish)).collect::<Option<Vec<_>>>()?;
            Some((forms, own.iter().map(|package| package.area).collect()))
        };
        let (first, second) = side(&parts.first).zip(side(&parts.second)).ok_or_else(no_divider)?;
        let hands = super::Threads::usual();
        let (first, second) = ((&*first.0, &*first.1), (&*second.0, &*second.1));
        let found = stops(&open.edition, page, parts.divider, first, second, &hands);
        let ids = |ids: &[Id<Package>]| ids.iter().map(ToString::to_string).collect();
        Ok(StopsView {
            is_across: parts.divider == Divider::Across,
            first: ids(&parts.first),
            second: ids(&parts.second),
            stops: found
                .iter()
                .map(|stop| Stop {
                    offset: stop.offset,
                    cost: stop.cost,
                    command: part_command(page, &stop.packages),
                })
                .collect(),
        })
    }

    /// Other forms of one package that fill its very area, the best first; nothing else changes.
    ///
    /// # Errors
    /// When the package is not there.
    pub fn arrange_knobs(&self, package: Id<Package>) -> Result<Vec<Stop>, Failure> {
        let mut open = self.lock();
        let open = &mut *open;
        let own = open.edition.packages.get(&package).cloned().ok_or_else(unknown_package)?;
        if own.free.is_some() || open.edition.is_rest(&own) {
            return Ok(Vec::new());
        }
        let wishes = open.wishes_among(own.page, &[own.story], &ArrangeRequest::default());
        let Some(wish) = wishes.first() else { return Ok(Vec::new()) };
        let Some(forms) = self.forms(open, own.page, *wish) else { return Ok(Vec::new()) };
        let mut fits = forms.fits(&open.edition, own.page, own.area);
        // The forms of an area are rectangles: a corner that the package leaves is not theirs to fill.
        fits.retain(|_| own.cuts.is_empty());
        fits.retain(|fit| open.is_full(std::slice::from_ref(&fit.package)));
        Ok(fits
            .into_iter()
            .map(|fit| Stop { offset: 0, cost: fit.cost, command: part_command(own.page, &[fit.package]) })
            .collect())
    }

    /// Stories of the pool that fill an area of a page exactly, the best form of each, the best story first; the
    /// offset says by how many lines a story falls short of the area where none is exact.
    ///
    /// # Errors
    /// When there is no such page.
    pub fn arrange_hole(&self, page: &str, area: Area) -> Result<Vec<Stop>, Failure> {
        let mut open = self.lock();
        let open = &mut *open;
        let page = open.page_called(page)?;
        let mut pool: Vec<Id<Story>> =
            open.edition.stories.keys().filter(|id| open.index.of_story(**id).is_empty()).copied().collect();
        pool.sort_by_key(|id| (open.edition.stories.get(id).map(|story| story.rank), *id));
        let span = open.edition.pages.get(&page).and_then(|own| own.grid.columns.span_of(area.width));
        let ground = f32::from(span.unwrap_or(1)) * area.lines.max(1) as f32;
        let wishes = levels(open, &pool, &ArrangeRequest::default());
        let mut found = Vec::new();
        for wish in wishes {
            // Forms are worked out only for stories that could come near.
            let rough = open.rough_ground(wish.story, page);
            if !(0.4..=2.2).contains(&(rough / ground)) {
                continue;
            }
            let wish =
                Wish { level: wish.level.max(banxin_arrange::Level::Usual), may_be_boxed: true, ..wish };
            let Some(forms) = self.forms(open, page, wish) else { continue };
            for short in 0..=4 {
                let tried = Area { lines: area.lines - short, ..area };
                let fits = forms.fits(&open.edition, page, tried);
                let mut full = |fit: &banxin_arrange::Fit| open.is_full(std::slice::from_ref(&fit.package));
                if let Some(fit) = fits.into_iter().find(&mut full) {
                    let command = part_command(page, &[fit.package]);
                    found.push(Stop { offset: -short, cost: fit.cost + 3.0 * short as f32, command });
                    break;
                }
            }
        }
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        Ok(found)
    }

    /// What would let the stories of a job fill their page.
    pub(crate) fn remedies(&self, job: &Job) -> Vec<RemedyView> {
        let mut open = self.lock();
        let open = &mut *open;
        let pool: Vec<StoryForms> = open
            .pool_for(job.page)
            .into_iter()
            .filter(|story| job.wishes.iter().all(|wish| wish.story != *story))
            .take(8)
            .filter_map(|story| {
                let wish = Wish {
                    story,
                    level: banxin_arrange::Level::Brief,
                    photo_is_optional: true,
                    may_be_boxed: true,
                    group: None,
                };
                self.forms(open, job.page, wish)
            })
            .collect();
        let Open { edition, index, composer, .. } = open;
        let hands = super::Threads::usual();
        let found = remedies(
            edition,
            index,
            &job.plan,
            (&pool, job.jumps.are_allowed),
            &job.weights,
            (composer, &hands),
        );
        found.iter().map(|remedy| view(open, job, remedy)).collect()
    }
}

impl Open {
    /// Whether packages come out full when they are laid out.
    fn is_full(&mut self, packages: &[Package]) -> bool {
        super::is_full(&self.edition, &self.index, packages, &mut self.composer)
    }

    /// The packages of a page with their ids.
    fn standing(&self, page: Id<Page>) -> Vec<(Id<Package>, Arc<Package>)> {
        let ids = self.index.on_page(page).iter();
        ids.filter_map(|id| self.edition.packages.get(id).map(|own| (*id, Arc::clone(own)))).collect()
    }

    /// How much some stories of a page count, seen among all the stories of the page.
    fn wishes_among(&self, page: Id<Page>, stories: &[Id<Story>], request: &ArrangeRequest) -> Vec<Wish> {
        let mut all: Vec<Id<Story>> = self.standing(page).iter().map(|(_, own)| own.story).collect();
        all.extend(stories);
        all.sort_by_key(|id| (self.edition.stories.get(id).map(|story| story.rank), *id));
        all.dedup();
        let mut wishes = levels(self, &all, request);
        wishes.retain(|wish| stories.contains(&wish.story));
        wishes.sort_by_key(|wish| stories.iter().position(|story| *story == wish.story));
        wishes
    }
}

fn part_command(page: Id<Page>, packages: &[Package]) -> Command {
    Command::from(banxin_edit::ArrangePage {
        page: banxin_edit::PageRef::Id(page.to_string()),
        packages: packages.iter().map(banxin_edit::ArrangedPackage::of).collect(),
        keep_others: Some(true),
        name: None,
    })
}

fn view(open: &Open, job: &Job, remedy: &Remedy) -> RemedyView {
    let name = |story: Id<Story>| {
        let headline = open.index.texts(&open.edition, story, Role::Headline).concat();
        let mut short: String = headline.chars().take(12).collect();
        if short.chars().count() < headline.chars().count() {
            short.push('…');
        }
        if short.is_empty() { "无题".to_owned() } else { short }
    };
    let (story, sentence, characters, lines, page) = match remedy {
        Remedy::Copy { story, characters, lines, page } => {
            let (name, count) = (name(*story), characters.abs());
            let sentence = if *characters < 0 {
                Sentence::new(
                    format!("“{name}” −{count} 字（{} 行）", lines.abs()),
                    format!("“{name}” −{count} characters ({} lines)", lines.abs()),
                )
            } else {
                Sentence::new(
                    format!("“{name}” +{count} 字（{lines} 行）"),
                    format!("“{name}” +{count} characters ({lines} lines)"),
                )
            };
            (*story, sentence, *characters, *lines, page.as_ref())
        }
        Remedy::Photo { story, lines, page } => {
            let name = name(*story);
            let sentence = Sentence::new(
                format!("“{name}”的图片 {lines:+} 行"),
                format!("the photo of “{name}” {lines:+} lines"),
            );
            (*story, sentence, 0, *lines, Some(page))
        }
        Remedy::Add { story, lines, page } => {
            let name = name(*story);
            let sentence = Sentence::new(
                format!("补上 {lines} 行的“{name}”"),
                format!("add the {lines}-line brief “{name}”"),
            );
            (*story, sentence, 0, *lines, Some(page))
        }
        Remedy::Jump { story, lines, page } => {
            let name = name(*story);
            let own = open.edition.pages.get(&job.page).map_or(0, |own| own.number);
            let later = open.edition.pages_in_order().into_iter().map(|(_, own)| own.number);
            let number = later.filter(|number| *number > own).min();
            let (zh, en) = match number {
                Some(number) => (format!("{number} 版"), format!("page {number}")),
                None => ("后面的版".to_owned(), "a later page".to_owned()),
            };
            let sentence = Sentence::new(
                format!("“{name}”转 {zh}：{lines} 行"),
                format!("“{name}” goes on on {en}: {lines} lines"),
            );
            (*story, sentence, 0, -*lines, Some(page))
        }
        Remedy::Leave { story, page } => {
            let name = name(*story);
            let sentence = Sentence::new(format!("撤下“{name}”"), format!("leave “{name}” out"));
            (*story, sentence, 0, 0, Some(page))
        }
    };
    RemedyView {
        sentence,
        story: story.to_string(),
        characters,
        lines,
        command: page.map(|page| command(job, &page.packages)),
    }
}
