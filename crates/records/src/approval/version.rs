//! Versions of documents as they were put forward, in the records: each kept whole, none ever changed.

use partnership::approval::document::Version as Forward;
use partnership::terms::day::Day;

use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// A version as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredForward(pub(crate) Forward);

/// What the audit record says of a version. Its text may be exempt, so it has the hash of that.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldForward {
    number: u32,
    on: Day,
    drawn_from: String,
    text_sha256: String,
}

impl Thing for StoredForward {
    const KIND: Kind = Kind::PutForward;
    type Told = ToldForward;

    fn told(&self) -> ToldForward {
        let Forward { number, on, drawn_from, text, .. } = &self.0;
        let (drawn_from, text_sha256) = (drawn_from.clone(), text.hash().to_string());
        ToldForward { number: *number, on: *on, drawn_from, text_sha256 }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, document, version_id, entry_id, version from put_forward
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or document = $3)
                and ($4 is null or version_id = cast($4 as bigint))
            order by cycle_id, document, version_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("document")?);
            let key = key.and(row.number("version_id")?);
            let value = StoredForward(row.json("version")?);
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([pen.entry(), Value::json(&self.0)?]);
        let sql = "insert into put_forward
            (partnership_id, cycle_id, document, version_id, entry_id, version)
            values ($1, $2, $3, cast($4 as bigint), $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from put_forward where partnership_id = $1 and cycle_id = $2
            and document = $3 and version_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}
