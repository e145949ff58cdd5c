//! An entry of the audit record, and the hash that chains it to the one before.
//!
//! In comes who changed what, when, from what and to what; out go the bytes that are hashed.

use jiff::Timestamp;
use sha2::Digest as _;
use sha2::Sha256;

use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::reading::Reading;
use crate::store::thing::Kind;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::word_of;

/// Opens the bytes of every entry, so that another form can be told from this one.
const FORM: &str = "saferplan audit 1";

/// Who makes a change, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who, as they sign in or as the command line knows them.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

/// One change of one thing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What kind of thing.
    pub kind: Kind,
    /// Which one, such as `2015-16/plan-adopted`.
    pub key: String,
    /// The thing before, as JSON; none when it was entered.
    pub before: Option<String>,
    /// The thing after, as JSON; none when it was taken away.
    pub after: Option<String>,
    /// The SHA-256 of all this and the hash of the entry before.
    pub hash: String,
}

impl Entry {
    /// The hash that the entry should have, after one with the hash `previous`.
    ///
    /// What is hashed is a row of texts, each as its length in bytes, a colon, itself and a comma; what
    /// is not there is a hyphen and a comma: the form, the hash before, the partnership, and the entry's
    /// number, time, author, kind, key, before and after.
    pub(super) fn hash_after(
        &self,
        previous: &str,
        partnership: &PartnershipId,
    ) -> Result<String, RecordsError> {
        let (partnership, number) = (partnership.to_string(), self.number.to_string());
        let (at, kind) = (self.at.to_string(), word_of(&self.kind)?);
        let texts = [FORM, previous, &partnership, &number, &at, &self.who, &kind, &self.key];
        let tail = [self.before.as_deref(), self.after.as_deref()];
        let mut hasher = Sha256::new();
        for text in texts.into_iter().map(Some).chain(tail) {
            match text {
                Some(text) => hasher.update(format!("{}:{text},", text.len())),
                None => hasher.update("-,"),
            }
        }
        Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The entry's values from `$2` of its insertion on.
    pub(super) fn values(&self) -> Result<Vec<Value>, RecordsError> {
        Ok(vec![
            Value::Number(self.number),
            Value::text(self.at),
            Value::text(&self.who),
            Value::word(&self.kind)?,
            Value::text(&self.key),
            Value::maybe(self.before.as_ref()),
            Value::maybe(self.after.as_ref()),
            Value::text(&self.hash),
        ])
    }

    /// The entry in a row of [`rows_after`].
    pub(super) fn in_row(row: &Row) -> Result<Entry, RecordsError> {
        Ok(Entry {
            number: row.number("entry_id")?,
            at: row.parsed("at")?,
            who: row.text("who")?,
            kind: row.word("kind")?,
            key: row.text("key")?,
            before: row.maybe_text("before")?,
            after: row.maybe_text("after")?,
            hash: row.text("hash")?,
        })
    }
}

/// The rows of the entries after one, the earliest first.
pub(super) async fn rows_after(
    reading: &mut Reading,
    after: i64,
    at_most: i64,
) -> Result<Vec<Row>, RecordsError> {
    let sql = "select entry_id, at, who, kind, key, before, after, hash from audit_entry
        where partnership_id = $1 and entry_id > $2 order by entry_id limit $3";
    reading.rows(sql, vec![Value::Number(after), Value::Number(at_most)]).await
}

/// The entries after one, the earliest first.
pub(crate) async fn after(
    reading: &mut Reading,
    after: i64,
    at_most: i64,
) -> Result<Vec<Entry>, RecordsError> {
    rows_after(reading, after, at_most).await?.iter().map(Entry::in_row).collect()
}
