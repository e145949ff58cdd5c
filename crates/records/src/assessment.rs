//! The assessment of a cycle in the records: what it is about, its versions, comments, and drafts that were circulated.
//!
//! In come the core's values; out go these as they are. A version never changes, and whoever saves from one that is no
//! longer the last is refused: nothing that anybody wrote is lost.

pub(crate) mod refused;
pub(crate) mod version;
pub(crate) mod comment;
pub(crate) mod circulated;

use partnership::assessment::about::About;
use partnership::timetable::cycle::Cycle;

use crate::assessment::refused::AssessmentRefused;
use crate::assessment::version::KeptDraft;
use crate::assessment::version::Saving;
use crate::book::Book;
use crate::compiled_once;
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
use crate::timetable::cycle_days::CycleDays;

impl Book {
    /// The cycles that have an assessment, the latest first, each with what it is about.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn assessments(&self) -> Result<Vec<(Cycle, Held<About>)>, RecordsError> {
        let found = self.read().await?.within::<About>(&Key::all()).await?;
        let each = found.into_iter().rev().map(|found| {
            let cycle = found.key.to_string();
            let cycle = cycle.parse().map_err(|why| RecordsError::stored("cycle_id", &cycle, why));
            Ok((cycle?, found.held))
        });
        each.collect()
    }

    /// What the assessment of a cycle is about, if one was begun.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn assessment(&self, cycle: Cycle) -> Result<Option<Held<About>>, RecordsError> {
        self.read().await?.one::<About>(&key(cycle)).await
    }

    /// Begins the assessment of a cycle with its first version, and gives this.
    ///
    /// # Errors
    /// When there is no such cycle, it has an assessment, or the records cannot be written.
    #[compiled_once]
    pub async fn begin_assessment(
        &self,
        signed: &Signed,
        cycle: Cycle,
        about: About,
        saving: Saving,
    ) -> Result<KeptDraft, AssessmentRefused> {
        let mut change = self.change(signed).await?;
        if change.reading().one::<CycleDays>(&key(cycle)).await?.is_none() {
            return Err(AssessmentRefused::NoSuchCycle(cycle));
        }
        change.enter(&key(cycle), &about).await?;
        let kept = version::next(&mut change, cycle, saving).await?;
        change.commit().await?;
        Ok(kept)
    }

    /// Changes what an assessment is about, from what was seen of it.
    ///
    /// # Errors
    /// When somebody else changed it, or the records cannot be written.
    #[compiled_once]
    pub async fn change_assessment(
        &self,
        signed: &Signed,
        cycle: Cycle,
        seen: Version,
        about: About,
    ) -> Result<Version, AssessmentRefused> {
        let mut change = self.change(signed).await?;
        let version = change.replace(&key(cycle), seen, &about).await?;
        change.commit().await?;
        Ok(version)
    }
}

/// The key of the assessment of a cycle, within which are its versions, comments and circulated drafts.
fn key(cycle: Cycle) -> Key {
    Key::all().and(cycle)
}

impl Thing for About {
    const KIND: Kind = Kind::Assessment;
    type Told = About;

    fn told(&self) -> About {
        *self
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, entry_id, about from assessment
            where partnership_id = $1 and ($2 is null or cycle_id = $2) order by cycle_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let held =
                Held { value: row.json("about")?, version: Version(row.number("entry_id")?) };
            Ok(Found { key: Key::all().and(row.text("cycle_id")?), held })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into assessment (partnership_id, cycle_id, entry_id, about)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        pen.run("delete from assessment where partnership_id = $1 and cycle_id = $2", key.values(1))
            .await
    }
}
