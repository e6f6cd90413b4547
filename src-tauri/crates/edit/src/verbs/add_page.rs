//! `add-page`: one more page.

use super::Verb;
use crate::draft::Draft;
use crate::{Field, Label, Refusal, VerbInfo};
use banxin_model::{ColumnSystem, Grid, Page, PaperSize, Staff};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Adds a page; paper and grid are those of the last page unless given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddPage {
    /// Its number; one more than the last page's when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its name (版名).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The physical page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperSize>,
    /// The grid of its type area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<Grid>,
    /// How the type area is divided, in place of the grid's own columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<ColumnSystem>,
    /// Lines at the top that the nameplate takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nameplate_lines: Option<u16>,
    /// Who makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Staff>,
}

impl Verb for AddPage {
    const INFO: VerbInfo = VerbInfo {
        verb: "add-page",
        zh: "加一个版面",
        en: "Add a page",
        fields: &[
            Field::optional("number", "its number; one more than the last page's by default"),
            Field::optional("name", "its name"),
            Field::optional("paper", "{width, height, left, top, bleed} in EMU; as the last page by default"),
            Field::optional("grid", "{cell, leading, cells, lines, columns}; as the last page by default"),
            Field::optional("columns", "{columns, cells, gutter}, gutter in thousandths of a cell"),
            Field::optional("nameplate_lines", "lines at the top that the nameplate takes"),
            Field::optional("staff", "{editor, designer, proofreader}"),
        ],
        example: r#"{"verb":"add-page","name":"城事"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let last = draft.edition.pages_in_order().last().map(|(_, page)| (*page).clone());
        let number =
            self.number.unwrap_or_else(|| last.as_ref().map_or(1, |page| page.number.saturating_add(1)));
        super::set_page::free_number(draft, number, None)?;
        let paper = self.paper.or(last.as_ref().map(|page| page.paper));
        let grid = self.grid.or(last.as_ref().map(|page| page.grid));
        let (Some(paper), Some(mut grid)) = (paper, grid) else {
            return Err(Refusal::new(
                "no-paper",
                "本期还没有版面，请给出第一个版面的纸张（paper）和版心（grid）。",
                "This edition has no page yet: give the first one its paper and grid.",
            ));
        };
        if let Some(columns) = self.columns {
            grid.columns = columns;
        }
        let page = Page {
            number,
            name: self.name.clone().unwrap_or_default(),
            paper,
            grid,
            nameplate_lines: self.nameplate_lines.unwrap_or(0),
            staff: self.staff.clone().unwrap_or_default(),
            guides: Vec::new(),
            plates: Default::default(),
        };
        let id = draft.fresh();
        draft.edition.pages.insert(id, Arc::new(page));
        Ok(Label::new(format!("加第 {number} 版"), format!("Add page {number}")))
    }
}
