//! A story's words as a plain text file, for other programs.

use crate::desk::Desk;
use crate::{Failure, file_name};
use banxin_model::{Id, Story};
use std::path::{Path, PathBuf};

impl Desk {
    /// Writes the words of a story, a paragraph a line in UTF-8, to `path`, or beside the edition under its headline;
    /// gives where they are. A file that is there is not written over unless it was named.
    ///
    /// # Errors
    /// When there is no such story or the file cannot be written.
    pub fn save_text(&self, story: Id<Story>, path: Option<&Path>) -> Result<PathBuf, Failure> {
        let (text, name) = {
            let open = self.lock();
            if !open.edition.stories.contains_key(&story) {
                return Err(Failure::bad_request(&format!("there is no story {story}")));
            }
            let paragraphs =
                open.index.paragraphs(story).iter().filter_map(|id| open.edition.paragraphs.get(id));
            let lines: Vec<&str> = paragraphs.map(|paragraph| paragraph.text.as_str()).collect();
            let headline = open.index.texts(&open.edition, story, banxin_model::Role::Headline).concat();
            let first =
                if headline.is_empty() { lines.first().copied().unwrap_or_default() } else { &headline };
            let name: String = first.chars().filter(|c| !c.is_whitespace()).take(24).collect();
            (lines.join("\n") + "\n", name)
        };
        let path = path.map_or_else(|| self.free_beside(&name), Path::to_path_buf);
        std::fs::write(&path, text).map_err(|error| Failure::file(&path, &error))?;
        Ok(path)
    }

    /// A name beside the edition that no file has.
    fn free_beside(&self, name: &str) -> PathBuf {
        let safe = file_name::plain(name);
        let stem = if safe.is_empty() { "story".to_owned() } else { safe };
        let folder = self.path().parent().unwrap_or_else(|| Path::new("."));
        let own = |number: u32| match number {
            1 => folder.join(format!("{stem}.txt")),
            _ => folder.join(format!("{stem} {number}.txt")),
        };
        (1..10_000).map(own).find(|path| !path.exists()).unwrap_or_else(|| own(1))
    }
}
