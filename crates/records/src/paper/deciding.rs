//! Deciding about returns: what a question says, whether a return counts, and that it becomes a reply, once.

use partnership::consultation::reading::booking::Come;
use partnership::consultation::reading::booking::Counts;
use partnership::consultation::reading::decision::Act;
use partnership::consultation::reading::decision::How;
use partnership::consultation::reading::settled::may_act;
use partnership::consultation::reading::settled::reply;
use partnership::consultation::reply::DatedReply;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::key;
use crate::consultation::on_its_day;
use crate::consultation::reply::put_reply;
use crate::paper::BatchAt;
use crate::paper::PaperRefused;
use crate::paper::batch;
use crate::paper::decision::StoredDecision;
use crate::paper::progress;
use crate::paper::progress::Paper;
use crate::paper::progress::PaperReturn;
use crate::paper::returned::StoredReturn;
use crate::paper::salted::Salted;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Version;

impl Book {
    /// Takes a decision of whoever signs about a return: what questions of it say, or that an earlier decision of theirs
    /// is taken back. The number of the decision.
    ///
    /// # Errors
    /// When there is no such return, it is a reply already, or the core refuses the decision.
    #[compiled_once]
    pub async fn decide(
        &self,
        signed: &Signed,
        at: &BatchAt,
        number: i64,
        how: How,
        act: Act,
    ) -> Result<i64, PaperRefused> {
        let mut change = self.change(signed).await?;
        let paper = progress::one(change.reading(), at, number).await?;
        let one = open(&paper, at, number)?;
        let asked = paper.questionnaire(one).ok_or(PaperRefused::NotSettled(number))?;
        may_act(asked, &one.states, &act, &signed.who)?;
        let next = one.decisions.last().map_or(1, |decision| decision.number + 1);
        let decision = StoredDecision { how, act: Salted::new(act)? };
        change.enter(&at.key().and(number).and(next), &decision).await?;
        change.commit().await?;
        Ok(next)
    }

    /// Says whether a return counts, as it was seen.
    ///
    /// # Errors
    /// When there is no such return, it is a reply already, or somebody else changed it.
    #[compiled_once]
    pub async fn judge_return(
        &self,
        signed: &Signed,
        at: &BatchAt,
        (number, seen): (i64, Version),
        counts: Counts,
    ) -> Result<Version, PaperRefused> {
        let mut change = self.change(signed).await?;
        let key = at.key().and(number);
        let there = change.seen::<StoredReturn>(&key, seen).await?.value;
        if there.reply.is_some() {
            return Err(PaperRefused::IsAReply(number));
        }
        let version = change.replace(&key, seen, &StoredReturn { counts, ..there }).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Makes a reply of a return of which nothing waits; its reference. The reply has the day of the batch and no time,
    /// and nothing of who read it: only the return knows which reply it became.
    ///
    /// # Errors
    /// When there is no such return, something of it waits, or it is a reply already.
    #[compiled_once]
    pub async fn finish_return(
        &self,
        signed: &Signed,
        at: &BatchAt,
        number: i64,
    ) -> Result<i64, PaperRefused> {
        let mut change = self.change(&on_its_day(signed)).await?;
        let paper = progress::one(change.reading(), at, number).await?;
        let one = open(&paper, at, number)?;
        let reference = finish(&mut change, at, &paper, one).await?;
        change.commit().await?;
        Ok(reference)
    }

    /// Makes replies of all returns of a consultation of which nothing waits; how many.
    ///
    /// # Errors
    /// When there is no such consultation, or the records cannot be written. Then none is made.
    #[compiled_once]
    pub async fn finish_settled(
        &self,
        signed: &Signed,
        cycle: Cycle,
        questionnaire: &Slug,
    ) -> Result<usize, PaperRefused> {
        let mut change = self.change(&on_its_day(signed)).await?;
        let of = key(cycle, questionnaire);
        let paper = progress::open(change.reading(), &of, questionnaire).await?;
        let mut finished = 0;
        for one in paper.returns.iter().filter(|one| one.come() == Come::Settled) {
            let questionnaire = questionnaire.clone();
            let at = BatchAt { cycle, questionnaire, batch: one.batch };
            finish(&mut change, &at, &paper, one).await?;
            finished += 1;
        }
        change.commit().await?;
        Ok(finished)
    }
}

/// The return, if it is no reply yet.
fn open<'a>(paper: &'a Paper, at: &BatchAt, number: i64) -> Result<&'a PaperReturn, PaperRefused> {
    let one = paper.returns.first();
    let one = one.ok_or(PaperRefused::NoSuchReturn { batch: at.batch, number })?;
    match one.reply {
        None => Ok(one),
        Some(_) => Err(PaperRefused::IsAReply(number)),
    }
}

async fn finish(
    change: &mut Change,
    at: &BatchAt,
    paper: &Paper,
    one: &PaperReturn,
) -> Result<i64, PaperRefused> {
    let number = one.of.number;
    let not_settled = || PaperRefused::NotSettled(number);
    let language = paper.language(one).ok_or_else(not_settled)?;
    let given = Some(one).filter(|one| one.counts == Counts::Counts);
    let given = given.and_then(|one| reply(&one.states, language)).ok_or_else(not_settled)?;
    let day = batch::one(change.reading(), at).await?.value.day;
    let given = DatedReply { day, reply: given };
    let reference = put_reply(change, &at.consultation(), one.version, given).await?;
    let key = at.key().and(number);
    let there = change.seen::<StoredReturn>(&key, one.seen).await?.value;
    let done = StoredReturn { reply: Some(reference), ..there };
    change.replace(&key, one.seen, &done).await?;
    Ok(reference)
}
