//! The methods over the months of one series against pandas and statsmodels.

use partnership::statistics::control_chart::xmr;
use partnership::statistics::monthly_series::MonthlySeries;
use partnership::statistics::probability::Confidence;
use partnership::statistics::rolling_year::rolling_years;
use partnership::statistics::run_rules::RunRule;
use partnership::statistics::run_rules::Toward;
use partnership::statistics::seasonal::seasonally_adjusted;
use partnership::terms::month::Month;
use partnership::terms::span::Span;
use serde_json::Value;
use serde_json::json;

use crate::asking::Chance;
use crate::asking::near;
use crate::asking::reference;

#[test]
fn rolling_years_agree_with_pandas() {
    let cases = made(1857, 12);
    let asked: Vec<Value> = cases.iter().map(asked).collect();
    let Some(reference) =
        reference("rolling_year", "rolling_years_agree_with_pandas", json!(asked))
    else {
        return;
    };
    for (series, wanted) in cases.iter().zip(reference) {
        let years = rolling_years(series, Confidence::NINETY_FIVE).unwrap();
        let counts: Vec<u64> = years.iter().map(|year| year.count).collect();
        assert_eq!(json!(counts), wanted);
    }
}

#[test]
fn seasonal_adjustment_agrees_with_statsmodels() {
    let cases = made(1931, 36);
    let asked: Vec<Value> = cases.iter().map(asked).collect();
    let test = "seasonal_adjustment_agrees_with_statsmodels";
    let Some(reference) = reference("seasonal", test, json!(asked)) else { return };
    for (series, wanted) in cases.iter().zip(reference) {
        let found = seasonally_adjusted(series).unwrap();
        for (factor, wanted) in found.factors.iter().zip(wanted["factors"].as_array().unwrap()) {
            near(*factor, wanted);
        }
        for (place, month) in found.months.iter().enumerate() {
            near(month.adjusted, &wanted["adjusted"][place]);
            near_or_none(month.trend, &wanted["trend"][place]);
            near_or_none(month.left_over, &wanted["left_over"][place]);
        }
    }
}

#[test]
fn control_charts_agree_with_numpy_and_pandas() {
    let cases = made(1931, 24);
    let asked: Vec<Value> = cases.iter().map(|series| json!([series.counts(), 15])).collect();
    let test = "control_charts_agree_with_numpy_and_pandas";
    let Some(reference) = reference("control_chart", test, json!(asked)) else { return };
    for (series, wanted) in cases.iter().zip(reference) {
        let base = Span::spanning(series.first(), series.first().plus_months(14));
        let found = xmr(series, base).unwrap();
        for (place, limit) in [found.centre, found.low, found.high].into_iter().enumerate() {
            near(limit, &wanted["limits"][place]);
        }
        near(found.mean_range, &wanted["range"][0]);
        near(found.range_limit, &wanted["range"][1]);
        for (place, month) in found.months.iter().enumerate() {
            assert_eq!(met(&month.rules), wanted["met"][place]);
        }
    }
}

/// Which of the four rules are met, up and then down.
pub(crate) fn met(rules: &[RunRule]) -> Value {
    let met = [Toward::Up, Toward::Down].map(|toward| {
        [
            RunRule::BeyondLimit(toward),
            RunRule::EightOnOneSide(toward),
            RunRule::SixInTurn(toward),
            RunRule::TwoOfThree(toward),
        ]
    });
    met.as_flattened().iter().map(|rule| rules.contains(rule)).collect()
}

pub(crate) fn asked(series: &MonthlySeries) -> Value {
    json!([series.first().to_string(), series.counts()])
}

fn near_or_none(found: Option<f64>, wanted: &Value) {
    match found {
        Some(found) => near(found, wanted),
        None => assert!(wanted.is_null()),
    }
}

/// Series of at least `fewest` months, with a level, a drift, a season and scatter.
pub(crate) fn made(seed: u64, fewest: usize) -> Vec<MonthlySeries> {
    let mut chance = Chance(seed);
    (0..200)
        .map(|_| {
            let (level, drift) = (chance.between(40.0, 3000.0), chance.between(-0.004, 0.008));
            let swing = chance.between(0.0, 0.3);
            let number = fewest + chance.up_to(90);
            let counts = (0_u32..).take(number).map(|at| {
                let at = f64::from(at);
                let season = 1.0 + swing * (at * std::f64::consts::PI / 6.0).sin();
                let scatter = chance.between(0.8, 1.2);
                crate::whole((level * (1.0 + drift * at) * season * scatter).max(1.0))
            });
            let counts = counts.collect();
            let ahead = i32::try_from(chance.up_to(180)).unwrap();
            let first: Month = "2005-01".parse().unwrap();
            MonthlySeries::of(first.plus_months(ahead), counts).unwrap()
        })
        .collect()
}
