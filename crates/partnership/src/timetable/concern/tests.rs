//! Tests of what is pointed out, with the Maidstone year's own dates.

use crate::timetable::Timetable;
use crate::timetable::concern::Concern;
use crate::timetable::event::Happening;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;
use crate::timetable::tests::maidstone::moved;

fn words(year: &YearSoFar) -> Vec<String> {
    year.concerns().iter().map(Concern::in_words).collect()
}

/// The year after these moves, all made on 6 March 2015 and seen that day.
fn after_moves(moves: &[(&str, &str)]) -> YearSoFar {
    let events: Vec<_> = moves.iter().map(|(step, to)| moved(step, "2015-03-06", to)).collect();
    YearSoFar::of(maidstone::timetable(), &events, day("2015-03-06")).unwrap()
}

fn assert_says(year: &YearSoFar, words_wanted: &str) {
    let words = words(year);
    assert!(words.iter().any(|words| words == words_wanted), "{words:#?}");
}

#[test]
fn the_maidstone_year_as_planned_in_october_2014_has_these_concerns() {
    assert_eq!(
        words(&maidstone::as_planned("2014-10-14")),
        [
            "consultation closes on Saturday 28 February 2015, which is no working day",
            "consultation closes on Saturday 28 February 2015, 3 working days before approval on \
             5 March 2015",
            "the plan is written before the consultation closes: from December 2014 to January 2015, and \
             it closes on 28 February 2015",
            "papers for the Safer Maidstone Partnership on 5 March 2015 are due by 25 February 2015, before \
             the consultation closes on 28 February 2015",
            "Council decides in April 2015, date to be set, in the pre-election period from 30 March 2015 \
             to the poll on 7 May 2015",
        ]
    );
}

#[test]
fn with_14_and_22_april_set_there_is_no_slack_between_cabinet_and_council() {
    let year = maidstone::with_dates_set("2015-03-06");
    let concern = year
        .concerns()
        .into_iter()
        .find(|concern| concern.in_words().starts_with("no slack"))
        .unwrap();
    assert_eq!(
        concern.in_words(),
        "no slack: Council's papers are due the day Cabinet meets, 14 April 2015"
    );
    let steps: Vec<_> = concern.steps.iter().map(ToString::to_string).collect();
    assert_eq!(steps, ["plan-adopted", "plan-to-cabinet"]);
}

#[test]
fn a_day_more_between_cabinet_and_council_is_slack_and_a_day_less_is_unlawful() {
    let slack = after_moves(&[("plan-to-cabinet", "2015-04-13"), ("plan-adopted", "2015-04-22")]);
    assert!(words(&slack).iter().all(|words| !words.contains("Council's papers")));
    let late = after_moves(&[("plan-to-cabinet", "2015-04-15"), ("plan-adopted", "2015-04-22")]);
    assert_says(
        &late,
        "papers for Council on 22 April 2015 are due by 14 April 2015, before Cabinet meets on \
         15 April 2015",
    );
}

#[test]
fn cabinet_and_council_of_april_2015_decided_in_a_pre_election_period() {
    let year = maidstone::with_dates_set("2015-03-06");
    assert_says(
        &year,
        "Cabinet decides on 14 April 2015, in the pre-election period from 30 March 2015 to the poll on \
         7 May 2015",
    );
    assert_says(
        &year,
        "Council decides on 22 April 2015, in the pre-election period from 30 March 2015 to the poll on \
         7 May 2015",
    );
}

#[test]
fn a_step_before_what_it_needs_first_is_pointed_out() {
    assert_says(
        &after_moves(&[("plan-to-cabinet", "2015-04-28"), ("plan-adopted", "2015-04-22")]),
        "Rolling Plan adopted on 22 April 2015 comes before what it needs first: Rolling Plan to Council \
         Cabinet on 28 April 2015",
    );
}

#[test]
fn a_meeting_on_a_bank_holiday_is_pointed_out_by_its_name() {
    assert_says(
        &after_moves(&[("plan-to-cabinet", "2015-04-06")]),
        "Cabinet meets on Monday 6 April 2015 (Easter Monday), which is no working day",
    );
}

#[test]
fn a_date_still_to_be_set_is_pointed_out_four_weeks_before_its_notice_is_due() {
    let warning = "Cabinet's date in March 2015 is still to be set: for the last lawful day, \
                   31 March 2015, notice of the key decision must be published by 2 March 2015";
    let says = |today: &str| words(&maidstone::as_planned(today)).contains(&warning.to_owned());
    assert_eq!([says("2015-02-01"), says("2015-02-02"), says("2015-03-31")], [false, true, true]);
}

#[test]
fn papers_and_notice_are_overdue_until_they_are_published() {
    let year = maidstone::with_dates_set("2015-04-07");
    assert_says(
        &year,
        "notice of the key decision for Cabinet on 14 April 2015 was due by 16 March 2015",
    );
    assert_says(&year, "papers for Cabinet on 14 April 2015 were due by 2 April 2015");
    let published = year
        .after(&event("plan-to-cabinet", "2015-04-02", Happening::PapersPublished))
        .and_then(|year| {
            year.after(&event("plan-to-cabinet", "2015-04-02", Happening::NoticeGiven))
        })
        .unwrap();
    assert!(words(&published).iter().all(|words| !words.contains("due by 2 April")));
    assert!(words(&published).iter().all(|words| !words.contains("was due")));
}

#[test]
fn a_month_without_a_lawful_day_is_pointed_out() {
    let year = after_moves(&[("plan-agreed", "2015-03-27"), ("plan-adopted", "2015-04-01")]);
    let words = words(&year);
    let starts = "Cabinet cannot meet in time: no day in March 2015 is lawful";
    assert!(words.iter().any(|words| words.starts_with(starts)), "{words:#?}");
}

#[test]
fn a_consultation_on_the_written_plan_is_no_concern() {
    let mut typed = maidstone::timetable().typed().clone();
    let consultation = typed.steps.iter_mut().find(|step| step.id == maidstone::id("consultation"));
    consultation.unwrap().needs.insert(maidstone::id("plan-written"));
    let timetable = Timetable::of(typed, &maidstone::bodies()).unwrap();
    let year = YearSoFar::of(timetable, &[], day("2014-10-14")).unwrap();
    assert!(words(&year).iter().all(|words| !words.contains("is written before")));
}

#[test]
fn what_is_done_raises_no_concern() {
    let done = [event("consultation", "2015-02-28", Happening::Finished)];
    let year = YearSoFar::of(maidstone::timetable(), &done, day("2015-03-01")).unwrap();
    assert!(words(&year).iter().all(|words| !words.starts_with("consultation closes")));
}

#[test]
fn a_consultation_that_closes_ten_working_days_before_is_no_concern() {
    let near = |closes: &str| {
        let to = format!("2015-01-01 to {closes}");
        let events = [moved("consultation", "2015-01-01", &to)];
        let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-01-01")).unwrap();
        words(&year).iter().any(|words| words.contains("before approval on 5 March 2015"))
    };
    // From Wednesday 18 February to Thursday 5 March lie ten working days.
    assert_eq!((near("2015-02-18"), near("2015-02-19")), (false, true));
}
