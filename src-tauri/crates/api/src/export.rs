//! Pages to a PDF file: written under a temporary name and put in place whole.

use crate::desk::Desk;
use crate::frames::no_page;
use crate::shelf::EditionShelf;
use crate::{Failure, clock};
use banxin_layout::Sentence;
use banxin_press::{PressNote, PressOptions, Progress, Standard, export};
use banxin_scene::PageList;
use serde::Serialize;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use ts_rs::TS;

/// How an edition is exported.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Numbers of the pages wanted, in order; all of them when empty.
    pub pages: Vec<u32>,
    /// The standard to meet.
    pub standard: Standard,
    /// An output profile of the user's own; the shipped newsprint profile when absent.
    pub profile: Option<PathBuf>,
}

/// A file that an export wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExportedFile {
    /// Where it lies.
    pub path: String,
    /// How many pages it has.
    pub pages: usize,
    /// Its size in bytes.
    pub bytes: usize,
    /// What could not be printed as it should.
    pub notes: Vec<Sentence>,
}

/// Pages ready to be exported, and what that takes.
struct Order {
    lists: Vec<PageList>,
    options: PressOptions,
    shelf: Arc<EditionShelf>,
}

impl Desk {
    /// Exports pages to a PDF at `path`; `progress` hears steps done and in all, and stops it by `Break`.
    ///
    /// # Errors
    /// When a page is not there, the profile cannot be used, the disk is full, or it was stopped; what lay at
    /// `path` before stays then.
    pub fn export(
        &self,
        path: &Path,
        options: &ExportOptions,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<ExportedFile, Failure> {
        self.order(options)?.carry_out(path, progress)
    }

    /// Exports in the background; progress and the end are told as events. Gives the number of the job.
    ///
    /// # Errors
    /// When a page is not there or the profile cannot be read.
    pub fn export_in_background(&self, path: &Path, options: &ExportOptions) -> Result<u64, Failure> {
        let order = self.order(options)?;
        let job = clock::seed(order.lists.len() as u64) & 0xffff_ffff;
        let stop = Arc::new(AtomicBool::new(false));
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).push((job, Arc::clone(&stop)));
        let tell = self.teller();
        let path = path.to_owned();
        let label = json!({ "zh": "导出 PDF", "en": "Export PDF" });
        std::thread::spawn(move || {
            let outcome = order.carry_out(&path, &mut |done, total| {
                tell(
                    &json!({ "event": "progress", "job": job, "done": done, "total": total, "label": label }),
                );
                if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            let (file, error) = match outcome {
                Ok(file) => (Some(file), None),
                Err(failure) => (None, Some(failure)),
            };
            let path = file.as_ref().map(|file| file.path.clone());
            tell(&json!({ "event": "finished", "job": job, "path": path, "file": file, "error": error }));
        });
        Ok(job)
    }

    /// Stops a job, if it still runs.
    pub fn cancel(&self, job: u64) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, stop)) = jobs.iter().find(|(own, _)| *own == job) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    fn order(&self, options: &ExportOptions) -> Result<Order, Failure> {
        let profile = options.profile.clone().unwrap_or_else(|| self.resources.profile());
        let icc = std::fs::read(&profile).map_err(|error| Failure::file(&profile, &error))?;
        let mut open = self.lock();
        let open = &mut *open;
        let all = open.edition.pages_in_order().into_iter().map(|(_, page)| page.number).collect();
        let numbers: Vec<u32> = if options.pages.is_empty() { all } else { options.pages.clone() };
        let mut lists = Vec::new();
        let mut names = Vec::new();
        for number in numbers {
            let (id, page) = open.edition.page_numbered(number).ok_or_else(|| no_page(number))?;
            names.push(format!("{number:02} {}", page.name));
            lists.push(open.lay_out(id).list);
        }
        let title =
            open.edition.about().map(|info| format!("{} {}", info.name, info.date)).unwrap_or_default();
        let mut press = PressOptions::new(&title, icc);
        press.standard = options.standard;
        press.page_names = names;
        Ok(Order { lists, options: press, shelf: Arc::clone(&self.shelf) })
    }
}

impl Order {
    fn carry_out(
        &self,
        path: &Path,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<ExportedFile, Failure> {
        let pages = self.lists.len();
        // Photos first, then pages, then the writing: one scale of steps for the bar.
        let mut photos = 0;
        let exported = export(&self.lists, self.shelf.as_ref(), &self.options, &mut |step| match step {
            Progress::Photos { done, of } => {
                photos = of;
                progress(done, of + pages + 1)
            }
            Progress::Pages { done, .. } => progress(photos + done, photos + pages + 1),
            Progress::Writing => progress(photos + pages, photos + pages + 1),
        })?;
        put_in_place(path, &exported.bytes)?;
        let _ = progress(photos + pages + 1, photos + pages + 1);
        let notes = exported.notes.iter().map(note).collect();
        Ok(ExportedFile { path: path.display().to_string(), pages, bytes: exported.bytes.len(), notes })
    }
}

/// Writes a file whole or not at all: under a temporary name in its folder first.
pub(crate) fn put_in_place(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let draft = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::write(&draft, bytes)
        .and_then(|()| std::fs::File::open(&draft)?.sync_all())
        .and_then(|()| std::fs::rename(&draft, path));
    written.map_err(|error| {
        // The draft is of no use to anybody; the failure is what the caller must hear of.
        let _ = std::fs::remove_file(&draft);
        Failure::file(path, &error)
    })
}

fn note(note: &PressNote) -> Sentence {
    match note {
        PressNote::MissingFace(face) => Sentence::new(
            format!("字体 {face:?} 未能嵌入，用它排的字没有印出"),
            format!("the font {face:?} could not be embedded; its text is left out"),
        ),
        PressNote::MissingPhoto(_) => Sentence::new(
            "有一张图片不在文件里，以叉框代替",
            "a photo is missing; a crossed box stands for it",
        ),
        PressNote::UnreadablePhoto(_) => Sentence::new(
            "有一张图片无法解码，以叉框代替",
            "a photo cannot be decoded; a crossed box stands for it",
        ),
    }
}
