//! Seasonal adjustment: a series of months with what each month of the year usually adds or takes away left out.
//!
//! A series of at least three whole years comes in; the factor of each month of the year, the trend, and the counts
//! divided by their factor go out.

use serde::Serialize;

use crate::statistics::monthly_series::MonthlySeries;
use crate::terms::month::Month;

/// The fewest months from which a usual season is taken: three whole years.
pub const FEWEST_MONTHS: usize = 36;

/// The fewest counted in a month, on average, for which a season is told from chance.
pub const FEWEST_A_MONTH: f64 = 10.0;

/// A series taken apart into trend, season and what is left.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seasonal {
    /// Each month, in order.
    pub months: Vec<Adjusted>,
    /// What a month is usually multiplied by, January first; their mean is 1.
    pub factors: [f64; 12],
}

/// One month of a series taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Adjusted {
    /// The month.
    pub month: Month,
    /// What was counted.
    pub count: u64,
    /// The count divided by its month's factor.
    pub adjusted: f64,
    /// The average of the year around the month; `None` in the first and last six months, which lack one side.
    pub trend: Option<f64>,
    /// The adjusted count over the trend: 1 where nothing is left to explain.
    pub left_over: Option<f64>,
}

/// Why a series cannot be adjusted.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SeasonalError {
    /// Too short to tell a season from a year's events.
    #[error(
        "a usual season needs at least {FEWEST_MONTHS} months, and the series has {0}: add earlier months"
    )]
    TooShort(usize),
    /// A month with none has no ratio.
    #[error("none were counted in {}: use a rolling year, since a factor cannot be taken from none", .0.in_words())]
    NoneIn(Month),
    /// So few that the factors would be chance.
    #[error(
        "{0:.1} a month are too few to tell a season from chance (at least {FEWEST_A_MONTH} are needed): \
         use a rolling year, or a wider area"
    )]
    TooFew(f64),
}

/// The series with its usual season left out.
///
/// **What it answers.** Burglary always rises in winter. Leaving that out, did it rise?
///
/// **Method.** Classical multiplicative decomposition (Macaulay 1931, *The Smoothing of Time Series*, NBER; Hyndman
/// and Athanasopoulos 2021, *Forecasting: Principles and Practice*, 3rd ed., 3.4). The trend is the
/// mean of the two yearly averages that lie about each month (a centred 2×12 average: weights 1/24, eleven of 1/12,
/// 1/24). A month's factor is the mean of count over trend in all its years, and the twelve are divided by their mean.
/// Multiplicative, since where there is twice as much crime, the season swings about twice as far.
///
/// **When not to use it.** Over a recording break or a year unlike others (the lockdowns of 2020): it bends the factors
/// of all years. Where the season itself changes. For official figures, where X-13 allows for working days too. The
/// last six months have no trend: do not draw one through them.
///
/// **Small numbers.** It refuses fewer than three whole years, a month with none, and fewer than [`FEWEST_A_MONTH`] a
/// month on average (our rule): with 10 a month, chance alone moves a month's count by a third.
///
/// ```
/// use partnership::statistics::monthly_series::MonthlySeries;
/// use partnership::statistics::seasonal::seasonally_adjusted;
///
/// let year = [120, 100, 100, 100, 100, 100, 80, 100, 100, 100, 100, 100];
/// let series = MonthlySeries::of("2011-01".parse()?, [year; 4].concat())?;
/// let parts = seasonally_adjusted(&series)?;
/// assert!((parts.factors[0] - 1.2).abs() < 1e-12 && (parts.months[6].adjusted - 100.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the series is too short, has a month with none, or too few altogether.
pub fn seasonally_adjusted(series: &MonthlySeries) -> Result<Seasonal, SeasonalError> {
    enough(series)?;
    let trend = centred_years(series.counts());
    let factors = factors(series, &trend);
    let parts = series.months().zip(trend);
    let months = parts.map(|((month, count), trend)| taken_apart(month, count, trend, &factors));
    Ok(Seasonal { months: months.collect(), factors })
}

/// Whether there is enough of the series for a season to be told.
pub(super) fn enough(series: &MonthlySeries) -> Result<(), SeasonalError> {
    let number = series.counts().len();
    if number < FEWEST_MONTHS {
        return Err(SeasonalError::TooShort(number));
    }
    if let Some((month, _)) = series.months().find(|(_, count)| *count == 0) {
        return Err(SeasonalError::NoneIn(month));
    }
    let a_month = series.counts().iter().map(|count| *count as f64).sum::<f64>() / number as f64;
    if a_month < FEWEST_A_MONTH {
        return Err(SeasonalError::TooFew(a_month));
    }
    Ok(())
}

fn taken_apart(month: Month, count: u64, trend: Option<f64>, factors: &[f64; 12]) -> Adjusted {
    let adjusted = count as f64 / factors[of_year(month)];
    Adjusted { month, count, adjusted, trend, left_over: trend.map(|trend| adjusted / trend) }
}

/// The centred 2×12 average at each month; none in the first and last six.
fn centred_years(counts: &[u64]) -> Vec<Option<f64>> {
    let mut trend = vec![None; 6];
    trend.extend(counts.windows(13).map(|around| {
        let twice: u64 = around[..12].iter().sum::<u64>() + around[1..].iter().sum::<u64>();
        Some(twice as f64 / 24.0)
    }));
    trend.resize(counts.len(), None);
    trend
}

fn factors(series: &MonthlySeries, trend: &[Option<f64>]) -> [f64; 12] {
    let (mut sums, mut years) = ([0.0; 12], [0.0; 12]);
    for ((month, count), trend) in series.months().zip(trend) {
        if let Some(trend) = trend {
            sums[of_year(month)] += count as f64 / trend;
            years[of_year(month)] += 1.0;
        }
    }
    let mut place = 0;
    let means = sums.map(|sum| {
        place += 1;
        sum / years[place - 1]
    });
    let mean = means.iter().sum::<f64>() / 12.0;
    means.map(|factor| factor / mean)
}

/// The month's place in its year, January 0.
fn of_year(month: Month) -> usize {
    usize::from(month.month().unsigned_abs()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn series(counts: Vec<u64>) -> MonthlySeries {
        MonthlySeries::of("2011-04".parse().unwrap(), counts).unwrap()
    }

    #[test]
    fn fewer_than_three_years_a_month_with_none_and_a_handful_are_refused() {
        let refused = |counts| seasonally_adjusted(&series(counts)).unwrap_err();
        assert_eq!(refused(vec![50; 35]), SeasonalError::TooShort(35));
        let mut counts = vec![50; 36];
        counts[2] = 0;
        assert_eq!(refused(counts), SeasonalError::NoneIn("2011-06".parse().unwrap()));
        assert_eq!(refused(vec![9; 36]), SeasonalError::TooFew(9.0));
    }

    #[test]
    fn the_first_and_last_six_months_have_no_trend() {
        let parts = seasonally_adjusted(&series(vec![50; 40])).unwrap();
        let without = parts.months.iter().map(|month| u8::from(month.trend.is_none()));
        assert_eq!(without.clone().sum::<u8>(), 12);
        assert_eq!(without.take(6).sum::<u8>(), 6);
    }

    proptest! {
        #[test]
        fn thrice_the_crime_has_the_same_season(
            counts in prop::collection::vec(10_u64..2000, 36..80),
        ) {
            let once = seasonally_adjusted(&series(counts.clone())).unwrap();
            let thrice = counts.iter().map(|count| count * 3).collect();
            let thrice = seasonally_adjusted(&series(thrice)).unwrap();
            for (one, three) in once.factors.iter().zip(thrice.factors) {
                prop_assert!((one - three).abs() < 1e-12 * one.max(1.0));
            }
            for (one, three) in once.months.iter().zip(&thrice.months) {
                prop_assert!((one.adjusted * 3.0 - three.adjusted).abs() < 1e-9 * three.adjusted);
            }
        }

        #[test]
        fn the_factors_average_to_one(counts in prop::collection::vec(10_u64..2000, 36..80)) {
            let parts = seasonally_adjusted(&series(counts)).unwrap();
            prop_assert!((parts.factors.iter().sum::<f64>() - 12.0).abs() < 1e-9);
        }
    }
}
