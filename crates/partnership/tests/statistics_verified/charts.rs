//! Charts of shares and rates, what earlier years lead one to expect, and seasons by loess, against numpy and statsmodels.

use partnership::statistics::anticipated::anticipated;
use partnership::statistics::change::Exposure;
use partnership::statistics::laney_chart::LaneyChart;
use partnership::statistics::laney_chart::p_prime;
use partnership::statistics::laney_chart::u_prime;
use partnership::statistics::monthly_series::MonthlySeries;
use partnership::statistics::probability::Confidence;
use partnership::statistics::seasonal_loess::adjusted_by_loess;
use partnership::terms::span::Span;
use serde_json::Value;
use serde_json::json;

use crate::asking::Chance;
use crate::asking::near;
use crate::asking::near_from;
use crate::asking::reference;
use crate::months::made;
use crate::months::met;

#[test]
fn charts_of_shares_and_rates_agree_with_numpy_and_pandas() {
    let mut chance = Chance(2002);
    let cases: Vec<(MonthlySeries, Vec<u64>, bool)> = made(2002, 24)
        .into_iter()
        .enumerate()
        .map(|(place, counts)| {
            let sizes = counts.counts().iter().map(|count| count + chance.near(*count, 0.4) + 1);
            let sizes = sizes.collect();
            (counts, sizes, place.is_multiple_of(2))
        })
        .collect();
    let asked: Vec<Value> = cases
        .iter()
        .map(|(counts, sizes, share)| json!([counts.counts(), sizes, 15, share]))
        .collect();
    let test = "charts_of_shares_and_rates_agree_with_numpy_and_pandas";
    let Some(reference) = reference("laney_chart", test, json!(asked)) else { return };
    for ((counts, sizes, share), wanted) in cases.iter().zip(reference) {
        let found = charted(counts, sizes, *share);
        near(found.centre, &wanted["centre"]);
        near(found.spread, &wanted["spread"]);
        for (place, month) in found.months.iter().enumerate() {
            near(month.low, &wanted["low"][place]);
            near(month.high, &wanted["high"][place]);
            assert_eq!(met(&month.rules), wanted["met"][place]);
        }
    }
}

fn charted(counts: &MonthlySeries, sizes: &[u64], share: bool) -> LaneyChart {
    let base = Span::spanning(counts.first(), counts.first().plus_months(14));
    if share {
        let sizes = MonthlySeries::of(counts.first(), sizes.to_vec()).unwrap();
        return p_prime(counts, &sizes, base).unwrap();
    }
    let sizes: Vec<Exposure> =
        sizes.iter().map(|size| Exposure::of(*size as f64).unwrap()).collect();
    u_prime(counts, &sizes, base).unwrap()
}

#[test]
fn what_earlier_years_lead_one_to_expect_agrees_with_statsmodels() {
    let mut chance = Chance(1996);
    let cases: Vec<(MonthlySeries, f64)> =
        made(1996, 37).into_iter().map(|series| (series, chance.confidence())).collect();
    let asked: Vec<Value> = cases
        .iter()
        .map(|(series, confidence)| {
            let number = series.counts().len();
            let years = ((number - 1) / 12).min(5);
            let from = number - 1 - 12 * years;
            let first = series.first().plus_months(i32::try_from(from).unwrap());
            json!([first.to_string(), &series.counts()[from..], years, confidence])
        })
        .collect();
    let test = "what_earlier_years_lead_one_to_expect_agrees_with_statsmodels";
    let Some(reference) = reference("anticipated", test, json!(asked)) else { return };
    for ((series, confidence), wanted) in cases.iter().zip(reference) {
        let confidence = Confidence::of(*confidence).unwrap();
        let found = anticipated(series, series.last(), confidence).unwrap();
        near(found.expected, &wanted["expected"]);
        near(found.dispersion, &wanted["dispersion"]);
        near_from(found.low, &wanted["limits"][0], found.expected);
        near(found.high, &wanted["limits"][1]);
    }
}

#[test]
fn seasons_by_loess_agree_with_statsmodels() {
    let cases: Vec<MonthlySeries> =
        made(1990, 48).into_iter().filter(|series| adjusted_by_loess(series).is_ok()).collect();
    let asked: Vec<&[u64]> = cases.iter().map(MonthlySeries::counts).collect();
    let test = "seasons_by_loess_agree_with_statsmodels";
    let Some(reference) = reference("seasonal_loess", test, json!(asked)) else { return };
    assert!(cases.len() > 150);
    for (series, wanted) in cases.iter().zip(reference) {
        for (place, month) in adjusted_by_loess(series).unwrap().iter().enumerate() {
            near(month.trend, &wanted["trend"][place]);
            near(month.factor, &wanted["factor"][place]);
            near_from(month.trusted, &wanted["trusted"][place], 1.0);
        }
    }
}
