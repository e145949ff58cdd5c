//! Tests of rolling a timetable forward.

use proptest::prelude::*;

use crate::timetable::Timetable;
use crate::timetable::TypedTimetable;
use crate::timetable::roll::NotCarried;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::id;
use crate::timetable::tests::maidstone::moved;
use crate::timetable::when::When;
use crate::timetable::when::tests::any_when;

fn rolled(typed: TypedTimetable) -> TypedTimetable {
    let timetable = Timetable::of(typed, &maidstone::bodies()).unwrap();
    let year = YearSoFar::of(timetable, &[], day("2015-05-01")).unwrap();
    year.next_cycle().unwrap().typed
}

#[test]
fn the_maidstone_year_rolls_forward_from_where_its_dates_ended_up() {
    let next = maidstone::with_dates_set("2015-05-01").next_cycle().unwrap();
    assert_eq!(next.typed.cycle.to_string(), "2016-17");
    let planned: Vec<String> =
        next.typed.steps.iter().map(|step| format!("{}: {}", step.id, step.when)).collect();
    assert_eq!(
        planned,
        [
            "quarter-1-briefing: 2015-10-13", // second Tuesday of October
            "consultation: 2016-01-01 to 2016-02-29", // whole months
            "assessment-drafted: 2015-12-03", // first Thursday of December
            "plan-written: December 2015 to January 2016",
            "assessment-approved: 2016-03-03", // first Thursday of March
            "plan-agreed: 2016-03-03",
            "plan-to-cabinet: 2016-04-12", // second Tuesday of April
            "plan-adopted: 2016-04-27",    // fourth Wednesday of April
            "plan-launched: from May 2016",
        ]
    );
    assert_eq!(
        next.not_carried,
        // One title says "April–June 2014", the other "the priorities for 2015–2016".
        [
            NotCarried::Polls,
            NotCarried::TitleNamesAYear(id("quarter-1-briefing")),
            NotCarried::TitleNamesAYear(id("assessment-drafted")),
        ]
    );
    assert!(Timetable::of(next.typed, &maidstone::bodies()).is_ok());
}

#[test]
fn a_fifth_weekday_that_the_next_year_has_not_becomes_the_fourth_and_is_said() {
    let events = [moved("plan-adopted", "2015-03-06", "2015-04-30")];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-05-01")).unwrap();
    let next = year.next_cycle().unwrap();
    let said: Vec<_> = next.not_carried.iter().map(NotCarried::in_words).collect();
    assert_eq!(
        said,
        [
            "polls are not carried over; add those of the year",
            "the title of `quarter-1-briefing` names a year; change it",
            "the title of `assessment-drafted` names a year; change it",
            "`plan-adopted` was on Thursday 30 April 2015, the fifth such day of its month; the next year \
             has none, so Thursday 28 April 2016 is proposed",
        ]
    );
}

#[test]
fn a_step_that_would_come_before_what_it_needs_is_put_back_and_it_is_said() {
    // Wednesday 1 April 2015 is the first of its month, 6 April 2016 is; the first Thursday of April is
    // the 2nd in 2015, but the 7th in 2016; the first Friday is the 1st.
    let events = [
        moved("plan-to-cabinet", "2015-03-06", "2015-04-02"),
        moved("plan-adopted", "2015-03-06", "2015-04-03"),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-05-01")).unwrap();
    let next = year.next_cycle().unwrap();
    let put_back =
        NotCarried::PutBack { step: id("plan-adopted"), to: When::On(day("2016-04-08")) };
    assert!(next.not_carried.contains(&put_back), "{:?}", next.not_carried);
}

proptest! {
    #[test]
    fn rolling_forward_twice_keeps_every_step_after_what_it_needs(
        whens in prop::collection::vec(any_when(), 9),
    ) {
        let mut typed = maidstone::timetable().typed().clone();
        for (step, when) in typed.steps.iter_mut().zip(whens) {
            step.when = if step.body.is_some() { When::On(when.first()) } else { when };
        }
        let ends = |typed: &TypedTimetable, at: usize| typed.steps[at].when.last();
        let twice = rolled(rolled(typed.clone()));
        for (at, step) in typed.steps.iter().enumerate() {
            prop_assert_eq!(&twice.steps[at].id, &step.id);
            for (needed, _) in
                typed.steps.iter().enumerate().filter(|(_, one)| step.needs.contains(&one.id))
            {
                if ends(&typed, needed) <= ends(&typed, at) {
                    prop_assert!(ends(&twice, needed) <= ends(&twice, at));
                }
            }
        }
    }

    #[test]
    fn a_day_keeps_its_weekday_from_year_to_year(ahead in 0_i32..20_000) {
        let day = day("2000-01-01").plus_days(ahead);
        let (When::On(later), _) = super::year_later(When::On(day)) else { unreachable!() };
        prop_assert_eq!(later.weekday(), day.weekday());
        prop_assert_eq!(later.month(), day.month().plus_months(12));
    }
}
