//! Where crime is dense, how far it gathers and comes back, and how grave it is: in words, on a map, as a curve and in tables.

use partnership::assessment::answer::Answer;
use partnership::assessment::answer::Drawn;
use partnership::assessment::answering::answers;
use partnership::assessment::material::Supplied;
use partnership::evidence::held::Held;
use partnership::evidence::rows::RecordedCrime;
use partnership::evidence::rows::RecordedPlace;
use partnership::evidence::rows::SeverityWeight;
use partnership::terms::extract::ExtractId;
use partnership::terms::offence::OffenceClass;

use crate::held;
use crate::hot_spots::supplied;
use crate::material;
use crate::sections;

fn answered(held: &Held, supplied: &Supplied, reference: &str) -> Result<Answer, String> {
    let text = if reference.starts_with("{phrase") || reference.starts_with("{figure") {
        format!("# A\n\nOf it {reference}.\n")
    } else {
        format!("# A\n\n{reference}\n")
    };
    let found = answers(&sections(&text), &material(held, supplied));
    found.map(|found| found.into_values().next().unwrap()).map_err(|faults| faults[0].to_string())
}

const MONTHS: [&str; 3] = ["2014-07", "2014-08", "2014-09"];

#[test]
fn the_densest_place_is_the_heap_and_what_few_crimes_make_is_not_shaded() {
    let (held, supplied) = (held::example(), supplied(&MONTHS, 20));
    let answer = answered(&held, &supplied, "{map:density burglary}").unwrap();
    assert_eq!(answer.says, "Burglary in Maidstone, July to September 2014: where it is dense");
    let shown = answer.shown.as_ref().unwrap();
    let density = |row: usize| shown.rows[row].entries[0].number().unwrap();
    // Sixty crimes at one spot make at most 60 · 3/π for each square kilometre.
    assert!(density(0) > 40.0 && density(0) <= 60.0 * 3.0 / std::f64::consts::PI, "{}", density(0));
    let picture = shown.picture.as_ref().unwrap();
    assert!(picture.alternative.contains(&shown.rows[0].heading), "{}", picture.alternative);
    let Drawn::Squares(squares) = &picture.drawn else { panic!("another picture") };
    // The single crimes along the line make less than five could.
    assert!(
        squares.corners.iter().all(|(_, north, _)| *north > 151_000.0),
        "{:?}",
        squares.corners
    );
    assert!(squares.unshaded.contains("fewer than five crimes could make"), "{}", squares.unshaded);
    assert!(shown.notes.iter().any(|note| note.contains("edge the density is too low")));
    let few = crate::hot_spots::supplied(&MONTHS, 0);
    let refused = answered(&held, &few, "{map:density burglary}").unwrap_err();
    assert!(refused.contains("36 crimes with a position"), "{refused}");
}

#[test]
fn crimes_that_come_back_to_one_point_are_told_beside_what_chance_would_make() {
    let (held, supplied) = (held::example(), supplied(&MONTHS, 20));
    let told = answered(&held, &supplied, "{phrase:repeat-places burglary}").unwrap().says;
    // Twelve points of the line with three each, the heap with sixty, and one with robberies alone.
    assert!(
        told.contains("96 crimes were at the 13 of 14 street points with more than one"),
        "{told}"
    );
    let answer = answered(&held, &supplied, "{table:repeat-places burglary}").unwrap();
    let shown = answer.shown.unwrap();
    let row = |heading: &str| shown.rows.iter().find(|row| row.heading == heading).unwrap();
    assert_eq!(row("Crimes at points with more than one").entries[1].number(), Some(100.0));
    assert_eq!(row("Of these, after the first at each point").entries[0].number(), Some(83.0));
    assert!(
        shown.notes.iter().any(|note| note.contains("not repeat victims")),
        "{:?}",
        shown.notes
    );
}

#[test]
fn half_of_the_crimes_are_told_by_how_many_neighbourhoods_hold_them() {
    let (held, supplied) = (held::example(), held::supplied());
    let told = answered(&held, &supplied, "{phrase:concentration all-crime}").unwrap();
    assert!(told.says.contains("half of the 2,506 crimes were in"), "{}", told.says);
    assert_eq!(told.figures.len(), 5);
    let answer = answered(&held, &supplied, "{chart:concentration all-crime}").unwrap();
    let shown = answer.shown.unwrap();
    let half = shown.rows.iter().find(|row| row.heading == "50%").unwrap();
    let said = format!("were in {} of", half.entries[0].number().unwrap());
    assert!(told.says.contains(&said), "{}: {said}", told.says);
    let Drawn::Lorenz { curve, .. } = &shown.picture.as_ref().unwrap().drawn else {
        panic!("another picture")
    };
    assert_eq!((curve.first(), curve.last()), (Some(&(0.0, 0.0)), Some(&(100.0, 100.0))));
    let refused = answered(&held, &supplied, "{chart:concentration robbery 2014-07}").unwrap_err();
    assert!(refused.contains("50 at least"), "{refused}");
}

/// The example with weights of two offences and the force's mix of them in the quarter that the draft is about.
fn weighed() -> Held {
    let mut held = held::example();
    let weight = |code: &str, weight, class| SeverityWeight {
        offence_code: code.to_owned(),
        offence: code.to_owned(),
        weight,
        class: Some(class),
    };
    let quarter = "2014-Q2".parse().unwrap();
    let recorded = |code: &str| RecordedCrime {
        line: 2,
        year: None,
        quarter: Some(quarter),
        force: "Kent".to_owned(),
        place: RecordedPlace::Force,
        offence: code.to_owned(),
        offence_code: code.to_owned(),
        subgroup: String::new(),
        group: String::new(),
        count: 10,
    };
    held.weights.rows.push(weight("30C", 400.0, OffenceClass::Burglary));
    held.weights.rows.push(weight("34B", 700.0, OffenceClass::Robbery));
    held.weights.from.insert(ExtractId::of([7; 32]));
    held.recorded.rows = ["30C", "34B"].map(recorded).into();
    held.recorded.from.insert(ExtractId::of([8; 32]));
    held
}

#[test]
fn crimes_are_weighed_by_how_grave_they_are_and_rest_on_weights_and_mix() {
    let (held, supplied) = (weighed(), held::supplied());
    let burglary = answered(&held, &supplied, "{figure:burglary.severity}").unwrap();
    // 251 burglaries at 400 each.
    assert_eq!(burglary.says, "100,400");
    let sources = burglary.sources();
    assert!(sources.contains(&ExtractId::of([7; 32])) && sources.contains(&ExtractId::of([8; 32])));
    let shown = answered(&held, &supplied, "{table:severity}").unwrap().shown.unwrap();
    let headings: Vec<&str> = shown.rows.iter().map(|row| row.heading.as_str()).collect();
    assert_eq!(headings, ["Burglary", "Robbery"], "the gravest first");
    let shares = shown.rows.iter().filter_map(|row| row.entries[4].number());
    assert!((shares.sum::<f64>() - 100.0).abs() < 1e-9);
    let without = answered(&held::example(), &supplied, "{figure:burglary.severity}").unwrap_err();
    assert!(without.contains("saferplan import severity"), "{without}");
    let incidents = "{figure:anti-social-behaviour.severity}";
    assert!(answered(&held, &supplied, incidents).unwrap_err().contains("have weights"));
}
