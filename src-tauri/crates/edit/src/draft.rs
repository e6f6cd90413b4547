//! The scratch edition a verb works on, and the ways it finds and makes records.

use crate::{Cx, Measure, PackageRef, PageRef, ParagraphRef, PhotoRef, Refusal, StoryRef};
use banxin_model::{
    Area, Cells, Edition, FreeKind, Id, Package, Page, Paragraph, Photo, Role, Story, StoryKind,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most names that a refusal lists.
const NAMES: usize = 5;

pub(crate) struct Draft<'a> {
    pub(crate) edition: Edition,
    measure: &'a dyn Measure,
    seed: u64,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(edition: &Edition, cx: &Cx<'a>) -> Self {
        Draft { edition: edition.clone(), measure: cx.measure, seed: cx.seed }
    }

    /// An id that no record has: splitmix64 (Steele, Lea and Flood 2014) over the seed.
    pub(crate) fn fresh<R>(&mut self) -> Id<R> {
        loop {
            self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.seed;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let id = Id::<R>::new(mixed ^ (mixed >> 31));
            if !self.is_taken(id.value()) {
                return id;
            }
        }
    }

    fn is_taken(&self, value: i64) -> bool {
        let edition = &self.edition;
        let value = value as u64;
        // Small numbers are left to records that are named once for all, such as the edition's own.
        value < 256
            || edition.pages.contains_key(&Id::new(value))
            || edition.stories.contains_key(&Id::new(value))
            || edition.paragraphs.contains_key(&Id::new(value))
            || edition.photos.contains_key(&Id::new(value))
            || edition.packages.contains_key(&Id::new(value))
    }

    /// Lines at which a package holds its text, however many its page has.
    pub(crate) fn depth(&self, package: &Package) -> i32 {
        self.measure.fit_lines(&self.edition, package)
    }

    /// Lines at which a package holds its text, no more than its page has below its top and at least one.
    pub(crate) fn fitted(&self, package: &Package) -> i32 {
        let lines = self.measure.fit_lines(&self.edition, package);
        let below = self
            .edition
            .pages
            .get(&package.page)
            .map_or(1, |page| i32::from(page.grid.lines).saturating_sub(package.area.line));
        lines.min(below).max(1)
    }

    pub(crate) fn find_story(&self, story: &StoryRef) -> Result<Id<Story>, Refusal> {
        match story {
            StoryRef::Id(text) => known(text, |id| self.edition.stories.contains_key(&id))
                .ok_or_else(|| missing("story", "稿件", text)),
            StoryRef::Headline { headline } => self.story_called(headline),
        }
    }

    fn story_called(&self, words: &str) -> Result<Id<Story>, Refusal> {
        let wanted = squash(words);
        if wanted.is_empty() {
            return Err(missing("story", "稿件", words));
        }
        // The words of a free frame name it only where no story of the pool is called so.
        let is_frame = |id: &Id<Story>| self.is_frame(*id);
        let (frames, pool): (Vec<Id<Story>>, Vec<Id<Story>>) =
            self.edition.stories.keys().copied().partition(is_frame);
        match self.called_among(&pool, words, &wanted) {
            Err(refusal) if refusal.code == "unknown-story" => {
                self.called_among(&frames, words, &wanted).map_err(|_| refusal)
            }
            found => found,
        }
    }

    /// A story of the pool: one that can be placed.
    pub(crate) fn find_copy(&self, story: &StoryRef) -> Result<Id<Story>, Refusal> {
        let id = self.find_story(story)?;
        if self.is_frame(id) {
            return Err(Refusal::new(
                "frame-story",
                "自由框里的文字不是稿库的稿件，不能这样用；请选稿库里的稿件。",
                "The words of a free frame are no story of the pool: choose a story of the pool.",
            ));
        }
        Ok(id)
    }

    /// Whether a story is the words of a free frame.
    fn is_frame(&self, story: Id<Story>) -> bool {
        self.edition.stories.get(&story).is_some_and(|story| story.kind == StoryKind::Frame)
    }

    fn called_among(&self, stories: &[Id<Story>], words: &str, wanted: &str) -> Result<Id<Story>, Refusal> {
        let named: Vec<(Id<Story>, String)> = stories.iter().map(|id| (*id, self.headline(*id))).collect();
        let is_exact = |name: &String| squash(name) == wanted;
        let begins = |name: &String| squash(name).starts_with(wanted);
        // A headline given in full names its story even when another begins with it.
        let mut found: Vec<_> = named.iter().filter(|(_, name)| is_exact(name)).collect();
        if found.is_empty() {
            found = named.iter().filter(|(_, name)| begins(name)).collect();
        }
        match found.as_slice() {
            [(id, _)] => Ok(*id),
            [] => Err(missing("story", "稿件", words)),
            several => {
                let names: Vec<&str> = several.iter().map(|(_, name)| name.as_str()).collect();
                Err(ambiguous(words, &names))
            }
        }
    }

    pub(crate) fn find_page(&self, page: &PageRef) -> Result<Id<Page>, Refusal> {
        match page {
            PageRef::Id(text) => known(text, |id| self.edition.pages.contains_key(&id))
                .ok_or_else(|| missing("page", "版面", text)),
            PageRef::Number(number) => {
                self.edition.page_numbered(*number).map(|(id, _)| id).ok_or_else(|| {
                    let there: Vec<String> = self
                        .edition
                        .pages_in_order()
                        .iter()
                        .map(|(_, page)| page.number.to_string())
                        .collect();
                    Refusal::new(
                        "unknown-page",
                        format!("没有第 {number} 版；本期有：{}。", there.join("、")),
                        format!("There is no page {number}; this edition has {}.", there.join(", ")),
                    )
                })
            }
        }
    }

    pub(crate) fn find_package(&self, package: &PackageRef) -> Result<Id<Package>, Refusal> {
        match package {
            PackageRef::Id(text) => known(text, |id| self.edition.packages.contains_key(&id))
                .ok_or_else(|| missing("package", "稿块", text)),
            PackageRef::Headline { headline, page } => {
                let story = self.story_called(headline)?;
                let page = page.map(|number| self.find_page(&PageRef::Number(number))).transpose()?;
                let found: Vec<Id<Package>> = self
                    .edition
                    .packages
                    .iter()
                    .filter(|(_, package)| {
                        package.story == story && page.is_none_or(|page| package.page == page)
                    })
                    .map(|(id, _)| *id)
                    .collect();
                // Of a chain that stands on the page in several parts, the first is meant.
                let is_later = |id: &Id<Package>| {
                    let before = self.edition.packages.get(id).and_then(|package| package.continues);
                    before.is_some_and(|before| found.contains(&before))
                };
                let firsts: Vec<Id<Package>> = found.iter().copied().filter(|id| !is_later(id)).collect();
                match firsts.as_slice() {
                    [id] => Ok(*id),
                    [] => Err(Refusal::new(
                        "not-placed",
                        format!("“{headline}”还没有上版，请先放到版面上。"),
                        format!("“{headline}” is not on that page: place it first."),
                    )),
                    _ => Err(Refusal::new(
                        "ambiguous-package",
                        format!("“{headline}”在版面上不止一处，请写明版次或用编号。"),
                        format!("“{headline}” stands in more than one place: name its page, or its id."),
                    )),
                }
            }
        }
    }

    pub(crate) fn find_photo(&self, photo: &PhotoRef) -> Result<Id<Photo>, Refusal> {
        match photo {
            PhotoRef::Id(text) => known(text, |id| self.edition.photos.contains_key(&id))
                .ok_or_else(|| missing("photo", "图片", text)),
            PhotoRef::Name { name } => {
                let found: Vec<Id<Photo>> = self
                    .edition
                    .photos
                    .iter()
                    .filter(|(_, photo)| photo.name == *name)
                    .map(|(id, _)| *id)
                    .collect();
                match found.as_slice() {
                    [id] => Ok(*id),
                    [] => Err(missing("photo", "图片", name)),
                    _ => Err(Refusal::new(
                        "ambiguous-photo",
                        format!("有 {} 张图片都叫“{name}”，请改用编号。", found.len()),
                        format!("{} photos are called “{name}”: name the one by its id.", found.len()),
                    )),
                }
            }
        }
    }

    pub(crate) fn find_paragraph(&self, paragraph: &ParagraphRef) -> Result<Id<Paragraph>, Refusal> {
        match paragraph {
            ParagraphRef::Id(text) => known(text, |id| self.edition.paragraphs.contains_key(&id))
                .ok_or_else(|| missing("paragraph", "段落", text)),
            ParagraphRef::Part { story, role, index } => {
                let story = self.find_story(story)?;
                self.paragraphs_of(story)
                    .into_iter()
                    .filter(|id| self.edition.paragraphs.get(id).is_some_and(|found| found.role == *role))
                    .nth(*index)
                    .ok_or_else(|| missing("paragraph", "段落", &index.to_string()))
            }
        }
    }

    /// A story's paragraphs in order.
    pub(crate) fn paragraphs_of(&self, story: Id<Story>) -> Vec<Id<Paragraph>> {
        let mut found: Vec<_> = self
            .edition
            .paragraphs
            .iter()
            .filter(|(_, paragraph)| paragraph.story == story)
            .map(|(id, paragraph)| (paragraph.rank, *id))
            .collect();
        found.sort();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// A story's photos in order.
    pub(crate) fn photos_of(&self, story: Id<Story>) -> Vec<Id<Photo>> {
        let mut found: Vec<_> = self
            .edition
            .photos
            .iter()
            .filter(|(_, photo)| photo.story == Some(story))
            .map(|(id, photo)| (photo.rank, *id))
            .collect();
        found.sort();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// A page's packages from the back to the front.
    pub(crate) fn packages_on(&self, page: Id<Page>) -> Vec<Id<Package>> {
        let mut found: Vec<_> = self
            .edition
            .packages
            .iter()
            .filter(|(_, package)| package.page == page)
            .map(|(id, package)| (package.rank, *id))
            .collect();
        found.sort();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// What takes the ground of a page: `of` every package there, and the nameplate.
    pub(crate) fn taken_on(
        &self,
        page: Id<Page>,
        of: impl Fn(&Package) -> Vec<Area>,
    ) -> Result<Vec<Area>, Refusal> {
        let record = self.page(page)?;
        let packages = self.packages_on(page);
        let packages = packages.iter().filter_map(|id| self.edition.packages.get(id));
        let mut taken: Vec<Area> = packages.flat_map(|package| of(package)).collect();
        if record.nameplate_lines > 0 {
            let width = Cells::whole(i32::from(record.grid.cells));
            taken.push(Area { x: Cells(0), line: 0, width, lines: i32::from(record.nameplate_lines) });
        }
        Ok(taken)
    }

    /// The story's headline, or where it has none the first words it has.
    fn headline(&self, story: Id<Story>) -> String {
        let paragraphs = self.paragraphs_of(story);
        let texts = |wanted: fn(Role) -> bool| {
            paragraphs
                .iter()
                .filter_map(|id| self.edition.paragraphs.get(id))
                .filter(move |paragraph| wanted(paragraph.role))
                .map(|paragraph| paragraph.text.as_str())
        };
        let headline: String = texts(|role| role == Role::Headline).collect();
        if headline.trim().is_empty() {
            texts(|_| true).find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned()
        } else {
            headline
        }
    }

    /// What a story is called in a label, in both languages.
    pub(crate) fn story_name(&self, story: Id<Story>) -> (String, String) {
        let headline = self.headline(story);
        let headline = headline.trim();
        if headline.is_empty() && self.is_frame(story) {
            let shown = self.edition.packages.values().find(|package| package.story == story);
            let kind = shown.and_then(|package| package.free.as_ref()).map(|free| free.kind);
            let (zh, en) = frame_name(kind.unwrap_or_default());
            return (zh.to_owned(), en.to_owned());
        }
        if headline.is_empty() {
            return ("无题".to_owned(), "an untitled story".to_owned());
        }
        let mut short: String = headline.chars().take(14).collect();
        if short.len() < headline.len() {
            short.push('…');
        }
        (format!("“{short}”"), format!("“{short}”"))
    }

    pub(crate) fn page_number(&self, page: Id<Page>) -> u32 {
        self.edition.pages.get(&page).map_or(0, |page| page.number)
    }

    pub(crate) fn package(&self, id: Id<Package>) -> Result<&Package, Refusal> {
        self.edition
            .packages
            .get(&id)
            .map(Arc::as_ref)
            .ok_or_else(|| missing("package", "稿块", &id.to_string()))
    }

    /// A package whose form may be changed.
    pub(crate) fn unlocked(&self, id: Id<Package>) -> Result<&Package, Refusal> {
        let package = self.package(id)?;
        if package.is_locked {
            let (zh, en) = self.story_name(package.story);
            return Err(Refusal::new(
                "locked",
                format!("{zh}的稿块已锁定，请先解锁。"),
                format!("The package of {en} is locked: unlock it first."),
            ));
        }
        Ok(package)
    }

    /// The package in which another's text goes on.
    pub(crate) fn continuation(&self, id: Id<Package>) -> Option<Id<Package>> {
        let mut packages = self.edition.packages.iter();
        packages.find(|(_, package)| package.continues == Some(id)).map(|(next, _)| *next)
    }

    /// Takes a package off its page; where it was one part of a chain, the parts beside it are joined.
    pub(crate) fn drop_package(&mut self, id: Id<Package>) {
        let next = self.continuation(id);
        let Some(gone) = self.edition.packages.remove(&id) else { return };
        if let Some(package) = next.and_then(|next| self.edition.packages.get_mut(&next)) {
            Arc::make_mut(package).continues = gone.continues;
        }
    }

    /// Takes out of its group whatever is left alone in it on its page.
    pub(crate) fn settle_groups(&mut self) {
        let mut members: BTreeMap<(Id<Page>, Id<Package>), usize> = BTreeMap::new();
        for package in self.edition.packages.values() {
            if let Some(group) = package.group {
                *members.entry((package.page, group)).or_default() += 1;
            }
        }
        if !members.values().any(|count| *count < 2) {
            return;
        }
        for package in self.edition.packages.values_mut() {
            let is_alone = |group| members.get(&(package.page, group)).is_none_or(|count| *count < 2);
            if package.group.is_some_and(is_alone) {
                Arc::make_mut(package).group = None;
            }
        }
    }

    /// Takes the words of free frames that stand nowhere any more out of the edition.
    pub(crate) fn settle_frames(&mut self) {
        let shown: BTreeSet<Id<Story>> =
            self.edition.packages.values().map(|package| package.story).collect();
        let is_gone =
            |(id, story): &(&Id<Story>, &Arc<Story>)| story.kind == StoryKind::Frame && !shown.contains(id);
        let gone: BTreeSet<Id<Story>> =
            self.edition.stories.iter().filter(is_gone).map(|(id, _)| *id).collect();
        if gone.is_empty() {
            return;
        }
        self.edition.stories.retain(|id, _| !gone.contains(id));
        self.edition.paragraphs.retain(|_, paragraph| !gone.contains(&paragraph.story));
        for photo in self.edition.photos.values_mut() {
            if photo.story.is_some_and(|story| gone.contains(&story)) {
                Arc::make_mut(photo).story = None;
            }
        }
    }

    /// Refuses a package that does not lie where it may: a story in the type area, a free frame on its page.
    pub(crate) fn lies(&self, package: &Package) -> Result<(), Refusal> {
        let Some(free) = &package.free else { return self.inside(package.page, package.area) };
        let page = self.page(package.page)?;
        if package.area.width.0 < 1000 || package.area.lines < 1 {
            return self.inside(package.page, package.area);
        }
        if free.lies_on(&page.paper, &page.grid, package.area) {
            return Ok(());
        }
        Err(Refusal::new(
            "off-page",
            "自由框超出版面（连出血），或已没有大小，请移回或放大。",
            "The free frame would leave its page and bleed, or have no size: move it back or make it larger.",
        ))
    }

    pub(crate) fn put_package(&mut self, id: Id<Package>, package: Package) {
        self.edition.packages.insert(id, Arc::new(package));
    }

    pub(crate) fn page(&self, id: Id<Page>) -> Result<&Page, Refusal> {
        self.edition.pages.get(&id).map(Arc::as_ref).ok_or_else(|| missing("page", "版面", &id.to_string()))
    }

    /// Refuses an area that does not lie in the type area of its page.
    pub(crate) fn inside(&self, page: Id<Page>, area: Area) -> Result<(), Refusal> {
        let page = self.page(page)?;
        let (cells, lines) = (page.grid.cells, page.grid.lines);
        let right = i64::from(area.x.0) + i64::from(area.width.0);
        let foot = i64::from(area.line) + i64::from(area.lines);
        // Two thousandths of a cell: what rounding gutters may add up to over a page.
        let fits = area.x.0 >= 0
            && area.line >= 0
            && area.width.0 >= 1000
            && area.lines >= 1
            && right <= i64::from(cells) * 1000 + 2
            && foot <= i64::from(lines);
        if fits {
            return Ok(());
        }
        if area.width.0 < 1000 || area.lines < 1 {
            return Err(Refusal::new(
                "area-too-small",
                "稿块至少要有 1 字宽、1 行高，请放大。",
                "A package is at least one cell wide and one line deep: make it larger.",
            ));
        }
        Err(Refusal::new(
            "outside",
            format!("稿块超出版心（{cells} 字 × {lines} 行），请移回或缩小。"),
            format!(
                "The package would leave the type area ({cells} cells × {lines} lines): move it back or make it smaller."
            ),
        ))
    }
}

/// The package that a command means.
///
/// # Errors
/// A [`Refusal`] when there is none, or more than one.
pub fn package_named(edition: &Edition, package: &PackageRef) -> Result<Id<Package>, Refusal> {
    /// Names are found without measuring anything.
    struct Unmeasured;
    impl Measure for Unmeasured {
        fn fit_lines(&self, _: &Edition, package: &Package) -> i32 {
            package.area.lines
        }
    }
    Draft::new(edition, &Cx { seed: 0, measure: &Unmeasured }).find_package(package)
}

/// Refuses words that no single paragraph can hold.
pub(crate) fn one_paragraph(text: &str) -> Result<(), Refusal> {
    /// More than any newspaper page holds many times over.
    const MOST_BYTES: usize = 600_000;
    if text.contains(['\n', '\r']) {
        return Err(Refusal::new(
            "line-end",
            "一段文字里不能有换行，请分成几段。",
            "A paragraph cannot hold a line end: split it into paragraphs.",
        ));
    }
    if text.len() > MOST_BYTES {
        return Err(Refusal::new(
            "text-too-long",
            "这一段超过 20 万字，请分成几段。",
            "This paragraph has more than 200,000 characters: split it.",
        ));
    }
    Ok(())
}

/// Where a new record ranks after `last`.
pub(crate) fn after(last: Option<i64>) -> i64 {
    last.map_or(0, |rank| rank.saturating_add(crate::verbs::RANK_STEP))
}

fn known<R>(text: &str, is_there: impl Fn(Id<R>) -> bool) -> Option<Id<R>> {
    text.parse().ok().filter(|id| is_there(*id))
}

/// What a free frame without words is called, in both languages.
pub(crate) fn frame_name(kind: FreeKind) -> (&'static str, &'static str) {
    match kind {
        FreeKind::Text => ("文字框", "a text frame"),
        FreeKind::Picture => ("图片框", "a picture frame"),
        FreeKind::Rule => ("线", "a rule"),
        FreeKind::Shape => ("图形", "a shape"),
        FreeKind::Table => ("表格框", "a table"),
    }
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn missing(en: &'static str, zh: &str, name: &str) -> Refusal {
    let name: String = name.chars().take(40).collect();
    let code = match en {
        "story" => "unknown-story",
        "page" => "unknown-page",
        "package" => "unknown-package",
        "photo" => "unknown-photo",
        _ => "unknown-paragraph",
    };
    Refusal::new(
        code,
        format!("没有找到{zh}“{name}”，请核对名称或编号。"),
        format!("There is no {en} “{name}”: check its name or id."),
    )
}

fn ambiguous(words: &str, names: &[&str]) -> Refusal {
    let shown: Vec<String> = names.iter().take(NAMES).map(|name| format!("“{name}”")).collect();
    let (zh_more, en_more) = if names.len() > NAMES { (" 等", " and more") } else { ("", "") };
    Refusal::new(
        "ambiguous-story",
        format!("以“{words}”开头的稿件有 {} 篇：{}{zh_more}，请写得更完整。", names.len(), shown.join("、")),
        format!(
            "{} stories begin with “{words}”: {}{en_more}; give more of the headline.",
            names.len(),
            shown.join(", ")
        ),
    )
}
