//! What a month would be expected to be from the same months of earlier years, and between which limits.
//!
//! A series and one of its months come in; what the years before lead one to expect, the limits, and whether the month's
//! count lies within them go out.

use serde::Serialize;

use crate::statistics::control_chart::FEW;
use crate::statistics::control_chart::FewCounted;
use crate::statistics::monthly_series::MonthlySeries;
use crate::statistics::normal;
use crate::statistics::probability::Confidence;
use crate::terms::month::Month;
use crate::terms::span::Span;

/// The fewest earlier years from which a month is anticipated.
pub const FEWEST_YEARS: u8 = 3;
/// The most earlier years that are looked at; older ones tell of another time.
pub const MOST_YEARS: u8 = 5;

/// The rule by which a month is called within, above or below, to be printed with the result.
pub const ANTICIPATED_RULE: &str = "A month is above (or below) what earlier years would lead one to expect when its \
    count lies outside the limits for a new month that the same months of the three to five years before it set, \
    widened by as much as these months differed from their usual.";

/// A month beside what the years before it would lead one to expect.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anticipated {
    /// The month.
    pub month: Month,
    /// What was counted in it.
    pub count: u64,
    /// What the same months of the years before would lead one to expect.
    pub expected: f64,
    /// The low limit for a month's count, never below 0.
    pub low: f64,
    /// The high limit.
    pub high: f64,
    /// How many times the variance of chance alone the earlier months had: 1 or more.
    pub dispersion: f64,
    /// How many years before were looked at.
    pub years: u8,
    /// The months that were looked at, the one told of not among them.
    pub taken_from: Span<Month>,
    /// How many such months in a hundred the limits would hold.
    pub confidence: Confidence,
    /// Whether the count lies within the limits.
    pub lies: Lies,
    /// How far small numbers let the limits be trusted.
    pub caution: Option<FewCounted>,
}

/// Where a month lies beside what was anticipated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Lies {
    /// Above the high limit.
    Above,
    /// Between the limits, or upon one.
    Within,
    /// Below the low limit.
    Below,
}

/// Why a month cannot be anticipated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnticipatedError {
    /// The month is not in the series.
    #[error("{} is not in the series, which has {}: choose a month within it", .month.in_words(), .held.first().in_words_to(.held.last()))]
    NotHeld {
        /// The month asked for.
        month: Month,
        /// What there is.
        held: Span<Month>,
    },
    /// The years before it are too few.
    #[error(
        "{} can be anticipated from three earlier years at least, every month from {} on; the series begins in {}: \
         import earlier months",
        .month.in_words(), .month.plus_months(-36).in_words(), .first.in_words()
    )]
    TooFewYears {
        /// The month asked for.
        month: Month,
        /// The first month of the series.
        first: Month,
    },
    /// None were counted in this month of the years that are looked at.
    #[error("none were counted in {} of the years that are looked at, so no limits can be set: take a wider area", .0.name())]
    NoneBefore(Month),
}

/// `month` of the series beside what the three to five years before it would lead one to expect.
///
/// **What it answers.** Is this July unlike the Julys of earlier years, by more than Julys differ?
///
/// **Method.** A log-linear quasi-Poisson model of the 12·b months before, b being 3 to 5 years, with a level for each
/// month of the year and the days of each month as exposure. Its estimates are plain: a month's rate is the sum of its
/// counts in b years over the sum of their days, and the expected count μ is that rate times the days of `month`. The
/// dispersion is φ = max(1, Σ(y − ŷ)²/ŷ ÷ (m·b − m)), over the months of the m months of the year (mostly 12) that had any,
/// so that it rests on more than a handful. The variance of a new count about the estimate is μτ with τ = φ + φμ/Σy, y the same months' counts; the limits are
/// μ(1 ± ⅔ z √(τ/μ))^{3/2}, since counts to the power of two thirds are nearly symmetrical: Farrington, Andrews, Beale and
/// Catchpole (1996), "A statistical algorithm for the early detection of outbreaks of infectious disease", *J. R. Stat.
/// Soc. A* 159, 547–563, from whom the power, the dispersion and the limits come. Their trend and their down-weighting of
/// past outbreaks are left out: with three to five years a trend is mostly chance.
///
/// **When not to use it.** Where crime has risen or fallen steadily for years: all new months then lie to one side, which
/// says no more than the rolling year does. Across a recording break or the lockdowns of 2020: the earlier years tell of
/// another way of counting. For many offences at once: of twenty, one lies outside by chance.
///
/// **Small numbers.** It warns where fewer than five are expected; there the low limit is mostly 0, so that a low month
/// cannot be told. Where none were ever counted in this month of the year it refuses.
///
/// ```
/// use partnership::statistics::anticipated::{Lies, anticipated};
/// use partnership::statistics::monthly_series::MonthlySeries;
/// use partnership::statistics::probability::Confidence;
///
/// let mut counts = [60, 52, 55, 50, 48, 45, 40, 42, 47, 53, 58, 62].repeat(4);
/// counts[46] = 90; // November of the fourth year, after three of 58.
/// let series = MonthlySeries::of("2011-01".parse()?, counts)?;
/// let november = anticipated(&series, "2014-11".parse()?, Confidence::NINETY_FIVE)?;
/// assert_eq!((november.lies, november.years), (Lies::Above, 3));
/// assert!((november.expected - 58.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the month is not in the series, fewer than three years come before it, or it never had any.
pub fn anticipated(
    series: &MonthlySeries,
    month: Month,
    confidence: Confidence,
) -> Result<Anticipated, AnticipatedError> {
    let held = series.span();
    let not_held = AnticipatedError::NotHeld { month, held };
    let one = series.within(Span::spanning(month, month)).ok_or(not_held)?;
    let count = one.counts().first().copied().unwrap_or(0);
    let too_few = AnticipatedError::TooFewYears { month, first: series.first() };
    let (years, before) = years_before(series, month).ok_or(too_few)?;
    let usual = UsualYear::of(&before);
    let (same, days) = usual.of_month(month);
    if same == 0.0 {
        return Err(AnticipatedError::NoneBefore(month));
    }
    let expected = same / days * f64::from(month.days());
    let dispersion = usual.dispersion(&before, years);
    let spread = dispersion * (1.0 + expected / same);
    let reach = 2.0 / 3.0 * normal::deviate(confidence.each_tail()) * (spread / expected).sqrt();
    let limit = |root: f64| expected * root.max(0.0).powf(1.5);
    let (low, high) = (limit(1.0 - reach), limit(1.0 + reach));
    let lies = match count as f64 {
        count if count > high => Lies::Above,
        count if count < low => Lies::Below,
        _ => Lies::Within,
    };
    let caution = (expected < FEW).then_some(FewCounted);
    let taken_from = before.span();
    Ok(Anticipated {
        month,
        count,
        expected,
        low,
        high,
        dispersion,
        years,
        taken_from,
        confidence,
        lies,
        caution,
    })
}

/// The three to five whole years just before `month`.
fn years_before(series: &MonthlySeries, month: Month) -> Option<(u8, MonthlySeries)> {
    (FEWEST_YEARS..=MOST_YEARS).rev().find_map(|years| {
        let first = month.plus_months(-12 * i32::from(years));
        // At the end of the calendar a month is held where it is.
        let whole = month.months_since(first) == 12 * i32::from(years);
        let before = series.within(Span::spanning(first, month.plus_months(-1)));
        before.filter(|_| whole).map(|before| (years, before))
    })
}

/// Counts and days of each month of the year, over some years.
struct UsualYear {
    counts: [f64; 12],
    days: [f64; 12],
}

impl UsualYear {
    fn of(series: &MonthlySeries) -> UsualYear {
        let mut usual = UsualYear { counts: [0.0; 12], days: [0.0; 12] };
        for (month, count) in series.months() {
            usual.counts[of_year(month)] += count as f64;
            usual.days[of_year(month)] += f64::from(month.days());
        }
        usual
    }

    fn of_month(&self, month: Month) -> (f64, f64) {
        (self.counts[of_year(month)], self.days[of_year(month)])
    }

    fn dispersion(&self, series: &MonthlySeries, years: u8) -> f64 {
        let apart = series.months().map(|(month, count)| {
            let (counts, days) = self.of_month(month);
            let usual = counts / days * f64::from(month.days());
            if usual > 0.0 { (count as f64 - usual).powi(2) / usual } else { 0.0 }
        });
        // A month of the year that never had any was met without being able to differ.
        let differing = self.counts.iter().filter(|count| **count > 0.0).count() as f64;
        let free = f64::from(years - 1) * differing;
        (apart.sum::<f64>() / free).max(1.0)
    }
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
        MonthlySeries::of("2009-01".parse().unwrap(), counts).unwrap()
    }

    fn at(counts: Vec<u64>, month: &str) -> Result<Anticipated, AnticipatedError> {
        anticipated(&series(counts), month.parse().unwrap(), Confidence::NINETY_FIVE)
    }

    #[test]
    fn fewer_than_three_years_before_are_refused_with_the_month_that_is_wanted() {
        assert_eq!(
            at(vec![50; 36], "2011-12").unwrap_err().to_string(),
            "December 2011 can be anticipated from three earlier years at least, every month from December 2008 on; \
             the series begins in January 2009: import earlier months"
        );
        assert!(at(vec![50; 37], "2012-01").is_ok());
    }

    #[test]
    fn more_than_five_years_before_are_not_looked_at() {
        let mut counts = vec![50; 85];
        counts[..24].fill(5000);
        let january = at(counts, "2016-01").unwrap();
        assert_eq!((january.years, january.dispersion), (5, 1.0));
        assert_eq!(january.taken_from, "2011-01 to 2015-12".parse().unwrap());
    }

    #[test]
    fn months_that_never_had_any_do_not_narrow_the_limits() {
        let half = |count: u64| [[count; 6], [0; 6]].concat();
        let half = [half(30), half(50), half(70), half(50), half(50)].concat();
        let whole = [[30; 12], [50; 12], [70; 12], [50; 12], [50; 12]].concat();
        let (half, whole) = (at(half, "2013-01").unwrap(), at(whole, "2013-01").unwrap());
        assert!((half.dispersion - whole.dispersion).abs() < 0.1, "{half:?} {whole:?}");
    }

    #[test]
    fn years_that_differ_widen_the_limits() {
        let like = at([[50; 12], [50; 12], [50; 12], [50; 12]].concat(), "2012-06").unwrap();
        let unlike = at([[30; 12], [50; 12], [70; 12], [50; 12]].concat(), "2012-06").unwrap();
        assert!(like.dispersion == 1.0 && unlike.dispersion > 5.0);
        assert!(unlike.low < like.low && unlike.high > like.high);
    }

    #[test]
    fn a_month_that_never_had_any_is_refused_and_a_handful_is_cautioned() {
        let none = at(vec![0; 48], "2012-03");
        assert_eq!(none, Err(AnticipatedError::NoneBefore("2012-03".parse().unwrap())));
        let few = at(vec![2; 48], "2012-03").unwrap();
        assert_eq!((few.caution, few.lies), (Some(FewCounted), Lies::Within));
    }

    #[test]
    fn about_one_usual_month_in_twenty_lies_outside() {
        use rand::RngExt as _;
        use rand::SeedableRng as _;

        let mut chance = rand_chacha::ChaCha8Rng::seed_from_u64(1996);
        let mut poisson = |mean: f64| {
            // By Knuth's product of uniform numbers.
            let (mut left, mut number) = (mean.exp(), 0_u64);
            loop {
                left *= chance.random::<f64>();
                if left <= 1.0 {
                    return number;
                }
                number += 1;
            }
        };
        let outside = (0..2000).filter(|_| {
            let counts = (0..61).map(|_| poisson(40.0)).collect();
            at(counts, "2014-01").unwrap().lies != Lies::Within
        });
        let outside = outside.count() as f64 / 2000.0;
        assert!((0.03..0.07).contains(&outside), "{outside}");
    }

    proptest! {
        #[test]
        fn the_limits_hold_what_is_expected_and_the_count_decides(
            counts in prop::collection::vec(0_u64..400, 49..80),
        ) {
            let last = series(counts.clone()).last().to_string();
            if let Ok(found) = at(counts, &last) {
                prop_assert!(0.0 <= found.low && found.low <= found.expected);
                prop_assert!(found.expected <= found.high && found.dispersion >= 1.0);
                let within = found.low <= found.count as f64 && found.count as f64 <= found.high;
                prop_assert_eq!(found.lies == Lies::Within, within);
            }
        }
    }
}
