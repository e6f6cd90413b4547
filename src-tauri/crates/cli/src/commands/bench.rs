//! `banxin bench`: how fast this machine opens, lays out, previews and exports.

use super::{Ended, Outcome, bench_arrange, bench_bounds, resources};
use crate::output::{Output, table};
use crate::trouble::Trouble;
use banxin_api::{Command, Desk, ExportOptions, Faces, Failure, Resources, make_sample, paces, press_pace};
use clap::Args;
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Measure how fast this machine lays out and exports.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin bench --json\n  banxin bench monday.edition")]
pub struct Bench {
    /// The edition to measure with; the sample edition when left out. It is not changed.
    file: Option<PathBuf>,
    /// Fewer runs, for a quick look.
    #[arg(long)]
    quick: bool,
    /// Random story sets to arrange and check; 500 with --arrange (60 with --quick), else none unless said.
    #[arg(long, value_name = "COUNT")]
    sets: Option<u64>,
    /// The number of the first of these sets.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    from: u64,
    /// Tell of every set on the error stream, as JSON.
    #[arg(long)]
    each: bool,
    /// Nothing but arranging.
    #[arg(long)]
    arrange: bool,
    /// The first press of the key in a program that has just opened the edition; what --arrange asks of many programs.
    #[arg(long, hide = true, requires = "file")]
    first_press: bool,
    /// Nothing but an edition full of photos to press.
    #[arg(long, conflicts_with = "arrange")]
    press: bool,
}

/// A series of measurements.
pub(super) struct Series {
    pub name: &'static str,
    pub unit: &'static str,
    pub values: Vec<f64>,
    pub note: String,
}

/// A folder of one's own that goes away with the measurement.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind lies in the system's temporary folder and harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Bench {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let resources = resources()?;
        if let Some(file) = self.file.as_ref().filter(|_| self.first_press) {
            output.answer(&bench_arrange::first_press(file, &resources)?, String::new);
            return Ok(Outcome::Done);
        }
        let folder = std::env::temp_dir().join(format!("banxin-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        let scratch = Scratch(folder);
        let edition = scratch.0.join("bench.edition");
        if self.press {
            return Ok(told(&press(&resources, &scratch.0)?, output));
        }
        match &self.file {
            Some(file) => drop(std::fs::copy(file, &edition).map_err(|error| Failure::file(file, &error))?),
            None => drop(make_sample(&edition, &resources)?),
        }
        let scale = if self.quick { 1 } else { 3 };
        let mut series = bench_arrange::fresh(&edition, if self.quick { 5 } else { 20 })?;
        series.extend(bench_arrange::page(&edition, &resources, 2 * scale)?);
        series.extend(bench_arrange::hand(&edition, &resources, scale)?);
        let usual = match (self.arrange && self.file.is_none(), self.quick) {
            (false, _) => 0,
            (true, true) => 60,
            (true, false) => 500,
        };
        let sets = self.sets.unwrap_or(usual);
        if sets > 0 {
            series.extend(bench_arrange::sets(&resources, (self.from, sets), self.each)?);
        }
        if !self.arrange {
            series.extend(self.others(&edition, &resources, &scratch, scale)?);
        }
        Ok(told(&series, output))
    }

    fn others(
        &self,
        edition: &Path,
        resources: &Resources,
        scratch: &Scratch,
        scale: usize,
    ) -> Result<Vec<Series>, Trouble> {
        let mut series =
            vec![open(edition, resources, 5 * scale)?, lay_out_cold(edition, resources, 3 * scale)?];
        let desk = Desk::open(edition, resources)?;
        series.push(lay_out_warm(&desk, 20 * scale)?);
        series.extend(drag(&desk, 20 * scale)?);
        series.extend(composition(&Faces::load(resources)?, 10 * scale));
        series.push(export(&desk, &scratch.0, 1, 2 * scale)?);
        series.push(export(&desk, &scratch.0, 16, scale)?);
        series.extend(peak_memory());
        if !self.quick {
            series.extend(press(resources, &scratch.0)?);
        }
        Ok(series)
    }
}

fn told(series: &[Series], output: &Output) -> Outcome {
    let records: Vec<Value> = series.iter().map(Series::record).collect();
    output.answer(&records, || table(&series.iter().map(Series::row).collect::<Vec<_>>()));
    Outcome::Done
}

impl Series {
    fn sorted(&self) -> Vec<f64> {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        values
    }

    /// The smallest value that at least `share` of a hundred do not exceed.
    pub(super) fn percentile(&self, share: usize) -> f64 {
        let values = self.sorted();
        let rank = (values.len() * share).div_ceil(100).clamp(1, values.len().max(1));
        values.get(rank - 1).copied().unwrap_or(0.0)
    }

    fn record(&self) -> Value {
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        json!({
            "name": self.name,
            "unit": self.unit,
            "median": rounded(self.percentile(50)),
            "p99": rounded(self.percentile(99)),
            "min": rounded(self.percentile(0)),
            "max": rounded(self.percentile(100)),
            "runs": self.values.len(),
            "note": self.note,
            "bound": bench_bounds::bound(self),
        })
    }

    fn row(&self) -> Vec<String> {
        vec![
            self.name.to_owned(),
            format!("{:.2} {}", self.percentile(50), self.unit),
            format!("p99 {:.2}", self.percentile(99)),
            format!("{} runs", self.values.len()),
            self.note.clone(),
        ]
    }
}

/// Milliseconds that `work` takes.
fn time<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<(f64, T), Failure> {
    let start = Instant::now();
    let done = work()?;
    Ok((start.elapsed().as_secs_f64() * 1000.0, done))
}

fn open(edition: &Path, resources: &Resources, runs: usize) -> Result<Series, Trouble> {
    let mut values = Vec::new();
    for _ in 0..runs {
        values.push(time(|| Desk::open(edition, resources))?.0);
    }
    Ok(Series { name: "open-edition", unit: "ms", values, note: "file, fonts and index".to_owned() })
}

fn first_page(desk: &Desk) -> Result<(String, Vec<Value>), Trouble> {
    let state = serde_json::to_value(desk.state()?).unwrap_or_default();
    let page = state.pointer("/pages/0").cloned().unwrap_or_default();
    let id = page.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let own = page.get("packages").and_then(Value::as_array).cloned().unwrap_or_default();
    let all = state.get("packages").and_then(Value::as_array).cloned().unwrap_or_default();
    Ok((id, all.into_iter().filter(|package| package.get("id").is_some_and(|id| own.contains(id))).collect()))
}

fn frame(desk: &Desk, page: &str) -> Result<Vec<u8>, Failure> {
    desk.bytes("page", json!({ "page": page, "known": [] }))
}

fn lay_out_cold(edition: &Path, resources: &Resources, runs: usize) -> Result<Series, Trouble> {
    let mut values = Vec::new();
    let (page, _) = first_page(&Desk::open(edition, resources)?)?;
    for _ in 0..runs {
        let desk = Desk::open(edition, resources)?;
        values.push(time(|| frame(&desk, &page))?.0);
    }
    Ok(Series {
        name: "page-cold",
        unit: "ms",
        values,
        note: "page 1 with nothing cached, to its display list".to_owned(),
    })
}

fn lay_out_warm(desk: &Desk, runs: usize) -> Result<Series, Trouble> {
    let (page, _) = first_page(desk)?;
    frame(desk, &page)?;
    let mut values = Vec::new();
    for _ in 0..runs {
        values.push(time(|| frame(desk, &page))?.0);
    }
    Ok(Series { name: "page-warm", unit: "ms", values, note: "page 1 again".to_owned() })
}

/// A package moved and resized by a line a step, as the window asks while it is dragged; `None` on an empty page.
fn drag(desk: &Desk, runs: usize) -> Result<Vec<Series>, Trouble> {
    let (page, packages) = first_page(desk)?;
    let largest = packages.iter().max_by_key(|package| {
        let area = |key: &str| package.pointer(&format!("/area/{key}")).and_then(Value::as_i64).unwrap_or(0);
        area("width") * area("lines")
    });
    let Some(package) = largest else { return Ok(Vec::new()) };
    let area = |key: &str| package.pointer(&format!("/area/{key}")).and_then(Value::as_i64).unwrap_or(0);
    let id = package.get("id").cloned().unwrap_or_default();
    let mut all = Vec::new();
    for (name, note) in [("drag-step", "preview of a move"), ("resize-step", "preview of a change of depth")]
    {
        let mut values = Vec::new();
        for step in 0..runs {
            let shift = (step % 7) as i64;
            let command = match name {
                "drag-step" => {
                    json!({ "verb": "move-package", "package": id, "x": area("x"), "line": area("line") + shift })
                }
                _ => json!({ "verb": "resize-package", "package": id, "lines": area("lines") - shift }),
            };
            Command::parse(&command.to_string())?;
            let wanted = json!({ "command": command, "page": page, "known": [] });
            values.push(time(|| desk.bytes("preview", wanted))?.0);
        }
        all.push(Series { name, unit: "ms", values, note: note.to_owned() });
    }
    Ok(all)
}

/// A page of 8,000 characters composed, and how many times as long as the floor under it that takes.
fn composition(faces: &Faces, runs: usize) -> Vec<Series> {
    let mut all: Vec<Series> = paces(faces, runs)
        .into_iter()
        .map(|pace| Series { name: pace.name, unit: "ms", values: pace.milliseconds, note: pace.note })
        .collect();
    let median = |name: &str| all.iter().find(|own| own.name == name).map_or(0.0, |own| own.percentile(50));
    let ratios = [
        ("cold-to-shaping", "compose-cold", "floor-shaping"),
        ("warm-to-shaping", "compose-warm", "floor-shaping"),
        ("warm-to-table", "compose-warm", "floor-table"),
        ("step-to-shaping", "photo-step", "floor-shaping"),
    ];
    let told: Vec<Series> = ratios
        .into_iter()
        .filter(|(_, _, floor)| median(floor) > 0.0)
        .map(|(name, work, floor)| Series {
            name,
            unit: "times",
            values: vec![median(work) / median(floor)],
            note: format!("median of {work} to median of {floor}"),
        })
        .collect();
    all.extend(told);
    all
}

fn export(desk: &Desk, folder: &Path, pages: u32, runs: usize) -> Result<Series, Trouble> {
    let own: Vec<u32> = desk.state()?.pages.iter().map(|page| page.page.number).collect();
    // An edition with fewer pages is gone through again until there are enough.
    let wanted: Vec<u32> = own.iter().copied().cycle().take(pages as usize).collect();
    let options = ExportOptions { pages: wanted, ..ExportOptions::default() };
    let path = folder.join("bench.pdf");
    let (mut values, mut bytes) = (Vec::new(), 0);
    for _ in 0..runs {
        let (milliseconds, files) =
            time(|| desk.export(&path, &options, &mut |_, _| ControlFlow::Continue(())))?;
        values.push(milliseconds);
        bytes = files.iter().map(|file| file.bytes).sum();
    }
    let name = if pages == 1 { "export-1-page" } else { "export-16-pages" };
    Ok(Series { name, unit: "ms", values, note: format!("{} KB", bytes.div_ceil(1000)) })
}

/// Sixteen pages with thirty-two photos of six megapixels to press, beside the time of decoding those photos.
fn press(resources: &Resources, folder: &Path) -> Result<Vec<Series>, Trouble> {
    let pace = press_pace(resources, folder)?;
    let one = |name, unit, value: f64, note: &str| Series {
        name,
        unit,
        values: vec![value],
        note: note.to_owned(),
    };
    let mut all = vec![
        one(
            "press-decode-one",
            "ms",
            pace.decoding_one,
            "32 photos of 6 megapixels decoded for the page, one after the other",
        ),
        one("press-decode-all", "ms", pace.decoding_all, "the same on as many cores as an export uses"),
        one("press-first", "ms", pace.first, "16 pages with those photos exported at 200 ppi, nothing kept"),
        one("press-second", "ms", pace.second, "the same again, pictures in ink kept; at most 1000"),
        one(
            "press-to-decode-one",
            "times",
            pace.first / pace.decoding_one.max(0.001),
            "first export to decoding one after the other; at most 1.5",
        ),
        one(
            "press-to-decode-all",
            "times",
            pace.first / pace.decoding_all.max(0.001),
            "first export to decoding on all cores",
        ),
        one("press-file", "MB", pace.file as f64 / 1e6, "at most 12"),
    ];
    all.extend(
        pace.memory.map(|peak| one("press-memory", "MB", peak, "most resident during both; at most 400")),
    );
    Ok(all)
}

/// The most memory the program has held, where the system tells.
fn peak_memory() -> Option<Series> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    let note = "resident, after all of the above".to_owned();
    Some(Series { name: "peak-memory", unit: "MB", values: vec![kilobytes / 1024.0], note })
}
