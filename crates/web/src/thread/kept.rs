//! Threads that were woven, kept until something changes: a page of the thread is one of many that somebody looks at.
//!
//! In comes what a thread is woven of now; out goes the thread. It stands for as long as the audit record ends where it did, the
//! archive holds what it held, and it is the same day. It is in memory alone.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use partnership::terms::day::Day;
use partnership::terms::extract::Extract;
use partnership::thread::Thread;
use records::Book;
use records::PartnershipId;
use records::RecordsError;
use records::Sought;

/// The threads of so many partnerships are kept.
const AT_MOST: usize = 16;

/// The threads that are kept.
#[derive(Debug, Default)]
pub(crate) struct KeptThreads(Mutex<BTreeMap<PartnershipId, (WovenOf, Woven)>>);

/// What a thread is woven of: the hash of the last entry of the audit record stands for the whole of the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WovenOf {
    hash: String,
    extracts: Vec<Extract>,
    today: Day,
}

/// A thread, and what of it stands behind what was adopted.
#[derive(Debug, Clone)]
pub(super) struct Woven {
    /// All of it.
    pub(super) whole: Arc<Thread>,
    /// What everybody may read of it.
    pub(super) adopted: Arc<Thread>,
}

impl WovenOf {
    /// What it would be woven of now.
    pub(super) async fn now(
        book: &Book,
        extracts: Vec<Extract>,
        today: Day,
    ) -> Result<WovenOf, RecordsError> {
        let last = book.entries_sought(&Sought::default(), i64::MAX, 1).await?;
        let hash = last.into_iter().next().map(|entry| entry.hash).unwrap_or_default();
        Ok(WovenOf { hash, extracts, today })
    }

    /// The extracts that are held.
    pub(super) fn extracts(&self) -> &[Extract] {
        &self.extracts
    }
}

impl From<Thread> for Woven {
    fn from(whole: Thread) -> Woven {
        let adopted = Arc::new(whole.as_adopted());
        Woven { whole: Arc::new(whole), adopted }
    }
}

impl KeptThreads {
    /// The thread of a partnership, if it is kept and woven of the same.
    pub(super) fn find(&self, of: &PartnershipId, from: &WovenOf) -> Option<Woven> {
        // Whoever panicked left what is whole.
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(of).filter(|(before, _)| before == from).map(|(_, woven)| woven.clone())
    }

    /// Keeps one, in the place of the partnership's last; where there are too many, another one goes.
    pub(super) fn put(&self, of: &PartnershipId, from: WovenOf, woven: &Woven) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= AT_MOST && !kept.contains_key(of) {
            kept.pop_first();
        }
        kept.insert(of.clone(), (from, woven.clone()));
    }
}
