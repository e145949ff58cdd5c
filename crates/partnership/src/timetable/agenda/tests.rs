//! Tests of an agenda item's life.

use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::Deed;
use crate::timetable::agenda::DeedRefused;
use crate::timetable::agenda::ItemLife;
use crate::timetable::agenda::Paper;
use crate::timetable::decision::Decision;
use crate::timetable::decision::Outcome;
use crate::timetable::meeting::MeetingDate;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::id;

fn council() -> MeetingDate {
    MeetingDate::Set(day("2015-04-22"))
}

fn listed() -> AgendaItem {
    AgendaItem {
        step: id("plan-adopted"),
        papers: vec![Paper { title: "Report of the Cabinet".to_owned(), published: None }],
        life: ItemLife::Listed,
    }
}

fn publish(on: &str) -> Deed {
    Deed::Publish { paper: "Report of the Cabinet".to_owned(), on: day(on) }
}

fn agreed() -> Deed {
    Deed::Decide(Decision {
        outcome: Outcome::Agreed,
        mover: "the Leader".to_owned(),
        seconder: Some("the Deputy Leader".to_owned()),
        minute: "minute 13".to_owned(),
    })
}

#[test]
fn council_cannot_adopt_what_nobody_could_read() {
    let refused = listed().after(agreed(), council()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "nothing can be decided on papers not published by the meeting: Report of the Cabinet is \
         awaited"
    );
    let late = listed().after(publish("2015-04-23"), council()).unwrap();
    assert!(matches!(late.after(agreed(), council()), Err(DeedRefused::Unread(_))));
}

#[test]
fn a_published_item_is_decided_on_the_day_of_the_meeting() {
    let read = listed().after(publish("2015-04-14"), council()).unwrap();
    assert_eq!(read.papers_published(), Some(day("2015-04-14")));
    let decided = read.after(agreed(), council()).unwrap();
    assert!(matches!(decided.life, ItemLife::Decided { on, .. } if on == day("2015-04-22")));
}

#[test]
fn a_meeting_without_a_date_decides_nothing() {
    let april = MeetingDate::ToBeSet("2015-04".parse().unwrap());
    let read = listed().after(publish("2015-04-14"), april).unwrap();
    assert_eq!(read.after(agreed(), april), Err(DeedRefused::NoDate));
}

#[test]
fn nothing_happens_to_an_item_once_it_is_decided_or_withdrawn() {
    let read = listed().after(publish("2015-04-14"), council()).unwrap();
    let decided = read.clone().after(agreed(), council()).unwrap();
    assert_eq!(decided.after(agreed(), council()), Err(DeedRefused::Over("agreed")));
    let withdraw = || Deed::Withdraw { why: "not ready".to_owned() };
    let withdrawn = read.after(withdraw(), council()).unwrap();
    assert_eq!(withdrawn.after(agreed(), council()), Err(DeedRefused::Over("withdrawn")));
}

#[test]
fn a_paper_is_published_once_and_must_be_on_the_list() {
    let read = listed().after(publish("2015-04-14"), council()).unwrap();
    let again = read.after(publish("2015-04-15"), council()).unwrap_err();
    assert!(again.to_string().contains("was published on 14 April 2015"));
    let stray = Deed::Publish { paper: "Appendix".to_owned(), on: day("2015-04-14") };
    let refused = listed().after(stray, council());
    assert_eq!(refused, Err(DeedRefused::NoSuchPaper("Appendix".to_owned())));
}

#[test]
fn a_withdrawal_says_why() {
    let silent = Deed::Withdraw { why: " ".to_owned() };
    assert_eq!(listed().after(silent, council()), Err(DeedRefused::NoReason));
}
