//! The versions of a questionnaire in the records.
//!
//! In come rows as stored; out go versions as the core makes them, each from the one before it, so that none can stand
//! there that could not have come about. Every page of every reply reads them, and they hardly ever change, so what was
//! read lately is kept by its text.

use std::sync::Arc;

use partnership::consultation::questionnaire::Questionnaire;
use partnership::consultation::questionnaire::TypedQuestionnaire;
use partnership::consultation::version;
use partnership::consultation::version::Deed;
use partnership::consultation::version::Stage;
use partnership::terms::day::Day;

use crate::error::RecordsError;
use crate::store::change::Pen;
use crate::store::read_lately::ReadLately;
use crate::store::reading::Reading;
use crate::store::thing::Found;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::thing::Kind;
use crate::store::thing::Thing;
use crate::store::thing::Version;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::from_json;

/// So many bytes of questionnaires are kept as they were read.
const REMEMBERED: usize = 4 << 20;

/// What was read lately.
static READ: ReadLately<Questionnaire> = ReadLately::up_to(REMEMBERED);

/// A version as it is stored: what is asked, as it was typed or read, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct KeptVersion<Asked = TypedQuestionnaire> {
    number: u32,
    questionnaire: Asked,
    opened: Option<Day>,
    closed: Option<Day>,
}

impl KeptVersion {
    pub(super) fn of(version: &version::Version) -> KeptVersion {
        let (opened, closed) = match version.stage() {
            Stage::Draft => (None, None),
            Stage::Open { since } => (Some(since), None),
            Stage::Closed { opened, on } => (Some(opened), Some(on)),
        };
        let questionnaire = version.questionnaire().typed().clone();
        KeptVersion { number: version.number(), questionnaire, opened, closed }
    }
}

impl KeptVersion<Arc<Questionnaire>> {
    /// This version, made from the one before it.
    fn after(self, before: Option<&version::Version>) -> Result<version::Version, RecordsError> {
        let number = self.number.to_string();
        let wrong = |why: String| RecordsError::stored("questionnaire_version", &number, why);
        let refused = |why: version::Refused| wrong(why.to_string());
        let mut version = match before {
            None => version::Version::first(self.questionnaire),
            Some(before) => before.after(Deed::Change(self.questionnaire)).map_err(refused)?,
        };
        for deed in [self.opened.map(Deed::Open), self.closed.map(Deed::Close)] {
            version =
                deed.map_or(Ok(version.clone()), |deed| version.after(deed)).map_err(refused)?;
        }
        if version.number() != self.number {
            return Err(wrong(format!("it should be version {}", version.number())));
        }
        Ok(version)
    }
}

/// The versions of one questionnaire, the earliest first.
pub(super) async fn all(
    reading: &mut Reading,
    questionnaire: &Key,
) -> Result<Vec<Held<version::Version>>, RecordsError> {
    let mut versions: Vec<Held<version::Version>> = Vec::new();
    for found in found(reading, questionnaire, read).await? {
        let Held { value, version } = found.held;
        let value = value.after(versions.last().map(|before| &before.value))?;
        versions.push(Held { value, version });
    }
    Ok(versions)
}

/// The versions within a key, with what each asks, which `read` makes of its text.
async fn found<Asked>(
    from: &mut Reading,
    key: &Key,
    read: impl Fn(&Row) -> Result<Asked, RecordsError>,
) -> Result<Vec<Found<KeptVersion<Asked>>>, RecordsError> {
    let sql =
        "select cycle_id, questionnaire_id, version_id, entry_id, questionnaire, opened, closed
        from questionnaire_version
        where partnership_id = $1 and ($2 is null or cycle_id = $2)
            and ($3 is null or questionnaire_id = $3)
            and ($4 is null or cast(version_id as text) = $4)
        order by cycle_id, questionnaire_id, version_id";
    let rows = from.rows(sql, key.values(3)).await?;
    let found = rows.iter().map(|row| {
        let (cycle, number) = (row.text("cycle_id")?, row.number("version_id")?);
        let key = Key::all().and(cycle).and(row.text("questionnaire_id")?).and(number);
        let wrong = |why| RecordsError::stored("version_id", &number.to_string(), why);
        let value = KeptVersion {
            number: u32::try_from(number).map_err(wrong)?,
            questionnaire: read(row)?,
            opened: row.maybe_parsed("opened")?,
            closed: row.maybe_parsed("closed")?,
        };
        Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
    });
    found.collect()
}

/// What a row asks, read anew only where its text was not read lately.
fn read(row: &Row) -> Result<Arc<Questionnaire>, RecordsError> {
    READ.read(row.text("questionnaire")?, |text| {
        let asked = Questionnaire::of(from_json("questionnaire", text)?);
        asked.map_err(|why| RecordsError::stored("questionnaire", text, why))
    })
}

impl Thing for KeptVersion {
    const KIND: Kind = Kind::QuestionnaireVersion;
    type Told = KeptVersion;

    fn told(&self) -> KeptVersion {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        found(from, key, |row| row.json("questionnaire")).await
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([
            pen.entry(),
            Value::json(&self.questionnaire)?,
            Value::maybe(self.opened),
            Value::maybe(self.closed),
        ]);
        let sql = "insert into questionnaire_version
            (partnership_id, cycle_id, questionnaire_id, version_id, entry_id, questionnaire, opened, closed)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7, $8)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from questionnaire_version
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and version_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}
