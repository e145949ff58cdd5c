//! Which consultations have scans that this server is reading, and why its last reading of others broke off.
//!
//! In comes that a reading begins, and how it ended; out goes how it stands, so that a page never says of a batch that it is
//! being read when nobody reads it. It is in memory alone: after the server's end nobody reads what was under way.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::consultations::at::At;
use crate::who::visitor::Visitor;

/// What is told where a reading ended without saying how.
const BROKE_OFF: &str = "it was ended before it was done";

/// The consultations of one server.
#[derive(Debug, Clone, Default)]
pub(crate) struct BeingRead(Arc<Mutex<BTreeMap<String, Standing>>>);

/// How the reading of a consultation's scans stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// How many readings are under way or wait for their turn. Each reads all that is left of the consultation's batches.
    under_way: usize,
    /// Why the last one that ended broke off, if it did.
    failed: Option<String>,
}

impl Standing {
    /// Whether anything is being read.
    pub(super) fn is_read_now(&self) -> bool {
        self.under_way > 0
    }

    /// Why the last reading broke off, if it did.
    pub(super) fn failed(&self) -> Option<&str> {
        self.failed.as_deref()
    }
}

/// A reading under way. Dropped without a word, it broke off.
#[derive(Debug)]
pub(super) struct UnderWay {
    all: BeingRead,
    which: String,
    how: Result<(), String>,
}

impl BeingRead {
    fn standings(&self) -> MutexGuard<'_, BTreeMap<String, Standing>> {
        // Nothing that holds it can leave it half-changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the reading of a consultation's scans stands.
    pub(super) fn standing(&self, which: &str) -> Standing {
        self.standings().get(which).cloned().unwrap_or_default()
    }

    /// A reading begins.
    pub(super) fn begin(&self, which: String) -> UnderWay {
        self.standings().entry(which.clone()).or_default().under_way += 1;
        UnderWay { all: self.clone(), which, how: Err(BROKE_OFF.to_owned()) }
    }
}

impl UnderWay {
    /// It ended, or why not.
    pub(super) fn ended(mut self, how: Result<(), String>) {
        self.how = how;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut standings = self.all.standings();
        if let Some(standing) = standings.get_mut(&self.which) {
            standing.under_way = standing.under_way.saturating_sub(1);
            standing.failed =
                self.how.as_ref().err().map(|why| why.trim_end_matches('.').to_owned());
        }
    }
}

/// By what a consultation is known among those of a server.
pub(super) fn which(visitor: &Visitor, at: &At) -> String {
    format!("{}/{}/{}", visitor.book.id(), at.cycle, at.questionnaire)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_told_apart_from_what_nobody_reads() {
        let all = BeingRead::default();
        let told = || (all.standing("smp").is_read_now(), all.standing("smp").failed);
        assert_eq!(told(), (false, None));
        let (one, other) = (all.begin("smp".to_owned()), all.begin("smp".to_owned()));
        assert!(told().0 && !all.standing("other").is_read_now());
        one.ended(Ok(()));
        assert_eq!(told(), (true, None));
        other.ended(Err("the disk is full.".to_owned()));
        assert_eq!(told(), (false, Some("the disk is full".to_owned())));
        // It is told until a later reading ends well.
        let third = all.begin("smp".to_owned());
        assert_eq!(told(), (true, Some("the disk is full".to_owned())));
        third.ended(Ok(()));
        assert_eq!(told(), (false, None));
        drop(all.begin("smp".to_owned()));
        assert_eq!(told(), (false, Some(BROKE_OFF.to_owned())));
    }
}
