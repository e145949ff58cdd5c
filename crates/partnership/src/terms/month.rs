//! A calendar month, the finest time that street-level crime is published by.
//!
//! In comes `2014-06`; out goes a month that can be counted forward and printed.

use std::fmt;
use std::str::FromStr;

/// A calendar month, such as June 2014.
///
/// ```
/// use partnership::terms::month::Month;
/// let june: Month = "2014-06".parse()?;
/// assert_eq!(june.plus_months(7).to_string(), "2015-01");
/// assert_eq!(june.in_words(), "June 2014");
/// # Ok::<(), partnership::terms::month::MonthError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// Why a text or a pair of numbers is not a month.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a month; expected YYYY-MM, such as 2014-06, from 1900-01 to 2199-12")]
pub struct MonthError {
    found: String,
}

/// The names of the months, January first.
pub const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Month {
    /// The first month of the calendar held.
    pub const EARLIEST: Month = Month { year: 1900, month: 1 };

    /// The month `month` (1 to 12) of `year` (1900 to 2199).
    ///
    /// # Errors
    /// When either lies outside.
    pub fn new(year: i16, month: i8) -> Result<Month, MonthError> {
        if (1900..=2199).contains(&year) && (1..=12).contains(&month) {
            Ok(Month { year, month })
        } else {
            Err(MonthError { found: format!("{year}-{month}") })
        }
    }

    /// The year, such as 2014.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the month in its year, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The month `months` later, or earlier when negative; stops at the ends of the calendar held.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Month {
        let index = (self.index() + months).clamp(1900 * 12, 2199 * 12 + 11);
        let year = i16::try_from(index.div_euclid(12)).unwrap_or(2199);
        let month = i8::try_from(index.rem_euclid(12)).unwrap_or(11) + 1;
        Month { year, month }
    }

    /// How many months this one comes after `earlier`; negative when it comes before.
    pub fn months_since(self, earlier: Month) -> i32 {
        self.index() - earlier.index()
    }

    /// The months from this one to `last`, both included; empty when `last` comes before.
    pub fn up_to(self, last: Month) -> impl Iterator<Item = Month> {
        (0..=last.months_since(self)).map(move |ahead| self.plus_months(ahead))
    }

    /// How many days the month has.
    pub fn days(self) -> u32 {
        let days = jiff::civil::date(self.year, self.month, 1).days_in_month();
        u32::from(days.unsigned_abs())
    }

    /// The month as printed in running text, such as "June 2014".
    pub fn in_words(self) -> String {
        format!("{} {}", self.name(), self.year)
    }

    fn short_name(self) -> &'static str {
        &self.name()[..3]
    }

    /// The months from this one to `last` as printed in running text: "April to June 2014".
    pub fn in_words_to(self, last: Month) -> String {
        if self == last {
            self.in_words()
        } else if self.year == last.year {
            format!("{} to {}", self.name(), last.in_words())
        } else {
            format!("{} to {}", self.in_words(), last.in_words())
        }
    }

    /// The months from this one to `last` as they head a narrow column: "Apr to Jun 2014".
    pub fn in_short_to(self, last: Month) -> String {
        if self == last {
            self.in_short()
        } else if self.year == last.year {
            format!("{} to {}", self.short_name(), last.in_short())
        } else {
            format!("{} to {}", self.in_short(), last.in_short())
        }
    }

    /// The month that somebody wrote in words, such as "June 2014".
    ///
    /// # Errors
    /// When the words are not those that [`Month::in_words`] prints.
    pub fn from_words(words: &str) -> Result<Month, MonthError> {
        let wrong = || MonthError { found: words.chars().take(40).collect() };
        let (name, year) = words.split_once(' ').ok_or_else(wrong)?;
        let month = (1..).zip(NAMES).find(|(_, known)| *known == name).map(|(month, _)| month);
        let (month, year) = month.zip(year.parse().ok()).ok_or_else(wrong)?;
        let month = Month::new(year, month)?;
        if month.in_words() == words { Ok(month) } else { Err(wrong()) }
    }

    /// The month as printed along a chart, such as "Jun 2014".
    pub fn in_short(self) -> String {
        format!("{} {}", self.short_name(), self.year)
    }

    /// The month's name without its year.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.month.unsigned_abs()) - 1]
    }

    fn index(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Month, MonthError> {
        let wrong = || MonthError { found: text.chars().take(40).collect() };
        let bytes = text.as_bytes();
        let digits = |part: &[u8]| {
            part.iter().try_fold(0_i16, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0'))
            })
        };
        match bytes {
            [year @ .., b'-', _, _] if year.len() == 4 => {
                let month = digits(&bytes[5..]).and_then(|month| i8::try_from(month).ok());
                let (year, month) = digits(year).zip(month).ok_or_else(wrong)?;
                Month::new(year, month).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl serde::Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Month, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_thirteenth_month_is_refused() {
        let refused = "2025-13".parse::<Month>();
        assert!(refused.is_err_and(|error| error.to_string().contains("`2025-13` is not a month")));
    }

    #[test]
    fn february_of_a_leap_year_has_29_days() {
        assert_eq!(Month::new(2024, 2).map(Month::days), Ok(29));
    }

    proptest! {
        #[test]
        fn parse_then_print_gives_the_same(year in 1900_i16..=2199, month in 1_i8..=12) {
            let month = Month::new(year, month).unwrap();
            prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
            prop_assert_eq!(Month::from_words(&month.in_words()), Ok(month));
        }

        #[test]
        fn any_text_is_a_month_or_a_plain_refusal(text in ".{0,12}") {
            if let Ok(month) = text.parse::<Month>() {
                prop_assert_eq!(month.to_string(), text);
            }
        }

        #[test]
        fn months_ahead_are_counted_back(ahead in -600_i32..600) {
            let june = Month::new(2014, 6).unwrap();
            prop_assert_eq!(june.plus_months(ahead).months_since(june), ahead);
        }
    }
}
