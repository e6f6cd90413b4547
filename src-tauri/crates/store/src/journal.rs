//! History: one row for each step, with the records before and after it.

use banxin_model::{Diff, Kind, Row};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a step is called in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The verb, such as `move-package`.
    pub verb: &'a str,
    /// What was done, in Chinese.
    pub zh: &'a str,
    /// What was done, in English.
    pub en: &'a str,
    /// When, as the caller's clock says: ISO 8601 with its offset.
    pub at: &'a str,
}

/// Whether a step still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// It stands and can be undone.
    Done,
    /// It was undone and can be redone.
    Undone,
    /// It was undone, and a later step took its place.
    Dropped,
}

/// A step of history as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number, growing with time.
    pub seq: i64,
    /// The verb.
    pub verb: String,
    /// What was done, in Chinese.
    pub zh: String,
    /// What was done, in English.
    pub en: String,
    /// When, as the caller said.
    pub at: String,
    /// Whether it stands.
    pub state: StepState,
}

/// A record's change as the journal holds it: the records are JSON, not JSON in strings.
#[derive(Serialize, Deserialize)]
struct Entry {
    kind: Kind,
    id: i64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    before: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    after: Option<Value>,
}

/// The rows of a change as the journal writes them.
pub(crate) fn write_rows(rows: &[Row]) -> Result<String, serde_json::Error> {
    let value = |json: &Option<String>| json.as_deref().map(serde_json::from_str).transpose();
    let entries = rows
        .iter()
        .map(|row| {
            Ok(Entry { kind: row.kind, id: row.id, before: value(&row.before)?, after: value(&row.after)? })
        })
        .collect::<Result<Vec<_>, serde_json::Error>>()?;
    serde_json::to_string(&entries)
}

/// The change that a journal row holds; an error is a sentence about what does not fit.
pub(crate) fn read_rows(text: &str) -> Result<Diff, String> {
    let entries: Vec<Entry> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let json = |value: Option<Value>| value.map(|value| value.to_string());
    let rows: Vec<Row> = entries
        .into_iter()
        .map(|entry| Row {
            kind: entry.kind,
            id: entry.id,
            before: json(entry.before),
            after: json(entry.after),
        })
        .collect();
    Diff::from_rows(&rows).map_err(|error| error.to_string())
}

/// Adds a step; what had been undone can no longer be redone.
pub(crate) fn add(connection: &Connection, label: Label<'_>, rows: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE journal SET state = 2 WHERE state = 1")?.execute([])?;
    connection
        .prepare_cached("INSERT INTO journal (verb, zh, en, at, rows) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((label.verb, label.zh, label.en, label.at, rows))?;
    Ok(())
}

/// The step that undo would take back.
pub(crate) fn last_done(connection: &Connection) -> rusqlite::Result<Option<Step>> {
    one(connection, "WHERE state = 0 ORDER BY seq DESC LIMIT 1")
}

/// The step that redo would do again.
pub(crate) fn first_undone(connection: &Connection) -> rusqlite::Result<Option<Step>> {
    one(connection, "WHERE state = 1 ORDER BY seq LIMIT 1")
}

/// The latest steps, newest first.
pub(crate) fn latest(connection: &Connection, limit: usize) -> rusqlite::Result<Vec<Step>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = connection
        .prepare_cached("SELECT seq, verb, zh, en, at, state FROM journal ORDER BY seq DESC LIMIT ?1")?;
    statement.query_map([limit], step)?.collect()
}

/// The stored change of a step.
pub(crate) fn rows(connection: &Connection, seq: i64) -> rusqlite::Result<String> {
    connection.prepare_cached("SELECT rows FROM journal WHERE seq = ?1")?.query_row([seq], |row| row.get(0))
}

/// Marks a step as standing or undone.
pub(crate) fn mark(connection: &Connection, seq: i64, is_undone: bool) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE journal SET state = ?2 WHERE seq = ?1")?
        .execute((seq, i64::from(is_undone)))?;
    Ok(())
}

/// Forgets the steps that a later one took the place of.
pub(crate) fn forget_dropped(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM journal WHERE state = 2", [])
}

fn one(connection: &Connection, which: &str) -> rusqlite::Result<Option<Step>> {
    connection
        .prepare_cached(&format!("SELECT seq, verb, zh, en, at, state FROM journal {which}"))?
        .query_row([], step)
        .optional()
}

fn step(row: &rusqlite::Row<'_>) -> rusqlite::Result<Step> {
    let state = match row.get::<_, i64>(5)? {
        0 => StepState::Done,
        1 => StepState::Undone,
        _ => StepState::Dropped,
    };
    Ok(Step { seq: row.get(0)?, verb: row.get(1)?, zh: row.get(2)?, en: row.get(3)?, at: row.get(4)?, state })
}
