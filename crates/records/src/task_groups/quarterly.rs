//! The values of measures by quarter, in the records.

use partnership::task_groups::measure::MeasureId;
use partnership::task_groups::quarterly::QuarterlyValue;
use partnership::terms::period::Quarter;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;
use crate::task_groups::TaskGroupsRefused;
use crate::task_groups::is_measured;

impl Book {
    /// The values of all measures, by measure and quarter.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn quarterly_values(&self) -> Result<Vec<Held<QuarterlyValue>>, RecordsError> {
        let found = self.read().await?.within::<QuarterlyValue>(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Keeps the value of a measure in a quarter: a first one, or in the place of the one that was `seen`.
    ///
    /// # Errors
    /// When there is no such measure, or somebody else changed it.
    #[compiled_once]
    pub async fn keep_quarterly_value(
        &self,
        signed: &Signed,
        seen: Option<Version>,
        one: &QuarterlyValue,
    ) -> Result<Version, TaskGroupsRefused> {
        let mut change = self.change(signed).await?;
        let (measure, quarter) = (&one.measure, one.quarter);
        is_measured(&mut change, measure).await?;
        let key = Key::all().and(measure).and(quarter);
        let version = match seen {
            None => change.enter(&key, one).await?,
            Some(seen) => change.replace(&key, seen, one).await?,
        };
        change.commit().await?;
        Ok(version)
    }

    /// Takes it away again.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn remove_quarterly_value(
        &self,
        signed: &Signed,
        seen: Version,
        (measure, quarter): (&MeasureId, Quarter),
    ) -> Result<(), ChangeError> {
        let mut change = self.change(signed).await?;
        change.remove::<QuarterlyValue>(&Key::all().and(measure).and(quarter), seen).await?;
        Ok(change.commit().await?)
    }
}

impl Thing for QuarterlyValue {
    const KIND: Kind = Kind::QuarterlyValue;
    type Told = QuarterlyValue;

    fn told(&self) -> QuarterlyValue {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select measure_id, quarter, entry_id, quarterly_value from quarterly_value
            where partnership_id = $1 and ($2 is null or measure_id = $2)
                and ($3 is null or quarter = $3)
            order by measure_id, quarter";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("measure_id")?).and(row.text("quarter")?);
            let held = Held {
                value: row.json("quarterly_value")?,
                version: Version(row.number("entry_id")?),
            };
            Ok(Found { key, held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into quarterly_value (partnership_id, measure_id, quarter, entry_id, quarterly_value)
            values ($1, $2, $3, $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from quarterly_value
            where partnership_id = $1 and measure_id = $2 and quarter = $3";
        pen.run(sql, key.values(2)).await
    }
}
