//! `banxin arrange`: whole pages proposed, looked at on a contact sheet, and taken.

use super::arrange_part::{Asked, Part};
use super::{Ended, Outcome, edit, read};
use crate::output::Output;
use crate::trouble::Trouble;
use banxin_api::{
    ArrangeRequest, Arranged, Command, Desk, Failure, MOST_CANDIDATES, RenderOptions, Rendering,
    load_dictionary, to_png,
};
use clap::Args;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Propose whole pages, every package filled exactly, and take one.
///
/// Without --page the stories of the pool go to the empty pages by section and rank, and every page is arranged.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  banxin arrange monday.edition --page 1\n  banxin arrange monday.edition --page 1 --sheet proposals.png\n  banxin arrange monday.edition --page 2 --stories 春风,夜市,江堤 --pick 3\n  banxin arrange monday.edition --page 2 --ad 5,3,86,25 --group 夜市,灯会\n  banxin arrange monday.edition --page 1 --region 春风,夜市\n  banxin arrange monday.edition --page 1 --divider 春风,夜市 --pick 2\n  banxin arrange monday.edition --pick 1"
)]
pub struct Arrange {
    /// The edition.
    file: PathBuf,
    /// Number of the page; the whole edition when left out.
    #[arg(long)]
    page: Option<u32>,
    /// The stories, by id or by how their headlines begin, the lead first; those of the page or of the pool when left out.
    #[arg(long, value_name = "STORY,…", value_delimiter = ',', requires = "page")]
    stories: Vec<String>,
    /// Stories that stand together; may be given several times.
    #[arg(long, value_name = "STORY,…", requires = "page")]
    group: Vec<String>,
    /// An advertisement: its first column from 0, its columns, its first line from 0, its lines; several times.
    #[arg(long, value_name = "C,N,L,N", value_parser = spot, requires = "page")]
    ad: Vec<[i32; 4]>,
    /// Let a long story go on on a later page where this one is too small; as the edition says when left out.
    #[arg(long, requires = "page")]
    jumps: bool,
    #[command(flatten)]
    part: Part,
    /// How many proposals.
    #[arg(long, default_value_t = 7)]
    candidates: usize,
    /// The same seed gives the same proposals.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Take the proposal of this number, from 1, as one step.
    #[arg(long, value_name = "K")]
    pick: Option<usize>,
    /// Weight of a term of the score, such as clash=2; may be given several times.
    #[arg(long, value_name = "TERM=WEIGHT")]
    weight: Vec<String>,
    /// Paint all proposals on one sheet.
    #[arg(long, value_name = "OUT.png", requires = "page")]
    sheet: Option<PathBuf>,
    /// Pixels to the inch on the sheet.
    #[arg(long, default_value_t = 50.0)]
    dpi: f64,
}

/// Four numbers: column, columns, line, lines.
pub(super) fn spot(text: &str) -> Result<[i32; 4], String> {
    let numbers: Vec<i32> = text.split(',').map_while(|part| part.trim().parse().ok()).collect();
    let count = text.split(',').count();
    match <[i32; 4]>::try_from(numbers) {
        Ok(spot) if count == 4 && spot.iter().all(|number| (0..=1000).contains(number)) => Ok(spot),
        _ => Err("column,columns,line,lines as four whole numbers / 栏,栏数,行,行数".to_owned()),
    }
}

/// Takes the proposal of a number, counted from 1, by the command that it has.
pub(super) fn take<T>(
    desk: &Desk,
    proposals: &[T],
    number: usize,
    command: impl Fn(&T) -> &Command,
) -> Result<usize, Trouble> {
    let count = proposals.len();
    let chosen = number.checked_sub(1).and_then(|k| proposals.get(k)).ok_or_else(|| {
        Failure::failed(
            "no-proposal",
            format!("没有方案 {number}，共有 {count} 个。"),
            format!("There is no proposal {number}: there are {count}."),
        )
    })?;
    desk.apply(command(chosen))?;
    Ok(number)
}

impl Arrange {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let words = load_dictionary();
        let desk = if self.pick.is_some() { edit(&self.file)? } else { read(&self.file)? };
        // Read while the edition was opened; that its thread could fail says nothing about the pages.
        let _ = words.join();
        let request = self.request()?;
        let Some(page) = self.page else { return self.whole(&desk, &request, output) };
        let page = page.to_string();
        let fixed = self.ad.iter().map(|spot| desk.area_at(&page, *spot)).collect::<Result<_, _>>()?;
        let request = ArrangeRequest { page, fixed, ..request };
        let (mut first, mut enough) = (None, None);
        let mut told = |arranged: &Arranged| {
            let count = arranged.candidates.len();
            let apart = arranged.candidates.iter().all(|one| one.distances.iter().all(|d| *d >= 0.45));
            if first.is_none() && count > 0 {
                first = Some(arranged.milliseconds);
            }
            if enough.is_none() && count >= self.candidates && apart {
                enough = Some(arranged.milliseconds);
            }
            true
        };
        let arranged = match self.part.run(&desk, &request, self.pick, output)? {
            Asked::Told(outcome) => return Ok(outcome),
            Asked::Region(arranged) => *arranged,
            Asked::Nothing => desk.arrange(&request, &mut told)?,
        };
        if let Some(path) = &self.sheet {
            self.paint(&desk, &arranged, path)?;
        }
        let taken = match self.pick {
            Some(number) => Some(take(&desk, &arranged.candidates, number, |one| &one.command)?),
            None => None,
        };
        if output.is_json {
            let answer = json!({
                "arranged": arranged,
                "first_ms": first,
                "enough_ms": enough,
                "taken": taken,
                "sheet": self.sheet,
            });
            output.answer(&answer, String::new);
        } else {
            self.tell(&arranged, (first, enough), output);
            if let Some(number) = taken {
                let (zh, en) = (format!("已采用方案 {number}"), format!("Proposal {number} taken"));
                output.print(output.pick(&zh, &en));
            }
        }
        Ok(if arranged.candidates.is_empty() { Outcome::FaultsFound } else { Outcome::Done })
    }

    fn request(&self) -> Result<ArrangeRequest, Trouble> {
        let mut weights = BTreeMap::new();
        for pair in &self.weight {
            let parsed = pair.split_once('=').and_then(|(name, value)| Some((name, value.parse().ok()?)));
            let (name, value): (&str, f32) = parsed.ok_or_else(|| {
                Trouble::usage(
                    "权重写作 名称=数值，例如 clash=2。",
                    "A weight is written NAME=NUMBER, such as clash=2.",
                )
            })?;
            weights.insert(name.to_owned(), value);
        }
        if !(1..=MOST_CANDIDATES).contains(&self.candidates) {
            return Err(Trouble::usage(
                format!("方案数取 1 到 {MOST_CANDIDATES}。"),
                format!("Between 1 and {MOST_CANDIDATES} proposals can be asked for."),
            ));
        }
        if !(10.0..=300.0).contains(&self.dpi) {
            return Err(Trouble::usage(
                "分辨率应在 10 到 300 之间。",
                "Pixels to the inch must be between 10 and 300.",
            ));
        }
        Ok(ArrangeRequest {
            stories: self.stories.clone(),
            groups: self.group.iter().map(|one| one.split(',').map(str::to_owned).collect()).collect(),
            candidates: Some(self.candidates),
            seed: self.seed,
            weights,
            jumps: self.jumps.then_some(true),
            ..ArrangeRequest::default()
        })
    }

    fn whole(&self, desk: &Desk, request: &ArrangeRequest, output: &Output) -> Ended {
        let arranged = desk.arrange_edition(request)?;
        if self.pick.is_some()
            && let Some(command) = &arranged.command
        {
            desk.apply(command)?;
        }
        if output.is_json {
            output.answer(&arranged, String::new);
        } else {
            for page in &arranged.pages {
                let count = page.stories.len();
                let filled = (page.filled * 100.0).round();
                let (zh, en) = match page.score {
                    Some(score) => (
                        format!("{:02} 版：{count} 篇，自然版面 {filled}%，分值 {score:.1}", page.number),
                        format!(
                            "page {:02}: {count} stories, {filled}% of the page, score {score:.1}",
                            page.number
                        ),
                    ),
                    None => (
                        format!("{:02} 版：{count} 篇，自然版面 {filled}%，没有正好排满的版", page.number),
                        format!(
                            "page {:02}: {count} stories, {filled}% of the page, no exact page",
                            page.number
                        ),
                    ),
                };
                output.print(output.pick(&zh, &en));
            }
            if arranged.pages.is_empty() {
                let (zh, en) = ("没有空白版可排。", "There is no empty page to arrange.");
                output.print(output.pick(zh, en));
            }
            if !arranged.left.is_empty() {
                let count = arranged.left.len();
                let (zh, en) = (format!("未排 {count} 篇"), format!("{count} stories left"));
                output.print(output.pick(&zh, &en));
            }
        }
        let is_whole = arranged.pages.iter().all(|page| page.score.is_some());
        Ok(if is_whole { Outcome::Done } else { Outcome::FaultsFound })
    }

    fn tell(&self, arranged: &Arranged, (first, enough): (Option<f64>, Option<f64>), output: &Output) {
        let filled = (arranged.filled * 100.0).round();
        let count = arranged.candidates.len();
        let stories = arranged.stories.len();
        let ms = |time: Option<f64>| time.map_or("—".to_owned(), |ms| format!("{ms:.0} ms"));
        let (zh, en) = (
            format!(
                "{stories} 篇稿件，自然版面 {filled}%，{count} 个方案（首个 {}，凑齐 {}）",
                ms(first),
                ms(enough)
            ),
            format!(
                "{stories} stories, {filled}% of the page, {count} proposals (the first after {}, all after {})",
                ms(first),
                ms(enough)
            ),
        );
        output.print(output.pick(&zh, &en));
        for (number, candidate) in (1..).zip(&arranged.candidates) {
            let causes =
                candidate.causes.iter().take(5).map(|cause| {
                    format!("{} {:.1}", output.pick(&cause.label.zh, &cause.label.en), cause.cost)
                });
            let causes = causes.collect::<Vec<_>>().join(output.pick("、", ", "));
            output.print(&format!("  {number}  {:.1}  {}  {causes}", candidate.score, candidate.root));
            for jump in &candidate.jumps {
                let (page, lines, rest) = (jump.page, jump.lines, jump.rest);
                let (zh, en) = (
                    format!("     本版 {lines} 行，转 {page} 版 {rest} 行"),
                    format!("     {lines} lines here, {rest} go on on page {page}"),
                );
                output.print(output.pick(&zh, &en));
            }
        }
        for remedy in &arranged.remedies {
            output.print(&format!("  → {}", output.pick(&remedy.sentence.zh, &remedy.sentence.en)));
        }
    }

    /// All proposals beside each other, four in a row, on grey.
    fn paint(&self, desk: &Desk, arranged: &Arranged, path: &Path) -> Result<(), Trouble> {
        let options = RenderOptions { dpi: self.dpi, ..RenderOptions::default() };
        let pages: Vec<Rendering> = (0..arranged.candidates.len())
            .map(|number| desk.render_proposal(number, &options))
            .collect::<Result<_, Failure>>()?;
        let Some(first) = pages.first() else { return Ok(()) };
        let (width, height, margin) = (first.width, first.height, 12u32);
        let across = (pages.len() as u32).clamp(1, 4);
        let down = (pages.len() as u32).div_ceil(across);
        let (all_width, all_height) = (across * (width + margin) + margin, down * (height + margin) + margin);
        let mut rgba = [128, 128, 128, 255].repeat((all_width * all_height) as usize);
        for (number, page) in (0u32..).zip(&pages) {
            let (x, y) =
                (margin + number % across * (width + margin), margin + number / across * (height + margin));
            let row_bytes = (page.width.min(width) * 4) as usize;
            for row in 0..page.height.min(height) {
                let from = (row * page.width * 4) as usize;
                let to = (((y + row) * all_width + x) * 4) as usize;
                rgba[to..to + row_bytes].copy_from_slice(&page.rgba[from..from + row_bytes]);
            }
        }
        let sheet = Rendering { width: all_width, height: all_height, rgba, notes: Vec::new() };
        let png = to_png(&sheet)?;
        std::fs::write(path, &png).map_err(|error| Failure::file(path, &error))?;
        Ok(())
    }
}
