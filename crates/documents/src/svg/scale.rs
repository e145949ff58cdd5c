//! Axes: from values to pixels, with ticks at round numbers.
//!
//! In come the values to be shown; out goes a scale that begins and ends at a round number.

use partnership::content::table::decimal;

/// Whether an axis must begin at nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Baseline {
    /// Lengths are compared, so it must.
    Nought,
    /// Places are compared, so it need not.
    Free,
}

/// A scale from values to pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    from: f64,
    to: f64,
}

/// Spans smaller than this are drawn as if there were none.
const LEAST_SPAN: f64 = 1e-6;

impl Scale {
    /// The scale that shows all `values` between the pixels `from` and `to` with some `about` ticks.
    pub(super) fn of(
        values: impl IntoIterator<Item = f64>,
        baseline: Baseline,
        (from, to): (f64, f64),
        about: u8,
    ) -> Scale {
        let start = match baseline {
            Baseline::Nought => Some((0.0, 0.0)),
            Baseline::Free => None,
        };
        let found = values.into_iter().fold(start, |found, value| match found {
            None => Some((value, value)),
            Some((low, high)) => Some((value.min(low), value.max(high))),
        });
        let (low, high) = found.unwrap_or((0.0, 1.0));
        let span = if high - low < LEAST_SPAN.max(high.abs() * 1e-9) {
            high.abs().max(1.0)
        } else {
            high - low
        };
        let step = round_step(span / f64::from(about));
        let (low, high) = ((low / step).floor() * step, ((low + span) / step).ceil() * step);
        Scale { low, high, step, from, to }
    }

    /// The pixel of a value; values off the scale stay at its end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// The ticks: value and words.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let decimals = decimals_of(self.step);
        (0..=24u8)
            .map(|index| self.low + f64::from(index) * self.step)
            .take_while(|value| *value <= self.high + self.step / 2.0)
            .map(|value| (value, decimal(value, decimals)))
            .collect()
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below `least`.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|times| times * power)
        .find(|step| *step >= least * 0.999)
        .unwrap_or(10.0 * power)
}

/// How many decimal places it takes to write a step.
fn decimals_of(step: f64) -> u8 {
    (0..7u8)
        .find(|places| {
            let shifted = step * 10f64.powi(i32::from(*places));
            (shifted - shifted.round()).abs() < 1e-6 * shifted.max(1.0)
        })
        .unwrap_or(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], baseline: Baseline) -> Vec<String> {
        let scale = Scale::of(values.iter().copied(), baseline, (0.0, 100.0), 5);
        scale.ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        assert_eq!(
            labels(&[812.0, 640.0], Baseline::Nought),
            ["0", "200", "400", "600", "800", "1,000"]
        );
        assert_eq!(labels(&[11.2, 14.9], Baseline::Free), ["11", "12", "13", "14", "15"]);
        assert_eq!(labels(&[0.31], Baseline::Nought), ["0.0", "0.1", "0.2", "0.3", "0.4"]);
    }

    #[test]
    fn one_value_or_none_still_makes_a_scale() {
        assert!(labels(&[], Baseline::Free).len() > 2);
        assert!(labels(&[7.0], Baseline::Free).len() > 2);
        assert!(labels(&[0.0], Baseline::Nought).len() > 2);
    }
}
