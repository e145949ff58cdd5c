//! Tests of the file of task groups, by the worked example's.

use super::*;

fn typed() -> TypedTaskGroups {
    let typed = include_str!("../../../../../examples/maidstone-2014/task-groups.toml");
    toml::from_str(typed).unwrap()
}

/// The task groups of the worked example.
pub(crate) fn maidstone() -> TaskGroups {
    TaskGroups::of(typed()).unwrap()
}

#[test]
fn the_worked_example_is_without_a_fault_and_says_that_it_is_illustrative() {
    assert_eq!(maidstone().label, Label::Illustrative);
    assert!(maidstone().measures.len() >= 5 && maidstone().commentaries.len() >= 5);
}

#[test]
fn what_is_typed_is_printed_the_same() {
    let printed = serde_json::to_value(typed()).unwrap();
    assert_eq!(serde_json::from_value::<TypedTaskGroups>(printed).unwrap(), typed());
}

#[test]
fn all_faults_are_told_together() {
    let mut typed = typed();
    typed.measures.push(typed.measures[0].clone());
    typed.values.push(typed.values[0].clone());
    typed.commentaries.push(typed.commentaries[0].clone());
    typed.values[1].measure = MeasureId("unheard-of".parse().unwrap());
    let told = TaskGroups::of(typed).unwrap_err().to_string();
    for fault in
        ["stands twice", "has two values for", "two commentaries on", "`unheard-of` is no measure"]
    {
        assert!(told.contains(fault), "{fault}: {told}");
    }
}
