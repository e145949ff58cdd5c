//! By which method candidate issues are scored: a grid of impact and likelihood, or a matrix of weighted factors.
//!
//! In come levels of one scorer and weights; out goes a score. The formulas stand at [`Method::score`].

use std::collections::BTreeMap;

use crate::priorities::factor::Factor;
use crate::priorities::factor::Level;

/// The levels that somebody gave, a level for each factor.
pub type Levels = BTreeMap<Factor, Level>;

/// How much each factor counts, as numbers that need not be whole.
pub type Weighting = BTreeMap<Factor, f64>;

/// A method of scoring.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Impact times likelihood, 1 to 16.
    Grid,
    /// The weighted mean of the factors' levels, 1 to 4.
    Matrix(Weights),
}

/// How much each factor of the matrix counts: whole numbers from 0 to 10, of which two at least are above nought.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "BTreeMap<Factor, u8>", into = "BTreeMap<Factor, u8>")]
pub struct Weights(BTreeMap<Factor, u8>);

/// The heaviest weight.
pub const HEAVIEST: u8 = 10;

/// Why weights cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeightsFault {
    /// One is too heavy.
    #[error("{} has the weight {found}; give a whole number from 0 to {HEAVIEST}", .of.in_words().to_lowercase())]
    Heavy {
        /// The factor.
        of: Factor,
        /// Its weight.
        found: u8,
    },
    /// A factor of the grid has one.
    #[error("{} is a factor of the grid and has no weight in the matrix; leave it out", .0.in_words().to_lowercase())]
    OfTheGrid(Factor),
    /// Too few are above nought.
    #[error(
        "fewer than two factors have a weight; give at least two a whole number from 1 to {HEAVIEST}"
    )]
    TooFew,
}

impl Weights {
    /// These weights; a factor that is not there has none.
    ///
    /// # Errors
    /// When one is too heavy or of the grid, or fewer than two are above nought.
    pub fn of(mut weights: BTreeMap<Factor, u8>) -> Result<Weights, WeightsFault> {
        for (factor, weight) in &weights {
            if !Factor::MATRIX.contains(factor) {
                return Err(WeightsFault::OfTheGrid(*factor));
            }
            if *weight > HEAVIEST {
                return Err(WeightsFault::Heavy { of: *factor, found: *weight });
            }
        }
        weights.retain(|_, weight| *weight > 0);
        if weights.len() < 2 { Err(WeightsFault::TooFew) } else { Ok(Weights(weights)) }
    }

    /// Those to begin with: harm to people and whom it hits count most. A suggestion, and no more.
    pub fn usual() -> Weights {
        Weights(BTreeMap::from([
            (Factor::Physical, 3),
            (Factor::Psychological, 3),
            (Factor::Financial, 2),
            (Factor::Vulnerability, 3),
            (Factor::Frequency, 2),
            (Factor::Trend, 1),
            (Factor::Concern, 2),
            (Factor::Capacity, 2),
        ]))
    }

    /// That of a factor; nought where it has none.
    pub fn weight(&self, factor: Factor) -> u8 {
        self.0.get(&factor).copied().unwrap_or(0)
    }
}

impl TryFrom<BTreeMap<Factor, u8>> for Weights {
    type Error = WeightsFault;

    fn try_from(weights: BTreeMap<Factor, u8>) -> Result<Weights, WeightsFault> {
        Weights::of(weights)
    }
}

impl From<Weights> for BTreeMap<Factor, u8> {
    fn from(weights: Weights) -> BTreeMap<Factor, u8> {
        weights.0
    }
}

impl Method {
    /// The factors that it asks about, in their order.
    pub fn factors(&self) -> Vec<Factor> {
        match self {
            Method::Grid => Factor::GRID.to_vec(),
            Method::Matrix(weights) => {
                let all = Factor::MATRIX.into_iter();
                all.filter(|factor| weights.weight(*factor) > 0).collect()
            }
        }
    }

    /// How much each of them counts; in the grid, both alike.
    pub fn weighting(&self) -> Weighting {
        let weight = |factor: Factor| match self {
            Method::Grid => 1.0,
            Method::Matrix(weights) => f64::from(weights.weight(factor)),
        };
        self.factors().into_iter().map(|factor| (factor, weight(factor))).collect()
    }

    /// What it is called.
    pub fn in_words(&self) -> &'static str {
        match self {
            Method::Grid => "impact × likelihood",
            Method::Matrix(_) => "matrix of weighted factors",
        }
    }

    /// How a score comes about, in a sentence.
    pub fn formula(&self) -> &'static str {
        match self {
            Method::Grid => {
                "Each scorer’s impact (1 to 4) times their likelihood (1 to 4); the score is the mean over the scorers, from 1 to 16."
            }
            Method::Matrix(_) => {
                "Each scorer’s levels (1 to 4) are averaged by the weights of the factors; the score is the mean over the scorers, from 1 to 4."
            }
        }
    }

    /// The score of what one scorer gave.
    ///
    /// **Formula.** With levels *l* and weights *w* that come to *W*: in the matrix Σ *w·l* / *W*; in the grid
    /// (Π *l^w*)^(2/*W*), which with equal weights is impact times likelihood. Both rise with every level.
    ///
    /// **When not to use it.** Levels are judgements in an order and no quantities: a score of 8 is not twice as bad as one
    /// of 4, and scores of two methods or of two rounds cannot be compared. A grid gives different pairs the same score
    /// (1 × 4, 2 × 2 and 4 × 1), so it parts few issues.
    ///
    /// ```
    /// use partnership::priorities::factor::Factor;
    /// use partnership::priorities::method::{Levels, Method};
    /// let levels = Levels::from([
    ///     (Factor::Impact, "3".parse()?),
    ///     (Factor::Likelihood, "4".parse()?),
    /// ]);
    /// let score = Method::Grid.score(&levels, &Method::Grid.weighting());
    /// assert!((score - 12.0).abs() < 1e-9);
    /// # Ok::<(), partnership::priorities::factor::LevelError>(())
    /// ```
    pub fn score(&self, levels: &Levels, weighting: &Weighting) -> f64 {
        let level =
            |factor: &Factor| levels.get(factor).map_or(1.0, |level| f64::from(level.number()));
        let all: f64 = weighting.values().sum();
        match self {
            Method::Grid => {
                let power: f64 = weighting.iter().map(|(of, weight)| weight * level(of).ln()).sum();
                (2.0 * power / all).exp()
            }
            Method::Matrix(_) => {
                weighting.iter().map(|(of, weight)| weight * level(of)).sum::<f64>() / all
            }
        }
    }
}
