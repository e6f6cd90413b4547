//! The sample edition, made from `assets/samples` by the verbs anybody else uses.

use crate::desk::Desk;
use crate::{Failure, NewEdition, Resources};
use banxin_edit::{AddStory, Command, NewParagraph, SetEdition};
use banxin_model::{Role, StoryKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Sheet {
    paper: String,
    paper_en: String,
    date: banxin_model::Date,
    issue: u32,
    weather: String,
    cn_number: String,
    postal_code: String,
    publisher: String,
    supervisor: String,
    hotline: String,
    pages: Vec<SheetPage>,
}

#[derive(Deserialize)]
struct SheetPage {
    page: u32,
    name: String,
    editor: String,
    art: String,
    proof: String,
}

#[derive(Deserialize)]
struct SheetStory {
    page: u32,
    #[serde(default)]
    logo: Option<String>,
    #[serde(default)]
    kicker: Option<String>,
    headline: String,
    #[serde(default)]
    deck: Option<String>,
    #[serde(default)]
    byline: Option<String>,
    paragraphs: Vec<SheetParagraph>,
    #[serde(default)]
    credit: Option<String>,
    #[serde(default)]
    photos: Vec<String>,
}

#[derive(Deserialize)]
struct SheetParagraph {
    role: Role,
    text: String,
}

/// Lines that the sample's nameplate takes.
const NAMEPLATE: u16 = 14;

/// Makes the sample edition at `path` and opens it.
///
/// # Errors
/// When the file is there already or the sample's sheets cannot be read.
pub fn make_sample(path: &Path, resources: &Resources) -> Result<Desk, Failure> {
    let folder = resources.samples();
    let sheet: Sheet = read(&folder.join("edition.json"))?;
    let stories: Vec<SheetStory> = read(&folder.join("stories.json"))?;
    let new = NewEdition {
        paper: "broadsheet-cn".to_owned(),
        date: sheet.date,
        pages: sheet.pages.len() as u32,
        name: sheet.paper.clone(),
        nameplate_lines: NAMEPLATE,
    };
    let desk = Desk::create(path, &new, resources)?;
    desk.apply(&Command::from(SetEdition {
        latin_name: Some(sheet.paper_en),
        issue: Some(sheet.issue),
        cn_number: Some(sheet.cn_number),
        post_code: Some(sheet.postal_code),
        publisher: Some(format!("{}主管　{}", sheet.supervisor, sheet.publisher)),
        telephone: Some(sheet.hotline.replace("热线电话", "").trim().to_owned()),
        ear: Some(sheet.weather),
        ..SetEdition::default()
    }))?;
    let mut names = BTreeMap::new();
    for page in sheet.pages {
        names.insert(page.page, page.name.clone());
        let staff =
            serde_json::json!({ "editor": page.editor, "designer": page.art, "proofreader": page.proof });
        let command =
            serde_json::json!({ "verb": "set-page", "page": page.page, "name": page.name, "staff": staff });
        desk.apply(&Command::parse(&command.to_string())?)?;
    }
    for story in stories {
        add(&desk, &folder, story, &names)?;
    }
    let place = folder.join("place.jsonl");
    let script = std::fs::read_to_string(&place).map_err(|error| Failure::file(&place, &error))?;
    for line in script.lines().filter(|line| !line.trim().is_empty()) {
        desk.apply(&Command::parse(line)?)?;
    }
    Ok(desk)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    serde_json::from_str(&text).map_err(|error| {
        let path = path.display();
        Failure::failed(
            "sample",
            format!("样报文件 {path} 有误（{error}）。"),
            format!("{path} makes no sense ({error})."),
        )
    })
}

fn add(desk: &Desk, folder: &Path, story: SheetStory, names: &BTreeMap<u32, String>) -> Result<(), Failure> {
    let is_photo = !story.photos.is_empty() && story.paragraphs.iter().all(|part| part.role == Role::Caption);
    let head = [
        (Role::Logo, story.logo),
        (Role::Kicker, story.kicker),
        (Role::Headline, Some(story.headline)),
        (Role::Deck, story.deck),
        (Role::Byline, story.byline),
    ];
    let head = head.into_iter().filter_map(|(role, text)| text.map(|text| NewParagraph::new(role, text)));
    let body = story.paragraphs.into_iter().map(|part| NewParagraph::new(part.role, part.text));
    let credit = story.credit.map(|text| NewParagraph::new(Role::Credit, text));
    let command = AddStory {
        kind: if is_photo { StoryKind::Photo } else { StoryKind::Text },
        section: names.get(&story.page).cloned().unwrap_or_default(),
        paragraphs: head.chain(body).chain(credit).collect(),
        ..AddStory::default()
    };
    let before: Vec<String> = desk.stories().into_iter().map(|story| story.id).collect();
    desk.apply(&Command::from(command))?;
    let added = desk.stories().into_iter().map(|story| story.id).find(|id| !before.contains(id));
    for name in story.photos {
        let path = folder.join(&name);
        let bytes = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
        desk.import_photo(&name, &bytes, added.as_deref())?;
    }
    Ok(())
}
