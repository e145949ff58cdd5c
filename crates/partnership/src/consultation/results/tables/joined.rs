//! Ties counts of answers that are put together to the counts of the answers themselves.
//!
//! In come the sets behind all tables; into the ledger go the sums by which one table could give another away.

use std::collections::BTreeMap;

use crate::consultation::results::coding::Coded;
use crate::consultation::results::ledger::Ledger;
use crate::consultation::results::ledger::Set;
use crate::consultation::results::tables::Part;
use crate::consultation::results::tables::Place;

/// What a part is made of: itself, or the parts of the dimension whose answers are put together in it.
fn members(coded: &Coded, (dimension, part): (usize, Part), by: usize) -> Vec<(usize, Part)> {
    match (coded.joined(dimension), part) {
        (Some(joined), Part::Category(place)) if joined.of == by => {
            let into = joined.into.iter().enumerate().filter(|(_, into)| **into == place);
            into.map(|(from, _)| (by, Part::Category(from))).collect()
        }
        _ => vec![(dimension, part)],
    }
}

/// The dimension itself and the one that it is made of, if it is.
fn itself_and_origin(coded: &Coded, dimension: usize) -> Vec<usize> {
    let origin = coded.joined(dimension).map(|joined| joined.of);
    std::iter::once(dimension).chain(origin).collect()
}

/// Ties every count of answers put together, alone and with another thing, to those that it is made of, where they too
/// are in a table.
pub(super) fn link(coded: &Coded, sets: &BTreeMap<Place, Set>, ledger: &mut Ledger) {
    for (place, total) in sets {
        match *place {
            (one, None) => {
                for by in itself_and_origin(coded, one.0) {
                    let parts = members(coded, one, by);
                    let parts = parts.into_iter().map(|part| sets.get(&(part, None)).copied());
                    tie(*total, parts.collect(), ledger);
                }
            }
            (one, Some(other)) => {
                for by in itself_and_origin(coded, one.0) {
                    for against in itself_and_origin(coded, other.0) {
                        let with = members(coded, other, against);
                        let parts = members(coded, one, by).into_iter().flat_map(|a| {
                            let found = |b: &(usize, Part)| found(sets, a, *b);
                            with.iter().map(found).collect::<Vec<_>>()
                        });
                        tie(*total, parts.collect(), ledger);
                    }
                }
            }
        }
    }
}

/// The set of those in both parts, whichever was named first.
fn found(sets: &BTreeMap<Place, Set>, one: (usize, Part), other: (usize, Part)) -> Option<Set> {
    sets.get(&(one, Some(other))).or_else(|| sets.get(&(other, Some(one)))).copied()
}

/// The sum, unless one of its parts is in no table.
fn tie(total: Set, parts: Option<Vec<Set>>, ledger: &mut Ledger) {
    if let Some(parts) = parts.filter(|parts| parts.len() > 1) {
        ledger.sum(total, parts);
    }
}
