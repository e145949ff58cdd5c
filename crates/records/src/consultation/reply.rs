//! Replies in the records: what was answered, by which way and on which day it came, and no more.
//!
//! In comes a reply to a version that was asked; out it goes under a number of its own. The audit record says that it
//! was kept, and has of its answers a hash alone.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::exercise::Arrival;
use partnership::consultation::exercise::Consultation;
use partnership::consultation::exercise::Questioning;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Channel;
use partnership::consultation::reply::DatedReply;
use partnership::consultation::reply::Reply;
use partnership::consultation::report::Heard;
use partnership::consultation::version as asked;
use partnership::terms::day::Day;

use crate::consultation::refused::ConsultationRefused;
use crate::consultation::signals;
use crate::consultation::version;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
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
use crate::store::value::json_of;

/// A reply as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReply {
    /// Its reference number, which no other reply of the partnership has.
    pub reference: i64,
    /// The number of the version that it answers.
    pub version: u32,
    /// The day on which it came.
    pub day: Day,
    /// Whether it came in time. A late one is kept and told apart.
    pub arrival: Arrival,
    /// What was answered.
    pub reply: Reply,
}

impl KeptReply {
    /// The reply as a report hears it, with whether anything was noticed about it.
    pub fn heard(&self, signals: &BTreeMap<i64, BTreeSet<Signal>>) -> Heard<'_> {
        Heard {
            reference: self.reference,
            reply: &self.reply,
            version: self.version,
            arrival: self.arrival,
            flagged: signals.contains_key(&self.reference),
        }
    }
}

/// A reply as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredReply {
    pub(crate) version: u32,
    pub(crate) day: Day,
    /// Whether anybody was asked when it came. Its day alone does not tell, where it was closed by hand.
    pub(crate) questioning: Questioning,
    pub(crate) reply: Reply,
    /// So that nobody finds the answers by trying all that a form allows against the hash of them.
    pub(super) salt: Fingerprint,
    /// What is hashed, as it stands in its column.
    pub(super) answers: String,
}

/// What the audit record says of a reply.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldReply {
    version: u32,
    channel: Channel,
    day: Day,
    /// Left out of what is in time, so that what was told before this was known stays as it was.
    #[serde(default, skip_serializing_if = "is_not")]
    after_closing: bool,
    salted_answers: Fingerprint,
}

fn is_not(after_closing: &bool) -> bool {
    !after_closing
}

impl ToldReply {
    /// The hash of the answers, in a line of its own.
    pub(crate) fn sealed(&self) -> String {
        format!("{}\n", self.salted_answers)
    }
}

impl StoredReply {
    pub(crate) fn new(
        version: u32,
        (day, questioning): (Day, Questioning),
        reply: Reply,
    ) -> Result<StoredReply, RecordsError> {
        let answers = json_of(&reply.answers)?;
        let salt = Fingerprint::of_chance()?;
        Ok(StoredReply { version, day, questioning, reply, salt, answers })
    }

    pub(super) fn under(self, reference: i64, consultation: &Consultation) -> KeptReply {
        let StoredReply { version, day, questioning, reply, .. } = self;
        let arrival = consultation.arrival(day, questioning);
        KeptReply { reference, version, day, arrival, reply }
    }

    fn in_row(row: &Row) -> Result<StoredReply, RecordsError> {
        let number = row.number("version_id")?;
        let wrong = |why| RecordsError::stored("version_id", &number.to_string(), why);
        let (channel, language) = (row.word("channel")?, row.word("language")?);
        Ok(StoredReply {
            version: u32::try_from(number).map_err(wrong)?,
            day: row.parsed("day")?,
            questioning: match row.number("after_closing")? {
                0 => Questioning::Asked,
                _ => Questioning::Closed,
            },
            reply: Reply { channel, language, answers: row.json("answers")? },
            salt: row.parsed("salt")?,
            answers: row.text("answers")?,
        })
    }
}

impl Thing for StoredReply {
    const KIND: Kind = Kind::Reply;
    type Told = ToldReply;

    fn told(&self) -> ToldReply {
        let hashed = format!("{} {} {}", self.salt, self.reply.language, self.answers);
        ToldReply {
            version: self.version,
            channel: self.reply.channel,
            day: self.day,
            after_closing: self.questioning == Questioning::Closed,
            salted_answers: Fingerprint::of(hashed),
        }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        let sql = "select cycle_id, questionnaire_id, reply_id, entry_id, version_id, channel, language, day,
                after_closing, answers, salt from reply
            where partnership_id = $1 and ($2 is null or cycle_id = $2)
                and ($3 is null or questionnaire_id = $3)
                and ($4 is null or reply_id = cast($4 as bigint))
            order by cycle_id, questionnaire_id, reply_id";
        let rows = from.rows(sql, key.values(3)).await?;
        let found = rows.iter().map(|row| {
            let (cycle, reference) = (row.text("cycle_id")?, row.number("reply_id")?);
            let key = Key::all().and(cycle).and(row.text("questionnaire_id")?).and(reference);
            let (value, version) = (StoredReply::in_row(row)?, row.number("entry_id")?);
            Ok(Found { key, held: Held { value, version: Version(version) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(3);
        values.extend([
            pen.entry(),
            Value::Number(self.version.into()),
            Value::word(&self.reply.channel)?,
            Value::word(&self.reply.language)?,
            Value::text(self.day),
            Value::text(&self.answers),
            Value::text(&self.salt),
            Value::Number(i64::from(self.questioning == Questioning::Closed)),
        ]);
        let sql = "insert into reply (partnership_id, cycle_id, questionnaire_id, reply_id, entry_id, version_id,
                channel, language, day, answers, salt, after_closing)
            values ($1, $2, $3, cast($4 as bigint), $5, $6, $7, $8, $9, $10, $11, $12)";
        pen.run(sql, values).await
    }

    async fn sweep(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let reference: Vec<Value> = key.values(3).pop().into_iter().collect();
        for sql in [
            "delete from reply_signal
                where partnership_id = $1 and reply_id = cast($2 as bigint)",
            "delete from sampled_reply
                where partnership_id = $1 and reply_id = cast($2 as bigint)",
        ] {
            pen.run(sql, reference.clone()).await?;
        }
        Ok(())
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from reply
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
                and reply_id = cast($4 as bigint)";
        pen.run(sql, key.values(3)).await
    }
}

/// The replies to one questionnaire, by their references, which are the last part of their keys.
pub(crate) async fn all(
    reading: &mut Reading,
    questionnaire: &Key,
) -> Result<Vec<(i64, StoredReply)>, RecordsError> {
    let found = reading.within::<StoredReply>(questionnaire).await?;
    let numbered = found.into_iter().map(|found| {
        let key = found.key.to_string();
        let reference = key.rsplit('/').next().unwrap_or_default().parse();
        let wrong = |why: std::num::ParseIntError| RecordsError::stored("reply", &key, why);
        Ok((reference.map_err(wrong)?, found.held.value))
    });
    numbered.collect()
}

/// Enters a reply to a version that was asked, among other changes; its reference.
pub(crate) async fn put_reply(
    change: &mut Change,
    questionnaire: &Key,
    version: u32,
    reply: DatedReply,
) -> Result<i64, ConsultationRefused> {
    let there = asked_versions(change, questionnaire, version).await?;
    put(change, questionnaire, &there, reply).await
}

/// Enters a reply to that version. What came on the day on which the last was closed came in time. That its words are those of
/// an earlier reply, by whatever way either came, is noticed.
pub(super) async fn put(
    change: &mut Change,
    questionnaire: &Key,
    there: &AskedVersions,
    DatedReply { day, reply }: DatedReply,
) -> Result<i64, ConsultationRefused> {
    let came = (day, asked::questioning(there.all.iter(), Some(day)));
    let words = signals::words_of(&reply);
    let stored = StoredReply::new(there.number, came, reply)?;
    let reference = change.enter_numbered(questionnaire, &stored).await?;
    signals::keep(change, questionnaire, reference, &BTreeSet::new(), words.as_ref()).await?;
    Ok(reference)
}

/// A version that was asked, by its number, and all versions of its questionnaire.
pub(super) struct AskedVersions {
    number: u32,
    all: Vec<asked::Version>,
}

/// The version of that number, if it was asked, with the others.
pub(super) async fn asked_versions(
    change: &mut Change,
    questionnaire: &Key,
    number: u32,
) -> Result<AskedVersions, ConsultationRefused> {
    let held = version::all(change.reading(), questionnaire).await?;
    let all: Vec<asked::Version> = held.into_iter().map(|held| held.value).collect();
    let there = all.iter().find(|version| version.number() == number);
    there.ok_or(ConsultationRefused::NoSuchVersion(number))?.was_asked()?;
    Ok(AskedVersions { number, all })
}

/// The greatest number of a reply to one questionnaire; none where there is no reply.
pub(crate) async fn last(
    reading: &mut Reading,
    questionnaire: &Key,
) -> Result<Option<i64>, RecordsError> {
    let sql = "select reply_id from reply
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
        order by reply_id desc limit 1";
    let rows = reading.rows(sql, questionnaire.values(2)).await?;
    rows.first().map(|row| row.number("reply_id")).transpose()
}
