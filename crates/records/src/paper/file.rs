//! A file of scans: what it is called, the SHA-256 under which its bytes are kept, and how its reading ended.

use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
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

/// A file of scans.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScanFile {
    /// The SHA-256 of its bytes, under which the store of scans has them.
    pub sha256: Fingerprint,
    /// What it was called where it came from.
    pub name: String,
    /// How its reading ended; none while it is being read.
    pub ended: Option<FileEnd>,
}

/// How the reading of a file ended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileEnd {
    /// All its pages are read.
    Read,
    /// It cannot be read to its end, and why, in plain words; the pages before are kept.
    CutOff(String),
}

/// A file as it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFile {
    /// Its number within the batch, from 1.
    pub number: i64,
    /// The file, and the version of it.
    pub held: Held<ScanFile>,
    /// How many of its pages are read and kept: the reading goes on after these.
    pub sides: i64,
}

/// The file of that number that is still being read.
pub(super) async fn being_read(
    reading: &mut Reading,
    at: &BatchAt,
    file: i64,
) -> Result<Held<ScanFile>, PaperRefused> {
    let held = reading.one::<ScanFile>(&at.key().and(file)).await?;
    let held = held.ok_or(PaperRefused::NoSuchFile { batch: at.batch, file })?;
    match held.value.ended {
        None => Ok(held),
        Some(_) => Err(PaperRefused::FileReadToItsEnd(held.value.name)),
    }
}

/// The file with these bytes, wherever it was read for the consultation: its batch and what it was called there.
pub(super) async fn read_before(
    reading: &mut Reading,
    consultation: &Key,
    sha256: &Fingerprint,
) -> Result<Option<(i64, String)>, RecordsError> {
    let mut values = consultation.values(2);
    values.push(Value::text(sha256));
    let sql = "select batch_id, name from scan_file
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and sha256 = $4
        order by batch_id, file_id limit 1";
    let rows = reading.rows(sql, values).await?;
    let found = rows.first().map(|row| Ok((row.number("batch_id")?, row.text("name")?)));
    found.transpose()
}

/// How many sides of each file are kept, by batch and file.
pub(super) async fn sides(
    reading: &mut Reading,
    consultation: &Key,
) -> Result<Vec<((i64, i64), i64)>, RecordsError> {
    let sql = "select batch_id, file_id, count(*) as sides from scan_side
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
        group by batch_id, file_id order by batch_id, file_id";
    let rows = reading.rows(sql, consultation.values(2)).await?;
    let counted = rows
        .iter()
        .map(|row| Ok(((row.number("batch_id")?, row.number("file_id")?), row.number("sides")?)));
    counted.collect()
}

impl Thing for ScanFile {
    const KIND: Kind = Kind::ScanFile;
    type Told = ScanFile;

    fn told(&self) -> ScanFile {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, batch_id, file_id, entry_id, sha256, name, ended
            from scan_file where partnership_id = $1",
            [" and batch_id = cast($4 as bigint)", " and file_id = cast($5 as bigint)"],
            " order by cycle_id, questionnaire_id, batch_id, file_id"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let key = key.and(row.number("batch_id")?).and(row.number("file_id")?);
            let ended = row.maybe_text("ended")?.map(|_| row.json("ended")).transpose()?;
            let value = ScanFile { sha256: row.parsed("sha256")?, name: row.text("name")?, ended };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        let ended = self.ended.as_ref().map(Value::json).transpose()?;
        values.extend([
            pen.entry(),
            Value::text(&self.sha256),
            Value::text(&self.name),
            ended.unwrap_or(Value::Text(None)),
        ]);
        let sql = "insert into scan_file (partnership_id, cycle_id, questionnaire_id, batch_id, file_id, entry_id,
                sha256, name, ended)
            values ($1, $2, $3, cast($4 as bigint), cast($5 as bigint), $6, $7, $8, $9)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from scan_file where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and batch_id = cast($4 as bigint) and file_id = cast($5 as bigint)";
        pen.run(sql, key.values(4)).await
    }
}
