//! What a home holds of the evidence, kept at hand for enquiries on the pages.
//!
//! In come an area and some months; out goes what is held of them. The archive is opened once and again only after an
//! import, and what was read of it stays at hand until then, so that an answer is there before anybody waits for it.

use std::collections::VecDeque;
use std::fs;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use anyhow::Result;
use archive::Archive;
use partnership::assessment::material::Supplied;
use partnership::evidence::held::CountsHeld;
use partnership::evidence::held::Held;
use partnership::membership::GroupChoice;
use partnership::terms::area::AreaCode;
use partnership::terms::extract::Extract;
use partnership::terms::month::Month;
use partnership::terms::period::Period;
use partnership::terms::span::Span;
use web::Evidence;
use web::Gathered;

use crate::home::Home;
use crate::load;
use crate::load::Group;

/// How many areas, and how many spans of months, are kept at hand.
const AT_HAND: usize = 16;

/// The evidence of a home.
pub(crate) struct HeldEvidence {
    home: Home,
    opened: Mutex<Option<Opened>>,
}

/// The archive in one state, and what was read of it, the latest last.
struct Opened {
    state: State,
    archive: Archive,
    common: Held,
    counts: VecDeque<(Months, CountsHeld)>,
    read: VecDeque<(Wanted, Arc<Held>)>,
    mapped: VecDeque<((AreaCode, Period), Arc<Gathered>)>,
}

/// By what a change of the archive is known: its list is put in place anew by every import.
type State = Option<(SystemTime, u64)>;

/// From one month to another.
type Months = (Month, Month);

/// What is wanted: of which area, over which months, beside which group.
#[derive(Clone, PartialEq, Eq)]
struct Wanted {
    area: AreaCode,
    months: Option<Months>,
    group: Option<String>,
}

impl HeldEvidence {
    /// That of a home.
    pub(crate) fn of(home: &Home) -> HeldEvidence {
        HeldEvidence { home: home.clone(), opened: Mutex::new(None) }
    }

    /// What is to be found, in what is at hand or in the archive. Whoever asks meanwhile waits: most ask for the same.
    fn found<T>(&self, find: impl FnOnce(&mut Opened) -> Result<T>) -> Result<T> {
        // If somebody panicked while reading, what stands there is whole all the same.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state();
        let mut at_hand = match opened.take().filter(|opened| opened.state == state) {
            Some(at_hand) => at_hand,
            None => Opened::of(load::open(&self.home)?, state)?,
        };
        let found = find(&mut at_hand);
        *opened = Some(at_hand);
        found
    }

    fn state(&self) -> State {
        let list = fs::metadata(self.home.archive().join("manifest.json")).ok()?;
        Some((list.modified().ok()?, list.len()))
    }
}

impl Opened {
    fn of(archive: Archive, state: State) -> Result<Opened> {
        let common = load::common(&archive)?;
        let (counts, read, mapped) = (VecDeque::new(), VecDeque::new(), VecDeque::new());
        Ok(Opened { state, archive, common, counts, read, mapped })
    }

    fn held(&mut self, wanted: &Wanted) -> Result<Arc<Held>> {
        if let Some((_, held)) = self.read.iter().find(|(of, _)| of == wanted) {
            return Ok(Arc::clone(held));
        }
        let counts =
            wanted.months.map(|months| Ok::<_, anyhow::Error>((self.counts(months)?, months)));
        let group = wanted.group.as_deref().map_or(Group::Published, Group::Typed);
        let counts = counts.transpose()?;
        let held = load::of_area(&self.archive, wanted.area, group, &self.common, counts)?;
        let held = Arc::new(held);
        keep(&mut self.read, wanted.clone(), Arc::clone(&held));
        Ok(held)
    }

    fn mapped(&mut self, area: AreaCode, period: Period) -> Result<Arc<Gathered>> {
        if let Some((_, mapped)) = self.mapped.iter().find(|(of, _)| *of == (area, period)) {
            return Ok(Arc::clone(mapped));
        }
        let months = (period.first(), period.last());
        let mut held = Held { counts: self.counts(months)?, ..self.common.clone() };
        load::note_lsoas(&mut held.counts, &self.archive, area, months)?;
        let outlines = load::outlines(&self.archive, &held)?;
        let points = load::points(&self.archive, &held, area, &[period])?;
        let small_areas = load::small_areas(&self.archive, &held, area)?;
        let supplied = Supplied { outlines, points, small_areas, ..Supplied::default() };
        let mapped = Arc::new(Gathered { held, supplied });
        keep(&mut self.mapped, (area, period), Arc::clone(&mapped));
        Ok(mapped)
    }

    fn counts(&mut self, months: Months) -> Result<CountsHeld> {
        if let Some((_, counts)) = self.counts.iter().find(|(of, _)| *of == months) {
            return Ok(counts.clone());
        }
        let counts = load::counts_by_district(&self.archive, &self.common.geography, months)?;
        keep(&mut self.counts, months, counts.clone());
        Ok(counts)
    }
}

/// Keeps something at hand, and lets the oldest go where there is too much.
fn keep<K, T>(kept: &mut VecDeque<(K, T)>, key: K, thing: T) {
    kept.push_back((key, thing));
    if kept.len() > AT_HAND {
        kept.pop_front();
    }
}

impl Evidence for HeldEvidence {
    fn held(
        &self,
        area: AreaCode,
        months: Option<Span<Month>>,
        group: &GroupChoice,
    ) -> Result<Arc<Held>, String> {
        let group = load::typed_group(group);
        let months = months.map(|span| whole_years(span.first(), span.last()));
        let wanted = Wanted { area, months, group };
        self.found(|opened| opened.held(&wanted)).map_err(|error| format!("{error:#}"))
    }

    fn mapped(&self, area: AreaCode, period: Period) -> Result<Arc<Gathered>, String> {
        self.found(|opened| opened.mapped(area, period)).map_err(|error| format!("{error:#}"))
    }

    fn extracts(&self) -> Result<Vec<Extract>, String> {
        let found = self.found(|opened| {
            let held = opened.archive.extracts().iter();
            Ok(held.map(|held| held.extract.clone()).collect())
        });
        found.map_err(|error| format!("{error:#}"))
    }
}

/// From the January of the first month's year to the December of the last one's.
fn whole_years(first: Month, last: Month) -> (Month, Month) {
    let january = first.plus_months(1 - i32::from(first.month()));
    let december = last.plus_months(12 - i32::from(last.month()));
    (january, december)
}
