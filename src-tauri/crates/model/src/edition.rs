//! An edition (一期): tables of records, cheap to clone because a clone shares every record.

use crate::{Change, Diff, EditionInfo, Id, Package, Page, Paragraph, Photo, Stale, Story};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;

/// Records of one kind by id; iteration is in order of id and so the same on every machine.
pub type Table<R> = BTreeMap<Id<R>, Arc<R>>;

/// A stored record that cannot be read.
#[derive(Debug, Error)]
#[error("a {kind} record ({id}) cannot be read: {reason}")]
pub struct UnreadableRecord {
    /// Name of its table.
    pub kind: String,
    /// Its id.
    pub id: i64,
    /// What the reader said.
    pub reason: String,
}

/// One record as a file or a wire holds it: JSON before and after, `None` where there is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which table.
    pub kind: Kind,
    /// The record's id.
    pub id: i64,
    /// Its JSON before the change.
    pub before: Option<String>,
    /// Its JSON after the change.
    pub after: Option<String>,
}

macro_rules! tables {
    ($($field:ident: $record:ty, $kind:ident, $name:literal, $doc:literal;)*) => {
        /// The kinds of record an edition holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $(#[doc = $doc] $kind,)* }

        impl Kind {
            /// Every kind, in the order in which they are stored.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),*];

            /// Name of the kind's table.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }
        }

        /// The id of a record of any kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordRef { $(#[doc = $doc] $kind(Id<$record>),)* }

        /// An edition: everything that is saved, and nothing that can be worked out.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Edition { $(#[doc = $doc] pub $field: Table<$record>,)* }

        impl Edition {
            /// Puts a stored record into its table.
            ///
            /// # Errors
            /// When `json` is not a record of that kind.
            pub fn read_row(&mut self, kind: Kind, id: i64, json: &str) -> Result<(), UnreadableRecord> {
                let unreadable = |reason: serde_json::Error| {
                    UnreadableRecord { kind: kind.name().to_owned(), id, reason: reason.to_string() }
                };
                match kind {
                    $(Kind::$kind => {
                        let record: $record = serde_json::from_str(json).map_err(unreadable)?;
                        self.$field.insert(Id::new(id as u64), Arc::new(record));
                    })*
                }
                Ok(())
            }

            /// The edition after `diff`.
            ///
            /// # Errors
            /// [`Stale`] when a record is not what the diff says it was; nothing is changed then.
            pub fn apply(&mut self, diff: &Diff) -> Result<(), Stale> {
                $(for (id, change) in &diff.$field {
                    if self.$field.get(id) != change.before.as_ref() {
                        return Err(Stale { kind: Kind::$kind, id: id.value() });
                    }
                })*
                $(for (id, change) in &diff.$field {
                    match &change.after {
                        Some(record) => { self.$field.insert(*id, Arc::clone(record)); }
                        None => { self.$field.remove(id); }
                    }
                })*
                Ok(())
            }

            /// What turns this edition into `other`.
            pub fn diff_to(&self, other: &Edition) -> Diff {
                let mut diff = Diff::default();
                $(
                    for (id, before) in &self.$field {
                        let after = other.$field.get(id);
                        if after != Some(before) {
                            diff.$field.insert(*id, Change { before: Some(Arc::clone(before)), after: after.cloned() });
                        }
                    }
                    for (id, after) in &other.$field {
                        if !self.$field.contains_key(id) {
                            diff.$field.insert(*id, Change { before: None, after: Some(Arc::clone(after)) });
                        }
                    }
                )*
                diff
            }
        }

        impl Diff {
            /// The same change read backwards.
            #[must_use]
            pub fn inverse(&self) -> Diff {
                Diff { $($field: self.$field.iter().map(|(id, change)| (*id, change.inverse())).collect(),)* }
            }

            /// Whether no record is touched.
            pub fn is_empty(&self) -> bool {
                true $(&& self.$field.is_empty())*
            }

            /// Every record touched, in order of kind and id.
            pub fn touched(&self) -> Vec<RecordRef> {
                let mut all = Vec::new();
                $(all.extend(self.$field.keys().map(|id| RecordRef::$kind(*id)));)*
                all
            }

            /// This change followed by `later`, as one; records that end as they began drop out.
            #[must_use]
            pub fn then(mut self, later: Diff) -> Diff {
                $(for (id, change) in later.$field {
                    let before = match self.$field.remove(&id) {
                        Some(first) => first.before,
                        None => change.before,
                    };
                    if before != change.after {
                        self.$field.insert(id, Change { before, after: change.after });
                    }
                })*
                self
            }

            /// The change as rows of JSON, in order of kind and id.
            ///
            /// # Errors
            /// Never for the records of this crate; what `serde_json` says otherwise.
            pub fn rows(&self) -> Result<Vec<Row>, serde_json::Error> {
                let mut rows = Vec::new();
                $(for (id, change) in &self.$field {
                    rows.push(Row {
                        kind: Kind::$kind,
                        id: id.value(),
                        before: change.before.as_deref().map(serde_json::to_string).transpose()?,
                        after: change.after.as_deref().map(serde_json::to_string).transpose()?,
                    });
                })*
                Ok(rows)
            }

            /// A change from its rows of JSON.
            ///
            /// # Errors
            /// When a row does not hold a record of its kind.
            pub fn from_rows(rows: &[Row]) -> Result<Diff, UnreadableRecord> {
                let mut diff = Diff::default();
                for row in rows {
                    match row.kind {
                        $(Kind::$kind => {
                            let read = |json: &Option<String>| -> Result<Option<Arc<$record>>, UnreadableRecord> {
                                json.as_deref()
                                    .map(serde_json::from_str)
                                    .transpose()
                                    .map(|record| record.map(Arc::new))
                                    .map_err(|reason| UnreadableRecord {
                                        kind: row.kind.name().to_owned(),
                                        id: row.id,
                                        reason: reason.to_string(),
                                    })
                            };
                            let change = Change { before: read(&row.before)?, after: read(&row.after)? };
                            diff.$field.insert(Id::new(row.id as u64), change);
                        })*
                    }
                }
                Ok(diff)
            }
        }

        /// The records that change: before and after of each.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct DiffTables { $(#[doc = $doc] pub $field: BTreeMap<Id<$record>, Change<$record>>,)* }
    };
}

tables! {
    info: EditionInfo, Info, "info", "What is said once for the edition: one record.";
    pages: Page, Page, "page", "Pages.";
    stories: Story, Story, "story", "Stories.";
    paragraphs: Paragraph, Paragraph, "paragraph", "Paragraphs of stories.";
    photos: Photo, Photo, "photo", "Photos; their bytes are kept apart, by hash.";
    packages: Package, Package, "package", "Stories placed on pages.";
}

impl Edition {
    /// The id of the one record about the edition as a whole.
    pub const INFO: Id<EditionInfo> = Id::new(1);

    /// What is said once for the edition, when it is there.
    pub fn about(&self) -> Option<&EditionInfo> {
        self.info.get(&Self::INFO).map(Arc::as_ref)
    }

    /// Whether a package shows what a story left over on another page: it goes with that page.
    pub fn is_rest(&self, package: &Package) -> bool {
        let before = package.continues.and_then(|before| self.packages.get(&before));
        before.is_some_and(|before| before.page != package.page)
    }

    /// The pages in order of their number.
    pub fn pages_in_order(&self) -> Vec<(Id<Page>, &Page)> {
        let mut pages: Vec<_> = self.pages.iter().map(|(id, page)| (*id, page.as_ref())).collect();
        pages.sort_by_key(|(id, page)| (page.number, *id));
        pages
    }

    /// The page of that number, from 1.
    pub fn page_numbered(&self, number: u32) -> Option<(Id<Page>, &Page)> {
        self.pages.iter().find(|(_, page)| page.number == number).map(|(id, page)| (*id, page.as_ref()))
    }
}
