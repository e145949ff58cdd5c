//! Tests of a meeting and of what its agenda means for the timetable.

use serde_json::json;

use crate::timetable::event::Happening;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingDate;

fn council(life: serde_json::Value, published: Option<&str>) -> Meeting {
    serde_json::from_value(json!({
        "id": "council-april-2015",
        "body": "council",
        "when": "2015-04-22",
        "agenda": [{
            "step": "plan-adopted",
            "papers": [{ "title": "Report of the Cabinet", "published": published }],
            "life": life,
        }],
    }))
    .unwrap()
}

#[test]
fn papers_are_due_once_the_date_is_set() {
    let set = council(json!("listed"), None);
    assert_eq!(set.papers_due(), Some("2015-04-14".parse().unwrap()));
    let mut open = set;
    open.when = serde_json::from_value(json!("April 2015")).unwrap();
    assert_eq!(open.papers_due(), None);
    assert_eq!(serde_json::to_value(open.when).unwrap(), json!("April 2015"));
}

#[test]
fn a_meeting_is_on_one_day_and_not_between_days() {
    let refused = serde_json::from_value::<MeetingDate>(json!("2015-04-22 to 2015-04-23"));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "a meeting cannot be between 22 April and 23 April 2015; give a day (2015-03-05), or a month \
         whose date is to be set (March 2015)"
    );
}

#[test]
fn an_item_whose_papers_are_out_is_an_event_of_its_step() {
    let event = |meeting: &Meeting| meeting.event_of(&meeting.agenda[0], "clerk");
    assert_eq!(event(&council(json!("listed"), None)), None);
    let out = event(&council(json!("listed"), Some("2015-04-14"))).unwrap();
    assert_eq!((out.on.to_string().as_str(), out.what), ("2015-04-14", Happening::PapersPublished));
}

#[test]
fn a_decision_is_an_event_of_its_step_on_the_day_of_the_meeting() {
    let decision = json!({ "outcome": "agreed", "mover": "the Leader", "minute": "minute 13" });
    let life = json!({ "decided": { "on": "2015-04-22", "decision": decision } });
    let meeting = council(life, Some("2015-04-14"));
    let event = meeting.event_of(&meeting.agenda[0], "clerk").unwrap();
    assert_eq!(event.on.to_string(), "2015-04-22");
    assert!(matches!(event.what, Happening::Decided { meeting: id, .. } if id == meeting.id));
}

#[test]
fn what_was_withdrawn_may_be_listed_again_and_begins_anew() {
    let withdrawn = council(json!({ "withdrawn": { "why": "not ready" } }), Some("2015-04-14"));
    let new = council(json!("listed"), None).agenda.remove(0);
    let again = withdrawn.listing(new.clone()).unwrap();
    assert_eq!(again.agenda, std::slice::from_ref(&new));
    let twice = again.listing(new).unwrap_err();
    assert_eq!(twice.to_string(), "`plan-adopted` is on this agenda already; add its papers there");
}

#[test]
fn what_a_meeting_deferred_is_listed_at_another() {
    let decision =
        json!({ "outcome": { "deferred": { "why": "late" } }, "mover": "x", "minute": "13" });
    let deferred =
        council(json!({ "decided": { "on": "2015-04-22", "decision": decision } }), None);
    let new = council(json!("listed"), None).agenda.remove(0);
    assert_eq!(
        deferred.listing(new).unwrap_err().to_string(),
        "the item was deferred; list the step on another meeting's agenda"
    );
}
