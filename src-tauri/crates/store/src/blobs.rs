//! The bytes of photos, kept once under their hash.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

/// Whether `bytes` are what `hash` says (SHA-256 in lower-case hex).
pub(crate) fn is_hash_of(hash: &str, bytes: &[u8]) -> bool {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    digest == hash
}

/// Keeps bytes under their hash; what is there already stays.
pub(crate) fn keep(connection: &Connection, hash: &str, bytes: &[u8]) -> rusqlite::Result<()> {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT INTO blob (hash, size, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute((hash, size, bytes))?;
    Ok(())
}

/// The bytes under a hash.
pub(crate) fn bytes(connection: &Connection, hash: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .prepare_cached("SELECT body FROM blob WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()
}

/// Whether bytes are kept under a hash.
pub(crate) fn has(connection: &Connection, hash: &str) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM blob WHERE hash = ?1")?.exists([hash])
}

/// Drops the bytes that neither a record nor a step of history names; gives how many there were.
pub(crate) fn drop_unused(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute(
        "DELETE FROM blob WHERE NOT EXISTS (SELECT 1 FROM photo WHERE instr(photo.body, blob.hash) > 0)
           AND NOT EXISTS (SELECT 1 FROM info WHERE instr(info.body, blob.hash) > 0)
           AND NOT EXISTS (SELECT 1 FROM journal WHERE instr(journal.rows, blob.hash) > 0)",
        [],
    )
}
