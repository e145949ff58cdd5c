//! Replies under way in the records: what somebody has answered on-line and not sent yet.
//!
//! In come the fingerprint of a code, and answers; out goes what was answered so far, to whoever has the code. Nothing
//! tells whose it is or when it was begun, and nothing of it stays once it is sent or its last day is over.

use partnership::consultation::language::Language;
use partnership::consultation::on_line::Answers;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::Records;
use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::once::Once;
use crate::store::reading::Reading;
use crate::store::value::Row;
use crate::store::value::Value;
use crate::store::value::json_of;

/// How often an answer is put to what another page has changed meanwhile.
const TRIES: usize = 8;

/// A reply that was begun on-line and not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyUnderWay {
    /// The cycle of the consultation.
    pub cycle: Cycle,
    /// The short name of its questionnaire.
    pub questionnaire: Slug,
    /// The number of the version that is answered.
    pub version: u32,
    /// In which language.
    pub language: Language,
    /// What was answered so far, faults and all.
    pub answers: Answers,
}

impl Book {
    /// Begins a reply, to be found again by a code until a day is over. A cut of power may take the last seconds of what is
    /// under way, and nothing of what was sent.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn begin_reply(
        &self,
        code: &Fingerprint,
        begun: &ReplyUnderWay,
        until: Day,
    ) -> Result<Once, RecordsError> {
        let sql = "insert into reply_under_way (partnership_id, code, cycle_id, questionnaire_id, version_id,
                language, answers, until)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (partnership_id, code) do nothing";
        let values = vec![
            Value::text(self.id()),
            Value::text(code),
            Value::text(begun.cycle),
            Value::text(&begun.questionnaire),
            Value::Number(begun.version.into()),
            Value::word(&begun.language)?,
            Value::json(&begun.answers)?,
            Value::text(until),
        ];
        let mut jotting = self.jot_lightly().await?;
        let once = Once::by(jotting.run(sql, values).await?);
        jotting.commit().await?;
        Ok(once)
    }

    /// The reply under way with that code; none where it was sent, or forgotten, or never begun.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn reply_under_way(
        &self,
        code: &Fingerprint,
    ) -> Result<Option<ReplyUnderWay>, RecordsError> {
        with_code(&mut self.read().await?, code).await
    }

    /// Changes a reply under way as `change` does it, and keeps it until a day is over. What another page saves at the
    /// same moment stays: then `change` is done again to what is there by now. None where there is no such reply.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    pub async fn answer_reply(
        &self,
        code: &Fingerprint,
        until: Day,
        change: impl Fn(&mut ReplyUnderWay) + Send + Sync,
    ) -> Result<Option<ReplyUnderWay>, RecordsError> {
        for _ in 0..TRIES {
            let Some(before) = self.reply_under_way(code).await? else { return Ok(None) };
            let mut after = before.clone();
            change(&mut after);
            let sql = "update reply_under_way set language = $3, answers = $4, until = $5
                where partnership_id = $1 and code = $2 and language = $6 and answers = $7";
            let values = vec![
                Value::text(self.id()),
                Value::text(code),
                Value::word(&after.language)?,
                Value::json(&after.answers)?,
                Value::text(until),
                Value::word(&before.language)?,
                Value::text(json_of(&before.answers)?),
            ];
            let mut jotting = self.jot_lightly().await?;
            let once = Once::by(jotting.run(sql, values).await?);
            jotting.commit().await?;
            if once == Once::Now {
                return Ok(Some(after));
            }
        }
        Err(RecordsError::Busy)
    }
}

impl Records {
    /// Forgets replies under way whose last day was before a day, in every partnership; how many.
    ///
    /// # Errors
    /// When the records cannot be written.
    #[compiled_once]
    pub async fn forget_replies_under_way(&self, before: Day) -> Result<u64, RecordsError> {
        let mut jotting = self.store.jot().await?;
        let sql = "delete from reply_under_way where until < $1";
        let forgotten = jotting.run(sql, vec![Value::text(before)]).await?;
        jotting.commit().await?;
        Ok(forgotten)
    }
}

/// The reply under way with a code.
pub(super) async fn with_code(
    reading: &mut Reading,
    code: &Fingerprint,
) -> Result<Option<ReplyUnderWay>, RecordsError> {
    let sql =
        "select cycle_id, questionnaire_id, version_id, language, answers from reply_under_way
        where partnership_id = $1 and code = $2";
    let rows = reading.rows(sql, vec![Value::text(code)]).await?;
    rows.first().map(in_row).transpose()
}

fn in_row(row: &Row) -> Result<ReplyUnderWay, RecordsError> {
    let number = row.number("version_id")?;
    let wrong = |why| RecordsError::stored("version_id", &number.to_string(), why);
    Ok(ReplyUnderWay {
        cycle: row.parsed("cycle_id")?,
        questionnaire: row.parsed("questionnaire_id")?,
        version: u32::try_from(number).map_err(wrong)?,
        language: row.word("language")?,
        answers: row.json("answers")?,
    })
}
