//! Exponential smoothing: a level, a trend and a season that follow a series month by month.
//!
//! A series comes in, with a method and, if wanted, its weights; what each month was expected to be before it was known,
//! and what the months after the last are expected to be, go out.

use serde::Serialize;

use crate::statistics::monthly_series::MonthlySeries;

mod start;
mod weights;

/// The fewest months that are smoothed: three whole years.
pub const FEWEST_MONTHS: usize = 36;

/// What is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Smoothing {
    /// A level alone (simple exponential smoothing).
    Level,
    /// A level and a trend (Holt).
    Trend,
    /// A level, a trend and a season that is added (Holt and Winters).
    Season,
}

/// How much of each new month's surprise is taken up, each from 0 (never) to 1 (wholly).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Weights {
    /// Into the level (α).
    pub level: f64,
    /// Of a change of the level into the trend (β); not used without one.
    pub trend: f64,
    /// Into the season (γ); not used without one.
    pub season: f64,
}

/// Where level, trend and season stand after some month.
#[derive(Debug, Clone, Copy, PartialEq)]
struct State {
    level: f64,
    trend: f64,
    /// The first month's first.
    season: [f64; 12],
    /// The place in `season` of the month to come.
    to_come: usize,
}

/// A series followed to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// What was followed.
    pub method: Smoothing,
    /// With which weights.
    pub weights: Weights,
    /// What each month was expected to be one month before.
    pub expected: Vec<f64>,
    /// The sum of the squares of what the months differed from that.
    pub squared_error: f64,
    end: State,
}

/// Why a series cannot be smoothed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SmoothingError {
    /// Too short to begin with a level, a trend and a season.
    #[error(
        "smoothing needs at least {FEWEST_MONTHS} months, and the series has {0}: add earlier months"
    )]
    TooShort(usize),
    /// Not a weight.
    #[error(
        "{0} is not a weight: give a number from 0 to 1, and for the season no more than 1 less that of the level"
    )]
    Weight(f64),
}

/// The series followed with these weights.
///
/// **What it answers.** Where do the level, the trend and the season of this series stand now, when what is recent counts
/// for more?
///
/// **Method.** With e what a month differs from ℓ + b + s: ℓ grows by b + αe, b by αβe and s of that month of the year by
/// γe (Holt 1957, reprinted 2004, *Int. J. Forecasting* 20, 5–10; Winters 1960, *Management Science* 6, 324–342; in this
/// form Hyndman, Koehler, Ord and Snyder 2008, *Forecasting with Exponential Smoothing*, 2.5). What is not followed stays
/// 0. It begins as they propose in their 2.6.1: the season from the mean differences to the centred 2×12 average of up to
/// five years, level and trend from a straight line through the first ten months with that season left out.
///
/// **When not to use it.** To describe the past: for that there is `seasonal`. Across a recording break, after which the
/// level needs a year to follow. **Small numbers.** See `forecast`.
///
/// # Errors
/// When the series has fewer than [`FEWEST_MONTHS`] months, or a weight is none.
pub fn smoothed(
    series: &MonthlySeries,
    method: Smoothing,
    weights: Weights,
) -> Result<Smoothed, SmoothingError> {
    let counts = long_enough(series)?;
    let most_season = 1.0 - weights.level;
    for (weight, most) in
        [(weights.level, 1.0), (weights.trend, 1.0), (weights.season, most_season)]
    {
        if !(0.0..=most + 1e-12).contains(&weight) {
            return Err(SmoothingError::Weight(weight));
        }
    }
    Ok(followed(&counts, method, weights, start::of(&counts, method)))
}

/// The series followed with the weights that make the sum of squared surprises smallest.
///
/// The weights are looked for on a grid over all that are admissible, then ever more finely about the best of it, so the
/// same series always gives the same weights.
///
/// # Errors
/// When the series has fewer than [`FEWEST_MONTHS`] months.
pub fn best_smoothed(
    series: &MonthlySeries,
    method: Smoothing,
) -> Result<Smoothed, SmoothingError> {
    Ok(best(&long_enough(series)?, method))
}

/// As [`best_smoothed`], of counts that are enough.
pub(super) fn best(counts: &[f64], method: Smoothing) -> Smoothed {
    let start = start::of(counts, method);
    let weights = weights::best(method, |weights| squared_error(counts, method, weights, start));
    followed(counts, method, weights, start)
}

fn long_enough(series: &MonthlySeries) -> Result<Vec<f64>, SmoothingError> {
    let number = series.counts().len();
    if number < FEWEST_MONTHS {
        return Err(SmoothingError::TooShort(number));
    }
    Ok(series.counts().iter().map(|count| *count as f64).collect())
}

impl State {
    fn expects(&self) -> f64 {
        self.level + self.trend + self.season[self.to_come]
    }

    /// Becomes the state after a month that differed by `surprise` from what was expected.
    fn take_up(&mut self, surprise: f64, method: Smoothing, weights: Weights) {
        let taken_up = weights.level * surprise;
        self.level += self.trend + taken_up;
        if method != Smoothing::Level {
            self.trend += weights.trend * taken_up;
        }
        if method == Smoothing::Season {
            self.season[self.to_come] += weights.season * surprise;
            self.to_come = (self.to_come + 1) % 12;
        }
    }
}

fn squared_error(counts: &[f64], method: Smoothing, weights: Weights, start: State) -> f64 {
    let (mut state, mut sum) = (start, 0.0);
    for count in counts {
        let surprise = count - state.expects();
        sum += surprise * surprise;
        state.take_up(surprise, method, weights);
    }
    sum
}

fn followed(counts: &[f64], method: Smoothing, weights: Weights, start: State) -> Smoothed {
    let (mut end, mut expected) = (start, Vec::with_capacity(counts.len()));
    for count in counts {
        expected.push(end.expects());
        end.take_up(count - end.expects(), method, weights);
    }
    let apart = counts.iter().zip(&expected).map(|(count, expected)| count - expected);
    let squared_error = apart.map(|surprise| surprise * surprise).sum();
    Smoothed { method, weights, expected, squared_error, end }
}

impl Smoothed {
    /// What the month `ahead` months after the last is expected to be; 1 is the next.
    pub fn ahead(&self, ahead: u8) -> f64 {
        let further = usize::from(ahead.saturating_sub(1));
        let season = self.end.season[(self.end.to_come + further) % 12];
        self.end.level + f64::from(ahead) * self.end.trend + season
    }

    /// The standard deviation of what that month will differ from it.
    ///
    /// σ²(1 + Σ cⱼ²) over j from 1 to `ahead` − 1, with cⱼ = α(1 + jβ), and γ more where j is a whole number of years
    /// (Hyndman and others 2008, table 6.1); σ² is the mean of the squared surprises.
    pub fn error_ahead(&self, ahead: u8) -> f64 {
        let Weights { level, trend, season } = self.weights;
        let trend = if self.method == Smoothing::Level { 0.0 } else { trend };
        let carried = (1..ahead).map(|month| {
            let in_season = self.method == Smoothing::Season && month % 12 == 0;
            let share = level * (1.0 + f64::from(month) * trend);
            (share + if in_season { season } else { 0.0 }).powi(2)
        });
        let of_one = self.squared_error / self.expected.len() as f64;
        (of_one * (1.0 + carried.sum::<f64>())).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn series(counts: Vec<u64>) -> MonthlySeries {
        MonthlySeries::of("2011-01".parse().unwrap(), counts).unwrap()
    }

    #[test]
    fn too_few_months_and_what_is_no_weight_are_refused() {
        let refused = best_smoothed(&series(vec![5; 35]), Smoothing::Level);
        assert_eq!(refused, Err(SmoothingError::TooShort(35)));
        for (level, season) in [(1.1, 0.0), (f64::NAN, 0.0), (0.5, 0.6), (0.5, -0.1)] {
            let weights = Weights { level, trend: 0.0, season };
            assert!(smoothed(&series(vec![5; 36]), Smoothing::Season, weights).is_err());
        }
    }

    #[test]
    fn a_steady_rise_with_a_season_is_forecast_without_error() {
        let season = [9, 5, 0, 3, 1, 7, 2, 8, 4, 6, 3, 0];
        let count = |at: usize| 100 + 2 * at as u64 + season[at % 12];
        let found = best_smoothed(&series((0..60).map(count).collect()), Smoothing::Season);
        let found = found.unwrap();
        for ahead in 1..=12 {
            let wanted = count(59 + usize::from(ahead)) as f64;
            assert!((found.ahead(ahead) - wanted).abs() < 0.1, "{ahead}: {}", found.ahead(ahead));
        }
    }

    #[test]
    fn a_level_that_never_moved_is_expected_to_stay() {
        let found = best_smoothed(&series(vec![50; 40]), Smoothing::Level).unwrap();
        assert!((found.ahead(6) - 50.0).abs() < 1e-9 && found.error_ahead(6) < 1e-6);
    }

    proptest! {
        #[test]
        fn no_weights_tried_at_random_do_much_better_than_those_found(
            counts in prop::collection::vec(0_u64..500, 36..72),
            level in 0.0_f64..=1.0, trend in 0.0_f64..=1.0, share in 0.0_f64..=1.0,
        ) {
            let series = series(counts);
            for method in [Smoothing::Level, Smoothing::Trend, Smoothing::Season] {
                let weights = Weights { level, trend, season: share * (1.0 - level) };
                let tried = smoothed(&series, method, weights).unwrap();
                let found = best_smoothed(&series, method).unwrap();
                // The search may end on another low place nearly as low.
                prop_assert!(found.squared_error <= tried.squared_error * 1.01);
            }
        }

        #[test]
        fn further_ahead_is_never_surer(
            counts in prop::collection::vec(0_u64..500, 36..60),
        ) {
            let found = best_smoothed(&series(counts), Smoothing::Season).unwrap();
            for ahead in 1..24 {
                prop_assert!(found.error_ahead(ahead) <= found.error_ahead(ahead + 1));
            }
        }
    }
}
