//! `banxin export`: the press-ready PDF.

use super::pages::page_numbers;
use super::{Ended, Outcome, edit, read};
use crate::output::Output;
use crate::progress::Progress;
use banxin_api::{ExportOptions, ExportedFile, proof, standard};
use clap::Args;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Write the press-ready PDF.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  banxin export monday.edition -o monday.pdf --pages 1-4\n  banxin export monday.edition -o 'out/{date}-{page}.pdf' --standard x1a"
)]
pub struct Export {
    /// The edition.
    file: PathBuf,
    /// The PDF to write; what lies there is replaced when the new one is whole. The name may hold {date},
    /// {paper}, {page} and {name}; with one of the last two every page gets a file of its own.
    #[arg(short, long, value_name = "OUT.pdf")]
    output: PathBuf,
    /// The standard to meet: x4 or x1a.
    #[arg(long, default_value = "x4")]
    standard: String,
    /// Pages such as 1-4,7; all when left out.
    #[arg(long)]
    pages: Option<String>,
    /// The press's ICC profile; the shipped newsprint profile when left out.
    #[arg(long, value_name = "FILE.icc")]
    profile: Option<PathBuf>,
    /// A file for each page: OUT-01.pdf, OUT-02.pdf, …
    #[arg(long)]
    split: bool,
    /// Pixels to the inch that photos keep at most, 72 to 600; 220 when left out.
    #[arg(long, value_name = "NUMBER")]
    ppi: Option<f64>,
    /// Crop and registration marks, a colour bar and a slug line round each page.
    #[arg(long)]
    marks: bool,
    /// A proof for the office printer, with a watermark and a slug line: a3 or a4 scale the page down, a3-tiles or
    /// a4-tiles spread it over several sheets at its own size.
    #[arg(long, value_name = "SHEET")]
    proof: Option<String>,
    /// Which proof-reading the proof is for (校次).
    #[arg(long, default_value_t = 1, requires = "proof")]
    round: u32,
    /// Who lets errors pass that would keep the pages from press; kept in the edition's history.
    #[arg(long, value_name = "NAME", requires = "reason")]
    pass_by: Option<String>,
    /// Why they may pass.
    #[arg(long, value_name = "TEXT", requires = "pass_by")]
    reason: Option<String>,
}

impl Export {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let pages = self.pages.as_deref().map(page_numbers).transpose()?.unwrap_or_default();
        let standard = standard(&self.standard)?;
        let desk = if self.pass_by.is_some() { edit(&self.file)? } else { read(&self.file)? };
        if let (Some(by), Some(reason)) = (&self.pass_by, &self.reason) {
            desk.pass_faults(&pages, by, reason)?;
        }
        let proof = proof(self.proof.as_deref().unwrap_or_default(), self.round)?;
        if proof.is_none()
            && let Err(refusal) = desk.may_export(&pages)
        {
            output.trouble(&refusal.into());
            return Ok(Outcome::FaultsFound);
        }
        let options = ExportOptions {
            pages,
            standard,
            profile: self.profile.clone(),
            split: self.split,
            marks: self.marks,
            proof,
            ppi: self.ppi,
        };
        let mut progress = Progress::new(output.pick("导出 PDF", "Exporting PDF"));
        let files = desk.export(&self.output, &options, &mut |done, total| {
            progress.tell(done, total);
            ControlFlow::Continue(())
        })?;
        match files.as_slice() {
            [one] if !self.split => output.answer(one, || lines(&files, output)),
            _ => output.answer(&files, || lines(&files, output)),
        }
        Ok(Outcome::Done)
    }
}

fn lines(files: &[ExportedFile], output: &Output) -> String {
    let mut lines = Vec::new();
    for file in files {
        let (path, pages, kilobytes) = (&file.path, file.pages, file.bytes.div_ceil(1000));
        lines.push(
            output
                .pick(
                    &format!("{path}：{pages} 版，{kilobytes} KB"),
                    &format!("{path}: {pages} pages, {kilobytes} KB"),
                )
                .to_owned(),
        );
        lines.extend(file.notes.iter().map(|note| format!("  ! {}", output.pick(&note.zh, &note.en))));
    }
    lines.join("\n")
}
