//! A return: one person's form as far as it was scanned, what the machine says of it, and the reply that it became.

use std::collections::BTreeMap;

use partnership::consultation::answer::QuestionId;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::machine::MachineSays;
use partnership::consultation::reading::returns::Return;

use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::paper::salted::Salted;
use crate::paper::within;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Row;
use crate::store::value::Value;

/// Which earlier return a return seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Doubt {
    /// The batch of the earlier one.
    pub batch: i64,
    /// Its number.
    pub number: i64,
}

/// The sides of a return, and what it seems to be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Sides {
    pub(super) of: Return,
    pub(super) seems_to_be: Option<Doubt>,
}

/// A return as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredReturn {
    pub(super) version: u32,
    pub(super) counts: Counts,
    pub(super) reply: Option<i64>,
    pub(super) sides: Sides,
    pub(super) machine: Salted<BTreeMap<QuestionId, MachineSays>>,
}

/// What the audit record says of a return.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldReturn {
    version: u32,
    counts: Counts,
    reply: Option<i64>,
    sides: Sides,
    salted_answers: Fingerprint,
}

impl StoredReturn {
    /// The same return, of other sides.
    pub(super) fn with(&self, of: Return) -> StoredReturn {
        let there = self.clone();
        StoredReturn { sides: Sides { of, ..there.sides }, ..there }
    }

    pub(super) fn in_row(row: &Row) -> Result<Found<StoredReturn>, RecordsError> {
        let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
        let key = key.and(row.number("batch_id")?).and(row.number("return_id")?);
        let number = row.number("version_id")?;
        let wrong = |why| RecordsError::stored("version_id", &number.to_string(), why);
        let value = StoredReturn {
            version: u32::try_from(number).map_err(wrong)?,
            counts: row.word("counts")?,
            reply: row.maybe_parsed("reply")?,
            sides: row.json("sides")?,
            machine: Salted::in_row(row, "machine")?,
        };
        Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
    }
}

/// The returns of a consultation that count, or may, and are no replies yet.
pub(super) async fn open(
    reading: &mut Reading,
    consultation: &Key,
) -> Result<Vec<Found<StoredReturn>>, RecordsError> {
    let sql =
        "select cycle_id, questionnaire_id, batch_id, return_id, entry_id, version_id, counts,
            cast(reply_id as text) as reply, salt, sides, machine
        from paper_return where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
            and reply_id is null and counts <> 'set-aside'
        order by batch_id, return_id";
    let rows = reading.rows(sql, consultation.values(2)).await?;
    rows.iter().map(StoredReturn::in_row).collect()
}

impl Thing for StoredReturn {
    const KIND: Kind = Kind::PaperReturn;
    type Told = ToldReturn;

    fn told(&self) -> ToldReturn {
        let StoredReturn { version, counts, reply, sides, machine } = self;
        let (sides, salted_answers) = (sides.clone(), machine.hash(""));
        ToldReturn { version: *version, counts: *counts, reply: *reply, sides, salted_answers }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, batch_id, return_id, entry_id, version_id, counts,
                cast(reply_id as text) as reply, salt, sides, machine
            from paper_return where partnership_id = $1",
            [" and batch_id = cast($4 as bigint)", " and return_id = cast($5 as bigint)"],
            " order by cycle_id, questionnaire_id, batch_id, return_id"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        rows.iter().map(StoredReturn::in_row).collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        let [salt, machine] = self.machine.values();
        values.extend([
            pen.entry(),
            Value::Number(self.version.into()),
            Value::word(&self.counts)?,
            Value::maybe(self.reply),
            salt,
            Value::json(&self.sides)?,
            machine,
        ]);
        let sql = "insert into paper_return (partnership_id, cycle_id, questionnaire_id, batch_id, return_id,
                entry_id, version_id, counts, reply_id, salt, sides, machine)
            values ($1, $2, $3, cast($4 as bigint), cast($5 as bigint), $6, $7, $8, cast($9 as bigint), $10, $11,
                $12)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from paper_return where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and batch_id = cast($4 as bigint) and return_id = cast($5 as bigint)";
        pen.run(sql, key.values(4)).await
    }
}
