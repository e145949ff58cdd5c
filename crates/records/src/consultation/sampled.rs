//! Replies of those who were drawn by chance: which replies are of the sample, and of which of its strata.
//!
//! In comes the link by which a reply was sent; out goes the number of a stratum beside the reply's reference. While
//! few links of a stratum are used, that may tell whose a reply is, so nobody is shown it.

use std::collections::BTreeMap;

use partnership::consultation::exercise::TypedConsultation;
use partnership::consultation::results::shares::Found;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::reply::KeptReply;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Change;
use crate::store::thing::Key;
use crate::store::value::Value;

impl HeldConsultation {
    /// How those who replied were found: they chose to, or those of its sample were drawn by chance.
    pub fn found(&self, replies: &[KeptReply], sampled: &BTreeMap<i64, u32>) -> Found {
        let strata: Vec<Option<u32>> =
            replies.iter().map(|kept| sampled.get(&kept.reference).copied()).collect();
        Found::of(self.consultation.typed().sample.as_ref(), &strata)
    }
}

impl Book {
    /// The numbers, from 1, of the strata of the replies that are of the sample, by their references. A reply that is not in
    /// it came by another way than the link of somebody who was drawn.
    ///
    /// # Errors
    /// When the records cannot be read.
    #[compiled_once]
    pub async fn sampled_replies(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<BTreeMap<i64, u32>, RecordsError> {
        let sql = "select reply_id, stratum from sampled_reply
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 order by reply_id";
        let values = vec![Value::text(cycle), Value::text(questionnaire)];
        let rows = self.read().await?.rows(sql, values).await?;
        let found = rows.iter().map(|row| {
            let stratum = row.number("stratum")?;
            let wrong = |why| RecordsError::stored("stratum", &stratum.to_string(), why);
            Ok((row.number("reply_id")?, u32::try_from(stratum).map_err(wrong)?))
        });
        found.collect()
    }
}

/// Notes of a reply by a link that is good still in which stratum its sender was drawn, if they were.
pub(super) async fn keep(
    change: &mut Change,
    questionnaire: &Key,
    reference: i64,
    link: &Fingerprint,
) -> Result<(), RecordsError> {
    let sql = "insert into sampled_reply (partnership_id, cycle_id, questionnaire_id, reply_id, stratum)
        select partnership_id, cycle_id, questionnaire_id, cast($5 as bigint), stratum from invitation
        where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3
            and (token = $4 or earlier_token = $4) and used = 0 and stratum is not null";
    let mut values = questionnaire.values(2);
    values.extend([Value::text(link), Value::Number(reference)]);
    change.jot(sql, values).await.map(|_| ())
}

/// That the strata may be changed so: once somebody of them is invited, their names and order stay, since replies are told
/// apart by their numbers.
pub(super) async fn lets_change(
    change: &mut Change,
    questionnaire: &Key,
    before: &TypedConsultation,
    after: &TypedConsultation,
) -> Result<(), ConsultationRefused> {
    let Some(sample) = &before.sample else { return Ok(()) };
    if after.sample.as_ref().is_some_and(|after| sample.has_strata_of(after)) {
        return Ok(());
    }
    let sql = "select stratum from invitation
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3 and stratum is not null
        union select stratum from sampled_reply
            where partnership_id = $1 and cycle_id = $2 and questionnaire_id = $3";
    let rows = change.reading().rows(sql, questionnaire.values(2)).await?;
    if rows.is_empty() { Ok(()) } else { Err(ConsultationRefused::SampleInvited) }
}
