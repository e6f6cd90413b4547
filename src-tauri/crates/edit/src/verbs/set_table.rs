//! `set-table`: how a story's tables are set.

use super::{Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, Refusal, StoryRef, VerbInfo};
use banxin_model::{TableColumn, TableRules};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Most columns of a table.
const MOST: usize = 60;

/// Changes the columns or rules of a story's tables; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetTable {
    /// The story.
    pub story: StoryRef,
    /// Its tables' columns from the left; empty for widths by their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<TableColumn>>,
    /// Which rules are drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<TableRules>,
}

impl Verb for SetTable {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-table",
        zh: "改表格的栏宽、对齐、线条",
        en: "Change the columns or rules of a story's tables",
        fields: &[
            Field::needed("story", "id or {headline}"),
            Field::optional(
                "columns",
                "[{cells, align: left|centre|right}] from the left; cells 0 for what the words need",
            ),
            Field::optional("rules", "rows, heads, grid or none"),
        ],
        example: r#"{"verb":"set-table","story":{"headline":"本周赛程"},"columns":[{"cells":6},{},{"align":"right"}],"rules":"grid"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_story(&self.story)?;
        if self.columns.as_ref().is_some_and(|columns| columns.len() > MOST) {
            return Err(Refusal::new(
                "table-columns",
                format!("表格至多 {MOST} 栏。"),
                format!("A table has at most {MOST} columns: leave some out."),
            ));
        }
        if let Some(story) = draft.edition.stories.get_mut(&id) {
            let story = Arc::make_mut(story);
            set(&mut story.table.columns, &self.columns);
            set(&mut story.table.rules, &self.rules);
        }
        let (zh, en) = draft.story_name(id);
        Ok(Label::new(format!("改{zh}的表格"), format!("Change the tables of {en}")))
    }
}
