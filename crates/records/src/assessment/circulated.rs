//! Drafts that were circulated, in the records: the text with every figure as it was, byte by byte.
//!
//! In comes a draft as the core froze it; out goes the same for ever. Nothing changes it, and nothing takes it away.

use partnership::assessment::circulated::Circulated;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::assessment::key;
use crate::assessment::refused::AssessmentRefused;
use crate::assessment::version::KeptDraft;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
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
use crate::store::value::from_json;
use crate::store::value::json_of;

/// A circulated draft as it is stored. The text is kept as it was written, so that its hash stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredCirculated {
    day: Day,
    draft: String,
}

/// What the audit record says of a circulated draft.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldCirculated {
    on: Day,
    sha256: Fingerprint,
}

impl Book {
    /// The numbers of the versions of a cycle's draft that were circulated, the first one first, each with its day.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn circulated_drafts(&self, cycle: Cycle) -> Result<Vec<(u32, Day)>, RecordsError> {
        let sql = "select version_id, day from circulated_draft
            where partnership_id = $1 and cycle_id = $2 order by version_id";
        let rows = self.read().await?.rows(sql, key(cycle).values(1)).await?;
        let each = rows.iter().map(|row| {
            let number = row.number("version_id")?;
            let wrong = |why| RecordsError::stored("version_id", &number.to_string(), why);
            Ok((u32::try_from(number).map_err(wrong)?, row.parsed("day")?))
        });
        each.collect()
    }

    /// A draft as it was circulated, by the number of its version.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn circulated_draft(
        &self,
        cycle: Cycle,
        version: u32,
    ) -> Result<Option<Circulated>, RecordsError> {
        let key = key(cycle).and(version);
        let held = self.read().await?.one::<StoredCirculated>(&key).await?;
        held.map(|held| from_json("circulated_draft.draft", &held.value.draft)).transpose()
    }

    /// Keeps a draft as it is circulated.
    ///
    /// # Errors
    /// When there is no such version, its text is another, it was circulated before, or the records cannot be written.
    #[compiled_once]
    pub async fn circulate_assessment(
        &self,
        signed: &Signed,
        cycle: Cycle,
        draft: &Circulated,
    ) -> Result<(), AssessmentRefused> {
        let mut change = self.change(signed).await?;
        let number = draft.version.number;
        let key = key(cycle).and(number);
        let held = change.reading().one::<KeptDraft>(&key).await?;
        let held = held.ok_or(AssessmentRefused::NoSuchVersion(number))?;
        if held.value.version.sources != draft.version.sources {
            return Err(AssessmentRefused::AnotherText(number));
        }
        let stored = StoredCirculated { day: draft.on, draft: json_of(draft)? };
        change.enter(&key, &stored).await?;
        change.commit().await?;
        Ok(())
    }
}

impl Thing for StoredCirculated {
    const KIND: Kind = Kind::CirculatedDraft;
    type Told = ToldCirculated;

    fn told(&self) -> ToldCirculated {
        ToldCirculated { on: self.day, sha256: Fingerprint::of(&self.draft) }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, version_id, entry_id, day, draft from circulated_draft
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or version_id = cast($3 as bigint))
            order by cycle_id, version_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("version_id")?);
            let value = StoredCirculated { day: row.parsed("day")?, draft: row.text("draft")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::text(self.day), Value::text(&self.draft)]);
        let sql = "insert into circulated_draft
            (partnership_id, cycle_id, version_id, entry_id, day, draft)
            values ($1, $2, cast($3 as bigint), $4, $5, $6)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from circulated_draft
            where partnership_id = $1 and cycle_id = $2 and version_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
