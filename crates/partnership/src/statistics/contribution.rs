//! What each category adds to the change of a total, and which few mainly make it.
//!
//! The categories' counts before and now come in; their contributions and the shortest list that
//! explains the change, or the reason why there is no such list, go out.

use serde::Serialize;

/// The rule by which a list "mainly" explains a change, to be printed with any such list.
pub const MAINLY_RULE: &str = "The categories named are those that moved with the total, largest \
    first, until together they make more than half of its net change; each makes at least a tenth \
    of it. No list is given when the total did not change, when movements against it add up to \
    more than the net change, or when no such list reaches half.";

/// A category must make one part in this many of the net change to be named.
const PARTS_TO_BE_NAMED: u64 = 10;

/// One category's counts in the two periods, which must be of equal length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BeforeAndNow {
    /// How many were recorded in the earlier period.
    pub before: u64,
    /// How many were recorded in the later period.
    pub now: u64,
}

/// The change of a total, taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contributions {
    /// The change of the total: the sum of the parts' changes.
    pub net: i64,
    /// What each category adds, in the order given.
    pub parts: Vec<Contribution>,
    /// The few that mainly explain the change.
    pub mainly: Mainly,
}

/// What one category adds to the change of a total.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Contribution {
    /// The category's own change.
    pub change: i64,
    /// That change as a share of the total's.
    pub share: Share,
}

/// A share of a net change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Share {
    /// The share: below 0 for a movement against the total, above 1 where others cancelled it.
    Of(f64),
    /// The total did not change, so nothing is a share of its change.
    NoNetChange,
}

/// The shortest list that mainly explains a change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Mainly {
    /// These categories do.
    DrivenBy {
        /// Their places in the order given, the largest contribution first.
        categories: Vec<usize>,
        /// What they make together, as a share of the net change.
        share: f64,
    },
    /// No list does.
    NoList(NoList),
}

/// Why no list of categories explains a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum NoList {
    /// The total did not change.
    NoNetChange,
    /// Rises and falls cancel: those against the total add up to more than the net change.
    MovementsCancel,
    /// Those large enough to be named do not make half of it together.
    SpreadOverMany,
}

/// What each category adds to the change of the total, and which of them mainly make it.
///
/// **What it answers.** Crime is up by 185: through which kinds of crime?
///
/// **Method.** Plain subtraction; a share is a category's change over the net change. The list
/// follows [`MAINLY_RULE`], which is ours: no published rule for "driven mainly by" was found. A
/// category with the same change as the last one named is named too.
///
/// **When not to use it.** To say why crime changed: a contribution is arithmetic, not a cause.
/// Across a recording break or between periods of unequal length. Where categories are also shown
/// to have changed beyond chance only in part: say that of each one, with `change`.
///
/// **Small numbers.** When the net change is small beside the movements within it, shares run far
/// beyond 100% and tell nothing; the rule then gives no list. A net change within chance may still
/// get a list: look at its p-value first.
///
/// ```
/// use partnership::statistics::contribution::{BeforeAndNow, Mainly, contributions};
///
/// let violence = BeforeAndNow { before: 500, now: 620 };
/// let theft = BeforeAndNow { before: 800, now: 850 };
/// let robbery = BeforeAndNow { before: 9, now: 11 };
/// let change = contributions(&[violence, theft, robbery]);
/// assert_eq!(change.net, 172);
/// assert!(matches!(change.mainly, Mainly::DrivenBy { categories, .. } if categories == [0]));
/// ```
pub fn contributions(categories: &[BeforeAndNow]) -> Contributions {
    let changes: Vec<i64> = categories.iter().map(difference).collect();
    let net = changes.iter().fold(0_i64, |sum, &change| sum.saturating_add(change));
    let parts =
        changes.iter().map(|&change| Contribution { change, share: share(change, net) }).collect();
    Contributions { net, parts, mainly: mainly(&changes, net) }
}

/// Now less before; it stops at the ends of what 64 bits hold, far beyond any count of crimes.
fn difference(category: &BeforeAndNow) -> i64 {
    let difference = i128::from(category.now) - i128::from(category.before);
    let end = if difference < 0 { i64::MIN } else { i64::MAX };
    i64::try_from(difference).unwrap_or(end)
}

fn share(change: i64, net: i64) -> Share {
    if net == 0 { Share::NoNetChange } else { Share::Of(change as f64 / net as f64) }
}

fn mainly(changes: &[i64], net: i64) -> Mainly {
    if net == 0 {
        return Mainly::NoList(NoList::NoNetChange);
    }
    let against = sizes(changes, |change| change.signum() == -net.signum());
    if total(&against) > net.unsigned_abs() {
        return Mainly::NoList(NoList::MovementsCancel);
    }
    let mut along = sizes(changes, |change| change.signum() == net.signum());
    along.sort_by(|(_, a), (_, b)| b.cmp(a));
    match drivers(&along, net.unsigned_abs()) {
        None => Mainly::NoList(NoList::SpreadOverMany),
        Some(drivers) => Mainly::DrivenBy {
            categories: drivers.iter().map(|(place, _)| *place).collect(),
            share: total(drivers) as f64 / net.unsigned_abs() as f64,
        },
    }
}

/// The places and sizes of the changes that `belongs` picks.
fn sizes(changes: &[i64], belongs: impl Fn(i64) -> bool) -> Vec<(usize, u64)> {
    let places = changes.iter().enumerate();
    places.filter(|(_, c)| belongs(**c)).map(|(place, c)| (place, c.unsigned_abs())).collect()
}

fn total(sizes: &[(usize, u64)]) -> u64 {
    sizes.iter().fold(0, |sum, (_, size)| sum.saturating_add(*size))
}

/// The shortest beginning of `along`, largest first, that makes more than half of `net`.
fn drivers(along: &[(usize, u64)], net: u64) -> Option<&[(usize, u64)]> {
    let large = along.partition_point(|(_, size)| size.saturating_mul(PARTS_TO_BE_NAMED) >= net);
    let enough = (1..=large).find(|&named| total(&along[..named]) > net / 2)?;
    let last = along[enough - 1].1;
    let with_ties = along.partition_point(|(_, size)| *size >= last);
    Some(&along[..with_ties])
}

/// The most that a category can have added to a change, when only its present count is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Ceiling {
    /// It cannot have added more than this.
    AtMost {
        /// As a count: all it has now, had there been none before.
        count: u64,
        /// As a share of the net change; more than 1 bounds nothing.
        share: f64,
    },
    /// The total fell, and nothing now present bounds how many a category has lost.
    NoCeiling,
    /// The total did not change, so nothing drove it.
    NoNetChange,
}

impl Ceiling {
    /// Whether the category is too small to be named by [`MAINLY_RULE`], whatever it was before.
    pub fn is_too_small_to_be_named(self) -> bool {
        match self {
            Ceiling::AtMost { share, .. } => share * (PARTS_TO_BE_NAMED as f64) < 1.0,
            Ceiling::NoCeiling => false,
            Ceiling::NoNetChange => true,
        }
    }
}

/// The most that a category of `now` crimes can have added to a total's known net change.
///
/// **What it answers.** "Crime was up by 185, driven mainly by robbery" — with 11 robberies in the
/// quarter, can that be, even if last year's robberies are not to hand?
///
/// **Method.** Nothing was below nought before, so a category of 11 rose by 11 at most: its share
/// of a rise of 185 is 6% at most. This is elementary. For a total that fell there is no such bound.
///
/// **When not to use it.** To confirm a claim: being able to drive a change is not having done so.
/// Where the earlier count is known, use [`contributions`].
///
/// **Small numbers.** It is made for them: the bound is arithmetic and holds at any size.
///
/// ```
/// use partnership::statistics::contribution::could_drive;
///
/// assert!(could_drive(11, 185).is_too_small_to_be_named());
/// assert!(!could_drive(57, 185).is_too_small_to_be_named());
/// ```
pub fn could_drive(now: u64, net: i64) -> Ceiling {
    match net.signum() {
        0 => Ceiling::NoNetChange,
        1 => Ceiling::AtMost { count: now, share: now as f64 / net as f64 },
        _ => Ceiling::NoCeiling,
    }
}

#[cfg(test)]
mod tests;
