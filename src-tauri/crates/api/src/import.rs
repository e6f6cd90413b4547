//! Bringing copy and photos in: one file, one step of history.

use crate::desk::Desk;
use crate::{Changed, Failure};
use banxin_edit::{AddPhoto, AddStory, AddTable, Batch, Command, NewParagraph};
use banxin_intake::{Draft, PageDump, read_page_text, read_story_text};
use banxin_layout::Sentence;
use banxin_media::{Colour, PictureFormat, inspect, sha256_hex};
use banxin_model::PhotoColour;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// The most bytes that one file may bring.
const MOST: u64 = 256 << 20;

/// What one file became.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Imported {
    /// Ids of the stories it brought.
    pub stories: Vec<String>,
    /// Ids of the photos it brought.
    pub photos: Vec<String>,
    /// How many repairs were made to the copy.
    pub repairs: usize,
    /// What an editor should look at.
    pub notes: Vec<Sentence>,
}

impl Desk {
    /// Imports a file: a photo by its bytes, anything else as text; `is_page_text` for the dump of a whole page.
    ///
    /// # Errors
    /// When the file cannot be read, is neither copy nor a photo, or the edition cannot be written.
    pub fn import(&self, path: &Path, is_page_text: bool) -> Result<Imported, Failure> {
        let size = std::fs::metadata(path).map_err(|error| Failure::file(path, &error))?.len();
        if size > MOST {
            return Err(too_large(&path.display().to_string()));
        }
        let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.import_bytes(&name, &bytes, is_page_text)
    }

    /// Imports what a file of that name holds.
    ///
    /// # Errors
    /// As [`Desk::import`].
    pub fn import_bytes(&self, name: &str, bytes: &[u8], is_page_text: bool) -> Result<Imported, Failure> {
        if bytes.len() as u64 > MOST {
            return Err(too_large(name));
        }
        if !is_page_text && is_photo(name, bytes) {
            let (changed, _) = self.import_photo(name, bytes, None)?;
            return Ok(Imported { photos: changed.created, ..Imported::default() });
        }
        if name.to_ascii_lowercase().ends_with(".tsv") {
            return self.import_table(name, bytes);
        }
        let dump = if is_page_text { read_page_text(bytes, name) } else { read_story_text(bytes, name) }?;
        self.take_in_dump(name, &dump)
    }

    /// Adds a photo, attached to a story if one is named by id; gives what changed and the photo's hash.
    ///
    /// # Errors
    /// When the bytes are no photo or the edition cannot be written.
    pub fn import_photo(
        &self,
        name: &str,
        bytes: &[u8],
        story: Option<&str>,
    ) -> Result<(Changed, String), Failure> {
        let info = inspect(bytes, name)?;
        let (width, height) = info.upright_size();
        let hash = sha256_hex(bytes);
        let command = Command::from(AddPhoto {
            name: name.to_owned(),
            hash: hash.clone(),
            format: format_name(info.format).to_owned(),
            width,
            height,
            colour: match info.colour {
                Colour::Rgb => PhotoColour::Rgb,
                Colour::Gray => PhotoColour::Gray,
                Colour::Cmyk => PhotoColour::Cmyk,
            },
            orientation: info.orientation,
            caption: info.caption.unwrap_or_default(),
            credit: info.credit.unwrap_or_default(),
            story: story.map(|id| banxin_edit::StoryRef::Id(id.to_owned())),
        });
        let changed = self.apply_with(&command, &[(hash.as_str(), bytes)])?;
        Ok((changed, hash))
    }

    /// A table of a file by itself: a row a line, tabs between its cells, the first row its header.
    fn import_table(&self, name: &str, bytes: &[u8]) -> Result<Imported, Failure> {
        let tsv = String::from_utf8(bytes.to_vec()).map_err(|_| {
            Failure::failed(
                "table-encoding",
                format!("{name} 不是 UTF-8 文字，请另存为 UTF-8 的制表符分隔文件。"),
                format!("{name} is not UTF-8: save it as UTF-8 text with tabs."),
            )
        })?;
        let headline = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let before = self.story_ids();
        let tsv = tsv.trim_start_matches('\u{feff}').to_owned();
        let command = AddTable { story: None, headline: Some(headline), tsv, header: None };
        self.apply(&Command::from(command))?;
        let stories = self.story_ids().into_iter().filter(|id| !before.contains(id)).collect();
        Ok(Imported { stories, ..Imported::default() })
    }

    fn take_in_dump(&self, name: &str, dump: &PageDump) -> Result<Imported, Failure> {
        let commands = dump.drafts.iter().map(|draft| Command::from(story(name, draft))).collect();
        let before = self.story_ids();
        let batch = Batch { commands, ..Batch::default() };
        self.apply(&Command::from(batch))?;
        let notes =
            dump.doubts.iter().map(|doubt| Sentence::new(doubt.zh.clone(), doubt.en.clone())).collect();
        let stories: Vec<String> =
            self.stories().into_iter().map(|story| story.id).filter(|id| !before.contains(id)).collect();
        Ok(Imported { stories, photos: Vec::new(), repairs: dump.repairs.len(), notes })
    }

    fn story_ids(&self) -> Vec<String> {
        self.lock().edition.stories.keys().map(ToString::to_string).collect()
    }
}

fn too_large(name: &str) -> Failure {
    Failure::failed(
        "file-too-large",
        format!("{name} 超过 256 MB，请先缩小或拆分。"),
        format!("{name} is over 256 MB: make it smaller or split it first."),
    )
}

fn story(source: &str, draft: &Draft) -> AddStory {
    let paragraphs = draft.parts().map(|(role, text)| NewParagraph { role, text: text.to_owned() }).collect();
    AddStory { kind: draft.kind, source: source.to_owned(), paragraphs, ..AddStory::default() }
}

/// Whether bytes claim to be a photo, by their first bytes or, where those say nothing, by the name.
fn is_photo(name: &str, bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 6] = [b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"RIFF", b"8BPS"];
    const ENDS: [&str; 9] = ["jpg", "jpeg", "png", "tif", "tiff", "webp", "psd", "gif", "heic"];
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    STARTS.iter().any(|start| bytes.starts_with(start)) || name.contains('.') && ENDS.contains(&end.as_str())
}

fn format_name(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Jpeg => "jpeg",
        PictureFormat::Png => "png",
        PictureFormat::Tiff => "tiff",
        PictureFormat::Webp => "webp",
        PictureFormat::Psd => "psd",
    }
}

#[cfg(test)]
mod tests {
    use super::is_photo;

    #[test]
    fn a_photo_is_known_by_its_bytes_or_its_name() {
        assert!(is_photo("a", b"\xff\xd8\xff\xe0"));
        assert!(is_photo("a.JPG", b"not one at all"));
        assert!(!is_photo("a.txt", "字".as_bytes()));
        assert!(!is_photo("jpg", b""));
    }
}
