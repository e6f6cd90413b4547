//! `set-page`: a page's number, name, columns and makers.

use super::{Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, PageRef, Refusal, VerbInfo};
use banxin_model::{ColumnSystem, Id, Page, Staff};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Changes a page; what is left out stays. Packages keep their place when the columns change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetPage {
    /// The page.
    pub page: PageRef,
    /// Its new number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How the type area is divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<ColumnSystem>,
    /// Lines at the top that the nameplate takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nameplate_lines: Option<u16>,
    /// Who makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Staff>,
    /// The inks it is printed with: `four`, `black`, or `black+` and one more, such as `black+m`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plates: Option<String>,
}

impl Verb for SetPage {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-page",
        zh: "改版次、版名、基本栏等",
        en: "Change a page's number, name, columns or makers",
        fields: &[
            Field::needed("page", "number or id"),
            Field::optional("number", "its new number"),
            Field::optional("name", "its name"),
            Field::optional("columns", "{columns, cells, gutter}, gutter in thousandths of a cell"),
            Field::optional("nameplate_lines", "lines at the top that the nameplate takes"),
            Field::optional("staff", "{editor, designer, proofreader}"),
            Field::optional(
                "plates",
                "four, black, or black+ and c, m, y or a spot ink by name: everything on the page becomes that",
            ),
        ],
        example: r#"{"verb":"set-page","page":2,"name":"城事","columns":{"columns":7,"cells":15,"gutter":1000}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_page(&self.page)?;
        let mut page = draft.page(id)?.clone();
        if let Some(number) = self.number {
            free_number(draft, number, Some(id))?;
        }
        set(&mut page.number, &self.number);
        set(&mut page.name, &self.name);
        set(&mut page.grid.columns, &self.columns);
        set(&mut page.nameplate_lines, &self.nameplate_lines);
        set(&mut page.staff, &self.staff);
        if let Some(plates) = &self.plates {
            page.plates = plates.parse().map_err(|_| {
                Refusal::new(
                    "plates-unknown",
                    format!("“{plates}”不是色版：请写 four、black，或 black+ 加 c、m、y 或专色名。"),
                    format!(
                        "“{plates}” names no plates: write four, black, or black+ and c, m, y or a spot ink."
                    ),
                )
            })?;
        }
        let columns = page.grid.columns;
        if columns.columns == 0
            || columns.cells == 0
            || columns.gutter.0 < 0
            || columns.measure(columns.columns).0 > i32::from(page.grid.cells) * 1000 + 2
        {
            return Err(Refusal::new(
                "columns",
                format!("这样分栏放不进 {} 字宽的版心，请减少栏数、每栏字数或栏间。", page.grid.cells),
                format!(
                    "These columns do not fit a type area of {} cells: take fewer, narrower ones or a smaller gutter.",
                    page.grid.cells
                ),
            ));
        }
        if page.nameplate_lines > page.grid.lines {
            return Err(Refusal::new(
                "nameplate",
                format!("报头最多占 {} 行。", page.grid.lines),
                format!("The nameplate takes at most {} lines.", page.grid.lines),
            ));
        }
        let number = page.number;
        draft.edition.pages.insert(id, Arc::new(page));
        Ok(Label::new(format!("改第 {number} 版"), format!("Change page {number}")))
    }
}

/// Refuses a page number that another page has.
pub(crate) fn free_number(draft: &Draft<'_>, number: u32, own: Option<Id<Page>>) -> Result<(), Refusal> {
    if number == 0 {
        return Err(Refusal::new("page-number", "版次从 1 开始。", "Page numbers begin at 1."));
    }
    match draft.edition.page_numbered(number) {
        Some((id, _)) if own != Some(id) => Err(Refusal::new(
            "page-number-taken",
            format!("已经有第 {number} 版，请换一个版次。"),
            format!("There is a page {number} already: take another number."),
        )),
        _ => Ok(()),
    }
}
