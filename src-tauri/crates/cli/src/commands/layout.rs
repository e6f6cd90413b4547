//! `banxin layout`: where packages stand and how their text fits.

use super::{Ended, Outcome, check, read};
use crate::output::Output;
use banxin_api::Failure;
use banxin_api::{PackageView, RegionKind, StateView};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Tell where packages stand and how their text fits.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin layout monday.edition --page 1")]
pub struct Layout {
    /// The edition.
    file: PathBuf,
    /// Only the page of this number.
    #[arg(long)]
    page: Option<u32>,
}

impl Layout {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let desk = read(&self.file)?;
        let state = desk.state()?;
        let faults = desk.faults();
        let pages: Vec<_> = state
            .pages
            .iter()
            .filter(|page| self.page.is_none_or(|wanted| wanted == page.page.number))
            .collect();
        if let (Some(wanted), true) = (self.page, pages.is_empty()) {
            return Err(Failure::failed(
                "no-page",
                format!("本期没有第 {wanted} 版。"),
                format!("This edition has no page {wanted}."),
            )
            .into());
        }
        let mut answers = Vec::new();
        for page in pages {
            let packages: Vec<&PackageView> = page
                .packages
                .iter()
                .filter_map(|id| state.packages.iter().find(|package| package.id == *id))
                .collect();
            let number = page.page.number;
            let own: Vec<Value> = faults
                .iter()
                .filter(|fault| fault.page == number)
                .map(|fault| check::record(fault, output))
                .collect();
            if !output.is_json {
                output.print(&format!("{number:02} {}", page.page.name));
                for package in &packages {
                    output.print(&line(package, &state, output));
                }
                for fault in faults.iter().filter(|fault| fault.page == number) {
                    output.print(&format!("  ! {}", output.pick(&fault.message.zh, &fault.message.en)));
                }
            }
            answers.push(json!({
                "id": page.id,
                "number": number,
                "name": page.page.name,
                "packages": packages.iter().map(|package| record(package)).collect::<Vec<_>>(),
                "faults": own,
            }));
        }
        if output.is_json {
            output.answer(&json!({ "pages": answers }), String::new);
        }
        Ok(Outcome::Done)
    }
}

fn record(package: &PackageView) -> Value {
    let report = &package.report;
    json!({
        "id": package.id,
        "story": package.package.story,
        "area": package.package.area,
        "box_mm": report.box_mm,
        "columns": report.columns,
        "lines": report.lines,
        "measure_cells": report.measure_cells,
        "overset": report.overset,
        "underset": report.underset,
        "column_ends": report.column_ends,
        "columns_mm": columns_mm(package),
        "headline_size": report.headline_size,
        "photo_ppi": report.photo_ppi,
        "thread": report.thread,
        "free": package.package.free,
        "photos": package.package.photos,
    })
}

/// Left, top, width and height in millimetres, from the corner of the trimmed page, of every column of running text.
fn columns_mm(package: &PackageView) -> Vec<[f64; 4]> {
    let report = &package.report;
    let open = report.regions.iter().filter(|region| region.kind == RegionKind::Column);
    open.map(|region| region.rect)
        .map(|rect| {
            let (x, y) = (report.box_mm[0] + rect.x.to_mm(), report.box_mm[1] + rect.y.to_mm());
            [x, y, rect.width.to_mm(), rect.height.to_mm()]
        })
        .collect()
}

fn line(package: &PackageView, state: &StateView, output: &Output) -> String {
    let report = &package.report;
    let story = package.package.story.to_string();
    let headline = state
        .stories
        .iter()
        .find(|one| one.id == story)
        .and_then(|one| {
            let words = one.parts.first().filter(|_| package.package.free.is_some());
            one.headline
                .as_deref()
                .or(words.map(|part| part.text.as_str()).filter(|text| !text.trim().is_empty()))
        })
        .unwrap_or("—");
    let [x, y, width, height] = report.box_mm;
    let fit = match (report.overset.lines, report.underset.lines) {
        (0, 0) => output.pick("正好", "fits").to_owned(),
        (over, _) if over > 0 => {
            let characters = report.overset.characters;
            output
                .pick(
                    &format!("超 {over} 行 {characters} 字"),
                    &format!("{over} lines over, {characters} characters"),
                )
                .to_owned()
        }
        (_, under) => output.pick(&format!("欠 {under} 行"), &format!("{under} lines short")).to_owned(),
    };
    let size = output
        .pick(
            &format!("{} 栏 × {} 行", report.columns, report.lines),
            &format!("{} columns × {} lines", report.columns, report.lines),
        )
        .to_owned();
    let thread = report.thread.as_ref().map_or_else(String::new, |thread| {
        let to = thread.after_page.map_or_else(String::new, |page| {
            output.pick(&format!("，下转第{page}版"), &format!(", goes on on page {page}")).to_owned()
        });
        let part = format!("{}/{}", thread.part, thread.parts);
        output.pick(&format!("  第 {part} 块{to}"), &format!("  part {part}{to}")).to_owned()
    });
    format!("  {}  {headline}  {x:.1},{y:.1} {width:.1}×{height:.1} mm  {size}  {fit}{thread}", package.id)
}
