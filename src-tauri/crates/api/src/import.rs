//! Bringing copy and photos in: one file, one step of history.

use crate::desk::Desk;
use crate::{Changed, Failure};
use banxin_edit::{
    AddPhoto, AddStory, AddTable, Batch, ChooseLeaf, Command, NewParagraph, PhotoRef, SetEdition,
};
use banxin_intake::{Draft, PageDump, read_page_text, read_story_text};
use banxin_layout::Sentence;
use banxin_media::{Colour, Leaf, PictureFormat, inspect_leaf, is_pdf, leaf_of, page_count, sha256_hex};
use banxin_model::{OutputProfile, PhotoColour};
use banxin_press::Separator;
use banxin_scene::Shelf;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// The most bytes that one file may bring.
const MOST: u64 = 256 << 20;

/// The most pages of one PDF file that become ads.
const MOST_PAGES: u32 = 32;

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
    /// Whether it was a colour profile, which the edition is printed with from now on.
    pub profile: bool,
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
        if is_profile(name, bytes) {
            self.keep_profile(name, bytes)?;
            return Ok(Imported { profile: true, ..Imported::default() });
        }
        if !is_page_text && is_photo(name, bytes) {
            let pages = if is_pdf(bytes) { page_count(bytes, name)?.min(MOST_PAGES) } else { 1 };
            let file = sha256_hex(bytes);
            let leaf = |page| Leaf { page, ..Leaf::default() };
            let adds = (1..=pages).map(|page| add_photo(name, bytes, &file, leaf(page), None));
            let commands = adds.map(|add| add.map(Command::from)).collect::<Result<_, _>>()?;
            let batch = Command::from(Batch { commands, ..Batch::default() });
            let changed = self.apply_with(&batch, &[(file.as_str(), bytes)])?;
            let mut photos = changed.created;
            // Ids tell nothing of the order of a file's pages.
            let open = self.lock();
            let page = |id: &String| -> Option<u32> {
                let photo = open.edition.photos.get(&id.parse().ok()?)?;
                Some(leaf_of(&photo.hash).page)
            };
            photos.sort_by_key(page);
            return Ok(Imported { photos, ..Imported::default() });
        }
        if name.to_ascii_lowercase().ends_with(".tsv") {
            return self.import_table(name, bytes);
        }
        let dump = if is_page_text { read_page_text(bytes, name) } else { read_story_text(bytes, name) }?;
        self.take_in_dump(name, &dump)
    }

    /// Keeps the plant's profile in the edition, which is printed with it from then on.
    ///
    /// # Errors
    /// When it is no CMYK output profile or the edition cannot be written.
    fn keep_profile(&self, name: &str, bytes: &[u8]) -> Result<Changed, Failure> {
        Separator::new(bytes, self.ink_limit())?;
        let profile = OutputProfile { hash: sha256_hex(bytes), name: name.to_owned() };
        let hash = profile.hash.clone();
        let command = Command::from(SetEdition { profile: Some(profile), ..SetEdition::default() });
        self.apply_with(&command, &[(hash.as_str(), bytes)])
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
        let hash = sha256_hex(bytes);
        let command = Command::from(add_photo(name, bytes, &hash, Leaf::default(), story)?);
        let changed = self.apply_with(&command, &[(hash.as_str(), bytes)])?;
        Ok((changed, hash))
    }

    /// A command with the size of the page and box that it chooses, where whoever sent it left that out.
    ///
    /// # Errors
    /// When the ad's file is missing or has no such page.
    pub(crate) fn measured(&self, command: &Command) -> Result<Command, Failure> {
        let Command::ChooseLeaf(choice) = command else { return Ok(command.clone()) };
        if choice.width > 0 && choice.height > 0 {
            return Ok(command.clone());
        }
        let found = self.lock().edition.photos.iter().find_map(|(id, photo)| {
            let is_meant = match &choice.photo {
                PhotoRef::Id(own) => *own == id.to_string(),
                PhotoRef::Name { name } => *name == photo.name,
            };
            is_meant.then(|| (photo.name.clone(), photo.hash.clone()))
        });
        let leaf: Option<Leaf> = format!("{}.{}", choice.page, choice.bound).parse().ok();
        let (Some((name, key)), Some(leaf)) = (found, leaf) else { return Ok(command.clone()) };
        let file = self.shelf.photo(&key).ok_or_else(|| Failure::bad_request("the ad's file is missing"))?;
        let (width, height) = inspect_leaf((*file).as_ref(), &name, leaf)?.upright_size();
        Ok(Command::from(ChooseLeaf { width, height, ..choice.clone() }))
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
        Ok(Imported { stories, repairs: dump.repairs.len(), notes, ..Imported::default() })
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
    let paragraphs = draft.parts().map(|(role, text)| NewParagraph::new(role, text.to_owned())).collect();
    AddStory { kind: draft.kind, source: source.to_owned(), paragraphs, ..AddStory::default() }
}

/// Whether bytes claim to be a colour profile (ICC.1, 7.2.9) or are named like one.
fn is_profile(name: &str, bytes: &[u8]) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    bytes.get(36..40) == Some(b"acsp") || name.contains('.') && matches!(end.as_str(), "icc" | "icm")
}

/// Whether bytes claim to be a photo, by their first bytes or, where those say nothing, by the name.
fn is_photo(name: &str, bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 7] =
        [b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"RIFF", b"8BPS", b"%PDF-"];
    const ENDS: [&str; 12] =
        ["jpg", "jpeg", "png", "tif", "tiff", "webp", "psd", "gif", "heic", "pdf", "svg", "svgz"];
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    STARTS.iter().any(|start| bytes.starts_with(start)) || name.contains('.') && ENDS.contains(&end.as_str())
}

/// What adds a picture, or a page of a PDF, to the edition.
fn add_photo(
    name: &str,
    bytes: &[u8],
    file: &str,
    leaf: Leaf,
    story: Option<&str>,
) -> Result<AddPhoto, Failure> {
    let info = inspect_leaf(bytes, name, leaf)?;
    let (width, height) = info.upright_size();
    // The first page is what a file means when nobody says otherwise.
    let is_first = leaf == Leaf::default();
    Ok(AddPhoto {
        name: if is_first { name.to_owned() } else { format!("{name} {}", leaf.page) },
        hash: if is_first { file.to_owned() } else { format!("{file}@{leaf}") },
        format: format_name(info.format).to_owned(),
        width,
        height,
        colour: match info.colour {
            Colour::Rgb => PhotoColour::Rgb,
            Colour::Gray => PhotoColour::Gray,
            Colour::Cmyk => PhotoColour::Cmyk,
        },
        orientation: info.orientation,
        // The law wants the word on every advertisement, and a page of a PDF is one.
        caption: match info.format {
            PictureFormat::Pdf => "广告".to_owned(),
            _ => info.caption.unwrap_or_default(),
        },
        credit: info.credit.unwrap_or_default(),
        story: story.map(|id| banxin_edit::StoryRef::Id(id.to_owned())),
    })
}

fn format_name(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Jpeg => "jpeg",
        PictureFormat::Png => "png",
        PictureFormat::Tiff => "tiff",
        PictureFormat::Webp => "webp",
        PictureFormat::Psd => "psd",
        PictureFormat::Pdf => "pdf",
        PictureFormat::Svg => "svg",
    }
}

#[cfg(test)]
mod tests {
    use super::is_photo;

    #[test]
    fn a_photo_is_known_by_its_bytes_or_its_name() {
        assert!(is_photo("a", b"\xff\xd8\xff\xe0"));
        assert!(is_photo("a.JPG", b"not one at all"));
        assert!(is_photo("a", b"%PDF-1.4") && is_photo("logo.svg", b"<svg"));
        assert!(!is_photo("a.txt", "字".as_bytes()));
        assert!(!is_photo("jpg", b""));
    }
}
