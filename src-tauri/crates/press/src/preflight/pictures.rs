//! What the files show: photos that are gone, changed or broken, fonts that are gone or may not be embedded.

use super::{Checked, Found, subject};
use banxin_layout::Sentence;
use banxin_media::{inspect, sha256_hex};
use banxin_scene::{FaceName, Item, Shelf};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use std::collections::BTreeMap;

pub(super) fn check(checked: &Checked, shelf: &dyn Shelf, found: &mut Found) {
    let names: BTreeMap<&str, &str> =
        checked.edition.photos.values().map(|photo| (photo.hash.as_str(), photo.name.as_str())).collect();
    let mut photos: BTreeMap<&str, Option<&'static str>> = BTreeMap::new();
    let mut faces: BTreeMap<&FaceName, Option<&'static str>> = BTreeMap::new();
    for layout in checked.layouts {
        let number = layout.list.number;
        for group in &layout.list.groups {
            for item in &group.items {
                match item {
                    Item::Picture(picture) => {
                        let hash: &str = &picture.hash;
                        let trouble = *photos.entry(hash).or_insert_with(|| photo_trouble(shelf, hash));
                        let name = names.get(hash).copied().unwrap_or(hash);
                        if let Some(code) = trouble {
                            found.say(code, number, subject(&group.id), photo_sentence(code, name));
                        }
                    }
                    Item::Glyphs(run) if run.is_visible() => {
                        let trouble =
                            *faces.entry(&run.face).or_insert_with(|| face_trouble(shelf, &run.face));
                        if let Some(code) = trouble {
                            let face = &run.face.0;
                            let message = match code {
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

fn photo_trouble(shelf: &dyn Shelf, hash: &str) -> Option<&'static str> {
    let Some(file) = shelf.photo(hash) else { return Some("photo-missing") };
    let bytes: &[u8] = (*file).as_ref();
    if sha256_hex(bytes) != hash {
        return Some("photo-changed");
    }
    inspect(bytes, hash).is_err().then_some("photo-unreadable")
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
