//! Estimates from a probability sample, with the standard errors that its design gives.
//!
//! In come what each person answered, their weight, stratum and cluster, and how many clusters each stratum has in the
//! population; out go a mean, a proportion or a total with its standard error. A sample that chose itself is no
//! [`Sample`], so it has no standard error.

use std::collections::BTreeMap;

use serde::Serialize;

/// One person, school or household that was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Drawn {
    /// How many of the population it stands for.
    pub weight: f64,
    /// In which stratum it was drawn.
    pub stratum: usize,
    /// In which cluster it lies; each its own where none were drawn.
    pub cluster: usize,
}

/// A probability sample: everybody in the population had a known chance to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    drawn: Vec<Drawn>,
    /// How many clusters each stratum has in the population.
    clusters: Clusters,
}

/// How many clusters the strata have in the population.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Clusters {
    /// So many that drawing some leaves as many.
    Unending,
    /// So many in each stratum.
    In(Vec<f64>),
}

/// An estimate and its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SurveyEstimate {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Why there is no estimate.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SurveyError {
    /// A weight that is none.
    #[error(
        "number {0} of the sample has no weight above 0; give how many of the population it stands for"
    )]
    Weight(usize),
    /// One cluster cannot tell how much clusters differ.
    #[error(
        "stratum {0} has one cluster or none; join it with another stratum, since one cannot tell how they differ"
    )]
    LonelyCluster(usize),
    /// More were drawn than there are.
    #[error(
        "stratum {stratum} has {population} clusters in the population and {found} in the sample; mend the number"
    )]
    TooMany {
        /// Which stratum.
        stratum: usize,
        /// How many it has in the population.
        population: f64,
        /// How many were drawn.
        found: usize,
    },
    /// Not one answer for each.
    #[error(
        "{found} answers were given for a sample of {wanted}; give one for each, or none where it is missing"
    )]
    Answers {
        /// How many were given.
        found: usize,
        /// How many there are.
        wanted: usize,
    },
    /// Nobody answered, or an answer is no number.
    #[error("nobody answered, or an answer is not a number; there is nothing to estimate from")]
    NoAnswer,
}

impl Sample {
    /// The sample of those drawn.
    ///
    /// # Errors
    /// When a weight is none, a stratum has one cluster, or fewer clusters than were drawn.
    pub fn of(drawn: Vec<Drawn>, clusters: Clusters) -> Result<Sample, SurveyError> {
        let weighs = |one: &Drawn| one.weight.is_finite() && one.weight > 0.0;
        if let Some(at) = drawn.iter().position(|one| !weighs(one)) {
            return Err(SurveyError::Weight(at));
        }
        let sample = Sample { drawn, clusters };
        for (stratum, clusters) in sample.by_cluster(|_| 0.0) {
            let found = clusters.len();
            if found < 2 {
                return Err(SurveyError::LonelyCluster(stratum));
            }
            let population = sample.population(stratum);
            if population.is_nan() || population < found as f64 {
                return Err(SurveyError::TooMany { stratum, population, found });
            }
        }
        Ok(sample)
    }

    /// The weighted sum of what was answered; what is missing counts for nothing.
    ///
    /// **What it answers.** How much is there in the whole population?
    ///
    /// **Method.** Σwy; its variance Σₕ (1 − nₕ/Nₕ) nₕ/(nₕ − 1) Σ (zₕᵢ − z̄ₕ)², where z are the weighted sums of the
    /// clusters and n of N clusters were drawn in stratum h (Cochran 1977, *Sampling Techniques*, §9.3 and §11.9;
    /// only the first stage of drawing counts).
    ///
    /// **When not to use it.** Where people chose to answer, or answers are missing for many: the sum is then too low.
    ///
    /// **Small numbers.** With few clusters the standard error is itself uncertain: with 15 by about a fifth.
    ///
    /// # Errors
    /// When there is not one answer, or one missing, for each who was drawn.
    pub fn total(&self, answers: &[Option<f64>]) -> Result<SurveyEstimate, SurveyError> {
        self.checked(answers)?;
        let weighted = |at: usize| self.drawn[at].weight * answers[at].unwrap_or(0.0);
        let estimate = (0..self.drawn.len()).map(weighted).sum();
        Ok(SurveyEstimate { estimate, standard_error: self.variance(weighted).sqrt() })
    }

    /// The weighted mean of what was answered; of 0s and 1s, the proportion of 1s.
    ///
    /// **What it answers.** What would the mean be, had everybody in the population answered?
    ///
    /// **Method.** ȳ = Σwy / Σw over those who answered; its variance is that of the total of w(y − ȳ)/Σw, by Taylor's
    /// linearisation (Särndal, Swensson and Wretman 1992, *Model Assisted Survey Sampling*, §5.5). It is what R's
    /// `survey` package gives by `svymean`. Those who did not answer stay in their clusters with nought.
    ///
    /// **When not to use it.** Where people chose to answer. A proportion near 0 or 1 is not within two standard errors
    /// as often as one thinks.
    ///
    /// **Small numbers.** As for the total; a group met in few clusters has hardly any standard error worth the name.
    ///
    /// # Errors
    /// When there is not one answer, or one missing, for each who was drawn, or nobody answered.
    ///
    /// ```
    /// use partnership::statistics::survey_estimate::{Clusters, Drawn, Sample};
    /// // Four drawn at random of eight, each a cluster of its own.
    /// let drawn = (0..4).map(|cluster| Drawn { weight: 2.0, stratum: 0, cluster }).collect();
    /// let sample = Sample::of(drawn, Clusters::In(vec![8.0]))?;
    /// let mean = sample.mean(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0)])?;
    /// assert_eq!(mean.estimate, 2.5);
    /// // s² = 5/3, less the half that was drawn: the root of 5/3 × 1/2 ÷ 4.
    /// assert!((mean.standard_error - (5.0_f64 / 24.0).sqrt()).abs() < 1e-12);
    /// # Ok::<(), partnership::statistics::survey_estimate::SurveyError>(())
    /// ```
    pub fn mean(&self, answers: &[Option<f64>]) -> Result<SurveyEstimate, SurveyError> {
        self.checked(answers)?;
        let answered = self.drawn.iter().zip(answers).filter(|(_, answer)| answer.is_some());
        let weight: f64 = answered.map(|(drawn, _)| drawn.weight).sum();
        if weight == 0.0 {
            return Err(SurveyError::NoAnswer);
        }
        let estimate = self.total(answers)?.estimate / weight;
        let linear = |at: usize| {
            answers[at].map_or(0.0, |answer| self.drawn[at].weight * (answer - estimate) / weight)
        };
        Ok(SurveyEstimate { estimate, standard_error: self.variance(linear).sqrt() })
    }

    fn checked(&self, answers: &[Option<f64>]) -> Result<(), SurveyError> {
        let (found, wanted) = (answers.len(), self.drawn.len());
        if found != wanted {
            return Err(SurveyError::Answers { found, wanted });
        }
        let number = |answer: &Option<f64>| answer.is_none_or(f64::is_finite);
        if answers.iter().all(number) { Ok(()) } else { Err(SurveyError::NoAnswer) }
    }

    /// The variance of the sum of these.
    fn variance(&self, of: impl Fn(usize) -> f64) -> f64 {
        let strata = self.by_cluster(of);
        let variances = strata.iter().map(|(stratum, clusters)| {
            let number = clusters.len() as f64;
            let mean = clusters.values().sum::<f64>() / number;
            let spread: f64 = clusters.values().map(|sum| (sum - mean).powi(2)).sum();
            (1.0 - number / self.population(*stratum)) * number / (number - 1.0) * spread
        });
        variances.sum()
    }

    /// The sum of these in each cluster of each stratum.
    fn by_cluster(&self, of: impl Fn(usize) -> f64) -> BTreeMap<usize, BTreeMap<usize, f64>> {
        let mut strata: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
        for (at, drawn) in self.drawn.iter().enumerate() {
            let clusters = strata.entry(drawn.stratum).or_default();
            *clusters.entry(drawn.cluster).or_insert(0.0) += of(at);
        }
        strata
    }

    /// How many clusters a stratum has in the population; none where that was not given.
    fn population(&self, stratum: usize) -> f64 {
        match &self.clusters {
            Clusters::Unending => f64::INFINITY,
            Clusters::In(numbers) => numbers.get(stratum).copied().unwrap_or(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(stratum: usize, cluster: usize) -> Drawn {
        Drawn { weight: 3.0, stratum, cluster }
    }

    #[test]
    fn one_cluster_cannot_tell_how_clusters_differ() {
        let alone = vec![drawn(0, 0), drawn(0, 1), drawn(1, 2)];
        assert_eq!(Sample::of(alone, Clusters::Unending), Err(SurveyError::LonelyCluster(1)));
    }

    #[test]
    fn more_cannot_be_drawn_than_there_are() {
        let two = vec![drawn(0, 0), drawn(0, 1)];
        let refused = Sample::of(two.clone(), Clusters::In(vec![1.0]));
        assert!(matches!(refused, Err(SurveyError::TooMany { found: 2, .. })));
        assert!(Sample::of(two, Clusters::In(vec![])).is_err());
    }

    #[test]
    fn a_whole_population_has_no_standard_error() {
        let sample = Sample::of(vec![drawn(0, 0), drawn(0, 1)], Clusters::In(vec![2.0])).unwrap();
        let mean = sample.mean(&[Some(1.0), Some(9.0)]).unwrap();
        assert_eq!((mean.estimate, mean.standard_error), (5.0, 0.0));
    }

    #[test]
    fn what_is_missing_is_not_nought() {
        let sample = Sample::of(vec![drawn(0, 0), drawn(0, 1)], Clusters::Unending).unwrap();
        assert_eq!(sample.mean(&[Some(4.0), None]).unwrap().estimate, 4.0);
        assert_eq!(sample.mean(&[None, None]), Err(SurveyError::NoAnswer));
        let few = Err(SurveyError::Answers { found: 1, wanted: 2 });
        assert_eq!(sample.mean(&[None]), few);
    }
}
