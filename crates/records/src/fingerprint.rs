//! The SHA-256 by which something secret is known without being kept.
//!
//! In comes a secret; out goes a text from which nobody can find it, if it was long and random.

use std::fmt;
use std::str::FromStr;

use sha2::Digest as _;
use sha2::Sha256;

use crate::error::RecordsError;

/// The SHA-256 of something secret: 64 small hexadecimal digits.
///
/// Only what is long and random is safe behind it (80 random bits at least, as in 16 letters and digits): a short
/// or thought-up secret can be found by trying.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

/// Why a text is not a fingerprint.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("what was found is not a fingerprint; expected 64 small hexadecimal digits")]
pub struct FingerprintError;

impl Fingerprint {
    /// The fingerprint of a secret.
    ///
    /// ```
    /// # use records::Fingerprint;
    /// assert!(Fingerprint::of("abc").to_string().starts_with("ba7816bf8f01cfea"));
    /// ```
    pub fn of(secret: impl AsRef<[u8]>) -> Fingerprint {
        Fingerprint(hex_of(Sha256::new().chain_update(secret)))
    }

    /// The fingerprint of something that nobody can guess.
    pub(crate) fn of_chance() -> Result<Fingerprint, RecordsError> {
        let mut random = [0_u8; 32];
        let failed =
            |why| RecordsError::Engine(format!("the computer gives no random numbers: {why}"));
        getrandom::fill(&mut random).map_err(failed)?;
        Ok(Fingerprint::of(random))
    }

    /// What a hasher has found.
    pub(crate) fn found(by: Sha256) -> Fingerprint {
        Fingerprint(hex_of(by))
    }
}

/// What a hasher has found, in hexadecimal digits.
pub(crate) fn hex_of(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> String {
        fingerprint.0
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Fingerprint, FingerprintError> {
        let fits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if text.len() == 64 && text.chars().all(fits) {
            Ok(Fingerprint(text))
        } else {
            Err(FingerprintError)
        }
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Fingerprint, FingerprintError> {
        text.to_owned().try_into()
    }
}
