//! How far out the normal distribution leaves a given share beyond: the deviates of limits and intervals.
//!
//! A share of the upper tail comes in; the number of standard deviations beyond which it lies goes out.

use std::f64::consts::FRAC_1_SQRT_2;
use std::f64::consts::PI;

/// The standard normal deviate above which `tail` lies; 1.96 for 0.025.
///
/// By Newton's method from 0. The tail is convex above 0, so no step goes beyond the root. A `tail` of a half or more
/// gives 0: no interval has so little confidence.
pub(super) fn deviate(tail: f64) -> f64 {
    let mut at = 0.0;
    for _ in 0..200 {
        let step = (upper_tail(at) - tail) / density(at);
        if step <= 1e-15 * at {
            break;
        }
        at += step;
    }
    at
}

fn density(at: f64) -> f64 {
    (-at * at / 2.0).exp() / (2.0 * PI).sqrt()
}

/// The share above `at`.
fn upper_tail(at: f64) -> f64 {
    0.5 * libm::erfc(at * FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_deviates_are_met() {
        // Quantiles of the normal distribution as tables print them.
        for (tail, wanted) in [
            (0.5, 0.0),
            (0.1, 1.281_551_565_544_600_4),
            (0.025, 1.959_963_984_540_054),
            (0.005, 2.575_829_303_548_900_4),
            (0.001, 3.090_232_306_167_813_5),
            (1e-9, 5.997_807_015_008_163),
        ] {
            assert!((deviate(tail) - wanted).abs() < 1e-9, "{tail}: {}", deviate(tail));
        }
        assert!(deviate(5e-17) > 8.0 && deviate(0.9) == 0.0);
    }
}
