//! Tests of who is reminded of what, and of the letters.

use proptest::prelude::*;

use crate::content::Block;
use crate::content::Inline;
use crate::content::Section;
use crate::membership::body::BodyId;
use crate::membership::person::Person;
use crate::membership::person::PersonId;
use crate::membership::person::Role;
use crate::reminders::Occasion;
use crate::reminders::Reminder;
use crate::reminders::digest::Digest;
use crate::reminders::digest::is_digest_day;
use crate::reminders::letter::reminding;
use crate::reminders::reminders_of;
use crate::terms::day::Day;
use crate::timetable::decision::Decision;
use crate::timetable::decision::Outcome;
use crate::timetable::event::Event;
use crate::timetable::event::Happening;
use crate::timetable::meeting::MeetingId;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;
use crate::timetable::tests::maidstone::moved;
use crate::timetable::working_days::is_working_day;

const COUNCIL: &str = "Maidstone Borough Council";

fn person(id: &str, role: Role, acts_for: &str) -> Person {
    Person {
        id: PersonId(id.parse().unwrap()),
        name: id.to_owned(),
        email: format!("{id}@example.org").parse().unwrap(),
        role,
        acts_for: [acts_for.to_owned()].into(),
    }
}

fn manager() -> Person {
    person("mary", Role::Manager, "nobody")
}

fn partner() -> Person {
    person("paul", Role::Partner, COUNCIL)
}

fn year(events: &[Event], today: &str) -> YearSoFar {
    YearSoFar::of(maidstone::timetable(), events, day(today)).unwrap()
}

/// The keys of the reminders of a day.
fn keys(year: YearSoFar, people: &[Person]) -> Vec<String> {
    reminders_of(&[year], people).iter().map(Reminder::key).collect()
}

/// The days from `from` to `to` on which something due `by` a day is reminded of.
fn days(by: &str, from: &str, to: &str) -> Vec<(String, Occasion)> {
    let (by, from, to) = (day(by), day(from), day(to));
    let all = (0..=to.days_since(from)).map(|ahead| from.plus_days(ahead));
    all.filter_map(|today| Some((today.to_string(), Occasion::of(by, today)?))).collect()
}

#[test]
fn people_are_reminded_ten_five_two_and_one_working_days_before_and_on_the_day() {
    let of = |day: &str, occasion| (day.to_owned(), occasion);
    // Papers for Council: Good Friday and Easter Monday do not count.
    assert_eq!(
        days("2015-04-14", "2015-03-20", "2015-04-14"),
        [
            of("2015-03-27", Occasion::Ahead(10)),
            of("2015-04-07", Occasion::Ahead(5)),
            of("2015-04-10", Occasion::Ahead(2)),
            of("2015-04-13", Occasion::Ahead(1)),
            of("2015-04-14", Occasion::Today),
        ]
    );
}

#[test]
fn what_is_late_is_told_of_the_next_working_day_and_then_weekly() {
    let of = |day: &str, weeks| (day.to_owned(), Occasion::Late(weeks));
    // Due on a Sunday: Friday is its last working day, Monday the first on which it is late. Monday 6 April
    // is Easter Monday.
    assert_eq!(
        days("2015-03-22", "2015-03-21", "2015-04-14"),
        [of("2015-03-23", 0), of("2015-03-30", 1), of("2015-04-07", 2), of("2015-04-13", 3)]
    );
}

#[test]
fn what_is_due_on_a_day_off_is_due_the_working_day_before() {
    // The consultation closes on Saturday 28 February.
    assert_eq!(Occasion::of(day("2015-02-28"), day("2015-02-27")), Some(Occasion::Today));
    assert_eq!(Occasion::of(day("2015-02-28"), day("2015-02-28")), None);
}

#[test]
fn those_who_act_for_the_owner_are_reminded() {
    let people = [manager(), partner(), person("kate", Role::Partner, "Kent Police")];
    let set = [
        moved("plan-to-cabinet", "2015-03-06", "2015-04-14"),
        event("plan-to-cabinet", "2015-03-13", Happening::NoticeGiven),
        event("plan-written", "2015-01-30", Happening::Finished),
        event("quarter-1-briefing", "2014-10-14", Happening::Finished),
    ];
    let mut on_the_day = set.to_vec();
    on_the_day.sort_by_key(|event| event.on);
    assert_eq!(
        keys(year(&on_the_day, "2015-04-02"), &people[1..]),
        ["2015-16/plan-to-cabinet/papers/2015-04-02/today/paul"]
    );
}

#[test]
fn managers_are_told_of_what_is_late_and_of_what_nobody_sees_to() {
    let people = [manager(), partner()];
    let late = "2015-16/quarter-1-briefing/finish/2014-10-14/late-0";
    assert_eq!(
        keys(year(&[], "2014-10-15"), &people),
        [format!("{late}/mary"), format!("{late}/paul")]
    );
    // The partnership's own papers: nobody acts for the partnership.
    assert_eq!(
        keys(year(&[], "2014-11-25"), &people)
            .into_iter()
            .filter(|key| key.contains("ahead"))
            .collect::<Vec<_>>(),
        ["2015-16/assessment-drafted/papers/2014-11-26/ahead-1/mary"]
    );
}

#[test]
fn what_is_done_is_never_reminded_of() {
    let done = [event("quarter-1-briefing", "2014-10-14", Happening::Finished)];
    assert!(keys(year(&done, "2014-10-15"), &[manager(), partner()]).is_empty());
    let papers = event("assessment-drafted", "2014-11-21", Happening::PapersPublished);
    let told = keys(year(&[done[0].clone(), papers], "2014-11-25"), &[manager()]);
    assert!(told.iter().all(|key| !key.contains("papers")), "{told:?}");
}

#[test]
fn a_step_that_is_moved_is_reminded_of_by_its_new_date() {
    let moves = [moved("plan-written", "2015-01-27", "2015-01-01 to 2015-02-03")];
    let told = |events: &[Event], today: &str| {
        let keys = keys(year(events, today), &[partner()]);
        keys.into_iter().filter(|key| key.contains("plan-written/finish")).collect::<Vec<_>>()
    };
    assert_eq!(told(&[], "2015-01-28"), ["2015-16/plan-written/finish/2015-01-31/ahead-2/paul"]);
    assert!(told(&moves, "2015-01-28").is_empty());
    assert_eq!(told(&moves, "2015-01-30"), ["2015-16/plan-written/finish/2015-02-03/ahead-2/paul"]);
}

/// All words of a letter's sections.
fn words(sections: &[Section]) -> Vec<String> {
    let mut words = Vec::new();
    for section in sections {
        words.push(section.heading.clone());
        for block in &section.blocks {
            let Block::List(items) = block else { panic!("{block:?}") };
            words.extend(items.iter().flatten().map(|inline| match inline {
                Inline::Text(text) => text.clone(),
                other => panic!("{other:?}"),
            }));
        }
    }
    words
}

#[test]
fn one_letter_a_day_holds_all_of_a_persons_reminders() {
    let (paul, year) = (partner(), year(&[], "2015-01-28"));
    let reminders = reminders_of(&[year], &[paul.clone(), manager()]);
    let letter = reminding(&paul, &reminders).unwrap();
    assert_eq!(
        words(&letter.sections),
        [
            "Late",
            "Finish: Quarter 1 (April–June 2014) crime briefing, attached to the October report, by Tuesday \
             14 October 2014 (late)",
            "Due",
            "Finish: Rolling Plan written, by Saturday 31 January 2015 (in 2 working days)",
        ]
    );
    assert!(letter.subject.starts_with("Two reminders, the first: Finish: Quarter 1"));
    assert_eq!(letter.keys.len(), 2);
    assert_eq!(letter.to, paul);
    assert!(reminding(&person("kate", Role::Partner, "x"), &reminders).is_none());
}

#[test]
fn a_digest_tells_what_is_late_ahead_moved_decided_and_clashing() {
    let outcome = Outcome::Deferred { why: "more time is needed".to_owned() };
    let (mover, minute) = ("the Chairman".to_owned(), "12".to_owned());
    let decision = Decision { outcome, mover, seconder: None, minute };
    let meeting = MeetingId("partnership-march".parse().unwrap());
    let body = BodyId("partnership".parse().unwrap());
    let events = [
        event("quarter-1-briefing", "2014-10-14", Happening::Finished),
        event("plan-written", "2015-03-03", Happening::Finished),
        event("plan-agreed", "2015-03-05", Happening::Decided { meeting, body, decision }),
        moved("plan-to-cabinet", "2015-03-06", "2015-04-14"),
        moved("plan-adopted", "2015-03-06", "2015-04-22"),
    ];
    let (paul, today) = (partner(), day("2015-03-09"));
    let years = [year(&events, "2015-03-09")];
    let letter = Digest::of(&years, &paul).letter(&paul, today).unwrap();
    assert_eq!(letter.subject, "Your week of 9 March 2015: 0 late, 2 due in the next 28 days");
    assert_eq!(letter.keys, ["digest/2015-03-09/paul"]);
    let words = words(&letter.sections);
    assert_eq!(
        words[..8],
        [
            "Due in the next 28 days",
            "Publish notice of the key decision: Rolling Plan to Council Cabinet, by Monday 16 March 2015 \
             (in 7 days)",
            "Publish the papers: Rolling Plan to Council Cabinet, by Thursday 2 April 2015 (in 24 days)",
            "In the last 7 days",
            "Rolling Plan written: done on 3 March 2015.",
            "Rolling Plan agreed: deferred by the Safer Maidstone Partnership on 5 March 2015.",
            "Rolling Plan to Council Cabinet: moved; planned in March 2015, date to be set, it is now on \
             14 April 2015. Why: the date was set.",
            "Rolling Plan adopted: moved; planned in April 2015, date to be set, it is now on 22 April 2015. \
             Why: the date was set.",
        ]
    );
    let slack = "No slack: Council's papers are due the day Cabinet meets, 14 April 2015.";
    assert!(words[8] == "To bear in mind" && words.iter().any(|line| line == slack), "{words:#?}");
}

#[test]
fn a_week_later_what_happened_before_is_no_longer_told() {
    let done = [event("plan-written", "2015-01-26", Happening::Finished)];
    let lately = |today: &str| Digest::of(&[year(&done, today)], &partner()).lately;
    assert_eq!((lately("2015-02-01").len(), lately("2015-02-02").len()), (1, 0));
}

#[test]
fn somebody_with_nothing_to_know_gets_no_digest() {
    let (kate, today) = (person("kate", Role::Partner, "Kent Police"), day("2014-09-08"));
    let digest = Digest::of(&[year(&[], "2014-09-08")], &kate);
    assert_eq!(digest.letter(&kate, today), None);
    let all = Digest::of(&[year(&[], "2014-09-08")], &manager());
    assert!(all.letter(&manager(), today).is_some());
}

#[test]
fn digests_are_written_once_a_week() {
    let first = day("2014-12-22");
    let days: Vec<String> = (0..21)
        .map(|ahead| first.plus_days(ahead))
        .filter(|day| is_digest_day(*day))
        .map(|day| day.to_string())
        .collect();
    assert_eq!(days, ["2014-12-22", "2014-12-29", "2015-01-05"]);
}

fn any_day() -> impl Strategy<Value = Day> {
    (0_i32..20_000).prop_map(|ahead| day("2000-01-01").plus_days(ahead))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn nobody_is_reminded_twice_of_one_thing_on_one_occasion(by in any_day()) {
        let days = (-40..60).map(|ahead| by.plus_days(ahead));
        let told: Vec<(Day, Occasion)> =
            days.filter_map(|today| Some((today, Occasion::of(by, today)?))).collect();
        prop_assert!(told.iter().all(|(day, _)| is_working_day(*day)));
        let mut occasions: Vec<Occasion> = told.iter().map(|(_, occasion)| *occasion).collect();
        occasions.sort();
        let all = occasions.len();
        occasions.dedup();
        prop_assert_eq!(occasions.len(), all);
        // Four before, one on the day, and each week of the eight after.
        let before = told.iter().filter(|(_, one)| matches!(one, Occasion::Ahead(_))).count();
        prop_assert_eq!(before, 4);
        prop_assert!(occasions.contains(&Occasion::Today));
        for week in 0..7 {
            prop_assert!(occasions.contains(&Occasion::Late(week)), "week {}: {:?}", week, occasions);
        }
    }
}
