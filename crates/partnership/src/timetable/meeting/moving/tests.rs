//! Tests of what follows from a meeting's date.

use proptest::prelude::*;
use serde_json::json;

use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::Meeting;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::meeting::moving::Mover;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;
use crate::timetable::tests::maidstone::id;
use crate::timetable::when::When;

/// The partnership's meeting with its two items, one of them with a published paper.
fn march(when: &str, life: serde_json::Value) -> Meeting {
    let paper = json!({ "title": "Strategic Assessment", "published": "2015-02-25" });
    serde_json::from_value(json!({
        "id": "partnership-march", "body": "partnership", "when": when,
        "agenda": [
            { "step": "assessment-approved", "papers": [paper], "life": "listed" },
            { "step": "plan-agreed", "papers": [], "life": life },
        ],
    }))
    .unwrap()
}

fn set(day: &str) -> MeetingDate {
    MeetingDate::try_from(day.parse::<When>().unwrap()).unwrap()
}

fn mover(on: &str) -> Mover {
    Mover { by: "the clerk".to_owned(), on: day(on), why: "the room was flooded".to_owned() }
}

fn brought(
    meeting: Meeting,
    year: &YearSoFar,
    on: &str,
) -> (Meeting, Vec<(String, String, String)>) {
    let (meeting, events) = meeting.bringing_its_steps(year, &mover(on));
    let told = events.into_iter().map(|Event { step, on, what, .. }| match what {
        Happening::Moved { to, .. } => (step.to_string(), on.to_string(), to.to_string()),
        other => panic!("{other:?}"),
    });
    (meeting, told.collect())
}

#[test]
fn a_meeting_that_is_moved_takes_its_steps_along_and_their_papers_are_awaited_again() {
    let year = maidstone::as_planned("2015-03-02");
    let meeting = march("2015-03-05", json!("listed")).moved_to(set("2015-03-12")).unwrap();
    let (meeting, moves) = brought(meeting, &year, "2015-03-02");
    let moved = |step: &str| (step.to_owned(), "2015-03-02".to_owned(), "2015-03-12".to_owned());
    assert_eq!(moves, [moved("assessment-approved"), moved("plan-agreed")]);
    assert_eq!(meeting.agenda[0].papers[0].published, None);
}

#[test]
fn steps_that_are_planned_for_its_date_or_withdrawn_or_done_stay() {
    let year = maidstone::as_planned("2015-03-02");
    let (meeting, moves) = brought(march("2015-03-05", json!("listed")), &year, "2015-03-02");
    assert!(moves.is_empty());
    assert_eq!(meeting, march("2015-03-05", json!("listed")));
    let withdrawn = march("2015-03-12", json!({ "withdrawn": { "why": "late" } }));
    let (_, moves) = brought(withdrawn, &year, "2015-03-02");
    assert_eq!(moves.len(), 1);
}

#[test]
fn a_meeting_that_has_decided_stays_where_it_was() {
    let decision = json!({ "outcome": "agreed", "mover": "x", "minute": "12" });
    let decided = json!({ "decided": { "on": "2015-03-05", "decision": decision } });
    let refused = march("2015-03-05", decided).moved_to(set("2015-03-12")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the meeting `partnership-march` decided on `plan-agreed` on 5 March 2015, so it cannot be moved; \
         enter another meeting, and list there what is still open"
    );
}

#[test]
fn a_meeting_entered_after_it_was_leaves_room_for_what_happened_since() {
    let cabinet: Meeting = serde_json::from_value(json!({
        "id": "cabinet-april", "body": "cabinet", "when": "2015-04-14",
        "agenda": [{ "step": "plan-to-cabinet", "papers": [], "life": "listed" }],
    }))
    .unwrap();
    let year = maidstone::as_planned("2015-05-01");
    let (_, moves) = brought(cabinet.clone(), &year, "2015-05-01");
    // The day on which Cabinet's papers were due.
    assert_eq!(moves[0].1, "2015-04-02");
    let (_, events) = cabinet.bringing_its_steps(&year, &mover("2015-05-01"));
    let papers = event("plan-to-cabinet", "2015-04-02", Happening::PapersPublished);
    let year = year.after(&events[0]).and_then(|year| year.after(&papers)).unwrap();
    assert_eq!(year.course(&id("plan-to-cabinet")).unwrap().papers_published, Some(papers.on));
}

#[test]
fn an_event_that_follows_never_comes_before_the_steps_last() {
    let notice = event("plan-to-cabinet", "2015-04-10", Happening::NoticeGiven);
    let year = maidstone::as_planned("2015-05-01").after(&notice).unwrap();
    let cabinet: Meeting = serde_json::from_value(json!({
        "id": "cabinet-april", "body": "cabinet", "when": "2015-04-14",
        "agenda": [{ "step": "plan-to-cabinet", "papers": [], "life": "listed" }],
    }))
    .unwrap();
    let (_, moves) = brought(cabinet, &year, "2015-05-01");
    assert_eq!(moves[0].1, "2015-04-10");
}

proptest! {
    #[test]
    fn after_any_dates_the_steps_are_planned_for_the_meeting_and_every_event_can_be(
        dates in prop::collection::vec((0_i32..200, any::<bool>()), 1..6),
    ) {
        let today = day("2015-06-01");
        let mut year = maidstone::as_planned("2015-06-01");
        let mut meeting = march("2015-03-05", json!("listed"));
        for (ahead, is_set) in dates {
            let on = day("2015-01-05").plus_days(ahead);
            let to = if is_set { on.to_string() } else { on.month().in_words() };
            let mover = Mover { on: today, ..mover("2015-06-01") };
            let (moved, events) =
                meeting.moved_to(set(&to)).unwrap().bringing_its_steps(&year, &mover);
            for event in &events {
                year = year.after(event).unwrap();
            }
            for step in ["assessment-approved", "plan-agreed"] {
                prop_assert_eq!(year.course(&id(step)).unwrap().when, When::from(moved.when));
            }
            meeting = moved;
        }
    }
}
