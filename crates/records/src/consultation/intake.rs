//! Replies that wait to be kept: as many as have come meanwhile are kept in one transaction, so that a thousand people
//! who send at once do not wait for a thousand commits to reach the disk one after another.
//!
//! In come replies, each with whoever waits for it; out they go, in batches, to one at a time who keeps them. Nobody is
//! answered before the transaction is committed that holds their reply.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use futures::channel::oneshot;

use crate::consultation::refused::ConsultationRefused;
use crate::consultation::sending::Sent;
use crate::consultation::sending::SentReply;
use crate::partnership_id::PartnershipId;
use crate::store::entry::Signed;

/// How many are kept in one transaction.
const AT_ONCE: usize = 64;

/// A reply that waits to be kept.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(super) signed: Signed,
    pub(super) reply: SentReply,
    pub(super) tell: oneshot::Sender<Result<Sent, ConsultationRefused>>,
}

/// Those that wait, of each partnership; an entry is there while somebody keeps them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intake(Arc<Mutex<BTreeMap<PartnershipId, VecDeque<Waiting>>>>);

/// Whoever keeps the replies of a partnership. Dropped, even by a fault, it lets another one begin.
#[derive(Debug)]
pub(crate) struct Keeper {
    intake: Intake,
    whose: PartnershipId,
    /// That nobody waited any more, so that the line is gone; one that is there by now is another keeper's.
    is_done: bool,
}

impl Intake {
    /// Has a reply wait. Whoever is handed a keeper must keep it, and all that come meanwhile.
    pub(super) fn wait(&self, whose: &PartnershipId, waiting: Waiting) -> Option<Keeper> {
        let mut all = self.locked();
        if let Some(line) = all.get_mut(whose) {
            line.push_back(waiting);
            return None;
        }
        all.insert(whose.clone(), VecDeque::from([waiting]));
        Some(Keeper { intake: self.clone(), whose: whose.clone(), is_done: false })
    }

    /// Nobody stops half-way through a change of the lines, so what one left who broke off is whole.
    fn locked(&self) -> MutexGuard<'_, BTreeMap<PartnershipId, VecDeque<Waiting>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper {
    /// The next to be kept together: those whose signatures have the same author and day as the first. None once nobody
    /// waits.
    pub(super) fn next(&mut self, alike: impl Fn(&Signed, &Signed) -> bool) -> Vec<Waiting> {
        let mut all = self.intake.locked();
        let Some(line) = all.get_mut(&self.whose) else { return Vec::new() };
        let mut taken: Vec<Waiting> = Vec::new();
        while taken.len() < AT_ONCE {
            let fits = |next: &&Waiting| {
                taken.first().is_none_or(|first| alike(&first.signed, &next.signed))
            };
            if line.front().as_ref().is_none_or(|next| !fits(next)) {
                break;
            }
            taken.extend(line.pop_front());
        }
        if taken.is_empty() {
            all.remove(&self.whose);
            self.is_done = true;
        }
        taken
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // Whoever still waits here is told that it broke off, since their sender goes.
        if !self.is_done {
            self.intake.locked().remove(&self.whose);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::collections::BTreeSet;

    use partnership::consultation::language::Language;
    use partnership::consultation::reply::Channel;
    use partnership::consultation::reply::Reply;

    use super::*;
    use crate::fingerprint::Fingerprint;

    type Told = oneshot::Receiver<Result<Sent, ConsultationRefused>>;

    fn waiting() -> (Waiting, Told) {
        let (tell, told) = oneshot::channel();
        let reply = Reply {
            channel: Channel::Online,
            language: Language::English,
            answers: BTreeMap::new(),
        };
        let reply = SentReply {
            cycle: "2015-16".parse().unwrap(),
            questionnaire: "smp-2015".parse().unwrap(),
            version: 1,
            day: "2015-01-14".parse().unwrap(),
            reply,
            signals: BTreeSet::new(),
            code: Fingerprint::of("code"),
            invitation: None,
        };
        let signed =
            Signed { who: "somebody".to_owned(), at: "2015-01-14T12:00:00Z".parse().unwrap() };
        (Waiting { signed, reply, tell }, told)
    }

    #[test]
    fn who_comes_while_the_last_keeper_goes_is_kept_by_the_next() {
        let (intake, whose) = (Intake::default(), PartnershipId("maidstone".parse().unwrap()));
        let (first, _told) = waiting();
        let mut before = intake.wait(&whose, first).unwrap();
        assert_eq!(before.next(|_, _| true).len(), 1);
        assert!(before.next(|_, _| true).is_empty());
        // The keeper has seen that nobody waits, and is not gone yet.
        let (second, mut told) = waiting();
        let mut after = intake.wait(&whose, second).unwrap();
        drop(before);
        assert_eq!(after.next(|_, _| true).len(), 1, "the reply that came meanwhile is lost");
        // And one that breaks off says so to whoever waits.
        let (third, _told) = waiting();
        assert!(intake.wait(&whose, third).is_none());
        drop(after);
        assert!(told.try_recv().is_err());
        assert!(intake.wait(&whose, waiting().0).is_some());
    }
}
