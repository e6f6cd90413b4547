//! `banxin export`: the press-ready PDF.

use super::pages::page_numbers;
use super::{Ended, Outcome, read};
use crate::output::Output;
use crate::progress::Progress;
use crate::trouble::Trouble;
use banxin_api::{Desk, ExportOptions, ExportedFile, standard};
use clap::Args;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Write the press-ready PDF.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin export monday.edition -o monday.pdf --pages 1-4")]
pub struct Export {
    /// The edition.
    file: PathBuf,
    /// The PDF to write; what lies there is replaced when the new one is whole.
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
}

impl Export {
    pub(super) fn run(&self, output: &Output) -> Ended {
        let pages = self.pages.as_deref().map(page_numbers).transpose()?.unwrap_or_default();
        let standard = standard(&self.standard)?;
        let desk = read(&self.file)?;
        let options = ExportOptions { pages, standard, profile: self.profile.clone() };
        let mut files = Vec::new();
        for (path, options) in self.files(&desk, options)? {
            files.push(export(&desk, &path, &options, output)?);
        }
        if self.split {
            output.answer(&files, || lines(&files, output));
        } else {
            output.answer(&files.first(), || lines(&files, output));
        }
        Ok(Outcome::Done)
    }

    /// The files to write, each with the pages it holds.
    fn files(&self, desk: &Desk, options: ExportOptions) -> Result<Vec<(PathBuf, ExportOptions)>, Trouble> {
        if !self.split {
            return Ok(vec![(self.output.clone(), options)]);
        }
        let pages = if options.pages.is_empty() {
            desk.state()?.pages.iter().map(|page| page.page.number).collect()
        } else {
            options.pages.clone()
        };
        let stem = self.output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(pages
            .into_iter()
            .map(|page| {
                let path = self.output.with_file_name(format!("{stem}-{page:02}.pdf"));
                (path, ExportOptions { pages: vec![page], ..options.clone() })
            })
            .collect())
    }
}

fn export(
    desk: &Desk,
    path: &Path,
    options: &ExportOptions,
    output: &Output,
) -> Result<ExportedFile, Trouble> {
    let mut progress = Progress::new(output.pick("导出 PDF", "Exporting PDF"));
    Ok(desk.export(path, options, &mut |done, total| {
        progress.tell(done, total);
        ControlFlow::Continue(())
    })?)
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
