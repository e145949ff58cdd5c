//! A short name that people type to speak of one thing from another, such as a step of a timetable.
//!
//! In comes a text; out goes a name known to be fit for files, addresses and forms.

use std::fmt;
use std::str::FromStr;

/// Small letters, digits and hyphens, such as `plan-adopted`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a text is not a short name.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{found}` is not a short name; expected up to 60 small letters, digits and hyphens, beginning \
     with a letter, such as plan-adopted"
)]
pub struct SlugError {
    found: String,
}

impl Slug {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Slug, SlugError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
        if begins && text.len() <= 60 && text.chars().all(fits) && !text.ends_with('-') {
            Ok(Slug(text.to_owned()))
        } else {
            Err(SlugError { found: text.chars().take(60).collect() })
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl serde::Serialize for Slug {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_small_letters_digits_and_hyphens() {
        assert_eq!("plan-2".parse::<Slug>().map(|slug| slug.to_string()), Ok("plan-2".to_owned()));
        for text in ["", "Plan", "2-plans", "plan adopted", "plan-", "plän"] {
            let refused = text.parse::<Slug>().unwrap_err().to_string();
            assert!(refused.contains("is not a short name"), "{refused}");
        }
    }
}
