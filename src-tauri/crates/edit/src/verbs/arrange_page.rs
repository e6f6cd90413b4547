//! `arrange-page`: many packages of one page at once, as a proposal gives them.

use super::{Verb, columns_fit, set_package, shape_package};
use crate::draft::{Draft, after};
use crate::{Field, Label, PageRef, Refusal, SlotSpec, StoryRef, VerbInfo};
use banxin_model::{
    Area, BylinePlace, Cells, Cut, Direction, Frame, HeadPlace, HeadSpec, Id, Package, PhotoPlace, Remainder,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Arranges a page anew as one step: the packages given take the place of those of the same stories, and what is
/// not locked and not among them leaves the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ArrangePage {
    /// The page.
    pub page: PageRef,
    /// The packages, in reading order.
    pub packages: Vec<ArrangedPackage>,
    /// Whether packages of other stories stay where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_others: Option<bool>,
    /// What the step is called in the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The part of an arranged package's story that goes on on a later page; 下转 and 上接 are set by themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArrangedPart {
    /// The page on which it goes on.
    pub page: PageRef,
    /// Where it stands there.
    pub area: Area,
    /// Text columns inside.
    pub columns: u8,
}

/// A package of a page that is arranged: every choice is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ArrangedPackage {
    /// The story.
    pub story: StoryRef,
    /// Where it stands on the grid.
    pub area: Area,
    /// Text columns inside.
    pub columns: u8,
    /// Gutter between them; the page's own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gutter: Option<Cells>,
    /// What becomes of cells that do not divide.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<_>")]
    pub remainder: Remainder,
    /// The head.
    #[serde(default)]
    #[ts(optional, as = "Option<_>")]
    pub head: HeadSpec,
    /// Face of the headline; empty for the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub head_face: String,
    /// Where the byline stands.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<_>")]
    pub byline: BylinePlace,
    /// Its photos.
    #[serde(default)]
    #[ts(optional, as = "Option<_>")]
    pub photos: Vec<SlotSpec>,
    /// What stands round it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<_>")]
    pub frame: Frame,
    /// Tint behind it: black in per mille.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<_>")]
    pub tint: u16,
    /// Corners it leaves to its neighbours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub cuts: Vec<Cut>,
    /// Where the story goes on; all of it stands in the package when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub goes_on: Option<ArrangedPart>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl ArrangedPackage {
    /// The package as a command says it; page, lock and order are left out.
    pub fn of(package: &Package) -> Self {
        let slot = |slot: &banxin_model::PhotoSlot| SlotSpec {
            photo: crate::PhotoRef::Id(slot.photo.to_string()),
            place: Some(slot.place),
            columns: Some(slot.columns),
            lines: Some(slot.lines),
            crop: (slot.crop != banxin_model::Crop::default()).then_some(slot.crop),
            inset: (slot.place == PhotoPlace::Inset).then_some(slot.inset),
            outline: (!slot.outline.is_empty()).then(|| slot.outline.clone()),
            turn: (!slot.turn.is_none()).then_some(slot.turn),
        };
        ArrangedPackage {
            story: StoryRef::Id(package.story.to_string()),
            area: package.area,
            columns: package.columns,
            gutter: package.gutter,
            remainder: package.remainder,
            head: package.head,
            head_face: package.head_face.clone(),
            byline: package.byline,
            photos: package.photos.iter().map(slot).collect(),
            frame: package.frame,
            tint: package.tint,
            cuts: package.cuts.clone(),
            goes_on: None,
        }
    }

    /// The same, its story going on in a package of another page.
    pub fn going_on(self, rest: Option<&Package>) -> Self {
        let part = |rest: &Package| ArrangedPart {
            page: PageRef::Id(rest.page.to_string()),
            area: rest.area,
            columns: rest.columns,
        };
        ArrangedPackage { goes_on: rest.map(part), ..self }
    }
}

impl ArrangedPart {
    /// Puts the rest of a package's story on its page.
    fn put(&self, draft: &mut Draft<'_>, first: Id<Package>) -> Result<(), Refusal> {
        let (page, story) = (draft.find_page(&self.page)?, draft.package(first)?.story);
        if page == draft.package(first)?.page {
            return Err(Refusal::new(
                "goes-on-here",
                "转版要转到另一版，请另选版面。",
                "A story that goes on does so on another page: choose one.",
            ));
        }
        draft.inside(page, self.area)?;
        let last = draft.packages_on(page).last().and_then(|id| draft.package(*id).ok()).map(|own| own.rank);
        let id = draft.fresh();
        let package = Package {
            head: HeadSpec { place: HeadPlace::None, ..HeadSpec::default() },
            byline: BylinePlace::None,
            rank: after(last),
            continues: Some(first),
            ..Package::plain(page, story, self.area, self.columns)
        };
        shape_package::sound(&package)?;
        columns_fit(&draft.page(page)?.grid, &package)?;
        draft.put_package(id, package);
        Ok(())
    }
}

impl Verb for ArrangePage {
    const INFO: VerbInfo = VerbInfo {
        verb: "arrange-page",
        zh: "整版排定",
        en: "Arrange the packages of a page at once",
        fields: &[
            Field::needed("page", "number or id"),
            Field::needed(
                "packages",
                "[{story, area, columns, gutter, remainder, head, head_face, byline, photos, frame, tint, cuts, goes_on: {page, area, columns}}], as `banxin arrange` proposes them",
            ),
            Field::optional(
                "keep_others",
                "whether packages of other stories stay; they leave the page by default",
            ),
            Field::optional("name", "what the step is called in the history"),
        ],
        example: r#"{"verb":"arrange-page","page":1,"packages":[{"story":{"headline":"春风"},"area":{"x":0,"line":0,"width":111000,"lines":54},"columns":8,"head":{"size":609600}},{"story":{"headline":"夜市"},"area":{"x":0,"line":56,"width":111000,"lines":55},"columns":8}]}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let page = draft.find_page(&self.page)?;
        let grid = draft.page(page)?.grid;
        if self.packages.is_empty() {
            return Err(Refusal::new(
                "no-packages",
                "没有要排的稿块，请至少给出一块。",
                "There is no package to arrange: give at least one.",
            ));
        }
        let mut standing: Vec<Id<Package>> = draft.packages_on(page);
        standing.retain(|id| {
            let own = draft.package(*id);
            own.is_ok_and(|package| !package.is_fixed() && !draft.edition.is_rest(package))
        });
        let mut next = 0;
        for spec in &self.packages {
            let story = draft.find_copy(&spec.story)?;
            draft.inside(page, spec.area)?;
            let own = standing.iter().position(|id| draft.package(*id).is_ok_and(|p| p.story == story));
            let id = own.map_or_else(|| draft.fresh(), |at| standing.remove(at));
            let package = Package {
                page,
                story,
                area: spec.area,
                columns: spec.columns,
                gutter: spec.gutter.filter(|gutter| gutter.0 > 0),
                remainder: spec.remainder,
                head: spec.head,
                head_face: spec.head_face.clone(),
                byline: spec.byline,
                photos: spec.photos.iter().map(|slot| slot.slot(draft)).collect::<Result<_, _>>()?,
                frame: spec.frame,
                tint: spec.tint,
                is_locked: false,
                rank: match self.keep_others {
                    Some(true) => draft.package(id).map_or(next, |before| before.rank),
                    _ => next,
                },
                cuts: spec.cuts.clone(),
                direction: Direction::default(),
                continues: draft.package(id).ok().and_then(|before| before.continues),
                group: draft.package(id).ok().and_then(|before| before.group),
                free: None,
            };
            next += super::RANK_STEP;
            shape_package::sound(&package)?;
            set_package::sound(&package)?;
            columns_fit(&grid, &package)?;
            draft.put_package(id, package);
            // All of the story stands here, or goes on where it is said: what went on before has nothing left.
            while let Some(gone) = draft.continuation(id) {
                draft.unlocked(gone)?;
                standing.retain(|own| *own != gone);
                draft.drop_package(gone);
            }
            if let Some(part) = &spec.goes_on {
                part.put(draft, id)?;
            }
        }
        if self.keep_others != Some(true) {
            for id in standing {
                draft.drop_package(id);
            }
        }
        let number = draft.page_number(page);
        Ok(match &self.name {
            Some(name) => Label::new(name.clone(), name.clone()),
            None => Label::new(format!("排定第 {number} 版"), format!("Arrange page {number}")),
        })
    }
}
