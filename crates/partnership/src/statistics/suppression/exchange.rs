//! Exchanges among withheld counts that leave every sum as it is.
//!
//! In come linked tables, what is withheld so far and a withheld count; out go the counts of the exchange that opens
//! it widely enough and withholds least, or nothing where none is found.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::Showing;

/// How many half-made exchanges are looked at before the search turns to the ones nearest to whole.
const THOROUGH: usize = 4_000;
/// How many are looked at then, before it gives up.
const HASTY: usize = 20_000;

/// In which sums each count stands, with its sign there: 1 as a part, -1 as the total; and the counts of each sum that
/// could move, with theirs. A nought is shown and never moves.
pub(super) struct Links {
    sums_of: Vec<Vec<(usize, i64)>>,
    movable: Vec<Vec<(usize, i64)>>,
}

impl Links {
    pub(super) fn of(tables: &LinkedTables) -> Links {
        let mut sums_of = vec![Vec::new(); tables.counts().len()];
        let mut movable = Vec::with_capacity(tables.sums().len());
        for (at, sum) in tables.sums().iter().enumerate() {
            sums_of[sum.total].push((at, -1));
            for part in &sum.parts {
                sums_of[*part].push((at, 1));
            }
            let all = sum.parts.iter().map(|part| (*part, 1)).chain([(sum.total, -1)]);
            movable.push(all.filter(|(count, _)| tables.counts()[*count] > 0).collect());
        }
        Links { sums_of, movable }
    }
}

/// What a search needs to know.
struct Search<'a> {
    tables: &'a LinkedTables,
    links: &'a Links,
    showing: &'a [Showing],
    profile: Profile,
}

/// An exchange in the making: an earlier one with one count more.
struct Step {
    /// The place of the earlier one among all; its own for the first.
    after: usize,
    /// The count that moves, and by how much when the exchange is carried out once.
    moved: (usize, i64),
    /// What it withholds beyond what is withheld already.
    loss: u64,
    /// How many times it can be carried out before a count would break the rule.
    forwards: u64,
    /// How many times it can be carried out the other way.
    backwards: u64,
}

/// What an exchange in the making comes to, in room that one after another is put together in.
struct Exchange {
    /// Whether each count moves.
    moves: Vec<bool>,
    /// By how much each sum does not stay as it is, and how many of its counts move.
    sums: Vec<(i64, usize)>,
    /// The counts that move, each once.
    moved: Vec<usize>,
    /// The sums that they stand in, each once.
    touched: Vec<usize>,
}

/// Which exchange in the making is carried on first.
#[derive(Clone, Copy)]
enum First {
    /// That which withholds least.
    LeastLoss,
    /// That with the fewest uneven sums.
    NearestToWhole,
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
    let by_loss = search.find(place, THOROUGH, First::LeastLoss);
    by_loss.or_else(|| search.find(place, HASTY, First::NearestToWhole))
}

impl Search<'_> {
    /// The counts of the first whole exchange when those with the lowest rank are carried on first.
    ///
    /// Of each exchange only its last count is kept, and the rest is put together when it is carried on: most never are.
    fn find(&self, place: usize, most: usize, first: First) -> Option<Vec<usize>> {
        let mut exchange = Exchange::nothing(self.tables);
        let nothing =
            Step { after: 0, moved: (0, 0), loss: 0, forwards: u64::MAX, backwards: u64::MAX };
        let start = self.with(&nothing, 0, (place, 1))?;
        let rank = |step: &Step, of: &Exchange| match first {
            First::LeastLoss => (0, step.loss),
            First::NearestToWhole => (self.uneven_with(of, step.moved), step.loss),
        };
        let mut waiting = BinaryHeap::from([Reverse((rank(&start, &exchange), 0))]);
        let mut steps = vec![start];
        for _ in 0..most {
            let Reverse((_, at)) = waiting.pop()?;
            exchange.put_together(&steps, at, self.links);
            let Some((sum, by)) = self.narrowest(&exchange) else {
                exchange.moved.sort_unstable();
                return Some(exchange.moved);
            };
            let could = self.links.movable[sum].iter().filter(|(count, _)| !exchange.moves[*count]);
            for (count, sign) in could {
                if let Some(next) = self.with(&steps[at], at, (*count, -by * sign)) {
                    waiting.push(Reverse((rank(&next, &exchange), steps.len())));
                    steps.push(next);
                }
            }
        }
        None
    }

    /// The uneven sum with the fewest counts that could even it, and by how much it is uneven.
    fn narrowest(&self, exchange: &Exchange) -> Option<(usize, i64)> {
        let uneven = exchange.touched.iter().filter_map(|sum| match exchange.sums[*sum] {
            (0, _) => None,
            (by, moved) => Some((self.links.movable[*sum].len() - moved, *sum, by)),
        });
        uneven.min().map(|(_, sum, by)| (sum, by))
    }

    /// How many sums would be uneven with one count more moved.
    fn uneven_with(&self, exchange: &Exchange, (count, by): (usize, i64)) -> usize {
        let is_uneven = |sum: &&usize| exchange.sums[**sum].0 != 0;
        let mut uneven = exchange.touched.iter().filter(is_uneven).count();
        for (sum, sign) in &self.links.sums_of[count] {
            match (exchange.sums[*sum].0, exchange.sums[*sum].0 + sign * by) {
                (0, _) => uneven += 1,
                (_, 0) => uneven -= 1,
                (_, _) => {}
            }
        }
        uneven
    }

    /// The exchange with one more count moved; none if it would no longer open its counts widely enough.
    fn with(&self, step: &Step, after: usize, (count, by): (usize, i64)) -> Option<Step> {
        let (up, down) = self.room(count);
        let (forwards, backwards) = if by > 0 { (up, down) } else { (down, up) };
        let forwards = step.forwards.min(forwards / by.unsigned_abs());
        let backwards = step.backwards.min(backwards / by.unsigned_abs());
        if forwards.saturating_add(backwards) < self.profile.least_width() {
            return None;
        }
        let shown = self.showing[count] == Showing::Shown;
        let lost = if shown { self.tables.counts()[count] } else { 0 };
        let loss = step.loss.saturating_add(1).saturating_add(lost);
        Some(Step { after, moved: (count, by), loss, forwards, backwards })
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
    fn nothing(tables: &LinkedTables) -> Exchange {
        Exchange {
            moves: vec![false; tables.counts().len()],
            sums: vec![(0, 0); tables.sums().len()],
            moved: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Puts together all that a step and those before it move, in place of what was put together last.
    fn put_together(&mut self, steps: &[Step], at: usize, links: &Links) {
        for count in self.moved.drain(..) {
            self.moves[count] = false;
        }
        for sum in self.touched.drain(..) {
            self.sums[sum] = (0, 0);
        }
        let mut next = Some(at);
        while let Some(at) = next {
            let (count, by) = steps[at].moved;
            self.moves[count] = true;
            self.moved.push(count);
            for (sum, sign) in &links.sums_of[count] {
                let (uneven, moved) = &mut self.sums[*sum];
                if *moved == 0 {
                    self.touched.push(*sum);
                }
                *uneven += sign * by;
                *moved += 1;
            }
            next = Some(steps[at].after).filter(|after| *after != at);
        }
    }
}
