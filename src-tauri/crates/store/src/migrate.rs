//! The format's version and the numbered steps from each version to the next.

use crate::StoreFailure;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What marks a SQLite database as an edition: the letters BXED.
pub const APPLICATION_ID: i32 = 0x4258_4544;

/// The steps in order; step `n` (from 1) makes version `n`. Each is frozen once released.
pub(crate) const STEPS: &[&str] = &[include_str!("migrations/0001.sql")];

/// The format version this program writes.
pub const FORMAT_VERSION: i64 = STEPS.len() as i64;

/// The version of an open database, once it has shown that it is an edition no newer than `known`.
pub(crate) fn version(connection: &Connection, path: &Path, known: i64) -> Result<i64, StoreFailure> {
    let failed = |error: rusqlite::Error| StoreFailure::from_sqlite(path, &error);
    let application: i64 =
        connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(failed)?;
    if application != i64::from(APPLICATION_ID) {
        return Err(StoreFailure::NotAnEdition { path: path.to_owned() });
    }
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)?;
    if found > known {
        return Err(StoreFailure::Newer { path: path.to_owned(), found, known });
    }
    if found < 1 {
        return Err(StoreFailure::Damaged { path: path.to_owned(), detail: "it has no version".to_owned() });
    }
    Ok(found)
}

/// Runs the steps after `from` in one transaction: all or none.
pub(crate) fn run(connection: &mut Connection, from: i64, steps: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for (number, step) in (1i64..).zip(steps) {
        if number > from {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
    }
    transaction.commit()
}

/// Copies the database beside itself before its format changes; gives the copy's name.
pub(crate) fn keep_copy(connection: &Connection, path: &Path, version: i64) -> rusqlite::Result<PathBuf> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let named = |count: u32| {
        let tail = if count == 0 { String::new() } else { format!("-{count}") };
        path.with_file_name(format!("{stem}.format-{version}{tail}.edition"))
    };
    let copy = (0..).map(named).find(|copy| !copy.exists()).unwrap_or_else(|| named(0));
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(copy)
}
