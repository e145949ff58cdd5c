//! Tests of measures, and one to try others with.

use super::*;

/// Repeat victims: 40 in quarter 4 of 2013/14, to be 20 by quarter 4 of 2014/15.
pub(crate) fn repeat_victims() -> TypedMeasure {
    let at = |quarter: &str, value: &str| {
        Some(At { quarter: quarter.parse().unwrap(), value: value.parse().unwrap() })
    };
    TypedMeasure {
        id: MeasureId("repeat-victims".parse().unwrap()),
        group: "Domestic Violence Forum".to_owned(),
        name: "Repeat victims".to_owned(),
        unit: "victims in the quarter".to_owned(),
        better: Better::Lower,
        baseline: at("2013-Q4", "40"),
        target: at("2014-Q4", "20"),
        source: "Cases heard by the conference".to_owned(),
        supplied_by: "the police".to_owned(),
        illustrative: false,
        recording_changes: Vec::new(),
    }
}

#[test]
fn a_measure_tells_all_its_faults_in_the_order_of_the_fields() {
    let mut typed = repeat_victims();
    (typed.name, typed.supplied_by) = (" ".to_owned(), String::new());
    typed.target = typed.baseline;
    let faults = Measure::of(typed).unwrap_err().faults;
    assert_eq!(faults, [MeasureFault::Name, MeasureFault::TargetTooSoon, MeasureFault::SuppliedBy]);
}

#[test]
fn a_measure_with_a_fault_is_not_read_from_a_file_either() {
    let mut printed = serde_json::to_value(repeat_victims()).unwrap();
    printed["unit"] = "".into();
    let refused = serde_json::from_value::<Measure>(printed).unwrap_err().to_string();
    assert!(refused.contains("measure `repeat-victims`: the measure has no unit"), "{refused}");
}
