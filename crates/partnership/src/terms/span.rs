//! A span from one day to another, or from one month to another, both ends included.
//!
//! In come its ends; out goes a span that does not end before it begins.

use std::fmt;
use std::fmt::Display;
use std::str::FromStr;

use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::quoted;

/// From `first` to `last`, both included, written `2015-01-01 to 2015-02-28`.
///
/// ```
/// use partnership::terms::day::Day;
/// use partnership::terms::span::Span;
/// let consultation: Span<Day> = "2015-01-01 to 2015-02-28".parse()?;
/// assert_eq!(consultation.in_words(), "1 January to 28 February 2015");
/// assert!("2015-02-28 to 2015-01-01".parse::<Span<Day>>().is_err());
/// # Ok::<(), partnership::terms::span::SpanError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<T> {
    first: T,
    last: T,
}

/// Why a text or two ends are not a span.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SpanError {
    /// There are not two ends, or one of them is not what it should be.
    #[error("`{0}` is not a span; expected two ends, such as 2015-01-01 to 2015-02-28")]
    Form(String),
    /// It ends before it begins.
    #[error("`{0}` ends before it begins; exchange the two")]
    Backwards(String),
}

impl<T: Copy + Ord + Display> Span<T> {
    /// The span from `first` to `last`.
    ///
    /// # Errors
    /// When `last` comes before `first`.
    pub fn of(first: T, last: T) -> Result<Span<T>, SpanError> {
        let span = Span { first, last };
        if first <= last { Ok(span) } else { Err(SpanError::Backwards(span.to_string())) }
    }

    /// The span from whichever of the two comes first to the other.
    pub fn spanning(one: T, other: T) -> Span<T> {
        Span { first: one.min(other), last: one.max(other) }
    }

    /// Where it begins.
    pub fn first(self) -> T {
        self.first
    }

    /// Where it ends.
    pub fn last(self) -> T {
        self.last
    }

    /// Whether `one` lies in it.
    pub fn covers(self, one: T) -> bool {
        (self.first..=self.last).contains(&one)
    }
}

impl Span<Day> {
    /// The span as printed in running text; the year is said once where both ends share it.
    pub fn in_words(self) -> String {
        let (first, last) = (self.first, self.last);
        if first.date().year() == last.date().year() {
            format!("{} {} to {}", first.of_month(), first.month().name(), last.in_words())
        } else {
            format!("{} to {}", first.in_words(), last.in_words())
        }
    }

    /// Whether the two have a day in common.
    pub fn meets(self, other: Span<Day>) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl Span<Month> {
    /// The days from the first of the first month to the last of the last.
    pub fn days(self) -> Span<Day> {
        Span { first: Day::first_of(self.first), last: Day::last_of(self.last) }
    }
}

impl<T: Display> Display for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

impl<T: FromStr + Copy + Ord + Display> FromStr for Span<T> {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Span<T>, SpanError> {
        let wrong = || SpanError::Form(text.chars().take(60).collect());
        let (first, last) = text.split_once(" to ").ok_or_else(wrong)?;
        let first = first.parse().map_err(|_| wrong())?;
        let last = last.parse().map_err(|_| wrong())?;
        Span::of(first, last)
    }
}

impl<T: Display> serde::Serialize for Span<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de, T: FromStr + Copy + Ord + Display> serde::Deserialize<'de> for Span<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Span<T>, D::Error> {
        quoted::read(from, "2015-01-01 to 2015-02-28")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_ends_before_it_begins_is_refused() {
        let refused = "2015-02-28 to 2015-01-01".parse::<Span<Day>>().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "`2015-02-28 to 2015-01-01` ends before it begins; exchange the two"
        );
    }

    #[test]
    fn a_span_over_new_year_says_both_years() {
        let span: Span<Day> = "2014-12-22 to 2015-01-02".parse().unwrap();
        assert_eq!(span.in_words(), "22 December 2014 to 2 January 2015");
    }

    #[test]
    fn one_end_alone_is_no_span() {
        assert!("2015-01-01".parse::<Span<Day>>().is_err());
        assert!("2015-01-01 to March".parse::<Span<Day>>().is_err());
    }

    #[test]
    fn a_span_of_months_has_their_days() {
        let months: Span<Month> = "2014-12 to 2015-02".parse().unwrap();
        assert_eq!(months.days().to_string(), "2014-12-01 to 2015-02-28");
    }
}
