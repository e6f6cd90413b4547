//! How a command names a record: by id, or in the words an editor would use.

use banxin_model::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A story by its id or by how its headline begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged, expecting = "a story is named by its id or as {\"headline\": \"its first words\"}")]
pub enum StoryRef {
    /// Its id.
    Id(String),
    /// The first words of its headline, which no other story shares; spaces do not count.
    Headline {
        /// The words.
        headline: String,
    },
}

/// A page by its number or its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged, expecting = "a page is named by its number or its id")]
pub enum PageRef {
    /// Its number (版次).
    Number(u32),
    /// Its id.
    Id(String),
}

/// A package by its id or by the story it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    untagged,
    expecting = "a package is named by its id or as {\"headline\": \"first words of its story\", \"page\": number}"
)]
pub enum PackageRef {
    /// Its id.
    Id(String),
    /// The first words of its story's headline.
    Headline {
        /// The words.
        headline: String,
        /// Number of its page, when the story stands on several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        page: Option<u32>,
    },
}

/// A photo by its id or its file name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged, expecting = "a photo is named by its id or as {\"name\": \"file.jpg\"}")]
pub enum PhotoRef {
    /// Its id.
    Id(String),
    /// Its file name.
    Name {
        /// The name.
        name: String,
    },
}

/// A paragraph by its id or by its place in its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    untagged,
    expecting = "a paragraph is named by its id or as {\"story\": …, \"role\": \"headline\", \"index\": 0}"
)]
pub enum ParagraphRef {
    /// Its id.
    Id(String),
    /// Its place among the paragraphs of one role in a story.
    Part {
        /// The story.
        story: StoryRef,
        /// The role.
        role: Role,
        /// Which of them, from 0.
        #[serde(default)]
        index: usize,
    },
}

impl From<&str> for StoryRef {
    fn from(id: &str) -> Self {
        StoryRef::Id(id.to_owned())
    }
}

impl From<&str> for PackageRef {
    fn from(id: &str) -> Self {
        PackageRef::Id(id.to_owned())
    }
}

impl From<&str> for PhotoRef {
    fn from(id: &str) -> Self {
        PhotoRef::Id(id.to_owned())
    }
}

impl From<&str> for ParagraphRef {
    fn from(id: &str) -> Self {
        ParagraphRef::Id(id.to_owned())
    }
}

impl From<u32> for PageRef {
    fn from(number: u32) -> Self {
        PageRef::Number(number)
    }
}
