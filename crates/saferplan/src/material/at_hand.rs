//! What drafts on pages refer to, kept at hand: neither a consultation is counted nor a file read again for each page.
//!
//! In comes what a page asks; out goes what is held and kept. The archive is read again after an import, and the records
//! once anything but the assessment and people was changed in them: to write a draft changes nothing that it refers to.

use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::fs;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use anyhow::Context;
use anyhow::Result;
use partnership::assessment::material::Supplied;
use partnership::membership::Partnership;
use partnership::terms::area::AreaCode;
use partnership::terms::period::Period;
use partnership::timetable::cycle::Cycle;
use records::Book;
use records::Kind;
use records::PartnershipId;
use records::Sought;
use web::Gathered;
use web::Gathering;
use web::Gathers;
use web::Materials;

use crate::home::Home;
use crate::load;
use crate::material::KeptByName;
use crate::material::Loaded;
use crate::material::kept_by_name;
use crate::material::loaded;

/// So many of each are kept at hand.
const AT_HAND: usize = 16;

/// So many entries of the audit record are looked through for one that is not of the assessment.
const LOOKED_THROUGH: u32 = 100;

/// The archive and the records of a home, for drafts on pages.
pub(crate) struct HeldMaterials(Arc<AtHand>);

struct AtHand {
    home: Home,
    loaded: Shelf<Read, Loaded>,
    kept: Shelf<Whose, (i64, KeptByName)>,
}

/// What was read of the archive: in which state, of which area, over which periods, beside which group.
type Read = (State, AreaCode, BTreeSet<Period>, Option<String>);

/// By what a change of the archive is known: its list is put in place anew by every import.
type State = Option<(SystemTime, u64)>;

/// Whose records, of which cycle, for which area.
type Whose = (PartnershipId, Cycle, AreaCode);

/// Things by what they are of, the latest last.
struct Shelf<K, T>(Mutex<VecDeque<(K, Arc<T>)>>);

impl<K: PartialEq, T> Shelf<K, T> {
    fn new() -> Shelf<K, T> {
        Shelf(Mutex::new(VecDeque::new()))
    }

    fn find(&self, of: &K) -> Option<Arc<T>> {
        // If somebody panicked meanwhile, what stands there is whole all the same.
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|(own, _)| own == of).map(|(_, thing)| Arc::clone(thing))
    }

    /// Puts a thing in the place of the one that is of the same, and lets the oldest go where there are too many.
    fn put(&self, of: K, thing: T) -> Arc<T> {
        let thing = Arc::new(thing);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(own, _)| *own != of);
        held.push_back((of, Arc::clone(&thing)));
        if held.len() > AT_HAND {
            held.pop_front();
        }
        thing
    }
}

impl HeldMaterials {
    /// Those of a home.
    pub(crate) fn of(home: &Home) -> HeldMaterials {
        let (loaded, kept) = (Shelf::new(), Shelf::new());
        HeldMaterials(Arc::new(AtHand { home: home.clone(), loaded, kept }))
    }
}

impl Materials for HeldMaterials {
    fn gather(&self, asked: Gathering) -> Gathers {
        let at_hand = Arc::clone(&self.0);
        Box::pin(async move { at_hand.gathered(asked).await.map_err(|error| format!("{error:#}")) })
    }
}

impl AtHand {
    async fn gathered(self: Arc<AtHand>, asked: Gathering) -> Result<Gathered> {
        let partnership = asked.book.partnership().await?.value;
        let kept = self.kept(&asked).await?;
        let reading = Arc::clone(&self);
        let load = move || reading.loaded(&partnership, asked.about.area, &asked.periods);
        let loaded = tokio::task::spawn_blocking(load).await.context("reading the archive")??;
        let mut supplied = Supplied::default();
        kept.1.clone().complete(&mut supplied);
        let held = Loaded::clone(&loaded).completing(&mut supplied);
        Ok(Gathered { held, supplied })
    }

    fn loaded(
        &self,
        partnership: &Partnership,
        area: AreaCode,
        periods: &BTreeSet<Period>,
    ) -> Result<Arc<Loaded>> {
        let group = load::chosen_group(partnership);
        let of = (self.state(), area, periods.clone(), group);
        match self.loaded.find(&of) {
            Some(found) => Ok(found),
            None => Ok(self.loaded.put(of, loaded(&self.home, partnership, area, periods)?)),
        }
    }

    fn state(&self) -> State {
        let list = fs::metadata(self.home.archive().join("manifest.json")).ok()?;
        Some((list.modified().ok()?, list.len()))
    }

    /// What was kept by name, and the number of the audit record's entry up to which it holds.
    async fn kept(&self, asked: &Gathering) -> Result<Arc<(i64, KeptByName)>> {
        let Gathering { book, cycle, about, .. } = asked;
        let of = (book.id().clone(), *cycle, about.area);
        let last = book.entries_sought(&Sought::default(), i64::MAX, 1).await?;
        let last = last.first().map_or(0, |entry| entry.number);
        if let Some(found) = self.kept.find(&of)
            && still_holds(book, found.0, last).await?
        {
            // Looked through up to here, the same entries are not looked through again.
            return Ok(self.kept.put(of, (last, found.1.clone())));
        }
        let kept = kept_by_name((&self.home, book), *cycle, about.area).await?;
        Ok(self.kept.put(of, (last, kept)))
    }
}

/// Whether every entry after the one numbered `then` is of the assessment or of people, on which what a draft refers to
/// does not hang.
async fn still_holds(book: &Book, then: i64, last: i64) -> Result<bool> {
    if then == last {
        return Ok(true);
    }
    let since = book.entries(then, LOOKED_THROUGH).await?;
    let leaves_it = |kind: Kind| {
        let own = [
            Kind::Assessment,
            Kind::AssessmentVersion,
            Kind::AssessmentComment,
            Kind::CirculatedDraft,
            Kind::Person,
            Kind::Account,
            Kind::AccessLink,
        ];
        own.contains(&kind)
    };
    let are_all_there = since.last().is_some_and(|entry| entry.number == last);
    Ok(are_all_there && since.iter().all(|entry| leaves_it(entry.kind)))
}
