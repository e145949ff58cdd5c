//! Tombstones in the records: what was deleted of how many replies on which day, and what they had come to.

use partnership::consultation::retention::Field;
use partnership::consultation::retention::Tombstone;

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

/// The key of a tombstone.
pub(super) fn key(consultation: &Key, stone: &Tombstone) -> Key {
    consultation.clone().and(word(stone.field)).and(stone.on)
}

fn word(field: Field) -> &'static str {
    match field {
        Field::Invitations => "invitations",
        Field::Paper => "paper",
        Field::FreeText => "free-text",
        Field::AboutYou => "about-you",
    }
}

impl Thing for Tombstone {
    const KIND: Kind = Kind::Tombstone;
    type Told = Tombstone;

    fn told(&self) -> Tombstone {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, field, day, entry_id, replies, up_to, sha256, totals
            from tombstone
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3) and ($4 is null or field = $4)
                and ($5 is null or day = $5)
            order by cycle_id, questionnaire_id, day, field";
        let rows = from.rows(sql, key.values(4)).await?;
        let found = rows.iter().map(|row| {
            let replies = row.number("replies")?;
            let wrong = |why| RecordsError::stored("replies", &replies.to_string(), why);
            let value = Tombstone {
                field: row.word("field")?,
                on: row.parsed("day")?,
                replies: u64::try_from(replies).map_err(wrong)?,
                up_to: row.number("up_to")?,
                sha256: row.text("sha256")?,
                totals: row.json("totals")?,
            };
            let within = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let (key, version) = (self::key(&within, &value), Version(row.number("entry_id")?));
            Ok(Found { key, held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let replies = i64::try_from(self.replies);
        let wrong = |why| RecordsError::stored("replies", &self.replies.to_string(), why);
        let mut values = key.values(4);
        values.extend([
            pen.entry(),
            Value::Number(replies.map_err(wrong)?),
            Value::Number(self.up_to),
            Value::text(&self.sha256),
            Value::json(&self.totals)?,
        ]);
        let sql = "insert into tombstone (partnership_id, cycle_id, questionnaire_id, field, day, entry_id, replies,
                up_to, sha256, totals)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from tombstone
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and field = $4 and day = $5";
        pen.run(sql, key.values(4)).await
    }
}
