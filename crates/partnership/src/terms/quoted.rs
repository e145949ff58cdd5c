//! Values that people write as text in quotes, in a file such as `timetable.toml`.
//!
//! In comes whatever stands in the file; out goes the value, or a refusal that asks for the quotes.

use std::fmt;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserializer;
use serde::de::Error;
use serde::de::Visitor;

/// Reads a value from a text in quotes; `example` shows how one is written.
///
/// # Errors
/// When something else stands there, such as a date without quotes, or the text is no such value.
pub(crate) fn read<'de, D, T>(from: D, example: &'static str) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    from.deserialize_str(Quoted { example, value: PhantomData })
}

struct Quoted<T> {
    example: &'static str,
    value: PhantomData<T>,
}

impl<T: FromStr<Err: Display>> Visitor<'_> for Quoted<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text in quotes, such as \"{}\"", self.example)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use crate::terms::day::Day;

    #[test]
    fn a_date_without_quotes_is_refused_and_the_quotes_are_asked_for() {
        let bare = serde_json::from_str::<Day>("{ \"datetime\": 1 }").unwrap_err().to_string();
        assert!(bare.contains("expected a text in quotes, such as \"2015-03-05\""), "{bare}");
    }
}
