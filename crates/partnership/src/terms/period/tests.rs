//! What the field means by its periods.

use super::*;
use proptest::prelude::*;

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn quarter_one_is_april_to_june() {
    let quarter = period("2014-Q1");
    assert_eq!(
        (quarter.first().to_string(), quarter.last().to_string()),
        ("2014-04".into(), "2014-06".into())
    );
    assert_eq!(quarter.days(), 91);
}

#[test]
fn quarter_four_lies_in_the_next_calendar_year() {
    assert_eq!(period("2014-Q4").in_words(), "Quarter 4 of 2014/15 (January to March 2015)");
}

#[test]
fn the_quarter_before_quarter_one_belongs_to_the_year_before() {
    assert_eq!(period("2014-Q1").just_before().to_string(), "2013-Q4");
}

#[test]
fn a_quarter_is_not_compared_with_a_year() {
    let refused = period("2014-Q1").compared_with(period("2013/14"));
    assert!(matches!(refused, Err(NotComparable::Length { left_months: 3, right_months: 12, .. })));
}

#[test]
fn overlapping_windows_are_refused() {
    let refused = period("12m-2014-06").compared_with(period("2013/14"));
    assert!(matches!(refused, Err(NotComparable::Overlap { shared: 9, .. })));
}

#[test]
fn the_same_quarter_of_two_years_is_the_same_season() {
    assert_eq!(period("2014-Q1").compared_with(period("2013-Q1")), Ok(Season::Same));
    assert_eq!(period("2014-Q1").compared_with(period("2013-Q4")), Ok(Season::Different));
}

#[test]
fn year_to_date_begins_in_april() {
    assert_eq!(period("ytd-2015-02").in_words(), "2014/15 so far (April 2014 to February 2015)");
}

#[test]
fn nonsense_is_refused_with_the_forms_wanted() {
    for text in ["2014-Q5", "2014-Q01", "2014/16", "2014-6", "", "Q1", "é014", "99999"] {
        let refused = text.parse::<Period>().unwrap_err();
        assert!(refused.to_string().contains("2014-Q1 is April to June 2014"), "{text}");
    }
}

fn any_period() -> impl Strategy<Value = Period> {
    let month =
        (1950_i16..2150, 1_i8..=12).prop_map(|(year, month)| Month::new(year, month).unwrap());
    (month, 0..6).prop_map(|(month, kind)| match kind {
        0 => Period::Month(month),
        1 => Period::Quarter(Quarter::containing(month)),
        2 => Period::FinancialYear(FinancialYear::beginning(month.year()).unwrap()),
        3 => Period::CalendarYear(month.year()),
        4 => Period::TwelveMonthsTo(month),
        _ => Period::YearToDate(month),
    })
}

proptest! {
    #[test]
    fn parse_then_print_gives_the_same(period in any_period()) {
        prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
    }

    #[test]
    fn the_year_before_is_always_comparable_and_of_the_same_season(period in any_period()) {
        prop_assert_eq!(period.compared_with(period.year_before()), Ok(Season::Same));
    }

    #[test]
    fn any_text_is_a_period_or_a_plain_refusal(text in "\\PC{0,12}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string(), text);
        }
    }
}
