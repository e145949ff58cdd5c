//! The rolling year: what was counted in the twelve months to any month, against the twelve before.
//!
//! A series of months comes in; totals of whole years, in which every season stands once, go out.

use serde::Serialize;

use crate::statistics::change;
use crate::statistics::change::Change;
use crate::statistics::change::ChangeError;
use crate::statistics::change::Exposure;
use crate::statistics::change::PeriodCount;
use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::probability::Confidence;
use crate::terms::month::Month;
use crate::terms::span::Span;

/// Twelve months that end in one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RollingYear {
    /// The last of its months.
    pub to: Month,
    /// What was counted in all twelve.
    pub count: u64,
    /// How it changed against the twelve months before; `None` where the series does not reach back so far.
    pub change: Option<Change>,
}

/// Why there is no rolling year.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RollingYearError {
    /// A month of the year is not in the series.
    #[error(
        "the twelve months to {} need every month from {}, and the series has {}: import the missing months, \
         or choose another last month",
        .to.in_words(), .to.plus_months(-11).in_words(), .held.first().in_words_to(.held.last())
    )]
    NotHeld {
        /// The last month asked for.
        to: Month,
        /// What there is.
        held: Span<Month>,
    },
    /// A count is beyond what can be computed with.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

/// The twelve months to `to`, against the twelve before.
///
/// **What it answers.** Taking a whole year at a time, so that the season cannot mislead, is this going up or down?
///
/// **Method.** The sum of the twelve months' counts; the change against the twelve months just before is that of
/// [`change::change`], where the sources stand, with the days of each year as its exposure (a leap year has one more).
/// It is the measure in which the Office for National Statistics publishes police recorded crime ("year ending").
///
/// **When not to use it.** To see a turn soon: a change that began last month is a twelfth of a rolling year. To count
/// how often it rose: successive rolling years share eleven months, so they rise and fall together, and each is no new
/// evidence. Across a recording break, which stays inside the figure for two years: the one year's, then the other's.
///
/// **Small numbers.** A year's count of a handful is still a handful; the test of the change says so.
///
/// ```
/// use partnership::statistics::monthly_series::MonthlySeries;
/// use partnership::statistics::probability::Confidence;
/// use partnership::statistics::rolling_year::rolling_year;
///
/// let counts = [[100; 12], [110; 12]].concat();
/// let series = MonthlySeries::of("2013-04".parse()?, counts)?;
/// let year = rolling_year(&series, "2015-03".parse()?, Confidence::NINETY_FIVE)?;
/// assert_eq!((year.count, year.change.map(|change| change.difference)), (1320, Some(120)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a month of the year is not in the series, or a count is beyond what can be computed with.
pub fn rolling_year(
    series: &MonthlySeries,
    to: Month,
    confidence: Confidence,
) -> Result<RollingYear, RollingYearError> {
    let now = twelve_months_to(series, to)?
        .ok_or_else(|| RollingYearError::NotHeld { to, held: series.span() })?;
    let before = twelve_months_to(series, to.plus_months(-12))?;
    let change = before.map(|before| change::change(before, now, confidence)).transpose()?;
    Ok(RollingYear { to, count: now.count, change })
}

/// Every rolling year of the series, the earliest first; none where it has fewer than twelve months.
///
/// # Errors
/// When a count is beyond what can be computed with.
pub fn rolling_years(
    series: &MonthlySeries,
    confidence: Confidence,
) -> Result<Vec<RollingYear>, RollingYearError> {
    let ends = series.first().plus_months(11).up_to(series.last());
    ends.map(|to| rolling_year(series, to, confidence)).collect()
}

fn twelve_months_to(series: &MonthlySeries, to: Month) -> Result<Option<PeriodCount>, ChangeError> {
    let Some(year) = series.within(Span::spanning(to.plus_months(-11), to)) else {
        return Ok(None);
    };
    let days: u32 = year.months().map(|(month, _)| month.days()).sum();
    let exposure = Exposure::of(f64::from(days))?;
    Ok(Some(PeriodCount { count: year.counts().iter().sum(), exposure }))
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn series(counts: Vec<u64>) -> MonthlySeries {
        MonthlySeries::of("2013-04".parse().unwrap(), counts).unwrap()
    }

    #[test]
    fn a_year_of_which_a_month_is_not_held_is_refused_with_the_months() {
        let (series, to) = (series(vec![9; 11]), "2014-03".parse().unwrap());
        assert_eq!(
            rolling_year(&series, to, Confidence::NINETY_FIVE).unwrap_err().to_string(),
            "the twelve months to March 2014 need every month from April 2013, and the series has April 2013 to \
             February 2014: import the missing months, or choose another last month"
        );
    }

    #[test]
    fn the_first_year_of_a_series_has_nothing_to_be_compared_with() {
        let years = rolling_years(&series(vec![9; 24]), Confidence::NINETY_FIVE).unwrap();
        assert_eq!(years.len(), 13);
        assert!(years[..12].iter().all(|year| year.change.is_none() && year.count == 108));
        assert_eq!(years[12].change.as_ref().unwrap().difference, 0);
    }

    proptest! {
        #[test]
        fn a_rolling_year_moves_by_the_month_that_joins_less_the_one_that_leaves(
            counts in prop::collection::vec(0_u64..5000, 12..60),
        ) {
            let years = rolling_years(&series(counts.clone()), Confidence::NINETY_FIVE).unwrap();
            for (place, pair) in years.windows(2).enumerate() {
                prop_assert_eq!(pair[1].count + counts[place], pair[0].count + counts[place + 12]);
            }
        }

        #[test]
        fn the_order_of_months_inside_a_year_does_not_matter(
            mut counts in prop::collection::vec(0_u64..5000, 24),
        ) {
            let last = "2015-03".parse().unwrap();
            let year = rolling_year(&series(counts.clone()), last, Confidence::NINETY_FIVE).unwrap();
            counts[..12].reverse();
            counts[12..].reverse();
            let turned = rolling_year(&series(counts), last, Confidence::NINETY_FIVE).unwrap();
            prop_assert_eq!(year, turned);
        }
    }
}
