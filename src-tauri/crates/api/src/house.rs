//! All editions that one program has open, and what can be done before there is one: recent files, new
//! editions, the sample.

use crate::desk::Desk;
use crate::{Failure, NewEdition, Resources, clock, make_sample, papers};
use banxin_model::{Date, PaperPreset};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use ts_rs::TS;

/// Files remembered as recently opened.
const MOST_RECENT: usize = 12;

/// Editions open in this program, each under a number that its window names.
pub struct House {
    resources: Resources,
    folder: PathBuf,
    desks: Mutex<BTreeMap<u32, Arc<Desk>>>,
    listener: Mutex<Option<Box<Opening>>>,
    /// Why the edition that was asked for at the start is not open.
    excuse: Mutex<Option<Failure>>,
    /// Whether that edition is being opened while its window is made.
    is_opening: Mutex<bool>,
    opened: Condvar,
}

type Opening = dyn Fn(u32, &Arc<Desk>) + Send + Sync;

/// An edition that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OpenedEdition {
    /// The number under which its window asks for it.
    pub desk: u32,
    /// Its file.
    pub path: String,
}

/// A file that was opened before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentFile {
    /// Where it lies.
    pub path: String,
    /// The paper's name, as it was.
    pub name: String,
    /// Its day of issue, as it was.
    pub date: String,
    /// Whether it still lies there.
    #[serde(default, skip_deserializing)]
    pub is_there: bool,
}

/// What a window offers before it shows an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Welcome {
    /// Files opened before, the latest first.
    pub recent: Vec<RecentFile>,
    /// Pages that a new edition can be made of.
    pub papers: Vec<PaperPreset>,
    /// The folder where a new edition lies unless another is chosen.
    pub folder: String,
    /// Today, as `2026-02-09`.
    pub today: String,
}

#[derive(Deserialize)]
struct OpenWanted {
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewWanted {
    path: PathBuf,
    paper: String,
    date: Date,
    pages: u32,
    name: String,
    #[serde(default)]
    nameplate_lines: u16,
}

impl House {
    /// A house without editions, which keeps what it remembers in `folder`.
    pub fn new(resources: &Resources, folder: PathBuf) -> House {
        House {
            resources: resources.clone(),
            folder,
            desks: Mutex::default(),
            listener: Mutex::default(),
            excuse: Mutex::default(),
            is_opening: Mutex::default(),
            opened: Condvar::new(),
        }
    }

    /// The folder in which programs of this user keep what they remember: `BANXIN_HOME` if set, else the
    /// system's own place for it.
    pub fn usual_folder() -> PathBuf {
        let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = || named("HOME").map(|home| home.join(".local").join("share"));
        named("BANXIN_HOME")
            .or_else(|| {
                let data = named("XDG_DATA_HOME").or_else(|| named("APPDATA")).or_else(home);
                data.map(|data| data.join("banxin"))
            })
            .unwrap_or_else(|| std::env::temp_dir().join("banxin"))
    }

    /// Calls `listener` with every edition that is opened from now on, once each.
    pub fn on_open(&self, listener: impl Fn(u32, &Arc<Desk>) + Send + Sync + 'static) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(listener));
    }

    /// Opens an edition, or finds it among those open: two windows on one file share it.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open(&self, path: &Path) -> Result<OpenedEdition, Failure> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let known = self.desks().iter().find(|(_, desk)| desk.path() == path).map(|(number, _)| *number);
        match known {
            Some(desk) => Ok(OpenedEdition { desk, path: path.display().to_string() }),
            None => Ok(self.remembered(Desk::open(&path, &self.resources)?)),
        }
    }

    /// Takes in an edition that was opened elsewhere.
    pub fn admit(&self, desk: Desk) -> OpenedEdition {
        let desk = Arc::new(desk);
        let path = desk.path().display().to_string();
        let number = {
            let mut desks = self.desks();
            let number = desks.keys().next_back().map_or(1, |last| last + 1);
            desks.insert(number, Arc::clone(&desk));
            number
        };
        if let Some(listener) = &*self.listener.lock().unwrap_or_else(PoisonError::into_inner) {
            listener(number, &desk);
        }
        OpenedEdition { desk: number, path }
    }

    fn remembered(&self, desk: Desk) -> OpenedEdition {
        self.remember(&desk);
        *self.excuse.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.admit(desk)
    }

    /// Says why the edition that was asked for at the start is not open, until another one is.
    pub fn excuse(&self, failure: Failure) {
        *self.excuse.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
    }

    /// Says that an edition is about to be opened: until [`House::open_expected`] has tried, whoever asks for one waits.
    pub fn expect(&self) {
        *self.is_opening.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    /// Opens the edition that was expected and composes its pages, so that the window finds both done; where it cannot be
    /// opened, the house says why to whoever asks for it.
    pub fn open_expected(&self, path: &Path) {
        let waiting = Waiting(self);
        let opened = self.open(path).map_err(|failure| self.excuse(failure)).ok();
        drop(waiting);
        let desk = opened.and_then(|opened| self.desks().get(&opened.desk).cloned());
        if let Some(desk) = desk {
            desk.compose();
        }
    }

    /// The edition of that number.
    ///
    /// # Errors
    /// When none is open under it.
    pub fn desk(&self, number: u32) -> Result<Arc<Desk>, Failure> {
        let is_opening = self.is_opening.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.opened.wait_while(is_opening, |is_opening| *is_opening));
        if let Some(desk) = self.desks().get(&number) {
            return Ok(Arc::clone(desk));
        }
        let excuse = self.excuse.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Err(excuse.unwrap_or_else(no_edition))
    }

    /// Closes an edition once its last window has gone; requests on their way are still answered.
    pub fn close(&self, number: u32) {
        self.desks().remove(&number);
    }

    /// Answers what concerns no single edition; `None` when the name is not one of these requests.
    pub fn call(&self, name: &str, params: &Value) -> Option<Result<Value, Failure>> {
        Some(match name {
            "welcome" => self.welcome().and_then(answer),
            "open-edition" => {
                read::<OpenWanted>(params).and_then(|wanted| self.open(&wanted.path)).and_then(answer)
            }
            "new-edition" => read::<NewWanted>(params).and_then(|wanted| self.make(&wanted)).and_then(answer),
            "open-sample" => self.open_sample().and_then(answer),
            _ => return None,
        })
    }

    /// What a window offers before it shows an edition.
    ///
    /// # Errors
    /// When the page presets cannot be read.
    pub fn welcome(&self) -> Result<Welcome, Failure> {
        let mut recent = self.recent();
        for file in &mut recent {
            file.is_there = Path::new(&file.path).is_file();
        }
        let today = clock::now().chars().take(10).collect();
        let papers = papers(&self.resources)?;
        Ok(Welcome { recent, papers, folder: self.documents().display().to_string(), today })
    }

    /// The sample edition in the user's own folder, made on the first call, so that a first try is kept like
    /// any work.
    ///
    /// # Errors
    /// When it can be neither opened nor made.
    pub fn open_sample(&self) -> Result<OpenedEdition, Failure> {
        let path = self.folder.join("sample.edition");
        if path.is_file() {
            return self.open(&path);
        }
        std::fs::create_dir_all(&self.folder).map_err(|error| Failure::file(&self.folder, &error))?;
        // Half a sample would be opened as if it were whole the next time.
        let desk = make_sample(&path, &self.resources).inspect_err(|_| drop(std::fs::remove_file(&path)))?;
        Ok(self.remembered(desk))
    }

    fn make(&self, wanted: &NewWanted) -> Result<OpenedEdition, Failure> {
        // A plain name lies in the usual folder; a path is meant as it stands.
        let mut path = self.documents().join(&wanted.path);
        if path.extension().is_none_or(|end| end != "edition") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            path.set_file_name(format!("{name}.edition"));
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
        }
        let new = NewEdition {
            paper: wanted.paper.clone(),
            date: wanted.date,
            pages: wanted.pages,
            name: wanted.name.clone(),
            nameplate_lines: wanted.nameplate_lines,
        };
        Ok(self.remembered(Desk::create(&path, &new, &self.resources)?))
    }

    /// Where people keep their files.
    fn documents(&self) -> PathBuf {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
        match home.map(|home| home.join("Documents")).filter(|folder| folder.is_dir()) {
            Some(documents) if std::env::var_os("BANXIN_HOME").is_none() => documents.join("Banxin"),
            _ => self.folder.clone(),
        }
    }

    fn desks(&self) -> std::sync::MutexGuard<'_, BTreeMap<u32, Arc<Desk>>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recent(&self) -> Vec<RecentFile> {
        let text = std::fs::read_to_string(self.folder.join("recent.json")).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Puts an edition at the head of the recent files. That they are remembered is a courtesy: where the
    /// folder cannot be written, work goes on without.
    fn remember(&self, desk: &Desk) {
        let path = desk.path().display().to_string();
        let (name, date) = desk
            .lock()
            .edition
            .about()
            .map(|info| (info.name.clone(), info.date.to_string()))
            .unwrap_or_default();
        let mut recent = self.recent();
        recent.retain(|file| file.path != path);
        recent.insert(0, RecentFile { path, name, date, is_there: true });
        recent.truncate(MOST_RECENT);
        let Ok(text) = serde_json::to_string_pretty(&recent) else { return };
        let _ = std::fs::create_dir_all(&self.folder)
            .and_then(|()| std::fs::write(self.folder.join("recent.json"), text));
    }
}

/// Those who wait for the edition that is being opened; however that ends, they are let go.
struct Waiting<'a>(&'a House);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.excuse(Failure::failed(
                "open-broken",
                "打开这一期时程序出错；文件没有改动，请再打开一次。",
                "The program failed while it opened this edition; the file is as it was: open it again.",
            ));
        }
        *self.0.is_opening.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.opened.notify_all();
    }
}

fn no_edition() -> Failure {
    Failure::failed(
        "no-edition",
        "这里还没有打开哪一期，请打开一期或新建一期。",
        "No edition is open here yet: open one, or make a new one.",
    )
}

fn read<'a, T: Deserialize<'a>>(params: &'a Value) -> Result<T, Failure> {
    T::deserialize(params).map_err(|error| Failure::bad_request(&error.to_string()))
}

fn answer<T: Serialize>(value: T) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|error| Failure::bad_request(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::House;
    use crate::Resources;
    use serde_json::json;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn house(folder: &std::path::Path) -> House {
        let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets");
        House::new(&Resources::under(assets.as_ref()).expect("assets"), folder.to_owned())
    }

    #[test]
    fn an_edition_is_made_remembered_shared_and_missed() {
        let folder = tempfile::tempdir().expect("a folder");
        let house = house(folder.path());
        let opened = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&opened);
        house.on_open(move |_, _| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(house.desk(1).err().map(|failure| failure.code).as_deref(), Some("no-edition"));

        let path = folder.path().join("monday");
        let wanted =
            json!({ "path": path, "paper": "tabloid-cn", "date": "2026-02-09", "pages": 4, "name": "早报" });
        let made = house.call("new-edition", &wanted).expect("known").expect("made");
        let file = folder.path().join("monday.edition");
        assert_eq!((made["desk"].as_u64(), made["path"].as_str()), (Some(1), file.to_str()));
        assert!(house.call("new-edition", &wanted).expect("known").is_err(), "it is there already");

        let again = house.call("open-edition", &json!({ "path": file })).expect("known").expect("opened");
        assert_eq!(again["desk"], 1, "two windows share one edition");
        assert_eq!(opened.load(Ordering::Relaxed), 1);
        assert!(house.call("open-edition", &json!({ "path": "nowhere.edition" })).expect("known").is_err());
        assert!(house.call("state", &json!({})).is_none());

        let recent = house.welcome().expect("a welcome").recent;
        assert_eq!(
            (recent[0].name.as_str(), recent[0].date.as_str(), recent[0].is_there),
            ("早报", "2026-02-09", true)
        );
        house.close(1);
        assert!(house.desk(1).is_err());
        std::fs::remove_file(file).expect("removed");
        assert!(!house.welcome().expect("a welcome").recent[0].is_there);
    }

    #[test]
    fn whoever_asks_for_an_edition_that_is_being_opened_waits_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let house = house(folder.path());
        let made = json!({ "path": folder.path().join("monday"), "paper": "tabloid-cn", "date": "2026-02-09",
            "pages": 2, "name": "早报" });
        house.call("new-edition", &made).expect("known").expect("made");
        house.close(1);
        for (name, is_there) in [("monday.edition", true), ("nowhere.edition", false)] {
            house.expect();
            std::thread::scope(|scope| {
                let asked = scope.spawn(|| house.desk(1).map(drop).map_err(|failure| failure.code));
                std::thread::sleep(std::time::Duration::from_millis(30));
                assert!(!asked.is_finished(), "{name}");
                house.open_expected(&folder.path().join(name));
                let answer = asked.join().expect("an answer");
                assert_eq!(answer.is_ok(), is_there, "{name}");
                assert_ne!(answer.err().as_deref(), Some("no-edition"), "it says why");
            });
            house.close(1);
        }
    }

    #[test]
    fn nobody_waits_for_an_opening_that_broke() {
        let folder = tempfile::tempdir().expect("a folder");
        let house = house(folder.path());
        let made = json!({ "path": folder.path().join("monday"), "paper": "tabloid-cn", "date": "2026-02-09",
            "pages": 2, "name": "早报" });
        house.call("new-edition", &made).expect("known").expect("made");
        house.close(1);
        house.on_open(|_, _| panic!("a listener that breaks"));
        house.expect();
        let file = folder.path().join("monday.edition");
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| house.desk(2).map(drop).map_err(|failure| failure.code));
            assert!(scope.spawn(|| house.open_expected(&file)).join().is_err(), "it breaks");
            assert_eq!(asked.join().expect("an answer"), Err("open-broken".to_owned()));
        });
    }

    #[test]
    fn a_damaged_list_of_recent_files_is_no_obstacle() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("recent.json"), "{").expect("written");
        let welcome = house(folder.path()).welcome().expect("a welcome");
        assert!(welcome.recent.is_empty() && welcome.papers.len() >= 3 && welcome.today.len() == 10);
    }
}
