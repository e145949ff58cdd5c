//! When a step is to be: on a day, between days, over months, or in a month with its date to be set.
//!
//! In comes what a manager types, such as `March 2015`; out goes a time that knows its first and last
//! day and can be printed in a sentence.

use std::fmt;
use std::str::FromStr;

use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::quoted;
use crate::terms::span::Span;

/// When a step is to be.
///
/// | written | in words |
/// |---|---|
/// | `2014-12-04` | on 4 December 2014 |
/// | `2015-01-01 to 2015-02-28` | between 1 January and 28 February 2015 |
/// | `December 2014 to January 2015` | from December 2014 to January 2015 |
/// | `March 2015` | in March 2015, date to be set |
/// | `from May 2015` | from May 2015 onwards |
///
/// ```
/// use partnership::timetable::when::When;
/// let cabinet: When = "March 2015".parse()?;
/// assert_eq!(cabinet.in_words(), "in March 2015, date to be set");
/// assert_eq!(cabinet.last(), "2015-03-31".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// On a day.
    On(Day),
    /// From one day to another, both included.
    Between(Span<Day>),
    /// Over whole months, with no days fixed.
    Through(Span<Month>),
    /// On a day of this month that is still to be set.
    In(Month),
    /// From this month on, with no end fixed.
    From(Month),
}

/// Why a text does not say when.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum WhenError {
    /// It is written in none of the ways.
    #[error(
        "`{0}` does not say when; expected a day (2014-12-04), days (2015-01-01 to 2015-02-28), \
         months (December 2014 to January 2015), a month whose date is to be set (March 2015), or a \
         month to begin in (from May 2015)"
    )]
    Form(String),
    /// It ends before it begins.
    #[error("`{0}` ends before it begins; exchange the two")]
    Backwards(String),
}

impl When {
    /// The first day on which it can be, or begin.
    pub fn first(self) -> Day {
        match self {
            When::On(day) => day,
            When::Between(days) => days.first(),
            When::Through(months) => months.days().first(),
            When::In(month) | When::From(month) => Day::first_of(month),
        }
    }

    /// The last day on which it can be; where no end is fixed, the last on which it can begin.
    pub fn last(self) -> Day {
        match self {
            When::On(day) => day,
            When::Between(days) => days.last(),
            When::Through(months) => months.days().last(),
            When::In(month) | When::From(month) => Day::last_of(month),
        }
    }

    /// All days from the first to the last.
    pub fn days(self) -> Span<Day> {
        Span::spanning(self.first(), self.last())
    }

    /// The time as printed in a sentence.
    pub fn in_words(self) -> String {
        match self {
            When::On(day) => format!("on {}", day.in_words()),
            When::Between(days) => format!("between {}", days.in_words().replace(" to ", " and ")),
            When::Through(months) => format!("from {}", written(months)),
            When::In(month) => format!("in {}, date to be set", month.in_words()),
            When::From(month) => format!("from {} onwards", month.in_words()),
        }
    }
}

fn written(months: Span<Month>) -> String {
    format!("{} to {}", months.first().in_words(), months.last().in_words())
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::On(day) => write!(f, "{day}"),
            When::Between(days) => write!(f, "{days}"),
            When::Through(months) => f.write_str(&written(*months)),
            When::In(month) => f.write_str(&month.in_words()),
            When::From(month) => write!(f, "from {}", month.in_words()),
        }
    }
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<When, WhenError> {
        let found = || text.chars().take(60).collect();
        let wrong = || WhenError::Form(found());
        if let Some(month) = text.strip_prefix("from ") {
            return Month::from_words(month).map(When::From).map_err(|_| wrong());
        }
        let Some((first, last)) = text.split_once(" to ") else {
            let day = text.parse().map(When::On);
            return day.or_else(|_| Month::from_words(text).map(When::In)).map_err(|_| wrong());
        };
        let when = if let (Ok(first), Ok(last)) = (first.parse(), last.parse()) {
            Span::of(first, last).map(When::Between)
        } else {
            let first = Month::from_words(first).map_err(|_| wrong())?;
            let last = Month::from_words(last).map_err(|_| wrong())?;
            Span::of(first, last).map(When::Through)
        };
        when.map_err(|_| WhenError::Backwards(found()))
    }
}

impl serde::Serialize for When {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<When, D::Error> {
        quoted::read(from, "2014-12-04")
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_to_say_when_is_printed_in_words() {
        for (written, words) in [
            ("2014-12-04", "on 4 December 2014"),
            ("2015-01-01 to 2015-02-28", "between 1 January and 28 February 2015"),
            ("December 2014 to January 2015", "from December 2014 to January 2015"),
            ("March 2015", "in March 2015, date to be set"),
            ("from May 2015", "from May 2015 onwards"),
        ] {
            assert_eq!(written.parse::<When>().unwrap().in_words(), words);
        }
    }

    #[test]
    fn a_refusal_says_what_was_found_and_how_to_write_it() {
        let refused = "mid-March".parse::<When>().unwrap_err().to_string();
        assert!(refused.starts_with("`mid-March` does not say when; expected a day (2014-12-04)"));
        let refused = "2015-02-28 to 2015-01-01".parse::<When>().unwrap_err().to_string();
        assert_eq!(refused, "`2015-02-28 to 2015-01-01` ends before it begins; exchange the two");
    }

    /// Any time that a timetable of 1990 to 2090 might hold.
    pub(crate) fn any_when() -> impl Strategy<Value = When> {
        (0_i32..36_500, 0_i32..400, 0_usize..5).prop_map(|(ahead, length, way)| {
            let first = Day::first_of(Month::new(1990, 1).unwrap()).plus_days(ahead);
            let last = first.plus_days(length);
            match way {
                0 => When::On(first),
                1 => When::Between(Span::spanning(first, last)),
                2 => When::Through(Span::spanning(first.month(), last.month())),
                3 => When::In(first.month()),
                _ => When::From(first.month()),
            }
        })
    }

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(when in any_when()) {
            prop_assert_eq!(when.to_string().parse::<When>(), Ok(when));
        }

        #[test]
        fn it_never_ends_before_it_begins(when in any_when()) {
            prop_assert!(when.first() <= when.last());
        }

        #[test]
        fn any_text_is_a_time_or_a_plain_refusal(text in "\\PC{0,20}") {
            if let Ok(when) = text.parse::<When>() {
                prop_assert_eq!(when.to_string(), text);
            }
        }
    }
}
