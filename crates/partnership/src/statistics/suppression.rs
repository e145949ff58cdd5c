//! Small counts withheld from many tables at once, so that no withheld count can be worked out from the others.
//!
//! In come counts and the sums that tie them together, within one table and across tables that share margins; out
//! goes, for each count, whether it is shown. The evidence module has the simpler rule for one column of places.

mod exchange;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::statistics::probability::Proportion;

/// From which count on counts are shown, and how wide every withheld one must stay open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Profile {
    smallest_shown: u64,
    least_width: u64,
}

impl Profile {
    /// Counts from 1 to 9 are withheld, and every withheld count stays open over at least 4.
    pub const UNDER_TEN: Profile = Profile { smallest_shown: 10, least_width: 4 };
    /// Counts from 1 to 4 are withheld, and every withheld count stays open over at least 2.
    pub const UNDER_FIVE: Profile = Profile { smallest_shown: 5, least_width: 2 };

    /// The profile that shows counts from `smallest_shown` and leaves withheld ones open over `least_width`.
    ///
    /// # Errors
    /// When the width is nought, or more than the rule itself leaves open.
    pub fn of(smallest_shown: u64, least_width: u64) -> Result<Profile, SuppressionError> {
        let widest = smallest_shown.saturating_sub(2);
        if (1..=widest).contains(&least_width) {
            Ok(Profile { smallest_shown, least_width })
        } else {
            Err(SuppressionError::Width { smallest_shown, least_width })
        }
    }

    /// The smallest count other than 0 that is shown.
    pub fn smallest_shown(self) -> u64 {
        self.smallest_shown
    }

    /// Over how much every withheld count stays open: its greatest possible value less its least.
    pub fn least_width(self) -> u64 {
        self.least_width
    }
}

/// One published count is the sum of others. Counts are named by their place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// The total.
    pub total: usize,
    /// What it is made of.
    pub parts: Vec<usize>,
}

/// Counts that are to be published together, and the sums among them. A margin of two tables is one count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedTables {
    counts: Vec<u64>,
    sums: Vec<Sum>,
}

/// What becomes of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Showing {
    /// It is shown.
    Shown,
    /// It is withheld since it is small (primary suppression).
    TooSmall,
    /// It is withheld since a small one could be worked out from it (secondary suppression).
    WouldReveal,
}

/// Why nothing can be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SuppressionError {
    /// The rule cannot be kept.
    #[error(
        "withheld counts below {smallest_shown} cannot stay open over {least_width}: give a width of at least 1 and at \
         most 2 less than the smallest count shown"
    )]
    Width {
        /// The smallest count shown.
        smallest_shown: u64,
        /// The width asked for.
        least_width: u64,
    },
    /// A sum names a count that is not there, or one count twice.
    #[error("sum {0} names a count that is not in the tables, or one count twice; name each once")]
    Place(usize),
    /// A total is not the sum of its parts.
    #[error("sum {sum}: the total is {total} and the parts make {parts}; count them anew")]
    DoesNotAdd {
        /// Which sum.
        sum: usize,
        /// The total as given.
        total: u64,
        /// What the parts make.
        parts: u64,
    },
    /// No choice of further counts was found that keeps this one open.
    #[error(
        "count {0} is small and could be worked out whatever else is withheld; join categories or leave a table out"
    )]
    CannotProtect(usize),
}

impl LinkedTables {
    /// The tables of these counts and sums.
    ///
    /// # Errors
    /// When a sum names what is not there, or does not add up.
    pub fn of(counts: Vec<u64>, sums: Vec<Sum>) -> Result<LinkedTables, SuppressionError> {
        for (at, sum) in sums.iter().enumerate() {
            let named: BTreeSet<usize> = sum.parts.iter().copied().chain([sum.total]).collect();
            let all_there = named.iter().all(|place| *place < counts.len());
            if !all_there || named.len() != sum.parts.len() + 1 {
                return Err(SuppressionError::Place(at));
            }
            let total = counts[sum.total];
            let parts =
                sum.parts.iter().fold(0_u64, |parts, place| parts.saturating_add(counts[*place]));
            if total != parts {
                return Err(SuppressionError::DoesNotAdd { sum: at, total, parts });
            }
        }
        Ok(LinkedTables { counts, sums })
    }

    /// The counts.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The sums among them.
    pub fn sums(&self) -> &[Sum] {
        &self.sums
    }
}

/// Which counts are shown when all of these tables are published together.
///
/// **What it answers.** A reader has every table, knows this rule, and can add and subtract: which counts must be
/// withheld so that no small one can be worked out, not even nearly?
///
/// **Method.** Primary: counts from 1 up to the profile's limit are withheld; 0 is shown. Secondary: a withheld count
/// is open if there is an exchange, that is, changes to withheld counts alone which leave every sum as it is (one up,
/// its neighbour in the row down, and so on round); it is then open as far as the exchange can be carried either way
/// before one of its counts would break the rule. For each count not yet open widely enough the exchange is taken
/// that withholds least, the counts newly withheld added together; where a thorough search is too long, the first
/// that a hasty one finds. The reader is supposed to know of each withheld
/// count whether it was too small or would reveal. Since an exchange gives two tables that are both possible, no
/// method of working out, linear programming included, can find a narrower interval. Secondary suppression by such
/// cycles: Cox (1980), *Journal of the American Statistical Association* 75, 377–385; exchanges over linked tables:
/// Fischetti and Salazar (2001), *Management Science* 47, 1008–1027, who also find the least loss, which this does not.
///
/// **When not to use it.** For sums of money or other amounts, unless small counts and [`is_dominated`] are both
/// asked. Where an earlier publication showed some of the counts: give those tables too. It does not hide that a
/// whole group answered alike, which two shown counts may tell.
///
/// **Small numbers.** The fewer people, the more is withheld with each; a table that is mostly withheld should have
/// its categories joined. Some tables of very few are refused: three persons or more, known not to be nought each,
/// say too much of one another whenever their total is known to be small.
///
/// # Errors
/// When nothing that could be withheld would keep a small count open.
///
/// ```
/// use partnership::statistics::suppression::{LinkedTables, Profile, Showing, Sum, suppress};
///
/// // Three wards and their total: 3 would follow from 55 less 40 and 12.
/// let sum = Sum { total: 3, parts: vec![0, 1, 2] };
/// let tables = LinkedTables::of(vec![40, 3, 12, 55], vec![sum])?;
/// let shown = suppress(&tables, Profile::UNDER_FIVE)?;
/// assert_eq!(shown, [Showing::Shown, Showing::TooSmall, Showing::WouldReveal, Showing::Shown]);
/// # Ok::<(), partnership::statistics::suppression::SuppressionError>(())
/// ```
pub fn suppress(tables: &LinkedTables, profile: Profile) -> Result<Vec<Showing>, SuppressionError> {
    let mut showing: Vec<Showing> =
        tables.counts.iter().map(|count| primary(*count, profile)).collect();
    let links = exchange::Links::of(tables);
    let mut open: BTreeSet<usize> = BTreeSet::new();
    for place in 0..showing.len() {
        if showing[place] == Showing::Shown || open.contains(&place) {
            continue;
        }
        let found = exchange::least(tables, &links, &showing, profile, place)
            .ok_or(SuppressionError::CannotProtect(place))?;
        for moved in found {
            if showing[moved] == Showing::Shown {
                showing[moved] = Showing::WouldReveal;
            }
            open.insert(moved);
        }
    }
    Ok(showing)
}

/// What is withheld for being small alone. Not enough where totals are shown.
pub fn primary(count: u64, profile: Profile) -> Showing {
    if (1..profile.smallest_shown).contains(&count) { Showing::TooSmall } else { Showing::Shown }
}

/// Whether the two largest amounts make more than such a share of the total.
///
/// **What it answers.** Could one of the two who gave most find out nearly what the other gave?
///
/// **Method.** The (n, k) rule with n = 2: x₁ + x₂ > k Σx (Hundepool et al. 2012, *Statistical Disclosure Control*,
/// Wiley, §4.2). An amount below 0 counts by its size.
///
/// **When not to use it.** For counts of people, where everybody adds one: there the count itself is the rule.
///
/// **Small numbers.** One or two amounts are always dominated, unless all are nought.
///
/// ```
/// use partnership::statistics::probability::Proportion;
/// use partnership::statistics::suppression::is_dominated;
/// let nine_tenths = Proportion::of(0.9)?;
/// assert!(is_dominated(&[900.0, 50.0, 30.0, 20.0], nine_tenths));
/// assert!(!is_dominated(&[25.0, 25.0, 25.0, 25.0], nine_tenths));
/// # Ok::<(), partnership::statistics::probability::OutOfRange>(())
/// ```
pub fn is_dominated(amounts: &[f64], share: Proportion) -> bool {
    let mut sizes: Vec<f64> = amounts.iter().map(|amount| amount.abs()).collect();
    sizes.sort_by(|one, other| other.total_cmp(one));
    let total: f64 = sizes.iter().sum();
    sizes.iter().take(2).sum::<f64>() > share.value() * total
}

#[cfg(test)]
mod tests;
