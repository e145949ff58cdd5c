//! How unequally crime falls on deprived and less deprived small areas.
//!
//! Counts, residents and deprivation ranks of small areas come in; the rate of each tenth or fifth, the slope and the
//! relative index of inequality and the concentration index go out.

use serde::Serialize;

use crate::statistics::normal;
use crate::statistics::probability::Confidence;
use crate::statistics::rate;
use crate::statistics::rate::Denominator;
use crate::statistics::rate::Rate;
use crate::statistics::rate::RateError;

/// The fewest small areas in a tenth or fifth.
pub const FEWEST_IN_A_GROUP: usize = 4;

/// What must be said wherever such figures are shown.
pub const INEQUALITY_CAUTION: &str = "This is about places and not about people: that a deprived place has more recorded \
    crime does not say that its deprived residents suffer or commit it (the ecological fallacy). Places with shops and \
    bars have crime of people who do not live there, and the Index of Multiple Deprivation itself counts recorded crime \
    as a small part of deprivation.";

/// A small area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SmallArea {
    /// How many were recorded there.
    pub count: u64,
    /// Its residents.
    pub residents: u64,
    /// Its place by deprivation, in the whole country or among these; 1 is the most deprived.
    pub rank: u32,
}

/// Into how many groups of as many small areas they are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Groups {
    /// Five.
    Fifths,
    /// Ten.
    Tenths,
}

/// One fifth or tenth of the small areas.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Group {
    /// How many small areas are in it.
    pub areas: usize,
    /// How many were recorded there.
    pub count: u64,
    /// Its residents.
    pub residents: u64,
    /// How many per thousand residents, with the limits that chance sets.
    pub rate: Rate,
}

/// A number with its limits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// The low limit.
    pub low: f64,
    /// The high limit.
    pub high: f64,
}

/// How unequally crime falls.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inequality {
    /// The groups, the most deprived first.
    pub groups: Vec<Group>,
    /// By how many per thousand the rate at the most deprived end of a straight line exceeds that at the other (SII).
    pub slope: Estimate,
    /// The same over the rate of all (RII): 0 where deprivation makes no difference.
    pub relative: Estimate,
    /// From −1, all at the most deprived, over 0, no difference, to 1, all at the least.
    pub concentration_index: f64,
}

/// Why inequality cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum InequalityError {
    /// Too few small areas.
    #[error(
        "{found} small areas are too few for {groups} groups (at least {} are needed): take {}a wider area",
        .groups * FEWEST_IN_A_GROUP, if *.groups > 5 { "fifths, or " } else { "" }
    )]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many groups were asked for.
        groups: usize,
    },
    /// Two small areas at the same place.
    #[error(
        "two small areas have the deprivation rank {0}: give each its own, from one issue of the index"
    )]
    SameRank(u32),
    /// A place without residents.
    #[error("the small area of deprivation rank {0} has no residents: leave it out, and say so")]
    Nobody(u32),
    /// No crime at all.
    #[error("nothing was recorded in any of these small areas, so nothing falls unequally")]
    NoCrime,
    /// A count or number of residents beyond what can be computed with.
    #[error(transparent)]
    Rate(#[from] RateError),
}

/// How unequally crime falls on these small areas.
///
/// **What it answers.** Do the most deprived neighbourhoods have more crime for their residents, and by how much?
///
/// **Method.** In order of deprivation each small area has a place Rᵢ between 0 (most deprived) and 1: the share of residents before it and
/// half its own. The slope index is the fall of the weighted least-squares line of the rate on R, weights being
/// residents; the relative index is that over the rate of all (Pamuk 1985, "Social class inequality in mortality from 1921
/// to 1972 in England and Wales", *Population Studies* 39, 17–31; Mackenbach and Kunst 1997, *Social Science & Medicine*
/// 44, 757–771). Their limits are normal, by the sandwich estimate with n/(n − 2) (HC1 of MacKinnon and White 1985, *J.
/// Econometrics* 29, 305–325), since small areas differ by far more than chance; those of the relative index take the rate
/// of all as known. The concentration index is 2Σcᵢ Rᵢ/Σcᵢ − 1 over counts c, twice the area between the
/// concentration curve and the diagonal (Kakwani, Wagstaff and van Doorslaer 1997, *J. Econometrics* 77, 87–103). Groups
/// have as many small areas each as can be, by rank.
///
/// **When not to use it.** To say that deprived people suffer or commit more: [`INEQUALITY_CAUTION`], which goes with it. Where
/// the rate does not rise or fall steadily over the groups: look at them first; a line through a U says nothing. Between
/// areas as a league table: where deprivation hardly varies its index is near 0 whatever is done.
///
/// **Small numbers.** It refuses fewer than [`FEWEST_IN_A_GROUP`] small areas a group. Each group's rate has its limits; where
/// they are wide, take a longer time or fifths. Small counts by small area are for `suppression`; groups are not small areas.
///
/// ```
/// use partnership::statistics::inequality::{Groups, SmallArea, inequality};
/// use partnership::statistics::probability::Confidence;
///
/// // Twenty places alike in residents; the more deprived, the more crime, from 39 down to 20.
/// let places: Vec<SmallArea> = (1..=20)
///     .map(|rank| SmallArea { count: 40 - u64::from(rank), residents: 1000, rank })
///     .collect();
/// let found = inequality(&places, Groups::Fifths, Confidence::NINETY_FIVE)?;
/// assert_eq!((found.groups[0].count, found.groups[4].count), (150, 86));
/// assert!((found.slope.estimate - 20.0).abs() < 1e-9 && found.concentration_index < 0.0);
/// # Ok::<(), partnership::statistics::inequality::InequalityError>(())
/// ```
///
/// # Errors
/// When there are too few small areas, two have the same rank, one has no residents, or nothing was recorded.
pub fn inequality(
    areas: &[SmallArea],
    groups: Groups,
    confidence: Confidence,
) -> Result<Inequality, InequalityError> {
    let number = match groups {
        Groups::Fifths => 5,
        Groups::Tenths => 10,
    };
    if areas.len() < number * FEWEST_IN_A_GROUP {
        return Err(InequalityError::TooFew { found: areas.len(), groups: number });
    }
    let ordered = in_order(areas)?;
    let groups = grouped(&ordered, number, confidence)?;
    let places = placed(&ordered);
    let all: f64 = places.iter().map(|place| place.count).sum();
    if all == 0.0 {
        return Err(InequalityError::NoCrime);
    }
    let residents: f64 = places.iter().map(|place| place.residents).sum();
    let (fall, error) = line(&places);
    let reach = normal::deviate(confidence.each_tail()) * error;
    let within = |scale: f64| Estimate {
        estimate: fall * scale,
        low: (fall - reach) * scale,
        high: (fall + reach) * scale,
    };
    let before: f64 = places.iter().map(|place| place.count * place.at).sum();
    Ok(Inequality {
        groups,
        slope: within(1000.0),
        relative: within(residents / all),
        concentration_index: 2.0 * before / all - 1.0,
    })
}

/// The small areas, the most deprived first.
fn in_order(areas: &[SmallArea]) -> Result<Vec<SmallArea>, InequalityError> {
    let mut ordered = areas.to_vec();
    ordered.sort_by_key(|area| area.rank);
    if let Some(pair) = ordered.windows(2).find(|pair| pair[0].rank == pair[1].rank) {
        return Err(InequalityError::SameRank(pair[0].rank));
    }
    match ordered.iter().find(|area| area.residents == 0) {
        Some(empty) => Err(InequalityError::Nobody(empty.rank)),
        None => Ok(ordered),
    }
}

fn grouped(
    ordered: &[SmallArea],
    number: usize,
    confidence: Confidence,
) -> Result<Vec<Group>, InequalityError> {
    let begins = |group: usize| (group * ordered.len()).div_ceil(number);
    let one = |group: usize| {
        let areas = ordered.get(begins(group)..begins(group + 1)).unwrap_or_default();
        let sum = |part: fn(&SmallArea) -> u64| {
            areas.iter().map(part).fold(0_u64, |sum, one| sum.saturating_add(one))
        };
        let (count, residents) = (sum(|area| area.count), sum(|area| area.residents));
        let rate = rate::rate(count, Denominator::of(residents as f64)?, confidence)?;
        Ok(Group { areas: areas.len(), count, residents, rate })
    };
    (0..number).map(one).collect()
}

/// A small area at its place by deprivation.
struct Placed {
    count: f64,
    residents: f64,
    /// Between 0, the most deprived, and 1.
    at: f64,
}

fn placed(ordered: &[SmallArea]) -> Vec<Placed> {
    let all: f64 = ordered.iter().map(|area| area.residents as f64).sum();
    let mut before = 0.0;
    let one = |area: &SmallArea| {
        let residents = area.residents as f64;
        let at = (before + residents / 2.0) / all;
        before += residents;
        Placed { count: area.count as f64, residents, at }
    };
    ordered.iter().map(one).collect()
}

/// How far the line of the rate falls from the most deprived end to the other, with its standard error.
fn line(places: &[Placed]) -> (f64, f64) {
    let sum = |part: &dyn Fn(&Placed) -> f64| places.iter().map(part).sum::<f64>();
    let residents = sum(&|place| place.residents);
    let middle = sum(&|place| place.residents * place.at) / residents;
    let rate = sum(&|place| place.count) / residents;
    let along = sum(&|place| place.residents * (place.at - middle).powi(2));
    let across = sum(&|place| place.count * (place.at - middle));
    let slope = across / along;
    let apart = |place: &Placed| {
        let expected = place.residents * (rate + slope * (place.at - middle));
        ((place.count - expected) * (place.at - middle)).powi(2)
    };
    let number = places.len() as f64;
    let variance = sum(&apart) * number / (number - 2.0) / (along * along);
    (-slope, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn areas(rows: &[(u64, u64)]) -> Vec<SmallArea> {
        let ranked = (1..).zip(rows);
        ranked.map(|(rank, &(count, residents))| SmallArea { count, residents, rank }).collect()
    }

    fn fifths(areas: &[SmallArea]) -> Result<Inequality, InequalityError> {
        inequality(areas, Groups::Fifths, Confidence::NINETY_FIVE)
    }

    #[test]
    fn what_cannot_be_told_is_refused_with_what_to_do() {
        let twenty = areas(&[(3, 1500); 20]);
        assert_eq!(
            inequality(&twenty, Groups::Tenths, Confidence::NINETY_FIVE).unwrap_err().to_string(),
            "20 small areas are too few for 10 groups (at least 40 are needed): take fifths, or a wider area"
        );
        let mut wrong = twenty.clone();
        wrong[4].rank = 4;
        assert_eq!(fifths(&wrong), Err(InequalityError::SameRank(4)));
        let mut wrong = twenty;
        wrong[4].residents = 0;
        assert_eq!(fifths(&wrong), Err(InequalityError::Nobody(5)));
        assert_eq!(fifths(&areas(&[(0, 1500); 20])), Err(InequalityError::NoCrime));
        let beyond = fifths(&areas(&[(u64::MAX, u64::MAX); 20]));
        assert!(matches!(beyond, Err(InequalityError::Rate(_))));
    }

    #[test]
    fn the_same_rate_everywhere_is_no_inequality_whatever_the_size() {
        let found = fifths(&areas(&[(3, 300), (9, 900), (15, 1500), (1, 100)].repeat(6))).unwrap();
        assert!(found.slope.estimate.abs() < 1e-9 && found.concentration_index.abs() < 1e-12);
        assert!(found.groups.iter().all(|group| (group.rate.estimate.value() - 10.0).abs() < 1e-9));
        let sizes: Vec<usize> = found.groups.iter().map(|group| group.areas).collect();
        assert_eq!(sizes, [5, 5, 5, 5, 4]);
    }

    proptest! {
        #[test]
        fn turning_the_order_round_turns_the_signs_round_and_groups_hold_all(
            rows in prop::collection::vec((0_u64..200, 500_u64..3000), 20..60),
        ) {
            let there = fifths(&areas(&rows));
            let back: Vec<_> = rows.iter().rev().copied().collect();
            if let (Ok(there), Ok(back)) = (there, fifths(&areas(&back))) {
                let near = |one: f64, other: f64| (one - other).abs() < 1e-6 * one.abs().max(1.0);
                prop_assert!(near(there.slope.estimate, -back.slope.estimate));
                prop_assert!(near(there.slope.low, -back.slope.high));
                prop_assert!(near(there.concentration_index, -back.concentration_index));
                prop_assert!((-1.0..=1.0).contains(&there.concentration_index));
                let counts: u64 = there.groups.iter().map(|group| group.count).sum();
                prop_assert_eq!(counts, rows.iter().map(|(count, _)| count).sum::<u64>());
            }
        }
    }
}
