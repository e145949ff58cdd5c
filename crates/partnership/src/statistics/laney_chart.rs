//! Control charts of shares and rates whose scatter is wider than chance alone (Laney p′ and u′).
//!
//! A series of counts comes in, with what each is out of or over how much it was taken, and the months that the limits
//! are taken from; limits for each month, and the rules that it meets, go out.

use serde::Serialize;

use crate::statistics::change::Exposure;
use crate::statistics::control_chart::ChartError;
use crate::statistics::control_chart::FEW;
use crate::statistics::control_chart::FEWEST_MONTHS;
use crate::statistics::control_chart::FewCounted;
use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::run_rules;
use crate::statistics::run_rules::RunRule;
use crate::terms::month::Month;
use crate::terms::span::Span;

/// The mean moving range of two normal numbers, in standard deviations (d₂).
const MEAN_RANGE: f64 = 1.128;

/// A chart of shares or rates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LaneyChart {
    /// The months from which centre and spread were taken, and that freeze them.
    pub taken_from: Span<Month>,
    /// The share or rate of these months together.
    pub centre: f64,
    /// How many times as far the months scatter as chance alone would have them: 1 where counts are all there is to it.
    pub spread: f64,
    /// Each month of the series.
    pub months: Vec<LaneyMonth>,
    /// How far small numbers let the limits be trusted.
    pub caution: Option<FewCounted>,
}

/// One month of a chart of shares or rates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LaneyMonth {
    /// The month.
    pub month: Month,
    /// What was counted.
    pub count: u64,
    /// The share or rate.
    pub value: f64,
    /// The low limit for what the month is out of, never below 0.
    pub low: f64,
    /// The high limit; of a share never above 1.
    pub high: f64,
    /// The rules that it meets; none of them, and it is a usual month.
    pub rules: Vec<RunRule>,
}

/// Why no chart of shares or rates can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum LaneyError {
    /// As of any control chart.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// Counts, and what they are out of, are of other months.
    #[error(
        "the counts are of {} and what they are out of is of {}: give both for the same months",
        .counts.first().in_words_to(.counts.last()), .out_of.first().in_words_to(.out_of.last())
    )]
    OtherMonths {
        /// The months of the counts.
        counts: Span<Month>,
        /// The months of the totals.
        out_of: Span<Month>,
    },
    /// There are more or fewer exposures than months.
    #[error("there are {counts} months and {exposures} exposures: give one for each month")]
    OtherNumber {
        /// How many months.
        counts: usize,
        /// How many exposures.
        exposures: usize,
    },
    /// A month in which there was nothing to have a share of.
    #[error("in {} there were none to take a share of: begin after it, or take a wider area", .0.in_words())]
    OutOfNone(Month),
    /// Every share or rate is the same, or all of them are nothing or all.
    #[error(
        "every month that limits are taken from has the same share or rate, so there is no scatter to set them by"
    )]
    NoScatter,
    /// More than all.
    #[error("{count} of {out_of} in {} is more than all: check the file they came from", .month.in_words())]
    MoreThanAll {
        /// The month.
        month: Month,
        /// What was counted.
        count: u64,
        /// What it is out of.
        out_of: u64,
    },
}

/// The p′ chart of `counts` out of `out_of`, such as crimes that were solved out of those recorded.
///
/// **What it answers.** Is this month's share out of the ordinary, when shares always move a little more than chance?
///
/// **Method.** Laney (2002), "Improved control charts for attributes", *Quality Engineering* 14, 531–537. With p̄ the
/// share of all in `taken_from` and nᵢ what month i is out of, σᵢ = √(p̄(1 − p̄)/nᵢ) is chance alone and
/// zᵢ = (pᵢ − p̄)/σᵢ. The mean moving range of the z over 1.128 is the spread s; the limits are p̄ ± 3 σᵢ s. Where
/// counts scatter as chance has them s is near 1 and the chart is the plain p chart; where totals are large, plain
/// limits would call every month a signal. Signals: [`run_rules::RUN_RULES`], on z/s. The limits are frozen.
///
/// **When not to use it.** On a series with a season; across a recording break (begin a new chart after it); where what
/// the count is out of has itself changed its meaning. Below about one the spread narrows the limits: ask then whether
/// the months were smoothed before they were counted.
///
/// **Small numbers.** It refuses fewer than [`FEWEST_MONTHS`] months, and warns where a month of mean size would have fewer than five, or all
/// but fewer than five.
///
/// ```
/// use partnership::statistics::laney_chart::p_prime;
/// use partnership::statistics::monthly_series::MonthlySeries;
///
/// let solved = [300, 340, 310, 290, 350, 320, 300, 330, 310, 340, 290, 320, 700].to_vec();
/// let (solved, all) = (MonthlySeries::of("2014-01".parse()?, solved)?, vec![2000; 13]);
/// let all = MonthlySeries::of("2014-01".parse()?, all)?;
/// let chart = p_prime(&solved, &all, "2014-01 to 2014-12".parse()?)?;
/// assert!(chart.months[11].rules.is_empty() && !chart.months[12].rules.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the two are not of the same months, a month is out of none or has more than all, or there are too few months or
/// no scatter to take limits from.
pub fn p_prime(
    counts: &MonthlySeries,
    out_of: &MonthlySeries,
    taken_from: Span<Month>,
) -> Result<LaneyChart, LaneyError> {
    if counts.span() != out_of.span() {
        return Err(LaneyError::OtherMonths { counts: counts.span(), out_of: out_of.span() });
    }
    for ((month, count), (_, out_of)) in counts.months().zip(out_of.months()) {
        if out_of == 0 {
            return Err(LaneyError::OutOfNone(month));
        }
        if count > out_of {
            return Err(LaneyError::MoreThanAll { month, count, out_of });
        }
    }
    let sizes: Vec<f64> = out_of.counts().iter().map(|size| *size as f64).collect();
    chart(counts, &sizes, taken_from, |share| share * (1.0 - share), 1.0)
}

/// The u′ chart of `counts` over `exposures`, such as crimes over the days of each month.
///
/// **What it answers.** Is this month's rate out of the ordinary, when rates always move more than chance?
///
/// **Method.** As [`p_prime`] with σᵢ = √(ū/nᵢ): counts that could happen any number of times (Laney 2002, as there).
///
/// **When not to use it, small numbers.** As [`p_prime`]. It does not know of seasons: a month's length is all that an
/// exposure of days takes out.
///
/// # Errors
/// When there is not one exposure for each month, or there are too few months or no scatter to take limits from.
pub fn u_prime(
    counts: &MonthlySeries,
    exposures: &[Exposure],
    taken_from: Span<Month>,
) -> Result<LaneyChart, LaneyError> {
    let (number, exposed) = (counts.counts().len(), exposures.len());
    if number != exposed {
        return Err(LaneyError::OtherNumber { counts: number, exposures: exposed });
    }
    let sizes: Vec<f64> = exposures.iter().map(|exposure| exposure.amount()).collect();
    chart(counts, &sizes, taken_from, |rate| rate, f64::INFINITY)
}

/// The chart, where one unit of size has the variance that `variance` gives for the centre.
fn chart(
    counts: &MonthlySeries,
    sizes: &[f64],
    taken_from: Span<Month>,
    variance: impl Fn(f64) -> f64,
    most: f64,
) -> Result<LaneyChart, LaneyError> {
    let base = of_base(counts, sizes, taken_from)?;
    let sum = |part: fn(&(u64, f64)) -> f64| base.iter().map(part).sum::<f64>();
    let centre = sum(|(count, _)| *count as f64) / sum(|(_, size)| *size);
    let by_chance = |size: f64| (variance(centre) / size).sqrt();
    let score = |count: u64, size: f64| (count as f64 / size - centre) / by_chance(size);
    let scores: Vec<f64> = base.iter().map(|(count, size)| score(*count, *size)).collect();
    let ranges = scores.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>();
    let spread = ranges / (base.len() - 1) as f64 / MEAN_RANGE;
    if !(spread > 0.0 && spread.is_finite()) {
        return Err(LaneyError::NoScatter);
    }
    let all: Vec<((Month, u64), &f64)> = counts.months().zip(sizes).collect();
    let points = all.iter().map(|((_, count), size)| score(*count, **size) / spread);
    let rules = run_rules::rules_met(&points.collect::<Vec<f64>>());
    let months = all.into_iter().zip(rules).map(|(((month, count), size), rules)| {
        let reach = 3.0 * by_chance(*size) * spread;
        let (low, high) = ((centre - reach).max(0.0), (centre + reach).min(most));
        LaneyMonth { month, count, value: count as f64 / size, low, high, rules }
    });
    // A share near all is as lopsided as one near nothing.
    let usual = sum(|(_, size)| *size) / base.len() as f64 * centre.min(most - centre);
    let caution = (usual < FEW).then_some(FewCounted);
    Ok(LaneyChart { taken_from, centre, spread, months: months.collect(), caution })
}

/// Counts and sizes of the months that limits are taken from.
fn of_base(
    counts: &MonthlySeries,
    sizes: &[f64],
    taken_from: Span<Month>,
) -> Result<Vec<(u64, f64)>, ChartError> {
    let not_held = ChartError::NotHeld { wanted: taken_from, held: counts.span() };
    let base = counts.within(taken_from).ok_or(not_held)?;
    let number = base.counts().len();
    if number < FEWEST_MONTHS {
        return Err(ChartError::TooShort(number));
    }
    let before = usize::try_from(taken_from.first().months_since(counts.first())).unwrap_or(0);
    Ok(base.counts().iter().copied().zip(sizes.iter().skip(before).copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::run_rules::Toward;

    use proptest::prelude::*;

    fn series(counts: Vec<u64>) -> MonthlySeries {
        MonthlySeries::of("2013-01".parse().unwrap(), counts).unwrap()
    }

    fn first_year() -> Span<Month> {
        "2013-01 to 2013-12".parse().unwrap()
    }

    #[test]
    fn more_than_all_none_at_all_and_other_months_are_refused() {
        let counts = series(vec![5; 12]);
        let refused = |out_of| p_prime(&counts, &series(out_of), first_year()).unwrap_err();
        assert!(matches!(refused(vec![9; 11]), LaneyError::OtherMonths { .. }));
        let mut totals = vec![9; 12];
        totals[3] = 0;
        assert_eq!(refused(totals.clone()), LaneyError::OutOfNone("2013-04".parse().unwrap()));
        totals[3] = 4;
        assert_eq!(
            refused(totals).to_string(),
            "5 of 4 in April 2013 is more than all: check the file they came from"
        );
        assert_eq!(refused(vec![9; 12]), LaneyError::NoScatter);
        let wanted = LaneyError::OtherNumber { counts: 12, exposures: 0 };
        assert_eq!(u_prime(&counts, &[], first_year()), Err(wanted));
    }

    #[test]
    fn all_or_none_in_every_month_has_no_scatter() {
        for share in [0, 9] {
            let refused = p_prime(&series(vec![share; 12]), &series(vec![9; 12]), first_year());
            assert_eq!(refused, Err(LaneyError::NoScatter));
        }
    }

    #[test]
    fn large_totals_do_not_make_every_month_a_signal() {
        // A share that moves by two points either way, of 50,000: twenty times what chance would move it.
        let counts: Vec<u64> = [24_000, 26_000].repeat(9);
        let chart = p_prime(&series(counts), &series(vec![50_000; 18]), first_year()).unwrap();
        assert!(chart.spread > 10.0);
        assert!(chart.months.iter().all(|month| month.rules.is_empty()));
    }

    #[test]
    fn a_month_twice_as_long_may_count_twice_as_many() {
        let counts = [[30, 32, 29, 31].repeat(3), vec![62, 120]].concat();
        let of = |days| Exposure::of(days).unwrap();
        let days = [vec![of(30.0); 12], vec![of(60.0), of(60.0)]].concat();
        let chart = u_prime(&series(counts), &days, first_year()).unwrap();
        assert!(chart.months[12].rules.is_empty());
        assert_eq!(chart.months[13].rules, [RunRule::BeyondLimit(Toward::Up)]);
    }

    proptest! {
        #[test]
        fn any_counts_give_a_chart_or_a_reason_and_later_months_never_move_it(
            base in prop::collection::vec((0_u64..500, 0_u64..900), 12),
            later in prop::collection::vec((0_u64..500, 0_u64..900), 0..12),
        ) {
            let of = |months: &[(u64, u64)]| {
                let (counts, more): (Vec<u64>, Vec<u64>) = months.iter().copied().unzip();
                let totals = counts.iter().zip(more).map(|(count, more)| count + more);
                p_prime(&series(counts.clone()), &series(totals.collect()), first_year())
            };
            let all = [base.clone(), later].concat();
            if let (Ok(alone), Ok(chart)) = (of(&base), of(&all)) {
                prop_assert_eq!((alone.centre, alone.spread), (chart.centre, chart.spread));
                for month in &chart.months {
                    prop_assert!(0.0 <= month.low && month.low <= month.high && month.high <= 1.0);
                }
            }
        }
    }
}
