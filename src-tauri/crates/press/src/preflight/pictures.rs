//! What the files show: photos that are gone, changed or broken, fonts that are gone or may not be embedded.

use super::{Checked, Found, paper, subject};
use banxin_layout::Sentence;
use banxin_media::{
    ArtFacts, ArtPage, Drawing, facts, file_of, inspect_leaf, is_drawing, is_pdf, leaf_of, sha256_hex,
};
use banxin_scene::{FaceName, Item, PageList, Shelf};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use std::collections::BTreeMap;

/// What was found in the files of pictures and faces, so that one look into a sound file serves for as long as the
/// program runs. What was in trouble is looked into again: it may have been mended.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    pictures: BTreeMap<String, Content>,
    faces: BTreeMap<FaceName, Option<&'static str>>,
}

/// What a picture's file holds.
#[derive(Clone, Debug)]
enum Content {
    /// Nothing that can be printed, by the name of the rule.
    Trouble(&'static str),
    /// A photo.
    Photo,
    /// A drawing, and whether it is nothing but flat outlines.
    Drawing(bool),
    /// A page of a PDF file.
    Page(Box<ArtFacts>),
}

impl Looked {
    /// Looks into the files that pages need and that were not found sound before, which takes as long as reading
    /// them.
    pub fn look(&mut self, lists: &[PageList], shelf: &dyn Shelf) {
        for (_, item) in lists.iter().flat_map(PageList::items) {
            match item {
                Item::Picture(picture) => {
                    let is_sound = |content: &Content| !matches!(content, Content::Trouble(_));
                    if !self.pictures.get(&*picture.hash).is_some_and(is_sound) {
                        self.pictures.insert(picture.hash.to_string(), content(shelf, &picture.hash));
                    }
                }
                Item::Glyphs(run)
                    if run.is_visible() && !self.faces.get(&run.face).is_some_and(Option::is_none) =>
                {
                    self.faces.insert(run.face.clone(), face_trouble(shelf, &run.face));
                }
                _ => {}
            }
        }
    }
}

pub(super) fn check(checked: &Checked, found: &mut Found) {
    let names: BTreeMap<&str, &str> =
        checked.edition.photos.values().map(|photo| (photo.hash.as_str(), photo.name.as_str())).collect();
    for layout in checked.layouts {
        let number = layout.list.number;
        for group in &layout.list.groups {
            for item in &group.items {
                match item {
                    Item::Picture(picture) => {
                        let hash: &str = &picture.hash;
                        let Some(content) = checked.files.pictures.get(hash) else { continue };
                        let name = names.get(hash).copied().unwrap_or(hash);
                        if let Content::Trouble(code) = content {
                            found.say(code, number, subject(&group.id), photo_sentence(code, name));
                        }
                        for (code, message) in art_troubles(checked, number, content) {
                            let message = Sentence::new(
                                format!("“{name}”{}", message.zh),
                                format!("“{name}” {}", message.en),
                            );
                            found.say(code, number, subject(&group.id), message);
                        }
                    }
                    Item::Glyphs(run) if run.is_visible() => {
                        if let Some(Some(code)) = checked.files.faces.get(&run.face) {
                            let face = &run.face.0;
                            let message = match *code {
                                "font-missing" => Sentence::new(
                                    format!("字体 {face} 不在"),
                                    format!("the font {face} is not there"),
                                ),
                                _ => Sentence::new(
                                    format!("字体 {face} 不许嵌入"),
                                    format!("the font {face} may not be embedded"),
                                ),
                            };
                            found.say(code, number, subject(&group.id), message);
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

/// What the file under that key holds.
fn content(shelf: &dyn Shelf, key: &str) -> Content {
    let Some(file) = shelf.photo(key) else { return Content::Trouble("photo-missing") };
    let bytes: &[u8] = (*file).as_ref();
    if sha256_hex(bytes) != file_of(key) {
        return Content::Trouble("photo-changed");
    }
    if inspect_leaf(bytes, key, leaf_of(key)).is_err() {
        return Content::Trouble("photo-unreadable");
    }
    if is_drawing(bytes) {
        return Content::Drawing(Drawing::read(bytes, key).is_ok_and(|drawing| drawing.shapes.is_ok()));
    }
    if !is_pdf(bytes) {
        return Content::Photo;
    }
    match ArtPage::open(bytes, key, leaf_of(key)) {
        Ok(art) => Content::Page(Box::new(facts(&art))),
        Err(_) => Content::Trouble("photo-unreadable"),
    }
}

/// What a plant would find in an ad or a drawing, behind its name.
fn art_troubles(checked: &Checked, page: u32, content: &Content) -> Vec<(&'static str, Sentence)> {
    let facts = match content {
        Content::Drawing(false) => {
            let message = Sentence::new(
                "有渐变、透明、蒙版或图片，将以 300 ppi 图像付印",
                "has gradients, transparency, masks or pictures and prints as an image of 300 ppi",
            );
            return vec![("art-imaged", message)];
        }
        Content::Page(facts) => facts,
        _ => return Vec::new(),
    };
    let mut troubles = Vec::new();
    if facts.uses_light() {
        let message = Sentence::new("里有 RGB 颜色", "has colours in RGB");
        troubles.push(("ad-rgb", message));
    }
    if let Some(font) = facts.fonts_missing.iter().next() {
        let message =
            Sentence::new(format!("没有嵌入字体 {font}"), format!("does not carry its font {font}"));
        troubles.push(("ad-font", message));
    }
    if facts.is_transparent {
        let message = Sentence::new("有透明效果", "has transparency");
        troubles.push(("ad-transparency", message));
    }
    if facts.has_hidden_layers {
        let message =
            Sentence::new("有关闭的图层，将以图像付印", "has layers switched off and prints as an image");
        troubles.push(("art-imaged", message));
    }
    if facts.has_remarks {
        let message =
            Sentence::new("上的批注或表单域不会印出", "carries remarks or form fields, which do not print");
        troubles.push(("ad-remarks", message));
    }
    if facts.most_ink > checked.ink_limit {
        let (ink, limit) = (facts.most_ink, checked.ink_limit);
        let message = Sentence::new(
            format!("总墨量 {ink}%，超过 {limit}%"),
            format!("has {ink} % of ink, more than {limit} %"),
        );
        troubles.push(("ad-ink", message));
    }
    let booked = paper(checked, page).map(|paper| paper.spots.as_slice()).unwrap_or_default();
    for ink in facts.spots.iter().filter(|ink| !booked.contains(ink)) {
        let message = Sentence::new(
            format!("的专色“{ink}”没有预订"),
            format!("uses the spot ink “{ink}”, which is not booked"),
        );
        troubles.push(("spot-not-booked", message));
    }
    troubles
}

fn photo_sentence(code: &str, name: &str) -> Sentence {
    match code {
        "photo-missing" => {
            Sentence::new(format!("图片“{name}”的文件不在"), format!("the file of photo “{name}” is gone"))
        }
        "photo-changed" => Sentence::new(
            format!("图片“{name}”与导入时不同"),
            format!("photo “{name}” is not what was imported"),
        ),
        _ => Sentence::new(format!("图片“{name}”解不开"), format!("photo “{name}” cannot be decoded")),
    }
}

/// Whether a face is gone, or its licence forbids embedding (OS/2 `fsType`, bit 1 alone).
fn face_trouble(shelf: &dyn Shelf, name: &FaceName) -> Option<&'static str> {
    let Some(file) = shelf.face(name) else { return Some("font-missing") };
    let bytes: &[u8] = (*file.bytes).as_ref();
    let Ok(font) = FontRef::from_index(bytes, file.index) else { return Some("font-missing") };
    let is_forbidden = font.os2().is_ok_and(|os2| os2.fs_type() & 0x000E == 0x0002);
    is_forbidden.then_some("font-forbidden")
}
