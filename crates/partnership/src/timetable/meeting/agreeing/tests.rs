//! Tests of what an agenda may list.

use serde_json::json;

use crate::timetable::event::Happening;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::agreeing::agreeing;
use crate::timetable::meeting::agreeing::moves_alone;
use crate::timetable::meeting::agreeing::replanned_alone;
use crate::timetable::step::Step;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::event;
use crate::timetable::tests::maidstone::moved;

/// A meeting with one item that has come so far.
fn meeting(id: &str, body: &str, step: &str, life: serde_json::Value) -> Meeting {
    let item = json!({ "step": step, "papers": [], "life": life });
    serde_json::from_value(
        json!({ "id": id, "body": body, "when": "2015-04-22", "agenda": [item] }),
    )
    .unwrap()
}

fn fault(meetings: &[Meeting]) -> String {
    agreeing(meetings, &maidstone::timetable()).unwrap_err().to_string()
}

#[test]
fn an_item_at_another_bodys_meeting_is_refused_with_both_bodies() {
    assert_eq!(
        fault(&[meeting("cabinet-april", "cabinet", "plan-adopted", json!("listed"))]),
        "the agenda of `cabinet-april`, a meeting of Cabinet, lists the step `plan-adopted`, which is for \
         Council to decide; list it at a meeting of Council"
    );
    let own = [meeting("council-april", "council", "plan-adopted", json!("listed"))];
    assert_eq!(agreeing(&own, &maidstone::timetable()), Ok(()));
}

#[test]
fn an_agenda_lists_only_steps_that_a_body_decides() {
    let found = fault(&[meeting("council-april", "council", "plan-written", json!("listed"))]);
    assert!(found.contains("`plan-written`, which no body decides"), "{found}");
    let found = fault(&[meeting("council-april", "council", "plan-burnt", json!("listed"))]);
    assert!(found.contains("`plan-burnt`, which the timetable has not"), "{found}");
    let found = fault(&[meeting("senate-april", "senate", "plan-adopted", json!("listed"))]);
    assert!(found.contains("the body `senate`, which the partnership has not"), "{found}");
}

#[test]
fn a_step_is_on_one_agenda_until_it_is_withdrawn_or_decided_there() {
    let listed = |id| meeting(id, "council", "plan-adopted", json!("listed"));
    assert_eq!(
        fault(&[listed("council-april"), listed("council-may")]),
        "the step `plan-adopted` is on the agendas of `council-april` and `council-may`; withdraw it from \
         one of them first"
    );
    let withdrawn = json!({ "withdrawn": { "why": "not ready" } });
    let withdrawn = meeting("council-april", "council", "plan-adopted", withdrawn);
    assert_eq!(agreeing(&[withdrawn, listed("council-may")], &maidstone::timetable()), Ok(()));
}

#[test]
fn what_was_withdrawn_hinders_nothing() {
    let withdrawn = json!({ "withdrawn": { "why": "for Council to decide" } });
    let at_cabinet = [meeting("cabinet-april", "cabinet", "plan-adopted", withdrawn)];
    assert_eq!(agreeing(&at_cabinet, &maidstone::timetable()), Ok(()));
}

#[test]
fn a_listed_step_is_moved_with_its_meeting_and_not_alone() {
    let meetings = [meeting("council-april", "council", "plan-adopted", json!("listed"))];
    let refused = moves_alone(&moved("plan-adopted", "2015-03-06", "May 2015"), &meetings);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "step `plan-adopted` is on the agenda of `council-april` and moves with it; move the meeting, or \
         withdraw the step from its agenda first"
    );
    let other = moved("plan-to-cabinet", "2015-03-06", "April 2015");
    assert_eq!(moves_alone(&other, &meetings), Ok(()));
    let papers = event("plan-adopted", "2015-04-14", Happening::PapersPublished);
    assert_eq!(moves_alone(&papers, &meetings), Ok(()));
}

#[test]
fn a_listed_step_is_not_planned_for_another_time_alone() {
    let meetings = [meeting("council-april", "council", "plan-adopted", json!("listed"))];
    let timetable = maidstone::timetable();
    let adopted = timetable.step(&maidstone::id("plan-adopted")).unwrap();
    let later = Step { when: "May 2015".parse().unwrap(), ..adopted.clone() };
    let refused = replanned_alone(adopted, &later, &meetings).unwrap_err();
    assert_eq!(refused.meeting.to_string(), "council-april");
    assert_eq!(replanned_alone(adopted, &later, &[]), Ok(()));
    let renamed = Step { title: "Plan adopted".to_owned(), ..adopted.clone() };
    assert_eq!(replanned_alone(adopted, &renamed, &meetings), Ok(()));
}
