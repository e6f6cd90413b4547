//! `replace-text`: every match in the copy replaced at once.

use super::Verb;
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, PageRef, Refusal, Search, StoryRef, VerbInfo};
use banxin_model::{Id, Paragraph, Story};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use ts_rs::TS;

/// Replaces every match in all the copy, in that of one page or in one story: one step of history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReplaceText {
    /// What is looked for.
    pub find: String,
    /// What takes its place; `$1` stands for the first group of an expression.
    pub with: String,
    /// Whether `find` is a regular expression.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub regex: bool,
    /// Whether capitals and small letters differ.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub match_case: bool,
    /// Only the stories that stand on this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageRef>,
    /// Only this story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryRef>,
}

impl Verb for ReplaceText {
    const INFO: VerbInfo = VerbInfo {
        verb: "replace-text",
        zh: "全部替换",
        en: "Replace every match in the copy",
        fields: &[
            Field::needed("find", "what is looked for"),
            Field::needed("with", "what takes its place; $1 is the first group of an expression"),
            Field::optional("regex", "true when find is a regular expression"),
            Field::optional("match_case", "true when capitals and small letters differ"),
            Field::optional("page", "only stories on this page: number or id"),
            Field::optional("story", "only this story: id or {headline}"),
        ],
        example: r#"{"verb":"replace-text","find":"公里","with":"千米"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let search = Search::new(&self.find, self.regex, self.match_case)?;
        let stories = self.stories(draft)?;
        let mut count = 0;
        let mut changed: Vec<(Id<Paragraph>, String)> = Vec::new();
        for (id, paragraph) in &draft.edition.paragraphs {
            if !stories.contains(&paragraph.story) {
                continue;
            }
            let (text, found) = search.replace(&paragraph.text, &self.with);
            if found > 0 {
                one_paragraph(&text)?;
                count += found;
                changed.push((*id, text));
            }
        }
        if count == 0 {
            return Err(Refusal::new(
                "nothing-found",
                format!("没有找到“{}”。", self.find),
                format!("“{}” was not found.", self.find),
            ));
        }
        for (id, text) in changed {
            if let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) {
                Arc::make_mut(paragraph).rewrite(&text);
            }
        }
        Ok(Label::new(
            format!("替换 {count} 处“{}”", self.find),
            format!("Replace {count} of “{}”", self.find),
        ))
    }
}

impl ReplaceText {
    /// The stories that are looked through.
    fn stories(&self, draft: &Draft<'_>) -> Result<BTreeSet<Id<Story>>, Refusal> {
        if let Some(story) = &self.story {
            return Ok(BTreeSet::from([draft.find_story(story)?]));
        }
        let Some(page) = &self.page else { return Ok(draft.edition.stories.keys().copied().collect()) };
        let page = draft.find_page(page)?;
        let packages = draft.packages_on(page);
        let stories = packages.iter().filter_map(|id| draft.edition.packages.get(id));
        Ok(stories.map(|package| package.story).collect())
    }
}
