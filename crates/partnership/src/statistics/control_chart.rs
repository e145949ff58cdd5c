//! Control charts of individual months (XmR): a centre and limits that usual months keep to.
//!
//! A series and the months that its limits are taken from come in; limits that stay frozen, and the rules that each month
//! meets, go out.

use serde::Serialize;

use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::run_rules;
use crate::statistics::run_rules::RunRule;
use crate::terms::month::Month;
use crate::terms::span::Span;

/// The fewest months that limits are taken from.
pub const FEWEST_MONTHS: usize = 12;

/// Three standard deviations over the mean moving range of two: 3/1.128.
const LIMITS: f64 = 2.66;
/// The limit of a moving range over the mean moving range.
const RANGE_LIMIT: f64 = 3.267;
/// Below this mean count a low limit of 0 is to be expected, and Poisson limits would differ.
pub(super) const FEW: f64 = 5.0;

/// A chart of individual months and their moving ranges.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlChart {
    /// The months from which centre and limits were taken, and that freeze them.
    pub taken_from: Span<Month>,
    /// The mean of these months.
    pub centre: f64,
    /// The low limit, never below 0.
    pub low: f64,
    /// The high limit.
    pub high: f64,
    /// The mean of the moving ranges of these months.
    pub mean_range: f64,
    /// The limit of a moving range.
    pub range_limit: f64,
    /// Each month of the series.
    pub months: Vec<Charted>,
    /// How far small numbers let the limits be trusted.
    pub caution: Option<FewCounted>,
}

/// One month of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Charted {
    /// The month.
    pub month: Month,
    /// What was counted.
    pub count: u64,
    /// How far from the month before; `None` for the first.
    pub range: Option<u64>,
    /// The rules that it meets; none of them, and it is a usual month.
    pub rules: Vec<RunRule>,
}

/// So few are counted that the scatter of counts is lopsided, and the limits are rough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FewCounted;

/// Why no chart can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The months that limits are taken from are not in the series.
    #[error(
        "the limits are to be taken from {}, and the series has {}: choose months within it",
        .wanted.first().in_words_to(.wanted.last()), .held.first().in_words_to(.held.last())
    )]
    NotHeld {
        /// The months asked for.
        wanted: Span<Month>,
        /// What there is.
        held: Span<Month>,
    },
    /// Too few months for limits.
    #[error(
        "limits need at least {FEWEST_MONTHS} months, where only {0} can be had: take them from a longer time"
    )]
    TooShort(usize),
    /// All months alike.
    #[error(
        "every month from which limits are taken has the same count, so there is no usual scatter: take them from a \
         longer time"
    )]
    NoScatter,
}

/// The chart of `series` with limits from `taken_from`.
///
/// **What it answers.** Is this month out of the ordinary, or one of the ups and downs that every month has?
///
/// **Method.** Centre: the mean. Limits: the mean ± 2.66 times the mean absolute difference between one month and the
/// next; a difference above 3.267 times that mean is itself unusual (Wheeler 2000, *Understanding Variation*, 2nd ed.;
/// the constants are 3/d₂ and D₄ for two). Only the months in `taken_from` count towards them, so that a rise cannot
/// widen the limits that should show it. Signals: [`run_rules::RUN_RULES`], where the rate of false alarms stands.
///
/// **When not to use it.** On a series with a season, unless it is adjusted first or the limits are known to be wide for
/// it. Across a recording break: begin a new chart after it. To judge an officer or a month by being under the centre:
/// half of all usual months are. A month within the limits is "no signal", not "no change".
///
/// **Small numbers.** It refuses fewer than [`FEWEST_MONTHS`] months, and warns where the mean is below five, since
/// scatter is lopsided there and a high month is called a signal too often.
///
/// ```
/// use partnership::statistics::control_chart::xmr;
/// use partnership::statistics::monthly_series::MonthlySeries;
///
/// let counts = vec![52, 48, 50, 51, 47, 53, 50, 49, 51, 50, 48, 52, 50, 71];
/// let series = MonthlySeries::of("2014-01".parse()?, counts)?;
/// let chart = xmr(&series, "2014-01 to 2014-12".parse()?)?;
/// assert!(chart.months[12].rules.is_empty() && !chart.months[13].rules.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the months for the limits are too few, not all in the series, or all alike.
pub fn xmr(series: &MonthlySeries, taken_from: Span<Month>) -> Result<ControlChart, ChartError> {
    let not_held = ChartError::NotHeld { wanted: taken_from, held: series.span() };
    let base = series.within(taken_from).ok_or(not_held)?;
    let number = base.counts().len();
    if number < FEWEST_MONTHS {
        return Err(ChartError::TooShort(number));
    }
    let centre = base.counts().iter().sum::<u64>() as f64 / number as f64;
    let mean_range = ranges(base.counts()).sum::<u64>() as f64 / (number - 1) as f64;
    if mean_range == 0.0 {
        return Err(ChartError::NoScatter);
    }
    let reach = LIMITS * mean_range;
    Ok(ControlChart {
        taken_from,
        centre,
        low: (centre - reach).max(0.0),
        high: centre + reach,
        mean_range,
        range_limit: RANGE_LIMIT * mean_range,
        months: charted(series, centre, reach),
        caution: (centre < FEW).then_some(FewCounted),
    })
}

fn charted(series: &MonthlySeries, centre: f64, reach: f64) -> Vec<Charted> {
    let from_centre = |count: &u64| (*count as f64 - centre) / reach * 3.0;
    let points: Vec<f64> = series.counts().iter().map(from_centre).collect();
    let ranges = std::iter::once(None).chain(ranges(series.counts()).map(Some));
    let months = series.months().zip(ranges).zip(run_rules::rules_met(&points));
    months.map(|(((month, count), range), rules)| Charted { month, count, range, rules }).collect()
}

fn ranges(counts: &[u64]) -> impl Iterator<Item = u64> {
    counts.windows(2).map(|pair| pair[1].abs_diff(pair[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn series(counts: Vec<u64>) -> MonthlySeries {
        MonthlySeries::of("2013-01".parse().unwrap(), counts).unwrap()
    }

    fn first_year() -> Span<Month> {
        "2013-01 to 2013-12".parse().unwrap()
    }

    #[test]
    fn limits_are_refused_from_few_months_from_months_not_held_and_without_scatter() {
        let refused = |counts| xmr(&series(counts), first_year()).unwrap_err();
        assert!(matches!(refused(vec![5; 11]), ChartError::NotHeld { .. }));
        assert_eq!(refused(vec![5; 12]), ChartError::NoScatter);
        let months = "2013-01 to 2013-11".parse().unwrap();
        assert_eq!(xmr(&series(vec![5; 12]), months), Err(ChartError::TooShort(11)));
    }

    #[test]
    fn a_mean_below_five_is_cautioned() {
        let chart = xmr(&series([4, 5].repeat(6)), first_year()).unwrap();
        assert_eq!(chart.caution, Some(FewCounted));
        let chart = xmr(&series([5, 6].repeat(6)), first_year()).unwrap();
        assert_eq!(chart.caution, None);
    }

    proptest! {
        #[test]
        fn later_months_never_move_frozen_limits(
            base in prop::collection::vec(1_u64..500, 12),
            later in prop::collection::vec(0_u64..5000, 1..24),
        ) {
            let Ok(alone) = xmr(&series(base.clone()), first_year()) else { return Ok(()) };
            let chart = xmr(&series([base, later].concat()), first_year()).unwrap();
            prop_assert_eq!((alone.low, alone.high), (chart.low, chart.high));
            prop_assert_eq!(&alone.months[..], &chart.months[..12]);
        }

        #[test]
        fn as_many_more_each_month_shift_the_limits_by_as_many(
            counts in prop::collection::vec(400_u64..500, 12..40), more in 1_u64..1000,
        ) {
            let Ok(chart) = xmr(&series(counts.clone()), first_year()) else { return Ok(()) };
            let moved = counts.iter().map(|count| count + more).collect();
            let moved = xmr(&series(moved), first_year()).unwrap();
            prop_assert!((moved.high - chart.high - more as f64).abs() < 1e-9);
            prop_assert_eq!(moved.mean_range, chart.mean_range);
        }
    }
}
