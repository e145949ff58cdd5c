//! A day of the calendar, the finest time that a timetable is kept by.
//!
//! In comes `2015-03-05`; out goes a day that can be counted from, compared and printed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::civil::Weekday;

use crate::terms::month::Month;
use crate::terms::quoted;

/// A day, such as Thursday 5 March 2015, from 1900 to 2199.
///
/// ```
/// use partnership::terms::day::Day;
/// let meeting: Day = "2015-03-05".parse()?;
/// assert_eq!(meeting.in_words(), "5 March 2015");
/// assert_eq!(meeting.in_full(), "Thursday 5 March 2015");
/// assert_eq!(meeting.plus_days(-5).to_string(), "2015-02-28");
/// # Ok::<(), partnership::terms::day::DayError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text or a date is not a day of the calendar held.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a day; expected YYYY-MM-DD, such as 2015-03-05, from 1900 to 2199")]
pub struct DayError {
    found: String,
}

const EARLIEST: Date = jiff::civil::date(1900, 1, 1);
const LATEST: Date = jiff::civil::date(2199, 12, 31);

impl Day {
    /// The day that `date` is.
    ///
    /// # Errors
    /// When it lies before 1900 or after 2199.
    pub fn of(date: Date) -> Result<Day, DayError> {
        if (EARLIEST..=LATEST).contains(&date) {
            Ok(Day(date))
        } else {
            Err(DayError { found: date.to_string() })
        }
    }

    /// The first day of `month`.
    pub fn first_of(month: Month) -> Day {
        Day(jiff::civil::date(month.year(), month.month(), 1))
    }

    /// The last day of `month`.
    pub fn last_of(month: Month) -> Day {
        Day(Day::first_of(month).0.last_of_month())
    }

    /// The day as a civil date.
    pub fn date(self) -> Date {
        self.0
    }

    /// The month that it lies in.
    pub fn month(self) -> Month {
        let months = (i32::from(self.0.year()) - 1900) * 12 + i32::from(self.0.month()) - 1;
        Month::EARLIEST.plus_months(months)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The number of the day in its month, 1 to 31.
    pub fn of_month(self) -> i8 {
        self.0.day()
    }

    /// The day `days` later, or earlier when negative; stops at the ends of the calendar held.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        let span = jiff::SignedDuration::from_hours(24 * i64::from(days));
        Day(self.0.saturating_add(span).clamp(EARLIEST, LATEST))
    }

    /// How many days this one comes after `earlier`; negative when it comes before.
    pub fn days_since(self, earlier: Day) -> i32 {
        // At most 300 years, so the days fit.
        i32::try_from(self.0.duration_since(earlier.0).as_hours() / 24).unwrap_or(i32::MAX)
    }

    /// The days after this one, in order, to the end of the calendar held.
    pub fn onwards(self) -> impl Iterator<Item = Day> {
        std::iter::successors(Some(self), |day| {
            let next = day.plus_days(1);
            (next != *day).then_some(next)
        })
        .skip(1)
    }

    /// The days before this one, the latest first, to the beginning of the calendar held.
    pub fn backwards(self) -> impl Iterator<Item = Day> {
        std::iter::successors(Some(self), |day| {
            let before = day.plus_days(-1);
            (before != *day).then_some(before)
        })
        .skip(1)
    }

    /// The day as printed in running text, such as "5 March 2015".
    pub fn in_words(self) -> String {
        format!("{} {}", self.of_month(), self.month().in_words())
    }

    /// The day with its weekday, such as "Thursday 5 March 2015".
    pub fn in_full(self) -> String {
        format!("{} {}", weekday_in_words(self.weekday()), self.in_words())
    }
}

/// The weekday's name.
pub fn weekday_in_words(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        let wrong = || DayError { found: text.chars().take(40).collect() };
        let date: Date = text.parse().map_err(|_| wrong())?;
        // Other ways to write a date are refused, so that a day is written one way everywhere.
        if date.to_string() == text { Day::of(date) } else { Err(wrong()) }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        quoted::read(from, "2015-03-05")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_written_one_way() {
        for text in ["2015-02-30", "5 March 2015", "20150305", "2015-03-05T10:00", "2200-01-01"] {
            let refused = text.parse::<Day>().unwrap_err().to_string();
            assert!(refused.contains("is not a day; expected YYYY-MM-DD"), "{refused}");
        }
    }

    #[test]
    fn the_calendar_held_ends_and_counting_stops_there() {
        let last: Day = "2199-12-31".parse().unwrap();
        assert_eq!(last.plus_days(9), last);
        assert_eq!(last.onwards().next(), None);
    }

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(ahead in 0_i32..109_000) {
            let day = Day::first_of(Month::EARLIEST).plus_days(ahead);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            prop_assert_eq!(day.days_since(Day::first_of(Month::EARLIEST)), ahead);
            prop_assert!(Day::first_of(day.month()) <= day && day <= Day::last_of(day.month()));
        }

        #[test]
        fn any_text_is_a_day_or_a_plain_refusal(text in "\\PC{0,12}") {
            if let Ok(day) = text.parse::<Day>() {
                prop_assert_eq!(day.to_string(), text);
            }
        }
    }
}
