//! A scanned side as a machine read it, with the pictures of its answers. It is written once and never changed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::reading::side::ReadSide;

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

/// A scanned side that is kept, or to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptSide {
    /// Its number within the batch, from 1; of one to be kept, any.
    pub number: i64,
    /// The number of its file within the batch.
    pub file: i64,
    /// Which page of the file, from 1.
    pub page_of_file: i64,
    /// What the machine read.
    pub reading: ReadSide,
    /// The SHA-256 of the picture of each question on it, by the question's short name; [`KeptSide::WHOLE`] for all of it.
    pub pictures: BTreeMap<String, Fingerprint>,
}

impl KeptSide {
    /// The name among the pictures of that of the whole side. No question can have it.
    pub const WHOLE: &'static str = "_whole";
}

/// A side as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredSide {
    file: i64,
    page_of_file: i64,
    reading: Salted<ReadSide>,
    pictures: BTreeMap<String, Fingerprint>,
}

/// What the audit record says of a side.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldSide {
    file: i64,
    page_of_file: i64,
    salted_answers: Fingerprint,
}

impl StoredSide {
    pub(super) fn new(side: KeptSide) -> Result<StoredSide, RecordsError> {
        let KeptSide { file, page_of_file, reading, pictures, .. } = side;
        Ok(StoredSide { file, page_of_file, reading: Salted::new(reading)?, pictures })
    }

    pub(super) fn under(self, number: i64) -> KeptSide {
        let StoredSide { file, page_of_file, reading, pictures } = self;
        KeptSide { number, file, page_of_file, reading: reading.value, pictures }
    }
}

/// How many sides a batch has, and one of its files.
pub(super) async fn counted(
    reading: &mut Reading,
    batch: &Key,
    file: i64,
) -> Result<(i64, i64), RecordsError> {
    let mut values = batch.values(3);
    values.push(Value::Number(file));
    let sql = "select count(*) as sides, count(case when file_id = $5 then 1 end) as of_file from scan_side
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
            and batch_id = cast($4 as bigint)";
    let rows = reading.rows(sql, values).await?;
    let counted = rows.first().map(|row| Ok((row.number("sides")?, row.number("of_file")?)));
    counted.unwrap_or(Ok((0, 0)))
}

/// The numbers of all sides of a consultation, by batch.
pub(super) async fn numbers(
    reading: &mut Reading,
    consultation: &Key,
) -> Result<BTreeSet<(i64, i64)>, RecordsError> {
    let sql = "select batch_id, side_id from scan_side
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";
    let rows = reading.rows(sql, consultation.values(2)).await?;
    rows.iter().map(|row| Ok((row.number("batch_id")?, row.number("side_id")?))).collect()
}

/// The sides of a batch that have these numbers, in their order, by one query.
pub(super) async fn these(
    reading: &mut Reading,
    batch: &Key,
    numbers: &[i64],
) -> Result<Vec<KeptSide>, RecordsError> {
    let sql = "select cycle_id, questionnaire_id, batch_id, side_id, entry_id, file_id, page_of_file, salt, pictures,
            reading
        from scan_side where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
            and batch_id = cast($4 as bigint) and $5 like '%,' || side_id || ',%'
        order by side_id";
    let mut values = batch.values(3);
    let listed: String = numbers.iter().map(|number| format!("{number},")).collect();
    values.push(Value::text(format!(",{listed}")));
    let rows = reading.rows(sql, values).await?;
    let found = rows.iter().map(|row| Ok(in_row(row)?.held.value.under(row.number("side_id")?)));
    found.collect()
}

fn in_row(row: &Row) -> Result<Found<StoredSide>, RecordsError> {
    let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
    let key = key.and(row.number("batch_id")?).and(row.number("side_id")?);
    let value = StoredSide {
        file: row.number("file_id")?,
        page_of_file: row.number("page_of_file")?,
        reading: Salted::in_row(row, "reading")?,
        pictures: row.json("pictures")?,
    };
    Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
}

impl Thing for StoredSide {
    const KIND: Kind = Kind::ScanSide;
    type Told = ToldSide;

    fn told(&self) -> ToldSide {
        let StoredSide { file, page_of_file, reading, pictures } = self;
        let pictures: Vec<_> =
            pictures.iter().map(|(question, sha256)| format!("{question} {sha256}")).collect();
        let salted_answers = reading.hash(&pictures.join(" "));
        ToldSide { file: *file, page_of_file: *page_of_file, salted_answers }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, batch_id, side_id, entry_id, file_id, page_of_file, salt, pictures,
                reading
            from scan_side where partnership_id = $1",
            [" and batch_id = cast($4 as bigint)", " and side_id = cast($5 as bigint)"],
            " order by cycle_id, questionnaire_id, batch_id, side_id"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        rows.iter().map(in_row).collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        let [salt, reading] = self.reading.values();
        values.extend([
            pen.entry(),
            Value::Number(self.file),
            Value::Number(self.page_of_file),
            salt,
            Value::json(&self.pictures)?,
            reading,
        ]);
        let sql = "insert into scan_side (partnership_id, cycle_id, questionnaire_id, batch_id, side_id, entry_id,
                file_id, page_of_file, salt, pictures, reading)
            values ($1, $2, $3, cast($4 as bigint), cast($5 as bigint), $6, $7, $8, $9, $10, $11)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from scan_side where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and batch_id = cast($4 as bigint) and side_id = cast($5 as bigint)";
        pen.run(sql, key.values(4)).await
    }
}
