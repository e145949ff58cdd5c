//! Tests of the list of what is due.

use std::collections::BTreeSet;

use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::timetable::due::Due;
use crate::timetable::event::Happening;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;

fn council() -> BTreeSet<String> {
    ["Maidstone Borough Council".to_owned()].into()
}

fn lines(due: &[Due]) -> Vec<String> {
    let line = |due: &Due| {
        format!("{}: {} {}, {}", due.by, due.task.in_words(), due.step, due.distance.in_words())
    };
    due.iter().map(line).collect()
}

#[test]
fn what_is_due_comes_in_order_of_date() {
    let due = maidstone::with_dates_set("2015-03-16").due_for(&council());
    assert_eq!(
        lines(&due),
        [
            "2014-10-14: finish quarter-1-briefing, 153 days late",
            "2014-12-01: begin plan-written, 105 days late",
            "2015-01-31: finish plan-written, 44 days late",
            "2015-03-16: publish notice of the key decision plan-to-cabinet, today",
            "2015-04-02: publish the papers plan-to-cabinet, in 17 days",
            "2015-04-14: publish the papers plan-adopted, in 29 days",
            "2015-04-14: decide plan-to-cabinet, in 29 days",
            "2015-04-22: decide plan-adopted, in 37 days",
        ]
    );
}

#[test]
fn a_date_still_to_be_set_is_due_when_its_first_notice_is() {
    let due = maidstone::as_planned("2015-03-01").due();
    let set_date: Vec<_> =
        lines(&due).into_iter().filter(|line| line.contains("set the date")).collect();
    assert_eq!(
        set_date,
        [
            "2015-03-02: set the date plan-to-cabinet, in 1 day",
            "2015-04-22: set the date plan-adopted, in 52 days",
        ]
    );
}

#[test]
fn once_notice_is_given_a_date_still_to_be_set_is_due_when_its_papers_are() {
    let notice = event("plan-to-cabinet", "2015-02-27", Happening::NoticeGiven);
    let year = maidstone::as_planned("2015-03-01").after(&notice).unwrap();
    let due = lines(&year.due());
    assert!(due.contains(&"2015-03-23: set the date plan-to-cabinet, in 22 days".to_owned()));
}

#[test]
fn what_is_done_or_published_is_not_due_again() {
    let events = [
        event("plan-written", "2015-01-05", Happening::Started),
        event("quarter-1-briefing", "2014-10-14", Happening::Finished),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-01-05")).unwrap();
    let first = lines(&year.due_for(&council())).remove(0);
    assert_eq!(first, "2015-01-31: finish plan-written, in 26 days");
    let papers = event("plan-to-cabinet", "2015-03-16", Happening::PapersPublished);
    let year = maidstone::with_dates_set("2015-03-16").after(&papers).unwrap();
    let due = lines(&year.due());
    assert!(due.iter().all(|line| !line.contains("publish the papers plan-to-cabinet")));
}

#[test]
fn a_launch_with_no_end_is_due_to_begin_and_then_no_more() {
    let launch = |events: &[_]| {
        let year = YearSoFar::of(maidstone::timetable(), events, day("2015-05-11")).unwrap();
        lines(&year.due()).into_iter().filter(|line| line.contains("launched")).collect::<Vec<_>>()
    };
    assert_eq!(launch(&[]), ["2015-05-31: begin plan-launched, in 20 days"]);
    assert!(launch(&[event("plan-launched", "2015-05-11", Happening::Started)]).is_empty());
}

fn person(role: Role, acts_for: &str) -> Person {
    Person {
        id: PersonId("jane".parse().unwrap()),
        name: "Jane Smith".to_owned(),
        email: "jane@example.org".parse().unwrap(),
        role,
        acts_for: [acts_for.to_owned()].into(),
    }
}

#[test]
fn a_persons_list_is_of_those_whom_they_act_for() {
    let year = maidstone::as_planned("2015-01-05");
    let of = |acts_for| year.list_of(&person(Role::Partner, acts_for));
    assert_eq!(of("Maidstone Borough Council"), year.due_for(&council()));
    assert!(of("Kent Police").is_empty());
}

#[test]
fn a_manager_sees_all_with_their_own_first() {
    let year = maidstone::as_planned("2015-01-05");
    let list = year.list_of(&person(Role::Manager, "Maidstone Borough Council"));
    assert_eq!(list.len(), year.due().len());
    let own = year.due_for(&council());
    assert!(own.len() > 1 && list.starts_with(&own), "{list:?}");
    let rest = &list[own.len()..];
    assert!(rest.is_sorted_by_key(|line| line.by), "{rest:?}");
}
