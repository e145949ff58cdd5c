//! Replies kept and read: each with its day, under a number of its own.
//!
//! In come replies to a version that was asked; out they go with their numbers, those that came late among them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use partnership::consultation::export::Export;
use partnership::consultation::export::Kept;
use partnership::consultation::export::Study;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::DatedReply;
use partnership::consultation::reply::Reply;
use partnership::consultation::report::Label;
use partnership::consultation::version as asked;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::held::HeldConsultation;
use crate::consultation::key;
use crate::consultation::no_such;
use crate::consultation::on_its_day;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::reply;
use crate::consultation::reply::KeptReply;
use crate::store::entry::Signed;

impl HeldConsultation {
    /// What `what` makes of the replies as they are exported with what was noticed about them, all versions together.
    pub fn exported<T>(
        &self,
        replies: &[KeptReply],
        signals: &BTreeMap<i64, BTreeSet<Signal>>,
        what: impl FnOnce(&Export<'_>) -> T,
    ) -> T {
        let versions: Vec<&asked::Version> = self.versions().map(|held| &held.value).collect();
        let kept = replies.iter().map(|kept| {
            let KeptReply { reference, version, day, arrival, reply } = kept;
            Kept {
                reference: *reference,
                version: *version,
                day: *day,
                arrival: *arrival,
                reply,
                noticed: signals.get(reference),
            }
        });
        what(&Export::of(&versions, &kept.collect::<Vec<_>>(), Label::of(&self.consultation)))
    }

    /// What is told of it as a whole beside its replies.
    pub fn study(&self, publisher: &str, today: Day) -> Study {
        Study::of(&self.consultation, self.latest.value.questionnaire(), publisher, today)
    }
}

impl Book {
    /// The replies to a consultation, by their references. Those that came late are among them, and say so.
    ///
    /// # Errors
    /// When there is no such consultation, or the records cannot be read.
    #[compiled_once]
    pub async fn replies(
        &self,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<Vec<KeptReply>, ConsultationRefused> {
        let (mut reading, key) = (self.read().await?, key(cycle, questionnaire));
        let held = HeldConsultation::within(&mut reading, &key).await?.pop();
        let held = held.ok_or_else(|| no_such(questionnaire))?;
        let stored = reply::all(&mut reading, &key).await?;
        let kept =
            stored.into_iter().map(|(reference, one)| one.under(reference, &held.consultation));
        Ok(kept.collect())
    }

    /// Keeps a reply that came on `day` to a version that was asked, faulty answers included, and gives its reference.
    ///
    /// Its audit entry has the day on which it was kept and no time, since a time could tell who was there just then.
    ///
    /// # Errors
    /// When there is no such version, or it is a draft.
    #[compiled_once]
    pub async fn keep_reply(
        &self,
        signed: &Signed,
        cycle: Cycle,
        version: &asked::Version,
        day: Day,
        reply: Reply,
    ) -> Result<i64, ConsultationRefused> {
        let mut change = self.change(&on_its_day(signed)).await?;
        let key = key(cycle, version.questionnaire().id());
        let reply = DatedReply { day, reply };
        let reference = reply::put_reply(&mut change, &key, version.number(), reply).await?;
        change.commit().await?;
        Ok(reference)
    }

    /// Keeps replies as [`Book::keep_reply`] keeps one: all of them or none.
    ///
    /// # Errors
    /// When there is no such version, or it is a draft.
    #[compiled_once]
    pub async fn keep_replies(
        &self,
        signed: &Signed,
        cycle: Cycle,
        version: &asked::Version,
        replies: Vec<DatedReply>,
    ) -> Result<Vec<i64>, ConsultationRefused> {
        let mut change = self.change(&on_its_day(signed)).await?;
        let key = key(cycle, version.questionnaire().id());
        let there = reply::asked_versions(&mut change, &key, version.number()).await?;
        let mut references = Vec::new();
        for reply in replies {
            references.push(reply::put(&mut change, &key, &there, reply).await?);
        }
        change.commit().await?;
        Ok(references)
    }
}
