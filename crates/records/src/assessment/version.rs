//! Versions of a draft in the records: each kept whole, the next under the next number, none ever changed.
//!
//! In come a draft's files and the version that they were written from; out goes the new version, with numbers in its
//! passages, or who was quicker.

use partnership::assessment::passage::Given;
use partnership::assessment::passage::numbered;
use partnership::assessment::reading::read;
use partnership::assessment::text::Source;
use partnership::assessment::versions;
use partnership::membership::person::PersonId;
use partnership::terms::day::Day;
use partnership::timetable::cycle::Cycle;

use crate::assessment::key;
use crate::assessment::refused::AssessmentRefused;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Change;
use crate::store::change::Pen;
use crate::store::entry::Signed;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::json_of;

/// A draft that is to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// The number of the version that it was written from; 0 for the first one.
    pub seen: u32,
    /// Its files.
    pub sources: Vec<Source>,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub on: Day,
    /// What was changed, in words; may be empty.
    pub note: String,
    /// Whether the numbers in it count as given, as in files that were numbered elsewhere.
    pub numbered_elsewhere: bool,
}

/// A version as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// The version; its writer is a person's short name.
    pub version: versions::Version,
    /// What was changed, in words; may be empty.
    pub note: String,
    /// How many passages were numbered up to it.
    pub given: Given,
}

/// What the audit record says of a version.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldVersion {
    number: u32,
    on: Day,
    given: Given,
    /// Of the files with the note and its writer: what people wrote and who they are is not in the audit record.
    sha256: Fingerprint,
}

impl Book {
    /// The versions of a cycle's draft, the first one first.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn assessment_versions(&self, cycle: Cycle) -> Result<Vec<KeptDraft>, RecordsError> {
        let found = self.read().await?.within::<KeptDraft>(&key(cycle)).await?;
        Ok(found.into_iter().map(|found| found.held.value).collect())
    }

    /// Saves a draft as the next version, and gives it: its new passages have numbers, unless something stands in the
    /// text that cannot be read; they get them once that is mended. Where nothing was changed, it gives the last version.
    ///
    /// # Errors
    /// When no assessment was begun, somebody saved a version since, or the records cannot be written.
    #[compiled_once]
    pub async fn save_assessment(
        &self,
        signed: &Signed,
        cycle: Cycle,
        saving: Saving,
    ) -> Result<KeptDraft, AssessmentRefused> {
        let mut change = self.change(signed).await?;
        let kept = next(&mut change, cycle, saving).await?;
        change.commit().await?;
        Ok(kept)
    }
}

/// The last version of a cycle's draft, changes made so far included.
async fn last(reading: &mut Reading, cycle: Cycle) -> Result<Option<KeptDraft>, RecordsError> {
    let sql = "select cycle_id, version_id, entry_id, writer, day, note, given, sources
        from assessment_version where partnership_id = $1 and cycle_id = $2
        order by version_id desc limit 1";
    let rows = reading.rows(sql, key(cycle).values(1)).await?;
    rows.first().map(KeptDraft::in_row).transpose()
}

/// Writes the next version.
pub(super) async fn next(
    change: &mut Change,
    cycle: Cycle,
    saving: Saving,
) -> Result<KeptDraft, AssessmentRefused> {
    let before = last(change.reading(), cycle).await?;
    let (now, given) =
        before.as_ref().map_or((0, Given::default()), |kept| (kept.version.number, kept.given));
    if saving.seen != now {
        let by = before.map(|kept| kept.version.by).unwrap_or_default();
        return Err(AssessmentRefused::Overtaken { seen: saving.seen, now, by });
    }
    let given = if saving.numbered_elsewhere {
        given.and_those_of(&read(&saving.sources).sections)
    } else {
        given
    };
    let (sources, given) = match numbered(&saving.sources, given) {
        Ok(numbered) => numbered,
        // What cannot be read yet is kept as it was typed: nobody must mend it before going home.
        Err(_) => (saving.sources, given),
    };
    if let Some(same) = before.filter(|kept| kept.version.sources == sources) {
        return Ok(same);
    }
    let (number, by) = (now + 1, saving.by.to_string());
    let version = versions::Version { number, by, on: saving.on, sources };
    let kept = KeptDraft { version, note: saving.note.trim().to_owned(), given };
    change.enter(&key(cycle).and(number), &kept).await?;
    Ok(kept)
}

impl KeptDraft {
    fn in_row(row: &Row) -> Result<KeptDraft, RecordsError> {
        let count = |column: &str| {
            let number = row.number(column)?;
            u32::try_from(number)
                .map_err(|why| RecordsError::stored(column, &number.to_string(), why))
        };
        let version = versions::Version {
            number: count("version_id")?,
            by: row.text("writer")?,
            on: row.parsed("day")?,
            sources: row.json("sources")?,
        };
        let given = Given::so_far(count("given")?);
        Ok(KeptDraft { version, note: row.text("note")?, given })
    }
}

impl Thing for KeptDraft {
    const KIND: Kind = Kind::AssessmentVersion;
    type Told = ToldVersion;

    fn told(&self) -> ToldVersion {
        let versions::Version { number, by, on, sources } = &self.version;
        // A type of the core as JSON does not fail; if it did, the hash would agree with no other.
        let sha256 = Fingerprint::of(json_of(&(sources, &self.note, by)).unwrap_or_default());
        ToldVersion { number: *number, on: *on, given: self.given, sha256 }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, version_id, entry_id, writer, day, note, given, sources
            from assessment_version
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or version_id = cast($3 as bigint))
            order by cycle_id, version_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("version_id")?);
            let (value, version) = (KeptDraft::in_row(row)?, Version(row.number("entry_id")?));
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([
            pen.entry(),
            Value::text(&self.version.by),
            Value::text(self.version.on),
            Value::text(&self.note),
            Value::Number(self.given.count().into()),
            Value::json(&self.version.sources)?,
        ]);
        let sql = "insert into assessment_version
            (partnership_id, cycle_id, version_id, entry_id, writer, day, note, given, sources)
            values ($1, $2, cast($3 as bigint), $4, $5, $6, $7, $8, $9)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from assessment_version
            where partnership_id = $1 and cycle_id = $2 and version_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
