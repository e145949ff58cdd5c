//! Tests of the timetable as it is typed and checked.

use serde_json::json;

use crate::membership::body::Body;
use crate::membership::body::BodyId;
use crate::timetable::Timetable;
use crate::timetable::TimetableFault;
use crate::timetable::TypedTimetable;
use crate::timetable::tests::maidstone::id;

pub(crate) mod maidstone;

fn typed(steps: serde_json::Value) -> TypedTimetable {
    serde_json::from_value(json!({ "cycle": "2015-16", "step": steps })).unwrap()
}

fn faults(steps: serde_json::Value) -> Vec<TimetableFault> {
    let bodies: Vec<Body> = maidstone::bodies();
    Timetable::of(typed(steps), &bodies).unwrap_err().0
}

#[test]
fn the_maidstone_year_is_read_as_it_was_planned() {
    let timetable = maidstone::timetable();
    let planned: Vec<String> = timetable
        .steps()
        .iter()
        .map(|step| format!("{}: {}", step.id, step.when.in_words()))
        .collect();
    assert_eq!(
        planned,
        [
            "quarter-1-briefing: on 14 October 2014",
            "consultation: between 1 January and 28 February 2015",
            "assessment-drafted: on 4 December 2014",
            "plan-written: from December 2014 to January 2015",
            "assessment-approved: on 5 March 2015",
            "plan-agreed: on 5 March 2015",
            "plan-to-cabinet: in March 2015, date to be set",
            "plan-adopted: in April 2015, date to be set",
            "plan-launched: from May 2015 onwards",
        ]
    );
    assert_eq!(timetable.typed().cycle.in_words(), "2015–16");
}

#[test]
fn what_is_typed_is_printed_the_same() {
    let typed = maidstone::timetable().typed().clone();
    let printed = serde_json::to_value(&typed).unwrap();
    assert_eq!(serde_json::from_value::<TypedTimetable>(printed).unwrap(), typed);
}

#[test]
fn steps_typed_in_any_order_come_after_what_they_need() {
    let steps = json!([
        { "id": "b", "kind": "write", "subject": "plan", "title": "B", "owner": "us",
          "when": "2015-01-01", "needs": ["a"] },
        { "id": "a", "kind": "draft", "subject": "plan", "title": "A", "owner": "us",
          "when": "2015-02-01" },
    ]);
    let timetable = Timetable::of(typed(steps), &[]).unwrap();
    let order: Vec<_> = timetable.steps().iter().map(|step| step.id.to_string()).collect();
    assert_eq!(order, ["a", "b"]);
}

#[test]
fn all_faults_of_a_timetable_are_told_together() {
    let found = faults(json!([
        { "id": "a", "kind": "write", "subject": "plan", "title": "A", "owner": " ",
          "when": "2015-01-01", "needs": ["nowhere"] },
        { "id": "a", "kind": "write", "subject": "plan", "title": "A", "owner": "us",
          "when": "2015-01-01", "body": "council" },
        { "id": "b", "kind": "adopt", "subject": "plan", "title": "B", "owner": "us",
          "when": "April 2015" },
        { "id": "c", "kind": "adopt", "subject": "plan", "title": "C", "owner": "us",
          "when": "April 2015", "body": "senate" },
    ]));
    assert_eq!(
        found,
        [
            TimetableFault::Missing { step: id("a"), what: "owner" },
            TimetableFault::UnknownStep { step: id("a"), needs: id("nowhere") },
            TimetableFault::Twice(id("a")),
            TimetableFault::NotForABody(id("a")),
            TimetableFault::NoBody(id("b")),
            TimetableFault::UnknownBody { step: id("c"), body: BodyId("senate".parse().unwrap()) },
        ]
    );
}

#[test]
fn steps_that_wait_for_one_another_are_refused_by_name() {
    let step = |id: &str, needs: &str| {
        json!({ "id": id, "kind": "write", "subject": "plan", "title": id, "owner": "us",
                "when": "2015-01-01", "needs": [needs] })
    };
    let found = faults(json!([step("a", "b"), step("b", "c"), step("c", "a"), step("d", "c")]));
    assert_eq!(found, [TimetableFault::Circle(vec![id("a"), id("b"), id("c")])]);
    assert_eq!(
        found[0].to_string(),
        "these steps wait for one another: `a`, `b`, `c`; take out one `needs`"
    );
}

#[test]
fn a_decision_is_planned_for_a_meeting_and_not_for_a_span() {
    let found = faults(json!([
        { "id": "a", "kind": "adopt", "subject": "plan", "title": "A", "owner": "us",
          "when": "from May 2015", "body": "council" },
    ]));
    assert!(found[0].to_string().contains("a meeting cannot be from May 2015 onwards; give a day"));
}

#[test]
fn a_school_holiday_is_a_note_beside_the_steps_that_it_meets() {
    let mut typed = maidstone::timetable().typed().clone();
    typed.school_holidays = serde_json::from_value(json!([
        { "name": "Easter holidays", "days": "2015-04-03 to 2015-04-17" },
    ]))
    .unwrap();
    let timetable = Timetable::of(typed, &maidstone::bodies()).unwrap();
    let beside = |when: &str| timetable.school_holidays(when.parse().unwrap()).count();
    assert_eq!((beside("2015-04-14"), beside("2015-04-22"), beside("April 2015")), (1, 0, 1));
}
