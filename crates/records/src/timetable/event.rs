//! What happened to a step. Events are numbered in the order in which they were recorded; no function of a book
//! changes one or takes it away.

use partnership::timetable::event::Event;
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
use crate::store::value::Value;

impl Thing for Event {
    const KIND: Kind = Kind::Event;
    type Told = Event;

    fn told(&self) -> Event {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, event_id, entry_id, step_id, day, who, what from event
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or cast(event_id as text) = $3)
            order by cycle_id, event_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.number("event_id")?);
            let value = Event {
                step: StepId(row.parsed("step_id")?),
                on: row.parsed("day")?,
                by: row.text("who")?,
                what: row.json("what")?,
            };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([
            pen.entry(),
            Value::text(&self.step),
            Value::text(self.on),
            Value::text(&self.by),
            Value::json(&self.what)?,
        ]);
        let sql = "insert into event
            (partnership_id, cycle_id, event_id, entry_id, step_id, day, who, what)
            values ($1, $2, cast($3 as bigint), $4, $5, $6, $7, $8)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from event
            where partnership_id = $1 and cycle_id = $2 and event_id = cast($3 as bigint)";
        pen.run(sql, key.values(2)).await
    }
}
