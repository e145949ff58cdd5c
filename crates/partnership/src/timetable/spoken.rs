//! Days and times as people write them in a form: `5 March 2015`, `1 January to 28 February 2015`.
//!
//! In comes what somebody typed, in any of the ways that we print ourselves or that a file has; out goes the same
//! day or time as if it had been written the one way that files have it.

use std::str::FromStr;

use crate::terms::day::Day;
use crate::terms::month::Month;
use crate::terms::span::Span;
use crate::timetable::when::When;

/// A day or a time that a person typed.
///
/// ```
/// use partnership::terms::day::Day;
/// use partnership::timetable::spoken::Spoken;
/// use partnership::timetable::when::When;
/// let meeting: Spoken<Day> = "Thursday 5 March 2015".parse()?;
/// assert_eq!(meeting.0, "2015-03-05".parse()?);
/// let consultation: Spoken<When> = "1 January to 28 February 2015".parse()?;
/// assert_eq!(consultation.0, "2015-01-01 to 2015-02-28".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken<T>(pub T);

/// Why what was typed is no day or no time.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SpokenError {
    /// It is no day.
    #[error("`{0}` is not a day; write it as 5 March 2015 or 5/3/2015")]
    Day(String),
    /// It is no time.
    #[error(
        "`{0}` does not say when; write a day (5 March 2015), days (1 January to 28 February 2015), months \
         (December 2014 to January 2015), a month whose date is to be set (March 2015), or a month to begin \
         in (from May 2015)"
    )]
    When(String),
    /// It ends before it begins.
    #[error("`{0}` ends before it begins; exchange the two")]
    Backwards(String),
}

impl FromStr for Spoken<Day> {
    type Err = SpokenError;

    fn from_str(text: &str) -> Result<Spoken<Day>, SpokenError> {
        day(&plain(text)).map(Spoken).ok_or_else(|| SpokenError::Day(found(text)))
    }
}

impl FromStr for Spoken<When> {
    type Err = SpokenError;

    fn from_str(text: &str) -> Result<Spoken<When>, SpokenError> {
        let plain = plain(text);
        let wrong = || SpokenError::When(found(text));
        let words = plain.trim_end_matches("date to be set").trim_end_matches([',', ' ']);
        if let Some(month) = words.strip_suffix(" onwards").or_else(|| words.strip_suffix(" on")) {
            let month = month.strip_prefix("from ").unwrap_or(month);
            return self::month(month).map(|month| Spoken(When::From(month))).ok_or_else(wrong);
        }
        match ends(words) {
            Some((first, last)) => between(first, last, text).map(Spoken),
            None => at_once(words).map(Spoken).ok_or_else(wrong),
        }
    }
}

/// A time with one end: a day, a month, or from a month on.
fn at_once(words: &str) -> Option<When> {
    if let Some(month) = words.strip_prefix("from ") {
        return self::month(month).map(When::From);
    }
    let bare = words.strip_prefix("on ").or_else(|| words.strip_prefix("in ")).unwrap_or(words);
    day(bare).map(When::On).or_else(|| month(bare).map(When::In))
}

/// A time from one day or month to another.
fn between(first: &str, last: &str, text: &str) -> Result<When, SpokenError> {
    let wrong = || SpokenError::When(found(text));
    let backwards = |_| SpokenError::Backwards(found(text));
    if let Some(last) = day(last) {
        // What the two ends share is often said with the second alone: "1 to 28 February 2015".
        let first = day(first)
            .or_else(|| day(&format!("{first} {}", last.month().year())))
            .or_else(|| day(&format!("{first} {}", last.month().in_words())));
        return Span::of(first.ok_or_else(wrong)?, last).map(When::Between).map_err(backwards);
    }
    let last = month(last).ok_or_else(wrong)?;
    let first = month(first).or_else(|| month(&format!("{first} {}", last.year())));
    Span::of(first.ok_or_else(wrong)?, last).map(When::Through).map_err(backwards)
}

/// The two ends of a time, if it has two.
fn ends(words: &str) -> Option<(&str, &str)> {
    let words =
        words.strip_prefix("between ").or_else(|| words.strip_prefix("from ")).unwrap_or(words);
    [" to ", " and ", " – ", " until "].iter().find_map(|between| words.split_once(between))
}

/// A day in any of the ways in which people write one.
fn day(words: &str) -> Option<Day> {
    if let Ok(day) = words.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = words.split(['/', '.']).collect();
    if let [day, month, year] = parts.as_slice() {
        return on(day, month.parse().ok()?, year);
    }
    let words = words
        .split_once(' ')
        .filter(|(first, _)| is_weekday(first))
        .map_or(words, |(_, rest)| rest);
    let (of_month, month) = words.split_once(' ')?;
    let of_month = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| of_month.strip_suffix(end))
        .unwrap_or(of_month);
    let month = self::month(month)?;
    on(of_month, month.month(), &month.year().to_string())
}

fn on(of_month: &str, month: i8, year: &str) -> Option<Day> {
    if year.len() != 4 {
        return None;
    }
    format!("{year}-{month:02}-{:02}", of_month.parse::<u8>().ok()?).parse().ok()
}

/// A month by its name or the first letters of it.
fn month(words: &str) -> Option<Month> {
    let (name, year) = words.split_once(' ')?;
    let year = year.trim().parse().ok()?;
    let months = (1..=12).filter_map(|month| Month::new(year, month).ok());
    let name = name.trim_end_matches('.').to_lowercase();
    let mut fitting =
        months.filter(|month| month.name().to_lowercase().starts_with(&name) && name.len() >= 3);
    fitting.next()
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(',').to_lowercase();
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && names.iter().any(|name| name.starts_with(&word))
}

/// The text with single blanks and no commas at its ends.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches([',', '.']).to_owned()
}

fn found(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::when::tests::any_when;
    use proptest::prelude::*;

    fn when(text: &str) -> String {
        text.parse::<Spoken<When>>()
            .map_or_else(|error| error.to_string(), |when| when.0.to_string())
    }

    #[test]
    fn a_day_may_be_written_as_people_write_it() {
        for text in [
            "2015-03-05",
            "5 March 2015",
            "Thursday 5 March 2015",
            "Thu, 5 Mar 2015",
            "5th march 2015",
            "05/03/2015",
            "5.3.2015",
            "  5  March  2015 ",
        ] {
            let day: Spoken<Day> = text.parse().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(day.0.to_string(), "2015-03-05", "{text}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_refused_with_how_to_write_one() {
        for text in
            ["", "30 February 2015", "5 March", "5/3/15", "13/13/2015", "March 2015", "5 Ma 2015"]
        {
            let refused = text.parse::<Spoken<Day>>().unwrap_err().to_string();
            assert!(
                refused.ends_with("is not a day; write it as 5 March 2015 or 5/3/2015"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_time_may_be_written_as_people_write_it() {
        assert_eq!(when("1 January – 28 February 2015"), "2015-01-01 to 2015-02-28");
        assert_eq!(when("between 1 January and 28 February 2015"), "2015-01-01 to 2015-02-28");
        assert_eq!(when("1 to 28 February 2015"), "2015-02-01 to 2015-02-28");
        assert_eq!(when("1/12/2014 to 31/1/2015"), "2014-12-01 to 2015-01-31");
        assert_eq!(when("December 2014 to January 2015"), "December 2014 to January 2015");
        assert_eq!(when("March to April 2015"), "March 2015 to April 2015");
        assert_eq!(when("March 2015, date to be set"), "March 2015");
        assert_eq!(when("from May 2015"), "from May 2015");
        assert_eq!(when("May 2015 onwards"), "from May 2015");
        assert_eq!(
            when("28 February to 1 January 2015"),
            "`28 February to 1 January 2015` ends before it begins; exchange the two"
        );
        assert!(
            when("next spring")
                .starts_with("`next spring` does not say when; write a day (5 March 2015)")
        );
    }

    proptest! {
        #[test]
        fn what_we_print_may_be_typed(any in any_when()) {
            prop_assert_eq!(any.in_words().parse::<Spoken<When>>(), Ok(Spoken(any)));
            prop_assert_eq!(any.to_string().parse::<Spoken<When>>(), Ok(Spoken(any)));
            let day = any.first();
            prop_assert_eq!(day.in_full().parse::<Spoken<Day>>(), Ok(Spoken(day)));
        }

        #[test]
        fn any_text_is_a_time_or_a_plain_refusal(text in "\\PC{0,30}") {
            let _ = text.parse::<Spoken<When>>();
            let _ = text.parse::<Spoken<Day>>();
        }
    }
}
