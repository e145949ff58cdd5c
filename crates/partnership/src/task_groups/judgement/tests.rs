//! Tests of the rule by which a measure is judged.

use proptest::prelude::*;

use super::*;
use crate::task_groups::measure::RecordingChange;
use crate::task_groups::measure::TypedMeasure;
use crate::task_groups::measure::tests::repeat_victims;
use crate::task_groups::quarterly::ValueStatus;

fn judged(typed: TypedMeasure, quarter: &str, value: &str) -> Judgement {
    let quarter = quarter.parse().unwrap();
    let value = QuarterlyValue {
        measure: typed.id.clone(),
        quarter,
        value: value.parse().unwrap(),
        status: ValueStatus::Provisional,
        source: None,
    };
    Judgement::on(&Measure::of(typed).unwrap(), quarter, Some(&value), &[])
}

#[test]
fn on_the_path_is_on_track_behind_it_at_risk_and_no_better_than_the_baseline_off_track() {
    // In the second quarter the path is at 30.
    let at = |value| judged(repeat_victims(), "2014-Q2", value).in_words();
    assert_eq!(at("30"), "On track (G)");
    assert_eq!(at("30.5"), "At risk (A)");
    assert_eq!(at("39"), "At risk (A)");
    assert_eq!(at("40"), "Off track (R)");
}

#[test]
fn a_standing_target_is_at_risk_when_it_is_missed_by_a_tenth_and_no_more() {
    let mut typed = repeat_victims();
    typed.better = Better::Higher;
    typed.baseline.as_mut().unwrap().value = "80".parse().unwrap();
    typed.target.as_mut().unwrap().value = "80".parse().unwrap();
    let at = |value| judged(typed.clone(), "2014-Q3", value).in_words();
    assert_eq!([at("80"), at("72"), at("71.9")], ["On track (G)", "At risk (A)", "Off track (R)"]);
}

#[test]
fn without_a_value_or_across_a_change_in_recording_there_is_no_judgement_and_the_reason_is_told() {
    let measure = Measure::of(repeat_victims()).unwrap();
    let none = Judgement::on(&measure, "2014-Q1".parse().unwrap(), None, &[]);
    assert_eq!(none.in_words(), "No judgement (–)");
    assert_eq!(none.reason().unwrap(), "no value was supplied");
    let mut typed = repeat_victims();
    let (from, what) = ("2014-Q1".parse().unwrap(), "a repeat counts within 12 months".to_owned());
    typed.recording_changes.push(RecordingChange { from, what });
    let changed = judged(typed, "2014-Q2", "30");
    assert_eq!(
        changed.reason().unwrap(),
        "recording changed since the baseline: a repeat counts within 12 months"
    );
}

#[test]
fn what_a_person_sets_stands_with_its_reason_and_the_rules_own_judgement_is_still_told() {
    let who = (PersonId("jo".parse().unwrap()), "2014-10-20".parse().unwrap());
    let measure = Measure::of(repeat_victims()).unwrap();
    let of = (measure.id().clone(), "2014-Q2".parse().unwrap());
    assert_eq!(SetByHand::of(of.clone(), Rag::AtRisk, "  ", who.clone()), Err(NoReason));
    let set = SetByHand::of(of.clone(), Rag::AtRisk, "Staff left", who).unwrap();
    let judged = Judgement::on(&measure, of.1, None, &[set]);
    assert_eq!(judged.in_words(), "At risk (A)");
    assert_eq!(
        judged.reason().unwrap(),
        "set by hand on 20 October 2014: Staff left. By the rule it would be no judgement, since no \
         value was supplied"
    );
}

proptest! {
    #[test]
    fn a_better_value_is_never_judged_worse(
        lower in prop::bool::ANY, from in -500_i32..500, to in -500_i32..500,
        one in -600_i32..600, step in 0_i32..400, quarter in 1_u8..=4,
    ) {
        let mut typed = repeat_victims();
        typed.better = if lower { Better::Lower } else { Better::Higher };
        typed.baseline.as_mut().unwrap().value = from.to_string().parse().unwrap();
        typed.target.as_mut().unwrap().value = to.to_string().parse().unwrap();
        let better = if lower { one - step } else { one + step };
        let rank = |value: i32| match judged(typed.clone(), &format!("2014-Q{quarter}"), &value.to_string()).stands() {
            Some(Rag::OnTrack) => 0,
            Some(Rag::AtRisk) => 1,
            Some(Rag::OffTrack) => 2,
            None => 3,
        };
        prop_assert!(rank(better) <= rank(one));
    }
}
