//! Forecasts made from the months before alone, and what became of them.
//!
//! Counts and a method come in; forecasts with limits, and how wrong those for the last one or two years were, go out.

use super::BackTest;
use super::FEWEST_MONTHS;
use super::Method;
use super::guessed;
use super::guessed::Guess;
use crate::statistics::normal;
use crate::statistics::probability::Confidence;
use crate::statistics::smoothing;

/// The fewest months that a tried forecast is made from.
const FEWEST_LEARNT: usize = smoothing::FEWEST_MONTHS;
/// The most months that forecasts are tried on.
const MOST_TRIED: usize = 24;

/// What a month is expected to be, and its limits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) expected: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The months after the last of `counts`, 1 to `ahead`. Counts are never below 0, nor is what is expected of
/// them; and none is foreseen better than chance lets it be, by the square root of what is expected.
pub(super) fn ahead(
    counts: &[f64],
    method: Method,
    ahead: u8,
    confidence: Confidence,
) -> Vec<Limits> {
    let deviate = normal::deviate(confidence.each_tail());
    guesses(counts, method, ahead)
        .into_iter()
        .map(|Guess { expected, error }| {
            let expected = expected.max(0.0);
            let reach = deviate * error.max(expected.sqrt());
            Limits { expected, low: (expected - reach).max(0.0), high: expected + reach }
        })
        .collect()
}

fn guesses(counts: &[f64], method: Method, ahead: u8) -> Vec<Guess> {
    let method = match method {
        Method::LastMonth => return (1..=ahead).map(|at| guessed::again(counts, 1, at)).collect(),
        Method::LastYear => return (1..=ahead).map(|at| guessed::again(counts, 12, at)).collect(),
        Method::Smoothing(method) => method,
    };
    let found = smoothing::best(counts, method);
    let one = |at| Guess { expected: found.ahead(at), error: found.error_ahead(at) };
    (1..=ahead).map(one).collect()
}

/// How wrong the method was on the last months, from a rolling origin.
pub(super) fn back_test(
    counts: &[f64],
    method: Method,
    ahead: u8,
    confidence: Confidence,
) -> BackTest {
    let first = counts.len().saturating_sub(MOST_TRIED).max(FEWEST_LEARNT);
    let last = counts.len().saturating_sub(usize::from(ahead));
    let mut sums = Sums::default();
    for origin in first..=last {
        let (known, to_come) = counts.split_at(origin);
        let usual = year_on_year(known);
        for (limits, count) in self::ahead(known, method, ahead, confidence).iter().zip(to_come) {
            sums.note(limits, *count, usual);
        }
    }
    sums.told(method)
}

/// The mean change of a month to the same month a year later.
fn year_on_year(counts: &[f64]) -> f64 {
    let changes = counts.iter().skip(12).zip(counts).map(|(now, before)| (now - before).abs());
    changes.sum::<f64>() / (counts.len() - 12) as f64
}

#[derive(Default)]
struct Sums {
    forecasts: u64,
    error: f64,
    scaled: f64,
    within: u64,
}

impl Sums {
    fn note(&mut self, limits: &Limits, count: f64, usual: f64) {
        let error = (count - limits.expected).abs();
        self.forecasts += 1;
        self.error += error;
        // Over a usual change of none this is without end or no number, and told as `None`.
        self.scaled += error / usual;
        self.within += u64::from((limits.low..=limits.high).contains(&count));
    }

    fn told(&self, method: Method) -> BackTest {
        let number = self.forecasts.max(1) as f64;
        BackTest {
            method,
            forecasts: self.forecasts,
            mean_error: self.error / number,
            scaled_error: Some(self.scaled / number).filter(|scaled| scaled.is_finite()),
            within_limits: self.within as f64 / number,
        }
    }
}

const _: () = assert!(FEWEST_MONTHS >= FEWEST_LEARNT + 12, "a year is left to be tried on");
