//! Seasonal adjustment where the season itself changes, or a year is unlike the others (STL).
//!
//! A series of at least four whole years comes in; trend, season, what is left and how much each month was trusted go
//! out.

use serde::Serialize;
use stlrs::StlParams;

use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::seasonal;
use crate::statistics::seasonal::SeasonalError;
use crate::terms::month::Month;

/// The fewest months that are taken apart: four whole years.
///
/// With three, a month that is mistrusted leaves two to draw its season's line through, and the line is then steered by
/// how arithmetic is rounded: changing counts by one part in 10¹⁴ moved statsmodels' parts by up to a half, and from four years on by
/// less than 10⁻⁸ (tried on 60 made series of each length).
pub const FEWEST_MONTHS: usize = 48;

/// How many years a month's season is smoothed over.
const SEASON: usize = 13;
/// How many months the trend is smoothed over: the next odd number from 1.5 × 12 ÷ (1 − 1.5 ÷ [`SEASON`]).
const TREND: usize = 21;
/// How many months are taken from the season where it drifts: the next odd number after 12.
const LOW_PASS: usize = 13;

/// One month of a series taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Smoothed {
    /// The month.
    pub month: Month,
    /// What was counted.
    pub count: u64,
    /// The trend, in counts.
    pub trend: f64,
    /// What the month was multiplied by for its time of the year.
    pub factor: f64,
    /// The count divided by its factor.
    pub adjusted: f64,
    /// How much the month was trusted, from 0 (an outlier) to 1.
    pub trusted: f64,
}

/// Why a series cannot be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum LoessError {
    /// Too short to tell a month that is unlike the rest from a season that changes.
    #[error(
        "a season that changes needs at least {FEWEST_MONTHS} months, and the series has {0}: add earlier months, or take \
         the usual season"
    )]
    TooShort(usize),
    /// As of the usual season.
    #[error(transparent)]
    Season(#[from] SeasonalError),
}

/// The series with its season left out, where that season may change and some months are outliers.
///
/// **What it answers.** Leaving the season out, as it now is, did it rise? And which months are so unlike the rest that
/// they should not shape it?
///
/// **Method.** STL, robust: Cleveland, Cleveland, McRae and Terpenning (1990), "STL: a seasonal-trend decomposition procedure
/// based on loess", *Journal of Official Statistics* 6, 3–73, on the logarithms of the counts, so that the parts multiply.
/// Straight lines, windows of 13 years for the season, 21 months for the trend and 13 for the low pass; 2 inner and 15
/// outer rounds, the robust default of statsmodels. By the package `stlrs`, not by code of ours.
///
/// **When not to use it.** Where three or four years are all there is and none is an outlier: the classical way of
/// [`seasonal::seasonally_adjusted`] has fewer choices in it and is easier to explain. Its trend reaches the last month, but
/// there it moves most when a month is added. Across a recording break.
///
/// **Small numbers.** It refuses fewer than [`FEWEST_MONTHS`] months, and else as the classical way does.
///
/// ```
/// use partnership::statistics::monthly_series::MonthlySeries;
/// use partnership::statistics::seasonal_loess::adjusted_by_loess;
///
/// let mut counts = [120, 100, 95, 100, 105, 100, 80, 100, 95, 105, 100, 100].repeat(5);
/// counts[40] = 900; // May of the fourth year.
/// let series = MonthlySeries::of("2011-01".parse()?, counts)?;
/// let parts = adjusted_by_loess(&series)?;
/// assert!(parts[40].trusted < 0.01 && (parts[52].factor - 1.05).abs() < 0.02);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the series is too short, has a month with none, or too few altogether.
pub fn adjusted_by_loess(series: &MonthlySeries) -> Result<Vec<Smoothed>, LoessError> {
    let counts = series.counts();
    if counts.len() < FEWEST_MONTHS {
        return Err(LoessError::TooShort(counts.len()));
    }
    seasonal::enough(series)?;
    let logarithms: Vec<f64> = counts.iter().map(|count| (*count as f64).ln()).collect();
    let mut settings = StlParams::new();
    settings.seasonal_length(SEASON).trend_length(TREND).low_pass_length(LOW_PASS);
    settings.seasonal_degree(1).trend_degree(1).low_pass_degree(1);
    settings.seasonal_jump(1).trend_jump(1).low_pass_jump(1);
    settings.robust(true).inner_loops(2).outer_loops(15);
    // Refused only where there are fewer than two years.
    let parts = settings.fit(&logarithms, 12).map_err(|_| LoessError::TooShort(counts.len()))?;
    let months = series.months().zip(parts.seasonal()).zip(parts.trend()).zip(parts.weights());
    let months = months.map(|((((month, count), season), trend), trusted)| {
        let factor = season.exp();
        let (trend, adjusted) = (trend.exp(), count as f64 / factor);
        Smoothed { month, count, trend, factor, adjusted, trusted: *trusted }
    });
    Ok(months.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn series(counts: Vec<u64>) -> MonthlySeries {
        MonthlySeries::of("2011-04".parse().unwrap(), counts).unwrap()
    }

    #[test]
    fn too_few_months_and_what_the_classical_way_refuses_are_refused() {
        let refused = |counts| adjusted_by_loess(&series(counts)).unwrap_err();
        assert!(matches!(refused(vec![0; 48]), LoessError::Season(SeasonalError::NoneIn(_))));
        assert_eq!(refused(vec![9; 48]), SeasonalError::TooFew(9.0).into());
        assert_eq!(
            refused(vec![50; 47]).to_string(),
            "a season that changes needs at least 48 months, and the series has 47: add earlier months, or take the \
             usual season"
        );
    }

    #[test]
    fn one_month_out_of_all_proportion_leaves_the_season_as_it_was() {
        let year = [120, 100, 95, 100, 105, 100, 80, 100, 95, 105, 100, 100];
        let usual = adjusted_by_loess(&series(year.repeat(6))).unwrap();
        let mut counts = year.repeat(6);
        counts[30] = 1500;
        let unusual = adjusted_by_loess(&series(counts)).unwrap();
        for (one, other) in usual.iter().zip(&unusual) {
            assert!((one.factor - other.factor).abs() < 0.01, "{one:?} {other:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_are_positive_and_trust_is_a_share(
            counts in prop::collection::vec(10_u64..2000, 48..90),
        ) {
            for month in adjusted_by_loess(&series(counts)).unwrap() {
                prop_assert!(month.factor > 0.0 && month.trend > 0.0);
                prop_assert!((0.0..=1.0).contains(&month.trusted));
                prop_assert!(month.adjusted > 0.0);
            }
        }
    }
}
