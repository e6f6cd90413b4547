//! The door by name: every endpoint that the window and the loopback server offer, as JSON or as bytes.

use crate::Failure;
use crate::arrange::ArrangeRequest;
use crate::copy::FindRequest;
use crate::desk::Desk;
use crate::export::{ExportOptions, Proof, ProofSheet};
use crate::file_name;
use crate::frame_sample::picture_of_frame;
use crate::proofs::ProofWanted;
use banxin_edit::Command;
use banxin_model::{Area, Frame, Id, Package, Page, Story};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Apply {
    command: Value,
}

#[derive(Deserialize)]
struct Paste {
    command: Value,
    #[serde(default)]
    from: Option<PathBuf>,
}

#[derive(Deserialize)]
struct MeasureStory {
    story: String,
    page: String,
}

#[derive(Deserialize)]
struct Import {
    paths: Vec<PathBuf>,
    #[serde(default, rename = "pageText")]
    page_text: bool,
}

#[derive(Deserialize)]
struct ImportData {
    name: String,
    base64: String,
    #[serde(default, rename = "pageText")]
    page_text: bool,
}

#[derive(Deserialize)]
struct Export {
    path: Option<PathBuf>,
    #[serde(default)]
    pages: Vec<u32>,
    #[serde(default)]
    standard: String,
    #[serde(default)]
    profile: Option<PathBuf>,
    #[serde(default)]
    split: bool,
    #[serde(default)]
    name: String,
    #[serde(default)]
    marks: bool,
    #[serde(default)]
    proof: String,
    #[serde(default)]
    round: u32,
    #[serde(default, rename = "passBy")]
    pass_by: String,
    #[serde(default, rename = "passReason")]
    pass_reason: String,
}

#[derive(Deserialize)]
struct Check {
    #[serde(default)]
    files: bool,
}

#[derive(Deserialize)]
struct SaveText {
    story: String,
    #[serde(default)]
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Job {
    job: u64,
}

#[derive(Deserialize)]
struct Log {
    #[serde(default)]
    limit: Option<usize>,
}

#[derive(Deserialize)]
struct PageWanted {
    page: String,
    #[serde(default)]
    known: BTreeSet<u64>,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct PreviewWanted {
    command: Value,
    page: String,
    #[serde(default)]
    known: BTreeSet<u64>,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct Glyphs {
    face: String,
    ids: Vec<u16>,
}

#[derive(Deserialize)]
struct FontSample {
    face: String,
    #[serde(default)]
    text: Option<String>,
    pixels: u32,
}

#[derive(Deserialize)]
struct FrameSample {
    frame: Frame,
    pixels: u32,
}

#[derive(Deserialize)]
struct PhotoWanted {
    hash: String,
    pixels: u32,
}

#[derive(Deserialize)]
struct Thumbnail {
    page: String,
    width: u32,
}

/// A region: the request beside the packages.
#[derive(Deserialize)]
struct Region {
    packages: Vec<String>,
    #[serde(flatten)]
    request: ArrangeRequest,
}

#[derive(Deserialize)]
struct Pair {
    page: String,
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct Knobs {
    package: String,
}

#[derive(Deserialize)]
struct Hole {
    page: String,
    area: Area,
}

#[derive(Deserialize)]
struct Proposal {
    number: usize,
    width: u32,
}

/// Begins to read the dictionary by which heads are broken by sense: it takes a moment, and the first head that is set
/// waits for it.
pub fn load_dictionary() -> std::thread::JoinHandle<()> {
    std::thread::spawn(banxin_text::load_dictionary)
}

impl Desk {
    /// Answers a request that has a JSON answer.
    ///
    /// # Errors
    /// A refusal, a failure, or a request that makes no sense.
    pub fn call(&self, name: &str, params: Value) -> Result<Value, Failure> {
        match name {
            "state" => {
                // A window that has just opened gets it read before anybody drags a story or asks for a page.
                static DICTIONARY: std::sync::Once = std::sync::Once::new();
                DICTIONARY.call_once(|| drop(load_dictionary()));
                value(&self.state()?)
            }
            "apply" => value(&self.apply(&command(&read::<Apply>(params)?.command)?)?),
            "paste" => {
                let wanted: Paste = read(params)?;
                let Command::PastePackages(paste) = command(&wanted.command)? else {
                    return Err(Failure::bad_request("only paste-packages can be pasted"));
                };
                value(&self.paste(paste, wanted.from.as_deref())?)
            }
            "undo" => value(&self.undo()?),
            "redo" => value(&self.redo()?),
            "log" => value(&self.history(read::<Log>(params)?.limit.unwrap_or(200))?),
            "rules" => value(&self.rules()),
            "check" => value(&self.check(read::<Check>(params)?.files)),
            "content" => value(&self.content()?),
            "press" => value(&self.press()?),
            "ink-at" => value(&self.ink_at(&read::<ProofWanted>(params)?)?),
            "faces" => value(&self.faces.infos()),
            "fonts" => value(&self.faces.families()),
            "verbs" => value(&banxin_edit::list_verbs()),
            "measure" => {
                let wanted: MeasureStory = read(params)?;
                value(&self.depths(story(&wanted.story)?, page(&wanted.page)?)?)
            }
            "arrange" => value(&self.arrange_aloud(&read(params)?, None)?),
            "arrange-again" => value(&self.arrange_again(&read(params)?)?),
            "arrange-edition" => value(&self.arrange_edition(&read(params)?)?),
            "arrange-region" => {
                let wanted: Region = read(params)?;
                let packages = wanted.packages.iter().map(|id| package(id)).collect::<Result<Vec<_>, _>>()?;
                value(&self.arrange_aloud(&wanted.request, Some(&packages))?)
            }
            "arrange-swap" => {
                let wanted: Pair = read(params)?;
                value(&self.arrange_swap(&wanted.page, package(&wanted.a)?, package(&wanted.b)?)?)
            }
            "arrange-stops" => {
                let wanted: Pair = read(params)?;
                value(&self.arrange_stops(&wanted.page, package(&wanted.a)?, package(&wanted.b)?)?)
            }
            "arrange-knobs" => value(&self.arrange_knobs(package(&read::<Knobs>(params)?.package)?)?),
            "arrange-hole" => {
                let wanted: Hole = read(params)?;
                value(&self.arrange_hole(&wanted.page, wanted.area)?)
            }
            "save-text" => {
                let wanted: SaveText = read(params)?;
                let path = self.save_text(story(&wanted.story)?, wanted.path.as_deref())?;
                Ok(json!({ "path": path }))
            }
            "find" => value(&self.find(&read::<FindRequest>(params)?)?),
            "import" => {
                let wanted: Import = read(params)?;
                let imported: Result<Vec<_>, Failure> =
                    wanted.paths.iter().map(|path| self.import(path, wanted.page_text)).collect();
                value(&imported?)
            }
            "import-data" => {
                let wanted: ImportData = read(params)?;
                let bytes = decode_base64(&wanted.base64)
                    .ok_or_else(|| Failure::bad_request("the file's bytes are not base64"))?;
                value(&[self.import_bytes(&wanted.name, &bytes, wanted.page_text)?])
            }
            "export" => {
                let wanted: Export = read(params)?;
                if !wanted.pass_by.is_empty() || !wanted.pass_reason.is_empty() {
                    self.pass_faults(&wanted.pages, &wanted.pass_by, &wanted.pass_reason)?;
                }
                if wanted.proof.is_empty() {
                    self.may_export(&wanted.pages)?;
                }
                let path = wanted.path.unwrap_or_else(|| self.path().with_extension("pdf"));
                let path = file_name::renamed(&path, &wanted.name)?;
                let options = ExportOptions {
                    pages: wanted.pages,
                    standard: standard(&wanted.standard)?,
                    profile: wanted.profile,
                    split: wanted.split,
                    marks: wanted.marks,
                    proof: proof(&wanted.proof, wanted.round)?,
                    ppi: None,
                };
                Ok(json!({ "job": self.export_in_background(&path, &options)?, "path": path }))
            }
            "cancel" => {
                self.cancel(read::<Job>(params)?.job);
                Ok(Value::Null)
            }
            other => Err(Failure::bad_request(&format!("there is no request named “{other}”"))),
        }
    }

    /// Answers a request whose answer is bytes.
    ///
    /// # Errors
    /// As [`Desk::call`].
    pub fn bytes(&self, name: &str, params: Value) -> Result<Vec<u8>, Failure> {
        match name {
            "page" => {
                let wanted: PageWanted = read(params)?;
                self.page_frame(
                    page(&wanted.page)?,
                    &wanted.known,
                    wanted.text.as_deref().map(package).transpose()?,
                )
            }
            "preview" => {
                let wanted: PreviewWanted = read(params)?;
                let text = wanted.text.as_deref().map(package).transpose()?;
                self.preview_frame(&command(&wanted.command)?, page(&wanted.page)?, &wanted.known, text)
            }
            "glyphs" => {
                let wanted: Glyphs = read(params)?;
                self.glyph_outlines(&wanted.face, &wanted.ids)
            }
            "font-sample" => {
                let wanted: FontSample = read(params)?;
                self.faces.sample(&wanted.face, wanted.text.as_deref(), wanted.pixels)
            }
            "frame-sample" => {
                let wanted: FrameSample = read(params)?;
                picture_of_frame(wanted.frame, wanted.pixels)
            }
            "photo" => {
                let wanted: PhotoWanted = read(params)?;
                self.photo_pixels(&wanted.hash, wanted.pixels)
            }
            "proposal" => {
                let wanted: Proposal = read(params)?;
                self.proposal_thumbnail(wanted.number, wanted.width)
            }
            "thumbnail" => {
                let wanted: Thumbnail = read(params)?;
                self.thumbnail(page(&wanted.page)?, wanted.width)
            }
            "proof" => self.proof(&read::<ProofWanted>(params)?),
            "ink" => self.ink(&read::<ProofWanted>(params)?),
            "compare" => self.compared(&read::<ProofWanted>(params)?),
            other => Err(Failure::bad_request(&format!("there is no request named “{other}”"))),
        }
    }
}

/// The press standard of that name; the empty name is the usual one.
///
/// # Errors
/// When there is none of that name.
pub fn standard(name: &str) -> Result<banxin_press::Standard, Failure> {
    match name {
        "" | "x4" => Ok(banxin_press::Standard::X4),
        "x1a" => Ok(banxin_press::Standard::X1a),
        other => Err(Failure::bad_request(&format!("“{other}” is no press standard: choose x4 or x1a"))),
    }
}

/// The proof on that sheet, `a3` or `a4`, for that proof-reading; `a3-tiles` and `a4-tiles` keep the page's size
/// on several sheets, and the empty name is none.
///
/// # Errors
/// When there is no sheet of that name.
pub fn proof(sheet: &str, round: u32) -> Result<Option<Proof>, Failure> {
    let (sheet, is_tiled) = match sheet {
        "" => return Ok(None),
        "a3" => (ProofSheet::A3, false),
        "a4" => (ProofSheet::A4, false),
        "a3-tiles" => (ProofSheet::A3, true),
        "a4-tiles" => (ProofSheet::A4, true),
        other => {
            let why = format!("“{other}” is no proof sheet: choose a3, a4, a3-tiles or a4-tiles");
            return Err(Failure::bad_request(&why));
        }
    };
    Ok(Some(Proof { sheet, is_tiled, round }))
}

fn command(json: &Value) -> Result<Command, Failure> {
    Ok(Command::parse(&json.to_string())?)
}

pub(crate) fn story(id: &str) -> Result<Id<Story>, Failure> {
    id.parse().map_err(|_| Failure::bad_request(&format!("“{id}” is no story's id")))
}

pub(crate) fn page(id: &str) -> Result<Id<Page>, Failure> {
    id.parse().map_err(|_| Failure::bad_request(&format!("“{id}” is no page's id")))
}

fn package(id: &str) -> Result<Id<Package>, Failure> {
    id.parse().map_err(|_| Failure::bad_request(&format!("“{id}” is no package's id")))
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    let params = if params.is_null() { json!({}) } else { params };
    serde_json::from_value(params).map_err(|error| Failure::bad_request(&error.to_string()))
}

fn value<T: serde::Serialize>(answer: &T) -> Result<Value, Failure> {
    serde_json::to_value(answer).map_err(|error| {
        Failure::failed(
            "answer",
            format!("结果无法表示（{error}）。"),
            format!("The answer cannot be written ({error})."),
        )
    })
}

/// Bytes from base64 with or without padding, white space allowed; `None` when it is not base64.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode_base64;

    #[test]
    fn base64_of_any_length_is_read_and_anything_else_is_not() {
        assert_eq!(decode_base64("5a2X"), Some("字".as_bytes().to_vec()));
        assert_eq!(decode_base64("YQ=="), Some(b"a".to_vec()));
        assert_eq!(decode_base64("YWI="), Some(b"ab".to_vec()));
        assert_eq!(decode_base64(""), Some(Vec::new()));
        assert_eq!(decode_base64("字"), None);
    }
}
