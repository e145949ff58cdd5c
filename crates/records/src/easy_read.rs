//! Easy-read texts in the records: what somebody wrote for a year, and that it was cleared.
//!
//! In come sources; out go these as they are, with their versions. Whoever writes on takes the clearing back.

use partnership::approval::adopted::Adopted;
use partnership::approval::text::Text;
use partnership::assessment::circulated::Circulated;
use partnership::publication::easy_read::clearing::KeptEasyRead;
use partnership::publication::easy_read::clearing::NotCleared;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::conflict::Conflict;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Value;

/// Why an easy-read text is not kept or cleared. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum EasyReadRefused {
    /// It cannot be cleared.
    #[error(transparent)]
    NotCleared(#[from] NotCleared),
    /// Somebody else changed it.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The records could not be read or written.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<ChangeError> for EasyReadRefused {
    fn from(error: ChangeError) -> EasyReadRefused {
        match error {
            ChangeError::Conflict(conflict) => EasyReadRefused::Conflict(conflict),
            ChangeError::Records(error) => EasyReadRefused::Records(error),
        }
    }
}

impl Book {
    /// The easy-read text of a cycle; none where nobody has written one.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn easy_read(
        &self,
        cycle: Cycle,
    ) -> Result<Option<Held<KeptEasyRead>>, RecordsError> {
        self.read().await?.one::<KeptEasyRead>(&Key::all().and(cycle)).await
    }

    /// Keeps what somebody wrote, from what was seen of it. A clearing before no longer counts.
    ///
    /// # Errors
    /// When somebody else changed it, or the records cannot be written.
    #[compiled_once]
    pub async fn write_easy_read(
        &self,
        signed: &Signed,
        (cycle, seen): (Cycle, Option<Version>),
        source: &str,
    ) -> Result<Version, EasyReadRefused> {
        let mut change = self.change(signed).await?;
        let (key, written) = (Key::all().and(cycle), KeptEasyRead::written(source));
        let version = match seen {
            None => change.enter(&key, &written).await?,
            Some(seen) => change.replace(&key, seen, &written).await?,
        };
        change.commit().await?;
        Ok(version)
    }

    /// Clears it against the adopted text of its cycle.
    ///
    /// # Errors
    /// When something stands against it, nobody says with whom it was tried, or somebody else changed it.
    #[compiled_once]
    pub async fn clear_easy_read(
        &self,
        signed: &Signed,
        (cycle, seen): (Cycle, Version),
        (adopted, drafts): (&Adopted<Text>, &[Circulated]),
        (on, tried_with): (Day, &str),
    ) -> Result<Version, EasyReadRefused> {
        let mut change = self.change(signed).await?;
        let key = Key::all().and(cycle);
        let written = change.seen::<KeptEasyRead>(&key, seen).await?.value;
        let cleared = written.clear(adopted, drafts, (on, tried_with))?;
        let version = change.replace(&key, seen, &cleared).await?;
        change.commit().await?;
        Ok(version)
    }
}

impl Thing for KeptEasyRead {
    const KIND: Kind = Kind::EasyRead;
    type Told = KeptEasyRead;

    fn told(&self) -> KeptEasyRead {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, entry_id, easy_read from easy_read
            where partnership_id = $1 and ($2 is null or cycle_id = $2) order by cycle_id";
        let rows = from.rows(sql, key.values(1)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?);
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value: row.json("easy_read")?, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(1);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into easy_read (partnership_id, cycle_id, entry_id, easy_read)
            values ($1, $2, $3, $4)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from easy_read where partnership_id = $1 and cycle_id = $2";
        pen.run(sql, key.values(1)).await
    }
}
