//! Weights by raking: those who answered made to match the known margins of a population.
//!
//! In come, for each person, their category in each margin, and how many the population has; out go weights, how far
//! the margins are met, and what the weights cost.

use serde::Serialize;

/// One thing that is known of the population, such as its ages or its wards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Margin {
    /// For each person who answered, the place of their category.
    pub category_of: Vec<usize>,
    /// How many the population has of each category.
    pub population: Vec<f64>,
}

/// How far the weights may be apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Trimming {
    /// As far as the margins ask for.
    None,
    /// None is more than so many times the mean weight; what is cut off is spread over the rest by raking again.
    AtMostTimesTheMean(f64),
}

/// Weights, and what must be said of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raked {
    /// The weight of each person who answered. They add up to the population.
    pub weights: Vec<f64>,
    /// How many rounds it took.
    pub rounds: usize,
    /// The largest difference from a margin, as a share of the population.
    pub furthest: f64,
    /// Whether every margin is met.
    pub convergence: Convergence,
    /// How many weights were cut in the last round.
    pub trimmed: usize,
    /// By how much the weights alone raise the variance (Kish): 1 is not at all.
    pub design_effect: f64,
}

/// Whether every margin is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Convergence {
    /// To one part in a thousand million of the population.
    Met,
    /// They are not: the margins contradict one another, or trimming holds them apart. Say so, with the difference.
    NotMet,
}

/// Why there are no weights.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RakingError {
    /// Nobody to weight, or nothing to weight by.
    #[error("there is nobody to weight, or no margin to weight by; give both")]
    Nothing,
    /// A margin does not give a category for each person.
    #[error("margin {margin} places {found} persons and {wanted} answered; place each once")]
    Persons {
        /// Which margin.
        margin: usize,
        /// How many it places.
        found: usize,
        /// How many there are.
        wanted: usize,
    },
    /// A category that the margin does not have, or a population that is not a number of 0 or more.
    #[error(
        "margin {margin}, category {category}: it is not in the margin, or its population is no number from 0 on"
    )]
    Category {
        /// Which margin.
        margin: usize,
        /// Which category.
        category: usize,
    },
    /// Nobody answered of a category that the population has, or the other way about.
    #[error(
        "margin {margin}, category {category}: some of it are in one of population and replies and none in the other; \
         join it with another category"
    )]
    Empty {
        /// Which margin.
        margin: usize,
        /// Which category.
        category: usize,
    },
    /// Two margins are of different populations.
    #[error(
        "margin {margin} adds up to {found} and the first to {wanted}; take all from one population"
    )]
    Totals {
        /// Which margin.
        margin: usize,
        /// What it adds up to.
        found: f64,
        /// What the first adds up to.
        wanted: f64,
    },
    /// A limit below the mean cannot be kept.
    #[error("weights cannot be held to {0} times their mean; give a number above 1")]
    Limit(f64),
}

const MOST_ROUNDS: usize = 1_000;
const NEAR_ENOUGH: f64 = 1e-9;

/// Weights that make those who answered match every margin.
///
/// **What it answers.** Had each group answered in proportion to its size, what would the shares be?
///
/// **Method.** Iterative proportional fitting: from equal weights, those of each category are multiplied by its
/// population over their sum, margin after margin, until none moves (Deming and Stephan 1940, *Annals of Mathematical
/// Statistics* 11, 427–444). With trimming, weights above the limit are cut to it after each round. The design effect
/// is n Σw² / (Σw)² (Kish 1965, *Survey Sampling*, §11.7; 1992, *Journal of Official Statistics* 8, 183–200).
///
/// **When not to use it.** To make a self-selected consultation speak for residents: weights mend who answered only as
/// far as the margins tell, and those who chose to answer differ in what no census knows. Give the unweighted base.
///
/// **Small numbers.** A category of a few takes large weights, and the design effect tells what that costs. Join
/// categories of fewer than some 30; an empty one is refused.
///
/// # Errors
/// When a margin does not fit the persons, a category is empty, or the margins are of different populations.
///
/// ```
/// use partnership::statistics::raking::{Margin, Trimming, rake};
/// // Three young and one old answered; the population has as many of each.
/// let ages = Margin { category_of: vec![0, 0, 0, 1], population: vec![600.0, 600.0] };
/// let raked = rake(&[ages], Trimming::None)?;
/// assert_eq!(raked.weights, [200.0, 200.0, 200.0, 600.0]);
/// assert!((raked.design_effect - 4.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), partnership::statistics::raking::RakingError>(())
/// ```
pub fn rake(margins: &[Margin], trimming: Trimming) -> Result<Raked, RakingError> {
    let (persons, population) = checked(margins)?;
    let mean = population / persons as f64;
    let limit = match trimming {
        Trimming::None => f64::INFINITY,
        Trimming::AtMostTimesTheMean(times) if times > 1.0 => times * mean,
        Trimming::AtMostTimesTheMean(times) => return Err(RakingError::Limit(times)),
    };
    let mut weights = vec![mean; persons];
    let (mut rounds, mut furthest, mut trimmed) = (0, f64::INFINITY, 0);
    while rounds < MOST_ROUNDS && furthest > NEAR_ENOUGH {
        margins.iter().for_each(|margin| fit(margin, &mut weights));
        trimmed = weights.iter().filter(|weight| **weight > limit).count();
        weights.iter_mut().for_each(|weight| *weight = weight.min(limit));
        furthest =
            margins.iter().map(|one| distance(one, &weights)).fold(0.0, f64::max) / population;
        rounds += 1;
    }
    let convergence = if furthest > NEAR_ENOUGH { Convergence::NotMet } else { Convergence::Met };
    let design_effect = design_effect(&weights);
    Ok(Raked { weights, rounds, furthest, convergence, trimmed, design_effect })
}

/// By how much unequal weights alone raise the variance of a mean: n Σw² / (Σw)², 1 if all are equal.
///
/// It supposes that weights have nothing to do with what is measured (Kish 1992, as above).
pub fn design_effect(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    weights.len() as f64 * squares / (sum * sum)
}

/// How many persons there are, and how large the population.
fn checked(margins: &[Margin]) -> Result<(usize, f64), RakingError> {
    let first = margins.first().ok_or(RakingError::Nothing)?;
    let (wanted, population) = (first.category_of.len(), first.population.iter().sum::<f64>());
    if wanted == 0 {
        return Err(RakingError::Nothing);
    }
    for (margin, one) in margins.iter().enumerate() {
        let found = one.category_of.len();
        if found != wanted {
            return Err(RakingError::Persons { margin, found, wanted });
        }
        let mut answered = vec![0_u64; one.population.len()];
        for &category in &one.category_of {
            let count = answered.get_mut(category);
            *count.ok_or(RakingError::Category { margin, category })? += 1;
        }
        for (category, (count, size)) in answered.iter().zip(&one.population).enumerate() {
            if !(size.is_finite() && *size >= 0.0) {
                return Err(RakingError::Category { margin, category });
            }
            if (*count == 0) != (*size == 0.0) {
                return Err(RakingError::Empty { margin, category });
            }
        }
        let found: f64 = one.population.iter().sum();
        if (found - population).abs() > NEAR_ENOUGH * population {
            return Err(RakingError::Totals { margin, found, wanted: population });
        }
    }
    Ok((wanted, population))
}

/// What the weights of each category add up to.
fn sums(margin: &Margin, weights: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; margin.population.len()];
    for (category, weight) in margin.category_of.iter().zip(weights) {
        sums[*category] += weight;
    }
    sums
}

fn fit(margin: &Margin, weights: &mut [f64]) {
    let sums = sums(margin, weights);
    for (category, weight) in margin.category_of.iter().zip(weights) {
        *weight *= margin.population[*category] / sums[*category];
    }
}

fn distance(margin: &Margin, weights: &[f64]) -> f64 {
    let sums = sums(margin, weights);
    margin.population.iter().zip(sums).map(|(size, sum)| (size - sum).abs()).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(category_of: &[usize], population: &[f64]) -> Margin {
        Margin { category_of: category_of.to_vec(), population: population.to_vec() }
    }

    #[test]
    fn margins_that_contradict_one_another_are_told_and_not_hidden() {
        // All of category 0 are of category 0 in both margins, which give it two sizes.
        let margins = [margin(&[0, 1], &[30.0, 70.0]), margin(&[0, 1], &[50.0, 50.0])];
        let raked = rake(&margins, Trimming::None).unwrap();
        assert_eq!(raked.convergence, Convergence::NotMet);
        assert!((raked.furthest - 0.2).abs() < 1e-9);
    }

    #[test]
    fn trimming_holds_every_weight_and_says_what_it_costs() {
        let ages = margin(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 1], &[100.0, 900.0]);
        let raked = rake(&[ages], Trimming::AtMostTimesTheMean(3.0)).unwrap();
        assert!(raked.weights.iter().all(|weight| *weight <= 300.0));
        assert_eq!((raked.trimmed, raked.convergence), (1, Convergence::NotMet));
    }

    #[test]
    fn a_group_of_which_nobody_answered_is_refused() {
        let refused = rake(&[margin(&[0, 0], &[5.0, 5.0])], Trimming::None);
        assert_eq!(refused, Err(RakingError::Empty { margin: 0, category: 1 }));
        let unknown = rake(&[margin(&[0, 2], &[5.0, 5.0])], Trimming::None);
        assert_eq!(unknown, Err(RakingError::Category { margin: 0, category: 2 }));
    }

    #[test]
    fn margins_of_two_populations_are_refused() {
        let margins = [margin(&[0, 1], &[30.0, 70.0]), margin(&[1, 0], &[50.0, 60.0])];
        assert!(matches!(rake(&margins, Trimming::None), Err(RakingError::Totals { .. })));
        assert_eq!(rake(&[], Trimming::None), Err(RakingError::Nothing));
    }

    #[test]
    fn a_limit_at_the_mean_is_refused() {
        let limit = Trimming::AtMostTimesTheMean(1.0);
        assert_eq!(rake(&[margin(&[0], &[5.0])], limit), Err(RakingError::Limit(1.0)));
    }
}
