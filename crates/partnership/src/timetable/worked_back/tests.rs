//! Tests of the timetable worked back from its meetings.

use proptest::prelude::*;

use crate::membership::body::BodyKind;
use crate::terms::day::Day;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::id;
use crate::timetable::tests::maidstone::moved;
use crate::timetable::worked_back::Deadlines;
use crate::timetable::worked_back::WorkedBack;
use crate::timetable::working_days::clear_working_days;
use crate::timetable::working_days::is_working_day;

fn worked_back(year: &YearSoFar, step: &str) -> WorkedBack {
    year.worked_back().remove(&id(step)).unwrap()
}

#[test]
fn cabinet_in_march_2015_had_lawful_days_from_the_13th_to_the_31st() {
    let cabinet = worked_back(&maidstone::as_planned("2014-10-14"), "plan-to-cabinet");
    let WorkedBack::ToBeSet { first, last, .. } = &cabinet else { panic!("{cabinet:?}") };
    // The plan is agreed on Thursday 5 March; its papers go out that day and lie open for five clear
    // working days: 6, 9, 10, 11 and 12 March.
    assert_eq!((first.meeting, first.papers_due), (day("2015-03-13"), day("2015-03-05")));
    assert_eq!((last.meeting, last.papers_due), (day("2015-03-31"), day("2015-03-23")));
    assert_eq!(
        cabinet.in_words(),
        "the first lawful day is Friday 13 March 2015 and the last Tuesday 31 March 2015; for the last, \
         papers are due by Monday 23 March 2015, notice of the key decision by Monday 2 March 2015"
    );
}

#[test]
fn council_in_april_follows_cabinet_in_march_though_neither_date_is_set() {
    let council = worked_back(&maidstone::as_planned("2014-10-14"), "plan-adopted");
    let WorkedBack::ToBeSet { first, last, .. } = council else { panic!("{council:?}") };
    assert_eq!((first.meeting, last.meeting), (day("2015-04-01"), day("2015-04-30")));
    assert_eq!(last.notice_due, None);
}

#[test]
fn a_council_date_that_is_set_leaves_cabinet_only_the_days_before_its_papers_are_due() {
    let events = [
        moved("plan-adopted", "2015-03-06", "2015-04-22"),
        moved("plan-to-cabinet", "2015-03-06", "April 2015"),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-03-06")).unwrap();
    let cabinet = worked_back(&year, "plan-to-cabinet");
    let WorkedBack::ToBeSet { first, last, .. } = cabinet else { panic!("{cabinet:?}") };
    assert_eq!((first.meeting, last.meeting), (day("2015-04-01"), day("2015-04-14")));
}

#[test]
fn the_days_that_were_set_ask_for_papers_and_notice_by_these_dates() {
    let year = maidstone::with_dates_set("2015-03-06");
    assert_eq!(
        worked_back(&year, "plan-to-cabinet").in_words(),
        "papers are due by Thursday 2 April 2015 (Good Friday and Easter Monday do not count), notice of \
         the key decision by Monday 16 March 2015"
    );
    assert_eq!(
        worked_back(&year, "plan-adopted").in_words(),
        "papers are due by Tuesday 14 April 2015"
    );
}

#[test]
fn a_month_in_which_nothing_is_lawful_is_said_with_the_reason() {
    let events = [
        moved("plan-agreed", "2015-03-06", "2015-03-27"),
        moved("plan-adopted", "2015-03-06", "2015-04-01"),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-03-06")).unwrap();
    assert_eq!(
        worked_back(&year, "plan-to-cabinet").in_words(),
        "no day in March 2015 is lawful: what comes before allows none until Wednesday 8 April 2015, and \
         the last day that is left is Tuesday 24 March 2015"
    );
}

#[test]
fn a_month_that_ends_at_a_weekend_says_so() {
    let events = [moved("plan-adopted", "2015-03-06", "May 2015")];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-03-06")).unwrap();
    let words = worked_back(&year, "plan-adopted").in_words();
    assert!(
        words.contains("the last Friday 29 May 2015 (31 May 2015 is a Sunday)")
            && words.contains("(Spring bank holiday does not count)"),
        "{words}"
    );
}

#[test]
fn a_notice_due_on_a_holiday_names_the_working_day_before() {
    // 29 days before Tuesday 5 May 2015 is Easter Monday.
    let words = Deadlines::of(BodyKind::Cabinet, day("2015-05-05")).in_words();
    assert!(
        words.ends_with(
            "notice of the key decision by Monday 6 April 2015 (Easter Monday; the last working day \
             before it is Thursday 2 April 2015)"
        ),
        "{words}"
    );
}

/// The steps of the Maidstone year that can be moved, each with a day.
fn any_moves() -> impl Strategy<Value = Vec<(&'static str, i32, bool)>> {
    let steps = ["assessment-approved", "plan-agreed", "plan-to-cabinet", "plan-adopted"];
    let step = prop::sample::select(steps.to_vec());
    prop::collection::vec((step, 0_i32..200, any::<bool>()), 0..6)
}

proptest! {
    #[test]
    fn any_sequence_of_dates_leaves_the_deadlines_lawful(moves in any_moves()) {
        let mut year = maidstone::as_planned("2015-03-06");
        for (step, ahead, is_set) in moves {
            let on = day("2015-01-05").plus_days(ahead);
            let to = if is_set { on.to_string() } else { on.month().in_words() };
            let event = moved(step, "2015-03-06", &to);
            year = year.clone().after(&event).unwrap_or(year);
        }
        for worked_back in year.worked_back().into_values() {
            prop_assert!(!worked_back.in_words().is_empty());
            let deadlines = match worked_back {
                WorkedBack::Set(deadlines) => vec![deadlines],
                WorkedBack::ToBeSet { month, first, last } => {
                    for end in [first.meeting, last.meeting] {
                        prop_assert!(is_working_day(end));
                    }
                    prop_assert!(Day::first_of(month) <= first.meeting);
                    prop_assert!(first.meeting <= last.meeting);
                    prop_assert!(last.meeting <= Day::last_of(month));
                    vec![first, last]
                }
                WorkedBack::NoLawfulDay { earliest, latest, .. } => {
                    prop_assert!(latest < earliest);
                    Vec::new()
                }
            };
            for Deadlines { meeting, papers_due, notice_due, .. } in deadlines {
                prop_assert!(is_working_day(papers_due));
                prop_assert_eq!(clear_working_days(papers_due, meeting), 5);
                prop_assert!(notice_due.is_none_or(|notice| meeting.days_since(notice) == 29));
            }
        }
    }
}
