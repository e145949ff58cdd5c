//! Hot spots on a grid: squares that with those near them have more crime than chance would gather.
//!
//! Counts by square come in; for each square a z-score, a p-value that owns how many squares were
//! tried, and whether it is a hot spot, a cold spot or neither, go out.

use std::f64::consts::FRAC_1_SQRT_2;

use serde::Serialize;

use crate::statistics::discovery::Discovery;
use crate::statistics::discovery::Tried;
use crate::statistics::discovery::false_discovery;
use crate::statistics::probability::PValue;
use crate::statistics::probability::Proportion;
use crate::statistics::square_grid::Square;
use crate::statistics::square_grid::SquareCounts;

mod near;

/// With fewer squares near one the z-score is not to be read as a normal one.
pub const FEWEST_NEAR: usize = 8;

/// The hot spots of a grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HotSpots {
    /// How far, in metres, from middle to middle, a square may be and count as near.
    pub within: u32,
    /// The share of those found that may be false, on average.
    pub share: Proportion,
    /// The area's squares, row by row from the south-west.
    pub squares: Vec<Scored>,
    /// Squares with so few squares near them, on coasts and edges, that their score is rough.
    pub with_few_near: usize,
}

/// One square and its score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scored {
    /// The square.
    pub square: Square,
    /// The crimes in it.
    pub count: u64,
    /// Squares within the distance, itself included.
    pub near: usize,
    /// The crimes in these.
    pub crimes_near: u64,
    /// How many standard deviations above what is expected (below, if negative): the Gi* of Getis and Ord.
    pub z: f64,
    /// Its p-value (two-sided, normal) by itself and among all squares.
    pub tried: Tried,
    /// What it is found to be.
    pub found: Spot,
}

/// What a square is found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Spot {
    /// More crime in and near it than chance would gather.
    Hot,
    /// Less.
    Cold,
    /// Neither.
    Neither,
}

/// Why hot spots cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HotSpotError {
    /// No crime at all, or fewer than two squares.
    #[error("there is no crime on these squares, so there is nothing to be found")]
    NoCrime,
    /// Every square has as many.
    #[error("every square has as many crimes, so none stands out")]
    NoScatter,
    /// The distance is less than a square.
    #[error(
        "within {within} m there is no other square; squares are {side} m wide, so take at least that"
    )]
    TooNear {
        /// The distance asked for, in metres.
        within: u32,
        /// The side of a square, in metres.
        side: u32,
    },
    /// All squares are near some square.
    #[error("within {0} m of some square lie all squares, so there is nothing to compare it with")]
    TooFar(u32),
}

/// The hot and cold spots of a grid.
///
/// **What it answers.** Where does crime gather beyond what a random scatter over these squares would bring, owning that
/// thousands of squares were looked at?
///
/// **Method.** Gi* (Ord and Getis 1995, "Local spatial autocorrelation statistics", *Geographical Analysis* 27,
/// 286–306, equation 6 with the square itself included) with weights of 1 within the distance and 0 beyond. With n
/// squares of mean x̄ and s² = Σx²/n − x̄², of which W lie near: z = (Σ near x − W·x̄) / (s·√((n·W − W²)/(n − 1))). The
/// p-value is two-sided and normal. Which stand is decided over all squares together (Benjamini and Hochberg; for such
/// statistics Caldas de Castro and Singer 2006, *Geographical Analysis* 38, 180–208), at `share`.
///
/// **When not to use it.** As a place to patrol by itself: it says where recorded crime gathers, not why, nor for how many
/// people. Over a county, towns stand out from fields; ask within the town for what the town does not know. Not for squares
/// smaller than the gaps between published points.
///
/// **Small numbers.** The score is near normal with some [`FEWEST_NEAR`] squares near and counts that are not nearly all
/// 0; with a few dozen crimes, single ones make "hot spots". Squares on an edge have fewer near them; `with_few_near` says how many.
///
/// # Errors
/// When there is no crime, no scatter, or the distance takes in no other square or all.
pub fn hot_spots(
    counted: &SquareCounts,
    within: u32,
    share: Proportion,
) -> Result<HotSpots, HotSpotError> {
    let scores = scores(counted, within)?;
    let p_values: Vec<PValue> = scores.iter().map(|one| two_sided(one.z)).collect();
    let tried = false_discovery(&p_values, share);
    let squares = counted.each().zip(scores).zip(tried);
    let squares: Vec<Scored> = squares
        .map(|(((square, count), Score { near, crimes_near, z }), tried)| {
            let found = match tried.discovery {
                Discovery::Stands if z > 0.0 => Spot::Hot,
                Discovery::Stands => Spot::Cold,
                Discovery::MayBeChance => Spot::Neither,
            };
            Scored { square, count, near, crimes_near, z, tried, found }
        })
        .collect();
    let with_few_near = squares.iter().filter(|one| one.near < FEWEST_NEAR).count();
    Ok(HotSpots { within, share, squares, with_few_near })
}

/// A square's score before it is judged among all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Squares within the distance, itself included.
    pub near: usize,
    /// The crimes in these.
    pub crimes_near: u64,
    /// The Gi*.
    pub z: f64,
}

/// The scores alone, square by square from the south-west, by the method of [`hot_spots`].
///
/// # Errors
/// As [`hot_spots`].
pub fn scores(counted: &SquareCounts, within: u32) -> Result<Vec<Score>, HotSpotError> {
    let grid = counted.grid();
    if f64::from(within) < grid.side() {
        return Err(HotSpotError::TooNear { within, side: whole(grid.side()) });
    }
    let n = grid.squares() as f64;
    let crimes = counted.crimes() as f64;
    if crimes == 0.0 || n < 2.0 {
        return Err(HotSpotError::NoCrime);
    }
    let mean = crimes / n;
    let squares: f64 = counted.all().iter().map(|&count| (count as f64).powi(2)).sum();
    let variance = squares / n - mean * mean;
    if variance <= f64::EPSILON * mean * mean {
        return Err(HotSpotError::NoScatter);
    }
    let near = near::sums(counted, within);
    if near.iter().any(|one| one.squares as f64 >= n) {
        return Err(HotSpotError::TooFar(within));
    }
    let score = |one: near::Near| {
        let w = one.squares as f64;
        let spread = (variance * (n * w - w * w) / (n - 1.0)).sqrt();
        let z = (one.crimes as f64 - w * mean) / spread;
        Score { near: one.squares, crimes_near: one.crimes, z }
    };
    Ok(near.into_iter().map(score).collect())
}

fn two_sided(z: f64) -> PValue {
    PValue::of_sum(libm::erfc(z.abs() * FRAC_1_SQRT_2))
}

/// A side in whole metres, as it was asked for.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a grid's side is small"
)]
fn whole(metres: f64) -> u32 {
    metres.round() as u32
}

#[cfg(test)]
mod tests;
