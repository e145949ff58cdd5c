//! Bank holidays of hard years, as an independent implementation gives them.

use crate::terms::day::Day;
use crate::timetable::holidays::bank_holiday;
use crate::timetable::holidays::bank_holidays;

/// Month and day of every bank holiday in England of years with substitute days, late or early Easters
/// and proclaimed changes.
///
/// Source: the Python package `holidays` 0.109 (`UnitedKingdom`, subdivision ENG), weekdays only. All of
/// 2000 to 2060 was compared once and agreed.
const EXPECTED: [(i16, &str); 11] = [
    (2009, "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28"),
    (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
    (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
    (2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"),
    (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
    (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
    (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
];

#[test]
fn bank_holidays_of_hard_years_are_as_published_elsewhere() {
    for (year, expected) in EXPECTED {
        let days = bank_holidays(year).into_keys().map(|day| day.to_string()[5..].to_owned());
        assert_eq!(days.collect::<Vec<_>>().join(" "), expected, "{year}");
    }
}

#[test]
fn every_year_has_eight_bank_holidays_and_those_proclaimed() {
    for year in 2000..=2060 {
        let added = match year {
            2002 | 2011 | 2012 | 2023 => 1,
            2022 => 2,
            _ => 0,
        };
        assert_eq!(bank_holidays(year).len(), 8 + added, "{year}");
    }
}

#[test]
fn the_spring_bank_holiday_of_2012_was_moved_to_the_jubilee() {
    let name = |day: &str| bank_holiday(day.parse().unwrap());
    assert_eq!(name("2012-05-28"), None);
    assert_eq!(name("2012-06-04"), Some("Spring bank holiday (moved for the Diamond Jubilee)"));
    assert_eq!(name("2012-06-05"), Some("Diamond Jubilee bank holiday"));
}

#[test]
fn a_christmas_at_the_weekend_is_kept_on_the_monday_and_tuesday() {
    let names = |year: i16| -> Vec<_> {
        let december = bank_holidays(year).into_iter().rev().take(2);
        december.map(|(day, name)| (day.of_month(), name)).collect()
    };
    assert_eq!(
        names(2021),
        [(28, "Boxing Day (substitute day)"), (27, "Christmas Day (substitute day)")]
    );
    assert_eq!(names(2022), [(27, "Christmas Day (substitute day)"), (26, "Boxing Day")]);
}

#[test]
fn no_bank_holiday_falls_at_a_weekend() {
    let all = (2000..=2060).flat_map(|year| bank_holidays(year).into_keys());
    let weekend = |day: &Day| day.weekday().to_monday_one_offset() > 5;
    assert_eq!(all.filter(weekend).count(), 0);
}

#[test]
fn a_year_without_a_calendar_has_no_bank_holidays() {
    assert!(bank_holidays(i16::MAX).is_empty() && bank_holidays(1066).is_empty());
}
