//! What is asked for: the page, the stories and how much each counts.

use crate::Failure;
use crate::desk::Open;
use banxin_arrange::{Level, MOST_IN_GROUP, MOST_STORIES, Weights, Wish};
use banxin_edit::Refusal;
use banxin_model::{Area, Id, Package, Page, Role, Story, StoryKind};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use ts_rs::TS;

/// A page to be arranged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(optional_fields)]
pub struct ArrangeRequest {
    /// Id of the page, or its number.
    pub page: String,
    /// Ids of the stories, the lead first (a brief leads only when `levels` says so); those that stand on the page
    /// when left out, or on an empty page those of the pool that belong to it and fill it.
    #[ts(optional, as = "Option<_>")]
    pub stories: Vec<String>,
    /// How much single stories count, by id, where that is not to be worked out from order and length.
    #[ts(optional, as = "Option<_>")]
    pub levels: BTreeMap<String, Level>,
    /// Stories that stand together in one part of the page, by id or by how their headlines begin; each group beside
    /// its own kin.
    #[ts(optional, as = "Option<_>")]
    pub groups: Vec<Vec<String>>,
    /// Ids of stories that may stand without their photos.
    #[ts(optional, as = "Option<_>")]
    pub photo_optional: Vec<String>,
    /// How many proposals, 7 when left out.
    pub candidates: Option<usize>,
    /// The same seed gives the same proposals.
    #[ts(optional, as = "Option<u32>")]
    pub seed: u64,
    /// Weights of single terms, by name; the edition's own where left out.
    #[ts(optional, as = "Option<_>")]
    pub weights: BTreeMap<String, f32>,
    /// Areas that stand fixed beside the nameplate and locked packages, such as advertisements.
    #[ts(optional, as = "Option<_>")]
    pub fixed: Vec<Area>,
    /// Whether a long story may go on on a later page where the page is too small for all; as the edition says when
    /// left out.
    pub jumps: Option<bool>,
    /// Numbers of the last proposals, from 0, that more like them are wanted of.
    #[ts(optional, as = "Option<_>")]
    pub liked: Vec<usize>,
    /// Numbers of the last proposals that nothing like them is wanted of.
    #[ts(optional, as = "Option<_>")]
    pub disliked: Vec<usize>,
}

/// Share of the page's ground up to which the pool's stories are taken when nobody chose.
const FILLED: f32 = 1.02;

impl Open {
    /// What counts: the edition's own weights, and over them those of a request.
    pub(crate) fn weights(&self, request: &ArrangeRequest) -> Weights {
        let none = BTreeMap::new();
        Weights::with(self.edition.about().map_or(&none, |info| &info.weights), &request.weights)
    }

    /// The page of an id or a number.
    pub(crate) fn page_called(&self, name: &str) -> Result<Id<Page>, Failure> {
        let by_id = name.parse::<Id<Page>>().ok().filter(|id| self.edition.pages.contains_key(id));
        let by_number = || {
            name.parse::<u32>().ok().and_then(|number| self.edition.page_numbered(number)).map(|(id, _)| id)
        };
        by_number().or(by_id).ok_or_else(|| {
            Refusal::new(
                "unknown-page",
                format!("没有版面“{name}”，请核对版次。"),
                format!("There is no page “{name}”: check its number."),
            )
            .into()
        })
    }

    /// The story of an id, or whose headline begins so.
    pub(crate) fn story_called(&self, name: &str) -> Result<Id<Story>, Failure> {
        if let Some(id) = name.parse().ok().filter(|id| self.edition.stories.contains_key(id)) {
            return Ok(id);
        }
        let squash = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let wanted = squash(name);
        let headline =
            |id: &Id<Story>| squash(&self.index.texts(&self.edition, *id, Role::Headline).concat());
        let mut found = self.edition.stories.keys().filter(|id| headline(id).starts_with(&wanted));
        match (found.next(), found.next()) {
            (Some(only), None) if !wanted.is_empty() => Ok(*only),
            (Some(_), Some(_)) if !wanted.is_empty() => Err(Refusal::new(
                "ambiguous-story",
                format!("以“{name}”开头的稿件不止一篇，请写得更完整。"),
                format!("Several stories begin with “{name}”: give more of the headline."),
            )
            .into()),
            _ => Err(Refusal::new(
                "unknown-story",
                format!("没有找到稿件“{name}”，请核对标题或编号。"),
                format!("There is no story “{name}”: check its headline or id."),
            )
            .into()),
        }
    }

    /// The stories a request names, or those of the page, or those of the pool that belong to it.
    pub(crate) fn stories_wanted(
        &self,
        page: Id<Page>,
        request: &ArrangeRequest,
    ) -> Result<Vec<Id<Story>>, Failure> {
        if !request.stories.is_empty() {
            let mut stories = Vec::new();
            for name in &request.stories {
                let story = self.story_called(name)?;
                if !stories.contains(&story) {
                    stories.push(story);
                }
            }
            return Ok(stories);
        }
        let packages = self.index.on_page(page).iter().filter_map(|id| self.edition.packages.get(id));
        let is_own = |package: &&Arc<Package>| !package.is_fixed() && !self.edition.is_rest(package);
        let mut stories: Vec<Id<Story>> = packages.filter(is_own).map(|package| package.story).collect();
        stories.sort_by_key(|id| (self.edition.stories.get(id).map(|story| story.rank), *id));
        stories.dedup();
        if stories.is_empty() {
            stories = self.pool_for(page);
        }
        Ok(stories)
    }

    /// The stories of the pool that belong on a page, by their section and rank, as many as fill it.
    pub(crate) fn pool_for(&self, page: Id<Page>) -> Vec<Id<Story>> {
        let Some(record) = self.edition.pages.get(&page) else { return Vec::new() };
        let mut free: Vec<(bool, i64, Id<Story>)> = self
            .edition
            .stories
            .iter()
            .filter(|(id, _)| self.index.of_story(**id).is_empty())
            .filter(|(_, story)| {
                story.section.is_empty() || belongs(&story.section, &record.name, record.number)
            })
            .map(|(id, story)| (story.section.is_empty(), story.rank, *id))
            .collect();
        free.sort();
        let ground = f32::from(record.grid.columns.columns)
            * f32::from(record.grid.lines.saturating_sub(record.nameplate_lines));
        let mut filled = 0.0;
        let mut chosen = Vec::new();
        for (_, _, story) in free {
            let needed = self.rough_ground(story, page);
            if filled + needed > ground * FILLED && !chosen.is_empty() || chosen.len() >= MOST_STORIES - 1 {
                continue;
            }
            filled += needed;
            chosen.push(story);
        }
        chosen
    }

    /// Ground in column-lines that a story takes, by its characters and photos.
    pub(crate) fn rough_ground(&self, story: Id<Story>, page: Id<Page>) -> f32 {
        let Some(record) = self.edition.pages.get(&page) else { return 0.0 };
        let characters = self.index.characters(&self.edition, story) as f32;
        let cells = f32::from(record.grid.columns.cells).max(1.0);
        // A head and the ends of paragraphs; a photo of two to three columns.
        let text = characters / cells * 1.14 + 10.0 + characters.sqrt() * 0.5;
        text + 62.0 * self.index.photos(story).len().min(2) as f32
    }
}

/// Whether a section names a page: by its name or its number.
pub(crate) fn belongs(section: &str, name: &str, number: u32) -> bool {
    let section = section.trim();
    section == name.trim() || section.trim_matches(['第', '版']).parse() == Ok(number)
}

/// Share of the longest text, in per cent, that a story needs to lead a page without being told to.
const LEADING: usize = 40;

/// How much each story counts: the lead is the one that is named as such, else the first text that is no mere brief
/// beside the longest; long ones after it are second, short ones briefs.
pub(crate) fn levels(open: &Open, stories: &[Id<Story>], request: &ArrangeRequest) -> Vec<Wish> {
    let characters = |id: Id<Story>| {
        let texts = open.index.texts(&open.edition, id, Role::Body);
        texts.iter().map(|text| text.chars().count()).sum::<usize>()
    };
    let is_photo =
        |id: Id<Story>| open.edition.stories.get(&id).is_some_and(|story| story.kind == StoryKind::Photo);
    let longest = stories.iter().filter(|id| !is_photo(**id)).map(|id| characters(*id)).max().unwrap_or(0);
    let named = |id: &Id<Story>| request.levels.get(&id.to_string()) == Some(&Level::Lead);
    let leads = |id: &Id<Story>| {
        let is_free = !is_photo(*id) && !request.levels.contains_key(&id.to_string());
        is_free && characters(*id) * 100 >= longest * LEADING
    };
    let lead = stories.iter().find(|id| named(id)).or_else(|| stories.iter().find(|id| leads(id)));
    let lead = lead.or(stories.first()).copied();
    let led = lead.map_or(0, characters);
    let seconds = 1 + usize::from(stories.len() >= 8) + usize::from(stories.len() >= 12);
    let mut given = 0;
    let mut wishes = Vec::new();
    for story in stories {
        let length = characters(*story);
        let has_photo = !open.index.photos(*story).is_empty();
        let own = request.levels.get(&story.to_string()).copied();
        let level = own.unwrap_or_else(|| {
            if Some(*story) == lead {
                Level::Lead
            } else if !is_photo(*story) && given < seconds && length * 100 >= led * LEADING && length > 380 {
                given += 1;
                Level::Second
            } else if !is_photo(*story) && !has_photo && length < 260 {
                Level::Brief
            } else {
                Level::Usual
            }
        });
        wishes.push(Wish {
            story: *story,
            level,
            photo_is_optional: request.photo_optional.contains(&story.to_string()),
            may_be_boxed: matches!(level, Level::Usual | Level::Brief),
            group: None,
        });
    }
    wishes
}

/// Tells which stories stand together.
pub(crate) fn group(open: &Open, wishes: &mut [Wish], request: &ArrangeRequest) -> Result<(), Failure> {
    for (number, names) in (0u8..).zip(&request.groups) {
        if names.len() > MOST_IN_GROUP {
            return Err(Refusal::new(
                "group-too-large",
                format!("一组最多 {MOST_IN_GROUP} 篇，请把这一组分成两组。"),
                format!("A group holds at most {MOST_IN_GROUP} stories: make two of it."),
            )
            .into());
        }
        for name in names {
            let story = open.story_called(name)?;
            for wish in wishes.iter_mut().filter(|wish| wish.story == story) {
                wish.group = Some(number);
            }
        }
    }
    Ok(())
}

/// A hash of everything that a story's forms depend on.
pub(crate) fn hash_of(open: &Open, page: Id<Page>, wish: Wish) -> u64 {
    let mut hasher = FxHasher::default();
    Wish { group: None, ..wish }.hash(&mut hasher);
    if let Some(record) = open.edition.pages.get(&page) {
        (page, record.grid, record.nameplate_lines).hash(&mut hasher);
    }
    if let Some(about) = open.edition.about() {
        about.typography.hash(&mut hasher);
    }
    open.edition.stories.get(&wish.story).map(|story| story.kind).hash(&mut hasher);
    for id in open.index.paragraphs(wish.story) {
        if let Some(paragraph) = open.edition.paragraphs.get(id) {
            (id, paragraph).hash(&mut hasher);
        }
    }
    for id in open.index.photos(wish.story) {
        (id, open.edition.photos.get(id)).hash(&mut hasher);
    }
    hasher.finish()
}
