//! Months judged in a draft: the usual range, earlier years, a forecast, and what recording alone would make.

use partnership::assessment::answer::Answer;
use partnership::assessment::answering::answers;
use partnership::assessment::circulated::circulate;
use partnership::assessment::material::Material;
use partnership::assessment::text::Source;
use partnership::assessment::versions::Version;
use partnership::evidence::held::Held;
use partnership::terms::extract::ExtractId;
use partnership::terms::month::Month;
use partnership::terms::offence::OffenceClass;

use crate::held;
use crate::material;
use crate::sections;

/// What the example holds, with made-up drug offences in every month from `first` to September 2014: none of the example's
/// own, and 30 more in the last.
pub(crate) fn held_from(first: &str) -> Held {
    let season = [60, 52, 55, 50, 48, 45, 40, 42, 47, 53, 58, 62];
    let mut held = Held { counts: Default::default(), ..held::example() };
    let (first, last): (Month, Month) = (first.parse().unwrap(), "2014-09".parse().unwrap());
    for (at, month) in (0_u64..).zip(first.up_to(last)) {
        let more = if month == last { 30 } else { at * 7 % 5 };
        let count = season[usize::try_from(month.month() - 1).unwrap()] + more;
        held.coverage.note("Kent Police", month, ExtractId::of([1; 32]));
        held.counts.note(held::maidstone(), "Kent Police", month, OffenceClass::Drugs, count);
    }
    held
}

pub(crate) fn answered(held: &Held, reference: &str) -> Result<Answer, String> {
    let supplied = held::supplied();
    let text = format!("# A\n\n{reference}\n");
    let found = answers(&sections(&text), &material(held, &supplied));
    found.map(|found| found.into_values().next().unwrap()).map_err(|faults| faults[0].to_string())
}

#[test]
fn the_usual_range_is_told_with_every_month_behind_it_and_the_break_that_lies_in_them() {
    let answer = answered(&held_from("2012-10"), "{phrase:usual-range drugs}").unwrap();
    assert_eq!(
        answer.says,
        "rose out of its usual range in September 2014; 43 to 66 a month is usual"
    );
    // 24 months, and the two limits with their mean.
    assert_eq!(answer.figures.len(), 27);
    assert!(answer.cautions[0].contains("recording changed in"), "{:?}", answer.cautions);
    assert!(answer.figures.iter().all(|figure| !figure.sources.is_empty()));
}

#[test]
fn the_same_months_stand_in_the_chart_of_the_usual_range_and_in_its_table() {
    let held = held_from("2012-10");
    let text = "# A\n\n{#1} {chart:usual-range drugs}\n";
    let source = Source { file: "1.md".to_owned(), text: text.to_owned() };
    let version = Version {
        number: 1,
        by: "Partnership manager".to_owned(),
        on: "2014-12-01".parse().unwrap(),
        sources: vec![source],
    };
    let supplied = held::supplied();
    let today = "2014-12-04".parse().unwrap();
    let circulated = circulate(&version, &material(&held, &supplied), today).unwrap();
    assert_eq!(circulated.would_now_say(&material(&held, &supplied)), []);
    let mut more = held.clone();
    let month = "2013-05".parse().unwrap();
    more.counts.note(held::maidstone(), "Kent Police", month, OffenceClass::Drugs, 300);
    let changed = circulated.would_now_say(&material(&more, &supplied));
    assert_eq!(changed.len(), 1, "a month on which the limits rest has changed");
    let answer = answered(&held, "{chart:usual-range drugs}").unwrap();
    let shown = answer.shown.unwrap();
    assert_eq!(shown.rows.len(), 24);
    assert!(shown.notes[0].starts_with("The series rose out of its usual range"));
}

#[test]
fn months_of_earlier_years_and_a_forecast_are_told_in_words_with_both_errors() {
    let held = held_from("2009-01");
    let told = answered(&held, "{phrase:expected drugs}").unwrap();
    let wanted = "was above what earlier years lead one to expect in September 2014, at 77, where ";
    assert!(told.says.starts_with(wanted), "{}", told.says);
    let told = answered(&held, "{phrase:forecast drugs}").unwrap().says;
    assert!(told.contains("are to be expected in October 2014"), "{told}");
    assert!(told.matches("off by").count() >= 1 && told.contains("guess"), "{told}");
}

#[test]
fn months_that_are_not_held_are_no_usual_range() {
    let refused = answered(&held::example(), "{phrase:usual-range burglary}").unwrap_err();
    assert!(refused.contains("at least 12 months"), "{refused}");
    let refused = answered(&held_from("2013-01"), "{phrase:expected drugs}").unwrap_err();
    assert!(refused.contains("three earlier years at least"), "{refused}");
}

#[test]
fn a_month_in_which_nothing_at_all_was_counted_is_no_month_to_judge_by() {
    let mut held = held_from("2013-01");
    held.coverage.note("Kent Police", "2012-12".parse().unwrap(), ExtractId::of([1; 32]));
    let refused = answered(&held, "{chart:usual-range drugs}").unwrap_err();
    assert!(refused.contains("nothing counted in December 2012"), "{refused}");
}

#[test]
fn recording_from_90_to_96_per_cent_makes_6_7_points_of_the_rise_of_spring_2014() {
    let mut held = held::example();
    for (month, count) in [("2013-04", 724), ("2013-05", 724), ("2013-06", 724)] {
        let month = month.parse().unwrap();
        held.coverage.note("Kent Police", month, ExtractId::of([1; 32]));
        held.counts.note(held::maidstone(), "Kent Police", month, OffenceClass::Drugs, count);
    }
    let told = answered(&held, "{phrase:recording all-crime 2014-Q1 2013-Q1}").unwrap();
    // From 2,172 to the 2,327 that the example holds.
    assert!(
        told.says.starts_with(
            "If recording rose from 90% to 96%, about 6.7 points of the rise of 7.1% would be recording, and crime would \
             have risen by 0.4%."
        ),
        "{}",
        told.says
    );
    let refused = answered(&held, "{phrase:recording all-crime 2014-Q2 2014-Q1}").unwrap_err();
    assert!(refused.contains("inspected before and after"), "{refused}");
    let incidents = "{phrase:recording anti-social-behaviour 2014-Q1 2013-Q1}";
    let refused = answered(&held, incidents).unwrap_err();
    assert!(refused.contains("all-crime or a class of crime"), "{refused}");
}

#[test]
fn what_looks_back_is_told_of_an_earlier_period_by_the_months_before_that_period() {
    let held = held_from("2012-01");
    let supplied = held::supplied();
    let period = |text: &str| text.parse().unwrap();
    let (now, before) = (period("2014-Q2"), period("2014-Q1"));
    let material = Material::of(&held, &supplied, held::maidstone(), now, before).unwrap();
    let asked = sections("# A\n\n{chart:usual-range drugs 2013-Q4}\n");
    let answer = answers(&asked, &material).unwrap().into_values().next().unwrap();
    let last = answer.shown.unwrap().rows.last().unwrap().heading.clone();
    assert_eq!(last, "March 2014");
}
