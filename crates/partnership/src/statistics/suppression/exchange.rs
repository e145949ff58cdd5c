//! Exchanges among withheld counts that leave every sum as it is.
//!
//! In come linked tables, what is withheld so far and a withheld count; out go the counts of the exchange that opens
//! it widely enough and withholds least, or nothing where none is found.

use std::collections::BTreeMap;

use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::Showing;

/// How many half-made exchanges are looked at before the search turns to the ones nearest to whole.
const THOROUGH: usize = 4_000;
/// How many are looked at then, before it gives up.
const HASTY: usize = 20_000;

/// In which sums each count stands, with its sign there: 1 as a part, -1 as the total.
pub(super) struct Links(Vec<Vec<(usize, i64)>>);

impl Links {
    pub(super) fn of(tables: &LinkedTables) -> Links {
        let mut links = vec![Vec::new(); tables.counts().len()];
        for (at, sum) in tables.sums().iter().enumerate() {
            links[sum.total].push((at, -1));
            for part in &sum.parts {
                links[*part].push((at, 1));
            }
        }
        Links(links)
    }
}

/// What a search needs to know.
struct Search<'a> {
    tables: &'a LinkedTables,
    links: &'a Links,
    showing: &'a [Showing],
    profile: Profile,
}

/// An exchange in the making.
#[derive(Clone)]
struct Exchange {
    /// By how much each count moves when the exchange is carried out once.
    changes: BTreeMap<usize, i64>,
    /// The sums that do not yet stay as they are, and by how much.
    uneven: BTreeMap<usize, i64>,
    /// What it withholds beyond what is withheld already.
    loss: u64,
    /// How many times it can be carried out before a count would break the rule.
    forwards: u64,
    /// How many times it can be carried out the other way.
    backwards: u64,
}

/// The counts of the exchange that opens this one and withholds least.
pub(super) fn least(
    tables: &LinkedTables,
    links: &Links,
    showing: &[Showing],
    profile: Profile,
    place: usize,
) -> Option<Vec<usize>> {
    let search = Search { tables, links, showing, profile };
    let by_loss = search.find(place, THOROUGH, |one| (one.loss, 0));
    let found = by_loss.or_else(|| {
        search.find(place, HASTY, |one| (one.uneven.len().try_into().unwrap_or(u64::MAX), one.loss))
    })?;
    Some(found.changes.into_keys().collect())
}

impl Search<'_> {
    /// The first whole exchange when those with the lowest rank are carried on first.
    fn find(
        &self,
        place: usize,
        most: usize,
        rank: impl Fn(&Exchange) -> (u64, u64),
    ) -> Option<Exchange> {
        let start = self.with(&Exchange::nothing(), place, 1)?;
        let mut waiting = BTreeMap::from([((rank(&start), 0), start)]);
        let mut made = 1;
        for _ in 0..most {
            let (_, exchange) = waiting.pop_first()?;
            let Some((sum, by)) = self.narrowest(&exchange) else { return Some(exchange) };
            for (count, sign) in self.candidates(&exchange, sum) {
                if let Some(next) = self.with(&exchange, count, -by * sign) {
                    waiting.insert((rank(&next), made), next);
                    made += 1;
                }
            }
        }
        None
    }

    /// The uneven sum with the fewest counts that could even it, and by how much it is uneven.
    fn narrowest(&self, exchange: &Exchange) -> Option<(usize, i64)> {
        let uneven = exchange.uneven.iter().map(|(sum, by)| (*sum, *by));
        uneven.min_by_key(|(sum, _)| self.candidates(exchange, *sum).count())
    }

    /// The counts that could even a sum, with their signs in it. A nought is shown and never moves.
    fn candidates(&self, exchange: &Exchange, sum: usize) -> impl Iterator<Item = (usize, i64)> {
        let sum = &self.tables.sums()[sum];
        let all = sum.parts.iter().map(|part| (*part, 1)).chain([(sum.total, -1)]);
        all.filter(|(count, _)| {
            self.tables.counts()[*count] > 0 && !exchange.changes.contains_key(count)
        })
    }

    /// The exchange with one more count moved; none if it would no longer open its counts widely enough.
    fn with(&self, exchange: &Exchange, count: usize, by: i64) -> Option<Exchange> {
        let mut next = exchange.clone();
        let (up, down) = self.room(count);
        let (forwards, backwards) = if by > 0 { (up, down) } else { (down, up) };
        next.forwards = next.forwards.min(forwards / by.unsigned_abs());
        next.backwards = next.backwards.min(backwards / by.unsigned_abs());
        if next.forwards.saturating_add(next.backwards) < self.profile.least_width() {
            return None;
        }
        next.changes.insert(count, by);
        next.loss = next.loss.saturating_add(1);
        if self.showing[count] == Showing::Shown {
            next.loss = next.loss.saturating_add(self.tables.counts()[count]);
        }
        for (sum, sign) in &self.links.0[count] {
            let uneven = next.uneven.entry(*sum).or_insert(0);
            *uneven += sign * by;
            if *uneven == 0 {
                next.uneven.remove(sum);
            }
        }
        Some(next)
    }

    /// How far a withheld count could be more, and less, for all that the rule tells of it.
    fn room(&self, count: usize) -> (u64, u64) {
        let smallest = self.profile.smallest_shown();
        let found = self.tables.counts()[count];
        match self.showing[count] {
            Showing::TooSmall => (smallest - 1 - found, found - 1),
            Showing::Shown | Showing::WouldReveal => (u64::MAX, found - smallest),
        }
    }
}

impl Exchange {
    fn nothing() -> Exchange {
        Exchange {
            changes: BTreeMap::new(),
            uneven: BTreeMap::new(),
            loss: 0,
            forwards: u64::MAX,
            backwards: u64::MAX,
        }
    }
}
