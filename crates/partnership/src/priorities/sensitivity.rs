//! How far the order of the issues hangs on the weights.
//!
//! In come the scores' makings; out go, for each issue, between which ranks it moves, and how often it is in the top.
//!
//! **What it answers.** Would the list look otherwise, had the weights been a little different?
//!
//! **Method.** Two procedures, both around the weights that were chosen. First, each weight alone is halved and raised by
//! half, the others as they are: the best and the worst rank that an issue has under any of these, and under the weights
//! themselves. Second, a thousand draws: every weight is multiplied by a factor of its own with mean 1 and standard
//! deviation ½, the mean of four exponential draws, so that weights that are alike make a Dirichlet distribution with four
//! for each; an issue is in the top *N* in a share of the draws. In the grid the weights are the powers of impact and
//! likelihood. The draws are seeded: the same scores give the same shares.
//!
//! **When not to use it.** It says nothing on whether the levels are right, nor on what was left out; scorers who differ are
//! told beside it. Where few issues were scored nearly every one is in the top. It is no probability that an issue matters.

use crate::priorities::method::Method;
use crate::priorities::method::Weighting;
use crate::priorities::ranking::Sheets;
use crate::priorities::ranking::ranks;
use crate::priorities::ranking::scores;
use crate::statistics::chance::scattered;

/// How many draws are made.
pub const DRAWS: u32 = 1_000;
/// How many exponential draws make one factor, so that its standard deviation is a half.
const EXPONENTIALS: u64 = 4;

/// How an issue's rank moves with the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swayed {
    /// Its best rank while one weight is halved or raised by half.
    pub best: usize,
    /// Its worst.
    pub worst: usize,
    /// In how many of the draws it is in the top.
    pub in_top: u32,
}

impl Swayed {
    /// In what share of the draws it is in the top, as a whole per cent; nought and a hundred are said only where it is in
    /// none, or in all.
    pub fn per_cent(self) -> u32 {
        let rounded = (self.in_top * 100 + DRAWS / 2) / DRAWS;
        match self.in_top {
            0 => 0,
            DRAWS => 100,
            1.. => rounded.clamp(1, 99),
        }
    }
}

/// How the ranks move, in the order of `ranks`, which are those under the weights themselves.
pub(super) fn swayed(
    method: &Method,
    sheets: &Sheets<'_>,
    ranked: &[usize],
    top: usize,
) -> Vec<Swayed> {
    let mut swayed: Vec<Swayed> =
        ranked.iter().map(|rank| Swayed { best: *rank, worst: *rank, in_top: 0 }).collect();
    let chosen = method.weighting();
    for weighting in one_at_a_time(&chosen) {
        for (one, rank) in swayed.iter_mut().zip(ranks(&scores(method, sheets, &weighting))) {
            one.best = one.best.min(rank);
            one.worst = one.worst.max(rank);
        }
    }
    for draw in 0..u64::from(DRAWS) {
        let weighting = drawn(&chosen, draw);
        for (one, rank) in swayed.iter_mut().zip(ranks(&scores(method, sheets, &weighting))) {
            one.in_top += u32::from(rank <= top);
        }
    }
    swayed
}

/// The weights with one of them halved or raised by half, each way of each.
fn one_at_a_time(chosen: &Weighting) -> impl Iterator<Item = Weighting> {
    chosen.iter().flat_map(move |(factor, weight)| {
        [0.5, 1.5].map(|times| {
            let mut weighting = chosen.clone();
            weighting.insert(*factor, weight * times);
            weighting
        })
    })
}

/// The weights of one draw.
fn drawn(chosen: &Weighting, draw: u64) -> Weighting {
    let first = draw * 1_024;
    let weights = chosen.iter().zip(0_u64..);
    weights
        .map(|((factor, weight), place)| {
            (*factor, weight * about_one(first + place * EXPONENTIALS))
        })
        .collect()
}

/// A number with mean 1 and standard deviation ½: the mean of four exponential draws.
fn about_one(seed: u64) -> f64 {
    let exponential = |at: u64| -uniform(seed + at).ln();
    (0..EXPONENTIALS).map(exponential).sum::<f64>() / 4.0
}

/// A number above nought and at most one, scattered from a seed: its 32 highest bits, so that it is exact.
fn uniform(seed: u64) -> f64 {
    let high = u32::try_from(scattered(seed) >> 32).unwrap_or(u32::MAX);
    (f64::from(high) + 1.0) / 4_294_967_296.0
}
