//! Opening, making, reading and changing an edition's file.

use crate::lock::{self, Asked, EditLock};
use crate::migrate::{self, APPLICATION_ID, STEPS};
use crate::{Label, Step, StoreFailure, blobs, journal, read};
use banxin_model::{Diff, Edition, Row};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long to wait for another program's single commit or read.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To change it; where another program does that already, the file opens for reading with a notice.
    Edit,
    /// To read it, whoever else may be changing it.
    Read,
}

/// Something that the user should know about an open file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// A short name that callers may branch on.
    pub code: &'static str,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

/// An open edition file.
#[derive(Debug)]
pub struct EditionFile {
    // Before the lock, so that the database is closed when the next program is let in.
    connection: Connection,
    lock: Option<EditLock>,
    path: PathBuf,
    revision: i64,
    notice: Option<Notice>,
}

impl EditionFile {
    /// Makes a new file that holds `edition` and opens it for editing. The file appears whole or not at all.
    ///
    /// # Errors
    /// When something of that name is there already, or the folder or the disk does not allow it.
    pub fn create(path: &Path, edition: &Edition) -> Result<EditionFile, StoreFailure> {
        if path.symlink_metadata().is_ok() {
            return Err(StoreFailure::Exists { path: path.to_owned() });
        }
        let draft = draft_name(path);
        remove_if_there(&draft).map_err(|error| StoreFailure::from_io(path, &error))?;
        let made = write_new(&draft, edition)
            .map_err(|error| match (error.sqlite_error_code(), path.parent()) {
                (Some(rusqlite::ErrorCode::CannotOpen), Some(folder))
                    if !folder.as_os_str().is_empty() && !folder.exists() =>
                {
                    StoreFailure::Missing { path: folder.to_owned() }
                }
                _ => StoreFailure::from_sqlite(path, &error),
            })
            .and_then(|()| put_in_place(&draft, path).map_err(|error| StoreFailure::from_io(path, &error)));
        // Nothing is left of a draft that failed; the failure itself is what the caller must hear of.
        let _ = remove_if_there(&draft);
        made?;
        Ok(Self::open(path, Mode::Edit)?.0)
    }

    /// Opens a file and reads its edition.
    ///
    /// # Errors
    /// When there is no such file, it is not an edition, it is damaged, or it may not be read.
    pub fn open(path: &Path, mode: Mode) -> Result<(EditionFile, Edition), StoreFailure> {
        Self::open_with(path, mode, STEPS)
    }

    pub(crate) fn open_with(
        path: &Path,
        mode: Mode,
        steps: &[&str],
    ) -> Result<(EditionFile, Edition), StoreFailure> {
        let metadata = fs::metadata(path).map_err(|error| StoreFailure::from_io(path, &error))?;
        if !metadata.is_file() {
            return Err(StoreFailure::NotAnEdition { path: path.to_owned() });
        }
        if metadata.len() == 0 {
            return Err(StoreFailure::Empty { path: path.to_owned() });
        }
        let failed = |error: rusqlite::Error| StoreFailure::from_sqlite(path, &error);
        let mut connection = connect(path, OpenFlags::empty()).map_err(failed)?;
        let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
        let version = migrate::version(&connection, path, known)?;
        let (lock, notice) = match mode {
            Mode::Read => (None, None),
            Mode::Edit if metadata.permissions().readonly() => (None, Some(protected(path))),
            Mode::Edit => match lock::ask(path) {
                Ok(Asked::Ours(lock)) => (Some(lock), None),
                Ok(Asked::Taken) => (None, Some(taken(path))),
                Err(_) => (None, Some(protected(path))),
            },
        };
        if version < known {
            if lock.is_some() {
                migrate::keep_copy(&connection, path, version).map_err(failed)?;
                migrate::run(&mut connection, version, steps).map_err(failed)?;
            } else {
                connection = migrated_in_memory(&connection, version, steps).map_err(failed)?;
            }
        }
        if lock.is_some() {
            // A rollback journal keeps one file one file, also on a share.
            connection
                .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))
                .map_err(failed)?;
        } else {
            connection.pragma_update(None, "query_only", true).map_err(failed)?;
        }
        let (edition, revision) = read::snapshot(&mut connection, path)?;
        Ok((EditionFile { connection, lock, path: path.to_owned(), revision, notice }, edition))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is open for reading only.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// What the user should know about it, such as that another program edits it.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// A number that grows with every step, undo and redo.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// Writes a change and its row of history, with the bytes of photos it brings, as `(hash, bytes)`; all
    /// of it or nothing. What had been undone can no longer be redone. Gives the new revision.
    ///
    /// # Errors
    /// When the file is open for reading only, was changed by another program, or the disk is full.
    pub fn commit(
        &mut self,
        label: Label<'_>,
        diff: &Diff,
        photos: &[(&str, &[u8])],
    ) -> Result<i64, StoreFailure> {
        if photos.iter().any(|(hash, bytes)| !blobs::is_hash_of(hash, bytes)) {
            return Err(StoreFailure::WrongHash { path: self.path.clone() });
        }
        let (rows, text) = self.rows_of(diff)?;
        self.write(|connection| {
            for (hash, bytes) in photos {
                blobs::keep(connection, hash, bytes)?;
            }
            journal::add(connection, label, &text)?;
            write_records(connection, &rows)
        })
    }

    /// Takes back the last step that stands: gives it with the change that does so, or `None` when there is
    /// none.
    ///
    /// # Errors
    /// As [`EditionFile::commit`].
    pub fn undo(&mut self) -> Result<Option<(Step, Diff)>, StoreFailure> {
        let step = journal::last_done(&self.connection).map_err(|error| self.failed(&error))?;
        self.turn(step, true)
    }

    /// Does the last step that was taken back again: gives it with its change, or `None` when there is none.
    ///
    /// # Errors
    /// As [`EditionFile::commit`].
    pub fn redo(&mut self) -> Result<Option<(Step, Diff)>, StoreFailure> {
        let step = journal::first_undone(&self.connection).map_err(|error| self.failed(&error))?;
        self.turn(step, false)
    }

    /// The step that undo would take back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_undo(&self) -> Result<Option<Step>, StoreFailure> {
        journal::last_done(&self.connection).map_err(|error| self.failed(&error))
    }

    /// The step that redo would do again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_redo(&self) -> Result<Option<Step>, StoreFailure> {
        journal::first_undone(&self.connection).map_err(|error| self.failed(&error))
    }

    /// The latest `limit` steps of history, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<Step>, StoreFailure> {
        journal::latest(&self.connection, limit).map_err(|error| self.failed(&error))
    }

    /// The bytes of a photo by their hash.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreFailure> {
        blobs::bytes(&self.connection, hash).map_err(|error| self.failed(&error))
    }

    /// Whether the file holds the bytes of a photo.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_blob(&self, hash: &str) -> Result<bool, StoreFailure> {
        blobs::has(&self.connection, hash).map_err(|error| self.failed(&error))
    }

    /// The edition as the file holds it now: what a reader calls to follow another program's changes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reload(&mut self) -> Result<Edition, StoreFailure> {
        let (edition, revision) = read::snapshot(&mut self.connection, &self.path)?;
        self.revision = revision;
        Ok(edition)
    }

    /// Makes the file as small as it can be: drops photos that nothing names and steps that can neither be
    /// undone nor redone.
    ///
    /// # Errors
    /// As [`EditionFile::commit`].
    pub fn compact(&mut self) -> Result<(), StoreFailure> {
        self.write(|connection| {
            journal::forget_dropped(connection)?;
            blobs::drop_unused(connection)?;
            Ok(true)
        })?;
        self.connection.execute_batch("VACUUM").map_err(|error| self.failed(&error))
    }

    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    fn turn(&mut self, step: Option<Step>, is_undo: bool) -> Result<Option<(Step, Diff)>, StoreFailure> {
        let Some(mut step) = step else { return Ok(None) };
        let text = journal::rows(&self.connection, step.seq).map_err(|error| self.failed(&error))?;
        let forwards = journal::read_rows(&text).map_err(|detail| self.damaged(detail))?;
        let diff = if is_undo { forwards.inverse() } else { forwards };
        let (rows, _) = self.rows_of(&diff)?;
        self.write(|connection| {
            journal::mark(connection, step.seq, is_undo)?;
            write_records(connection, &rows)
        })?;
        step.state = if is_undo { crate::StepState::Undone } else { crate::StepState::Done };
        Ok(Some((step, diff)))
    }

    /// Runs `work` in one transaction on a file that nobody else has changed; `work` says whether the
    /// records were what it expected.
    fn write(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<bool>,
    ) -> Result<i64, StoreFailure> {
        let path = &self.path;
        if self.lock.is_none() {
            return Err(StoreFailure::ReadOnly { path: path.clone() });
        }
        let failed = |error: rusqlite::Error| StoreFailure::from_sqlite(path, &error);
        let changed = || StoreFailure::Changed { path: path.clone() };
        // Immediate: a second writer, on a share whose locks do not hold, is met here and not half-way.
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let revision: i64 = transaction
            .prepare_cached("UPDATE meta SET revision = revision + 1 RETURNING revision")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(failed)?;
        if revision != self.revision + 1 {
            return Err(changed());
        }
        if !work(&transaction).map_err(failed)? {
            return Err(changed());
        }
        transaction.commit().map_err(failed)?;
        self.revision = revision;
        Ok(revision)
    }

    fn rows_of(&self, diff: &Diff) -> Result<(Vec<Row>, String), StoreFailure> {
        let rows = diff.rows().map_err(|error| self.damaged(error.to_string()))?;
        let text = journal::write_rows(&rows).map_err(|error| self.damaged(error.to_string()))?;
        Ok((rows, text))
    }

    fn failed(&self, error: &rusqlite::Error) -> StoreFailure {
        StoreFailure::from_sqlite(&self.path, error)
    }

    fn damaged(&self, detail: String) -> StoreFailure {
        StoreFailure::Damaged { path: self.path.clone(), detail }
    }
}

/// Writes records after a change; false when one was there that should not be, or the other way round.
fn write_records(connection: &Connection, rows: &[Row]) -> rusqlite::Result<bool> {
    for row in rows {
        let table = row.kind.name();
        let touched = match (&row.before, &row.after) {
            (None, Some(body)) => connection
                .prepare_cached(&format!(
                    "INSERT INTO {table} (id, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
                ))?
                .execute((row.id, body))?,
            (Some(_), Some(body)) => connection
                .prepare_cached(&format!("UPDATE {table} SET body = ?2 WHERE id = ?1"))?
                .execute((row.id, body))?,
            (Some(_), None) => {
                connection.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([row.id])?
            }
            (None, None) => 1,
        };
        if touched != 1 {
            return Ok(false);
        }
    }
    Ok(true)
}

fn connect(path: &Path, extra: OpenFlags) -> rusqlite::Result<Connection> {
    // Opened for writing even by readers: only then can what a killed writer left be rolled back. SQLite
    // falls back to reading by itself where the file is write-protected. No URI: a name is only a name.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // The file may come from a stranger: no function in its schema is to run by being read.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // EXTRA is FULL that also syncs the folder once the journal is gone: a step acknowledged just before
    // the power fails is still there. fullfsync is what that takes on macOS.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update(None, "fullfsync", true)?;
    Ok(connection)
}

fn write_new(draft: &Path, edition: &Edition) -> rusqlite::Result<()> {
    let mut connection = connect(draft, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate::run(&mut connection, 0, STEPS)?;
    let rows = Edition::default()
        .diff_to(edition)
        .rows()
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let transaction = connection.transaction()?;
    write_records(&transaction, &rows)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

/// Gives the finished draft its name without ever covering a file that is there.
fn put_in_place(draft: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(draft, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            // Some shares and sticks know no links.
            if path.symlink_metadata().is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(draft, path)
        }
        linked => linked,
    }
}

fn draft_name(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn migrated_in_memory(from: &Connection, version: i64, steps: &[&str]) -> rusqlite::Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(from, &mut copy)?.run_to_completion(1000, Duration::ZERO, None)?;
    migrate::run(&mut copy, version, steps)?;
    Ok(copy)
}

fn taken(path: &Path) -> Notice {
    let name = path.display();
    Notice {
        code: "open-elsewhere",
        zh: format!("“{name}”正在别处编辑，这里以只读方式打开；在那边关闭后重新打开即可编辑。"),
        en: format!(
            "{name} is being edited elsewhere and is open for reading only: close it there, then open it again here to edit."
        ),
    }
}

fn protected(path: &Path) -> Notice {
    let name = path.display();
    Notice {
        code: "write-protected",
        zh: format!("“{name}”或其文件夹不可写，以只读方式打开；取得写入权限或另存一份即可编辑。"),
        en: format!(
            "{name} or its folder is write-protected and is open for reading only: get permission to write, or edit a copy."
        ),
    }
}
