//! `banxin import`: copy and photos in, and what became of each file.

use super::{Ended, Outcome, edit};
use crate::output::Output;
use crate::progress::Progress;
use crate::trouble::Trouble;
use banxin_api::{Desk, Imported, StoryView};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Bring copy and photos in and say what became of them.
#[derive(Args)]
#[command(
    after_help = "Example:\n  banxin import monday.edition page.txt --page-text\n  banxin import monday.edition story.md photo.jpg"
)]
pub struct Import {
    /// The edition.
    file: PathBuf,
    /// Text, Markdown, photos, ads, or the plant's own colour profile (.icc).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Each text is the dump of a whole page, with several stories.
    #[arg(long)]
    page_text: bool,
}

impl Import {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let desk = edit(&self.file)?;
        let mut progress = Progress::new(output.pick("导入", "Importing"));
        let mut answers = Vec::new();
        let mut last_trouble: Option<Trouble> = None;
        for (index, input) in self.inputs.iter().enumerate() {
            progress.tell(index, self.inputs.len());
            match desk.import(input, self.page_text) {
                Ok(imported) => answers.push(told(&desk, input, &imported, output)),
                // The other files are still wanted; each bad one gets its own sentence.
                Err(failure) => {
                    if let Some(before) = last_trouble.replace(failure.into()) {
                        output.remark(output.pick(&before.failure.zh, &before.failure.en));
                    }
                }
            }
        }
        drop(progress);
        if output.is_json && (last_trouble.is_none() || !answers.is_empty()) {
            output.answer(&answers, String::new);
        }
        last_trouble.map_or(Ok(Outcome::Done), Err)
    }
}

/// What one file became, as a record; printed as lines when no JSON is wanted.
fn told(desk: &Desk, input: &Path, imported: &Imported, output: &Output) -> Value {
    let stories: Vec<StoryView> =
        desk.stories().into_iter().filter(|story| imported.stories.contains(&story.id)).collect();
    if imported.profile && !output.is_json {
        output.print(output.pick(
            &format!("{}：本期从此按这个色彩特性文件付印", input.display()),
            &format!("{}: the edition is printed with this colour profile from now on", input.display()),
        ));
    } else if !output.is_json {
        let (name, texts, photos) = (input.display(), stories.len(), imported.photos.len());
        let repairs = imported.repairs;
        output.print(output.pick(
            &format!("{name}：{texts} 篇稿件，{photos} 张图片，修整 {repairs} 处"),
            &format!("{name}: {texts} stories, {photos} photos, {repairs} repairs"),
        ));
        for story in &stories {
            let paragraphs = story.paragraphs.len();
            let headline = story.headline.as_deref().unwrap_or("—");
            let characters = story.characters;
            output.print(output.pick(
                &format!("  {}  {headline}  {paragraphs} 段 {characters} 字", story.id),
                &format!("  {}  {headline}  {paragraphs} paragraphs, {characters} characters", story.id),
            ));
        }
        for note in &imported.notes {
            output.print(&format!("  ? {}", output.pick(&note.zh, &note.en)));
        }
    }
    json!({
        "file": input.display().to_string(),
        "stories": stories.iter().map(|story| json!({ "id": story.id, "headline": story.headline })).collect::<Vec<_>>(),
        "photos": imported.photos,
        "repairs": imported.repairs,
        "notes": imported.notes,
        "profile": imported.profile,
    })
}
