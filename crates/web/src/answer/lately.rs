//! Replies that were sent a moment ago, so that their senders see their number and their answers once more.
//!
//! They are in memory alone and for twenty minutes, by the fingerprint of the code that the browser has: the records hold
//! nothing by which a reply could be found from a browser. Whoever presses the button twice is told the same twice.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use jiff::SignedDuration;
use jiff::Timestamp;
use partnership::consultation::language::Language;
use partnership::consultation::on_line::Answers;
use records::Fingerprint;

/// For how long they are there.
pub(crate) const KEPT_FOR: SignedDuration = SignedDuration::from_mins(20);
/// How many there are at most; the earliest goes first.
const MOST: usize = 20_000;

/// A reply that was sent a moment ago.
#[derive(Debug, Clone)]
pub(super) struct SentLately {
    pub(super) reference: i64,
    pub(super) version: u32,
    pub(super) language: Language,
    pub(super) is_late: bool,
    pub(super) answers: Answers,
    at: Timestamp,
}

/// Those of one server.
#[derive(Debug, Default)]
pub(crate) struct Lately(Mutex<BTreeMap<Fingerprint, SentLately>>);

impl SentLately {
    pub(super) fn new(
        (reference, version): (i64, u32),
        language: Language,
        is_late: bool,
        answers: Answers,
    ) -> SentLately {
        SentLately { reference, version, language, is_late, answers, at: Timestamp::now() }
    }
}

impl Lately {
    /// Keeps one.
    pub(super) fn keep(&self, code: Fingerprint, sent: SentLately) {
        let mut all = self.locked();
        if all.len() >= MOST {
            let first = all.iter().min_by_key(|(_, sent)| sent.at).map(|(code, _)| code.clone());
            first.map(|code| all.remove(&code));
        }
        all.insert(code, sent);
    }

    /// The one with that code.
    pub(super) fn of(&self, code: &Fingerprint) -> Option<SentLately> {
        let sent = self.locked().get(code).cloned();
        sent.filter(|sent| Timestamp::now().duration_since(sent.at) < KEPT_FOR)
    }

    /// Forgets one.
    pub(super) fn forget(&self, code: &Fingerprint) {
        self.locked().remove(code);
    }

    /// Forgets all that were kept long enough.
    pub(crate) fn tidy(&self) {
        let now = Timestamp::now();
        self.locked().retain(|_, sent| now.duration_since(sent.at) < KEPT_FOR);
    }

    fn locked(&self) -> MutexGuard<'_, BTreeMap<Fingerprint, SentLately>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
