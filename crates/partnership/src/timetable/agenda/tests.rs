//! Tests of an agenda item's life.

use crate::timetable::agenda::AgendaItem;
use crate::timetable::agenda::ItemDeed;
use crate::timetable::agenda::ItemDeedRefused;
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

fn publish(on: &str) -> ItemDeed {
    ItemDeed::Publish { paper: "Report of the Cabinet".to_owned(), on: day(on) }
}

fn agreed() -> ItemDeed {
    ItemDeed::Decide(Decision {
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
    assert!(matches!(late.after(agreed(), council()), Err(ItemDeedRefused::Unread(_))));
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
    assert_eq!(read.after(agreed(), april), Err(ItemDeedRefused::NoDate));
}

#[test]
fn nothing_happens_to_an_item_once_it_is_decided_or_withdrawn() {
    let read = listed().after(publish("2015-04-14"), council()).unwrap();
    let decided = read.clone().after(agreed(), council()).unwrap();
    assert_eq!(decided.after(agreed(), council()), Err(ItemDeedRefused::Over("agreed")));
    let withdraw = || ItemDeed::Withdraw { why: "not ready".to_owned() };
    let withdrawn = read.after(withdraw(), council()).unwrap();
    assert_eq!(withdrawn.after(agreed(), council()), Err(ItemDeedRefused::Over("withdrawn")));
}

#[test]
fn a_paper_is_published_once_and_must_be_on_the_list() {
    let read = listed().after(publish("2015-04-14"), council()).unwrap();
    let again = read.after(publish("2015-04-15"), council()).unwrap_err();
    assert!(again.to_string().contains("was published on 14 April 2015"));
    let stray = ItemDeed::Publish { paper: "Appendix".to_owned(), on: day("2015-04-14") };
    let refused = listed().after(stray, council());
    assert_eq!(refused, Err(ItemDeedRefused::NoSuchPaper("Appendix".to_owned())));
}

#[test]
fn a_withdrawal_says_why() {
    let silent = ItemDeed::Withdraw { why: " ".to_owned() };
    assert_eq!(listed().after(silent, council()), Err(ItemDeedRefused::NoReason));
}

#[test]
fn no_two_papers_of_an_item_share_a_title() {
    let add = |title: &str| ItemDeed::AddPaper { title: title.to_owned() };
    let refused = listed().after(add(" Report of the Cabinet "), council()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "two papers of the item would be called `Report of the Cabinet`; give one of them another title"
    );
    assert_eq!(listed().after(add(" "), council()), Err(ItemDeedRefused::NoTitle));
    let both = listed().after(add("Appendix"), council()).unwrap();
    assert_eq!(both.papers.len(), 2);
    let mut twice = both.clone();
    twice.papers[1].title = "Report of the Cabinet".to_owned();
    assert!(matches!(twice.listable(), Err(ItemDeedRefused::TwoOfOneTitle(_))));
    assert_eq!(both.clone().listable(), Ok(both));
}

#[test]
fn an_item_is_listed_before_anything_happens_to_it() {
    let read = listed().after(publish("2015-04-14"), council()).unwrap();
    let refused = read.listable().unwrap_err().to_string();
    assert!(refused.contains("then record what happened"), "{refused}");
}

#[test]
fn a_paper_is_not_added_to_what_is_over() {
    let withdrawn =
        listed().after(ItemDeed::Withdraw { why: "not ready".to_owned() }, council()).unwrap();
    let late = ItemDeed::AddPaper { title: "Appendix".to_owned() };
    assert_eq!(withdrawn.after(late, council()), Err(ItemDeedRefused::Over("withdrawn")));
}

#[test]
fn how_far_an_item_has_come_is_said_in_a_line() {
    let item = |papers: &[(&str, Option<&str>)], life: ItemLife| AgendaItem {
        step: id("plan-adopted"),
        papers: papers
            .iter()
            .map(|(title, on)| Paper {
                title: (*title).to_owned(),
                published: on.map(|on| on.parse().unwrap()),
            })
            .collect(),
        life,
    };
    let said = |papers: &[(&str, Option<&str>)]| item(papers, ItemLife::Listed).in_words();
    let out = Some("2015-04-14");
    assert_eq!(said(&[]), "no papers listed yet");
    assert_eq!(said(&[("Plan", None)]), "paper awaited");
    assert_eq!(said(&[("Plan", out)]), "paper published on 14 April 2015");
    assert_eq!(said(&[("Plan", out), ("Map", None)]), "1 of 2 papers published");
    let both = [("Plan", out), ("Map", Some("2015-04-10"))];
    assert_eq!(said(&both), "all 2 papers published, the last on 14 April 2015");
    let why = "it was not ready".to_owned();
    assert_eq!(item(&[], ItemLife::Withdrawn { why }).in_words(), "withdrawn: it was not ready");
    for minute in ["135", "minute 135"] {
        let (mover, minute) = ("the Leader".to_owned(), minute.to_owned());
        let decision = Decision { outcome: Outcome::Agreed, mover, seconder: None, minute };
        let decided = ItemLife::Decided { on: "2015-04-22".parse().unwrap(), decision };
        assert_eq!(item(&[], decided).in_words(), "agreed on 22 April 2015, minute 135");
    }
}

#[test]
fn no_paper_is_published_on_a_day_still_to_come() {
    let deed = ItemDeed::Publish { paper: "Plan".to_owned(), on: day("2015-04-14") };
    let refused = deed.done_by(day("2015-04-13")).unwrap_err().to_string();
    assert!(refused.starts_with("14 April 2015 is still to come"), "{refused}");
    assert_eq!(deed.done_by(day("2015-04-14")), Ok(()));
}
