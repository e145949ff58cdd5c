//! Crimes counted by how grave they are, not only by how many.
//!
//! Counts with the published weight of each offence come in; the weighted count, or the weight of
//! a whole category by its mix of offences, goes out.

use serde::Serialize;

/// What one offence weighs, in the publisher's own units (for ONS, days of sentence on average).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct SeverityWeight(f64);

impl SeverityWeight {
    /// The weight `weight`, which must be a number of 0 or more.
    pub fn of(weight: f64) -> Result<SeverityWeight, SeverityError> {
        if weight.is_finite() && weight >= 0.0 {
            Ok(SeverityWeight(weight))
        } else {
            Err(SeverityError::Weight(weight))
        }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// How many of one offence, and what each weighs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WeightedOffence {
    /// How many were recorded.
    pub count: u64,
    /// What each weighs.
    pub weight: SeverityWeight,
}

/// Why there is no weight.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SeverityError {
    /// Not a weight.
    #[error("{0} is not a severity weight: it must be a number of 0 or more")]
    Weight(f64),
    /// A category of which nothing was recorded has no mix to weigh it by.
    #[error("no offence of this category was recorded, so its mix, and its weight, are not known")]
    NoMix,
}

/// The sum of the counts, each times its weight.
///
/// **What it answers.** Taking the gravest crimes to count for more, how much crime was there?
///
/// **Method.** Σ nᵢwᵢ, as in the Crime Severity Score (Office for National Statistics, *Research
/// outputs: developing a Crime Severity Score for England and Wales using data on crimes recorded
/// by the police*, 29 November 2016), whose weights come from the sentences that courts passed.
/// The published score divides this by the residents; that is left to `rate`'s denominator.
///
/// **When not to use it.** As a measure of harm to victims: the weights say what courts thought.
/// With weights of two different issues in one comparison. Without the plain count beside it.
///
/// **Small numbers.** One homicide weighs as much as thousands of thefts, so a district's quarter
/// jumps with a single crime: show it over a year or more, and give it no test made for counts.
///
/// ```
/// use partnership::statistics::severity::{SeverityWeight, WeightedOffence, weighted_count};
///
/// // Weights made up for the example.
/// let burglary = WeightedOffence { count: 40, weight: SeverityWeight::of(400.0)? };
/// let shoplifting = WeightedOffence { count: 200, weight: SeverityWeight::of(20.0)? };
/// assert_eq!(weighted_count(&[burglary, shoplifting]), 20_000.0);
/// # Ok::<(), partnership::statistics::severity::SeverityError>(())
/// ```
pub fn weighted_count(offences: &[WeightedOffence]) -> f64 {
    // From +0: the sum of an empty list of floats is otherwise −0, and would print its sign.
    offences.iter().fold(0.0, |sum, offence| sum + offence.count as f64 * offence.weight.0)
}

/// The weight of a category by the mix of its offences.
///
/// **What it answers.** The data give only "violence and sexual offences", the weights are for
/// single offences: what does one crime of this category weigh on average?
///
/// **Method.** The mean of the weights of its offences, each as often as it was recorded:
/// Σ nᵢwᵢ / Σ nᵢ, an elementary weighted mean. The mix is taken from wherever offences are counted singly, mostly the force.
///
/// **When not to use it.** Where the area's mix differs from the one it is borrowed from: the
/// result then tells of the larger area. For a change in severity within a category, which a fixed
/// mix cannot show.
///
/// **Small numbers.** A mix of few crimes may rest on one grave one; take it from a wider area or
/// a longer time. A mix of none is refused.
///
/// ```
/// use partnership::statistics::severity::{SeverityWeight, WeightedOffence, mix_weight};
///
/// let harassment = WeightedOffence { count: 300, weight: SeverityWeight::of(10.0)? };
/// let wounding = WeightedOffence { count: 100, weight: SeverityWeight::of(50.0)? };
/// assert_eq!(mix_weight(&[harassment, wounding])?.value(), 20.0);
/// # Ok::<(), partnership::statistics::severity::SeverityError>(())
/// ```
pub fn mix_weight(offences: &[WeightedOffence]) -> Result<SeverityWeight, SeverityError> {
    let recorded = offences.iter().fold(0.0, |sum, offence| sum + offence.count as f64);
    if recorded == 0.0 {
        return Err(SeverityError::NoMix);
    }
    SeverityWeight::of(weighted_count(offences) / recorded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn offences(counts_and_weights: &[(u64, f64)]) -> Vec<WeightedOffence> {
        counts_and_weights
            .iter()
            .map(|&(count, weight)| WeightedOffence {
                count,
                weight: SeverityWeight::of(weight).unwrap(),
            })
            .collect()
    }

    #[test]
    fn no_offences_weigh_nothing() {
        assert_eq!(weighted_count(&[]).to_string(), "0");
    }

    #[test]
    fn a_category_without_offences_has_no_weight() {
        assert_eq!(mix_weight(&[]), Err(SeverityError::NoMix));
        assert_eq!(mix_weight(&offences(&[(0, 7.0)])), Err(SeverityError::NoMix));
    }

    #[test]
    fn a_weight_below_nought_is_refused() {
        assert_eq!(SeverityWeight::of(-1.0), Err(SeverityError::Weight(-1.0)));
        assert!(SeverityWeight::of(f64::NAN).is_err());
    }

    proptest! {
        #[test]
        fn a_mix_lies_between_its_lightest_and_its_gravest_offence(
            mix in proptest::collection::vec((1_u64..1000, 0.0_f64..8000.0), 1..20),
        ) {
            let weight = mix_weight(&offences(&mix)).unwrap().value();
            let lightest = mix.iter().map(|(_, w)| *w).fold(f64::INFINITY, f64::min);
            let gravest = mix.iter().map(|(_, w)| *w).fold(0.0, f64::max);
            prop_assert!(lightest - 1e-9 <= weight && weight <= gravest + 1e-9);
        }
    }
}
