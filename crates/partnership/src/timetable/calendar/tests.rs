//! Tests of the calendar's entries.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::timetable::calendar::CalendarEntry;
use crate::timetable::calendar::CalendarKind;
use crate::timetable::calendar::Certainty;
use crate::timetable::event::Happening;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;
use crate::timetable::tests::maidstone::moved;

fn entries(year: &YearSoFar) -> Vec<CalendarEntry> {
    year.calendar(Timestamp::UNIX_EPOCH)
}

fn entry(year: &YearSoFar, id: &str) -> CalendarEntry {
    let id = format!("2015-16/{id}");
    let all = entries(year);
    all.iter().find(|entry| entry.id == id).unwrap_or_else(|| panic!("no {id}: {all:#?}")).clone()
}

#[test]
fn the_maidstone_year_with_its_dates_set_has_these_days() {
    let days: Vec<String> = entries(&maidstone::with_dates_set("2015-03-06"))
        .iter()
        .map(|entry| format!("{} {}", entry.days.first(), entry.id.trim_start_matches("2015-16/")))
        .collect();
    assert_eq!(
        days,
        [
            "2014-10-14 quarter-1-briefing/ends",
            "2014-11-26 assessment-drafted/papers",
            "2014-12-01 plan-written/begins",
            "2014-12-04 assessment-drafted/meeting",
            "2015-01-01 consultation/open",
            "2015-01-31 plan-written/ends",
            "2015-02-25 assessment-approved/papers",
            "2015-02-25 plan-agreed/papers",
            "2015-02-28 consultation/ends",
            "2015-03-05 assessment-approved/meeting",
            "2015-03-05 plan-agreed/meeting",
            "2015-03-16 plan-to-cabinet/notice",
            "2015-03-30 pre-election/2015-05-07",
            "2015-04-02 plan-to-cabinet/papers",
            "2015-04-14 plan-adopted/papers",
            "2015-04-14 plan-to-cabinet/meeting",
            "2015-04-22 plan-adopted/meeting",
            "2015-05-07 poll/2015-05-07",
            "2015-05-29 plan-launched/begins",
        ]
    );
}

#[test]
fn papers_are_explained_by_the_rule_worked_back() {
    let papers = entry(&maidstone::with_dates_set("2015-03-06"), "plan-to-cabinet/papers");
    assert_eq!(
        papers.title,
        "Papers due for Cabinet on 14 April 2015: Rolling Plan to Council Cabinet"
    );
    assert_eq!(
        papers.description,
        "Rolling Plan to Council Cabinet, on 14 April 2015. Maidstone Borough Council sees to it. Five \
         clear working days lie between their publication and Tuesday 14 April 2015, as the law asks; Good \
         Friday and Easter Monday do not count. It needs first: Rolling Plan agreed. It was moved; it had \
         been planned in March 2015, date to be set. Why: the date was set."
    );
    assert_eq!((papers.alarms, papers.certainty), (vec![10, 2], Certainty::Confirmed));
}

#[test]
fn a_date_still_to_be_set_is_tentative_on_the_last_lawful_day() {
    let year = maidstone::as_planned("2014-10-14");
    let meeting = entry(&year, "plan-to-cabinet/meeting");
    assert_eq!(
        (meeting.days.first(), meeting.certainty),
        (day("2015-03-31"), Certainty::Tentative)
    );
    assert_eq!(meeting.title, "Cabinet decides: Rolling Plan to Council Cabinet (date to be set)");
    let says =
        "The date in March 2015 is still to be set. The first lawful day is Friday 13 March 2015";
    assert!(meeting.description.contains(says), "{}", meeting.description);
    let notice = entry(&year, "plan-to-cabinet/notice");
    assert_eq!((notice.days.first(), notice.certainty), (day("2015-03-02"), Certainty::Tentative));
    assert_eq!(notice.alarms, [7]);
}

#[test]
fn an_entry_keeps_its_name_when_it_moves() {
    let ids = |year: &YearSoFar| -> BTreeSet<String> {
        entries(year).into_iter().map(|entry| entry.id).collect()
    };
    assert_eq!(
        ids(&maidstone::as_planned("2015-03-06")),
        ids(&maidstone::with_dates_set("2015-03-06"))
    );
}

#[test]
fn what_is_done_or_published_has_no_alarm() {
    let events = [
        moved("plan-to-cabinet", "2015-03-06", "2015-04-14"),
        event("plan-to-cabinet", "2015-03-13", Happening::NoticeGiven),
        event("plan-to-cabinet", "2015-04-01", Happening::PapersPublished),
        event("plan-written", "2015-01-30", Happening::Finished),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-04-07")).unwrap();
    let papers = entry(&year, "plan-to-cabinet/papers");
    assert!(papers.description.contains("The papers were published on 1 April 2015."));
    assert!(papers.alarms.is_empty());
    assert!(entry(&year, "plan-to-cabinet/notice").alarms.is_empty());
    let written = entry(&year, "plan-written/ends");
    assert_eq!(
        (written.title.as_str(), written.days.first()),
        ("Done: Rolling Plan written", day("2015-01-30"))
    );
    assert_eq!(entry(&year, "plan-to-cabinet/meeting").alarms, [7, 1]);
}

#[test]
fn a_consultation_is_open_over_all_its_days() {
    let year = maidstone::as_planned("2014-10-14");
    let open = entry(&year, "consultation/open");
    assert_eq!(open.days.to_string(), "2015-01-01 to 2015-02-28");
    assert_eq!(open.kind, CalendarKind::Consultation);
    assert!(entry(&year, "consultation/ends").title.starts_with("Closes: Strategic Assessment"));
}

#[test]
fn a_persons_calendar_has_all_meetings_and_what_they_see_to() {
    let person = |role, acts_for: &str| Person {
        id: PersonId("jane".parse().unwrap()),
        name: "Jane".to_owned(),
        email: "jane@example.org".parse().unwrap(),
        role,
        acts_for: [acts_for.to_owned()].into(),
    };
    let year = maidstone::with_dates_set("2015-03-06");
    let of = |person: Person| year.calendar_of(&person, Timestamp::UNIX_EPOCH);
    let manager = of(person(Role::Manager, "nobody"));
    assert_eq!(manager, entries(&year));
    let councillor = of(person(Role::Councillor, "nobody"));
    let kinds: BTreeSet<CalendarKind> = councillor.iter().map(|entry| entry.kind).collect();
    let everybodys = [CalendarKind::Poll, CalendarKind::Consultation, CalendarKind::Meeting];
    assert_eq!(kinds, everybodys.into());
    let council = of(person(Role::Partner, "Maidstone Borough Council"));
    assert!(councillor.len() < council.len() && council.len() < manager.len());
    let own = council.iter().filter(|entry| entry.kind == CalendarKind::Papers);
    assert!(own.clone().count() > 0);
    for entry in own {
        assert_eq!(entry.owner.as_deref(), Some("Maidstone Borough Council"));
    }
}

proptest! {
    #[test]
    fn whatever_is_moved_each_name_stands_once_and_entries_come_in_order(
        moves in prop::collection::vec((0_usize..9, 0_i32..200, any::<bool>()), 0..8),
    ) {
        let mut year = maidstone::as_planned("2015-03-06");
        for (place, ahead, is_set) in moves {
            let on = day("2015-01-05").plus_days(ahead);
            let to = if is_set { on.to_string() } else { on.month().in_words() };
            let step = year.timetable().steps()[place].id.to_string();
            let event = moved(&step, "2015-03-06", &to);
            year = year.clone().after(&event).unwrap_or(year);
        }
        let entries = entries(&year);
        let ids: BTreeSet<&String> = entries.iter().map(|entry| &entry.id).collect();
        prop_assert_eq!(ids.len(), entries.len());
        prop_assert!(entries.is_sorted_by_key(|entry| entry.days));
        for entry in &entries {
            prop_assert!(entry.description.ends_with('.') && !entry.title.is_empty());
            let body = entry.kind == CalendarKind::Meeting;
            prop_assert!(!body || entry.alarms == [7, 1]);
        }
    }
}
