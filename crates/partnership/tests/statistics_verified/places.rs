//! What is said of places against numpy.

use partnership::statistics::concentration::concentration;
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

/// Now most places empty, now none; never all of them.
fn counts_of_places(chance: &mut Chance) -> Vec<u64> {
    let (number, most) = (chance.up_to(200) + 1, chance.between(0.5, 60.0));
    let empty = chance.share();
    let mut counts: Vec<u64> =
        (0..number).map(|_| if chance.share() < empty { 0 } else { chance.count(most) }).collect();
    counts[0] += 1;
    counts
}
