//! Pages to PDF files: written under temporary names, and put in place when all of them are whole.

use crate::cache::Cache;
use crate::desk::Desk;
use crate::frames::no_page;
use crate::last_export::LastExport;
use crate::shelf::EditionShelf;
use crate::{Failure, clock, file_name};
use banxin_geom::{Length, Size};
use banxin_layout::Sentence;
use banxin_model::Date;
use banxin_press::{Imaged, PressNote, PressOptions, Progress, Standard, export_keeping};
use banxin_scene::PageList;
use serde::Serialize;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use ts_rs::TS;

/// How an edition is exported.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Numbers of the pages wanted, in order; all of them when empty.
    pub pages: Vec<u32>,
    /// The standard to meet.
    pub standard: Standard,
    /// An output profile for this export alone; the edition's own, or the shipped one, when absent.
    pub profile: Option<PathBuf>,
    /// Whether every page gets a file of its own; so it does where the name asks for `{page}`.
    pub split: bool,
    /// Whether crop and registration marks, a colour bar and a slug line stand round each page.
    pub marks: bool,
    /// A proof for the office printer instead of a page for the plant.
    pub proof: Option<Proof>,
    /// Pixels to the inch that photos keep at most; the usual 220 when absent.
    pub ppi: Option<f64>,
}

/// A proof on an office printer's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The sheet.
    pub sheet: ProofSheet,
    /// Whether the page keeps its size and is spread over several sheets, to be glued together.
    pub is_tiled: bool,
    /// Which proof-reading it is for (校次), from 1.
    pub round: u32,
}

/// The sheets of office printers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofSheet {
    /// 297 × 420 mm.
    A3,
    /// 210 × 297 mm.
    A4,
}

impl Proof {
    fn size(self) -> Size {
        let (width, height) = match self.sheet {
            ProofSheet::A3 => (297.0, 420.0),
            ProofSheet::A4 => (210.0, 297.0),
        };
        Size::new(Length::mm(width), Length::mm(height))
    }

    /// What stands under the page, such as 二校样.
    fn watermark(self) -> String {
        match self.round {
            0 | 1 => "一校样".to_owned(),
            2 => "二校样".to_owned(),
            3 => "三校样".to_owned(),
            round => format!("第{round}校样"),
        }
    }
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

/// Files ready to be made, and what that takes.
struct Order {
    files: Vec<Wanted>,
    /// Proofs are no export that the next one is compared with.
    is_proof: bool,
    shelf: Arc<EditionShelf>,
    cache: Cache,
    edition: PathBuf,
    revision: i64,
}

/// One file: where it goes, its pages, and how it is made.
struct Wanted {
    path: PathBuf,
    lists: Vec<PageList>,
    options: PressOptions,
}

impl Desk {
    /// Exports pages to PDF at `path`, whose name may hold `{date}`, `{page}`, `{name}` and `{paper}`;
    /// `progress` hears steps done and in all, and stops it by `Break`. Gives the files in order.
    ///
    /// # Errors
    /// When a page or the folder is not there, the profile cannot be used, the disk is full, or it was
    /// stopped; what lay there before stays then, and nothing new is left.
    pub fn export(
        &self,
        path: &Path,
        options: &ExportOptions,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Vec<ExportedFile>, Failure> {
        self.order(path, options)?.carry_out(&mut |step| progress(step.done, step.total))
    }

    /// Exports in the background; progress and the end are told as events. Gives the number of the job.
    ///
    /// # Errors
    /// When a page or the folder is not there, or the profile cannot be read.
    pub fn export_in_background(&self, path: &Path, options: &ExportOptions) -> Result<u64, Failure> {
        let order = self.order(path, options)?;
        let job = clock::seed(order.files.len() as u64) & 0xffff_ffff;
        let stop = Arc::new(AtomicBool::new(false));
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).push((job, Arc::clone(&stop)));
        let tell = self.teller();
        std::thread::spawn(move || {
            let outcome = order.carry_out(&mut |Step { done, total, label }| {
                tell(
                    &json!({ "event": "progress", "job": job, "done": done, "total": total, "label": label }),
                );
                if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            let (files, error) = match outcome {
                Ok(files) => (files, None),
                Err(failure) => (Vec::new(), Some(failure)),
            };
            let file = files.first();
            let path = file.map(|file| file.path.clone());
            tell(&json!({
                "event": "finished", "job": job, "path": path, "file": file, "files": files, "error": error,
            }));
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

    fn order(&self, path: &Path, options: &ExportOptions) -> Result<Order, Failure> {
        file_name::check_place(path)?;
        let icc = match &options.profile {
            Some(path) => std::fs::read(path).map_err(|error| Failure::file(path, &error))?,
            None => self.output_profile()?,
        };
        let ink_limit = self.ink_limit();
        let mut open = self.lock();
        let open = &mut *open;
        let all = open.edition.pages_in_order().into_iter().map(|(_, page)| page.number).collect();
        let numbers: Vec<u32> = if options.pages.is_empty() { all } else { options.pages.clone() };
        let about = open.edition.about().cloned();
        let mut press = PressOptions::new("", icc);
        press.standard = options.standard;
        press.ink_limit = ink_limit;
        press.max_ppi =
            options.ppi.filter(|ppi| ppi.is_finite()).map_or(press.max_ppi, |ppi| ppi.clamp(72.0, 600.0));
        if let Some(proof) = options.proof {
            press.sheet = Some(proof.size());
            press.is_tiled = proof.is_tiled;
            press.watermark = proof.watermark();
        }
        if let Some(info) = &about {
            press.title = format!("{} {}", info.name, info.date);
            press.created = Some(midnight(info.date));
        }
        let mut pages = Vec::new();
        for number in numbers {
            let (id, page) = open.edition.page_numbered(number).ok_or_else(|| no_page(number))?;
            let name = page.name.clone();
            pages.push((open.lay_out(id).list, name));
        }
        let label = |list: &PageList, name: &str| format!("{:02} {name}", list.number).trim().to_owned();
        // A proof is told from every other by its slug line, so it always has one.
        let has_slug = options.marks || options.proof.is_some();
        let at = clock::now();
        let revision = open.file.revision();
        let title = press.title.clone();
        let slugs = |pages: &[(PageList, String)]| -> Vec<String> {
            let slug = |(list, name): &(PageList, String)| {
                let standard = match options.standard {
                    Standard::X4 => "PDF/X-4",
                    Standard::X1a => "PDF/X-1a",
                };
                [&title, &label(list, name), &at, &format!("#{revision}"), standard]
                    .map(str::trim)
                    .join(" · ")
            };
            if has_slug { pages.iter().map(slug).collect() } else { Vec::new() }
        };
        let words = |page: Option<(u32, &str)>| file_name::Words {
            date: about.as_ref().map(|info| info.date.to_string()).unwrap_or_default(),
            paper: about.as_ref().map(|info| info.name.clone()).unwrap_or_default(),
            page: page.map(|(number, name)| (number, name.to_owned())),
        };
        let is_split = options.split || file_name::names_a_page(path);
        let files: Vec<Wanted> = if is_split {
            let one = |(list, name): (PageList, String)| {
                let title = format!("{} {}", press.title, label(&list, &name)).trim().to_owned();
                let page_names = vec![label(&list, &name)];
                let path = file_name::filled(path, &words(Some((list.number, &name))));
                let page = (list, name);
                let slugs = slugs(std::slice::from_ref(&page));
                let options = PressOptions { title, page_names, slugs, ..press.clone() };
                Wanted { path, lists: vec![page.0], options }
            };
            pages.into_iter().map(one).collect()
        } else {
            let page_names = pages.iter().map(|(list, name)| label(list, name)).collect();
            let slugs = slugs(&pages);
            let lists = pages.into_iter().map(|(list, _)| list).collect();
            let options = PressOptions { page_names, slugs, ..press };
            vec![Wanted { path: file_name::filled(path, &words(None)), lists, options }]
        };
        let mut paths: Vec<&PathBuf> = files.iter().map(|file| &file.path).collect();
        paths.sort();
        if let Some(twice) = paths.windows(2).find(|pair| pair[0] == pair[1]) {
            let name = twice[0].display();
            return Err(Failure::failed(
                "same-name",
                format!("有两个版会写成同一个文件 {name}，请在文件名里加上 {{page}}。"),
                format!("Two pages would both become {name}: put {{page}} into the name."),
            ));
        }
        let edition = self.path().to_owned();
        let cache = Cache::of(&self.resources);
        let is_proof = options.proof.is_some();
        Ok(Order { files, is_proof, shelf: Arc::clone(&self.shelf), cache, edition, revision })
    }
}

/// The beginning of a day in seconds since 1970 UTC; days before that count as the first.
fn midnight(date: Date) -> u64 {
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    // Days since 1970 in years that begin in March, so that leap days come last (Hinnant's `days_from_civil`).
    let year = year - i64::from(month <= 2);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468;
    u64::try_from(days).unwrap_or(0) * 86_400
}

/// A file that is whole and not yet in its place; it goes away unless it is put there.
struct Draft {
    draft: PathBuf,
    path: PathBuf,
}

impl Draft {
    fn write(path: &Path, bytes: &[u8]) -> Result<Draft, Failure> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // Two exports to one name at once keep their drafts apart; the later one stands in the end.
        static DRAFTS: AtomicU64 = AtomicU64::new(0);
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_file_name(format!(".{name}.{}-{number}.part", std::process::id()));
        let made = Draft { draft, path: path.to_owned() };
        std::fs::write(&made.draft, bytes)
            .and_then(|()| std::fs::File::open(&made.draft)?.sync_all())
            .map_err(|error| Failure::file(path, &error))?;
        Ok(made)
    }

    fn put_in_place(&self) -> Result<(), Failure> {
        std::fs::rename(&self.draft, &self.path).map_err(|error| Failure::file(&self.path, &error))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once in its place it is no longer here; where it is, nobody needs it.
        let _ = std::fs::remove_file(&self.draft);
    }
}

/// Steps of the bar for one file.
const STEPS: usize = 1000;

/// How far an export has come.
struct Step {
    /// Steps of the bar that are done.
    done: usize,
    /// All of them.
    total: usize,
    /// What is at work, and how many pages stand.
    label: Sentence,
}

impl Order {
    fn carry_out(
        &self,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Vec<ExportedFile>, Failure> {
        let cache = &self.cache;
        let total = self.files.len() * STEPS;
        let all: usize = self.files.iter().map(|file| file.lists.len()).sum();
        let mut before = 0;
        let mut drafts = Vec::new();
        let mut done = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            let exported = self.make(file, cache, &mut |step, pages, doing| {
                let pages = before + pages.min(file.lists.len());
                let label = Sentence::new(
                    format!("{pages} / {all} 版 · {}", doing.zh),
                    format!("{pages} of {all} pages · {}", doing.en),
                );
                progress(Step { done: number * STEPS + step, total, label })
            })?;
            before += file.lists.len();
            drafts.push(Draft::write(&file.path, &exported.bytes)?);
            done.push(ExportedFile {
                path: file.path.display().to_string(),
                pages: file.lists.len(),
                bytes: exported.bytes.len(),
                notes: exported.notes.iter().map(note).collect(),
            });
        }
        for draft in &drafts {
            draft.put_in_place()?;
        }
        let at = clock::now();
        for file in self.files.iter().filter(|_| !self.is_proof) {
            let path = file.path.display().to_string();
            LastExport::keep(cache, &self.edition, &file.lists, (&at, &path, self.revision));
        }
        cache.tidy();
        let label = Sentence::new(format!("{all} / {all} 版"), format!("{all} of {all} pages"));
        let _ = progress(Step { done: total, total, label });
        Ok(done)
    }

    /// One file's bytes; `progress` hears how many of its steps are done, how many pages stand and what is at work.
    fn make(
        &self,
        file: &Wanted,
        cache: &Cache,
        progress: &mut dyn FnMut(usize, usize, Sentence) -> ControlFlow<()>,
    ) -> Result<banxin_press::Exported, Failure> {
        // Photos take most of the time, then pages, then the writing.
        let share = |from: usize, to: usize, done: usize, of: usize| from + (to - from) * done / of.max(1);
        let all = file.lists.len();
        Ok(export_keeping(&file.lists, self.shelf.as_ref(), &file.options, cache, &mut |step| match step {
            Progress::Photos { done, of, pages } => {
                let doing = Sentence::new(format!("图片 {done} / {of}"), format!("photo {done} of {of}"));
                progress(share(0, 700, done, of), pages, doing)
            }
            Progress::Pages { done, of } => {
                progress(share(700, 900, done, of), all, Sentence::new("排进文件", "putting them in"))
            }
            Progress::Writing => progress(950, all, Sentence::new("写盘并核对", "writing and checking")),
        })?)
    }
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
        PressNote::ImagedArt(_, why) => {
            let (zh, en) = match why {
                Imaged::Fonts => ("没有嵌入全部字体", "does not carry all its fonts"),
                Imaged::Layers => ("有关闭的图层", "has layers that are switched off"),
                Imaged::Transparency => ("有透明效果", "has transparency"),
                Imaged::Colour => ("有非油墨颜色", "has colours that are no ink"),
                Imaged::Plates => {
                    ("有颜色，而本版不印四色", "has colours on a page that is not printed with four inks")
                }
                Imaged::Unusual => {
                    ("有渐变、蒙版等线条色块以外的内容", "holds more than flat outlines, such as gradients")
                }
            };
            Sentence::new(
                format!("有一个广告或图稿{zh}，已转为 300 ppi 的油墨图像"),
                format!("an ad or drawing {en}; it was imaged in ink at 300 ppi"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::midnight;
    use banxin_model::Date;

    #[test]
    fn a_day_begins_when_the_calendar_says() {
        for (day, seconds) in [("1970-01-01", 0), ("2026-02-09", 1_770_595_200), ("2000-02-29", 951_782_400)]
        {
            assert_eq!(day.parse::<Date>().map(midnight), Ok(seconds), "{day}");
        }
        assert_eq!("1900-03-01".parse::<Date>().map(midnight), Ok(0));
    }
}
