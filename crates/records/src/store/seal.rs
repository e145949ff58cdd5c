//! What stands in the chain for a text that may be forgotten.
//!
//! In come texts and a random salt; out goes their seal, which is the same once texts and salt are gone.

use std::fmt;
use std::str::FromStr;

use sha2::Digest as _;
use sha2::Sha256;

use crate::error::RecordsError;
use crate::fingerprint::Fingerprint;

/// Opens the bytes of every seal.
const FORM: &str = "saferplan seal 1";

/// The seals of an entry.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Seals {
    /// Of who made the change.
    pub who: Seal,
    /// Of what was changed: its key, and it before and after.
    pub thing: Seal,
}

/// The seal of some texts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seal {
    /// The texts are there, and this is the salt that makes their seal.
    Open(Fingerprint),
    /// The texts and the salt were deleted; this is the seal that they had.
    Shut(Fingerprint),
}

/// Why a text is not a seal.
#[derive(Debug, thiserror::Error)]
#[error("expected open: or shut: and 64 hexadecimal digits")]
pub struct SealError;

impl Seals {
    /// Those of new texts.
    pub(super) fn new() -> Result<Seals, RecordsError> {
        Ok(Seals { who: Seal::new()?, thing: Seal::new()? })
    }
}

impl Seal {
    /// That of new texts: a salt that nobody can guess.
    fn new() -> Result<Seal, RecordsError> {
        Ok(Seal::Open(Fingerprint::of_chance()?))
    }

    /// What the chain hashes: of open texts, the SHA-256 of the form, the salt and the texts, each written as in
    /// [`hashed`].
    pub(crate) fn of(&self, texts: &[Option<&str>]) -> Fingerprint {
        match self {
            Seal::Shut(seal) => seal.clone(),
            Seal::Open(salt) => {
                let salt = salt.to_string();
                let begin = [Some(FORM), Some(salt.as_str())];
                hashed(begin.into_iter().chain(texts.iter().copied()))
            }
        }
    }
}

/// The SHA-256 of a row of texts, each as its length in bytes, a colon, itself and a comma; what is not there is a
/// hyphen and a comma.
pub(super) fn hashed<'text>(texts: impl Iterator<Item = Option<&'text str>>) -> Fingerprint {
    let mut hasher = Sha256::new();
    for text in texts {
        match text {
            Some(text) => hasher.update(format!("{}:{text},", text.len())),
            None => hasher.update("-,"),
        }
    }
    Fingerprint::found(hasher)
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Seal::Open(salt) => write!(f, "open:{salt}"),
            Seal::Shut(seal) => write!(f, "shut:{seal}"),
        }
    }
}

impl FromStr for Seal {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Seal, SealError> {
        let (word, digits) = text.split_once(':').ok_or(SealError)?;
        let digits = digits.parse().map_err(|_| SealError)?;
        match word {
            "open" => Ok(Seal::Open(digits)),
            "shut" => Ok(Seal::Shut(digits)),
            _ => Err(SealError),
        }
    }
}
