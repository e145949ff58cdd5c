//! What a person says that a side apart is. Who said it and when is that of its audit entry, so that whoever is forgotten
//! there is forgotten here.

use jiff::Timestamp;
use partnership::consultation::reading::apart::SideIs;

use crate::error::RecordsError;
use crate::paper::within;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// What somebody said that a side apart is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideSaid {
    /// What it is.
    pub is: SideIs,
    /// The version of what was said: whoever says otherwise says that this is what they saw.
    pub version: Version,
    /// Who, by the short name under which they sign.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What is said of a side, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct StoredSaid {
    pub(super) side_is: SideIs,
}

/// What was said of the sides of a consultation, by batch and side.
pub(super) async fn all(
    reading: &mut Reading,
    consultation: &Key,
) -> Result<Vec<((i64, i64), SideSaid)>, RecordsError> {
    let sql = "select s.batch_id, s.side_id, s.entry_id, s.side_is, e.who, e.at
        from side_said s
        join audit_entry e on e.partnership_id = s.partnership_id and e.entry_id = s.entry_id
        where s.partnership_id = $1 and s.cycle_id = $2 and s.questionnaire_id = $3
        order by s.batch_id, s.side_id";
    let rows = reading.rows(sql, consultation.values(2)).await?;
    let said = rows.iter().map(|row| {
        let said = SideSaid {
            is: row.json("side_is")?,
            version: Version(row.number("entry_id")?),
            by: row.text("who")?,
            at: row.parsed("at")?,
        };
        Ok(((row.number("batch_id")?, row.number("side_id")?), said))
    });
    said.collect()
}

impl Thing for StoredSaid {
    const KIND: Kind = Kind::SideSaid;
    type Told = StoredSaid;

    fn told(&self) -> StoredSaid {
        *self
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, batch_id, side_id, entry_id, side_is
            from side_said where partnership_id = $1",
            [" and batch_id = cast($4 as bigint)", " and side_id = cast($5 as bigint)"],
            " order by cycle_id, questionnaire_id, batch_id, side_id"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let key = key.and(row.number("batch_id")?).and(row.number("side_id")?);
            let value = StoredSaid { side_is: row.json("side_is")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        values.extend([pen.entry(), Value::json(&self.side_is)?]);
        let sql = "insert into side_said (partnership_id, cycle_id, questionnaire_id, batch_id, side_id, entry_id,
                side_is)
            values ($1, $2, $3, cast($4 as bigint), cast($5 as bigint), $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from side_said where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and batch_id = cast($4 as bigint) and side_id = cast($5 as bigint)";
        pen.run(sql, key.values(4)).await
    }
}
