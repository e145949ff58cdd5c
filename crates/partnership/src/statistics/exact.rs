//! Exact tails of the binomial and the Poisson distribution, and the limits that follow from them.
//!
//! Counts and probabilities come in; logarithms of tails, two-sided p-values and interval limits
//! go out. A tail is summed term by term outward from the count: all terms are positive, so
//! nothing cancels, and about nine standard deviations of terms suffice (nine thousand at a count
//! of a million). Single probabilities follow Loader (2000), "Fast and accurate computation of
//! binomial probabilities", which keeps its figures where sums of log-factorials lose them.

use std::f64::consts::PI;

/// The largest count worked with; the sums take a fraction of a second there.
pub(super) const LARGEST_COUNT: u64 = 10_000_000_000;

/// Probabilities are "equal" within this, so that rounding decides no tie (as in scipy and R).
const TIE: f64 = 1e-7;

/// `count` successes or more in `trials` independent trials at given odds.
#[derive(Debug, Clone, Copy)]
struct Binomial {
    trials: f64,
    success: f64,
    failure: f64,
}

impl Binomial {
    fn at_odds(trials: f64, odds: f64) -> Binomial {
        Binomial { trials, success: odds / (1.0 + odds), failure: 1.0 / (1.0 + odds) }
    }

    /// The same trials, counting failures.
    fn mirrored(self) -> Binomial {
        Binomial { trials: self.trials, success: self.failure, failure: self.success }
    }

    fn mean(self) -> f64 {
        self.trials * self.success
    }

    fn ln_exactly(self, count: f64) -> f64 {
        let Binomial { trials, success, failure } = self;
        if count == 0.0 {
            return trials * ln_of_complement(success, failure);
        }
        if count == trials {
            return trials * ln_of_complement(failure, success);
        }
        let rest = trials - count;
        stirling_error(trials)
            - stirling_error(count)
            - stirling_error(rest)
            - deviance(count, trials * success)
            - deviance(rest, trials * failure)
            + 0.5 * (trials / (2.0 * PI * count * rest)).ln()
    }

    fn ln_at_least(self, count: f64) -> f64 {
        if count <= 0.0 {
            return 0.0;
        }
        if count > self.trials {
            return f64::NEG_INFINITY;
        }
        if count > self.mean() {
            return self.ln_upper_tail(count);
        }
        let below = self.mirrored().ln_upper_tail(self.trials - count + 1.0);
        (-below.exp()).ln_1p()
    }

    fn ln_at_most(self, count: f64) -> f64 {
        self.mirrored().ln_at_least(self.trials - count)
    }

    /// `ln_at_least` for a count above the mean, where the terms only shrink.
    fn ln_upper_tail(self, count: f64) -> f64 {
        let odds = self.success / self.failure;
        let next = |x: f64| (self.trials - x) / (x + 1.0) * odds;
        let steps = (0..).map(|step| next(count + f64::from(step)));
        self.ln_exactly(count) + sum_of_products(steps).ln()
    }
}

/// A Poisson count with a given mean.
#[derive(Debug, Clone, Copy)]
struct Poisson {
    mean: f64,
}

impl Poisson {
    fn ln_exactly(self, count: f64) -> f64 {
        if count == 0.0 {
            return -self.mean;
        }
        -stirling_error(count) - deviance(count, self.mean) - 0.5 * (2.0 * PI * count).ln()
    }

    fn ln_at_least(self, count: f64) -> f64 {
        if count <= 0.0 {
            return 0.0;
        }
        if count > self.mean {
            return self.ln_upper_tail(count);
        }
        (-self.ln_lower_tail(count - 1.0).exp()).ln_1p()
    }

    fn ln_at_most(self, count: f64) -> f64 {
        if count < self.mean {
            return self.ln_lower_tail(count);
        }
        (-self.ln_upper_tail(count + 1.0).exp()).ln_1p()
    }

    fn ln_upper_tail(self, count: f64) -> f64 {
        let steps = (1..).map(|step| self.mean / (count + f64::from(step)));
        self.ln_exactly(count) + sum_of_products(steps).ln()
    }

    fn ln_lower_tail(self, count: f64) -> f64 {
        let steps = (0..).map(|step| (count - f64::from(step)) / self.mean);
        self.ln_exactly(count) + sum_of_products(steps).ln()
    }
}

/// How likely a split at least as unlikely as `count` of `trials` is, when each trial has `odds`.
///
/// The sum of the probabilities of all splits no likelier than the one seen.
pub(super) fn two_sided(count: u64, trials: u64, odds: f64) -> f64 {
    let chance = Binomial::at_odds(trials as f64, odds);
    let count = count as f64;
    if count == chance.mean() {
        return 1.0;
    }
    if count < chance.mean() {
        below_the_mean(chance, count)
    } else {
        below_the_mean(chance.mirrored(), chance.trials - count)
    }
}

fn below_the_mean(chance: Binomial, count: f64) -> f64 {
    let bar = chance.ln_exactly(count) + TIE.ln_1p();
    let mut first = chance.mean().ceil();
    let mut end = chance.trials + 1.0;
    while first < end {
        let middle = ((first + end) / 2.0).floor();
        if chance.ln_exactly(middle) <= bar {
            end = middle;
        } else {
            first = middle + 1.0;
        }
    }
    chance.ln_at_most(count).exp() + chance.ln_at_least(first).exp()
}

/// The lowest odds at which `count` or more of `trials` still has a chance of `tail`.
///
/// `count` must be at least 1. The highest odds for a count are one over the lowest for the rest.
pub(super) fn lowest_odds(count: u64, trials: u64, tail: f64) -> f64 {
    let (count, trials) = (count as f64, trials as f64);
    root((count / (trials - count + 1.0)).ln(), |ln_odds| {
        let chance = Binomial::at_odds(trials, ln_odds.exp());
        let ln_tail = chance.ln_at_least(count);
        let slope = (chance.ln_exactly(count) - ln_tail).exp() * count * chance.failure;
        (ln_tail - tail.ln(), slope)
    })
    .exp()
}

/// The lowest mean at which `count` or more still has a chance of `tail`; 0 for a count of 0.
pub(super) fn lowest_mean(count: u64, tail: f64) -> f64 {
    if count == 0 {
        return 0.0;
    }
    let count = count as f64;
    root(count.ln(), |ln_mean| {
        let chance = Poisson { mean: ln_mean.exp() };
        let ln_tail = chance.ln_at_least(count);
        (ln_tail - tail.ln(), (chance.ln_exactly(count) - ln_tail).exp() * count)
    })
    .exp()
}

/// The highest mean at which `count` or fewer still has a chance of `tail`.
pub(super) fn highest_mean(count: u64, tail: f64) -> f64 {
    let count = count as f64;
    root((count + 1.0).ln(), |ln_mean| {
        let chance = Poisson { mean: ln_mean.exp() };
        let ln_tail = chance.ln_at_most(count);
        (ln_tail - tail.ln(), -(chance.ln_exactly(count) - ln_tail).exp() * chance.mean)
    })
    .exp()
}

/// Where a function is nought, by Newton's method; it gives its value and its slope.
///
/// The logarithm of a tail is concave in the logarithm of the odds or of the mean (the beta and
/// gamma densities are log-concave on that scale), so Newton's method cannot miss.
fn root(start: f64, value_and_slope: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut at = start;
    for _ in 0..100 {
        let (value, slope) = value_and_slope(at);
        let step = value / slope;
        at -= step;
        if step.abs() < 1e-13 * at.abs().max(1.0) {
            break;
        }
    }
    at
}

/// 1 + r₁ + r₁r₂ + r₁r₂r₃ + …, until the terms no longer matter.
fn sum_of_products(ratios: impl Iterator<Item = f64>) -> f64 {
    let mut term = 1.0;
    let mut total = 1.0;
    for ratio in ratios {
        term *= ratio;
        total += term;
        if term <= total * 1e-17 {
            break;
        }
    }
    total
}

/// ln(1 − `probability`), where `complement` is 1 − `probability` already at hand.
fn ln_of_complement(probability: f64, complement: f64) -> f64 {
    if probability < 0.5 { (-probability).ln_1p() } else { complement.ln() }
}

/// x ln(x/m) + m − x: what a count of `x` costs when `m` were expected.
fn deviance(x: f64, m: f64) -> f64 {
    let excess = (x - m) / m;
    m * ((1.0 + excess) * excess.ln_1p() - excess)
}

/// ln(n!) less Stirling's formula.
fn stirling_error(n: f64) -> f64 {
    if n > 15.0 {
        let square = n * n;
        let third = 1.0 / 1260.0 - 1.0 / (1680.0 * square);
        return (1.0 / 12.0 - (1.0 / 360.0 - third / square) / square) / n;
    }
    let mut factorial = 1.0;
    let mut factor = 2.0;
    while factor <= n {
        factorial *= factor;
        factor += 1.0;
    }
    f64::ln(factorial) - (n + 0.5) * n.ln() + n - 0.5 * (2.0 * PI).ln()
}

#[cfg(test)]
mod tests;
