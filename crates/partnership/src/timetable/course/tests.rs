//! Tests of a step's course: what its events make of it, and which are refused.

use proptest::prelude::*;

use crate::membership::body::BodyId;
use crate::timetable::course::Course;
use crate::timetable::course::State;
use crate::timetable::course::refused::Refused;
use crate::timetable::decision::Decision;
use crate::timetable::decision::Outcome;
use crate::timetable::event::Happening;
use crate::timetable::meeting::MeetingId;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;
use crate::timetable::tests::maidstone::id;
use crate::timetable::when::When;

fn planned(step: &str) -> Course {
    let timetable = maidstone::timetable();
    let step = timetable.step(&id(step)).unwrap();
    Course::planned(step.clone(), timetable.body_of(step).cloned())
}

/// The course after events, all known by the end of 2015.
fn after(course: Course, happenings: &[(&str, Happening)]) -> Result<Course, Refused> {
    happenings.iter().try_fold(course, |course, (on, what)| {
        let event = event(&course.step.id.to_string(), on, what.clone());
        course.after(&event, day("2015-12-31"))
    })
}

fn moved(to: &str) -> Happening {
    Happening::Moved { to: to.parse().unwrap(), why: "Cabinet met later".to_owned() }
}

fn decided(body: &str, outcome: Outcome) -> Happening {
    Happening::Decided {
        meeting: MeetingId("meeting".parse().unwrap()),
        body: BodyId(body.parse().unwrap()),
        decision: Decision {
            outcome,
            mover: "the Leader".to_owned(),
            seconder: None,
            minute: "minute 13".to_owned(),
        },
    }
}

#[test]
fn a_step_is_planned_then_under_way_then_done() {
    let consultation = planned("consultation");
    assert_eq!(consultation.state(day("2014-12-31")), State::Planned);
    let begun = after(consultation, &[("2015-01-01", Happening::Started)]).unwrap();
    assert_eq!(begun.state(day("2015-02-28")), State::UnderWay { since: day("2015-01-01") });
    let done = after(begun, &[("2015-02-28", Happening::Finished)]).unwrap();
    assert_eq!(done.state(day("2015-03-31")), State::Done { on: day("2015-02-28") });
}

#[test]
fn a_step_is_late_the_day_after_its_last_day_begun_or_not() {
    let consultation = planned("consultation");
    let late = State::Late { due: day("2015-02-28") };
    assert_eq!(consultation.state(day("2015-03-01")), late);
    assert_eq!(late.in_words(), "late: it was due by 28 February 2015");
    let begun = after(consultation, &[("2015-01-01", Happening::Started)]).unwrap();
    assert_eq!(begun.state(day("2015-03-01")), late);
}

#[test]
fn a_step_with_no_end_is_late_only_until_it_begins() {
    let launch = planned("plan-launched");
    assert_eq!(launch.state(day("2015-06-01")), State::Late { due: day("2015-05-31") });
    let begun = after(launch, &[("2015-06-01", Happening::Started)]).unwrap();
    assert_eq!(begun.state(day("2016-01-01")), State::UnderWay { since: day("2015-06-01") });
}

#[test]
fn a_moved_step_keeps_its_history() {
    let cabinet = planned("plan-to-cabinet");
    let cabinet = after(cabinet, &[("2015-03-06", moved("2015-04-14"))]).unwrap();
    assert_eq!(cabinet.state(day("2015-04-01")), State::Moved);
    let history = &cabinet.moves[0];
    assert_eq!(history.from.in_words(), "in March 2015, date to be set");
    assert_eq!(history.to.in_words(), "on 14 April 2015");
    assert_eq!((history.on, history.by.as_str()), (day("2015-03-06"), "the manager"));
    assert_eq!(cabinet.state(day("2015-04-15")), State::Late { due: day("2015-04-14") });
}

#[test]
fn a_step_that_a_body_decides_is_done_only_by_its_decision() {
    let adopted = || planned("plan-adopted");
    let ticked = after(adopted(), &[("2015-04-22", Happening::Finished)]).unwrap_err();
    assert_eq!(
        ticked.to_string(),
        "the step is done only by a decision of Council; record the decision with its minute"
    );
    let by_cabinet = after(adopted(), &[("2015-04-14", decided("cabinet", Outcome::Agreed))]);
    assert_eq!(
        by_cabinet.unwrap_err().to_string(),
        "the step is for Council to decide, and `cabinet` did; record it at the right meeting"
    );
    let done = after(adopted(), &[("2015-04-22", decided("council", Outcome::Agreed))]).unwrap();
    assert_eq!(done.state(day("2015-04-23")), State::Done { on: day("2015-04-22") });
}

#[test]
fn what_a_body_defers_or_rejects_is_not_done() {
    let why = || "more time is needed".to_owned();
    for open in [
        Outcome::Deferred { why: why() },
        Outcome::ReferredBack { why: why() },
        Outcome::Rejected { why: why() },
    ] {
        let adopted = planned("plan-adopted");
        let course = after(adopted, &[("2015-04-22", decided("council", open))]).unwrap();
        assert_eq!(course.state(day("2015-04-30")), State::UnderWay { since: day("2015-04-22") });
        assert_eq!(course.decisions.len(), 1);
    }
}

#[test]
fn a_decision_on_what_no_body_decides_is_refused() {
    let written = planned("plan-written");
    let refused = after(written, &[("2015-01-31", decided("council", Outcome::Agreed))]);
    assert_eq!(refused, Err(Refused::NotForABody));
}

#[test]
fn nothing_happens_to_a_step_once_it_is_done() {
    let finished = after(planned("plan-written"), &[("2015-01-30", Happening::Finished)]).unwrap();
    let again = after(finished, &[("2015-01-31", moved("2015-02-02"))]);
    assert_eq!(again, Err(Refused::AlreadyDone(day("2015-01-30"))));
}

#[test]
fn what_has_not_happened_cannot_be_recorded() {
    let written = planned("plan-written");
    let tomorrow = event("plan-written", "2015-01-30", Happening::Started);
    let refused = written.after(&tomorrow, day("2015-01-29"));
    assert_eq!(refused, Err(Refused::NotYet(day("2015-01-30"))));
}

#[test]
fn events_are_recorded_in_the_order_in_which_they_happened() {
    let started = after(planned("plan-written"), &[("2015-01-05", Happening::Started)]).unwrap();
    let earlier = after(started.clone(), &[("2015-01-02", Happening::Finished)]).unwrap_err();
    assert!(earlier.to_string().contains("comes before the step's last event, on 5 January 2015"));
    let again = after(started, &[("2015-01-06", Happening::Started)]);
    assert_eq!(again, Err(Refused::AlreadyUnderWay(day("2015-01-05"))));
}

#[test]
fn a_move_goes_to_another_time_for_a_reason_and_a_meeting_stays_a_meeting() {
    let to = |to: &str| after(planned("plan-adopted"), &[("2015-03-06", moved(to))]);
    assert!(matches!(to("April 2015"), Err(Refused::NotAMove(_))));
    assert!(matches!(to("from May 2015"), Err(Refused::NotAMeeting(_))));
    let silent = Happening::Moved { to: "2015-04-22".parse().unwrap(), why: String::new() };
    assert_eq!(after(planned("plan-adopted"), &[("2015-03-06", silent)]), Err(Refused::NoReason));
}

#[test]
fn only_the_executive_gives_notice_and_only_a_meeting_has_papers() {
    let notice = [("2015-03-02", Happening::NoticeGiven)];
    assert!(after(planned("plan-to-cabinet"), &notice).is_ok());
    assert!(matches!(after(planned("plan-adopted"), &notice), Err(Refused::NoNotice(_))));
    let papers = [("2015-01-02", Happening::PapersPublished)];
    assert_eq!(after(planned("plan-written"), &papers), Err(Refused::NotForABody));
}

#[test]
fn a_meeting_that_is_moved_needs_its_papers_again_and_a_notice_stands() {
    let cabinet = after(
        planned("plan-to-cabinet"),
        &[
            ("2015-02-27", Happening::NoticeGiven),
            ("2015-03-20", Happening::PapersPublished),
            ("2015-03-27", moved("2015-04-14")),
        ],
    )
    .unwrap();
    assert_eq!(cabinet.papers_published, None);
    assert_eq!(cabinet.notice_given, Some(day("2015-02-27")));
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let outcome = prop_oneof![
        Just(Outcome::Agreed),
        Just(Outcome::AgreedAsAmended(Vec::new())),
        Just(Outcome::Rejected { why: "cost".to_owned() }),
    ];
    prop_oneof![
        Just(Happening::Started),
        Just(Happening::Finished),
        Just(Happening::NoticeGiven),
        Just(Happening::PapersPublished),
        (0_i32..200).prop_map(|ahead| Happening::Moved {
            to: When::On(day("2015-01-01").plus_days(ahead)),
            why: "later".to_owned(),
        }),
        ("cabinet|council|partnership", outcome)
            .prop_map(|(body, outcome)| decided(&body, outcome)),
    ]
}

proptest! {
    #[test]
    fn any_events_leave_a_step_in_one_state_or_are_refused_in_words(
        happenings in prop::collection::vec((0_i32..200, any_happening()), 0..8),
        step in prop::sample::select(vec!["consultation", "plan-to-cabinet", "plan-launched"]),
    ) {
        let mut course = planned(step);
        for (ahead, what) in happenings {
            let on = day("2015-01-01").plus_days(ahead).to_string();
            let event = event(step, &on, what);
            let was_done = matches!(course.state(day("2015-12-31")), State::Done { .. });
            match course.clone().after(&event, day("2015-12-31")) {
                Ok(next) => {
                    prop_assert!(!was_done);
                    course = next;
                }
                Err(refused) => prop_assert!(refused.to_string().len() > 10),
            }
        }
        let by_decision = course.decisions.iter().any(|last| last.decision.outcome == Outcome::Agreed);
        let done = matches!(course.state(day("2015-12-31")), State::Done { .. });
        prop_assert!(course.body.is_none() || done == by_decision);
        prop_assert!(!course.state(day("2015-07-31")).in_words().is_empty());
    }
}
