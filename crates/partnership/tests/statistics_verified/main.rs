//! Each statistic against scipy, statsmodels or numpy, on hundreds of seeded cases.
//!
//! The Python named by `SAFERPLAN_PYTHON` runs `statistics_reference.py`; without it each test is
//! reported as skipped, by name, in the file named by `SAFERPLAN_SKIPPED`, never passed in silence.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the environment to find the reference; the core does not"
)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of a test may fail it")]

mod asking;
mod charts;
mod forecasts;
mod months;
mod places;
mod space;
mod suppression;
mod surveys;

use asking::Chance;
use asking::near;
use asking::near_from;
use asking::reference;
use asking::whole;
use partnership::statistics::change::Exposure;
use partnership::statistics::change::PeriodCount;
use partnership::statistics::change::RateRatio;
use partnership::statistics::change::change;
use partnership::statistics::comparison::Standing;
use partnership::statistics::comparison::compare;
use partnership::statistics::contribution::BeforeAndNow;
use partnership::statistics::contribution::Mainly;
use partnership::statistics::contribution::Share;
use partnership::statistics::contribution::contributions;
use partnership::statistics::discovery::Discovery;
use partnership::statistics::discovery::false_discovery;
use partnership::statistics::funnel::Member;
use partnership::statistics::probability::Confidence;
use partnership::statistics::probability::PValue;
use partnership::statistics::probability::Proportion;
use partnership::statistics::rate::Denominator;
use partnership::statistics::rate::rate;
use partnership::statistics::severity::SeverityWeight;
use partnership::statistics::severity::WeightedOffence;
use partnership::statistics::severity::mix_weight;
use partnership::statistics::severity::weighted_count;
use serde_json::json;

#[test]
fn change_agrees_with_scipys_binomial_test_and_statsmodels_interval() {
    let mut chance = Chance(20_141_014);
    let cases: Vec<_> = (0..600).map(|place| two_periods(&mut chance, place)).collect();
    let Some(reference) = reference(
        "change",
        "change_agrees_with_scipys_binomial_test_and_statsmodels_interval",
        json!(cases),
    ) else {
        return;
    };
    for (&(before, days_before, now, days_now, confidence), wanted) in cases.iter().zip(&reference)
    {
        let of = |count, days| PeriodCount { count, exposure: Exposure::of(days).unwrap() };
        let confidence = Confidence::of(confidence).unwrap();
        let found = change(of(before, days_before), of(now, days_now), confidence).unwrap();
        near(found.p_value.value(), &wanted["p"]);
        match found.ratio {
            RateRatio::Measured { low, high, .. } => {
                near(low, &wanted["low"]);
                near(high, &wanted["high"]);
            }
            RateRatio::AtLeast(low) => {
                near(low, &wanted["low"]);
                assert!(wanted["high"].is_null(), "{wanted}");
            }
            RateRatio::Unknown => assert!(wanted["low"].is_null(), "{wanted}"),
        }
    }
}

#[test]
fn discovery_agrees_with_statsmodels_multipletests() {
    let mut chance = Chance(1995);
    let cases: Vec<_> = (0..400).map(|_| many_p_values(&mut chance)).collect();
    let Some(reference) =
        reference("discovery", "discovery_agrees_with_statsmodels_multipletests", json!(cases))
    else {
        return;
    };
    for ((p_values, share), wanted) in cases.iter().zip(&reference) {
        let p_values: Vec<_> = p_values.iter().map(|&p| PValue::of(p).unwrap()).collect();
        let found = false_discovery(&p_values, Proportion::of(*share).unwrap());
        for (place, tried) in found.iter().enumerate() {
            near(tried.adjusted.value(), &wanted["adjusted"][place]);
            assert_eq!(tried.discovery == Discovery::Stands, wanted["stands"][place]);
        }
    }
}

#[test]
fn contributions_agree_with_trying_every_list() {
    let mut chance = Chance(185);
    let cases: Vec<_> = (0..500).map(|_| categories(&mut chance)).collect();
    let Some(reference) =
        reference("contribution", "contributions_agree_with_trying_every_list", json!(cases))
    else {
        return;
    };
    for (case, wanted) in cases.iter().zip(&reference) {
        let case: Vec<_> = case.iter().map(|&(before, now)| BeforeAndNow { before, now }).collect();
        let found = contributions(&case);
        assert_eq!(json!(found.net), wanted["net"]);
        for (place, part) in found.parts.iter().enumerate() {
            match part.share {
                Share::Of(share) => near(share, &wanted["shares"][place]),
                Share::NoNetChange => assert!(wanted["shares"].is_null()),
            }
        }
        match found.mainly {
            Mainly::DrivenBy { mut categories, .. } => {
                categories.sort_unstable();
                assert_eq!(json!(categories), wanted["named"], "{case:?}");
            }
            Mainly::NoList(_) => assert!(wanted["named"].is_null(), "{case:?} {wanted}"),
        }
    }
}

#[test]
fn rate_agrees_with_garwoods_limits_by_scipys_chi_squared() {
    let mut chance = Chance(1936);
    let cases: Vec<_> = (0..500)
        .map(|_| (chance.count(1e6), chance.between(100.0, 6e7), chance.confidence()))
        .collect();
    let Some(reference) =
        reference("rate", "rate_agrees_with_garwoods_limits_by_scipys_chi_squared", json!(cases))
    else {
        return;
    };
    for (&(count, people, confidence), wanted) in cases.iter().zip(&reference) {
        let people = Denominator::of(people).unwrap();
        let found = rate(count, people, Confidence::of(confidence).unwrap()).unwrap();
        near(found.estimate.value(), &wanted["estimate"]);
        near(found.low.value(), &wanted["low"]);
        near(found.high.value(), &wanted["high"]);
    }
}

#[test]
fn comparison_agrees_with_numpys_funnel() {
    let mut chance = Chance(2005);
    let cases: Vec<_> = (0..400).map(|_| group(&mut chance)).collect();
    let Some(reference) =
        reference("comparison", "comparison_agrees_with_numpys_funnel", json!(cases))
    else {
        return;
    };
    for ((counts, people, area), wanted) in cases.iter().zip(&reference) {
        let pairs = counts.iter().zip(people);
        let members: Vec<_> = pairs
            .map(|(&count, &people)| Member {
                count,
                denominator: Denominator::of(people).unwrap(),
            })
            .collect();
        let found = compare(&members, *area).unwrap();
        near(found.group_mean.value(), &wanted["mean"]);
        near_from(found.z, &wanted["z"], 1.0);
        near_from(found.adjusted_z, &wanted["adjusted"], 1.0);
        near(found.funnel.phi(), &wanted["phi"]);
        near(found.funnel.tau(), &wanted["tau"]);
        assert_eq!(json!(found.rank.place), wanted["rank"]);
        let limits = found.funnel.limits(members[*area].denominator);
        let four = [limits.outer.low, limits.inner.low, limits.inner.high, limits.outer.high];
        for (place, limit) in four.into_iter().enumerate() {
            near_from(limit.value(), &wanted["limits"][place], found.group_mean.value());
        }
        let standing = match found.standing {
            Standing::Higher => 1,
            Standing::InLine => 0,
            Standing::Lower => -1,
        };
        assert_eq!(json!(standing), wanted["standing"]);
    }
}

#[test]
fn severity_agrees_with_numpys_weighted_mean() {
    let mut chance = Chance(2016);
    let cases: Vec<_> = (0..300).map(|_| offences(&mut chance)).collect();
    let Some(reference) =
        reference("severity", "severity_agrees_with_numpys_weighted_mean", json!(cases))
    else {
        return;
    };
    for ((counts, weights), wanted) in cases.iter().zip(&reference) {
        let pairs = counts.iter().zip(weights);
        let offences: Vec<_> = pairs
            .map(|(&count, &w)| WeightedOffence { count, weight: SeverityWeight::of(w).unwrap() })
            .collect();
        near(weighted_count(&offences), &wanted["weighted"]);
        match mix_weight(&offences) {
            Ok(weight) => near(weight.value(), &wanted["mix"]),
            Err(_) => assert!(wanted["mix"].is_null()),
        }
    }
}

fn two_periods(chance: &mut Chance, place: usize) -> (u64, f64, u64, f64, f64) {
    let before = chance.count(1e6);
    let now = match place % 4 {
        0 => chance.count(1e6),
        1 => before,
        2 => chance.near(before, 0.02),
        _ => chance.near(before, 0.5),
    };
    let days_before = chance.between(28.0, 366.0).floor();
    let days_now = match place % 3 {
        0 => chance.between(28.0, 366.0).floor(),
        1 => days_before,
        _ => days_before * chance.between(0.9, 1.1),
    };
    (before, days_before, now, days_now, chance.confidence())
}

fn many_p_values(chance: &mut Chance) -> (Vec<f64>, f64) {
    let wanted = chance.up_to(40) + 1;
    let mut p_values: Vec<f64> = Vec::new();
    while p_values.len() < wanted {
        match p_values.len().checked_sub(1) {
            Some(last) if chance.up_to(4) == 0 => p_values.push(p_values[chance.up_to(last)]),
            Some(_) | None => p_values.push(chance.share().powi(3)),
        }
    }
    (p_values, chance.between(0.01, 0.2))
}

/// Now a few unlike categories, now many that move alike: so that long lists and none come up.
fn categories(chance: &mut Chance) -> Vec<(u64, u64)> {
    let number = chance.up_to(16);
    let (drift, scatter) = (chance.between(-0.5, 0.5), chance.between(0.0, 0.4));
    let alike = chance.up_to(2) == 0;
    (0..number)
        .map(|_| {
            let before = if alike { chance.near(300, scatter) } else { chance.count(500.0) };
            let drifted = whole(before as f64 * (1.0 + drift));
            (before, chance.near(drifted, scatter))
        })
        .collect()
}

fn group(chance: &mut Chance) -> (Vec<u64>, Vec<f64>, usize) {
    let number = chance.up_to(24) + 6;
    let (rate, scatter) = (chance.between(0.0001, 0.1), chance.share() * 0.5);
    let people: Vec<f64> = (0..number).map(|_| chance.between(2e3, 6e5).floor()).collect();
    let area = chance.up_to(number);
    let out_of_the_ordinary = [0.3, 1.0, 1.0, 3.0][chance.up_to(4)];
    let counts = people
        .iter()
        .enumerate()
        .map(|(place, people)| {
            let apart = if place == area { out_of_the_ordinary } else { 1.0 };
            let expected = whole(people * rate * apart);
            chance.near(expected, scatter + 1.0 / (expected as f64 + 1.0).sqrt())
        })
        .collect();
    (counts, people, area)
}

fn offences(chance: &mut Chance) -> (Vec<u64>, Vec<f64>) {
    let number = chance.up_to(20);
    let counts = (0..number).map(|_| chance.count(1e5)).collect();
    (counts, (0..number).map(|_| chance.between(0.0, 8000.0)).collect())
}
