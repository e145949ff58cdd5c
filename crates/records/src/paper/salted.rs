//! Answers as the audit record knows them: by a salted hash.
//!
//! In come answers as JSON; out goes what is hashed with a salt of chance, since the few answers that a form allows could
//! be tried one by one against a hash without one. The salt goes when the answers go.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::from_json;
use crate::store::value::json_of;

/// Something that is answered, with its salt and the JSON that is hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Salted<T> {
    pub(crate) value: T,
    salt: Fingerprint,
    json: String,
}

impl<T: Serialize + DeserializeOwned> Salted<T> {
    pub(super) fn new(value: T) -> Result<Salted<T>, RecordsError> {
        let json = json_of(&value)?;
        Ok(Salted { value, salt: Fingerprint::of_chance()?, json })
    }

    /// As it stands in a column of a row, with its salt beside it.
    pub(super) fn in_row(row: &Row, column: &str) -> Result<Salted<T>, RecordsError> {
        let json = row.text(column)?;
        Ok(Salted { value: from_json(column, &json)?, salt: row.parsed("salt")?, json })
    }

    /// The salt and the JSON, for their columns.
    pub(super) fn values(&self) -> [Value; 2] {
        [Value::text(&self.salt), Value::text(&self.json)]
    }

    /// The hash of both, and of what stands beside them.
    pub(super) fn hash(&self, beside: &str) -> Fingerprint {
        Fingerprint::of(format!("{} {beside} {}", self.salt, self.json))
    }
}
