//! The measures of task groups in the records.

use partnership::task_groups::judgement::SetByHand;
use partnership::task_groups::measure::Measure;
use partnership::task_groups::measure::MeasureId;
use partnership::task_groups::quarterly::QuarterlyValue;

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

impl Book {
    /// The measures of all task groups, by their short names.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn measures(&self) -> Result<Vec<Held<Measure>>, RecordsError> {
        let found = self.read().await?.within::<Measure>(&Key::all()).await?;
        Ok(found.into_iter().map(|found| found.held).collect())
    }

    /// Enters a measure.
    ///
    /// # Errors
    /// When its short name is taken.
    #[compiled_once]
    pub async fn enter_measure(
        &self,
        signed: &Signed,
        measure: &Measure,
    ) -> Result<Version, ChangeError> {
        let mut change = self.change(signed).await?;
        let version = change.enter(&Key::all().and(measure.id()), measure).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Changes a measure from what was seen of it; its short name stays.
    ///
    /// # Errors
    /// When somebody else changed it.
    #[compiled_once]
    pub async fn change_measure(
        &self,
        signed: &Signed,
        seen: Version,
        measure: &Measure,
    ) -> Result<Version, ChangeError> {
        let mut change = self.change(signed).await?;
        let version = change.replace(&Key::all().and(measure.id()), seen, measure).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Takes a measure away that has no values and no judgements.
    ///
    /// # Errors
    /// When it has some, or somebody else changed it.
    #[compiled_once]
    pub async fn remove_measure(
        &self,
        signed: &Signed,
        seen: Version,
        measure: &MeasureId,
    ) -> Result<(), TaskGroupsRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(measure);
        let values = change.reading().within::<QuarterlyValue>(&key).await?.len();
        let judgements = change.reading().within::<SetByHand>(&key).await?.len();
        if values + judgements > 0 {
            return Err(TaskGroupsRefused::HasValues(measure.clone()));
        }
        change.remove::<Measure>(&key, seen).await?;
        Ok(change.commit().await?)
    }
}

impl Thing for Measure {
    const KIND: Kind = Kind::Measure;
    type Told = Measure;

    fn told(&self) -> Measure {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select measure_id, entry_id, measure from measure
            where partnership_id = $1 and ($2 is null or measure_id = $2)
            order by measure_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("measure_id")?);
            let held =
                Held { value: row.json("measure")?, version: Version(row.number("entry_id")?) };
            Ok(Found { key, held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into measure (partnership_id, measure_id, entry_id, measure)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from measure where partnership_id = $1 and measure_id = $2";
        pen.run(sql, key.values(1)).await
    }
}
