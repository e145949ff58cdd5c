//! An entry of the audit record, and the hash that chains it to the one before.
//!
//! In comes who changed what, when, from what and to what; out go the bytes that are hashed.

use jiff::Timestamp;
use partnership::terms::day::Day;

use crate::audit::Sought;
use crate::error::RecordsError;
use crate::partnership_id::PartnershipId;
use crate::store::reading::Reading;
use crate::store::seal::Seal;
use crate::store::seal::Seals;
use crate::store::seal::hashed;
use crate::store::thing::Kind;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::json_of;
use crate::store::value::word_of;

/// Opens the bytes of an entry without seals, as the first release wrote them.
const FORM_WITHOUT_SEALS: &str = "saferplan audit 1";
/// Opens the bytes of an entry with seals.
const FORM: &str = "saferplan audit 2";
/// Begins what stands for somebody forgotten; the number of the entry that entered them follows.
const FORGOTTEN: &str = "forgotten-";

/// Who makes a change, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who: the short name of whoever signed in, by which they can be forgotten, or as the command line knows them.
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
    /// What the chain has in place of who and what; none in an entry of the first release.
    pub seals: Option<Seals>,
    /// The SHA-256 of all this and the hash of the entry before.
    pub hash: String,
}

/// What stands in an entry for a thing that was forgotten.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Blot {
    forgotten: Day,
}

/// What stands for somebody who was forgotten, whom that entry entered.
pub(crate) fn pseudonym(entered_by: i64) -> String {
    format!("{FORGOTTEN}{entered_by}")
}

/// What stands for a thing that was forgotten on a day.
pub(crate) fn blot(day: Day) -> Result<String, RecordsError> {
    json_of(&Blot { forgotten: day })
}

impl Entry {
    /// On which day it was forgotten what was changed, if it was.
    pub fn forgotten(&self) -> Option<Day> {
        let text = self.after.as_ref().or(self.before.as_ref())?;
        serde_json::from_str(text).map(|blot: Blot| blot.forgotten).ok()
    }

    /// The hash that the entry should have, after one with the hash `previous`.
    ///
    /// What is hashed is a row of texts, each as its length in bytes, a colon, itself and a comma; what
    /// is not there is a hyphen and a comma: the form, the hash before, the partnership, and the entry's
    /// number, time, kind, the seal of its author, and the seal of its key, before and after. A seal is the hash
    /// of such a row too: its form, the salt and the texts. An entry without seals has its author, kind, key, before
    /// and after themselves.
    pub(super) fn hash_after(
        &self,
        previous: &str,
        partnership: &PartnershipId,
    ) -> Result<String, RecordsError> {
        let (partnership, number) = (partnership.to_string(), self.number.to_string());
        let (at, kind) = (self.at.to_string(), word_of(&self.kind)?);
        let (before, after) = (self.before.as_deref(), self.after.as_deref());
        let where_it_is = [previous, &partnership, &number, &at].map(Some);
        let hash = match &self.seals {
            None => {
                let what = [Some(&*self.who), Some(&*kind), Some(&*self.key), before, after];
                let form = [Some(FORM_WITHOUT_SEALS)];
                hashed(form.into_iter().chain(where_it_is).chain(what))
            }
            Some(Seals { who, thing }) => {
                let who = who.of(&[Some(&self.who)]).to_string();
                let thing = thing.of(&[Some(&self.key), before, after]).to_string();
                let what = [Some(&*kind), Some(&*who), Some(&*thing)];
                hashed([Some(FORM)].into_iter().chain(where_it_is).chain(what))
            }
        };
        Ok(hash.to_string())
    }

    /// Whether what its seals say is gone is gone: in place of a name the pseudonym, of a thing the blot.
    pub(super) fn is_blotted_as_sealed(&self) -> bool {
        let Some(Seals { who, thing }) = &self.seals else { return true };
        let author = match who {
            Seal::Open(_) => true,
            Seal::Shut(_) => self.who.starts_with(FORGOTTEN),
        };
        let texts = [&self.before, &self.after].into_iter().flatten();
        author
            && match thing {
                Seal::Open(_) => true,
                Seal::Shut(_) => {
                    texts.clone().all(|text| serde_json::from_str::<Blot>(text).is_ok())
                }
            }
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
            Value::maybe(self.seals.as_ref().map(|seals| &seals.who)),
            Value::maybe(self.seals.as_ref().map(|seals| &seals.thing)),
            Value::text(&self.hash),
        ])
    }

    /// The entry in a row of [`rows_after`].
    pub(crate) fn in_row(row: &Row) -> Result<Entry, RecordsError> {
        let seals = (row.maybe_parsed("who_seal")?, row.maybe_parsed("thing_seal")?);
        Ok(Entry {
            number: row.number("entry_id")?,
            at: row.parsed("at")?,
            who: row.text("who")?,
            kind: row.word("kind")?,
            key: row.text("key")?,
            before: row.maybe_text("before")?,
            after: row.maybe_text("after")?,
            seals: seals.0.zip(seals.1).map(|(who, thing)| Seals { who, thing }),
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
    let sql = "select entry_id, at, who, kind, key, before, after, who_seal, thing_seal, hash
        from audit_entry where partnership_id = $1 and entry_id > $2 order by entry_id limit $3";
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

/// The entries that are sought, the latest first, of those before one.
pub(crate) async fn sought(
    reading: &mut Reading,
    sought: &Sought,
    before: i64,
    at_most: i64,
) -> Result<Vec<Entry>, RecordsError> {
    let sql = "select entry_id, at, who, kind, key, before, after, who_seal, thing_seal, hash
        from audit_entry where partnership_id = $1 and entry_id < $2
        and ($3 is null or kind = $3) and ($4 is null or who = $4)
        and ($5 is null or at >= $5) and ($6 is null or at < $6) order by entry_id desc limit $7";
    let values = vec![
        Value::Number(before),
        Value::maybe(sought.kind.map(|kind| word_of(&kind)).transpose()?),
        Value::maybe(sought.who.as_ref()),
        Value::maybe(sought.from.map(as_sorted)),
        Value::maybe(sought.until.map(as_sorted)),
        Value::Number(at_most),
    ];
    reading.rows(sql, values).await?.iter().map(Entry::in_row).collect()
}

/// Whether the entries after one say that replies were kept, and nothing else.
pub(crate) async fn only_replies_came(
    reading: &mut Reading,
    after: i64,
) -> Result<bool, RecordsError> {
    let sql = "select entry_id from audit_entry where partnership_id = $1 and entry_id > $2
        and not (kind = $3 and before is null) limit 1";
    let values = vec![Value::Number(after), Value::word(&Kind::Reply)?];
    Ok(reading.rows(sql, values).await?.is_empty())
}

/// A moment as text that stands before all moments of its second, which end in `Z` or go on with a point.
fn as_sorted(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}
