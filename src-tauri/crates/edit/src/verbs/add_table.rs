//! `add-table`: a table from text with tabs.

use super::{AddStory, NewParagraph, Verb, insert_paragraph};
use crate::draft::{Draft, one_paragraph};
use crate::{Field, Label, Refusal, StoryRef, VerbInfo};
use banxin_model::{Paragraph, Role};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most rows that one command brings.
const MOST_ROWS: usize = 2_000;

/// Adds a table to the end of a story, or as a story of its own: a row a line, its cells parted by tabs (TSV), as
/// spreadsheets copy them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddTable {
    /// The story; a new one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryRef>,
    /// Headline of the new story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The rows.
    pub tsv: String,
    /// How many rows at the top are its header; 1 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<usize>,
}

impl Verb for AddTable {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-table",
        zh: "加表格（制表符分隔的文字）",
        en: "Add a table from text with tabs",
        fields: &[
            Field::optional("story", "id or {headline}; a story of its own by default"),
            Field::optional("headline", "headline of that new story"),
            Field::needed("tsv", "a row a line, cells parted by tabs"),
            Field::optional("header", "rows at the top that are its header; 1 by default"),
        ],
        example: r#"{"verb":"add-table","headline":"本周赛程","tsv":"时间\t对阵\t场地\n周六19:30\t江城队—海州队\t体育中心\n周日15:00\t山城队—湖滨队\t大学城"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let header = self.header.unwrap_or(1);
        let lines = self.tsv.lines().filter(|line| !line.trim().is_empty());
        let rows: Vec<NewParagraph> = lines
            .enumerate()
            .map(|(k, line)| {
                let role = if k < header { Role::TableHead } else { Role::TableRow };
                NewParagraph::new(role, line.trim_end_matches(['\r', '\n']).to_owned())
            })
            .collect();
        if rows.is_empty() || rows.len() > MOST_ROWS {
            return Err(Refusal::new(
                "table-rows",
                format!("表格须有 1 到 {MOST_ROWS} 行，每行一条，格与格之间用制表符隔开。"),
                format!("A table has 1 to {MOST_ROWS} rows, one a line, with tabs between the cells."),
            ));
        }
        let Some(story) = &self.story else {
            let head = self.headline.iter().filter(|headline| !headline.trim().is_empty());
            let head = head.map(|text| NewParagraph::new(Role::Headline, text.clone()));
            return AddStory { paragraphs: head.chain(rows).collect(), ..AddStory::default() }.change(draft);
        };
        let story = draft.find_story(story)?;
        for row in rows {
            one_paragraph(&row.text)?;
            insert_paragraph(draft, story, None, Paragraph::new(story, 0, row.role, row.text))?;
        }
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("{zh}加表格"), format!("Add a table to {en}")))
    }
}
