//! An edition in memory with the sample's own stories, and the house fonts.

use banxin_geom::Length;
use banxin_layout::Composer;
use banxin_model::{
    Cells, ColumnSystem, Date, Edition, EditionInfo, Grid, Id, Page, PaperSize, Paragraph, Photo,
    PhotoColour, Role, Staff, Story, StoryKind, Typography,
};
use banxin_text::{FaceKey, FontBook, FontBytes};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets")
}

/// A composer with every face of the house.
pub fn composer() -> Composer {
    static BOOK: OnceLock<Arc<FontBook>> = OnceLock::new();
    let book = BOOK.get_or_init(|| {
        let mut book = FontBook::new();
        for key in
            ["song-400", "song-700", "song-900", "hei-400", "hei-700", "hei-900", "kai-400", "brush-400"]
        {
            let path = assets().join(format!("fonts/{key}.ttf"));
            let bytes = std::fs::read(&path).expect("the fonts are there after cargo xtask fonts");
            let bytes: FontBytes = Arc::new(bytes);
            book.insert(FaceKey::new(key), bytes, 0).expect("a font");
        }
        Arc::new(book)
    });
    Composer::new(Arc::clone(book))
}

/// A broadsheet page of 8 × 13 + 7 cells and 111 lines.
pub fn page(number: u32) -> Page {
    Page {
        number,
        name: String::new(),
        paper: PaperSize {
            width: Length::mm(390.0),
            height: Length::mm(545.0),
            left: Length::mm(18.8),
            top: Length::mm(29.0),
            bleed: Length::ZERO,
        },
        grid: Grid {
            cell: Length::pt(9.0),
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) },
        },
        nameplate_lines: 0,
        staff: Staff::default(),
        guides: Vec::new(),
        plates: Default::default(),
    }
}

/// An edition of one page with the stories of the sample, in their order, and their photos.
pub fn edition() -> (Edition, Vec<Id<Story>>) {
    let mut edition = Edition::default();
    edition.info.insert(
        Edition::INFO,
        Arc::new(EditionInfo {
            name: "试排".to_owned(),
            latin_name: String::new(),
            date: "2026-02-09".parse::<Date>().expect("a day"),
            issue: 1,
            cn_number: String::new(),
            post_code: String::new(),
            publisher: String::new(),
            telephone: String::new(),
            ear: String::new(),
            typography: Typography::default(),
            profile: None,
            ink_limit: 0,
            passes: Vec::new(),
            weights: Default::default(),
            may_jump: false,
            checks: Default::default(),
        }),
    );
    edition.pages.insert(Id::new(1000), Arc::new(page(1)));
    let text = std::fs::read_to_string(assets().join("samples/stories.json")).expect("the sample");
    let sheets: Vec<Value> = serde_json::from_str(&text).expect("stories");
    let mut next = 2000u64;
    let mut fresh = || {
        next += 1;
        next
    };
    let mut stories = Vec::new();
    for (rank, sheet) in sheets.iter().enumerate() {
        let id = Id::<Story>::new(fresh());
        let photos: Vec<&str> =
            sheet["photos"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let paragraphs = sheet["paragraphs"].as_array().cloned().unwrap_or_default();
        let is_photo = !photos.is_empty() && paragraphs.iter().all(|part| part["role"] == "caption");
        let kind = if is_photo { StoryKind::Photo } else { StoryKind::Text };
        edition.stories.insert(
            id,
            Arc::new(Story {
                rank: rank as i64,
                kind,
                section: String::new(),
                source: String::new(),
                table: Default::default(),
            }),
        );
        let mut rank = 0;
        let mut add = |role: Role, text: &str| {
            rank += 1;
            let paragraph = Paragraph::new(id, rank, role, text.to_owned());
            edition.paragraphs.insert(Id::new(fresh()), Arc::new(paragraph));
        };
        for (name, role) in [
            ("logo", Role::Logo),
            ("kicker", Role::Kicker),
            ("headline", Role::Headline),
            ("deck", Role::Deck),
            ("byline", Role::Byline),
        ] {
            if let Some(text) = sheet[name].as_str() {
                add(role, text);
            }
        }
        for part in &paragraphs {
            let role: Role = serde_json::from_value(part["role"].clone()).expect("a role");
            add(role, part["text"].as_str().unwrap_or_default());
        }
        if let Some(credit) = sheet["credit"].as_str() {
            add(Role::Credit, credit);
        }
        for (rank, name) in photos.iter().enumerate() {
            let shape = [(2400, 1600), (1600, 1200), (1500, 2000)][rank % 3];
            let photo = Photo {
                story: Some(id),
                rank: rank as i64,
                name: (*name).to_owned(),
                hash: format!("{:064x}", fresh()),
                format: "jpeg".to_owned(),
                width: shape.0,
                height: shape.1,
                colour: PhotoColour::Rgb,
                orientation: 1,
                caption: "江边的一天".to_owned(),
                credit: String::new(),
            };
            edition.photos.insert(Id::new(fresh()), Arc::new(photo));
        }
        stories.push(id);
    }
    (edition, stories)
}
