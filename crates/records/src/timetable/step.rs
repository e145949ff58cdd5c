//! A step of a timetable, with its place in the order in which steps were typed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::membership::body::BodyId;
use partnership::timetable::step::Step;
use partnership::timetable::step::StepId;

use crate::error::RecordsError;
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

/// A step and its place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct PlacedStep {
    /// Its place, from 1.
    pub(crate) place: i64,
    /// The step.
    pub(crate) step: Step,
}

impl Thing for PlacedStep {
    const KIND: Kind = Kind::Step;
    type Told = PlacedStep;

    fn told(&self) -> PlacedStep {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, step_id, entry_id, place, kind, subject, title, planned, owner, body_id
            from step
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or step_id = $3)
            order by cycle_id, place";
        let rows = from.rows(sql, key.values(2)).await?;
        let mut needs = needs(from, key).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("step_id")?);
            let step = step(row, needs.remove(&key).unwrap_or_default())?;
            let value = PlacedStep { place: row.number("place")?, step };
            let version = Version(row.number("entry_id")?);
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let PlacedStep { place, step } = self;
        let mut values = key.values(2);
        values.extend([
            pen.entry(),
            Value::Number(*place),
            Value::word(&step.kind)?,
            Value::word(&step.subject)?,
            Value::text(&step.title),
            Value::text(step.when),
            Value::text(&step.owner),
            Value::maybe(step.body.as_ref()),
        ]);
        let sql = "insert into step
            (partnership_id, cycle_id, step_id, entry_id, place, kind, subject, title, planned, owner, body_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        pen.run(sql, values).await?;
        for needed in &step.needs {
            let sql = "insert into step_need (partnership_id, cycle_id, step_id, needs_step_id)
                values ($1, $2, $3, $4)";
            pen.run(sql, key.clone().and(needed).values(3)).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        for sql in [
            "delete from step_need where partnership_id = $1 and cycle_id = $2 and step_id = $3",
            "delete from step where partnership_id = $1 and cycle_id = $2 and step_id = $3",
        ] {
            pen.run(sql, key.values(2)).await?;
        }
        Ok(())
    }
}

fn step(row: &Row, needs: BTreeSet<StepId>) -> Result<Step, RecordsError> {
    Ok(Step {
        id: StepId(row.parsed("step_id")?),
        kind: row.word("kind")?,
        subject: row.word("subject")?,
        title: row.text("title")?,
        when: row.parsed("planned")?,
        owner: row.text("owner")?,
        body: row.maybe_parsed("body_id")?.map(BodyId),
        needs,
    })
}

/// What each step needs first.
async fn needs(
    from: &mut Reading,
    key: &Key,
) -> Result<BTreeMap<Key, BTreeSet<StepId>>, RecordsError> {
    let sql = "select cycle_id, step_id, needs_step_id from step_need
        where partnership_id = $1 and ($2 is null or cycle_id = $2) and ($3 is null or step_id = $3)";
    let mut needs: BTreeMap<Key, BTreeSet<StepId>> = BTreeMap::new();
    for row in from.rows(sql, key.values(2)).await? {
        let step = Key::all().and(row.text("cycle_id")?).and(row.text("step_id")?);
        needs.entry(step).or_default().insert(StepId(row.parsed("needs_step_id")?));
    }
    Ok(needs)
}
