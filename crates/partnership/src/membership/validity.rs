//! The days for which something was so: a membership, a task group, a district covered.
//!
//! In comes `from 2013-04-01`; out goes whether a day lies in it.

use std::fmt;
use std::str::FromStr;

use crate::terms::day::Day;
use crate::terms::span::Span;

/// The days for which something was so, as far as they are known; both ends included.
///
/// ```
/// use partnership::membership::validity::Validity;
/// let valid: Validity = "from 2013-04-01".parse()?;
/// assert!(valid.covers("2015-03-05".parse()?) && !valid.covers("2013-03-31".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Validity {
    /// No beginning and no end is known; nothing is written.
    #[default]
    Always,
    /// From this day on.
    From(Day),
    /// Up to this day.
    Until(Day),
    /// From a day to a day.
    Between(Span<Day>),
}

/// Why a text is not a validity.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{found}` does not say for which days; expected from 2013-04-01, until 2022-06-30, \
     2013-04-01 to 2022-06-30, or always"
)]
pub struct ValidityError {
    found: String,
}

impl Validity {
    /// Whether it was so on `day`.
    pub fn covers(self, day: Day) -> bool {
        let (first, last) = self.ends();
        first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
    }

    /// Whether the two have a day in common.
    pub fn meets(self, other: Validity) -> bool {
        let ((first, last), (other_first, other_last)) = (self.ends(), other.ends());
        let begins_by = |first: Option<Day>, last: Option<Day>| {
            first.zip(last).is_none_or(|(first, last)| first <= last)
        };
        begins_by(first, other_last) && begins_by(other_first, last)
    }

    /// The first day and the last, where known.
    fn ends(self) -> (Option<Day>, Option<Day>) {
        match self {
            Validity::Always => (None, None),
            Validity::From(first) => (Some(first), None),
            Validity::Until(last) => (None, Some(last)),
            Validity::Between(span) => (Some(span.first()), Some(span.last())),
        }
    }

    /// Whether there is nothing to write.
    pub fn is_always(&self) -> bool {
        *self == Validity::Always
    }
}

impl FromStr for Validity {
    type Err = ValidityError;

    fn from_str(text: &str) -> Result<Validity, ValidityError> {
        let wrong = || ValidityError { found: text.chars().take(60).collect() };
        if text == "always" {
            Ok(Validity::Always)
        } else if let Some(day) = text.strip_prefix("from ") {
            day.parse().map(Validity::From).map_err(|_| wrong())
        } else if let Some(day) = text.strip_prefix("until ") {
            day.parse().map(Validity::Until).map_err(|_| wrong())
        } else {
            text.parse().map(Validity::Between).map_err(|_| wrong())
        }
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Validity::Always => f.write_str("always"),
            Validity::From(day) => write!(f, "from {day}"),
            Validity::Until(day) => write!(f, "until {day}"),
            Validity::Between(span) => write!(f, "{span}"),
        }
    }
}

impl serde::Serialize for Validity {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Validity {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Validity, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(text: &str) -> Validity {
        text.parse().unwrap()
    }

    #[test]
    fn parse_then_print_gives_the_same() {
        for text in ["always", "from 2013-04-01", "until 2013-03-31", "2013-04-01 to 2022-06-30"] {
            assert_eq!(valid(text).to_string(), text);
        }
    }

    #[test]
    fn one_that_ends_the_day_before_the_next_begins_does_not_meet_it() {
        assert!(!valid("until 2013-03-31").meets(valid("from 2013-04-01")));
        assert!(valid("until 2013-04-01").meets(valid("from 2013-04-01")));
        assert!(valid("always").meets(valid("2013-04-01 to 2022-06-30")));
    }

    #[test]
    fn a_text_that_says_no_days_is_refused_with_examples() {
        let refused = "since April".parse::<Validity>().unwrap_err().to_string();
        assert!(refused.contains("`since April`") && refused.contains("from 2013-04-01"));
    }
}
