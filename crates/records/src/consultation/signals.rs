//! What was noticed about replies, in the records: beside them, so that it can be told and never decides.
//!
//! In come the signals of a reply as it is kept, and its words; out go the signals of all replies to a questionnaire.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::on_line::signal;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Reply;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Change;
use crate::store::thing::Key;
use crate::store::value::Value;

impl Book {
    /// What was noticed about the replies to a questionnaire, by their references. Of a reply that is not in it, nothing
    /// was.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn reply_signals(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<BTreeMap<i64, BTreeSet<Signal>>, RecordsError> {
        let sql = "select reply_id, signals from reply_signal
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 order by reply_id";
        let values = vec![Value::text(cycle), Value::text(questionnaire)];
        let rows = self.read().await?.rows(sql, values).await?;
        let found = rows.iter().map(|row| Ok((row.number("reply_id")?, row.json("signals")?)));
        let found: Result<BTreeMap<i64, BTreeSet<Signal>>, RecordsError> = found.collect();
        found.map(|all| all.into_iter().filter(|(_, signals)| !signals.is_empty()).collect())
    }
}

/// The fingerprint of what was written in free words, if it is long enough to be told from another by it.
pub(super) fn words_of(reply: &Reply) -> Option<Fingerprint> {
    signal::words(&reply.answers).map(Fingerprint::of)
}

/// Keeps what was noticed about a reply, and that an earlier reply to the same questionnaire has its words, if one has.
/// Where nothing was noticed and it has no words of its own, there is nothing to keep.
pub(super) async fn keep(
    change: &mut Change,
    questionnaire: &Key,
    reference: i64,
    signals: &BTreeSet<Signal>,
    words: Option<&Fingerprint>,
) -> Result<(), RecordsError> {
    if signals.is_empty() && words.is_none() {
        return Ok(());
    }
    // One statement, since each is a way to the server and back while everybody else waits.
    let sql = "insert into reply_signal (partnership_id, cycle_id, questionnaire_id, reply_id, signals, words)
        values ($1, $2, $3, $4,
            case when exists (select 1 from reply_signal
                where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and words = $7)
            then $6 else $5 end, $7)";
    let mut with_same_words = signals.clone();
    with_same_words.insert(Signal::SameWords);
    let mut values = questionnaire.values(2);
    values.extend([
        Value::Number(reference),
        Value::json(signals)?,
        Value::json(&with_same_words)?,
        Value::maybe(words),
    ]);
    change.jot(sql, values).await.map(|_| ())
}

/// Forgets the fingerprints of what was written: once the words are deleted, nobody is to try whether they were these.
pub(crate) async fn forget_words(
    change: &mut Change,
    questionnaire: &Key,
) -> Result<(), RecordsError> {
    let sql = "update reply_signal set words = null
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";
    change.jot(sql, questionnaire.values(2)).await.map(|_| ())
}
