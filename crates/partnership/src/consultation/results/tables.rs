//! The published tables: each dimension alone, by channel, and set against others, small counts withheld in all.
//!
//! In come coded replies, the pairs that are wanted and a profile; out go counts that may be shown. A pair whose
//! small counts nothing can hide is left out and named.

use std::collections::BTreeMap;

use crate::consultation::results::coding::Coded;
use crate::consultation::results::coding::InBase;
use crate::consultation::results::ledger::Ledger;
use crate::consultation::results::ledger::Set;
use crate::statistics::suppression::LinkedTables;
use crate::statistics::suppression::Profile;
use crate::statistics::suppression::Showing;
use crate::statistics::suppression::SuppressionError;
use crate::statistics::suppression::suppress;

/// Which part of a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The category at this place.
    Category(usize),
    /// Those who were asked, answered, and said something.
    Base,
    /// All replies.
    All,
}

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The count.
    Shown(u64),
    /// Withheld, being small or giving a small one away; which of the two is not told.
    Withheld,
}

/// Tables that are published together.
#[derive(Debug, Clone)]
pub struct Published {
    counts: BTreeMap<Place, Count>,
    left_out: Vec<(usize, usize)>,
    linked: LinkedTables,
    showing: Vec<Showing>,
}

/// A place in the tables: a part of one dimension, or of two.
type Place = ((usize, Part), Option<(usize, Part)>);

impl Published {
    /// Every dimension alone and by channel, and these pairs of dimensions set against each other.
    ///
    /// # Errors
    /// When not even the dimensions alone can be shown, as with a handful of replies.
    pub fn of(
        coded: &Coded,
        pairs: &[(usize, usize)],
        profile: Profile,
    ) -> Result<Published, SuppressionError> {
        let by_channel = (1..coded.dimensions().len()).map(|dimension| (dimension, 0));
        let mut wanted: Vec<(usize, usize)> = by_channel.collect();
        for &(one, other) in pairs {
            let there = one.max(other) < coded.dimensions().len() && one != other;
            if there && !wanted.contains(&(one, other)) && !wanted.contains(&(other, one)) {
                wanted.push((one, other));
            }
        }
        if let Ok(all) = together(coded, &wanted, profile) {
            return Ok(all);
        }
        let mut published = together(coded, &[], profile)?;
        let (mut kept, mut left_out) = (Vec::new(), Vec::new());
        for pair in wanted {
            kept.push(pair);
            match together(coded, &kept, profile) {
                Ok(more) => published = more,
                Err(_) => left_out.extend(kept.pop()),
            }
        }
        Ok(Published { left_out, ..published })
    }

    /// The count of a part of one dimension; nothing where there is no such part.
    pub fn alone(&self, dimension: usize, part: Part) -> Option<Count> {
        self.counts.get(&((dimension, part), None)).copied()
    }

    /// The count of those in both parts; nothing where the pair was not asked for, or is left out.
    pub fn both(&self, one: (usize, Part), other: (usize, Part)) -> Option<Count> {
        let found = self.counts.get(&(one, Some(other)));
        found.or_else(|| self.counts.get(&(other, Some(one)))).copied()
    }

    /// The pairs that are left out since a small count in them could be worked out whatever else was withheld.
    pub fn left_out(&self) -> &[(usize, usize)] {
        &self.left_out
    }

    /// All counts and sums behind the tables, and what is shown, for whoever checks the suppression.
    pub fn linked(&self) -> (&LinkedTables, &[Showing]) {
        (&self.linked, &self.showing)
    }
}

/// All of these pairs, or the reason why they cannot all be shown.
fn together(
    coded: &Coded,
    pairs: &[(usize, usize)],
    profile: Profile,
) -> Result<Published, SuppressionError> {
    let mut ledger = Ledger::default();
    let mut sets: BTreeMap<Place, Set> = BTreeMap::new();
    for dimension in 0..coded.dimensions().len() {
        let parts = with_base(coded, dimension, &tallied(coded, dimension));
        add_up(coded, dimension, &parts, &mut ledger);
        sets.extend(parts.into_iter().map(|(part, set)| (((dimension, part), None), set)));
    }
    for &(one, other) in pairs {
        let table = crossed(coded, one, other, &mut ledger);
        sets.extend(table.into_iter().map(|((a, b), set)| (((one, a), Some((other, b))), set)));
    }
    for set in sets.values() {
        ledger.place(*set);
    }
    let (linked, places) = ledger.close()?;
    let showing = suppress(&linked, profile)?;
    let count = |set: &Set| match places.get(set).map(|place| (showing[*place], *place)) {
        Some((Showing::Shown, place)) => Count::Shown(linked.counts()[place]),
        Some((Showing::TooSmall | Showing::WouldReveal, _)) | None => Count::Withheld,
    };
    let counts = sets.iter().map(|(place, set)| (*place, count(set))).collect();
    Ok(Published { counts, left_out: Vec::new(), linked, showing })
}

/// Who is in each category.
fn tallied(coded: &Coded, dimension: usize) -> Vec<Set> {
    let mut sets = vec![Set::default(); coded.dimensions()[dimension].categories.len()];
    for (reply, code) in coded.codes(dimension).iter().enumerate() {
        sets[*code].take(reply);
    }
    sets
}

/// The categories with the base and the whole.
fn with_base(coded: &Coded, dimension: usize, categories: &[Set]) -> BTreeMap<Part, Set> {
    let kinds = &coded.dimensions()[dimension].categories;
    let mut parts = BTreeMap::from([(Part::Base, Set::default()), (Part::All, Set::default())]);
    for (at, (set, (_, in_base))) in categories.iter().zip(kinds).enumerate() {
        parts.insert(Part::Category(at), *set);
        let into = match in_base {
            InBase::Yes => &[Part::Base, Part::All][..],
            InBase::No => &[Part::All][..],
        };
        for part in into {
            parts.entry(*part).and_modify(|whole| *whole = whole.and(*set));
        }
    }
    parts
}

/// The sums of a dimension: the base of its categories, the whole of the base and the rest.
fn add_up(coded: &Coded, dimension: usize, parts: &BTreeMap<Part, Set>, ledger: &mut Ledger) {
    let kinds = &coded.dimensions()[dimension].categories;
    let of = |wanted: InBase| {
        let places = kinds.iter().enumerate().filter(move |(_, (_, in_base))| *in_base == wanted);
        places.filter_map(|(at, _)| parts.get(&Part::Category(at)).copied())
    };
    let (base, all) = (parts[&Part::Base], parts[&Part::All]);
    ledger.sum(base, of(InBase::Yes));
    ledger.sum(all, of(InBase::No).chain([base]));
}

/// Two dimensions set against each other, with their bases and wholes.
fn crossed(
    coded: &Coded,
    one: usize,
    other: usize,
    ledger: &mut Ledger,
) -> BTreeMap<(Part, Part), Set> {
    let width = coded.dimensions()[other].categories.len();
    let mut cells = vec![vec![Set::default(); width]; coded.dimensions()[one].categories.len()];
    let codes = coded.codes(one).iter().zip(coded.codes(other));
    for (reply, (a, b)) in codes.enumerate() {
        cells[*a][*b].take(reply);
    }
    let rows: Vec<BTreeMap<Part, Set>> =
        cells.iter().map(|row| with_base(coded, other, row)).collect();
    for row in &rows {
        add_up(coded, other, row, ledger);
    }
    let mut table = BTreeMap::new();
    let columns = (0..width).map(Part::Category).chain([Part::Base, Part::All]);
    let mut ends: BTreeMap<Part, BTreeMap<Part, Set>> = BTreeMap::new();
    for b in columns {
        let column: Vec<Set> = rows.iter().map(|row| row[&b]).collect();
        let parts = with_base(coded, one, &column);
        add_up(coded, one, &parts, ledger);
        for (a, set) in &parts {
            table.insert((*a, b), *set);
            ends.entry(*a).or_default().insert(b, *set);
        }
    }
    for end in [Part::Base, Part::All] {
        add_up(coded, other, &ends[&end], ledger);
    }
    table
}

#[cfg(test)]
pub(crate) mod tests;
