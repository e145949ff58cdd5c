//! Counts of sets of replies: one set is one count, in however many tables it stands.
//!
//! In come counts of sets, each with a mark of who is in it; out go linked tables for suppression. Two questions that
//! the same people were led past have the same count, so neither may give the other away.

use std::collections::BTreeMap;

use crate::statistics::chance::scattered;
use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Sum;
use crate::statistics::suppression::SuppressionError;

/// How many replies are in a set, and a mark of which ones; marks of sets apart add as their counts do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set {
    count: u64,
    mark: u128,
}

impl Set {
    /// The set with one reply more, by its place among all.
    pub(super) fn take(&mut self, reply: usize) {
        self.count += 1;
        let place = u64::try_from(reply).unwrap_or(u64::MAX);
        let mark = u128::from(scattered(place)) << 64 | u128::from(scattered(!place));
        self.mark = self.mark.wrapping_add(mark);
    }

    /// Two sets without a reply in common, together.
    pub(super) fn and(self, other: Set) -> Set {
        Set { count: self.count + other.count, mark: self.mark.wrapping_add(other.mark) }
    }
}

/// The counts and sums gathered so far.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    places: BTreeMap<Set, usize>,
    counts: Vec<u64>,
    sums: Vec<Sum>,
}

impl Ledger {
    /// The place of a set's count in the list.
    pub(super) fn place(&mut self, set: Set) -> usize {
        let next = self.counts.len();
        let place = *self.places.entry(set).or_insert(next);
        if place == next {
            self.counts.push(set.count);
        }
        place
    }

    /// A set is made of others. Empty ones say nothing, and a set that is one other is the same count.
    pub(super) fn sum(&mut self, total: Set, parts: impl IntoIterator<Item = Set>) {
        let parts: Vec<Set> = parts.into_iter().filter(|part| part.count > 0).collect();
        if parts.len() > 1 {
            let total = self.place(total);
            let parts = parts.into_iter().map(|part| self.place(part)).collect();
            self.sums.push(Sum { total, parts });
        }
    }

    /// The tables, and where each set's count stands in them.
    pub(super) fn close(self) -> Result<(LinkedTables, BTreeMap<Set, usize>), SuppressionError> {
        Ok((LinkedTables::of(self.counts, self.sums)?, self.places))
    }
}
