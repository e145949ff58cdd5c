//! The days on which fields are deleted, in the records.

use partnership::consultation::retention::RetentionTimetable;

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

impl Thing for RetentionTimetable {
    const KIND: Kind = Kind::Retention;
    type Told = RetentionTimetable;

    fn told(&self) -> RetentionTimetable {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, entry_id, days from retention
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
            order by cycle_id, questionnaire_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let (value, version) = (row.json("days")?, Version(row.number("entry_id")?));
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into retention
            (partnership_id, cycle_id, questionnaire_id, entry_id, days) values ($1, $2, $3, $4, $5)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from retention
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";
        pen.run(sql, key.values(2)).await
    }
}
