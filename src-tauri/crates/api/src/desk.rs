//! An open edition and everything a caller may do with it; safe to share between threads.

use crate::clock;
use crate::proofs::Proofs;
use crate::shelf::EditionShelf;
use crate::{Faces, Failure, NewEdition, Resources};
use banxin_edit::{Command, Cx, Label, Measure, Refusal, plan};
use banxin_layout::{Composer, PageLayout, fitting_lines, lay_out_page, named_family};
use banxin_model::{Diff, Edition, Id, Index, Package, Page, Paragraph};
use banxin_press::Looked;
use banxin_store::{EditionFile, Mode, Step};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use ts_rs::TS;

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// The file's revision after it.
    #[ts(type = "number")]
    pub revision: i64,
    /// Ids of the pages that look different now.
    pub pages: Vec<String>,
    /// Ids of the records it made, in order of kind and id.
    pub created: Vec<String>,
    /// What was done, or taken back, as the history calls it.
    pub done: Label,
}

type Listener = Box<dyn Fn(&Value) + Send + Sync>;

/// An open edition.
pub struct Desk {
    pub(crate) resources: Resources,
    pub(crate) faces: Faces,
    pub(crate) shelf: Arc<EditionShelf>,
    pub(crate) jobs: Mutex<Vec<(u64, Arc<AtomicBool>)>>,
    pub(crate) forms_kept: crate::arrange::FormsKept,
    pub(crate) arranged: Mutex<Option<crate::arrange::Last>>,
    pub(crate) arrangements: Mutex<u64>,
    pub(crate) proofs: Proofs,
    /// What preflight knows of files.
    pub(crate) looked: Mutex<Looked>,
    open: Mutex<Open>,
    listeners: Arc<Mutex<Vec<Listener>>>,
    path: PathBuf,
}

/// What only one thread at a time may touch.
pub(crate) struct Open {
    pub file: EditionFile,
    pub edition: Edition,
    pub index: Index,
    pub composer: Composer,
    faces: Faces,
    seeds: u64,
}

impl Open {
    /// A page laid out as the edition stands.
    pub fn lay_out(&mut self, page: Id<Page>) -> PageLayout {
        lay_out_page(&self.edition, &self.index, page, &mut self.composer)
    }

    /// What a command would do, with the seed it would use.
    pub fn plan(&mut self, command: &Command) -> Result<banxin_edit::Transaction, Refusal> {
        let seed = clock::seed(self.seeds);
        let measure = Measuring(Mutex::new(&mut self.composer));
        plan(&self.edition, command, &Cx { seed, measure: &measure })
    }

    /// Takes in the installed fonts that a change names, so that what is laid out next has them.
    pub fn take_in_fonts(&mut self, diff: &Diff) {
        let mut named = BTreeSet::new();
        for package in diff.packages.values().filter_map(|change| change.after.as_ref()) {
            named.extend(named_family(&package.head_face));
        }
        for paragraph in diff.paragraphs.values().filter_map(|change| change.after.as_ref()) {
            named.extend(families_of(paragraph));
        }
        for info in diff.info.values().filter_map(|change| change.after.as_ref()) {
            named.extend(info.typography.styles.values().filter_map(|style| named_family(&style.face)));
        }
        if self.faces.want(&named) {
            self.composer = Composer::new(self.faces.book());
        }
    }

    fn take_in(&mut self, diff: &Diff) -> Result<(), Failure> {
        self.edition.apply(diff).map_err(|stale| {
            Failure::failed(
                "stale",
                "本期已被别处改动，请重新打开。",
                format!("{stale}: open the edition again."),
            )
        })?;
        self.index = Index::of(&self.edition);
        self.take_in_fonts(diff);
        self.seeds = self.seeds.wrapping_add(1);
        Ok(())
    }
}

/// The families of the user's own that a paragraph names.
fn families_of(paragraph: &Paragraph) -> impl Iterator<Item = String> {
    let own = [&paragraph.style.face, &paragraph.opening.lead];
    own.into_iter()
        .chain(paragraph.spans.iter().map(|span| &span.style.face))
        .filter_map(|face| named_family(face))
}

/// The families of the user's own that an edition names.
fn named_families(edition: &Edition) -> BTreeSet<String> {
    let heads = edition.packages.values().filter_map(|package| named_family(&package.head_face));
    let words = edition.paragraphs.values().flat_map(|paragraph| families_of(paragraph));
    let roles = edition.about().into_iter().flat_map(|info| info.typography.styles.values());
    heads.chain(words).chain(roles.filter_map(|style| named_family(&style.face))).collect()
}

/// The composer as verbs see it.
struct Measuring<'a>(Mutex<&'a mut Composer>);

impl Measure for Measuring<'_> {
    fn fit_lines(&self, edition: &Edition, package: &Package) -> i32 {
        let mut composer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        fitting_lines(edition, &Index::of(edition), package, &mut composer)
    }
}

impl Desk {
    /// Opens an edition; where another program edits it already, it opens for reading with a notice.
    ///
    /// # Errors
    /// When the file is not there, is no edition, is damaged, or fonts are missing.
    pub fn open(path: &Path, resources: &Resources) -> Result<Desk, Failure> {
        let faces = Faces::load(resources)?;
        let (file, edition) = EditionFile::open(path, Mode::Edit)?;
        Self::over(file, edition, path, resources, faces)
    }

    /// Opens an edition for reading, whoever may be editing it.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn read(path: &Path, resources: &Resources) -> Result<Desk, Failure> {
        let faces = Faces::load(resources)?;
        let (file, edition) = EditionFile::open(path, Mode::Read)?;
        Self::over(file, edition, path, resources, faces)
    }

    /// Makes a new edition and opens it.
    ///
    /// # Errors
    /// When the file is there already, or what it is to be made from makes no sense.
    pub fn create(path: &Path, new: &NewEdition, resources: &Resources) -> Result<Desk, Failure> {
        Self::create_with(path, &new.make(resources)?, resources)
    }

    pub(crate) fn create_with(
        path: &Path,
        edition: &Edition,
        resources: &Resources,
    ) -> Result<Desk, Failure> {
        let faces = Faces::load(resources)?;
        let file = EditionFile::create(path, edition)?;
        Self::over(file, edition.clone(), path, resources, faces)
    }

    fn over(
        file: EditionFile,
        edition: Edition,
        path: &Path,
        resources: &Resources,
        faces: Faces,
    ) -> Result<Desk, Failure> {
        let index = Index::of(&edition);
        faces.want(&named_families(&edition));
        let composer = Composer::new(faces.book());
        let shelf = Arc::new(EditionShelf::open(path, faces.clone())?);
        Ok(Desk {
            resources: resources.clone(),
            faces: faces.clone(),
            shelf,
            jobs: Mutex::default(),
            forms_kept: crate::arrange::FormsKept::default(),
            arranged: Mutex::default(),
            arrangements: Mutex::default(),
            proofs: Proofs::default(),
            looked: Mutex::default(),
            open: Mutex::new(Open { file, edition, index, composer, faces, seeds: 0 }),
            listeners: Arc::default(),
            path: path.to_owned(),
        })
    }

    /// The edition's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the program ships with.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls `listener` with every event from now on: changes, progress, ends of jobs.
    pub fn on_event(&self, listener: impl Fn(&Value) + Send + Sync + 'static) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    pub(crate) fn tell(&self, event: &Value) {
        tell(&self.listeners, event);
    }

    /// Lets a thread tell events after this call has returned.
    pub(crate) fn teller(&self) -> impl Fn(&Value) + Send + Sync + 'static {
        let listeners = Arc::clone(&self.listeners);
        move |event| tell(&listeners, event)
    }

    /// Does a command: on disk first, then in memory; gives what changed.
    ///
    /// # Errors
    /// A refusal when the edition does not allow it, a failure when it could not be written; nothing has
    /// changed then.
    pub fn apply(&self, command: &Command) -> Result<Changed, Failure> {
        self.apply_with(command, &[])
    }

    /// Does a command that brings the bytes of photos along, as `(hash, bytes)`.
    ///
    /// # Errors
    /// As [`Desk::apply`].
    pub(crate) fn apply_with(&self, command: &Command, photos: &[(&str, &[u8])]) -> Result<Changed, Failure> {
        let command = &self.contoured(self.measured(command)?)?;
        let mut open = self.lock();
        if open.file.is_read_only() {
            return Err(Refusal::read_only().into());
        }
        let transaction = open.plan(command)?;
        let label = transaction.label.clone();
        if transaction.diff.is_empty() {
            let revision = open.file.revision();
            return Ok(Changed { revision, pages: Vec::new(), created: Vec::new(), done: label });
        }
        let at = clock::now();
        let name = banxin_store::Label { verb: transaction.verb, zh: &label.zh, en: &label.en, at: &at };
        let revision = open.file.commit(name, &transaction.diff, photos)?;
        let mut pages = banxin_edit::pages_touched(&open.edition, &transaction.diff);
        open.take_in(&transaction.diff)?;
        pages.extend(banxin_edit::pages_touched(&open.edition, &transaction.diff));
        let created = transaction.created().iter().map(record_id).collect();
        drop(open);
        Ok(self.changed(revision, pages, created, label))
    }

    /// Takes back the last step; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undo(&self) -> Result<Option<Changed>, Failure> {
        self.turn(EditionFile::undo)
    }

    /// Does the last step that was taken back again; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn redo(&self) -> Result<Option<Changed>, Failure> {
        self.turn(EditionFile::redo)
    }

    fn turn(
        &self,
        step: impl FnOnce(&mut EditionFile) -> Result<Option<(Step, Diff)>, banxin_store::StoreFailure>,
    ) -> Result<Option<Changed>, Failure> {
        let mut open = self.lock();
        let Some((step, diff)) = step(&mut open.file)? else { return Ok(None) };
        let mut pages = banxin_edit::pages_touched(&open.edition, &diff);
        open.take_in(&diff)?;
        pages.extend(banxin_edit::pages_touched(&open.edition, &diff));
        let revision = open.file.revision();
        drop(open);
        Ok(Some(self.changed(revision, pages, Vec::new(), Label::new(step.zh, step.en))))
    }

    fn changed(
        &self,
        revision: i64,
        pages: impl IntoIterator<Item = Id<Page>>,
        created: Vec<String>,
        done: Label,
    ) -> Changed {
        // The nameplate lists what stands on the other pages.
        let front: Vec<Id<Page>> = {
            let open = self.lock();
            let pages = open.edition.pages.iter();
            pages.filter(|(_, page)| page.nameplate_lines > 0).map(|(id, _)| *id).collect()
        };
        let mut pages: Vec<String> = pages.into_iter().chain(front).map(|id| id.to_string()).collect();
        pages.sort_unstable();
        pages.dedup();
        self.tell(&serde_json::json!({ "event": "changed", "revision": revision, "pages": pages }));
        Changed { revision, pages, created, done }
    }

    /// The latest steps of history, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<Step>, Failure> {
        Ok(self.lock().file.history(limit)?)
    }
}

fn tell(listeners: &Mutex<Vec<Listener>>, event: &Value) {
    for listener in listeners.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        listener(event);
    }
}

fn record_id(record: &banxin_model::RecordRef) -> String {
    use banxin_model::RecordRef::{Info, Package, Page, Paragraph, Photo, Story};
    match record {
        Info(id) => id.to_string(),
        Page(id) => id.to_string(),
        Story(id) => id.to_string(),
        Paragraph(id) => id.to_string(),
        Photo(id) => id.to_string(),
        Package(id) => id.to_string(),
    }
}
