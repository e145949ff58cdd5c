//! A consultation's description in the records: whom it asks, about what, until when, and who decides.

use partnership::consultation::exercise::TypedConsultation;

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

impl Thing for TypedConsultation {
    const KIND: Kind = Kind::Consultation;
    type Told = TypedConsultation;

    fn told(&self) -> TypedConsultation {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, entry_id, body_id, sha256, description
            from consultation
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
            order by cycle_id, questionnaire_id";
        let rows = from.rows(sql, key.values(2)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let value: TypedConsultation = row.json("description")?;
            let beside = [
                ("body_id", value.decided_by.to_string()),
                ("sha256", value.text.sha256.to_string()),
            ];
            for (column, described) in beside {
                let found = row.text(column)?;
                if found != described {
                    return Err(RecordsError::stored(
                        column,
                        &found,
                        "the description has another",
                    ));
                }
            }
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(2);
        values.extend([
            pen.entry(),
            Value::text(&self.decided_by),
            Value::text(self.text.sha256),
            Value::json(self)?,
        ]);
        let sql = "insert into consultation
            (partnership_id, cycle_id, questionnaire_id, entry_id, body_id, sha256, description)
            values ($1, $2, $3, $4, $5, $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from consultation
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";
        pen.run(sql, key.values(2)).await
    }
}
