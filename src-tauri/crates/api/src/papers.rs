//! Page presets from `assets/papers`, and a new edition made on one of them.

use crate::{Failure, Resources};
use banxin_model::{Date, Edition, EditionInfo, Id, Page, PaperPreset, Staff, Typography};
use std::sync::Arc;

/// Every preset, in order of name.
///
/// # Errors
/// When the folder cannot be read or a preset in it makes no sense.
pub fn papers(resources: &Resources) -> Result<Vec<PaperPreset>, Failure> {
    let folder = resources.papers();
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let mut presets = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
        let preset: PaperPreset = serde_json::from_str(&text).map_err(|error| {
            Failure::failed(
                "paper-unreadable",
                format!("版面预设 {} 有误（{error}）。", path.display()),
                format!("The page preset {} makes no sense ({error}).", path.display()),
            )
        })?;
        presets.push(preset);
    }
    Ok(presets)
}

/// What a new edition is made from.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// Name of the preset.
    pub paper: String,
    /// Day of issue.
    pub date: Date,
    /// How many pages, 1 to 64.
    pub pages: u32,
    /// The paper's name.
    pub name: String,
    /// Lines of the nameplate on the front page; 0 for none.
    pub nameplate_lines: u16,
}

/// The page names of a new edition, by number.
const NAMES: [&str; 8] = ["要闻", "城事", "民生", "经济", "文化", "体育", "副刊", "影像"];

impl NewEdition {
    /// The edition, empty but for its pages.
    ///
    /// # Errors
    /// When there is no such preset or the number of pages is out of reach.
    pub fn make(&self, resources: &Resources) -> Result<Edition, Failure> {
        let presets = papers(resources)?;
        let Some(preset) = presets.iter().find(|preset| preset.id == self.paper) else {
            let known: Vec<&str> = presets.iter().map(|preset| preset.id.as_str()).collect();
            let (paper, known) = (&self.paper, known.join(", "));
            return Err(Failure::failed(
                "paper-unknown",
                format!("没有版面预设“{paper}”，可用：{known}。"),
                format!("There is no page preset “{paper}”: choose one of {known}."),
            ));
        };
        if !(1..=64).contains(&self.pages) {
            return Err(Failure::failed("pages", "版数应在 1 到 64 之间。", "An edition has 1 to 64 pages."));
        }
        let mut edition = Edition::default();
        let info = EditionInfo {
            name: self.name.clone(),
            latin_name: String::new(),
            date: self.date,
            issue: 0,
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
        };
        edition.info.insert(Edition::INFO, Arc::new(info));
        for number in 1..=self.pages {
            let name = NAMES[(number as usize - 1) % NAMES.len()].to_owned();
            let nameplate_lines = if number == 1 { self.nameplate_lines } else { 0 };
            let page = Page {
                number,
                name,
                paper: preset.size(),
                grid: preset.grid(),
                nameplate_lines,
                staff: Staff::default(),
                guides: Vec::new(),
                plates: Default::default(),
            };
            edition.pages.insert(Id::new(u64::from(number) + 100), Arc::new(page));
        }
        Ok(edition)
    }
}
