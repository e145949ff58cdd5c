//! How a count changed between two periods, and whether chance alone could have done it.
//!
//! Two counts with the time (or people and time) over which each was taken come in; the difference,
//! the percentage, the ratio of rates with its interval and the exact p-value go out.

use serde::Serialize;

use crate::statistics::exact;
use crate::statistics::probability::Confidence;
use crate::statistics::probability::PValue;

/// Over how much a count was taken: days, or residents times days. Both periods in the same unit.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Exposure(f64);

impl Exposure {
    /// The exposure `amount`, which must be above 0 and of a size met in practice.
    pub fn of(amount: f64) -> Result<Exposure, ChangeError> {
        if (1e-9..=1e15).contains(&amount) {
            Ok(Exposure(amount))
        } else {
            Err(ChangeError::Exposure(amount))
        }
    }

    /// The number itself.
    pub fn amount(self) -> f64 {
        self.0
    }
}

/// What was counted in one period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PeriodCount {
    /// How many were recorded.
    pub count: u64,
    /// Over how much.
    pub exposure: Exposure,
}

/// A count now against a count before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The count now less the count before.
    pub difference: i64,
    /// The change of the count in per cent, as a reader would work it out from the two counts.
    pub percent: PercentChange,
    /// The rate now over the rate before, each per unit of its own exposure.
    pub ratio: RateRatio,
    /// How often chance alone would bring a split of the two counts at least as unlikely.
    pub p_value: PValue,
    /// How sure the interval of the ratio is.
    pub confidence: Confidence,
}

/// A change of a count in per cent, which exists only where there was something to change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum PercentChange {
    /// So many per cent up (or, below 0, down).
    By(f64),
    /// From none to some: no percentage describes it.
    FromNone,
    /// None in either period.
    NoneInEither,
}

/// A ratio of two rates, as far as the counts let it be known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum RateRatio {
    /// The best estimate and the interval around it; both may be 0 at the low end.
    Measured {
        /// The rate now over the rate before.
        estimate: f64,
        /// The low end of the interval.
        low: f64,
        /// The high end of the interval.
        high: f64,
    },
    /// There were none before, so the ratio has a floor but no estimate and no ceiling.
    AtLeast(f64),
    /// None in either period: the counts say nothing of the ratio.
    Unknown,
}

/// Why a change could not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ChangeError {
    /// An exposure that no period has.
    #[error("{0} is not an exposure: give the days, or residents times days, from 1e-9 to 1e15")]
    Exposure(f64),
    /// A count beyond anything recorded, so more likely a fault in the file.
    #[error("a count of {0} is beyond ten thousand million: check the file it came from")]
    TooLarge(u64),
}

/// How the count changed from one period to the next.
///
/// **What it answers.** By how much has this gone up or down, between which limits does the true
/// change lie, and could it be no more than the ordinary scatter of counts?
///
/// **Method.** Taking each count as Poisson, the count now out of the two together is binomial
/// with a chance set by the exposures (Przyborowski and Wilenski 1940, *Biometrika* 31, 313–323;
/// reviewed by Krishnamoorthy and Thomson 2004, *J. Stat. Plan. Inference* 119, 23–35). The p-value
/// is two-sided by the method of small p-values, as in R and scipy. The interval of the ratio turns
/// the exact binomial one (Clopper and Pearson 1934, *Biometrika* 26, 404–413) into odds. The
/// interval and the test are built apart, and near the edge one may exclude what the other allows.
///
/// **When not to use it.** Where one event brings many records (a burglary series, one offender's
/// many frauds): counts scatter more than Poisson then, and both test and interval claim too much.
/// Across a recording break: the change may be in the recording. For the one most striking of many
/// categories: see `discovery`. Between seasons: compare the same quarter of two years.
///
/// **Small numbers.** The test stays honest but says little: from 3 to 7 is up 133%, yet p = 0.34.
/// From none there is no percentage, and none is given.
///
/// ```
/// use partnership::statistics::change::{Exposure, PercentChange, PeriodCount, change};
/// use partnership::statistics::probability::Confidence;
///
/// // Maidstone, April to June, 2013 and 2014: Q1 Crime Briefing of 14 October 2014, appendix 2.
/// let quarter = Exposure::of(91.0)?;
/// let before = PeriodCount { count: 2172, exposure: quarter };
/// let now = PeriodCount { count: 2357, exposure: quarter };
/// let change = change(before, now, Confidence::NINETY_FIVE)?;
/// assert_eq!(change.difference, 185);
/// assert!(matches!(change.percent, PercentChange::By(up) if format!("{up:.1}") == "8.5"));
/// assert!(change.p_value.value() < 0.01);
/// # Ok::<(), partnership::statistics::change::ChangeError>(())
/// ```
pub fn change(
    before: PeriodCount,
    now: PeriodCount,
    confidence: Confidence,
) -> Result<Change, ChangeError> {
    for period in [before, now] {
        if period.count > exact::LARGEST_COUNT {
            return Err(ChangeError::TooLarge(period.count));
        }
    }
    Ok(Change {
        difference: now.count.cast_signed() - before.count.cast_signed(),
        percent: percent_change(before.count, now.count),
        ratio: rate_ratio(before, now, confidence),
        p_value: p_value(before, now),
        confidence,
    })
}

fn percent_change(before: u64, now: u64) -> PercentChange {
    match (before, now) {
        (0, 0) => PercentChange::NoneInEither,
        (0, _) => PercentChange::FromNone,
        (before, now) => PercentChange::By((now as f64 - before as f64) / before as f64 * 100.0),
    }
}

fn rate_ratio(before: PeriodCount, now: PeriodCount, confidence: Confidence) -> RateRatio {
    let both = before.count + now.count;
    let per_exposure = before.exposure.0 / now.exposure.0;
    let tail = confidence.each_tail();
    match (before.count, now.count) {
        (0, 0) => RateRatio::Unknown,
        (0, count) => RateRatio::AtLeast(exact::lowest_odds(count, both, tail) * per_exposure),
        (rest, count) => {
            let low = if count == 0 { 0.0 } else { exact::lowest_odds(count, both, tail) };
            RateRatio::Measured {
                estimate: count as f64 / rest as f64 * per_exposure,
                low: low * per_exposure,
                high: per_exposure / exact::lowest_odds(rest, both, tail),
            }
        }
    }
}

fn p_value(before: PeriodCount, now: PeriodCount) -> PValue {
    let odds = now.exposure.0 / before.exposure.0;
    PValue::of_sum(exact::two_sided(now.count, before.count + now.count, odds))
}

#[cfg(test)]
mod tests;
