//! A count per thousand of its denominator, with the limits that chance sets.
//!
//! A count and what it is counted against come in; a rate with its interval, or the reason why
//! there is none, goes out.

use serde::Serialize;

use crate::statistics::exact;
use crate::statistics::probability::Confidence;

/// So many per thousand residents, households or hectares. Rates do not add up; counts do.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct PerThousand(f64);

impl PerThousand {
    /// The rate `value`, worked out from counts and denominators already checked.
    pub(super) fn worked_out(value: f64) -> PerThousand {
        PerThousand(value)
    }

    /// The rate of `count` in `denominator`.
    pub(super) fn from_parts(count: f64, denominator: Denominator) -> PerThousand {
        PerThousand(count / denominator.thousands())
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// What a count is set against: residents, households, hectares. Never nought.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Denominator(f64);

impl Denominator {
    /// The denominator `size`, which must be above 0 and of a size met in practice.
    pub fn of(size: f64) -> Result<Denominator, RateError> {
        if size == 0.0 {
            return Err(RateError::NoDenominator);
        }
        if (1e-9..=1e15).contains(&size) {
            Ok(Denominator(size))
        } else {
            Err(RateError::Denominator(size))
        }
    }

    /// The number itself.
    pub fn size(self) -> f64 {
        self.0
    }

    /// The number in thousands.
    pub(super) fn thousands(self) -> f64 {
        self.0 / 1000.0
    }
}

/// A rate and the limits between which the underlying one lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// The rate as counted.
    pub estimate: PerThousand,
    /// The low end of the interval.
    pub low: PerThousand,
    /// The high end of the interval.
    pub high: PerThousand,
    /// How sure the interval is.
    pub confidence: Confidence,
}

/// Why there is no rate.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RateError {
    /// An area without residents (or households, or land) has no rate, not a rate of nought.
    #[error("the denominator is 0, so there is no rate: give the count alone, or load the figure")]
    NoDenominator,
    /// A denominator that no area has.
    #[error("{0} is not a denominator: it must lie from 1e-9 to 1e15")]
    Denominator(f64),
    /// A count beyond anything recorded, so more likely a fault in the file.
    #[error("a count of {0} is beyond ten thousand million: check the file it came from")]
    TooLarge(u64),
}

/// The count per thousand of its denominator, with its exact interval.
///
/// **What it answers.** How much of this is there for each thousand who live here, so that a small
/// place may be set beside a large one, and how far might the figure move by chance alone?
///
/// **Method.** The count over the denominator times 1,000. The interval is the exact one for a
/// Poisson count (Garwood 1936, *Biometrika* 28, 437–442), the one which Byar's formula
/// approximates: the means at which so many or more, and so many or fewer, would have half of the
/// doubt. It holds the true rate at least as often as it says, for few crimes rather more often.
///
/// **When not to use it.** Where residents are not those at risk: a town centre's visitors, or
/// shops for shoplifting. To rank areas whose intervals overlap: see `comparison`. For all crime
/// as a full count the interval says how far chance moves it, not that anybody drew a sample.
///
/// **Small numbers.** None counted is a rate of 0 with a high end of 3.7 events at 95%: it is not
/// proof of safety. At 20 crimes the high end is still half as much again as the rate.
///
/// ```
/// use partnership::statistics::probability::Confidence;
/// use partnership::statistics::rate::{Denominator, rate};
///
/// let robbery = rate(11, Denominator::of(161_000.0)?, Confidence::NINETY_FIVE)?;
/// assert_eq!(format!("{:.3}", robbery.estimate.value()), "0.068");
/// assert_eq!(format!("{:.3}", robbery.high.value()), "0.122");
/// # Ok::<(), partnership::statistics::rate::RateError>(())
/// ```
pub fn rate(
    count: u64,
    denominator: Denominator,
    confidence: Confidence,
) -> Result<Rate, RateError> {
    if count > exact::LARGEST_COUNT {
        return Err(RateError::TooLarge(count));
    }
    let tail = confidence.each_tail();
    Ok(Rate {
        estimate: PerThousand::from_parts(count as f64, denominator),
        low: PerThousand::from_parts(exact::lowest_mean(count, tail), denominator),
        high: PerThousand::from_parts(exact::highest_mean(count, tail), denominator),
        confidence,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn per_thousand(count: u64, residents: f64) -> Rate {
        rate(count, Denominator::of(residents).unwrap(), Confidence::NINETY_FIVE).unwrap()
    }

    #[test]
    fn ten_events_have_garwoods_limits() {
        // Garwood (1936), table I: 10 events, 4.80 to 18.39.
        let ten = per_thousand(10, 1000.0);
        assert!((ten.low.value() - 4.795).abs() < 1e-3);
        assert!((ten.high.value() - 18.390).abs() < 1e-3);
    }

    #[test]
    fn no_events_are_a_rate_of_nought_that_may_hide_some() {
        let none = per_thousand(0, 1000.0);
        assert_eq!((none.estimate.value(), none.low.value()), (0.0, 0.0));
        assert!((none.high.value() - 3.688_879).abs() < 1e-6);
    }

    #[test]
    fn an_area_without_residents_has_no_rate() {
        assert_eq!(Denominator::of(0.0), Err(RateError::NoDenominator));
        assert_eq!(Denominator::of(-5.0), Err(RateError::Denominator(-5.0)));
        assert!(Denominator::of(f64::NAN).is_err());
    }

    #[test]
    fn a_count_beyond_anything_recorded_has_no_rate() {
        let people = Denominator::of(1.0).unwrap();
        let refused = rate(u64::MAX, people, Confidence::NINETY_FIVE);
        assert_eq!(refused, Err(RateError::TooLarge(u64::MAX)));
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_rate(count in 0_u64..1_000_000, residents in 1.0_f64..1e7) {
            let rate = per_thousand(count, residents);
            prop_assert!(rate.low <= rate.estimate && rate.estimate <= rate.high);
        }
    }
}
