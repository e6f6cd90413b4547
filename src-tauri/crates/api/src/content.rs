//! What an edition holds as one number, and whether its records hold together: two files, or one file at two times,
//! are compared by it.

use crate::Failure;
use crate::desk::Desk;
use banxin_media::sha256_hex;
use banxin_model::{Edition, check};
use serde::Serialize;

/// The sum of an edition's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Content {
    /// SHA-256 of every record as it is stored, in order of kind and id; history is not part of it.
    pub hash: String,
    /// Records.
    pub records: usize,
    /// Invariants that do not hold, a sentence each: none in a sound edition.
    pub broken: Vec<String>,
}

impl Desk {
    /// What the edition holds now.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which the records of the model always can.
    pub fn content(&self) -> Result<Content, Failure> {
        let open = self.lock();
        let rows = Edition::default().diff_to(&open.edition).rows().map_err(|error| {
            Failure::failed(
                "answer",
                format!("结果无法表示（{error}）。"),
                format!("The answer cannot be written ({error})."),
            )
        })?;
        let mut bytes = Vec::new();
        for row in &rows {
            bytes.extend_from_slice(format!("{} {} ", row.kind.name(), row.id).as_bytes());
            bytes.extend_from_slice(row.after.as_deref().unwrap_or_default().as_bytes());
            bytes.push(b'\n');
        }
        let broken = check(&open.edition).iter().map(ToString::to_string).collect();
        Ok(Content { hash: sha256_hex(&bytes), records: rows.len(), broken })
    }
}
