//! A decision of somebody about a return. Who made it and when is that of its audit entry, so that whoever is forgotten
//! there is forgotten here.

use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::decision::Decision;
use partnership::consultation::reading::decision::How;

use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::paper::salted::Salted;
use crate::paper::within;
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

/// A decision as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredDecision {
    pub(super) how: How,
    pub(super) act: Salted<Act>,
}

/// What the audit record says of a decision.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ToldDecision {
    how: How,
    salted_answers: Fingerprint,
}

/// The decisions about the returns within a key, by batch and return, in their order.
pub(super) async fn all(
    reading: &mut Reading,
    key: &Key,
) -> Result<Vec<((i64, i64), Decision)>, RecordsError> {
    const QUERIES: &[&str] = within::within!(
        "select batch_id, return_id, decision_id, entry_id, how, salt, act,
            (select who from audit_entry e
                where e.partnership_id = d.partnership_id and e.entry_id = d.entry_id) as who,
            (select at from audit_entry e
                where e.partnership_id = d.partnership_id and e.entry_id = d.entry_id) as at
        from paper_decision d where partnership_id = $1",
        [" and batch_id = cast($4 as bigint)", " and return_id = cast($5 as bigint)"],
        " order by cycle_id, questionnaire_id, batch_id, return_id, decision_id"
    );
    let rows = within::rows(reading, QUERIES, key).await?;
    rows.iter().map(in_row).collect()
}

/// The decisions about the returns of a consultation that are no replies yet.
pub(super) async fn open(
    reading: &mut Reading,
    consultation: &Key,
) -> Result<Vec<((i64, i64), Decision)>, RecordsError> {
    let sql = "select d.batch_id, d.return_id, d.decision_id, d.entry_id, d.how, d.salt, d.act, e.who, e.at
        from paper_decision d
        join paper_return r on r.partnership_id = d.partnership_id and r.cycle_id = d.cycle_id
            and r.questionnaire_id = d.questionnaire_id and r.batch_id = d.batch_id
            and r.return_id = d.return_id and r.reply_id is null
        join audit_entry e on e.partnership_id = d.partnership_id and e.entry_id = d.entry_id
        where d.partnership_id = $1 and d.cycle_id = $2 and d.questionnaire_id = $3
        order by d.batch_id, d.return_id, d.decision_id";
    let rows = reading.rows(sql, consultation.values(2)).await?;
    rows.iter().map(in_row).collect()
}

fn in_row(row: &Row) -> Result<((i64, i64), Decision), RecordsError> {
    let act: Salted<Act> = Salted::in_row(row, "act")?;
    let decision = Decision {
        number: row.number("decision_id")?,
        place: row.number("entry_id")?,
        by: row.text("who")?,
        at: row.parsed("at")?,
        how: row.word("how")?,
        act: act.value,
    };
    Ok(((row.number("batch_id")?, row.number("return_id")?), decision))
}

impl Thing for StoredDecision {
    const KIND: Kind = Kind::PaperDecision;
    type Told = ToldDecision;

    fn told(&self) -> ToldDecision {
        ToldDecision { how: self.how, salted_answers: self.act.hash("") }
    }

    async fn find(from: &mut Reading, key: &Key) -> Result<Vec<Found<Self>>, RecordsError> {
        const QUERIES: &[&str] = within::within!(
            "select cycle_id, questionnaire_id, batch_id, return_id, decision_id, entry_id, how, salt, act
            from paper_decision where partnership_id = $1",
            [
                " and batch_id = cast($4 as bigint)",
                " and return_id = cast($5 as bigint)",
                " and decision_id = cast($6 as bigint)"
            ],
            " order by cycle_id, questionnaire_id, batch_id, return_id, decision_id"
        );
        let rows = within::rows(from, QUERIES, key).await?;
        let found = rows.iter().map(|row| {
            let key = Key::all().and(row.text("cycle_id")?).and(row.text("questionnaire_id")?);
            let key = key.and(row.number("batch_id")?).and(row.number("return_id")?);
            let key = key.and(row.number("decision_id")?);
            let value = StoredDecision { how: row.word("how")?, act: Salted::in_row(row, "act")? };
            Ok(Found { key, held: Held { value, version: Version(row.number("entry_id")?) } })
        });
        found.collect()
    }

    async fn write(&self, pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let mut values = key.values(5);
        let [salt, act] = self.act.values();
        values.extend([pen.entry(), Value::word(&self.how)?, salt, act]);
        let sql = "insert into paper_decision (partnership_id, cycle_id, questionnaire_id, batch_id, return_id,
                decision_id, entry_id, how, salt, act)
            values ($1, $2, $3, cast($4 as bigint), cast($5 as bigint), cast($6 as bigint), $7, $8, $9, $10)";
        pen.run(sql, values).await
    }

    async fn erase(pen: &mut Pen<'_>, key: &Key) -> Result<(), RecordsError> {
        let sql = "delete from paper_decision where partnership_id = $1 and cycle_id = $2
            and questionnaire_id = $3 and batch_id = cast($4 as bigint) and return_id = cast($5 as bigint)
            and decision_id = cast($6 as bigint)";
        pen.run(sql, key.values(5)).await
    }
}
