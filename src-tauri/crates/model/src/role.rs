//! What a paragraph is for in its story.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The part a paragraph plays; parts of a head come before the body however they are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Column logo (栏题), such as 新春走基层.
    Logo,
    /// Kicker (引题), above the headline.
    Kicker,
    /// Headline (主题).
    Headline,
    /// Deck (副题), below the headline, often begun with ——.
    Deck,
    /// Summary (提要).
    Summary,
    /// Editor's note (编者按).
    EditorsNote,
    /// Byline (署名), such as ●本报记者 甲 通讯员 乙.
    Byline,
    /// Running text (正文).
    Body,
    /// Crosshead (小标题) between paragraphs.
    Crosshead,
    /// Caption (图说) of the story's photo.
    Caption,
    /// Photo credit (图片署名), such as ■本报记者 甲 摄.
    Credit,
    /// A line that sends the reader to another page (转版).
    Jump,
    /// A header row of a table, its cells parted by tabs; repeated where the table begins a column.
    TableHead,
    /// A row of a table (表格), its cells parted by tabs.
    TableRow,
}

impl Role {
    /// Whether the part belongs to the head of a story rather than to its running text.
    pub fn is_head(self) -> bool {
        matches!(self, Role::Logo | Role::Kicker | Role::Headline | Role::Deck | Role::Summary | Role::Byline)
    }

    /// Whether the part flows through the story's columns.
    pub fn is_flow(self) -> bool {
        matches!(self, Role::Body | Role::Crosshead | Role::EditorsNote | Role::Jump) || self.is_table()
    }

    /// Whether the part is a row of a table.
    pub fn is_table(self) -> bool {
        matches!(self, Role::TableHead | Role::TableRow)
    }
}
