//! Reading every record of a file as one snapshot.

use crate::StoreFailure;
use banxin_model::{Edition, Kind, check};
use rusqlite::Connection;
use std::path::Path;

/// The edition in the database and its revision, as they stood at one moment.
pub(crate) fn snapshot(connection: &mut Connection, path: &Path) -> Result<(Edition, i64), StoreFailure> {
    let failed = |error: rusqlite::Error| StoreFailure::from_sqlite(path, &error);
    // A read transaction: whatever another program commits meanwhile, the tables belong together.
    let transaction = connection.transaction().map_err(failed)?;
    let mut edition = Edition::default();
    for &kind in Kind::ALL {
        let mut statement =
            transaction.prepare(&format!("SELECT id, body FROM {}", kind.name())).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let id: i64 = row.get(0).map_err(failed)?;
            let body = row.get_ref(1).and_then(|value| Ok(value.as_str()?)).map_err(failed)?;
            if id < 0 {
                return Err(damaged(path, format!("a {} record has the number {id}", kind.name())));
            }
            edition.read_row(kind, id, body).map_err(|error| damaged(path, error.to_string()))?;
        }
    }
    let revision =
        transaction.query_row("SELECT revision FROM meta", [], |row| row.get(0)).map_err(failed)?;
    if let Some(broken) = check(&edition).into_iter().next() {
        return Err(damaged(path, broken.what));
    }
    Ok((edition, revision))
}

fn damaged(path: &Path, detail: String) -> StoreFailure {
    StoreFailure::Damaged { path: path.to_owned(), detail }
}
