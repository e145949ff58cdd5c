//! Tests of the picture of a year.

use proptest::prelude::*;

use crate::content::chart::Drawing;
use crate::content::timeline::Mark;
use crate::content::timeline::Pattern;
use crate::content::timeline::ShadeKind;
use crate::content::timeline::Timeline;
use crate::membership::body::BodyId;
use crate::timetable::Timetable;
use crate::timetable::TypedTimetable;
use crate::timetable::decision::Decision;
use crate::timetable::decision::Outcome;
use crate::timetable::event::Happening;
use crate::timetable::meeting::MeetingId;
use crate::timetable::so_far::YearSoFar;
use crate::timetable::tests::maidstone;
use crate::timetable::tests::maidstone::day;
use crate::timetable::tests::maidstone::event;
use crate::timetable::when::When;
use crate::timetable::when::tests::any_when;

fn drawn(year: &YearSoFar) -> Timeline {
    match year.timeline(1).chart.drawing {
        Drawing::Timeline(timeline) => timeline,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_kind_of_time_has_its_own_mark() {
    let timeline = drawn(&maidstone::as_planned("2014-10-14"));
    let span = |text: &str| text.parse().unwrap();
    let marks: Vec<Mark> = timeline.rows.iter().map(|row| row.mark).collect();
    assert_eq!(
        marks,
        [
            Mark::Bar(span("2014-10-14 to 2014-10-14")),
            Mark::Diamond(day("2014-12-04")),
            Mark::Bar(span("2014-12-01 to 2015-01-31")),
            Mark::Bar(span("2015-01-01 to 2015-02-28")),
            Mark::Diamond(day("2015-03-05")),
            Mark::Diamond(day("2015-03-05")),
            Mark::Dashed(span("2015-03-01 to 2015-03-31")),
            Mark::Dashed(span("2015-04-01 to 2015-04-30")),
            Mark::Onwards(day("2015-05-01")),
        ]
    );
    assert_eq!(timeline.days, span("2014-10-01 to 2015-05-31"));
    assert_eq!(timeline.today, Some(day("2014-10-14")));
}

#[test]
fn the_picture_says_in_words_how_far_the_year_has_come() {
    let events = [
        event("quarter-1-briefing", "2014-10-14", Happening::Finished),
        event("consultation", "2015-01-01", Happening::Started),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-01-12")).unwrap();
    let picture = year.timeline(1);
    assert_eq!(picture.chart.title, "Of nine steps one is done, one is under way and one is late");
    assert_eq!(
        picture.chart.alternative,
        "Of nine steps one is done, one is under way and one is late. The first ends on 14 October 2014, \
         the last is planned for 31 May 2015. Two have their dates still to be set. Next due, by 31 January \
         2015: finish, Rolling Plan written. The pre-election period is 30 March to 7 May 2015."
    );
    assert_eq!(
        picture.chart.subtitle,
        "Steps towards the plan 2015–16, 1 October 2014 to 31 May 2015, as they stood on 12 January 2015"
    );
}

#[test]
fn where_a_step_stands_is_told_by_pattern_and_by_words() {
    let events = [
        event("quarter-1-briefing", "2014-10-14", Happening::Finished),
        event("consultation", "2015-01-01", Happening::Started),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-01-12")).unwrap();
    let told: Vec<(Pattern, String)> =
        drawn(&year).rows.into_iter().take(4).map(|row| (row.pattern, row.stands)).collect();
    let told: Vec<(Pattern, &str)> = told.iter().map(|(one, two)| (*one, two.as_str())).collect();
    assert_eq!(
        told,
        [
            (Pattern::Filled, "done on 14 October 2014"),
            (Pattern::Hatched, "late: it was due by 4 December 2014"),
            (Pattern::Outline, "planned"),
            (Pattern::HalfFilled, "under way since 1 January 2015"),
        ]
    );
}

#[test]
fn what_is_done_is_drawn_where_it_was_done() {
    let decision = Decision {
        outcome: Outcome::Agreed,
        mover: "the Chairman".to_owned(),
        seconder: None,
        minute: "12".to_owned(),
    };
    let meeting = MeetingId("partnership-march".parse().unwrap());
    let body = BodyId("partnership".parse().unwrap());
    let events = [
        event("plan-written", "2015-02-06", Happening::Finished),
        event("assessment-approved", "2015-03-12", Happening::Decided { meeting, body, decision }),
    ];
    let year = YearSoFar::of(maidstone::timetable(), &events, day("2015-03-12")).unwrap();
    let marks: Vec<Mark> = drawn(&year).rows.iter().map(|row| row.mark).collect();
    assert!(marks.contains(&Mark::Bar("2014-12-01 to 2015-02-06".parse().unwrap())));
    assert!(marks.contains(&Mark::Diamond(day("2015-03-12"))));
}

#[test]
fn pre_election_periods_and_school_holidays_are_shaded_as_far_as_they_are_drawn() {
    let mut typed = maidstone::timetable().typed().clone();
    typed.school_holidays = serde_json::from_value(serde_json::json!([
        { "name": "Summer holidays", "days": "2014-07-22 to 2014-09-02" },
        { "name": "Christmas holidays", "days": "2014-12-22 to 2015-01-05" },
    ]))
    .unwrap();
    typed.polls.insert(day("2015-06-18"));
    let timetable = Timetable::of(typed, &maidstone::bodies()).unwrap();
    let year = YearSoFar::of(timetable, &[], day("2014-09-01")).unwrap();
    let shades: Vec<(ShadeKind, String)> =
        drawn(&year).shades.iter().map(|shade| (shade.kind, shade.days.to_string())).collect();
    let of = |kind, days: &str| (kind, days.to_owned());
    assert_eq!(
        shades,
        [
            of(ShadeKind::PreElection, "2015-03-30 to 2015-05-07"),
            of(ShadeKind::PreElection, "2015-05-13 to 2015-05-31"),
            of(ShadeKind::SchoolHoliday, "2014-12-22 to 2015-01-05"),
        ]
    );
    assert_eq!(drawn(&year).today, None);
}

#[test]
fn the_table_says_of_every_step_what_the_picture_shows() {
    let picture = maidstone::with_dates_set("2015-03-06").timeline(3);
    let Drawing::Timeline(timeline) = picture.chart.drawing else { panic!("another drawing") };
    assert_eq!((picture.chart.table, picture.table.number), (3, 3));
    assert_eq!(picture.table.rows.len(), timeline.rows.len());
    for (place, (row, drawn)) in picture.table.rows.iter().zip(&timeline.rows).enumerate() {
        let printed: Vec<String> = row.cells.iter().map(|cell| cell.printed()).collect();
        assert_eq!((&printed[0], &printed[2]), (&drawn.label, &drawn.stands));
        assert_eq!(drawn.reference, picture.table.reference(place));
        assert_eq!(printed.len(), picture.table.columns.len());
    }
}

#[test]
fn a_timetable_without_steps_has_a_picture_too() {
    let empty: TypedTimetable =
        serde_json::from_value(serde_json::json!({ "cycle": "2015-16" })).unwrap();
    let timetable = Timetable::of(empty, &[]).unwrap();
    let picture = YearSoFar::of(timetable, &[], day("2014-10-14")).unwrap().timeline(1);
    assert_eq!(picture.chart.alternative, "The timetable has no steps yet. Nothing more is due.");
}

proptest! {
    #[test]
    fn every_mark_lies_within_the_days_drawn(
        whens in prop::collection::vec(any_when(), 9), ahead in 0_i32..36_000,
    ) {
        let mut typed = maidstone::timetable().typed().clone();
        for (step, when) in typed.steps.iter_mut().zip(whens) {
            step.when = if step.body.is_some() { When::On(when.first()) } else { when };
        }
        let timetable = Timetable::of(typed, &maidstone::bodies()).unwrap();
        let today = day("1990-01-01").plus_days(ahead);
        let timeline = drawn(&YearSoFar::of(timetable, &[], today).unwrap());
        for row in &timeline.rows {
            prop_assert!(timeline.days.covers(row.mark.first()));
            prop_assert!(timeline.days.covers(row.mark.last()));
        }
        for shade in &timeline.shades {
            prop_assert!(timeline.days.covers(shade.days.first()));
            prop_assert!(timeline.days.covers(shade.days.last()));
        }
        prop_assert_eq!(timeline.today.is_some(), timeline.days.covers(today));
    }
}
