//! Smoothing and forecasts against statsmodels, fixed weights to one in a million and fitted ones as stated.

use partnership::statistics::forecast::BackTest;
use partnership::statistics::forecast::Forecast;
use partnership::statistics::forecast::Method;
use partnership::statistics::forecast::forecast;
use partnership::statistics::monthly_series::MonthlySeries;
use partnership::statistics::probability::Confidence;
use partnership::statistics::smoothing::Smoothing;
use partnership::statistics::smoothing::Weights;
use partnership::statistics::smoothing::best_smoothed;
use partnership::statistics::smoothing::smoothed;
use serde_json::Value;
use serde_json::json;

use crate::asking::Chance;
use crate::asking::near;
use crate::asking::near_from;
use crate::asking::reference;
use crate::months::made;

const KINDS: [(Smoothing, &str); 3] =
    [(Smoothing::Level, "level"), (Smoothing::Trend, "trend"), (Smoothing::Season, "season")];

/// Weights are looked for by another search there; ours must not do worse than this much of the sum of squares.
const NO_WORSE: f64 = 1e-6;
/// How far the mean error may differ where every origin's weights were found by another search.
const ANOTHER_SEARCH: f64 = 0.05;

#[test]
fn smoothing_agrees_with_statsmodels_and_no_search_of_it_finds_better_weights() {
    let mut chance = Chance(1960);
    let cases: Vec<(MonthlySeries, usize, Weights)> = made(1960, 40)
        .into_iter()
        .take(45)
        .enumerate()
        .map(|(place, series)| {
            let level = chance.share();
            let season = chance.share() * (1.0 - level);
            (series, place % 3, Weights { level, trend: chance.share(), season })
        })
        .collect();
    let asked: Vec<Value> = cases
        .iter()
        .map(|(series, kind, weights)| {
            let weights = [weights.level, weights.trend, weights.season];
            json!([series.counts(), KINDS[*kind].1, weights])
        })
        .collect();
    let test = "smoothing_agrees_with_statsmodels_and_no_search_of_it_finds_better_weights";
    let Some(reference) = reference("smoothing", test, json!(asked)) else { return };
    for ((series, kind, weights), wanted) in cases.iter().zip(reference) {
        let found = smoothed(series, KINDS[*kind].0, *weights).unwrap();
        let scale = series.counts().iter().copied().max().unwrap_or(1) as f64;
        for (place, expected) in found.expected.iter().enumerate() {
            near_from(*expected, &wanted["expected"][place], scale);
        }
        near(found.squared_error, &wanted["squared_error"]);
        for ahead in 1..=6_u8 {
            let place = usize::from(ahead) - 1;
            near_from(found.ahead(ahead), &wanted["ahead"][place], scale);
            near(found.error_ahead(ahead), &wanted["error_ahead"][place]);
        }
        let best = best_smoothed(series, KINDS[*kind].0).unwrap();
        let theirs = wanted["best"].as_f64().unwrap();
        assert!(best.squared_error <= theirs * (1.0 + NO_WORSE), "{best:?} {theirs}");
    }
}

#[test]
fn guesses_tried_on_the_past_agree_with_numpy() {
    let cases = tried_cases(1982, 120);
    let asked: Vec<Value> =
        cases.iter().map(|(series, ahead)| json!([series.counts(), ahead, 0.95, false])).collect();
    let test = "guesses_tried_on_the_past_agree_with_numpy";
    let Some(reference) = reference("back_test", test, json!(asked)) else { return };
    for ((series, ahead), wanted) in cases.iter().zip(reference) {
        let found = forecast(series, *ahead, Confidence::NINETY_FIVE).unwrap();
        for (method, name) in [(Method::LastMonth, "last_month"), (Method::LastYear, "last_year")] {
            let one = of(&found.tried, method);
            near(one.mean_error, &wanted[name][0]);
            near(one.scaled_error.unwrap(), &wanted[name][1]);
            near(one.within_limits, &wanted[name][2]);
        }
        guessed_as_counted(series, &found);
    }
}

/// The guess set beside a forecast is a count of the series: the last, or that of a year before each month.
fn guessed_as_counted(series: &MonthlySeries, found: &Forecast) {
    let counts = series.counts();
    for (ahead, month) in found.guessed.iter().enumerate() {
        let again = match found.guess.method {
            Method::LastMonth => counts[counts.len() - 1],
            _ => counts[counts.len() - 12 + ahead],
        };
        assert!((month.expected - again as f64).abs() < 1e-9 && month.low <= month.expected);
    }
}

#[test]
fn smoothing_tried_on_the_past_is_as_wrong_as_that_of_statsmodels() {
    let cases = tried_cases(1957, 3);
    let asked: Vec<Value> =
        cases.iter().map(|(series, ahead)| json!([series.counts(), ahead, 0.95, true])).collect();
    let test = "smoothing_tried_on_the_past_is_as_wrong_as_that_of_statsmodels";
    let Some(reference) = reference("back_test", test, json!(asked)) else { return };
    for ((series, ahead), wanted) in cases.iter().zip(reference) {
        let found = forecast(series, *ahead, Confidence::NINETY_FIVE).unwrap();
        for (method, name) in KINDS {
            let one = of(&found.tried, Method::Smoothing(method));
            let theirs = wanted[name][0].as_f64().unwrap();
            let apart = (one.mean_error / theirs - 1.0).abs();
            assert!(apart < ANOTHER_SEARCH, "{name}: {} and {theirs}", one.mean_error);
        }
    }
}

fn of(tried: &[BackTest], method: Method) -> BackTest {
    *tried.iter().find(|one| one.method == method).unwrap()
}

fn tried_cases(seed: u64, number: usize) -> Vec<(MonthlySeries, u8)> {
    let cases = made(seed, 48).into_iter().take(number).enumerate();
    cases.map(|(place, series)| (series, u8::try_from(place % 6).unwrap() + 1)).collect()
}
