//! Probabilities that cannot be wrong: a p-value, a proportion, a level of confidence.
//!
//! Numbers come in from a test's own arithmetic or from a settings file; what goes out is a type
//! that is always within its range, never NaN.

use serde::Serialize;

/// How often chance alone, with no true change, would bring a result at least as unusual.
///
/// A p-value is not the probability that nothing changed, nor a measure of how much did.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct PValue(f64);

impl PValue {
    /// The p-value `value`, which must lie between 0 and 1 inclusive.
    pub fn of(value: f64) -> Result<PValue, OutOfRange> {
        if (0.0..=1.0).contains(&value) {
            Ok(PValue(value))
        } else {
            Err(OutOfRange::PValue(value))
        }
    }

    /// The p-value for a sum that rounding may have carried a hair past 1.
    pub(super) fn of_sum(sum: f64) -> PValue {
        PValue(sum.clamp(0.0, 1.0))
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// A share of a whole, from 0 to 1 inclusive.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Proportion(f64);

impl Proportion {
    /// One in twenty, the usual share of false discoveries to put up with.
    pub const ONE_IN_TWENTY: Proportion = Proportion(0.05);

    /// One half.
    pub const HALF: Proportion = Proportion(0.5);

    /// The proportion `value`, which must lie between 0 and 1 inclusive.
    pub fn of(value: f64) -> Result<Proportion, OutOfRange> {
        if (0.0..=1.0).contains(&value) {
            Ok(Proportion(value))
        } else {
            Err(OutOfRange::Proportion(value))
        }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// How sure an interval is to be: the share of such intervals that hold the true value.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Confidence(f64);

impl Confidence {
    /// The usual 95 per cent.
    pub const NINETY_FIVE: Confidence = Confidence(0.95);

    /// The level `value`, which must lie above 0 and below 1, such as 0.95.
    pub fn of(value: f64) -> Result<Confidence, OutOfRange> {
        if value > 0.0 && value < 1.0 {
            Ok(Confidence(value))
        } else {
            Err(OutOfRange::Confidence(value))
        }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }

    /// What is left out at each end: 0.025 for 95 per cent.
    pub(super) fn each_tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }
}

/// A number that is not the kind of probability it was given for.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum OutOfRange {
    /// Not a p-value.
    #[error("{0} is not a p-value: it must lie between 0 and 1")]
    PValue(f64),
    /// Not a share of a whole.
    #[error("{0} is not a proportion: it must lie between 0 and 1")]
    Proportion(f64),
    /// Not a level of confidence.
    #[error("{0} is not a level of confidence: it must lie above 0 and below 1, such as 0.95")]
    Confidence(f64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_p_value_is_refused_outside_nought_to_one() {
        assert_eq!(PValue::of(1.0).map(PValue::value), Ok(1.0));
        assert_eq!(PValue::of(-0.1), Err(OutOfRange::PValue(-0.1)));
        assert!(PValue::of(f64::NAN).is_err());
    }

    #[test]
    fn certainty_is_not_a_level_of_confidence() {
        assert_eq!(Confidence::of(1.0), Err(OutOfRange::Confidence(1.0)));
        assert!(Confidence::of(0.0).is_err());
        assert!((Confidence::NINETY_FIVE.each_tail() - 0.025).abs() < 1e-15);
    }

    #[test]
    fn a_refusal_says_what_was_found_and_what_was_wanted() {
        let refusal = Proportion::of(1.5).unwrap_err().to_string();
        assert_eq!(refusal, "1.5 is not a proportion: it must lie between 0 and 1");
    }
}
