//! The text that a consultation is about, frozen by the hash of its content.
//!
//! In comes what the text is called and its SHA-256; out goes a name that no other text can have. The copy itself is
//! kept by whoever stores files.

use std::fmt;
use std::str::FromStr;

use crate::terms::extract::ExtractId;

/// The text consulted on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultedOn {
    /// What it is called.
    pub title: String,
    /// What tells its content from any other.
    pub sha256: TextHash,
}

/// The SHA-256 of a text, written as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextHash(ExtractId);

/// Why a text is not a hash.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{found}` is not a SHA-256; expected its 64 hexadecimal digits, as sha256sum prints them")]
pub struct TextHashError {
    found: String,
}

impl TextHash {
    /// The hash of content with this SHA-256.
    pub fn of(sha256: [u8; 32]) -> TextHash {
        TextHash(ExtractId::of(sha256))
    }
}

impl FromStr for TextHash {
    type Err = TextHashError;

    fn from_str(text: &str) -> Result<TextHash, TextHashError> {
        let wrong = |_| TextHashError { found: text.chars().take(80).collect() };
        text.parse().map(TextHash).map_err(wrong)
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for TextHash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for TextHash {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<TextHash, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_64_hexadecimal_digits() {
        let hash = TextHash::of([0xa5; 32]);
        assert_eq!(hash.to_string().parse::<TextHash>(), Ok(hash));
        let refused = "a5a5".parse::<TextHash>().unwrap_err().to_string();
        assert!(refused.starts_with("`a5a5` is not a SHA-256"), "{refused}");
    }
}
