//! Tests of the standard year.

use proptest::prelude::*;

use crate::membership::Partnership;
use crate::membership::body::BodyKind;
use crate::timetable::Timetable;
use crate::timetable::concern::Concern;
use crate::timetable::concern::FEWEST_DAYS_TO_CONSIDER;
use crate::timetable::cycle::Cycle;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::standard::standard_year;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::id;
use crate::timetable::working_days::clear_working_days;

/// A partnership without the bodies of these kinds.
fn without(kinds: &[BodyKind]) -> Partnership {
    let mut typed = maidstone::partnership().typed().clone();
    typed.bodies.retain(|body| !kinds.contains(&body.kind));
    Partnership::of(typed).unwrap()
}

/// The proposed year as it stands on the first of September before it.
fn proposed(cycle: Cycle, partnership: &Partnership) -> YearSoFar {
    let typed = standard_year(cycle, partnership, "Maidstone Borough Council");
    let timetable = Timetable::of(typed, partnership.bodies()).unwrap();
    let autumn = format!("{}-09-01", cycle.year().start() - 1);
    YearSoFar::of(timetable, &[], day(&autumn)).unwrap()
}

#[test]
fn the_standard_year_2015_16_is_worked_back_from_the_poll_of_7_may() {
    let year = proposed("2015-16".parse().unwrap(), &maidstone::partnership());
    let planned: Vec<String> =
        year.courses().map(|course| format!("{}: {}", course.step.id, course.when)).collect();
    assert_eq!(
        planned,
        [
            "crime-briefing: 2014-10-14",
            "update-considered: 2014-10-28",
            "draft-considered: 2014-11-13",
            "consultation: 2014-11-24 to 2015-01-16",
            "plan-written: 2015-01-19 to 2015-02-06",
            // Papers due on Wednesday 11 February.
            "assessment-approved: 2015-02-19",
            "plan-agreed: 2015-02-19",
            // Papers due on Monday 2 March.
            "plan-to-cabinet: 2015-03-10",
            // Papers due on Tuesday 17 March; the pre-election period begins on Monday 30 March.
            "plan-adopted: 2015-03-25",
            "plan-published: 2015-05-11",
            "plan-distributed: from May 2015",
        ]
    );
    assert_eq!(year.timetable().typed().polls, [day("2015-05-07")].into());
}

#[test]
fn who_is_not_there_decides_nothing_and_the_rest_still_follows() {
    let year = proposed("2015-16".parse().unwrap(), &without(&[BodyKind::Cabinet]));
    let adopted = year.timetable().step(&id("plan-adopted")).unwrap();
    assert_eq!(adopted.needs, [id("plan-agreed")].into());
    assert!(year.timetable().step(&id("plan-to-cabinet")).is_none());
    let alone = [BodyKind::Cabinet, BodyKind::Council, BodyKind::Scrutiny];
    let year = proposed("2015-16".parse().unwrap(), &without(&alone));
    assert_eq!(year.timetable().steps().len(), 8);
    let published = year.timetable().step(&id("plan-published")).unwrap();
    assert_eq!(published.needs, [id("plan-agreed")].into());
}

#[test]
fn titles_name_no_year_so_that_they_can_be_rolled_forward() {
    let year = proposed("2015-16".parse().unwrap(), &maidstone::partnership());
    let titles = year.timetable().steps().iter().map(|step| step.title.as_str());
    for title in titles {
        assert!(!title.contains("20"), "{title}");
    }
}

fn any_bodies() -> impl Strategy<Value = Partnership> {
    let kinds = vec![BodyKind::Cabinet, BodyKind::Council, BodyKind::Scrutiny];
    prop::sample::subsequence(kinds, 0..=3).prop_map(|kinds| without(&kinds))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]
    #[test]
    fn no_standard_year_from_2015_16_to_2040_41_raises_a_concern(partnership in any_bodies()) {
        for start in 2015..=2040 {
            let year = proposed(Cycle::beginning(start).unwrap(), &partnership);
            let concerns: Vec<String> = year.concerns().iter().map(Concern::in_words).collect();
            prop_assert!(concerns.is_empty(), "{start}: {concerns:#?}");
        }
    }

    #[test]
    fn a_standard_year_leaves_time_to_consider_what_people_said(start in 2000_i16..=2150) {
        let year = proposed(Cycle::beginning(start).unwrap(), &maidstone::partnership());
        let when = |step: &str| year.course(&id(step)).unwrap().when;
        let closes = when("consultation").last();
        prop_assert!(closes < when("plan-written").first());
        let days = clear_working_days(closes, when("assessment-approved").first());
        prop_assert!(FEWEST_DAYS_TO_CONSIDER <= days, "{start}: {days}");
    }
}
