//! A batch of scans: when the paper came, how it was printed, and whether all of it is read.

use partnership::consultation::reading::returns::Printed;
use partnership::consultation::reading::sample::SecondLook;
use partnership::consultation::report::ReadByMachine;
use partnership::terms::day::Day;

use crate::error::RecordsError;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
use crate::paper::file::HeldFile;
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

/// A batch to be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// On which day its paper came: the day of the replies that it becomes.
    pub day: Day,
    /// How its forms were printed.
    pub printed: Printed,
    /// The share of questions that a second person looks at.
    pub second_look: SecondLook,
}

/// A batch of scans.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Batch {
    /// On which day its paper came.
    pub day: Day,
    /// How its forms were printed.
    pub printed: Printed,
    /// The share of questions that a second person looks at.
    pub second_look: SecondLook,
    /// How far it has come.
    pub stage: Stage,
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It is being read; what was read so far is kept.
    Reading,
    /// All of it is read, and its returns are known.
    Read,
}

/// A batch as it is held, with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBatch {
    /// Its number.
    pub number: i64,
    /// The batch, and the version of it.
    pub held: Held<Batch>,
    /// Its files, in the order in which they were kept.
    pub files: Vec<HeldFile>,
}

impl HeldBatch {
    /// How many sides of it were read.
    pub fn sides(&self) -> i64 {
        self.files.iter().map(|file| file.sides).sum()
    }

    /// Whether a machine read any side of these batches, as the method of a report tells it.
    pub fn read_by_machine(batches: &[HeldBatch]) -> ReadByMachine {
        if batches.iter().any(|batch| batch.sides() > 0) {
            ReadByMachine::Some
        } else {
            ReadByMachine::None
        }
    }
}

/// A batch that is still being read.
pub(super) async fn being_read(
    reading: &mut Reading,
    at: &BatchAt,
) -> Result<Held<Batch>, PaperRefused> {
    let held = one(reading, at).await?;
    match held.value.stage {
        Stage::Reading => Ok(held),
        Stage::Read => Err(PaperRefused::ReadToItsEnd(at.batch)),
    }
}

/// A batch, if it is there.
pub(super) async fn one(reading: &mut Reading, at: &BatchAt) -> Result<Held<Batch>, PaperRefused> {
    let held = reading.one::<Batch>(&at.key()).await?;
    held.ok_or(PaperRefused::NoSuchBatch(at.batch))
}

impl Thing for Batch {
    const KIND: Kind = Kind::ScanBatch;
    type Told = Batch;

    fn told(&self) -> Batch {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, batch_id, entry_id, day, printed, second_look, stage
            from scan_batch where partnership_id = $1",
            [" and batch_id = cast($4 as bigint)"],
            " order by cycle_id, questionnaire_id, batch_id"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let value = Batch {
                day: row.parsed("day")?,
                printed: row.word("printed")?,
                second_look: row.json("second_look")?,
                stage: row.word("stage")?,
            };
            let (key, version) = (key.and(row.number("batch_id")?), row.number("entry_id")?);
            Ok(Found { key, held: Held { value, version: Version(version) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([
            pen.entry(),
            Value::text(self.day),
            Value::word(&self.printed)?,
            Value::json(&self.second_look)?,
            Value::word(&self.stage)?,
        ]);
        let sql = "insert into scan_batch (partnership_id, cycle_id, questionnaire_id, batch_id, entry_id, day,
                printed, second_look, stage)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7, $8, $9)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from scan_batch where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and batch_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}
