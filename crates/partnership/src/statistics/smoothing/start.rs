//! Where level, trend and season begin, from the first years of a series.
//!
//! Counts come in, at least three years of them; out goes the state before the first month.

use super::Smoothing;
use super::State;

/// How many values the first straight line goes through.
const LINE: usize = 10;
/// From how many years the first season is taken.
const MOST_YEARS: usize = 5;

/// The state before the first of `counts` (Hyndman and others 2008, 2.6.1).
pub(super) fn of(counts: &[f64], method: Smoothing) -> State {
    let Smoothing::Season = method else {
        let (level, trend) = line(counts);
        let trend = if method == Smoothing::Level { 0.0 } else { trend };
        return State { level, trend, season: [0.0; 12], to_come: 0 };
    };
    let years = (counts.len() / 12).min(MOST_YEARS);
    let first: &[f64] = counts.get(..12 * years).unwrap_or(counts);
    let average: Vec<f64> = first
        .windows(13)
        .map(|around| (around[..12].iter().sum::<f64>() + around[1..].iter().sum::<f64>()) / 24.0)
        .collect();
    let season = season(first, &average);
    let adjusted: Vec<f64> = first.iter().zip(season).map(|(count, part)| count - part).collect();
    let (level, trend) = line(&adjusted);
    State { level, trend, season, to_come: 0 }
}

/// The mean difference of each month to the average about it, less the mean of the twelve.
fn season(counts: &[f64], average: &[f64]) -> [f64; 12] {
    let (mut sums, mut years) = ([0.0; 12], [0.0; 12]);
    // The average has no value for the first six months.
    for (place, (count, average)) in counts.iter().skip(6).zip(average).enumerate() {
        sums[(place + 6) % 12] += count - average;
        years[(place + 6) % 12] += 1.0;
    }
    let mut season = sums;
    for (sum, years) in season.iter_mut().zip(years) {
        *sum /= f64::max(years, 1.0);
    }
    let mean = season.iter().sum::<f64>() / 12.0;
    season.map(|one| one - mean)
}

/// The least-squares line through the first ten values, at 0 and by the step, where the first is at 1.
fn line(values: &[f64]) -> (f64, f64) {
    let first = values.get(..LINE).unwrap_or(values);
    let number = first.len() as f64;
    let middle = (number + 1.0) / 2.0;
    let mean = first.iter().sum::<f64>() / number;
    let steps = (1..).map(f64::from);
    let (mut across, mut along) = (0.0, 0.0);
    for (value, step) in first.iter().zip(steps) {
        across += (step - middle) * (value - mean);
        along += (step - middle) * (step - middle);
    }
    let slope = across / along;
    (mean - slope * middle, slope)
}
