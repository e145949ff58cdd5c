//! What is being published: setting its documents takes as long as they are, so the page tells how far it has come.
//!
//! In come the titles as they are set; out goes how many are done. It is in memory alone: whatever the server's end broke off
//! was not published, and is published anew.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use partnership::timetable::cycle::Cycle;

/// What is told where the work ended without saying how.
const BROKE_OFF: &str = "it broke off; publish again";

/// What the partnerships of one server are publishing.
#[derive(Debug, Clone, Default)]
pub(crate) struct BeingPublished(Arc<Mutex<BTreeMap<String, Standing>>>);

/// How far a publication has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// Of which year.
    pub(super) cycle: Cycle,
    /// How many documents it has.
    pub(super) documents: usize,
    /// The titles of those that were begun.
    pub(super) begun: Vec<String>,
    /// Why it ended without being published, if it did.
    pub(super) failed: Option<String>,
}

/// A publication under way. Dropped without a word, it broke off.
#[derive(Debug)]
pub(super) struct Publishing {
    all: BeingPublished,
    partnership: String,
    has_ended: bool,
}

impl BeingPublished {
    fn standings(&self) -> MutexGuard<'_, BTreeMap<String, Standing>> {
        // Nothing that holds it can leave it half-changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far a partnership's publication has come, if one is under way or failed.
    pub(super) fn standing(&self, partnership: &str) -> Option<Standing> {
        self.standings().get(partnership).cloned()
    }

    /// Begins one; none while another of the partnership is under way.
    pub(super) fn begin(
        &self,
        partnership: &str,
        cycle: Cycle,
        documents: usize,
    ) -> Option<Publishing> {
        let mut standings = self.standings();
        if standings.get(partnership).is_some_and(|before| before.failed.is_none()) {
            return None;
        }
        let standing = Standing { cycle, documents, begun: Vec::new(), failed: None };
        standings.insert(partnership.to_owned(), standing);
        let (all, partnership) = (self.clone(), partnership.to_owned());
        Some(Publishing { all, partnership, has_ended: false })
    }
}

impl Standing {
    /// How far it has come, as a sentence.
    pub(super) fn in_words(&self) -> String {
        match (&self.failed, self.begun.last()) {
            (Some(why), _) => format!("The last try published nothing: {why}."),
            (None, None) => "It is being published. Its documents are not begun yet.".to_owned(),
            (None, Some(title)) => format!(
                "It is being published: “{title}” is being set, document {} of {}.",
                self.begun.len(),
                self.documents
            ),
        }
    }
}

impl Publishing {
    /// What hears the titles of its documents.
    pub(super) fn hears(&self) -> Arc<dyn Fn(&str) + Send + Sync> {
        let (all, partnership) = (self.all.clone(), self.partnership.clone());
        Arc::new(move |title| {
            if let Some(standing) = all.standings().get_mut(&partnership) {
                standing.begun.push(title.to_owned());
            }
        })
    }

    /// It was published, or why not.
    pub(super) fn ended(mut self, how: &Result<(), String>) {
        self.has_ended = true;
        match how {
            Ok(()) => drop(self.all.standings().remove(&self.partnership)),
            Err(why) => self.fail(why),
        }
    }

    fn fail(&self, why: &str) {
        if let Some(standing) = self.all.standings().get_mut(&self.partnership) {
            standing.failed = Some(why.trim_end_matches('.').to_owned());
        }
    }
}

impl Drop for Publishing {
    fn drop(&mut self) {
        if !self.has_ended {
            self.fail(BROKE_OFF);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycle() -> Cycle {
        "2015-16".parse().unwrap()
    }

    #[test]
    fn it_is_told_how_far_it_has_come_and_a_second_one_waits() {
        let all = BeingPublished::default();
        let publishing = all.begin("smp", cycle(), 2).unwrap();
        assert!(all.begin("smp", cycle(), 2).is_none() && all.begin("other", cycle(), 2).is_some());
        let told = || all.standing("smp").map(|standing| standing.in_words());
        assert!(told().unwrap().contains("not begun"));
        (publishing.hears())("Rolling Plan");
        let so_far = "It is being published: “Rolling Plan” is being set, document 1 of 2.";
        assert_eq!(told().unwrap(), so_far);
        publishing.ended(&Ok(()));
        assert_eq!(told(), None);
    }

    #[test]
    fn what_failed_or_broke_off_is_told_until_somebody_tries_again() {
        let all = BeingPublished::default();
        all.begin("smp", cycle(), 2).unwrap().ended(&Err("the disk is full.".to_owned()));
        let told = || all.standing("smp").unwrap().in_words();
        assert_eq!(told(), "The last try published nothing: the disk is full.");
        drop(all.begin("smp", cycle(), 2).unwrap());
        assert_eq!(told(), format!("The last try published nothing: {BROKE_OFF}."));
    }
}
