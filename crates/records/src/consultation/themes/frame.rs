//! A version of a code frame in the records.

use partnership::consultation::themes::frame::CodeFrame;

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

impl Thing for CodeFrame {
    const KIND: Kind = Kind::CodeFrame;
    type Told = CodeFrame;

    fn told(&self) -> CodeFrame {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, question_id, frame_id, entry_id, frame from code_frame
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3) and ($4 is null or question_id = $4)
                and ($5 is null or frame_id = cast($5 as bigint))
            order by cycle_id, questionnaire_id, question_id, frame_id";
        let rows = from.rows(sql, key.values(4)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let (question, number) = (row.text("question_id")?, row.number("frame_id")?);
            let value: CodeFrame = row.json("frame")?;
            if i64::from(value.number()) != number {
                let why = "the frame has another";
                return Err(RecordsError::stored("frame_id", &number.to_string(), why));
            }
            let version = Version(row.number("entry_id")?);
            Ok(Found { key: key.and(question).and(number), held: Held { value, version } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(4);
        values.extend([pen.entry(), Value::json(self)?]);
        let sql = "insert into code_frame
            (partnership_id, cycle_id, questionnaire_id, question_id, frame_id, entry_id, frame)
            values ($1, $2, $3, $4, cast($5 as bigint), $6, $7)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from code_frame
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and question_id = $4
                and frame_id = cast($5 as bigint)";
        pen.run(sql, key.values(4)).await
    }
}
