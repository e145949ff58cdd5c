//! The bank holidays of England and Wales, by rule and by the changes made for single years.
//!
//! In comes a year; out go its bank holidays with their names. School holidays differ from council
//! to council, so they are data of a timetable and are not worked out here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::civil::Weekday;
use jiff::civil::date;

use crate::terms::day::Day;

/// A change of bank holidays that was proclaimed for one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// A day was added, under a name that says why.
    Added(Date, &'static str),
    /// A day that the rule gives was moved to another, under a name that says why.
    Moved(Date, Date, &'static str),
}

/// The changes since 2000.
///
/// Source: royal proclamations under the Banking and Financial Dealings Act 1971, section 1.
const CHANGES: [Change; 10] = [
    Change::Moved(
        date(2002, 5, 27),
        date(2002, 6, 4),
        "Spring bank holiday (moved for the Golden Jubilee)",
    ),
    Change::Added(date(2002, 6, 3), "Golden Jubilee bank holiday"),
    Change::Added(date(2011, 4, 29), "Royal wedding bank holiday"),
    Change::Moved(
        date(2012, 5, 28),
        date(2012, 6, 4),
        "Spring bank holiday (moved for the Diamond Jubilee)",
    ),
    Change::Added(date(2012, 6, 5), "Diamond Jubilee bank holiday"),
    Change::Moved(date(2020, 5, 4), date(2020, 5, 8), "Early May bank holiday (moved for VE Day)"),
    Change::Moved(
        date(2022, 5, 30),
        date(2022, 6, 2),
        "Spring bank holiday (moved for the Platinum Jubilee)",
    ),
    Change::Added(date(2022, 6, 3), "Platinum Jubilee bank holiday"),
    Change::Added(date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
    Change::Added(date(2023, 5, 8), "Coronation of King Charles III"),
];

/// The bank holidays of `year` with their names, Good Friday and Christmas Day among them.
///
/// A holiday at a weekend is listed on its substitute day only. The rules are those in force since
/// 1978, with every change from 2000 on that has been proclaimed; a change that a later year brings
/// must be added here.
///
/// ```
/// use partnership::timetable::holidays::bank_holidays;
/// let names = bank_holidays(2015);
/// assert_eq!(names.get(&"2015-04-06".parse()?), Some(&"Easter Monday"));
/// assert_eq!(names.get(&"2015-12-28".parse()?), Some(&"Boxing Day (substitute day)"));
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
pub fn bank_holidays(year: i16) -> BTreeMap<Day, &'static str> {
    let mut holidays: BTreeMap<Date, &'static str> = by_rule(year).into_iter().flatten().collect();
    for change in CHANGES {
        match change {
            Change::Added(on, name) if on.year() == year => {
                holidays.insert(on, name);
            }
            Change::Moved(from, to, name) if to.year() == year => {
                holidays.remove(&from);
                holidays.insert(to, name);
            }
            Change::Added(..) | Change::Moved(..) => {}
        }
    }
    let held = holidays.into_iter().filter_map(|(date, name)| Some((Day::of(date).ok()?, name)));
    held.collect()
}

/// The name of the bank holiday that `day` is, if it is one.
pub fn bank_holiday(day: Day) -> Option<&'static str> {
    bank_holidays(day.date().year()).remove(&day)
}

/// The bank holidays that the rules give; `None` for a year that has no calendar.
fn by_rule(year: i16) -> Option<Vec<(Date, &'static str)>> {
    let easter = easter_sunday(year)?;
    let monday = |month, nth| {
        Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Monday).ok()
    };
    let mut holidays = vec![
        (easter.saturating_sub(jiff::ToSpan::days(2)), "Good Friday"),
        (easter.saturating_add(jiff::ToSpan::days(1)), "Easter Monday"),
        (monday(5, 1)?, "Early May bank holiday"),
        (monday(5, -1)?, "Spring bank holiday"),
        (monday(8, -1)?, "Summer bank holiday"),
    ];
    let fixed = [
        (date(year, 1, 1), "New Year's Day", "New Year's Day (substitute day)"),
        (date(year, 12, 25), "Christmas Day", "Christmas Day (substitute day)"),
        (date(year, 12, 26), "Boxing Day", "Boxing Day (substitute day)"),
    ];
    let (at_weekends, in_the_week) = fixed.into_iter().partition::<Vec<_>, _>(|(on, ..)| {
        matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday)
    });
    holidays.extend(in_the_week.into_iter().map(|(on, name, _)| (on, name)));
    for (on, _, name) in at_weekends {
        let substitute = substitute(on, &holidays);
        holidays.push((substitute, name));
    }
    Some(holidays)
}

/// The first day of the week, Monday to Friday, after `on` that is not taken.
fn substitute(on: Date, taken: &[(Date, &'static str)]) -> Date {
    let mut day = on;
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
        || taken.iter().any(|(taken, _)| *taken == day)
    {
        day = day.saturating_add(jiff::ToSpan::days(1));
    }
    day
}

/// Easter Sunday, by the anonymous Gregorian rule (Nature, 20 April 1876; Meeus 1991, chapter 8).
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests;
