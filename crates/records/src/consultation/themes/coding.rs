//! Codings in the records: what one person found a comment to say, in one turn.

use std::collections::BTreeMap;

use partnership::consultation::themes::coding::Coding;
use partnership::consultation::themes::coding::Codings;
use partnership::consultation::themes::coding::Turn;
use partnership::membership::person::PersonId;

use crate::error::ChangeError;
use crate::error::RecordsError;
use crate::store::change::Change;
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

/// A coding with whose turn it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct KeptCoding {
    /// The reference number of the reply.
    pub(super) reply: i64,
    /// In whose turn.
    pub(super) turn: Turn,
    /// What was found.
    pub(super) coding: Coding,
}

impl KeptCoding {
    /// Whether it settles what two people differ in.
    pub(super) fn settles(&self) -> bool {
        matches!(self.turn, Turn::ThirdPerson | Turn::Talking)
    }

    fn in_row(row: &Row) -> Result<KeptCoding, RecordsError> {
        let number = row.number("frame_id")?;
        let wrong = |why| RecordsError::stored("frame_id", &number.to_string(), why);
        let coding = Coding {
            frame: u32::try_from(number).map_err(wrong)?,
            said: row.json("said")?,
            by: PersonId(row.parsed("coder")?),
            on: row.parsed("day")?,
            suggested: row.json("suggested")?,
        };
        Ok(KeptCoding { reply: row.number("reply_id")?, turn: row.word("turn")?, coding })
    }
}

/// The word of a turn, as it stands in its column and in keys.
pub(super) fn word(turn: Turn) -> &'static str {
    match turn {
        Turn::First => "first",
        Turn::Second => "second",
        Turn::ThirdPerson => "third-person",
        Turn::Talking => "talking",
    }
}

/// The codings within a question or a comment of it, by the references of the replies.
pub(super) async fn all(
    reading: &mut Reading,
    within: &Key,
) -> Result<BTreeMap<i64, Codings>, RecordsError> {
    let mut all: BTreeMap<i64, Codings> = BTreeMap::new();
    for found in reading.within::<KeptCoding>(within).await? {
        let KeptCoding { reply, turn, coding } = found.held.value;
        let these = all.entry(reply).or_default();
        match turn {
            Turn::First => these.first = Some(coding),
            Turn::Second => these.second = Some(coding),
            Turn::ThirdPerson | Turn::Talking => these.settled = Some((turn, coding)),
        }
    }
    Ok(all)
}

/// Takes the coding of a turn away.
pub(super) async fn take_away(
    change: &mut Change,
    comment: &Key,
    turn: Turn,
) -> Result<(), ChangeError> {
    let key = comment.clone().and(word(turn));
    if let Some(held) = change.reading().one::<KeptCoding>(&key).await? {
        change.remove::<KeptCoding>(&key, held.version).await?;
    }
    Ok(())
}

impl Thing for KeptCoding {
    const KIND: Kind = Kind::Coding;
    type Told = KeptCoding;

    fn told(&self) -> KeptCoding {
        self.clone()
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, question_id, reply_id, turn, entry_id, frame_id, said, coder,
                day, suggested from coding
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3) and ($4 is null or question_id = $4)
                and ($5 is null or reply_id = cast($5 as bigint)) and ($6 is null or turn = $6)
            order by cycle_id, questionnaire_id, question_id, reply_id, turn";
        let rows = from.rows(sql, key.values(5)).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let value = KeptCoding::in_row(row)?;
            let key = key.and(row.text("question_id")?).and(value.reply).and(word(value.turn));
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(5);
        values.extend([
            pen.entry(),
            Value::Number(self.coding.frame.into()),
            Value::json(&self.coding.said)?,
            Value::text(&self.coding.by),
            Value::text(self.coding.on),
            Value::json(&self.coding.suggested)?,
        ]);
        let sql = "insert into coding (partnership_id, cycle_id, questionnaire_id, question_id, reply_id, turn,
                entry_id, frame_id, said, coder, day, suggested)
            values ($1, $2, $3, $4, cast($5 as bigint), $6, $7, $8, $9, $10, $11, $12)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from coding
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and question_id = $4
                and reply_id = cast($5 as bigint) and turn = $6";
        pen.run(sql, key.values(5)).await
    }
}
