//! Fonts of the user's own, from the list to the PDF: CFF outlines, variable fonts, collections, damage; and what is
//! said where a font or a character is missing.

mod program;

use program::{Said, banxin, new_edition};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Fonts of little squares, drawn for these tests; they have the characters of [`OWN`].
const FONTS: [(&str, &[u8]); 3] = [
    ("square-cff.otf", include_bytes!("../suite/fonts/square-cff.otf")),
    ("square-variable.ttf", include_bytes!("../suite/fonts/square-variable.ttf")),
    ("square-collection.ttc", include_bytes!("../suite/fonts/square-collection.ttc")),
];
/// Text that they can all set.
const OWN: &str = "春水的江，国字版心。";

fn run(fonts: &Path, words: &[&OsStr]) -> Said {
    banxin(words).env("BANXIN_FONTS", fonts).output().expect("the program starts").into()
}

fn json(fonts: &Path, words: &[&OsStr]) -> Value {
    let mut all = words.to_vec();
    all.push(OsStr::new("--json"));
    let said = run(fonts, &all);
    serde_json::from_str(&said.out).unwrap_or_else(|trouble| panic!("{trouble}: {}{}", said.out, said.err))
}

/// A folder of fonts and beside it an empty one.
fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let (full, empty) = (folder.path().join("fonts"), folder.path().join("none"));
    for own in [&full, &empty] {
        fs::create_dir(own).expect("a folder");
    }
    for (name, bytes) in FONTS {
        fs::write(full.join(name), bytes).expect("a font");
    }
    fs::write(full.join("cut-off.ttf"), &FONTS[1].1[..700]).expect("a file");
    (folder, full, empty)
}

/// An edition whose only story is set in a face, with one character more that the face lacks.
fn edition(folder: &Path, fonts: &Path, face: &str, more: &str) -> PathBuf {
    let edition = folder.join(format!("{}.edition", face.replace(' ', "-")));
    new_edition(&edition);
    let commands = [
        serde_json::json!({"verb": "set-page", "page": 1, "nameplate_lines": 0}),
        serde_json::json!({"verb": "add-story", "paragraphs": [
            {"role": "headline", "text": "字样"},
            {"role": "body", "text": format!("{}{more}", OWN.repeat(6))},
        ]}),
        serde_json::json!({"verb": "set-paragraph", "paragraph": {"story": {"headline": "字样"}, "role": "body"},
            "style": {"face": face}}),
        serde_json::json!({"verb": "place", "story": {"headline": "字样"}, "page": 1, "column": 0, "span": 2, "line": 4}),
    ];
    let file = edition.with_extension("jsonl");
    fs::write(&file, commands.map(|command| command.to_string()).join("\n")).expect("a file");
    let said = run(fonts, &[OsStr::new("apply"), edition.as_os_str(), file.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    edition
}

fn faults(fonts: &Path, edition: &Path) -> Vec<Value> {
    let layout = json(fonts, &[OsStr::new("layout"), edition.as_os_str()]);
    layout["pages"][0]["faults"].as_array().cloned().unwrap_or_default()
}

#[test]
fn every_kind_of_font_is_listed_and_what_cannot_be_read_says_so() {
    let (_folder, full, _) = folders();
    let list = json(&full, &[OsStr::new("fonts")]);
    let of = |name: &str| {
        let mut families = list.as_array().into_iter().flatten();
        families.find(|family| family["name"] == name).cloned().unwrap_or_else(|| panic!("{name}: {list}"))
    };
    for (name, is_variable) in
        [("Square Curves", false), ("Square Variable", true), ("Square One", false), ("Square Two", false)]
    {
        let family = of(name);
        assert_eq!(family["is_variable"], is_variable, "{name}");
        assert_eq!(family["faces"], serde_json::json!([format!("{name}-400")]));
        assert!(family["refusal"].is_null());
    }
    assert!(of("cut-off.ttf")["refusal"]["zh"].as_str().is_some_and(|said| said.contains("无法读取")));
}

#[test]
fn every_kind_of_font_goes_into_the_pdf_and_its_words_come_out_again() {
    let (folder, full, _) = folders();
    for face in ["Square Curves-400", "Square Variable-400", "Square Two-400"] {
        let edition = edition(folder.path(), &full, face, "");
        assert_eq!(faults(&full, &edition), Vec::<Value>::new(), "{face}");
        let pdf = edition.with_extension("pdf");
        // The export reads the file back and compares its words with what was set.
        let said = run(&full, &[OsStr::new("export"), edition.as_os_str(), "-o".as_ref(), pdf.as_os_str()]);
        assert_eq!(said.code, 0, "{face}: {}", said.err);
        let bytes = fs::read(&pdf).expect("the PDF");
        let name = face.trim_end_matches("-400").replace(' ', "");
        assert!(bytes.windows(name.len()).any(|at| at == name.as_bytes()), "{name} is not in the file");
        let png = edition.with_extension("png");
        let sample =
            [OsStr::new("fonts"), "--sample".as_ref(), face.as_ref(), "-o".as_ref(), png.as_os_str()];
        assert_eq!(run(&full, &sample).code, 0);
        assert!(fs::read(&png).is_ok_and(|picture| picture.starts_with(b"\x89PNG")));
    }
}

#[test]
fn a_missing_font_has_a_named_substitute_and_a_missing_character_its_code_point() {
    let (folder, full, empty) = folders();
    let edition = edition(folder.path(), &full, "Square Curves-400", "龘査");
    let here = faults(&full, &edition);
    let said = |all: &[Value], code: &str| {
        let found =
            all.iter().find(|fault| fault["code"] == code).unwrap_or_else(|| panic!("{code}: {all:?}"));
        found["message"].as_str().unwrap_or_default().to_owned()
    };
    let lacking = said(&here, "glyph-substituted");
    assert!(lacking.contains("“龘” (U+9F98)") && lacking.contains("Square Curves"), "{lacking}");
    let form = said(&here, "non-standard-form");
    assert!(form.contains("“査” (U+67FB)") && form.contains("查"), "{form}");
    // On a machine without the font the edition opens, is set in another, and says so.
    let elsewhere = said(&faults(&empty, &edition), "font-replaced");
    assert!(elsewhere.contains("Square Curves-400") && elsewhere.contains("song-400"), "{elsewhere}");
}
