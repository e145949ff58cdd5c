//! What is said of places against numpy.

use std::collections::BTreeMap;

use partnership::statistics::concentration::concentration;
use partnership::statistics::flags::Indicator;
use partnership::statistics::flags::flags;
use partnership::statistics::inequality::Groups;
use partnership::statistics::inequality::SmallArea;
use partnership::statistics::inequality::inequality;
use partnership::statistics::probability::Confidence;
use serde_json::Value;
use serde_json::json;

use crate::asking::Chance;
use crate::asking::near_from;
use crate::asking::reference;

#[test]
fn concentration_agrees_with_areas_under_numpys_curves() {
    let mut chance = Chance(2017);
    let cases: Vec<_> = (0..400).map(|_| counts_of_places(&mut chance)).collect();
    let Some(reference) = reference(
        "concentration",
        "concentration_agrees_with_areas_under_numpys_curves",
        json!(cases),
    ) else {
        return;
    };
    for (counts, wanted) in cases.iter().zip(&reference) {
        let found = concentration(counts).unwrap();
        near_from(found.gini, &wanted["gini"], 1.0);
        near_from(found.corrected_gini, &wanted["corrected"], 1.0);
        assert_eq!(json!(found.half_at), wanted["half"], "{counts:?}");
    }
}

#[test]
fn inequality_agrees_with_statsmodels_and_the_area_under_numpys_curve() {
    let mut chance = Chance(1985);
    let cases: Vec<_> = (0..300).map(|place| small_areas(&mut chance, place)).collect();
    let asked: Vec<Value> = cases
        .iter()
        .map(|(areas, groups, confidence)| {
            let of = |part: fn(&SmallArea) -> u64| areas.iter().map(part).collect::<Vec<_>>();
            json!([of(|area| area.count), of(|area| area.residents), number(*groups), confidence])
        })
        .collect();
    let test = "inequality_agrees_with_statsmodels_and_the_area_under_numpys_curve";
    let Some(reference) = reference("inequality", test, json!(asked)) else { return };
    for ((areas, groups, confidence), wanted) in cases.iter().zip(&reference) {
        let found = inequality(areas, *groups, Confidence::of(*confidence).unwrap()).unwrap();
        let slope = found.slope;
        let scale = slope.high - slope.low;
        for (place, one) in [slope.estimate, slope.low, slope.high].into_iter().enumerate() {
            near_from(one, &wanted["slope"][place], scale);
        }
        near_from(found.relative.estimate, &wanted["relative"], 1.0);
        near_from(found.concentration_index, &wanted["concentration"], 1.0);
        let counts: Vec<u64> = found.groups.iter().map(|group| group.count).collect();
        let theirs = wanted["groups"].as_array().unwrap().iter();
        let theirs: Vec<u64> = theirs.map(|one| crate::whole(one.as_f64().unwrap())).collect();
        assert_eq!(counts, theirs);
    }
}

fn number(groups: Groups) -> u8 {
    match groups {
        Groups::Fifths => 5,
        Groups::Tenths => 10,
    }
}

fn small_areas(chance: &mut Chance, place: usize) -> (Vec<SmallArea>, Groups, f64) {
    let number = chance.up_to(120) + 40;
    let (level, fall) = (chance.between(0.002, 0.08), chance.between(-0.8, 0.8));
    let areas = (1..).take(number).map(|rank| {
        let residents = crate::whole(chance.between(900.0, 3200.0));
        let at = f64::from(rank) / number as f64 - 0.5;
        let expected = residents as f64 * level * (1.0 - fall * at);
        SmallArea { count: chance.near(crate::whole(expected), 0.8) + 1, residents, rank }
    });
    let groups = if place.is_multiple_of(2) { Groups::Fifths } else { Groups::Tenths };
    (areas.collect(), groups, chance.confidence())
}

#[test]
fn flags_agree_with_pandas_ranks() {
    let mut chance = Chance(2008);
    let cases: Vec<Vec<Vec<f64>>> = (0..200).map(|_| indicators(&mut chance)).collect();
    let Some(reference) = reference("flags", "flags_agree_with_pandas_ranks", json!(cases)) else {
        return;
    };
    for (case, wanted) in cases.iter().zip(&reference) {
        let indicators: Vec<Indicator<usize>> = case
            .iter()
            .map(|values| Indicator {
                name: "one".to_owned(),
                values: values.iter().copied().enumerate().collect(),
            })
            .collect();
        let found = flags(&indicators).unwrap();
        let on: BTreeMap<usize, Vec<usize>> =
            found.places.into_iter().map(|one| (one.place, one.on)).collect();
        assert_eq!(json!(on.into_values().collect::<Vec<_>>()), *wanted);
    }
}

/// Some with many ties, some with none.
fn indicators(chance: &mut Chance) -> Vec<Vec<f64>> {
    let (places, number) = (chance.up_to(40) + 5, chance.up_to(6) + 1);
    let most = chance.between(1.0, 60.0);
    (0..number).map(|_| (0..places).map(|_| chance.count(most) as f64).collect()).collect()
}

/// Now most places empty, now none; never all of them.
fn counts_of_places(chance: &mut Chance) -> Vec<u64> {
    let (number, most) = (chance.up_to(200) + 1, chance.between(0.5, 60.0));
    let empty = chance.share();
    let mut counts: Vec<u64> =
        (0..number).map(|_| if chance.share() < empty { 0 } else { chance.count(most) }).collect();
    counts[0] += 1;
    counts
}
