//! Sending a reply on-line: it is kept, no longer under way, and an invitation is used up, all at once or not at all.
//!
//! In comes a reply with the fingerprints of its code and of the link by which its sender was invited; out goes its
//! reference. Neither fingerprint stands in anything that is kept of it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use futures::channel::oneshot;
use partnership::consultation::exercise::Questioning;
use partnership::consultation::on_line::signal::Signal;
use partnership::consultation::reply::Reply;
use partnership::consultation::version;
use partnership::terms::day::Day;
use partnership::terms::slug::Slug;
use partnership::timetable::cycle::Cycle;

use crate::book::Book;
use crate::compiled_once;
use crate::consultation::intake::Keeper;
use crate::consultation::intake::Waiting;
use crate::consultation::invitation;
use crate::consultation::key;
use crate::consultation::on_its_day;
use crate::consultation::refused::ConsultationRefused;
use crate::consultation::reply::StoredReply;
use crate::consultation::sampled;
use crate::consultation::signals;
use crate::consultation::version as versions;
use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;
use crate::store::change::Change;
use crate::store::entry::Signed;
use crate::store::thing::Held;
use crate::store::thing::Key;
use crate::store::value::Value;

/// A reply as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentReply {
    /// The cycle of the consultation.
    pub cycle: Cycle,
    /// The short name of its questionnaire.
    pub questionnaire: Slug,
    /// The number of the version that was answered, which may be closed by now.
    pub version: u32,
    /// On which day it comes.
    pub day: Day,
    /// What was answered.
    pub reply: Reply,
    /// What was noticed about it.
    pub signals: BTreeSet<Signal>,
    /// The fingerprint of the code of the reply under way that it was.
    pub code: Fingerprint,
    /// The fingerprint of the link by which its sender was invited, if one was followed.
    pub invitation: Option<Fingerprint>,
}

/// What came of sending a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It is kept under this reference, and whether anybody was asked any more at that moment.
    Kept(i64, Questioning),
    /// There is no reply under way with that code: it was sent before, or forgotten. Nothing is kept anew.
    Already,
}

impl Book {
    /// Keeps a reply that was under way, which then is so no more, and uses up the invitation, if there is one that
    /// stands. Once this returns, the reply lasts through a cut of power. Replies that come at the same moment are kept
    /// in one transaction, and one that is dropped while it waits may be kept all the same.
    ///
    /// # Errors
    /// When there is no such version, or it is a draft; then it stays under way.
    #[compiled_once]
    pub async fn send_reply(
        &self,
        signed: &Signed,
        reply: SentReply,
    ) -> Result<Sent, ConsultationRefused> {
        let (tell, told) = oneshot::channel();
        let waiting = Waiting { signed: on_its_day(signed), reply, tell };
        if let Some(keeper) = self.intake().wait(self.id(), waiting) {
            // Apart, so that whoever goes away while they wait takes nobody else's reply along.
            tokio::spawn(keep_all(self.clone(), keeper));
        }
        let broke_off = || RecordsError::Engine("keeping replies broke off".to_owned());
        told.await.unwrap_or_else(|_| Err(broke_off().into()))
    }
}

/// Keeps whatever waits, until nothing does.
async fn keep_all(book: Book, mut keeper: Keeper) {
    loop {
        let batch = keeper.next(|one, other| one == other);
        let Some(first) = batch.first() else { return };
        match kept(&book, &first.signed, batch.iter().map(|one| &one.reply)).await {
            Ok(sent) => {
                for (waiting, sent) in batch.into_iter().zip(sent) {
                    // Whoever went away needs no answer.
                    let _ = waiting.tell.send(sent);
                }
            }
            Err(_) => one_by_one(&book, batch).await,
        }
    }
}

/// Keeps each in a transaction of its own, so that one that cannot be kept stops no other.
async fn one_by_one(book: &Book, batch: Vec<Waiting>) {
    for waiting in batch {
        let sent = kept(book, &waiting.signed, std::iter::once(&waiting.reply)).await;
        let sent = match sent.map(|mut all| all.pop()) {
            Ok(Some(sent)) => sent,
            Ok(None) => Ok(Sent::Already),
            Err(error) => Err(error.into()),
        };
        let _ = waiting.tell.send(sent);
    }
}

type Outcome = Result<Sent, ConsultationRefused>;

/// Keeps several in one transaction. Of each that may not be kept, nothing is written.
async fn kept(
    book: &Book,
    signed: &Signed,
    replies: impl Iterator<Item = &SentReply>,
) -> Result<Vec<Outcome>, RecordsError> {
    let mut change = book.change(signed).await?;
    let mut asked = BTreeMap::new();
    let mut outcomes = Vec::new();
    for reply in replies {
        let which = (reply.cycle, reply.questionnaire.clone());
        if !asked.contains_key(&which) {
            let key = key(reply.cycle, &reply.questionnaire);
            let versions = versions::all(change.reading(), &key).await?;
            asked.insert(which.clone(), versions);
        }
        outcomes.push(match asked.get(&which) {
            Some(versions) => one(&mut change, versions, reply).await?,
            None => Err(ConsultationRefused::NoSuchVersion(reply.version)),
        });
    }
    change.commit().await?;
    Ok(outcomes)
}

async fn one(
    change: &mut Change,
    versions: &[Held<version::Version>],
    sent: &SentReply,
) -> Result<Outcome, RecordsError> {
    let all = || versions.iter().map(|held| &held.value);
    let Some(version) = all().find(|version| version.number() == sent.version) else {
        return Ok(Err(ConsultationRefused::NoSuchVersion(sent.version)));
    };
    if let Err(refused) = version.was_asked() {
        return Ok(Err(refused.into()));
    }
    let questioning = version::questioning(all(), None);
    let stored = StoredReply::new(version.number(), (sent.day, questioning), sent.reply.clone())?;
    let under_way = "delete from reply_under_way where partnership_id = $1 and code = $2";
    if change.jot(under_way, vec![Value::text(&sent.code)]).await? == 0 {
        return Ok(Ok(Sent::Already));
    }
    let questionnaire: Key = key(sent.cycle, &sent.questionnaire);
    let words = signals::words_of(&sent.reply);
    let reference = change.enter_numbered(&questionnaire, &stored).await?;
    signals::keep(change, &questionnaire, reference, &sent.signals, words.as_ref()).await?;
    if let Some(link) = &sent.invitation {
        sampled::keep(change, &questionnaire, reference, link).await?;
        invitation::use_up(change, &questionnaire, link).await?;
    }
    Ok(Ok(Sent::Kept(reference, questioning)))
}
